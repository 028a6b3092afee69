"""Tables that a page marks up as nothing but blocks of one cell each: rebuilt as those of flat text exports are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from pipeline.model import Block, Finding, Grid, Paragraph
from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import holds_content, shown, text_of
from pipeline.readers.html.tables.layout import label_parts
from pipeline.readers.html.tables.rows import MOST_PARTS, Row
from pipeline.readers.lines import blank
from pipeline.readers.table_labels import ROLES, is_value, lone_heads, year
from pipeline.readers.text.grids import flat_blocks

_FEWEST_CELLS = 3
_ROWS = frozenset({"div", "section", "p"})
_MOST_HEADS = 3  # rows in the part with the heads
_ROLE = re.compile(rf"(?:{ROLES}):?", re.IGNORECASE)
_CELLS = INLINE | {"div"}
_FEWEST_PAIRS = 4
_LONGEST_OF_PAIR = 80  # characters
_THOUSANDS = re.compile(r"(?:€ ?)?-?(?:€ ?)?[1-9]\d{0,2}(?:\.\d{3})+").fullmatch
_LONGEST_VALUE = 20
_LONGEST_CELL = 120
_FEWEST_VALUES = 6  # different amounts in thousands that stand alone: key figures on tiles are fewer


def rows_of_list(element: etree._Element) -> list[Row]:
    """The rows of a list that is a table: items of nothing but cells, as many in each as in the first, which prints the
    heads. No rows for any other list."""
    first = next(element.iterchildren("li"), None)
    if first is None or len(first) < _FEWEST_CELLS:
        return []
    rows = [Row(1, list(item)) for item in element]
    inline = all(cell.tag in _CELLS and blank(cell.tail) for row in rows for cell in row.cells)
    if len(rows) < 2 or not inline or not all(blank(item.text) for item in element):
        return []
    if shown(first)[-1:] in (".", ";"):
        return []  # a sentence, each word in an element of its own
    same = all(len(row.cells) == len(first) for row in rows)
    if same and any(cell.text in lone_heads for cell in first):
        return rows
    return rows if _prints_values(rows, len(first)) else []


def _prints_values(rows: Sequence[Row], width: int) -> bool:
    """Whether most rows below a row of heads print a value, and the heads none but years. A row of one cell is the
    title of others."""
    if any(len(row.cells) not in (1, width) for row in rows):
        return False
    heads, *texts = [[str(text_of(cell)).strip() for cell in row.cells] for row in rows]
    if any(is_value(text) and not year(text) for text in heads[1:]):
        return False
    return len(texts) > 1 and 2 * sum(any(map(is_value, row[1:])) for row in texts) > len(texts)


def rows_of_pairs(definitions: etree._Element) -> list[Row]:
    """The rows of a `dl` that prints as a table of two columns: many short pairs that do not name the parts of the
    report."""
    names, values = list(definitions.iter("dt")), list(definitions.iter("dd"))
    if len(names) != len(values) or len(names) < _FEWEST_PAIRS or holds_content(definitions):
        return []
    if any(len(shown(text)) > _LONGEST_OF_PAIR for text in (*names, *values)) or label_parts(names):
        return []
    return [Row(1, [name, value]) for name, value in zip(names, values, strict=True)]


def may_be_rows(element: etree._Element) -> bool:
    """Whether a block is worth a look as a table: two cells would be a name and its value."""
    if len(element) < 2 or (first := element[0]).tag not in _ROWS:
        return False
    return len(first) >= _FEWEST_CELLS or (_is_in_parts(element) and len(first[0]) >= _FEWEST_CELLS)


def _is_in_parts(element: etree._Element) -> bool:
    """Whether head and body of a table may be blocks of their own."""
    return len(element) <= MOST_PARTS and 0 < len(element[0]) <= _MOST_HEADS


def rows_of_blocks(element: etree._Element) -> list[Row]:
    """The rows of a block that is a table: blocks of nothing but short cells, as many in each as in the first, which
    prints heads over rows of values. No rows for any other block; key figures on tiles print one value each."""
    lines = list(element)
    inner = [row for part in lines for row in part] if _is_in_parts(element) else []
    if inner and len({len(row) for row in inner}) == 1 and len(inner[0]) >= _FEWEST_CELLS:
        if not all(part.tag in _ROWS and blank(part.text) for part in lines):
            return []
        lines = inner
    width = len(lines[0])
    if any(len(row) != width or not blank(row.text) or not blank(row.tail) for row in lines):
        return []
    rows = [[str(text_of(cell)).strip() for cell in row] for row in lines]
    if any(len(text) > _LONGEST_CELL for row in rows for text in row):
        return []
    values = [sum(map(is_value, row[1:])) for row in rows]
    if all(_ROLE.fullmatch(row[0]) and values[n] for n, row in enumerate(rows)):
        return [Row(1, list(row)) for row in lines]  # an indicator with its years down
    if not any(rows[0]) or (values[0] and not all(map(year, filter(None, rows[0][1:])))):
        return []
    if sum(map(bool, values[1:])) * 2 <= len(rows) - 1:
        return []
    if next(element.iter("a", "table", "ul", "ol", "dl", "button", "input", "img"), None) is not None:
        return []
    return [Row(0 if number == 0 else 1, list(row)) for number, row in enumerate(lines)]


def with_unmarked_tables(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """The blocks of an html page, runs of paragraphs below a head of finances or indicators, or with many that are
    nothing but an amount, as the tables they print, where no table of the page has such a head or such amounts: else
    it is a copy for small screens."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_VALUE]
    lone = lone_heads.intersection(texts)
    values = {text for text in texts if _THOUSANDS(text)}
    if not lone and len(values) < _FEWEST_VALUES:
        return list(blocks), []
    printed = {cell.text for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row}
    lone -= printed
    values -= printed
    written: list[Block] = []
    findings: list[Finding] = []
    for run in _runs(blocks):
        found = {block.text for block in run if isinstance(block, Paragraph)}
        if lone.isdisjoint(found) and len(values & found) < _FEWEST_VALUES:
            written += run
            continue
        tables = sum(isinstance(block, Grid) for block in written)
        rebuilt, lost = flat_blocks([_text(block) for block in run], tables, run)
        written += rebuilt
        findings += lost
    return written, findings


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    for _, run in groupby(blocks, key=lambda block: isinstance(block, Paragraph)):
        yield list(run)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""
