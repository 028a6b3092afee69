"""The best one-to-one pairs of two small groups."""

from __future__ import annotations

from collections.abc import Mapping

Weights = Mapping[tuple[int, int], int]
"""(left, right) -> weight above zero; a pair that is not named cannot be made"""


def best_pairs(weights: Weights) -> dict[int, int]:
    """Left to right, each used at most once, with the largest total weight.

    Augmenting paths (Bellman-Ford), each the one that gains most; with weights as whole numbers the result is exact.
    """
    pairs: dict[int, int] = {}
    while path := _best_path(weights, pairs):
        pairs.update(path)
    return pairs


def _best_path(weights: Weights, pairs: Mapping[int, int]) -> dict[int, int]:
    """The pairs to make (over those they replace) for the largest gain; empty where nothing gains."""
    taken = {right: left for left, right in pairs.items()}
    gain = {left: 0 for left, _ in weights if left not in pairs}
    reached: dict[int, tuple[int, int]] = {}  # right -> gain, left it is reached from
    changed = True
    while changed:
        changed = False
        for (left, right), weight in weights.items():
            if left not in gain or pairs.get(left) == right:
                continue
            found = gain[left] + weight
            if right not in reached or found > reached[right][0]:
                reached[right] = (found, left)
                changed = True
                if right in taken:
                    gain[taken[right]] = found - weights[taken[right], right]
    ends = [(found, -right) for right, (found, _) in reached.items() if right not in taken and found > 0]
    return _traced(-max(ends)[1], reached, pairs) if ends else {}


def _traced(end: int, reached: Mapping[int, tuple[int, int]], pairs: Mapping[int, int]) -> dict[int, int]:
    path: dict[int, int] = {}
    right: int | None = end
    while right is not None:
        left = reached[right][1]
        path[left] = right
        right = pairs.get(left)
    return path
