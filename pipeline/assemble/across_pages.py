"""What pages say about each other: the identities of INTEGRITY.md section 4 that no page can prove alone.

I-30 one build per publication, I-32 an indicator printed twice, I-36 the adopted budget against the report of its year
and a programme against its goals, I-37 amounts a factor of a thousand apart between years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.model import Finding
from pipeline.outcome import PageResult, with_finding
from pipeline.proof.records import CheckRecord

ACROSS = "I-36"
"""The identities in `checks` that need more than one page."""
_COMPONENTS = ("lasten", "baten", "toevoeging_reserves", "onttrekking_reserves")
_THOUSAND = (980, 1020)


class _Amount(NamedTuple):
    page: int
    row: Any


def check_across_pages(results: Sequence[PageResult]) -> list[PageResult]:
    """The same results with rows in `checks` and findings for what their neighbours say."""
    checked = list(results)
    amounts = _first_amounts(checked)
    for page, check in (*_budget_against_report(checked, amounts), *_programme_against_goals(checked, amounts)):
        checked[page] = _with_check(checked[page], check)
    for page, finding in (*_mixed_builds(checked), *_unit_jumps(checked, amounts), *_revised_indicators(checked)):
        checked[page] = with_finding(checked[page], finding)
    return checked


Key = tuple[str, str, str, int, str, str]
"""municipality, document_kind, scope, fiscal year, code, component"""


def _first_amounts(results: Sequence[PageResult]) -> dict[Key, _Amount]:
    """The adopted budget per goal and programme, the first time a publication prints it."""
    found: dict[Key, _Amount] = {}
    for number, result in enumerate(results):
        _, municipality, kind, year, _ = result.common
        for row in result.tables.get("baten_lasten", ()):
            if row.stage == "begroting_primitief" and row.fiscal_year == year and row.component in _COMPONENTS:
                code = row.goal_id if row.scope == "goal" else row.scope_code
                if code and municipality and kind:
                    bare = code.rpartition("/")[2]
                    found.setdefault(
                        (municipality, kind, row.scope, row.fiscal_year, bare, row.component), _Amount(number, row)
                    )
    return found


def _budget_against_report(
    results: Sequence[PageResult], amounts: dict[Key, _Amount]
) -> Iterable[tuple[int, CheckRecord]]:
    """I-36: what the report calls the adopted budget is what the budget printed."""
    for (municipality, kind, scope, year, code, component), reported in amounts.items():
        budget = amounts.get((municipality, "begroting", scope, year, code, component))
        if kind == "jaarstukken" and budget:
            tolerance = (reported.row.unit + budget.row.unit) // 2 if max(reported.row.unit, budget.row.unit) > 1 else 0
            yield (
                reported.page,
                _check(results[reported.page], f"I-36 begroting {component}", [budget.row], reported.row, tolerance),
            )


def _programme_against_goals(
    results: Sequence[PageResult], amounts: dict[Key, _Amount]
) -> Iterable[tuple[int, CheckRecord]]:
    """I-36: a programme is the sum of its goals, once all goals that the publication names have an amount."""
    goals: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for (municipality, kind, scope, year, code, component), amount in amounts.items():
        if scope == "goal":
            goals[municipality, kind, year, code.partition(".")[0], component][code] = amount.row
    named = _goals_named(results)
    for (municipality, kind, scope, year, code, component), total in amounts.items():
        parts = goals.get((municipality, kind, year, code, component), {})
        publication = str(results[total.page].common[0])
        if scope == "programme" and parts and set(parts) == named[publication, code]:
            tolerance = (len(parts) + 1) // 2 * total.row.unit if total.row.unit > 1 else 0
            yield (
                total.page,
                _check(results[total.page], f"I-36 doelen {component}", list(parts.values()), total.row, tolerance),
            )


def _goals_named(results: Sequence[PageResult]) -> dict[tuple[str, str], set[str]]:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for result in results:
        for goal in result.tables.get("goals", ()):
            if goal.goal_code:
                named[str(result.common[0]), goal.goal_code.partition(".")[0]].add(goal.goal_code)
    return named


def _check(result: PageResult, name: str, terms: list[Any], total: Any, tolerance: int) -> CheckRecord:
    expected, actual = sum(term.amount_eur for term in terms), total.amount_eur
    difference = actual - expected
    status = "exact" if difference == 0 else "rounding" if abs(difference) <= tolerance else "mismatch"
    return CheckRecord(
        f"{result.page_id}/{name.replace(' ', '-')}/{total.amount_id.rpartition('/t')[2]}",
        total.table_no,
        name,
        expected,
        actual,
        difference,
        tolerance,
        status,
        (total.amount_id, *(term.amount_id for term in terms)),
    )


def _with_check(result: PageResult, check: CheckRecord) -> PageResult:
    tables = {**result.tables, "checks": (*result.tables.get("checks", ()), check)}
    result = replace(result, tables=tables)
    if check.status != "mismatch":
        return result
    return with_finding(
        result,
        Finding(
            "info",
            "BUDGET_DIFFERS",
            f"{check.identity}: another page of this municipality prints another amount; equal or to be explained.",
            "table {} row {} column {}".format(*re.findall(r"\d+", check.cells[0].rpartition("/t")[2])),
            f"{check.actual_eur} euros, {check.difference_eur:+d}",
            f"{check.expected_eur} euros, as in {check.cells[1]}",
        ),
    )


def _mixed_builds(results: Sequence[PageResult]) -> Iterable[tuple[int, Finding]]:
    """I-30: all pages of one publication carry one build stamp."""
    builds: dict[str, dict[Any, int]] = defaultdict(dict)
    for number, result in enumerate(results):
        if result.common[0] and result.page.built_at:
            builds[result.common[0]].setdefault(result.page.built_at, number)
    for publication, found in builds.items():
        if len(found) > 1:
            first, last = min(found), max(found)
            yield (
                found[last],
                Finding(
                    "warning",
                    "MIXED_BUILD",
                    f"The pages of {publication} come from {len(found)} builds of the site.",
                    "stamp",
                    str(last),
                    f"one build, such as {first}",
                ),
            )


def _unit_jumps(results: Sequence[PageResult], amounts: dict[Key, _Amount]) -> Iterable[tuple[int, Finding]]:
    """I-37: the same goal a factor of a thousand apart in two years is a unit that was misread somewhere."""
    titles = {
        goal.goal_id: _plain(goal.title or goal.statement or "")
        for result in results
        for goal in result.tables.get("goals", ())
    }
    series: dict[tuple[str, str], dict[int, _Amount]] = defaultdict(dict)
    for (municipality, _, scope, year, _, component), amount in amounts.items():
        title = titles.get(amount.row.goal_id, "")
        if scope == "goal" and component == "lasten" and title:
            series[municipality, title].setdefault(year, amount)
    for by_year in series.values():
        years = sorted(by_year)
        for before, after in pairwise(years):
            old, new = by_year[before], by_year[after]
            ratio = _ratio(old.row.amount_eur, new.row.amount_eur)
            if _THOUSAND[0] <= ratio <= _THOUSAND[1]:
                yield (
                    new.page,
                    Finding(
                        "warning",
                        "UNIT_SUSPECT",
                        f"The lasten of this goal differ by a factor of about a thousand from {before}.",
                        f"table {new.row.table_no} row {new.row.row_no} column {new.row.column_no}",
                        f"{new.row.amount_eur} euros in {after}",
                        f"about {old.row.amount_eur} euros, as in {before}",
                    ),
                )


def _ratio(one: int, other: int) -> float:
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else 0.0


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _revised_indicators(results: Sequence[PageResult]) -> Iterable[tuple[int, Finding]]:
    """I-32: an indicator that two publications print for the same year is equal or was revised."""
    first: dict[tuple[Any, ...], tuple[Any, str]] = {}
    for number, result in enumerate(results):
        for row in result.tables.get("indicators", ()):
            if row.value is None or row.year is None or row.role == "target":
                continue
            key = (result.common[1], _plain(row.indicator), row.unit, row.year)
            value, where = first.setdefault(key, (row.value, row.observation_id))
            if value != row.value and where.partition("/")[0] != result.common[0]:
                yield (
                    number,
                    Finding(
                        "info",
                        "INDICATOR_REVISED",
                        f"{row.indicator}: two publications print another value for {row.year}.",
                        f"table {row.table_no} row {row.row_no} column {row.column_no}",
                        f"{row.value:g}",
                        f"{value:g}, as in {where}",
                    ),
                )
