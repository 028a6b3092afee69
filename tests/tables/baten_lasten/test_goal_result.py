"""The result of a goal as other years may print it: the same amounts, each once."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from pipeline.model import Source
from pipeline.parse import parse

HEADS = [
    "Baten en lasten (bedragen x €1.000)",
    "Lasten",
    "Baten",
    "Toevoeging aan reserves",
    "Onttrekking aan reserves",
]
ROWS = [
    ["Vastgestelde begroting", "4.100", "0", "250", "50"],
    ["+ mutaties kredieten", "1.000", "500", "0", "0"],
    ["+ begrotingswijzigingen", "-100", "0", "0", "20"],
    ["Begroting t/m december", "5.000", "500", "250", "70"],
    ["- Jaarrekening", "4.600", "450", "300", "70"],
    ["Resultaat doel Fietsstad", "400", "-50", "-50", "0"],
]
SALDI = ["-4.300", "-500", "120", "-4.680", "-4.380", "300"]
STAGES = ["begroting_primitief", "mutaties", "begrotingswijzigingen", "begroting_na_wijziging", "rekening", "verschil"]
COMPONENTS = ["lasten", "baten", "toevoeging_reserves", "onttrekking_reserves"]
WANTED = {
    (stage, component): int(text.replace(".", "")) * 1000
    for stage, row in zip(STAGES, ROWS, strict=True)
    for component, text in zip(COMPONENTS, row[1:], strict=True)
}
RESULT = {("verschil", "resultaat"): 300_000}


def table(rows: list[list[str]]) -> str:
    return "<table>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows) + "</table>"


def page(body: str) -> Any:
    title = "<h1>Doel 6.3.2 Fietsstad</h1><p>We maken van Zwolle een fietsstad</p><h2>Financieel overzicht doel</h2>"
    content = f"<html><body>{title}{body}</body></html>".encode()
    path = "zwolle.jaarverslag-2023.nl/p47801/doel-6-3-2-fietsstad.html"
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))


def amounts(body: str) -> dict[tuple[str, str], int]:
    result = page(body)
    assert not [finding for finding in result.findings if finding.severity == "error"]
    found = [((row.stage, row.component), row.amount_eur) for row in result.tables["baten_lasten"]]
    assert len(dict(found)) == len(found)
    return dict(found)


NET = [
    ["Baten en lasten (bedragen x €1.000)", "Lasten", "Baten", "Mutaties reserves", "Saldo"],
    *([*row[:3], str(int(row[4]) - int(row[3])), ""] for row in ROWS[:5]), [*ROWS[5][:3], "-50", ""],
]  # fmt: skip
NET_SALDI = ["-4.300", "-500", "120", "-4.680", "-4.380", "300"]
FEW = {key: euros for key, euros in WANTED.items() if key[1] in ("lasten", "baten")}


def test_movements_of_reserves_as_one_column_are_no_amounts() -> None:
    assert amounts(table([*NET, ["Saldo", "", "", "", "300"]])) == FEW | RESULT
    each = [NET[0], *([*row[:4], saldo] for row, saldo in zip(NET[1:], NET_SALDI, strict=True))]
    found = amounts(table(each))
    assert {key: euros for key, euros in found.items() if key[1] != "resultaat"} == FEW
    assert found["verschil", "resultaat"] == 300_000
    assert found["rekening", "resultaat"] == -4_380_000
    wrong = page(table([*NET, ["Saldo", "", "", "", "350"]]))
    assert [f.code for f in wrong.findings if f.severity == "error"] == ["IDENTITY_MISMATCH"]


def test_changes_of_several_names_stand_beside_each_other() -> None:
    added = [["+ Voorjaarsnota", "10", "0", "0", "0", ""], ["+ Najaarsnota", "-110", "0", "0", "20", ""]]
    last = ["+ begrotingswijzigingen", "0", "0", "0", "0", ""]
    rows = [*([*row, ""] for row in ROWS[:2]), *added, last, *([*row, ""] for row in ROWS[3:])]
    result = page(table([[*HEADS, "Saldo"], *rows, ["Saldo", "", "", "", "", "300"]]))
    assert not [f for f in result.findings if f.severity == "error"]
    assert len(result.tables["baten_lasten"]) == len(rows) * 4 + 1


def test_a_saldo_in_each_row_without_reserves_is_the_result_of_that_row() -> None:
    saldi = ["-4.100", "-500", "100", "-4.500", "-4.150", "350"]
    rows = [[*HEADS[:3], "Saldo"], *([*row[:3], saldo] for row, saldo in zip(ROWS, saldi, strict=True))]
    found = amounts(table(rows))
    assert {key: euros for key, euros in found.items() if key[1] != "resultaat"} == FEW
    assert found["verschil", "resultaat"] == 350_000
    assert found["mutaties", "resultaat"] == -500_000


def with_saldo(saldi: list[str]) -> list[list[str]]:
    return [[*HEADS, "Saldo"], *([*row, saldo] for row, saldo in zip(ROWS, saldi, strict=True))]


def test_the_result_row_may_print_the_saldo_itself() -> None:
    assert amounts(table(with_saldo([*[""] * 5, "300"]))) == WANTED | RESULT


def test_each_row_may_print_its_saldo() -> None:
    saldi = {(stage, "resultaat"): int(text.replace(".", "")) * 1000 for stage, text in zip(STAGES, SALDI, strict=True)}
    assert amounts(table(with_saldo(SALDI))) == WANTED | saldi


@pytest.mark.parametrize("nil", [False, True])
def test_each_row_may_print_its_saldo_above_the_row_saldo(nil: bool) -> None:
    rows = [*with_saldo(["0"] * 6 if nil else SALDI), ["Saldo", "", "", "", "", "300"]]
    saldi = {} if nil else dict(zip(STAGES, (int(text.replace(".", "")) * 1000 for text in SALDI), strict=True))
    assert amounts(table(rows)) == WANTED | {(stage, "resultaat"): euros for stage, euros in saldi.items()} | RESULT
    rows[4][5] = "4.680"
    assert {told.code for told in page(table(rows)).findings if told.severity == "error"} == {"ROW_WIDTH"}


def test_a_column_of_explanations_holds_no_amounts() -> None:
    notes = ["Toelichting", "", "n.v.t.", "Meer leges", "", "", "De baten zijn lager."]
    rows = [[*row, note] for row, note in zip([HEADS, *ROWS], notes, strict=True)]
    assert amounts(table([*rows, ["Saldo", "300"]])) == WANTED | RESULT
    for said in ("12", "12.000", "(12)"):
        rows[3][5] = said
        assert "COLUMN_UNKNOWN" in {told.code for told in page(table(rows)).findings}


def test_lasten_and_baten_may_stand_down() -> None:
    across = [list(column) for column in zip(*with_saldo([*[""] * 5, "300"]), strict=True)]
    assert amounts(table(across)) == WANTED | RESULT


def test_heads_in_capitals() -> None:
    rows = [*with_saldo([""] * 6), ["Saldo", "", "", "", "", "300"]]
    assert amounts(table([[text.upper() for text in row] for row in rows])) == WANTED | RESULT


def test_a_head_may_reach_over_a_column_of_blanks() -> None:
    rows = [*with_saldo([""] * 6)[1:], ["Saldo", "", "", "", "", "300"]]
    body = "".join(f"<tr><td>{'<td></td><td>'.join(row)}</td><td></td></tr>" for row in rows)
    head = "".join(f"<th colspan=2>{text}</th>" for text in [*HEADS, "Saldo"])
    assert amounts(f"<table><tr>{head}</tr>{body}</table>") == WANTED | RESULT


@pytest.mark.parametrize("separator", [": ", ""])
def test_cells_of_a_small_screen_print_their_heads(separator: str) -> None:
    heads = [*HEADS, "Saldo"]
    rows = [*with_saldo([""] * 6)[1:], ["Saldo", "", "", "", "", "300"]]
    body = [[row[0], *(_named(h, t, separator) for h, t in zip(heads[1:], row[1:], strict=True))] for row in rows]
    head = "<tr>" + "".join(f"<th>{text}</th>" for text in heads) + "</tr>"
    assert amounts(table(body).replace("<table>", f"<table>{head}")) == WANTED | RESULT


def _named(head: str, text: str, separator: str) -> str:
    return f"<span>{head}{separator}</span><span>{text}</span>" if text else ""


@pytest.mark.parametrize(
    "heads", [[*HEADS, "Saldo"], HEADS, [HEADS[0], "Lasten", "Baten", "Toev. reserves", "Onttr. reserves"]]
)
@pytest.mark.parametrize("saldo", ["300", "299", "302"])
def test_a_saldo_row_of_two_cells(heads: list[str], saldo: str) -> None:
    wanted = {("verschil", "resultaat"): int(saldo) * 1000}  # rounded, as each amount above it
    assert amounts(table([heads, *ROWS, ["Saldo", saldo]])) == WANTED | wanted


def test_another_amount_in_the_saldo_row_is_told() -> None:
    result = page(table([[*HEADS, "Saldo"], *ROWS, ["Saldo", "400"]]))
    assert {found.code for found in result.findings if found.severity == "error"} == {"ROW_WIDTH"}
    assert not [row for row in result.tables["baten_lasten"] if row.component == "resultaat"]


def test_differences_by_subject_in_the_analysis_are_another_table() -> None:
    rows = [
        ["Omschrijving", "Lasten", "Baten", "Reserves", "V/N"],
        ["Markten", "60", "", "", "V"],
        ["Leges", "", "100", "", "V"],
    ]
    analysis = f"<h2>Financiële toelichting activiteiten (verschillenanalyse)</h2>{table(rows)}"
    result = page(table([HEADS, *ROWS, ["Saldo", "300"]]) + analysis)
    assert [(f.severity, f.code, f.location) for f in result.findings if f.code != "NO_BUILD_STAMP"] == [
        ("info", "TABLE_OTHER", "table 2")
    ]
    told = page(
        table([HEADS, *ROWS, ["Saldo", "300"]]) + analysis.replace("Markten", "Begroting na wijziging")
    ).findings
    assert ("warning", "TABLE_UNKNOWN") in {(f.severity, f.code) for f in told}


def test_numbers_of_rows_are_no_programmes() -> None:
    """`1. Vastgestelde begroting` was programme 1."""
    saldo = ["Saldo", "", "", "", "", "300"]
    rows = [[*HEADS, "Saldo"], *([f"{no}. {row[0]}", *row[1:], ""] for no, row in enumerate([*ROWS, saldo], 1))]
    rows[-1] = rows[-1][:6]
    assert amounts(table(rows)) == WANTED | RESULT
    beside = [["Nr", *HEADS, "Saldo"], *([f"{no}.", *row, ""][:7] for no, row in enumerate([*ROWS, saldo], 1))]
    assert amounts(table(beside)) == WANTED | RESULT
