"""What kind of file bytes or text are, where they are no page, and what a page shows that only asks or sends on."""

from __future__ import annotations

import json
import re

_BEGINNINGS = (
    (b"%PDF-", "pdf"), (b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"), (b"\xd0\xcf\x11\xe0", "ole"), (b"{\\rtf", "rtf"),
    (b"WARC/", "warc"),  # an input, but under its own name
)  # fmt: skip
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])
_LOOKED_AT = 4096  # bytes
_MOST = 1 / 20  # of them; a text with stray control characters has a few, packed or scrambled bytes have one in ten

_MHTML = re.compile(r"From: <Saved|MIME-Version:|Content-Type: multipart/related", re.IGNORECASE)
_PROLOG = re.compile(r"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?!\s+html\b)[^>\[]*(?:\[.*?\]\s*)?>)*",
                     re.IGNORECASE | re.DOTALL)  # fmt: skip
_ROOT = re.compile(r"<(?:([\w.-]+):)?([\w.-]+)")
_OF_XML = frozenset(["rss", "feed", "svg", "urlset", "sitemapindex", "opml", "kml", "gpx"])
_OF_PAGES = frozenset({"html", "head", "body"})
_JSON = re.compile(r"""(?:\)\]\}',?\s*)?(?:\{\s*["}]|\[\s*(?:[\[{"\]]|-?\d[\d.]*\s*,))""")
_REMARKS = re.compile(r"(?:\s+|/\*.*?(?:\*/|\Z)|//[^\n]*(?:\n|\Z)|<!--[^\n]*-->)*", re.DOTALL)
_STYLES = re.compile(
    r"@(?:charset|import|namespace|media|font-face|supports|layer|page|(?:-\w+-)?keyframes)\b[^<>]{0,300}?[;{]"
    r"|[^{}<>;]{1,1000}\{\s*(?:--)?[a-z-]+\s*:[^{}<>]{1,2000}?[;}]"
)
_SCRIPTS = re.compile(
    r"""["']use\ strict["']|(?:async\s+)?function\b\s*[\w$]*\s*\(|[!;+(]+\s*(?:async\s+)?(?:function\b|\([^()]*\)\s*=>)
      |(?:var|let|const)\s+[\w$]+\s*(?:[=;,]|in\b)|(?:var|let|const)\s*[\[{]|import\s*(?:[\w$*{"'(])[^<>]{0,500}?["']
      |export\s+(?:default|const|function|class|\{)|class\s+[\w$]+\s*(?:extends\s+[\w$.]+\s*)?\{
      |(?:if|for|while|try|switch)\s*[({][^<>]{0,300}[;)}]
      |\(?\s*(?:window|self|document|globalThis|module|exports|jQuery|\$|define|require|dataLayer)\s*(?:[.\[(=|])
      |[\w$]+(?:\.[\w$]+)*\(\s*[\[{]\s*["'}\]\w]|[\w$]+(?:\.[\w$]+)+\s*=[^=]""",
    re.VERBOSE,
)

_PASSWORD = re.compile(r"""<input\b[^<>]*type\s*=\s*["']?password""", re.IGNORECASE)
_REFRESH = re.compile(r"""<meta\b[^<>]*http-equiv\s*=\s*["']?refresh[^<>]*>?""", re.IGNORECASE)


def binary_kind(content: bytes) -> str | None:
    """`pdf`, `gzip` and the like by the first bytes, `binary` where control characters say that it is no text (a page
    still packed in brotli or zstd, UTF-16 without its mark), None for text."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    start = content[:_LOOKED_AT]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return "binary" if controls > _MOST * len(start) and not start.startswith(_UTF_16) else None


def text_kind(text: str) -> str | None:
    """`json`, `xml`, `mhtml`, `css` or `javascript` by how a text begins, None for html and what may be prose. The
    first characters do: a file that is cut is still no page."""
    start = text.lstrip("\ufeff \t\r\n\f")
    if start[:1] == "<":
        if _is_xml(start):
            return "xml"
        return "javascript" if start.startswith("<!--") and _code(start) == "javascript" else None
    if _JSON.match(start) or (start[:1] == "[" and _is_json(text)):
        return "json"
    if _MHTML.match(start):
        return "mhtml"
    return _code(start)


def _is_xml(start: str) -> bool:
    prolog = _PROLOG.match(start)
    root = _ROOT.match(start, prolog.end() if prolog else 0)
    if root is None:
        return False
    prefix, name = root[1], root[2].lower()
    if name in _OF_PAGES:
        return False
    return start[:5].lower() == "<?xml" or name in _OF_XML or (prefix is not None and f"xmlns:{prefix}" in start[:2000])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _code(start: str) -> str | None:
    remarks = _REMARKS.match(start)
    first = remarks.end() if remarks else 0
    if _SCRIPTS.match(start, first):
        return "javascript"
    if _STYLES.match(start, first):
        return "css"
    return "css" if start.startswith("/*") else None  # no text of a report opens with a remark


def asks_for_a_password(markup: str) -> bool:
    """Whether a field of the page takes a password."""
    return _PASSWORD.search(markup) is not None


def refresh_of(markup: str) -> str | None:
    """The tag that sends a browser on to another address, where the page has one."""
    found = _REFRESH.search(markup)
    return found[0] if found else None
