"""What a page may hold, found once in C, so that clean markup is not searched element by element."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from pipeline.model import Finding
from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.held import show_frames
from pipeline.readers.html.named_parts import head_named_parts
from pipeline.readers.html.neighbours import part_neighbours
from pipeline.readers.html.one_medium import leave_out_twins, may_hold_twins
from pipeline.readers.html.revealed import MAY_BE_STREAMED, place_streamed, show_waiting
from pipeline.readers.html.site.furniture import Run
from pipeline.readers.html.site.icons import MAY_HOLD_ICONS, without_words
from pipeline.readers.html.site.menu import Menu, find_menu, taken_out
from pipeline.readers.html.site.parts import names_in, site_parts
from pipeline.readers.html.site.tab_strips import MAY_HOLD_TABS, name_panels
from pipeline.readers.html.tables.held_values import may_hold_values
from pipeline.readers.html.tree import Tree, found_in
from pipeline.readers.html.visibility import dots_before
from pipeline.readers.html.written_out import write_custom, write_out

_HIDDEN_STYLES = etree.XPath(
    "descendant-or-self::*/@style[contains(.,'isplay') or contains(.,'ISPLAY')"
    " or contains(.,'isibility') or contains(.,'ISIBILITY')]/.."
)
_CUSTOM = re.compile(rb"-[a-z0-9]{1,30}+>")  # `</x-card>`; three times cheaper than with what stands before it
_COOKIE = re.compile(rb"ookie")  # a pattern finds it in three quarters of the time that `in` takes
_HIDING = ("isplay", "ISPLAY", "isibility", "ISIBILITY")


@dataclass(frozen=True, slots=True)
class Marks:
    """`apart`: the elements to be looked at wherever they stand, because they play a role, may be hidden, are a part
    of the site (`site`) or its great menu. The flags say what else occurs at all."""

    apart: frozenset[etree._Element]
    site: frozenset[etree._Element]
    menu: Menu | None
    run: Run | None
    hidden: bool
    cookies: bool
    tabs: bool
    word: bool
    bold_styles: bool
    held: bool
    swallowed: Finding | None


def marks_of(tree: Tree, root: etree._Element) -> Marks:
    """The marks of a parsed page. What stands in its great menu needs none: no part of the site reaches out of it."""
    menu = find_menu(root, tree.run)
    tabs = MAY_HOLD_TABS(tree.markup) is not None
    with taken_out(menu):
        _write_in_place(root, tree.markup, tabs=tabs)
        attributes = Attributes(root)
        swallowed = attributes.swallowed()
        head_named_parts(attributes)
        styles, roles = attributes.values("style"), attributes.elements("role")
        hidden = {*write_out(root, attributes, styles), *attributes.elements("hidden", "aria-hidden")}
        hidden.update(root.iter("dialog"))
        named = names_in(root, attributes)
        if any(word in styles for word in _HIDING):
            hidden.update(found_in(_HIDDEN_STYLES, root))
        if may_hold_twins(attributes):
            hidden.update(leave_out_twins(attributes))
        if hidden:
            hidden.update(dots_before(tuple(hidden)))
            show_waiting(root, hidden)
    site = site_parts(named)
    return Marks(
        apart=site.union(hidden, roles),
        site=site,
        menu=menu,
        run=tree.run,
        hidden=bool(hidden),
        cookies=_COOKIE.search(tree.markup) is not None,
        tabs=tabs,
        word="mso-list" in styles or "Mso" in attributes.values("class"),
        bold_styles="font-weight" in styles,
        held=may_hold_values(attributes),
        swallowed=swallowed,
    )


def _write_in_place(root: etree._Element, markup: bytes, *, tabs: bool) -> None:
    """Rewrite what prints otherwise than its markup says, where the page holds any of it."""
    if MAY_HOLD_ICONS(markup):
        without_words(root)
    if _CUSTOM.search(markup):
        write_custom(root)
    if b"srcdoc" in markup:
        show_frames(root)
    if MAY_BE_STREAMED(markup):
        place_streamed(root)
    if tabs:
        name_panels(root)
    part_neighbours(root)
