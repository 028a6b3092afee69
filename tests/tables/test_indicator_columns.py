"""Years and units of indicators in columns of their own, below heads of their own or one that reaches over both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicator_tables import grid, page
from pipeline.model import Cell, Grid
from pipeline.tables.indicators import IndicatorRecord, read

HEADS = ("Indicator", "Verleden", "Heden", "Toekomst")
NAME = "Beschermd wonen"
WANTED = [("baseline", 2022, 500.0), ("current", 2024, 424.0), ("target", 2026, 400.0)]


def found(table: Grid) -> list[tuple[str, int | None, float | None]]:
    records = [row for row in read(page(table)).rows if isinstance(row, IndicatorRecord)]
    return [(row.role, row.year, row.value) for row in records]


def doubled(*rows: tuple[str, ...], note: str | None = None) -> Grid:
    """Rows below heads that reach over two columns each, and a note over all of them."""
    heads = [Cell("Indicator", 1, 1)]
    for place, head in enumerate(HEADS[1:]):
        heads += [Cell(head, 1, 2 + 2 * place, column_span=2)] * 2
    lines = [tuple(Cell(text, no, place) for place, text in enumerate(row, 1)) for no, row in enumerate(rows, 2)]
    if note is not None:
        lines.append((Cell(note, len(rows) + 2, 1, column_span=7),) * 7)
    return Grid((tuple(heads), *lines), header_rows=1)


FIRST = (f"{NAME} (aantal)", "2022", "500", "2024", "424", "2026", "400")
BEHIND = (f"{NAME} (aantal)", "500", "2022", "424", "2024", "400", "2026")


@pytest.mark.parametrize("row", [FIRST, BEHIND])
@pytest.mark.parametrize("note", [None, "Aantal cliënten. Bron: GGD."])
def test_one_head_over_a_year_and_its_value(row: tuple[str, ...], note: str | None) -> None:
    assert found(doubled(row, note=note)) == WANTED


@pytest.mark.parametrize(
    ("row", "more"),
    [
        (("Woningen (aantal)", "2022", "2010", "2024", "2015", "2026", "2020"), ()),
        (("Woningen (aantal)", "2022", "2010", "2024", "2015", "2026", "2020"), (FIRST,)),
        (("Woningen (aantal)", "2010", "2022", "2015", "2024", "2020", "2026"), (BEHIND,)),
    ],
)
def test_values_that_look_like_years(row: tuple[str, ...], more: tuple[tuple[str, ...], ...]) -> None:
    values = [("baseline", 2022, 2010.0), ("current", 2024, 2015.0), ("target", 2026, 2020.0)]
    assert found(doubled(row, *more)) == [*values, *(WANTED if more else [])]


@pytest.mark.parametrize("jaar", ["Jaar", "Peiljaar"])
def test_years_below_a_head_of_their_own(jaar: str) -> None:
    heads = (HEADS[0], jaar, HEADS[1], jaar, HEADS[2], jaar, HEADS[3])
    assert found(grid(heads, FIRST)) == WANTED
    assert not [told for told in read(page(grid(heads, FIRST))).findings if told.code == "INDICATOR_HEAD"]


def test_a_row_for_each_role() -> None:
    rows = [
        (f"{NAME} (aantal)", role, year, value)
        for role, year, value in zip(HEADS[1:], FIRST[1::2], FIRST[2::2], strict=True)
    ]
    assert found(grid(("Indicator", "Soort", "Jaar", "Waarde"), *rows)) == WANTED


@pytest.mark.parametrize("units", [("aantal", ""), ("", "aantal")])
def test_a_unit_and_a_source_beside_the_rows_of_an_indicator(units: tuple[str, str]) -> None:
    heads = ("Indicator", "Eenheid", *HEADS[1:], "Bron")
    table = grid(heads, (NAME, units[0], "2022", "2024", "2026", "GGD"), ("", units[1], "500", "424", "400", ""))
    assert found(table) == WANTED
    records = [row for row in read(page(table)).rows if isinstance(row, IndicatorRecord)]
    assert {(row.unit, row.source) for row in records} == {("aantal", "GGD")}


def test_one_head_over_two_values_is_no_year_and_value() -> None:
    table = grid(("Indicator", "Realisatie", "Realisatie", "Norm"), ("Woningen (aantal)", "12", "15", "20"))
    head = table.rows[0]
    over = Cell("Realisatie", 1, 2, 1, 2)
    table = replace(table, rows=((head[0], over, over, head[3]), *table.rows[1:]))
    assert [value for *_, value in found(table)] == [12.0, 15.0, 20.0]


@pytest.mark.parametrize("heads", [("Realisatie", "Norm", "Realisatie"), ("2022", "2024", "2022")])
def test_two_columns_of_one_head_are_told(heads: tuple[str, ...]) -> None:
    result = read(page(grid(("Indicator", *heads), ("Woningen (aantal)", "12", "15", "20"))))
    assert [r.value for r in result.rows if isinstance(r, IndicatorRecord)] == [15.0]
    assert [finding.code for finding in result.findings] == ["INDICATOR_HEAD"]


def test_years_over_roles() -> None:
    head = [Cell("Indicator", 1, 1), *[Cell("2024", 1, 2, 1, 2)] * 2, *[Cell("2025", 1, 4, 1, 2)] * 2]
    roles = grid(("", *("Realisatie", "Streefwaarde") * 2), ("Woningen (aantal)", "1", "2", "3", "4"))
    moved = (tuple(replace(cell, row=cell.row + 1) for cell in row) for row in roles.rows)
    rows = [r for r in read(page(Grid((tuple(head), *moved)))).rows if isinstance(r, IndicatorRecord)]
    assert [(r.role, r.year, r.value) for r in rows] == [
        ("current", 2024, 1), ("target", 2024, 2), ("current", 2025, 3), ("target", 2025, 4),
    ]  # fmt: skip


def test_a_year_below_its_value() -> None:
    table = grid(("Indicator", "Verleden", "Heden"), ("Woningen (aantal)", "500\n2022", "2.024\n(2024)"))
    rows = [r for r in read(page(table)).rows if isinstance(r, IndicatorRecord)]
    assert [(r.year, r.value, r.value_text) for r in rows] == [(2022, 500, "500"), (2024, 2024, "2.024")]


def test_items_below_a_name_are_its_series() -> None:
    table = grid(("Indicator", "2022"), ("Werkloosheid (%)", ""), ("- mannen", "5"), ("- vrouwen", "6"))
    rows = [r for r in read(page(table)).rows if isinstance(r, IndicatorRecord)]
    assert [(r.indicator, r.unit) for r in rows] == [("Werkloosheid: mannen", "%"), ("Werkloosheid: vrouwen", "%")]


NUMBERED = [("1", "Meldingen (aantal)", "500", "424", "400"), ("2", "Opvang (aantal)", "50", "42", "40")]


@pytest.mark.parametrize("heads", [("", ""), ("", "Indicator"), ("Nr", "Indicator"), ("Nr", ""), ("Indicator",) * 2])
def test_numbers_in_front_of_names_are_no_names(heads: tuple[str, str]) -> None:
    table = grid((*heads, "2022", "2024", "2026"), *NUMBERED)
    records = [row for row in read(page(table)).rows if isinstance(row, IndicatorRecord)]
    assert [row.indicator for row in records] == ["Meldingen"] * 3 + ["Opvang"] * 3
    assert [row.value for row in records] == [500, 424, 400, 50, 42, 40]


def test_rows_that_are_only_counted_are_told() -> None:
    """A head that was shorter than its rows took the names for values of `1` and `2`."""
    found = read(page(grid(("", "2022", "2024", "2026"), *(row[:4] for row in NUMBERED))))
    assert found.rows == ()
    assert [(told.code, told.severity) for told in found.findings] == [("INDICATOR_NAME", "warning")]


def test_years_per_indicator_behind_numbers() -> None:
    rows = [(("1", NAME, "2022", "2024", "2026"), ("", "", "500", "424", "400"))]
    table = grid(("Nr", *HEADS), *(line for pair in rows for line in pair))
    assert found(table) == WANTED


def test_heads_with_a_year_of_their_own_beside_heads_over_years() -> None:
    """Years below `Realisatie` and `Streefwaarde` were a row of values where `Nulmeting 2019` stood beside them."""
    heads = ("Indicator", "Nulmeting 2019", "Realisatie", "Realisatie", "Streefwaarde", "Bron")
    table = grid(heads, ("", "", "2023", "2024", "2026", ""), (NAME, "510", "500", "424", "400", "GGD"))
    assert found(table) == [
        ("baseline", 2019, 510), ("current", 2023, 500), ("current", 2024, 424), ("target", 2026, 400),
    ]  # fmt: skip


def test_several_indicators_in_one_row() -> None:
    several = (f"{NAME} (aantal)\nKlanttevredenheid (%)", "500\n81", "424\n-", "lager\n83")
    table = grid(("Indicator", "2022", "2024", "2026"), several)
    records = [row for row in read(page(table)).rows if isinstance(row, IndicatorRecord)]
    assert [(row.indicator, row.unit, row.value, row.indicator_no) for row in records] == [
        (NAME, "aantal", 500, 1), (NAME, "aantal", 424, 1), (NAME, "aantal", None, 1),
        ("Klanttevredenheid", "%", 81, 2), ("Klanttevredenheid", "%", None, 2), ("Klanttevredenheid", "%", 83, 2),
    ]  # fmt: skip


def test_several_values_of_one_indicator_are_told() -> None:
    told = read(page(grid(("Indicator", "2022", "2024"), (f"{NAME} (aantal)\nin Zwolle", "500\n81", "424")))).findings
    assert [(one.code, one.location) for one in told] == [("INDICATOR_SHAPE", "table 1 row 2 column 2")]
    assert found(grid(("Indicator", "2022"), (f"{NAME} (aantal)\nin Zwolle", "500\n(2021)"))) == [
        ("current", 2021, 500)
    ]


def test_parts_of_an_indicator_with_values_of_its_own() -> None:
    """Behind a title they were parts of the title, and without one nobody knew what of."""
    rows = (
        ("Veiligheid", "", ""),
        ("Inbraken (aantal)", "9", "8"),
        ("- waarvan overdag", "3", "2"),
        ("Zwolle", "1", "2"),
    )
    records = read(page(grid(("Indicator", "2022", "2024"), *rows))).rows
    assert [row.indicator for row in records[::2]] == ["Inbraken", "Inbraken: waarvan overdag", "Inbraken: Zwolle"]
    assert {row.unit for row in records} == {"aantal"}
