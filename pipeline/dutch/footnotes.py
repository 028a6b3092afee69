"""Marks of footnotes behind a number or a name: `72% 1)`, `12 *`, `Meldingen (aantal) a)`."""

from __future__ import annotations

import re

MARK = r"(?:(?:[0-9]{1,2}(?:,[0-9]{1,2})*|[a-z])\)|\*{1,3})"
_BEHIND = re.compile(rf" +{MARK}\Z")


def without_mark(text: str) -> str:
    """`text` without the mark that stands behind it after a space. In `Zorg (deel a)` the bracket is no mark."""
    if not text.endswith((")", "*")) or (found := _BEHIND.search(text)) is None:
        return text
    bare = text[: found.start()]
    return bare if bare.count("(") == bare.count(")") else text
