"""Lasten/baten tables by hand: each printed shape, and every row of INTEGRITY section 3 that is about a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.model import (
    Block,
    Cell,
    Document,
    DocumentKind,
    FinanceTable,
    Finding,
    GoalRef,
    Grid,
    Heading,
    Ignored,
    Page,
    PageKind,
    PageRefused,
    Paragraph,
    Publication,
    Section,
    Source,
)
from pipeline.proof import prove
from pipeline.tables import baten_lasten
from pipeline.tables.baten_lasten.columns import columns_of
from pipeline.tables.baten_lasten.labels import Label, column_label, row_stage

Rows = Sequence[Sequence[str]]
HEAD = ("", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo")
RESULT = (
    HEAD,
    ("Vastgestelde begroting", "484", "0", "0", "0", ""),
    ("+ mutaties kredieten", "0", "0", "0", "0", ""),
    ("+ begrotingswijzigingen", "361", "295", "0", "60", ""),
    ("Begroting t/m december", "845", "295", "0", "60", ""),
    ("- Jaarrekening", "876", "404", "0", "25", ""),
    ("Resultaat doel Cultureel klimaat", "-31", "109", "0", "-35", ""),
    ("Saldo", "", "", "", "", "44"),
)


def _grid(rows: Rows, caption: str | None = None, uncertain: Sequence[int] = ()) -> Grid:
    cells = tuple(tuple(Cell(text, r, c) for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1))
    return Grid(cells, caption, 1, frozenset(uncertain))


def _page(*blocks: Block, kind: DocumentKind = "jaarstukken", year: int = 2024, page_kind: PageKind = "goal",
          code: str | None = "5.3.2", heading: str = "Financieel overzicht doel") -> Page:  # fmt: skip
    publication = Publication(f"zwolle-{kind}-{year}", "zwolle", kind, year)
    goal_id = f"{publication.publication_id}/{code}" if code else None
    goals = (GoalRef(goal_id, code, None, None, 1),) if goal_id else ()
    all_blocks = (Heading(heading, 2), *blocks)
    section = Section(1, "financial_overview", heading, (), tuple(enumerate(all_blocks, 1))[1:], 1, goal_id)
    return Page(
        f"{publication.publication_id}/p1", publication, Source("p1", b"", "0" * 64, "html"), Document(all_blocks),
        page_kind, goal_code=code, programme_code=None if code else "9", programme=None if code else "Bedrijfsvoering",
        goals=goals, sections=(section,),
    )  # fmt: skip


def _read(rows: Rows, **page: object) -> tuple[tuple[FinanceTable, ...], tuple[Finding, ...]]:
    return baten_lasten.read(_page(_grid(rows, "Baten en lasten (x € 1.000)"), **page))  # type: ignore[arg-type]


def _codes(findings: Sequence[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


def _with(rows: Rows, row: int, column: int, text: str) -> list[list[str]]:
    changed = [list(values) for values in rows]
    changed[row][column] = text
    return changed


def _refused(rows: Rows, **page: object) -> Finding:
    with pytest.raises(PageRefused) as refused:
        _read(rows, **page)
    assert refused.value.finding.location
    return refused.value.finding


def test_result_table() -> None:
    (table,), findings = _read(RESULT)
    assert findings == ()
    assert (table.shape, table.caption_unit, len(table.amounts)) == ("goal_result", 1000, 25)
    last = table.amounts[-1]
    assert (last.stage, last.component, last.printed, last.row_no, last.column_no) == (
        "verschil",
        "resultaat",
        44,
        8,
        6,
    )
    assert {a.scope_title for a in table.amounts} == {"Cultureel klimaat"}
    assert {a.goal_id for a in table.amounts} == {"zwolle-jaarstukken-2024/5.3.2"}
    assert {a.fiscal_year for a in table.amounts} == {2024}
    changes = [a for a in table.amounts if a.stage == "mutaties"]
    assert [a.component for a in changes] == ["lasten", "baten", "toevoeging_reserves", "onttrekking_reserves"]


def test_an_empty_column_below_the_head_of_a_group_is_no_column() -> None:
    rows = [(*row, "Bedragen" if row is HEAD else "") for row in RESULT]
    (table,), findings = _read(rows)
    assert (len(table.amounts), findings) == (25, ())


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (1, "Vastgestelde primitieve begroting"),
        (1, "Oorspronkelijke begroting"),
        (3, "Begrotingswijzigingen t/m december"),
        (4, "Begroting na wijziging"),
        (5, "Realisatie 2024"),
        (7, "Saldo resultaat"),
        (7, "Resultaat"),
    ],
)
def test_rows_of_the_result_table_by_other_names(row: int, label: str) -> None:
    (table,), findings = _read(_with(RESULT, row, 0, label))
    assert (len(table.amounts), findings) == (25, ())


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (_with(RESULT, 0, 1, "Lasten 2025"), "COLUMN_UNKNOWN"),
        (_with(RESULT, 0, 3, "Iets"), "COLUMN_UNKNOWN"),
        ([(*row, "x" if row is HEAD else "1") for row in RESULT], "COLUMN_UNKNOWN"),
        ([(row[0], "Extra" if row is HEAD else "1", *row[1:]) for row in RESULT], "COLUMN_UNKNOWN"),
        ([(*row, "" if row is HEAD else "1") for row in RESULT], "COLUMN_UNKNOWN"),
        (_with(RESULT, 0, 2, "Lasten"), "COLUMN_DUPLICATE"),
        (_with(RESULT, 0, 0, "Baten en lasten (x € 500)"), "UNIT_UNKNOWN"),
    ],
)
def test_pages_that_are_refused(rows: Rows, code: str) -> None:
    page = _page(_grid(rows))
    with pytest.raises(PageRefused) as refused:
        baten_lasten.read(page)
    assert refused.value.finding.code == code
    assert refused.value.finding.location.startswith("table 1")


@pytest.mark.parametrize(
    ("rows", "codes", "amounts"),
    [
        (_with(RESULT, 2, 0, "+ iets anders"), ["ROW_MISSING", "ROW_UNKNOWN"], 21),
        ([*RESULT[:2], *RESULT[3:]], ["ROW_MISSING"], 21),
        ([*RESULT[:2], *RESULT[1:]], ["ROW_DUPLICATE"], 25),
        (_with(RESULT, 4, 1, ""), ["ROW_WIDTH"], 24),
        (_with(RESULT, 4, 5, "12"), ["ROW_WIDTH"], 25),
        (_with(_with(RESULT, 7, 5, ""), 7, 1, "144"), ["ROW_WIDTH", "ROW_WIDTH"], 24),
        (_with(_with(RESULT, 7, 5, ""), 7, 1, "44"), [], 25),  # the sum of the result above it
        (_with(RESULT, 5, 1, "77.78O"), ["AMOUNT_UNPARSED"], 24),
        (_with(RESULT, 5, 1, "1.20"), ["AMOUNT_UNPARSED"], 24),
        (_with(RESULT, 5, 1, "100.000.000.000"), ["AMOUNT_RANGE"], 21),
        (_with(RESULT, 5, 1, "999.999.999.999.999"), ["AMOUNT_RANGE"], 21),
        (_with(RESULT, 3, 1, "-"), [], 24),
        ([*RESULT[:4], ("", "", "", "", "", ""), *RESULT[4:], ("* inclusief reserves", "", "", "", "", "")], [], 25),
        ([*RESULT[:4], HEAD, *RESULT[4:]], [], 25),
        ([RESULT[0], *reversed(RESULT[1:])], [], 25),
    ],
)
def test_rows_with_something_wrong(rows: Rows, codes: list[str], amounts: int) -> None:
    (table,), findings = _read(rows)
    assert _codes(findings) == codes
    assert len(table.amounts) == amounts


def test_rows_without_a_certain_place_are_not_read() -> None:
    page = _page(_grid(RESULT, "Baten en lasten (x € 1.000)", uncertain=[5]))
    (table,), findings = baten_lasten.read(page)
    assert _codes(findings) == ["ROW_WIDTH"]  # a result prints its zeros: an amount is missing
    assert {a.row_no for a in table.amounts} == {2, 3, 4, 6, 7, 8}


@pytest.mark.parametrize("row", [4, 5, 6])  # begrotingswijzigingen, budget of december, account
def test_no_sum_over_a_row_without_a_certain_place_is_judged(row: int) -> None:
    page = _page(_grid(RESULT, "Baten en lasten (x € 1.000)", uncertain=[row]))
    tables, _ = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert {a.row_no for a in tables[0].unread} == {row}
    assert "mismatch" not in {check.status for check in proof.checks}
    assert "I-9" in {check.identity for check in proof.checks}
    assert not [f for f in proof.findings if f.severity != "info"]


def test_two_tables_of_one_goal_and_of_two() -> None:
    same = baten_lasten.read(_page(_grid(RESULT), _grid(RESULT)))
    assert (len(same[0]), _codes(same[1])) == (1, ["DUPLICATE_TABLE"])
    tables, findings = baten_lasten.read(_page(_grid(RESULT), _grid(_with(RESULT, 6, 0, "Resultaat doel Erfgoed"))))
    assert findings == ()
    assert [table.amounts[0].scope_title for table in tables] == ["Cultureel klimaat", "Erfgoed"]
    assert [table.amounts[0].goal_id for table in tables] == ["zwolle-jaarstukken-2024/5.3.2", None]


def test_a_financial_section_without_a_table() -> None:
    with pytest.raises(PageRefused) as refused:
        baten_lasten.read(_page(Paragraph("Hieronder staat het overzicht.")))
    assert refused.value.finding.code == "TABLE_MISSING"
    assert baten_lasten.read(_page(Paragraph("Hieronder staat het over…"))) == ((), ())
    assert baten_lasten.read(_page(Paragraph("Tekst."), page_kind="programme")) == ((), ())
    assert baten_lasten.read(_page(Paragraph("Tekst."), heading="Toelichting")) == ((), ())


def test_an_unknown_shape_gives_nothing_but_a_warning() -> None:
    tables, findings = _read([("", "Lasten", "Bedrag"), ("Huur", "12", "13")])
    assert tables == ()
    assert _codes(findings) == ["TABLE_UNKNOWN"]
    reserves = [("Nummer reserve", "Naam reserve", "2022 - lasten", "2022 - baten"), ("D06", "Onderhoud", "1", "2")]
    assert _read(reserves, page_kind="finance", code=None) == ((), ())


OVERVIEW = (
    ("Overzicht baten en lasten (x €1.000)", "Lasten", "Baten", "Saldo", "Toevoeging aan reserves",
     "Onttrekking aan reserves", "Geraamd resultaat"),
    ("Doel 1.3.1 Tijdelijk verblijf in een instelling", "124.506", "5.973", "118.533", "0", "0", "118.533"),
    ("Doel 1.3.2 Jeugd", "100", "40", "60", "10", "5", "65"),
    ("Totaal programma 1", "124.606", "6.013", "118.593", "10", "5", "118.598"),
)  # fmt: skip


@pytest.mark.parametrize("column", [3, 6])
def test_a_sum_that_is_blank_although_its_terms_are_printed_is_told(column: int) -> None:
    (table,), findings = _read(_with(OVERVIEW, 1, column, ""), kind="begroting", year=2026, code="1.3.1")
    assert [(f.code, f.location) for f in findings] == [("ROW_WIDTH", f"table 1 row 2 column {column + 1}")]
    assert len(table.amounts) == 17


def test_a_blank_result_behind_moved_reserves_is_told() -> None:
    (_,), findings = _read(_with(OVERVIEW, 2, 6, ""), kind="begroting", year=2026, code="1.3.1")
    assert [(f.code, f.location) for f in findings] == [("ROW_WIDTH", "table 1 row 3 column 7")]
    closes = _with(_with(OVERVIEW, 2, 6, ""), 2, 5, "70")  # 100 - 40 + 10 - 70 = 0
    assert _read(closes, kind="begroting", year=2026, code="1.3.1")[1] == ()


@pytest.mark.parametrize("label", ["Doel 1.3.1. Tijdelijk verblijf", "Doel 1.3.1: Tijdelijk verblijf"])
def test_a_code_may_end_in_a_dot_or_a_colon(label: str) -> None:
    (table,), findings = _read(_with(OVERVIEW, 1, 0, label), kind="begroting", year=2026, code="1.3.1")
    assert (len(table.amounts), findings) == (18, ())
    assert {(a.scope_code, a.scope_title) for a in table.amounts[:6]} == {("1.3.1", "Tijdelijk verblijf")}


def test_overview_of_a_budget() -> None:
    page = _page(_grid(OVERVIEW), kind="begroting", year=2026, code="1.3.1", heading="Overzicht baten en lasten")
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert (findings, proof.findings) == ((), ())
    assert {check.status for check in proof.checks} == {"exact"}
    found = {(a.scope, a.scope_code, a.component): (a.amount_eur, a.printed_eur) for a in proof.amounts}
    assert len(found) == 18
    assert found["goal", "1.3.1", "saldo"] == (-118_533_000, 118_533_000)
    assert found["goal", "1.3.1", "lasten"] == (124_506_000, 124_506_000)
    assert found["goal", "1.3.2", "resultaat"] == (-65_000, 65_000)
    assert found["programme", "1", "resultaat"] == (-118_598_000, 118_598_000)
    assert {a.goal_id for a in proof.amounts} == {"zwolle-begroting-2026/1.3.1", "zwolle-begroting-2026/1.3.2", None}
    assert {a.stage for a in proof.amounts} == {"begroting_primitief"}
    assert {a.sign_convention for a in proof.amounts} == {"cost_positive"}


@pytest.mark.parametrize("label", ["Algemene dekkingsmiddelen", "Overhead", "Heffing VPB", "Onvoorzien"])
def test_what_a_budget_lists_beside_its_programmes_is_summed_with_them(label: str) -> None:
    rows = (("Programma", "Lasten", "Baten", "Saldo"), ("1. Samen leven", "12", "2", "-10"), (label, "1", "5", "4"),
            ("Totaal", "13", "7", "-6"))  # fmt: skip
    page = _page(_grid(rows), kind="begroting", year=2024, page_kind="finance", code=None)
    tables, findings = baten_lasten.read(page)
    assert findings == ()
    assert {check.status for check in prove(page, tables, ()).checks} == {"exact"}
    assert label in {a.scope_title for a in tables[0].amounts}


def test_overview_with_reserves_under_one_head() -> None:
    rows = (
        ("Baten en lasten 2017 (x 1.000€)", "Lasten", "Baten", "reserves", ""),
        ("", "", "", "storting in", "onttrek. uit"),
        ("Doel 5.1.1", "1.200", "300", "10", "0"),
    )
    (table,), findings = _read(rows, kind="begroting", year=2017, code="5.1.1", heading="Baten en lasten")
    assert findings == ()
    assert [(a.component, a.printed) for a in table.amounts] == [
        ("lasten", 1200), ("baten", 300), ("toevoeging_reserves", 10), ("onttrekking_reserves", 0),
    ]  # fmt: skip


YEARS = (
    ("Budget o.b.v. bestaand beleid", "Rekening", "Begroting", "Meerjarenraming", "", "", ""),
    ("", "2015", "2016", "2017", "2018", "2019", "2020"),
    ("Lasten", "", "41.502", "42.321", "42.543", "42.591", "42.605"),
    ("Baten", "", "11.632", "11.301", "11.301", "11.301", "11.301"),
    ("Saldo van baten en lasten", "0", "-29.870", "-31.020", "-31.242", "-31.290", "-31.304"),
    ("Toevoeging aan reserve", "", "977", "739", "739", "739", "739"),
    ("Onttrekking aan reserve", "", "767", "512", "512", "512", "512"),
    ("Geraamd resultaat", "0", "-30.080", "-31.247", "-31.469", "-31.517", "-31.531"),
    ("Mutaties meerjarenraming:", "", "", "", "", "", ""),
    ("ontwikkeling kapitaallasten", "", "", "", "819", "849", "1.419"),
)


def test_budget_over_six_years() -> None:
    page = _page(_grid(YEARS), kind="begroting", year=2017, page_kind="finance", code=None)
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert findings == ()
    assert _codes(proof.findings) == ["UNIT_INFERRED"]
    assert [check.status for check in proof.checks] == ["exact"] * 12
    stages = {(a.fiscal_year, a.stage) for a in proof.amounts}
    assert stages == {(2015, "rekening"), *((y, "begroting_primitief") for y in (2016, 2017)),
                      *((y, "raming") for y in (2018, 2019, 2020))}  # fmt: skip
    assert len(proof.amounts) == 32
    assert {(a.scope, a.scope_code, a.unit, a.unit_evidence) for a in proof.amounts} == {
        ("programme", "9", 1000, "edition")
    }


@pytest.mark.parametrize(
    ("column", "year", "told"),
    [
        (2, "2006", ["2006"]),  # a mistyped digit made it a budget of ten years ago, in silence
        (6, "2010", ["2010"]),
        (4, "2028", ["2028"]),
        (1, "Rekening 2016", ["Rekening 2016"]),  # that year was not over
        (6, "2021", []),
    ],
)
def test_a_year_that_does_not_belong_among_the_others_is_told(column: int, year: str, told: list[str]) -> None:
    rows = _with(_with(YEARS, 1, column, year), 2, 1, "40.000")
    if year.startswith("Rek"):
        rows = _with(rows, 0, 1, "")
    page = _page(_grid(rows), kind="begroting", year=2017, page_kind="finance", code=None)
    _, findings = baten_lasten.read(page)
    assert [f.found.rpartition("\n")[2] for f in findings if f.code == "YEAR_CONFLICT"] == told


@pytest.mark.parametrize(
    "years", [("2026", "2025", "2024", "2027", "2028", "2029"), ("2020", "2019", "2018", "2017", "2016", "2015")]
)
def test_other_orders_of_years_are_none_of_a_mistake(years: tuple[str, ...]) -> None:
    rows = [YEARS[0][:1] + ("",) * 6, ("", *years), *YEARS[2:8]]
    page = _page(_grid(rows), kind="begroting", year=int(years[0]), page_kind="finance", code=None)
    assert "YEAR_CONFLICT" not in _codes(baten_lasten.read(page)[1])


@pytest.mark.parametrize(
    ("row", "column", "codes"), [(4, 3, ["ROW_WIDTH"]), (7, 6, ["ROW_WIDTH"]), (4, 1, []), (5, 3, [])]
)
def test_a_blank_sum_below_its_terms_is_told(row: int, column: int, codes: list[str]) -> None:
    _, findings = _read(_with(YEARS, row, column, ""), kind="begroting", year=2017, page_kind="finance", code=None)
    assert _codes(findings) == codes


@pytest.mark.parametrize(
    ("row", "label", "code"),
    [(2, "Kosten", "ROW_UNKNOWN"), (3, "Opbrengsten", "ROW_UNKNOWN"), (3, "Lasten", "ROW_DUPLICATE")],
)
def test_a_label_that_nobody_knows_costs_its_row_alone(row: int, label: str, code: str) -> None:
    (table,), findings = _read(_with(YEARS, row, 0, label), kind="begroting", year=2017, page_kind="finance", code=None)
    assert _codes(findings) == [code]
    assert len(table.amounts) == 27


def test_lasten_with_a_saldo_that_no_shape_reads_is_told() -> None:
    rows = [YEARS[1], YEARS[2], YEARS[4]]
    tables, findings = _read(rows, kind="begroting", year=2017, page_kind="finance", code=None)
    assert (tables, _codes(findings)) == ((), ["TABLE_UNKNOWN"])


def test_blank_rows_between_the_rows_change_nothing() -> None:
    def spaced(number: int, row: Sequence[str]) -> list[tuple[Cell, ...]]:
        at = 2 * number - 1
        blank = Cell("", at + 1, 1, 1, len(row))
        return [tuple(Cell(text, at, c) for c, text in enumerate(row, 1)), (blank,) * len(row)]

    cells = tuple(row for number, texts in enumerate(YEARS, 1) for row in spaced(number, texts))
    (table,), findings = baten_lasten.read(
        _page(Grid(cells, None, 1), kind="begroting", year=2017, page_kind="finance", code=None)
    )
    (plain,), _ = baten_lasten.read(_page(_grid(YEARS), kind="begroting", year=2017, page_kind="finance", code=None))
    facts = [[(a.fiscal_year, a.stage, a.component, a.printed) for a in one.amounts] for one in (table, plain)]
    assert findings == ()
    assert facts[0] == facts[1]


def test_stages_across_with_marks_for_the_sign() -> None:
    rows = (
        ("Bedragen x € 1.000", "Rekening 2021", "", "Primitieve begroting 2022", "", "Rekening 2022", ""),
        ("Lasten", "10.100", "N", "12.000", "N", "11.000", "N"),
        ("Baten", "4.000", "V", "5.000", "V", "4.500", "V"),
        ("Storting reserve", "100", "N", "0", "", "200", "N"),
        ("Onttrekking reserve", "0", "", "0", "", "50", "V"),
        ("Resultaat", "6.200", "N", "7.000", "N", "6.650", "N"),
    )
    page = _page(_grid(rows), year=2022, page_kind="programme", code=None)
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert (findings, proof.findings) == ((), ())
    results = {(a.fiscal_year, a.stage): a.amount_eur for a in proof.amounts if a.component == "resultaat"}
    assert results == {(2021, "rekening"): -6_200_000, (2022, "begroting_primitief"): -7_000_000,
                       (2022, "rekening"): -6_650_000}  # fmt: skip


def test_a_mark_for_the_sign_in_a_row_of_differences() -> None:
    rows = (
        ("", "Lasten", "", "Baten", ""),
        ("Begroting t/m december", "845", "", "295", ""),
        ("- Jaarrekening", "876", "", "404", ""),
        ("Resultaat doel Cultureel klimaat", "31", "N", "109", "V"),
    )
    (table,), _ = baten_lasten.read(_page(_grid(rows)))
    assert [a.printed for a in table.amounts if a.stage == "verschil"] == [-31, 109]


FINANCES = (
    ("", "Vastgestelde begroting 2015", "", "Begroting t/m raad 15-12-2015", "", "Rekening 2015", "",
     "Te verklaren verschil t.o.v. begroting 15-12-2015", "", ""),
    ("-= nadeel; += voordeel", *[""] * 9),
    ("", "Lasten", "Baten", "Lasten", "Baten", "Lasten", "Baten", "Lasten", "Baten", "Saldo"),
    ("Saldo van lasten en baten", "101.442", "8.194", "102.885", "9.162", "97.348", "8.365", "5.537", "-797", "4.739"),
    ("Reservemutaties", "0", "487", "627", "1.386", "1.455", "1.272", "-828", "-114", "-942"),
    ("Gerealiseerd resultaat", "101.442", "8.681", "103.511", "10.548", "98.803", "9.637", "4.708", "-911", "3.797"),
)  # fmt: skip


def test_finances_of_a_programme() -> None:
    page = _page(_grid(FINANCES), year=2015, page_kind="programme", code=None)
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert findings == ()
    assert _codes(proof.findings) == ["IDENTITY_ROUNDING", "UNIT_INFERRED"]
    assert len(proof.amounts) == 18
    found = {(a.stage, a.component): a.amount_eur for a in proof.amounts}
    assert found["begroting_na_wijziging", "toevoeging_reserves"] == 627_000
    assert found["verschil", "saldo"] == 4_739_000
    assert found["verschil", "resultaat"] == 3_797_000
    assert ("verschil", "sum_reserves") not in found
    assert {a.reliability for a in proof.amounts} == {"consistent"}


@pytest.mark.parametrize(("row", "codes"), [(3, ["ROW_WIDTH"]), (4, []), (5, ["ROW_WIDTH"])])
def test_a_saldo_or_result_of_a_programme_is_printed_in_full(row: int, codes: list[str]) -> None:
    _, findings = _read(_with(FINANCES, row, 7, ""), year=2015, page_kind="programme", code=None)
    assert _codes(findings) == codes


def test_an_account_of_a_later_year_than_the_report_is_told() -> None:
    rows = _with(FINANCES, 0, 5, "Rekening 2016")
    _, findings = _read(rows, year=2015, page_kind="programme", code=None)
    assert [(f.code, f.found) for f in findings] == [
        ("YEAR_CONFLICT", "Rekening 2016 Lasten"),
        ("YEAR_CONFLICT", "Rekening 2016 Baten"),
    ]


def test_a_component_with_another_year_than_its_group_is_no_known_column() -> None:
    rows = _with(FINANCES, 2, 1, "Lasten 2025")
    assert _refused(rows, year=2015, page_kind="programme", code=None).code == "COLUMN_UNKNOWN"


def test_differences_per_product() -> None:
    rows = (
        ("- = nadeel / + = voordeel", "", "", "", "", "", ""),
        (
            "",
            "Lasten",
            "Baten",
            "Saldo baten en lasten",
            "Storting reserve",
            "Onttrekking reserve",
            "Gerealiseerd resultaat",
        ),
        ("Diensten in en aan Huis", "2.253", "-32", "2.221", "-728", "0", "1.493"),
        ("Dagbesteding", "715", "", "715", "0", "0", "715"),
        ("Totaal", "2.968", "-32", "2.936", "-728", "0", "2.208"),
    )
    page = _page(Paragraph("Verschillen ten opzichte van de begroting (bedragen x € 1.000)"), _grid(rows), year=2015,
                 page_kind="programme", code=None)  # fmt: skip
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert (findings, proof.findings) == ((), ())
    assert {check.status for check in proof.checks} == {"exact"}
    assert {a.stage for a in proof.amounts} == {"verschil"}
    assert [a.scope_title for a in proof.amounts if a.component == "resultaat"] == [
        "Diensten in en aan Huis", "Dagbesteding", "Bedrijfsvoering",
    ]  # fmt: skip


def test_overview_per_taakveld() -> None:
    rows = (
        ("(Hoofd)Taakvelden", "vastgestelde begroting lasten", "vastgestelde begroting baten", "rekening 2017 lasten",
         "rekening 2017 baten"),
        ("Crisisbeheersing en Brandweer", "9.097", "", "8.924", ""),
        ("Openbare orde en Veiligheid", "2.597", "314", "3.318", "207"),
        ("Totaal Veiligheid:", "11.694", "314", "12.242", "207"),
        ("Verkeer", "5", "6", "7", "8"),
    )  # fmt: skip
    page = _page(_grid(rows), year=2017, page_kind="finance", code=None)
    tables, findings = baten_lasten.read(page)
    proof = prove(page, tables, ())
    assert findings == ()
    assert [(check.identity, check.status) for check in proof.checks] == [("total", "exact")] * 4
    assert {a.scope for a in proof.amounts} == {"municipality"}
    assert {a.reliability for a in proof.amounts if a.scope_title == "Verkeer"} == {"unverified"}
    assert {a.scope_title for a in proof.amounts if a.row_no == 4} == {"Totaal Veiligheid"}
    broken = prove(page, baten_lasten.read(_page(_grid(_with(rows, 2, 1, "2.697")), year=2017, page_kind="finance",
                                                 code=None))[0], ())  # fmt: skip
    assert "IDENTITY_MISMATCH" in _codes(broken.findings)


@pytest.mark.parametrize("total", ["0", "8"])
def test_zeros_below_taakvelden_without_amounts_are_their_total(total: str) -> None:
    rows = (
        ("Taakvelden", "begroting lasten", "begroting baten", "rekening lasten", "rekening baten"),
        ("Verkeer", "5", "6", "7", "8"),
        ("Totaal Mobiliteit", "5", "6", "7", "8"),
        ("Media", "", "", "", ""),
        ("Totaal Cultuur", "0", "0", "0", total),
        ("Totaal", "5", "6", "7", "8"),
    )
    page = _page(_grid(rows), year=2017, page_kind="finance", code=None)
    proof = prove(page, baten_lasten.read(page)[0], ())
    assert ("IDENTITY_MISMATCH" in _codes(proof.findings)) is (total != "0")


@pytest.mark.parametrize(
    ("title", "label", "scope", "code"),
    [
        ("Dit doel hoort bij taakveld 6.72 Jeugdhulp.", "Doel 1.2.3 Jeugd", "goal", "1.2.3"),
        ("Dit doel hoort bij taakveld 6.72 Jeugdhulp.", "1.2.3 Jeugd", "goal", "1.2.3"),
        ("De verdeling over de taakvelden staat in de bijlage.", "1 Samen", "programme", "1"),
        ("Doelen van taakveld 6.72 Jeugdhulp", "1.2.3 Jeugd", "goal", "1.2.3"),
        ("Overzicht baten en lasten per taakveld", "Doel 1.2.3 Jeugd", "goal", "1.2.3"),
        ("Overzicht baten en lasten per taakveld", "Programma 1 Samen", "programme", "1"),
        ("Overzicht baten en lasten per taakveld", "Bedrijfsvoering", "programme", "9"),
        ("Overzicht baten en lasten per taakveld", "0.10 Mutaties reserves", "municipality", None),
        ("Overzicht taakvelden", "Sociaal domein", "municipality", None),
    ],
)
def test_a_title_tells_taakvelden_and_a_label_its_level(title: str, label: str, scope: str, code: str | None) -> None:
    rows = (("", "Lasten", "Baten", "Saldo"), (label, "12", "3", "-9"))
    page = _page(Paragraph(title), _grid(rows), year=2024, page_kind="finance", code=None, kind="begroting")
    (table,), _ = baten_lasten.read(page)
    assert {(a.scope, a.scope_code) for a in table.amounts} == {(scope, code)}


@pytest.mark.parametrize(
    ("headings", "totals", "codes"),
    [
        (("01. Samen Leven", "02. Leefomgeving"), ("Totaal programma", "Totaal programma"), ["01", "02"]),
        (
            ("Programma 1 Samen Leven", "Programma 2 Leefomgeving"),
            ("Totaal programma:", "Totaal programma:"),
            ["1", "2"],
        ),
        (("Programma 1 Samen Leven", "Programma 2 Leefomgeving"), ("Subtotaal",) * 2, ["1", "2"]),
        (("", ""), ("Totaal programma 1. Samen Leven", "Totaal Programma 2. Leefomgeving"), ["1", "2"]),
    ],
)
def test_the_total_of_a_programme_is_about_that_programme(
    headings: tuple[str, str], totals: tuple[str, str], codes: list[str]
) -> None:
    """houten.begroting-2024 p12431: `Totaal programma` closes the rows below `01. Samen Leven`."""
    rows = (
        ("Programma", "Rekening 2022 lasten", "Rekening 2022 baten", "Begroting 2023 lasten", "Begroting 2023 baten"),
        (headings[0], "", "", "", ""),
        ("01.01 Gezondheid", "13", "2", "12", "1"),
        ("01.04 Thuis", "2", "", "3", ""),
        (totals[0], "15", "2", "15", "1"),
        (headings[1], "", "", "", ""),
        ("02.01 Woningen", "3", "1", "4", "2"),
        (totals[1], "3", "1", "4", "2"),
        ("Totaal", "18", "3", "19", "3"),
    )
    rows = tuple(row for row in rows if row[0])
    tables, findings = baten_lasten.read(
        _page(_grid(rows), year=2024, page_kind="finance", code=None, kind="begroting")
    )
    proof = prove(_page(), tables, ())
    of_totals = [a for a in proof.amounts if "totaal" in a.row_label.lower() and a.column_no == 2]
    assert findings == ()
    assert [(a.scope, a.scope_code, a.scope_title, a.amount_eur) for a in of_totals] == [
        ("programme", codes[0], "Samen Leven", 15_000),
        ("programme", codes[1], "Leefomgeving", 3_000),
        ("municipality", None, "Totaal", 18_000),
    ]
    assert {check.status for check in proof.checks if check.identity == "total"} == {"exact"}


def test_the_total_of_a_programme_that_nothing_names_is_not_that_of_the_municipality() -> None:
    rows = (("", "Lasten", "Baten", "Saldo"), ("Wonen", "12", "3", "-9"), ("Totaal programma", "12", "3", "-9"))
    page = replace(_page(_grid(rows), page_kind="finance", code=None), programme_code=None, programme=None)
    (table,), _ = baten_lasten.read(page)
    assert {(a.scope, a.scope_title) for a in table.amounts if a.row_no == 3} == {("programme", "Totaal programma")}


@pytest.mark.parametrize(
    ("behind", "unit"),
    [
        ((), 1000),
        ((Paragraph("Toelichting"), _grid(RESULT)), 1000),
        ((Heading("Toelichting", 2), Paragraph("Er is meer vraag.")), 1000),
        ((_grid(RESULT),), None),
        ((Heading("Reserves", 2), _grid(RESULT)), None),
    ],
)
def test_a_unit_between_two_tables_is_of_the_second(behind: tuple[Block, ...], unit: int | None) -> None:
    page = _page(_grid(RESULT), Paragraph("Bedragen x € 1.000"), *behind)
    assert baten_lasten.read(page)[0][0].caption_unit == unit


@pytest.mark.parametrize(
    ("title", "result", "scope", "code"),
    [
        ("Doel 1.2.3 Jeugd", "Resultaat doel Jeugd", "goal", "1.2.3"),
        ("Doel 1.2.3 Jeugd", "Verschil", "goal", "1.2.3"),
        ("Doel 1.2.3 Jeugd", "Resultaat programma Samen", "programme", "9"),
        ("Doel 1.2.3 Jeugd is het grootste doel van dit programma.", "Verschil", "programme", "9"),
        ("Doel 1.2.3 Jeugd is van de vijf doelen die dit programma heeft het grootste", "Verschil", "programme", "9"),
    ],
)
def test_a_title_may_name_the_goal_of_a_result(title: str, result: str, scope: str, code: str) -> None:
    rows = _with(RESULT, 6, 0, result)
    page = _page(_grid(rows), page_kind="programme", code=None, heading=title)
    (table,), _ = baten_lasten.read(page)
    assert {(a.scope, a.scope_code) for a in table.amounts} == {(scope, code)}


def test_overview_per_programme() -> None:
    rows = (
        ("Programma", "Rekening 2022 lasten", "Rekening 2022 baten", "Begroting 2024 lasten", "Begroting 2024 baten"),
        ("1 Samen sterk", "200", "50", "210", "55"),
        ("Dienstverlening", "40", "10", "41", "11"),
        ("Totaal", "240", "60", "251", "66"),
        ("Saldo van baten en lasten", "0", "180", "0", "185"),
    )  # fmt: skip
    (table,), findings = _read(rows, page_kind="finance", code=None, kind="begroting")
    assert findings == ()
    assert {(a.row_no, a.scope, a.scope_code, a.scope_title) for a in table.amounts} == {
        (2, "programme", "1", "Samen sterk"),
        (3, "programme", None, "Dienstverlening"),
        (4, "municipality", None, "Totaal"),
    }  # the saldo stands on the side that it makes whole: neither lasten nor baten of the municipality


def test_findings_of_a_refused_page_say_what_was_found() -> None:
    finding = _refused(_with(RESULT, 0, 1, "Lasten 2025"))
    assert (finding.found, finding.severity) == ("Lasten 2025", "error")


def test_what_is_left_out_of_a_table_does_not_part_it_from_its_title() -> None:
    left_out = [Ignored("sorteer", "navigation")] * 5
    (table,), _ = baten_lasten.read(_page(Paragraph("Baten en lasten (bedragen x € 1.000)"), *left_out, _grid(RESULT)))
    assert table.caption_unit == 1000


@pytest.mark.parametrize(
    ("label", "stage"),
    [
        ("Begroting 2027 primitief", "begroting_primitief"),
        ("Begroting 2025 (primair)", "begroting_primitief"),
        ("+ mutaties investeringskredieten", "mutaties"),
        ("- Jaarcijfers 2025", "rekening"),
        ("Begroting kredieten", None),
        ("+ mutaties investeringen", "mutaties"),
        ("+ Voorjaarsnota 2024", "begrotingswijzigingen"),
        ("+ 1e berap", "begrotingswijzigingen"),
        ("Voorjaarsnota 2024", None),
    ],
)
def test_rows_of_other_years_name_their_stage(label: str, stage: str | None) -> None:
    assert row_stage(label) == stage


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("R2022", ("rekening", None, 2022)), ("R 2022", ("rekening", None, 2022)),
        ("2025 (B)", ("begroting_primitief", None, 2025)),
        ("Begr. 2025", ("begroting_primitief", None, 2025)), ("Rekening '22", ("rekening", None, 2022)),
        ("Begroting 2024 incl. wijz.", ("begroting_na_wijziging", None, 2024)), ("2025*", (None, None, 2025)),
        ("Begroting 2027 na 1e wijziging", ("begroting_na_wijziging", None, 2027)),
        ("Jaar 2025", (None, None, 2025)), ("Jaarschijf 2025", (None, None, 2025)),
        ("MJR 2027", ("raming", None, 2027)),
        ("Ontwerpbegroting 2025", ("begroting_primitief", None, 2025)),
        ("R", None), ("B", None), ("V 2022", None), ("Najaarsnota 2022", None), ("Begroting (na 1e berap)", None),
    ],
)  # fmt: skip
def test_heads_that_print_their_stage_short(head: str, label: tuple[str | None, str | None, int | None] | None) -> None:
    assert column_label(head) == (Label(*label) if label else None)


@pytest.mark.parametrize(
    ("heads", "label"),
    [
        (("Begroting 2027", "na wijziging"), ("begroting_na_wijziging", None, 2027)),
        (("Begroting", "2026 na wijziging"), ("begroting_na_wijziging", None, 2026)),
        (("Begroting 2027", "incl. wijzigingen", "Lasten"), ("begroting_na_wijziging", "lasten", 2027)),
        (("Begroting 2027", "primair"), ("begroting_primitief", None, 2027)),
        (("Begroting 2027", "Primitieve begroting"), ("begroting_primitief", None, 2027)),
        (("Begroting 2027", "Actuele begroting", "Lasten"), ("begroting_na_wijziging", "lasten", 2027)),
    ],
)
def test_a_head_may_go_on_with_the_one_above_it(heads: Sequence[str], label: tuple[str, str | None, int]) -> None:
    """Such a head was unknown and quarantined the page (the overview of Berg en Dal, voorjaarsnota 2017 p4140)."""
    (column,) = columns_of(1, [[head] for head in heads])
    assert (column.stage, column.component, column.year, column.known) == (*label, True)


@pytest.mark.parametrize("below", ["in procenten", "na besluit", "V/N"])
def test_other_words_below_a_stage_stay_unknown(below: str) -> None:
    assert not columns_of(1, [["Begroting 2027"], [below]])[0].known
    assert not columns_of(1, [["Verschil"], [below]])[0].known


def test_several_changes_of_a_budget_stand_beside_each_other() -> None:
    rows = [list(row) for row in RESULT]
    rows.insert(4, ["+ Najaarsnota", "0", "0", "0", "0", ""])
    rows[3][0] = "+ Voorjaarsnota"
    (table,), findings = baten_lasten.read(_page(_grid(rows)))
    assert findings == ()
    assert [a.row_label for a in table.amounts if a.stage == "begrotingswijzigingen"][::4] == [
        "+ Voorjaarsnota",
        "+ Najaarsnota",
    ]


def test_a_column_that_counts_the_rows_is_no_code() -> None:
    counted = (("Nr.", *HEAD), *((str(n), *row) for n, row in enumerate(RESULT[1:], 1)))
    (table,), findings = baten_lasten.read(_page(_grid(counted)))
    (plain,), _ = baten_lasten.read(_page(_grid(RESULT)))
    facts = [[(a.scope, a.scope_code, a.stage, a.component, a.printed) for a in t.amounts] for t in (table, plain)]
    assert findings == ()
    assert facts[0] == facts[1]


def test_a_name_beside_rows_that_is_no_goal_only_groups_them() -> None:
    named = [["", *HEAD]]
    named += [
        [name, *row] for name, row in zip(("Begroting", "", "", "", "Realisatie", "", ""), RESULT[1:], strict=True)
    ]
    grid = _grid(named)
    begroting = Cell("Begroting", 2, 1, row_span=4)
    rows = tuple((begroting, *row[1:]) if 2 <= r <= 5 else row for r, row in enumerate(grid.rows, 1))
    (table,), findings = baten_lasten.read(_page(Grid(rows, None, 1)))
    (plain,), _ = baten_lasten.read(_page(_grid(RESULT)))
    assert findings == ()
    assert [(a.stage, a.component, a.printed, a.row_label) for a in table.amounts] == [
        (a.stage, a.component, a.printed, a.row_label) for a in plain.amounts
    ]


def test_two_names_beside_the_rows_of_a_result_each_part_them() -> None:
    grid = _grid([["", *HEAD], *[["", *row] for row in [*RESULT[1:], *RESULT[1:]]]])
    size = len(RESULT) - 1
    names = (Cell("Jeugdhulp", 2, 1, row_span=size), Cell("Wmo", 2 + size, 1, row_span=size))
    rows = (grid.rows[0], *((names[at // size], *row[1:]) for at, row in enumerate(grid.rows[1:])))
    (table,), findings = baten_lasten.read(_page(Grid(rows, None, 1)))
    (plain,), _ = baten_lasten.read(_page(_grid(RESULT)))
    assert not [finding for finding in findings if finding.code == "ROW_DUPLICATE"]
    assert len(table.amounts) == 2 * len(plain.amounts)
    assert {a.row_label.split()[0] for a in table.amounts} == {"Jeugdhulp", "Wmo"}


def test_a_goal_beside_its_rows_is_no_part_of_their_labels() -> None:
    goal = Cell("Doel 7.2.1 Veiligheid", 2, 1, row_span=7)
    grid = _grid([["", *HEAD], *[["", *row] for row in RESULT[1:]]])
    rows = tuple((goal, *row[1:]) if r > 1 else row for r, row in enumerate(grid.rows, 1))
    (table,), _ = baten_lasten.read(_page(Grid(rows, None, 1), page_kind="programme", code=None))
    assert {(a.scope_code, a.row_label) for a in table.amounts} >= {("7.2.1", "Vastgestelde begroting")}


@pytest.mark.parametrize("mark", ["{} {}", "{}{}", "{} ({})"])
def test_a_mark_for_the_sign_behind_an_amount(mark: str) -> None:
    rows = (
        ("", "Begroting 2024 na wijziging", "Rekening 2024", "Verschil"),
        ("Lasten", "5.500", "5.200", mark.format("300", "V")),
        ("Baten", "1.200", "1.100", mark.format("100", "N")),
        ("Saldo", "-4.300", "-4.100", mark.format("200", "V")),
    )
    (table,), findings = _read(rows)
    assert findings == ()
    assert {a.component: a.printed for a in table.amounts if a.stage == "verschil"} == {
        "lasten": 300, "baten": -100, "saldo": 200,
    }  # fmt: skip


def test_the_code_in_the_row_of_a_result_is_no_part_of_the_title() -> None:
    (table,), _ = _read(_with(RESULT, 6, 0, "Resultaat doel 5.3.2 Cultureel klimaat"))
    assert {a.scope_title for a in table.amounts} == {"Cultureel klimaat"}
    (table,), _ = _read(_with(RESULT, 6, 0, "Resultaat doel 24 uurs opvang"))
    assert {a.scope_title for a in table.amounts} == {"24 uurs opvang"}


def test_a_footnote_behind_a_year_is_no_part_of_the_head() -> None:
    rows = (("", "2023 1)", "2024 2)"), ("Lasten", "5", "6"), ("Baten", "1", "2"))
    (table,), findings = _read(rows)
    assert findings == ()
    assert [(a.fiscal_year, a.component, a.printed) for a in table.amounts] == [
        (2023, "lasten", 5), (2024, "lasten", 6), (2023, "baten", 1), (2024, "baten", 2),
    ]  # fmt: skip
