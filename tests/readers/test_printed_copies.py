"""A table that a page prints again for paper or for small screens is recorded, and its numbers count once."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

ROWS = (
    ("", "Lasten", "Baten", "Saldo", "Toevoeging aan reserves", "Onttrekking aan reserves", "Geraamd resultaat"),
    ("Doel 1.3.1 Tijdelijk verblijf", "124.506", "5.973", "118.533", "0", "0", "118.533"),
)
TABLE = "<table>" + "".join("<tr>" + "".join(f"<td>{text}" for text in row) + "</tr>" for row in ROWS) + "</table>"


def read(body: str) -> PageResult:
    content = (
        "<html><body><h1>Doel 1.3.1 Tijdelijk verblijf</h1><p>We helpen.</p><h2>Overzicht baten en lasten</h2>"
        f"<p>Bedragen x € 1.000</p>{body}</body></html>"
    ).encode()
    path = "zwolle.begroting-2026.nl/p50287/doel-1-3-1-tijdelijk-verblijf.html"
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("d-print-none", "d-none d-print-block"), ("desktop-only", "mobile-only"), ("hidden-xs", "visible-xs"),
        ("screen", "print"), ("show-for-large", "small-only"), ("tabel", "tabel--mobile"),
    ],
)  # fmt: skip
def test_a_copy_for_another_medium(first: str, second: str) -> None:
    result = read(
        f"<div class='{first}'>{TABLE}</div><p>Zie ook de toelichting.</p><div class='{second}'>{TABLE}</div>"
    )
    assert len(result.tables["baten_lasten"]) == 6
    assert {f.code for f in result.findings} <= {"TABLE_COPY", "NO_BUILD_STAMP"}
    assert "Zie ook de toelichting." in "".join(section.text for section in result.tables["sections"])


@pytest.mark.parametrize("name", ["tabel", "blueprint", "sprint-4", "immobile"])
def test_a_table_printed_twice_for_the_same_medium_is_told(name: str) -> None:
    result = read(f"<div class='{name}'>{TABLE}</div><div class='{name}'>{TABLE}</div>")
    assert ("error", "DUPLICATE_TABLE") in {(f.severity, f.code) for f in result.findings}


def test_another_table_for_small_screens_is_no_copy() -> None:
    other = TABLE.replace("124.506", "124.507")
    result = read(f"<div>{TABLE}</div><div class='mobile-only'>{other}</div>")
    assert "DUPLICATE_TABLE" in {f.code for f in result.findings}
