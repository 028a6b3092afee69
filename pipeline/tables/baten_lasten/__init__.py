"""Lasten/baten tables of a page: one file per printed shape, recognised by labels on both axes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...dutch.amounts import looks_numeric
from ...dutch.paragrafen import is_paragraaf
from ...model import Amount, FinanceTable, Finding, Grid, Page, PageRefused
from ..grids import NumberedGrid, numbered_grids
from ..head_years import Heads, account_findings, heads_of, year_findings
from . import (
    budget_overview,
    budget_years,
    component_blocks,
    goal_result,
    labels,
    policy_fields,
    product_differences,
    programme_finances,
    title_labels,
)
from .amounts import page_scope
from .decimals import with_decimals
from .loose_amounts import told_loose, unknown
from .printed import PrintedTable, as_printed, refuse_unclear_columns
from .row_scopes import names_level, row_scope
from .several import set_apart
from .titles import is_titled_incidental, is_titled_otherwise, is_titled_with_component, titles_of
from .turned import are_components_down, is_dated_down, turned_back, turned_grid


class _Shape(NamedTuple):
    matches: Callable[[PrintedTable], bool]
    read: Callable[[PrintedTable, Page], FinanceTable]


_SHAPES = tuple(
    _Shape(shape.matches, shape.read)
    for shape in (
        goal_result, programme_finances, policy_fields, product_differences, budget_overview, component_blocks,
        budget_years,
    )
)  # fmt: skip


_OF_ALL = (budget_overview.matches, budget_years.matches)  # about the municipality where nothing says more
_OF_SUBJECTS = (budget_overview.matches, product_differences.matches)  # any row is a programme or a product
_FEWEST_AMOUNTS = 4
_LAST_WITHOUT_NAME = 2018  # the last year of pages that print neither a title nor a trail


def read(page: Page) -> tuple[tuple[FinanceTable, ...], tuple[Finding, ...]]:
    """The lasten/baten tables of the page, amounts as printed, and findings about all of them.

    A table of no known shape gives nothing: its cells stay in table_cells. Raises PageRefused: COLUMN_UNKNOWN and
    COLUMN_DUPLICATE for a table of a known shape with such a column, UNIT_UNKNOWN for a caption with a unit nobody
    knows, TABLE_MISSING for a goal page whose financial section holds neither table nor amounts (INTEGRITY rows 29, 34,
    46, 48)."""
    grids = numbered_grids(page)
    if title_labels.is_incidental_title(page.title or "") or _is_paragraph(page):
        grids = ()
    tables: list[FinanceTable] = []
    findings: list[Finding] = []
    for numbered in grids:
        if not _may_hold_amounts(numbered.grid) and not is_titled_with_component(numbered, page.document):
            continue
        if is_titled_incidental(numbered, page.document):
            continue  # `overviews` reads or tells it
        table = _read_one(numbered, page)
        if table is not None:
            tables.append(table)
        elif is_titled_otherwise(numbered, page.document) or _explains(numbered) or _is_elsewhere(numbered, page):
            findings.append(_other_kind(numbered))
        elif _belongs_here(numbered) or _prints_lasten_and_baten(numbered.grid):
            findings.append(_not_understood(numbered))
    findings += _without_sides(page, grids, tables)
    findings += told_loose(page, grids, in_table=any(_may_hold_amounts(each.grid) for each in grids))
    kept, twice = _without_duplicates(set_apart(tables, grids, page))
    twice += [finding for table in kept for finding in _year_findings(table, page)]
    return tuple(kept), (*findings, *twice, *(finding for table in kept for finding in table.findings))


def _is_paragraph(page: Page) -> bool:
    """Whether the page is about a part of the budget that is no programme, so that its tables are of subjects."""
    if page.goals or page.page_kind in ("goal", "ambition", "programme"):
        return False
    return any(map(is_paragraaf, filter(None, (page.title, *page.breadcrumb))))


def _may_hold_amounts(grid: Grid) -> bool:
    if grid.hidden or grid.layout or not grid.rows:
        return False
    printed = "\n".join([cell.text for row in grid.rows[:10] for cell in row])
    return labels.names_a_side(printed)


def _read_one(numbered: NumberedGrid, page: Page) -> FinanceTable | None:
    """The table as it is printed, or turned where its years stand down, or its components and no shape knows it."""
    if is_dated_down(numbered.grid):
        return _read_turned(numbered, page)
    if goal_result.is_turned(numbered.grid):
        return _read_turned(numbered, page)
    table = _read_upright(numbered, page)
    if table is not None or not are_components_down(numbered.grid):
        return table
    table = _read_turned(numbered, page)
    if table is None or any(f.severity == "error" for f in table.findings):
        return None
    return table if _are_subjects(dict.fromkeys(a.column_label for a in table.amounts), numbered.grid, page) else None


def _are_subjects(heads: Iterable[str], grid: Grid, page: Page) -> bool:
    """Whether heads over lasten and baten name programmes, goals or taakvelden: by what they say, or below a corner
    that says it. One that nobody knows (`Rekening 2022 (voorlopig)`, `Voorjaarsnota`, `Bedrag`) names none."""
    if any(labels.holds_year(head) or labels.column_label(head) for head in heads):
        return False
    corners = [row[0].text for row in grid.rows[:3]]
    if any(map(title_labels.is_level_head, corners)) or any(map(labels.is_policy_fields, corners)):
        return True
    names = [head for head in heads if not (labels.is_about_all(head) or labels.is_beside_programmes(head))]
    return bool(names) and all(row_scope(page, name) for name in names)


def _is_elsewhere(numbered: NumberedGrid, page: Page) -> bool:
    """Whether a page about no goal or programme, or the title or corner of a table on it, names something else than the
    municipality and its programmes."""
    if page.goals or page_scope(page, numbered.goal_id).scope == "programme":
        return False
    corner = numbered.grid.rows[0][0].text
    return any(map(title_labels.is_elsewhere, (page.title or "", corner, *titles_of(numbered, page.document))))


def _is_nameless(numbered: NumberedGrid, page: Page) -> bool:
    """Whether only the address of a page of old says whose amounts these are, and names something: a programme."""
    if page.slug is None or page.publication.report_year > _LAST_WITHOUT_NAME:
        return False
    return page_scope(page, numbered.goal_id).scope == "municipality" and title_labels.names_subject(page.slug)


def _read_turned(numbered: NumberedGrid, page: Page) -> FinanceTable | None:
    try:
        table = _read_upright(turned_grid(numbered), page)
    except PageRefused:
        return None
    return turned_back(table) if table is not None and table.amounts else None


def _read_upright(numbered: NumberedGrid, page: Page) -> FinanceTable | None:
    printed = as_printed(numbered, page.document)
    if printed is None:
        return None
    shape = next((shape for shape in _SHAPES if shape.matches(printed)), None)
    if shape is None or (shape.matches in _OF_ALL and (_is_elsewhere(numbered, page) or _is_nameless(numbered, page))):
        return None
    if shape.matches in _OF_SUBJECTS and not _names_levels(printed) and _is_of_subjects(printed, page):
        return None
    try:
        refuse_unclear_columns(printed)
    except PageRefused:
        if _is_of_deviations(numbered):
            return None  # heads of deviations that nobody knows; the page has none of the amounts of its goal there
        raise
    table = shape.read(with_decimals(printed), page)
    return table if table.amounts or table.findings else None


def _is_of_deviations(numbered: NumberedGrid) -> bool:
    return numbered.section is not None and numbered.section.kind == "deviations"


def _is_of_subjects(printed: PrintedTable, page: Page) -> bool:
    """Whether rows that say nothing of themselves are deviations, which `deviations` reads or tells, or stand below
    `Omschrijving` or in an appendix on a page about no programme."""
    if _is_of_deviations(printed.source):
        return True
    corner = any(labels.is_subjects_head(row[0].text) for row in printed.source.grid.rows[:3])
    apart = corner or any(map(title_labels.is_appendix, page.breadcrumb))
    titled = any(map(title_labels.is_level_head, printed.context))
    return apart and not titled and page_scope(page, printed.source.goal_id).scope == "municipality"


def _names_levels(printed: PrintedTable) -> bool:
    """Whether a row says by itself that it is a programme or a goal. Others are subjects of deviations."""
    return any(names_level(row.label) and not labels.is_total(row.label) for row in printed.rows)


def _belongs_here(numbered: NumberedGrid) -> bool:
    section = numbered.section
    return section is not None and section.kind == "financial_overview" and section.goal_id is not None


def _prints_lasten_and_baten(grid: Grid) -> bool:
    """Lasten and baten, or one of them with a saldo, a result or a movement of reserves, as labels of one axis, and
    amounts: the finances of something, wherever they stand."""
    if sum(looks_numeric(cell.text) for row in grid.rows for cell in row) < 2 or any(
        labels.is_foreign_head(cell.text) for cell in grid.rows[0]
    ):
        return False
    columns = {labels.row_component(cell.text) for row in grid.rows[:3] for cell in row[1:]}
    down = [row[0].text for row in grid.rows if any(looks_numeric(c.text) for c in row[1:])]
    if {"lasten", "baten"} <= set(map(labels.opening_side, down)):
        return True  # `Totaal lasten (4)`: a label nobody knows
    rows = set(map(labels.row_component, down))
    return any(len(axis - {None}) > 1 and not axis.isdisjoint({"lasten", "baten"}) for axis in (columns, rows))


def _explains(numbered: NumberedGrid) -> bool:
    """Whether a table in the analysis of a goal's result prints differences by subject (`Markten`, `Leges`)."""
    section = numbered.section
    if section is None or section.kind != "financial_explanation":
        return False
    down = [row[0].text for row in numbered.grid.rows]
    return not any(labels.row_stage(text) or labels.row_component(text) for text in down)


