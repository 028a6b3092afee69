"""How alike the texts of the goals of one municipality are. They recur from publication to publication, so what is
known of two texts is kept while their goals are linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import ceil

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
        self._with: dict[str, list[Words]] = defaultdict(list)
        for measure in measures:
            for word in measure:
                self._with[word].append(measure)
        self._same: dict[Words, frozenset[Words]] = {}
        self._any: dict[frozenset[Words], frozenset[Words]] = {}
        self._absorbing: dict[tuple[Words, float], Mapping[Words, float]] = {}

    def shared(self, ours: frozenset[Words], theirs: frozenset[Words]) -> float:
        """Share of the measures of the goal that has fewer that the other has too."""
        if not ours or not theirs or self._same_as_any(ours).isdisjoint(theirs):
            return 0.0
        shared = sum(not self._same_as(measure).isdisjoint(theirs) for measure in ours)
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

    def _same_as_any(self, ours: frozenset[Words]) -> frozenset[Words]:
        if ours not in self._any:
            self._any[ours] = frozenset().union(*map(self._same_as, ours))
        return self._any[ours]

    def _same_as(self, measure: Words) -> frozenset[Words]:
        if measure not in self._same:
            self._same[measure] = frozenset(
                other
                for other in self._close_to(measure, SAME_MEASURE)
                if not set(measure).isdisjoint(other) and self._lexicon.agreement(measure, other, SAME_MEASURE)
            )
        return self._same[measure]

    def _close_to(self, text: Words, least: float) -> Iterable[Words]:
        """Those that can agree with this text. For `least` agreement a share of least / (2 - least) of its words must
        be in the other, so one of its rarest words is in every one of them."""
        rarest = sorted((self._having(word) for word in text), key=lambda found: sum(map(len, found)))
        enough = len(text) - ceil(len(text) * least / (2 - least) - 1e-9) + 1
        return {measure for found in rarest[:enough] for measures in found for measure in measures}

    def _having(self, word: str) -> list[list[Words]]:
        return [self._with[other] for other in self._lexicon.alike(word) if other in self._with]
