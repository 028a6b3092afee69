"""The status of activities: of those below a heading, and of one that prints its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeGuard

from ...dutch.footnotes import without_mark
from ...dutch.misspelt import spelled
from ...dutch.printed import letters
from ...model import Block, Heading, Item, Paragraph
from ..themes import looks_like_title

_STATUSES = tomllib.loads(Path(__file__).with_name("statuses.toml").read_text(encoding="utf-8"))
_HEADINGS = "|".join(f"(?P<{status}>{'|'.join(table['headings'])})" for status, table in _STATUSES.items())
_OFTEN_MISSPELT = {letters(name): status for status, table in _STATUSES.items() for name in table.get("misspelt", ())}
_STATUS_LINE = re.compile(rf"\d{{0,3}}(?:{_HEADINGS.replace(' ', '')})")  # `3. Nieuwe activiteiten`
_LONGEST = 25  # characters of a status beside a text
_NAME = r"(?P<status>[A-Za-z][a-z]{3,14}(?: [a-z]{2,14})?)"
_IN_BRACKETS = re.compile(rf"(?<=\w) ?[(\[]{_NAME}[)\]]\.?\Z")
_BEHIND_DASH = re.compile(r"(?<=\w\w) [-–] (?P<status>[a-z]{4,15})\.?\Z")
_BEHIND = re.compile(r"(?<=[.!])\s*[(\[]?(?P<status>[A-Z][a-z]{3,14}(?: [a-z]{2,14})?)[)\]]?\.?\Z")
# `Nieuw: We bouwen een huis.`, `(nieuw) We bouwen`
_BEFORE = re.compile(rf"(?:{_NAME}(?::| [-–]) +|[(\[](?P<inside>[A-Za-z][a-z]{{3,14}})[)\]] +)(?=[A-ZÀ-Þ]\S* \S)")


@lru_cache(maxsize=2048)  # the same few on all pages of a publication
def status_of(heading: str) -> str | None:
    """The status a heading such as `Lopende activiteiten` gives to what stands below it, or None."""
    if len(heading) > 80:
        return None
    printed = letters(without_mark(heading))
    if found := _STATUS_LINE.fullmatch(printed):
        return found.lastgroup
    name = spelled(printed, _OFTEN_MISSPELT) if 17 < len(printed) < 34 else None
    return _OFTEN_MISSPELT[name] if name else None


def without_status(text: str) -> tuple[str, str | None]:
    """A text without the status that it prints on its first or last line, before it (`Nieuw: We bouwen een huis`),
    behind its last sentence (`We bouwen een huis. Gereed`), or in brackets or a dash at its end, and that status."""
    lines = text.split("\n")
    for place in (-1, 0) if len(lines) > 1 else ():
        line = lines[place].strip()
        if len(line) <= _LONGEST and _stands_alone(lines, place) and (status := status_of(line)):
            del lines[place]
            return "\n".join(lines), status
    if (opens := _BEFORE.match(text)) and (status := status_of(opens["status"] or opens["inside"])):
        return text[opens.end() :], status
    end = max(0, len(text) - _LONGEST)
    closing = text[max(0, end - 1) :]
    behind = _BEHIND.search(text, end) if "." in closing[:-4] or "!" in closing[:-4] else None
    if behind is None and (")" in closing[-2:] or "]" in closing[-2:]):
        behind = _IN_BRACKETS.search(text, end)
    if behind is None and (" - " in closing or " – " in closing):
        behind = _BEHIND_DASH.search(text, end)
    before = text[: behind.start()].rstrip() if behind else ""
    if behind and any(map(str.isalpha, before)) and (status := status_of(behind["status"])):  # not `2. Lopend`
        return before, status
    return text, None


def _stands_alone(lines: Sequence[str], place: int) -> bool:
    """Whether the first or last line is no part of a sentence that goes on in small letters on the line below."""
    above, below = (lines[-2], lines[-1]) if place else (lines[0], lines[1])
    return not below.lstrip()[:1].islower() or above.rstrip().endswith((".", "!", "?"))


def without_own_statuses(
    blocks: Sequence[tuple[int, Block]],
) -> tuple[list[tuple[int, Block]], dict[int, str]]:
    """The blocks of a section without the status that a paragraph or item prints of itself, on it or, where the last
    block is one, on a line right below it; and that status by the number of the block."""
    kept: list[tuple[int, Block]] = []
    own: dict[int, str] = {}
    below = _stand_below(blocks)
    listed: str | None = None  # the status of the title above the items that are read
    for number, block in blocks:
        if below and kept and not isinstance(kept[-1][1], Heading) and _is_status(block):
            own[kept[-1][0]] = status_of(block.text) or ""
            continue
        if isinstance(block, (Item, Paragraph)):
            text, status = without_status(block.text)
            if isinstance(block, Paragraph):
                listed = status if looks_like_title(text, may_close=True) else None
            if status is not None:
                block = _with_text(block, text)
            if status or listed:
                own[number] = status or listed or ""
        else:
            listed = None
        kept.append((number, block))
    return kept, own


def _stand_below(blocks: Sequence[tuple[int, Block]]) -> bool:
    """Whether lines of statuses stand below the activity that each is of; above several items they are titles."""
    if not blocks or not _is_status(blocks[-1][1]) or _is_status(blocks[0][1]):
        return False
    return not any(isinstance(one, Item) and isinstance(other, Item) for (_, one), (_, other) in pairwise(blocks))


def _is_status(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and len(block.text) <= _LONGEST and status_of(block.text) is not None


def _with_text(block: Item | Paragraph, text: str) -> Item | Paragraph:
    if isinstance(block, Item):
        return Item(text, block.level, block.ordered)
    return Paragraph(text, block.lead if block.lead and text.startswith(block.lead) else None)
