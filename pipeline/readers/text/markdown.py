"""Text exports in Markdown: the marks around headings, bold words and links are no text of the page."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?=.*[^\W\d_])(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[-*+][ \t]+(?=\S)", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: \"[^\"]*\")?\)")
_BREAK = re.compile(r"\\$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!<>~-])")


def without_marks(text: str) -> str:
    """`text` as it prints, where a heading tells that it is Markdown; any other text as it is. Tables and blank lines
    stay: these the other text forms have too. A heading is a block of its own, known by its words."""
    if "#" not in text or _HEADING.search(text) is None:
        return text
    text = _HEADING.sub(r"\n\1\n", _BULLET.sub(r"\1• ", text))
    text = _LINK.sub(r"\1", _BOLD.sub(r"\2", text))
    return _ESCAPED.sub("", _BREAK.sub("", text))
