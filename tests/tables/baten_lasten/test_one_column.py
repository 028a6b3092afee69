"""One column of values below one head, and a budget that is printed before and after the bestedingsvoorstellen."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

PATH = "zwolle.begroting-2023.nl/p39911/doel-7-3-4-gezondheid.html"
ROWS = [("Lasten", "1.204.500"), ("Baten", "96.000"), ("Saldo", "-1.108.500"), ("Geraamd resultaat", "-1.108.500")]
BUDGET = ("", "Lasten", "Baten", "Saldo", "Toevoeging aan reserves", "Onttrekking aan reserves", "Geraamd resultaat")


def read(*tables: tuple[str, list[tuple[str, ...]]]) -> PageResult:
    body = "".join(
        f"<table><caption>{caption}</caption>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table>"
        for caption, rows in tables
    )
    page = f"<h1>Doel 7.3.4 Gezondheid</h1><p>We blijven gezond</p><h2>Overzicht baten en lasten</h2>{body}"
    content = f"<html><body>{page}</body></html>".encode()
    return parse(Source(PATH, content, hashlib.sha256(content).hexdigest(), "html"))


@pytest.mark.parametrize(
    ("head", "stage"),
    [("2023", "begroting_primitief"), ("Begroting 2023", "begroting_primitief"), ("Rekening 2021", "rekening")],
)
def test_one_column_is_read(head: str, stage: str) -> None:
    result = read(("Baten en lasten (in euro's)", [("", head), *ROWS]))
    found = [(a.stage, a.component, a.amount_eur) for a in result.tables["baten_lasten"]]
    assert found == [
        (stage, "lasten", 1_204_500),
        (stage, "baten", 96_000),
        (stage, "saldo", -1_108_500),
        (stage, "resultaat", -1_108_500),
    ]


def test_the_head_may_stand_below_a_title_in_the_table() -> None:
    title = "<tr><td colspan=2>Baten en lasten (in euro's)</td></tr>"
    body = "".join(f"<tr><td>{label}</td><td>{cell}</td></tr>" for label, cell in [("", "Begroting 2023"), *ROWS])
    page = f"<h1>Doel 7.3.4 Gezondheid</h1><h2>Overzicht baten en lasten</h2><table>{title}{body}</table>"
    content = f"<html><body>{page}</body></html>".encode()
    result = parse(Source(PATH, content, hashlib.sha256(content).hexdigest(), "html"))
    assert [a.amount_eur for a in result.tables["baten_lasten"]] == [1_204_500, 96_000, -1_108_500, -1_108_500]


@pytest.mark.parametrize("rows", [[("", "Bedrag"), *ROWS], [("", "2023"), *ROWS[:2]]])
def test_a_column_of_which_nothing_says_what_it_is_is_told(rows: list[tuple[str, ...]]) -> None:
    result = read(("Baten en lasten (in euro's)", rows))
    assert not result.tables["baten_lasten"]
    assert "TABLE_UNKNOWN" in {finding.code for finding in result.findings}


def test_a_budget_before_and_after_the_proposals_is_no_overview_of_proposals() -> None:
    first = ("Doel 7.3.4 Gezondheid", "5.100", "2.300", "2.800", "0", "200", "2.600")
    second = ("Doel 7.3.4 Gezondheid", "5.450", "2.300", "3.150", "0", "200", "2.950")
    title = "Overzicht baten en lasten {} bestedingsvoorstellen (x €1.000)"
    result = read((title.format("voor"), [BUDGET, first]), (title.format("na"), [BUDGET, second]))
    assert [f.code for f in result.findings if f.severity != "info"] == ["DUPLICATE_TABLE"]
    assert {a.amount_eur for a in result.tables["baten_lasten"] if a.component == "lasten"} == {5_100_000}


def test_no_sum_is_asked_of_rows_that_nobody_knows() -> None:
    rows = [
        BUDGET,
        ("Sportaccommodaties", "1.000", "200", "800", "0", "0", "800"),
        ("Sportstimulering", "200", "0", "200", "0", "0", "200"),
        ("Totaal doel 7.3.4 Gezondheid", "1.300", "200", "1.100", "0", "0", "1.100"),
    ]
    result = read(("Overzicht baten en lasten (x €1.000)", rows))
    assert {f.code for f in result.findings if f.severity != "info"} == {"ROW_UNKNOWN"}
    assert [a.amount_eur for a in result.tables["baten_lasten"] if a.component == "lasten"] == [1_300_000]


def test_amounts_in_a_list_are_told_and_the_page_is_kept() -> None:
    listed = "<h2>Overzicht baten en lasten</h2><ul><li>Lasten: € 1.200.000<li>Baten: € 9.000</ul>"
    page = f"<h1>Doel 7.3.4 Gezondheid</h1>{listed}<h2>Activiteiten</h2><ul><li>Een hal bouwen</ul>"
    content = f"<html><body>{page}</body></html>".encode()
    result = parse(Source(PATH, content, hashlib.sha256(content).hexdigest(), "html"))
    assert [f.code for f in result.findings if f.severity != "info"] == ["TABLE_UNKNOWN"]
    assert [a.text for a in result.tables["activities"]] == ["Een hal bouwen"]
