"""Rows placed by the sums that a table prints down its columns: `Geraamd resultaat` below `Saldo` and the reserves in
every year (begroting-2018 p10636), `Begroting t/m december` below what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.readers import table_labels as labels
from pipeline.readers.text.column_totals import Positions
from pipeline.readers.text.table_row import TableRow, whole

_MOST_OPEN = 4  # rows to place at once
_MOST_WAYS = 200  # in which a sum closes: with more the numbers say nothing

Way = Mapping[int, Positions]


@dataclass(frozen=True, slots=True)
class ClosingSum:
    """A sum that the table prints: its rows with their signs, the result first and negative, and the numbers."""

    signs: Mapping[int, int]
    numbers: Mapping[int, Sequence[int | None]]
    good_or_bad: bool

    @property
    def known(self) -> bool:
        """Whether all of its numbers are."""
        return not any(None in numbers for numbers in self.numbers.values())

    def misses(self, column: Mapping[int, int | None]) -> int:
        """By how much the numbers of one column, by row, miss the sum; one that is not known may make it."""
        numbers = {row: number for row, number in column.items() if number is not None}
        if len(numbers) < len(column):
            return 0
        result = next(iter(self.signs))
        rest = sum(sign * numbers.get(row, 0) for row, sign in self.signs.items() if row != result)
        printed = numbers.get(result, 0)
        return min(abs(rest - printed), abs(rest + printed)) if self.good_or_bad else abs(rest - printed)

    def closes(self, column: Mapping[int, int | None]) -> bool:
        """Whether they make it but for rounding."""
        return self.misses(column) <= 1

    def columns(self, placed: Way, width: int) -> list[dict[int, int | None]]:
        """The numbers of the rows that are placed, by column."""
        columns: list[dict[int, int | None]] = [{} for _ in range(width)]
        for row in self.signs:
            for at, number in zip(placed.get(row, ()), self.numbers[row], strict=False):
                columns[at][row] = number
        return columns


def printed_sums(rows: Sequence[TableRow]) -> list[ClosingSum]:
    """The sums down the columns of a table, each of its rows printed once."""
    texts = [row.label if row.values else "" for row in rows]
    sums = []
    for known in labels.sums_down:
        result = [at for at, text in enumerate(texts) if text and known.result(text)]
        if len(result) != 1:
            continue
        found = [
            ([at for at, text in enumerate(texts) if text and term(text) and at != result[0]], sign)
            for terms, sign in ((known.plus, 1), (known.minus, -1))
            for term in terms
        ]
        signs = {at[0]: sign for at, sign in found if at}
        if len(signs) > 1 and all(len(at) < 2 for at, _ in found):
            numbers = {at: list(map(_known, rows[at].values)) for at in (*result, *signs)}
            sums.append(ClosingSum({result[0]: -1, **signs}, numbers, known.good_or_bad))
    return sums


def _known(text: str) -> int | None:
    """The number of a cell, a dash being none; None for `p.m.` and what is no number."""
    return whole(text) or (0 if not any(map(str.isalpha, text)) and whole(text) == 0 else None)


def place_by_sums(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """Place the rows of sums that are not full, where there is one way only in which the sum closes in every column. In
    a table of years that may be the one of the best in which the values of each row stand in years in a row."""
    last = len(heads) - 1
    columns = range(last if (last,) in placed else last + 1)  # a Saldo of its own row alone
    years = all(map(labels.year, heads))
    sums = printed_sums(rows)
    for closing in (*sums, *sums[:-1]):
        ways = ways_to_close(closing, placed, columns, len(heads))
        if years and len(ways) > 1 and closing.known:
            ways = [way for way in best_ways(closing, ways, placed, len(heads)) if all(map(_is_run, way.values()))]
        if len(ways) == 1:
            for row, positions in ways[0].items():
                placed[row] = positions


def _is_run(positions: Positions) -> bool:
    return not positions or positions[-1] - positions[0] < len(positions)


def best_ways(
    closing: ClosingSum, ways: Sequence[dict[int, Positions]], placed: Sequence[Positions | None], width: int
) -> list[dict[int, Positions]]:
    """The ways that miss the sum by least: with rounding a value of one closes where it does not stand, too."""
    known = {row: there for row in closing.signs if (there := placed[row]) is not None}
    missed = [sum(map(closing.misses, closing.columns({**known, **way}, width))) for way in ways]
    return [way for way, miss in zip(ways, missed, strict=True) if miss == min(missed)]


def ways_to_close(
    closing: ClosingSum, placed: Sequence[Positions | None], columns: range, width: int
) -> list[dict[int, Positions]]:
    """All ways to place the rows of a sum that are not placed, in order, so that it closes in every column; none where
    these are too many."""
    open_rows = [row for row in closing.signs if placed[row] is None]
    if not 0 < len(open_rows) <= _MOST_OPEN or any(len(closing.numbers[row]) > len(columns) for row in open_rows):
        return []
    known = closing.columns({row: there for row in closing.signs if (there := placed[row]) is not None}, width)
    begun: list[dict[int, Positions]] = [dict.fromkeys(open_rows, ())]
    for at in columns:
        begun = [way for before in begun for way in _with_column(before, at, closing, known[at], len(columns))]
        if len(begun) > _MOST_WAYS:
            return []
    return begun


def _with_column(
    before: Mapping[int, Positions], at: int, closing: ClosingSum, known: Mapping[int, int | None], end: int
) -> Iterator[dict[int, Positions]]:
    """Each way to go on in column `at`: with the next value of a row or with none, as long as the sum closes."""
    choices = []
    for row, positions in before.items():
        left = len(closing.numbers[row]) - len(positions)
        choices.append([filled for filled in (True, False) if (left if filled else left < end - at)])
    for chosen in product(*choices):
        filled = [row for row, takes in zip(before, chosen, strict=True) if takes]
        column = {**known, **{row: closing.numbers[row][len(before[row])] for row in filled}}
        if closing.closes(column):
            yield {row: (*positions, at) if row in filled else positions for row, positions in before.items()}
