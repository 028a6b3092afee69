"""What the fetcher must know of a page without parsing it: its links, its words, whether it is whole.

The readers own the parsers and work on pages that were accepted. Here patterns do, each of them linear in the size of
the page (none looks for an end that may not come): an address missed in a menu stands in the sitemap or on another
page, and a link too many is asked once.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape

from pipeline.dutch.dates import STAMP_OPENS

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b.*?(?:</style\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"""<(?:a|area)\b[^<>]*?\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_BASE = re.compile(r"""<base\b[^<>]*?\shref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_SCRIPTED = re.compile(r"""["']((?:https?:\\?/\\?/[a-z0-9.-]+)?\\?/p\d{1,7}(?:\.html?|\\?/[^"'\s\\<>]{1,200})?)["']""")
_LOCATION = re.compile(r"<(?:\w{1,20}:)?loc>\s*(?:<!\[CDATA\[)?([^<>\]]{1,2000})", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b(?=[^<>]*\shref)[^<>]*>[^<]*(?:<(?!/?a\b)[^<]*)*(?:</a\s*>)?", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<noscript\b[^<>]*>(.*?)(?:</noscript|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*(?:<(?!/?title\b)[^<]*)*)", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b[^<>]*>([^<]*(?:<(?!/?h[1-6]\b)[^<]*)*)", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^<>]*>(.*)", re.DOTALL | re.IGNORECASE)
_CLOSING = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPENING = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_IN_TAG = re.compile(r"<[a-zA-Z/!][^<>]*\Z")

_AFTER_THE_END = 2_000  # characters: comments and scripts that servers put behind </html>


def text_of(content: bytes) -> str:
    """The markup as far as patterns in ASCII need it: UTF-16 by its mark, all else as UTF-8 with replacements."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    return content.decode("utf-8", "replace")


def links(markup: str) -> Iterator[str]:
    """Every href of a link, and every quoted address of the form /p<number> in a script, in order; `base_of` says what
    they are relative to."""
    shown = _COMMENT.sub("", markup)
    for found in _LINK.finditer(_SCRIPT.sub("", shown)):
        yield unescape(found[1] or found[2] or found[3] or "")
    for script in _SCRIPT.finditer(shown):
        for found in _SCRIPTED.finditer(script[0]):
            yield found[1].replace("\\/", "/")


def base_of(markup: str) -> str | None:
    """The address in <base>, where there is one."""
    found = _BASE.search(_COMMENT.sub("", markup))
    return unescape(found[1] or found[2] or found[3] or "") if found else None


def locations(sitemap: str) -> Iterator[str]:
    """Every <loc> of a sitemap or of an index of sitemaps. No XML parser: nothing to expand, nothing to open."""
    for found in _LOCATION.finditer(_COMMENT.sub("", sitemap)):
        if location := unescape(found[1]).strip():
            yield location


def title_and_headings(markup: str) -> list[str]:
    """What <title> and the headings say."""
    shown = _SCRIPT.sub("", _COMMENT.sub("", markup))
    return [said for found in (*_TITLE.findall(shown), *_HEADING.findall(shown)) if (said := _plain(found))]


def words_beside_links(markup: str) -> str:
    """What a reader sees of the page without its links, so that a menu counts for nothing."""
    shown = _UNSEEN.sub(" ", _COMMENT.sub("", markup))
    body = _BODY.search(shown)
    return _plain(_ANCHOR.sub(" ", body[1] if body else _TITLE.sub(" ", shown)))


def words_for_robots(markup: str) -> str:
    """What <noscript> says, to those who run no scripts."""
    shown = _STYLE.sub(" ", _SCRIPT.sub(" ", _COMMENT.sub("", markup)))
    return _plain(" ".join(_NOSCRIPT.findall(shown)))


def missing_end(markup: str, framed: bool) -> str | None:
    """Why the page cannot be whole, or None. A message that tells its own end (`framed`) may hold a fragment without
    <html>; without that, only the closing tag or the build stamp at the end shows that nothing was cut."""
    tail = markup.rstrip()[-_AFTER_THE_END:]
    if _CLOSING.search(tail) or (STAMP_OPENS in tail and not _OPENING.search(markup)):
        return None
    if not framed:
        return "no length, and no closing tag"
    if _OPENING.search(markup):
        return "no </html> and no </body>"
    if _IN_TAG.search(tail):
        return "a tag that stops in its middle"
    lowered = markup.lower()
    return "a table that is not closed" if lowered.count("<table") > lowered.count("</table") else None


def _plain(markup: str) -> str:
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", markup))).strip()
