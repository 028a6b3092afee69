"""Tabs above as many panels (`Beschrijving | Criteria`), linked to them by ids or by nothing but their order. The
panels get the names as their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.model import Block, Grid, Heading, Ignored, Item, Paragraph
from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.counts import name_on
from pipeline.readers.html.elements import shown, text_of
from pipeline.readers.html.visibility import is_hidden
from pipeline.readers.lines import blank, clean
from pipeline.readers.table_labels import names_part, tab, tab_beside

Element = etree._Element

MAY_HOLD_TABS = re.compile(rb"tab(?!le|ulat|index|iel|el(?:len)?\b)").search
"""Whether the markup of a page speaks of tabs: on other pages only names that stand together tell of them."""
_STRIPS = ("div", "ul", "ol", "nav", "header", "p", "section", "tr", "dl")
_BETWEEN = re.compile(r"(?<=[^\W\d_]|[)\d])\s*[|·/•]?\s*(?=[A-Z])")
_SECOND = re.compile(r"[a-z)\d]\s*[|·/•]?\s*[A-Z]")
_MOST = 12  # tabs
_MOST_STRIPS = 30
_LONGEST_NAME = 60
_SILENT = frozenset({"input", "style", "script", "template", "hr", "br", "select"})
_LABELS = frozenset({"label", "button"})
_BESIDE = frozenset({"button", "a"})  # of a strip: to print the page
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_PANELS = frozenset({"p", "table", "a", "button", "footer", *_HEADINGS})
_PARTS = frozenset({"p", "ul", "ol", "table", "div", "section", "dl", *_HEADINGS})
_NAMES = ("summary", "legend", "button", "dt", "caption", "p", "b", "strong", *_HEADINGS)


def has_names_together(blocks: Iterable[Block]) -> bool:
    """Whether a page prints names of parts one right below the other, as a strip of tabs does: three, or two as items.
    Headings alone are those of parts without text."""
    run, loose = 0, False
    for block in blocks:
        if isinstance(block, Grid):
            if len(block.rows) == 1 and all(names_part(cell.text) for cell in block.rows[0]):
                return True
            run = 0
        elif type(block) is Paragraph and block.text[-1:] not in ".:;" and _are_names(block.text):
            return True
        elif isinstance(block, Ignored) or len(block.text) > _LONGEST_NAME or block.text[-1:] == ".":
            run = 0
        elif names_part(block.text):
            loose = not isinstance(block, Heading) or (loose and run > 0)
            run += 1
            if loose and (run > 2 or (run == 2 and isinstance(block, Item))):
                return True
        else:
            run = 0
    return False


def _are_names(text: str) -> bool:
    """Whether a line is names of parts and nothing else: links side by side, `BeschrijvingCriteria`."""
    first = _SECOND.search(text, 0, _LONGEST_NAME)
    if first is None or not names_part(text[: first.start() + 1]):
        return False
    names = _BETWEEN.split(text)
    return len(names) <= _MOST and all(names_part(name) or tab(name) for name in names) and len(set(names)) > 1


def name_panels(root: Element) -> bool:
    """Change, in place, each strip of tabs under `root` and its panels into panels with headings, and a strip whose
    names are headings of the page into navigation; whether there were any."""
    found = False
    tried = 0
    for strip in list(root.iter(*_STRIPS)):
        parts = [part for part in strip.iterchildren(etree.Element) if part.tag not in _SILENT]
        if len(parts) < 2 or len(str(text_of(parts[0]))) > _LONGEST_NAME:
            continue
        inside = [part for part in parts if part.tag in _LABELS]
        mixed = 1 < len(inside) < len(parts) and inside == parts[: len(inside)]
        tabs = inside if mixed else parts
        if not (names := _names(tabs)) or _is_listed(strip):
            continue
        if (tried := tried + 1) > _MOST_STRIPS:
            break  # each looks at the whole page
        panels = _panels(strip, tabs, names, parts[len(tabs) :] if mixed else None)
        if not panels and (mixed or not _are_headings(strip, names)):
            continue
        found = True
        for name, panel in zip(names, panels, strict=False):
            _head(panel, name)
        for part in tabs if mixed else [_whole(strip)]:
            part.tag = "nav"  # left out as navigation
            part.attrib.clear()
    return found


def _is_listed(strip: Element) -> bool:
    """Whether a strip is the list that a sentence above it announces: `Van elk doel leest u de:`."""
    above = strip.getprevious()
    return strip.tag in ("ul", "ol") and above is not None and above.tag == "p" and shown(above).endswith(":")


def _whole(strip: Element) -> Element:
    """The strip, or the table whose only row it is."""
    return next(strip.iterancestors("table"), strip) if strip.tag == "tr" else strip


def _panels(
    strip: Element, tabs: Sequence[Element], names: Sequence[str], inside: Sequence[Element] | None
) -> Sequence[Element]:
    """The panels of a strip in the order of its tabs; none where that is not certain."""
    below = inside if inside is not None else _below(_whole(strip), len(tabs))
    panels = linked(tabs, below) if len(below) == len(names) else []
    if not panels or not _are_panels(panels, names) or _leads_away(strip, panels):
        return []
    return panels if inside is not None or not _are_headings(strip, names, panels) else []


def _are_headings(strip: Element, names: Sequence[str], panels: Sequence[Element] = ()) -> bool:
    """Whether names on a strip are printed again, right as they are, above parts of the page: all of them, or one
    outside of what seem to be its panels. The strip is a list of contents then."""
    wanted = set(names)
    around = {element for panel in panels for element in panel.iter()} | set(strip.iter())
    root = strip.getroottree().getroot()
    again = {shown(element) for element in root.iter(*_NAMES) if element not in around} & wanted
    return bool(again) if panels else again == wanted


def _leads_away(strip: Element, panels: Sequence[Element]) -> bool:
    """Whether a link in the strip leads to another page: to that with the finances of the goal."""
    ids = {panel.get("id") for panel in panels} - {None}
    targets = ((link.get("href") or "#").strip() for link in strip.iter("a"))
    return any(
        not target.lower().startswith(("#", "?", "javascript:")) and target.partition("#")[2] not in ids
        for target in targets
    )


def _names(tabs: Sequence[Element]) -> list[str]:
    """The names on the tabs, where all of them are those of parts of the report and no two are the same."""
    names: list[str] = []
    for part in tabs[: _MOST + 1]:
        name = name_on(part)
        if beside := tab_beside(name):
            name = beside[1]
        if len(name) > _LONGEST_NAME or not (names_part(name) or tab(name)):
            return []
        names.append(name)
    return names if len(set(names)) == len(tabs) else []


def _below(strip: Element, count: int) -> list[Element]:
    """The `count` blocks that follow the strip, or stand in the one that follows it."""
    around: Element | None = strip
    while around is not None and around.tag != "body" and not _beside(around, reverse=False):
        above = _beside(around, reverse=True)
        around = around.getparent() if all(part.tag in _HEADINGS for part in above) else None
    following = _beside(around, reverse=False) if around is not None else []
    inner = following[:1]
    while len(inner) == 1 and count > 1 and blank(inner[0].text):
        inner = [part for part in inner[0].iterchildren(etree.Element) if part.tag not in _SILENT]
    if len(inner) == count:
        is_row = any(len(part) == count and part.tag == following[0].tag for part in following[1:])
        return [] if is_row else inner
    panels = following[:count]
    next_to = following[count] if len(following) > count else None
    return [] if next_to is not None and next_to.tag == panels[0].tag and not _is_other(next_to, panels) else panels


def _beside(element: Element, *, reverse: bool) -> list[Element]:
    """What stands behind an element, or before it, but for controls of the page."""
    siblings = element.itersiblings(etree.Element, preceding=reverse)
    return [part for part in siblings if part.tag not in _SILENT and part.tag not in _BESIDE]


def _is_other(element: Element, panels: Sequence[Element]) -> bool:
    """Whether all panels are marked alike, and the element behind them is not."""
    marks = {panel.get("class") or panel.get("role") for panel in panels}
    return len(marks) == 1 and None not in marks and (element.get("class") or element.get("role")) not in marks


def linked(tabs: Sequence[Element], panels: Sequence[Element]) -> list[Element]:
    """The panels in the order of their tabs: by the ids that an attribute of either names, by a value that attributes
    of both have, or as they stand where none is named; no panels where only some are."""
    found = [[panel for panel in panels if _names_id(part, panel) or _names_id(panel, part)] for part in tabs]
    if not any(found):
        keys = list(map(_keys, tabs))
        own = [one - set().union(*keys[:n], *keys[n + 1 :]) for n, one in enumerate(keys)]
        found = [[panel for panel in panels if key & _keys(panel)] for key in own] if any(own) else found
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


def _keys(element: Element) -> set[str]:
    """The values of attributes that a site makes up (`data-tab="2"`), of a tab or of what stands in it."""
    inside = (element, *element) if len(element) < 3 else (element,)
    return {str(value) for part in inside for name, value in part.attrib.items() if name.startswith("data-") and value}


def _are_panels(panels: Sequence[Element], names: Sequence[str]) -> bool:
    """Whether blocks are panels without their names: not parts with headings below a list of contents, not the rows of
    a table below its heads."""
    if any(panel.tag in _NO_PANELS or panel.tag in INLINE for panel in panels):
        return False
    if any(next(panel.iter("h1"), None) is not None for panel in panels):
        return False  # the title of the page
    if any(opens_with(panel, name) for name, panel in zip(names, panels, strict=True)):
        return False
    if all(panel.tag == "li" for panel in panels):
        return any(part.tag in _PARTS and (len(panel) > 1 or part.tag != "p") for panel in panels for part in panel)
    return not all(
        len(panel) == len(names) and all(part.tag not in _PARTS - {"div"} for part in panel.iterdescendants())
        for panel in panels
    )


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
