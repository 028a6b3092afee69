"""Which goals have the same indicators and criteria."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from math import ceil
from operator import or_

from .goal_profiles import MEASURE_WORDS
from .similarity import Lexicon, Words

SAME_MEASURE = 0.75
"""Agreement from which two indicators are one: that norm has 0.96, indicators of different goals at most 0.27."""
_ROUNDING = 1e-9


class Measures:
    """The indicators and criteria of all goals, found by their words.

    A publication has some thousand of them, so they are not compared one by one: sets of measures are whole numbers
    with a bit for each, and how many words of a text each measure has is counted for all of them at once. Only those
    that have enough words are compared.
    """

    def __init__(self, measures: Iterable[Words], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._every = list(measures)
        self._with: dict[str, int] = defaultdict(int)
        self._as_long: dict[int, int] = defaultdict(int)
        for number, measure in enumerate(self._every):
            self._as_long[len(measure)] |= 1 << number
            for word in measure:
                self._with[word] |= 1 << number
        self._having: dict[str, int] = {}
        self._same: dict[Words, frozenset[Words]] = {}
        self._of_goal: dict[frozenset[Words], tuple[frozenset[Words], list[frozenset[Words]]]] = {}
        self._absorbing: dict[tuple[Words, float], Mapping[Words, float]] = {}

    def shared(self, ours: frozenset[Words], theirs: frozenset[Words]) -> float:
        """Share of the measures of the goal that has fewer that the other has too."""
        if not ours or not theirs:
            return 0.0
        if ours not in self._of_goal:
            found = [self._same_as(measure) for measure in ours]
            self._of_goal[ours] = frozenset().union(*found), found
        any_same, same = self._of_goal[ours]
        if any_same.isdisjoint(theirs):
            return 0.0
        shared = sum([not one.isdisjoint(theirs) for one in same])
        return min(1.0, shared / min(len(ours), len(theirs)))

    def absorb(self, measures: Collection[Words], sentence: Words, least: float) -> float:
        """How far one of these measures says what the sentence says, 0 to 1; 0 below `least`, and for a short
        sentence."""
        if len(sentence) < MEASURE_WORDS:
            return 0.0
        if (sentence, least) not in self._absorbing:
            found = {one: self._lexicon.agreement(one, sentence, least) for one in self._close_to(sentence, least)}
            self._absorbing[sentence, least] = {one: agreement for one, agreement in found.items() if agreement}
        absorbing = self._absorbing[sentence, least]
        return max((absorbing[one] for one in absorbing.keys() & measures), default=0.0) if absorbing else 0.0

    def _same_as(self, measure: Words) -> frozenset[Words]:
        if measure not in self._same:
            close = self._close_to(measure, SAME_MEASURE)
            self._same[measure] = frozenset(other for other in close if self._is_same(measure, other))
        return self._same[measure]

    def _is_same(self, one: Words, other: Words) -> bool:
        """Whether two measures agree and have a word in common."""
        common = len({*one}.intersection(other))
        enough = 2 * common / (len(one) + len(other)) >= SAME_MEASURE
        return enough or (common > 0 and self._lexicon.agreement(one, other, SAME_MEASURE) > 0)

    def _close_to(self, text: Words, least: float) -> list[Words]:
        """Those that have enough words of this text to agree with it."""
        met = [(1 << len(self._every)) - 1] + [0] * len(text)  # place in it: so many words of the text, or more
        for seen, word in enumerate(text, 1):
            having = self._all_having(word)
            for count in range(seen, 0, -1):
                met[count] |= met[count - 1] & having
        close = 0
        for length, as_long in self._as_long.items():
            enough = ceil(least * (len(text) + length) / 2 - _ROUNDING)
            if enough <= len(text):
                close |= met[enough] & as_long
        return [self._every[bit.start()] for bit in re.finditer("1", f"{close:b}"[::-1])]

    def _all_having(self, word: str) -> int:
        if word not in self._having:
            self._having[word] = reduce(or_, (self._with.get(other, 0) for other in self._lexicon.alike(word)))
        return self._having[word]
