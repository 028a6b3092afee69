"""Rows 28-34 and 46-54 of the bad-input catalogue (INTEGRITY section 3): tables, units, columns, rows, sums."""

from __future__ import annotations

import pytest

from pipeline.outcome import PageResult
from report_pages import (
    BEGROTING,
    CAPTION,
    HEADS,
    JAARSTUKKEN,
    OVERVIEW,
    OVERVIEW_HEADS,
    RESULT,
    STREEFDOEL,
    Rows,
    amounts,
    begroting,
    cell_of,
    changed,
    codes,
    found,
    jaarstukken,
    read,
    refused,
    streefdoel,
    table,
    told,
)

IN_2022 = JAARSTUKKEN.replace("2024", "2022")
NOTHING_SAID = "Er zijn geen bijzonderheden."
DECEMBER, REKENING = 4, 5  # rows of RESULT
EURO: Rows = tuple(
    (label, *(f"{cell}.000" if cell not in ("", "0") else cell for cell in cells)) for label, *cells in RESULT
)
OTHER_GOAL = changed(RESULT, 6, 1, "Resultaat doel Schone straten")


def unit_of(result: PageResult) -> tuple[int, str]:
    """The unit and its evidence, of all amounts of the page."""
    ((unit, evidence),) = {(a.unit, a.unit_evidence) for a in result.tables["baten_lasten"]}
    return unit, evidence


def test_row_28_two_tables() -> None:
    distinct = read(jaarstukken(extra=table(HEADS, OTHER_GOAL, CAPTION)))
    assert (len(distinct.tables["baten_lasten"]), codes(distinct)) == (50, set())
    twice = read(jaarstukken(extra=table(HEADS, RESULT, CAPTION)))
    assert told(twice, "DUPLICATE_TABLE") == ("error", "table 2", "goal_result: Veilig samen wonen")
    assert {a.table_no for a in twice.tables["baten_lasten"]} == {1}


def test_row_29_no_table_where_the_page_needs_one() -> None:
    missing = read(jaarstukken(printed="<p>Zie de programmarekening.</p>"))
    refused(missing, "TABLE_MISSING", at="Financieel overzicht doel", shows="no table", kept=True)
    assert codes(read(streefdoel(), STREEFDOEL)) == set()
    loose = read(jaarstukken(printed="<ul><li>Lasten<li>5.250<li>Baten<li>125<li>Reserves<li>0<li>0</ul>"))
    place = told(loose, "TABLE_UNKNOWN")
    assert (place[0], place[2], loose.page.status) == ("warning", "5.250 | 125 | 0 | 0", "ok_with_findings")


def test_row_30_whole_euros_without_a_caption() -> None:
    page = read(jaarstukken(EURO, caption="Baten en lasten", year=2022), IN_2022)
    assert unit_of(page) == (1, "text_amounts")
    assert amounts(page)["verschil", "resultaat"] == 1_205_000
    assert codes(page) == set()


def test_row_31_neither_caption_nor_text() -> None:
    page = read(jaarstukken(caption="Baten en lasten", explained=NOTHING_SAID))
    assert told(page, "UNIT_INFERRED") == ("warning", "table 1", "no unit")
    assert unit_of(page) == (1000, "edition")
    assert {a.reliability for a in page.tables["baten_lasten"]} == {"consistent"}


def test_row_32_the_caption_contradicts_the_text() -> None:
    page = read(jaarstukken(EURO))
    finding = refused(page, "UNIT_CONFLICT", at='table 1 "Baten en lasten', shows="x 1000", kept=True)
    assert finding.expected.startswith("x 1,")
    assert len(page.tables["table_cells"]) == 48


def test_row_33_two_units_on_a_page() -> None:
    second = tuple((label, *cells) for label, *cells in EURO)
    second = changed(second, 6, 1, "Resultaat doel Schone straten")
    page = read(jaarstukken(extra=table(HEADS, second, "Baten en lasten (in euro's)")))
    assert told(page, "UNIT_MIXED") == ("warning", "page", "table 1: x 1000, table 2: x 1")
    per_table = {(a.table_no, a.unit) for a in page.tables["baten_lasten"]}
    assert per_table == {(1, 1000), (2, 1)}


