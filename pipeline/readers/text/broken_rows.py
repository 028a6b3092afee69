"""Which lines of a text export are pipe rows, and rows that line breaks inside their cells broke (begroting-2016 p3027)
as rows on one line again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.readers import table_labels as labels

RULE = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*(?::?-{3,}:?)?\s*)+")
"""The line under the head of a table, as a pattern."""
_HAS_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|[\s|:-]*$", re.MULTILINE)
_EDGED = re.compile(r"^[ \t]*\|.*\|[ \t]*$(?:\n[ \t]*\|.*\|[ \t]*$)+", re.MULTILINE)
_FEWEST_EDGES = 3  # of two cells
_ROWS = 3  # lines that end in a pipe: fewer may be anything
_PIECES = 3  # lines of a cell
_LONGEST = 120  # characters of the name that opens a row


def has_pipe_rows(text: str) -> bool:
    """Does a line of only dashes and pipes stand under a first row?"""
    return "---" in text and _HAS_RULE.search(text) is not None


def with_rules(text: str) -> str:
    """A page of pipe rows that lost the rules under its heads, and where a cell of several lines broke its row
    (begroting-2016 p3027): the rows whole again, with a rule under the first row of each table. Any other text is
    returned as it is; so is one whose blocks are parted by blank lines (form A), but for tables whose rows all have
    both edges and as many cells."""
    if "\n|" in text:
        text = _EDGED.sub(_with_rule, text)
    if text.count("|\n") < _ROWS or "\n\n" in text.strip() or has_pipe_rows(text):
        return text
    lines = [line.strip() for line in text.split("\n")]
    width = max((line.count("|") for line in lines if not line.startswith("|")), default=0)
    if width < 2:  # `a | b` is a breadcrumb as often as a row
        return text
    shaped: list[str] = []
    in_table = False
    at = 0
    while at < len(lines):
        row, at = _whole_row(lines, at, width)
        shaped.append(row)
        if "|" in row and not in_table:
            shaped.append("|".join(["---"] * width))
        in_table = "|" in row
    return "\n".join(shaped)


def _with_rule(found: re.Match[str]) -> str:
    rows = found[0].split("\n")
    width = rows[0].count("|")
    if width < _FEWEST_EDGES or any(row.count("|") != width for row in rows) or RULE.fullmatch(rows[1]):
        return found[0]
    return "\n".join([rows[0], "|" + "---|" * (width - 1), *rows[1:]])


def _whole_row(lines: Sequence[str], at: int, width: int) -> tuple[str, int]:
    """The row that begins at a line, and the place of the line behind it: lines that open with a pipe go on with it."""
    row = lines[at]
    at += 1
    while at < len(lines) and lines[at].startswith("|") and row.count("|") + lines[at].count("|") <= width:
        row = f"{row} {lines[at]}"
        at += 1
    return row, at


def with_whole_rows(lines: Sequence[str]) -> Sequence[str]:
    """The lines, each row of a table whose rows all end with a pipe on one of them. What does not make a row of as many
    cells as the rule below the head is left as it is."""
    if all(line.endswith("|") for line in lines if "|" in line):  # as nearly all pages print them
        return lines
    is_rule = ["---" in line and RULE.fullmatch(line.strip()) is not None for line in lines]
    if not any(is_rule):
        return lines
    whole: list[str] = []
    at = width = 0
    while at < len(lines):
        if is_rule[at]:
            width = lines[at].count("|") if lines[at].rstrip().endswith("|") else 0
        head = next((n for n in range(at, min(at + 20, len(lines))) if is_rule[n]), None) if "|" in lines[at] else None
        cells = lines[head].count("|") if head is not None and head > at + 1 else width
        end = at if is_rule[at] else _end_of_row(lines, is_rule, at, cells, head)
        whole.append(" ".join(line.strip() for line in lines[at : end + 1]) if end > at else lines[at])
        at = end + 1
        if head is None and "|" not in lines[end]:
            width = 0
    return whole


def _end_of_row(lines: Sequence[str], is_rule: Sequence[bool], at: int, width: int, head: int | None) -> int:
    """The last line of the row that begins at a line and does not end on it; the same line where there is none."""
    first = labels.fold(lines[at])
    if width < 2 or ("|" not in first and (len(first) > _LONGEST or labels.names_part(first))):
        return at
    pipes = 0
    for end in range(at, min(at + _PIECES * width, len(lines))):
        if is_rule[end] or not lines[end].strip():
            break
        pipes += lines[end].count("|")
        if lines[end].rstrip().endswith("|"):
            opens_table = end + 1 < len(lines) and is_rule[end + 1]
            fits = pipes == width and opens_table == (head is not None and end + 1 == head)
            return end if fits else at
    return at
