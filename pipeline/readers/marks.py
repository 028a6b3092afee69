"""What a page may hold, found once in C, so that clean markup is not searched element by element."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.readers.html_tree import Tree
from pipeline.readers.site_parts import site_parts

# The attribute axis is several times cheaper than a predicate on every element.
_ROLES = etree.XPath("//@role/..")
_HIDDEN = etree.XPath(
    "//@hidden/..|//@aria-hidden/..|//@style[contains(.,'isplay') or contains(.,'ISPLAY')"
    " or contains(.,'isibility') or contains(.,'ISIBILITY')]/.."
)
_HIDES = (b"hidden", b"isplay", b"visibility", b"DISPLAY")


@dataclass(frozen=True, slots=True)
class Marks:
    """`apart`: the elements to be looked at wherever they stand, because they play a role, may be hidden or are a
    part of the site (`site`). The flags say what else occurs at all."""

    apart: frozenset[etree._Element]
    site: frozenset[etree._Element]
    hidden: bool
    cookies: bool
    word: bool
    bold_styles: bool


def marks_of(tree: Tree) -> Marks:
    """The marks of a parsed page."""
    markup = tree.markup
    apart: set[etree._Element] = set()
    site: frozenset[etree._Element] = frozenset()
    hidden = any(word in markup for word in _HIDES)
    if tree.root is not None:
        site = site_parts(tree.root, markup)
        apart.update(site)
        if b"role=" in markup:
            apart.update(_ROLES(tree.root))  # type: ignore[arg-type]
        if hidden:
            apart.update(_HIDDEN(tree.root))  # type: ignore[arg-type]
    return Marks(
        apart=frozenset(apart),
        site=site,
        hidden=hidden,
        cookies=b"ookie" in markup,
        word=b"Mso" in markup or b"mso-list" in markup,
        bold_styles=b"font-weight" in markup,
    )
