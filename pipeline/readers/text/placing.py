"""Which column each value of a row belongs to after blank cells vanished (INTEGRITY, formats/2014-2020.md 1).

Proof before rule: a full row, a sum printed along the row, the printed totals of the columns, then the layouts
whose blanks are known. Whatever fits two ways stays unplaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.dutch.amounts import NotAnAmount, parse_bedrag
from pipeline.readers import table_labels as labels
from pipeline.readers.text.column_totals import Candidates, Positions, settle_by_totals

_MOST_WAYS = 1000  # of filling a row: 924 ways to place six values in twelve columns


@dataclass(frozen=True, slots=True)
class TableRow:
    """The label cells at their columns and the printed values without the blanks between them."""

    labels: tuple[str, ...]
    values: tuple[str, ...]
    labels_unsure: bool = False

    @property
    def label(self) -> str:
        return labels.fold(next((text for text in reversed(self.labels) if text), ""))


def whole(text: str) -> int | None:
    """The printed whole number, 0 for a dash, None where there is none."""
    try:
        number = parse_bedrag(text)
    except NotAnAmount:
        return None
    if number.value is None:
        return 0 if number.reason == "dash" else None
    return int(number.value)


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
    for rule in (_sole, _optional, _meerjaren):
        rule(rows, folded, placed)
    open_rows = [number for number, at in enumerate(placed) if at is None and len(rows[number].values) < width]
    if open_rows:
        _prove(rows, folded, placed, open_rows)
    return placed


def _sole(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """The Saldo row of the jaarstukken has one value, in a column of its own, which no other row fills."""
    sole = labels.sole_column(heads)
    if sole is None:
        return
    others = tuple(column for column in range(len(heads)) if column != sole)
    for number, row in enumerate(rows):
        if len(row.values) == 1 and labels.sole_row(row.label):
            placed[number] = (sole,)
        elif len(row.values) == len(others):
            placed[number] = others


def _optional(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """All columns but the optional ones are printed in every row (begroting-2026 p50117: Krediet)."""
    needed = tuple(at for at, head in enumerate(heads) if not labels.optional(head))
    if len(needed) == len(heads):
        return
    for number, row in enumerate(rows):
        if len(row.values) == len(needed):
            placed[number] = needed


def _meerjaren(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """The six-year programme budget: the years of a base row are those in which the result closes, else the last ones;
    each group has its years."""
    width = len(heads)
    if width != labels.years_count or not all(map(labels.year, heads)) or not any(map(_is_base, rows)):
        return
    _by_result(rows, width, placed)
    _by_movements(rows, width, placed)
    group: labels.YearGroup | None = None
    for number, row in enumerate(rows):
        count = len(row.values)
        named = next((entry for entry in labels.year_groups if entry.label(row.label)), None)
        group = named or (None if _is_base(row) else group)
        if placed[number] is not None:
            continue
        if _is_base(row) or (group is not None and group.last == count):
            placed[number] = tuple(range(width - count, width))
        elif group is not None and group.first is not None and group.first - 1 + count <= width:
            placed[number] = tuple(range(group.first - 1, group.first - 1 + count))


def _by_result(rows: Sequence[TableRow], width: int, placed: list[Positions | None]) -> None:
    """Place the rows of the sum that are not full, each in years that follow each other, where there is one way only in
    which the sum closes in every year (begroting-2018 p10636: a reserve that ends after two years)."""
    found = [next((n for n, row in enumerate(rows) if label(row.label)), None) for label, _ in labels.years_sum]
    taking_part = [(n, sign) for n, (_, sign) in zip(found, labels.years_sum, strict=True) if n is not None]
    open_rows = [n for n, _ in taking_part if placed[n] is None]
    if found[0] is None or found[1] is None or not 0 < len(open_rows) <= 2:
        return
    numbers = {n: [whole(text) or 0 for text in rows[n].values] for n, _ in taking_part}
    options = [[tuple(range(at, at + len(numbers[n]))) for at in range(width - len(numbers[n]) + 1)] for n in open_rows]
    fitting = [
        choice
        for choice in product(*options)
        if _closes(taking_part, numbers, dict(zip(open_rows, choice, strict=True)), placed, width)
    ]
    if len(fitting) == 1:
        for n, positions in zip(open_rows, fitting[0], strict=True):
            placed[n] = positions


def _closes(
    signs: Sequence[tuple[int, int]], numbers: Mapping[int, Sequence[int]], chosen: Mapping[int, Positions],
    placed: Sequence[Positions | None], width: int,
) -> bool:  # fmt: skip
    """Whether the signed rows sum to nothing in every year, but for rounding."""
    sums = [0] * width
    for n, sign in signs:
        for at, number in zip(chosen.get(n) or placed[n] or (), numbers[n], strict=True):
            sums[at] += sign * number
    return all(abs(difference) <= 1 for difference in sums)


def _by_movements(rows: Sequence[TableRow], width: int, placed: list[Positions | None]) -> None:
    """Place movements of reserves by the difference they make between the results before and after them: first rows
    whose values are the differences of years that follow each other, then lone values that sum to the last one."""
    before, after = (
        next((n for n, row in enumerate(rows) if label(row.label) and len(row.values) == width), None)
        for label in (labels.movements_before, labels.movements_after)
    )
    if before is None or after is None or after < before:
        return
    numbers = [[whole(text) or 0 for text in row.values] for row in rows]
    open_rows = [n for n in range(before + 1, after) if placed[n] is None and labels.movements_row(rows[n].label)]
    left = [b - a for a, b in zip(numbers[before], numbers[after], strict=True)]
    for n in [n for n in open_rows if len(numbers[n]) > 1]:
        fitting = [at for at in range(width) if left[at : at + len(numbers[n])] == numbers[n]]
        if len(fitting) == 1:
            placed[n] = tuple(range(fitting[0], fitting[0] + len(numbers[n])))
            left[fitting[0] : fitting[0] + len(numbers[n])] = [0] * len(numbers[n])
    lone = [n for n in open_rows if placed[n] is None]
    years = [at for at, difference in enumerate(left) if difference]
    if len(years) == 1 and all(len(numbers[n]) == 1 for n in lone) and _sums_to(left[years[0]], lone, numbers):
        for n in lone:
            placed[n] = (years[0],)


def _sums_to(difference: int, lone: Sequence[int], numbers: Sequence[Sequence[int]]) -> bool:
    return abs(sum(numbers[n][0] for n in lone) - difference) <= 1


def _is_base(row: TableRow) -> bool:
    return bool(row.values) and labels.years_base(row.label) is not None


def _prove(
    rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None], open_rows: Sequence[int]
) -> None:
    """Sums along the row, then column totals, then the round rate of interest."""
    numbers = [[whole(text) for text in row.values] for row in rows]
    known = [at for at in open_rows if None not in numbers[at]]
    sums = _learned_sums([n for n, at in zip(numbers, placed, strict=True) if at and len(at) == len(heads)], heads)
    candidates: Candidates = {at: _fitting(numbers[at], heads, sums) for at in known}
    settle_by_totals(rows, numbers, placed, candidates, len(heads))
    for at in known:
        options = candidates[at]
        if len(options) == 1 and (sums or placed[at] is not None):
            placed[at] = options[0]
        elif placed[at] is None and sums and options:
            placed[at] = _by_interest(numbers[at], options, heads)


Sum = tuple[int, tuple[int, ...], tuple[int, ...], int]  # result column, term columns, signs, tolerance


def _learned_sums(full_rows: Sequence[Sequence[int | None]], heads: Sequence[str]) -> list[Sum]:
    """The identities of these heads with the signs that hold on every full row: at least two rows must teach
    them, one of which is not all zeros, and only one choice of signs may fit."""
    teachers = [[n for n in row if n is not None] for row in full_rows if None not in row and any(row)]
    learned: list[Sum] = []
    for result, columns in _sums_of_heads(heads) if teachers else ():
        fits = [
            signs
            for signs in product((1, -1), repeat=len(columns))
            if all(abs(_total(row, columns, signs) - row[result]) <= 1 for row in teachers)
        ]
        if len(fits) == 1 and all(any(row[at] for row in teachers) for at in columns):
            learned.append((result, columns, fits[0], 1))
    return learned


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


def _fitting(values: Sequence[int | None], heads: Sequence[str], sums: Sequence[Sum]) -> list[Positions]:
    """Every order-keeping placement that leaves no always-printed column blank and breaks no learned sum; none of them
    where there are too many to try."""
    width = len(heads)
    if width > 12 and not sums:
        return []
    must = {at for at, head in enumerate(heads) if labels.always(head)}
    closing = [[one for one in sums if max(one[0], *one[1]) == at] for at in range(width)]
    begun: list[tuple[Positions, list[int]]] = [((), [])]
    for at in range(width):
        begun = [
            (positions, row)
            for positions, row in _with_column(begun, at, values, width, blank=at not in must)
            if all(
                abs(_total(row, columns, signs) - row[result]) <= room for result, columns, signs, room in closing[at]
            )
        ]
        if len(begun) > _MOST_WAYS:
            return []
    return [positions for positions, _ in begun]


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
