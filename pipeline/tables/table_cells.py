"""Every cell of every printed table, read or not understood, where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from ..dutch.amounts import AmountRange, NotAnAmount, absent, looks_numeric, split_bedragen
from ..dutch.beside_amounts import without_word
from ..dutch.cell_numbers import parse_cell
from ..dutch.dates import is_year
from ..dutch.footnotes import without_mark
from ..dutch.quantities import parse_quantity
from ..model import AMOUNT_DATASETS, Cell, Finding, Grid, Page, Records, record
from .grids import numbered_grids
from .lines import one_line, tidy


@record
class CellRecord:
    cell_id: str
    table_no: int
    row_no: int
    column_no: int
    row_span: int
    column_span: int
    is_header: bool
    text: str
    number: Decimal | None
    missing_reason: str | None
    placement: str
    caption: str | None
    claimed_by: str | None
    source_error: str | None = None


_DIGIT = re.compile(r"\d")
_GOAL_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?")
_LONGEST_NUMBER = 60


Claims: TypeAlias = Mapping[tuple[int, int, int], str]
"""The dataset that took a cell, by table, row and column."""


def read(page: Page, claims: Claims = MappingProxyType({})) -> Records:
    """One row per cell of all tables, hidden and layout tables too. `number` is the one number the cell holds as
    printed (no unit applied). Findings: AMOUNT_UNPARSED (a cell that looks like a number and is none),
    AMOUNT_RANGE (more digits than any municipality has), CELL_SEVERAL (several amounts in one cell; a year
    above the value of an indicator is none)."""
    rows: list[CellRecord] = []
    findings: list[Finding] = []
    for numbered in numbered_grids(page):
        table_no, grid = numbered.table_no, numbered.grid
        caption = tidy(grid.caption) if grid.caption is not None else None
        prefix = f"{page.page_id}/t{table_no}"
        for row_no, row in enumerate(grid.rows, 1):
            placement = "uncertain" if row_no in grid.uncertain else "printed"
            for column_no, cell in enumerate(row, 1):
                if cell.column != column_no or cell.row != row_no:
                    continue  # a spanning cell stands once, where it begins
                text = tidy(cell.text)
                number, reason, problem = _meaning(text)
                claim = claims.get((table_no, row_no, column_no))
                if problem and not (
                    grid.hidden or _is_understood(problem, claim) or _is_goal_code(text, grid, column_no)
                ):
                    findings.append(_finding(problem, table_no, cell, text))
                rows.append(
                    CellRecord(
                        f"{prefix}/r{row_no}/c{column_no}", table_no, row_no, column_no, cell.row_span,
                        cell.column_span, cell.is_header, text, number, reason, placement, caption,
                        claim,
                    )
                )  # fmt: skip
    return Records(tuple(rows), tuple(findings))


def _is_understood(problem: str, claim: str | None) -> bool:
    """Whether the room that took a cell knows what looks like a problem: several values of an indicator."""
    return claim == "indicators" and problem == "CELL_SEVERAL"


_BESIDE_WORD = re.compile(r"€? ?-?\d[\d.,]*")
_LISTS = frozenset({"criteria", "activities", "activities_realised", "policy_documents", "portfolio_holders"})
_IDENTIFIER = re.compile(r"\d{8,}")
_PLACE = re.compile(r"table (\d+)(?: row (\d+))?")


def untold(page: Page, cells: Sequence[CellRecord], findings: Iterable[Finding]) -> list[Finding]:
    """TABLE_OTHER for each table with a number that no dataset took and of which nothing is told. A year, an
    identifier and what stands in the first column say what the other cells are about. Of a table that a finance room
    took only whole rows count: the mutations below the result of a budget (begroting-2017 p8081). In a table of
    indicators such numbers miss the name of theirs: a warning."""
    kept = [cell for cell in cells if cell.claimed_by is None and cell.column_no > 1 and _prints_amount(cell)]
    if not kept:
        return []
    seen = {
        numbered.table_no for numbered in numbered_grids(page) if not (numbered.grid.hidden or numbered.grid.layout)
    }
    told: set[int] = set()
    places = []
    for finding in findings:
        if found := _PLACE.match(finding.location):
            places.append(found.groups())
            if finding.code != "CELL_UNPLACED":  # it tells of its row only
                told.add(int(found[1]))
    financial = {cell.table_no for cell in cells if cell.claimed_by in AMOUNT_DATASETS}
    told -= financial
    rows = {(int(table_no), int(row_no)) for table_no, row_no in places if row_no}
    rows |= {(cell.table_no, cell.row_no) for cell in cells if cell.claimed_by in AMOUNT_DATASETS}
    texts: dict[int, list[str]] = {}
    for cell in kept:
        if cell.table_no in seen - told and (cell.table_no, cell.row_no) not in rows:
            texts.setdefault(cell.table_no, []).append(cell.text)
    observed = {cell.table_no for cell in cells if cell.claimed_by == "indicators"}
    return [_unnamed(no, found) if no in observed else _untold(no, found) for no, found in texts.items()]


def unread(page: Page, cells: Sequence[CellRecord], findings: Sequence[Finding]) -> list[Finding]:
    """TABLE_OTHER, as a warning, for each table in a list of a goal of which no dataset takes a cell and nothing is
    told: what it prints may be the criteria, activities or documents of the goal, below heads that nobody knows."""
    if not any(section.kind in _LISTS for section in page.sections):
        return []
    taken = {cell.table_no for cell in cells if cell.claimed_by is not None}
    told = {int(found[1]) for finding in findings if (found := _PLACE.match(finding.location))}
    return [
        Finding(
            "warning", "TABLE_OTHER", "A table in a list of the goal has heads that nobody knows; its cells are kept.",
            f"table {numbered.table_no}", " | ".join(one_line(cell.text) for cell in numbered.grid.rows[0])[:200],
            "heads such as Activiteit, Criterium or Nota", "pipeline",
        )
        for numbered in numbered_grids(page)
        if numbered.section is not None and numbered.section.kind in _LISTS and numbered.goal_id is not None
        if not (numbered.grid.hidden or numbered.grid.layout) and len(numbered.grid.rows) > 1
        if numbered.table_no not in taken | told
    ]  # fmt: skip


def _prints_amount(cell: CellRecord) -> bool:
    """Whether a cell prints an amount, also with a word beside it; years and identifiers are none."""
    if cell.number is None:
        bare = without_word(cell.text)
        return bare != cell.text and _BESIDE_WORD.fullmatch(bare) is not None
    return _is_amount(cell.text)


def _is_amount(text: str) -> bool:
    return not (is_year(without_mark(text)) or _IDENTIFIER.fullmatch(text))


def _untold(table_no: int, texts: Sequence[str]) -> Finding:
    return Finding(
        "info", "TABLE_OTHER", "Numbers of a table that no dataset takes; its cells are kept in table_cells.",
        f"table {table_no}", _counted(texts), "a table of a dataset",
    )  # fmt: skip


def _unnamed(table_no: int, texts: Sequence[str]) -> Finding:
    return Finding(
        "warning", "TABLE_OTHER", "Numbers in a table of indicators belong to none of them; they are kept in "
        "table_cells.", f"table {table_no}", _counted(texts), "the name and the years of an indicator above them",
    )  # fmt: skip


def _counted(texts: Sequence[str]) -> str:
    return f"{len(texts)} number{'s' * (len(texts) > 1)}: {', '.join(texts)}"[:200]


@lru_cache(maxsize=16_384)
def _meaning(text: str) -> tuple[Decimal | None, str | None, str | None]:
    """(number, reason there is none, code of the finding) of the text of one cell."""
    if len(text) > _LONGEST_NUMBER:
        return None, None, None
    if not _DIGIT.search(text):
        placeholder = absent(text)
        return None, placeholder.reason if placeholder else None, None
    try:
        found = parse_cell(text.removesuffix(".") if text.endswith("%.") else text)  # jaarverslag-2014 p1687
    except AmountRange:
        return None, None, "AMOUNT_RANGE"
    except NotAnAmount:
        if split_bedragen(text) is not None:
            return None, None, "CELL_SEVERAL"
        is_marked_year = text.endswith("*") and is_year(text.rstrip("*"))
        return (
            None,
            None,
            "AMOUNT_UNPARSED" if looks_numeric(text) and not (is_marked_year or _is_range(text)) else None,
        )
    return found.value, found.reason, None


def _is_goal_code(text: str, grid: Grid, column_no: int) -> bool:
    """`4.2` below the head `Doel` (begroting-2025 p48862)."""
    head = grid.rows[0][column_no - 1].text
    return head.strip().lower().startswith("doel") and _GOAL_CODE.fullmatch(text) is not None


def _is_range(text: str) -> bool:
    """`10-15` is a range as norms print it, no number that went wrong (INTEGRITY row 42)."""
    quantity = parse_quantity(text)
    return quantity is not None and quantity.low is not None


def _finding(code: str, table_no: int, cell: Cell, text: str) -> Finding:
    location = f"table {table_no} row {cell.row} column {cell.column}"
    if code == "CELL_SEVERAL":
        return Finding("info", code, "The cell holds several amounts.", location, text, "one amount in a cell")
    if code == "AMOUNT_RANGE":
        return Finding(
            "error", code, "No municipality has an amount of this size.", location, text, "at most 13 digits"
        )
    return Finding(
        "warning", code, "The cell looks like a number and is not one in Dutch notation.", location, text,
        "a Dutch amount such as 81.964, -297 or 4,4",
    )  # fmt: skip
