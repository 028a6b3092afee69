"""Goals that ended and goals that are new: said only where the other publication is there and covers the programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial

from .coverage import covered
from .goal_profiles import Edition, Goal
from .goal_step import Link, Step
from .numbering import programme_of

YEARS_BACK = 4


def ended(step: Step, links: Sequence[Link]) -> Iterator[Link]:
    """A link without a later goal for each line that is left, where this publication tells of every goal and covers the
    programme the line would stand in. Its score: how much is covered, less the score of the best candidate."""
    if not step.edition.is_full:
        return
    linked = {link.earlier.goal_id for link in links if link.earlier}
    covers = cache(partial(covered, step.goals))
    for n, line in enumerate(step.lines):
        if line.last.goal_id in linked or step.verdicts.promised(line):
            continue
        sure = covers(_programme_now(step, n))
        if sure is not None:
            best = max((step.score(n, m) for m in range(len(step.goals))), default=0.0)
            yield Link(line.last, None, line.last.edition, step.edition, round(sure * (1 - best), 4), kind="ended")


def new(step: Step, links: Sequence[Link], earlier: Sequence[tuple[Edition, Sequence[Goal]]]) -> Iterator[Link]:
    """A link without an earlier goal for each goal that is left, where the latest publication before this one that
    covers its programme is not too old."""
    linked = {link.later.goal_id for link in links if link.later}
    before = [
        (edition, cache(partial(covered, goals)))
        for edition, goals in reversed(earlier)
        if edition.is_full and _is_near(edition, step.edition)
    ]
    for m, goal in enumerate(step.goals):
        if goal.goal_id in linked:
            continue
        programme = _programme_then(step, goal)
        for edition, covers in before:
            sure = covers(programme)
            if sure is not None:
                best = max((step.score(n, m) for n in range(len(step.lines))), default=0.0)
                yield Link(None, goal, edition, step.edition, round(sure * (1 - best), 4), kind="new")
                break


def _is_near(earlier: Edition, later: Edition) -> bool:
    return earlier.municipality == later.municipality and later.report_year - earlier.report_year <= YEARS_BACK


def _programme_now(step: Step, n: int) -> str | None:
    """Programme number line `n` would have in this publication: where its siblings went, its own where the numbering
    is the same."""
    code = step.lines[n].face.code
    if code is None:
        return None
    pairs = [(step.lines[n].face.code, step.goals[m].code) for n, m in step.pairs.items()]
    siblings = _most([b for a, b in pairs if a and b and programme_of(a) == programme_of(code)])
    return siblings or (programme_of(code) if _is_numbering_kept(step, n) else None)


def _programme_then(step: Step, goal: Goal) -> str | None:
    """Programme number this goal would have had before."""
    if goal.code is None:
        return None
    pairs = [(step.lines[n].face.code, step.goals[m].code) for n, m in step.pairs.items()]
    return _most([a for a, b in pairs if a and b and programme_of(b) == programme_of(goal.code)])


def _most(codes: Sequence[str]) -> str | None:
    counts = Counter(programme_of(code) for code in codes)
    return min(counts, key=lambda programme: (-counts[programme], programme)) if counts else None


def _is_numbering_kept(step: Step, n: int) -> bool:
    return any(step.relation(n, m) != "unknown" for m in range(len(step.goals)))
