from __future__ import annotations

from .fields import Field, Table
from .shared import BLOCK_NO, COMMON, GOAL_ID, SECTION_KINDS, TEXT_ORIGIN_YEAR, TO_GOAL, TO_PAGE

SECTIONS = Table(
    "sections",
    "The whole text of each page in order, part by part. Tables stand in table_cells.",
    (
        *COMMON,
        Field("section_id", "text", "`<page_id>/s01`.", required=True, unique=True),
        GOAL_ID,
        Field("seq", "integer", "Order on the page, from 1.", required=True, ge=1),
        Field("kind", "text", "What part of the report it is.", required=True, values=SECTION_KINDS),
        Field("heading", "text", "Heading as printed, null for text before the first heading."),
        Field("heading_path", "texts", "Headings above it, outermost first, its own last.", required=True),
        Field("text", "text", "Text, one block a line; list items open with a bullet.", required=True),
        TEXT_ORIGIN_YEAR,
        BLOCK_NO,
    ),
    key=("section_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
)
