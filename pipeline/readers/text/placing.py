"""Which column each value of a row belongs to after blank cells vanished (INTEGRITY, formats/2014-2020.md 1).

Proof before rule: a full row, a sum printed along the row, the printed totals of the columns, then the layouts
whose blanks are known. Whatever fits two ways stays unplaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from pipeline.readers import table_labels as labels
from pipeline.readers.text.column_totals import Candidates, Positions, settle_by_totals
from pipeline.readers.text.sums_down import place_by_sums
from pipeline.readers.text.table_row import TableRow, whole
from pipeline.readers.text.years import place_years

_ROUNDED = 5  # a value of rounded thousands that tells its sign
_MOST_WAYS = 1000  # of filling a row: 924 ways to place six values in twelve columns


def possible_columns(count: int, width: int, label_columns: int) -> tuple[int, ...]:
    """The 1-based grid columns in which `count` values in print order may stand."""
    if not 0 < count < width:
        return tuple(range(1, label_columns + width + 1))
    return tuple(range(label_columns + 1, label_columns + width + 1))


def value_positions(rows: Sequence[TableRow], heads: Sequence[str]) -> list[Positions | None]:
    """For every row the 0-based value columns of its values, or None where they cannot be known."""
    width = len(heads)
    everywhere = tuple(range(width))
    placed: list[Positions | None] = [
        everywhere if len(row.values) == width else () if not row.values else None for row in rows
    ]
    if None not in placed:
        return placed
    folded = [labels.fold(head) for head in heads]
    for rule in (_sole, _optional, place_by_sums, place_years):
        rule(rows, folded, placed)
    open_rows = [number for number, at in enumerate(placed) if at is None and len(rows[number].values) < width]
    if open_rows:
        _prove(rows, folded, placed, open_rows)
    return placed


def _sole(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """The Saldo row of the jaarstukken has one value, in a column of its own, which no other row fills."""
    sole = labels.sole_column(heads)
    if sole is None and labels.sole_heads[-1](heads[-1]) and _closes_in_last(rows, len(heads) - 1):
        sole = len(heads) - 1
    if sole is None:
        return
    others = tuple(column for column in range(len(heads)) if column != sole)
    for number, row in enumerate(rows):
        if len(row.values) == 1 and labels.sole_row(row.label):
            placed[number] = (sole,)
        elif len(row.values) == len(others):
            placed[number] = others


def _closes_in_last(rows: Sequence[TableRow], full: int) -> bool:
    """Whether fewer heads (`Lasten Baten Saldo`) stand over rows none of which is full, the last being the sum of the
    one above it."""
    if len(rows) < 2 or not labels.sole_row(rows[-1].label) or len(rows[-1].values) != 1:
        return False
    *parts, total = map(whole, (*rows[-2].values, *rows[-1].values))
    if None in parts or total is None or len(parts) != full or any(len(row.values) > full for row in rows):
        return False
    return abs(sum(part or 0 for part in parts) - total) <= full


def _optional(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """All columns but the optional ones are printed in every row (begroting-2026 p50117: Krediet), where no row is
    shorter and a sign for nothing (`-`, `0`) is printed, or no row is longer."""
    needed = tuple(at for at, head in enumerate(heads) if not labels.optional(head))
    counts = {len(row.values) for row in rows if row.values}
    if len(needed) == len(heads) or not counts or min(counts) < len(needed):
        return
    if max(counts) > len(needed) and not any(whole(text) == 0 for row in rows for text in row.values):
        return
    chosen = {number: needed for number, row in enumerate(rows) if len(row.values) == len(needed)}
    numbers = [[whole(text) for text in row.values] for row in rows]
    sums = _learned_sums(rows, heads)
    if any(sums and needed not in _fitting(numbers[number], heads, sums, ()) for number in chosen):
        return
    if _misses_total(rows, {**dict(enumerate(placed)), **chosen}, needed):
        return
    for number, positions in chosen.items():
        placed[number] = positions


def _misses_total(rows: Sequence[TableRow], placed: Mapping[int, Positions | None], columns: Sequence[int]) -> bool:
    """Whether the rows above the first total do not add up to it in one of these columns."""
    total = next((number for number, row in enumerate(rows) if row.values and labels.total(row.label)), 0)
    if not total or not all(placed[number] or not rows[number].values for number in range(total + 1)):
        return False
    numbers = [dict(zip(placed[n] or (), map(whole, rows[n].values), strict=True)) for n in range(total + 1)]
    sums = [sum(row.get(at) or 0 for row in numbers[:-1]) for at in columns]
    return any(abs((numbers[-1].get(at) or 0) - found) > _ROUNDED for at, found in zip(columns, sums, strict=True))


def _prove(
    rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None], open_rows: Sequence[int]
) -> None:
    """Sums along the row, then column totals, then the round rate of interest."""
    numbers = [[whole(text) for text in row.values] for row in rows]
    known = [at for at in open_rows if None not in numbers[at]]
    sums = _learned_sums(rows, heads)
    printed = _always_printed(rows, heads)
    candidates: Candidates = {at: _fitting(numbers[at], heads, sums, printed) for at in known}
    unclosed = settle_by_totals(rows, numbers, placed, candidates, len(heads))
    if printed and unclosed:
        candidates |= {at: _fitting(numbers[at], heads, sums, ()) for at in unclosed if at in candidates}
        settle_by_totals(rows, numbers, placed, candidates, len(heads))
    for at in known:
        options = candidates[at]
        if len(options) == 1 and (sums or placed[at] is not None):
            placed[at] = options[0]
        elif placed[at] is None and sums and options:
            placed[at] = _by_interest(numbers[at], options, heads)


def _always_printed(rows: Sequence[TableRow], heads: Sequence[str]) -> tuple[int, ...]:
    """The first and the last column, where they are of those that are never blank: a row prints a zero there. Totals
    print zeros in any column."""
    always = [at for at in (0, len(heads) - 1) if labels.always(heads[at])]
    names = [row for row in rows if row.values and not labels.total(row.label)]
    return tuple(at for at in always if any(_is_zero(row.values[0 if at == 0 else -1]) for row in names))


Sum = tuple[int, tuple[int, ...], tuple[int, ...], int]  # result column, term columns, signs, tolerance


def _learned_sums(rows: Sequence[TableRow], heads: Sequence[str]) -> list[Sum]:
    """The identities of these heads with the signs that hold on every full row: at least two rows must teach
    them, one of which is not all zeros, and only one choice of signs may fit."""
    printed = [list(map(whole, row.values)) for row in rows if not row.labels_unsure]
    numbers = [[n for n in row if n is not None] for row in printed if None not in row and any(row)]
    learned: list[Sum] = []
    for result, columns in _sums_of_heads(heads):
        teachers = [row for row in numbers if len(row) == len(heads)]
        signs = _signs(teachers, result, columns)
        if not teachers:  # where a column outside the sum is blank in every row, the rows that print all of the sum
            inside = sorted((result, *columns))
            short = [row for row in numbers if len(row) == len(inside)]
            signs = _signs(short, inside.index(result), [inside.index(at) for at in columns], most=True)
        if signs:
            learned.append((result, columns, signs, 1))
    return learned


def _signs(
    teachers: Sequence[Sequence[int]], result: int, columns: Sequence[int], *, most: bool = False
) -> tuple[int, ...] | None:
    """The one choice of signs that fits all these rows, or with `most` at least three of them and more than half, where
    every column holds a value that tells its sign."""
    fits = []
    for signs in product((1, -1), repeat=len(columns)):
        fitting = [row for row in teachers if abs(_total(row, columns, signs) - row[result]) <= 1]
        enough = len(fitting) > max(2, len(teachers) / 2) if most else len(fitting) == len(teachers)
        if enough and all(any(abs(row[at]) > _ROUNDED for row in fitting) for at in columns):
            fits.append(signs)
    return fits[0] if len(fits) == 1 else None


def _sums_of_heads(heads: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The result column and the term columns of each known identity. Where the result stands more than once, as below
    `Rekening 2022` and `Begroting 2023`, each one sums its terms since the one before."""
    for identity in labels.identities:
        results = [at for at, head in enumerate(heads) if identity.result(head)]
        begin = 0
        for result in results:
            of_result = range(begin, result if len(results) > 1 else len(heads))
            begin = result + 1
            terms = [[at for at in of_result if term(heads[at])] for term in identity.terms]
            if all(len(found) == 1 for found in terms):
                yield result, tuple(found[0] for found in terms)


