"""Overviews with one component for a block of rows: programmes, goals or taakvelden down, years or stages across, and
the component above its rows (`Lasten`), in the corner or in the title (`Lasten per programma`). Every municipality
prints such an overview (almelo.jaarverslag-2023 p19299)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...model import Amount, FinanceTable, Finding, Page
from . import labels, title_labels
from .amounts import Scope, amount, finance_table, row_unknown
from .budget_years import fiscal_year_and_stage
from .overview_rows import overview_scope
from .printed import PrintedTable, Row
from .row_scopes import is_of_policy_fields, names_level, whole_scope
from .summed_rows import SummedRow, summed_rows

SHAPE = "component_blocks"


class _Part(NamedTuple):
    """The rows below one component (None where nothing has named one yet), and those that name another themselves."""

    component: str | None
    rows: list[Row]
    others: list[Row]


def matches(table: PrintedTable) -> bool:
    """Years or stages across and no component, a component above every row of amounts, and rows of which most say which
    programme, goal, domain or taakveld they are (`Onvoorzien` and `Overhead` do not), or a title that says it. A title
    that a row contradicts (`Baten` below `Lasten per programma`) speaks of the programme's other tables."""
    if table.components or title_labels.is_incidental(table.context):
        return False
    if not any(column.stage for column in table.columns) and title_labels.is_no_block(table.context):
        return False
    parts = list(_parts(table))
    if any(_contradicts(row.label) for part in parts for row in part.others):
        return False
    named = [
        (part.component, row.label)
        for part in parts
        for row in part.rows
        if row.prints and not labels.is_about_all(row.label)
    ]
    if not all(component for component, _ in named):
        return False
    if any(map(title_labels.is_level_head, table.context)):
        return bool(named)
    return sum(names_level(label) for _, label in named) * 2 > len(named)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts per row and column, in the component of their block. A total sums the rows of its component since the
    last total. Rows of one label are one balance (lasten, baten and saldo of programme 1), and a row that names a
    component itself (`Saldo van baten en lasten`) is of the balance of the totals, if both are in the table."""
    amounts: list[Amount] = []
    findings: list[Finding] = []
    of_policy_fields = is_of_policy_fields(table)
    totals: dict[str, str] = {}
    whole = whole_scope(page, table)

    def add(found: SummedRow, scope: Scope, component: str, group: str) -> None:
        for column in table.columns:
            if found.values.holds(column):
                year, stage = fiscal_year_and_stage(column, page)
                amounts.append(amount(table, found.row, column, found.values, scope, year, stage, component, group))

    for part in _parts(table):
        component = part.component or ""
        rows, loose = _summed(part)
        findings += [row_unknown(table, row) for row in loose if row.prints]
        for found in summed_rows(table, rows, findings):
            scope = overview_scope(page, found, whole, of_policy_fields=of_policy_fields)
            group = found.group if found.is_total else f"{found.group.partition('/')[0]}/{found.label}"
            add(found, scope, component, group)
            if found.is_total:
                totals[component] = group
        for found in summed_rows(table, part.others, findings):
            group = found.label
            if totals.keys() >= {"lasten", "baten"}:
                group = totals["baten"].replace("/total", "/closing")
            add(found, whole, str(labels.row_component(found.label)), group)
    return finance_table(table, SHAPE, amounts, findings)


def _summed(part: _Part) -> tuple[list[Row], list[Row]]:
    """The rows of a part, and those that it says nothing of: all where nothing names a component, and what stands
    behind the last total without being a programme or the like."""
    if part.component is None:
        return [], part.rows
    last = max((at for at, row in enumerate(part.rows, 1) if labels.is_total(row.label)), default=len(part.rows))
    rows = part.rows[:last]
    loose: list[Row] = []
    for row in part.rows[last:]:
        known = names_level(row.label) or labels.is_beside_programmes(row.label)
        (rows if known else loose).append(row)
    return rows, loose


def _parts(table: PrintedTable) -> Iterator[_Part]:
    """The rows below each component: that of the table first, then that of each row which prints nothing else."""
    part = _Part(next(filter(None, map(title_labels.block_component, table.context)), None), [], [])
    for row in table.rows:
        component = labels.row_component(row.label) if row.prints else None
        if component not in (None, part.component):
            part.others.append(row)
        elif row.prints or not (opened := title_labels.block_component(row.label)):
            part.rows.append(row)
        else:
            yield part
            part = _Part(opened, [], [])
    yield part


def _contradicts(label: str) -> bool:
    return labels.row_component(label) in ("lasten", "baten") and not labels.is_total(label)
