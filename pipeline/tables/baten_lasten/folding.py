"""Printed labels as they are compared: on one line, without what stands around the words and the year."""

from __future__ import annotations

import re
from functools import lru_cache

from ...dutch.printed import plain

_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_DATE = re.compile(r"\b\d{1,2}-\d{1,2}-((?:19|20)\d\d)\b")
YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d.]*\d)")
_SHORT_YEAR = re.compile(r"(?<!\w)['’](?=[0-4]\d(?!\d))")  # of `'24`
_UNIT = re.compile(r"\((?=[^)]*(?:€|euro|1\.?000|mln|miljoen|duizend))[^)]*\)")
# `Lasten x € 1.000`, `Begroting 2022 in k€`
_UNIT_BEHIND = re.compile(
    r"[\s,;]+(?:bedragen )?(?:[x×*] ?(?:€|eur|euro)? ?1(?:[ .]?000(?:[ .]?000)?| ?(?:mln|miljoen))(?: ?€| euro)?|k€|€"
    r"|in (?:(?:hele )?euro['’]?s?|k€|€|(?:duizend|miljoen|mln)\.?(?:en)?(?: euro['’]?s?)?)(?: ?(?:x )?1\.?000)?)\Z"
)
_OPENING = re.compile(r"^(?:[-+=•·] *)+")
_CLOSING = re.compile(r"(?:[\s:;.]|(?<=[a-z])\*+|(?<=[a-z]) ?[0-9¹²³]\)?|(?<=[a-z])[¹²³])+$")


@lru_cache(4096)
def flat(text: str) -> str:
    """A label as printed, on one line with single spaces."""
    return " ".join(plain(_HYPHENATED.sub("", text)).split())


@lru_cache(4096)
def fold(text: str) -> str:
    """A label as the patterns of labels.toml compare it."""
    lowered = flat(text).lower()
    bare = _OPENING.sub("", (_UNIT.sub("", lowered) if "(" in lowered else lowered).strip())
    if " x" in bare or " ×" in bare or " *" in bare or "€" in bare or " in " in bare:
        bare = _UNIT_BEHIND.sub("", bare)
    return bare if bare[-1:].isalpha() else _CLOSING.sub("", bare)


@lru_cache(4096)
def without_year(text: str) -> tuple[str, int | None]:
    """A folded label without its year or date, and that year."""
    lowered = _SHORT_YEAR.sub("20", flat(text).lower())
    found = (_DATE.search(lowered) if "-" in lowered else None) or YEAR.search(lowered)
    if found is None:
        return fold(lowered), None
    return fold(YEAR.sub("", _DATE.sub("", lowered))), int(found[1])
