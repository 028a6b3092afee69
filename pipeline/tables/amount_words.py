"""What the words around an amount say: is it favourable, and which component of the finances does it name?

Only words in the clause of the amount count; unclear stays null (jaarverslag-2024 p49571, jaarverslag-2021 2.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import maxsize
from typing import Literal, NamedTuple, TypeAlias

Effect: TypeAlias = Literal["favourable", "unfavourable"]


class Meaning(NamedTuple):
    effect: Effect | None
    component: str | None


class _Word(NamedTuple):
    """What one word tells: the component it names, whether it is good or bad, whether it says more or less."""

    family: str | None = None
    effect: Effect | None = None
    direction: Literal["up", "down"] | None = None
    is_result: bool = False


_I = re.IGNORECASE
_TOKEN = re.compile(r"\w+")
_LONG_TOKEN = re.compile(r"\w{4,}")  # no shorter word tells anything
# A word belongs to the first row that fits: by a stem anywhere in it, by its end, or as a whole.
_STEMS = (
    ("toevoeging_reserves", ("toevoeg", "toegevoegd", "gestort", "storting", "dotatie", "gedoteerd")),
    ("onttrekking_reserves", ("onttrek", "onttrok")),
)
_ENDINGS = (
    ("lasten", ("lasten", "kosten", "uitgaven", "uitgave")),
    ("baten", ("baten", "inkomst", "inkomsten", "opbrengst", "opbrengsten", "bijdrage", "bijdragen")),
)
_WHOLE = {"last": "lasten", "kostte": "lasten", "gekost": "lasten", "uitgegeven": "lasten"}
_NO_FAMILY = frozenset(("belasten", "ontlasten", "debaten"))
# the saldo of kredieten is what is left of them (jaarverslag-2018 p18380)
_OF_CREDITS = re.compile(
    r"(?: (?:aan|nieuwe|lopende|openstaande))* (?:restant|investerings)*krediet(?:en)?\b", re.IGNORECASE
)
_RESULTS = ("resultaat", "saldo", "overschot", "tekort")
_GOOD = (
    "voordel", "voordeel", "meevall", "positief", "positieve", "overschot", "onderschrijding", "gunstig",
    "onderbested", "onderuitput", "vrijval",
)  # fmt: skip
_BAD = ("nadel", "nadeel", "tegenvall", "negatief", "negatieve", "tekort", "overschrijding", "ongunstig", "overbested")
_UP = frozenset(("hoger", "hogere", "meer", "extra", "gestegen", "stijging", "toename", "toegenomen", "aanvullende"))
_DOWN = frozenset(("lager", "lagere", "minder", "gedaald", "daling", "afname", "afgenomen"))
# `meer dan € 5.000` is a size, `niet meer` an absence: neither compares.
_THAN_AMOUNT = re.compile(r" dan (?:€|\d|ruim|circa|ca\b)", _I)
_KIND_OF_DEVIATION = re.compile(r" (?:uitgave|inkomst)", _I)  # an `aanvullende bijdrage` may be given or received
# `extra middelen toegevoegd aan de uitkering Sociaal Domein` (berap 2017-2 p12181): no reserve
_TO_NO_RESERVE = re.compile(
    r" +aan +(?:(?:de|het|dit|deze|een|ons|onze) +)?(?:(?!\w*reserve)[\w-]+ +)?"
    r"(?:uitkering|gemeentefonds|\w*budget|krediet|begroting|raming)",
    _I,
)
# a `bijdrage aan de GGD`, or of the municipality itself, is given, and what bijdragen aan means is no money at all
_GIVEN = re.compile(r" (?:\w+ )?aan\b", _I)
_GIVERS = frozenset(("gemeentelijke", "onze", "ons", "zwolse"))
_UP_IS_FAVOURABLE = {"lasten": False, "baten": True, "toevoeging_reserves": False, "onttrekking_reserves": True}


@lru_cache(maxsize=8192)
def _read_word(word: str) -> _Word | None:
    """What a lower-case word tells, None for nothing: most words."""
    family = next((name for name, stems in _STEMS if any(stem in word for stem in stems)), _WHOLE.get(word))
    if family is None and word not in _NO_FAMILY:
        family = next((name for name, endings in _ENDINGS if word.endswith(endings)), None)
    effect: Effect | None = None
    if any(stem in word for stem in _BAD):
        effect = "unfavourable"
    elif any(stem in word for stem in _GOOD):
        effect = "favourable"
    direction: Literal["up", "down"] | None = None
    if word in _UP or (family and word.startswith("meer")):
        direction = "up"
    elif word in _DOWN or (family and word.startswith("minder")):
        direction = "down"
    read = _Word(family, effect, direction, word.endswith(_RESULTS))
    return read if any(read) else None


_ABOUT = r"(?:ruim|circa|ca\.?|ongeveer|bijna|rond|zo['’]n|afgerond)?\s*"
# An amount that says how large a budget is, is neither good nor bad.
_BUDGET_WORDS = ("begroting", "raming", "budget", "krediet", "subsidie")
_BUDGET = re.compile(
    rf"(?:begroting|raming|budget\w*|krediet\w*|subsidie\w*)\b(?:[^,;.(]{{0,40}}\(|\s+(?:van|ad\.?|à)|:)?\s*{_ABOUT}$"
)
_STRONG = re.compile(r"[,;:–)]\s+|\s+\(")
_WEAK = re.compile(
    r"\s(?:en|maar|waarvan|terwijl|omdat|doordat|waardoor|zodat|door|ontstaat|tegenover|waarbij|naast|of|tot)\s", _I
)
_LABEL = re.compile(r"\s*(?:\w+\s+){0,5}\w+(?::\s+|\s+\()")
_COMPARED = re.compile(r"\s*(?:hoger|lager|minder|meer|voordeliger|nadeliger)\b\w*", _I)


def meanings(sentence: str, amounts: Sequence[tuple[int, int]]) -> list[Meaning]:
    """One meaning per amount; `amounts` are (start, end) in `sentence`, in order."""
    cuts = [0, *(_cut(sentence, a[1], b[0]) for a, b in pairwise(amounts)), len(sentence)]
    found: list[Meaning] = []
    carried: int | None = None
    for place, (start, end) in enumerate(amounts):
        low, high = _clause(sentence, cuts[place], start, end, cuts[place + 1])
        if _is_budget(sentence, cuts[place], low, start):
            found.append(Meaning(None, None))
            carried = cuts[place] if carried is None else carried
            continue
        meaning = _meaning(sentence, low, start, end, high)
        if meaning == (None, None) and carried is not None:
            meaning = _meaning(sentence, carried, start, end, high)
        carried = None
        found.append(meaning)
    return found


def _is_budget(sentence: str, cut: int, low: int, start: int) -> bool:
    """Whether the words before an amount, in its clause from `low` or behind the last `cut`, say that it is the size
    of a budget."""
    before = sentence[cut:start].lower()
    if not any(word in before for word in _BUDGET_WORDS):
        return False
    return _BUDGET.search(sentence[low:start].lower()) is not None or _BUDGET.search(before) is not None


def _cut(sentence: str, end: int, start: int) -> int:
    """Where between two amounts the clause of the first ends and that of the second begins."""
    between = sentence[end:start]
    if strong := _STRONG.search(between):
        return end + strong.end()
    weak = list(_WEAK.finditer(between))
    if weak:
        return end + weak[-1].start()
    compared = _COMPARED.match(between)
    return end + compared.end() if compared else end


def _clause(sentence: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """The stretch between strong separators around the amount, with a short label that opens the stretch before it
    (`Lasten: € 1.200.000 voordeel`, `Hogere baten (€ 155.000)`)."""
    for separator in _STRONG.finditer(sentence, low, start):
        low = low if _LABEL.fullmatch(sentence, low, separator.end()) else separator.end()
    behind = _STRONG.search(sentence, end, high)
    return low, behind.start() if behind else high


def _meaning(sentence: str, low: int, start: int, end: int, high: int) -> Meaning:
    """What the words of a clause say; of each sort the word nearest to the amount counts."""
    nearest = _Nearest()
    is_result = per_saldo = False
    for token in _LONG_TOKEN.finditer(sentence, low, high):
        word = _read_word(token[0].lower())
        at, behind = token.span()
        if word is None or (word.family == "toevoeging_reserves" and _TO_NO_RESERVE.match(sentence, behind)):
            continue
        distance = start - behind if behind <= start else at - end
        if distance < 0 or (word.family == "baten" and _is_given(sentence, low, at, behind)):
            continue
        if word.is_result:
            is_result = True
            per_saldo = per_saldo or (token[0].lower() == "saldo" and _word_before(sentence, low, at) == "per")
        nearest.take(word, distance)
        if word.direction and distance < nearest.direction[0] and _compares(sentence, low, at, behind):
            nearest.direction = distance, word.direction
    family = nearest.family[1]
    component = "resultaat" if per_saldo or (family is None and is_result) else family
    if component == "resultaat" and _OF_CREDITS.match(sentence, end):
        component = None
    return Meaning(_effect(nearest), component)


def _is_given(sentence: str, low: int, at: int, behind: int) -> bool:
    """Whether a `bijdrage` is one that the municipality gives: no income."""
    if sentence[at : at + 8].lower() != "bijdrage":
        return False
    return _GIVEN.match(sentence, behind) is not None or _word_before(sentence, low, at) in _GIVERS


@dataclass(slots=True)
class _Nearest:
    """The nearest word of each sort so far: its distance to the amount, and what it tells."""

    family: tuple[int, str | None] = (maxsize, None)
    effect: tuple[int, Effect | None] = (maxsize, None)
    direction: tuple[int, str | None] = (maxsize, None)

    def take(self, word: _Word, distance: int) -> None:
        if word.family and distance < self.family[0]:
            self.family = distance, word.family
        if word.effect and distance < self.effect[0]:
            self.effect = distance, word.effect


def _word_before(sentence: str, low: int, at: int) -> str:
    """The word before `at` in the clause that begins at `low`, in lower case; empty for none."""
    words: list[str] = _TOKEN.findall(sentence, low, at)
    return words[-1].lower() if words else ""


def _compares(sentence: str, low: int, at: int, behind: int) -> bool:
    if sentence[at:behind].lower() == "aanvullende" and not _KIND_OF_DEVIATION.match(sentence, behind):
        return False
    return _word_before(sentence, low, at) != "niet" and not _THAN_AMOUNT.match(sentence, behind)


def _effect(nearest: _Nearest) -> Effect | None:
    """Favourable words decide; otherwise more or less of a component does."""
    if nearest.effect[1] is not None:
        return nearest.effect[1]
    family, direction = nearest.family[1], nearest.direction[1]
    if family is None or direction is None:
        return None
    return "favourable" if _UP_IS_FAVOURABLE[family] == (direction == "up") else "unfavourable"
