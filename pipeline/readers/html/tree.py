"""Text of an html page -> an lxml tree that holds all of it.

lxml stops at nesting depth 256 and at 10 MB of text in one node, and says so only in its error log: such a page is
parsed again through BeautifulSoup (DESIGN, decisions already measured).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from lxml import etree

from pipeline.model import Finding
from pipeline.readers.html.footnotes import spell_footnotes, spell_linked
from pipeline.readers.html.raw_text import shortened
from pipeline.readers.html.site.furniture import Run
from pipeline.readers.html.site.menu_run import find_run, take_out
from pipeline.readers.screening import refuse_too_deep

_PREFIX = re.compile(r"""xmlns:(\w+)\s*=\s*["']http://www\.w3\.org/1999/xhtml["']""")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>", re.IGNORECASE)
# The parser would print what follows the first `>` of it; no entity is ever declared (INTEGRITY row 24).
_SUBSET = re.compile(r"(\s*<!DOCTYPE[^>\[]*)\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
# what the Internet Archive prints above every page that it keeps
_TOOLBAR = re.compile(r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL)
_XHTML = "http://www.w3.org/1999/xhtml"
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_FRONT = 800  # characters
_TOOLBAR_OPENS = 20_000  # characters
_NUMBER = r"&#([xX][0-9a-fA-F]{1,9}|[0-9]{1,9})"
_REFERENCE = re.compile(rf"{_NUMBER};?")
_REFERENCES = re.compile(_NUMBER.encode())
_OF_HEAD = frozenset({"title", "meta", "link", "style", "script", "base", "noscript", "template", "object"})


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element (None: nothing to parse) and which library built the tree."""

    root: etree._Element | None
    markup: bytes  # as it was parsed: tells cheaply what need not be looked for
    reader: Literal["lxml", "beautifulsoup4"]
    findings: tuple[Finding, ...] = ()
    run: Run | None = None  # links of a great menu that are not in the tree


def parse(text: str, utf8: bytes | None = None, *, whole: bool = True) -> Tree:
    """The tree of `text`, complete but for the run of links in its menu if it need not be `whole`; `utf8` is the same
    as bytes, where these are at hand. Raises PageRefused TOO_DEEP. No entity is expanded and nothing is fetched."""
    content = shortened(text.encode("utf-8", "replace") if utf8 is None else utf8)
    printable, findings = _with_printable_references(text, content)
    printable = _without_declarations(printable)
    if printable is not text:
        text, content = printable, shortened(printable.encode("utf-8", "replace"))
    if b"\x00" in content:
        content = content.replace(b"\x00", "\ufffd".encode())
    tree = _tree(text, content, findings, whole)
    if tree.root is not None:
        _end_head(tree.root)
        spell_footnotes(tree.root)
        if b"]" in content:
            spell_linked(tree.root)
    return tree


def _end_head(root: etree._Element) -> None:
    """Without a `<body>` tag the parser leaves what it does not know (`main`, `nav`) in the head: this is content."""
    head = root.find("head")
    first = next((child for child in head if child.tag not in _OF_HEAD), None) if head is not None else None
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body[:0] = [first, *first.itersiblings()]


def _tree(text: str, content: bytes, findings: tuple[Finding, ...], whole: bool) -> Tree:
    if not whole and (taken := take_out(content)):
        root, gave_up = _parsed(taken.markup)
        run = find_run(root, taken) if root is not None and not gave_up else None
        if run is not None:
            return Tree(root, taken.markup, "lxml", findings, run)
    root, gave_up = _parsed(content)
    if gave_up:
        refuse_too_deep(text)
        return Tree(_by_soup(text), content, "beautifulsoup4", findings)
    return Tree(root, content, "lxml", findings)


def _parsed(content: bytes) -> tuple[etree._Element | None, bool]:
    """The root lxml finds, and whether it gave up at one of its limits."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, _gave_up(parser)


def _without_declarations(text: str) -> str:
    if text.startswith(("<?xml", "\n", " ", "\ufeff")):
        text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
        if "<![CDATA[" in text and _XHTML in text[:_FRONT]:  # html knows none: all of it would be a comment
            text = _CDATA.sub(lambda section: escape(section[1], quote=False), text)
    if "WAYBACK TOOLBAR" in text[:_TOOLBAR_OPENS]:
        text = _TOOLBAR.sub("", text, count=1)
    if "xmlns:" in text[:400] and (prefix := _PREFIX.search(text[:800])):
        text = re.sub(rf"<(/?){prefix[1]}:", r"<\1", text)
    if "[" in text[:400] and (doctype := _SUBSET.match(text)):
        text = f"{doctype[1]}>{text[doctype.end() :]}"
    return text


def _gave_up(parser: etree.HTMLParser) -> bool:
    log = parser.error_log
    return bool(len(log)) and any(
        entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "XML_PARSE_HUGE" in entry.message for entry in log
    )


def _with_printable_references(text: str, content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """`&#128;` is the euro sign to every browser; `&#0;`, lone surrogates and numbers past the last character are
    none: U+FFFD and a warning BAD_CHAR (INTEGRITY row 18). `content` is what is parsed of `text`, as UTF-8: its bytes
    are searched in less than half the time."""
    numbers = {number.decode() for number in set(_REFERENCES.findall(content))}
    printed = {number: _character(number) for number in numbers}
    changed = {number: character for number, character in printed.items() if character is not None}
    if not changed:
        return text, ()
    bad = 0

    def repaired(match: re.Match[str]) -> str:
        nonlocal bad
        character = changed.get(match[1])
        if character is None:
            return match[0]
        bad += character == "\ufffd"
        return character

    text = _REFERENCE.sub(repaired, text)
    if not bad:
        return text, ()
    message = f"{bad} character references that name no character were replaced"
    return text, (Finding("warning", "BAD_CHAR", message, found=str(bad), expected="0"),)


def _character(number: str) -> str | None:
    """What a character reference prints instead of what the parser would make of it, or None to leave it."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    if code == 0x2011:  # a hyphen at which no line breaks, as in `decode`
        return "-"
    if 128 <= code < 160:
        return bytes([code]).decode("cp1252", "replace")
    if (code < 32 and code not in (9, 10, 12, 13)) or code == 127 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return "\ufffd" if 0xFDD0 <= code < 0xFDF0 else None


def _by_soup(text: str) -> etree._Element:
    """The page parsed by BeautifulSoup, as an lxml tree: built top-down, where no limit of depth holds."""
    from bs4 import BeautifulSoup
    from bs4.element import CData, NavigableString, Tag

    soup = BeautifulSoup(text, "lxml")
    top = etree.Element("html")
    pending: list[tuple[Tag, etree._Element]] = [(soup, top)]
    while pending:
        source, target = pending.pop()
        last: etree._Element | None = None
        for child in source.children:
            if isinstance(child, Tag):
                attributes = {
                    name: " ".join(value) if isinstance(value, list) else str(value)
                    for name, value in child.attrs.items()
                    if re.fullmatch(r"[A-Za-z_][\w.-]*", name)
                }
                name = child.name if re.fullmatch(r"[A-Za-z_][\w.-]*", child.name) else "span"
                last = etree.SubElement(target, name, attributes)
                pending.append((child, last))
            elif type(child) in (NavigableString, CData):
                words = str(child)
                if last is None:
                    target.text = (target.text or "") + words
                else:
                    last.tail = (last.tail or "") + words
    return top


def found_in(path: etree.XPath, root: etree._Element) -> list[Any]:
    """What an XPath that selects nodes or strings finds."""
    found = path(root)
    return found if isinstance(found, list) else []


def drop(element: etree._Element) -> None:
    """Take `element` out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)
