"""Goals that are the same through the years, and what became of those that were split or merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .corpus import Corpus, Row
from .places import series_file

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Moment:
    """A goal in one publication, and how it follows from the goal before it (a kind of goal_links, or empty)."""

    goal: Row
    kind: str
    score: float | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another series that this one came from or went into."""

    series_id: str
    title: str
    kind: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class Series:
    """One goal through the years, oldest first."""

    series_id: str
    moments: tuple[Moment, ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def goals(self) -> tuple[Row, ...]:
        return tuple(m.goal for m in self.moments)

    @property
    def file(self) -> str:
        return series_file(self.series_id)

    @property
    def title(self) -> str:
        return title_of(self.goals)

    @property
    def statement(self) -> str:
        return newest(self.goals, "statement")

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes it had, oldest first, each once."""
        return tuple(dict.fromkeys(g["goal_code"] for g in self.goals if g["goal_code"]))


def newest(goals: Sequence[Row], column: str) -> str:
    """The newest text of a column that is not empty."""
    return next((str(g[column]) for g in reversed(goals) if g[column]), "")


def title_of(goals: Sequence[Row]) -> str:
    """What a goal is called: its newest title, else its doelzin, else its code."""
    code = newest(goals, "goal_code")
    return newest(goals, "title") or newest(goals, "statement") or (f"Doel {code}" if code else goals[-1]["goal_id"])


def all_series(corpus: Corpus) -> Mapping[str, Series]:
    """Every goal of the snapshot in the series it belongs to (goal_series), by series_id; neighbours from
    goal_links."""
    links = corpus.rows("goal_links")
    series_of = {row["goal_id"]: row["series_id"] for row in corpus.rows("goal_series")}
    before = {
        link["to_goal_id"]: link
        for link in links
        if link["to_goal_id"] and (not link["from_goal_id"] or _within(link, series_of))
    }
    members: defaultdict[str, list[Row]] = defaultdict(list)
    for goal in corpus.in_time(corpus.rows("goals")):
        members[series_of[goal["goal_id"]]].append(goal)
    neighbours = _neighbours(links, series_of, members)
    return {
        series_id: Series(series_id, tuple(_moment(g, before.get(g["goal_id"])) for g in goals), neighbours[series_id])
        for series_id, goals in sorted(members.items())
    }


def _within(link: Row, series_of: Mapping[str, str]) -> bool:
    return series_of[link["from_goal_id"]] == series_of[link["to_goal_id"]]


def _moment(goal: Row, link: Row | None) -> Moment:
    if link is None or link["from_goal_id"] is None:
        return Moment(goal, link["kind"] if link else "", None, False)
    return Moment(goal, link["kind"], link["score"], link["confirmed"])


def _neighbours(
    links: Sequence[Row], series_of: Mapping[str, str], members: Mapping[str, Sequence[Row]]
) -> Mapping[str, tuple[Neighbour, ...]]:
    found: defaultdict[str, dict[tuple[str, bool], Neighbour]] = defaultdict(dict)
    for link in links:
        if not (link["from_goal_id"] and link["to_goal_id"]):
            continue
        before, after = series_of[link["from_goal_id"]], series_of[link["to_goal_id"]]
        if not _within(link, series_of):
            found[after][before, True] = Neighbour(before, title_of(members[before]), link["kind"], True)
            found[before][after, False] = Neighbour(after, title_of(members[after]), link["kind"], False)
    return defaultdict(tuple, {key: tuple(n[k] for k in sorted(n)) for key, n in found.items()})


def code_order(code: str | None) -> tuple[tuple[int, ...], str]:
    """Codes in the order of their numbers: 1.2.10 behind 1.2.9, goals without a code last."""
    return tuple(map(int, _NUMBER.findall(code))) if code else (10**6,), code or ""
