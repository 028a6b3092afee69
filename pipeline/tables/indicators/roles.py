"""The table of one indicator with a row per observation, its name above it:

Jeugdhulp (aantal)
-          | Jaar | Waarde
Verleden   | 2022 | 3.150
Toekomst   | 2026 | lager
"""

from __future__ import annotations

from collections.abc import Iterator

from ...dutch.dates import find_years
from ...model import Cell, Finding, Grid, Heading, Page, Paragraph
from ..grids import NumberedGrid
from ..indicator_heads import YEAR_COLUMN, Head, Role, head_of, plain_label, split_unit
from ..lines import one_line, tidy
from ..observations import (
    Explanation,
    Observation,
    Observed,
    Place,
    cell_line,
    cells_by_column,
    split_explanation,
    unit_name,
    whole_cell,
)

_LONGEST_NAME = 160


def has_roles(grid: Grid) -> bool:
    """Whether each row but the head is named by the role of its values."""
    head, *rows = (row[0] for row in grid.rows)
    if len(grid.rows[0]) < 2 or not all(_role(cell) for cell in rows):  # of nearly all tables the first says no
        return False
    return len(rows) > 1 or (len(rows) == 1 and _role(head) is not None)


def _role(cell: Cell) -> Role | None:
    return head_of(cell.text).role


def read_roles(page: Page, numbered: NumberedGrid) -> Observed:
    """The observations of the indicator that is named in the corner, the caption or right above the table. Without a
    name there are none, and INDICATOR_NAME says so."""
    name = name_above(page, numbered)
    if name is None:
        location = f"table {numbered.table_no}"
        found = " | ".join(cell_line(row[0]) for row in numbered.grid.rows)
        message = "values without the name of an indicator"
        return Observed([], [Finding("warning", "INDICATOR_NAME", message, location, found, "a name")])
    return Observed(list(_observe(numbered, name, explanation_below(page, numbered))), [])


def name_above(page: Page, numbered: NumberedGrid) -> str | None:
    """The name of the only indicator of a table: its corner, its caption, or what stands right above it."""
    corner = numbered.grid.rows[0][0]
    if _role(corner) is None and head_of(corner.text).kind is None and plain_label(corner.text) not in YEAR_COLUMN:
        return cell_line(corner)
    if numbered.grid.caption and numbered.grid.caption.strip():
        return one_line(numbered.grid.caption)
    above_no = numbered.block_no - 1
    above = page.document.blocks[above_no - 1] if above_no else None
    of_section = numbered.section is not None and numbered.section.heading_block_no == above_no
    if of_section or not isinstance(above, (Heading, Paragraph)) or len(above.text) > _LONGEST_NAME:
        return None
    return one_line(above.text)


def explanation_below(page: Page, numbered: NumberedGrid) -> Explanation:
    """What the paragraph right below the table says, where it names a source or a date."""
    below = page.document.blocks[numbered.block_no : numbered.block_no + 1]
    for block in below:
        if isinstance(block, Paragraph):
            found = split_explanation(block.text)
            if found.source or found.reference_date:
                return found
    return Explanation(None, None, None)


def _observe(numbered: NumberedGrid, printed_name: str, about: Explanation) -> Iterator[Observation]:
    grid = numbered.grid
    name, unit = split_unit(printed_name)
    has_head = _role(grid.rows[0][0]) is None
    heads = {place: head_of(cell.text, True) for place, cell in enumerate(grid.rows[0], 1)} if has_head else {}
    for index in range(int(has_head), len(grid.rows)):
        cells = cells_by_column(grid, index)
        label = cells.pop(1, None)
        if label is None:
            continue
        row_head = head_of(label.text)
        year_cell = _year_cell(cells, heads)
        for place, cell in cells.items():
            if cell is year_cell or (place in heads and heads[place].kind not in ("value", None)):
                continue
            quantity = whole_cell(tidy(cell.text))
            yield Observation(
                numbered.goal_id,
                (numbered.block_no, 1),
                name,
                unit or unit_name(quantity.unit),
                row_head.role or "current",
                cell_line(year_cell) if year_cell else row_head.label,
                _year(year_cell) or row_head.year or (heads[place].year if place in heads else None),
                tidy(cell.text),
                quantity,
                quantity.direction,
                Place(numbered.block_no, numbered.table_no, cell.row, cell.column),
                None,
                about.source,
                about.reference_date,
                about.note,
            )


def _year_cell(cells: dict[int, Cell], heads: dict[int, Head]) -> Cell | None:
    """The cell of a row that holds its year: below such a head, or without heads the first of two cells."""
    for place, cell in cells.items():
        head = heads.get(place)
        if head and head.label and head.year is None and plain_label(head.label) in YEAR_COLUMN:
            return cell
    first = next(iter(cells.values()), None)
    return first if not heads and first and len(cells) > 1 and _year(first) is not None else None


def _year(cell: Cell | None) -> int | None:
    years = find_years(cell.text) if cell else []
    return years[-1] if years else None
