"""Years and units of indicators in columns of their own, below heads of their own or one that reaches over both."""

from __future__ import annotations

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
    head = ("Indicator", "Realisatie", "Realisatie", "Norm")
    assert [value for *_, value in found(grid(head, ("Woningen (aantal)", "12", "15", "20")))] == [12.0, 15.0, 20.0]
