"""The indicator table of the begroting 2026: three rows per indicator (formats/2020-2026.md section 6).

    Indicator               | Verleden | Heden | Toekomst
    Beschermd wonen (aantal)| 2022     | 2024  | 2026
                            | 500      | 424   | 400
    Aantal indicaties. We streven ernaar dat dit aantal afneemt. Bron: GGD.

Years and values look alike (2026, 2332): their row tells them apart, never their shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ...dutch.dates import find_years
from ...dutch.quantities import find_direction
from ...model import Cell, Finding
from ..grids import NumberedGrid, is_row_number
from ..indicator_heads import Head
from ..lines import tidy
from ..observations import (
    Observation,
    Observed,
    Place,
    begins_with_text,
    cell_line,
    cells_by_column,
    split_explanation,
    split_name,
    unit_name,
    whole_cell,
)


@dataclass(slots=True)
class _Block:
    """The rows of one indicator while they are collected."""

    name: Cell
    years: dict[int, Cell]
    values: dict[int, Cell] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)  # unit and source in columns of their own
    explanation: list[str] = field(default_factory=list)
    surplus: bool = False  # more rows of values than one, or a row whose cells could not be placed


def has_blocks(numbered: NumberedGrid, name_column: int, head_row: int, heads: dict[int, Head]) -> bool:
    """Whether the table prints its years per indicator: no head holds a year, and below a name stands a row
    without a name that holds values."""
    if any(head.year is not None for head in heads.values()):
        return False
    values = [column for column, head in heads.items() if head.kind == "value"]
    for row in range(head_row + 1, len(numbered.grid.rows)):
        if not begins_with_text(numbered.grid, row, name_column) and any(
            begins_with_text(numbered.grid, row, column) for column in values
        ):
            return True
    return False


def read_blocks(numbered: NumberedGrid, name_column: int, head_row: int, heads: dict[int, Head]) -> Observed:
    """All indicators of such a table. A block whose years and values do not pair off is left out with the error
    INDICATOR_SHAPE; the others are read."""
    observations: list[Observation] = []
    findings: list[Finding] = []
    beside = {column: head.kind for column, head in heads.items() if head.kind in ("unit", "source")}
    for block in _collect(numbered, name_column, head_row, beside):
        if problem := _shape(block, numbered, heads):
            findings.append(problem)
            continue
        findings += _years(block, numbered)
        observations += _observe(block, numbered, heads)
    return Observed(observations, findings)


def _collect(numbered: NumberedGrid, name_column: int, head_row: int, beside: Mapping[int, str]) -> Iterator[_Block]:
    block: _Block | None = None
    for row in range(head_row + 1, len(numbered.grid.rows)):
        cells = cells_by_column(numbered.grid, row)
        name = cells.pop(name_column, None)
        if name_column > 1:
            cells = {n: cell for n, cell in cells.items() if n > name_column or not is_row_number(cell.text)}
        said = {kind: tidy(cells.pop(column).text) for column, kind in beside.items() if _is_apart(cells.get(column))}
        if name is not None and cells:
            if block:
                yield block
            block = _Block(name, cells, beside=said, surplus=row + 1 in numbered.grid.uncertain)
        elif block is None:
            continue
        elif text := name or _wide(cells, block):
            block.explanation.append(tidy(text.text))
        elif cells:
            block.beside = said | block.beside
            block.surplus |= bool(block.values) or row + 1 in numbered.grid.uncertain
            block.values = block.values or cells
    if block:
        yield block


def _is_apart(cell: Cell | None) -> bool:
    return cell is not None and cell.column_span == 1


def _wide(cells: dict[int, Cell], block: _Block) -> Cell | None:
    """An explanation that begins behind a blank first cell."""
    cell = next(iter(cells.values()), None)
    return cell if cell and len(cells) == 1 and block.values and cell.column_span > 1 else None


def _shape(block: _Block, numbered: NumberedGrid, heads: dict[int, Head]) -> Finding | None:
    values = {column for column, head in heads.items() if head.kind == "value"}
    if block.years.keys() == block.values.keys() <= values and not block.surplus:
        return None
    return Finding(
        "error",
        "INDICATOR_SHAPE",
        f"{cell_line(block.name)}: years and values do not pair off; this indicator is left out",
        f"table {numbered.table_no} row {block.name.row}",
        f"{len(block.years)} years ({_listed(block.years)}), {len(block.values)} values ({_listed(block.values)})",
        f"{len(values)} years and {len(values)} values",
    )


def _listed(cells: dict[int, Cell]) -> str:
    return ", ".join(cell_line(cell) for cell in cells.values())


@lru_cache(maxsize=1024)  # the same few years on all pages of a publication
def _last_year(text: str) -> int | None:
    years = find_years(text)
    return years[-1] if years else None


def _year(cell: Cell) -> int | None:
    return _last_year(cell.text)


def _years(block: _Block, numbered: NumberedGrid) -> list[Finding]:
    years = [_year(cell) for cell in block.years.values()]
    known = [year for year in years if year is not None]
    if len(known) == len(years) and all(a < b for a, b in pairwise(known)):
        return []
    message = f"{cell_line(block.name)}: the years do not ascend"
    location = f"table {numbered.table_no} row {block.name.row}"
    return [Finding("error", "INDICATOR_YEARS", message, location, _listed(block.years), "ascending years")]


def _observe(block: _Block, numbered: NumberedGrid, heads: dict[int, Head]) -> Iterator[Observation]:
    name, unit, about = split_name(block.name)
    below = split_explanation("\n".join(block.explanation))
    note, source, reference_date = (one or other for one, other in zip(below, about, strict=True))
    source = source or block.beside.get("source")
    aim = find_direction(note) if note else None
    for column, cell in block.values.items():
        role = heads[column].role or "current"
        text = tidy(cell.text)
        quantity = whole_cell(text)
        yield Observation(
            numbered.goal_id,
            (numbered.block_no, block.name.row),
            name,
            unit or block.beside.get("unit") or unit_name(quantity.unit),
            role,
            cell_line(block.years[column]),
            _year(block.years[column]),
            text,
            quantity,
            quantity.direction or (aim if role == "target" else None),
            Place(numbered.block_no, numbered.table_no, cell.row, cell.column),
            None,
            source,
            reference_date,
            note,
        )
