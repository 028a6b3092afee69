"""Texts that a browser shows side by side and that markup without a blank runs together: a label and its value
(`<label>Budget</label><span>€ 12.000</span>`), boxes of a flexible row, a title and its small print."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.html.elements import HEADINGS, text_of
from pipeline.readers.lines import blank

Element = etree._Element

_SIDES = ("span", "strong", "b", "em", "i", "label", "small", "time", "data", "output", "mark")
_AROUND = frozenset({*_SIDES, "abbr"})
_OF_TEXT = frozenset({"p", "li", "td", "th", *HEADINGS})  # in these tools write one text as many spans
_CELLS = frozenset({"td", "th"})
_LINKED = frozenset({"p", "li", "td", "dd"})  # elsewhere links may be tabs
# `houder|Ed`, `Lasten|12.000`, `Budget|€`, `3|woningen`, `2024|Zwembad`; never within a word (`be|steden`) or number
_APART = re.compile(
    r"(?:[a-zà-ÿ]{3}|[\d%).:;!?])\0(?:[A-ZÀ-Ý][a-zà-ÿ]|[A-ZÀ-Ý]{2})|[a-zà-ÿ]{3}\0\d[\d.,]{2}|[\w)%]\0€|\d\0[a-zà-ÿ]{4}"
)
_TOUCH = re.compile(r"[\w)%.:]\0[\w€(]")
_ROW = re.compile(r"(?:^|\s)(?:(?:d-|inline-)?flex|row|columns)(?:\s|$)")
_BOX = re.compile(r"label|value|waarde|key|term|status|\bcol\b|col-|cell|field|\bd[td]\b")
_BOX_STYLE = re.compile(r"display\s*:\s*(?:inline-(?:block|flex)|table-cell|(?:inline-)?(?:flex|grid))|float\s*:")


def part_neighbours(root: Element) -> None:
    """Write a line break behind a label and between two links, and a blank between all others of such texts: in rows of
    spans, too, that may be those of a table."""
    for element in list(root.iter("a", *_SIDES)):
        before, parent = element.getprevious(), element.getparent()
        if parent is None:
            continue
        if element.tag == "label":
            _part_label(element)
        if before is None or before.tail:
            if element.tag == "small" and parent.tag in HEADINGS:
                _put_blank(before, parent)
        elif element.tag == "a":
            if before.tag == "a" and parent.tag in _LINKED and _are_links(before, element):
                element.addprevious(etree.Element("br"))
        elif before.tag in _AROUND and _stand_apart(before, element, parent):
            before.tail = " "


def _part_label(label: Element) -> None:
    """What follows the label that opens a block, or touches any label, stands on the next line."""
    tail, parent = label.tail or "", label.getparent()
    if parent is None or blank(str(text_of(label))):
        return
    opens = label.getprevious() is None and blank(parent.text) and len(parent) > 1 and blank(tail)
    if opens or tail[:1].isalnum() or (not tail and label.getnext() is not None):
        line = etree.Element("br")
        line.tail, label.tail = label.tail, None
        label.addnext(line)


def _are_links(before: Element, element: Element) -> bool:
    return before.get("href") != element.get("href") and _APART.search(_border(before, element)) is not None


def _border(before: Element, element: Element) -> str:
    return f"{str(text_of(before))[-3:]}\0{str(text_of(element))[:5]}"


def _stand_apart(before: Element, element: Element, parent: Element) -> bool:
    if parent.tag in _CELLS and str(text_of(before)).strip().isdigit():
        return False  # a year above its value (`cells.cell_text`), a number in two parts
    border = _border(before, element)
    if (before.tag != element.tag or parent.tag not in _OF_TEXT) and _APART.search(border):
        return True
    return _TOUCH.search(border) is not None and (_is_row(parent) or (_is_box(before) and _is_box(element)))


def _is_row(parent: Element) -> bool:
    style = parent.get("style") or ""
    return "flex" in style or "grid" in style or _ROW.search(parent.get("class") or "") is not None


def _is_box(element: Element) -> bool:
    shown_apart = _BOX_STYLE.search(element.get("style") or "") is not None
    return shown_apart or _BOX.search(element.get("class") or "") is not None


def _put_blank(before: Element | None, heading: Element) -> None:
    """A blank before small print in a heading."""
    if before is not None:
        before.tail = f"{before.tail} "
    elif heading.text:
        heading.text = f"{heading.text} "
