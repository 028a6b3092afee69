"""The printed lines of one cell, or of any element that is read as one text, such as a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.readers.lines import BREAK, FRESH, INDENT, below_title, blank, clean

Element = etree._Element

_INLINE_NAMES = """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q s samp
    small span strike strong sub sup time tt u var wbr img o:p"""
_SILENT_NAMES = (
    "script style template svg noscript noframes iframe object math audio video canvas select textarea datalist applet"
)
INLINE = frozenset(_INLINE_NAMES.split())
BOLD = frozenset({"b", "strong"})
_TITLED = BOLD | {"p"}
SILENT = frozenset(_SILENT_NAMES.split())
_PLAIN = INLINE | {"p", "div", "center"}  # around the whole text of a cell these change nothing
_LISTS = frozenset({"ul", "ol"})
_LEFT_OUT = SILENT | {"td", "th", "tr"}  # cells that an unclosed cell seems to hold are cells of their own
_YEAR_BEFORE = re.compile(r"\s*((?:19|20)\d\d)(?=[\w<>≤≥-])")  # an element of its own in front of the value
_BULLETS = "·▪‣◦\uf0b7"
_BULLET = re.compile(rf"^([ ]*)[{_BULLETS}]\s*", re.MULTILINE)


def cell_text(cell: Element) -> str:
    """Lines of a cell: `<br>`, paragraphs and list items begin a line; nested tables are left out."""
    raw = _one_string(cell) if len(cell) else cell.text or ""
    titled = raw is None and cell[0].tag in _TITLED
    if raw is None:
        raw = "".join(_pieces(cell))
        if len(cell) > 1 and (year := _YEAR_BEFORE.match(raw)) and (cell[0].text or "").strip() == year[1]:
            raw = f"{year[1]}{FRESH}{raw[year.end() :]}"
    text = raw.strip() if raw.isprintable() and "  " not in raw else clean(raw)
    if titled and "." in text:
        text = below_title(text, _bold_opening(cell))
    return _BULLET.sub(r"\1• ", text) if not text.isascii() and any(map(text.__contains__, _BULLETS)) else text


def _bold_opening(cell: Element) -> str:
    """The bold words that the text of a cell opens with, in its first paragraph or not."""
    first = cell[0]
    if first.tag == "p" and len(first) and blank(first.text):
        cell, first = first, first[0]
    return clean("".join(map(str, first.itertext()))) if first.tag in BOLD and blank(cell.text) else ""


def _one_string(cell: Element) -> str | None:
    """The text of a cell that holds one string, however wrapped; None for all others."""
    element = cell
    while count := len(element):
        if count > 1 or ((text := element.text) and text.strip()):
            return None
        element = element[0]
        if element.tag not in _PLAIN or ((tail := element.tail) and tail.strip()):
            return None
    return element.text or ""


def _pieces(cell: Element) -> Iterator[str]:
    """The text of a cell with a marker at every border that ends a line."""
    if cell.text:
        yield cell.text
    lists = 0
    stack: list[tuple[Iterator[Element], Element]] = [(iter(cell), cell)]
    while stack:
        children, parent = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            lists -= parent.tag in _LISTS
            if parent is not cell:
                yield _after(parent)
        elif (mark := _instead(child)) is not None:
            yield mark + (child.tail or "")
        else:
            lists += child.tag in _LISTS
            yield _before(child, lists)
            stack.append((iter(child), child))


def _instead(child: Element) -> str | None:
    """What stands for an element that is not walked into; None for all others."""
    tag = child.tag
    if tag == "br":
        return BREAK
    if tag == "p" and not len(child) and blank(child.text):
        return BREAK + BREAK  # an empty paragraph is an empty line
    if tag == "table":
        return FRESH
    return "" if tag in _LEFT_OUT else None


def _before(child: Element, lists: int) -> str:
    text = child.text or ""
    if child.tag in INLINE:
        return text
    return f"{FRESH}{INDENT * max(0, lists - 1)}• {text}" if child.tag == "li" else FRESH + text


def _after(element: Element) -> str:
    tail = element.tail or ""
    return tail if element.tag in INLINE else FRESH + tail
