"""Each goal once per publication, although its sub-pages, its ambition page and its tables all name it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from itertools import chain
from typing import Any

from pipeline.assemble.told_again import once
from pipeline.dutch.printed import letters
from pipeline.model import Finding
from pipeline.outcome import PageResult, with_finding
from pipeline.tables.goals import GoalRecord

_CODE = re.compile(r"\d+[A-Z]?(?:\.\d+){1,3}[a-z]?")
_PREFIX = {"criteria": "c", "activities": "a", "indicators": "i", "policy_documents": "n", "deviations": "d"}
_WIDTH = {"activities": 3, "indicators": 3}
_OWN_TEXT = ("title", "statement", "description")


def merge_goals(results: Sequence[PageResult]) -> list[PageResult]:
    """The same results with every goal_id in `goals` once. Pages that show different goals under one code, or one goal
    with different amounts, keep both (the later one as `<goal_id>@<page>`) and an error GOAL_DUPLICATE."""
    results = _separate_contradictions(list(results))
    results = _number_through(once(results, _PREFIX))
    return _with_programmes(_one_row_per_goal(results))


def _separate_contradictions(results: list[PageResult]) -> list[PageResult]:
    first: dict[str, tuple[PageResult, Any]] = {}
    for result in results:  # a goal's own page goes before another one that tells it too
        for goal in result.tables.get("goals", ()) if result.page.page_kind == "goal" else ():
            if goal.goal_code == result.page.goal_code:
                first.setdefault(goal.goal_id, (result, goal))
    separated = []
    for result in results:
        for goal in result.tables.get("goals", ()) if result.page.page_kind == "goal" else ():
            known = first.setdefault(goal.goal_id, (result, goal))
            if known[1] is not goal and (_contradict(known[1], goal) or _differ(known[0], result, goal.goal_id)):
                result = _rename(result, goal.goal_id, f"{goal.goal_id}@{result.page_id.rsplit('/', 1)[-1]}")
                result = with_finding(result, _duplicate(goal, known[0]))
        separated.append(result)
    return separated


def _contradict(one: Any, other: Any) -> bool:
    return any(
        (a := getattr(one, name)) and (b := getattr(other, name)) and letters(a) != letters(b) for name in _OWN_TEXT
    )


def _differ(one: PageResult, other: PageResult, goal_id: str) -> bool:
    """Whether both pages print an amount for the same thing, and not the same one."""
    known = _amounts(one, goal_id)
    return one is not other and any(known.get(what, euros) != euros for what, euros in _amounts(other, goal_id).items())


def _amounts(result: PageResult, goal_id: str) -> dict[tuple[int, str, str], int]:
    rows = (row for row in result.tables.get("baten_lasten", ()) if row.goal_id == goal_id)
    return {(row.fiscal_year, row.stage, row.component): row.amount_eur for row in rows}


def _duplicate(goal: Any, first: PageResult) -> Finding:
    return Finding(
        "error",
        "GOAL_DUPLICATE",
        "Two pages of one publication show different goals under the same code; both are kept.",
        "page",
        f"{goal.goal_code}: {goal.title or goal.statement}",
        f"one goal, as on {first.page_id}",
    )


def _rename(result: PageResult, old: str, new: str) -> PageResult:
    """The result with one goal_id, and every key built on it, replaced."""

    def renamed(row: Any) -> Any:
        if getattr(row, "goal_id", None) != old:
            return row
        changes = {
            f.name: new + value[len(old) :]
            for f in fields(row)
            if f.name.endswith("_id") and isinstance(value := getattr(row, f.name), str) and value.startswith(old)
        }
        return replace(row, **changes)

    return replace(result, tables={name: tuple(map(renamed, rows)) for name, rows in result.tables.items()})


def _number_through(results: list[PageResult]) -> list[PageResult]:
    """Sub-pages of one goal each count from 1: later pages go on where the earlier ones stopped."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    numbered = []
    for result in results:
        tables = dict(result.tables)
        for table in _PREFIX:
            tables[table] = _shift(table, tables.get(table, ()), counts)
        numbered.append(replace(result, tables=tables))
    return numbered


