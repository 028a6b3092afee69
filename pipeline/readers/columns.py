"""Tables of columns that stand below each other on lines of text: parted by tabs, by pipes or by two blanks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pipeline.dutch.streefdoel import row_kind
from pipeline.readers.table_labels import is_value, year

Token: TypeAlias = tuple[int, int, str]  # begin, end, text

RULE = re.compile(r"(?=[\s|+=:_-]*[-=_]{3})[\s|+=:_-]+")
_TOKEN = re.compile(r"\S+(?: \S+)*")  # two blanks part columns
_LABEL_AND_AMOUNT = re.compile(r"(\D*[^\W\d_]\D*?)(?<! [x×*]) ((?:€ )?[-−–]?\d{1,3}(?:\.\d{3})+)")
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
    told = told or any(row_kind([line[0][2]]) == "head" for line in parted)  # `Nulsituatie   Norm van 2016`
    if len(parted) < _FEWEST_ROWS or not told:
        return []
    return _in_columns([list(_apart(line)) for line in tokens]) or _in_columns(tokens) or _below_groups(tokens)


def _in_columns(lines: Sequence[Sequence[Token]]) -> list[list[str]]:
    """The cells of lines whose texts all stand in columns, else none."""
    columns = list(_columns([line for line in lines if len(line) > 1]))
    placed = [_placed(line, columns) for line in lines]
    return [row for row in placed if row is not None] if None not in placed and len(columns) > 1 else []


def _below_groups(lines: Sequence[Sequence[Token]]) -> list[list[str]]:
    """The same where the heads of the first line reach over several years below them, and stand over the first."""
    years = [text for _, _, text in lines[1]] if len(lines) > _FEWEST_ROWS else []
    if sum(map(bool, map(year, years))) < _FEWEST_ROWS or not all(map(year, years[1:])):
        return []
    columns = list(_columns([line for line in lines[1:] if len(line) > 1]))
    placed = [_placed(line, columns) for line in lines]
    return [row for row in placed if row is not None] if None not in placed else []


def _apart(line: Sequence[Token]) -> Iterator[Token]:
    """The texts of a line, a label that reaches up to its amount (`Saldo van baten en lasten -39.000`) apart from it.
    Only numbers of thousands are amounts by themselves."""
    for begin, end, text in line:
        if found := _LABEL_AND_AMOUNT.fullmatch(text):
            yield begin, begin + found.end(1), found[1]
            yield begin + found.start(2), end, found[2]
        else:
            yield begin, end, text


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


def is_alone(row: Sequence[str]) -> bool:
    """Whether a row prints its first cell alone."""
    return bool(row[0]) and not any(row[1:])


def whole_goal_rows(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """The rows of a goal of 2014-2016, those right below each other as one: cells below `Nulsituatie` and `Norm` hold
    several lines, and a list in one of them is longer than what stands beside it."""
    above: list[str] = []
    for row in rows:
        if len(list(filter(None, above))) > 1 and row_kind(above) == row_kind(row) == "text" and not is_alone(row):
            above = ["\n".join(filter(None, pair)) for pair in zip(above, row, strict=True)]
            continue
        if above:
            yield above
        above = row
    yield above
