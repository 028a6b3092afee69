"""Tables whose axes stand the other way round: the same amounts, at the places where they are printed."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from pipeline.model import Source
from pipeline.parse import parse

YEARS = [
    ["Budget o.b.v. bestaand beleid (x € 1.000)", "Lasten", "Baten", "Saldo"],
    ["Rekening 2014", "41.502", "2.000", "39.502"],
    ["Begroting 2015", "42.321", "2.100", "40.221"],
    ["Begroting 2016", "43.321", "2.100", "41.221"],
    ["Raming 2017", "43.000", "2.000", "41.000"],
]
RESERVES = [
    ["Reserve", "Algemene reserve", "Reserve sport"],
    ["Stand 1 januari 2019", "22.757.636", "1.000.000"],
    ["Toevoegingen", "100.000", "50.000"],
    ["Onttrekkingen", "200.000", "0"],
    ["Stand 31 december 2019", "22.657.636", "1.050.000"],
]


def across(rows: list[list[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*rows, strict=True)]


def tables(path: str, title: str, rows: list[list[str]]) -> dict[str, Any]:
    body = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    content = f"<html><body><h1>{title}</h1><table>{body}</table></body></html>".encode()
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    assert not [f for f in result.findings if f.severity == "error" and f.code != "ROW_MISSING"]
    return dict(result.tables)


def amounts(rows: list[list[str]], host: str = "begroting") -> list[Any]:
    return list(tables(f"zwolle.{host}-2016.nl/p1/12-zorg.html", "12 Zorg", rows)["baten_lasten"])


def key(row: Any) -> tuple[Any, ...]:
    return row.fiscal_year, row.stage, row.component, row.amount_eur, row.reliability


def test_years_down_and_components_across() -> None:
    found = amounts(YEARS)
    assert sorted(map(key, found)) == sorted(map(key, amounts(across(YEARS))))
    assert len(found) == 12
    one = next(row for row in found if (row.fiscal_year, row.component) == (2015, "baten"))
    assert (one.stage, one.amount_eur, one.reliability) == ("begroting_primitief", 2_100_000, "consistent")
    assert (one.row_label, one.column_label, one.row_no, one.column_no) == ("Begroting 2015", "Baten", 3, 3)
    assert one.amount_id.endswith("/t1/r3/c3")


def test_stages_of_one_year_down_are_the_result_of_a_goal() -> None:
    rows = [
        ["Baten en lasten (x €1.000)", "Lasten", "Baten"],
        ["Begroting 2016", "41.502", "2.000"],
        ["Begroting na wijziging 2016", "42.321", "2.100"],
        ["Rekening 2016", "43.321", "2.100"],
    ]
    assert {row.fiscal_year for row in amounts(rows, "jaarverslag")} == {2016}


@pytest.mark.parametrize("corner", ["Reserve", ""])
def test_reserves_across_and_balances_down(corner: str) -> None:
    path, title = "zwolle.begroting-2019.nl/p5/reserves.html", "Overzicht reserves"
    found = tables(path, title, [[corner, *RESERVES[0][1:]], *RESERVES[1:]])["reserves"]
    usual = tables(path, title, across(RESERVES))["reserves"]
    assert [(r.reserve, r.component, r.amount_eur, r.reliability) for r in found] == [
        (r.reserve, r.component, r.amount_eur, r.reliability) for r in usual
    ]
    assert (found[1].row_label, found[1].column_label, found[1].row_no, found[1].column_no) == (
        "Toevoegingen", "Algemene reserve", 3, 2,
    )  # fmt: skip


def test_reserves_named_as_their_columns_do_not_turn_the_table() -> None:
    upright = across(RESERVES)
    names = ("Rente", "Onttrekking")
    rows = [upright[0], *([name, *row[1:]] for name, row in zip(names, upright[1:], strict=True))]
    found = tables("zwolle.begroting-2019.nl/p5/reserves.html", "Overzicht reserves", rows)["reserves"]
    assert {row.reserve for row in found} == set(names)


def test_programmes_across_and_components_down() -> None:
    rows = [["Taakveld", "6.1 Samenkracht", "6.2 Wijkteams"], ["Lasten", "5.123", "3.200"], ["Baten", "100", "50"],
            ["Saldo", "5.023", "3.150"]]  # fmt: skip
    found = amounts([["Overzicht taakvelden", "", ""], *rows])
    assert {(row.scope_title, row.component): row.amount_eur for row in found}["6.2 Wijkteams", "lasten"] == 3_200_000


def test_a_cell_that_is_no_amount_does_not_turn_the_table_back() -> None:
    rows = [*YEARS[:2], ["Begroting 2015", "42.32l", "2.100", "40.221"], *YEARS[3:]]
    body = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    content = f"<html><body><h1>12 Zorg</h1><table>{body}</table></body></html>".encode()
    result = parse(Source("zwolle.begroting-2016.nl/p1/12-zorg.html", content, "", "html"))
    assert {row.fiscal_year for row in result.tables["baten_lasten"]} == {2014, 2015, 2016, 2017}
    assert "AMOUNT_UNPARSED" in {finding.code for finding in result.findings}


def test_a_difference_over_lasten_and_baten() -> None:
    rows = [["x € 1.000", "Begroting 2016", "Realisatie 2016", "Afwijking"], ["Lasten", "5.500", "5.200", "300"],
            ["Baten", "100", "90", "-10"]]  # fmt: skip
    assert [(row.stage, row.component, row.amount_eur) for row in amounts(rows, "jaarverslag")][2::3] == [
        ("verschil", "lasten", 300_000), ("verschil", "baten", -10_000),
    ]  # fmt: skip


def test_heads_that_nobody_knows_name_no_programmes() -> None:
    rows = [
        ["Bedragen x € 1.000", "Rekening 2014 (voorlopig)", "Prognose 2015"],
        ["Lasten", "41.502", "42.321"],
        ["Baten", "2.000", "2.100"],
        ["Saldo", "-39.502", "-40.221"],
    ]
    assert not tables("zwolle.begroting-2016.nl/p1/12-zorg.html", "12 Zorg", rows).get("baten_lasten")
    found = amounts([["Bedragen x € 1.000", "1. Wonen", "2. Werken"], *rows[1:]])
    assert {(row.scope, row.scope_code) for row in found} == {("programme", "1"), ("programme", "2")}


def test_the_mark_of_a_footnote_is_no_part_of_a_name() -> None:
    rows = [
        ["Bedragen x € 1.000", "Lasten 1)", "Baten", "Saldo"],
        ["1. Wonen 2)", "100", "20", "80"],
        ["2. Werken *", "50", "10", "40"],
    ]
    assert {(row.scope_code, row.scope_title) for row in amounts(rows)} == {("1", "Wonen"), ("2", "Werken")}


@pytest.mark.parametrize(
    "names", [("Voorjaarsnota", "Najaarsnota"), ("Bedrag", "Totaal"), ("Stand juni", "Prognose heel jaar")]
)
def test_names_of_moments_are_no_programmes(names: tuple[str, str]) -> None:
    rows = [["Lasten", "41.502", "42.321"], ["Baten", "2.000", "2.100"], ["Saldo", "-39.502", "-40.221"]]
    path, title = "zwolle.begroting-2016.nl/p1/12-zorg.html", "12 Zorg"
    assert not tables(path, title, [["x € 1.000", *names], *rows]).get("baten_lasten")
    body = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in across([["x € 1.000", *names], *rows]))
    content = f"<html><body><h1>{title}</h1><table>{body}</table></body></html>".encode()
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    assert {row.row_label for row in result.tables["baten_lasten"]} <= {"Totaal"}
    assert "ROW_UNKNOWN" in {finding.code for finding in result.findings}


def test_a_result_of_the_difference_alone_lacks_nothing() -> None:
    """The result of a goal is printed for the difference only, whichever way its table stands."""
    rows = [
        ["", "Begroting 2025", "Begroting t/m december 2025", "Jaarrekening 2025", "Verschil"],
        ["Lasten", "5.000", "5.250", "5.100", "150"],
        ["Baten", "1.000", "1.000", "1.040", "40"],
        ["Resultaat", "", "", "", "190"],
    ]
    body = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    content = f"<html><body><h1>Doel 4.2.1 Wonen</h1><p>x € 1.000</p><table>{body}</table></body></html>".encode()
    path = "zwolle.jaarverslag-2025.nl/p1/doel-4-2-1-wonen.html"
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    assert "ROW_WIDTH" not in {finding.code for finding in result.findings}
    assert [row.amount_eur for row in result.tables["baten_lasten"] if row.component == "resultaat"] == [190_000]
