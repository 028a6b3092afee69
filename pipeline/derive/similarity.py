"""How alike two Dutch sentences or titles are, whatever their punctuation, inflection and small words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

Words = tuple[str, ...]
"""Distinct content words of a text in their order."""

_TAIL = re.compile(r"[,\s]*\b(?:z\s?odanig\s+dat|waarbij)(?:\s+er)?\s*:?\s*$")
_IN_TAIL = ("odanig", "waarbij")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "aan alle als bij dan dat de deze die dit doel door een elk er en het hun iedere in is kan kunnen met naar of "
        "om onder ons onze ook op te tot tussen uit van voor waar we wij wordt worden zij zijn zo zodat ze",
    )
)
_SHORTEST_PART = 6
_LONGEST_WORD = 80  # letters: no Dutch word of a report is longer
_SAME_WORD = 82.0
"""rapidfuzz ratio from which two words count as one: ondersteunen and ondersteuning have 88, economie and economische
84; versterken and verbeteren 80, veiligheidsgevoel and veiligheidsniveau 76, bewoners and inwoners 75."""
_TITLES_UNLIKE = 70.0
"""rapidfuzz ratio of titles that only share a word: Inkomensondersteuning and Ondersteuning in de wijk have 67, Een
passend and Sociaal woningaanbod 70; Klimaatadaptie and Klimaatadaptatie 93."""


def plain(text: str) -> str:
    """Lower case, without accents, punctuation and the `, zodanig dat:` that leads to the criteria."""
    return " ".join(_words(text))


def words(text: str | None) -> Words:
    """The content words of a text; none for no text."""
    return tuple(dict.fromkeys(w for w in _words(text or "") if len(w) > 1 and w not in _SMALL))


def _words(text: str) -> list[str]:
    letters = text.casefold()
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    if any(word in letters for word in _IN_TAIL):  # to look for the whole tail takes ten times as long
        letters = _TAIL.sub("", letters)
    return _WORD.findall(letters)


class Lexicon:
    """The words of some texts, and which of them count as one: inflections, misprints and compounds, such as bewoners
    and buurtbewoners. It compares these texts only. Which words are alike is looked up once per word, so that two texts
    that share nothing are told apart without comparing their words."""

    def __init__(self, texts: Iterable[Words]) -> None:
        known = {word for text in texts for word in text}
        self._by_length = sorted(known, key=lambda word: (len(word), word))
        self._alike: dict[str, frozenset[str]] = {}
        self._near: dict[Words, frozenset[str]] = {}

    def agreement(self, one: Words, other: Words, least: float = 0.0) -> float:
        """Share of the words of both that the other has too, 0 to 1 (Dice); 0 where one has no words, and below
        `least`."""
        return self._share(one, other, (len(one) + len(other)) / 2, least) if one and other else 0.0

    def containment(self, one: Words, other: Words, least: float = 0.0) -> float:
        """Share of the words of the shorter that the longer has, 0 to 1; 0 where the shorter has fewer than two, and
        below `least`."""
        shortest = min(len(one), len(other))
        return self._share(one, other, shortest, least) if shortest > 1 else 0.0

    def alike(self, word: str) -> frozenset[str]:
        """The words of these texts that count as this one, itself among them."""
        if word not in self._alike:
            found = process.extract(
                word, self._near_in_length(word), scorer=fuzz.ratio, score_cutoff=_SAME_WORD, limit=None
            )
            self._alike[word] = frozenset([word, *(match for match, *_ in found), *self._compounds.get(word, ())])
        return self._alike[word]

    def _share(self, one: Words, other: Words, of: float, least: float) -> float:
        near = self._near_of(one)
        met = [word for word in other if word in near]
        if len(met) / of < least:
            return 0.0
        share = self._pairs(one, other, met) / of
        return share if share >= least else 0.0

    def _pairs(self, one: Words, other: Words, met: list[str]) -> int:
        """How many words of both are one, each used once: equal words first, then in the order of both texts. `met` are
        the words of the other that count as one of this text."""
        left = [word for word in met if word not in one]
        found = len(met) - len(left)
        for word in one if left else ():
            match = None if word in other else next((w for w in left if w in self.alike(word)), None)
            if match is not None:
                left.remove(match)
                found += 1
        return found

    def _near_of(self, text: Words) -> frozenset[str]:
        """Every word that counts as one of this text."""
        if text not in self._near:
            self._near[text] = frozenset().union(*map(self.alike, text))
        return self._near[text]

    def _near_in_length(self, word: str) -> list[str]:
        """The words whose length allows them to be spelled nearly like this one."""
        most = (200 - _SAME_WORD) / _SAME_WORD
        first = bisect_left(self._by_length, int(len(word) / most), key=len)
        return self._by_length[first : bisect_right(self._by_length, int(len(word) * most) + 1, key=len)]

    @cached_property
    def _compounds(self) -> Mapping[str, list[str]]:
        """Word -> the words that it is a part of, and those that are a part of it."""
        found: dict[str, list[str]] = defaultdict(list)
        known = set(self._by_length)
        for word in self._by_length:
            for part in self._parts(word) & known - {word}:
                found[part].append(word)
                found[word].append(part)
        return found

    def _parts(self, word: str) -> set[str]:
        """What may be a part of a word: all that stands in it, and where that is too much, as in a page that lost its
        blanks, the known words that do."""
        if len(word) > _LONGEST_WORD:
            return {part for part in self._by_length if len(part) >= _SHORTEST_PART and part in word}
        places = range(len(word) - _SHORTEST_PART + 1)
        return {word[a:b] for a in places for b in range(a + _SHORTEST_PART, len(word) + 1)}


class Titles:
    """Some titles, and how alike they are; it compares these only."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._words = {title: words(title) for title in titles}
        self._sorted = {title: " ".join(sorted(own)) for title, own in self._words.items()}
        self._choices = sorted(set(self._sorted.values()))
        self._alike: dict[str, dict[str, float]] = {}

    def agreement(self, one: str, other: str) -> float:
        """0 for titles that at most share a word, 1 for equal ones, whatever the order of their words."""
        return self._alike_to(self._sorted[one]).get(self._sorted[other], 0.0)

    def words(self, title: str) -> Words:
        """The content words of one of these titles."""
        return self._words[title]

    def _alike_to(self, title: str) -> Mapping[str, float]:
        if title not in self._alike:
            found = process.extract(title, self._choices, scorer=fuzz.ratio, score_cutoff=_TITLES_UNLIKE, limit=None)
            self._alike[title] = {other: (ratio - _TITLES_UNLIKE) / (100 - _TITLES_UNLIKE) for other, ratio, _ in found}
        return self._alike[title]
