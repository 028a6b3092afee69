"""Paragraphs and list items that hold nothing but text: most of a long page, read in one step each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from lxml import etree

from pipeline.readers.html.blocks import Writer
from pipeline.readers.lines import BREAK, blank

Element = etree._Element

_WHOLE = frozenset({"p", "li"})


def but_whole(elements: Iterable[Element], writer: Writer, special: Set[Element]) -> Iterator[Element]:
    """`elements`, but those paragraphs and items below the title that hold nothing but text: these are written in
    passing, in the blocks that opening and closing them would give. Elements in `special` are left to the walk."""
    for element in elements:
        tag = element.tag
        if (
            tag not in _WHOLE
            or not writer.headed
            or writer.bold
            or element in special
            or (tag == "p" and writer.in_item)
            or (raw := _text(element, special) if len(element) else element.text or "") is None
        ):
            yield element
            continue
        if tag == "p":
            writer.whole_paragraph(raw)
        else:
            writer.whole_item(raw)
        if (tail := element.tail) and (writer.parts or not tail.isspace()):
            writer.add(tail)


def _text(element: Element, special: Set[Element]) -> str | None:
    """The text of an element with elements in it that holds text and `<br>`, or one paragraph of text (`<li><p>`),
    with markers for line breaks; None for all others."""
    text = element.text
    if text is None or text.isspace():
        return _only_paragraph(element, special) if len(element) == 1 and element.tag == "li" else None
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
