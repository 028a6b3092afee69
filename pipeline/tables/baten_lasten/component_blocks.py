"""Overviews with one component for a block of rows: programmes, goals or taakvelden down, years or stages across, and
the component above its rows (`Lasten`), in the corner or in the title (`Lasten per programma`). Every municipality
prints such an overview (almelo.jaarverslag-2023 p19299)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model import Amount, FinanceTable, Finding, Page
from . import labels
from .amounts import amount, finance_table, page_scope, read_row, row_duplicate, row_unknown
from .budget_overview import Blocks, is_of_policy_fields, names_level, scope_of_row
from .budget_years import fiscal_year_and_stage
from .printed import PrintedTable, Row

SHAPE = "component_blocks"


class _Part(NamedTuple):
    """The rows below one component; None where nothing has named one yet."""

    component: str | None
    rows: list[Row]


def matches(table: PrintedTable) -> bool:
    """Years or stages across and no component, a component above every row of amounts, and rows of which most say which
    programme, goal, domain or taakveld they are (`Onvoorzien` and `Overhead` do not), or a title that says it."""
    if table.components or labels.is_incidental(table.context):
        return False
    named = [
        (part.component, row.label)
        for part in _parts(table)
        for row in part.rows
        if _prints(row) and not _is_about_all(row.label)
    ]
    if not all(component for component, _ in named):
        return False
    if any(map(labels.is_level_head, table.context)):
        return bool(named)
    return sum(names_level(label) for _, label in named) * 2 > len(named)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts per row and column, in the component of their block. A total sums the rows of its component since the
    last total. Rows of one label are one balance (lasten, baten and saldo of programme 1), and a row that names a
    component itself (`Saldo van baten en lasten`) is of the balance of the totals, if both are in the table."""
    amounts: list[Amount] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, str], int] = {}
    summed: set[str] = set()
    totals, of_policy_fields = "1/total", is_of_policy_fields(table)
    for part in _parts(table):
        blocks = Blocks()
        for row in part.rows:
            values = read_row(table, row)
            if not values.numbers and not values.findings:
                blocks.head(row)
                continue
            label, total = blocks.label(row), blocks.is_total(row)
            component = labels.row_component(row.label) or part.component
            if not label or component is None:
                findings.append(row_unknown(table, row))
                continue
            if (component, label) in seen:
                findings.append(row_duplicate(table, row, seen[component, label]))
                continue
            seen[component, label] = row.no
            if component != part.component:
                group, scope = totals if summed >= {"lasten", "baten"} else label, page_scope(page, None)
            else:
                group = blocks.group(row)
                group = group if total else f"{group.partition('/')[0]}/{label}"
                if total:
                    totals = group
                    summed.add(component)
                scope = scope_of_row(page, label, total=total, of_policy_fields=of_policy_fields)
            if row.uncertain:
                continue
            findings += values.findings
            for column in table.columns:
                if values.holds(column):
                    year, stage = fiscal_year_and_stage(column, page)
                    amounts.append(amount(table, row, column, values, scope, year, stage, component, group))
    return finance_table(table, SHAPE, amounts, findings)


def _parts(table: PrintedTable) -> Iterator[_Part]:
    """The rows below each component: that of the table first, then that of each row which prints nothing else."""
    part = _Part(next(filter(None, map(labels.block_component, table.context)), None), [])
    for row in table.rows:
        component = None if _prints(row) else labels.block_component(row.label)
        if component is None:
            part.rows.append(row)
            continue
        yield part
        part = _Part(component, [])
    yield part


def _prints(row: Row) -> bool:
    return any(cell.text.strip() for cell in row.values.values())


def _is_about_all(label: str) -> bool:
    return labels.is_total(label) or labels.is_saldo_row(label) or labels.row_component(label) is not None
