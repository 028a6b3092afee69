"""Columns that tell of each row what elsewhere its heads tell: the year and the role of its value.

Indicator       | Soort        | Jaar | Waarde
Beschermd wonen | Nulmeting    | 2022 | 500
                | Streefwaarde | 2026 | 400
"""

from __future__ import annotations

from collections.abc import Mapping

from ...dutch.dates import find_years
from ...model import Cell, Grid, record
from ..indicator_heads import VALUE_ALONE, YEAR_COLUMN, Head, Role, head_of, plain_label
from ..lines import one_line

_LONGEST_YEAR = 20  # characters: `schooljaar 2022-2023`


@record
class RowHeads:
    """The columns (from 1) of the year and of the role of a row; None where there is none."""

    year: int | None = None
    role: int | None = None

    @property
    def columns(self) -> tuple[int | None, int | None]:
        return self.year, self.role

    def year_of(self, row: tuple[Cell, ...]) -> int | None:
        column = self.year or self.role
        years = find_years(row[column - 1].text) if column else []
        return years[-1] if years else None

    def role_of(self, row: tuple[Cell, ...]) -> Role | None:
        return head_of(row[self.role - 1].text).role if self.role else None

    def label_of(self, row: tuple[Cell, ...]) -> str:
        """Role and year of a row as printed."""
        return " ".join(filter(None, (one_line(row[column - 1].text) for column in (self.role, self.year) if column)))

    def role_below(self, head: Head) -> Role | None:
        """The role that a head gives the values below it: `Waarde` gives none where the rows tell it."""
        return None if any(self.columns) and plain_label(head.label) in VALUE_ALONE else head.role


def row_heads(grid: Grid, head_row: int, heads: Mapping[int, Head]) -> RowHeads:
    """The columns of years and roles of a table whose head is the row at index `head_row`. Heads with a year of their
    own leave none to tell."""
    if any(head.year for head in heads.values()):
        return RowHeads()
    year = role = None
    for column, head in heads.items():
        if head.kind not in (None, "unit"):
            continue
        texts = [row[column - 1].text for row in grid.rows[head_row + 1 :] if not _is_wide(row)]
        filled = [text for text in texts if text.strip()]
        if not filled:
            continue
        if head.kind is None and plain_label(head.label) in YEAR_COLUMN and all(map(_is_year, filled)):
            year = column
        elif all(head_of(text).role for text in filled):
            role = column
    return RowHeads(year, role)


def _is_year(text: str) -> bool:
    return len(text) <= _LONGEST_YEAR and len(find_years(text)) > 0


def _is_wide(row: tuple[Cell, ...]) -> bool:
    return row[0].column_span >= len(row) > 1
