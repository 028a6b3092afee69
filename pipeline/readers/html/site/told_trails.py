"""Breadcrumbs that no link and no separator shows: names glued to each other that a style parts, and those that a page
tells to search engines alone (BreadcrumbList of schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.readers.html.elements import holds_content, shown, text_of
from pipeline.readers.html.site.crumbs import crumbs_in_links, is_trail, without_opening
from pipeline.readers.lines import blank, clean

Element = etree._Element

_SCHEMA = "BreadcrumbList"
MAY_BE_TOLD = re.compile(rb"BreadcrumbList").search
_SILENT = frozenset({"svg", "script", "style", "img", "meta", "link", "input"})
_SEPARATORS = frozenset("›»❯▸→>/|•·-–:")
_MOST = 8  # names, and the signs between them
_LONGEST = 200  # characters


def trail_of(element: Element) -> tuple[str, ...]:
    """The names of a few links that are a trail, or those that the elements in a short block print, one each, where
    they are one by their words alone."""
    if next(element.iter("a"), None) is not None and (trail := crumbs_in_links(element)):
        return trail
    if not len(element) or holds_content(element) or len(str(text_of(element))) > _LONGEST:
        return ()
    parts = _parts(element)
    while len(parts) == 1 and len(parts[0]) and blank(parts[0].text):
        parts = _parts(parts[0])
    if not 1 < len(parts) <= 2 * _MOST or any(not _is_sign(part.tail) for part in parts):
        return ()
    around = parts[0].getparent()
    if around is None or not blank(without_opening(clean(around.text or ""))):
        return ()
    names = [name for part in parts if (name := without_opening(shown(part))) and not _is_sign(name)]
    return tuple(names) if 1 < len(names) <= _MOST and is_trail(names) else ()


def _parts(element: Element) -> list[Element]:
    return [part for part in element.iterchildren(etree.Element) if part.tag not in _SILENT and shown(part)]


def _is_sign(text: str | None) -> bool:
    return text is None or len(bare := text.strip()) == 0 or (len(bare) == 1 and bare in _SEPARATORS)


def is_told(element: Element) -> bool:
    """Whether an attribute says that an element is the breadcrumb of its page."""
    return _SCHEMA in (element.get("itemtype") or "") or _SCHEMA in (element.get("typeof") or "")


def told_trail(root: Element) -> tuple[str, ...]:
    """The names of the breadcrumb that a page tells in a script of data, in their order."""
    for script in root.iter("script"):
        text = str(script.text or "")
        if "json" not in (script.get("type") or "") or _SCHEMA not in text:
            continue
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for found in _lists(told):
            if names := _names(found):
                return names
    return ()


def _lists(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The lists of breadcrumbs in told data, however they are wrapped."""
    if depth > 4:
        return
    if isinstance(told, list):
        for one in told:
            yield from _lists(one, depth + 1)
    elif isinstance(told, dict):
        if _SCHEMA in str(told.get("@type")):
            yield told
        for inner in ("@graph", "breadcrumb", "mainEntity"):
            yield from _lists(told.get(inner), depth + 1)


def _names(found: dict[str, Any]) -> tuple[str, ...]:
    items = found.get("itemListElement")
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if all(isinstance(item.get("position"), int) for item in items):
        items.sort(key=lambda item: int(item["position"]))
    names = [item.get("name") or (inner.get("name") if isinstance(inner := item.get("item"), dict) else None)
             for item in items]  # fmt: skip
    return tuple(clean(name) for name in names if isinstance(name, str) and not blank(name))
