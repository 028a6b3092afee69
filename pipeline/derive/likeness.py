"""How alike the texts of the goals of one municipality are."""

from __future__ import annotations

from collections.abc import Sequence

from .goal_measures import Measures
from .goal_profiles import Goal
from .similarity import Lexicon, Titles


class Likeness:
    """Compares these goals only: what they say, what they are called, what they describe and what they measure. Most
    texts stand in several publications, so what is found of one is kept."""

    def __init__(self, goals: Sequence[Goal]) -> None:
        measures = dict.fromkeys(measure for goal in goals for measure in goal.measures)
        self.titles = Titles(name for goal in goals for name in goal.names)
        names = (self.titles.words(name) for goal in goals for name in goal.names)
        self.sentences = Lexicon([*(goal.sentence for goal in goals), *measures, *names])
        self.descriptions = Lexicon(goal.description for goal in goals)
        self.measures = Measures(measures, self.sentences)
