"""Bullets in an element of their own beside the block of their text (`<div>•</div><div><p>Een.</p></div>`), and bullets
that are pictures."""

from __future__ import annotations

from lxml import etree

from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import shown
from pipeline.readers.html.lists.bullets import BULLETS
from pipeline.readers.lines import blank

Element = etree._Element

_BULLETS = frozenset(BULLETS)
_PICTURED = _BULLETS | {"*", "-", "bullet", "bolletje", "opsommingsteken"}
_BLOCKS = frozenset({"div", "section", "p"})
_AROUND = ("li", "td", "th", "tr", "dl")


def is_item(block: Element) -> bool:
    """Whether a block of two elements is a bullet and the block of its text beside it. It is then changed, in place,
    to the item that it prints."""
    if len(block) != 2:
        return False
    bullet, text = block
    if not _is_bullet(bullet) or not shown(text) or next(block.iterancestors(*_AROUND), None) is not None:
        return False
    if not (blank(block.text) and blank(bullet.tail) and blank(text.tail)) or _is_bullet(text):
        return False
    if text.tag in INLINE and all(inner.tag in INLINE for inner in text.iterdescendants()):
        return False
    block.tag = "li"
    block.remove(bullet)
    return True


def _is_bullet(element: Element) -> bool:
    return not len(element) and (text := element.text) is not None and text.strip() in _BULLETS


def write_pictured(root: Element) -> None:
    """Write, in place, the bullet that a picture at the begin of a block stands for."""
    for picture in list(root.iter("img")):
        block = picture.getparent()
        if block is None or block[0] is not picture or not blank(block.text) or not (picture.tail or "").strip():
            continue
        if (picture.get("alt") or "").strip().lower() in _PICTURED and block.tag in _BLOCKS:
            picture.tag, picture.text = "span", "• "
