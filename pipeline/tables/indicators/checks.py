"""What observations must be like (INTEGRITY rows 68-70 and identity I-31). Nothing is changed or left out here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dutch.amounts import looks_numeric
from ...model import Finding
from ..indicator_heads import WHOLE_UNITS
from ..observations import Observation
from .percentages import check_percentages

_BEFORE = ("baseline", "current")


def check_observations(observations: Sequence[Observation]) -> Iterator[Finding]:
    """PERCENT_RANGE (error), INDICATOR_SHAPE (warning) for a cell of several values, INDICATOR_UNIT (warning, once per
    indicator of a table that prints units in brackets), INDICATOR_NOT_WHOLE and TARGET_DIRECTION (info)."""
    indicators: dict[tuple[tuple[int, int], str], list[Observation]] = {}
    for one in observations:
        indicators.setdefault((one.group, one.indicator), []).append(one)
    for same in indicators.values():
        first = same[0]
        yield from check_percentages(same)
        yield from _check_counts(same)
        yield from _check_lines(same)
        if first.streefdoel is None and first.number is None and not any(one.unit for one in same):
            message = "an indicator without a unit in brackets or behind its values"
            yield Finding("warning", "INDICATOR_UNIT", message, first.place.location, first.indicator, "a unit")
        yield from _check_aim(same)


def _check_counts(same: Sequence[Observation]) -> Iterator[Finding]:
    for one in same:
        value = one.quantity.value
        if one.unit in WHOLE_UNITS and value is not None and value != int(value):
            message = f"{one.indicator}: a count that is not whole"
            yield Finding("info", "INDICATOR_NOT_WHOLE", message, one.place.location, one.value_text, "a whole number")


def _check_lines(same: Sequence[Observation]) -> Iterator[Finding]:
    for one in same:
        if "\n" in one.value_text and one.quantity.value is None and one.quantity.low is None:
            lines = one.value_text.split("\n")
            if sum(map(looks_numeric, lines)) > 1:
                message = f"{one.indicator}: several values in one cell; none is taken"
                yield Finding("warning", "INDICATOR_SHAPE", message, one.place.location, " | ".join(lines), "one value")


def _check_aim(same: Sequence[Observation]) -> Iterator[Finding]:
    """A numeric target against the stated direction, seen from the last value before it: begroting-2026 p50287
    says `afneemt` above 133, 108, 131."""
    for one in same:
        if one.role != "target" or one.quantity.value is None or one.direction not in ("up", "down"):
            continue
        before = [other for other in same if _precedes(other, one)]
        if not before or (last := before[-1].quantity.value) is None:
            continue
        if one.quantity.value > last if one.direction == "down" else one.quantity.value < last:
            message = f"{one.indicator}: the target goes against the direction stated in the text"
            found = f"{before[-1].value_text} -> {one.value_text}"
            yield Finding("info", "TARGET_DIRECTION", message, one.place.location, found, one.direction)


def _precedes(other: Observation, target: Observation) -> bool:
    if other.role not in _BEFORE or other.quantity.value is None:
        return False
    return other.year is None or target.year is None or other.year <= target.year
