"""Printed text as the datasets keep it: single spaces, a newline between lines, no blank ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..model import Block, Grid, Heading, Ignored, Item

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_CHARACTERS = {**_SPACES, **_INVISIBLE}
_RUN = re.compile(r" {2,}")
_NOTHING = re.compile(
    r"(?:(?:niet|nog niet) van toepassing|n\.? ?v\.? ?t\.?|(?:er (?:zijn|waren|is|was) )?geen"
    r"(?: (?:nieuwe|lopende|stoppende|aanvullende|kaderstellende|specifieke))?"
    r"(?: (?:activiteiten|criteria|indicatoren|afwijkingen|nota(?:['’]s)?|beleidsdocumenten|bijzonderheden))?"
    r"(?: (?:gepland|voorzien|vastgesteld|te melden))?|[-–—.|\s]*)[.!]?",
    re.IGNORECASE,
)
_LONGEST_NOTHING = 60  # characters of its words; dashes may be more


@lru_cache(maxsize=2048)  # four rooms ask for each block of a page
def tidy(text: str) -> str:
    """`text` with single spaces and one newline between lines; no-break spaces become spaces; soft hyphens,
    zero-width characters and the ` |` that one-column layout tables leave behind (jaarverslag-2018 p18906) go."""
    if not text.isprintable():  # true for all but the space among blanks, so that clean text passes in one scan
        if "\u00a0" in text:
            text = text.replace("\u00a0", " ")
        if not text.replace("\n", "").isprintable():
            text = text.translate(_CHARACTERS)
        if "\n" in text:
            text = "\n".join(filter(None, map(str.strip, text.split("\n"))))
    if "  " in text:
        text = _RUN.sub(" ", text)
    text = text.strip()
    return text.rstrip("| ") if text.endswith(" |") else text


def one_line(text: str) -> str:
    """`tidy` with the lines of the text joined by a space."""
    return tidy(text).replace("\n", " ")


def is_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing: `Niet van toepassing.`, `n.v.t.`, `-`."""
    return (len(text) <= _LONGEST_NOTHING or not text[0].isalnum()) and _NOTHING.fullmatch(text) is not None


def as_text(blocks: Iterable[Block]) -> str:
    """Blocks as text, one a line: list items open with `• `, two spaces of indent a level deeper. Tables and
    ignored text are left out; layout tables stand among the blocks as blocks of their own."""
    lines = []
    for block in blocks:
        if isinstance(block, (Grid, Ignored)) or not (text := tidy(block.text)):
            continue
        if isinstance(block, Item):
            lines.append(f"{'  ' * (block.level - 1)}• {text}")
        else:
            lines.append(text.replace("\n", " ") if isinstance(block, Heading) else text)
    return "\n".join(lines)
