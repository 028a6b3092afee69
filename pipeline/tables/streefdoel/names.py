"""What a line of a Streefdoel cell calls its value, and the role that the label in front of it gives
(formats/2014-2020.md section 2)."""

from __future__ import annotations

import re

from ...dutch.amounts import absent
from ...dutch.quantities import Quantity
from ..indicator_heads import Role

YEAR = re.compile(r"(?<![\d.,/€])(?:19[9]\d|20[0-5]\d)(?![\d%]|[.,]\d|/\d)")
COUNTED = re.compile(r"\W*(?:%|aantal\b|percentage\b)", re.IGNORECASE)
_IN_YEAR = re.compile(r"[,]? in (?:19|20)\d\d\b.*$", re.DOTALL)
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|weet|weten|bedraagt|bedragen|maakt|maken|krijgt|krijgen"
    r"|kan|kunnen|gaat|gaan|komt|komen|ervaart|ervaren|besparen|neemt|nemen|moet|moeten|willen|start|vinden|gestegen|gedaald)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?:gerealiseerd|gereed|opgeleverd|gestart|afgerond|uitgevoerd|gebouwd|geplaatst|verleend|verkocht|behaald|bereikt"
    r"|voltooid|afgehandeld|aangelegd|aangevraagd|toegevoegd|afgesloten|gemaakt|gehouden|gegeven)",
    re.IGNORECASE,
)
_WORD = re.compile(r"e-\w{3,}|\w{5,}")
EDGES = " =:-–,;.*'‘’\"“”"
_ROLES: dict[str, Role] = {
    "norm": "target", "streefcijfer": "target", "streefwaarde": "target",
    "werkelijk": "current", "realisatie": "current", "tussenstand": "current",
}  # fmt: skip


def role_of(label: re.Match[str] | None) -> Role | None:
    return _ROLES.get(label["word"].lower(), "baseline") if label else None


def name_of(printed: str, masked: str, quantity: Quantity, label: re.Match[str] | None, lead: str | None) -> str | None:
    """What a line with one value calls it: the words behind a value that opens the line, or those before a value
    that ends it; None for a sentence. A bare `0-meting 2013: 90%` is named by the line above or the words before."""
    opens, ends = (not masked[: quantity.start].strip(EDGES), not masked[quantity.end :].strip(EDGES))
    if label and not masked[label.end() : quantity.start].strip(EDGES):
        before = printed[: label.start()].strip(EDGES)
        if not ends or label["word"].lower() in _ROLES:
            return None
        return before or (lead if lead and not lead.endswith(":") else None)
    if opens and not ends:
        behind = masked[quantity.end :]
        name = _IN_YEAR.sub("", printed[quantity.end :]).strip(EDGES)
        sentence = _IN_YEAR.search(behind) is None and _VERB.search(behind)
    elif ends and not opens:
        before = printed[: quantity.start].rstrip()
        name = before.strip(EDGES).rsplit(": ", 1)[-1].strip(EDGES)
        sentence = _VERB.search(masked, 0, quantity.start)
        if before.endswith(":") and (name[:1].isdigit() or YEAR.search(name)):
            return None  # `2-meting 2014: 78%`
    else:
        return None
    return name if not sentence and _can_be_name(name) else None


def _can_be_name(name: str) -> bool:
    """`gerealiseerd`, `n.v.t` and one letter name nothing (jaarverslag-2014 p1766, p1700)."""
    return len(name) > 1 and absent(name) is None and not _PARTICIPLE.fullmatch(name) and not name.startswith("van ")


def named_above(label: re.Match[str] | None, lead: str | None) -> str | None:
    """`0-meting 2013: 90% voor ouderen, 99% voor jongeren` below `% bewoners dat ...` (jaarverslag-2015 p4079)."""
    return lead if label and lead and label["word"].lower() not in _ROLES and COUNTED.match(lead) else None


def words_of(text: str) -> list[str]:
    """The words of a text that mean something, in small letters: of five letters or more, or such as `e-mail`."""
    return _WORD.findall(text.lower())


def is_called(first: str, own: str) -> bool:
    """Whether a line in one cell has the name of a line in another: they share a word that means something."""
    return bool(words_of(first)) and are_alike(first, own)


def are_alike(one: str, other: str) -> bool:
    """Whether a word that means something of one text stands in the other."""
    return any(word in other.lower() for word in words_of(one)) or any(word in one.lower() for word in words_of(other))
