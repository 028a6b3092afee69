"""What a site prints at every heading of a page: a line above or below it (`Onderdeel 2`, `Gemeente Zwolle`), words or
a number in it (`Stap 2: Criteria`, `Criteria | Begroting`). It is no text of the report, and hides the labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Block, Document, Heading, Ignored, Item, Paragraph, SectionKind
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
    blocks = list(document.blocks)
    changed = False
    for step in (-1, 1) * _MOST_LINES:
        changed |= _ignore_lines(blocks, step)
    bare = _without_affixes(blocks)
    return replace(document, blocks=tuple(bare or blocks)) if bare or changed else document


def _label(block: Block | str) -> Label | None:
    text = block if isinstance(block, str) else getattr(block, "text", "")
    label = find_label(text) if len(text) <= _LONGEST_HEADING and "\n" not in text else None
    return label if label and not (label.prose or label.misspelt or label.caption) else None


def _key(text: str) -> str:
    """The same for texts that differ only in what they count."""
    words = _DIGITS.sub("#", text.lower()).split()
    return " ".join("#." if _COUNTER.fullmatch(word) else word for word in words)


def _ignore_lines(blocks: list[Block], step: int) -> bool:
    """Leave out, in place, the line that stands right above (`step` -1) or below (1) each label of the page, and there
    beside its other headings. What stands alone between two of them is the text of a part (`Geen`)."""
    shown = [at for at, block in enumerate(blocks) if not isinstance(block, Ignored)]
    heads, kinds = _heads(blocks, shown)
    if not kinds or len(heads) < 2:
        return False
    beside = {place: _line(blocks, shown, place + step) for place in heads}
    first = next(iter(kinds))
    key = _key(beside[first] or "")
    if not key or any(_key(beside[place] or "") != key for place in kinds):
        return False
    titled = heads[0] not in kinds and _key(beside[heads[0]] or "") == key
    several = set(kinds.values()) - (_LISTED if step > 0 else set())
    if len(kinds) + titled < 2 or not (titled or len(several) > 1 or (several and len(set(kinds.values())) > 1)):
        return False
    if key == "#" and len({beside[place] for place in kinds}) < len(kinds):
        return False  # not counted
    alone = [place + 2 * step in heads or place + 2 * step >= len(shown) for place in kinds]
    if 2 * sum(alone) > len(kinds) and (step > 0 or alone[0]):
        return False
    for place in heads:
        line = beside[place]
        if line is not None and _key(line) == key:
            blocks[shown[place + step]] = Ignored(line, _REASON)
    return True


def _heads(blocks: Sequence[Block], shown: Sequence[int]) -> tuple[list[int], dict[int, SectionKind]]:
    """The places of the headings, and of those that are labels of parts with what part it is; on a page without such
    headings the lines that are labels."""
    heads = [place for place, at in enumerate(shown) if isinstance(blocks[at], Heading)]
    labels = {place: label for place in heads if (label := _label(blocks[shown[place]])) is not None}
    if not labels:
        heads = [place for place, at in enumerate(shown) if isinstance(blocks[at], Paragraph)]
        labels = {place: label for place in heads if (label := _label(blocks[shown[place]])) is not None}
        heads = list(labels)
    return heads, {place: label.kind for place, label in labels.items()}


def _line(blocks: Sequence[Block], shown: Sequence[int], place: int) -> str | None:
    """The text of a block that may be such a line."""
    block = blocks[shown[place]] if 0 <= place < len(shown) else None
    if not isinstance(block, (Paragraph, Item)) or len(block.text) > _LONGEST_LINE or "\n" in block.text:
        return None
    if block.text[-1:] in ".;:" or "€" in block.text or find_label(block.text) is not None:
        return None
    return block.text


def _without_affixes(blocks: Sequence[Block]) -> list[Block] | None:
    """The blocks with what opens or ends most labels cut off from all headings, set apart in front of them; None where
    nothing does. `1. Criteria` is read as it stands."""
    heads = {at: text for at, text in _headings(blocks) if _label(text) is None}
    if len(heads) < 2:
        return None
    for last in (False, True):
        ends = Counter(_key(text.split()[-last]) for text in heads.values())
        found: dict[str, set[str]] = defaultdict(set)
        for text in heads.values():
            if ends[_key(text.split()[-last])] > 1:
                for affix, rest in _parts(text, last):
                    if (label := _label(rest)) is not None:
                        found[_key(affix)].add(label.name)
                        break
        key = max(found, key=lambda one: len(found[one]), default="")
        labels = sum(_label(text) is not None for _, text in _headings(blocks))
        if key and len(found[key]) > max(1, labels):
            return list(_cut(blocks, heads, key, last))
    return None


def _headings(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.lead == block.text):
            text = block.text
            if 0 < len(text) <= _LONGEST_HEADING and "\n" not in text and not text.isspace():
                yield at, text


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
        if cut is not None and isinstance(block, (Heading, Paragraph)):
            yield Ignored(cut[0], _REASON)
            block = replace(block, text=cut[1]) if isinstance(block, Heading) else Paragraph(cut[1], cut[1])
        yield block
