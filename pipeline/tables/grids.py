"""The tables of a page with their number: every table room counts them the same way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeVar

from ..model import Grid, Page, Section

_Found = TypeVar("_Found")


def once_per_page(find: Callable[[Page], _Found]) -> Callable[[Page], _Found]:
    """`find` with its last answer kept: all rooms read one page after another, and ask for the same. (An lru_cache
    would hash the whole page at every call.)"""
    kept: list[tuple[Page, _Found]] = []

    @wraps(find)
    def found(page: Page) -> _Found:
        for last, answer in kept:
            if last is page:
                return answer
        answer = find(page)
        kept[:] = [(page, answer)]
        return answer

    return found


class NumberedGrid(NamedTuple):
    """A table and where it stands. `table_no` counts all Grid blocks of the document (hidden and layout tables
    too) from 1, `block_no` all blocks from 1; `section` is the section that holds the block, `goal_id` that
    section's goal."""

    table_no: int
    block_no: int
    goal_id: str | None
    section: Section | None
    grid: Grid


@once_per_page
def numbered_grids(page: Page) -> tuple[NumberedGrid, ...]:
    """All grids of the page in reading order."""
    found = [(no, block) for no, block in enumerate(page.document.blocks, 1) if type(block) is Grid]
    home = {no: section for section in page.sections for no, block in section.blocks if type(block) is Grid}
    return tuple(
        NumberedGrid(table_no, block_no, section.goal_id if (section := home.get(block_no)) else None, section, grid)
        for table_no, (block_no, grid) in enumerate(found, 1)
    )
