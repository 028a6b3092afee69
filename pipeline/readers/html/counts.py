"""How many items a part of the report holds, printed on its name: `Criteria <span class=badge>3</span>`, `Activiteiten
(12 onderdelen)`. The count is no part of the name."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import TypeAlias

from lxml import etree

from pipeline.readers.html.elements import HEADINGS, shown
from pipeline.readers.html.site.furniture import is_action
from pipeline.readers.table_labels import COUNT_WORDS, COUNTED, names_part, overview, tab

Element = etree._Element
Form: TypeAlias = tuple[str, str | None]  # tag and class

SIGNS = " ,;|·"
"""What stands between a name, its count and other words beside it."""
_NUMBER = rf"\d{{1,3}}(?: (?:{COUNTED}))?"
_COUNT = re.compile(rf"\(\s*{_NUMBER}\s*\)|\[\s*{_NUMBER}\s*\]|{_NUMBER}", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*(?:{_COUNT.pattern})\Z", re.IGNORECASE)
_HEADINGS = (*HEADINGS, "summary", "button", "legend", "dt")
_OF_COUNT = re.compile(rf"(?<![a-z])(?:{'|'.join(COUNT_WORDS)})(?![a-rt-z])", re.IGNORECASE)


def is_count(element: Element, before: str, forms: Set[Form]) -> bool:
    """Whether an element behind a name (`before`) prints a count and nothing else: behind that of a part of the report,
    where its class says so, or in a form that counts have on the page (`forms_on`)."""
    if element.tag in ("sub", "sup") or not _COUNT.fullmatch(shown(element)) or not any(map(str.isalpha, before)):
        return False
    return _names(before) or form_of(element) in forms or _OF_COUNT.search(element.get("class") or "") is not None


def forms_on(root: Element) -> frozenset[Form]:
    """The forms of the counts and buttons (`Toon`) behind the labels in the headings of a page: behind a name in such a
    form, that of a goal or a theme, they are no part of it either."""
    found: set[Form] = set()
    for heading in root.iter(*_HEADINGS):
        whole = shown(heading) if len(heading) else ""
        beside: set[Form] = set()
        for inner in reversed(list(heading.iterdescendants())):
            text, whole = shown(inner), whole.rstrip(SIGNS)
            if text and text != whole and whole.endswith(text) and (_COUNT.fullmatch(text) or is_action(text)):
                beside.add(form_of(inner))
                whole = whole.removesuffix(text)
        if beside and _names(whole.rstrip(SIGNS)):
            found |= beside
    return frozenset(found)


def form_of(element: Element) -> Form:
    """The form of an element: all that may tell it from the text beside it."""
    return str(element.tag), element.get("class")


def is_on_label(badge: Element) -> bool:
    """Whether a badge by its class is a count behind the bold label of a part: `<p><b>Criteria</b> <i>3</i></p>`."""
    block = badge.getparent()
    if block is None or block.tag not in ("p", "div", "dt", "li") or badge.getnext() is not None or badge.tail:
        return False
    text = shown(badge)
    before = shown(block).removesuffix(text).strip()
    return _names(before) and is_count(badge, before, frozenset())


def name_on(element: Element) -> str:
    """What a tab or a link is named for: its text without the count in an element of its own, or in brackets."""
    text = shown(element)
    found = _BEHIND.search(text)
    if found is None or not _names(name := text[: found.start()]):
        return text
    count = found[0].strip()
    return name if count[0] in "([" or any(shown(inner) == count for inner in element.iterdescendants()) else text


def names_with_count(text: str) -> bool:
    """Whether a text is the name of a part of the report, with or without a count behind it."""
    bare = text.strip(SIGNS)
    behind = _BEHIND.search(bare)
    return _names(bare) or (behind is not None and _names(bare[: behind.start()]))


def _names(text: str) -> bool:
    return names_part(text) or tab(text) is not None or overview(text) is not None
