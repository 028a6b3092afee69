"""One block of a text export as paragraphs and list items; what is navigation or stamp is ignored by name.

A block is what stands between blank lines (form A), or one line (form B): formats/2020-2026.md section 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.dutch.amounts import split_bedragen
from pipeline.dutch.dates import STAMP_OPENS
from pipeline.model import Block, Ignored, Item, Paragraph
from pipeline.readers import table_labels as labels

_BLANK = re.compile(r"\n(?:[ \t\xa0]*\n)+")
_BULLET = re.compile(r"([ \t\xa0]*)(?:[•▪◦·‣○●■□]|o(?=[ \t]{2})|(?<=  )[*+](?= ))[ \t\xa0]*(.*)", re.DOTALL)
_NUMBERED = re.compile(r"([ \t\xa0]+)(?:\d{1,2}|[a-z])[.)][ \t\xa0]+(.*)", re.DOTALL)
_DASHED = re.compile(r"([ \t\xa0]*)-[ \t\xa0]+(.*)", re.DOTALL)
_BULLETS = re.compile(r"\s*•\s*")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_TRAILING_PIPE = re.compile(r"[ \t\xa0]*\|[ \t\xa0]*$")


def split_blocks(text: str) -> list[str]:
    """Form A: the blocks between blank lines, indents kept; the ` |` that one-column layout tables leave at a
    line's end (jaarverslag-2018 p18906) is gone, a line with nothing else too."""
    blocks = _BLANK.split(text)
    if "|" in text:
        blocks = ["\n".join(_unpiped(block)) if "|" in block else block for block in blocks]
    return [block.strip("\n") for block in blocks if block.strip()]


def split_lines(text: str) -> list[str]:
    """The blocks of a text without a blank line: each line is one, and so are the items of a list, which may open with
    a dash. `- Jaarrekening` above its amounts is a row."""
    lines = [line for line in text.split("\n") if line.strip()]
    blocks: list[str] = []
    listed = False
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        item = _BULLET.match(line) or _NUMBERED.match(line)
        if item is None and (dashed := _DASHED.match(line)) and _is_of_list(dashed[2], below):
            item, line = dashed, f"{dashed[1]}• {dashed[2]}"
        if listed and (item or _indent(line) > 1):
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
            listed = item is not None
    return blocks


def lines_of_rows(text: str) -> list[str]:
    """The lines of a text with pipe rows, each a row or a block; where blank lines part most blocks, as in Markdown,
    the lines between them are one block."""
    blocks = [block.strip("\n") for block in _BLANK.split(text)]
    lines = [line for line in text.split("\n") if line.strip()]
    if sum("|" not in line for line in lines) > 2 * len(blocks):
        return lines
    return [line for block in blocks for line in (block.split("\n") if "|" in block else [block]) if line.strip()]


def _is_of_list(text: str, below: str) -> bool:
    return text[:1].isalpha() and not labels.is_value(below.strip())


def with_titles_apart(blocks: Sequence[str]) -> list[str]:
    """The title of the next goal, the last line of the bullets above its label, as a block of its own
    (jaarverslag-2014 p1700)."""
    apart: list[str] = []
    for at, block in enumerate(blocks):
        above, line_end, last = block.rpartition("\n")
        following = blocks[at + 1] if at + 1 < len(blocks) else ""
        if line_end and _is_title_below(above, last) and labels.goal_effects(labels.fold(following)):
            apart += [above, last]
        else:
            apart.append(block)
    return apart


def _is_title_below(above: str, last: str) -> bool:
    """A line without bullet, indent or full stop below a bullet that ended."""
    printed = last.rstrip()
    ended = above.rstrip().endswith((".", ";", "!", ")"))
    return ended and _BULLET.match(above) is not None and printed[:1].isupper() and printed[-1] not in ".;:,"


def _unpiped(block: str) -> list[str]:
    lines = [_TRAILING_PIPE.sub("", line) for line in block.split("\n")]
    return [line for line in lines if line.strip(" \t\xa0|")]


def flow(block: str, dashes: bool = False) -> list[Block]:
    """The paragraphs, items and ignored lines of one block in reading order.

    A line indented under an item continues it. With `dashes` (form B) a line that opens with `- ` is an item."""
    if "\n" not in block and block[0] not in " •-\t\xa0" and not _is_aside(block):
        return [Paragraph(labels.fold(block))]
    return _Flow(dashes).run(block)


def _is_aside(line: str) -> bool:
    return (len(line) < 16 and labels.navigation(labels.fold(line)) is not None) or STAMP_OPENS in line


class _Flow:
    """Lines become blocks; `indents` is the stack of bullet indents of the running list."""

    def __init__(self, dashes: bool) -> None:
        self.dashes = dashes
        self.blocks: list[Block] = []
        self.lines: list[str] = []
        self.item: tuple[int, bool] | None = None
        self.indents: list[int] = []

    def run(self, block: str) -> list[Block]:
        lines = block.split("\n")
        floor = min((_indent(line) for line in lines[1:] if _BULLET.match(line)), default=0)
        for number, line in enumerate(lines):
            # The export strips a block, so its first bullet may have lost its indent (begroting-2016 p3029).
            self.take(line, floor if number == 0 and _indent(line) == 0 else 0)
        self.close()
        return self.blocks

    def take(self, line: str, lost_indent: int) -> None:
        if (glued := line.find(STAMP_OPENS)) > 0 and line[:glued].strip():  # the last item and the stamp on one line
            self.take(line[:glued], lost_indent)
            line = line[glued:]
        text = labels.fold(line)
        if not text:
            return
        if _is_aside(line):
            self.close()
            self.blocks.append(Ignored(text, "stamp" if STAMP_OPENS in line else "navigation"))
            return
        match = _BULLET.match(line) or _NUMBERED.match(line) or (_DASHED.match(line) if self.dashes else None)
        if match is not None:
            self.close()
            self.item = (self.level(max(len(match[1]), lost_indent)), bool(_NUMBERED.match(line)))
            text = labels.fold(match[2])
        elif self.item is not None and _indent(line) < 2:
            self.close()
        if text:
            self.lines.append(text)

    def level(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents)

    def close(self) -> None:
        if self.lines:
            text = "\n".join(self.lines)
            self.blocks.append(Paragraph(text) if self.item is None else Item(text, *self.item))
        if self.item is None:
            self.indents.clear()
        self.lines, self.item = [], None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t\xa0"))


def cell_text(block: str) -> str:
    """The block as the text of one table cell: lines kept, items as lines that open with `• `, two spaces of
    indent a level deeper."""
    if "\n" not in block and "•" not in block:
        return labels.fold(block)
    lines = []
    for part in flow(block):
        if isinstance(part, Item):
            lines.append("  " * (part.level - 1) + "• " + part.text)
        elif isinstance(part, (Paragraph, Ignored)):
            lines.append(part.text)
    return "\n".join(lines)


def piped_cell(text: str) -> str:
    """The lines a cell of a pipe row had before the export joined them, where that is certain: items, several amounts
    and what a `<br>` parts."""
    if "<br" in text:
        text = _BREAK.sub("\n", text)
    elif "•" in text:
        return _BULLETS.sub("\n• ", labels.fold(text)).strip()
    if " " in text.strip() and (amounts := split_bedragen(text.strip())) is not None:
        return "\n".join(amounts)
    return text.strip()
