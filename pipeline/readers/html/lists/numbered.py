"""Lists whose numbers are characters: paragraphs or lines that open with `1.`, `2.` or `a)`, `b)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Block, Heading, Ignored, Item, Paragraph
from pipeline.readers.table_labels import fold, listed, names_part

_NUMBER = re.compile(r"(?:(\d{1,2})|([a-z]))[.)]\s+(?=\S)")
_OPENINGS = ("1.", "1)", "a.", "a)")
_FEWEST = 2


def with_numbered_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page, runs of numbered lines that stand below `... zodanig dat:`, a theme, `Criteria` or
    `Activiteiten` as the items they are. Elsewhere such a line may be the title of a proposal or an article
    (begroting-2026 p50026)."""
    if any(type(block) is Item and block.ordered and block.text[:2] in _OPENINGS for block in blocks):
        blocks = _with_bare_items(blocks)
    if not any(isinstance(block, Paragraph) and _may_open(block.text) for block in blocks):
        return list(blocks)
    written: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Paragraph) and _may_open(block.text):
            taken, items = _run(blocks, at, _introduces(written))
            if taken:
                written += items
                at += taken
                continue
        written.append(block)
        at += 1
    return written


def _with_bare_items(blocks: Sequence[Block]) -> list[Block]:
    """Items of a numbered list that print their number as well (`<ol><li>1. ...`) without it, where all of them do."""
    bare = list(blocks)
    run: list[tuple[int, Item, str]] = []  # the items of a list, and what they say behind their numbers
    for at, block in enumerate((*blocks, Heading("", 1))):
        inner = isinstance(block, Item) and bool(run) and block.level > run[0][1].level
        if isinstance(block, Ignored) or inner:
            continue
        found = _NUMBER.match(block.text) if isinstance(block, Item) and block.ordered else None
        if isinstance(block, Item) and found and found[1] == str(len(run) + 1):
            run.append((at, block, block.text[found.end() :]))
            continue
        if len(run) >= _FEWEST and not (isinstance(block, Item) and block.level == run[0][1].level):
            for place, item, text in run:
                bare[place] = Item(text, item.level, ordered=True)
        run = []
    return bare


def _may_open(text: str) -> bool:
    return text[:2] in _OPENINGS or (":\n" in text and text.partition(":\n")[2][:2] in _OPENINGS)


def _introduces(written: Sequence[Block]) -> bool:
    last = next((block for block in reversed(written) if not isinstance(block, Ignored)), None)
    if not isinstance(last, (Heading, Paragraph)):
        return False
    if last.text.endswith(":") or listed(fold(last.text)) is not None:
        return True
    return isinstance(last, Paragraph) and last.lead == last.text and not names_part(last.text)


def _run(blocks: Sequence[Block], at: int, introduced: bool) -> tuple[int, list[Block]]:
    """How many blocks from `at` on are such a run, and what they are."""
    items: list[Block] = []
    open_lists: list[tuple[bool, int]] = []  # of letters, last number: from the outermost list in
    taken = at
    for block in blocks[at:]:
        if not isinstance(block, Ignored):
            new = list(_items(block, open_lists, introduced or bool(items))) if isinstance(block, Paragraph) else []
            if not new:
                break
            items += new
        else:
            items.append(block)
        taken += 1
    return (taken - at, items) if sum(isinstance(item, Item) for item in items) >= _FEWEST else (0, [])


def _items(block: Paragraph, open_lists: list[tuple[bool, int]], introduced: bool) -> Iterator[Block]:
    """The items of a paragraph whose lines go on with the numbers of `open_lists`, behind the line that introduces
    them; nothing where one line does not."""
    if block.lead:
        return
    lines = block.text.split("\n")
    found: list[Block] = []
    if not introduced and lines[0].endswith(":"):
        found.append(Paragraph(lines.pop(0)))
    elif not introduced:
        return
    for line in lines:
        number = _NUMBER.match(line)
        text = line[number.end() :] if number else ""
        if number is None or names_part(text) or not (level := _level(number, open_lists)):
            return
        found.append(Item(text, level, ordered=True))
    yield from found


def _level(number: re.Match[str], open_lists: list[tuple[bool, int]]) -> int:
    """The level of the list that a number goes on with or opens; 0 where it does neither."""
    letters = number[2] is not None
    value = ord(number[2]) - ord("a") + 1 if letters else int(number[1])
    for depth, (kind, last) in enumerate(open_lists, 1):
        if kind == letters and value == last + 1:
            open_lists[depth - 1 :] = [(kind, value)]
            return depth
    if value != 1 or any(kind == letters for kind, _ in open_lists):
        return 0
    open_lists.append((letters, 1))
    return len(open_lists)
