"""A goal that the page of another goal, or of its programme, tells in full once more: its rows would count twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from pipeline.model import Finding
from pipeline.outcome import PageResult, with_finding

_AMOUNTS = "baten_lasten"
_PLACES = ("seq", "block_no", "table_no", "row_no", "column_no")


def once(results: Sequence[PageResult], tables: Iterable[str]) -> list[PageResult]:
    """The same results without the rows of a goal on a page of something else, where the goal's own page prints all of
    them; TABLE_COPY (info) tells of each. What differs in one row stays as it is."""
    tables = (*tables, _AMOUNTS)
    own: dict[tuple[str, str], Counter[tuple[Any, ...]]] = {}
    for result in results:
        for table, goal_id, rows in _of_goals(result, tables):
            if _is_own(result, goal_id):
                own.setdefault((table, goal_id), Counter()).update(map(_said, rows))
    return [_without(result, own, tables) for result in results] if own else list(results)


def _without(
    result: PageResult, own: dict[tuple[str, str], Counter[tuple[Any, ...]]], tables: Sequence[str]
) -> PageResult:
    again = {
        (table, goal_id): rows
        for table, goal_id, rows in _of_goals(result, tables)
        if not _is_own(result, goal_id)
        and _tells(result, table)
        and not Counter(map(_said, rows)) - own.get((table, goal_id), Counter())
    }
    for (table, goal_id), rows in again.items():
        left = {id(row) for row in rows}
        kept = tuple(row for row in result.tables[table] if id(row) not in left)
        result = replace(result, tables={**result.tables, table: kept})
        message = "rows of another goal, which its own page prints as well, are recorded there only"
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
    return result.page.goal_code == goal_id.rpartition("/")[2]


def _tells(result: PageResult, table: str) -> bool:
    """Whether a page may tell a goal: the sums of a programme's page are no copy of those of its goals."""
    return table != _AMOUNTS or result.page.goal_code is not None


def _said(row: Any) -> tuple[Any, ...]:
    """What a row says, wherever it stands."""
    if hasattr(row, "amount_eur") and hasattr(row, "stage"):
        return row.fiscal_year, row.stage, row.component, row.amount_eur
    names = (field.name for field in fields(row))
    return tuple(getattr(row, name) for name in names if name not in _PLACES and not name.endswith("_id"))
