from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.derive.assignment import best_pairs

WEIGHTS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50), max_size=14)


def best_total(weights: dict[tuple[int, int], int]) -> int:
    """By trying every order."""
    return max(
        sum(weights.get((left, right), 0) for left, right in enumerate(order)) for order in permutations(range(5))
    )


@settings(max_examples=200)
@given(WEIGHTS)
def test_no_other_pairs_weigh_more(weights: dict[tuple[int, int], int]) -> None:
    pairs = best_pairs(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert pairs.items() <= weights.keys()
    assert sum(weights[pair] for pair in pairs.items()) == best_total(weights)


def test_the_best_pair_gives_way_where_all_gain() -> None:
    assert best_pairs({(0, 0): 10, (0, 1): 9, (1, 0): 9}) == {0: 1, 1: 0}
    assert best_pairs({(0, 0): 19, (0, 1): 9, (1, 0): 9}) == {0: 0}
    assert best_pairs({}) == {}
