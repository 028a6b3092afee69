"""What the tests ask of a written report: its pages as trees, where its links lead, what in them could run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import html

SCRIPTS = {"theme.js", "report.js", "search.js", "search-index.js", "minisearch-7.2.0.js"}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "{http://www.w3.org/1999/xlink}href")
NEVER = {"iframe", "object", "embed", "base", "style", "template", "applet", "frame", "portal"}
BLANK = re.compile(r"[\x00-\x20]+")


@cache
def tree(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def pages(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


def target(page: Path, href: str) -> tuple[Path, str]:
    """The file and the id a link leads to."""
    path, _, anchor = href.partition("#")
    return (page.parent / unquote(path.partition("?")[0])).resolve() if path else page.resolve(), unquote(anchor)


def text(element: html.HtmlElement) -> str:
    return "".join(element.itertext())


def dangers(document: html.HtmlElement) -> Iterator[str]:
    """Everything in a page that could run, or fetch, what we did not write."""
    for element in document.iter():
        if not isinstance(element.tag, str):
            yield f"comment {element.text!r}"
            continue
        if element.tag in NEVER:
            yield f"<{element.tag}>"
        if element.tag == "script" and (element.text or element.get("src", "").rsplit("/", 1)[-1] not in SCRIPTS):
            yield f"<script> {element.get('src')} {element.text!r}"
        if element.tag == "meta" and element.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield f"<meta {element.get('http-equiv')}>"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name in ("style", "srcdoc", "ping"):
                yield f"{name}={value!r}"
            if name in ADDRESSES and not _harmless(BLANK.sub("", value), element.tag):
                yield f"{name}={value!r}"


def _harmless(address: str, tag: str) -> bool:
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    if scheme or address.startswith("//"):
        return tag == "a" and address.lower().startswith(("https://", "http://"))
    return True