@pytest.mark.parametrize(
    ("caption", "rows", "unit"),
    [
        ("Baten en lasten x € 1.000", RESULT, 1_000),
        ("Baten en lasten (x €1000)", RESULT, 1_000),
        ("Baten en lasten (bedragen in euro's)", EURO, 1),
    ],
)
def test_row_34_captions(caption: str, rows: Rows, unit: int) -> None:
    page = read(jaarstukken(rows, caption=caption, explained=NOTHING_SAID))
    assert (unit_of(page), codes(page)) == ((unit, "caption"), set())
    assert amounts(page)["rekening", "lasten"] == 40_300_000


def test_row_34_millions() -> None:
    few = (("Doel 1.3.1 Tijdelijk onderdak", "24", "6", "18", "0", "0", "18"),)
    page = read(begroting(rows=few, caption="Overzicht baten en lasten (x 1 miljoen)"), BEGROTING)
    assert (unit_of(page), codes(page)) == ((1_000_000, "caption"), set())


@pytest.mark.parametrize("caption", ["Baten en lasten (x € 500)", "Baten en lasten (bedragen x tEUR)"])
def test_row_34_unknown_unit(caption: str) -> None:
    page = read(jaarstukken(caption=caption, explained=NOTHING_SAID))
    refused(page, "UNIT_UNKNOWN", at="table 1", shows=caption, kept=True)


@pytest.mark.parametrize(
    ("heads", "rows", "column", "head"),
    [
        (("", "Lasten 2025", *HEADS[2:]), RESULT, 2, "Lasten 2025"),
        ((*HEADS[:5], "Overige"), RESULT, 6, "Overige"),
        ((*HEADS, "Prognose"), tuple((*row, "7") for row in RESULT), 7, "Prognose"),
    ],
)
def test_row_46_unknown_column(heads: tuple[str, ...], rows: Rows, column: int, head: str) -> None:
    page = read(jaarstukken(rows, heads=heads))
    refused(page, "COLUMN_UNKNOWN", at=f"table 1 column {column}", shows=head, kept=True)


def test_row_47_columns_in_another_order() -> None:
    order = (0, 6, 4, 5, 3, 2, 1)
    moved = begroting(heads=tuple(OVERVIEW_HEADS[n] for n in order), rows=(tuple(OVERVIEW[0][n] for n in order),))
    assert amounts(read(moved, BEGROTING)) == amounts(read(begroting(), BEGROTING))
    assert amounts(read(moved, BEGROTING))["begroting_primitief", "saldo"] == -18_533_000


def test_row_48_two_columns_with_one_head() -> None:
    page = read(jaarstukken(heads=("", "Lasten", "Lasten", *HEADS[3:])))
    refused(page, "COLUMN_DUPLICATE", at="table 1 column 3", shows="Lasten", kept=True)


def test_row_49_row_labels() -> None:
    known = read(jaarstukken(changed(RESULT, 2, 1, "+ mutaties projecten")))
    assert (len(known.tables["baten_lasten"]), codes(known)) == (25, set())
    page = read(jaarstukken(changed(RESULT, 2, 1, "+ overige posten")))
    assert told(page, "ROW_UNKNOWN") == ("error", "table 1 row 3", "+ overige posten")
    assert cell_of(page, 3, 2) == (0, None)
    changes = read(jaarstukken(changed(RESULT, 3, 1, "+ iets anders")))  # its sum lacks the row, and is no error
    assert codes(changes) == {"ROW_UNKNOWN", "ROW_MISSING"}
    assert {check.status for check in changes.tables["checks"]} == {"exact"}


