"""The great menu of a site: two thirds of the elements of a page as the sites send it, and not one word of the report.

Recognised once and kept out of what is searched element by element: 0.5 of 5.3 ms a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from pipeline.readers.html.site.furniture import MANY, Run, menu_text
from pipeline.readers.lines import blank

Element = etree._Element

_FRAMES = frozenset({"nav", "div", "ul", "ol", "section"})
_AROUND = _FRAMES | {"html", "body", "main", "article", "header"}
_TELLING = frozenset({"hidden", "aria-hidden", "style", "role"})  # these are looked for in what is not the menu
_GREAT = 1200  # characters: more than any part of a site that holds a menu and says more than the menu


@dataclass(frozen=True, slots=True)
class Menu:
    """The widest element of a menu with neither heading nor table in it, and its text on one line. Unless something
    around it is left out as a whole, the walk leaves out this element."""

    element: Element
    text: str


def find_menu(root: Element, run: Run | None = None) -> Menu | None:
    """The great menu around the twentieth link of the page, if there is one."""
    link = next(islice(root.iter("a"), MANY - 1, None), None)
    if link is None:
        return None
    for element in list(link.iterancestors())[::-1]:
        if element.tag not in _AROUND:
            return None  # in a table or heading it is no part of the page of its own
        frame = element.tag in _FRAMES and _TELLING.isdisjoint(element.keys())
        if frame and (text := menu_text(element, introduced=True, run=run)) is not None:
            return Menu(element, text) if len(text) > _GREAT else None
    return None


@contextmanager
def taken_out(menu: Menu | None) -> Iterator[None]:
    """The tree without the menu and the text behind it."""
    around = menu.element.getparent() if menu is not None else None
    if menu is None or around is None:
        yield
        return
    place = around.index(menu.element)
    around.remove(menu.element)
    yield
    around.insert(place, menu.element)


def holds_only(element: Element, inner: Element) -> bool:
    """Whether `element` is `inner`, or a frame around it and nothing else."""
    while element is not inner:
        if len(element) != 1 or not blank(element.text):
            return False
        element = element[0]
        if not blank(element.tail) or element.get("role") is not None:
            return False
    return True
