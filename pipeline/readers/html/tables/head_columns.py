"""The columns of a Streefdoel that a page sets side by side as blocks of their own, each with its head above it:
`Nulsituatie`, `62 % in 2013`, `Norm van 2016`, `65 %` (formats 2014-2020 section 2)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dutch.streefdoel import row_kind
from pipeline.model import Block, Cell, Grid, Heading, Item, Paragraph
from pipeline.readers.table_labels import fold, goal_head

_FEWEST = 2
_LONGEST_HEAD = 60  # characters


def with_head_columns(blocks: list[Block]) -> list[Block]:
    """The blocks with such columns as tables of two rows."""
    lines = ((place, block) for place, block in enumerate(blocks) if isinstance(block, (Heading, Paragraph)))
    opening = [place for place, block in lines if block.text[:4].lower() == "nuls"]
    starts = [place for place in opening if (head := _head(blocks[place])) and goal_head[0](head)]
    for place in reversed(starts):
        columns, end = _columns(blocks, place)
        if len(columns) >= _FEWEST:
            blocks = [*blocks[:place], _table(columns), *blocks[end:]]
    return blocks


def _columns(blocks: Sequence[Block], place: int) -> tuple[list[tuple[str, str]], int]:
    """The heads from `place` on with the text below each, and where what follows them begins."""
    columns: list[tuple[str, str]] = []
    while place < len(blocks) and (head := _head(blocks[place])):
        end = _end_of_text(blocks, place + 1)
        if end == place + 1:
            break  # heads in a row: their cells follow
        columns.append((head, "\n".join(map(_text, blocks[place + 1 : end]))))
        place = end
    return columns, place


def _head(block: Block) -> str | None:
    """The head that a block prints and nothing else."""
    if not isinstance(block, (Heading, Paragraph)) or len(block.text) > _LONGEST_HEAD:
        return None
    text = fold(block.text).rstrip(": ")
    return text if any(head(text) for head in goal_head) else None


def _end_of_text(blocks: Sequence[Block], place: int) -> int:
    """Behind the paragraph at `place` and the items that follow, as far as they are no label."""
    first = place
    while place < len(blocks):
        block = blocks[place]
        if not isinstance(block, Item) and not (isinstance(block, Paragraph) and place == first):
            break
        if row_kind([block.text]) != "text" or _head(block):
            break
        place += 1
    return place


def _text(block: Block) -> str:
    if isinstance(block, Item):
        return f"{'  ' * (block.level - 1)}• {block.text}"
    return "" if isinstance(block, Grid) else block.text


def _table(columns: Sequence[tuple[str, str]]) -> Grid:
    rows = zip(*columns, strict=True)
    cells = (tuple(Cell(text, row, column) for column, text in enumerate(line, 1)) for row, line in enumerate(rows, 1))
    return Grid(tuple(cells), header_rows=1)
