"""What became of a goal on its way to the next publication."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from .goal_profiles import Edition, Goal
from .goal_step import Link
from .numbering import programme_of
from .similarity import Lexicon, plain, words

LinkKind: TypeAlias = Literal["same", "renumbered", "renamed", "moved", "split", "merged", "new", "ended"]

SAME_TITLE = 0.5
"""Agreement from which two titles are one with a misprint (klimaatadaptie: 0.78); below it the goal was renamed."""
SAME_STATEMENT = 0.6
"""Where no titles are known: shared words of two printed statements from which the goal was not renamed."""
SIBLINGS = 2
"""So many other goals of the programme must have gone another way before one that did not is called moved."""


def kinds(links: Sequence[Link]) -> list[LinkKind]:
    """The kind of each link, in their order: split and merged before moved before renumbered before renamed. A
    programme that was renumbered or renamed as a whole moves nothing."""
    split = {(link.earlier.goal_id, link.later_edition) for link in links if link.kind == "split" and link.earlier}
    merged = {link.later.goal_id for link in links if link.kind == "merged" and link.later}
    ways = _ways(links)
    names = _programme_names(links)
    found: list[LinkKind] = []
    for link in links:
        earlier, later = link.earlier, link.later
        if earlier is None or later is None:
            found.append("new" if earlier is None else "ended")
        elif (earlier.goal_id, link.later_edition) in split:
            found.append("split")
        elif later.goal_id in merged:
            found.append("merged")
        elif _moved(earlier, later, ways[link.later_edition], names[link.later_edition]):
            found.append("moved")
        else:
            found.append(_own_kind(earlier, later, link))
    return found


_Ways: TypeAlias = dict[str, Counter[str]]
"""programme number -> numbers its goals went to"""


def _ways(links: Iterable[Link]) -> dict[Edition, _Ways]:
    found: dict[Edition, _Ways] = defaultdict(lambda: defaultdict(Counter))
    for link in links:
        if link.earlier and link.later and link.earlier.code and link.later.code:
            found[link.later_edition][programme_of(link.earlier.code)][programme_of(link.later.code)] += 1
    return found


def _programme_names(links: Iterable[Link]) -> dict[Edition, set[str]]:
    found: dict[Edition, set[str]] = defaultdict(set)
    for link in links:
        if link.later and link.later.programme:
            found[link.later_edition].add(plain(link.later.programme))
    return found


def _moved(earlier: Goal, later: Goal, ways: _Ways, names: set[str]) -> bool:
    if earlier.code and later.code:
        others = ways[programme_of(earlier.code)].copy()
        others[programme_of(later.code)] -= 1
        programme, count = max(others.items(), key=lambda item: (item[1], item[0]))
        return count >= SIBLINGS and programme != programme_of(later.code) and count > others[programme_of(later.code)]
    if earlier.programme and later.programme:
        return plain(earlier.programme) != plain(later.programme) and plain(earlier.programme) in names
    return False


def _own_kind(earlier: Goal, later: Goal, link: Link) -> LinkKind:
    if earlier.code and later.code and earlier.code != later.code:
        return "renumbered"
    title = link.evidence.title if link.evidence else None
    if title is not None:
        return "same" if title >= SAME_TITLE else "renamed"
    if earlier.statement and later.statement:
        one, other = words(earlier.statement), words(later.statement)
        kept = one == other or Lexicon([one, other]).agreement(one, other) >= SAME_STATEMENT
        return "same" if kept else "renamed"
    return "same"
