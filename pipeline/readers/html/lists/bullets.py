"""Lists whose bullets are characters at the begin of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Block, Item, Paragraph
from pipeline.readers.html.lists import dashes
from pipeline.readers.table_labels import names_part

BULLETS = "•·▪‣◦●○■□➢►✓✔➤➔➜⮞\uf0b7"
_BLANK_LINE = re.compile(rf"\n\n(?!{dashes.OPENINGS} )")
_INNER = "◦○▪‣□"  # below another bullet these open an item a level deeper


@dataclass(slots=True)
class OpenItem:
    """A list item being read. `at` is the place of its block once written; an item that holds a heading is an
    accordion panel: `plain`, its text is paragraphs."""

    ordered: bool
    level: int
    base: int
    at: int | None = None
    plain: bool = False


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; one that opens with a bullet and holds others, one for each."""
    for line in text.split("\n"):
        bullet = line[:1]
        if bullet and bullet in BULLETS and f" {bullet} " in line:
            yield from (f"{bullet} {item}" for item in line[1:].strip().split(f" {bullet} "))
        else:
            yield line


def bulleted(text: str, lead: str, word_level: int) -> Iterator[Block]:
    """A paragraph of bullets that are characters: an item each; other lines stay text, bold as far as `lead` is. A line
    that goes on in lower case, and in Word (`word_level` above 0) every line, belongs to its bullet; one behind a dash
    is an item below it."""
    outer: str | None = None
    plain: list[str] = []
    items: list[tuple[str, int]] = []
    for line in _lines(text):
        if line[:1] and line[0] in BULLETS:
            yield from _plain_lines(plain, lead)
            outer = outer or line[0]
            inner = line[0] in _INNER and outer not in _INNER
            items.append((line.lstrip(BULLETS).strip(), (word_level or 1) + inner))
        elif items and dashes.is_item(line):
            items.append((dashes.without(line), (word_level or 1) + 1))
        elif items and (line[:1].islower() or word_level):
            items[-1] = (f"{items[-1][0]}\n{line}", items[-1][1])
        else:
            yield from (Item(item, level) for item, level in items if item)
            items = []
            plain.append(line)
    yield from (Item(item, level) for item, level in items if item)
    yield from _plain_lines(plain, lead)


def parted(text: str, lead: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a text that a blank line parts, also where two breaks make it, and their bold openings. What
    opens with a dash belongs to the list, or to the line, above it; dashes in several parts are bullets together."""
    if not any(map(text.__contains__, BULLETS)):
        text = dashes.as_bullets(text) or text
    for part in _BLANK_LINE.split(text):
        own = part if lead.startswith(part) else lead if part.startswith(lead) else ""
        yield part, own
        lead = lead[len(part) :].lstrip("\n") if own == part else ""


def labels_apart(text: str, lead: str) -> Iterator[Paragraph]:
    """The paragraphs of a text whose bold opening has several lines: one that is the label of a part of the report ends
    what stands above it, and of two labels the first has nothing below it (begroting-2021 p28726)."""
    *lines, last = lead.split("\n")
    above: list[str] = []
    for line, below in zip(lines, [*lines[1:], last], strict=True):
        above.append(line)
        if names_part(line) or names_part(below):
            said = "\n".join(above)
            yield Paragraph(said, said)
            text, lead, above = text[len(said) + 1 :], lead[len(said) + 1 :], []
    yield Paragraph(text, lead)


def _plain_lines(lines: list[str], lead: str) -> Iterator[Paragraph]:
    text = "\n".join(lines).strip()
    lines.clear()
    if text:
        bold = lead if text.startswith(lead) else (text if lead.startswith(text) else "")
        yield Paragraph(text, bold or None)
