"""Indicators through the years, as published when: every observation in the series of its goal and indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from pipeline.model import record

from .indicator_names import Name, matched, name_of
from .material import Common, Derived, Material, Row, common_columns
from .series import appearance, series_of_goals

_MEASURED = ("baseline", "current")
_OF_PUBLICATION = itemgetter("publication_id")
_Named: TypeAlias = Callable[[str, str | None], Name]


@record
class VintageRecord:
    """A row of `indicator_series` without its common columns."""

    observation_id: str
    indicator_series_id: str
    series_id: str
    goal_id: str
    indicator: str
    unit: str | None
    role: str
    year: int | None
    value: float | None
    value_text: str
    comparator: str | None
    missing_reason: str | None
    published_in: str
    vintage: int | None
    is_latest: bool | None
    is_revision: bool
    previous_value: float | None
    previous_text: str | None


@dataclass(slots=True)
class _Series:
    """One indicator of a goal series: the name it had last, and its observations in the order in which their
    publications appeared."""

    series_id: str
    name: Name
    rows: list[Row] = field(default_factory=list)


def indicator_series(material: Material) -> Derived:
    """One row per observation of `indicators`. `vintage` counts the publications that print a value of this indicator
    for that year, oldest first, targets apart from measured values (a baseline may be yesterday's current value);
    `is_revision` marks a value that differs from that of the publication before."""
    goals = series_of_goals(material)
    by_goal: dict[str, list[Row]] = defaultdict(list)
    for row in material.rows("indicators"):
        by_goal[goals[row["goal_id"]]].append(row)
    named = cache(name_of)  # an indicator is printed for several years, in several publications
    found: list[tuple[Common, VintageRecord]] = []
    for series_id, rows in by_goal.items():
        for one in _indicators(series_id, rows, named):
            found += _vintages(series_id, one)
    found.sort(key=lambda pair: pair[1].observation_id)
    return Derived([common for common, _ in found], [record for _, record in found])


def _indicators(goal_series: str, rows: Iterable[Row], named: _Named) -> list[_Series]:
    """The indicators of a goal series, publication after publication."""
    known: list[_Series] = []
    taken: set[str] = set()
    for _, printed in groupby(sorted(rows, key=_when), key=_OF_PUBLICATION):
        by_name: dict[Name, list[Row]] = defaultdict(list)
        for row in printed:
            by_name[named(row["indicator"], row["unit"])].append(row)
        names = list(by_name)
        partner = matched([one.name for one in known], names)
        for place, name in enumerate(names):
            if place not in partner:
                partner[place] = len(known)
                known.append(_Series(_fresh(f"{goal_series}/{_slug(name)}", taken), name))
            one = known[partner[place]]
            one.name = name
            one.rows += by_name[name]
    return known


def _when(row: Row) -> tuple[tuple[int, int, str], str]:
    return appearance(row), row["observation_id"]


def _slug(name: Name) -> str:
    """At most eight words: a Streefdoel of 2014-2016 is a sentence."""
    words = re.sub(r"%", " procent ", f"{name.words} {name.unit}").split()
    return "-".join(words[:8]) or "indicator"


def _fresh(wanted: str, taken: set[str]) -> str:
    number = 1
    while (found := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    taken.add(found)
    return found


def _vintages(goal_series: str, one: _Series) -> list[tuple[Common, VintageRecord]]:
    """The rows of one indicator. A value without a year is of no vintage."""
    by_value: dict[tuple[int, bool], list[list[Row]]] = {}
    for _, printed in groupby(one.rows, key=_OF_PUBLICATION):
        of_publication: dict[tuple[int, bool], list[Row]] = defaultdict(list)
        for row in printed:
            if row["year"] is not None:
                of_publication[row["year"], row["role"] in _MEASURED].append(row)
        for key, rows in of_publication.items():
            by_value.setdefault(key, []).append(rows)
    places = {
        row["observation_id"]: (number, len(vintages), _before(place, rows, vintages[number - 2] if number > 1 else ()))
        for vintages in by_value.values()
        for number, rows in enumerate(vintages, 1)
        for place, row in enumerate(rows)
    }
    return [(common_columns(row), _record(goal_series, one, row, places)) for row in one.rows]


def _before(place: int, rows: Sequence[Row], before: Sequence[Row]) -> Row | None:
    """What the vintage before printed for one of the values of a year: a Streefdoel of 2014-2016 may have several. As
    many stand in the same order; of more or less, the one that is equal counts, else the last."""
    if len(before) == len(rows):
        return before[place]
    return next((row for row in before if not _differ(rows[place], row)), before[-1] if before else None)


def _record(
    goal_series: str, one: _Series, row: Row, places: Mapping[str, tuple[int, int, Row | None]]
) -> VintageRecord:
    vintage, newest, before = places.get(row["observation_id"], (None, None, None))
    return VintageRecord(
        row["observation_id"], one.series_id, goal_series, row["goal_id"], row["indicator"], row["unit"], row["role"],
        row["year"], row["value"], row["value_text"], row["comparator"], row["missing_reason"], row["publication_id"],
        vintage, None if vintage is None else vintage == newest, before is not None and _differ(row, before),
        before["value"] if before else None, before["value_text"] if before else None,
    )  # fmt: skip


def _differ(row: Row, before: Row) -> bool:
    """Another number or comparator; where one of the two is text, another text."""
    if row["value"] is None or before["value"] is None:
        return bool(_words(row["value_text"]) != _words(before["value_text"]))
    return bool((row["value"], row["comparator"]) != (before["value"], before["comparator"]))


def _words(text: str) -> Sequence[str]:
    return text.casefold().split()
