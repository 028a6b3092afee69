"""Drawn pages written out as text: the flat export (a cell a paragraph, empty cells gone), and pipe rows (blanks at the
row's end)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from printed_parts import Bullets, Label, Lines, Part, Printed, Table, Text, Theme, Title


def flat_text(known: Printed, chance: random.Random) -> bytes:
    """The flat text export (formats/2020-2026.md 1, rendering A)."""
    bullet = chance.choice(("  \u2022 ", " \u2022 "))
    blocks = [*known.crumbs]
    for part in known.parts:
        blocks += _flat(part, bullet)
    return "\n\n".join([*blocks, known.stamp]).encode()


def _flat(part: Part, bullet: str) -> Iterator[str]:
    match part:
        case Bullets(items):
            yield "\n".join("  " * (level - 1) + bullet + text for level, text in items)
        case Theme(name, bullets):
            yield name
            yield from _flat(bullets, bullet)
        case Lines(lines):
            yield "\n".join(lines)
        case Table(caption, head, rows, _, above):
            heads = (text for row in above for text, _ in row)
            yield from filter(None, (caption, *heads, *head, *(text for row in rows for text in row)))
        case Title(text) | Label(text) | Text(text):
            yield text


def pipe_rows(known: Printed) -> bytes:
    """The export with tables as pipe rows (rendering B): no breadcrumb, no stamp, a line a block."""
    return "\n".join(line for part in known.parts for line in _piped(part)).encode()


def _piped(part: Part) -> Iterator[str]:
    match part:
        case Bullets(items):
            yield from (f"- {text}" for _, text in items)
        case Theme(name, bullets):
            yield name
            yield from _piped(bullets)
        case Lines(lines):
            yield from lines
        case Table(caption, head, rows, _, above):
            if caption:
                yield caption
            first, *others = (*([text for text, _ in row] for row in above), head, *rows)
            yield _pipes(first, len(head))
            yield "---|" * len(head)
            yield from (_pipes(row, len(head)) for row in others)
        case Title(text) | Label(text) | Text(text):
            yield text


def _pipes(row: Sequence[str], width: int) -> str:
    filled = [" ".join(text.split("\n")) for text in row if text]
    return " | ".join(filled) + " |" + "|" * (width - len(filled))
