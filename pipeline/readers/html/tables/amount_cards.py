"""Lasten and baten that a page sets as cards, tiles or pairs of name and value instead of a table: one row of the table
that they print for each card, below the names as heads (the overview of begroting-2026 p50287 in another markup)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Block, Cell, Grid, Heading, Item, Paragraph
from pipeline.readers.table_labels import fold, is_value, value_head

_FEWEST = 3  # lasten, baten and one more
_BOTH = {"lasten", "baten"}
_LONGEST_NAME = 60
_NAME_FIRST = re.compile(r"(?P<name>[^\d\n]*[^\d\s:€+-])\s*:?\s*\n?\s*(?P<value>[-−–+]?\s?€?\s?[-−–]?\s?\d[\d.]*)")
_VALUE_FIRST = re.compile(r"(?P<value>[-−–+]?\s?€?\s?[-−–]?\s?\d[\d.]*)\s*\n?\s*(?P<name>[^\d\n]+)")
_LASTEN = re.compile(r"[^a-z]{0,30}lasten[^a-z]{0,30}\Z", re.IGNORECASE)  # with or without its value
_LONGEST_LASTEN = 66  # characters, as _LASTEN has it
_SUBJECT = re.compile(r"(?:doel \d{1,2}\.\d|programma \d)", re.IGNORECASE)


class _Card(NamedTuple):
    """The names and values of one card, its title, and the blocks from `start` to `end` that it is made of."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    title: str
    start: int
    end: int


def with_amount_cards(blocks: list[Block]) -> list[Block]:
    """The blocks, cards with the same names as the table that they print: each below the name of a goal or programme,
    or one for the whole page of a goal. Others stay as they are: `Rekening` above a card is no goal."""
    if not any(map(_names_lasten, blocks)):
        return blocks
    cards = _cards(blocks)
    subject = next((b.text for b in blocks if isinstance(b, Heading) and _SUBJECT.match(b.text)), "")
    if len(cards) == 1 and not cards[0].title and subject:
        cards = [cards[0]._replace(title=subject)]
    if not cards or not all(card.title for card in cards) or len({card.title for card in cards}) < len(cards):
        return blocks
    written: list[Block] = []
    done = 0
    for start, group in _runs(cards):
        written += [*blocks[done:start], _table(group)]
        done = group[-1].end
    return [*written, *blocks[done:]]


def _runs(cards: Sequence[_Card]) -> list[tuple[int, list[_Card]]]:
    """The cards of each table: one right behind the other, with the same names."""
    runs: list[tuple[int, list[_Card]]] = []
    for card in cards:
        last = runs[-1][1] if runs else []
        if last and last[-1].end == card.start and last[0].names == card.names:
            last.append(card)
        else:
            runs.append((card.start, [card]))
    return runs


def _cards(blocks: Sequence[Block]) -> list[_Card]:
    """All cards of the page, each with its title where it is that of a goal or programme. None where a run of names and
    values is no card: it is part of another table."""
    found: list[_Card] = []
    place = 0
    while place < len(blocks):
        pairs, end = _pairs(blocks, place)
        if not pairs:
            place += 1
            continue
        names, values = (tuple(texts) for texts in zip(*pairs, strict=True))
        if len(names) >= _FEWEST:
            if len(set(names)) < len(names) or not {fold(name).lower() for name in names} >= _BOTH or not all(values):
                return []
            above = blocks[place - 1] if place else None
            titled = isinstance(above, (Heading, Paragraph)) and _SUBJECT.match(above.text) is not None
            title = above.text if titled and isinstance(above, (Heading, Paragraph)) else ""
            own = titled and not (isinstance(above, Heading) and above.level == 1)  # that of the page stays
            found.append(_Card(names, values, title, place - own, end))
        place = end
    return found


def _names_lasten(block: Block) -> bool:
    if isinstance(block, Grid):
        return len(block.rows[0]) == 2 and any(row[0].text == "Lasten" for row in block.rows)
    if len(block.text) > _LONGEST_LASTEN or "lasten" not in block.text.lower():
        return False
    return _LASTEN.match(block.text) is not None and isinstance(block, (Paragraph, Item))


def _pairs(blocks: Sequence[Block], place: int) -> tuple[list[tuple[str, str]], int]:
    """The names and values from `place` on, and where they end."""
    first = blocks[place] if place < len(blocks) else None
    if isinstance(first, Grid):
        rows = [[cell.text for cell in row] for row in first.rows]
        fits = (
            len(rows[0]) == 2
            and not (first.hidden or first.layout)
            and all(_name(name) and (not value or is_value(value)) for name, value in rows)
        )
        return ([(name, value) for name, value in rows], place + 1) if fits else ([], place)
    pairs: list[tuple[str, str]] = []
    before = isinstance(first, (Paragraph, Item)) and is_value(first.text)  # values stand in front of their names
    while place < len(blocks) and isinstance(block := blocks[place], (Paragraph, Item)):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        follows = below.text if isinstance(below, (Paragraph, Item)) else ""
        if glued := _glued(block.text):
            pairs.append(glued)
            place += 1
        elif before and is_value(block.text) and _name(follows):
            pairs.append((follows, block.text))
            place += 2
        elif not before and _name(block.text):
            value = is_value(follows)
            pairs.append((block.text.rstrip(": "), follows if value else ""))
            place += 1 + value
        else:
            break
    return pairs, place


def _glued(text: str) -> tuple[str, str] | None:
    """The name and the value of a line that prints both: `Lasten: 124.506`, `124.506 Lasten`."""
    if len(text) > 2 * _LONGEST_NAME:
        return None
    for pattern in (_NAME_FIRST, _VALUE_FIRST):
        found = pattern.fullmatch(text)
        if found and _name(found["name"].strip()) and is_value(found["value"].strip()):
            return found["name"].strip(), found["value"].strip()
    return None


def _name(text: str) -> bool:
    """Whether a text is a head of values: `Toevoeging aan reserves`."""
    name = fold(text).rstrip(": ")
    return 0 < len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)) and value_head(name) is not None


def _table(cards: Sequence[_Card]) -> Grid:
    rows = [("", *cards[0].names), *((card.title, *card.values) for card in cards)]
    cells = (
        tuple(Cell(text, row, column, 1, 1, row == 1) for column, text in enumerate(line, 1))
        for row, line in enumerate(rows, 1)
    )
    return Grid(tuple(cells), None, 1)
