from __future__ import annotations

from .fields import Field, Table
from .shared import BLOCK_NO, COMMON, GOAL_ID, TO_GOAL, TO_PAGE

POLICY_DOCUMENTS = Table(
    "policy_documents",
    "One row per policy document (kaderstellende nota) named below a goal, or on a page of a programme without goals.",
    (
        *COMMON,
        Field("policy_document_id", "text", "`<goal_id or page_id>/n01`.", required=True, unique=True),
        GOAL_ID,
        Field("seq", "integer", "Order below the goal or on the page, from 1.", required=True, ge=1),
        Field("title", "text", "Name of the document.", required=True),
        Field("established", "text", "When it was established, as printed."),
        Field("year", "integer", "Year in `established` or behind the title: `(2019)`.", ge=1950, le=2060),
        Field("description", "text", "Description, where one is printed."),
        Field("url", "text", "Address, where one is printed."),
        BLOCK_NO,
    ),
    key=("policy_document_id",),
    foreign_keys=(TO_PAGE, TO_GOAL),
)
