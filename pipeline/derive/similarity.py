"""How alike two Dutch sentences or titles are, whatever their punctuation, inflection and small words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

Words = tuple[str, ...]
"""Distinct content words of a text in their order."""

_TAIL = re.compile(r"[,\s]*\b(?:z\s?odanig\s+dat|waarbij)(?:\s+er)?\s*:?\s*$")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "aan alle als bij dan dat de deze die dit doel door een elk er en het hun iedere in is kan kunnen met naar of "
        "om onder ons onze ook op te tot tussen uit van voor waar we wij wordt worden zij zijn zo zodat ze",
    )
)
_SHORTEST_PART = 6
_SAME_WORD = 82.0
"""rapidfuzz ratio from which two words count as one: ondersteunen and ondersteuning have 88, economie and economische
84; versterken and verbeteren 80, veiligheidsgevoel and veiligheidsniveau 76, bewoners and inwoners 75."""
_TITLES_UNLIKE = 70.0
"""rapidfuzz ratio of titles that only share a word: Inkomensondersteuning and Ondersteuning in de wijk have 67, Een
passend and Sociaal woningaanbod 70; Klimaatadaptie and Klimaatadaptatie 93."""


def plain(text: str) -> str:
    """Lower case, without accents, punctuation and the `, zodanig dat:` that leads to the criteria."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", _TAIL.sub("", letters)).strip()


def words(text: str | None) -> Words:
    """The content words of a text; none for no text."""
    return tuple(dict.fromkeys(w for w in plain(text or "").split() if len(w) > 1 and w not in _SMALL))


def agreement(one: Words, other: Words) -> float:
    """Share of the words of both that the other has too, 0 to 1 (Dice); 0 where one has no words."""
    return 2 * _shared(one, other) / (len(one) + len(other)) if one and other else 0.0


def containment(one: Words, other: Words) -> float:
    """Share of the words of the shorter that the longer has, 0 to 1; 0 where the shorter has fewer than two."""
    shortest = min(len(one), len(other))
    return _shared(one, other) / shortest if shortest > 1 else 0.0


def title_agreement(one: str, other: str) -> float:
    """0 for titles that at most share a word, 1 for equal ones, whatever the order of their words."""
    ratio = fuzz.ratio(_sorted(one), _sorted(other))
    return max(0.0, (ratio - _TITLES_UNLIKE) / (100 - _TITLES_UNLIKE))


@cache
def _sorted(title: str) -> str:
    return " ".join(sorted(words(title)))


def _shared(one: Words, other: Words) -> int:
    exact = set(one) & set(other)
    left = [w for w in other if w not in exact]
    found = len(exact)
    for word in one:
        match = None if word in exact else next((w for w in left if _alike(word, w)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found


@cache
def _alike(one: str, other: str) -> bool:
    """Inflections, misprints and compounds of the same word: bewoners and buurtbewoners."""
    short, long = sorted((one, other), key=len)
    return (len(short) >= _SHORTEST_PART and short in long) or fuzz.ratio(one, other) >= _SAME_WORD
