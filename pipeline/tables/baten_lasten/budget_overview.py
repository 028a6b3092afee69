"""The overview of a budget: components across, one row per goal, programme or taakveld (begroting-2026 p50287, and the
head `Lasten | Baten | reserves: storting in, onttrek. uit` of begroting-2017 p6922)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Amount, FinanceTable, Finding, Page
from . import labels
from .amounts import RowValues, Scope, amount, finance_table, leaves_rest, read_row, row_unknown, row_width
from .budget_years import fiscal_year_and_stage
from .columns import Column
from .overview_rows import closing_component, closing_kinds, overview_scope, part_scope
from .printed import PrintedTable, Row
from .reserve_rows import inner_reserves, sums, with_results
from .row_scopes import has_code, is_of_policy_fields, policy_field, programme_total, row_scope, whole_scope
from .summed_rows import summed_rows
from .titled_years import titled_year_and_stage

SHAPE = "budget_overview"


def matches(table: PrintedTable) -> bool:
    """Lasten and baten across with a third component (or three of the others), and no stages on either side."""
    components = table.components
    known = {"lasten", "baten"} <= components and len(components) > 2
    return (known or len(components) > 3) and not any(column.stage for column in table.columns)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts per row and component, in the stage the publication is about; a total sums the rows since the last
    total. Group `<block>/<row>` or `<block>/total`, `all/total` for a total of totals."""
    year, stage = titled_year_and_stage(table, page)
    return read_rows(table, page, SHAPE, stage, year, strict=_is_coded(table, page))


def read_rows(table: PrintedTable, page: Page, shape: str, stage: str, year: int, *, strict: bool) -> FinanceTable:
    """The rows of a table with components across. With `strict`, a label without code that is no total, no title
    of the page and no programme or domain is ROW_UNKNOWN."""
    amounts: list[Amount] = []
    findings: list[Finding] = []
    of_policy_fields = is_of_policy_fields(table)
    scope_of = policy_field if of_policy_fields else row_scope
    whole = whole_scope(page, table)
    parts = _parts_of(table, page, whole) if strict and whole.scope == "goal" else frozenset()
    own: dict[Scope | str, RowValues] = {}

    def is_known(label: str) -> bool:
        if not label or labels.is_no_subject(label):
            return False
        return not strict or scope_of(page, label) is not None or labels.is_beside_programmes(label) or label in parts

    closing = closing_kinds(table, of_policy_fields=of_policy_fields)
    inner = {} if of_policy_fields else inner_reserves(table, closing)
    for found in with_results(table, summed_rows(table, table.rows, findings, is_known, closing, inner)):
        if strict and found.is_total and _sums_unknown(page, found.label, findings):
            findings.append(row_unknown(table, found.row))
            continue
        if shape == SHAPE and not found.kind:
            findings += _blank_sums(table, found.row, found.values)
        scope = overview_scope(page, found, whole, of_policy_fields=of_policy_fields)
        if found.label in parts:
            scope = part_scope(whole, found.label)
        about = scope.goal_id or scope
        if found.is_total and about in own:  # `Totaal` below the only goal says the same once more
            findings += [] if own[about].numbers == found.values.numbers else [row_unknown(table, found.row)]
            continue
        if not found.is_total and found.kind is None:
            own[about] = found.values
        amounts += [
            amount(table, found.row, column, found.values, scope, column.year or year,
                   _stage(column, page, stage), component, found.group)
            for column in table.columns
            if found.values.holds(column) and (component := closing_component(found, column, table))
        ]  # fmt: skip
    return finance_table(table, shape, amounts, findings)


def _parts_of(table: PrintedTable, page: Page, goal: Scope) -> frozenset[str]:
    """The labels of rows that say nothing and that a total of the goal right below them sums: its products."""
    found: set[str] = set()
    parts: dict[str, RowValues] = {}
    for row in filter(lambda row: row.prints, table.rows):
        values = read_row(table, row)
        if not labels.is_total(row.label):
            parts[row.label] = values
            continue
        total = programme_total(page, row.label) or row_scope(page, row.label) or goal
        if total.goal_id == goal.goal_id and values.numbers and sums(table, values, [*parts.values()]):
            found |= {label for label in parts if row_scope(page, label) is None}
        parts = {}
    return frozenset(found)


def _sums_unknown(page: Page, label: str, findings: Sequence[Finding]) -> bool:
    """Whether a `Totaal` that says no more stands below rows that nobody knows (the deviations of a goal): then nobody
    knows what it sums."""
    unknown = any(finding.code == "ROW_UNKNOWN" for finding in findings)
    return unknown and programme_total(page, label) is None and row_scope(page, label) is None


def _blank_sums(table: PrintedTable, row: Row, values: RowValues) -> Iterator[Finding]:
    """ROW_WIDTH for a saldo or result that is blank although its terms are printed and do not cancel out."""
    printed = {column.component: values.numbers.get(column.no, 0) for column in table.columns}
    if len(printed) < len(table.columns):
        return  # several years across
    for column in table.columns:
        if column.no in values.blank and leaves_rest(column.component, printed):
            yield row_width(table, row, "(empty)", "a sum of the amounts before it", column)


def _stage(column: Column, page: Page, usual: str) -> str:
    """The stage of a column: printed, by its year against the report's (`Saldo 2028`), else the usual one."""
    if column.year is None or column.stage or usual == "verschil":
        return column.stage or usual
    return fiscal_year_and_stage(column, page)[1]


def _is_coded(table: PrintedTable, page: Page) -> bool:
    return page.page_kind == "goal" or any(has_code(row.label) for row in table.rows)
