"""An element or comment that is never closed and swallows what follows: a browser shows nothing of it, nor do we.

Such a page has its `</html>`, so that it looks whole, and a goal without a word. It is TRUNCATED as a page that was
cut is (INTEGRITY row 8). What holds as much as it should and is closed is none of this, whatever it hides.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from pipeline.model import Finding
from pipeline.readers.screening import cut_off

_RAW = "script|style|title|textarea|iframe|noembed|noframes|noscript"  # MARKUP_IN_TEXT tells of xmp and plaintext
_HIDING = "select|object|svg|math|video|audio|canvas|dialog|template|datalist|applet"  # the readers leave these out
_CAPITAL_TAG = re.compile(r"</?[A-Z]")
_DATA = re.compile(r"""\btype\s*=\s*["']?[^"'>]*(?:json|template|html)""", re.IGNORECASE)
_IN_ATTRIBUTE = re.compile(r"""=\s*(?:"[^"]*|'[^']*)\Z""")
_LONGEST_ATTRIBUTE = 2000
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")


class _Patterns(NamedTuple):
    """What is looked for in the text of a page: where something begins that hides what follows, where raw elements end
    and begin, a script in a script, what holds content of the page, and what holds much of it."""

    start: re.Pattern[str]
    end_of: dict[str, re.Pattern[str]]
    start_of: dict[str, re.Pattern[str]]
    script: re.Pattern[str]
    content: re.Pattern[str]
    great: re.Pattern[str]


def _patterns(flags: re.RegexFlag) -> _Patterns:
    raw = _RAW.split("|")
    return _Patterns(
        re.compile(rf"<(?:(!--)|({_RAW})\b[^<>]*>|(/?)({_HIDING})\b[^<>]*?(/?)>)", flags),
        {name: re.compile(rf"</{name}\b", flags) for name in raw},
        {name: re.compile(rf"<{name}\b", flags) for name in raw},
        re.compile(r"""<script\b(?<!["'`(\\+]<script)""", flags),
        re.compile(r"</(?:h[1-6]|table|p|li|td)\s*>", flags),
        re.compile(r"</(?:h[1-6]|table)\s*>", flags),
    )


# a search that minds capitals takes a fifth of the time of one that does not, and few pages have a tag in capitals
_SMALL, _ANY = _patterns(re.NOFLAG), _patterns(re.IGNORECASE)


def swallowed(text: str) -> Finding | None:
    """TRUNCATED where what is never closed swallows headings, paragraphs, items or tables of the page."""
    hiding: dict[str, list[int]] = {}
    at = _ANY if _CAPITAL_TAG.search(text) else _SMALL
    position = 0
    while match := at.start.search(text, position):
        position = match.end()
        if match[1]:
            end = text.find("-->", match.start() + 2)
            position = _past(text, end, 3)
            if _lost_in_comment(at, text, match.end(), end) and not _in_attribute(text, match.start()):
                return _finding("comment", match.start(), text)
        elif match[2]:
            name = match[2].lower()
            closing = at.end_of[name].search(text, position)
            end = closing.start() if closing else -1
            if name == "script" and end >= 0 and _DATA.search(match[0]):
                pass  # what its text quotes is no markup
            elif _lost_in_raw(at, name, text, position, end) and not _in_attribute(text, match.start()):
                return _finding(f"<{name}>", match.start(), text)
            position = _past(text, end, 2)
        elif match[3]:
            opened = hiding.get(match[4].lower())
            if opened:
                opened.pop()
        elif not match[5]:
            hiding.setdefault(match[4].lower(), []).append(match.end())
    for name, opened in hiding.items():
        first = next((end for end in opened if not _in_attribute(text, text.rfind("<", 0, end))), None)
        if first is not None and _holds_content(at, text, first):
            return _finding(f"<{name}>", first, text)
    return None


def _in_attribute(text: str, place: int) -> bool:
    """Whether a tag at this place is part of the value of an attribute."""
    return _IN_ATTRIBUTE.search(text[max(0, place - _LONGEST_ATTRIBUTE) : place]) is not None


def _past(text: str, end: int, length: int) -> int:
    return len(text) if end < 0 else end + length


def _lost_in_comment(at: _Patterns, text: str, start: int, end: int) -> bool:
    if end < 0:
        return at.content.search(text, start) is not None
    if text.find("<!--", start, end) < 0 or at.great.search(text, start, end) is None:
        return False
    closed, opened = text.find("-->", end + 3), text.find("<!--", end + 3)
    return not 0 <= closed < (opened if opened >= 0 else len(text))  # a part left out, with a comment in it


def _lost_in_raw(at: _Patterns, name: str, text: str, start: int, end: int) -> bool:
    """Whether an element whose text is no markup holds content of the page: all that follows where nothing closes it,
    or what stands before the end of the next one of its kind."""
    if end < 0:
        return at.content.search(text, start) is not None
    if name == "script":
        again = at.script.search(text, start, end)
        return again is not None and at.great.search(text, start, again.start()) is not None
    if name == "title":
        return at.great.search(text, start, end) is not None
    return at.start_of[name].search(text, start, end) is not None and at.great.search(text, start, end) is not None


def _holds_content(at: _Patterns, text: str, start: int) -> bool:
    """Whether content stands in an element that was opened before `start` and that only the end of what holds it
    closes: the first closing tag that has no opening one behind `start`."""
    opened: Counter[str] = Counter()
    for match in _TAG.finditer(text, start):
        name = match[2].lower()
        if not match[1]:
            opened[name] += 1
        elif opened[name]:
            opened[name] -= 1
            if at.content.fullmatch(match[0]):
                return True
        else:
            return False
    return False


def _finding(what: str, start: int, text: str) -> Finding:
    return cut_off(f"a {what} is never closed and swallows what follows", text[max(0, start - 20) : start + 40])
