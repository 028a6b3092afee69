"""The datasets of docs/dictionary.md: one module per table, shared columns defined once."""

from __future__ import annotations

from .activities import ACTIVITIES
from .baten_lasten import BATEN_LASTEN
from .budget_vs_actual import BUDGET_VS_ACTUAL
from .checks import CHECKS
from .criteria import CRITERIA
from .deviations import DEVIATIONS
from .fields import Field, ForeignKey, Table
from .findings import FINDINGS
from .goal_links import GOAL_LINKS
from .goal_series import GOAL_SERIES
from .goals import GOALS
from .incidental import INCIDENTAL
from .indicator_series import INDICATOR_SERIES
from .indicators import INDICATORS
from .pages import PAGES
from .policy_documents import POLICY_DOCUMENTS
from .publications import PUBLICATIONS
from .reserves import RESERVES
from .sections import SECTIONS
from .source_errors import SOURCE_ERRORS
from .spending_proposals import SPENDING_PROPOSALS
from .table_cells import TABLE_CELLS
from .text_amounts import TEXT_AMOUNTS

SCHEMA_VERSION = "1.2.0"

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
        RESERVES,
        SPENDING_PROPOSALS,
        INCIDENTAL,
        TEXT_AMOUNTS,
        SECTIONS,
        TABLE_CELLS,
        CHECKS,
        SOURCE_ERRORS,
        FINDINGS,
        GOAL_LINKS,
        GOAL_SERIES,
        INDICATOR_SERIES,
        BUDGET_VS_ACTUAL,
    )
}

__all__ = ["SCHEMA_VERSION", "TABLES", "Field", "ForeignKey", "Table"]
