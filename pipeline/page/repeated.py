"""What a site prints at every heading of a page: a line above or below it (`Onderdeel 2`, `Gemeente Zwolle`), words or
a number in it (`Stap 2: Criteria`, `Criteria | Begroting`). It is no text of the report, and hides the labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.model import Block, Document, Heading, Ignored, Item, Paragraph
from pipeline.page.labels import Label, find_label

_LONGEST_LINE = 60  # characters
_LONGEST_HEADING = 150
_MOST_WORDS = 4
_MOST_LINES = 2  # above or below one heading
_REASON = "navigation"
_DIGITS = re.compile(r"\d+")
_COUNTER = re.compile(r"(?:[a-z]|[ivx]{1,5})[.):]")  # `A.`, `iv)`
_LISTED = frozenset({"criteria", "activities", "activities_realised"})  # the same theme may open each of these


def without_repeated(document: Document) -> Document:
    """The document with what each of its headings repeats as Ignored blocks beside them; usually the same."""
    heads = [at for at, block in enumerate(document.blocks) if type(block) is Heading]
    if len(heads) < 2:
        return document
    blocks = list(document.blocks)
    texts = {at: blocks[at].text for at in heads}  # type: ignore[union-attr]
    labels = {at: label for at, text in texts.items() if (label := _label(text)) is not None}
    changed = False
    for step in (-1, 1):
        lines = 0
        while labels and lines < _MOST_LINES and _ignore_lines(blocks, heads, labels, step):
            lines, changed = lines + 1, True
    bare = {at: text for at, text in texts.items() if at not in labels and text.strip()}
    cut = list(_without_affixes(blocks, bare, len(labels))) if len(bare) > 1 else []
    return replace(document, blocks=tuple(cut or blocks)) if cut or changed else document


def _label(text: str) -> Label | None:
    label = find_label(text) if len(text) <= _LONGEST_HEADING and "\n" not in text else None
    return label if label and not (label.prose or label.misspelt or label.caption) else None


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    """The same for texts that differ only in what they count."""
    words = _DIGITS.sub("#", text.lower()).split()
    return " ".join("#." if _COUNTER.fullmatch(word) else word for word in words)


def _ignore_lines(blocks: list[Block], heads: Sequence[int], labels: dict[int, Label], step: int) -> bool:
    """Leave out, in place, the line that stands right above (`step` -1) or below (1) each label of the page, and there
    beside its other headings. What stands alone between two of them is the text of a part (`Geen`)."""
    lines: list[int] = []
    key = ""
    for at in labels:
        line = _beside(blocks, at, step)
        text = _line(blocks[line]) if line is not None else None
        if line is None or text is None or _key(text) != (key or _key(text)):
            return False
        key = _key(text)
        lines.append(line)
    first = _beside(blocks, heads[0], step)
    titled = heads[0] not in labels and first is not None and _key(_line(blocks[first]) or "") == key
    kinds = {label.kind for label in labels.values()}
    if not titled and (len(kinds) < 2 or (step > 0 and kinds <= _LISTED)):
        return False
    if key == "#" and len({blocks[line] for line in lines}) < len(lines):
        return False  # not counted
    behind = [_beside(blocks, line, step) for line in lines]
    alone = [place is None or type(blocks[place]) is Heading for place in behind]
    if 2 * sum(alone) > len(alone) and (step > 0 or alone[0]):
        return False
    for at in heads:
        line = _beside(blocks, at, step)
        if line is not None and (text := _line(blocks[line])) is not None and _key(text) == key:
            blocks[line] = Ignored(text, _REASON)
    return True


def _beside(blocks: Sequence[Block], at: int, step: int) -> int | None:
    """The place of the block above or below another one."""
    at += step
    while 0 <= at < len(blocks) and type(blocks[at]) is Ignored:
        at += step
    return at if 0 <= at < len(blocks) else None


def _line(block: Block) -> str | None:
    """The text of a block that may be such a line."""
    if not isinstance(block, (Paragraph, Item)) or len(block.text) > _LONGEST_LINE or "\n" in block.text:
        return None
    if block.text[-1:] in ".;:" or "€" in block.text or find_label(block.text) is not None:
        return None
    return block.text


def _without_affixes(blocks: Sequence[Block], heads: dict[int, str], labels: int) -> Iterator[Block]:
    """The blocks with what opens or ends most labels cut off from all headings, set apart in front of them; none where
    nothing does. `1. Criteria` is read as it stands."""
    least = max(1, labels)
    for last in (False, True) if len(heads) > least else ():
        ends = Counter(_key(text.split()[-last]) for text in heads.values())
        found: dict[str, set[str]] = defaultdict(set)
        for text in heads.values() if max(ends.values()) > least else ():
            if ends[_key(text.split()[-last])] > least:
                for affix, rest in _parts(text, last):
                    if (label := _label(rest)) is not None:
                        found[_key(affix)].add(label.name)
                        break
        key = max(found, key=lambda one: len(found[one]), default="")
        if key and len(found[key]) > least:
            yield from _cut(blocks, heads, key, last)
            return


def _parts(text: str, last: bool) -> Iterator[tuple[str, str]]:
    """The few words that a heading opens or ends with, each with the rest."""
    words = text.split()
    for count in range(1, min(_MOST_WORDS + 1, len(words))):
        cut = len(words) - count if last else count
        if not any(map(str.isalnum, words[cut - 1 if last else cut])):
            continue  # a sign between the two goes with the affix
        parts = " ".join(words[:cut]), " ".join(words[cut:])
        yield (parts[1], parts[0]) if last else parts


def _cut(blocks: Sequence[Block], heads: dict[int, str], key: str, last: bool) -> Iterator[Block]:
    for at, block in enumerate(blocks):
        cut = next((part for part in _parts(heads[at], last) if _key(part[0]) == key), None) if at in heads else None
        if cut is not None and isinstance(block, Heading):
            yield Ignored(cut[0], _REASON)
            block = Heading(cut[1], block.level)
        yield block
