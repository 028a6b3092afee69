"""The tables a page printed, rebuilt cell by cell from table_cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .corpus import Row
from .places import cell_anchor


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell, or a gap where no cell was kept (`anchor` is empty). `scope` is `col` or `row` for a head."""

    anchor: str
    text: str
    row_span: int = 1
    column_span: int = 1
    scope: str = ""
    number: bool = False
    claimed_by: str = ""
    source_error: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    number: int
    caption: str
    rows: tuple[tuple[PrintedCell, ...], ...]
    uncertain: bool


def printed_tables(cells: Sequence[Row]) -> list[PrintedTable]:
    """The tables of one page in printed order, from its rows of table_cells."""
    by_table: defaultdict[int, list[Row]] = defaultdict(list)
    for cell in cells:
        by_table[cell["table_no"]].append(cell)
    return [_table(number, by_table[number]) for number in sorted(by_table)]


def _table(number: int, cells: Sequence[Row]) -> PrintedTable:
    by_row: defaultdict[int, list[Row]] = defaultdict(list)
    for cell in cells:
        by_row[cell["row_no"]].append(cell)
    heads = _head_rows(by_row)
    taken: set[tuple[int, int]] = set()
    rows = []
    for row_no in range(1, max(by_row) + 1):
        line = sorted(by_row[row_no], key=lambda c: int(c["column_no"]))
        rows.append(tuple(_line(line, row_no, taken, "col" if row_no <= heads else "row")))
    caption = next((c["caption"] for c in cells if c["caption"]), "")
    return PrintedTable(number, caption, tuple(rows), any(c["placement"] == "uncertain" for c in cells))


def _head_rows(by_row: dict[int, list[Row]]) -> int:
    """How many rows from the top hold heads only."""
    row_no = 1
    while row_no in by_row and all(c["is_header"] or not c["text"] for c in by_row[row_no]):
        row_no += 1
    return row_no - 1


def _line(line: Sequence[Row], row_no: int, taken: set[tuple[int, int]], scope: str) -> Iterator[PrintedCell]:
    column_no = 1
    for cell in line:
        while column_no < cell["column_no"]:
            if (row_no, column_no) not in taken:
                yield PrintedCell("", "")
            column_no += 1
        yield _cell(cell, scope)
        for below in range(cell["row_span"]):
            taken |= {(row_no + below, column_no + beside) for beside in range(cell["column_span"])}
        column_no += cell["column_span"]


def _cell(cell: Row, scope: str) -> PrintedCell:
    return PrintedCell(
        cell_anchor(cell["table_no"], cell["row_no"], cell["column_no"]),
        cell["text"],
        cell["row_span"],
        cell["column_span"],
        scope if cell["is_header"] and cell["text"] else "",
        cell["number"] is not None,
        cell["claimed_by"] or "",
        cell["source_error"] or "",
    )
