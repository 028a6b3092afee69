"""Several tables of one shape about the whole page: each is about what its own title names (programmabegroting 2023 of
Doesburg: a table for each programme, whose corner says which)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ...model import Amount, FinanceTable, Page
from ..grids import NumberedGrid
from . import budget_years, goal_result, labels
from .amounts import Scope, page_scope
from .overview_rows import part_scope
from .row_scopes import names_level, row_scope, without_unit
from .titles import headings_over, titles_of

_WHOLE = (budget_years.SHAPE, goal_result.SHAPE)  # shapes whose rows and columns name no subject


def set_apart(tables: Sequence[FinanceTable], grids: Sequence[NumberedGrid], page: Page) -> list[FinanceTable]:
    """The tables, with what each is about where two or more of a shape would all be about the page, and each has a
    title that the others have not. A title that is no programme names a part of what the page is about, a total the
    whole of it."""
    base = page_scope(page, None)
    about_all = [t for t in tables if t.shape in _WHOLE and t.amounts and all(_is_about(a, base) for a in t.amounts)]
    apart: dict[int, FinanceTable] = {}
    for shape in _WHOLE if len(about_all) > 1 else ():
        same = [table for table in about_all if table.shape == shape]
        names = _own_names([each for each in grids if each.table_no in {t.table_no for t in same}], page)
        if len(same) > 1 and names:
            apart |= {table.table_no: _about(table, names[table.table_no], base, page) for table in same}
    return [apart.get(table.table_no, table) for table in tables]


def _is_about(amount: Amount, base: Scope) -> bool:
    return Scope(amount.scope, amount.scope_code, amount.scope_title, amount.goal_id) == base


def _own_names(grids: Sequence[NumberedGrid], page: Page) -> dict[int, str]:
    """The name of each table by its number: the caption, the corner, the nearest title or the headings it stands below,
    whichever all have and no two share; none where there is no such."""
    texts = [[*_titles(each, page)] for each in grids]
    for place in range(min(map(len, texts), default=0)):
        names = [each[place] for each in texts]
        if len(names) > 1 and all(names) and len({labels.fold(name) for name in names}) == len(names):
            return {each.table_no: name for each, name in zip(grids, names, strict=True)}
    return {}


def _titles(numbered: NumberedGrid, page: Page) -> list[str]:
    caption, *above = map(labels.flat, titles_of(numbered, page.document))
    names = (_name(caption), _name(labels.flat(numbered.grid.rows[0][0].text)))
    return [*names, next(filter(None, map(_name, above)), ""), *map(_name, headings_over(numbered, page.document))]


def _name(text: str) -> str:
    """The text where it can be the name of something: letters, and no unit, year, stage, component or sentence."""
    name = without_unit(text)
    says_else = labels.is_unit_note(name) or labels.column_label(name) or labels.holds_year(name)
    says_else = says_else or (labels.is_about_all(name) and not labels.is_total(name))
    says_else = says_else or not labels.is_short_title(name)
    return "" if says_else or not any(map(str.isalpha, name)) else name


def _about(table: FinanceTable, name: str, base: Scope, page: Page) -> FinanceTable:
    if labels.is_total(name):
        return table
    named = row_scope(page, name) if names_level(name) else None
    scope = named or part_scope(base, name)
    return replace(table, amounts=tuple(_moved(amount, scope) for amount in table.amounts))


def _moved(amount: Amount, to: Scope) -> Amount:
    level: Any = to.scope
    return replace(amount, scope=level, scope_code=to.code, scope_title=to.title, goal_id=to.goal_id)
