"""Tabs above as many panels (`Beschrijving | Criteria`), linked to them by ids or by nothing but their order. The
panels get the names as their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import shown, text_of
from pipeline.readers.html.visibility import is_hidden
from pipeline.readers.lines import blank, clean
from pipeline.readers.table_labels import names_part, tab

Element = etree._Element

MAY_HOLD_TABS = re.compile(rb"tab(?!le|ulat|index|iel|el(?:len)?\b)").search
"""Whether the markup of a page speaks of tabs: no other page is searched for them."""
_STRIPS = ("div", "ul", "ol", "nav", "header", "p", "section")
_MOST = 12  # tabs
_LONGEST_NAME = 60
_SILENT = frozenset({"input", "style", "script", "template"})
_LABELS = frozenset({"label", "button"})
_NO_PANELS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "table", "a", "button", "footer"})


def name_panels(root: Element) -> None:
    """Change, in place, each strip of tabs under `root` and its panels into panels with headings."""
    for strip in list(root.iter(*_STRIPS)):
        parts = [part for part in strip.iterchildren(etree.Element) if part.tag not in _SILENT]
        if len(parts) < 2 or len(str(text_of(parts[0]))) > _LONGEST_NAME:
            continue
        inside = [part for part in parts if part.tag in _LABELS]
        mixed = 1 < len(inside) < len(parts) and inside == parts[: len(inside)]
        tabs = inside if mixed else parts
        if not (names := _names(tabs)) or _leads_away(strip):
            continue
        panels = parts[len(tabs) :] if mixed else _below(strip, len(tabs))
        panels = _linked(tabs, panels) if len(panels) == len(names) else []
        if not panels or not _are_panels(panels, names):
            continue
        for name, panel in zip(names, panels, strict=True):
            _head(panel, name)
        for part in tabs if mixed else [strip]:
            part.tag = "nav"  # left out as navigation
            part.attrib.clear()


def _leads_away(strip: Element) -> bool:
    """Whether a link in the strip leads to another page: to that with the finances of the goal."""
    targets = ((link.get("href") or "#").strip().lower() for link in strip.iter("a"))
    return any(not target.startswith(("#", "javascript:")) for target in targets)


def _names(tabs: Sequence[Element]) -> list[str]:
    """The names on the tabs, where all of them are those of parts of the report and no two are the same."""
    names: list[str] = []
    for part in tabs[: _MOST + 1]:
        name = shown(part)
        if len(name) > _LONGEST_NAME or not (names_part(name) or tab(name)):
            return []
        names.append(name)
    return names if len(set(names)) == len(tabs) else []


def _below(strip: Element, count: int) -> list[Element]:
    """The `count` blocks that follow the strip, or stand in the one that follows it."""
    around: Element | None = strip
    while around is not None and around.getnext() is None and around.tag != "body":
        around = around.getparent() if around.getprevious() is None else None
    if around is None:
        return []
    following = [part for part in around.itersiblings(etree.Element) if part.tag not in _SILENT]
    inner = list(following[0].iterchildren(etree.Element)) if following else []
    if len(inner) == count and blank(following[0].text):
        return inner
    panels = following[:count]
    goes_on = len(following) > count and following[count].tag == following[0].tag
    return [] if goes_on else panels


def _linked(tabs: Sequence[Element], panels: Sequence[Element]) -> list[Element]:
    """The panels in the order of their tabs: by the ids that an attribute of either names, or as they stand where none
    is named; no panels where only some are."""
    found = [[panel for panel in panels if _names_id(part, panel) or _names_id(panel, part)] for part in tabs]
    if not any(found):
        return list(panels)
    firsts = [linked[0] for linked in found if len(linked) == 1]
    return firsts if len(set(firsts)) == len(panels) else []


def _names_id(element: Element, other: Element) -> bool:
    """Whether an attribute of `element`, or of what stands in a tab, names the id of `other`."""
    if not (wanted := other.get("id")):
        return False
    inside = (element, *element) if len(element) < 3 else (element,)
    values = " ".join(
        str(value) for part in inside for name, value in part.attrib.items() if name not in ("id", "class")
    )
    return wanted in re.findall(r"[\w-]+", values)


def _are_panels(panels: Sequence[Element], names: Sequence[str]) -> bool:
    """Whether blocks are panels without their names: not parts with headings below a list of contents, not the rows of
    a table below its heads."""
    if any(panel.tag in _NO_PANELS or panel.tag in INLINE for panel in panels):
        return False
    if any(next(panel.iter("h1"), None) is not None for panel in panels):
        return False  # the title of the page
    if any(opens_with(panel, name) for name, panel in zip(names, panels, strict=True)):
        return False
    return not all(len(panel) == len(names) and all(len(cell) == 0 for cell in panel) for panel in panels)


def _head(panel: Element, name: str) -> None:
    """The name of a panel as its heading; what only a click shows is shown."""
    if is_hidden(panel):
        for hiding in ("hidden", "style", "aria-hidden"):
            if hiding in panel.attrib:
                del panel.attrib[hiding]
    heading = etree.Element("h2")
    heading.text, heading.tail, panel.text = name, panel.text, None
    panel.insert(0, heading)


def opens_with(panel: Element, name: str) -> bool:
    """Whether the first line of a panel is `name`: the caption `Overzicht baten en lasten (x €1.000)` is another."""
    for inner in panel.iter("*"):
        text = shown(inner)
        if text == name or clean(inner.text or "") == name:
            return True
        if text and not text.startswith(name):
            return False
    return False
