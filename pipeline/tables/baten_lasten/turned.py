"""Tables of lasten and baten with their axes the other way round: years down where their shape prints them across, or
lasten and baten down where it prints those across. What is read is told by the printed places."""

from __future__ import annotations

from dataclasses import replace

from ...model import Amount, FinanceTable, Grid
from ..grids import NumberedGrid, of_table, turned
from . import labels

_HEAD_ROWS = 3
_FEWEST = 2


def is_dated_down(grid: Grid) -> bool:
    """Whether years stand down and bare components across: `Rekening 2014`, `Begroting 2015` over `Lasten | Baten`. One
    year alone is that of the report (jaarverslag-2024 p49571 has stages down)."""
    if grid.uncertain or len(grid.rows) < _FEWEST:
        return False
    heads = [labels.column_label(cell.text) for row in grid.rows[:_HEAD_ROWS] for cell in row[1:]]
    components = {head.component for head in heads if head and head.component and not (head.stage or head.year)}
    down = [labels.column_label(row[0].text) for row in grid.rows]
    years = {label.year for label in down if label and label.year and not label.component}
    return {"lasten", "baten"} <= components and len(years) >= _FEWEST


def are_components_down(grid: Grid) -> bool:
    """Whether lasten and baten are the labels of rows, right at their begin."""
    return not grid.uncertain and {"lasten", "baten"} <= {labels.row_component(row[0].text) for row in grid.rows}


def turned_grid(numbered: NumberedGrid) -> NumberedGrid:
    """The table turned."""
    return numbered._replace(grid=turned(numbered.grid))


def turned_back(table: FinanceTable) -> FinanceTable:
    """What was read from a turned table, at the places where it is printed."""
    return replace(
        table,
        amounts=tuple(map(_turned_amount, table.amounts)),
        unread=tuple(map(_turned_amount, table.unread)),
        findings=tuple(map(of_table, table.findings)),
    )


def _turned_amount(amount: Amount) -> Amount:
    return replace(
        amount,
        row_no=amount.column_no,
        column_no=amount.row_no,
        row_label=amount.column_label,
        column_label=amount.row_label,
    )
