"""Columns that the overviews of reserves, bestedingsvoorstellen and incidentele baten en lasten share."""

from __future__ import annotations

from .baten_lasten import EURO_LIMIT, STAGES
from .fields import Field
from .shared import COLUMN_NO, ROW_NO, SOURCE_ERROR, TABLE_NO, required

AMOUNT_ID = Field(
    "amount_id", "text", "`<page_id>/t1/r2/c3`; the second amount of one cell ends in `/2`.", required=True, unique=True
)
FISCAL_YEAR = Field("fiscal_year", "integer", "Year the amount is about.", required=True, ge=1990, le=2060)
STAGE = Field(
    "stage", "text", "Stage of the budget cycle; a year behind that of a budget is a raming.", True, values=STAGES
)
PROGRAMME = (
    Field("programme_code", "text", "Programme, where the table names it."),
    Field("programme", "text", "Its name, or what the programme column prints (`5/6`, `diverse`)."),
)


def amount(description: str) -> tuple[Field, ...]:
    """The amount, how it was printed, and how its unit is known."""
    return (
        Field("amount_eur", "integer", description, ge=-EURO_LIMIT, le=EURO_LIMIT, unit="EUR"),
        Field("missing_reason", "text", "Why there is no amount.", values=("dash", "nvt", "nb", "pm")),
        Field("printed_eur", "integer", "As printed times unit.", ge=-EURO_LIMIT, le=EURO_LIMIT, unit="EUR"),
        Field("printed_text", "text", "The amount as printed.", required=True),
        Field("unit", "integer", "Euros per printed one.", required=True, values=(1, 1000, 1000000)),
        Field(
            "unit_evidence",
            "text",
            "What settled the unit; magnitude: no other one is possible, or UNIT_INFERRED says it is likely.",
            required=True,
            values=("caption", "text_amounts", "magnitude"),
        ),
        Field(
            "reliability",
            "text",
            "proven: a sum holds and the text agrees on the unit; consistent: a sum holds; unverified: no sum covers "
            "it; doubtful: a sum fails.",
            required=True,
            values=("proven", "consistent", "unverified", "doubtful"),
        ),
    )


def sign_convention(*values: str) -> Field:
    return Field("sign_convention", "text", "How the table prints; as_is is canonical already.", True, values=values)


PLACE = (
    Field("row_label", "text", "Label of the row as printed.", required=True),
    Field("column_label", "text", "Head of the column as printed.", required=True),
    required(TABLE_NO),
    required(ROW_NO),
    required(COLUMN_NO),
    SOURCE_ERROR,
)
