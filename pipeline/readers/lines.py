"""Pieces of text between tags -> lines as a browser would show them."""

from __future__ import annotations

import re

BREAK = "\x0b"  # <br>: always ends a line
FRESH = "\x0c"  # the border of a block: ends a line only where one was begun
INDENT = "\x02"  # two spaces before a nested list item in a cell


# Soft hyphens, zero-width characters, direction marks and word joiners: nobody sees them. Characters of private use are
# icons, but for the bullets that Word takes from Symbol and Wingdings.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ue000-\uf09f\uf100-\uf8ff]")


# blanks that keep a number together: `1 250 000` with thin ones is one amount
_APART = re.compile("(?<!\\d)\\d{1,3}(?:[\u2009\u202f]\\d{3})+(?!\\d)")


def with_whole_numbers(text: str) -> str:
    """`text` with the points of thousands for thin blanks inside numbers."""
    if "\u2009" not in text and "\u202f" not in text:
        return text
    return _APART.sub(lambda found: re.sub("[\u2009\u202f]", ".", found[0]), text)


def clean(raw: str) -> str:
    """`raw` with every run of white space as one space, stripped, and markers as newlines; at most one blank line
    in a row stays."""
    if raw.isprintable() and "  " not in raw:  # a no-break space is not printable
        return raw.strip()
    if "\xa0" in raw:
        raw = raw.replace("\xa0", " ")
    if BREAK in raw or FRESH in raw:
        return _lines(raw)
    if not raw.isascii():
        raw = with_whole_numbers(raw)
        if _INVISIBLE.search(raw):
            raw = _INVISIBLE.sub("", raw)
    return " ".join(raw.split())


def _lines(raw: str) -> str:
    lines: list[str] = []
    for printed in raw.split(BREAK):
        shown = [line for part in printed.split(FRESH) if (line := clean(part))] if printed else None
        if shown:
            lines += shown
        elif lines and lines[-1]:
            lines.append("")
    text = "\n".join(lines).strip("\n")
    return text.replace(INDENT, "  ") if INDENT in text else text


_TITLE = re.compile(r"[A-ZÀ-Þ0-9][^\n€]{1,80}[\w)]")
_TIES = re.compile(r"\b(?:aan|als|bij|dat|de|die|door|een|en|het|in|is|met|naar|of|om|op|over|te|tot|van|voor|zijn)\Z")
_SENTENCE = re.compile(
    r" (?:Aandeel|Aantal|Alle|Als|Bij|De|Deze|Dit|Door|Een|Er|Het|In|Met|Om|Onze|Ook|Op|Percentage|Via|Voor|We|Wij)"
    r" [^\n]{10,}[.!](?!\S)",
)


def below_title(text: str, bold: str) -> str:
    """`text` with a new line behind the bold words that it opens with, where these are a title and what follows is a
    sentence: `Woonvisie` in bold before `De visie geeft richting.`"""
    rest = text[len(bold) :] if bold and text.startswith(bold) else ""
    if _SENTENCE.match(rest) is None or _TITLE.fullmatch(bold) is None or _TIES.search(bold):
        return text
    return f"{bold}\n{rest.lstrip()}"


def blank(raw: str | None) -> bool:
    """Whether nothing of `raw` is shown."""
    return not raw or not raw.strip()
