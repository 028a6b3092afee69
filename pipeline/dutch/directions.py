"""Which way an indicator goes, from the words around it (INTEGRITY rows 41 and 70)."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["up", "down", "equal"]

# Words that look like a direction and are none: `onder meer`, `niet meer dan`, `hoger onderwijs`, `meer dan 80%`, `geen
# achterstanden meer` (jaarverslag-2014 p1705).
_NO_DIRECTION = (
    r"\bonder +meer\b|\bmin +of +meer\b|\bniet +(?:meer|minder|hoger|lager) +dan +[0-9€]|\bniet +(?:meer|langer)\b"
    r"|\bgeen +(?:\w+ +){1,3}?meer\b(?! +dan\b)"
    r"|\b(?:meer|minder|hoger|lager) +dan +[0-9€]|\b(?:hoger|lager)e? +(?:onderwijs|beroepsonderwijs|opgeleid\w*)"
    r"|\bhoger +beroep\b|[0-9]%? +of +(?:meer|minder|hoger|lager)\b|\bmeer\b(?= *[-/])"
)
_UP = (
    r"gestegen|stijg(?:t|en|end|ende|ing)|(?:toe(?:genomen|neemt|nemen|nemend|nemende))|hoger|meer|groei(?:t|en|end)|gegroeid"
    r"|verhoogd|omhoog"
)
_DOWN = (
    r"gedaald|da(?:alt|len|lend|lende|ling)|(?:af(?:genomen|neemt|nemen|nemend|nemende))|lager|minder|gekrompen|krimpt"
    r"|verlaagd|omlaag"
)
_EQUAL = r"gelijk(?:e|blijft|blijven|gebleven|blijvend)?\b(?! +aan +het\b)|stabiel\b|onveranderd\b"
# A noun counts only where nothing but its size follows: `afname aantal huishoudens: 405` names an indicator.
_BARE = r"\b(?= *(?:van|met)? *(?:[0-9]|[.;]?$))"
_WAY = re.compile(  # of text in lower case: a search that minds capitals takes half the time
    rf"(?:\b|(?=[0-9]))(?:(?P<none>{_NO_DIRECTION})"
    r"|\bgelijk(?: +aan)? +of +(?:(?P<limit_up>hoger|meer)|(?P<limit_down>lager|minder))\b"
    rf"|(?P<equal>\bniet +(?:verder +)?(?:{_UP}|{_DOWN})\b|\b(?:{_EQUAL}))"
    rf"|(?P<up>\b(?:{_UP})\b|\b(?:neemt|nemen)(?: +\w+){{0,6}}? +toe\b|\btoename{_BARE})"
    rf"|(?P<down>\b(?:{_DOWN})\b|\b(?:neemt|nemen)(?: +\w+){{0,6}}? +af\b|\bafname{_BARE}))"
)
_ANY = (
    "meer", "toe", "af", "hoger", "lager", "minder", "stijg", "gestegen", "daa", "dal", "gelijk", "groei", "verhoog",
    "verlaag", "omhoog", "omlaag", "stabiel", "onverand", "krimp", "gekromp",
)  # fmt: skip


def find_direction(text: str) -> Direction | None:
    """`up`, `down` or `equal` by the words of a sentence (`gestegen`, `neemt toe`, `lager`, `gelijk gebleven`,
    `niet gedaald`; `gelijk aan of lager dan` is down); None without such words and where they contradict."""
    lowered = text.lower().replace("\u00a0", " ")
    places = [place for word in _ANY if (place := lowered.find(word)) >= 0]
    if not places:
        return None
    ways: set[Direction] = set()
    # from the sentence on that holds the first such word: no match goes over a point
    for found in _WAY.finditer(lowered, lowered.rfind(".", 0, min(places)) + 1):
        if found["up"] or found["limit_up"]:
            ways.add("up")
        elif found["down"] or found["limit_down"]:
            ways.add("down")
        elif found["equal"]:
            ways.add("equal")
    return ways.pop() if len(ways) == 1 else None
