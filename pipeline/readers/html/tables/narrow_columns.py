"""Columns that only set out others: a currency sign or a minus beside its amounts, an indent before labels, a space
between columns, one for a script."""

from __future__ import annotations

import re

from pipeline.model import Cell

AMOUNT = re.compile(r"[-−–+]?\s?€?\s?-?\d[\d.]*(?:,\d+)?%?\Z")
_SIGNS = frozenset("€-−–")
_WIDEST = 100  # columns of a table that is set out by hand


def join_currency(placed: list[list[Cell]], heads: int) -> None:
    """A currency sign in a column of its own, below the head of the amounts or none, belongs to them: `€ | 5.000`. So
    does a minus below a head over both, where a number without a sign follows each."""
    body = placed[heads:]
    for place in range(len(placed[0]) - 2, -1, -1):
        signs = {line[place].text for line in body if line[place].text in _SIGNS}
        if not signs:
            continue
        alone = all(
            not line[place].text or line[place].text in signs or line[place] is line[place + 1] for line in body
        )
        own = any(line[place].text and line[place] is not line[place + 1] for line in placed[:heads])
        if alone and not own and (signs == {"€"} or _are_minus(placed, place, heads)):
            join_right(placed, place, heads)


def _are_minus(placed: list[list[Cell]], place: int, heads: int) -> bool:
    over = any(line[place].text and line[place] is line[place + 1] for line in placed[:heads])
    return over and all(line[place + 1].text[:1].isdigit() for line in placed[heads:] if line[place].text in _SIGNS)


def join_indented(placed: list[list[Cell]], heads: int) -> None:
    """Labels that are indented by narrow columns in front of them, or span such columns in every row, below one head
    over all, are one column."""
    while len(placed[0]) > 2 and all(line[0] is line[1] for line in placed[:heads]):
        parted = [line for line in placed[heads:] if line[0] is not line[1]]
        if any(line[0].text or not line[1].text or AMOUNT.match(line[1].text) for line in parted):
            return
        if parted and len(parted) == len(placed) - heads:
            return
        join_right(placed, 0, heads)


def prints_nothing_first(placed: list[list[Cell]]) -> bool:
    """Whether the first column is there for a script: nothing is printed in it, but what reaches over others."""
    return all(not line[0].text or line[0] is line[1] for line in placed) and any(line[1].text for line in placed[1:])


def join_right(placed: list[list[Cell]], place: int, heads: int) -> None:
    for number, line in enumerate(placed):
        sign, cell = line[place], line[place + 1]
        if number >= heads and sign.text and cell.text and sign is not cell:
            line[place + 1] = Cell(
                f"{sign.text} {cell.text}", cell.row, cell.column, cell.row_span, cell.column_span, cell.is_header
            )
    _take_out(placed, place)


def take_out_spacers(placed: list[list[Cell]]) -> None:
    """Columns that only keep others apart: nothing is printed in them, and a head reaches over them, which would stand
    over a column without amounts. What a head claims beyond the last column that prints something stays as it is."""
    last = placed[-1]
    if len(last) > _WIDEST:
        return
    printing = (
        n for n in range(len(last) - 1, 0, -1) if any(line[n].text and line[n] is not line[n - 1] for line in placed)
    )
    for place in range(next(printing, 1) - 1, 0, -1):
        if last[place].text and last[place] is not last[place - 1]:
            continue
        reaching = [line[place] is line[place - 1] for line in placed]
        if (
            True in reaching
            and False in reaching
            and all(over or not line[place].text for over, line in zip(reaching, placed, strict=True))
        ):
            _take_out(placed, place)


def _take_out(placed: list[list[Cell]], place: int) -> None:
    """Take the column out, of the cells that reach over it too."""
    moved: dict[int, Cell] = {}
    for line in placed:
        del line[place]
    for line in placed:
        for cell in line:
            column = cell.column - (cell.column > place + 1)
            columns = cell.column_span - (cell.column <= place + 1 < cell.column + cell.column_span)
            moved.setdefault(
                id(cell), Cell(cell.text, cell.row, column, cell.row_span, max(1, columns), cell.is_header)
            )
    placed[:] = [[moved[id(cell)] for cell in line] for line in placed]
