"""Indicator tables with their axes the other way round: an indicator a column, a year or a role a row.

Jaar               | Beschermd wonen (aantal) | Klanttevredenheid (%)
2022               | 500                      | 83
Streefwaarde 2026  | 400                      | 90
"""

from __future__ import annotations

from dataclasses import replace

from ...dutch.dates import is_year
from ...model import Cell, Grid
from ..grids import NumberedGrid, of_table, turned
from ..indicator_heads import COMPARED, UNIT_HEADS, YEAR_COLUMN, YEAR_ROW, head_of, plain_label
from ..observations import Observation, Observed, Place

_BESIDE = ("unit", "source", "note", "reference_date", "number", "passed_over")


def is_turned(grid: Grid, in_section: bool) -> bool:
    """Whether the first column holds the heads (`2022`, `Streefwaarde 2026`, `Eenheid`, `Bron`) and the first row the
    names. Outside a section of indicators its corner has to say that it holds indicators."""
    corner = grid.rows[0][0].text
    if grid.uncertain or len(grid.rows) < 2 or not (_opens_years(corner) or _names(corner, in_section)):
        return False
    if not in_section and not _names(corner, in_section):
        return False
    across = [cell for cell in grid.rows[0][1:] if cell.text.strip()]
    if not across or any(head_of(cell.text, in_section).kind is not None for cell in across):
        return False
    if all(plain_label(cell.text) in UNIT_HEADS for cell in across):
        return False  # `Aantal`: what is counted stands above the table
    if any(plain_label(cell.text) in COMPARED for cell in across):
        return False  # `Zwolle | Nederland`: whose values these are stands above the table
    down = [head_of(row[0].text, True) for row in grid.rows[1:]]
    values = [head for head in down if head.kind == "value"]
    return bool(values) and all(head.kind == "value" or head.kind in _BESIDE for head in down)


def with_one_label(grid: Grid) -> Grid | None:
    """A table whose rows open with a role and a year in columns of their own, in either order, with both in the first;
    None for any other. A blank role is that of the row above."""
    if len(grid.rows[0]) < 3 or len(grid.rows) < 3 or grid.uncertain:
        return None
    year = next((n for n in (0, 1) if all(is_year(row[n].text.strip()) for row in grid.rows[1:])), None)
    if year is None or is_year(grid.rows[0][year].text.strip()):
        return None
    role = ""
    rows = [tuple(replace(cell, text="") for cell in grid.rows[0][:2]) + grid.rows[0][2:]]
    for no, row in enumerate(grid.rows[1:], 2):
        role = row[1 - year].text.strip() or role
        if head_of(role).role is None or head_of(role).year is not None:
            return None
        rows.append((Cell(f"{role} {row[year].text.strip()}", no, 1), Cell("", no, 2), *row[2:]))
    return Grid(tuple(rows), grid.caption, grid.header_rows)


def _opens_years(corner: str) -> bool:
    """Whether a corner is blank or stands over years."""
    return not corner.strip() or plain_label(corner) in YEAR_COLUMN or plain_label(corner) in YEAR_ROW


def _names(corner: str, in_section: bool) -> bool:
    return head_of(corner, in_section).kind == "name"


def turned_grid(numbered: NumberedGrid) -> NumberedGrid:
    """The table turned. Its corner is that of the names: what it said of years is no head there."""
    grid = turned(numbered.grid)
    corner = grid.rows[0][0]
    if _opens_years(corner.text):
        blank = replace(corner, text="")
        rows = tuple(tuple(blank if cell is corner else cell for cell in row) for row in grid.rows)
        grid = Grid(rows, grid.caption, grid.header_rows)
    return numbered._replace(grid=grid)


def turned_back(observed: Observed) -> Observed:
    """What was read from a turned table, at the places where it is printed. An indicator's `group` is its column."""
    return Observed(list(map(_placed, observed.observations)), list(map(of_table, observed.findings)))


def _placed(one: Observation) -> Observation:
    place = one.place
    return replace(one, place=Place(place.block_no, place.table_no, place.column_no, place.row_no))
