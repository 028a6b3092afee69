"""The overview per taakveld (jaarverslag-2017 p14494): stages with lasten and baten across, one row per taakveld,
totals per main taakveld (`Totaal Veiligheid:`). Below the head Programma, or by what they say, rows are programmes."""

from __future__ import annotations

from ...model import FinanceTable, Finding, Page
from . import labels
from .amounts import Scope, amount, finance_table
from .overview_rows import closing_component, closing_kinds, part_scope
from .printed import PrintedTable
from .row_scopes import names_programme, programme_total, row_scope
from .summed_rows import SummedRow, summed_rows

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
    of_programmes = _is_of_programmes(table)
    closing = closing_kinds(table) if of_programmes else {}
    for found in summed_rows(table, table.rows, findings, closing=closing):
        scope = _scope(page, found, of_programmes=of_programmes)
        amounts += [
            amount(table, found.row, column, found.values, scope, column.year or page.publication.report_year,
                   str(column.stage), component, found.group)
            for column in table.columns
            if found.values.holds(column) and (component := closing_component(found, column))
        ]  # fmt: skip
    return finance_table(table, SHAPE, amounts, findings)


def _is_of_programmes(table: PrintedTable) -> bool:
    """Whether the rows are programmes, by the head over them or by what most of them say. No programme has number 0."""
    heads = table.source.grid.rows[: table.rows[0].no - 1] if table.rows else ()
    if any(labels.is_programmes_head(head[0].text) for head in heads):
        return True
    if any(labels.is_policy_fields(text) for text in table.context):
        return False
    rows = [row.label for row in table.rows if row.prints and not _is_beside(row.label)]
    return sum(map(names_programme, rows)) * 2 > len(rows) and not any(row.startswith("0") for row in rows)


def _is_beside(label: str) -> bool:
    return labels.is_about_all(label) or labels.is_beside_programmes(label)


def _scope(page: Page, found: SummedRow, *, of_programmes: bool) -> Scope:
    """A taakveld; below the head Programma a programme, but for totals and rows of a component or the reserves
    (`Saldo van baten en lasten`), which are about all programmes. `Totaal programma 1. Veiligheid` is about one."""
    label = found.label
    if (whole := programme_total(page, label)) is not None:
        return whole
    title = labels.flat(label).rstrip(": ")
    if not of_programmes:
        return Scope("municipality", None, title)
    if found.is_part:
        return part_scope(Scope("municipality", None, None), title)
    if found.kind or labels.is_about_all(label):
        return Scope("municipality", None, title)
    named = row_scope(page, label)
    return named if named and named.scope == "programme" else Scope("programme", None, title)
