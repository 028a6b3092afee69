"""The columns of a Streefdoel that a page sets side by side as blocks of their own, each with its head above it:
`Nulsituatie`, `62 % in 2013`, `Norm van 2016`, `65 %` (formats 2014-2020 section 2)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dutch.streefdoel import row_kind
from pipeline.model import Block, Cell, Grid, Ignored, Item, Paragraph
from pipeline.readers.table_labels import fold, goal_head

_FEWEST = 2
_LONGEST_HEAD = 60  # characters
_BEGINNINGS = frozenset({"nuls", "norm"})  # of the first two heads


def with_head_columns(blocks: list[Block]) -> list[Block]:
    """The blocks with such columns as tables of two rows."""
    starts = [
        place
        for place, block in enumerate(blocks)
        if not isinstance(block, (Grid, Ignored)) and block.text[:4].lower() in _BEGINNINGS
    ]
    if not starts:
        return blocks
    written: list[Block] = []
    done = 0
    for place in starts:
        columns, end = _columns(blocks, place) if place >= done else ([], done)
        if len(columns) >= _FEWEST:
            written += [*blocks[done:place], _table(columns)]
            done = end
    return [*written, *blocks[done:]]


def _columns(blocks: Sequence[Block], place: int) -> tuple[list[tuple[str, str]], int]:
    """The heads from `place` on with the text behind or below each, and where what follows them begins."""
    columns: dict[str, str] = {}
    while place < len(blocks) and (opened := _opening(blocks[place])) and opened[0] not in columns:
        head, text = opened
        end = _end_of_text(blocks, place + 1)
        is_empty = end == place + 1 and not text
        if is_empty and not (columns and end < len(blocks) and _opening(blocks[end])):
            break  # heads in a row, whose cells follow, or the heading of a section
        columns[head] = "\n".join(filter(None, (text, *map(_text, blocks[place + 1 : end]))))
        place = end
    return sorted(columns.items(), key=lambda column: _order(column[0]) or 0), place


def _order(label: str) -> int | None:
    """The place of a head among those of a Streefdoel: `Nulsituatie`, `Norm van 2016`, `Activiteiten`."""
    return next((place for place, is_head in enumerate(goal_head) if is_head(label)), None)


def _opening(block: Block) -> tuple[str, str] | None:
    """The head that a block prints and what follows it, on the lines below or behind a colon (`Nulsituatie: 62 %`)."""
    if isinstance(block, (Grid, Ignored)):
        return None
    for mark in "\n:":
        head, _, text = block.text.partition(mark)
        label = fold(head).rstrip(": ")
        if len(label) <= _LONGEST_HEAD and _order(label) is not None:
            return label, text.strip()
    return None


def _end_of_text(blocks: Sequence[Block], place: int) -> int:
    """Behind the paragraphs and items from `place` on, as far as they are no label; the paragraph above the effects of
    the next goal is its title."""
    first = place
    while place < len(blocks):
        block = blocks[place]
        if not isinstance(block, (Item, Paragraph)) or row_kind([block.text]) != "text" or _opening(block):
            break
        place += 1
    is_title = (
        place < len(blocks) and not isinstance(blocks[place], Grid) and row_kind([_text(blocks[place])]) == "effects"
    )
    return place - 1 if is_title and place > first and isinstance(blocks[place - 1], Paragraph) else place


def _text(block: Block) -> str:
    if isinstance(block, Item):
        return f"{'  ' * (block.level - 1)}• {block.text}"
    return "" if isinstance(block, Grid) else block.text


def _table(columns: Sequence[tuple[str, str]]) -> Grid:
    rows = zip(*columns, strict=True)
    cells = (tuple(Cell(text, row, column) for column, text in enumerate(line, 1)) for row, line in enumerate(rows, 1))
    return Grid(tuple(cells), header_rows=1)