def _without_sides(page: Page, grids: Sequence[NumberedGrid], tables: Sequence[FinanceTable]) -> Iterator[Finding]:
    """TABLE_UNKNOWN for a table with amounts in the financial section of a goal that calls nothing lasten or baten
    (`Kosten | Opbrengsten`), where no table of that section is read."""
    read = {table.table_no for table in tables}
    done = {each.goal_id for each in grids if each.table_no in read and _belongs_here(each)}
    for each in grids:
        grid = each.grid
        if not _belongs_here(each) or each.goal_id in done or grid.hidden or grid.layout or _may_hold_amounts(grid):
            continue
        if is_titled_with_component(each, page.document) or is_titled_otherwise(each, page.document):
            continue
        if sum(looks_numeric(cell.text) for row in grid.rows for cell in row[1:]) >= _FEWEST_AMOUNTS:
            yield _not_understood(each)


def _other_kind(numbered: NumberedGrid) -> Finding:
    return Finding(
        "info", "TABLE_OTHER", "A table of another kind than lasten and baten; its cells are kept in table_cells.",
        f"table {numbered.table_no}", " | ".join(labels.flat(cell.text) for cell in numbered.grid.rows[0])[:200],
        "lasten, baten",
    )  # fmt: skip


def _not_understood(numbered: NumberedGrid) -> Finding:
    heads = " | ".join(labels.flat(cell.text) for cell in numbered.grid.rows[0])
    return unknown(f"table {numbered.table_no}", heads)


