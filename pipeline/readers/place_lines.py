"""Where a page hangs, told with a key: `Domein: Fysiek`, `Programma: 6. Toekomstgerichte stad`, in a line, a list of
definitions or a table near the title. These lines are no text of the page but its breadcrumb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.dutch.codes import find_ambitie, find_programma
from pipeline.dutch.paragrafen import tell_paragraaf
from pipeline.model import Block, Document, Grid, Heading, Ignored, Item, Paragraph
from pipeline.readers.table_labels import fold, names_part, place_key

_FRONT = 12  # blocks
_LONGEST = 80  # characters of a value
_LONGEST_KEY = 12
_LONGEST_LINE = 300


def with_place(document: Document) -> Document:
    """The document with such lines set apart and their values, as crumbs, above its breadcrumb. `Programma` above a
    name counts beside a domain only: alone it is half of a title (begroting-2017 p6919)."""
    if not any(map(_may_tell, document.blocks[: 2 * _FRONT])):
        return document
    told = list(_told(document.blocks))
    crumbs = [crumb for _, key, value in told for crumb in crumbs_of(key, value)]
    if not crumbs or _names_others(document.blocks, told) or _is_aside(document):
        return document
    taken = {place for place, _, _ in told}
    blocks = [
        Ignored(block.text, "breadcrumb") if place in taken and not isinstance(block, Grid) else block
        for place, block in enumerate(document.blocks)
    ]
    return replace(document, blocks=tuple(blocks), breadcrumb=(*crumbs, *document.breadcrumb))


def _is_aside(document: Document) -> bool:
    """Whether the page opens as a paragraaf: its tables tell the programmes of what they are about (jaarverslag-2014
    p1351: `Programma` beside `Programma 13: Opvang en bescherming / Programma 14: Inkomen`)."""
    opening = next((block for block in document.blocks if isinstance(block, (Heading, Paragraph))), None)
    return tell_paragraaf([*document.breadcrumb, opening.text.partition("\n")[0] if opening else ""])


def _may_tell(block: Block) -> bool:
    if isinstance(block, Grid):
        return not block.hidden and len(block.rows[:1]) == 1 and len(block.rows[0]) == 2
    return place_key(block.text[:_LONGEST_KEY].partition(":")[0]) is not None


def _names_others(blocks: Sequence[Block], told: Sequence[tuple[int, str, str]]) -> bool:
    """Whether the page tells two of a kind: an overview with a line for each programme."""
    lines = (block.text for block in blocks if isinstance(block, Paragraph) and len(block.text) <= _LONGEST)
    named = {(key.lower(), fold(value)) for _, key, value in told if key}
    named.update((key.lower(), fold(value)) for line in lines for key, value in _in_line(line))
    return len({key for key, _ in named}) < len(named)


def crumbs_of(key: str, value: str) -> list[str]:
    """The crumbs that a key with its value tells; none for what names no domain, programme or ambition."""
    value, key = fold(value), key.lower()
    if not key or not 2 < len(value) <= _LONGEST or value[-1] in ".:;":
        return []
    if key == "domein":
        return [key.capitalize(), value]
    line = value if value.lower().startswith(key) else f"{key.capitalize()} {value}"
    return [line] if (find_programma if key == "programma" else find_ambitie)(line) else []


def _told(blocks: Sequence[Block]) -> Iterator[tuple[int, str, str]]:
    """Place, key and value of each pair among the first blocks; of two blocks the place of both, the key first."""
    front = [(place, block) for place, block in enumerate(blocks[: 2 * _FRONT]) if not isinstance(block, Ignored)]
    apart: list[tuple[int, int, str, str]] = []
    for at, (place, block) in enumerate(front[:_FRONT]):
        if isinstance(block, Grid):
            yield from _in_table(place, block)
            continue
        if names_part(block.text):
            break
        if len(block.text) > _LONGEST_LINE or not isinstance(block, (Paragraph, Item)):
            continue
        if pairs := _in_line(block.text):
            yield from ((place, key, value) for key, value in pairs)
        elif place_key(block.text) and at + 1 < len(front) and isinstance(below := front[at + 1][1], Paragraph):
            apart.append((place, front[at + 1][0], block.text.strip(" :"), below.text))
    if any(key.lower() == "domein" for _, _, key, _ in apart):
        for place, below_place, key, value in apart:
            if crumbs_of(key, value):
                yield place, key, value
                yield below_place, "", ""


def _in_line(text: str) -> list[tuple[str, str]]:
    """The pairs of a text that is nothing else: `Domein: Fysiek | Programma: 6. Stad`."""
    if ":" not in text[: _LONGEST_KEY + 1]:
        return []
    pairs = [part.partition(":") for line in text.split("\n") for part in line.split("|")]
    found = [(key.strip(), value) for key, _, value in pairs]
    return found if all(place_key(key) and crumbs_of(key, value) for key, value in found) else []


def _in_table(place: int, grid: Grid) -> Iterator[tuple[int, str, str]]:
    if not _may_tell(grid):
        return
    for key, value in grid.rows:
        if key is not value and place_key(key.text):
            yield place, key.text.strip(" :"), value.text
