"""The unit a caption or heading claims for the amounts below it. A claim only: the proof room settles it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.dutch.printed import plain


class UnknownUnit(ValueError):
    """The text names a unit that is not euros, thousands or millions of euros."""


_SIZE = r"1|1\.?000|1\.?000\.?000"
_WORD = r"hele euro(?:['’]?s)?|euro(?:['’]?s)?|duizend(?:en|tallen)?|miljoen(?:en)?|mln|mio"
_EURO = r"(?:€|euro(?:['’]?s)?\b|eur\b)"
_FACTOR = {"": 1, "1": 1, "1000": 1_000, "1000000": 1_000_000}

# `x € 1.000`, `x €1000`, `(x 1.000€)`, `x 1 miljoen`, `€ x 1.000`, `x duizend euro`
_TIMES = re.compile(
    rf"(?P<opened>\( *|bedragen +(?:in +(?:€|euro['’]?s?) +)?|afwijking(?:en)? +)?(?<![0-9])(?<![0-9] )(?<!\w)"
    rf"[x×*] *(?P<euro>{_EURO} *)?(?P<number>[0-9][0-9.]*[0-9]|[0-9])?(?:,-)? *"
    rf"(?P<word>(?:{_WORD}|miljard|mld)\b)?(?P<after> *{_EURO}| *[a-z²³0-9]+)?",
    re.IGNORECASE,
)
# `in euro's`, `in duizenden euro's`, `in € 1.000`, `in € mln`, `bedragen € 1.000`
_IN = re.compile(
    rf"\b(?:in|bedragen(?: +in)?) +"
    rf"(?:€(?: *(?P<number>{_SIZE})(?![0-9.])|(?: *(?P<mln>mln|miljoen|duizend)\b)|(?! *[0-9]))"
    rf"|(?P<word>{_WORD})(?!\w)|(?:eur +)?(?P<counted>1\.?000(?:\.?000)?)(?= *(?:{_EURO}|[)\]]|$))|eur\b(?! *[0-9]))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"[(\[] *€ *(?P<number>{_SIZE})?(?:,-)? *(?P<word>mln|miljoen|duizend)?\.? *[)\]]", re.IGNORECASE
)
# what a bracket, or a head, holds and nothing else: `(euro)`, `(mln)`, `duizend euro`, `€ mln`
_BARE = re.compile(
    rf"(?P<opened>[(\[])? *(?:hele +)?(?P<before>{_EURO})? *(?P<word>mln|mio|miljoen(?:en)?|duizend(?:en|tallen)?)?\.?"
    rf" *(?P<after>{_EURO})? *(?(opened)[)\]])",
    re.IGNORECASE,
)
# `1 000`, `1'000`, `1,000` and `1k` behind an x or a euro sign are a thousand
_GROUPED = re.compile(r"(?<=[x×*€r]) ?1(?:([ '’,.])000((?:\1)000)?|( ?[kK]\b))(?! ?[0-9])", re.IGNORECASE)
# `k€`, `KEUR`, `€k`, `M€`: only `M` is million, as `m€` may be anything
_SHORT = re.compile(
    r"(?<![0-9] )(?<!\w)(?:(?P<before>[kKM]) ?(?:€|[eE][uU][rR]\b)|(?:€ ?|[eE][uU][rR] )(?P<behind>[kKM])(?![\w€]))"
    r"(?!\w| ?[0-9])"
)
_FOREIGN = re.compile(
    r"\b[mt] ?(?:€|eur\b)|\b(?:in|x) +(?:us-?)?(?:dollars?|usd|gulden|tonnen|honderden|miljarden)\b"
    r"|\bbedragen +(?:x|in +)?\w*(?:meur|teur|usd)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" *(?:inwoners?|m|m2|m3|m²|m³|ton|kg|km|ha|huishoudens?|woningen|personen|stuks|uur|uren|kilo\w*|meter\w*|mensen"
    r"|bezoek\w*|leerlingen|per|keer|maal)",
    re.IGNORECASE,
)  # fmt: skip
_HINT = re.compile(
    r"[€×*]|\beuro|\beur\b|\bx|duizend|miljoen|mln|bedrag|\bmio\b|in 1|usd|dollar|gulden|\b[kmt]eur", re.IGNORECASE
)


def _scale(word: str | None) -> int | None:
    lowered = (word or "").lower()
    if lowered.startswith("duizend"):
        return 1_000
    if lowered.startswith(("miljoen", "mln", "mio")):
        return 1_000_000
    return None if lowered.startswith(("miljard", "mld")) else 1


def _times(found: re.Match[str], caption: str) -> int | None:
    number, word, money = found["number"], found["word"], found["euro"] or found["opened"]
    if number is None and word is None:
        if found["after"] and (found["opened"] or "").lower().startswith(("bedrag", "afwijk")):
            raise UnknownUnit(f"{caption[:80]!r}: the amounts are multiplied by an unknown unit")
        return 1 if found["euro"] else None
    if found["after"] and not found["euro"] and _COUNTED.fullmatch(found["after"]):
        return None
    scale, factor = _scale(word), _FACTOR.get((number or "").replace(".", ""))
    if factor is not None and scale is not None and factor * scale in (1, 1_000, 1_000_000):
        return factor * scale
    if money or word or (found["after"] and "euro" in found["after"].lower()):
        raise UnknownUnit(f"{caption[:80]!r}: the unit {found[0].strip()!r} is unknown")
    return None


def _within(found: re.Match[str]) -> int:
    groups = found.groupdict()
    word = groups.get("word") or groups.get("mln")
    number = groups["number"] or groups.get("counted") or ""
    return _FACTOR[number.replace(".", "")] * (_scale(word) or 1)


def _bare(caption: str) -> set[int]:
    """The unit in brackets, or all that the caption prints, without a number."""
    found = [*_BARE.finditer(caption)] if "(" in caption or "[" in caption else []
    whole = _BARE.fullmatch(caption) if any(map(str.isalpha, caption)) else None  # `€` says nothing
    named = [each for each in (*found, *((whole,) if whole else ())) if each["opened"] or each is whole]
    return {_scale(each["word"]) or 1 for each in named if each["before"] or each["word"] or each["after"]}


@lru_cache(maxsize=2048)  # the same few captions and heads on all pages of a publication
def parse_unit(text: str) -> int | None:
    """1, 1000 or 1000000: the unit that a caption, heading or corner cell claims (`x €1.000`, `(x 1.000€)`,
    `bedragen x 1.000 euro`, `x 1 miljoen`, `in euro's`, `(€ 1.000)`, `k€`), None when it mentions none. Raises
    UnknownUnit for a unit it does not know (`x € 500`, `in tonnen`) and for two that disagree."""
    if not _HINT.search(text):
        return None
    caption = plain(text)
    caption = _GROUPED.sub(lambda found: " 1.000.000" if found[2] else " 1.000", caption)
    short = {1_000 if (found[1] or found[2]) in "kK" else 1_000_000 for found in _SHORT.finditer(caption)}
    if short:
        caption = _SHORT.sub("", caption)
    if _FOREIGN.search(caption):
        raise UnknownUnit(f"{caption[:80]!r}: the unit is unknown")
    claims = {unit for found in _TIMES.finditer(caption) if (unit := _times(found, caption))}
    claims = claims or {_within(found) for pattern in (_BRACKETS, _IN) for found in pattern.finditer(caption)}
    claims = claims or _bare(caption)
    claims |= short
    if len(claims) > 1:
        raise UnknownUnit(f"{caption[:80]!r}: two units, {sorted(claims)}")
    return claims.pop() if claims else None
