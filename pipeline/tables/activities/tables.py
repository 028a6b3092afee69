"""Tables of activities: `Thema | Activiteit | Status`, or a column for each status."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from ...dutch.codes import strip_text_origin
from ...model import Cell, Grid, record
from ..lines import one_line, tidy
from ..streefdoel.blocks import is_streefdoel_grid
from ..themes import title_text
from .statuses import status_of


@record
class TableActivity:
    """One bullet of a cell, or the cell where it has none; `status` as printed. `row` and `column` are its cell."""

    theme: str | None
    subtheme: str | None
    status: str | None
    text: str
    level: int
    row: int
    column: int


_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("heads.toml").read_text("utf-8"))
_ROLE_OF = {head: role for role, heads in _TABLE.items() for head in heads}
_BULLET = "•"


def read_table(grid: Grid) -> list[TableActivity] | None:
    """The activities of a table; None for a table whose heads do not say which column holds them."""
    if grid.hidden or grid.layout or len(grid.rows) < 2:
        return None
    if (columns := _columns(grid.rows[0])) is None:
        return list(_below_statuses(grid)) if _are_statuses(grid.rows[0]) else None
    return None if is_streefdoel_grid(grid) else list(_rows(grid, columns))


def _columns(heads: Sequence[Cell]) -> dict[str, int] | None:
    columns: dict[str, int] = {}
    for column, cell in enumerate(heads):
        role = _ROLE_OF.get(strip_text_origin(one_line(cell.text)).lower().rstrip(" :?"))
        if role is None or (role in columns and role != "other"):
            return None
        columns.setdefault(role, column)
    return columns if "activity" in columns else None


def _rows(grid: Grid, columns: dict[str, int]) -> Iterator[TableActivity]:
    """Row by row. A blank theme is that of the row above, and so is a blank subtheme below the same theme, unless the
    table prints a theme again on the next row."""
    carried = not _repeats(grid, columns.get("theme"))
    theme = subtheme = None
    for row_no, row in enumerate(grid.rows[1:], 2):
        cell = row[columns["activity"]]
        if cell.row != row_no:
            continue  # a cell over several rows is one activity
        own_theme, own_subtheme, status = (
            one_line(row[columns[role]].text) or None if role in columns else None
            for role in ("theme", "subtheme", "status")
        )
        goes_on = carried and (own_theme is None or own_theme == theme)
        subtheme = own_subtheme or (subtheme if goes_on else None)
        theme = own_theme or (theme if carried else None)
        for text, level in _parts(cell.text):
            yield TableActivity(theme, subtheme, status, text, level, cell.row, cell.column)


def _repeats(grid: Grid, column: int | None) -> bool:
    """Whether two rows below each other print the same in cells of their own."""
    if column is None:
        return False
    printed = [row[column] for row in grid.rows[1:]]
    return any(one.text.strip() and one.text == other.text and one is not other for one, other in pairwise(printed))


def _are_statuses(heads: Sequence[Cell]) -> bool:
    """Whether each column holds the activities of one status: `Nieuwe activiteiten | Lopende activiteiten`."""
    return len(heads) > 1 and all(status_of(one_line(cell.text)) for cell in heads)


def _below_statuses(grid: Grid) -> Iterator[TableActivity]:
    """Column by column; a line above the bullets of a cell is their theme."""
    for column, head in enumerate(grid.rows[0], 1):
        for row_no, row in enumerate(grid.rows[1:], 2):
            cell = row[column - 1]
            if (cell.row, cell.column) != (row_no, column):
                continue
            for theme, text in _by_theme(cell.text):
                for part, level in _parts(text):
                    yield TableActivity(theme, None, one_line(head.text), part, level, row_no, column)


def _by_theme(text: str) -> Iterator[tuple[str | None, str]]:
    theme: str | None = None
    bullets: list[str] = []
    lines = text.split("\n")
    if not any(line.lstrip().startswith(_BULLET) for line in lines):
        yield None, text
        return
    for line in lines:
        if line.lstrip().startswith(_BULLET):
            bullets.append(line)
        elif line.strip():
            yield theme, "\n".join(bullets)
            theme, bullets = title_text(tidy(line)), []
    yield theme, "\n".join(bullets)


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """The bullets of a cell with their level, a text without bullets as one."""
    lines = [line for line in text.split("\n") if line.strip()]
    bullets = [line for line in lines if line.lstrip().startswith(_BULLET)]
    if not bullets and lines:
        yield tidy(text), 1
    for line in bullets:
        indent = len(line) - len(line.lstrip(" "))
        yield tidy(line.lstrip(f" {_BULLET}")), 1 + indent // 2
