"""Text exports -> blocks: the flat form with a block per paragraph, and the form with pipe rows.

The rules of both forms: formats/2014-2020.md section 1 and formats/2020-2026.md sections 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block, Document, Ignored
from pipeline.readers import table_labels as labels
from pipeline.readers.pipes import has_pipe_rows, pipe_blocks, with_rules
from pipeline.readers.text_blocks import split_blocks
from pipeline.readers.text_grids import flat_blocks


def read_text(text: str) -> Document:
    """A decoded text export as a Document with reader `text` or `pipes`.

    Printed labels stay paragraphs (the section room knows them), tables are rebuilt as grids, breadcrumb, stamp
    and navigation lines are Ignored by name. Every word of the text stands in exactly one block, bullets, list
    numbers and pipes apart. Rows whose blanks cannot be put back are in `Grid.uncertain`, each with one info
    finding CELL_UNPLACED. Never raises for any text.
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    plain = with_rules(plain)
    piped = has_pipe_rows(plain)
    if piped or _is_one_line_per_block(plain):
        blocks, findings = pipe_blocks(plain.split("\n"))
        return Document(tuple(blocks), reader="pipes" if piped else "text", findings=tuple(findings))
    flat = split_blocks(plain)
    crumbs, ignored, rest = take_breadcrumb(flat)
    blocks, findings = flat_blocks(rest)
    return Document((*ignored, *blocks), breadcrumb=crumbs, reader="text", findings=tuple(findings))


def _is_one_line_per_block(text: str) -> bool:
    """Form B without a table: no blank line anywhere, and items on lines that open with a dash."""
    return "\n\n" not in text and "\n- " in text


def take_breadcrumb(blocks: Sequence[str]) -> tuple[tuple[str, ...], list[Block], list[str]]:
    """The breadcrumb texts, the ignored blocks that hold them, and the blocks of the page itself."""
    crumbs: list[str] = []
    ignored: list[Block] = []
    lines: list[str] = []
    taken = 0
    while taken < len(blocks) and taken < 5:
        lines = [labels.fold(line) for line in blocks[taken].split("\n") if line.strip()]
        if not _is_breadcrumb(lines, [labels.fold(block) for block in blocks[taken + 1 : taken + 3]], crumbs):
            break
        for line in lines:
            if labels.navigation(line):
                ignored.append(Ignored(line, "navigation"))
            else:
                crumbs.append(line)
                ignored.append(Ignored(line, "breadcrumb"))
        taken += 1
    return tuple(crumbs), ignored, list(blocks[taken:])


def _is_breadcrumb(lines: Sequence[str], following: Sequence[str], crumbs: Sequence[str]) -> bool:
    """Is this leading block part of the breadcrumb: a document or root label, the one label below a root, the programme
    a page of 2014-2016 belongs to? A caption is none, and `12 Inwonersondersteuning` above `Doelen` is the title."""
    text = lines[0]
    last = crumbs[-1] if crumbs else ""
    if labels.root(last):
        return len(lines) == 1 and bool(following) and len(text) < 120 and not labels.caption(text)
    if all(labels.document(line) or labels.navigation(line) for line in lines):
        return bool(following) and (not crumbs or labels.navigation(text) is not None)
    if len(lines) != 1 or not following or (crumbs and not labels.document(last)):
        return False
    if labels.root(text):
        return True
    programme = labels.numbered_programme(text) or labels.programme(text)
    return programme is not None and not crumbs and not labels.overview(following[0])
