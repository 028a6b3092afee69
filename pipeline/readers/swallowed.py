"""An element or comment that is never closed and swallows what follows: a browser shows nothing of it, nor do we.

Such a page has its `</html>`, so that it looks whole, and a goal without a word. It is TRUNCATED as a page that was
cut is (INTEGRITY row 8). What holds as much as it should and is closed is none of this, whatever it hides.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.model import Finding
from pipeline.readers.screening import cut_off

_RAW = "script|style|title|textarea|iframe|noembed|noframes|noscript"  # MARKUP_IN_TEXT tells of xmp and plaintext
_HIDING = "select|object|svg|math|video|audio|canvas|dialog|template|datalist|applet"  # the readers leave these out
_CLOSING = re.compile(r"</(\w*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_START = rf"(!--)|({_RAW})\b[^<>]*>|(/?)({_HIDING})\b[^<>]*?(/?)>"
_COMMON = "[lhb]|a[ >]|p[ >]|t[drhb]|div|/(?:[lhbp]|a>|t[drhb]|div)"  # most tags of a page: passed by first
# A search that minds capitals takes a fifth of the time of one that does not, and few pages have a tag in capitals.
_SMALL_START = re.compile(rf"<(?!{_COMMON})(?:{_START}|/?(?P<capital>[A-Z]))")
_ANY_START = re.compile(rf"<(?:{_START})", re.IGNORECASE)
_SCRIPT = re.compile(r"""<script\b(?<!["'`(\\+]<script)""", re.IGNORECASE)
_CONTENT = re.compile(r"</(?:h[1-6]|table|p|li|td)\s*>", re.IGNORECASE)
_GREAT = re.compile(r"</(?:h[1-6]|table)\s*>", re.IGNORECASE)


def swallowed(text: str) -> Finding | None:
    """TRUNCATED where what is never closed swallows headings, paragraphs, items or tables of the page."""
    hiding: dict[str, list[int]] = {}
    start = _SMALL_START
    position = 0
    while match := start.search(text, position):
        position = match.end()
        if match.lastgroup == "capital":
            start, position = _ANY_START, match.start()
        elif match[1]:
            end = text.find("-->", match.start() + 2)
            position = _past(text, end, 3)
            if _lost_in_comment(text, match.end(), end):
                return _finding("comment", match.start(), text)
        elif match[2]:
            name = match[2].lower()
            end, is_first = _end_of(name, text, position)
            if not is_first and _lost_in_raw(name, text, position, end):
                return _finding(f"<{name}>", match.start(), text)
            position = _past(text, end, 2)
        elif match[3]:
            opened = hiding.get(match[4].lower())
            if opened:
                opened.pop()
        elif not match[5]:
            hiding.setdefault(match[4].lower(), []).append(match.end())
    for name, opened in hiding.items():
        if opened and _holds_content(text, opened[0]):
            return _finding(f"<{name}>", opened[0], text)
    return None


def _past(text: str, end: int, length: int) -> int:
    return len(text) if end < 0 else end + length


def _end_of(name: str, text: str, position: int) -> tuple[int, bool]:
    """Where the closing tag of a raw element begins, -1 where none does, and whether it is the first one of all."""
    begin = text.find("<", position)  # mostly the end of a style sheet, found twenty times as fast as by a pattern
    closing_tags = _CLOSING.finditer(text, begin) if begin >= 0 else ()
    for number, closing in enumerate(closing_tags):
        if closing[1].lower() == name:
            return closing.start(), number == 0
    return -1, False


def _lost_in_comment(text: str, start: int, end: int) -> bool:
    if end < 0:
        return _CONTENT.search(text, start) is not None
    return text.find("<!--", start, end) >= 0 and _GREAT.search(text, start, end) is not None


def _lost_in_raw(name: str, text: str, start: int, end: int) -> bool:
    """Whether an element whose text is no markup holds content of the page: all that follows where nothing closes it,
    or what stands before the end of the next one of its kind."""
    if end < 0:
        return _CONTENT.search(text, start) is not None
    if name == "script":
        again = _SCRIPT.search(text, start, end)
        return again is not None and _GREAT.search(text, start, again.start()) is not None
    if name in ("style", "title"):
        return _GREAT.search(text, start, end) is not None
    another = re.search(rf"<{name}\b", text[start:end], re.IGNORECASE) is not None
    return another and _GREAT.search(text, start, end) is not None


def _holds_content(text: str, start: int) -> bool:
    """Whether content stands in an element that was opened before `start` and that only the end of what holds it
    closes: the first closing tag that has no opening one behind `start`."""
    opened: Counter[str] = Counter()
    for match in _TAG.finditer(text, start):
        name = match[2].lower()
        if not match[1]:
            opened[name] += 1
        elif opened[name]:
            opened[name] -= 1
            if _CONTENT.fullmatch(match[0]):
                return True
        else:
            return False
    return False


def _finding(what: str, start: int, text: str) -> Finding:
    return cut_off(f"a {what} is never closed and swallows what follows", text[max(0, start - 20) : start + 40])
