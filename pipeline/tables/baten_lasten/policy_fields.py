"""The overview per taakveld (jaarverslag-2017 p14494): stages with lasten and baten across, one row per taakveld,
totals per main taakveld (`Totaal Veiligheid:`). Below the head Programma the rows are programmes."""

from __future__ import annotations

from ...model import FinanceTable, Finding, Page
from . import labels
from .amounts import Scope, amount, finance_table
from .budget_overview import row_scope
from .printed import PrintedTable, Row
from .summed_rows import summed_rows

SHAPE = "policy_fields"


def matches(table: PrintedTable) -> bool:
    """Two stages with lasten and baten each, and rows that are no components."""
    full = {(column.stage, column.component) for column in table.columns if column.stage and column.component}
    stages = {stage for stage, _ in full}
    return len(stages) > 1 and all({(s, "lasten"), (s, "baten")} <= full for s in stages)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts of scope municipality with the taakveld as scope_title, or of a programme; blank cells give no amount,
    and lasten and baten of `Mutaties reserves` stay lasten and baten of that taakveld, as the BBV defines it and the
    totals sum."""
    amounts = []
    findings: list[Finding] = []
    heads = table.source.grid.rows[: table.rows[0].no - 1] if table.rows else ()
    of_programmes = any(labels.is_programmes_head(head[0].text) for head in heads)
    for row, values, group in summed_rows(table, findings):
        scope = _scope(page, row, of_programmes=of_programmes)
        amounts += [
            amount(table, row, column, values, scope, column.year or page.publication.report_year,
                   str(column.stage), str(column.component), group)
            for column in table.columns
            if values.holds(column) and column.component
        ]  # fmt: skip
    return finance_table(table, SHAPE, amounts, findings)


def _scope(page: Page, row: Row, *, of_programmes: bool) -> Scope:
    """A taakveld; below the head Programma a programme, but for totals and rows of a component or the reserves
    (`Saldo van baten en lasten`), which are about all programmes."""
    title = labels.flat(row.label).rstrip(": ")
    if not of_programmes or _is_about_all(row.label):
        return Scope("municipality", None, title)
    named = row_scope(page, row.label)
    return named if named and named.scope == "programme" else Scope("programme", None, title)


def _is_about_all(label: str) -> bool:
    return (
        labels.is_total(label)
        or labels.is_saldo_row(label)
        or labels.row_component(label) is not None
        or labels.is_reserve_movements(label)
    )
