"""Frames whose cells are the parts of a report: labels side by side above their parts (`Wat willen we bereiken? | Wat
gaan we daarvoor doen?`), numbered labels with the parts beside them, labels over the whole width above their rows.

A table is a frame only by the labels that stand nowhere but above parts (`frame_labels` of table_labels.toml); as a
table all of a goal would be cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from pipeline.readers.html.elements import text_of
from pipeline.readers.html.tables.rows import Row
from pipeline.readers.table_labels import fold, frame_label, is_value

Element = etree._Element

_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])?[.)]?|[•·▪–-]")
_BLOCKS = ("p", "div", "ul", "ol", "table")
_MOST_COLUMNS = 4


def unfold(table: Element, rows: Sequence[Row]) -> bool:
    """Whether a table is such a frame; it is then, in place, a block with each label above its part."""
    if len(rows) < 2 or not any(map(_is_label, rows[0].cells[:2])):
        return False  # most tables: the text of two cells tells
    parts = _side_by_side(rows) or _numbered(rows) or _over_the_width(rows)
    if not parts:
        return False
    for child in list(table):
        if child.tag != "caption":
            table.remove(child)
    table.tag = "div"
    for label, cells in parts:
        table.append(_block(label))
        _append_part(table, cells)
    return True


def _side_by_side(rows: Sequence[Row]) -> list[tuple[Element, list[Element]]]:
    heads = rows[0].cells
    if not 2 <= len(heads) <= _MOST_COLUMNS or any(len(row.cells) != len(heads) for row in rows):
        return []
    if len({_text(head).lower() for head in heads}) < len(heads) or not all(map(_is_label, heads)):
        return []
    if any(is_value(_text(cell)) for row in rows[1:] for cell in row.cells):
        return []
    return [(head, [row.cells[place] for row in rows[1:]]) for place, head in enumerate(heads)]


def _numbered(rows: Sequence[Row]) -> list[tuple[Element, list[Element]]]:
    """`1 | Criteria | <part>`."""
    if any(len(row.cells) != 3 or not _NUMBER.fullmatch(_text(row.cells[0])) for row in rows):
        return []
    labels = [row.cells[1] for row in rows]
    if 2 * sum(map(_is_label, labels)) < len(labels) or any(is_value(_text(row.cells[2])) for row in rows):
        return []
    return [(row.cells[1], [row.cells[2]]) for row in rows]


def _over_the_width(rows: Sequence[Row]) -> list[tuple[Element, list[Element]]]:
    """Labels that are all of their row, above rows of text, which a number or a bullet may count."""
    parts: list[tuple[Element, list[Element]]] = []
    for row in rows:
        cells = row.cells
        if len(cells) == 1 and _is_label(cells[0]):
            parts.append((cells[0], []))
        elif (
            not parts
            or len(cells) > 2
            or (len(cells) == 2 and not _NUMBER.fullmatch(_text(cells[0])))
            or is_value(_text(cells[-1]))
        ):
            return []
        else:
            parts[-1][1].append(cells[-1])
    return parts if len(parts) > 1 and any(len(row.cells) == 2 for row in rows) else []


def _append_part(frame: Element, cells: Sequence[Element]) -> None:
    """Several lines of text are a list; what holds blocks of its own stays what it is."""
    filled = [cell for cell in cells if _text(cell)]
    if len(filled) < 2 or any(next(cell.iter(*_BLOCKS), None) is not None for cell in filled):
        frame.extend(map(_block, filled))
        return
    items = etree.SubElement(frame, "ul")
    for cell in filled:
        item = _block(cell)
        item.tag = "li"
        items.append(item)


def _block(cell: Element) -> Element:
    cell.tag = "div"
    cell.tail = None
    for name in ("colspan", "rowspan"):
        cell.attrib.pop(name, "")
    return cell


def _is_label(cell: Element) -> bool:
    return frame_label(fold(_text(cell))) is not None


def _text(cell: Element) -> str:
    return str(text_of(cell)).strip()
