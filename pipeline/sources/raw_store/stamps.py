"""The build stamp in the bytes of a page: which of two versions is the newer, and whether they differ in more."""

from __future__ import annotations

import codecs
import hashlib
import html
import re

from pipeline.dutch.dates import BadStamp, find_stamps

_SENTENCE = re.compile(rb"pagina(?:\s|&nbsp;|<[^<>]{0,200}>)+is(?:\s|&nbsp;|<[^<>]{0,200}>)+gebouwd", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PRINTED = re.compile(rb"\d{1,2}/\d{1,2}/\d{4}(?:\s|&nbsp;|,)+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?", re.IGNORECASE)
_REACH = 600  # bytes: the sentence with the markup around its two stamps


def stamp_of(content: bytes) -> str | None:
    """`gebouwd op`, and `export van` behind a slash, of the footer in ISO form as printed (Europe/Amsterdam):
    `2025-06-13T13:22:06/2025-06-13T13:13:22`. Texts compare as the times do. None without a stamp, or with one that
    is not MM/DD/YYYY."""
    content = _in_ascii(content)
    footer = _footer(content)
    # the sentence and its stamps are ASCII in every charset a page may be written in, but for UTF-16
    sentence = html.unescape(_TAG.sub(" ", content[footer : footer + _REACH].decode("latin-1")))
    try:
        built, exported = find_stamps(" ".join(sentence.split())) or (None, None)
    except BadStamp:
        return None
    return f"{built.isoformat()}/{exported.isoformat() if exported else ''}" if built else None


def unstamped(content: bytes) -> str:
    """SHA-256 of a page without its stamps: equal for two builds of one content."""
    content = _in_ascii(content)
    footer = _footer(content)
    sentence = _PRINTED.sub(b"", content[footer : footer + _REACH])
    return hashlib.sha256(content[:footer] + sentence + content[footer + _REACH :]).hexdigest()


def _in_ascii(content: bytes) -> bytes:
    """The bytes of a page, those of UTF-16 in UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    return content


def _footer(content: bytes) -> int:
    """Where the sentence begins, the last one of the page; the end of the page without one."""
    return max((found.start() for found in _SENTENCE.finditer(content)), default=len(content))
