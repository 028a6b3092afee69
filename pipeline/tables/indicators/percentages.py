"""Between what a percentage may lie (INTEGRITY row 68). The words that tell stand in percentages.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ...model import Finding
from ..observations import Observation

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SHARE, _CHANGE, _RATIO = (0, 100), (-100, 1000), (-1000, 1000)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)


_SAYS_SHARE, _SAYS_CHANGE, _SAYS_RATIO = (_pattern(_WORDS[kind]) for kind in ("share", "change", "ratio"))


def check_percentages(same: Sequence[Observation]) -> Iterator[Finding]:
    """PERCENT_RANGE (error) for the values of one indicator that no percentage of its kind has: shares lie between 0
    and 100. Two values beyond the same end of these tell that the indicator is no share."""
    values = [(one, one.quantity.value) for one in same if one.unit == "%" and one.quantity.value is not None]
    outside = [(one, value) for one, value in values if not 0 <= value <= 100]
    for one, value in outside:
        alike = sum((other < 0) is (value < 0) for _one, other in outside)
        low, high = _limits(one, alike)
        if not low <= value <= high:
            message = f"{one.indicator}: a percentage outside {low} to {high}; it is kept as printed"
            yield Finding("error", "PERCENT_RANGE", message, one.place.location, one.value_text, f"{low} to {high}")


def _limits(one: Observation, alike: int) -> tuple[int, int]:
    if _SAYS_SHARE.search(one.indicator):
        return _SHARE
    if _SAYS_CHANGE.search(f"{one.indicator} {one.note or ''}"):
        return _CHANGE
    return _RATIO if alike > 1 or _SAYS_RATIO.search(one.indicator) else _SHARE
