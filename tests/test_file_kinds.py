"""Bytes that are no text are told from text by what stands in them, not only by known beginnings."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from pipeline.file_kinds import binary_kind
from raw_pages import RAW

PAGES = sorted(RAW.rglob("*.html"))
PACKED = zlib.compress(b"".join(page.read_bytes() for page in PAGES[:5]), 9)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (PACKED, "binary"),
        (b"\x28\xb5\x2f\xfd" + PACKED, "binary"),
        ("<html><p>Doel 1.1.1</p></html>".encode("utf-16-le"), "binary"),
        ("<html><p>Doel 1.1.1</p></html>".encode("utf-16"), None),
        (b"<html><p>Doel\x00 1.1.1 Sociale basis in de wijk\x01</p></html>" + b" " * 60, None),
        (b"\tLasten\r\n\x0cBaten\n", None),
        (b"", None),
    ],
)  # fmt: skip
def test_kind_of_bytes(content: bytes, kind: str | None) -> None:
    assert binary_kind(content) == kind


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_page_is_text(page: Path) -> None:
    assert binary_kind(page.read_bytes()) is None
