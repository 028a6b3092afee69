"""Lasten/baten tables of a page: one file per printed shape, recognised by labels on both axes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ...dutch.amounts import looks_numeric
from ...model import Amount, FinanceTable, Finding, Grid, Item, Page, PageRefused, Paragraph, Section
from ..grids import NumberedGrid, numbered_grids
from . import (
    budget_overview,
    budget_years,
    component_blocks,
    goal_result,
    labels,
    policy_fields,
    product_differences,
    programme_finances,
)
from .printed import PrintedTable, as_printed, refuse_unclear_columns
from .titles import is_titled_incidental, is_titled_otherwise, is_titled_with_component
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


_FEWEST_AMOUNTS = 4  # lasten, baten and both reserves of one row
_FEWEST_SIDES = 2
_SIDE_AND_AMOUNT = re.compile(r"(?:totale? )?(?:lasten|baten)\b[^\d€]{0,40}€? ?-?\d[\d.]{2,}", re.IGNORECASE)


def read(page: Page) -> tuple[tuple[FinanceTable, ...], tuple[Finding, ...]]:
    """The lasten/baten tables of the page, amounts as printed, and findings about all of them.

    A table of no known shape gives nothing: its cells stay in table_cells. Raises PageRefused: COLUMN_UNKNOWN and
    COLUMN_DUPLICATE for a table of a known shape with such a column, UNIT_UNKNOWN for a caption with a unit nobody
    knows, TABLE_MISSING for a goal page whose financial section holds neither table nor amounts (INTEGRITY rows 29, 34,
    46, 48)."""
    grids = numbered_grids(page)
    if labels.is_incidental_title(page.title or "") or _is_paragraph(page):
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
        elif is_titled_otherwise(numbered, page.document) or _explains(numbered):
            findings.append(_other_kind(numbered))
        elif _belongs_here(numbered) or _prints_lasten_and_baten(numbered.grid):
            findings.append(_not_understood(numbered))
    findings += _missing(page, grids)
    kept, twice = _without_duplicates(tables)
    twice += [finding for table in kept for finding in _accounts_to_come(table, page)]
    return tuple(kept), (*findings, *twice, *(finding for table in kept for finding in table.findings))


def _is_paragraph(page: Page) -> bool:
    """Whether the page is about a part of the budget that is no programme, so that its tables are of subjects."""
    if page.goals or page.page_kind in ("goal", "ambition", "programme"):
        return False
    return any(map(labels.is_paragraph, filter(None, (page.title, *page.breadcrumb))))


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
    # a head that nobody knows (`Rekening 2022 (voorlopig)`) names no programme
    return None if any(labels.holds_year(a.column_label) for a in table.amounts) else table


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
    if shape is None:
        return None
    refuse_unclear_columns(printed)
    table = shape.read(printed, page)
    return table if table.amounts or table.findings else None


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
    rows = {labels.row_component(row[0].text) for row in grid.rows if any(looks_numeric(c.text) for c in row[1:])}
    return any(len(axis - {None}) > 1 and not axis.isdisjoint({"lasten", "baten"}) for axis in (columns, rows))


def _explains(numbered: NumberedGrid) -> bool:
    """Whether a table in the analysis of a goal's result prints differences by subject (`Markten`, `Leges`)."""
    section = numbered.section
    if section is None or section.kind != "financial_explanation":
        return False
    down = [row[0].text for row in numbered.grid.rows]
    return not any(labels.row_stage(text) or labels.row_component(text) for text in down)


def _other_kind(numbered: NumberedGrid) -> Finding:
    return Finding(
        "info", "TABLE_OTHER", "A table of another kind than lasten and baten; its cells are kept in table_cells.",
        f"table {numbered.table_no}", " | ".join(labels.flat(cell.text) for cell in numbered.grid.rows[0])[:200], "",
    )  # fmt: skip


def _not_understood(numbered: NumberedGrid) -> Finding:
    heads = " | ".join(labels.flat(cell.text) for cell in numbered.grid.rows[0])
    return _unknown(f"table {numbered.table_no}", heads)


def _unknown(place: str, printed: str) -> Finding:
    return Finding(
        "warning", "TABLE_UNKNOWN", "A table of lasten and baten or of the finances of a goal has no known shape.",
        place, printed[:200], "a shape listed in tables/baten_lasten", "pipeline",
    )  # fmt: skip


def _missing(page: Page, grids: Sequence[NumberedGrid]) -> list[Finding]:
    """A financial section of a goal page must hold a table, unless the export was cut inside it. Amounts that stand
    there in blocks of their own are a table nobody understood: that is told, and the rest of the page kept."""
    if page.page_kind != "goal":
        return []
    wanted = [section for section in page.sections if _needs_table(section)]
    if not wanted or any(not n.grid.layout and n.section and n.section.kind == "financial_overview" for n in grids):
        return []
    if any(_may_hold_amounts(n.grid) for n in grids) or any(_is_cut(section) for section in wanted):
        return []
    place = f'block {wanted[0].heading_block_no or 1} "{wanted[0].heading}"'
    if amounts := _loose_amounts(page):
        return [_unknown(place, " | ".join(amounts))]
    raise PageRefused(
        Finding(
            "error", "TABLE_MISSING", "The financial section of a goal page holds no table.",
            place, "no table", "a table with lasten and baten",
        )
    )  # fmt: skip


def _loose_amounts(page: Page) -> list[str]:
    """The blocks of the financial sections that hold nothing but a number, where there are enough for a table, or that
    print lasten or baten with an amount behind them (`Lasten: € 1.200.000`)."""
    blocks = [block for section in page.sections if section.kind == "financial_overview" for _, block in section.blocks]
    texts = [block.text for block in blocks if isinstance(block, (Paragraph, Item))]
    amounts = [text for text in texts if looks_numeric(text)]
    if len(amounts) >= _FEWEST_AMOUNTS:
        return amounts
    listed = [text for text in texts if _SIDE_AND_AMOUNT.match(text)]
    return listed if len(listed) >= _FEWEST_SIDES else []


def _needs_table(section: Section) -> bool:
    return section.kind == "financial_overview" and section.heading is not None and labels.needs_table(section.heading)


def _is_cut(section: Section) -> bool:
    texts = [block.text for _, block in section.blocks if isinstance(block, (Paragraph, Item))]
    return not texts or texts[-1].rstrip().endswith(("…", "..."))


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


def _accounts_to_come(table: FinanceTable, page: Page) -> Iterator[Finding]:
    """YEAR_CONFLICT (INTEGRITY row 60): no report holds the account of a later year than its own."""
    report = page.publication.report_year
    heads = {a.column_no: a for a in table.amounts if a.stage == "rekening" and a.fiscal_year > report}
    for number, amount in sorted(heads.items()):
        message = f"an account of {amount.fiscal_year} in a publication about {report}"
        place = f"table {table.table_no} column {number}"
        yield Finding("error", "YEAR_CONFLICT", message, place, amount.column_label, f"{report} or earlier")


def _duplicate(table: FinanceTable, first: int) -> Finding:
    return Finding(
        "error", "DUPLICATE_TABLE", "Two tables of the page are about the same subject; the second is left out.",
        f"table {table.table_no}", f"{table.shape}: {table.amounts[0].scope_title or ''}", f"one table; table {first}",
    )  # fmt: skip
