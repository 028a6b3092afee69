"""An element or comment that is never closed and swallows what follows: a browser shows nothing of it, nor do we.

Such a page has its `</html>`, so that it looks whole, and a goal without a word. It is TRUNCATED as a page that was
cut is (INTEGRITY row 8). What holds as much as it should and is closed is none of this, whatever it hides. An element
that holds its own few words alone is told as UNCLOSED_MARKUP, and the page is read.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from pipeline.model import Finding
from pipeline.readers.screening import cut_off
from pipeline.readers.table_labels import names_part

_RAW = "script|style|title|textarea|iframe|noembed|noframes|noscript"  # MARKUP_IN_TEXT tells of xmp and plaintext
_HIDING = "select|object|svg|math|video|audio|canvas|dialog|template|datalist|applet"  # the readers leave these out
_DATA = re.compile(r"""\btype\s*=\s*["']?[^"'>]*(?:json|template|html)""", re.IGNORECASE)
_IN_ATTRIBUTE = re.compile(r"""=\s*(?:"[^"]*|'[^']*)\Z""")
_LONGEST_ATTRIBUTE = 2000
_CLOSING = re.compile(r"</(\w*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_START = rf"(!--)|({_RAW})\b[^<>]*>|(/?)({_HIDING})\b[^<>]*?(/?)>"
_COMMON = "[lhb]|a[ >]|p[ >]|t[drhb]|div|/(?:[lhbp]|a>|t[drhb]|div)"  # most tags of a page: passed by first
# A search that minds capitals takes a fifth of the time of one that does not, and few pages have a tag in capitals.
_SMALL_START = re.compile(rf"<(?!{_COMMON})(?:{_START}|/?(?P<capital>[A-Z]))")
_ANY_START = re.compile(rf"<(?:{_START})", re.IGNORECASE)
_SCRIPT = re.compile(r"""<script\b(?<!["'`(\\+]<script)""", re.IGNORECASE)
_CONTENT = re.compile(r"</(?:h[1-6]|table|p|li|td)\s*>", re.IGNORECASE)
_OF_REPORT = re.compile(r"</(?:h1|table|li|td|th)\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*(?:>|\Z)")
_VALUE = r"""\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)"""
_OPEN_TAG = re.compile(rf"<[a-zA-Z][\w:-]*(?:\s+[\w:.@-]+(?:{_VALUE})?)*\s+[\w:.@-]+\s*=\s*")
_LONGEST_OWN = 200  # characters
_GREAT = re.compile(r"</(?:h[1-6]|table)\s*>", re.IGNORECASE)


def swallowed(text: str, but_menu: str | None = None) -> Finding | None:
    """TRUNCATED where what is never closed swallows headings, paragraphs, items or tables of the page; the warning
    UNCLOSED_MARKUP where it hides no more than words of its own.

    `but_menu`: `text` without the run of links in its menu and the ends of its long scripts. Where all is closed there
    it is in `text`, and two thirds of the tags of a page need no look (1.3 % of reading it)."""
    if but_menu is not None and _is_closed(but_menu):
        return _open_to_the_end(text)
    found, hiding = _scanned(text)
    if found is not None:
        return found
    own = _hidden(text, hiding)
    return own if own and own.severity == "error" else _open_to_the_end(text) or own


def _is_closed(text: str) -> bool:
    """Whether nothing in `text` may be left open, wherever it stands. A comment around a script may end in what was cut
    of that."""
    comments = (part.partition("-->")[0].lower() for part in text.split("<!--")[1:])
    if any("<script" in comment or "<style" in comment for comment in comments):
        return False
    found, hiding = _scanned(text, anywhere=True)
    return found is None and not any(hiding.values())


def _scanned(text: str, *, anywhere: bool = False) -> tuple[Finding | None, dict[str, list[int]]]:
    """The finding TRUNCATED for the first comment or raw element that swallows content, `anywhere` or outside of
    attributes, and the elements that hide what stands in them, by the places behind their opening tags: those never
    closed, where there is no finding."""
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
            if _lost_in_comment(text, match.end(), end) and (anywhere or not _in_attribute(text, match.start())):
                return _finding("comment", match.start(), text), hiding
        elif match[2]:
            end, is_first = _end_of(match[2].lower(), text, position)
            if not is_first and _lost_in_raw(match, text, end) and (anywhere or not _in_attribute(text, match.start())):
                return _finding(f"<{match[2].lower()}>", match.start(), text), hiding
            position = _past(text, end, 2)
        elif match[3]:
            opened = hiding.get(match[4].lower())
            if opened:
                opened.pop()
        elif not match[5]:
            hiding.setdefault(match[4].lower(), []).append(match.end())
    return None, hiding


def _hidden(text: str, hiding: dict[str, list[int]]) -> Finding | None:
    """What stands in elements that are never closed, by the places behind their opening tags."""
    own: Finding | None = None
    for name, opened in hiding.items():
        first = next((end for end in opened if not _in_attribute(text, text.rfind("<", 0, end))), None)
        if first is None:
            continue
        held, end = _held(text, first)
        if not _CONTENT.search(held):
            continue
        if not (_is_its_own(held) and _CONTENT.search(text, end)):
            return _finding(f"<{name}>", first, text)
        own = own or unclosed(f"a <{name}> is never closed and hides what stands in it", held)
    return own


def _open_to_the_end(text: str) -> Finding | None:
    """TRUNCATED where the last quotation mark of a page opens an attribute: all that follows is its value."""
    for quote in "\"'":
        place = text.rfind(quote)
        if place > 0 and text[place - 1] in "= " and _CONTENT.search(text, place):
            tag = _OPEN_TAG.fullmatch(text, max(0, text.rfind("<", 0, place)), place)
            if tag is not None:
                return _finding("value of an attribute", place, text)
    return None


def _in_attribute(text: str, place: int) -> bool:
    """Whether a tag at this place is part of the value of an attribute."""
    return _IN_ATTRIBUTE.search(text[max(0, place - _LONGEST_ATTRIBUTE) : place]) is not None


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
    if text.find("<!--", start, end) < 0 or _GREAT.search(text, start, end) is None:
        return False
    closed, opened = text.find("-->", end + 3), text.find("<!--", end + 3)
    return not 0 <= closed < (opened if opened >= 0 else len(text))  # a part left out, with a comment in it


def _lost_in_raw(tag: re.Match[str], text: str, end: int) -> bool:
    """Whether an element whose text is no markup holds content of the page: all that follows where nothing closes it,
    or what stands before the end of the next one of its kind."""
    name, start = tag[2].lower(), tag.end()
    if end < 0:
        return _CONTENT.search(text, start) is not None
    if name == "script":
        if _DATA.search(tag[0]):  # what its text quotes is no markup
            return False
        again = _SCRIPT.search(text, start, end)
        return again is not None and _GREAT.search(text, start, again.start()) is not None
    if name == "title":
        return _GREAT.search(text, start, end) is not None
    another = re.search(rf"<{name}\b", text[start:end], re.IGNORECASE) is not None
    return another and _GREAT.search(text, start, end) is not None


def _held(text: str, start: int) -> tuple[str, int]:
    """What stands in an element that was opened before `start` and that only the end of what holds it closes: up to the
    first closing tag that has no opening one behind `start`, and where that one ends."""
    opened: Counter[str] = Counter()
    for match in _TAG.finditer(text, start):
        name = match[2].lower()
        if not match[1]:
            opened[name] += 1
        elif opened[name]:
            opened[name] -= 1
        else:
            return text[start : match.start()], match.end()
    return text[start:], len(text)


def _is_its_own(held: str) -> bool:
    """Whether an element holds no more than what stands in it where it is closed: `Uw browser toont geen video`, the
    question of a cookie bar. Items, cells, titles and labels of the report are none of this."""
    if _OF_REPORT.search(held):
        return False
    parts = [" ".join(unescape(_ANY_TAG.sub(" ", part)).split()) for part in _CONTENT.split(held)]
    return sum(map(len, parts)) <= _LONGEST_OWN and not any(map(names_part, parts))


def unclosed(message: str, found: str) -> Finding:
    """The finding UNCLOSED_MARKUP."""
    words = " ".join(unescape(_ANY_TAG.sub(" ", found)).split())
    return Finding("warning", "UNCLOSED_MARKUP", message, "page", words[:200], "an end")


def _finding(what: str, start: int, text: str) -> Finding:
    return cut_off(f"a {what} is never closed and swallows what follows", text[max(0, start - 20) : start + 40])
