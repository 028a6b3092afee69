"""What a page may hold, found once in C, so that clean markup is not searched element by element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipeline.readers.html_tree import Tree
from pipeline.readers.site_parts import site_parts

# The attribute axis is several times cheaper than a predicate on every element, four times cheaper again without
# `//`, and cheaper than one search through the bytes of the page.
_ALL = "descendant-or-self::*"
_ROLES = etree.XPath(f"{_ALL}/@role/..")
_HIDDEN = etree.XPath(f"{_ALL}/@hidden/..|{_ALL}/@aria-hidden/..")
_STYLES = etree.XPath(f"{_ALL}/@style", smart_strings=False)
_HIDDEN_STYLES = etree.XPath(
    f"{_ALL}/@style[contains(.,'isplay') or contains(.,'ISPLAY')"
    " or contains(.,'isibility') or contains(.,'ISIBILITY')]/.."
)
_WORD_CLASSES = etree.XPath(f"boolean({_ALL}/@class[contains(.,'Mso')])")


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
    root = tree.root
    if root is None:
        return Marks(frozenset(), frozenset(), hidden=False, cookies=False, word=False, bold_styles=False)
    site = site_parts(root)
    styles = " ".join(_found(_STYLES, root))
    hidden = set(_found(_HIDDEN, root))
    if styles:
        hidden.update(_found(_HIDDEN_STYLES, root))
    return Marks(
        apart=site.union(hidden, _found(_ROLES, root)),
        site=site,
        hidden=bool(hidden),
        cookies=b"ookie" in tree.markup,
        word="mso-list" in styles or (b"Mso" in tree.markup and bool(_WORD_CLASSES(root))),
        bold_styles="font-weight" in styles,
    )


def _found(path: etree.XPath, root: etree._Element) -> list[Any]:
    found = path(root)
    return found if isinstance(found, list) else []
