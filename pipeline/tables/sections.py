"""The whole text of each page in order: one row per labelled part."""

from __future__ import annotations

from ..model import Page, Records, record
from .lines import as_text, one_line


@record
class SectionRecord:
    section_id: str
    goal_id: str | None
    seq: int
    kind: str
    heading: str | None
    heading_path: tuple[str, ...]
    text: str
    text_origin_year: int | None
    block_no: int | None


def read(page: Page) -> Records:
    """One row per section of the page. `text` has one block a line, list items opened by `• `; tables are not
    repeated (they stand in table_cells)."""
    return Records(
        tuple(
            SectionRecord(
                f"{page.page_id}/s{section.seq:02d}",
                section.goal_id,
                section.seq,
                section.kind,
                one_line(section.heading) if section.heading is not None else None,
                section.heading_path,
                as_text(block for _, block in section.blocks),
                section.text_origin_year,
                section.heading_block_no or (section.blocks[0][0] if section.blocks else None),
            )
            for section in page.sections
        )
    )
