"""A goal that another page tells in full once more (of another goal, of its programme, or a second one of the goal
itself): its rows would count twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeAlias

from pipeline.model import Finding
from pipeline.outcome import PageResult, with_finding

_AMOUNTS = "baten_lasten"
_Said: TypeAlias = defaultdict[tuple[str, str], Counter[tuple[Any, ...]]]
"""(table, goal_id) -> what was said before"""

_PLACES = ("seq", "block_no", "table_no", "row_no", "column_no")


def once(results: Sequence[PageResult], tables: Iterable[str]) -> list[PageResult]:
    """The same results without the rows of a goal that another page prints as well, its own pages first: on a second
    page of the goal, and on pages of something else; TABLE_COPY (info) tells of each. What differs in one row stays."""
    tables = (*tables, _AMOUNTS)
    said: _Said = defaultdict(Counter)
    own = [_without(result, said, tables, True) for result in results]
    return [_without(result, said, tables, False) for result in own]


def _without(result: PageResult, said: _Said, tables: Sequence[str], own: bool) -> PageResult:
    """The result without what is said already of its own goals, or of other ones. What stays is said now."""
    for table, goal_id, rows in _of_goals(result, tables):
        if _is_own(result, goal_id) is not own or not (own or _tells(result, table)):
            continue
        again = Counter(map(_what, rows))
        if again - said[table, goal_id]:
            said[table, goal_id].update(again)
            continue
        left = {id(row) for row in rows}
        kept = tuple(row for row in result.tables[table] if id(row) not in left)
        result = replace(result, tables={**result.tables, table: kept})
        message = "rows of a goal that another page of it prints as well are recorded there only"
        found = f"{len(rows)} {table} of {goal_id.rpartition('/')[2]}"
        result = with_finding(result, Finding("info", "TABLE_COPY", message, "page", found, "each goal once"))
    return result


def _of_goals(result: PageResult, tables: Sequence[str]) -> list[tuple[str, str, list[Any]]]:
    found: dict[tuple[str, str], list[Any]] = {}
    for table in tables:
        for row in result.tables.get(table, ()):
            if row.goal_id:
                found.setdefault((table, row.goal_id), []).append(row)
    return [(table, goal_id, rows) for (table, goal_id), rows in found.items()]


def _is_own(result: PageResult, goal_id: str) -> bool:
    """Whether the page is one of the goal. Goals of 2014-2016 have no code, and several may stand on one page."""
    code, tail = result.page.goal_code, goal_id.rpartition("/")[2]
    return code == tail if code else "." not in tail and result.page.page_kind == "goal"


def _tells(result: PageResult, table: str) -> bool:
    """Whether a page may tell a goal: the sums of a programme's page are no copy of those of its goals."""
    return table != _AMOUNTS or result.page.goal_code is not None


def _what(row: Any) -> tuple[Any, ...]:
    """What a row says, wherever it stands."""
    if hasattr(row, "amount_eur") and hasattr(row, "stage"):
        return row.fiscal_year, row.stage, row.component, row.amount_eur
    names = (field.name for field in fields(row))
    return tuple(getattr(row, name) for name in names if name not in _PLACES and not name.endswith("_id"))
