"""Elements that stand for others, written out as these: lists made of roles, indented items of an editor, content that
waits for a script. Each is looked for only in a page that has a mark of it."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

_INDENT = re.compile(r"\bql-indent-([1-9])\b")  # Quill: the items of one list, with their level as a class
_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_CONTENT = ("table", "ul", "ol", "h2", "h3", "h4", "p")
_NO_CONTENT = re.compile(r"\{\{|\$\{|<%|javascript|cookie|browser", re.IGNORECASE)
_FEWEST = 40  # characters: a template with less is the form of one row
_MOST = 200


def write_out(root: Element, markup: bytes) -> None:
    """Change such elements under `root` in place; `markup` is the page as bytes."""
    if b"listitem" in markup:
        _lists_of_roles(root)
    if b"display:block" in markup or b"display: block" in markup:
        _shown_as_blocks(root)
    if b"ql-indent-" in markup:
        _indented_items(root)
    if b"<noscript" in markup or b"<template" in markup:
        _waiting(root)


def _lists_of_roles(root: Element) -> None:
    for element in list(root.iter("div", "span", "section", "p")):
        role = element.get("role")
        if role in ("list", "listitem"):
            element.tag = "ul" if role == "list" else "li"


def _shown_as_blocks(root: Element) -> None:
    for element in list(root.iter("span", "label", "strong", "b")):
        if _BLOCK.search(element.get("style") or ""):
            block = etree.Element("div")
            parent = element.getparent()
            if parent is not None and element.tag in ("span", "label"):
                element.tag = "div"
            elif parent is not None:
                parent.replace(element, block)
                block.tail, element.tail = element.tail, None
                block.append(element)


def _indented_items(root: Element) -> None:
    for item in list(root.iter("li")):
        if (indent := _INDENT.search(item.get("class") or "")) and (parent := item.getparent()) is not None:
            inner = item
            for _ in range(int(indent[1])):
                outer = etree.Element("ul")
                if inner is item:
                    parent.replace(item, outer)
                    outer.tail, item.tail = item.tail, None
                else:
                    parent.replace(inner, outer)
                outer.append(inner)
                inner = outer


def _waiting(root: Element) -> None:
    """What a page prints only to readers without scripts, or keeps for a script to print, is text of the page where it
    is content and stands nowhere else on it; a form for other content and a request to switch scripts on are none."""
    found = [element for element in root.iter("noscript", "template") if _is_content(element)]
    if not found:
        return
    words = _words(root)
    for element in found:
        if words.count(_words(element)[:_MOST]) == 1:
            element.tag = "div"


def _is_content(element: Element) -> bool:
    words = _words(element)
    if len(words) < (_FEWEST if element.tag == "template" else 1) or next(element.iter(*_CONTENT), None) is None:
        return False
    asks = next(element.iter("form", "input", "slot", "style"), None) is not None
    return not asks and _NO_CONTENT.search(words) is None


def _words(element: Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())
