"""What stands beside the text of an item: a bullet in an element of its own (`<div>•</div><div><p>Een.</p></div>`) or
as a picture, a status in an attribute."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import shown
from pipeline.readers.html.lists.bullets import BULLETS
from pipeline.readers.lines import blank
from pipeline.readers.table_labels import STATUSES

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


def write_statuses(attributes: Attributes) -> None:
    """Write, in place, the status that only an attribute of an item tells on a line below its text."""
    for name in ("title", "data-status", "class"):
        for item, value in attributes.of(name):
            if item.tag == "li" and (status := _status(value, name)) and status not in shown(item).lower():
                line = etree.Element("br")
                line.tail = status.capitalize()
                inner = next((at for at, part in enumerate(item) if part.tag in ("ul", "ol")), len(item))
                item.insert(inner, line)


@lru_cache(maxsize=1024)
def _status(value: str, name: str) -> str | None:
    """The status that a title is, or that a class names: one word of it alone may be a part of the site (`stopt`)."""
    words = [value] if name != "class" else [word.partition("status-")[2] for word in value.split()]
    return next((status for word in words if (status := word.strip().lower()) in STATUSES), None)


def write_pictured(root: Element) -> None:
    """Write, in place, the bullet that a picture at the begin of a block stands for."""
    for picture in list(root.iter("img")):
        block = picture.getparent()
        if block is None or block[0] is not picture or not blank(block.text) or not (picture.tail or "").strip():
            continue
        if (picture.get("alt") or "").strip().lower() in _PICTURED and block.tag in _BLOCKS:
            picture.tag, picture.text = "span", "• "
