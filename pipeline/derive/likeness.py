"""How alike the texts of the goals of one municipality are. They recur from publication to publication, so what is
known of two texts is kept while their goals are linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import ceil
from operator import or_

from .goal_profiles import MEASURE_WORDS, Goal
from .similarity import Lexicon, Titles, Words

SAME_MEASURE = 0.75
"""Agreement from which two indicators are one: that norm has 0.96, indicators of different goals at most 0.27."""


class Likeness:
    """Compares these goals only: what they say, what they are called, what they describe and measure."""

    def __init__(self, goals: Sequence[Goal]) -> None:
        measures = dict.fromkeys(measure for goal in goals for measure in goal.measures)
        self.titles = Titles(name for goal in goals for name in goal.names)
        names = (self.titles.words(name) for goal in goals for name in goal.names)
        self.sentences = Lexicon([*(goal.sentence for goal in goals), *measures, *names])
        self.descriptions = Lexicon(goal.description for goal in goals)
        self.measures = Measures(measures, self.sentences)


class Measures:
    """The indicators and criteria of all goals, found by their words."""

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

    def _close_to(self, text: Words, least: float) -> Iterator[Words]:
        """Those that have enough words of this text to agree with it."""
        met = [(1 << len(self._every)) - 1] + [0] * len(text)
        for seen, word in enumerate(text, 1):
            having = self._all_having(word)
            for count in range(seen, 0, -1):
                met[count] |= met[count - 1] & having
        close = 0
        for length, as_long in self._as_long.items():
            enough = ceil(least * (len(text) + length) / 2 - 1e-9)
            if enough <= min(len(text), length):
                close |= met[enough] & as_long
        while close:
            yield self._every[close.bit_length() - 1]
            close ^= 1 << close.bit_length() - 1

    def _all_having(self, word: str) -> int:
        if word not in self._having:
            self._having[word] = reduce(or_, (self._with.get(other, 0) for other in self._lexicon.alike(word)))
        return self._having[word]
