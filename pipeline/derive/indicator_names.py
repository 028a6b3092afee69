"""When two printed indicators of one goal series are the same: their names, but for spelling, and their units."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from .assignment import best_pairs

SAME_NAME = 90.0
"""rapidfuzz token_sort_ratio from which two names are one indicator. Measured on the pages of 2014-2026: of 156 pairs
within one goal and publication, all of them different indicators, the most alike have 85 (schaalscore voor sociaal
isolement, voor sociale participatie) and 81 (vaak, soms onveilig); the one reworded from 2014 to 2016 has 92."""
_PLUS, _MIN = re.compile(r"(?<=\d)\+"), re.compile(r"(?<=\d)-(?!\d)")
_OTHER = re.compile(r"[^a-z0-9]+")


class Name(NamedTuple):
    """An indicator as one publication names it, ready to compare."""

    words: str
    unit: str
    numbers: tuple[str, ...]
    """`65 jaar` and `75 jaar`, 2015 and 2016 are no misprints of each other."""


def name_of(indicator: str, unit: str | None) -> Name:
    """Lower case, without accents and punctuation; `18+` and `18-` stay different."""
    letters = indicator.casefold()
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    words = _OTHER.sub(" ", _MIN.sub(" min ", _PLUS.sub(" plus ", letters))).strip()
    numbers = sorted(word for word in words.split() if not word.isalpha())
    return Name(words, (unit or "").casefold().strip(), tuple(numbers))


def alike(one: Name, other: Name) -> float:
    """0 to 100; 0 for different units, and where a missing unit leaves more than the name in doubt."""
    if one.unit != other.unit:
        return 100.0 if one.words == other.words and not (one.unit and other.unit) else 0.0
    return (
        fuzz.token_sort_ratio(one.words, other.words, score_cutoff=SAME_NAME) if one.numbers == other.numbers else 0.0
    )


def matched(known: Sequence[Name], found: Sequence[Name]) -> dict[int, int]:
    """Place in `found` to place in `known`, one to one, for the best total: two indicators of one publication are
    never the same."""
    comparable: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for m, other in enumerate(known):
        comparable[other.numbers].append(m)
    weights = {
        (n, m): round(score * 1000) ** 2
        for n, name in enumerate(found)
        for m in comparable.get(name.numbers, ())
        if (score := alike(name, known[m]))
    }
    return best_pairs(weights)
