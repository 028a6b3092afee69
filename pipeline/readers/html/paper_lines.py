"""Pages that a converter of pdf wrote line by line -> blocks that are paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from pipeline.model import Block, Finding, Grid, Heading, Ignored, Item, Paragraph
from pipeline.readers.html.lists import dashes
from pipeline.readers.table_labels import document, names_part
from pipeline.readers.wrapped import LONGEST, Joint, Line, are_parted, is_low, joints, names_goal, together, told

Text: TypeAlias = Heading | Paragraph | Item

_PAGE_NUMBER = re.compile(r"\W*(?:pagina )?(\d{1,4})(?: (?:van|/) \d{1,4})?\W*", re.IGNORECASE)
_MOST_LONG = 3  # paragraphs on one line: a page of lines has none, the site around it a few
_FEWEST_LINES = 5  # of a page in one paragraph


def with_whole_paragraphs(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """The blocks with the lines joined that go on with each other, and what there is to tell; those of any other page
    as they are. A page whose labels stand inside paragraphs (pdftohtml ends every line with a `<br>`) has a block for
    every line."""
    if _has_long(blocks):
        return list(blocks), []
    in_lines = _with_lines_apart(blocks)
    if not any(map(_may_join, in_lines)):
        return list(in_lines), []
    rest, numbers = _without_page_numbers(in_lines)
    lines, first = _lines(rest)
    in_blocks = [Line(line.text, True, line.opens) if opens else line for line, opens in zip(lines, first, strict=True)]
    parted = are_parted(in_blocks, lines)
    found = (joints(in_blocks, parted=True) if parted else None) or joints(lines, parted=False)
    if found is None:
        return list(in_lines), []
    return [*_with_dashed_items(_joined(rest, found)), *numbers], list(told(found, lines))


def _without_page_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[Ignored]]:
    """The blocks without the lines that count pages, which part the lines of a paragraph, and these lines by name."""
    counts = [
        (block, int(found[1]))
        for block in blocks
        if type(block) is Paragraph and (found := _PAGE_NUMBER.fullmatch(block.text)) is not None
    ]
    if len(counts) < 2 or any(b != a + 1 for (_, a), (_, b) in pairwise(counts)):
        return list(blocks), []
    numbers = [block for block, _ in counts]
    heads = [block for block in blocks if type(block) is Paragraph and document(block.text)]
    numbers += heads if len(heads) >= len(numbers) and len({head.text for head in heads}) == 1 else []
    kept = [block for block in blocks if not any(block is number for number in numbers)]
    return kept, [Ignored(number.text, "footer") for number in numbers]


def _has_long(blocks: Sequence[Block]) -> bool:
    """Whether more texts are longer than a line than the site around a page of lines has."""
    texts = (block.text for block in blocks if type(block) is Paragraph or type(block) is Heading)
    return sum(len(text) > LONGEST and "\n" not in text for text in texts) > _MOST_LONG


def _may_join(block: Block) -> bool:
    """Whether a line of a block may go on with the one above it, or the next one with it. Cheap: every page asks."""
    if isinstance(block, (Grid, Ignored)):
        return False
    text = block.text
    if "\n" in text:
        return any(is_low(line) or _ends_in_goal(line) for line in text.split("\n"))
    return (is_low(text) and type(block) is not Item) or _ends_in_goal(text)


def _ends_in_goal(text: str) -> bool:
    return (text[-1:].isdigit() or text.endswith(("oel", "mbitie"))) and names_goal(text) is not None


def _with_lines_apart(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, with every line as one where most labels of parts stand inside paragraphs, or all text is one."""
    several = [block for block in blocks if type(block) is Paragraph and block.text.count("\n") > 1]
    if not several:
        return blocks
    texts = [block for block in blocks if isinstance(block, (Heading, Paragraph))]
    alone = len(texts) == 1 and texts[0].text.count("\n") >= _FEWEST_LINES
    if not alone:
        inside = sum(names_part(line) for block in several for line in block.text.split("\n")[1:])
        if not inside or inside < sum(names_part(block.text) for block in texts):
            return blocks
    apart: list[Block] = []
    for block in blocks:
        if type(block) is not Paragraph or "\n" not in block.text:
            apart.append(block)
            continue
        bold = block.lead.split("\n") if block.lead else []
        for at, line in enumerate(block.text.split("\n")):
            if line:
                apart.append(Paragraph(line, bold[at] if at < len(bold) else None))
    return apart


def _lines(blocks: Sequence[Block]) -> tuple[list[Line], list[bool]]:
    """All lines of text, and whether each is the first one of its block."""
    lines: list[Line] = []
    first: list[bool] = []
    above: Block | None = None
    for block in blocks:
        if isinstance(block, (Heading, Paragraph, Item)):
            apart = not _may_go_on(above, block)
            for at, text in enumerate(block.text.split("\n")):
                if text:
                    lines.append(Line(text, apart, at == 0 and (isinstance(block, Item) or dashes.is_item(text))))
                    first.append(at == 0)
                apart = not text
        above = block
    return lines, first


def _may_go_on(above: Block | None, block: Text) -> bool:
    """Whether a block may go on with the one above it: no text with a heading, no plain line with a bold one."""
    if isinstance(above, Heading) or isinstance(block, Heading):
        return isinstance(above, Heading) and isinstance(block, Heading) and above.level == block.level
    if isinstance(above, Paragraph) and isinstance(block, Paragraph):
        return (above.lead == above.text) == (block.lead == block.text)
    return isinstance(above, (Paragraph, Item))


def _joined(blocks: Sequence[Block], found: Sequence[Joint]) -> list[Block]:
    written: list[Block] = []
    rest = iter(found)
    for block in blocks:
        if not isinstance(block, (Heading, Paragraph, Item)):
            written.append(block)
            continue
        own: list[str] = []
        for text in block.text.split("\n"):
            joint = next(rest) if text else Joint.NEW
            if joint is Joint.NEW:
                own.append(text)
            elif own:
                own[-1] = together(own[-1], text)
            else:
                written[-1] = _longer(written[-1], text)
        if own:
            written.append(_with_text(block, "\n".join(own)))
    return written


def _with_dashed_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs behind a dash as items beside each other or an item: lines had parted their list."""
    dashed = [type(block) is Item or (type(block) is Paragraph and dashes.is_item(block.text)) for block in blocks]
    written: list[Block] = []
    for at, block in enumerate(blocks):
        if type(block) is Paragraph and dashed[at] and any(dashed[max(0, at - 1) : at] + dashed[at + 1 : at + 2]):
            above = written[-1] if written else None
            written.append(Item(dashes.without(block.text), above.level if isinstance(above, Item) else 1))
        else:
            written.append(block)
    return written


def _longer(above: Block, line: str) -> Block:
    if not isinstance(above, (Heading, Paragraph, Item)):
        return above
    before, line_end, last = above.text.rpartition("\n")
    return _with_text(above, before + line_end + together(last, line))


def _with_text(block: Text, text: str) -> Text:
    if not isinstance(block, Paragraph) or block.lead is None:
        return replace(block, text=text)
    lead = text if block.lead == block.text else block.lead.replace("\n", " ")
    return Paragraph(text, lead if text.startswith(lead) else None)
