"""Measures are found by their words: what is found is what comparing each with each gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.derive.goal_measures import SAME_MEASURE, Measures
from pipeline.derive.similarity import Lexicon, Words, words

WORD = st.sampled_from(
    words("woningen woning huurwoningen netto minimaal minimale jaar inwoners bewoners buurtbewoners scholen veilig")
)
MEASURE = st.lists(WORD, min_size=1, max_size=9, unique=True).map(tuple)
NORMS = st.frozensets(MEASURE.filter(lambda measure: len(measure) >= 3), max_size=5)


def is_same(lexicon: Lexicon, one: Words, other: Words) -> bool:
    return bool(set(one) & set(other)) and lexicon.agreement(one, other) >= SAME_MEASURE


@settings(max_examples=300)
@given(NORMS, NORMS, st.frozensets(MEASURE, max_size=4))
def test_shared_is_what_each_with_each_gives(
    ours: frozenset[Words], theirs: frozenset[Words], more: set[Words]
) -> None:
    every = [*ours, *theirs, *more]
    lexicon = Lexicon(every)
    shared = sum(any(is_same(lexicon, one, other) for other in theirs) for one in ours)
    expected = min(1.0, shared / min(len(ours), len(theirs))) if ours and theirs else 0.0
    assert Measures(every, lexicon).shared(ours, theirs) == expected


@settings(max_examples=300)
@given(st.frozensets(MEASURE, max_size=6), MEASURE, st.sampled_from([0.5, 0.75, 1.0]))
def test_absorbed_is_the_best_of_each(measures: frozenset[Words], sentence: Words, least: float) -> None:
    lexicon = Lexicon([*measures, sentence])
    best = max((lexicon.agreement(measure, sentence) for measure in measures), default=0.0)
    expected = best if best >= least and len(sentence) >= 3 else 0.0
    assert Measures(measures, lexicon).absorb(measures, sentence, least) == expected


def test_only_the_measures_of_these_goals_count() -> None:
    homes, again, care = (words(text) for text in ("netto 400 woningen", "400 woningen netto", "wachtenden op zorg nu"))
    measures = Measures([homes, again, care], Lexicon([homes, again, care]))
    assert measures.shared(frozenset([homes, care]), frozenset([again])) == 1.0
    assert measures.shared(frozenset([homes, care]), frozenset([again, care])) == 1.0
    assert measures.shared(frozenset([care]), frozenset([again])) == 0.0
    assert measures.shared(frozenset(), frozenset([again])) == 0.0
    assert measures.absorb([care], homes, 0.75) == 0.0


def test_words_that_are_alike_count_but_no_measure_is_the_same_without_an_equal_word() -> None:
    one, other = words("ondersteunen van bewoners en economie"), words("ondersteuning buurtbewoners economische")
    lexicon = Lexicon([one, other])
    assert lexicon.agreement(one, other) == pytest.approx(1.0)
    assert Measures([one, other], lexicon).shared(frozenset([one]), frozenset([other])) == 0.0
