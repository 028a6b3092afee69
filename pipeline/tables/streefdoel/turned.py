"""Streefdoel tables with their heads elsewhere: down the first of two columns, or beside `Streefdoel/indicator`."""

from __future__ import annotations

from collections.abc import Mapping

from ...model import Cell, Grid
from ..indicator_heads import activity_status, head_of

_FEWEST_HEADS = 2


def heads_beside(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """The heads in the row of the label (`Streefdoel/indicator | Nulsituatie | Norm van 2016`), nothing where that row
    prints anything else."""
    others = dict(list(cells.items())[1:])
    return others if len(others) >= _FEWEST_HEADS and all(map(_is_head, others.values())) else {}


def is_label_row(cells: Mapping[int, Cell], grid: Grid) -> bool:
    """Whether a row of two columns is a head with its value behind it (`Nulsituatie | 12%`)."""
    if len(cells) != 2 or len(grid.rows[0]) != 2:
        return False
    label, value = cells.values()
    return _is_head(label) and not _is_head(value)


def _is_head(cell: Cell) -> bool:
    return head_of(cell.text).role is not None or activity_status(cell.text) is not None
