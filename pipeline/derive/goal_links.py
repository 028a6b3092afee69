"""goal_links: each goal of a publication and its counterpart in the next that has it; goal_series: the goals that are
one through the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from .goal_lines import lines_and_links
from .goal_profiles import cycle_place, goals_by_edition
from .goal_step import Link
from .link_kinds import LinkKind, kinds
from .material import Common, Derived, Material, Row, common_columns
from .verdicts import not_made, verdicts


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A row of goal_links without its common columns."""

    link_id: str
    kind: str
    from_publication_id: str
    to_publication_id: str
    from_goal_id: str | None
    to_goal_id: str | None
    from_goal_code: str | None
    to_goal_code: str | None
    series_id: str
    score: float
    evidence: tuple[str, ...]
    statement_similarity: float | None
    title_similarity: float | None
    amounts_compared: int | None
    amounts_equal: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class GoalSeries:
    """A row of goal_series without its common columns."""

    goal_id: str
    goal_code: str | None
    series_id: str
    seq: int
    series_title: str | None


def goal_links(material: Material) -> Derived:
    """The rows of goal_links in the order of the budget cycle, and a finding for each confirmed link that does not
    count: its text changed, or it cannot be made."""
    editions = goals_by_edition(material)
    goals = {goal.goal_id: goal for own in editions.values() for goal in own}
    said, findings = verdicts(material.confirmed_links, goals)
    lines, links = lines_and_links(editions, said)
    series = {goal.goal_id: line.goals[0].goal_id for line in lines for goal in line.goals}
    rows = [_row(link, kind, series, said.linked) for link, kind in zip(links, kinds(links), strict=True)]
    findings += not_made(said, {link.pair for link in links}, goals)
    return Derived([link.about.common for link in links], rows, findings)


def _row(link: Link, kind: LinkKind, series: Mapping[str, str], settled: Mapping[tuple[str, str], str]) -> GoalLink:
    evidence = link.evidence
    return GoalLink(
        ">".join(link.pair),
        settled.get(link.pair, kind),
        link.earlier_edition.publication_id,
        link.later_edition.publication_id,
        link.earlier.goal_id if link.earlier else None,
        link.later.goal_id if link.later else None,
        link.earlier.code if link.earlier else None,
        link.later.code if link.later else None,
        series[link.about.goal_id],
        link.score,
        evidence.spoke if evidence else (),
        evidence.statement if evidence else None,
        evidence.title if evidence else None,
        evidence.amounts_compared if evidence else None,
        evidence.amounts_equal if evidence else None,
        link.pair in settled,
    )


def goal_series(material: Material) -> Derived:
    """The rows of goal_series: every goal, series by series in the order of their first goal.

    A goal that no link continues is a series of its own.
    """
    links = material.rows("goal_links")
    continued: dict[str, str] = {row["to_goal_id"]: row["series_id"] for row in links if row["to_goal_id"]}
    series: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(material.rows("goals"), key=cycle_place):
        goal_id: str = row["goal_id"]
        series[continued.get(goal_id, goal_id)].append(row)
    common: list[Common] = []
    records: list[GoalSeries] = []
    for series_id, goals in series.items():
        title = next((t for goal in reversed(goals) if (t := goal["title"] or goal["statement"])), None)
        for seq, goal in enumerate(goals, 1):
            common.append(common_columns(goal))
            records.append(GoalSeries(goal["goal_id"], goal["goal_code"], series_id, seq, title))
    return Derived(common, records)