def _shift(table: str, rows: Sequence[Any], counts: dict[tuple[str, str], int]) -> tuple[Any, ...]:
    keys: dict[str, str] = {}
    key = fields(rows[0])[0].name if rows else ""
    moved = []
    for row in rows:
        if row.goal_id:
            counts[table, row.goal_id] += 1
            row = _moved(table, row, key, counts[table, row.goal_id], keys)
        moved.append(row)
    return tuple(moved)


def _moved(table: str, row: Any, key: str, seq: int, keys: dict[str, str]) -> Any:
    """The row with this number in its `key`, and its parent's new key."""
    old = getattr(row, key)
    new = f"{row.goal_id}/{_PREFIX[table]}{seq:0{_WIDTH.get(table, 2)}d}"
    keys[old] = new
    if old == new:
        return row
    changes = {key: new, "seq": seq}
    if getattr(row, "parent_id", None):
        changes["parent_id"] = keys[row.parent_id]
    return replace(row, **changes)


def _one_row_per_goal(results: list[PageResult]) -> list[PageResult]:
    """The goal's own page holds its row; sub-pages and listings fill what it leaves empty. Goals that only a table
    names get a row from that table."""
    ranked = sorted(range(len(results)), key=lambda n: (results[n].page.page_kind != "goal", n))
    merged: dict[str, tuple[int, Any]] = {}
    for n in ranked:
        for goal in results[n].tables.get("goals", ()):
            home, row = merged.get(goal.goal_id, (n, goal))
            merged[goal.goal_id] = (home, _filled(row, goal))
    for n, goal in _named_in_tables(results, merged):
        merged[goal.goal_id] = (n, goal)
    home_rows: dict[int, list[Any]] = defaultdict(list)
    for n, row in merged.values():
        home_rows[n].append(row)
    return [
        replace(result, tables={**result.tables, "goals": tuple(sorted(home_rows[n], key=lambda g: g.block_no or 0))})
        for n, result in enumerate(results)
    ]


def _with_programmes(results: list[PageResult]) -> list[PageResult]:
    """A goal's page of 2017-2023 prints the number of its programme in its code only; the name stands on the page of
    the programme. Where all pages that name it agree, the goals have it too."""
    names: dict[tuple[object, str | None], dict[str, str]] = defaultdict(dict)
    for result in results:
        if result.page.programme_code and result.page.programme:
            name = result.page.programme
            names[result.common[0], result.page.programme_code].setdefault(letters(name), name)
    found = {key: next(iter(named.values())) for key, named in names.items() if len(named) == 1}
    return [
        replace(result, tables={**result.tables, "goals": tuple(
            goal if goal.programme else replace(goal, programme=found.get((result.common[0], goal.programme_code)))
            for goal in result.tables["goals"]
        )}) if found and result.tables["goals"] else result
        for result in results
    ]  # fmt: skip


def _filled(row: Any, other: Any) -> Any:
    missing = {
        f.name: value
        for f in fields(row)
        if getattr(row, f.name) in (None, ()) and (value := getattr(other, f.name)) not in (None, ())
    }
    return replace(row, **missing) if missing else row


def _named_in_tables(results: list[PageResult], known: dict[str, Any]) -> Iterable[tuple[int, GoalRecord]]:
    """Goals that only rows of other datasets name: an overview of a programme, a deviation of a goal without a page."""
    named: dict[str, tuple[int, GoalRecord]] = {}
    for n, result in enumerate(results):
        for row in chain.from_iterable(rows for name, rows in result.tables.items() if name != "goals"):
            goal_id = getattr(row, "goal_id", None)
            if goal_id and goal_id not in known and goal_id not in named:
                named[goal_id] = (n, _named(goal_id, getattr(row, "scope_title", None)))
    return named.values()


def _named(goal_id: str, title: str | None) -> GoalRecord:
    empty: dict[str, Any] = dict.fromkeys(f.name for f in fields(GoalRecord))
    tail = goal_id.rpartition("/")[2]
    code = tail if _CODE.fullmatch(tail) else None
    known = {"goal_id": goal_id, "goal_code": code, "title": title, "portfolio_holders": ()}
    return GoalRecord(**(empty | known | {"programme_code": code.partition(".")[0] if code else None}))
