"""Columns that several tables share, defined once."""

from __future__ import annotations

from .fields import Field, ForeignKey

DOCUMENT_KINDS = ("begroting", "jaarstukken", "berap", "perspectiefnota")
PAGE_KINDS = ("goal", "ambition", "programme", "finance", "deviations", "indicators", "navigation", "other")
SECTION_KINDS = (
    "description",
    "realisation",
    "criteria",
    "activities",
    "activities_realised",
    "indicators",
    "policy_documents",
    "portfolio_holders",
    "financial_overview",
    "financial_explanation",
    "deviations",
    "other",
)
COMPONENTS = ("lasten", "baten", "toevoeging_reserves", "onttrekking_reserves", "saldo", "resultaat")

PUBLICATION_ID = Field(
    "publication_id",
    "text",
    "The publication: `<municipality>-<document_kind>-<report_year>[-<edition>]`.",
    required=True,
    pattern=r"[a-z0-9-]+-(begroting|jaarstukken|berap|perspectiefnota)-\d{4}(-[12])?",
)
PUBLICATION = (
    PUBLICATION_ID,
    Field("municipality", "text", "Municipality, lower case as in the host name.", required=True),
    Field("document_kind", "text", "Kind of publication.", required=True, values=DOCUMENT_KINDS),
    Field("report_year", "integer", "Year the publication is about.", required=True, ge=2010, le=2060),
)
PAGE_ID = Field("page_id", "text", "The page the row was read from: `<publication_id>/p<number>`.", required=True)
COMMON = (*PUBLICATION, PAGE_ID)
"""The five columns every table opens with, so that it can be filtered without a join."""

UNIDENTIFIED = tuple(Field(f.name, f.kind, f.description, pattern=f.pattern, values=f.values) for f in PUBLICATION)
"""The same columns where a page may be so broken that nothing tells its publication."""

GOAL_ID = Field("goal_id", "text", "The goal: `<publication_id>/<goal_code>`, or a slug where goals have no code.")
BLOCK_NO = Field("block_no", "integer", "Block of the page the row was read from, counted from 1.", ge=1)
TABLE_NO = Field("table_no", "integer", "Table on the page, counted from 1.", ge=1)
ROW_NO = Field("row_no", "integer", "Row of the table, head rows included, counted from 1.", ge=1)
COLUMN_NO = Field("column_no", "integer", "Column of the table, counted from 1.", ge=1)
TEXT_ORIGIN_YEAR = Field(
    "text_origin_year",
    "integer",
    "Year of the budget the text was taken from: `(tekst uit Begroting 2021)`.",
    ge=2010,
)

SOURCE_ERROR = Field(
    "source_error", "text", "What was corrected here, printed -> correct; `source_errors` has the reason."
)

TO_PAGE = ForeignKey("page_id", "pages.page_id")
TO_GOAL = ForeignKey("goal_id", "goals.goal_id")


def required(field: Field) -> Field:
    """The same column where it may not be null."""
    return Field(field.name, field.kind, field.description, True, field.unique, field.values, field.pattern, field.ge)
