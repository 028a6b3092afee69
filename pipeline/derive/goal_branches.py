"""Goals that became several, and goals that became one: what is left when each line has its counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from .goal_step import Link, Step

BRANCH = 0.75
"""Agreement from which a goal that is left over belongs to a pair all the same: more than for a first counterpart. The
highest of a different goal is 0.50 (1.1.1 of 2018 and 1.1.2 of 2021)."""
PART = 0.9
"""Share of the words of the shorter sentence that stand in the longer one, from which it is a part of it. The highest
of a different goal is 0.67 (opvang, of ongedocumenteerden and of victims of violence in 2018)."""
PART_WORDS = 3
ABSORBED = 0.75
"""Agreement of a goal's sentence with one indicator or criterion of another, from which it became part of it
(particulier opdrachtgeverschap in 2014 and 2016: 0.75; the highest of the others is 0.40)."""

Branch: TypeAlias = Literal["split", "merged"]


def branches(step: Step) -> Iterator[Link]:
    """Links beside those of the lines: each goal that is left to the line it split from, each line that is left to the
    goal it merged into, at most one each, and what a person linked. Within one report year nothing splits."""
    taken = set(step.pairs.values())
    for m in range(len(step.goals)):
        if m not in taken:
            yield from _best(step, ((n, m) for n in step.pairs), "split")
    for n in range(len(step.lines)):
        if n not in step.pairs:
            yield from _best(step, ((n, m) for m in sorted(taken)), "merged")


def _best(step: Step, places: Iterable[tuple[int, int]], kind: Branch) -> Iterator[Link]:
    scored = [(*_worth(step, n, m, kind), n, m) for n, m in places]
    worth, spoke, n, m = max(scored, key=lambda found: found[0], default=(0.0, "", 0, 0))
    if worth:
        line, evidence = step.lines[n], replace(step.evidence(n, m), spoke=(spoke,))
        yield Link(line.last, step.goals[m], line.last.edition, step.edition, round(worth, 4), evidence, kind)


def _worth(step: Step, n: int, m: int, kind: Branch) -> tuple[float, str]:
    """How sure it is that this line and this goal belong together, and what says so; 0 below the thresholds."""
    line, goal = step.lines[n], step.goals[m]
    if step.is_confirmed(n, m):
        return max(step.score(n, m), BRANCH), "statement"
    if step.is_denied(n, m) or line.last.edition.report_year == step.edition.report_year:
        return 0.0, ""
    part, whole = (line.face, goal) if kind == "merged" else (goal, line.face)
    sentences, measures = step.likeness.sentences, step.likeness.measures
    found = [
        (sentences.agreement(part.sentence, whole.sentence, BRANCH), "statement"),
        (measures.absorb(whole.measures, part.sentence, ABSORBED), "indicators"),
    ]
    if min(len(part.sentence), len(whole.sentence)) >= PART_WORDS:
        found.append((sentences.containment(part.sentence, whole.sentence, PART), "statement"))
    return max((one for one in found if one[0]), default=(0.0, ""))
