"""Indicator values: a number with what qualifies it (`minimaal 80%`, `≤533`, `circa 80`, `10-15`, `lager`).

Rules: INTEGRITY rows 37-43. Whole cells are read here, values inside sentences in `prose_quantities`.
"""

from __future__ import annotations

import re

from pipeline.dutch.amounts import absent
from pipeline.dutch.beside_amounts import MILLION
from pipeline.dutch.directions import Direction, find_direction
from pipeline.dutch.footnotes import MARK
from pipeline.dutch.measures import (
    AT_LEAST_BEHIND,
    QUALIFIED,
    SYMBOLS,
    UNIT,
    Comparator,
    Quantity,
    is_range,
    number_of,
    qualifier,
    unit_of,
)
from pipeline.dutch.printed import plain
from pipeline.dutch.prose_quantities import find_quantities

__all__ = ["Comparator", "Direction", "Quantity", "find_direction", "find_quantities", "parse_quantity"]

_DIGITS = r"[0-9][0-9.,]*[0-9]|[0-9]"
_FOOTNOTE = rf"(?:{MARK}| ?\[[a-z]\]| *\((?:(?:meting|nulmeting|in|norm) )?(?:19|20)[0-9]{{2}}\))?"
_ONE = re.compile(
    rf"{QUALIFIED}(?P<sign>[-+] ?)?(?P<euro>€ *)?(?P<minus>[-+] ?)?(?P<number>{_DIGITS}|- ?0 ?-|\(-?0\))(?:,-)?"
    rf"(?: *(?P<scale>{MILLION}))?(?: *(?P<unit>{UNIT}))?(?:{AT_LEAST_BEHIND})?\.?{_FOOTNOTE}",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"{QUALIFIED}(?:tussen +(?:de +)?)?(?P<euro>€ *)?(?P<low>{_DIGITS})(?: *(?P<unit1>{UNIT}))?"
    rf" *(?:-|tot(?: en met)?|[àá]|(?<= )a(?= )|t/m|en) *(?:€ *)?(?P<high>{_DIGITS})(?: *(?P<unit>{UNIT}))?\.?"
    rf"{_FOOTNOTE}",
    re.IGNORECASE,
)
_DIRECTION_CELL = re.compile(
    r"(?:(?:iets|licht|veel|verder|een|minimaal|tenminste) +)?"
    r"(?:lager|hoger|gelijk\w*|minder|meer|stabiel|daling|stijging|afname|toename|dalend|stijgend|gedaald|gestegen"
    r"|omlaag|omhoog|neemt (?:toe|af)|daalt|stijgt|afnemend|toenemend|afgenomen|toegenomen)\b.{0,60}",
    re.IGNORECASE,
)
_NEAR_BASELINE = re.compile(r"(?P<symbol>>=|<=|[≥≤<>]) *(?:de +)?nul(?:meting|situatie)", re.IGNORECASE)
_NOT_MEASURED = re.compile(
    r"(?:nog )?(?:niet gemeten|geen (?:meting|gegevens|cijfers?)|niet beschikbaar)\.?", re.IGNORECASE
)


def _range(printed: str, text: str) -> Quantity | None:
    found = _RANGE.fullmatch(printed)
    if found is None:
        return None
    low, high = number_of(found["low"]), number_of(found["high"])
    if not is_range(low, high):
        return None
    unit = unit_of(found["unit"] or found["unit1"], found["euro"])
    about = qualifier(found)
    return Quantity(None, about.comparator, about.approximate, low, high, unit, printed=text, end=len(text))


def _one(printed: str, text: str) -> Quantity | None:
    found = _ONE.fullmatch(printed)
    if found is None or (found["sign"] and found["minus"]) or (found["euro"] and found["unit"]):
        return None
    digits = "0" if not found["number"][0].isdigit() else found["number"]
    value = number_of(digits, found["scale"])
    if value is None:
        return None
    if (found["sign"] or found["minus"] or "").startswith("-") and value:
        value = -value
    about = qualifier(found, found["more"], found["less"])
    unit = unit_of(found["unit"], found["euro"])
    return Quantity(value, about.comparator, about.approximate, None, None, unit, None, None, text, 0, len(text))


def _way(printed: str, text: str) -> Quantity | None:
    if found := _NEAR_BASELINE.fullmatch(printed):
        comparator = SYMBOLS[found["symbol"]]
        towards: Direction = "up" if comparator[0] == ">" else "down"
        return Quantity(None, comparator, direction=towards, printed=text, end=len(text))
    if not _DIRECTION_CELL.fullmatch(printed):
        return None
    direction = find_direction(printed)
    return Quantity(None, direction=direction, printed=text, end=len(text)) if direction else None


def parse_quantity(text: str) -> Quantity | None:
    """One whole cell as an indicator value: a number with its comparator, a range, a direction (`lager`) or a
    placeholder; `printed` is the cell. None for anything else: dates, ranges of years, `18-/18+`, `21/21`,
    sentences, and a bare decimal point (`1.6`), which only `find_quantities` reads, in front of a name."""
    printed = plain(text)
    if len(printed) > 80:
        return None
    placeholder = absent(printed)
    if placeholder is not None or _NOT_MEASURED.fullmatch(printed):
        return Quantity(None, reason=placeholder.reason if placeholder else "nb", printed=text)
    return _one(printed, text) or _range(printed, text) or _way(printed, text)
