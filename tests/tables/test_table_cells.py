from __future__ import annotations

from decimal import Decimal

import pytest
from narrative_pages import grid, page

from pipeline.tables import table_cells


def read(*rows, **options):
    return table_cells.read(page(("other", None, [grid(*rows, **options)])))


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("81.964", Decimal(81964), None),
        ("-297", Decimal(-297), None),
        ("4,4", Decimal("4.4"), None),
        ("10,3%", Decimal("10.3"), None),
        ("€  -2.710.000", Decimal(-2710000), None),
        ("2026", Decimal(2026), None),
        ("", None, "empty"),
        ("\u00a0", None, "empty"),
        ("-", None, "dash"),
        ("n.v.t.", None, "nvt"),
        ("p.m.", None, "pm"),
        ("Lasten", None, None),
        ("30-06-2024", None, None),
        ("12.5.a", None, None),
        ("100%.", Decimal(100), None),
        ("7,1*", Decimal("7.1"), None),
        ("p.m. 1)", None, "pm"),
        ("120.000 N", Decimal(120000), None),
        ("V602 *", Decimal(602), None),
        ("€ 1,2 mln. N", Decimal(1200000), None),
        ("0,0035 miljard", Decimal(3500000), None),
        ("3 ton", None, None),
        ("€ 4.231.000 (2024)", Decimal(4231000), None),
        ("39% (meting 2016)", Decimal(39), None),
        ("N 35a", None, None),
    ],
)
def test_number_or_reason(text, number, reason):
    records = read(("label", text))
    assert (records.rows[1].number, records.rows[1].missing_reason) == (number, reason)
    assert not records.findings


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("77.78O", "AMOUNT_UNPARSED", "warning"),
        ("1,204", "AMOUNT_UNPARSED", "warning"),
        ("35.000\n-35.000", "CELL_SEVERAL", "info"),
        ("123456789012345", "AMOUNT_RANGE", "error"),
    ],
)
def test_findings_name_the_place(text, code, severity):
    (finding,) = read(("label", "1"), ("x", text)).findings
    assert (finding.code, finding.severity, finding.location, finding.found) == (
        code,
        severity,
        "table 1 row 2 column 2",
        text,
    )


def test_spanning_cells_stand_once_and_tables_are_counted():
    records = table_cells.read(
        page(
            (
                "other",
                None,
                [grid(("kop", "2024", "2025"), ("breed",)), grid(("a", "1"), uncertain=(1,), caption="Reserves")],
            )
        )
    )
    below = [(r.cell_id, r.column_span) for r in records.rows if r.row_no == 2]
    assert below == [("zwolle-jaarstukken-2024/p1/t1/r2/c1", 3)]
    assert {(r.table_no, r.placement, r.caption) for r in records.rows} == {
        (1, "printed", None),
        (2, "uncertain", "Reserves"),
    }


def test_hidden_tables_are_recorded_without_findings():
    records = read(("a", "77.78O"), hidden=True)
    assert len(records.rows) == 2
    assert records.findings == ()


CREDITS = grid(("Krediet", "Beschikbaar", "2026"), ("Nieuwbouw", "12.000", "8.000"))


def untold(*grids, claims={}, findings=()):  # noqa: B006 - never changed
    shown = page(("other", None, list(grids)))
    return table_cells.untold(shown, table_cells.read(shown, claims).rows, findings)


def test_numbers_that_no_dataset_takes_are_told():
    (finding,) = untold(CREDITS)
    assert (finding.severity, finding.code, finding.location) == ("info", "TABLE_OTHER", "table 1")
    assert finding.found == "2 numbers: 12.000, 8.000"
    assert untold(CREDITS, claims={(1, 2, 2): "deviations"})


def test_numbers_beside_the_indicators_of_a_table_miss_their_name():
    (finding,) = untold(CREDITS, claims={(1, 1, 2): "indicators"})
    assert (finding.severity, finding.code, finding.found) == ("warning", "TABLE_OTHER", "2 numbers: 12.000, 8.000")


def test_numbers_with_a_word_are_told():
    """Other municipalities print `N 31.393` for a nadeel; `156 miljoen` stands in jaarverslag-2018 p18380."""
    (finding,) = untold(
        grid(("Programma", "2026", "2027"), ("Bestuur", "N 31.393", "V 602"), ("Weg", "N 35a", "3 miljoen"))
    )
    assert finding.found == "3 numbers: N 31.393, V 602, 3 miljoen"


def test_an_unplaced_row_tells_of_itself_only():
    rows = grid(("Krediet", "Beschikbaar", "2026"), ("Nieuwbouw", "12.000", "8.000"), ("Sloop", "5.000", "7.000"))
    finding = table_cells.Finding("info", "CELL_UNPLACED", "", "table 1 row 2")
    assert [told.found for told in untold(rows, findings=[finding])] == ["2 numbers: 5.000, 7.000"]


def test_numbers_that_are_no_amounts_are_not_told():
    assert not untold(grid(("Jaar", "Wie"), ("2024", "Zwolle"), ("1", "2025"), ("Project", "56173010")))
    assert not untold(grid(("Krediet", "12.000"), hidden=True))


@pytest.mark.parametrize(
    ("claims", "location"),
    [
        ({(1, 2, 2): "deviations", (1, 2, 3): "deviations"}, "page"),
        ({(1, 2, 2): "baten_lasten"}, "page"),
        ({}, "table 1 row 2 column 2"),
    ],
)
def test_numbers_that_are_taken_or_told_already(claims, location):
    finding = table_cells.Finding("info", "CELL_SEVERAL", "", location)
    assert not untold(CREDITS, claims=claims, findings=[finding])


def test_a_year_above_the_value_of_an_indicator_is_no_second_amount():
    shown = page(("indicators", None, [grid(("Jeugdhulp", "2022\n3.150"))]))
    assert [f.code for f in table_cells.read(shown).findings] == ["CELL_SEVERAL"]
    assert not table_cells.read(shown, {(1, 1, 2): "indicators"}).findings


@pytest.mark.parametrize("claim", ["deviations", None])
def test_a_mark_behind_an_amount_is_no_problem(claim):
    cells = page(("deviations", None, [grid(("Onderwerp", "Bedrag"), ("Jeugd", "100.000 N"))]))
    records = table_cells.read(cells, {(1, 2, 2): claim} if claim else {})
    assert not records.findings
    assert records.rows[-1].number == 100_000
