"""Lists as Word exports them: paragraphs that begin with the bullet or number as a character."""

from __future__ import annotations

import re

from lxml import etree

_LEVEL = re.compile(r"mso-list:[^;]*?\blevel(\d)", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left\s*:\s*(\d{1,4}(?:\.\d{1,4})?)\s*(pt|cm|in|px)", re.IGNORECASE)
_INDENT = {"pt": 36.0, "cm": 1.27, "in": 0.5, "px": 48.0}  # one list level in Word

# The bullet or number of a paragraph that Word marked as a list item; group 1 is a number.
MARKER = re.compile(r"(?:[o§\uf0a7ØÞ–-]|(\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")


def word_level(element: etree._Element) -> int:
    """List level of a paragraph that Word exports as a fake list item, or 0."""
    style = element.get("style") or ""
    if "mso-list" in style.lower() and (level := _LEVEL.search(style)):
        return int(level[1])
    if "mso-list" not in style and not (element.get("class") or "").lower().startswith("msolist"):
        return 0
    margin = _MARGIN.search(style)
    return max(1, round(float(margin[1]) / _INDENT[margin[2].lower()])) if margin else 1
