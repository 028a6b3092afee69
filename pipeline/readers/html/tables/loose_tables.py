"""Tables made of blocks or spans, known by their printed heads: written out as the tables that they print.

Looked for only in a page whose blocks hold such a head outside any table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.model import Block, Grid, Paragraph
from pipeline.readers import table_labels as labels
from pipeline.readers.html.elements import HEADINGS, shown
from pipeline.readers.html.tables.rows import MOST_PARTS
from pipeline.readers.html.tree import drop
from pipeline.readers.lines import blank

Element = etree._Element

_LONGEST_HEADS = 120  # characters, of a row of heads that ran together
_LONGEST_HEAD = 60
_PARTS = frozenset({"div", "span", "p", "section", "li", "ul", "b", "strong", "em", "dt", "dd", "dl", "article"})
_MOST_COLUMNS = 12
_ROLES = frozenset({"row", "table", "grid", "treegrid"})
_MOST_ROWS = 500  # that are looked at again for each row of heads among them


def has_loose_heads(blocks: Sequence[Block]) -> bool:
    """Whether a text outside all tables opens with the head of one."""
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) < _LONGEST_HEADS and _opens_with_head(block.text):
            texts = {cell.text for grid in blocks if isinstance(grid, Grid) for row in grid.rows for cell in row}
            return block.text not in texts
    return False


def _opens_with_head(text: str) -> bool:
    """Whether a text is a head, or opens with one that ran together with the next (`NulsituatieNorm van 2016`)."""
    head = labels.opens_with_loose_head(text)
    if head is None or head.end() == len(text):
        return head is not None
    return text[head.end()].isupper() and not text.isupper()  # `INDICATOREN` is a label


def write_tables(root: Element) -> bool:
    """Change such blocks under `root` into tables, in place; whether there was one."""
    found = False
    done: set[Element] = set()
    for element in list(root.iter(*_PARTS)):
        text = (element.text or "").strip()
        if len(text) > _LONGEST_HEAD or (head := labels.opens_with_loose_head(text)) is None or head.end() < len(text):
            continue
        cell = _cell_of(element)
        row = cell.getparent()
        if row is None or row in done or row.tag not in _PARTS or _is_known(row):
            continue
        done.add(row)
        if width := _width(row):
            found = True
            done.update(_write(row, width))
    return found


def _is_known(row: Element) -> bool:
    """Whether a row is one by its role, or stands in a table that is one."""
    return any(element.get("role") in _ROLES for element in (row, *row.iterancestors()))


def _cell_of(element: Element) -> Element:
    """The widest block or span that prints nothing but what `element` does."""
    cell = element
    while (around := cell.getparent()) is not None and len(around) == 1 and around.tag in _PARTS and blank(around.text):
        cell = around
    return cell


def _width(row: Element) -> int:
    """How many columns the heads that open a row are; 0 for any other row."""
    if len(row) < 2 or any(child.tag in HEADINGS for child in row) or not _is_row(row, len(row)):
        return 0
    texts = [labels.fold(shown(child)) for child in list(row)[:_MOST_COLUMNS]]
    for heads in (labels.goal_head, labels.indicator_head, labels.policy_head, *labels.head_only):
        if labels.starts_with(texts, 0, heads):
            return len(heads)
    values = 0
    for text in texts[1:]:
        if labels.value_head(text) is None:
            break
        values += 1
    corner = not texts[0] or labels.label_head(texts[0]) or labels.caption(texts[0])
    return values + 1 if values > 1 and corner else 0


def _write(head: Element, width: int) -> Iterator[Element]:
    """Make the rows around a row of heads a table; all rows that were taken."""
    parent = head.getparent()
    if parent is None:
        return
    if len(head) > width:  # a grid of cells without rows
        if len(head) % width == 0:
            _write_cells(head, width)
        return
    around = parent.getparent()
    if around is not None and len(around) <= MOST_PARTS and all(_holds_rows(part, width) for part in around):
        for part in list(around):  # head and body in blocks of their own
            for row in list(part):
                part.addprevious(row)
            around.remove(part)
        parent = around
    rows = _rows(head, parent, width)
    table = etree.Element("table")
    rows[0].addprevious(table)
    for row in rows:
        line = etree.SubElement(table, "tr")
        if _is_row(row, width):
            for cell in list(row):
                etree.SubElement(line, "th" if row is head else "td").append(_untailed(cell))
            drop(row)
        else:
            etree.SubElement(line, "td", colspan=str(width)).append(_untailed(row))
        yield row


def _holds_rows(part: Element, width: int) -> bool:
    """Whether a block is the head, the body or the foot of a table: rows, and texts over all columns."""
    if len(part) > _MOST_ROWS:
        return False
    rows = sum(_is_row(row, width) for row in part)
    bare = blank(part.text) and blank(part.tail) and all(row.tag in _PARTS and blank(row.tail) for row in part)
    return bare and part.tag in _PARTS and 0 < rows >= len(part) - rows


def _is_row(row: Element, width: int) -> bool:
    """Whether a block holds that many cells and no text beside them."""
    return len(row) == width and blank(row.text) and all(blank(cell.tail) for cell in row)


def _rows(head: Element, parent: Element, width: int) -> list[Element]:
    """The rows of a table from its heads on, and those above them where the block around holds nothing else."""
    if len(parent) <= _MOST_ROWS and _is_all_table(parent, head.tag, width):
        return list(parent)
    rows = [head]
    for following in head.itersiblings():
        if not (blank(rows[-1].tail) and following.tag == head.tag and _is_row(following, width)):
            break
        rows.append(following)
    return rows


def _is_all_table(block: Element, tag: str, width: int) -> bool:
    """Whether a block holds nothing but rows, half of them or more with that many cells, the others with one text over
    all columns."""
    if not blank(block.text) or not all(blank(row.tail) for row in block):
        return False
    wide = [row for row in block if not _is_row(row, width)]
    return len(wide) * 2 <= len(block) and all(row.tag == tag and not _holds_parts(row) for row in wide)


def _holds_parts(block: Element) -> bool:
    """Whether a block is more than one text over all columns."""
    return next(block.iter(*HEADINGS, "table", "ul", "ol"), None) is not None


def _write_cells(cells: Element, width: int) -> None:
    table = etree.Element("table")
    for at, cell in enumerate(list(cells)):
        if at % width == 0:
            line = etree.SubElement(table, "tr")
        etree.SubElement(line, "td").append(_untailed(cell))
    cells.append(table)


def _untailed(element: Element) -> Element:
    element.tail = None
    return element
