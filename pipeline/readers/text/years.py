"""The six-year programme budget: which years the rows of each group fill (formats/2014-2020.md 3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.readers import table_labels as labels
from pipeline.readers.text.column_totals import Positions
from pipeline.readers.text.sums_down import Way, best_ways, printed_sums, ways_to_close
from pipeline.readers.text.table_row import TableRow, whole


def place_years(rows: Sequence[TableRow], heads: Sequence[str], placed: list[Positions | None]) -> None:
    """Base rows that no sum placed stand in the last years, unless a sum says otherwise; each group has its years."""
    width = len(heads)
    if width != labels.years_count or not all(map(labels.year, heads)) or not any(map(_is_base, rows)):
        return
    _by_movements(rows, width, placed)
    last = {
        number: tuple(range(width - len(row.values), width))
        for number, row in enumerate(rows)
        if placed[number] is None and _is_base(row)
    }
    doubted = _disproved(rows, width, placed, last)
    group: labels.YearGroup | None = None
    for number, row in enumerate(rows):
        count = len(row.values)
        named = next((entry for entry in labels.year_groups if entry.label(row.label)), None)
        group = named or (None if _is_base(row) else group)
        if placed[number] is not None or number in doubted:
            continue
        if number in last:
            placed[number] = last[number]
        elif group is not None and group.last == count:
            placed[number] = tuple(range(width - count, width))
        elif group is not None and group.first is not None and group.first - 1 + count <= width:
            placed[number] = tuple(range(group.first - 1, group.first - 1 + count))


def _disproved(rows: Sequence[TableRow], width: int, placed: Sequence[Positions | None], last: Way) -> set[int]:
    """The rows that cannot stand in the last years, as a sum closes otherwise, or misses in more than one year."""
    doubted: set[int] = set()
    for closing in printed_sums(rows) if last else ():
        taking_part = [row for row in closing.signs if row in last]
        everywhere = {row: at for row in closing.signs if (at := placed[row] or last.get(row)) is not None}
        if not taking_part or len(everywhere) < len(closing.signs):
            continue
        ways = ways_to_close(closing, placed, range(width), width)
        if not closing.known:
            fits = False
        elif ways:
            fits = {row: last[row] for row in taking_part} in best_ways(closing, ways, placed, width)
        else:
            fits = sum(map(closing.closes, closing.columns(everywhere, width))) >= width - 1
        if not fits:
            doubted.update(taking_part)
    return doubted


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
