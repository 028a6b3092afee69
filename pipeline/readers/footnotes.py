"""Footnote marks set as superscripts: `2332<sup>1</sup>` prints the number 2332 with a mark, never 23321."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.cells import INLINE
from pipeline.readers.furniture import shown, text_of

Element = etree._Element

_MARK = re.compile(r"[(\[]?([0-9]{1,2}(?:, ?[0-9]{1,2})*|[a-d]|[a-z](?=[)\]])|\*{1,3})[)\]]?")
_METRE = re.compile(r"(?<![^\W\d_])[kcdhm]?m\Z", re.IGNORECASE)
_CLOSES = tuple(".,;:!?)")


def spell_footnotes(root: Element) -> None:
    """Write every superscript that is a footnote mark as the pages print one elsewhere: `72% 1)`. Powers (`m2`) and
    ordinals (`1e`) stay part of their word."""
    for superscript in root.iter("sup"):
        mark = _MARK.fullmatch(shown(superscript))
        if mark is None or (mark[1] in ("2", "3") and _METRE.search(_text_before(superscript))):
            continue
        _spell(superscript, mark[1] if mark[1][0] == "*" else f"{mark[1].replace(' ', '')})")


def _spell(superscript: Element, mark: str) -> None:
    tail = superscript.tail or ""
    per_cent = "%" if tail.startswith("%") else ""  # 12<sup>1</sup>%: the sign belongs to the number
    tail = tail.removeprefix(per_cent)
    del superscript[:]
    superscript.text = f"{per_cent} {mark}" if tail.startswith(_CLOSES) else f"{per_cent} {mark} "
    superscript.tail = tail


def _text_before(element: Element) -> str:
    """The text that a superscript stands behind, in its own block."""
    while (parent := element.getparent()) is not None:
        before = element.getprevious()
        text = parent.text if before is None else before.tail or str(text_of(before))
        if text or parent.tag not in INLINE:
            return text or ""
        element = parent
    return ""
