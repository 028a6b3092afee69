"""Text in `<pre>`, whose lines and blanks count: tables of columns that stand below each other, lines, paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from lxml import etree

from pipeline.readers.html.cells import INLINE
from pipeline.readers.table_labels import is_value

Element = etree._Element
Token: TypeAlias = tuple[int, int, str]  # begin, end, text

_TOKEN = re.compile(r"\S+(?: \S+)*")  # two blanks part columns
_RULE = re.compile(r"(?=[\s|+=:_-]*[-=_]{3})[\s|+=:_-]+")
_LABEL_AND_AMOUNT = re.compile(r"(\D*[^\W\d_]\D*?)(?<! [x×*]) ((?:€ )?[-−–]?\d{1,3}(?:\.\d{3})+)")
_FEWEST_ROWS = 2
_FEWEST_WITHOUT_VALUES = 3


def write_lines(root: Element) -> None:
    """Write every `pre` under `root` out in place, as the paragraphs and tables that it prints."""
    for element in list(root.iter("pre")):
        inner = [child.tag for child in element.iterdescendants()]
        if not INLINE.union(("code",)).issuperset(inner) or next(element.iterancestors("td", "th"), None) is not None:
            continue
        text = "".join(map(str, element.itertext())) if "br" not in inner else ""
        del element[:]
        element.tag, element.text = "div", None
        for paragraph in re.split(r"\n[ \t\xa0]*\n", text.replace("\r", "").replace("\xa0", " ")):
            lines = [line.rstrip() for line in paragraph.split("\n")]
            _write(element, [line for line in lines if line and not _RULE.fullmatch(line)])


def _write(parent: Element, lines: list[str]) -> None:
    """A paragraph of lines, without the rules drawn between them: those in front of its table, if it holds one, and the
    table."""
    rows = _rows(lines)
    title = 0
    while title < len(rows) and sum(map(bool, rows[title])) == 1 and rows[title][0]:
        title += 1
    if text := lines[: title if rows else len(lines)]:
        paragraph = etree.SubElement(parent, "p")
        paragraph.text = text[0]
        for more in text[1:]:
            etree.SubElement(paragraph, "br").tail = more
    if rows:
        table = etree.SubElement(parent, "table")
        for row in rows[title:]:
            line = etree.SubElement(table, "tr")
            for cell in row:
                etree.SubElement(line, "td").text = cell


def _rows(lines: list[str]) -> list[list[str]]:
    """The cells of lines that are a table; no rows for other lines."""
    if sum("\t" in line for line in lines) >= _FEWEST_ROWS:
        return _of_one_width([line.split("\t") for line in lines])
    if sum(line.count("|") > 1 for line in lines) >= _FEWEST_ROWS:
        return _of_one_width([line.strip().strip("|").split("|") if "|" in line else [line] for line in lines])
    tokens = [[(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(line)] for line in lines]
    parted = [line for line in tokens if len(line) > 1]
    with_values = sum(any(is_value(text) for _, _, text in line[1:]) for line in parted)
    wide = sum(len(line) > 2 for line in parted)
    if len(parted) < _FEWEST_ROWS or (with_values * 2 < len(parted) and wide < _FEWEST_WITHOUT_VALUES):
        return []
    return _in_columns([list(_apart(line)) for line in tokens]) or _in_columns(tokens)


def _in_columns(lines: Sequence[Sequence[Token]]) -> list[list[str]]:
    """The cells of lines whose texts all stand in columns, else none."""
    columns = list(_columns([line for line in lines if len(line) > 1]))
    placed = [_placed(line, columns) for line in lines]
    return [row for row in placed if row is not None] if None not in placed and len(columns) > 1 else []


def _apart(line: Sequence[Token]) -> Iterator[Token]:
    """The texts of a line, a label that reaches up to its amount (`Saldo van baten en lasten -39.000`) apart from it.
    Only numbers of thousands are amounts by themselves."""
    for begin, end, text in line:
        if found := _LABEL_AND_AMOUNT.fullmatch(text):
            yield begin, begin + found.end(1), found[1]
            yield begin + found.start(2), end, found[2]
        else:
            yield begin, end, text


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
