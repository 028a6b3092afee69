"""Which rows a printed total of an overview sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model import PrintedSum
from .printed import OverviewRecord

Places = Mapping[int, tuple[int, ...]]
"""Places in Overview.rows of the amounts a row prints, by column number."""
_NEAREST = 40  # totals of one total: more than any municipality has programmes


class Line(NamedTuple):
    """A row with amounts. `unread` are the columns whose cell is no amount; a row whose amounts have no place
    (`is_whole` False) spoils every total over it."""

    places: Places
    is_total: bool = False
    unread: frozenset[int] = frozenset()
    is_whole: bool = True


def total_sums(lines: Iterable[Line], rows: Sequence[OverviewRecord]) -> Iterator[PrintedSum]:
    """`total`: a total is the sum of the rows since the last total; where that does not close, also of the totals
    before it, the nearest first. A total of nothing is 0. Nothing is summed over a cell that could not be read."""
    block: list[Line] = []
    totals: list[Line] = []
    are_whole = True
    for line in lines:
        if not line.is_total:
            block.append(line)
            continue
        is_whole = line.is_whole and all(part.is_whole for part in block)
        if is_whole and are_whole:
            kept = _kept(line, block, totals, rows)
            yield from _sums(line, [*block, *totals[kept:]], rows)
            del totals[kept:]
        are_whole = are_whole and is_whole
        totals.append(line)
        block = []


def _kept(total: Line, block: Sequence[Line], totals: Sequence[Line], rows: Sequence[OverviewRecord]) -> int:
    """How many of the totals so far stay outside this one."""
    nearest = list(range(len(totals), max(len(totals) - _NEAREST, 0), -1))
    for kept in [*nearest, 0]:
        if _closes(total, [*block, *totals[kept:]], rows):
            return kept
    return len(totals) if block else 0


def _closes(total: Line, parts: Sequence[Line], rows: Sequence[OverviewRecord]) -> bool:
    return all(
        abs(value(rows[at[0]]) - sum(value(rows[place]) for place in _column(parts, column))) <= (len(parts) + 1) // 2
        for column, at in total.places.items()
        if _is_summed(total, parts, column, rows)
    )


def _sums(total: Line, parts: Sequence[Line], rows: Sequence[OverviewRecord]) -> Iterator[PrintedSum]:
    for column, at in total.places.items():
        terms = tuple((1, place) for place in _column(parts, column))
        if _is_summed(total, parts, column, rows) and (terms or rows[at[0]].printed):
            yield PrintedSum("total", at[0], terms)


def _is_summed(total: Line, parts: Sequence[Line], column: int, rows: Sequence[OverviewRecord]) -> bool:
    at = total.places.get(column, ())
    return len(at) == 1 and rows[at[0]].printed is not None and all(column not in part.unread for part in parts)


def _column(parts: Iterable[Line], column: int) -> Iterator[int]:
    return (place for part in parts for place in part.places.get(column, ()))


def value(row: OverviewRecord) -> int:
    """The printed number with its canonical sign; a placeholder counts as nothing."""
    return (row.printed or 0) * row.sign
