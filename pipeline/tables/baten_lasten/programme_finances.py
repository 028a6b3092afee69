"""The nine-column finances of a programme (jaarverslag-2015 p4212, jaarverslag-2016 p8744): stages with lasten and
baten across, and three rows: the saldo of lasten and baten, the reserve movements, the result."""

from __future__ import annotations

from ...model import Amount, FinanceTable, Finding, Page
from . import labels
from .amounts import (
    amount,
    error,
    finance_table,
    programme_scope,
    read_row,
    row_duplicate,
    row_unknown,
    row_width,
    unplaced,
)
from .columns import Column
from .overview_rows import MEANING
from .printed import PrintedTable
from .row_scopes import names_level

SHAPE = "programme_finances"


def matches(table: PrintedTable) -> bool:
    """Four columns of a stage with a component, and two of the three rows. Below rows of programmes these close an
    overview."""
    full = [column for column in table.columns if column.stage and column.component]
    others = [row for row in table.rows if row.prints and not _kind(row.label)]
    if len(others) > 1 or any(names_level(row.label) for row in others):
        return False
    return len(full) > 3 and len({kind for row in table.rows if (kind := _kind(row.label))}) > 1


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts of scope programme; the year is the one the stage prints (`Rekening 2015`), else the report's."""
    scope = programme_scope(page)
    amounts: list[Amount] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        values = read_row(table, row)
        if not values.numbers and not values.findings:
            continue
        kind = _kind(row.label)
        if kind is None or kind in seen:
            findings.append(row_duplicate(table, row, seen[kind]) if kind else row_unknown(table, row))
            continue
        seen[kind] = row.no
        if row.uncertain:
            values = unplaced(row)
        findings += values.findings
        if kind != "reserves":  # no movement of reserves may be blank; a saldo or result is printed in full
            wanted = ", ".join(column.head for column in table.columns)
            findings += [
                row_width(table, row, "(empty)", wanted, column)
                for column in table.columns
                if column.no in values.blank and _is_read(column)
            ]
        amounts += [
            amount(table, row, column, values, scope, column.year or page.publication.report_year,
                   str(column.stage), MEANING[kind][str(column.component)])
            for column in table.columns
            if values.holds(column) and _is_read(column)
        ]  # fmt: skip
    return finance_table(table, SHAPE, amounts, [*findings, *_missing(table, seen)])


def _kind(label: str) -> str | None:
    if labels.is_reserve_movements(label):
        return "reserves"
    component = labels.row_component(label)
    return component if component in ("saldo", "resultaat") else None


def _is_read(column: Column) -> bool:
    return column.component in MEANING["saldo"]


def _missing(table: PrintedTable, seen: dict[str, int]) -> list[Finding]:
    return [
        error("ROW_MISSING", "The finances of a programme miss a row.", table.place(), ", ".join(seen), kind)
        for kind in MEANING
        if kind not in seen
    ]
