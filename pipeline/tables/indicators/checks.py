"""What observations must be like (INTEGRITY rows 68-70 and identity I-31). Nothing is changed or left out here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model import Finding
from ..indicator_heads import WHOLE_UNITS
from ..observations import Observation

_CHANGE = re.compile(
    r"\b(?:groei|krimp|toename|afname|gedaald|daling|daalt|gestegen|stijging|stijgt|verandering|ontwikkeling|mutatie)",
    re.IGNORECASE,
)
_BEFORE = ("baseline", "current")


def check_observations(observations: Sequence[Observation]) -> Iterator[Finding]:
    """PERCENT_RANGE (error), INDICATOR_UNIT (warning, once per indicator of a table that prints units in brackets),
    INDICATOR_NOT_WHOLE and TARGET_DIRECTION (info)."""
    indicators: dict[tuple[tuple[int, int], str], list[Observation]] = {}
    for one in observations:
        indicators.setdefault((one.group, one.indicator), []).append(one)
        if one.unit is not None and one.quantity.value is not None:
            yield from _check_value(one, one.quantity.value)
    for same in indicators.values():
        first = same[0]
        if first.streefdoel is None and first.number is None and not any(one.unit for one in same):
            message = "an indicator without a unit in brackets or behind its values"
            yield Finding("warning", "INDICATOR_UNIT", message, first.place.location, first.indicator, "a unit")
        yield from _check_aim(same)


def _check_value(one: Observation, value: Decimal) -> Iterator[Finding]:
    if one.unit == "%" and not 0 <= value <= 100 and not (-100 <= value < 0 and _is_change(one)):
        message = f"{one.indicator}: a percentage outside 0-100"
        yield Finding("error", "PERCENT_RANGE", message, one.place.location, one.value_text, "0-100")
    if one.unit in WHOLE_UNITS and value != int(value):
        message = f"{one.indicator}: a count that is not whole"
        yield Finding("info", "INDICATOR_NOT_WHOLE", message, one.place.location, one.value_text, "a whole number")


def _is_change(one: Observation) -> bool:
    """A change may be negative: `Groei van het aantal bezoekers: -10,9%` (jaarverslag-2014 p1726)."""
    return _CHANGE.search(f"{one.indicator} {one.note or ''}") is not None


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
