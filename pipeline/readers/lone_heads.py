"""A head in a table of its own, directly above the table it heads, as pages do whose tables scroll below their head."""

from __future__ import annotations

from pipeline.model import Cell, Grid


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
    down = len(head.rows)
    cells = {id(cell): cell for row in body.rows for cell in row}
    moved = {
        key: Cell(cell.text, cell.row + down, cell.column, cell.row_span, cell.column_span, cell.is_header)
        for key, cell in cells.items()
    }
    rows = tuple(tuple(moved[id(cell)] for cell in row) for row in body.rows)
    caption = "\n".join(dict.fromkeys(filter(None, (head.caption, body.caption)))) or None
    return Grid((*head.rows, *rows), caption, head.header_rows)
