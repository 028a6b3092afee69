"""Where sentences begin and end in the prose of the report."""

from __future__ import annotations

import re

_SHORT_WORDS = """ca ad bijv bv nr nrs art blz resp incl excl max min vgl dhr mevr mw dr ir drs mr ing st jhr prof
plm zgn evt afd gem div vnl mln mld ong"""
_ABBREVIATIONS = frozenset(_SHORT_WORDS.split())
# An abbreviation that may as well close a sentence counts as its end when a capital follows.
_ALSO_CLOSING = frozenset(("mln", "mld"))
# Opens with one set of characters, because a search for those is the fastest there is.
_CANDIDATE = re.compile(r"[.!?…\n](?:(?<=\n)|[.!?…]*[\"”’')\]]*\s+(?=(?P<next>[\"“‘'(]*[A-ZÀ-Þ€0-9])))")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence. A newline ends one; a point does not after an abbreviation (`m.b.t.`, `ca.`,
    `ad.`), an initial, or the number of a list line (`1. Formatie`); a thousands point has no space behind it."""
    spans, start = [], 0
    for found in _CANDIDATE.finditer(text):
        if found[0] == "\n" or _ends(text, start, found):
            spans.append((start, found.start() + len(found[0].rstrip())))
            start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    if found[0][0] != ".":
        return True
    begin = max(text.rfind(" ", start, found.start()) + 1, start)
    token = text[begin : found.start()].lstrip("(“\"‘'")
    first_on_line = begin == start
    if token.isdigit():
        return not (first_on_line and len(token) <= 3)
    lowered = token.lower()
    if lowered in _ALSO_CLOSING:
        return found["next"][-1].isalpha()
    return not (lowered in _ABBREVIATIONS or len(token) == 1 or _DOTTED.fullmatch(token))
