from __future__ import annotations

from .fields import Field, Table
from .shared import PUBLICATION, PUBLICATION_ID

PUBLICATIONS = Table(
    "publications",
    "One row per publication, with what was covered of it.",
    (
        Field("publication_id", "text", PUBLICATION_ID.description, True, True, pattern=PUBLICATION_ID.pattern),
        *PUBLICATION[1:],
        Field("page_id", "text", "First page of the publication in page order."),
        Field("title", "text", "Name of the publication, such as `Jaarstukken 2024`.", required=True),
        Field("host", "text", "Host name the pages come from, null when no page tells."),
        Field("edition", "integer", "1 or 2 for a beleidsrapportage.", values=(1, 2)),
        Field("pages", "integer", "Pages of the publication.", True, ge=1),
        Field("first_built_at", "datetime", "Earliest build stamp, local time."),
        Field("last_built_at", "datetime", "Latest build stamp, local time."),
        Field("last_exported_at", "datetime", "Latest export stamp, local time."),
        Field("blocks", "integer", "Content blocks on all pages.", True, ge=0),
        Field("blocks_typed", "integer", "Blocks a table row was read from.", True, ge=0),
        Field("blocks_text", "integer", "Blocks kept as text in `sections` only.", True, ge=0),
        Field("blocks_ignored", "integer", "Blocks ignored by name with a reason.", True, ge=0),
        Field("tables", "integer", "Printed tables.", True, ge=0),
        Field("pages_quarantined", "integer", "Pages that could not be used.", True, ge=0),
        Field("pages_no_data", "integer", "Pages without data, such as navigation.", True, ge=0),
        Field("number_cells", "integer", "Table cells that hold a number, years of heads aside.", True, ge=0),
        Field("number_cells_typed", "integer", "Of those, cells claimed by a typed table.", True, ge=0),
    ),
    key=("publication_id",),
)