def test_row_50_a_row_missing_or_twice() -> None:
    missing = read(jaarstukken(RESULT[: REKENING - 1] + RESULT[REKENING:]))
    finding = found(missing, "ROW_MISSING")
    assert (finding.severity, finding.location, finding.expected) == ("error", "table 1", "rekening")
    twice = read(jaarstukken(RESULT[:REKENING] + RESULT[REKENING - 1 :]))
    assert told(twice, "ROW_DUPLICATE") == ("error", "table 1 row 7", "- Jaarrekening")
    assert len(twice.tables["baten_lasten"]) == 25


def test_row_51_a_shorter_row() -> None:
    blank = read(jaarstukken(changed(RESULT, DECEMBER, 3, "")))
    assert told(blank, "ROW_WIDTH") == ("error", "table 1 row 5 column 3", "(empty)")
    assert 'row "Begroting t/m december", column "Baten"' in found(blank, "ROW_WIDTH").message
    short = read(jaarstukken((*RESULT[: DECEMBER - 1], RESULT[DECEMBER - 1][:3], *RESULT[DECEMBER:])))
    places = [f.location for f in short.findings if f.code == "ROW_WIDTH"]
    assert places == [f"table 1 row 5 column {n}" for n in (4, 5)]
    stray = read(jaarstukken(changed(RESULT, DECEMBER, 6, "36.330")))
    assert told(stray, "ROW_WIDTH")[2] == "36.330"
    assert len(stray.tables["baten_lasten"]) == 25


@pytest.mark.parametrize(
    "rows",
    [
        (*RESULT[:3], ("",) * 6, *RESULT[3:]),
        (*RESULT, ("* Inclusief rente.", *[""] * 5)),
        changed(RESULT, REKENING, 1, "- Jaarrekening 1)"),
    ],
    ids=["spacer", "footnote", "footnote mark"],
)
def test_row_52_rows_that_say_nothing(rows: Rows) -> None:
    page = read(jaarstukken(rows))
    assert (amounts(page), codes(page)) == (amounts(read(jaarstukken())), set())


def test_row_52_spans_repeated_heads_and_totals() -> None:
    good = table(HEADS, RESULT, CAPTION)
    heads = "<tr>" + "".join(f"<th>{head}</th>" for head in HEADS) + "</tr>"
    repeated = good.replace("<tr><td>- Jaar", f"{heads}<tr><td>- Jaar")
    spanning = good.replace("<td>Saldo</td><td></td><td></td><td></td><td></td>", "<td colspan=5>Saldo</td>")
    for printed in (repeated, spanning):
        page = read(jaarstukken(printed=printed))
        assert (amounts(page), codes(page)) == (amounts(read(jaarstukken())), set())
    page = read(jaarstukken((*RESULT[:5], ("Totaal", "1", "2", "3", "4", ""), *RESULT[5:])))
    assert told(page, "ROW_UNKNOWN") == ("error", "table 1 row 7", "Totaal")


def test_row_53_a_sum_that_does_not_close() -> None:
    page = read(jaarstukken(changed(RESULT, REKENING, 2, "40.390")))
    broken = [f for f in page.findings if f.code == "IDENTITY_MISMATCH"]
    assert {f.severity for f in broken} == {"error"}
    assert broken[0].location == "table 1 row 7 column 2"
    assert 'row "Resultaat doel Veilig samen wonen", column "Lasten"' in broken[0].message
    assert (broken[0].found, broken[0].expected.split()[0]) == ("1200000", "1110000")
    assert "difference 90000" in broken[0].message
    assert len(page.tables["baten_lasten"]) == 25
    assert {a.reliability for a in page.tables["baten_lasten"] if a.row_no == 6 and a.column_no == 2} == {"doubtful"}
    assert "mismatch" in {c.status for c in page.tables["checks"]}


def test_row_54_a_sum_that_closes_but_for_rounding() -> None:
    page = read(jaarstukken(changed(RESULT, DECEMBER, 2, "41.501")))
    assert told(page, "IDENTITY_ROUNDING") == ("info", "table 1", "I-1 lasten, I-5 lasten, I-10")
    rounded = [c for c in page.tables["checks"] if c.status == "rounding"]
    assert {abs(c.difference_eur) for c in rounded} == {1_000}
    assert (page.page.status, len(rounded)) == ("ok", 3)
