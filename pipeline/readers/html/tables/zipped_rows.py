"""A table of lasten and baten whose rows stand in one cell for each column, parted by line breaks or paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import shown
from pipeline.readers.html.tables.rows import Row
from pipeline.readers.lines import blank
from pipeline.readers.table_labels import fold, is_value, value_head

Element = etree._Element

_FEWEST = 3  # rows: two amounts in a cell are a proposal and its cover (begroting-2022 p36511)
_MOST_HEADS = 3
_OF_A_BUDGET = "lasten"


def unzipped(rows: Sequence[Row], texts: Sequence[Sequence[str]]) -> list[Row]:
    """The rows of such a table: heads, and one row in which each cell holds as many lines as the first, values below
    the heads. No rows for any other table: where the lines of one cell are fewer, nothing says which are blank."""
    if not 1 < len(rows) <= 1 + _MOST_HEADS or texts[-1][0].count("\n") < _FEWEST - 1:
        return []
    if not any(_OF_A_BUDGET in text.lower() for line in texts for text in line):
        return []
    body = rows[-1]
    columns = [_lines(cell) for cell in body.cells]
    count = len(columns[0])
    if count < _FEWEST or any(len(lines) != count for lines in columns) or not all(columns[0]):
        return []
    printed = [text for lines in columns[1:] for text in lines if text]
    if not printed or not all(map(is_value, printed)):
        return []
    return [*rows[:-1], *(Row(body.part, [_cell(text) for text in line]) for line in zip(*columns, strict=True))]


def with_rows_apart(rows: list[Row]) -> list[Row]:
    """The rows of a table whose only row holds all of them with their heads: each cell opens with the head of values
    that stand below it. Those of any other table as they are."""
    if len(rows) != 1 or len(rows[0].cells) <= _FEWEST or not len(rows[0].cells[1]):
        return rows
    columns = [_lines(cell) for cell in rows[0].cells]
    count = len(columns[0])
    if count < 2 or any(len(lines) != count for lines in columns) or not all(columns[0][1:]):
        return rows
    heads = [lines[0] for lines in columns[1:]]
    printed = [text for lines in columns[1:] for text in lines[1:] if text]
    if not any(_OF_A_BUDGET in head.lower() for head in heads) or not all(value_head(fold(head)) for head in heads):
        return rows
    if not printed or not all(map(is_value, printed)):
        return rows
    return [Row(number > 0, [_cell(text) for text in line]) for number, line in enumerate(zip(*columns, strict=True))]


def _lines(cell: Element) -> list[str]:
    """The lines of a cell with those that are blank."""
    if len(cell) and all(child.tag in ("p", "div") and blank(child.tail) for child in cell) and blank(cell.text):
        return [shown(child).strip() for child in cell]
    lines = [cell.text or ""]
    for child in cell:
        if child.tag == "br":
            lines.append("")
        elif child.tag in INLINE and next(child.iter("br"), None) is None:
            lines[-1] += shown(child)
        else:
            return []
        lines[-1] += child.tail or ""
    return [" ".join(line.split()) for line in lines]


def _cell(text: str) -> Element:
    cell = etree.Element("td")
    cell.text = text
    return cell
