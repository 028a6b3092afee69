from __future__ import annotations

from .fields import Field, Table
from .shared import COLUMN_NO, COMMON, ROW_NO, SOURCE_ERROR, TABLE_NO, TO_PAGE, required

TABLE_CELLS = Table(
    "table_cells",
    "Every cell of every printed table, read or not understood, where it begins.",
    (
        *COMMON,
        Field("cell_id", "text", "`<page_id>/t1/r2/c3`.", required=True, unique=True),
        required(TABLE_NO),
        required(ROW_NO),
        required(COLUMN_NO),
        Field("row_span", "integer", "Rows it covers.", required=True, ge=1),
        Field("column_span", "integer", "Columns it covers.", required=True, ge=1),
        Field("is_header", "boolean", "Printed as a head.", required=True),
        Field("text", "text", "Text as printed.", required=True),
        Field("number", "decimal", "The one number the cell holds, no unit applied; `€ 1,2 mln.` is 1200000."),
        Field("missing_reason", "text", "Placeholder.", values=("dash", "empty", "nvt", "nb", "pm")),
        Field("placement", "text", "How its place is known.", True, values=("printed", "uncertain")),
        Field("caption", "text", "Caption of its table."),
        Field("claimed_by", "text", "Typed table that took the cell, null when none did."),
        SOURCE_ERROR,
    ),
    key=("cell_id",),
    foreign_keys=(TO_PAGE,),
)
