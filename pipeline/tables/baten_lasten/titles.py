"""The texts that speak about a table as a whole: caption, corner, what stands right above it."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Block, Document, Heading, Item, Paragraph
from ..grids import NumberedGrid
from . import labels

_NEAR = 3


def texts_about(numbered: NumberedGrid, document: Document, shown: Sequence[Sequence[str]], first: int) -> list[str]:
    """The texts that speak about the whole table, nearest first."""
    corner = [labels.flat(text) for row in shown for text in row[: max(first - 1, 1)]]
    above = _above(document.blocks[: numbered.block_no - 1])
    section = numbered.section
    heading = [section.heading or ""] if section is not None else []
    below = _below(document.blocks[numbered.block_no : numbered.block_no + 1])
    return [labels.flat(numbered.grid.caption or ""), *corner, *above, *heading, *below]


def _below(blocks: Sequence[Block]) -> list[str]:
    """`Bedragen x € 1.000` right below the table."""
    return [
        labels.flat(block.text)
        for block in blocks
        if isinstance(block, Paragraph) and len(block.text) <= 60 and labels.is_unit_note(block.text)
    ]


def _above(blocks: Sequence[Block]) -> list[str]:
    """Short paragraphs and headings right above the table, up to the nearest heading or other block. The note
    `- = nadeel / + = voordeel` reads as a list item where lists are printed with dashes."""
    found = []
    for block in reversed(blocks[-_NEAR:]):
        if isinstance(block, Heading):
            found.append(labels.flat(block.text))
            break
        if not isinstance(block, Paragraph) and not (isinstance(block, Item) and labels.is_note(block.text)):
            break
        if len(block.text) <= 120:
            found.append(labels.flat(block.text))
    return found


def is_titled_otherwise(numbered: NumberedGrid, document: Document) -> bool:
    """Whether the nearest title names another kind of table (`Kredieten (x €1.000)`) and no lasten or baten."""
    above = _above(document.blocks[: numbered.block_no - 1])
    for text in (labels.flat(numbered.grid.caption or ""), labels.flat(numbered.grid.rows[0][0].text), *above):
        if labels.is_foreign_title(text):
            return True
        if "asten" in text or "aten" in text:
            return False
    return False
