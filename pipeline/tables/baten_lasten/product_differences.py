"""The differences per product of a programme (jaarverslag-2015 p4212 table 2, jaarverslag-2016 p8744): components
across, one row per product, every amount a difference with the budget (+ voordeel, - nadeel)."""

from __future__ import annotations

from dataclasses import replace

from ...model import FinanceTable, Page
from . import budget_overview, labels
from .amounts import programme_scope
from .printed import PrintedTable

SHAPE = "product_differences"


def matches(table: PrintedTable) -> bool:
    """The columns of an overview under words that make every amount a difference."""
    return budget_overview.matches(table) and any(labels.tells_differences(text) for text in table.context)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts of stage `verschil`, scope programme; the printed product is the scope_title, and the row `Totaal`
    is about the programme itself."""
    found = budget_overview.read_rows(table, page, SHAPE, "verschil", page.publication.report_year, strict=False)
    programme = programme_scope(page)
    code, title = programme.code, programme.title
    amounts = tuple(
        replace(a, scope="programme", scope_code=code, goal_id=None,
                scope_title=title if a.group.endswith(("/total", "/partial")) else labels.flat(a.row_label))
        for a in found.amounts
    )  # fmt: skip
    return replace(found, amounts=amounts)
