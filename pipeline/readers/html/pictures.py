"""What pictures, charts and scripts hold: no text of the page, but a part of a report may print its values nowhere
else."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.elements import text_of
from pipeline.readers.lines import clean

PICTURE = "picture"
"""Reason of what is left out and holds numbers as a chart does."""
_DRAWN = frozenset({"svg", "canvas", "object"})
_NUMBERS = re.compile(r"\d[\d.,%]*[^\d./_-]{0,80}\s[^\d./_-]{0,80}\d")  # two, and no date, code or file
_CHART = re.compile(r"\b(?:series|datasets|rows|data)\b[^\[]{0,20}\[")  # of the scripts that draw one
_LONGEST, _MOST = 200, 10_000  # characters kept, and looked through


def left_out(element: etree._Element) -> tuple[str, str]:
    """What such an element holds, and why it is left out."""
    if element.tag not in _DRAWN:
        text = str(text_of(element)).strip()
        drawn = _CHART.search(text) if element.tag == "script" and "hart" in text else None
        return (text[drawn.start() :][:_LONGEST], PICTURE) if drawn else (text[:_LONGEST], "script")
    names = [element.get(name) or "" for name in ("alt", "aria-label")]
    text = clean(" ".join([*names, *map(str, element.itertext())]))[:_MOST]
    return text[:_LONGEST], PICTURE if _NUMBERS.search(text) else "script"


def draw(attributes: Attributes) -> None:
    """Pictures whose names hold two numbers are charts, in place."""
    for picture, name in attributes.of("alt"):
        if picture.tag == "img" and _NUMBERS.search(name[:_MOST]):
            picture.tag = "canvas"
