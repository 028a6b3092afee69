"""Icons of a font that draws a word as a picture: `<mat-icon>chevron_right</mat-icon>` prints no word."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

MAY_HOLD_ICONS = re.compile(rb"mat(?:-icon|erial-(?:icons|symbols))").search
"""Whether the markup of a page speaks of such a font: no other page is searched for them."""
_FONTS = ("material-icons", "material-symbols", "mat-icon")
_DRAWN = re.compile(r"\s*[a-z0-9]+(?:_[a-z0-9]+)*\s*")


def without_words(root: Element) -> None:
    """Take, in place, the words out of the icons under `root`."""
    for icon in root.iter("mat-icon", "i", "span", "em", "a", "button"):
        named = icon.tag == "mat-icon" or any(map((icon.get("class") or "").__contains__, _FONTS))
        if named and not len(icon) and _DRAWN.fullmatch(icon.text or ""):
            icon.text = None
