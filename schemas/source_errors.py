from __future__ import annotations

from .fields import Field, Table
from .shared import COLUMN_NO, COMMON, ROW_NO, TABLE_NO, TO_PAGE, required

SOURCE_ERRORS = Table(
    "source_errors",
    "Known errors of the source that were corrected: one row per corrected cell (corrections.csv).",
    (
        *COMMON,
        Field("source_error_id", "text", "`<page_id>/t1/r2/c3`: the cell.", required=True, unique=True),
        required(TABLE_NO),
        required(ROW_NO),
        required(COLUMN_NO),
        Field("printed", "text", "The cell as printed.", required=True),
        Field("correct", "text", "What should stand there.", required=True),
        Field("reason", "text", "How it is known.", required=True),
        Field("reported_on", "text", "Day it was reported to the municipality, ISO 8601.", pattern=r"\d{4}-\d\d-\d\d"),
    ),
    key=("source_error_id",),
    foreign_keys=(TO_PAGE,),
)