def _total(row: Sequence[int], columns: Sequence[int], signs: Sequence[int]) -> int:
    return sum(row[at] * sign for at, sign in zip(columns, signs, strict=True))


def _is_zero(text: str) -> bool:
    return whole(text) == 0 and any(map(str.isdigit, text))


def _fitting(
    values: Sequence[int | None], heads: Sequence[str], sums: Sequence[Sum], printed: Sequence[int]
) -> list[Positions]:
    """Every order-keeping placement that leaves no column of `printed` blank, gives no interest without a balance and
    breaks no learned sum; none of them where there are too many to try."""
    width = len(heads)
    if width > 12 and not sums:
        return []
    without_first = {at for at, head in enumerate(heads) if labels.interest(head) and labels.always(heads[0])}
    closing = [[one for one in sums if max(one[0], *one[1]) == at] for at in range(width)]
    begun: list[tuple[Positions, list[int]]] = [((), [])]
    for at in range(width):
        begun = [
            (positions, row)
            for positions, row in _with_column(begun, at, values, width, blank=at not in printed)
            if all(
                abs(_total(row, columns, signs) - row[result]) <= room for result, columns, signs, room in closing[at]
            )
        ]
        if len(begun) > _MOST_WAYS:
            return []
    return [positions for positions, _ in begun if 0 in positions or not without_first & set(positions)]


def _with_column(
    begun: Sequence[tuple[Positions, list[int]]], at: int, values: Sequence[int | None], width: int, *, blank: bool
) -> Iterator[tuple[Positions, list[int]]]:
    """Each way to fill the columns before `at`, with the next value in this one and, where it may be, with none."""
    for positions, row in begun:
        left = len(values) - len(positions)
        if left:
            yield (*positions, at), [*row, values[len(positions)] or 0]
        if blank and left < width - at:
            yield positions, [*row, 0]


def _by_interest(values: Sequence[int | None], options: Sequence[Positions], heads: Sequence[str]) -> Positions | None:
    """Between interest and another addition: interest is a round rate (half percents, to 6 %) of the opening
    balance to the euro; an amount over a tenth of the balance is none. Anything else stays open."""
    rente = next((at for at, head in enumerate(heads) if labels.interest(head)), None)
    with_interest = [option for option in options if rente in option]
    if rente is None or len(options) != 2 or len(with_interest) != 1 or 0 not in with_interest[0]:
        return None
    chosen = with_interest[0]
    other = options[1 - list(options).index(chosen)]
    balance, amount = values[0] or 0, values[chosen.index(rente)] or 0
    if balance > 0 and any(abs(balance * rate - amount * 200) <= 200 for rate in range(1, 13)):
        return chosen
    return other if amount * 10 > balance else None
