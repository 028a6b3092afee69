"""The datasets of docs/dictionary.md: one module per table, shared columns defined once."""

from __future__ import annotations

from .activities import ACTIVITIES
from .baten_lasten import BATEN_LASTEN
from .checks import CHECKS
from .criteria import CRITERIA
from .deviations import DEVIATIONS
from .fields import Field, ForeignKey, Table
from .findings import FINDINGS
from .goals import GOALS
from .indicators import INDICATORS
from .pages import PAGES
from .policy_documents import POLICY_DOCUMENTS
from .publications import PUBLICATIONS
from .sections import SECTIONS
from .source_errors import SOURCE_ERRORS
from .table_cells import TABLE_CELLS
from .text_amounts import TEXT_AMOUNTS

SCHEMA_VERSION = "1.0.0"

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PUBLICATIONS,
        PAGES,
        GOALS,
        CRITERIA,
        ACTIVITIES,
        INDICATORS,
        BATEN_LASTEN,
        POLICY_DOCUMENTS,
        DEVIATIONS,
        TEXT_AMOUNTS,
        SECTIONS,
        TABLE_CELLS,
        CHECKS,
        SOURCE_ERRORS,
        FINDINGS,
    )
}

__all__ = ["SCHEMA_VERSION", "TABLES", "Field", "ForeignKey", "Table"]
