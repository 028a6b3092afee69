"""What a page prints, as far as a night must tell whether two pages are one, or have nothing in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..dutch.dates import STAMP_OPENS
from ..sources.raw_store import number_of
from ..sources.site.markup import text_of, title_and_headings, words_beside_links

_LONG = 5  # characters: shorter words are in every Dutch text
_NOTHING = 0.2
"""Of two pages of one report with other titles (1,804 pairs), half share less than 7 % of their long words; a page and
its next version share nearly all."""
_FEW = 10  # long words: such a page is of links, and says nothing


@dataclass(frozen=True, slots=True)
class Printed:
    """Slug, title and headings, and the words aside from links and build stamp."""

    slug: str
    titles: tuple[str, ...]
    words: str


def printed(path: str, content: bytes) -> Printed:
    markup = text_of(content)
    words = words_beside_links(markup).partition(STAMP_OPENS)[0].strip()
    return Printed(slug_of(path), tuple(title_and_headings(markup)), words)


def slug_of(path: str) -> str:
    """What stands behind the number of a page."""
    return path.removeprefix(number_of(path))


def print_the_same(content: bytes, other: bytes) -> bool:
    """Whether two pages differ in nothing but links and build stamp."""
    return printed("", content) == printed("", other)


def share_of_words(page: Printed, other: Printed) -> float:
    """Which share of the words of a page is on the other one; 1 for a page without words."""
    words, there = Counter(page.words.split()), Counter(other.words.split())
    return sum((words & there).values()) / sum(words.values()) if words else 1.0


def nothing_in_common(content: bytes, other: bytes) -> bool:
    """Whether a page has no title and no heading of the other one, and hardly a word of it."""
    before, now = printed("", content), printed("", other)
    words, there = _long_words(before), _long_words(now)
    if len(words) < _FEW or set(before.titles) & set(now.titles):
        return False
    return len(words & there) < _NOTHING * len(words)


def _long_words(page: Printed) -> set[str]:
    return {word for word in page.words.lower().split() if len(word) >= _LONG and word.isalpha()}
