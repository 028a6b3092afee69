"""Tables of activities: `Thema | Activiteit | Status`, or a column for each status."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ...dutch.amounts import looks_numeric
from ...dutch.codes import strip_text_origin
from ...model import Cell, Grid, record
from ..grids import numbers_rows, unplaced_rows
from ..lines import one_line, tidy
from ..streefdoel.blocks import is_streefdoel_grid
from ..themes import looks_like_title, title_text
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
_MARKS, _NO_MARKS = (frozenset(_TABLE.pop(name)) for name in ("marks", "no_marks"))
_LONGEST_PROGRESS = 40  # characters
_TIMES, _PROGRESS, _HALFWAY = (
    re.compile("|".join(_TABLE.pop(name)), re.IGNORECASE) for name in ("times", "progress", "halfway")
)
_ROLE_OF = {head: role for role, heads in _TABLE.items() for head in heads}
_YEAR = re.compile(r" ?(?:in |voor )?\b20\d\d\b")
_BULLET = "•"
_ENDS = (".", "!", "?", ";")
_NOT, _DONE = "Niet gerealiseerd", "Gerealiseerd"
_LONGEST_STATUS = 25  # characters
_FEWEST_WORDS = 4  # of a cell that may be an activity


class _Heads(NamedTuple):
    """The heads of a table of activities: index of their row, the column of each role, and the heads of the columns
    that are of one status."""

    row: int
    columns: dict[str, int]
    statuses: dict[int, str]


def read_table(grid: Grid) -> list[TableActivity] | None:
    """The activities of a table; None for a table whose heads do not say which column holds them."""
    if grid.hidden or grid.layout:
        return None
    if (heads := _heads(grid)) is None:
        return list(_behind_statuses(grid)) or list(_behind_numbers(grid)) or None
    if "activity" not in heads.columns:
        return list(_below_statuses(grid, heads))
    return None if is_streefdoel_grid(grid) else list(_rows(grid, heads))


def rows_unplaced(grid: Grid) -> frozenset[int]:
    """The rows of a table of activities that give none, as nobody knows what stands in which column."""
    heads = _heads(grid) if grid.uncertain and not is_streefdoel_grid(grid) else None
    return unplaced_rows(grid, heads.columns.get("activity", 1)) if heads is not None else frozenset()


def is_unread(grid: Grid) -> bool:
    """Whether a table whose heads nobody knows may hold activities: two of its cells or more are sentences."""
    if grid.hidden or grid.layout or len(grid.rows) < 2 or len(grid.rows[0]) < 2 or is_streefdoel_grid(grid):
        return False
    cells = [cell for row in grid.rows[1:] for cell in row]
    if any(looks_numeric(cell.text) for cell in cells):
        return False
    return len({cell for cell in cells if len(cell.text.split()) >= _FEWEST_WORDS}) > 1 and read_table(grid) is None


def _heads(grid: Grid) -> _Heads | None:
    """The heads in the first row, or in the one below a title that spans it."""
    row = int(len(grid.rows[0]) > 1 and len(set(grid.rows[0])) == 1) if grid.rows else 0
    if len(grid.rows) < row + 2:
        return None
    columns: dict[str, int] = {}
    statuses: dict[int, str] = {}
    heads = [strip_text_origin(one_line(cell.text)) for cell in grid.rows[row]]
    has_texts = any(_role_of(head) == "activity" for head in heads)
    for column, head in enumerate(heads):
        if status_of(head) and not (has_texts and _role_of(head)):
            statuses[column] = head
            continue
        counts = column == 0 and _counts_rows(grid, row)
        role = "number" if counts else _role_of(head) or ("theme" if not head and column == 0 else None)
        if role is None and has_texts and _may_mark(grid, row, column):
            if _PROGRESS.fullmatch(head) or _HALFWAY.fullmatch(head):
                statuses[column] = head
                continue
            role = "other" if _TIMES.fullmatch(head) else None
        if role == "activity" and role in columns and status_of(head):
            role = "done"
        if role is None or (role in columns and role != "other"):
            return None
        columns.setdefault(role, column)
    if "activity" not in columns and statuses and "theme" in columns and _are_marks(grid, row, statuses):
        columns["activity"] = columns.pop("theme")
    own = columns.get("activity")
    if own is not None and statuses and status_of(heads[own]) and not _are_marks(grid, row, statuses):
        statuses = {columns.pop("activity"): heads[own]} | statuses  # what we would do beside what we did
    found = _Heads(row, columns, statuses)
    is_read = "activity" in columns or (statuses and len(statuses) + ("theme" in columns) > 1)
    return found if is_read else None


def _counts_rows(grid: Grid, row: int) -> bool:
    """Whether the first column has no head of its own and prints the numbers of the rows."""
    head, *below = (line[0] for line in grid.rows[row:])
    own = head.column_span == 1 and head.text.strip()
    return not own and numbers_rows([cell.text for cell in below])


def _role_of(head: str) -> str | None:
    folded = head.lower().rstrip(" :?")
    return _ROLE_OF.get(folded) or _ROLE_OF.get(_YEAR.sub("", folded).rstrip(" :?"))


def names_progress(text: str) -> bool:
    """Whether a heading says of activities how far they are in words that are no status (`Deels gerealiseerd`)."""
    return len(text) < _LONGEST_PROGRESS and _HALFWAY.fullmatch(one_line(text).rstrip(" :")) is not None


def is_head(text: str) -> bool:
    """Whether a text is the head of a table of activities, above a list that was a table of one column."""
    return _role_of(one_line(text)) == "activity"


def _are_marks(grid: Grid, row: int, columns: Iterable[int]) -> bool:
    """Whether columns print marks alone."""
    texts = {line[column].text.strip().lower() for line in grid.rows[row + 1 :] for column in columns}
    return texts <= _MARKS | _NO_MARKS and not texts.isdisjoint(_MARKS)


def _may_mark(grid: Grid, row: int, column: int) -> bool:
    return all(line[column].text.strip().lower() in _MARKS | _NO_MARKS for line in grid.rows[row + 1 :])


def _rows(grid: Grid, heads: _Heads) -> Iterator[TableActivity]:
    """Row by row, each with what was done of it where that has a column. A blank theme is that of the row above, and so
    is a blank subtheme below the same theme, unless the table prints a theme again on the next row."""
    columns = heads.columns
    carried = not _repeats(grid, heads)
    theme = subtheme = above = None
    unplaced = unplaced_rows(grid, columns["activity"])
    for row_no, row in enumerate(grid.rows[heads.row + 1 :], heads.row + 2):
        cell = row[columns["activity"]]
        if cell.row != row_no or row_no in unplaced:
            continue  # a cell over several rows is one activity
        if (title := _over_rows(row)) is not None:
            if status_of(title):
                above = title
            else:
                theme, subtheme = title_text(title), None
            continue
        own_theme, own_subtheme, status = (
            one_line(row[columns[role]].text) or None if role in columns else None
            for role in ("theme", "subtheme", "status")
        )
        goes_on = carried and (own_theme is None or own_theme == theme)
        subtheme = own_subtheme or (subtheme if goes_on else None)
        theme = own_theme or (theme if carried else None)
        marked = [head for column, head in heads.statuses.items() if row[column].text.strip().lower() in _MARKS]
        if len(marked) == 1:
            status = marked[0]
        elif not marked and heads.statuses and status is None:
            status = _not_done(heads.statuses, row)
        status = status or above
        for text, level in _parts(cell.text):
            yield TableActivity(theme, subtheme, status, text, level, cell.row, cell.column)
        if "done" in columns and (done := row[columns["done"]]).row == row_no and any(map(str.isalpha, done.text)):
            for text, level in _parts(done.text):
                yield TableActivity(theme, subtheme, _DONE, text, level, done.row, done.column)


def _not_done(statuses: Mapping[int, str], row: Sequence[Cell]) -> str | None:
    """What a row says that is not marked in the one column `Gerealiseerd`: that it is not done, or how far it is."""
    if len(statuses) > 1 or any(status_of(head) != "realised" for head in statuses.values()):
        return None
    text = next(one_line(row[column].text) for column in statuses)
    if text.lower() in _NO_MARKS:
        return _NOT
    return text if len(text) <= _LONGEST_STATUS and text[-1] not in _ENDS else None


def _over_rows(row: Sequence[Cell]) -> str | None:
    """The theme or status that a row gives to those below it: a title across the table, a status alone in its row."""
    filled = [cell for cell in dict.fromkeys(row) if cell.text.strip()]
    if len(row) < 2 or len(filled) != 1:
        return None
    text = one_line(filled[0].text)
    across = (filled[0].column_span == len(row) or filled[0].is_header) and looks_like_title(text, may_close=True)
    return text if across or status_of(text) else None


def _repeats(grid: Grid, heads: _Heads) -> bool:
    """Whether two rows below each other print the same theme in cells of their own."""
    column = heads.columns.get("theme")
    if column is None:
        return False
    printed = [row[column] for row in grid.rows[heads.row + 1 :]]
    return any(one.text.strip() and one.text == other.text and one is not other for one, other in pairwise(printed))


def _below_statuses(grid: Grid, heads: _Heads) -> Iterator[TableActivity]:
    """Column by column; a line above the bullets of a cell is their theme, within that of the row."""
    theme_column = heads.columns.get("theme")
    for place, head in heads.statuses.items():
        for row_no, row in enumerate(grid.rows[heads.row + 1 :], heads.row + 2):
            cell = row[place]
            if (cell.row, cell.column) != (row_no, place + 1) or not any(map(str.isalpha, cell.text)):
                continue
            if row_no in grid.uncertain:
                continue
            of_row = one_line(row[theme_column].text) or None if theme_column is not None else None
            for theme, text in _by_theme(cell.text):
                above, below = (of_row, theme) if of_row else (theme, None)
                for part, level in _parts(text):
                    yield TableActivity(above, below, head, part, level, row_no, place + 1)


def _behind_statuses(grid: Grid) -> Iterator[TableActivity]:
    """The activities of a table without heads whose rows each open with a status (`Nieuw | We bouwen een huis.`)."""
    if len(grid.rows) < 2 or len(grid.rows[0]) != 2 or not all(status_of(one_line(row[0].text)) for row in grid.rows):
        return
    for row in grid.rows:
        for theme, text in _by_theme(row[1].text) if any(map(str.isalpha, row[1].text)) else ():
            for part, level in _parts(text):
                yield TableActivity(theme, None, one_line(row[0].text), part, level, row[1].row, row[1].column)


def _behind_numbers(grid: Grid) -> Iterator[TableActivity]:
    """The activities of a table without heads whose rows each open with their number, and may close with a status."""
    width = len(grid.rows[0]) if grid.rows else 0
    statuses = [one_line(row[-1].text) if width == 3 else None for row in grid.rows]
    if width not in (2, 3) or len(grid.rows) < 2 or not numbers_rows([row[0].text for row in grid.rows]):
        return
    if all(len(row[1].text.split()) >= _FEWEST_WORDS for row in grid.rows) and all(
        status is None or status_of(status) for status in statuses
    ):
        for row, status in zip(grid.rows, statuses, strict=True):
            for part, level in _parts(row[1].text):
                yield TableActivity(None, None, status, part, level, row[1].row, row[1].column)


def _by_theme(text: str) -> Iterator[tuple[str | None, str]]:
    theme: str | None = None
    bullets: list[str] = []
    lines = text.split("\n")
    if not any(line.lstrip().startswith(_BULLET) for line in lines):
        yield from _sentences([line for line in map(tidy, lines) if line])
        return
    for line in lines:
        if line.lstrip().startswith(_BULLET):
            bullets.append(line)
        elif line.strip():
            yield theme, "\n".join(bullets)
            theme, bullets = title_text(tidy(line)), []
    yield theme, "\n".join(bullets)


def _sentences(lines: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Lines that are a sentence each, below a title or not; other lines are one text."""
    titled = len(lines) > 1 and looks_like_title(lines[0]) and not lines[1][0].islower()
    sentences = lines[1:] if titled else lines
    if all(line.endswith(_ENDS) for line in sentences):
        theme = title_text(lines[0]) if titled else None
        yield from ((theme, line) for line in sentences)
    else:
        yield None, "\n".join(lines)


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """The bullets of a cell with their level, a text without bullets as one."""
    lines = [line for line in text.split("\n") if line.strip()]
    bullets = [line for line in lines if line.lstrip().startswith(_BULLET)]
    if not bullets and lines:
        yield tidy(text), 1
    for line in bullets:
        indent = len(line) - len(line.lstrip(" "))
        yield tidy(line.lstrip(f" {_BULLET}")), 1 + indent // 2
