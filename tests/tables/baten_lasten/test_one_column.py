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


YEARS = ("Bedragen x € 1.000", "2023", "2024")
SUMS = {("lasten", 2023): 1_500_000, ("lasten", 2024): 1_510_000, ("baten", 2023): 100_000, ("baten", 2024): 100_000}
LASTEN, BATEN = ("Totaal lasten", "1.500", "1.510"), ("Totaal baten", "100", "100")
PARTS = [("Sporthallen", "1.000", "1.010"), ("Zwembad", "500", "500")]


@pytest.mark.parametrize(
    "rows",
    [
        [YEARS, *PARTS, LASTEN, ("Rijk", "100", "100"), BATEN],
        [YEARS, ("Lasten", "", ""), *PARTS, LASTEN, ("Baten", "", ""), ("Rijk", "100", "100"), BATEN],
        [YEARS, LASTEN, *PARTS, BATEN],
        [YEARS, LASTEN, ("waarvan incidenteel", "10", "0"), BATEN],
        [YEARS, LASTEN, ("Baten", "2023", "2024"), BATEN],
    ],
)
def test_the_parts_of_lasten_and_baten_are_told_by_their_sums(rows: list[tuple[str, ...]]) -> None:
    result = read(("", rows))
    assert {(a.component, a.fiscal_year): a.amount_eur for a in result.tables["baten_lasten"]} == SUMS
    assert not [f for f in result.findings if f.severity == "error"]


def test_a_row_that_is_no_part_of_lasten_is_told() -> None:
    told = [f.location for f in read(("", [YEARS, PARTS[0], LASTEN, BATEN])).findings if f.code == "ROW_UNKNOWN"]
    assert told == ["table 1 row 2"]


def test_the_taakvelden_of_a_goal_are_its_parts() -> None:
    heads = ("Taakveld", "", *YEARS[1:])
    rows = [heads, *((name, *row) for name in ("5.2 Sport", "Totaal") for row in (LASTEN, BATEN))]
    found = read(("x € 1.000", rows)).tables["baten_lasten"]
    assert {(a.scope_title, a.goal_id is None) for a in found} == {("5.2 Sport", True), ("Gezondheid", False)}


def test_a_share_of_a_goal_is_no_row_of_the_overview() -> None:
    rows = [BUDGET[:4], ("Doel 7.3.4 Gezondheid", "500", "100", "400"), ("waarvan incidenteel", "10", "0", "10")]
    result = read(("x € 1.000", rows))
    assert len(result.tables["baten_lasten"]) == 3
    assert not [f for f in result.findings if f.severity == "error"]


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
