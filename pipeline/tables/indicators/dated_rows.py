"""The table of one indicator with a value, or several of one kind, for each year, and its name above it:

Jeugdhulp (aantal)
Jaar | Waarde            2022  | 2024  | 2026
2022 | 3.150      or     3.150 | 3.020 | 2.900
2024 | 3.020
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...dutch.dates import is_year
from ...model import Cell, Grid, Page
from ..grids import NumberedGrid, turned
from ..indicator_heads import BARE_VALUE, UNIT_HEADS, YEAR_COLUMN, YEAR_ROW, Head, head_of, plain_label, split_unit
from ..lines import tidy
from ..observations import Observation, Observed, Place, unit_name, whole_cell
from .roles import explanation_below, name_above

_FEWEST_YEARS = 2


class Dated(NamedTuple):
    """The heads of the values of each year and their units, and the values by the cell of their year. A head of None
    names no role (`Waarde`). `turned`: the years stand across, and the places of the cells are turned."""

    heads: list[Head | None]
    units: list[str | None]
    rows: list[tuple[Cell, list[Cell]]]
    turned: bool = False


def dated_rows(grid: Grid) -> Dated | None:
    """The years and values of such a table, None for any other."""
    if grid.uncertain or len(grid.rows) < 2:
        return None
    if all(map(_is_year_cell, grid.rows[0])) and len(grid.rows) == 2:
        values = grid.rows[1]
        if any(map(_is_year_cell, values)) or not all(cell.text.strip() for cell in values):
            return None
        rows = [(year, [cell]) for year, cell in zip(grid.rows[0], values, strict=True)]
        return Dated([None], [None], rows) if len(rows) >= _FEWEST_YEARS else None
    found = _down(grid)
    if found is None and all(map(_is_year_cell, grid.rows[0][1:])):
        found = _down(turned(grid))
        return found._replace(turned=True) if found else None
    return found


def _down(grid: Grid) -> Dated | None:
    corner, *across = grid.rows[0]
    opens = plain_label(corner.text) in YEAR_COLUMN | YEAR_ROW and not is_year(corner.text.strip())
    if not opens or len(grid.rows) <= _FEWEST_YEARS or not all(_is_year_cell(row[0]) for row in grid.rows[1:]):
        return None
    heads: list[Head | None] = []
    units: list[str | None] = []
    for cell in across:
        plain, head = plain_label(cell.text), head_of(cell.text, True)
        if plain in BARE_VALUE or plain in UNIT_HEADS:
            heads.append(None)
        elif head.kind == "value" and head.role and head.year is None:
            heads.append(head)
        else:
            return None
        units.append(UNIT_HEADS.get(plain))
    distinct = {head.role if head else None for head in heads}
    if not heads or len(distinct) < len(heads):
        return None
    return Dated(heads, units, [(row[0], list(row[1:])) for row in grid.rows[1:]])


def _is_year_cell(cell: Cell) -> bool:
    return cell.row_span == cell.column_span == 1 and bool(is_year(cell.text.strip()))


def read_dated(page: Page, numbered: NumberedGrid, dated: Dated, last_current: int) -> Observed | None:
    """The observations of the indicator that the caption or what stands right above the table names; None without a
    name. The year tells of a bare value whether it is a target."""
    name = name_above(page, numbered)
    if name is None or name.endswith((".", ":")) or head_of(name, True).kind is not None:
        return None
    return Observed(list(_observe(page, numbered, dated, name, last_current)), [])


def _observe(
    page: Page, numbered: NumberedGrid, dated: Dated, printed: str, last_current: int
) -> Iterator[Observation]:
    name, unit = split_unit(printed)
    about = explanation_below(page, numbered)
    for year_cell, values in dated.rows:
        year = int(year_cell.text)
        for cell, head, headed in _filled(values, dated):
            value = tidy(cell.text)
            quantity = whole_cell(value)
            place = (cell.column, cell.row) if dated.turned else (cell.row, cell.column)
            yield Observation(
                numbered.goal_id,
                (numbered.block_no, 1),
                name,
                unit or unit_name(headed) or unit_name(quantity.unit),
                (head.role if head else None) or ("target" if year > last_current else "current"),
                f"{head.label} {year}" if head else str(year),
                year,
                value,
                quantity,
                quantity.direction,
                Place(numbered.block_no, numbered.table_no, *place),
                None,
                about.source,
                about.reference_date,
                about.note,
            )


def _filled(values: Sequence[Cell], dated: Dated) -> Iterator[tuple[Cell, Head | None, str | None]]:
    for cell, head, unit in zip(values, dated.heads, dated.units, strict=True):
        if cell.text.strip():
            yield cell, head, unit
