"""Tables of a text that keep their blanks: cells parted by tabs (Excel, "save as text" of Word), or set out with blanks
below each other (pdftotext -layout).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Finding, Grid
from pipeline.readers import table_labels as labels
from pipeline.readers.columns import RULE, rows_of, whole_goal_rows
from pipeline.readers.text.blocks import piped_cell
from pipeline.readers.text.ragged import cells_grid, unplaced
from pipeline.readers.wrapped import is_low, together

MARK = "\x00"
"""Opens a line that stands for a table: no decoded text holds one."""
_PARTED = re.compile(r"\S(?: {2,}|[ ]*\t[ \t]*)\S|\S\t|^\t+ *\S", re.MULTILINE)
_LIST = re.compile(r"\s*[•▪◦·‣○●■□§*o]\s")
_TABBED_LIST = re.compile(r"\s*•[^\t]*\S\t[^\t]*\S")
_OPENING = re.compile(r"\s*(?:[–-]|\d{1,2}[.)]|[a-z][.)])\s+")  # of an item, or of the name of a row
_LISTED = re.compile(r"^([ \t]*(?:[•▪◦·‣○●■□§–*-]|\d{1,2}[.)]))\t+ *(?=\S)", re.MULTILINE)
_GAP = re.compile(r" {2,}|\t")
_LONGEST_BETWEEN = 60  # characters of a row that has its name alone
_FEWEST_ROWS = 2
_MOST_HEADS = 3

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class SetOut:
    """A table with its blanks; in one that `may_wrap` a row may be the rest of the cells above it."""

    rows: Rows
    caption: str | None
    may_wrap: bool

    def grid(self, table_no: int) -> tuple[Grid, list[Finding]]:
        nameless = [no for no, row in enumerate(self.rows[1:], 2) if not row[0] and not _has_values(row)]
        if not self.may_wrap or not nameless:
            return cells_grid(self.rows, self.caption, 1), []
        told = [
            unplaced(table_no, no, "", list(filter(None, self.rows[no - 1])), range(1, len(self.rows[0]) + 1))
            for no in nameless
        ]
        return cells_grid(self.rows, self.caption, 1, frozenset(nameless)), told


def with_tables_apart(text: str) -> tuple[str, list[SetOut], list[str]]:
    """The text with a line of `MARK` and a number for each table in it, these tables, and the heads of those that could
    not be read."""
    if _PARTED.search(text) is None:
        return text, [], []
    lines = _LISTED.sub(r"\1 ", text).split("\n")
    kept: list[str] = []
    tables: list[SetOut] = []
    lost: list[str] = []
    at = 0
    while at < len(lines):
        end, rows = _table(lines, at) if _is_parted(lines[at]) and _may_open(lines, at) else (at + 1, [])
        if rows:
            caption = kept.pop() if kept and labels.caption(labels.fold(kept[-1])) else None
            tabs = "\t" in lines[at]
            whole, wraps = _whole(rows) if not tabs else ([list(map(piped_cell, row)) for row in rows], False)
            kept.append(f"{MARK}{len(tables)}")
            tables.append(SetOut(whole, labels.fold(caption) if caption else None, wraps))
        else:
            kept += lines[at:end]
            lost += [labels.fold(line) for line in lines[at:end] if _is_head(line)]
        at = end
    return "\n".join(kept), tables, lost


def _is_head(line: str) -> bool:
    """Whether a line holds the heads of a table of streefdoelen or of indicators."""
    cells = _GAP.split(line.strip())
    return len(cells) > 2 and any(
        labels.starts_with(cells, 0, heads) for heads in (labels.goal_head, labels.indicator_head)
    )


def _is_parted(line: str) -> bool:
    if "|" in line or _PARTED.search(line) is None:
        return False
    if "•" in line and _TABBED_LIST.match(line):
        return True  # a list in the first cell of a row
    if _LIST.match(line):
        return False
    opening = _OPENING.match(line)
    return opening is None or _PARTED.search(line, opening.end()) is not None


def _may_open(lines: Sequence[str], at: int) -> bool:
    """Whether a table may begin here: a cell may go on with numbers set out below its text (begroting-2016 p3029)."""
    above = lines[at - 1].strip() if at else ""
    return "\t" in lines[at].strip() or len(above) <= _LONGEST_BETWEEN or above.endswith((".", ":"))


def _table(lines: Sequence[str], at: int) -> tuple[int, Rows]:
    """The index behind the lines from `at` that may be one table, and its rows: blank lines may stand between rows."""
    for over_blank in (True, False):
        end = _end(lines, at, over_blank=over_blank)
        run = [line.rstrip() for line in lines[at:end] if line.strip() and not RULE.fullmatch(line)]
        rows = rows_of(run) if len(run) >= _FEWEST_ROWS else []
        if "\t" not in lines[at]:
            rows = _below_heads(rows) if len(rows) >= _FEWEST_ROWS and _has_head(rows) else []
        if len(rows) >= _FEWEST_ROWS:
            break
        rows = []
    return end, rows


def _has_head(rows: Rows) -> bool:
    """Whether the first row are heads, words or years, and names stand below it: numbers alone are no table, but below
    those of a goal of 2014-2016."""
    if labels.starts_with(rows[0], 0, labels.goal_head):
        return True
    heads = [cell for cell in rows[0][1:] if cell]
    return (
        bool(heads)
        and all(labels.year(head) or not labels.is_value(head) for head in heads)
        and any(row[0] and not labels.is_value(row[0]) for row in rows[1:])
    )


def _heads(rows: Rows) -> list[str]:
    """The head of each column, in one of two or three rows: years below groups of them have no name in front, or stand
    below a row without one."""
    heads = rows[0]
    for row in rows[1:_MOST_HEADS]:
        if (row[0] and heads[0]) or any(labels.is_value(cell) and not labels.year(cell) for cell in row[1:]):
            break
        heads = [above or below for above, below in zip(heads, row, strict=True)]
    return heads


def _below_heads(rows: Rows) -> Rows:
    """The rows with every text in a column that has a head: numbers may stand beside the head above them. None where
    two heads may be theirs."""
    while (bare := next((n for n, head in enumerate(_heads(rows)) if n and not head), None)) is not None:
        beside = [n for n in (bare - 1, bare + 1) if 0 < n < len(rows[0]) and not any(r[n] and r[bare] for r in rows)]
        if len(beside) != 1:
            return []
        rows = [
            [row[bare] or cell if n == beside[0] else cell for n, cell in enumerate(row) if n != bare] for row in rows
        ]
    return rows


def _end(lines: Sequence[str], at: int, *, over_blank: bool) -> int:
    last = here = at
    tabs = lines[at].count("\t") if labels.starts_with(lines[at].split("\t"), 0, labels.indicator_head) else 0
    while here < len(lines):
        line = lines[here]
        if _is_parted(line):
            last = here
        elif tabs and here == last + 1 and "\t" not in line and line.rstrip().endswith("."):
            last = here  # what is said of the indicator above, over all columns
        elif here > last + 1 or not (_is_between(line) or (over_blank and not line.strip())):
            break
        here += 1
    while last + 1 < len(lines) and _ends_cell(lines[last + 1]):
        last += 1
    return last + 1


def _ends_cell(line: str) -> bool:
    """Whether a line below the last row is the rest of one of its cells: indented, or in lower case."""
    return (line.startswith("    ") and bool(line.strip()) and not _LIST.match(line)) or is_low(line.strip())


def _is_between(line: str) -> bool:
    """Whether a line may stand between two rows: a rule, or the name of a group or of a row without values."""
    if RULE.fullmatch(line):
        return True
    return 0 < len(line.strip()) <= _LONGEST_BETWEEN and not labels.names_part(line.strip()) and not _LIST.match(line)


def _whole(rows: Rows) -> tuple[Rows, bool]:
    """The rows with those joined that go on with the cells of the one above in lower case, and whether any did."""
    if labels.starts_with(rows[0], 0, labels.goal_head):
        return list(whole_goal_rows(rows)), False
    whole: Rows = []
    wraps = False
    for row in rows:
        if whole and _goes_on(whole[-1], row):
            wraps = True
            whole[-1] = [together(a, b) if a and b else a or b for a, b in zip(whole[-1], row, strict=True)]
        else:
            whole.append(row)
    return whole, wraps


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    if _has_values(row):  # `Programma voor de` above `binnenstad  12  13`
        return is_low(row[0]) and not any(above[1:])
    return all(map(is_low, filled))


def _has_values(row: Sequence[str]) -> bool:
    return any(labels.is_value(cell) for cell in row[1:])
