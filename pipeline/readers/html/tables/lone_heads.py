"""Tables directly below each other that are one: a head in a table of its own, as pages do whose tables scroll below
their head, a table that goes on below its heads printed again, and a second copy for print or for small screens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from pipeline.model import Block, Cell, Grid, Ignored, Paragraph
from pipeline.readers.html.one_medium import says_medium
from pipeline.readers.html.site.site_lines import LEFTOVER, STAMP
from pipeline.readers.table_labels import year

_MOST_ROWS = 500  # of the table above: each table that goes on is written again
_FEWEST_COLUMNS = 3
_OF_A_BUDGET = ("lasten", "baten")
_PAGE_LINE = re.compile(
    r"(?:(?:pagina|pag\.?|blz\.?)\s*)?\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?|"
    r"\(?vervolg(?: (?:van )?(?:de )?tabel(?: \d+)?)?\)?",
    re.IGNORECASE,
)
_LEVELS = 4  # around a table
_ALL_OF_IT = ("body", "html", "main", "article")
_NEAR = 12  # blocks, with what is left out beside a table


def table_above(blocks: Sequence[Block]) -> int:
    """The place of the last block but for the number of a printed page, or `Vervolg tabel`, between two tables."""
    place = len(blocks) - 1
    while place > 0 and isinstance(line := blocks[place], Paragraph) and _PAGE_LINE.fullmatch(line.text):
        place -= 1
    return place


def left_out(lines: Sequence[Block]) -> list[Block]:
    """Lines between the parts of a table, which is one again."""
    return [Ignored(line.text, "navigation") if isinstance(line, Paragraph) else line for line in lines]


def is_furniture(grid: Grid) -> bool:
    """Whether a table of one column prints only a stamp or links back."""
    return all(not cell.text or LEFTOVER.match(cell.text) or STAMP.match(cell.text) for (cell,) in grid.rows)


def is_head_of(above: Grid, below: Grid) -> bool:
    """Whether `above` is the head of `below`: nothing but a head, as wide, over rows that have none."""
    return (
        not (above.hidden or above.layout or below.hidden or below.layout)
        and above.header_rows == len(above.rows)
        and below.header_rows == 0
        and len(above.rows[0]) == len(below.rows[0])
    )


def below_head(head: Grid, body: Grid) -> Grid:
    """One table of the two, with the captions of both: either may name the unit. A cell that spans stays one object."""
    again = 0 if is_row_of(head, body) else body.header_rows  # heads that are printed twice
    down = len(head.rows) - again
    printed = body.rows[again:]
    cells = {id(cell): cell for row in printed for cell in row}
    moved = {
        key: Cell(cell.text, cell.row + down, cell.column, cell.row_span, cell.column_span, cell.is_header)
        for key, cell in cells.items()
    }
    rows = tuple(tuple(moved[id(cell)] for cell in row) for row in printed)
    caption = "\n".join(dict.fromkeys(filter(None, (head.caption, body.caption)))) or None
    return Grid((*head.rows, *rows), caption, head.header_rows + body.header_rows - again)


def is_row_of(above: Grid, below: Grid) -> bool:
    """Whether `below` is one more row of `above`, as wide and without a title: a page may set each row as a table."""
    width = len(below.rows[0])
    return (
        len(below.rows) == 1
        and len(above.rows) + above.header_rows <= _MOST_ROWS
        and len(above.rows[0]) == width >= _FEWEST_COLUMNS
        and below.caption is None
        and (above.header_rows > 0 or above.caption is None)
        and (below.header_rows == 0 or (above.header_rows == len(above.rows) and _are_second_heads(below)))
        and not (above.hidden or above.layout or below.hidden or below.layout)
    )


def _are_second_heads(row: Grid) -> bool:
    """Whether a row holds the heads that stand below others: years, or lasten and baten."""
    texts = [cell.text for cell in row.rows[0][1:] if cell.text]
    return bool(texts) and all(year(text) or text.lower() in (*_OF_A_BUDGET, "saldo") for text in texts)


def _is_head_again(above: Grid, below: Grid) -> bool:
    """Whether `below` is nothing but the heads of `above`, which a script keeps in sight."""
    heads = len(below.rows)
    return (
        below.header_rows == heads == above.header_rows < len(above.rows)
        and not (above.hidden or above.layout or below.hidden or below.layout)
        and _texts(above.rows[:heads]) == _texts(below.rows)
    )


def goes_on(above: Grid, below: Grid) -> bool:
    """Whether `below` goes on with the rows of `above`: the same heads, no title of its own, and no row that the other
    has too, as tables about two goals do. A table that is totalled is complete."""
    if is_row_of(above, below):
        return True
    heads = above.header_rows
    if (
        len(above.rows) > _MOST_ROWS
        or not heads
        or below.header_rows != heads
        or above.hidden
        or below.hidden
        or len(above.rows[0]) < 2
    ):
        return False
    if _texts(above.rows[:heads]) != _texts(below.rows[:heads]) or len(below.rows) == heads:
        return False
    if any(cell.row + cell.row_span - 1 > heads for cell in below.rows[heads - 1]):
        return False
    if len(above.rows) == heads:
        return True
    labels = set(map(_label, above.rows[heads:]))
    complete = any(text.lower().startswith("totaal") for text in _label(above.rows[-1]))
    return below.caption is None and not complete and labels.isdisjoint(map(_label, below.rows[heads:]))


def _label(row: Sequence[Cell]) -> tuple[str, ...]:
    """What a row prints besides numbers."""
    return tuple(cell.text for cell in row if any(map(str.isalpha, cell.text)))


def is_copy(blocks: Sequence[Block], grid: Grid, element: etree._Element | None = None) -> bool:
    """Whether a table is that above it printed again: the table that `blocks` end with, but for a line between them, or
    any of them where its `element` is only for paper or for screens of one size. A table of lasten and baten that is
    neither is not passed over here: its reader knows subjects and tells DUPLICATE_TABLE (INTEGRITY row 28)."""
    if blocks and isinstance(last := blocks[-1], Grid) and _is_head_again(last, grid):
        return True
    printed = [block for block in blocks[-_NEAR:] if not isinstance(block, Ignored)]
    if len(printed) > 2 and isinstance(printed[-1], Paragraph) and printed[-1] == printed[-3]:
        printed.pop()
    above = printed[-1] if printed else None
    budget = any(cell.text.lower().startswith(_OF_A_BUDGET) for row in grid.rows for cell in row)
    if not budget and isinstance(above, Grid) and _is_same(above, grid):
        return True
    if element is None or not _is_for_one_medium(element):
        return False
    return any(isinstance(above, Grid) and _is_same(above, grid) for above in blocks)


def _is_same(above: Grid, grid: Grid) -> bool:
    return (
        len(grid.rows) == len(above.rows)
        and len(grid.rows) > max(1, grid.header_rows)
        and above.caption == grid.caption
        and not (above.hidden or above.layout or grid.hidden or grid.layout)
        and _texts(above.rows) == _texts(grid.rows)
    )


def _is_for_one_medium(element: etree._Element) -> bool:
    """Whether an element or one of the nearest around it is by its class for paper, or for screens of one size."""
    around = (element, *islice(element.iterancestors(), _LEVELS))
    return any(says_medium(found.get("class") or "") for found in around if found.tag not in _ALL_OF_IT)


def _texts(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]
