"""One publication against the lines that are open: the nouns of goal_lines.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from .goal_evidence import Evidence, compare, score
from .goal_profiles import Edition, Goal
from .likeness import Likeness
from .numbering import CodeRelation, code_relation


@dataclass(slots=True)
class Line:
    """One goal through the publications; `face` is the last of its goals with the gaps filled from the earlier ones."""

    goals: list[Goal]
    face: Goal
    closed: bool = False

    @property
    def last(self) -> Goal:
        return self.goals[-1]

    def goes_on_with(self, goal: Goal) -> None:
        self.goals.append(goal)
        self.face = goal.with_gaps_filled(self.face)


@dataclass(frozen=True, slots=True)
class Link:
    """Two goals that are counterparts, or one that has none: `earlier` is None for a new goal, `later` for one that
    ended. A `kind` is set where the step itself tells it; links without one keep their line."""

    earlier: Goal | None
    later: Goal | None
    earlier_edition: Edition
    later_edition: Edition
    score: float
    evidence: Evidence | None = None
    kind: Literal["split", "merged", "new", "ended"] | None = None

    @property
    def about(self) -> Goal:
        """The later goal, the earlier one where it ended."""
        goal = self.later or self.earlier
        if goal is None:
            raise ValueError("a link has at least one goal")
        return goal

    @property
    def pair(self) -> tuple[str, str]:
        """goal_id of both; the publication_id where there is no goal."""
        return (
            self.earlier.goal_id if self.earlier else self.earlier_edition.publication_id,
            self.later.goal_id if self.later else self.later_edition.publication_id,
        )


@dataclass(frozen=True)
class Verdicts:
    """What a person said: pairs of goal_id (earlier, later) that are linked, to their kind, and pairs that are not."""

    linked: Mapping[tuple[str, str], str] = field(default_factory=dict)
    different: frozenset[tuple[str, str]] = frozenset()

    def promised(self, line: Line) -> bool:
        """Whether a person linked the last goal of this line to a later one."""
        return line.last.goal_id in self._promised

    def names(self, goals: Sequence[Goal]) -> bool:
        """Whether a person said anything of one of these goals."""
        return not self._named.isdisjoint(goal.goal_id for goal in goals)

    @cached_property
    def _promised(self) -> frozenset[str]:
        return frozenset(earlier for earlier, _ in self.linked)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(goal_id for pair in self.linked.keys() | self.different for goal_id in pair)


@dataclass(slots=True)
class Step:
    """Lines and goals are named by their place. `renumbered` are the lines and the goals whose codes mean nothing here,
    `pairs` is line to goal, one to one."""

    edition: Edition
    goals: Sequence[Goal]
    lines: Sequence[Line]
    verdicts: Verdicts
    likeness: Likeness
    renumbered: tuple[Collection[int], Collection[int]] = ((), ())
    pairs: dict[int, int] = field(default_factory=dict)
    _scores: dict[tuple[int, int], float] = field(default_factory=dict)

    def relation(self, line: int, goal: int) -> CodeRelation:
        """How the codes of one line and one goal relate."""
        if line in self.renumbered[0] or goal in self.renumbered[1]:
            return "unknown"
        years = (self.lines[line].last.edition.report_year, self.edition.report_year)
        return code_relation(self.edition.municipality, years, (self.lines[line].face.code, self.goals[goal].code))

    def evidence(self, line: int, goal: int) -> Evidence:
        """The evidence on one line and one goal."""
        return compare(self.lines[line].face, self.goals[goal], self.relation(line, goal), self.likeness)

    def score(self, line: int, goal: int) -> float:
        """The score of that evidence, found when first asked for."""
        place = (line, goal)
        if place not in self._scores:
            relation = self.relation(line, goal)
            self._scores[place] = score(self.lines[line].face, self.goals[goal], relation, self.likeness)
        return self._scores[place]

    def is_confirmed(self, line: int, goal: int) -> bool:
        """Whether a person linked this goal to a goal of this line."""
        return self._said(line, goal, self.verdicts.linked)

    def is_denied(self, line: int, goal: int) -> bool:
        """Whether a person said that this goal and a goal of this line are different."""
        return self._said(line, goal, self.verdicts.different)

    def _said(self, line: int, goal: int, pairs: Collection[tuple[str, str]]) -> bool:
        return bool(pairs) and any((own.goal_id, self.goals[goal].goal_id) in pairs for own in self.lines[line].goals)
