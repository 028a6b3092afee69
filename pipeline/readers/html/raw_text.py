"""Style sheets and scripts: two thirds of a page as the sites send it, and not one word of the report.

Of a long one the beginning stays, before the page is parsed and searched: more than any reader looks at.
"""

from __future__ import annotations

import re

from pipeline.contents import keep_last

# Data and templates may hold the report (`held`, `told_trails`): they stay as they are.
_OPENS = re.compile(rb"<s(?:tyle|cript)(?![^<>]*(?:json|html|template|x-))\b[^<>]*+>\s*+", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:[/!]|s(?:cript|tyle))", re.IGNORECASE)
_STREAMED = re.compile(rb"\$R[CS]\(").search  # `revealed` reads such a script
_KEPT = 2_000  # bytes of each: what is read is compared with at most 1,200 characters
_SHORTEST = 2 * _KEPT  # others are not worth it


@keep_last
def shortened(markup: bytes) -> bytes:
    """`markup`, UTF-8, without what is behind the beginning of long style sheets and scripts. Only where nothing that
    opens or closes an element, or is a comment, stands before their end: then they are what they seem."""
    kept: list[bytes] = []
    begin = position = 0
    while opened := _OPENS.search(markup, position):
        position = opened.end()
        first = max(markup.find(b"<", position), position)  # of most style sheets their end, found at once
        if (end := _MARKUP.search(markup, first)) is None:
            break
        cut, position = position + _KEPT, end.start()
        if position - opened.end() < _SHORTEST or not _closes(opened[0], markup[position : position + 8]):
            continue
        if markup.find(b"$", cut, position) >= 0 and _STREAMED(markup, cut, position):
            continue
        while markup[cut] & 0xC0 == 0x80:  # inside a character
            cut += 1
        kept.append(markup[begin:cut])
        begin = position
    return b"".join((*kept, markup[begin:])) if kept else markup


def _closes(opening: bytes, closing: bytes) -> bool:
    name = opening[1:7].lower()
    return closing[2:].lower().startswith(name if name == b"script" else b"style")
