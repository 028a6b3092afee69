"""What pages say about each other: the identities of INTEGRITY.md section 4 that no page can prove alone.

I-30 one build per publication, I-32 an indicator printed twice, I-36 the adopted budget against the report of its year
and a programme against its goals, I-37 amounts a factor of a thousand apart between years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from pipeline.derive import Material
from pipeline.derive.material import Row
from pipeline.dutch.printed import letters
from pipeline.model import Finding
from pipeline.proof.identities import FLOWS
from pipeline.proof.records import CheckRecord, status_of

ACROSS = "I-36"
"""The identities in `checks` that need more than one page."""
READS = ("pages", "goals", "indicators", "baten_lasten")
"""The tables that are read for them."""
_THOUSAND = (980, 1020)

Told: TypeAlias = tuple[str, CheckRecord | Finding]
"""page_id, and what its neighbours say of it"""
Key = tuple[str, str, str, int, str, str]
"""municipality, document_kind, scope, fiscal year, code, component"""


def check_across_pages(material: Material) -> list[Told]:
    """Rows for `checks` and findings, each with the page it is about, in the order in which they are added."""
    amounts = _first_amounts(material.rows("baten_lasten"))
    told: list[Told] = []
    for page_id, check in (*_budget_against_report(amounts), *_programme_against_goals(material, amounts)):
        told.append((page_id, check))
        if check.status == "mismatch":
            told.append((page_id, _budget_differs(check)))
    told += _mixed_builds(material.rows("pages"))
    told += _unit_jumps(material.rows("goals"), amounts)
    told += _revised_indicators(material.rows("indicators"), _titles(material.rows("goals")))
    return told


def _first_amounts(rows: Sequence[Row]) -> dict[Key, Row]:
    """The adopted budget per goal and programme, the first time a publication prints it."""
    found: dict[Key, Row] = {}
    for row in rows:
        year = row["report_year"]
        if row["stage"] == "begroting_primitief" and row["fiscal_year"] == year and row["component"] in FLOWS:
            code = row["goal_id"] if row["scope"] == "goal" else row["scope_code"]
            if code:
                key = (row["municipality"], row["document_kind"], row["scope"], year)
                found.setdefault((*key, code.rpartition("/")[2], row["component"]), row)
    return found


def _budget_against_report(amounts: dict[Key, Row]) -> Iterable[tuple[str, CheckRecord]]:
    """I-36: what the report calls the adopted budget is what the budget printed."""
    for (municipality, kind, scope, year, code, component), reported in amounts.items():
        budget = amounts.get((municipality, "begroting", scope, year, code, component))
        if kind == "jaarstukken" and budget:
            units = (reported["unit"], budget["unit"])
            tolerance = sum(units) // 2 if max(units) > 1 else 0
            yield reported["page_id"], _check(f"I-36 begroting {component}", [budget], reported, tolerance)


def _programme_against_goals(material: Material, amounts: dict[Key, Row]) -> Iterable[tuple[str, CheckRecord]]:
    """I-36: a programme is the sum of its goals, once all goals that the publication names have an amount."""
    goals: dict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for (municipality, kind, scope, year, code, component), amount in amounts.items():
        if scope == "goal":
            goals[municipality, kind, year, code.partition(".")[0], component][code] = amount
    named = _goals_named(material.rows("goals"))
    for (municipality, kind, scope, year, code, component), total in amounts.items():
        parts = goals.get((municipality, kind, year, code, component), {})
        if scope == "programme" and parts and set(parts) == named[total["publication_id"], code]:
            tolerance = (len(parts) + 1) // 2 * total["unit"] if total["unit"] > 1 else 0
            yield total["page_id"], _check(f"I-36 doelen {component}", list(parts.values()), total, tolerance)


def _goals_named(goals: Sequence[Row]) -> dict[tuple[str, str], set[str]]:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for goal in goals:
        if goal["goal_code"]:
            named[goal["publication_id"], goal["goal_code"].partition(".")[0]].add(goal["goal_code"])
    return named


def _check(name: str, terms: list[Row], total: Row, tolerance: int) -> CheckRecord:
    expected, actual = sum(term["amount_eur"] for term in terms), total["amount_eur"]
    difference = actual - expected
    return CheckRecord(
        f"{total['page_id']}/{name.replace(' ', '-')}/{total['amount_id'].rpartition('/t')[2]}",
        total["table_no"],
        name,
        expected,
        actual,
        difference,
        tolerance,
        status_of(difference, tolerance),
        (total["amount_id"], *(term["amount_id"] for term in terms)),
    )


def _budget_differs(check: CheckRecord) -> Finding:
    return Finding(
        "info",
        "BUDGET_DIFFERS",
        f"{check.identity}: another page of this municipality prints another amount; equal or to be explained.",
        "table {} row {} column {}".format(*re.findall(r"\d+", check.cells[0].rpartition("/t")[2])),
        f"{check.actual_eur} euros, {check.difference_eur:+d}",
        f"{check.expected_eur} euros, as in {check.cells[1]}",
    )


def _mixed_builds(pages: Sequence[Row]) -> Iterable[Told]:
    """I-30: all pages of one publication carry one build stamp."""
    builds: dict[str, dict[Any, str]] = defaultdict(dict)
    for page in pages:
        if page["built_at"]:
            builds[page["publication_id"]].setdefault(page["built_at"], page["page_id"])
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


def _unit_jumps(goals: Sequence[Row], amounts: dict[Key, Row]) -> Iterable[Told]:
    """I-37: the same goal a factor of a thousand apart in two years is a unit that was misread somewhere."""
    titles = _titles(goals)
    series: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for (municipality, _, scope, year, _, component), amount in amounts.items():
        title = titles.get(amount["goal_id"], "")
        if scope == "goal" and component == "lasten" and title:
            series[municipality, title].setdefault(year, amount)
    for by_year in series.values():
        for before, after in pairwise(sorted(by_year)):
            old, new = by_year[before], by_year[after]
            if _THOUSAND[0] <= _ratio(old["amount_eur"], new["amount_eur"]) <= _THOUSAND[1]:
                yield (
                    new["page_id"],
                    Finding(
                        "warning",
                        "UNIT_SUSPECT",
                        f"The lasten of this goal differ by a factor of about a thousand from {before}.",
                        _place(new),
                        f"{new['amount_eur']} euros in {after}",
                        f"about {old['amount_eur']} euros, as in {before}",
                    ),
                )


def _titles(goals: Iterable[Row]) -> dict[str, str]:
    return {goal["goal_id"]: letters(goal["title"] or goal["statement"] or "") for goal in goals}


def _place(row: Row) -> str:
    return f"table {row['table_no']} row {row['row_no']} column {row['column_no']}"


def _ratio(one: int, other: int) -> float:
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else 0.0


def _revised_indicators(rows: Sequence[Row], titles: Mapping[str, str]) -> Iterable[Told]:
    """I-32: an indicator that two publications print for the same year is equal or was revised. A Streefdoel may have
    several values for a year: then one that none of the first publication equals. A name that one publication prints
    below several goals (`Klanttevredenheid`) is compared below the goal of the same title alone."""
    measured = [
        (row, (row["municipality"], letters(row["indicator"]), row["unit"]))
        for row in rows
        if row["value"] is not None and row["year"] is not None and row["role"] != "target"
    ]
    owners: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row, name in measured:
        owners[*name, row["publication_id"]].add(row["goal_id"])
    shared = {key[:-1] for key, goals in owners.items() if len(goals) > 1}
    first: dict[tuple[Any, ...], dict[Any, Row]] = {}
    for row, name in measured:
        goal = titles.get(row["goal_id"]) or row["goal_id"] if name in shared else None
        values = first.setdefault((*name, goal, row["year"]), {row["value"]: row})
        known = next(iter(values.values()))
        if known["publication_id"] == row["publication_id"]:
            values.setdefault(row["value"], row)
        elif row["value"] not in values:
            yield (
                row["page_id"],
                Finding(
                    "info",
                    "INDICATOR_REVISED",
                    f"{row['indicator']}: two publications print another value for {row['year']}.",
                    _place(row),
                    f"{row['value']:g}",
                    f"{known['value']:g}, as in {known['observation_id']}",
                ),
            )
