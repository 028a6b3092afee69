"""Known errors of the source, corrected one cell at a time (corrections.csv).

A correction that no longer matches its page stops the build: either the municipality repaired its page, or we would be
changing a number nobody looked at.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .inputs import PACKAGED_CORRECTIONS
from .model import Cell, Document, Grid, Page

_COLUMNS = ("page_id", "table_no", "row_no", "column_no", "printed", "correct", "reason", "reported_on")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell: what it prints and what it should print."""

    page_id: str
    table_no: int
    row_no: int
    column_no: int
    printed: str
    correct: str
    reason: str
    reported_on: str

    @property
    def cell(self) -> tuple[int, int, int]:
        return (self.table_no, self.row_no, self.column_no)


@dataclass(frozen=True, slots=True)
class SourceErrorRecord:
    """A row of `source_errors` without its common columns."""

    source_error_id: str
    table_no: int
    row_no: int
    column_no: int
    printed: str
    correct: str
    reason: str
    reported_on: str | None


class CorrectionsBroken(Exception):
    """corrections.csv cannot be read, or a correction does not match its page; names file and line, or the cell."""


Corrections = Mapping[str, tuple[Correction, ...]]
"""page_id -> its corrections"""


def read_corrections(file: Path = PACKAGED_CORRECTIONS) -> Corrections:
    """All corrections by page. Raises CorrectionsBroken with file, line and what is allowed."""
    try:
        with file.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text, strict=True))
            header = rows[0].keys() if rows else _header(file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorrectionsBroken(f"{file}: {error}") from error
    if tuple(header) != _COLUMNS:
        raise CorrectionsBroken(f"{file}:1: columns {', '.join(map(str, header))}; allowed: {', '.join(_COLUMNS)}")
    found: dict[str, tuple[Correction, ...]] = {}
    for line, row in enumerate(rows, 2):
        one = _correction(file, line, row)
        found[one.page_id] = (*found.get(one.page_id, ()), one)
    return found


def _header(file: Path) -> Sequence[str]:
    return file.read_text(encoding="utf-8").splitlines()[0].split(",") if file.stat().st_size else ()


def _correction(file: Path, line: int, row: dict[str, str]) -> Correction:
    places = [row["table_no"], row["row_no"], row["column_no"]]
    if None in row.values() or not all(p.isdigit() and int(p) > 0 for p in places):
        raise CorrectionsBroken(f"{file}:{line}: table_no, row_no and column_no are whole numbers from 1: {places}")
    if not row["reason"].strip() or row["printed"] == row["correct"]:
        raise CorrectionsBroken(f"{file}:{line}: a correction needs a reason and another value than the printed one")
    if row["reported_on"] and not _DAY.fullmatch(row["reported_on"]):
        raise CorrectionsBroken(f"{file}:{line}: reported_on is a day such as 2026-11-23: {row['reported_on']!r}")
    table, line_no, column = map(int, places)
    return Correction(
        row["page_id"], table, line_no, column, row["printed"], row["correct"], row["reason"], row["reported_on"]
    )


def corrected(page: Page, corrections: Sequence[Correction]) -> Document:
    """The page's document with these cells as they should have been printed.

    Raises CorrectionsBroken where a cell is not there or prints something else.
    """
    blocks = list(page.document.blocks)
    grids = [n for n, block in enumerate(blocks) if isinstance(block, Grid)]
    for one in corrections:
        if one.table_no > len(grids):
            raise _mismatch(one, f"the page has {len(grids)} tables")
        place = grids[one.table_no - 1]
        grid = blocks[place]
        if isinstance(grid, Grid):
            blocks[place] = _with_cell(grid, one)
    return replace(page.document, blocks=tuple(blocks))


def _with_cell(grid: Grid, one: Correction) -> Grid:
    if one.row_no > len(grid.rows) or one.column_no > len(grid.rows[one.row_no - 1]):
        raise _mismatch(one, "the table has no such cell")
    old = grid.rows[one.row_no - 1][one.column_no - 1]
    if old.text.strip() != one.printed.strip():
        raise _mismatch(one, f"the cell prints {old.text.strip()!r}")
    new = replace(old, text=one.correct)

    def at(cell: Cell) -> Cell:
        return new if cell is old else cell

    return replace(grid, rows=tuple(tuple(at(cell) for cell in row) for row in grid.rows))


def _mismatch(one: Correction, found: str) -> CorrectionsBroken:
    return CorrectionsBroken(
        f"corrections.csv: {one.page_id} table {one.table_no} row {one.row_no} column {one.column_no} should print "
        f"{one.printed!r}, but {found}; look at the page and remove or renew the correction"
    )


def marked(rows: Iterable[Any], corrections: Sequence[Correction]) -> tuple[Any, ...]:
    """The records, those of a corrected cell with `source_error` set and the text that was printed."""
    by_cell = {one.cell: one for one in corrections}
    return tuple(
        _marked(row, by_cell[at]) if (at := (row.table_no, row.row_no, row.column_no)) in by_cell else row
        for row in rows
    )


def _marked(row: Any, one: Correction) -> Any:
    changes = {"source_error": f"{one.printed} -> {one.correct}"}
    if hasattr(row, "printed_text"):
        changes["printed_text"] = one.printed
    return replace(row, **changes)


def source_errors(page_id: str, corrections: Sequence[Correction]) -> tuple[SourceErrorRecord, ...]:
    """The rows of `source_errors` for one page."""
    return tuple(
        SourceErrorRecord(
            f"{page_id}/t{c.table_no}/r{c.row_no}/c{c.column_no}", c.table_no, c.row_no, c.column_no, c.printed,
            c.correct, c.reason, c.reported_on or None,
        )
        for c in corrections
    )  # fmt: skip
