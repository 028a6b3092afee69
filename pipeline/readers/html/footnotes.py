"""Footnote marks set as superscripts: `2332<sup>1</sup>` prints the number 2332 with a mark, never 23321."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import shown, text_of

Element = etree._Element

_MARK = re.compile(r"[(\[]?([0-9]{1,2}(?:, ?[0-9]{1,2})*|[a-d]|[a-z](?=[)\]])|\*{1,3})[)\]]?")
_LINKED = re.compile(r"\[([0-9]{1,2})\]")
# behind these a 2 or 3 is a power, or says how many atoms there are: `m2`, `kilometer2`, `102`, `CO2`
_RAISED = re.compile(r"(?<![^\W\d_])(?:[kcdhm]?m|10|[\w-]*meter|[CN]O|PM|[HO]) ?\Z", re.IGNORECASE)
_CLOSES = tuple(".,;:!?)")


def spell_footnotes(root: Element) -> None:
    """Write every superscript that is a footnote mark as the pages print one elsewhere: `72% 1)`. Powers (`m2`) and
    ordinals (`1e`) stay part of their word."""
    for superscript in root.iter("sup"):
        mark = _MARK.fullmatch(shown(superscript))
        if mark is None or _is_part_of_its_word(superscript, mark[1]):
            continue
        bare = mark[1][0] == "*" or _is_small_part(superscript, mark[1])
        _spell(superscript, mark[1] if bare else f"{mark[1].replace(' ', '')})")


def spell_linked(root: Element) -> None:
    """A mark in brackets that leads to its note on the page: `876[1]` prints the number 876 with a mark."""
    for link in [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]:
        if mark := _LINKED.fullmatch(shown(link)):
            _spell(link, f"{mark[1]})")


def _is_part_of_its_word(superscript: Element, mark: str) -> bool:
    """A power or an atom: `m2`, `CO2-uitstoot`."""
    return mark in ("2", "3") and _RAISED.search(_text_before(superscript)) is not None


def _is_small_part(superscript: Element, mark: str) -> bool:
    """Cents and minutes that running text prints small: `12 50 per uur`, `9 30 uur`."""
    if len(mark) != 2 or not mark.isdigit() or next(superscript.iterancestors("td", "th"), None) is not None:
        return False
    return _text_before(superscript)[-1:].isdigit()


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
