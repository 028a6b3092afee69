"""Words that pages print beside an amount: its size (`156 miljoen`), and whether it is good or bad (`300 V`)."""

from __future__ import annotations

import re

from pipeline.dutch.footnotes import without_mark

SCALES = {
    "duizend": 1_000, "k": 1_000, "ton": 100_000, "miljoen": 1_000_000, "mln": 1_000_000, "mio": 1_000_000,
    "m": 1_000_000, "miljard": 1_000_000_000, "mld": 1_000_000_000,
}  # fmt: skip
"""What a number in running text counts, by the word behind it in lower case."""
SCALE = rf"(?: {{0,3}}(?:{'|'.join(word for word in SCALES if len(word) > 1)})\b|[kKM]\b)"
"""Such a word with the blanks before it, as part of a pattern."""
MILLION = r"miljoen|mln\b\.?"
"""The size that numbers of indicators and of tables print, as part of a pattern."""
_MILLION_BEHIND = (" miljoen", " mln", " mln.")

MARKS = ("N", "V")
"""Nadeel and voordeel, as other municipalities print them behind an amount, before it or in a cell of their own."""
_BEHIND, _BEFORE = tuple(f" {mark}" for mark in MARKS), tuple(f"{mark} " for mark in MARKS)
MARK_BEHIND = r"(?:(?<=[0-9]) ?[NV])?"
"""One of MARKS behind a number, or nothing, as part of a pattern."""
_MARKED_ENDS = (*MARKS, ")", "*", "¹", "²")
_MARKED = re.compile(r"(.*\d) ?\(?([NV])\)?")
_MARKED_BEFORE = re.compile(r"([NV]) ?(?=€|\d{1,3}\.\d{3}|\d+\Z)((?:€ ?)?\d[\d.]*)")


def marked_bedrag(text: str) -> tuple[str, str] | None:
    """The amount and the mark of `300 V`, `300V`, `300 (N)`, and of `V12.000` and `N 31.393` (financien.uden.nl,
    capelleaandenijssel.begrotingsapp.nl); None for a text without a mark beside it."""
    if text.endswith(_MARKED_ENDS) and (found := _MARKED.fullmatch(without_mark(text.strip()))):
        return found[1], found[2]
    if text.startswith(MARKS) and (found := _MARKED_BEFORE.fullmatch(text.strip())):
        return found[2], found[1]
    return None


def without_word(text: str) -> str:
    """`68.607` of `68.607 N`, `602` of `V 602`, `156` of `156 miljoen` (jaarverslag-2018 p18380); a text without such a
    word as it is. Whether the rest is an amount is not asked."""
    if text.endswith(_BEHIND):
        return text[:-2]
    if text.endswith(_MILLION_BEHIND):
        return text.rpartition(" ")[0]
    return text[2:] if text.startswith(_BEFORE) else text