def _without_duplicates(tables: list[FinanceTable]) -> tuple[list[FinanceTable], list[Finding]]:
    """One table per shape and subject; a second one is an error and left out (INTEGRITY row 28). A table that names
    another goal than the one its section is about keeps that name and loses the goal_id."""
    kept: list[FinanceTable] = []
    findings = []
    seen: dict[object, int] = {}
    goals: dict[tuple[str, str], str | None] = {}
    for table in tables:
        subject = (table.shape, frozenset(_subject(table, a) for a in table.amounts))
        if table.amounts and subject in seen:
            findings.append(_duplicate(table, seen[subject]))
            continue
        seen[subject] = table.table_no
        kept.append(_own_goal(table, goals))
    return kept, findings


def _subject(table: FinanceTable, of: Amount) -> tuple[object, ...]:
    """What an amount is about; lasten in one table and baten in the next are two subjects of that shape."""
    component = of.component if table.shape == component_blocks.SHAPE else None
    return of.scope, of.scope_title, of.goal_id, of.fiscal_year, of.stage, component


def _own_goal(table: FinanceTable, goals: dict[tuple[str, str], str | None]) -> FinanceTable:
    if table.shape != goal_result.SHAPE or not table.amounts or table.amounts[0].goal_id is None:
        return table
    first = table.amounts[0]
    title = goals.setdefault((table.shape, str(first.goal_id)), first.scope_title)
    if title == first.scope_title:
        return table
    return replace(table, amounts=tuple(replace(a, goal_id=None, scope_code=None) for a in table.amounts))


def _year_findings(table: FinanceTable, page: Page) -> Iterator[Finding]:
    accounts = (a for a in table.amounts if a.stage == "rekening")
    yield from account_findings(table.table_no, page, _heads(accounts))
    yield from year_findings(table.table_no, _heads(table.amounts))


def _heads(amounts: Iterable[Amount]) -> Heads:
    return heads_of((a.column_no, a.fiscal_year, a.column_label) for a in amounts)


def _duplicate(table: FinanceTable, first: int) -> Finding:
    return Finding(
        "error", "DUPLICATE_TABLE", "Two tables of the page are about the same subject; the second is left out.",
        f"table {table.table_no}", f"{table.shape}: {table.amounts[0].scope_title or ''}", f"one table; table {first}",
    )  # fmt: skip
