"""The head of an indicator table: which rows and columns say what the cells below them are (formats/2014-2020.md
section 8, 2020-2026.md section 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from ...dutch.dates import is_year
from ...model import Cell, Grid
from ..grids import numbers_rows
from ..indicator_heads import YEAR_COLUMN, YEAR_ROW, Head, HeadKind, head_of, may_name, plain_label

_HEAD_ROWS = 4  # a head deeper than this is no head: a title, a group row and a row of years are three


class HeadRow(NamedTuple):
    """The head of an indicator table: index of its last row, the column of the names, the meaning of each column,
    the columns of each kind, and the column of the year of a column of values."""

    row: int
    name_column: int
    heads: dict[int, Head]
    columns: dict[HeadKind | None, list[int]]
    years: dict[int, int]


def find_head(grid: Grid, in_section: bool) -> HeadRow | None:
    """The head, or None for a table that is none of indicators. Below the label Indicatoren (`in_section`) a head
    without a name over its first column counts too (eindhoven: `Realisatie | Begroting` over `2017 | 2018`)."""
    head_rows = grid.rows[: min(_HEAD_ROWS, len(grid.rows) - 1)]
    if not in_section and not may_name([cell.text for row in head_rows for cell in row]):
        return None
    for row, cells in enumerate(head_rows):
        if not in_section and not may_name([cell.text for cell in cells]):
            continue
        heads = _row_heads(cells, in_section)
        values = [head for head in heads.values() if head.kind == "value"]
        if not values or not (_names(heads) or (in_section and _is_blank_in_front(heads))):
            continue
        below = _years_below(grid, row, heads, in_section) or _roles_below(grid, row, heads)
        found = _without_goals(grid, row, below or heads)
        last = row + (below is not None)
        columns = _by_kind(found)
        years = _year_columns(grid, last, found, columns["value"])
        columns["value"] = [place for place in columns["value"] if place not in years.values()]
        read = {place: head for place, head in found.items() if head.kind or place not in years.values()}
        return HeadRow(last, _name_column(grid, last, found), read, columns, years)
    return None


def _without_goals(grid: Grid, row: int, heads: dict[int, Head]) -> dict[int, Head]:
    """The heads, but for `Doel` or `Doelstelling` before the names with no number below it: it holds words of the goal
    and no targets."""
    first = next(iter(_names(heads)), 1)
    goals = [
        place
        for place, head in heads.items()
        if place < first and head.kind == "value" and head.year is None
        if not any(c.isdigit() for line in grid.rows[row + 1 :] for c in line[place - 1].text)
    ]
    return heads | {place: replace(heads[place], kind="passed_over", role=None) for place in goals} if goals else heads


def _names(heads: dict[int, Head]) -> list[int]:
    """The columns of names, those first that are one in any table."""
    names = [column for column, head in heads.items() if head.kind == "name"]
    return sorted(names, key=lambda column: head_of(heads[column].label).kind != "name")


def _is_blank_in_front(heads: dict[int, Head]) -> bool:
    return 1 not in heads or (heads[1].kind == "number" and 2 not in heads)


def _name_column(grid: Grid, row: int, heads: dict[int, Head]) -> int:
    """The column of the names: the first that prints more than the numbers of its rows, of those with such a head
    (`Indicator` over both `1` and `Meldingen`) or of those in front that have none."""
    width = len(grid.rows[row])
    blank = takewhile(lambda place: place not in heads or heads[place].kind == "number", range(1, width + 1))
    names = _names(heads) or [place for place in blank if place not in heads] or [1]
    printed = ((place, [line[place - 1].text for line in grid.rows[row + 1 :]]) for place in names)
    return next((place for place, texts in printed if not numbers_rows(texts)), names[0])


def _by_kind(heads: dict[int, Head]) -> dict[HeadKind | None, list[int]]:
    columns: dict[HeadKind | None, list[int]] = defaultdict(list)
    for place, head in heads.items():
        columns[head.kind].append(place)
    return columns


def _year_columns(grid: Grid, row: int, heads: dict[int, Head], values: Sequence[int]) -> dict[int, int]:
    """By column of values that of its years: the one beside it below `Jaar`, or either of two below one head that
    reaches over both (`Verleden` over `2022 | 45`). Where values look like years too, the other heads tell which of the
    two the years are, else it is the first, as wherever years are printed in front."""
    found: dict[int, int] = {}
    pairs: dict[int, tuple[bool, bool]] = {}
    headed = [place for place, head in heads.items() if head.kind is None and _is_headed_year(head.label)]
    beside = -1 if not headed or headed[0] < min(values, default=0) else 1  # `Jaar | Waarde`, or `Waarde | Jaar`
    for place in values:
        if place + beside in headed and heads[place].year is None:
            if _prints_years(grid, row, place + beside):
                found[place] = place + beside
        elif place + 1 in values and heads[place] == heads[place + 1] and heads[place].year is None:
            pairs[place] = (_prints_years(grid, row, place), _prints_years(grid, row, place + 1))
    is_behind = (False, True) in pairs.values() and (True, False) not in pairs.values()
    for place, (first, second) in pairs.items():
        if second and (is_behind or not first):
            found[place] = place + 1
        elif first:
            found[place + 1] = place
    return found


def _is_headed_year(label: str) -> bool:
    return bool(label) and plain_label(label) in YEAR_COLUMN


def _prints_years(grid: Grid, row: int, place: int) -> bool:
    """Whether all that a column prints in cells of its own are years."""
    cells = (line[place - 1] for line in grid.rows[row + 1 :])
    texts = [cell.text.strip() for cell in cells if cell.column_span == 1 and cell.text.strip()]
    return bool(texts) and all(map(is_year, texts))


def _row_heads(cells: Iterable[Cell], in_section: bool) -> dict[int, Head]:
    return {place: head_of(cell.text, in_section) for place, cell in enumerate(cells, 1) if cell.text.strip()}


def _years_below(grid: Grid, row: int, heads: dict[int, Head], in_section: bool) -> dict[int, Head] | None:
    """The heads with the years of the row below filled in, where that row is a second head: no name of an indicator in
    it, and every cell the head of another column (`Indicator`, `Bron`), or a year or a role with a year, over at least
    two columns and below no head that prints its own (`Nulmeting 2019`)."""
    if row + 2 >= len(grid.rows):
        return None
    second: dict[int, Head] = {}
    for place, cell in enumerate(grid.rows[row + 1], 1):
        if cell.row == row + 2 and cell.text.strip() and cell.text.strip().lower() not in YEAR_ROW:
            second[place] = head = head_of(cell.text, in_section)
            above = heads.get(place)
            if head.kind is None or (head.kind == "value" and head.year is None) or (above and above.year):
                return None
    if sum(head.kind == "value" for head in second.values()) < 2:
        return None
    if row + 1 in grid.uncertain:  # nobody knows over which years each group stands
        return {place: head for place, head in heads.items() if head.kind != "value"} | second
    return dict(sorted((heads | {place: _under(heads.get(place), head) for place, head in second.items()}).items()))


def _roles_below(grid: Grid, row: int, heads: dict[int, Head]) -> dict[int, Head] | None:
    """The heads with the roles of the row below filled in, where years stand over roles: `2024` over `Realisatie` and
    `Streefwaarde`, and nothing else in that row."""
    values = [place for place, head in heads.items() if head.kind == "value"]
    if row + 2 >= len(grid.rows) or not all(heads[place].year and not heads[place].role for place in values):
        return None
    below = grid.rows[row + 1]
    second = {n: head_of(cell.text) for n, cell in enumerate(below, 1) if cell.row == row + 2 and cell.text.strip()}
    if set(second) != set(values) or not all(head.role and head.year is None for head in second.values()):
        return None
    return heads | {
        place: replace(head, year=heads[place].year, label=f"{head.label} {heads[place].label}")
        for place, head in second.items()
    }


def _under(group: Head | None, head: Head) -> Head:
    if group is None or group.kind != "value":
        return head
    return replace(head, role=head.role or group.role, label=f"{group.label} {head.label}")
