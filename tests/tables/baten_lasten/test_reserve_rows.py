"""Movements of reserves between the programmes of an overview, and stages or years across with rows of any kind."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

HEADS = "Programma|Lasten|Baten|Saldo"
ONE, TWO = "1. Samen leven|10.000|1.000|-9.000", "2. Wonen|20.000|5.000|-15.000"
WITH, WITHOUT = "30.100|6.350|-23.750", "30.000|6.000|-24.000"
PATH = "zwolle.begroting-2023.nl/p42000/overzicht-baten-en-lasten"
MOVED = {
    ("1", "toevoeging_reserves", 100), ("1", "onttrekking_reserves", 50),
    ("2", "toevoeging_reserves", 0), ("2", "onttrekking_reserves", 300),
}  # fmt: skip


def read(*rows: str, title: str = "Overzicht van baten en lasten", path: str = PATH) -> PageResult:
    lines = ("".join(f"<td>{cell.strip()}" for cell in row.split("|")) for row in rows)
    body = "".join(f"<tr>{line}" for line in lines)
    content = f"<html><body><h1>{title}</h1><p>Bedragen x € 1.000</p><table>{body}</table></body></html>".encode()
    return parse(Source(f"{path}.html", content, hashlib.sha256(content).hexdigest(), "html"))


def facts(result: PageResult) -> set[tuple[str | None, str, int]]:
    rows: Any = result.tables["baten_lasten"]
    assert not [finding for finding in result.findings if finding.severity == "error"]
    assert set(Counter(row.amount_id for row in rows).values()) == {1}
    return {(row.scope_code, row.component, row.amount_eur // 1000) for row in rows}


@pytest.mark.parametrize(
    "first", ["Mutaties reserves programma 1", "Mutatie reserves programma 1 Samen leven", "Mutaties reserves"]
)
def test_movements_of_the_reserves_of_each_programme(first: str) -> None:
    second = first.replace("1 Samen leven", "2 Wonen").replace("1", "2")
    found = facts(read(HEADS, ONE, f"{first}|100|50|-50", TWO, f"{second}|0|300|300", f"Totaal|{WITH}"))
    assert found >= MOVED
    # a total with the movements of reserves is no total of lasten
    assert {row for row in found if row[0] is None} == {(None, "resultaat", -23_750)}


def test_a_total_without_the_movements_is_one_of_lasten() -> None:
    rows = (ONE, "Mutaties reserves|100|50|-50", TWO, "Mutaties reserves|0|300|300")
    found = facts(read(HEADS, *rows, f"Totaal|{WITHOUT}"))
    assert found >= MOVED | {(None, "lasten", 30_000), (None, "saldo", -24_000)}
    totals = (f"Totaal exclusief mutaties reserves|{WITHOUT}", "Totaal mutaties reserves|100|350|250", f"Totaal|{WITH}")
    found = facts(read(HEADS, *rows, *totals))
    assert found >= MOVED | {
        (None, "lasten", 30_000),
        (None, "onttrekking_reserves", 350),
        (None, "resultaat", -23_750),
    }


def test_one_row_of_movements_is_about_all_programmes() -> None:
    found = facts(
        read(HEADS, ONE, TWO, "Mutaties reserves|100|350|250", "Overhead|500|0|-500", "Totaal|30.600|6.350|-24.250")
    )
    assert found >= {(None, "toevoeging_reserves", 100), (None, "resultaat", -24_250)}


def test_movements_below_some_programmes_only_are_not_guessed() -> None:
    rows = ("Mutaties reserves|100|50|-50", ONE, TWO, "Mutaties reserves|0|300|300", f"Totaal|{WITH}")
    assert "ROW_UNKNOWN" in {finding.code for finding in read(HEADS, *rows).findings}


def test_a_saldo_below_taakvelden_is_no_lasten() -> None:
    heads = "Taakveld|Begroting 2023 lasten|Begroting 2023 baten|Begroting 2024 lasten|Begroting 2024 baten"
    rows = ("Bestuur|5.000|100|5.100|100", "Mutaties reserves|500|900|400|200", "Totaal|5.500|1.000|5.500|300")
    result = read(heads, *rows, "Saldo|4.500||5.200|", "Resultaat||-4.500||-5.200")
    assert {(a.scope_title, a.component, a.amount_eur) for a in result.tables["baten_lasten"] if a.row_no > 3} == {
        ("Totaal", "lasten", 5_500_000), ("Totaal", "baten", 1_000_000), ("Totaal", "baten", 300_000),
    }  # fmt: skip
    assert ("2024", "raming") not in facts(result)
    stages = {(a.fiscal_year, a.stage) for a in result.tables["baten_lasten"]}
    assert stages == {(2023, "begroting_primitief"), (2024, "raming")}


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (
            "Programma|Begroting 2022 lasten|Begroting 2022 baten|Begroting 2023 lasten|Begroting 2023 baten",
            {2022, 2023},
        ),
        ("Programma|Lasten 2022|Baten 2022|Lasten 2023|Baten 2023", {2022, 2023}),
        ("Programma|Begroting lasten|Begroting baten", {2023}),
    ],
)
def test_years_of_one_stage_across(heads: str, wanted: set[int]) -> None:
    width = heads.count("|")
    rows = (
        ["1. Samen leven", "10", "1", "11", "2"],
        ["2. Wonen", "20", "5", "21", "6"],
        ["Totaal", "30", "6", "32", "8"],
    )
    result = read(heads, *("|".join(row[: width + 1]) for row in rows))
    assert {a.fiscal_year for a in result.tables["baten_lasten"]} == wanted
    assert len(facts(result)) == 3 * width
    assert {a.reliability for a in result.tables["baten_lasten"]} == {"consistent"}


def test_rows_on_the_page_of_a_goal_are_parts_of_it() -> None:
    heads = "|Begroting lasten|Begroting baten|Rekening lasten|Rekening baten"
    rows = ("Jeugdhulp|10|1|9|1", "Wmo|20|5|19|4", "Totaal|30|6|28|5")
    path = "zwolle.jaarverslag-2024.nl/p1/doel-1-2-3-zorg"
    found = read(heads, *rows, title="Doel 1.2.3 Zorg", path=path).tables["baten_lasten"]
    assert {(a.scope, a.scope_code) for a in found if a.row_label != "Totaal"} == {("goal", None)}
    assert {a.goal_id for a in found if a.row_label == "Totaal"} == {"zwolle-jaarstukken-2024/1.2.3"}
