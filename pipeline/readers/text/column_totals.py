"""Rows placed by the printed totals of their columns: all placements of a block that make every total close.

jaarverslag-2017 p14494 closes exactly, the rounded product tables of jaarverslag-2015 p4212 within 1 and of
jaarverslag-2016 p8744 within 2: more room is given only where nothing closes with less.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import sub
from typing import Protocol

from pipeline.readers import table_labels as labels

Positions = tuple[int, ...]
Candidates = dict[int, list[Positions]]
Numbers = Sequence[Sequence[int | None]]

_ROOMS = (1, 2, 3)  # rounded tables close within one unit, long ones within some more (jaarverslag-2016 p8744)
_ROUNDED = 1
_LONG = 6  # open rows in which rounding adds up; with fewer, rows of small values would close anything
_LARGE = 30  # times the smallest unit
_ROWS = 60  # open rows in a block, and steps of the search: above that the block stays open
_STEPS = 40_000


class Labelled(Protocol):
    @property
    def label(self) -> str: ...

    @property
    def values(self) -> tuple[str, ...]: ...


def settle_by_totals(
    rows: Sequence[Labelled],
    numbers: Numbers,
    placed: list[Positions | None],
    candidates: Candidates,
    width: int,
) -> list[int]:
    """Narrow `candidates` to the placements under which the columns add up to the next full total row, and
    place the rows for which one is left. The rows of blocks whose totals never close are returned."""
    unclosed: list[int] = []
    begin = 0
    for at, row in enumerate(rows):
        if len(row.values) != width or not labels.total(row.label):
            continue
        block = [number for number in range(begin, at) if rows[number].values]
        begin = at + 1
        unknown = [number for number in block if placed[number] is None]
        if not unknown or None in numbers[at] or not all(candidates.get(number) for number in unknown):
            continue
        residual = [value or 0 for value in numbers[at]]
        for number in block:
            for column, value in zip(placed[number] or (), numbers[number], strict=False):
                residual[column] -= value or 0
        if not _narrow(unknown, numbers, placed, candidates, residual):
            unclosed += unknown
    return unclosed


def _narrow(
    unknown: Sequence[int],
    numbers: Numbers,
    placed: list[Positions | None],
    candidates: Candidates,
    residual: Sequence[int],
) -> bool:
    """Whether the block closes, or is too long to tell."""
    order = sorted(unknown, key=lambda at: -max(abs(value or 0) for value in numbers[at]))
    options = [[(p, _spread(p, numbers[at], len(residual))) for p in candidates[at]] for at in order]
    smallest = min((abs(value) for at in order for value in numbers[at] if value), default=0)  # all may be zero
    rooms = _ROOMS if len(order) >= _LONG or smallest > _LARGE else _ROOMS[:1]
    tried = (_Search(options, residual, room).run() for room in rooms)
    closing = next((found for found in tried if found is None or any(found)), [])
    for number, seen in zip(order, closing or (), strict=False):
        if len(seen) == 1:
            if _is_like_another(number, next(iter(seen)), numbers, candidates, len(residual)):
                continue
            placed[number] = next(iter(seen))
        if seen:
            candidates[number] = [positions for positions in candidates[number] if positions in seen]
    return closing is None or bool(closing)


def _is_like_another(number: int, chosen: Positions, numbers: Numbers, candidates: Candidates, width: int) -> bool:
    """Whether the row differs from another of its placements by no more than rounding leaves open: a total that misses
    by one cannot tell where a value of one stands."""
    mine = _spread(chosen, numbers[number], width)
    others = (_spread(other, numbers[number], width) for other in candidates[number] if other != chosen)
    return any(all(abs(a - b) <= _ROUNDED for a, b in zip(mine, other, strict=True)) for other in others)


def _spread(positions: Positions, values: Sequence[int | None], width: int) -> tuple[int, ...]:
    row = [0] * width
    for column, value in zip(positions, values, strict=True):
        row[column] = value or 0
    return tuple(row)


class _Search:
    """All ways to place the rows of a block so that no column misses its total by more than the room. A branch
    ends where the rows that are left can no longer close a column."""

    def __init__(
        self, options: list[list[tuple[Positions, tuple[int, ...]]]], residual: Sequence[int], room: int
    ) -> None:
        self.options = options
        self.room = room
        self.seen: list[set[Positions]] = [set() for _ in options]
        self.steps = _STEPS
        self.residual = tuple(residual)
        most = least = (0,) * len(residual)
        self.reach = [(least, most)]
        for rows in reversed(options):
            columns = list(zip(*(row for _, row in rows), strict=True))
            least = tuple(a + min(b) for a, b in zip(least, columns, strict=True))
            most = tuple(a + max(b) for a, b in zip(most, columns, strict=True))
            self.reach.append((least, most))
        self.reach.reverse()

    def run(self) -> list[set[Positions]] | None:
        """Per row the placements that occur in a closing; None where the search is too long."""
        if len(self.options) > _ROWS:
            return None
        self._descend(0, self.residual, [])
        return self.seen if self.steps > 0 else None

    def _descend(self, depth: int, rest: tuple[int, ...], chosen: list[Positions]) -> None:
        self.steps -= 1
        least, most = self.reach[depth]
        if self.steps <= 0 or any(
            r < a - self.room or r > b + self.room for r, a, b in zip(rest, least, most, strict=True)
        ):
            return
        if depth == len(self.options):
            for seen, positions in zip(self.seen, chosen, strict=True):
                seen.add(positions)
            return
        for positions, row in self.options[depth]:
            chosen.append(positions)
            self._descend(depth + 1, tuple(map(sub, rest, row)), chosen)
            chosen.pop()
