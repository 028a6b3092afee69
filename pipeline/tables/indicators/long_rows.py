"""Indicator tables with an observation, or one year, a row: the year stands in a column of its own.

Indicator                | Soort        | Jaar | Waarde
Beschermd wonen (aantal) | Realisatie   | 2024 | 424
                         | Streefwaarde | 2026 | 400
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...dutch.dates import is_year
from ...model import Cell, Finding, Grid
from ..grids import NumberedGrid
from ..indicator_heads import BARE_VALUE, YEAR_COLUMN, Head, Role, head_of, plain_label
from ..lines import tidy
from ..observations import Observation, Observed, Place, spans_row, split_name, unit_name, whole_cell
from .columns import explain


class LongHead(NamedTuple):
    """The columns (0-based) of a table with a year a row; `role` is that of the roles, where there is one.
    `through_time`: some name has more rows than one."""

    name: int
    year: int
    role: int | None
    through_time: bool
    values: tuple[int, ...]
    heads: tuple[Head, ...]


def long_head(grid: Grid, in_section: bool) -> LongHead | None:
    """The columns of such a table, None for any other: a head of names and one of years in its first row, below the
    latter nothing but years (or an explanation over all columns), and columns of values whose heads have no year."""
    cells = grid.rows[0]
    years = [place for place, cell in enumerate(cells) if _stands_over_years(cell)]
    if len(years) != 1 or len(grid.rows) < 2 or grid.uncertain:
        return None
    year = years[0]
    rows = [row for row in grid.rows[1:] if not spans_row(row[0], grid)]
    if not rows or not all(is_year(row[year].text.strip()) for row in rows):
        return None
    heads = tuple(head_of(cell.text, in_section) for cell in cells)
    names = [place for place, head in enumerate(heads) if head.kind == "name"]
    role = next((place for place in range(len(cells)) if place != year and _holds_roles(rows, place)), None)
    values = tuple(place for place, head in enumerate(heads) if head.kind == "value" and place not in (role, year))
    if len(names) != 1 or not values or any(heads[place].year for place in values):
        return None
    printed = [text for row in rows if (text := row[names[0]].text.strip())]
    return LongHead(names[0], year, role, len(set(printed)) < len(rows), values, heads)


def _stands_over_years(cell: Cell) -> bool:
    return bool(cell.text.strip()) and not is_year(cell.text.strip()) and plain_label(cell.text) in YEAR_COLUMN


def _holds_roles(rows: Sequence[tuple[Cell, ...]], place: int) -> bool:
    return all(head_of(row[place].text).role for row in rows)


def read_long(numbered: NumberedGrid, head: LongHead, last_current: int) -> Observed:
    """An observation for each value. A row without a name belongs to the name above it; a year in a column of bare
    values (`Waarde`) is `target` behind `last_current`. Where every name has one row, as in the obligatory set of the
    BBV (`Peiljaar | Waarde | Streefwaarde`), that year is of the measured value and not of the target."""
    grid = numbered.grid
    observations: list[Observation] = []
    name: Cell | None = None
    for row in grid.rows[1:]:
        if spans_row(row[0], grid):
            explain(observations, row[0])
            continue
        if row[head.name].text.strip() and (name is None or row[head.name].text != name.text):
            name = row[head.name]  # one that is printed in each of its rows is the same indicator
        if name is not None:
            observations += _observe(numbered, head, name, row, last_current)
    unknown = [
        Finding(
            "warning", "INDICATOR_HEAD",
            f"the head {found.label!r} of an indicator table is not known; its column is not read",
            f"table {numbered.table_no} column {place + 1}", found.label, "a head of indicator_heads.toml", "pipeline",
        )
        for place, found in enumerate(head.heads)
        if found.kind is None and found.label and place not in (head.year, head.role)
    ]  # fmt: skip
    return Observed(observations, unknown)


def _observe(
    numbered: NumberedGrid, head: LongHead, name_cell: Cell, row: tuple[Cell, ...], last_current: int
) -> Iterator[Observation]:
    name, unit, about = split_name(name_cell)
    year = int(row[head.year].text.strip())
    said = {
        kind: "\n".join(
            tidy(row[place].text)
            for place, found in enumerate(head.heads)
            if found.kind == kind and place != head.role and row[place].text.strip()
        )
        or None
        for kind in ("unit", "source", "reference_date", "note")
    }
    for place in head.values:
        cell = row[place]
        if not cell.text.strip() or (cell.row_span > 1 and cell.row != row[head.year].row):
            continue
        value = tidy(cell.text)
        quantity = whole_cell(value)
        found = head.heads[place]
        role = _role(head, row, found, year > last_current)
        dated = cell.row_span == 1 and (head.through_time or head.role is not None or role != "target")
        label = row[head.role].text.strip() if head.role is not None else found.label
        yield Observation(
            numbered.goal_id,
            (numbered.block_no, name_cell.row),
            name,
            unit or said["unit"] or unit_name(quantity.unit),
            role,
            f"{label} {year}" if dated else label,
            year if dated else None,
            value,
            quantity,
            quantity.direction,
            Place(numbered.block_no, numbered.table_no, cell.row, cell.column),
            None,
            said["source"] or about.source,
            said["reference_date"] or about.reference_date,
            said["note"] or about.note,
        )


def _role(head: LongHead, row: tuple[Cell, ...], found: Head, is_ahead: bool) -> Role:
    if head.role is not None and (role := head_of(row[head.role].text).role):
        return role
    if plain_label(found.label) in BARE_VALUE or found.role is None:
        return "target" if is_ahead else "current"
    return found.role
