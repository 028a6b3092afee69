"""What observations must be like (INTEGRITY rows 68-70 and identity I-31). Nothing is changed or left out here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...dutch.amounts import looks_numeric
from ...model import Finding
from ..indicator_heads import WHOLE_UNITS
from ..observations import Observation
from .percentages import check_percentages

_BEFORE = ("baseline", "current")
_ROLES = (*_BEFORE, "target")


def check_observations(observations: Sequence[Observation]) -> Iterator[Finding]:
    """PERCENT_RANGE (error), INDICATOR_SHAPE (warning) for a cell of several values, INDICATOR_UNIT (warning, once per
    indicator of a table that prints units in brackets), INDICATOR_NOT_WHOLE, TARGET_DIRECTION (info), INDICATOR_YEARS
    and ROW_DUPLICATE."""
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
        yield from _check_order(same) if first.streefdoel is None else _check_rows(same)


def _check_order(same: Sequence[Observation]) -> Iterator[Finding]:
    """One value of each role whose years go back: the heads `Heden` and `Toekomst` may be exchanged. The norm of a year
    before stands beside a result in jaarverslag-2016 p8623."""
    dated = [one for one in same if one.year and one.role in _ROLES]
    years = [one.year or 0 for one in dated]
    if len(dated) < 2 or years != sorted(years) or len({one.role for one in dated}) < len(dated):
        return  # a series, or told already
    dated.sort(key=lambda one: _ROLES.index(str(one.role)))
    for before, one in pairwise(dated):
        if (one.year or 0) < (before.year or 0):
            message = f"{one.indicator}: the years go back where past, present and future follow each other"
            found = f"{before.year} -> {one.year}"
            yield Finding("error", "INDICATOR_YEARS", message, one.place.location, found, "later years")


def _check_rows(same: Sequence[Observation]) -> Iterator[Finding]:
    """Two rows of one indicator that print the same numbers, at least two of them."""
    if len({one.place.row_no for one in same}) < 2:
        return
    rows: dict[int, list[tuple[object, ...]]] = {}
    places: dict[int, str] = {}
    for one in same:
        if one.quantity.value is not None:
            places.setdefault(one.place.row_no or 0, one.place.location)
            rows.setdefault(one.place.row_no or 0, []).append((one.role, one.year, one.value_text))
    seen: set[tuple[object, ...]] = set()
    for number, printed in rows.items():
        if len(printed) > 1 and tuple(printed) in seen:
            message = f"{same[0].indicator}: two rows print the same values; both are kept"
            yield Finding("warning", "ROW_DUPLICATE", message, places[number], str(printed[0][-1]), "one row")
        seen.add(tuple(printed))


def _check_counts(same: Sequence[Observation]) -> Iterator[Finding]:
    for one in same:
        value = one.quantity.value
        if one.unit in WHOLE_UNITS and value is not None and value < 0:
            message = f"{one.indicator}: a count below zero"
            yield Finding("warning", "INDICATOR_NOT_WHOLE", message, one.place.location, one.value_text, "zero or more")
        elif one.unit in WHOLE_UNITS and value is not None and value != int(value):
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
