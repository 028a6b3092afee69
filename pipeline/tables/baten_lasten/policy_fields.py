"""The overview per taakveld (jaarverslag-2017 p14494): stages with lasten and baten across, one row per taakveld,
totals per main taakveld (`Totaal Veiligheid:`). Below the head Programma the rows are programmes."""

from __future__ import annotations

from ...model import FinanceTable, Finding, Page
from . import labels
from .amounts import Scope, amount, finance_table
from .printed import PrintedTable
from .row_scopes import programme_total, row_scope
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
    for found in summed_rows(table, table.rows, findings):
        scope = _scope(page, found.label, of_programmes=of_programmes)
        amounts += [
            amount(table, found.row, column, found.values, scope, column.year or page.publication.report_year,
                   str(column.stage), str(column.component), found.group)
            for column in table.columns
            if found.values.holds(column) and column.component
        ]  # fmt: skip
    return finance_table(table, SHAPE, amounts, findings)


def _scope(page: Page, label: str, *, of_programmes: bool) -> Scope:
    """A taakveld; below the head Programma a programme, but for totals and rows of a component or the reserves
    (`Saldo van baten en lasten`), which are about all programmes. `Totaal programma 1. Veiligheid` is about one."""
    if (whole := programme_total(page, label)) is not None:
        return whole
    title = labels.flat(label).rstrip(": ")
    if not of_programmes or labels.is_about_all(label):
        return Scope("municipality", None, title)
    named = row_scope(page, label)
    return named if named and named.scope == "programme" else Scope("programme", None, title)
