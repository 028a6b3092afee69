"""The overview per taakveld (jaarverslag-2017 p14494): stages or years with lasten and baten across, one row per
taakveld, totals per main taakveld (`Totaal Veiligheid:`). Below the head Programma, or by what they say, rows are
programmes; on the page of a goal or programme they are its parts."""

from __future__ import annotations

from ...model import FinanceTable, Finding, Page
from . import budget_overview, labels
from .amounts import Scope, amount, finance_table, page_scope
from .budget_years import fiscal_year_and_stage
from .overview_rows import closing_component, closing_kinds, part_scope
from .printed import PrintedTable
from .reserve_rows import inner_reserves, inner_scope, with_results
from .row_scopes import (
    has_code,
    is_of_policy_fields,
    names_goal,
    names_level,
    names_programme,
    programme_total,
    row_scope,
)
from .summed_rows import INNER, SummedRow, summed_rows

SHAPE = "policy_fields"


def matches(table: PrintedTable) -> bool:
    """Stages, or years of one stage, with lasten and baten each, and rows that are no components. Years without a stage
    are those of a budget overview where more than lasten and baten stands across."""
    full = {(column.stage, column.year, column.component) for column in table.columns if column.component}
    heads = {(stage, year) for stage, year, _ in full}
    staged = all(stage for stage, _ in heads)
    dated = not any(stage for stage, _ in heads) and all(year for _, year in heads) and len(heads) > 1
    if not heads or not (staged or (dated and not budget_overview.matches(table))):
        return False
    return all({(*head, "lasten"), (*head, "baten")} <= full for head in heads)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts of scope municipality with the taakveld as scope_title, of a programme, or of a part of what the page is
    about; blank cells give no amount, and lasten and baten of `Mutaties reserves` stay lasten and baten of that
    taakveld, as the BBV defines it and the totals sum."""
    amounts = []
    findings: list[Finding] = []
    of_programmes = _is_of_programmes(table)
    closing = closing_kinds(table, of_policy_fields=not of_programmes)
    whole = Scope("municipality", None, None)
    if not of_programmes and not is_of_policy_fields(table):
        whole = page_scope(page, table.source.goal_id)
    inner = inner_reserves(table, closing) if of_programmes else {}
    for found in with_results(table, summed_rows(table, table.rows, findings, _is_subject, closing, inner)):
        scope = _scope(page, found, whole, of_programmes=of_programmes)
        for column in table.columns:
            if found.values.holds(column) and (component := closing_component(found, column, table)):
                year, stage = fiscal_year_and_stage(column, page)
                amounts.append(
                    amount(table, found.row, column, found.values, scope, year, stage, component, found.group)
                )
    return finance_table(table, SHAPE, amounts, findings)


def _is_subject(label: str) -> bool:
    return bool(label) and not labels.is_no_subject(label)


def _is_of_programmes(table: PrintedTable) -> bool:
    """Whether the rows are programmes, by the head over them or by what most of them say. No programme has number 0."""
    heads = table.source.grid.rows[: table.rows[0].no - 1] if table.rows else ()
    if any(labels.is_programmes_head(head[0].text) for head in heads):
        return True
    if any(labels.is_policy_fields(text) for text in table.context):
        return False
    rows = [row.label for row in table.rows if row.prints and not (_is_beside(row.label) or names_goal(row.label))]
    return sum(map(names_programme, rows)) * 2 > len(rows) and not any(row.startswith("0") for row in rows)


def _is_beside(label: str) -> bool:
    return labels.is_about_all(label) or labels.is_beside_programmes(label)


def _scope(page: Page, found: SummedRow, whole: Scope, *, of_programmes: bool) -> Scope:
    """A taakveld, or a part of `whole` where the page is about a goal or programme; below the head Programma a
    programme, but for totals and rows of a component or the reserves (`Saldo van baten en lasten`), which are about all
    programmes. `Totaal programma 1. Veiligheid` is about one."""
    label = found.label
    if found.kind == INNER:
        return inner_scope(page, label, page_scope(page, None))
    if (total := programme_total(page, label)) is not None:
        return total
    title = labels.flat(label).rstrip(": ")
    if not of_programmes and whole.scope in ("goal", "programme"):
        return _part(page, found, whole, title)
    if not of_programmes:
        known = names_level(label) and (label.lower().startswith("doel") or not has_code(label))
        named = row_scope(page, label) if known else None
        return named or Scope("municipality", None, title)
    if found.is_part:
        return part_scope(Scope("municipality", None, None), title)
    if found.kind or labels.is_about_all(label):
        return Scope("municipality", None, title)
    named = row_scope(page, label)
    if named and (named.scope == "programme" or names_goal(label)):
        return named
    return Scope("programme", None, title)


def _part(page: Page, found: SummedRow, whole: Scope, title: str) -> Scope:
    """What a row is about on the page of a goal or programme: all of it, a goal it names, or a nameless part."""
    if found.is_part:
        return part_scope(whole, title)
    if found.kind or labels.is_about_all(found.label):
        return whole
    return row_scope(page, found.label) or part_scope(whole, title)
