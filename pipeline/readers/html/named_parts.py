"""Parts of a page that print no heading and are named by an attribute: `<section aria-label="Criteria">`, `<x-panel
heading="Criteria">`, a list that a link in a menu names. The name becomes their heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.counts import name_on
from pipeline.readers.html.elements import HEADINGS, shown
from pipeline.readers.html.visibility import is_hidden
from pipeline.readers.lines import clean
from pipeline.readers.table_labels import names_part, tab

Element = etree._Element

_NAMES = ("aria-label", "heading", "header", "label", "title", "data-title", "data-heading")
_OF_PARTS = frozenset({"section", "article", "div", "fieldset", "form", "ul", "ol", "dl"})
_LISTS = frozenset({"ul", "ol", "dl"})
_SECTIONS = frozenset({"section", "article", "fieldset"})
_ROLES = frozenset({"region", "group", "tabpanel", "article"})
_BLOCKS = ("p", "div", "li", "table", "dl", "section")
_MENUS = frozenset({"navigation", "tablist", "menu", "menubar"})
_PRINTED = (*HEADINGS, "summary", "button", "legend", "strong", "b", "dt")
_TITLE = re.compile(r"(?:Doel|Ambitie) \d{1,2}\.\d")
_LONGEST = 300  # characters of a name: the longest doelzin has 230
_OPENING = 15  # characters before the name that a part prints itself: an icon, a number
_DEEPEST = 6


def head_named_parts(attributes: Attributes) -> None:
    """Give, in place, such parts of a page their name as a heading. Any name of a part of the report counts; another
    one beside parts that are named so (a goal of 2014-2016), or inside one (a theme)."""
    names = dict(_named(attributes))
    parts = {part for part, name in names.items() if names_part(name) or tab(name) or _TITLE.match(name)}
    parts.update(_with_parts_inside(names))
    if not parts:
        return
    beside = {around for part in parts if (around := part.getparent()) is not None}
    parts.update(part for part in names if _is_section(part) and _stands_among(part, parts, beside))
    for part in [part for part in names if part in parts]:
        if not _prints(part, names[part]):
            _head(part, names[part], 2 + sum(outer in parts for outer in part.iterancestors()))


def _with_parts_inside(names: dict[Element, str]) -> Iterator[Element]:
    """Two or more sections side by side that hold parts of the report below their own headings: one alone is a frame
    around the page (`Hoofdinhoud`)."""
    around: dict[Element | None, list[Element]] = {}
    for part in filter(_is_section, names):
        if any(names_part(shown(heading)) for heading in part.iterdescendants(*HEADINGS)):
            around.setdefault(part.getparent(), []).append(part)
    for sections in around.values():
        if len({names[part] for part in sections}) > 1:
            yield from sections


def _named(attributes: Attributes) -> Iterator[tuple[Element, str]]:
    """The parts of the page with an attribute that names them, and their names, the surest attribute last."""
    for attribute in reversed(_NAMES):
        for part, value in attributes.of(attribute):
            if (name := clean(value)) and _may_be_part(part, name):
                yield part, name
    by_id = attributes.of("aria-labelledby")
    ids = {value: element for element, value in attributes.of("id")} if by_id else {}
    for part, value in by_id:
        found = [ids[one] for one in value.split() if one in ids]
        name = clean(" ".join(map(name_on, found)))
        if found and all(map(_is_no_heading, found)) and _may_be_part(part, name):
            yield part, name


def _may_be_part(part: Element, name: str) -> bool:
    if part.tag not in _OF_PARTS or not 0 < len(name) <= _LONGEST or part.get("role") in _MENUS:
        return False
    if not any(map(str.isalpha, name)):  # `2 / 7` of slides
        return False
    return next(part.iterdescendants(*_BLOCKS), None) is not None and next(part.iter("h1"), None) is None


def _is_no_heading(element: Element) -> bool:
    """Whether what names a part is a link of a menu, a tab or hidden: then it stands above no text."""
    if element.tag in HEADINGS and not is_hidden(element):
        return False  # of an accordion, that plays a tab
    return any(
        around.tag == "nav" or around.get("role") in _MENUS or around.get("role") == "tab" or is_hidden(around)
        for around in (element, *element.iterancestors())
    )


def _is_section(part: Element) -> bool:
    """A frame around nothing but a table is named for those who hear it (`Tabel met cijfers`)."""
    return (part.tag in _SECTIONS or part.get("role") in _ROLES) and (
        next(part.iter("table"), None) is None or any(_is_outside_table(text) for text in part.iter("p", "li"))
    )


def _is_outside_table(element: Element) -> bool:
    return next(element.iterancestors("table"), None) is None


def _stands_among(part: Element, parts: set[Element], beside: set[Element]) -> bool:
    return part.getparent() in beside or any(outer in parts for outer in part.iterancestors())


def _prints(part: Element, name: str) -> bool:
    """Whether a part prints its name itself, or stands right below it."""
    first = next(part.iterdescendants(*_PRINTED), None)
    if name in shown(part)[: len(name) + _OPENING] or (first is not None and shown(first) == name):
        return True
    above: Element | None = part
    while above is not None and above.getprevious() is None:
        above = above.getparent()
    before = above.getprevious() if above is not None else None
    return before is not None and shown(before)[-len(name) :] == name and not _is_no_heading(before)


def _head(part: Element, name: str, level: int) -> None:
    heading = etree.Element(f"h{min(level, _DEEPEST)}")
    heading.text = name
    if part.tag in _LISTS:
        part.addprevious(heading)
        return
    heading.tail, part.text = part.text, None
    part.insert(0, heading)
