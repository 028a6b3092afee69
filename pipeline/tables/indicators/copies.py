"""Indicators that a page prints twice: in a table, and once more on cards for small screens."""

from __future__ import annotations

from collections.abc import Sequence

from ...dutch.printed import letters
from ...model import Finding
from ..observations import Observation

_FEWEST = 2  # values of an indicator that are no coincidence
_Key = tuple[str | None, str, str | None, str]
_Indicator = tuple[tuple[int, int], str]


def without_copies(observations: Sequence[Observation]) -> tuple[list[Observation], list[Finding]]:
    """The observations without indicators of which another, longer table of the goal prints every value. TABLE_COPY
    (info) tells which tables hold them."""
    sizes: dict[int, int] = {}
    for one in observations:
        if one.place.table_no is not None:
            sizes[one.place.table_no] = sizes.get(one.place.table_no, 0) + 1
    if len(sizes) < 2:
        return list(observations), []
    indicators: dict[_Indicator, list[Observation]] = {}
    for one in observations:
        indicators.setdefault((one.group, one.indicator), []).append(one)
    longest_first = sorted(indicators, key=lambda name: -sizes.get(_table(indicators[name]), 0))
    seen: dict[_Key, int] = {}
    copies: dict[_Indicator, int] = {}
    for name in longest_first:
        same = indicators[name]
        table, keys = _table(same), set(map(_key, same))
        origins = {seen.get(key, table) for key in keys}
        if table and len(keys) >= _FEWEST and table not in origins:
            copies[name] = table
        else:
            seen.update((key, table) for key in keys if key not in seen)
    kept = [one for one in observations if (one.group, one.indicator) not in copies]
    first = {table: indicator for (_, indicator), table in reversed(copies.items())}
    return kept, [_told(table, first[table]) for table in sorted(first)]


def _table(same: Sequence[Observation]) -> int:
    return same[0].place.table_no or 0


def _key(one: Observation) -> _Key:
    when = str(one.year) if one.year else one.period_label or one.role
    return one.goal_id, letters(one.indicator), when, one.value_text


def _told(table_no: int, indicator: str) -> Finding:
    message = "indicators of another table of the page, printed once more, are recorded, not used"
    return Finding("info", "TABLE_COPY", message, f"table {table_no}", indicator[:80], "each indicator once")
