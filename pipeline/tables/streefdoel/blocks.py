"""The Streefdoel blocks of the begroting and jaarverslag of 2014-2016 (formats/2014-2020.md section 2):

    Streefdoel/indicator
    sentence or bullets
    Nulsituatie | Norm van 2016 | Activiteiten (or: Wat is in 2016 gerealiseerd)
    data rows
    bron: ..., *footnote

A block may be a table of its own, or one of many in the table of a goal, or of all goals of a programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...contents import contents, keep_last
from ...dutch.footnotes import without_mark
from ...dutch.printed import letters
from ...dutch.streefdoel import goal_ids_of_rows, may_hold_streefdoelen, row_kind, split_streefdoel_rows
from ...model import Block, Cell, Grid, Heading, Ignored, Item, Page, Paragraph
from ..grids import NumberedGrid, numbered_grids
from ..indicator_heads import Head, activity_status, head_of
from ..lines import tidy
from ..observations import cells_by_column, spans_row
from .turned import heads_beside, is_label_row


@dataclass(slots=True)
class StreefdoelBlock:
    """One block. `lines` is the streefdoel text, `heads` its columns (`status` of activity columns apart), `rows`
    the data rows: index in the grid and cells by column. `number` counts the blocks below the goal from 1."""

    goal_id: str | None
    number: int
    numbered: NumberedGrid
    lines: list[str] = field(default_factory=list)
    text_row: int | None = None
    heads: dict[int, Head] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[int, dict[int, Cell]]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    copies: list[NumberedGrid] = field(default_factory=list)  # where the page prints it again


def is_streefdoel_grid(grid: Grid) -> bool:
    """Whether a table holds Streefdoel blocks, or the rows of one."""
    kinds = [row_kind([cell.text for cell in row]) for row in grid.rows]
    return "streefdoel" in kinds or _has_data_head(grid, kinds)


@keep_last
def streefdoel_blocks(page: Page) -> tuple[StreefdoelBlock, ...]:
    """All blocks of the page in reading order; hidden and layout tables give none."""
    if not may_hold_streefdoelen(contents(page.document).words):
        return ()
    blocks = [*_tabled(page), *_tableless(page)]
    blocks.sort(key=lambda block: block.numbered.block_no)
    if len(blocks) > 1:
        blocks = _each_once(blocks)
    counts: dict[str | None, int] = {}
    for block in blocks:
        counts[block.goal_id] = block.number = counts.get(block.goal_id, 0) + 1
    return tuple(blocks)


def _each_once(blocks: Sequence[StreefdoelBlock]) -> list[StreefdoelBlock]:
    """The blocks without those that print another one of the goal again, in another table or as text: the same words
    with the same cells, or without any."""
    said: dict[tuple[str | None, str], list[StreefdoelBlock]] = {}
    for block in blocks:
        if block.lines:
            said.setdefault((block.goal_id, letters(" ".join(block.lines))), []).append(block)
    copies: set[int] = set()
    for same in said.values():
        fullest = max(same, key=lambda block: len(block.rows))
        for block in same if fullest.rows else ():
            elsewhere = block.numbered.block_no != fullest.numbered.block_no
            if elsewhere and (not block.rows or _values(block) == _values(fullest)):
                fullest.copies.append(block.numbered)
                copies.add(id(block))
    return [block for block in blocks if id(block) not in copies]


def _values(block: StreefdoelBlock) -> list[tuple[str, str]]:
    """The cells of a block with their heads: `Nulsituatie 5`, `Norm van 2015 5`."""
    heads = {column: letters(head.label) for column, head in block.heads.items()}
    return sorted(
        (heads.get(column, ""), letters(cell.text)) for _, cells in block.rows for column, cell in cells.items()
    )


def _tabled(page: Page) -> Iterator[StreefdoelBlock]:
    for numbered in numbered_grids(page):
        grid = numbered.grid
        if grid.hidden or grid.layout or not grid.rows:
            continue
        texts = [[cell.text for cell in row] for row in grid.rows]
        kinds = [row_kind(row) for row in texts]
        if "streefdoel" not in kinds and not _has_data_head(grid, kinds):
            continue
        for goal_id, first, last in _goal_rows(page, numbered, texts):
            yield from _read_rows(page, numbered, goal_id, range(first - 1, last), kinds)


def _tableless(page: Page) -> Iterator[StreefdoelBlock]:
    """Blocks that are no more than the label and the text, without a table (jaarverslag-2016 p8623, second goal)."""
    texts = (block.text for block in page.document.blocks if isinstance(block, (Heading, Paragraph)))
    if not any("streefdoel" in text.partition("\n")[0][:60].lower() for text in texts):
        return
    home = {no: section for section in page.sections for no, _ in section.blocks}
    block: StreefdoelBlock | None = None
    for block_no, printed in enumerate(page.document.blocks, 1):
        if (isinstance(printed, Ignored) and printed.reason == "link") or (
            isinstance(printed, Grid) and printed.hidden
        ):
            continue
        kind, below = _kind_of(printed) if isinstance(printed, (Heading, Paragraph, Item)) else ("", [])
        if kind == "text" and block is not None and not isinstance(printed, Heading):
            block.lines += _printed(printed).split("\n")
            continue
        if block and block.lines and not isinstance(printed, Grid):
            yield block
        block = None
        if kind == "streefdoel":
            section = home.get(block_no) or home.get(block_no + 1)
            goal_id = _goal_above(page, block_no) or (section.goal_id if section else None)
            # traced to the text, which stands right behind its label
            block = StreefdoelBlock(goal_id, 0, NumberedGrid(0, block_no + (not below), goal_id, section, Grid(())))
            block.lines += below
    if block and block.lines:
        yield block


def _goal_above(page: Page, block_no: int) -> str | None:
    return next(
        (goal.goal_id for goal in reversed(page.goals) if goal.block_no <= block_no and not goal.from_listing), None
    )


def _has_data_head(grid: Grid, kinds: Sequence[str]) -> bool:
    """A row `Nulsituatie | Norm ...` that is no head of an indicator table with a column of names."""
    return any(
        kind == "head" and any(head_of(cell.text).role == "target" for cell in grid.rows[row])
        for row, kind in enumerate(kinds)
    )


def _goal_rows(
    page: Page, numbered: NumberedGrid, texts: Sequence[Sequence[str]]
) -> Iterator[tuple[str | None, int, int]]:
    parts = split_streefdoel_rows(texts)
    goals = [goal for goal in page.goals if not goal.from_listing]
    here = [goal.goal_id for goal in goals if goal.block_no == numbered.block_no]
    above = [goal.goal_id for goal in goals if goal.block_no < numbered.block_no]
    before = above[-1] if above else None if here else numbered.goal_id
    for part, goal_id in zip(parts, goal_ids_of_rows(parts, here, before), strict=True):
        yield goal_id, part.first_row, part.last_row


def _read_rows(
    page: Page, numbered: NumberedGrid, goal_id: str | None, rows: range, kinds: Sequence[str]
) -> Iterator[StreefdoelBlock]:
    """`open_for` tells what the next row of words is: streefdoel text, data, or neither."""
    block: StreefdoelBlock | None = None
    open_for = ""
    beside: dict[int, Cell] = {}  # heads in the row of the label: each row below is a block
    for row in rows:
        kind, cells = kinds[row], cells_by_column(numbered.grid, row)
        if kind == "streefdoel":
            if block:
                yield block
            beside = heads_beside(cells)
            block, open_for = StreefdoelBlock(goal_id, 0, numbered), "rows" if beside else "text"
            _add_text(block, row, () if beside else list(cells.values())[1:])
        elif block and kind == "text" and open_for == "rows":
            above, block = block, _row_beside(block, row, cells, beside)
            if above is not block and above.lines:
                yield above
        elif kind == "head" or is_label_row(cells, numbered.grid):
            block = block or _headless(page, numbered, goal_id)
            open_for = _add_head_row(block, row, cells)
        elif block is None:
            continue
        elif kind == "text" and open_for == "text":
            _add_text(block, row, cells.values())
        elif kind == "text" and open_for == "data":
            _add_data(block, row, cells)
        elif kind == "aside" and _is_source(cells):
            _add_notes(block, next(iter(cells.values())).text)
        else:
            open_for = ""
    if block:
        yield block


def _row_beside(above: StreefdoelBlock, row: int, cells: dict[int, Cell], heads: dict[int, Cell]) -> StreefdoelBlock:
    """The block of a row below heads beside the label: that above where the row has no text of its own, else a new
    one."""
    if not cells:
        return above
    first, text = next(iter(cells.items()))
    if above.rows and first in heads:
        above.rows.append((row, cells))
        return above
    block = StreefdoelBlock(above.goal_id, 0, above.numbered)
    _add_text(block, row, [text])
    _add_heads(block, heads)
    block.rows.append((row, {column: cell for column, cell in cells.items() if column != first}))
    return block


def _add_text(block: StreefdoelBlock, row: int, cells: Iterable[Cell]) -> None:
    for cell in cells:
        block.lines += tidy(cell.text).split("\n")
        block.text_row = block.text_row or row + 1


def _add_heads(block: StreefdoelBlock, cells: dict[int, Cell]) -> None:
    block.heads = {column: head_of(without_mark(cell.text)) for column, cell in cells.items()}
    found = ((column, activity_status(cell.text)) for column, cell in cells.items())
    block.statuses = {column: status for column, status in found if status}


def _add_data(block: StreefdoelBlock, row: int, cells: dict[int, Cell]) -> None:
    """A row that one cell fills from edge to edge, or that opens with `*`, holds notes instead of values."""
    only = next(iter(cells.values())) if len(cells) == 1 else None
    if only and (only.text.lstrip().startswith("*") or spans_row(only, block.numbered.grid)):
        _add_notes(block, only.text)
    elif cells:
        block.rows.append((row, cells))


def _add_head_row(block: StreefdoelBlock, row: int, cells: dict[int, Cell]) -> str:
    """What the rows below are: data, or nothing where the row is a head with its value."""
    if is_label_row(cells, block.numbered.grid):
        _add_pair(block, row, *cells.values())
        return ""
    _add_heads(block, cells)
    return "data"


def _add_pair(block: StreefdoelBlock, row: int, label: Cell, value: Cell) -> None:
    """A label and what stands behind it, as a column of its own."""
    block.heads[row + 1] = head_of(label.text)
    if status := activity_status(label.text):
        block.statuses[row + 1] = status
    if block.rows:
        block.rows[0][1][row + 1] = value
    else:
        block.rows.append((row, {row + 1: value}))


def _is_source(cells: dict[int, Cell]) -> bool:
    return next(iter(cells.values())).text.lstrip().lower().startswith("bron")


def _add_notes(block: StreefdoelBlock, text: str) -> None:
    """`bron:` and the lines below it are sources, lines from `*` on footnotes."""
    source, *footnotes = tidy(text).replace("\n*", " *").split(" *") if "*" in text[1:] else [tidy(text)]
    if source.startswith("*"):
        footnotes.insert(0, source[1:])
    elif source.lower().startswith("bron"):
        block.sources.append(source.partition(":")[2].strip())
    else:
        footnotes.insert(0, source)
    block.footnotes += [footnote.strip() for footnote in footnotes]


def _headless(page: Page, numbered: NumberedGrid, goal_id: str | None) -> StreefdoelBlock:
    """A block whose label and text stand as blocks of their own above the table (label as a heading)."""
    texts: list[str] = []
    for above in reversed(page.document.blocks[: numbered.block_no - 1]):
        if isinstance(above, Ignored) and above.reason == "link":
            continue
        if not isinstance(above, (Heading, Paragraph, Item)):
            break
        kind, below = _kind_of(above)
        if kind == "streefdoel":
            lines = "\n".join(reversed([*texts, *reversed(below)])).split("\n") if texts or below else []
            return StreefdoelBlock(goal_id, 0, numbered, lines)
        if kind != "text":
            break
        texts.append(_printed(above))
    return StreefdoelBlock(goal_id, 0, numbered)


def _kind_of(block: Heading | Paragraph | Item) -> tuple[str, list[str]]:
    """What a block is, and the lines below a label on its first line (in text set out with blanks)."""
    label, _, below = block.text.partition("\n")
    if below and row_kind([label]) == "streefdoel":
        return "streefdoel", tidy(below).split("\n")
    return row_kind([block.text]), []


def _printed(above: Block) -> str:
    if isinstance(above, Item):
        return f"• {tidy(above.text)}"
    return tidy(above.text) if isinstance(above, (Heading, Paragraph)) else ""
