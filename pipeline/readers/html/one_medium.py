"""What a page prints twice, side by side: once for wide screens and once for small ones or for paper. Its classes say
so, in the words of the usual style sheets; the words of both say that one is a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from pipeline.model import Finding, Grid
from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.elements import holds_table
from pipeline.readers.html.visibility import COPY

Element = etree._Element

_ONE_MEDIUM = re.compile(
    r"(?<![a-z])(?:print|mobile|mobiel|phone|tablet|desktop)(?![a-z])"
    r"|(?<![a-z])(?:d|visible|hidden|show|hide)-(?:for-|only-|print-|up-|down-)?(?:none|xs|sm|md|lg|xl|print|small|medium|large)"
    r"|(?<![a-z])(?:sm|md|lg|xl|print):(?:hidden|block|flex|grid|table|inline)"
    r"|(?:small|large|phone|print|screen)-?only",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"div", "section", "article", "aside", "p", "ul", "ol", "dl", "table", "figure"})
_MOST_LEFT_OUT = 2  # of the words of a table one in so many: cards may leave out its title and its unit


@lru_cache(maxsize=4096)  # the pages of a publication have the same few
def says_medium(classes: str) -> bool:
    """Whether the classes of an element say that it is for one medium."""
    return _ONE_MEDIUM.search(classes) is not None


def may_hold_twins(attributes: Attributes) -> bool:
    """Whether a class of the page says that something is for one medium."""
    return any(map(says_medium, {name for _, name in attributes.of("class")}))


def leave_out_twins(attributes: Attributes) -> Iterator[Element]:
    """The copies on a page, each hidden from here on: the later one of two that print the same, cards beside the table
    that prints all their words."""
    for element, name in attributes.of("class"):
        if element.tag not in _BLOCKS or not says_medium(name):
            continue
        after = element.getnext()
        if after is None or after.tag not in _BLOCKS or (element.tail and not element.tail.isspace()):
            continue
        other = after.get("class") or ""
        if other != name and says_medium(other) and (copy := _copy_of(element, after)) is not None:
            copy.set("hidden", COPY)
            yield copy


def not_used(table: Grid, number: int, *, copy: bool) -> Finding:
    """What tells of a hidden table: TABLE_COPY (info) for a copy, else HIDDEN_TABLE (INTEGRITY row 27)."""
    first = next(cell.text for row in table.rows for cell in row if cell.text)[:80]
    if copy:
        message = "a table that the page prints again for other screens or for paper is recorded, not used"
        return Finding("info", "TABLE_COPY", message, f"table {number}", first, "each table once")
    message = "a table that the page does not show is recorded, not used"
    return Finding("warning", "HIDDEN_TABLE", message, f"table {number}", first, "a table that shows")


def _copy_of(first: Element, second: Element) -> Element | None:
    if first.get("hidden") == COPY:
        return None
    words, others = _words(first), _words(second)
    if words and "".join(words) == "".join(others):
        return second
    tables = holds_table(first), holds_table(second)
    if tables == (True, False) and _are_all_of(set(others), set(words)):
        return second
    return first if tables == (False, True) and _are_all_of(set(words), set(others)) else None


def _are_all_of(words: set[str], table: set[str]) -> bool:
    return words <= table and len(words) * _MOST_LEFT_OUT >= len(table)


def _words(element: Element) -> list[str]:
    return " ".join(map(str, element.itertext())).split()
