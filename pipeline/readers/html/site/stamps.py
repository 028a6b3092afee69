"""The stamp at the foot of a page where markup takes it apart: a line for the build and one for the export, or labels
beside their times."""

from __future__ import annotations

from pipeline.dutch.dates import STAMP_OPENS
from pipeline.model import Block, Grid, Ignored
from pipeline.readers.html.site.site_lines import STAMP

_PARTS = 6  # a label, a date and a time for each of both
_MOST_CELLS = 4
_OPENS = STAMP_OPENS.lower()


def with_whole_stamp(blocks: list[Block]) -> list[Block]:
    """The blocks with the last stamp as one of them."""
    for at in range(len(blocks) - 1, -1, -1):
        if not _text(blocks[at])[: len(_OPENS)].lower().startswith(_OPENS):
            continue
        if isinstance(blocks[at], Ignored) and "export" in _text(blocks[at]):
            break
        for end in range(min(at + _PARTS, len(blocks)), at, -1):
            whole = " ".join(map(_text, blocks[at:end]))
            if STAMP.fullmatch(whole):
                return [*blocks[:at], Ignored(whole, "stamp"), *blocks[end:]]
    return blocks


def _text(block: Block) -> str:
    """What a block prints; of a table, what one with the labels and times of a stamp does."""
    if not isinstance(block, Grid):
        return block.text
    if len(block.rows) * len(block.rows[0]) > _MOST_CELLS:
        return ""
    return " ".join([cell.text for row in block.rows for cell in row])
