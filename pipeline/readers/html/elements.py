"""What an element prints, what stands inside it, and what it is named: the questions that all readers ask."""

from __future__ import annotations

from functools import lru_cache, partial

from lxml import etree

from pipeline.readers.lines import clean

Element = etree._Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CONTENT = ("h1", "h2", "h3", "h4", "table")
"""Tags of what only the report prints, and no menu or bar of the site."""
_LABEL_ATTRIBUTES = ("aria-label", "class", "id")
# the same string as that of `etree.XPath("string()")`, in half the time
text_of = partial(etree.tostring, method="text", encoding="unicode", with_tail=False)
_count_links = etree.XPath("count(descendant::a)")
_LONG = 2_000  # characters: the great menu, the same on all pages of a publication
_clean_long = lru_cache(maxsize=8)(clean)


def shown(element: Element) -> str:
    """All text of `element` on one line."""
    text = str(text_of(element))
    return clean(text) if len(text) < _LONG else _clean_long(text)


def links_in(element: Element) -> int:
    """How many links stand inside `element`."""
    count = _count_links(element)
    return int(count) if isinstance(count, float) else 0


def holds_content(element: Element) -> bool:
    """Whether a table or a heading stands inside `element`."""
    return next(element.iterdescendants(*CONTENT), None) is not None


def holds_table(element: Element) -> bool:
    """Whether `element` is a table or has one inside."""
    return next(element.iter("table"), None) is not None


def holds_heading(element: Element) -> bool:
    """Whether a heading stands inside `element`."""
    return next(element.iterdescendants(*HEADINGS), None) is not None


def labelled(element: Element, *words: str) -> bool:
    """Whether the element's class, id or aria-label contains one of `words` (lower case)."""
    for name in _LABEL_ATTRIBUTES:
        value = element.get(name)
        if value:
            value = value.lower()
            if any(map(value.__contains__, words)):
                return True
    return False
