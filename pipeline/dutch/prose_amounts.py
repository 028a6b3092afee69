"""Euro amounts in running text, in whole euros. They settle the unit of the tables beside them, so an amount
that can be read in two ways is left out rather than guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.dutch.beside_amounts import SCALE, SCALES
from pipeline.dutch.printed import aligned


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """`text[start:end] == printed`; `euros` is rounded half up where cents are printed; `approximate` when a
    word such as `ruim` or `circa` stands right before it."""

    start: int
    end: int
    printed: str
    euros: int
    approximate: bool


# A number ends where its digits end: `€ 1.20`, `€ 81 964` and `€ 1,204` match nothing instead of `€ 1` or `€ 81`.
_END = r"(?![0-9]|[.,'’][0-9])"
# Nor is `€ 1` what `€ 1. 000`, `€ 1½ miljoen`, `€ 1 1/2 miljoen` or `€ 13 M` print.
_WHOLE_END = r"(?! ?\. ?[0-9]{3}(?![0-9])| ?½| ?[0-9]/[0-9]| ?[mMkK]\b(?!²))"
_SCALED = (
    rf"[0-9]{{1,3}}(?:\.[0-9]{{3}})*(?:,[0-9]{{1,4}})?{_END}(?={SCALE})"
    rf"|[0-9]{{1,4}}(?:[.,][0-9]{{1,2}}|,[0-9]{{3,4}})?(?={SCALE})|(?:[0-9]{{1,3}} ?)?(?:½|(?<!/)1/2)(?={SCALE})"
)
_EXACT = (
    rf"[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}}){{1,5}}(?:,[0-9]{{1,2}})?{_END}"
    rf"|[0-9]{{1,3}}(?! [0-9]{{3}}(?![0-9.,%])){_WHOLE_END}(?:,[0-9]{{1,2}})?{_END}"
    rf"|[1-9][0-9]{{3,17}}(?:,[0-9]{{1,2}})?{_END}"
)
_NUMBER = rf"(?:{_SCALED}|{_EXACT})"
_SIGN = r"-/-|[-+]"
_AMOUNT = re.compile(
    rf"(?:(?<!\S)(?P<sign>{_SIGN}) ?|(?<=[(:])(?P<inside>{_SIGN}) ?)?(?:€\.? *|\bEUR +)(?:(?P<minus>{_SIGN}) ?)?"
    rf"(?P<number>{_NUMBER})(?P<scale>{SCALE})?(?:,(?:--?|=))?(?P<behind> ?-/-(?! ?€))?"
    rf"|(?<![\w.,€'’/-])(?P<number2>{_NUMBER})(?P<scale2>{SCALE})?(?:,(?:--?|=))? ?[eE]uro(?:['’]?s)?\b"
)
# `€ 2 à 3 miljoen`, `tussen € 1 en € 2 miljoen`: the scale word counts for both ends
_TO = re.compile(rf" ?(?P<join>à|á|a|tot|en|of|-) ?(?P<euro>€ ?)?(?P<number>{_NUMBER})(?P<scale>{SCALE})(?: euro\b)?")
_TO_BEGINS = frozenset("àáateo-")
_ABOUT = re.compile(
    r"(?:\b(?:ruim|circa|ca\.?|ongeveer|bijna|zo['’]n|rond|plusminus|plm\.?|meer +dan|minder +dan|afgerond|krap|globaal"
    r"|naar +schatting|om +en +nabij)|±|\+/-) *(?:de +|een +(?:bedrag +van +)?)?\Z",
    re.IGNORECASE,
)  # fmt: skip


# `3 tot 4 miljoen euro`: of a range the end alone
_FROM = re.compile(r"[0-9](?:,[0-9]+)? (?:à|á|a|tot) \Z")

# What the text before an amount must end in for _ABOUT to find anything, and for _UNIT below.
_ABOUT_ENDS = (
    "ruim", "circa", "ca", "ca.", "ongeveer", "bijna", "zo'n", "zo’n", "rond", "plusminus", "plm", "plm.", "dan",
    "afgerond", "krap", "globaal", "schatting", "nabij", "±", "+/-", "de", "van",
)  # fmt: skip
_UNIT_ENDS = ("x", "X", "×", "*", "edragen in")
# The caption `bedragen x € 1.000` or `bedragen in € 1.000` names a unit; `3 x € 1.000` an amount.
_UNIT = re.compile(r"(?:(?<![0-9])(?<![0-9] )(?<!\w)[xX×*]|[Bb]edragen in) *\Z")


_ONE_DECIMAL = re.compile(r"[0-9]{1,3},[0-9]")
# `opgelopen van € 0,4 naar € 1,5 miljoen`: nobody prints tenths of a euro but in a price (`€ 12,5 per uur`)
_SCALE_BEHIND = re.compile(
    r"(?: (?:negatief|positief|nadelig|voordelig|nadeel|voordeel|in [0-9]{4}))?"
    r"(?: ?[-–/] ?|,? (?:naar|tot|tot en met|en|à|of|resp\.|respectievelijk|versus|ten opzichte van) )"
    rf"(?:(?:ruim|bijna|circa) )?€ ?[-+]?[0-9]+(?:,[0-9]+)?(?P<scale>{SCALE})"
)
_ONE_POINT = re.compile(r"[0-9]+\.(?P<behind>[0-9]{1,3})")


def _euros(number: str, scale: str | None) -> int | None:
    """Whole euros, rounded half up; None where the point may group thousands or open decimals (`€ 1.204 mln`)."""
    if scale is None:
        return int(number.replace(".", "")) if "," not in number else _whole(_decimal(number))
    factor = SCALES[scale.strip().lower()]
    pointed = _ONE_POINT.fullmatch(number)
    if pointed is None or (len(pointed["behind"]) == 3 and factor <= 1_000):
        return _whole(_decimal(number) * factor)
    return _whole(Decimal(number) * factor) if len(pointed["behind"]) < 3 else None


def _decimal(number: str) -> Decimal:
    half = number.replace("1/2", "½").endswith("½")
    if half:
        number = number.replace("1/2", "½").rstrip("½ ") + ",5"
    return Decimal(number.replace(".", "").replace(",", "."))


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))


def _is_separator(original: str, found: re.Match[str], places: list[int] | None) -> bool:
    """The dash before `€` is punctuation behind an amount (`€ 1 - € 2`) or as an en dash with spaces around."""
    begin = found.start("sign")
    if found["sign"] == "-/-":
        return False
    before = found.string[:begin].rstrip(" ")
    if before[-1:].isdigit() or before.endswith(("%", "miljoen", "mln", "mln.")):
        return True
    mark = original[places[begin] if places else begin]
    return mark == "–" and found.string[begin + 1] == " " and before[-1:] not in ("", "\n")


def _found(text: str) -> Iterator[re.Match[str]]:
    """The matches of _AMOUNT in order. Where every amount opens with `€` only those places are tried, and the sign that
    may stand one or two characters before it: the search through all of a text costs ten times as much."""
    if "euro" in text or "EUR" in text or "Euro" in text:
        yield from _AMOUNT.finditer(text)
        return
    free = 0
    place = text.find("€")
    while place >= 0:
        signed = place - 2 if text[max(place - 1, 0)] == " " else place - 1
        if text.endswith("-/-", 0, signed + 1):
            signed -= 2
        found = _AMOUNT.match(text, signed) if signed >= free and text[signed] in "-+" else None
        if found := found or _AMOUNT.match(text, place):
            yield found
            free = found.end()
        place = text.find("€", max(free, place + 1))


def _other_end(text: str, end: int, before: str) -> re.Match[str] | None:
    """The second amount of a range, behind its first, which ends at `end`."""
    if text[end : end + 2].lstrip()[:1] not in _TO_BEGINS:
        return None
    other = _TO.match(text, end)
    if other and other["join"] in ("en", "of") and not (other["join"] == "en" and before.endswith("tussen ")):
        return None
    return other


def _scale_behind(text: str, end: int) -> str | None:
    """The scale of the amount behind one with a lone decimal, which counts for both."""
    found = _SCALE_BEHIND.match(text, end)
    return found["scale"] if found else None


def _read(text: str, original: str, places: list[int] | None) -> Iterator[tuple[int, int, int, bool]]:
    for found in _found(text):
        number, scale = found["number"] or found["number2"], found["scale"] or found["scale2"]
        begin, end, sign = found.start(), found.end(), found["minus"] or found["inside"] or found["behind"]
        if found["sign"]:
            if _is_separator(original, found, places):
                begin = found.end("sign") + (text[found.end("sign")] == " ")
            else:
                sign = found["sign"]
        before = text[max(0, begin - 40) : begin]
        ending = before.rstrip(" ")
        if ending.endswith(_UNIT_ENDS) and _UNIT.search(before):
            continue
        about = ending.lower().endswith(_ABOUT_ENDS) and _ABOUT.search(before) is not None
        other = None if scale or "." in number else _other_end(text, end, before)
        if not (scale or other) and _ONE_DECIMAL.fullmatch(number) and not text.startswith(" per ", end):
            scale = _scale_behind(text, end)
            if scale is None:
                continue
        euros = _euros(number, other["scale"] if other else scale)
        if euros is not None:
            about = about or other is not None or (bool(found["number2"]) and _FROM.search(before) is not None)
            yield begin, end, -euros if sign and "-" in sign else euros, about
        if other and not other["euro"] and not other[0].endswith("euro"):
            second = _euros(other["number"], other["scale"])
            if second is not None:
                yield other.start("number"), other.end(), second, True


def may_hold_bedrag(text: str) -> bool:
    """Whether a text holds the sign or the word without which nothing in it is an amount."""
    return "€" in text or "euro" in text or "EUR" in text or "Euro" in text


def find_bedragen(text: str) -> list[FoundAmount]:
    """Every euro amount in running text: `€ 3.368.000`, `€ 1,15 mln`, `€ -4.500.000`, `1,5 miljoen euro`.

    A number without the euro sign or the word euro is no amount. The sign is the printed one; what is
    favourable is for the reader of the sentence. Never raises; the caller tests the range (MAX_EUROS)."""
    if not may_hold_bedrag(text):
        return []
    searched, places = aligned(text)
    amounts = []
    for begin, end, euros, approximate in _read(searched, text, places):
        first, last = (places[begin], places[end - 1] + 1) if places else (begin, end)
        amounts.append(FoundAmount(first, last, text[first:last], euros, approximate))
    return amounts
