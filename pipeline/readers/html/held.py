"""A report that stands in its page as a string of markup, for a script to show: in a text field, a template, data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from pipeline.model import Block, Finding, Grid, Heading, Ignored
from pipeline.readers.html.elements import HEADINGS, text_of

Element = etree._Element

_MARKUP = re.compile(r"</?(?:h[1-6]|p|li|ul|table|tr)\b[^<>]{0,200}>", re.IGNORECASE)
_FEWEST = 6  # such tags in a report
_SHORTEST = 200  # characters
_MOST_BESIDE = 200  # characters that a page prints itself: `Even geduld ...`, its name
_OF_TEXT = ("html", "template", "x-")  # types of scripts that hold markup
_DEEPEST = 12


def held_markup(root: Element, blocks: Sequence[Block]) -> tuple[str, Finding] | None:
    """The longest markup that a page holds as a string where it prints next to nothing itself, and what tells of it
    (PAGE_HELD, info)."""
    if any(isinstance(block, (Heading, Grid)) for block in blocks):
        return None
    if sum(len(block.text) for block in blocks if not isinstance(block, (Grid, Ignored))) > _MOST_BESIDE:
        return None
    held = max(((text, where) for where, text in _strings(root) if _is_report(text)), key=_length, default=None)
    if held is None:
        return None
    text, where = held
    message = f"the page prints nothing itself: its report is read from the markup in its {where}"
    return text, Finding(
        "info", "PAGE_HELD", message, "page", f"{len(text)} characters", "a page that prints its report"
    )


def show_frames(root: Element) -> None:
    """Frames whose markup stands in the page itself are shown where they stand, in place; those of a page without a
    heading or a table are left to `held_markup`."""
    if next(root.iter(*HEADINGS, "table"), None) is None:
        return
    for frame in list(root.iter("iframe")):
        held = frame.get("srcdoc")
        if not held or _MARKUP.search(held) is None:
            continue
        shown = etree.fromstring(held, etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True))
        body = shown.find("body") if shown is not None else None
        if body is not None:
            frame.tag, frame.text = "div", body.text
            frame[:] = list(body)


def _length(held: tuple[str, str]) -> int:
    return len(held[0])


def _is_report(text: str) -> bool:
    return len(text) >= _SHORTEST and len(_MARKUP.findall(text)) >= _FEWEST


def _strings(root: Element) -> Iterator[tuple[str, str]]:
    """Where a page may hold markup, and that as it would be shown."""
    for field in root.iter("textarea"):
        yield "text field", str(text_of(field))
    for frame in root.iter("iframe", "noframes"):
        yield "frame", frame.get("srcdoc") or str(text_of(frame))
    for script in root.iter("script"):
        kind, text = (script.get("type") or "").lower(), str(script.text or "")
        if "json" in kind:
            yield from (("data", string) for string in _in_data(text))
        elif any(map(kind.__contains__, _OF_TEXT)):
            yield "template", text


def _in_data(text: str) -> Iterator[str]:
    if not _MARKUP.search(text.replace("\\/", "/").replace("\\u003c", "<").replace("\\u003e", ">")):
        return
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return
    waiting: list[tuple[Any, int]] = [(told, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, str):
            yield one
        elif depth < _DEEPEST:
            inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            waiting += [(part, depth + 1) for part in inner]
