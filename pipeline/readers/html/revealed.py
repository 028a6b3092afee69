"""What a page sends hidden and its script shows: parts that are streamed behind the page (React), and a report that is
hidden as a whole until a script runs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.readers.html.elements import CONTENT, text_of
from pipeline.readers.html.tree import drop
from pipeline.readers.html.visibility import is_hidden

Element = etree._Element

# `$RC("B:0","S:0")`: the part S:0 takes the place B:0; `$RS("S:1","P:1")` names the part first
_PLACED = re.compile(r"""\$R([CS])\(\s*["']([BPS]:\w{1,8})["']\s*,\s*["']([BPS]:\w{1,8})["']""")
MAY_BE_STREAMED = re.compile(rb"\$R[CS]\(").search
_TEXT_BESIDE = 200  # characters that a page prints beside a report that waits: `Laden ...`, its menu
_FEWEST = 40  # characters
_FRAMES = frozenset({"div", "main", "section", "article", "body"})
_NO_TEXT = frozenset({"script", "style", "template", "noscript", "head", "nav", "footer"})


def place_streamed(root: Element) -> None:
    """Put, in place, each part that was streamed behind the page where its script puts it."""
    scripts = " ".join(str(script.text or "") for script in root.iter("script"))
    moves = [(second, first) if kind == "C" else (first, second) for kind, first, second in _PLACED.findall(scripts)]
    if not moves:
        return
    wanted = {name for move in moves for name in move}
    named = {
        name: element for element in root.iter("div", "template", "table") if (name := element.get("id")) in wanted
    }
    for part, place in moves:
        streamed, target = named.get(part), named.get(place)
        if streamed is None or target is None or target.tag != "template":
            continue
        del streamed.attrib["hidden" if "hidden" in streamed.attrib else "id"]
        drop(streamed)
        target.addprevious(streamed)
        drop(target)


def show_waiting(root: Element, hidden: Iterable[Element]) -> None:
    """Show, in place, the hidden elements that hold all headings and tables of a page which prints next to nothing
    else, and most of a page that is hidden only from those who hear it: a dialog is open above it."""
    for part in hidden:
        if part.tag in _FRAMES and part.get("aria-hidden") == "true" and _is_most(part, root):
            del part.attrib["aria-hidden"]
    for part in _waiting(root, hidden):
        for name in ("hidden", "aria-hidden", "style"):
            if name in part.attrib:
                del part.attrib[name]


def _is_most(part: Element, root: Element) -> bool:
    text = len(str(text_of(part)))
    body = root.find("body")
    return text > _FEWEST and 2 * text > _printed(root if body is None else body)


def _waiting(root: Element, hidden: Iterable[Element]) -> list[Element]:
    holders = [part for part in hidden if next(part.iterdescendants(*CONTENT), None) is not None]
    if not holders:
        return []
    around = set(filter(is_hidden, holders))
    for content in root.iter(*CONTENT):
        if content in around or around.isdisjoint(content.iterancestors()):
            return []
    outermost = [part for part in around if around.isdisjoint(part.iterancestors())]
    if not any(next(part.iter("h1", "h2"), None) is not None for part in outermost):
        return []
    waiting = sum(len(str(text_of(part))) for part in outermost)
    body = root.find("body")
    beside = _printed(root if body is None else body) - waiting
    return outermost if beside < min(_TEXT_BESIDE, waiting) else []


def _printed(body: Element) -> int:
    """How many characters a page holds that may be text of a report."""
    silent = sum(len(str(text_of(one))) for one in body.iter(*_NO_TEXT) if _is_outermost(one))
    return len(str(text_of(body))) - silent


def _is_outermost(element: Element) -> bool:
    return not any(around.tag in _NO_TEXT for around in element.iterancestors())
