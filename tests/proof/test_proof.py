"""Unit, sign and reliability: what settles them and what is refused (INTEGRITY rows 30-33, 45, 53, 54)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from result_tables import D211, P49571, P49787, ResultTable, grid, page_of, printed

from pipeline.model import Amount, FinanceTable, Page, PageRefused
from pipeline.proof import Proof, prove
from pipeline.tables import baten_lasten
from pipeline.tables.text_amounts import find_text_amounts

COMPONENTS = ("lasten", "baten", "saldo", "toevoeging_reserves", "onttrekking_reserves", "resultaat")


def _prove(table: ResultTable, *, explained: bool = True) -> Proof:
    page = page_of(table, grid(printed(table)), explained=explained)
    return prove(page, baten_lasten.read(page)[0], find_text_amounts(page))


def _codes(proof: Proof) -> list[str]:
    return sorted(finding.code for finding in proof.findings)


def _page() -> Page:
    return page_of(P49571, grid(printed(P49571)), explained=False)


def _table(
    *rows: tuple[int, ...], number: int = 1, unit: int | None = 1000, shape: str = "budget_overview"
) -> FinanceTable:
    """Overview rows of lasten, baten, saldo, toevoeging, onttrekking, resultaat."""
    amounts = tuple(
        Amount("goal", f"1.1.{r}", None, None, 2024, "begroting_primitief", component, value, str(value), f"Doel {r}",
               component, number, r, c, f"1/{r}")
        for r, row in enumerate(rows, 1) for c, (component, value) in enumerate(zip(COMPONENTS, row, strict=True), 2)
    )  # fmt: skip
    return FinanceTable(number, "budget_overview", None, unit, amounts)


def test_text_settles_the_unit_where_no_caption_names_it() -> None:
    proof = _prove(D211)
    assert {(a.unit, a.unit_evidence) for a in proof.amounts} == {(1, "text_amounts")}
    assert proof.findings == ()
    assert {c.identity for c in proof.checks} >= {"I-1 lasten", "I-10", "I-15 lasten", "I-16 resultaat", "I-19"}


@pytest.mark.parametrize("claim", ["x € 1.000", "in miljoenen euro's"])
def test_a_caption_against_the_text_refuses_the_page(claim: str) -> None:
    with pytest.raises(PageRefused) as refused:
        _prove(replace(D211, caption=f"Baten en lasten (bedragen {claim})"))
    assert refused.value.finding.code == "UNIT_CONFLICT"
    assert refused.value.finding.expected == "x 1, by the amounts in the text"


def test_a_caption_that_makes_a_table_absurd_refuses_the_page() -> None:
    with pytest.raises(PageRefused) as refused:
        prove(_page(), [_table((20_000_000, 0, 20_000_000, 0, 0, 20_000_000))], ())
    assert refused.value.finding.code == "UNIT_CONFLICT"


@pytest.mark.parametrize(
    ("year", "caption", "unit", "evidence", "codes"),
    [
        (2021, "Baten en lasten", 1, "edition", ["UNIT_INFERRED"]),
        (2022, "Baten en lasten", 1, "magnitude", ["UNIT_INFERRED"]),
        (2022, "Baten en lasten (in euro's)", 1, "caption", []),
        (2024, "Baten en lasten", 1, "magnitude", ["UNIT_EDITION", "UNIT_INFERRED"]),  # x 1.000 would be billions
    ],
)
def test_without_text(year: int, caption: str, unit: int, evidence: str, codes: list[str]) -> None:
    proof = _prove(replace(D211, year=year, caption=caption), explained=False)
    assert {(a.unit, a.unit_evidence, a.reliability) for a in proof.amounts} == {(unit, evidence, "consistent")}
    assert _codes(proof) == codes


@pytest.mark.parametrize("lasten", [500, 8_000, 45_000])
def test_a_small_goal_keeps_the_unit_of_its_edition(lasten: int) -> None:
    page = page_of(replace(P49571, year=2021), grid(printed(P49571)), explained=False)
    table = replace(_table((lasten, 0, lasten, 0, 0, lasten), unit=None), shape="goal_result")
    proof = prove(page, [table], ())
    assert {(a.unit, a.unit_evidence) for a in proof.amounts} == {(1, "edition")}
    assert {"UNIT_INFERRED", "UNIT_SUSPECT"} <= set(_codes(proof))


def test_magnitude_tells_thousands() -> None:
    proof = _prove(replace(P49571, year=2023, caption="Baten en lasten"), explained=False)
    assert {(a.unit, a.unit_evidence) for a in proof.amounts} == {(1000, "magnitude")}


def test_text_that_proves_another_unit_than_the_edition() -> None:
    proof = _prove(replace(P49571, year=2021, caption="Baten en lasten"))
    assert {(a.unit, a.unit_evidence) for a in proof.amounts} == {(1000, "text_amounts")}
    assert _codes(proof) == ["UNIT_EDITION"]


def test_tables_of_different_units() -> None:
    tables = [_table((900, 100, 800, 0, 0, 800)), _table((900_000, 0, 900_000, 0, 0, 900_000), number=2, unit=1)]
    assert _codes(prove(_page(), tables, ())) == ["UNIT_MIXED"]


def test_rounding_is_counted_and_no_alarm() -> None:
    proof = _prove(P49787)
    assert [(f.severity, f.code) for f in proof.findings] == [("info", "IDENTITY_ROUNDING")]
    rounded = [(c.identity, c.difference_eur, c.tolerance_eur) for c in proof.checks if c.status == "rounding"]
    assert rounded == [("I-9", 1000, 2000), ("I-10", 1000, 4000)]


def test_a_broken_sum_keeps_its_rows_and_marks_them() -> None:
    figures = (("91.964", *P49571.figures[0][1:]), *P49571.figures[1:])
    proof = _prove(replace(P49571, figures=figures))
    assert len(proof.amounts) == 25
    (finding,) = proof.findings
    assert (finding.severity, finding.code) == ("error", "IDENTITY_MISMATCH")
    assert "81667000" in finding.message
    assert "91667000" in finding.message
    assert "-10000000" in finding.message
    doubtful = {(a.stage, a.component) for a in proof.amounts if a.reliability == "doubtful"}
    stages = ("begroting_primitief", "mutaties", "begrotingswijzigingen", "begroting_na_wijziging")
    assert doubtful == {(stage, "lasten") for stage in stages}


def test_one_absurd_amount_loses_its_row_only() -> None:
    figures = (*P49571.figures[:4], ("77.780.000", *P49571.figures[4][1:]), *P49571.figures[5:])
    proof = _prove(replace(P49571, figures=figures))
    assert "AMOUNT_RANGE" in _codes(proof)
    assert len(proof.amounts) == 21


@pytest.mark.parametrize(
    ("row", "convention", "expected"),
    [
        ((100, 40, 60, 10, 5, 65), "cost_positive", (100, 40, -60, 10, 5, -65)),
        ((100, 40, -60, 10, 5, -65), "as_is", (100, 40, -60, 10, 5, -65)),
        ((100, -40, 60, 10, -5, 65), "baten_negative", (100, 40, -60, 10, 5, -65)),
        ((-100, 40, -60, -10, 5, -65), "lasten_negative", (100, 40, -60, 10, 5, -65)),
        ((100, 0, 100, 0, 0, 100), "cost_positive", (100, 0, -100, 0, 0, -100)),
    ],
)
def test_sign_conventions(row: tuple[int, ...], convention: str, expected: tuple[int, ...]) -> None:
    proof = prove(_page(), [_table(row)], ())
    assert {c.status for c in proof.checks} == {"exact"}
    assert {a.sign_convention for a in proof.amounts} == {convention}
    assert tuple(a.amount_eur // 1000 for a in proof.amounts) == expected
    assert tuple(a.printed_eur // 1000 for a in proof.amounts) == row
    assert _codes(proof) == []


@pytest.mark.parametrize(
    ("rows", "groups", "status"),
    [
        ([10, 5, 15, 2, 17], ["1/1", "1/2", "1/total", "2/4", "2/total"], "exact"),
        ([10, 10, 5, 5, 2, 17], ["1/1", "1/total", "2/3", "2/total", "3/5", "3/total"], "exact"),
        ([10, 5, 15, 2, 27], ["1/1", "1/2", "1/total", "2/4", "2/total"], "mismatch"),
    ],
    ids=["one subtotal", "two subtotals", "neither"],
)
def test_a_total_may_count_the_subtotals_above_it(rows: list[int], groups: list[str], status: str) -> None:
    table = _table(*((value, 0, -value, 0, 0, -value) for value in rows))
    amounts = tuple(replace(a, group=groups[a.row_no - 1]) for a in table.amounts)
    checks = prove(_page(), [replace(table, amounts=amounts)], ()).checks
    assert {c.status for c in checks if c.identity == "total" and c.expected_eur} == {"exact", status}


@pytest.mark.parametrize("place", [3, 5])
def test_a_subtotal_of_the_reserves_is_counted_once(place: int) -> None:
    rows = [
        ("", "2024", "2025"), ("Lasten", "1.000", "1.000"), ("Baten", "200", "200"),
        ("Toevoeging aan reserves", "50", ""), ("Onttrekking aan reserves", "150", ""), ("Resultaat", "-700", "-750"),
    ]  # fmt: skip
    rows.insert(place, ("Saldo mutaties reserves", "100", "50"))
    page = page_of(P49571, grid(rows, "Budget (x € 1.000)"), explained=False)
    proof = prove(page, baten_lasten.read(page)[0], ())
    assert [check.status for check in proof.checks] == ["exact", "exact"]
    assert {a.reliability for a in proof.amounts} == {"consistent"}


def test_reserves_may_be_added_the_other_way() -> None:
    proof = prove(_page(), [_table((100, 40, 60, 10, 5, 55))], ())
    assert {c.status for c in proof.checks} == {"exact"}
    assert [a.amount_eur // 1000 for a in proof.amounts] == [100, 40, -60, 10, 5, -55]


def test_a_negative_budget_is_unexpected_and_all_negative_a_conflict() -> None:
    one = prove(_page(), [_table((100, 40, 60, 0, 0, 60), (-90, 10, -100, 0, 0, -100), (500, 0, 500, 0, 0, 500))], ())
    assert _codes(one) == ["SIGN_UNEXPECTED"]
    every = prove(_page(), [_table((-100, -40, -60, 0, 0, -60))], ())
    assert _codes(every) == ["SIGN_CONFLICT"]


def test_sums_of_the_text_are_checks_without_a_table() -> None:
    (check,) = [c for c in _prove(P49571).checks if c.identity == "I-17"]
    assert (check.expected_eur, check.actual_eur, check.status, check.table_no) == (249_000, 249_000, "exact", None)
    other = replace(P49571, text=(P49571.text[0], P49571.text[1].replace("47.000", "48.000")))
    assert [c for c in _prove(other).checks if c.identity == "I-17"] == []


def test_no_tables_no_proof() -> None:
    assert prove(_page(), (), ()) == Proof((), (), ())
