"""A table of a text export: its rows as printed, blanks lost, and the grid it becomes once values are placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Finding, Grid
from pipeline.readers.text.placing import possible_columns, value_positions
from pipeline.readers.text.table_row import TableRow


@dataclass(frozen=True, slots=True)
class RaggedTable:
    """`heads` are the head rows at full width, `rows` the printed rows: labels at their columns, values in print
    order. `unsure_heads` are the head rows (from 0) whose cells stand in print order from the left."""

    heads: tuple[tuple[str, ...], ...]
    label_columns: int
    column_heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    caption: str | None = None
    unsure_heads: frozenset[int] = frozenset()


def unplaced(table_no: int, row_no: int, label: str, found: Sequence[str], columns: Sequence[int]) -> Finding:
    """The one finding of a row whose cells fit several columns; columns are 1-based."""
    return Finding(
        "info",
        "CELL_UNPLACED",
        f"blank cells vanished from the text export; the values of {label!r} fit more than one column",
        location=f"table {table_no} row {row_no}",
        found=" | ".join(found),
        expected="columns " + ", ".join(map(str, columns)),
    )


def keeps_blanks(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the rows of a pipe table print their blanks where they are: between two cells, in as many rows as print
    them at the end. The exports that move blanks to the end never print one between, but for a stray one."""
    filled = [row for row in rows if sum(map(bool, row)) > 1]
    kept = sum("" in row[1:-1] for row in filled)
    return kept > 0 and kept >= sum(len(row) < width and "" not in row[1:-1] for row in filled)


def cells_grid(
    rows: Sequence[Sequence[str]],
    caption: str | None = None,
    header_rows: int = 0,
    uncertain: frozenset[int] = frozenset(),
    full_width: frozenset[int] = frozenset(),
) -> Grid:
    """A grid from texts at their places. Rows in `full_width` (1-based) are one cell over all columns; shorter
    rows are padded with blank cells."""
    width = max(map(len, rows), default=0)
    grid: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows, start=1):
        head = number <= header_rows
        if number in full_width:
            grid.append((Cell(row[0], number, 1, 1, width, head),) * width)
            continue
        padded = (*row, *[""] * (width - len(row)))
        grid.append(tuple(Cell(text, number, at, is_header=head) for at, text in enumerate(padded, start=1)))
    return Grid(tuple(grid), caption, header_rows, uncertain)


def table_grid(table: RaggedTable, table_no: int) -> tuple[Grid, list[Finding]]:
    """The table with every value in its column; rows that arithmetic and rules cannot place keep print order
    from the left, go into `uncertain` and give one finding each (INTEGRITY: never guess)."""
    width = table.label_columns + len(table.column_heads)
    texts: list[Sequence[str]] = list(table.heads)
    uncertain = {number + 1 for number in table.unsure_heads}
    findings: list[Finding] = []
    for number in sorted(table.unsure_heads):
        head = [text for text in table.heads[number] if text]
        findings.append(unplaced(table_no, number + 1, head[0], head, range(1, width + 1)))
    for row, positions in zip(table.rows, value_positions(table.rows, table.column_heads), strict=True):
        cells = [*row.labels, *[""] * len(table.column_heads)]
        for at, text in zip(positions or range(len(row.values)), row.values, strict=False):
            cells[table.label_columns + at] = text
        cells.extend(row.values[len(table.column_heads) :])
        texts.append(cells)
        if (positions is None and row.values) or row.labels_unsure:
            uncertain.add(len(texts))
            columns = possible_columns(len(row.values), len(table.column_heads), table.label_columns)
            label = next((text for text in reversed(row.labels) if text), "")
            findings.append(unplaced(table_no, len(texts), label, row.values or row.labels, columns))
    return cells_grid(texts, table.caption, len(table.heads), frozenset(uncertain)), findings
