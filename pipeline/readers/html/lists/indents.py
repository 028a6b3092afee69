"""Lists inside lists that only an indent shows: items and bulleted paragraphs with a margin, a level or a class."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from pipeline.readers.html.attributes import Attributes
from pipeline.readers.html.cells import INLINE
from pipeline.readers.html.elements import shown
from pipeline.readers.html.lists.bullets import BULLETS
from pipeline.readers.html.lists.word_lists import word_level
from pipeline.readers.lines import blank

Element = etree._Element

# Quill writes `ql-indent-1`, TinyMCE and WordPress `indent-1`, InDesign `Opsomming-2`, others the level itself
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:indent|inspring|level|niveau|lvl|depth|opsomming|bullet)[_-]?([1-9])(?:\s|$)"
    r"|(?:^|\s)[mp][ls]-([1-9]\d?)(?:\s|$)"  # of Tailwind and Bootstrap: steps of a margin
    r"|(?:^|\s)(?:sub|nested)(?:[_-]?(?:item|list|level|bullet|punt))?(?:\s|$)",
    re.IGNORECASE,
)
_KIX = re.compile(r"\blst-kix_\w+-(\d)\b")  # a list of Google Docs: one to a level, none in another
# a bullet hangs to the left of its text: `margin-left: 36pt; text-indent: -18pt`
_LEFT = re.compile(
    r"\b(?:margin-left|padding-left|text-indent)\s*:\s*(-?\d{1,4}(?:\.\d{1,4})?)\s*(px|pt|cm|mm|in|em|rem|%)?",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"\bmargin\s*:\s*(?:\S{1,12}\s+){3}(\d{1,4}(?:\.\d{1,4})?)(px|pt|cm|mm|in|em|rem|%)?", re.IGNORECASE
)
_INNER_BULLETS = re.compile(r"list-style(?:-type)?\s*:\s*(circle|square)", re.IGNORECASE)  # flat, pasted from Word
_PIXELS = {"pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "em": 16.0, "rem": 16.0}
_SAME = 6  # pixels: margins that differ by less are one
_DEEPEST = 6
_ITEMS = ("li", "p", "div")
_BULLETS = frozenset(BULLETS)  # no text at all opens with one


def write_levels(root: Element, attributes: Attributes, styles: str) -> None:
    """Nest such items under `root` in place; `styles` are all style attributes of the page."""
    found: set[Element] = set()
    found.update(item for item in attributes.elements("aria-level") if item.tag == "li")
    for item, level in attributes.of("data-level"):
        if item.tag == "li" and item.get("aria-level") is None:
            item.set("aria-level", level)
            found.add(item)
    found.update(_of_word(attributes))
    for element, name in attributes.of("class"):
        if element.tag in _ITEMS and _told_level(name):
            found.add(element)
        elif "lst-kix" in name and element.tag in ("ul", "ol") and (depth := _KIX.search(name)):
            for item in element.iterchildren("li"):
                item.set("aria-level", str(int(depth[1]) + 1))
                found.add(item)
    if "-left" in styles or "list-style" in styles or ("argin:" in styles and _SIDES.search(styles)):
        found.update(
            element
            for element, style in attributes.of("style")
            if "-left" in style or "argin:" in style or "st-st" in style
        )
    for element in [element for element in root.iter("div") if element in found]:
        found.update(_side_by_side(element))
    found = {element for element in found if element.tag in _ITEMS and _indent(element) and _is_item(element)}
    if not found:
        return
    seen: set[Element] = set()
    for element in [element for element in root.iter(*_ITEMS) if element in found]:
        if element not in seen:
            run = list(_run(element))
            seen.update(run)
            _nest(run)


def _of_word(attributes: Attributes) -> Iterator[Element]:
    """The items that Word on the web sets each in a list in a block of its own."""
    for item, level in attributes.of("data-aria-level"):
        if item.tag == "li":
            item.set("aria-level", level)
            _without_block(item.getparent())
            yield item


def _without_block(items: Element | None) -> None:
    """Take away the block around a list that holds nothing else."""
    block = items.getparent() if items is not None else None
    around = block.getparent() if block is not None else None
    if items is None or block is None or around is None or block.tag != "div" or len(block) != 1:
        return
    if blank(block.text) and blank(items.tail):
        items.tail = block.tail
        around.replace(block, items)


def _run(element: Element) -> Iterator[Element]:
    """The items of a list and of the lists right before and behind it, or the paragraphs or blocks around one."""
    if element.tag != "li":
        yield from _in_a_row(_first(element), (element.tag,))
        return
    parent = element.getparent()
    if parent is None or parent.tag not in ("ul", "ol"):
        yield element
        return
    while (above := parent.getprevious()) is not None and above.tag in ("ul", "ol") and blank(above.tail):
        parent = above
    for follower in _in_a_row(parent, ("ul", "ol")):
        yield from follower.iterchildren("li")


def _side_by_side(block: Element) -> list[Element]:
    """The blocks with a bullet inside an indented block, or that block inside one with a bullet, set beside the others:
    they are indented all the same."""
    parent, inner = block.getparent(), list(block)
    if parent is None:
        return []
    if len(inner) == 2 and shown(inner[0]) in _BULLETS:  # the bullet is a block of its own
        for part in inner:
            part.tag = "span"
    elif inner and blank(block.text) and all(map(_is_block_item, inner)):
        tail, block.tail = block.tail, None
        for part in reversed(inner):
            part.tag, part.tail = block.tag, None
            for name in ("class", "style"):
                if value := block.get(name):
                    part.set(name, value)
            block.addnext(part)
        inner[-1].tail = tail
        parent.remove(block)
        return inner
    elif _ends(block, parent) and (parent.text or "").lstrip()[:1] in _BULLETS:
        if not _CLASS.search(block.get("class") or ""):  # a margin counts from that of the block around it
            block.set("style", f"margin-left:{_indent(block) + _indent(parent)}px")
        block.tail, parent.tail = parent.tail, None
        parent.addnext(block)
    return []


def _ends(block: Element, parent: Element) -> bool:
    return parent.tag == "div" and blank(block.tail) and block.getnext() is None


def _is_block_item(part: Element) -> bool:
    return part.tag in ("p", "div") and blank(part.tail) and _is_item(part)


def _first(block: Element) -> Element:
    """The first of the blocks with a bullet that a block follows at once."""
    while (above := block.getprevious()) is not None and above.tag == block.tag and blank(above.tail):
        if not _is_item(above):
            break
        block = above
    return block


def _in_a_row(element: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    following: Element | None = element
    while following is not None and following.tag in tags:
        yield following
        following = following.getnext() if blank(following.tail) else None


def _nest(run: list[Element]) -> None:
    """Wrap each item in as many lists as its indent is deeper than the smallest of the run."""
    items = list(filter(_is_item, run))
    indents = [_indent(item) for item in items]
    if max(indents) - min(indents) < _SAME:
        return
    steps = list(_steps(indents))
    for item, indent in zip(items, indents, strict=True):
        wrap = min(bisect_right(steps, indent) - 1, _DEEPEST)
        if item.tag != "li":
            item.tag, wrap = "li", wrap + 1
        _wrap(item, wrap)


def _is_item(element: Element) -> bool:
    """Whether it is an item, or a paragraph with a bullet that is no item of Word."""
    if element.tag == "li":
        return True
    if element.tag == "div" and any(child.tag not in INLINE and child.tag != "br" for child in element):
        return False
    text = element.text
    begin = text.lstrip()[:1] if text and not text.isspace() else shown(element)[:1]
    return begin in _BULLETS and not word_level(element)


def _indent(item: Element) -> float:
    if level := item.get("aria-level"):
        lists = sum(1 for _ in item.iterancestors("ul", "ol"))
        return 100.0 * max(0, int(level) - max(1, lists)) if level.isdecimal() and len(level) < 3 else 0.0
    if (name := item.get("class")) and (told := _told_level(name)):
        return 100.0 * told
    style = item.get("style")
    return _pixels(style) if style else 0.0


@lru_cache(maxsize=1024)  # most elements of a site share a few
def _told_level(name: str) -> int:
    """The level that a class tells, 0 where it tells none."""
    found = _CLASS.search(name)
    return int(found[1] or found[2] or 1) if found else 0


@lru_cache(maxsize=256)  # a page has a handful of styles
def _pixels(style: str) -> float:
    if bullet := _INNER_BULLETS.search(style):
        return 100.0 if bullet[1].lower() == "circle" else 200.0
    sizes = _LEFT.findall(style) or _SIDES.findall(style)
    return sum(float(size) * _PIXELS.get(unit.lower(), 1.0) for size, unit in sizes)


def _steps(indents: Iterable[float]) -> Iterator[float]:
    """The indents that differ, smallest first."""
    last: float | None = None
    for indent in sorted(indents):
        if last is None or indent - last >= _SAME:
            yield indent
            last = indent


def _wrap(item: Element, lists: int) -> None:
    inner = item
    for _ in range(lists):
        outer = etree.Element("ul")
        parent = inner.getparent()
        if parent is None:
            return
        parent.replace(inner, outer)
        outer.tail, inner.tail = inner.tail, None
        outer.append(inner)
        inner = outer
