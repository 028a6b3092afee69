"""Bytes -> blocks. The only rooms that know lxml, beautifulsoup4 and the flattened text forms."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from pipeline.model import Document, Source
from pipeline.readers.decode import Decoded, decode
from pipeline.readers.place_lines import with_place
from pipeline.readers.screening import PageCut, screen_bytes, screen_document, screen_markup, truncated
from pipeline.readers.swallowed import swallowed

__all__ = ["PageCut", "read"]

_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[a-zA-Z!/?]")
_NOTHING_BUT_LINES = re.compile(  # what a browser saves of a text file
    r"\s*(?:<!doctype[^<>]*>\s*)?<html[^<>]*>\s*<head>.{0,500}?</head>\s*<body[^<>]*>\s*<pre[^<>]*>([^<]*)</pre>"
    r"\s*(?:<div[^<>]*></div>\s*)?</body>\s*</html>\s*\Z",
    re.IGNORECASE | re.DOTALL,
)


def read(source: Source) -> Document:
    """The blocks of one exported page. What stands in the file decides, not its name: markup in a `.txt` is read as
    html, and a page without a single tag as text.

    Raises PageRefused EMPTY_PAGE, NOT_HTML, TOO_LARGE, TOO_DEEP or NOT_A_REPORT_PAGE, and PageCut (TRUNCATED) with the
    blocks before the cut (INTEGRITY section 3, rows 1-9 and 20-23); all other surprises are findings on the document.
    """
    screen_bytes(source.content)
    decoded = decode(source.content, source.charset, of_text=source.media == "text")
    text, cut = decoded.text, decoded.cut
    if source.media != "text" or _HTML.match(text):
        screen_markup(text)
        is_html = _ANY_TAG.search(text) is not None
        lost = swallowed(text, _but_menu(decoded.utf8) if is_html and decoded.utf8 is not None else None)
        cut = cut or truncated(text) or (lost if lost and lost.severity == "error" else None)
    else:
        lost, is_html = None, False
    document = with_place(_read_as(decoded, is_html=is_html))
    cut = cut or next((found for found in document.findings if found.code == "TRUNCATED"), None)
    told = (found for found in (*decoded.findings, lost, *document.findings) if found and found.code != "TRUNCATED")
    document = replace(document, encoding=decoded.encoding, findings=tuple(told))
    if cut is not None:
        raise PageCut(cut, document)
    screen_document(document, text)
    return document


def _but_menu(utf8: bytes) -> str | None:
    """The markup without the run of links in its menu, if it has one."""
    from pipeline.readers.html.raw_text import shortened
    from pipeline.readers.html.site.menu_run import take_out

    taken = take_out(shortened(utf8))
    return taken.markup.decode() if taken is not None else None


def _read_as(decoded: Decoded, *, is_html: bool) -> Document:
    """Each reader is imported when the first page needs it: lxml costs more than most pages."""
    text = decoded.text
    if is_html and "<pre" in text[:1000] and (lines := _NOTHING_BUT_LINES.match(text)):
        text, is_html = unescape(lines[1]), False
    if is_html:
        from pipeline.readers.html import read_markup

        if "\x0c" in text:  # kept as the end of a page of text
            return read_markup(text.replace("\x0c", " "))
        return read_markup(text, decoded.utf8)
    from pipeline.readers.text import read_text

    return read_text(text)
