"""Tables that a page marks up as nothing but blocks of one cell each: rebuilt as those of flat text exports are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.model import Block, Finding, Grid, Paragraph
from pipeline.readers.text_grids import flat_blocks

_HEADS = frozenset({"Lasten", "Indicator"})  # a paragraph of its own only as the head of a table


def with_unmarked_tables(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """The blocks of an html page, runs of paragraphs below a head of finances or indicators as the tables they print,
    where no table of the page has such a head: else it is a copy for small screens."""
    lone = {block.text for block in blocks if isinstance(block, Paragraph) and block.text in _HEADS}
    if lone:
        lone -= {cell.text for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row}
    if not lone:
        return list(blocks), []
    written: list[Block] = []
    findings: list[Finding] = []
    for run in _runs(blocks):
        if lone.isdisjoint(block.text for block in run if isinstance(block, Paragraph)):
            written += run
            continue
        tables = sum(isinstance(block, Grid) for block in written)
        rebuilt, found = flat_blocks([_text(block) for block in run], tables, run)
        written += rebuilt
        findings += found
    return written, findings


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    for _, run in groupby(blocks, key=lambda block: isinstance(block, Paragraph)):
        yield list(run)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""
