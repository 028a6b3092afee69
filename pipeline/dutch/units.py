"""The unit a caption or heading claims for the amounts below it. A claim only: the proof room settles it."""

from __future__ import annotations

import re

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
    rf"|(?P<word>{_WORD})(?!\w))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"[(\[] *€ *(?P<number>{_SIZE})?(?:,-)? *(?P<word>mln|miljoen|duizend)?\.? *[)\]]", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"\b[kmt] ?(?:€|eur\b)|€ ?k\b|\b(?:in|x) +(?:us-?)?(?:dollars?|usd|gulden|tonnen|honderden|miljarden)\b"
    r"|\bbedragen +(?:x|in +)?\w*(?:keur|meur|teur|usd)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" *(?:inwoners?|m|m2|m3|m²|m³|ton|kg|km|ha|huishoudens?|woningen|personen|stuks|uur|uren|kilo\w*|meter\w*|mensen"
    r"|bezoek\w*|leerlingen|per|keer|maal)",
    re.IGNORECASE,
)  # fmt: skip
_HINT = re.compile(r"[€×*]|\beuro|\beur\b|\bx|duizend|miljoen|mln|bedrag|usd|dollar|gulden|\b[kmt]eur", re.IGNORECASE)


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
    return _FACTOR[(groups["number"] or "").replace(".", "")] * (_scale(word) or 1)


def parse_unit(text: str) -> int | None:
    """1, 1000 or 1000000: the unit that a caption, heading or corner cell claims (`x €1.000`, `(x 1.000€)`,
    `bedragen x 1.000 euro`, `x 1 miljoen`, `in euro's`, `(€ 1.000)`), None when it mentions none. Raises
    UnknownUnit for a unit it does not know (`x € 500`, `bedragen x kEUR`) and for two that disagree."""
    if not _HINT.search(text):
        return None
    caption = plain(text)
    if _FOREIGN.search(caption):
        raise UnknownUnit(f"{caption[:80]!r}: the unit is unknown")
    claims = {unit for found in _TIMES.finditer(caption) if (unit := _times(found, caption))}
    claims = claims or {_within(found) for pattern in (_BRACKETS, _IN) for found in pattern.finditer(caption)}
    if len(claims) > 1:
        raise UnknownUnit(f"{caption[:80]!r}: two units, {sorted(claims)}")
    return claims.pop() if claims else None
