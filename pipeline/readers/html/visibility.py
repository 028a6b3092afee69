"""Which elements a browser does not show, and which of those a click opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import HEADINGS, holds_content, labelled, shown, text_of
from pipeline.readers.html.links import in_page
from pipeline.readers.html.site.furniture import SHOWS_MORE, is_action
from pipeline.readers.lines import blank
from pipeline.readers.table_labels import names_part

Element = etree._Element

_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_LONGEST_NAME = 300  # characters: the longest doelzin has 230
_WINDOW = re.compile(r"contact(?:gegevens)?|reageren|feedback|vragen\??", re.IGNORECASE)  # opens over the page
_BULLETS = frozenset("•◦▪‣")  # arrows and ticks that are hidden are icons
_FARTHEST = 3  # levels: an item, its list, the block around it
STRUCK = "struck"
"""As `hidden`: text that no click shows."""
COPY = "copy"
"""As `hidden`: what stands elsewhere on the page too."""
_SLIDES = ("carousel-item", "swiper-slide", "slick-slide", "splide__slide", "carousel-cell")  # one shown at a time
_OPENERS = ("aria-controls", "data-target", "data-bs-target", "href")


def is_hidden(element: Element) -> bool:
    """Whether the element itself is hidden by attribute or inline style."""
    attributes = element.attrib
    if element.tag == "dialog" and "open" not in attributes:
        return True
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    if attributes.get("aria-hidden", "").lower() == "true":
        return len(element) > 0 or (element.text or "").strip() not in _BULLETS  # a bullet in front of its text
    style = attributes.get("style")
    return style is not None and bool(_NOT_SHOWN.search(style))


def opens_by_click(element: Element, targets: frozenset[str | Element]) -> bool:
    """Whether a hidden element is the collapsed body of an accordion or tab: a toggle names it (`targets`), it says so
    itself, or the element before it is a toggle or the label of a part of the report."""
    if element.get("hidden") in (STRUCK, COPY):
        return False
    if element in targets or element.get("id") in targets or element.get("role") == "tabpanel":
        return True
    if labelled(element, "collaps", "accordion", "tab-pane", "tabpanel", "panel-body"):
        return True
    if labelled(element, *_SLIDES) and not labelled(element, "clone", "duplicate"):
        return True
    after = element.getnext()
    if element.tag == "span" and after is not None and after.tag == "button" and after.get("aria-expanded") is not None:
        return True  # the rest of a paragraph, behind `Lees meer`
    before = element.getprevious()
    if before is None:
        return False
    if _is_clicked(before):
        return True
    # a toggle with its name, and not a whole part of the page that has toggles of its own
    if len(str(text_of(before))) <= _LONGEST_NAME and any(
        _is_toggle(inner) or (_is_script(inner, before) and _stands_below(before, element))
        for inner in before.iter(etree.Element)
    ):
        return True
    return names_part(shown(before)) and _is_alone(element)


def dots_before(hidden: Iterable[Element]) -> Iterator[Element]:
    """The dots that stand for hidden text right behind them, hidden with it: a click shows one or the other."""
    for element in hidden:
        dots = element.getprevious()
        if dots is not None and dots.tag in INLINE and blank(dots.tail) and (dots.text or "").strip() in ("...", "…"):
            dots.set("hidden", STRUCK)
            yield dots


def _goes_on_above(root: Element) -> Iterator[Element]:
    """The hidden elements that a button which shows more, or such a link in the page, stands right behind, or behind
    the whole of which they are the end: the other items of a list, or the rest of a paragraph."""
    for opener in root.iter("a", "button"):
        text = shown(opener) if len(opener) else (opener.text or "").strip()
        if SHOWS_MORE.fullmatch(text) is None or (opener.get("href") is not None and in_page(opener) is None):
            continue
        block: Element | None = opener
        while block is not None and block.tag != "body" and shown(block) == text:
            yield from _hidden_end(block.getprevious())
            block = block.getparent()


def _hidden_end(end: Element | None) -> Iterator[Element]:
    """The hidden elements at the end of what ends in `end`, without a word behind them."""
    for _ in range(_FARTHEST):
        if end is not None and not blank(end.tail):
            return
        while end is not None and is_hidden(end):
            if not holds_content(end):
                yield end
            end = end.getprevious()
        if end is None or not len(end):
            return
        end = end[-1]


def _is_alone(element: Element) -> bool:
    """Whether nothing shown takes the place of a hidden element: the copy that small screens get stands beside what
    the others see."""
    after = element.getnext()
    return after is None or after.tag in HEADINGS or names_part(shown(after))


def _is_clicked(element: Element) -> bool:
    """A block that a click does something to, itself: a link in it may be counted or open a window."""
    return element.tag != "a" and (element.get("onclick") is not None or _opens(element.get("data-toggle")))


def _opens(toggled: str | None) -> bool:
    return toggled is not None and toggled not in ("tooltip", "popover", "modal", "dropdown")


def _is_toggle(element: Element) -> bool:
    tag = element.tag
    return tag in ("button", "summary") or element.get("role") == "button" or element.get("aria-expanded") is not None


def _is_script(link: Element, block: Element) -> bool:
    """Whether a link that leads nowhere is all that its block prints: a script opens what follows."""
    if link.tag != "a" or in_page(link) != "":
        return False
    text = shown(link)
    return not is_action(text) and not _WINDOW.fullmatch(text) and text == shown(block)


def _stands_below(before: Element, element: Element) -> bool:
    """Whether a hidden part is a block below a line, and no explanation of the word in front of it or in its cell."""
    around = element.getparent()
    if element.tag in INLINE or (around is not None and around.tag in ("td", "th")):
        return False
    if before.tag not in INLINE:
        return True
    above = before.getprevious()
    behind = (around.text if around is not None else None) if above is None else above.tail
    return blank(behind) and blank(before.tail) and (above is None or above.tag not in INLINE)


def click_targets(root: Element) -> frozenset[str | Element]:
    """What buttons and links on the page open: the ids they name, and the hidden elements that go on above them."""
    found: set[str | Element] = set(_goes_on_above(root))
    for element in root.iter("a", "button", "div", *HEADINGS, "span", "li", "summary"):
        for name in _OPENERS:
            if value := element.get(name):
                found.update(part.lstrip("#") for part in value.split() if name == "aria-controls" or part[:1] == "#")
    return frozenset(found)
