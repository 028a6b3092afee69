"""Which sign of a printed amount is a voordeel, where a table or the text of its section tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...contents import keep_last
from ...model import Grid, Ignored, Section

_SIGN = (
    r"(?<![\w-])(?P<sign>[-+–−]|plus|min|(?:posi|nega)tie(?:f|ve)(?: (?:bedrag|getal|saldo)(?:en)?)?)(?![\w-])"
    r"['’\"]?(?: ?teken)?"
)
_IS = r"(?:=|is|zijn|betekent|betekenen|:)"
_WORD = r"(?P<word>voor|na)de[a-z]+"
_RULES = (
    re.compile(rf"{_SIGN}\s*(?:{_IS}\s*(?:een\s+)?|\)\s*{_IS}?\s*){_WORD}", re.IGNORECASE),
    re.compile(rf"{_WORD}\s*(?:{_IS}\s*(?:een\s+)?\(?|\()\s*{_SIGN}", re.IGNORECASE),
)
_PAIR = re.compile(r"(?P<sign>[-+–−])\s?/\s?(?!(?P=sign))[-+–−]")  # `+/- = voordeel/nadeel`
_PAIRED = re.compile(r"(voor|na)de[a-z]+\s?/\s?(?:voor|na)de", re.IGNORECASE)
_LONGEST = 120
_FAVOURABLE = ("+", "p")  # also plus and positief


def signs_told(texts: Iterable[str]) -> frozenset[int]:
    """1 where a head, a caption or a line says that plus is a voordeel (`- = nadeel`, `(nadeel = -)`, `een + is een
    voordeel`), -1 where it says that plus is a nadeel; both where texts contradict each other."""
    return frozenset(sign for text in texts if len(text) <= _LONGEST for sign in _signs(text))


def _signs(text: str) -> set[int]:
    lowered = text.lower()
    if "nade" not in lowered and "voorde" not in lowered:
        return set()
    text = text.replace("-/-", "-")
    if pair := _PAIR.search(text):
        words = _PAIRED.search(text)
        found = [(pair["sign"], words[1])] if words else []
    else:
        found = [(one["sign"], one["word"]) for rule in _RULES for one in rule.finditer(text)]
    return {1 if (sign[0].lower() in _FAVOURABLE) == (word.lower() == "voor") else -1 for sign, word in found}


@keep_last
def signs_of(section: Section) -> frozenset[int]:
    """What the texts of a section tell of the signs of its tables: the rule may stand above or below these."""
    texts = [block.text for _, block in section.blocks if not isinstance(block, (Grid, Ignored))]
    return signs_told([section.heading or "", *texts])
