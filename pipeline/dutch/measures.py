"""What an indicator value is, and the words, symbols and units around its number (INTEGRITY rows 37-43)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from pipeline.dutch.amounts import NotAnAmount, parse_number
from pipeline.dutch.directions import Direction

Comparator: TypeAlias = Literal["=", ">=", "<=", ">", "<"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One indicator value as printed. `value` is None for a range (`low`, `high`), a `direction` and a
    placeholder (`reason`). `unit` is `%`, `%-punt`, `m²`, `€` or None. `start` and `end` count in the text searched."""

    value: Decimal | None
    comparator: Comparator = "="
    approximate: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    direction: Direction | None = None
    reason: str | None = None
    printed: str = ""
    start: int = 0
    end: int = 0


_WORDS: dict[Comparator, str] = {
    ">=": r"minimaal|min\.|minstens|ten ?minste|niet (?:minder|lager) dan|op zijn minst|vanaf"
    r"|gelijk (?:aan )?of (?:hoger|meer) dan",
    "<=": r"(?:tot )?maximaal|max\.|hoogstens|ten ?hoogste|niet (?:meer|hoger) dan"
    r"|gelijk (?:aan )?of (?:lager|minder) dan",
    ">": r"meer dan|hoger dan|groter dan|boven",
    "<": r"minder dan|lager dan|kleiner dan|onder de",
}
SYMBOLS: dict[str, Comparator] = {
    ">=": ">=", "=>": ">=", "≥": ">=", "≧": ">=", "<=": "<=", "=<": "<=", "≤": "<=", "≦": "<=",
    ">": ">", "<": "<", "=": "=",
}  # fmt: skip
_ABOUT = r"ruim|circa|ca\.?|ongeveer|bijna|zo['’]n|rond(?: de)?|plusminus|plm\.?|naar schatting|±|\+/-|~|≈"
QUALIFIED = (
    rf"(?:(?P<about>(?<!\w)(?:{_ABOUT})) *)?"
    rf"(?:(?P<words>\b(?:{'|'.join(_WORDS.values())}))(?: +(?:een|de|het|op))? *)?"
    rf"(?:(?P<about2>(?<!\w)(?:{_ABOUT})) *)?"
    r"(?P<symbol>>=|=>|<=|=<|[≥≧≤≦<>=])? *"
)
UNIT = r"%-? ?punt(?:en)?|procent-?punt(?:en)?|%|procent\b|m²|m2\b"
AT_LEAST_BEHIND = r" +of +(?:(?P<more>meer|hoger)|(?P<less>minder|lager))\b"
_WORD_PATTERNS = tuple((comparator, re.compile(words, re.IGNORECASE)) for comparator, words in _WORDS.items())


@dataclass(frozen=True, slots=True)
class Qualifier:
    comparator: Comparator
    approximate: bool


def qualifier(found: re.Match[str], more: str | None = None, less: str | None = None) -> Qualifier:
    """What the words and symbols of a `QUALIFIER` match say; `more` and `less` are words behind the number."""
    comparator: Comparator = ">=" if more else "<=" if less else "="
    if words := found["words"]:
        comparator = next(sign for sign, pattern in _WORD_PATTERNS if pattern.fullmatch(words))
    if symbol := found["symbol"]:
        comparator = SYMBOLS[symbol] if symbol != "=" else comparator
    return Qualifier(comparator, bool(found["about"] or found["about2"]))


def unit_of(printed: str | None, euro: str | None = None) -> str | None:
    """The unit as the dataset writes it: `%`, `%-punt`, `m²`, `€` or None."""
    if not printed:
        return "€" if euro else None
    lowered = printed.lower().strip()
    if "punt" in lowered:
        return "%-punt"
    return "m²" if lowered.startswith("m") else "%"


def number_of(printed: str, scale: str | None = None) -> Decimal | None:
    """The value of digits as printed, times a million where `scale` says so; None where the grammar refuses."""
    try:
        value = parse_number(printed).value
    except NotAnAmount:
        return None
    if value is None or not scale:
        return value
    scaled = value * 1_000_000
    return Decimal(int(scaled)) if scaled == int(scaled) else scaled


def is_range(low: Decimal | None, high: Decimal | None) -> bool:
    """Two numbers that ascend and are neither years nor a month and a year (`2022-2023`, `10-2015`)."""
    if low is None or high is None or low >= high:
        return False
    return not (1900 <= high <= 2100 and (low >= 1900 or low <= 12))
