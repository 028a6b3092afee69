"""Marks of footnotes behind a number or a name: `72% 1)`, `12 *`, `85*`, `7,1¹`, `Meldingen (aantal) a)`."""

from __future__ import annotations

import re

# Behind these a raised 2 or 3 is a power or counts atoms: `m²`, `km²`, `10³`, `CO²`.
_RAISED = r"(?<!\bm)(?<![kcdh]m)(?<!\b10)(?<!CO)[²³]"
_LINKED = r"(?:(?<=[0-9%])|(?<=[0-9%] ))\[[0-9]{1,2}\]"
_SIGN = rf"(?:\*{{1,3}}\)?|[†‡]{{1,2}}|(?:[¹⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?|{_RAISED})\)?|{_LINKED})"
_SPACED = r"(?:[0-9]{1,2}(?:,[0-9]{1,2})*|[a-z])\)"
MARK = rf"(?: +{_SPACED}| *{_SIGN})"
"""A mark with the blanks before it, as part of a pattern. A sign that no number and no word carries may stand right
behind them; a digit or a letter with a bracket only behind a blank: `721)` may be two things."""
_BEHIND = re.compile(rf"(?<=[^\s*]){MARK}\Z")
_ENDS = frozenset(")*†‡]¹²³⁴⁵⁶⁷⁸⁹⁰")
_SIGNS = " 0123456789,[" + "".join(sorted(_ENDS))  # of which marks are made, but for the letter of `a)`


def without_mark(text: str) -> str:
    """`text` without the mark of a footnote behind it. In `Zorg (deel a)` the bracket is no mark, and in text that is
    marked up as bold (`**Zorg**`) the asterisks are none."""
    if text[-1:] not in _ENDS:
        return text
    opens = len((text[:-2] if text[-3:-2] == " " else text).rstrip(_SIGNS))  # from there on: 1 % of a page
    if (found := _BEHIND.search(text, opens)) is None or text[0] == "*":
        return text
    bare = text[: found.start()]
    return bare if bare.count("(") == bare.count(")") else text
