"""What a page may hold, found once in C, so that clean markup is not searched element by element."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from pipeline.readers.html.site.furniture import Run
from pipeline.readers.html.site.menu import Menu, find_menu, taken_out
from pipeline.readers.html.site.parts import names_in, site_parts
from pipeline.readers.html.site.tab_strips import MAY_HOLD_TABS, name_panels
from pipeline.readers.html.tree import Tree, found_in
from pipeline.readers.html.written_out import write_custom, write_out

# The attribute axis is several times cheaper than a predicate on every element, four times cheaper again without
# `//`, and cheaper than one search through the bytes of the page.
_ALL = "descendant-or-self::*"
_ROLES = etree.XPath(f"{_ALL}/@role/..")
_HIDDEN = etree.XPath(f"{_ALL}/@hidden/..|{_ALL}/@aria-hidden/..|descendant::dialog")
_STYLES = etree.XPath(f"{_ALL}/@style", smart_strings=False)
_HIDDEN_STYLES = etree.XPath(
    f"{_ALL}/@style[contains(.,'isplay') or contains(.,'ISPLAY')"
    " or contains(.,'isibility') or contains(.,'ISIBILITY')]/.."
)
_WORD_CLASSES = etree.XPath(f"boolean({_ALL}/@class[contains(.,'Mso')])")


_CUSTOM = re.compile(rb"-[a-z0-9]{1,30}>")  # `</x-card>`; three times cheaper than with what stands before it
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
    word: bool
    bold_styles: bool


def marks_of(tree: Tree, root: etree._Element) -> Marks:
    """The marks of a parsed page. What stands in its great menu needs none: no part of the site reaches out of it."""
    menu = find_menu(root, tree.run)
    with taken_out(menu):
        if _CUSTOM.search(tree.markup):
            write_custom(root)
        roles = found_in(_ROLES, root)
        styles = " ".join(found_in(_STYLES, root))
        write_out(root, roles, styles)
        if MAY_HOLD_TABS(tree.markup):
            name_panels(root)
        named = names_in(root)
        hidden = set(found_in(_HIDDEN, root))
        if any(word in styles for word in _HIDING):
            hidden.update(found_in(_HIDDEN_STYLES, root))
        word = "mso-list" in styles or bool(_WORD_CLASSES(root))
    site = site_parts(named)
    return Marks(
        apart=site.union(hidden, roles),
        site=site,
        menu=menu,
        run=tree.run,
        hidden=bool(hidden),
        cookies=b"ookie" in tree.markup,
        word=word,
        bold_styles="font-weight" in styles,
    )
