"""The tables of a page with their number: every table room counts them the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..contents import contents, keep_last
from ..model import Cell, Finding, Grid, Page, Section


class NumberedGrid(NamedTuple):
    """A table and where it stands. `table_no` counts all Grid blocks of the document (hidden and layout tables
    too) from 1, `block_no` all blocks from 1; `section` is the section that holds the block, `goal_id` that
    section's goal."""

    table_no: int
    block_no: int
    goal_id: str | None
    section: Section | None
    grid: Grid


@keep_last
def numbered_grids(page: Page) -> tuple[NumberedGrid, ...]:
    """All grids of the page in reading order."""
    found = contents(page.document).grids
    if not found:
        return ()
    home = {no: section for section in page.sections for no, block in section.blocks if type(block) is Grid}
    return tuple(
        NumberedGrid(table_no, block_no, section.goal_id if (section := home.get(block_no)) else None, section, grid)
        for table_no, (block_no, grid) in enumerate(found, 1)
    )


_ROW_NUMBER = re.compile(r"(?:\d{1,2}\.?){1,3}[a-z]?[.)]?|[a-z][.)]?")


def is_row_number(text: str) -> bool:
    """Whether a cell only counts its row: `1`, `2a`, `3.1.`, `b)`."""
    return len(text) <= 10 and _ROW_NUMBER.fullmatch(text.strip()) is not None


def numbers_rows(texts: Iterable[str]) -> bool:
    """Whether a column prints nothing but the numbers of its rows."""
    printed = [text for text in texts if text.strip()]
    return bool(printed) and all(map(is_row_number, printed))


def texts_beside(page: Page, numbered: NumberedGrid) -> list[str]:
    """The texts right above and right below a table, where those are no tables."""
    blocks = page.document.blocks
    beside = [blocks[no] for no in (numbered.block_no - 2, numbered.block_no) if 0 <= no < len(blocks)]
    return [block.text for block in beside if not isinstance(block, Grid)]


def unplaced_rows(grid: Grid, column: int) -> frozenset[int]:
    """The rows (1-based) of a text export of which nobody knows what stands in this column (from 0). A row that is
    shorter than its heads begins in the first column all the same."""
    if column == 0 and not any(all(cell.text for cell in grid.rows[no - 1]) for no in grid.uncertain):
        return frozenset()
    return grid.uncertain


def told_unplaced(numbered: NumberedGrid, rows: frozenset[int]) -> Iterator[Finding]:
    """CELL_UNPLACED for the words of rows that give nothing because of it."""
    message = "blank cells vanished from the text export: nobody knows which of these words stands below which head"
    for no in sorted(rows):
        texts = dict.fromkeys(cell for cell in numbered.grid.rows[no - 1] if cell.text)
        found = " | ".join(cell.text for cell in texts)[:200]
        yield Finding("warning", "CELL_UNPLACED", message, f"table {numbered.table_no} row {no}", found, "whole rows")


def turned(grid: Grid) -> Grid:
    """The table with its rows as columns: years down and lasten and baten across say the same as the other way round.
    The places of its cells are turned too, and have to be turned back in what is read from it."""
    placed = {  # one for each, also for one that stands in several rows or columns
        id(cell): Cell(cell.text, cell.column, cell.row, cell.column_span, cell.row_span, cell.is_header)
        for row in grid.rows
        for cell in row
    }
    rows = tuple(tuple(placed[id(cell)] for cell in column) for column in zip(*grid.rows, strict=True))
    return Grid(rows, grid.caption, 1)


def of_table(finding: Finding) -> Finding:
    """The finding without the row and column it names, where those are the places of a turned table."""
    return replace(finding, location=" ".join(finding.location.split()[:2]))
