"""A whole page in one table, as spreadsheets save it: titles, labels of parts and text each in a row of their own, and
the rows of the tables of the report among them. As a table, all of a goal would be cells."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.readers.html.elements import text_of
from pipeline.readers.html.tables.rows import Row
from pipeline.readers.table_labels import fold, frame_label, goal_opens

Element = etree._Element

_FEWEST_ROWS = 4
_FEWEST_LABELS = 2


def cut_up(table: Element, rows: Sequence[Row]) -> bool:
    """Whether a table is such a sheet: no row has two cells filled, and none is the head of a goal of 2014-2016, or two
    labels that stand nowhere but above parts are each alone in their row. It is then, in place, a block of the lone
    rows as blocks and of the tables between them."""
    if len(rows) < _FEWEST_ROWS or not all(len(row.cells) > 1 or row.cells[0].get("colspan") for row in rows[:2]):
        return False  # a frame of one column is walked as it stands
    alone = list(map(_is_alone, rows))
    if alone.count(True) < _FEWEST_LABELS:
        return False
    names = [fold(_text(row.cells[0])) if lone else "" for lone, row in zip(alone, rows, strict=True)]
    labels = [name != "" and frame_label(name) is not None for name in names]
    if sum(labels) < _FEWEST_LABELS and (not all(alone) or any(map(goal_opens, names))):
        return False
    table[:] = [child for child in table if child.tag == "caption"]
    table.tag = "div"
    part: list[Row] = []
    for at, row in enumerate(rows):
        between = 0 < at < len(rows) - 1 and not alone[at - 1] and not alone[at + 1]  # the title of a group of rows
        if not alone[at] or (between and not labels[at]):
            part.append(row)
            continue
        _append_table(table, part)
        part = []
        cell = row.cells[0]
        cell.tag, cell.tail = "div", None
        table.append(cell)
    _append_table(table, part)
    return True


def _append_table(sheet: Element, rows: Sequence[Row]) -> None:
    """The rows as a table, without the columns that only the sheet has."""
    while rows and all(len(row.cells) > 1 and not _text(row.cells[-1]) for row in rows):
        for row in rows:
            row.cells.pop()
    if not rows:
        return
    body = etree.SubElement(etree.SubElement(sheet, "table"), "tbody")
    for row in rows:
        etree.SubElement(body, "tr").extend(row.cells)


def _is_alone(row: Row) -> bool:
    """Whether a row prints its first cell only; one over some columns explains the row above it."""
    first, *others = row.cells
    if others and (others[0].text or "").strip():
        return False
    if first.get("rowspan") or (others and (_text(others[0]) or first.get("colspan"))):
        return False
    return not any(map(_text, others)) and _text(first) != ""


def _text(cell: Element) -> str:
    return str(text_of(cell)).strip()
