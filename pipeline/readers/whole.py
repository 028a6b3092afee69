"""Paragraphs and list items that hold nothing but text: most of a long page, read in one step each."""

from __future__ import annotations

from collections.abc import Set

from lxml import etree

from pipeline.readers.blocks import Writer
from pipeline.readers.lines import BREAK, blank

Element = etree._Element

WHOLE = frozenset({"p", "li"})


def write_whole(writer: Writer, element: Element, tag: str, special: Set[Element]) -> bool:
    """Whether a paragraph or item below the title holds nothing but text, and then it is written: the blocks are
    those that opening and closing it give. Elements in `special` are left to the walk."""
    if not writer.headed or writer.bold or element in special or (tag == "p" and writer.in_item):
        return False
    raw = _text(element, special)
    if raw is None:
        return False
    if tag == "p":
        writer.whole_paragraph(raw)
    else:
        writer.whole_item(raw)
    return True


def _text(element: Element, special: Set[Element]) -> str | None:
    """The text of an element that holds only text, text and `<br>`, or one paragraph of text (`<li><p>`), with
    markers for line breaks; None for all others."""
    count = len(element)
    text = element.text
    if not count:
        return text or ""
    if text is None or text.isspace():
        return _only_paragraph(element, special) if count == 1 and element.tag == "li" else None
    pieces = [text]
    for child in element:
        if child.tag != "br" or child.text or len(child) or child in special:
            return None
        pieces.append(BREAK)
        if tail := child.tail:
            pieces.append(tail)
    return "".join(pieces)


def _only_paragraph(item: Element, special: Set[Element]) -> str | None:
    paragraph = item[0]
    if paragraph.tag != "p" or len(paragraph) or paragraph in special or not blank(paragraph.tail):
        return None
    return paragraph.text or ""
