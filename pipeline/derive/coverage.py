"""How much of a publication is in the data: only what is covered can be said to be gone, or to be new.

Goal codes count from 1 within their ambition, ambitions within their programme, programmes within the publication, so
gaps in the codes tell what is missing. Of goals without codes only the numbers of their programmes tell something.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .goal_profiles import Goal
from .numbering import programme_of

COVERED = 0.9
"""Share of the codes up to the highest ones that must be there. The sample corpus has at most 0.6 of any publication
(three pages of jaarstukken 2024: 0.23)."""
FEWEST_GOALS = 3
"""Fewer goals of a programme prove nothing: 1.1.1 alone has no gap."""


def completeness(goals: Sequence[Goal]) -> float | None:
    """Share of the goals of a publication that its own numbers say there are; None where it has no numbers."""
    codes = {_parts(goal.code) for goal in goals if goal.code}
    if codes:
        return _share(codes)
    numbers = {_parts(goal.programme_code) for goal in goals if goal.programme_code}
    return _share(numbers) if numbers else None


def covered(goals: Sequence[Goal], programme: str | None) -> float | None:
    """How sure it is that these goals of one publication are all, or all of one programme; None where they are not."""
    whole = completeness(goals)
    if len(goals) < FEWEST_GOALS or whole is None:
        return None
    if whole >= COVERED:
        return whole
    own = {_parts(goal.code)[1:] for goal in goals if goal.code and programme_of(goal.code) == programme}
    return (1 + whole) / 2 if len(own) >= FEWEST_GOALS and _share(own) == 1.0 else None


def _parts(code: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", code))


def _share(codes: Iterable[tuple[int, ...]]) -> float:
    """Codes there are, of those there must be: up to the highest number behind every prefix, one for each prefix of
    which nothing is there."""
    known = set(codes)
    children: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for code in known:
        for length in range(len(code)):
            children[code[:length]].add(code[length])
    missing = sum(max(numbers) - len(numbers - {0}) for numbers in children.values())
    return len(known) / (len(known) + missing)
