"""Budgets over years or stages: years or stages across, components down (the six-year programme budget of
begroting-2017 p8081 and begroting-2018 p10636; `Rekening 2021 | Primitieve begroting 2022 | ...` of other
municipalities). The mutation rows below the result stay in table_cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

from ...model import Amount, FinanceTable, Finding, Page
from . import labels
from .amounts import (
    RowValues,
    Scope,
    amount,
    error,
    finance_table,
    leaves_rest,
    page_scope,
    read_row,
    row_duplicate,
    row_unknown,
    row_width,
    unplaced,
)
from .columns import Column
from .printed import PrintedTable, Row
from .row_scopes import is_of_policy_fields, names_level, policy_field, row_scope, titled_scope

SHAPE = "budget_years"
_MOVEMENTS = "sum_reserves"  # positive: withdrawn; takes part in the sums and is no amount of the dataset
_SIDES = frozenset({"lasten", "baten"})
_LEFT = frozenset({"saldo", "resultaat"})
_RESERVES = frozenset({"toevoeging_reserves", "onttrekking_reserves"})
_COMPONENTS = _SIDES | _RESERVES | _LEFT
_TITLE = re.compile(r"[^\W\d_]{2}")


def matches(table: PrintedTable) -> bool:
    """No components across, years or stages over two columns, and rows Lasten and Baten that print amounts; one of the
    two is enough where other components stand with it, so that a label nobody knows costs its row alone. One column
    (`Begroting 2023`) is enough above lasten, baten and what is left of them."""
    known = sum(column.known for column in table.columns)
    if table.components or known == 0:
        return False
    printed = {labels.row_component(row.own) for row in table.rows if row.prints}
    if known == 1:
        return len(table.columns) == 1 and printed >= _SIDES and not printed.isdisjoint(_LEFT)
    return printed >= _SIDES or (len(printed & _COMPONENTS) > 2 and not printed.isdisjoint(_SIDES))


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts per component and column; an empty cell is no amount. A row without amounts opens a group of its own
    (`Programma 2`) when components repeat below it. So does a name beside the components of several rows.
    `Reservemutaties` and the reserves named below it (begroting-2016 p2976) are the difference between the results
    before and after them."""
    base = page_scope(page, table.source.goal_id)
    base = base if base.scope == "goal" else titled_scope(table, page) or base
    named = partial(_named, page, base, is_of_policy_fields(table))
    several = sum(_closes(row, _SIDES) for row in table.rows) > 1
    amounts: list[Amount] = []
    findings: list[Finding] = []
    group, beside, done, moved = named(""), "", False, False
    parts: list[tuple[Row, RowValues]] = []  # rows of other names since the component `above`
    above = RowValues({})
    for row in filter(_says_something, table.rows):
        values = read_row(table, row)
        if row.group != beside and not (several and _closes(row, group.rows.keys())):
            beside, group = row.group, named(row.group)
        component = _component(row, table, group.rows.keys())
        moved = component is None and _moves_reserves(row, moved)
        component = _MOVEMENTS if moved else component
        if component is None:
            blank = not values.numbers and not values.findings
            if blank and _is_shifted(row.label):
                return finance_table(table, SHAPE, (), [_misplaced(table, row)])
            if blank and row.label and not labels.is_note(row.label):
                group = named(row.label)
            elif not blank and not done:
                parts.append((row, values))
            continue
        findings += _unknown(table, parts, above, values)
        parts, above = [], values
        if component in group.rows and not moved:
            findings.append(row_duplicate(table, row, group.rows[component]))
            continue
        done = done or component == "resultaat"
        values = unplaced(row) if row.uncertain else values
        group.rows[component], group.numbers[component] = row.no, values.numbers
        findings += (*values.findings, *_blank_sums(table, row, values.blank, component, group.numbers))
        amounts += _amounts(table, row, values, component, group, page)
    return finance_table(table, SHAPE, amounts, [*findings, *_unknown(table, parts, above)])


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows below one name, or all of them: what they are about, and of each component its row, and its numbers by
    column."""

    name: str
    scope: Scope
    rows: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, dict[int, int]] = field(default_factory=dict)


def _named(page: Page, base: Scope, of_policy_fields: bool, name: str) -> _Group:
    return _Group(name, _named_scope(page, base, name, of_policy_fields) if name else base)


def _amounts(
    table: PrintedTable, row: Row, values: RowValues, component: str, group: _Group, page: Page
) -> Iterator[Amount]:
    for column in table.columns:
        if values.holds(column):
            year, stage = fiscal_year_and_stage(column, page)
            yield amount(table, row, column, values, group.scope, year, stage, component, group.name)


def _moves_reserves(row: Row, above: bool) -> bool:
    """Whether a row is `Reservemutaties`, or a reserve named below it."""
    return labels.is_reserve_movements(row.label) or (above and labels.is_named_reserve(row.label))


def _says_something(row: Row) -> bool:
    """Whether a row is no share of the one above it, and no `Lasten` without amounts above its parts."""
    return not labels.is_of_which(row.label) and (row.prints or labels.row_component(row.own) is None)


def _unknown(table: PrintedTable, parts: Sequence[tuple[Row, RowValues]], *wholes: RowValues) -> list[Finding]:
    """ROW_UNKNOWN for rows of other names, but where they add up to the component above or below them."""
    if not parts:
        return []
    sums = {no: sum(values.numbers.get(no, 0) for _, values in parts) for no in (column.no for column in table.columns)}
    for whole in wholes:
        if whole.numbers and all(
            abs(sums[no] - number) <= (len(parts) + 1) // 2 for no, number in whole.numbers.items()
        ):
            return []
    return [row_unknown(table, row) for row, _ in parts]


def _closes(row: Row, above: Set[str]) -> bool:
    """Whether `Saldo` stands where the names of groups do, below lasten and baten. Several of them in a table are those
    of the groups above them, one is that of all (begroting 2022 of Leiden: `Lokale heffingen | Lasten`, `| Baten`,
    `Saldo |`)."""
    component = labels.row_component(row.own) if row.prints and not row.group else None
    return component in _LEFT and component not in above and above >= _SIDES


def _blank_sums(
    table: PrintedTable, row: Row, blank: Set[int], component: str, numbers: Mapping[str, Mapping[int, int]]
) -> Iterator[Finding]:
    """ROW_WIDTH for a column in which a saldo or result is blank, printed in others, and its terms are not. The result
    of a goal is printed for the difference alone (formats/2020-2026.md)."""
    if component not in _LEFT or not numbers[component] or _MOVEMENTS in numbers:
        return
    if all(column.stage == "verschil" for column in table.columns if column.no in numbers[component]):
        return
    for column in table.columns:
        printed: dict[str | None, int] = {name: by[column.no] for name, by in numbers.items() if column.no in by}
        if column.no in blank and printed.keys() >= _SIDES and leaves_rest(component, printed):
            yield row_width(table, row, "(empty)", "a sum of the amounts above it", column)


def _component(row: Row, table: PrintedTable, above: Set[str]) -> str | None:
    """The component that a row names. `Saldo` behind the movements of the reserves is the result, where it is the only
    row of the two."""
    component = labels.row_component(row.own)
    if component != "saldo" or above.isdisjoint(_RESERVES) or not labels.is_saldo_row(row.label):
        return component
    left = [named for each in table.rows if (named := labels.row_component(each.label)) in _LEFT]
    return "resultaat" if left == ["saldo"] else component


def _named_scope(page: Page, base: Scope, name: str, of_policy_fields: bool) -> Scope:
    """What the rows below or beside a name are about: the programme or goal that it says, all for a total, else a part
    of what the page is about. A number is the code of a taakveld where the table is of these."""
    if labels.is_total(name) and not names_level(name):
        return base
    found = row_scope(page, name) if names_level(name) else None
    if found is not None and of_policy_fields and (field := policy_field(page, name)) != found:
        found = field if base.scope == "municipality" else None
    return found or (Scope("goal", None, name) if base.scope == "goal" else base._replace(title=name))


def _is_shifted(label: str) -> bool:
    """A value or a head in the place of a label: a text export lost more than its blank cells (`N`, `- 1.758 N`,
    `Verschil`). A blank row between groups is neither."""
    return bool(label) and (labels.column_label(label) is not None or not _TITLE.search(label))


def _misplaced(table: PrintedTable, row: Row) -> Finding:
    return error(
        "ROW_MISPLACED", "A value or a column head stands where a row label must stand; the table is left out.",
        table.place(row), row.label, "a label such as Lasten",
    )  # fmt: skip


def fiscal_year_and_stage(column: Column, page: Page) -> tuple[int, str]:
    """The year a column prints and its stage: the printed one (`Rekening 2021`), else by the year against the report's.
    A budget of a later year is a raming."""
    report = page.publication.report_year
    year = column.year or report
    if column.stage == "begroting_primitief" and year > report:
        return year, "raming"
    return year, column.stage or _stage_of(page.publication.document_kind, year, report)


def _stage_of(document_kind: str, year: int, report: int) -> str:
    if year > report:
        return "raming"
    if document_kind == "jaarstukken":
        return "rekening"
    if year == report:
        return {"berap": "begroting_na_wijziging", "perspectiefnota": "raming"}.get(
            document_kind, "begroting_primitief"
        )
    return "begroting_primitief" if year == report - 1 and document_kind != "berap" else "rekening"
