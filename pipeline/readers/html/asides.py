"""What stands in a cell or a heading beside its text: buttons, tooltips, words for screen readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from typing import Any

from lxml import etree

from pipeline.readers.html.counts import SIGNS, Form, form_of, is_count, names_with_count
from pipeline.readers.html.elements import shown
from pipeline.readers.html.site.furniture import is_action
from pipeline.readers.table_labels import is_value

Element = etree._Element

_SPOKEN = "contains(.,'sr-only') or contains(.,'visually') or contains(.,'screen-reader')"
_SHOWN_BESIDE = ("tooltiptext", "tooltip-text", "tooltip__text", "tooltip-content", "tooltip-inner", "tooltip-body")
_BESIDE = " or ".join(f"contains(.,'{name}')" for name in _SHOWN_BESIDE)  # `tooltip` itself is what has one
_WORDS = ("tooltip", "sr-only", "visually", "screen-reader")
_classes = etree.XPath("descendant::*/@class", smart_strings=False)
_ASIDES = "descendant::button|descendant::*/@role[.='tooltip']/..|descendant::th//*/@hidden/.."
_plain_asides = etree.XPath(_ASIDES)
_named_asides = etree.XPath(f"{_ASIDES}|descendant::*/@class[{_BESIDE} or {_SPOKEN}]/..")
_is_spoken = etree.XPath(f"boolean(@class[{_SPOKEN}])")
_COUNTING = frozenset("0123456789([")
_MINUS = ("min", "minus", "negatief")
_SIGNED = re.compile(r"\s*€?\s*[-\u2010-\u2013\u2212\ufe63\uff0d]")  # the sign is printed too
_UNITS = ("euro", "euros", "euro's", "euro’s", "duizend euro", "miljoen euro")
_EXPLAINS = re.compile(r"sorteer.*|sorteren|uitleg|toelichting|info(?:rmatie)?|help|.{0,2}", re.IGNORECASE)


def asides_of(table: Element) -> Iterator[tuple[Element, str]]:
    """The parts of a data table's cells that are no text of them, and why each is left out; the caller takes each out
    before it asks for the next. What is all that a cell prints is its text: the head in a button that sorts. A spoken
    minus becomes the sign, a spoken unit is that of the table; other words for screen readers stay in a cell of values,
    where they may say `nadelig`."""
    told: Any = _classes(table)
    classes = " ".join(told)
    found: Any = (_named_asides if any(word in classes for word in _WORDS) else _plain_asides)(table)
    for element in found:
        cell = next(element.iterancestors("td", "th", "table"), None)
        if cell is None or cell.tag == "table" or next(cell.iterancestors("table"), None) is not table:
            continue
        text = shown(element)
        spoken = element.tag != "button" and bool(_is_spoken(element))
        if spoken and text.lower() in _MINUS:
            del element[:]
            element.text = "" if _SIGNED.match(shown(cell).removeprefix(text)) else "-"
        elif (
            not text
            or (spoken and not _is_in_head(cell) and text.lower() not in _UNITS)
            or not (_prints_more(cell, text) or (spoken and _EXPLAINS.fullmatch(text)))
        ):
            continue
        elif element.tag != "button":
            yield element, "hidden"
        elif is_action(text) or _EXPLAINS.fullmatch(text):
            yield element, "navigation"


def asides_of_heading(heading: Element, forms: Callable[[], Set[Form]]) -> Iterator[tuple[Element, str]]:
    """The parts of a heading that are no text of it, and why each is left out; the caller takes each out before it asks
    for the next: buttons and links that do something to its section (`Bewerken`), tooltips, words for screen readers
    behind its text, and such words, those of a button without one (`uitklappen`) or a count
    beside the label of a part; `forms` finds those of the counts on the page."""
    for inner in reversed(list(heading.iterdescendants())):
        text = shown(inner)
        acts = is_action(text)
        counts = text[:1] in _COUNTING and text != ""
        if not (acts or counts or inner.get("role") == "tooltip" or _is_spoken(inner)):
            continue
        if heading not in inner.iterancestors():
            continue
        known = forms() if acts or counts else frozenset()  # before the first of them is taken out
        whole = shown(heading).rstrip(SIGNS)
        if not any(map(str.isalnum, text)) or text == whole:
            if text and text != whole and _is_spoken(inner):
                yield inner, "hidden"  # the comma before a count that is read aloud
            continue
        behind = whole.endswith(text)
        rest = whole.removesuffix(text) if behind else whole.removeprefix(text)
        if (acts and inner.tag in ("a", "button")) or (counts and behind and is_count(inner, rest.strip(), known)):
            yield inner, "navigation"
        elif inner.get("role") == "tooltip" or (_is_spoken(inner) and (behind or names_with_count(rest))):
            yield inner, "hidden"
        elif acts and (names_with_count(rest) or (behind and form_of(inner) in known)):
            yield inner, "navigation"


def spoken_copy(value: Element) -> Element | None:
    """The words for screen readers beside a value of a cell that is hidden from these: it is what the cell shows."""
    cell = value.getparent()
    if cell is None or cell.tag != "td" or value.get("aria-hidden") != "true" or not _is_number(shown(value)):
        return None
    beside = (value.getnext(), value.getprevious())
    return next((found for found in beside if found is not None and _is_spoken(found)), None)


def _is_number(text: str) -> bool:
    return is_value(text) and any(map(str.isdigit, text))


def _is_in_head(cell: Element) -> bool:
    """The head of a row is read as a cell of values is: `Jeugdhulp (aantal)`."""
    return cell.tag == "th" and cell.get("scope") != "row"


def _prints_more(cell: Element, text: str) -> bool:
    return any(map(str.isalnum, shown(cell).replace(text, "", 1)))
