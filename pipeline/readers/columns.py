"""Tables of columns that stand below each other on lines of text: parted by tabs, by pipes or by two blanks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pipeline.readers.table_labels import is_value

Token: TypeAlias = tuple[int, int, str]  # begin, end, text

RULE = re.compile(r"(?=[\s|+=:_-]*[-=_]{3})[\s|+=:_-]+")
_TOKEN = re.compile(r"\S+(?: \S+)*")  # two blanks part columns
_FEWEST_ROWS = 2
_FEWEST_WITHOUT_VALUES = 3


def rows_of(lines: Sequence[str]) -> list[list[str]]:
    """The cells of lines that are a table, blanks where they stand; no rows for other lines."""
    if sum("\t" in line for line in lines) >= _FEWEST_ROWS:
        return _of_one_width([line.split("\t") for line in lines])
    if sum(line.count("|") > 1 for line in lines) >= _FEWEST_ROWS:
        return _of_one_width([line.strip().strip("|").split("|") if "|" in line else [line] for line in lines])
    tokens = [[(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(line)] for line in lines]
    parted = [line for line in tokens if len(line) > 1]
    with_values = sum(any(is_value(text) for _, _, text in line[1:]) for line in parted)
    wide = sum(len(line) > 2 for line in parted)
    below_heads = len(tokens) >= _FEWEST_WITHOUT_VALUES and _starts(tokens) <= _starts(tokens[:1])
    told = with_values * 2 >= len(parted) or wide >= _FEWEST_WITHOUT_VALUES or below_heads
    if len(parted) < _FEWEST_ROWS or not told:
        return []
    columns = list(_columns(parted))
    placed = [_placed(line, columns) for line in tokens]
    return [row for row in placed if row is not None] if None not in placed and len(columns) > 1 else []


def _starts(lines: Sequence[Sequence[Token]]) -> set[int]:
    return {begin for line in lines for begin, _, _ in line}


def _of_one_width(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]


def _columns(lines: Sequence[Sequence[Token]]) -> Iterator[tuple[int, int]]:
    """The places on the line that texts take which stand below each other."""
    last: tuple[int, int] | None = None
    for begin, end, _ in sorted(token for line in lines for token in line):
        if last is not None and begin < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (begin, end)
    if last is not None:
        yield last


def _placed(line: Sequence[Token], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """The cells of a line, None where two of its texts stand in one column."""
    cells = [""] * len(columns)
    for begin, end, text in line:
        at = bisect_right(columns, begin, key=lambda column: column[1])
        if at == len(columns) or end <= columns[at][0] or cells[at]:
            return None
        cells[at] = text
    return cells
