"""Run-in headings: the theme a list or paragraph stands under.

HTML prints them bold or as a heading; a text export has lost the bold, so that only the shape is left: a short
line without final punctuation before a list, or the first line of a paragraph (jaarverslag-2024 p49571,
begroting-2026 p50287). Shape is tried in every form, so that all forms of a page give the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Block, Grid, Heading, Ignored, Item, Paragraph, record
from .lines import tidy

_LONGEST = 90
_MOST_WORDS = 12
_LONGEST_BOLD = 160
# Words that make a sentence of a line: finite verbs, pronouns and words that announce what follows.
_WORDS_OF_SENTENCES = (
    "is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen zal zullen moet moeten wil willen"
    " gaan gaat doen doet komt komen blijft blijven blijkt geldt gelden staat staan volgt volgen zie we wij ik er dit"
    " dat daarom daarnaast hiermee hierbij hierdoor deze ook volgende onderstaande onderstaand betreft zorgt"
    " zetten zet maakt krijgt krijgen vindt vinden levert leveren voeren bieden"
)
_SENTENCE_WORDS = frozenset(_WORDS_OF_SENTENCES.split())
_WORDS_THAT_ANNOUNCE = "door op om voor met naar in dat als uit van zoals onder waaronder tot aan bij"
_ANNOUNCING = frozenset(_WORDS_THAT_ANNOUNCE.split())
_OPENS = re.compile(r"(?:\d{1,3}[.)] ?|[A-Z][.)] )?[\"“”‘’'(]?[A-ZÀ-Þ0-9]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS_SENTENCE = ("!", "?", ";", ",", "…")
# `Benutten van initiatieven (zie ook doel 6.4.2)`: the reference is no part of the shape (begroting-2019 p15940).
_REFERENCE = re.compile(r" ?\((?:zie )?(?:ook )?doel(?:en)? \d[\d., en]*\)$", re.IGNORECASE)


@record
class Part:
    """A paragraph (`level` 0) or list item and the theme it stands under. `segment` counts the openings of a
    theme or subtheme, so that two stretches under the same name stay apart."""

    block_no: int
    theme: str | None
    subtheme: str | None
    segment: int
    text: str
    level: int


@lru_cache(maxsize=2048)  # activities and amounts are both read below titles
def looks_like_title(line: str, *, may_close: bool = False) -> bool:
    """Whether a single tidy line has the shape of a run-in heading: short, no sentence, no amount. With `may_close`
    it may end with a point (`Sterke groeistad.`, above other lines of its paragraph or a list)."""
    line = _REFERENCE.sub("", line) if line.endswith(")") else line
    if not 2 < len(line) <= _LONGEST or "€" in line or ": " in line or not _OPENS.match(line):
        return False
    words = [word.lower() for word in _WORD.findall(line)]
    if not words or len(words) > _MOST_WORDS or line.endswith(_ENDS_SENTENCE):
        return False
    if line[-1] == "." and not (may_close and len(words) <= 3):
        return False
    if line[-1] == ":" and (len(words) > 5 or words[-1] in _ANNOUNCING):
        return False
    return not _SENTENCE_WORDS.intersection(words)


def speaks(line: str) -> bool:
    """Whether a line holds a word that makes a sentence of it, such as a finite verb."""
    return not _SENTENCE_WORDS.isdisjoint(word.lower() for word in _WORD.findall(line))


def title_text(line: str) -> str:
    """A run-in heading without the colon or point it may end with."""
    return line.rstrip(" :.")


def _bold_titles(text: str, lead: str) -> tuple[list[str], str] | None:
    """The bold lines a paragraph opens with and the rest, or None where the bold is emphasis in a sentence."""
    if not text.startswith(lead):
        return None
    lines, rest = lead.split("\n"), text[len(lead) :]
    if len(lines) > 2 or any(len(line) > _LONGEST_BOLD or "€" in line for line in lines):
        return None
    whole = not rest or rest[0] == "\n" or lead[-1] == ":"
    sentence = lead[-1] in ".;,…" and len(lead.split()) > 6
    return (lines, rest.strip()) if whole and not sentence else None


def split_titles(paragraph: Paragraph, following: Block | None) -> tuple[list[str], str]:
    """The run-in headings (0, 1 or 2 lines) a paragraph opens with, and its other lines. A title needs something
    behind it: the last paragraph of a section is text."""
    text = tidy(paragraph.text)
    has_content = following is not None and not isinstance(following, Heading)
    if paragraph.lead and (bold := _bold_titles(text, tidy(paragraph.lead))) and (bold[1] or has_content):
        return bold
    lines = text.split("\n")
    if not looks_like_title(lines[0], may_close=len(lines) > 1 or isinstance(following, Item)):
        return [], text
    if len(lines) == 1:
        return (lines, "") if has_content else ([], text)
    if len(lines) == 2 and isinstance(following, Item) and looks_like_title(lines[1]) and lines[1][-1] != ":":
        return lines, ""
    return lines[:1], "\n".join(lines[1:])


@dataclass(slots=True)
class _Outline:
    """Where the reading stands: the open theme and subtheme, and the heading levels that opened them."""

    seen: set[str]
    theme: str | None = None
    subtheme: str | None = None
    segment: int = 0
    level: int | None = None
    sublevel: int | None = None
    empty: bool = False  # nothing but titles since the theme was opened

    def open(self, titles: Sequence[str], level: int | None = None, *, single: bool = True) -> None:
        first, *others = (title_text(title) for title in titles)
        self.segment += 1
        if others:
            self._theme(first, level)
            self.subtheme = others[0]
        elif self._below(first, level, single):
            self.subtheme, self.sublevel = first, level
        else:
            self._theme(first, level)

    def _theme(self, name: str, level: int | None) -> None:
        self.theme, self.subtheme, self.level, self.sublevel, self.empty = name, None, level, None, True
        self.seen.add(name)

    def _below(self, name: str, level: int | None, single: bool) -> bool:
        if self.theme is None or name in self.seen:
            return False
        if level is not None and self.level is not None and level != self.level:
            return level > self.level
        if level is not None and self.sublevel is not None and self.sublevel != level:
            return False
        return single and (self.subtheme is not None or self.empty)


def outline(
    blocks: Sequence[tuple[int, Block]], seen: set[str], wanted: Callable[[str], bool] | None = None
) -> Iterator[Part]:
    """Paragraphs and items of one section with their theme. `seen` holds the names of themes met before on the
    page and is extended: a line that was a theme once is never a subtheme (begroting-2026 p50287 repeats its
    themes below each category). Only parts whose text is `wanted` are given."""
    at = _Outline(seen)
    content = [(no, block) for no, block in blocks if not isinstance(block, (Grid, Ignored))]
    for place, (no, block) in enumerate(content):
        if isinstance(block, Item):
            at.empty = False
            if wanted is None or wanted(block.text):
                yield Part(no, at.theme, at.subtheme, at.segment, tidy(block.text), block.level)
            continue
        if isinstance(block, Heading) and "€" not in block.text:
            at.open([tidy(block.text).replace("\n", " ")], block.level)
            continue
        following = content[place + 1][1] if place + 1 < len(content) else None
        titles, text = split_titles(block, following) if isinstance(block, Paragraph) else ([], tidy(block.text))
        if titles and at.empty and not text and not isinstance(following, Item):
            titles, text = [], tidy(block.text)  # a second line of text below a theme, not a pair of titles
        if titles:
            at.open(titles, single=not text)
        if text:
            at.empty = False
            if wanted is None or wanted(text):
                yield Part(no, at.theme, at.subtheme, at.segment, text, 0)
