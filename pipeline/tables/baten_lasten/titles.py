"""The texts that speak about a table as a whole: caption, corner, what stands right above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ...model import Block, Document, Grid, Heading, Ignored, Item, Paragraph
from ..grids import NumberedGrid
from . import labels, title_labels

_NEAR = 3
_LEFT_OUT = 200  # blocks: of each cell of a table something may be left out


def texts_about(numbered: NumberedGrid, document: Document, shown: Sequence[Sequence[str]], first: int) -> list[str]:
    """The texts that speak about the whole table, nearest first."""
    corner = [labels.flat(text) for row in shown for text in row[: max(first - 1, 1)]]
    units = dict.fromkeys(filter(None, (labels.unit_in_head(text) for row in shown for text in row[first - 1 :])))
    above = _above(document.blocks[: numbered.block_no - 1])
    section = numbered.section
    heading = [section.heading or ""] if section is not None else []
    below = _below(document.blocks[numbered.block_no : numbered.block_no + _NEAR])
    return [labels.flat(numbered.grid.caption or ""), *corner, " | ".join(units), *above, *heading, *below]


def _below(blocks: Sequence[Block]) -> list[str]:
    """`Bedragen x € 1.000` right below the table. Right above the next table, or the heading of that, the note speaks
    about that one."""
    if not blocks or _opens_table(blocks[1:]):
        return []
    note = blocks[0]
    if isinstance(note, Paragraph) and len(note.text) <= 60 and labels.is_unit_note(note.text):
        return [labels.flat(note.text)]
    return []


def _opens_table(blocks: Sequence[Block]) -> bool:
    """Whether a table follows, or a heading and a table."""
    behind = blocks[1:] if blocks and isinstance(blocks[0], Heading) else blocks
    return bool(behind) and isinstance(behind[0], Grid)


def _above(blocks: Sequence[Block]) -> list[str]:
    """Short paragraphs and headings right above the table, up to the nearest heading that says more than the unit, or
    another block. The note
    `- = nadeel / + = voordeel` reads as a list item where lists are printed with dashes. What is left out of the
    table itself, such as a button in each of its heads, stands between both and is no text."""
    found = []
    printed = (block for block in reversed(blocks[-_LEFT_OUT:]) if not isinstance(block, Ignored))
    for block in islice(printed, _NEAR):
        if isinstance(block, Heading):
            found.append(labels.flat(block.text))
            if labels.is_unit_note(block.text):
                continue
            break
        if not isinstance(block, Paragraph) and not (isinstance(block, Item) and labels.is_note(block.text)):
            break
        if len(block.text) <= 120:
            found.append(labels.flat(block.text))
    return found


def is_titled_with_component(numbered: NumberedGrid, document: Document) -> bool:
    """Whether the caption or a title right above says that all amounts are lasten or baten (`Lasten per programma`)."""
    return any(map(title_labels.block_component, titles_of(numbered, document)))


def titles_of(numbered: NumberedGrid, document: Document) -> tuple[str, ...]:
    """The caption of a table and what stands right above it."""
    last = numbered.block_no - 1
    return numbered.grid.caption or "", *_above(document.blocks[max(0, last - _LEFT_OUT) : last])


def headings_over(numbered: NumberedGrid, document: Document) -> list[str]:
    """The headings that the table stands below, the nearest first, each of a higher level than the one before."""
    last = numbered.block_no - 1
    found: list[Heading] = []
    for block in reversed(document.blocks[max(0, last - _LEFT_OUT) : last]):
        if isinstance(block, Heading) and (not found or block.level < found[-1].level):
            found.append(block)
    return [labels.flat(block.text) for block in found]


def is_titled_otherwise(numbered: NumberedGrid, document: Document) -> bool:
    """Whether the nearest title names another kind of table (`Kredieten (x €1.000)`) and no lasten or baten."""
    above = _above(document.blocks[: numbered.block_no - 1])
    for text in (labels.flat(numbered.grid.caption or ""), labels.flat(numbered.grid.rows[0][0].text), *above):
        if labels.is_foreign_title(text):
            return True
        if labels.names_a_side(text):
            return False
    return False


def is_titled_incidental(numbered: NumberedGrid, document: Document) -> bool:
    """Whether caption, corner or a title right above names incidental lasten and baten: a part of those of a
    programme."""
    corner = numbered.grid.rows[0][0].text if numbered.grid.rows else ""
    last = numbered.block_no - 1
    above = _above(document.blocks[max(0, last - _LEFT_OUT) : last])
    return any(map(title_labels.is_incidental_title, (labels.flat(numbered.grid.caption or ""), corner, *above)))
