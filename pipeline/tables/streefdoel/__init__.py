"""Indicators and activities of the begroting and jaarverslag of 2014-2016 (formats/2014-2020.md section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...model import Cell, Finding, Page
from ..grids import NumberedGrid
from ..lines import is_nothing, tidy
from ..observations import Observation, Observed, cell_line
from .blocks import StreefdoelBlock, streefdoel_blocks
from .lines import split_lines
from .observations import observe
from .prose import RealisedCell, realised_cell

_BULLET = re.compile(r"( *)[•·▪] *")
_BROKEN = 50  # characters: a shorter line that ends without a full stop is whole
# `Zie opmerking GGD monitor` (jaarverslag-2014 p1707), `peildatum 31-12-2014` above values (p1687)
_POINTER = re.compile(
    r"(?:zie (?:onder|opmerking|toelichting|boven|hierboven)\b.{0,50}|peildatum\b.{0,30})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StreefdoelActivity:
    """One bullet, or one paragraph, below `Activiteiten` (planned) or `Wat is in JJJJ gerealiseerd` (realised).
    `level` 2 stands below a lead-in that ends in a colon, or is a bullet inside a bullet. `row_no` and `column_no`
    are the cell's; all numbers count from 1."""

    goal_id: str | None
    status: Literal["planned", "realised"]
    text: str
    level: int
    table_no: int
    row_no: int
    column_no: int
    block_no: int
    theme: str | None = None


def read_activities(page: Page) -> tuple[StreefdoelActivity, ...]:
    """The activities of all Streefdoel blocks in reading order. Lines of a realised cell that hold a value are
    observations and no activities; `-` and `Niet van toepassing` are neither. Rows whose cells could not be placed
    in their columns give none."""
    return tuple(_activities(page))


def read_observations(page: Page) -> Observed:
    """The observations of all Streefdoel blocks in reading order, and findings: a block that gives none
    (STREEFDOEL_EMPTY), numbers of other things (INDICATOR_PROSE), a row that could not be placed
    (INDICATOR_ROW_UNCERTAIN), an unknown head (INDICATOR_HEAD), a block printed twice (TABLE_COPY)."""
    observations: list[Observation] = []
    findings: list[Finding] = []
    for block in streefdoel_blocks(page):
        found = list(observe(block))
        observations += found
        findings += _findings(block)
        findings += map(_copy, block.copies)
        if not found and not any(row + 1 in block.numbered.grid.uncertain for row, _ in block.rows):
            findings.append(_empty(block))
    return Observed(observations, findings)


def _findings(block: StreefdoelBlock) -> Iterator[Finding]:
    table = f"table {block.numbered.table_no}"
    for column, head in block.heads.items():
        if head.kind is None and column not in block.statuses:
            message = f"the head {head.label!r} of a Streefdoel table is not known; its column is not read"
            yield Finding(
                "warning", "INDICATOR_HEAD", message, f"{table} column {column}", head.label, "a known head", "pipeline"
            )
    for row, cells in block.rows:
        if row + 1 in block.numbered.grid.uncertain:
            found = " | ".join(cell_line(cell) for cell in cells.values())
            message = "the export lost the blank cells of this row: its values are not placed in columns"
            yield Finding(
                "warning", "INDICATOR_ROW_UNCERTAIN", message, f"{table} row {row + 1}", found[:300], "a head for each"
            )
            continue
        for column, cell in cells.items():
            if column in block.heads and block.heads[column].role == "current":
                yield from _told(block, cells, cell)


def _told(block: StreefdoelBlock, cells: dict[int, Cell], cell: Cell) -> Iterator[Finding]:
    message = "numbers of a sentence that are no values of the streefdoel; its words are kept"
    for line in realised_cell(block, cells, cell).told:
        location = f"table {block.numbered.table_no} row {cell.row} column {cell.column}"
        yield Finding("info", "INDICATOR_PROSE", message, location, line.text[:300], "a value of the streefdoel")


def _copy(numbered: NumberedGrid) -> Finding:
    message = "a Streefdoel of another table of the page, printed once more, is recorded, not used"
    location = f"table {numbered.table_no}" if numbered.table_no else f"block {numbered.block_no}"
    return Finding("info", "TABLE_COPY", message, location, "Streefdoel/indicator", "each Streefdoel once")


def _empty(block: StreefdoelBlock) -> Finding:
    numbered = block.numbered
    message = "a Streefdoel without a value, in its rows or its text"
    location = f"table {numbered.table_no}" if numbered.table_no else f"block {numbered.block_no}"
    return Finding("info", "STREEFDOEL_EMPTY", message, location, "\n".join(block.lines)[:300], "a value or a norm")


def _activities(page: Page) -> Iterator[StreefdoelActivity]:
    for block in streefdoel_blocks(page):
        for row, cells in block.rows:
            if row + 1 in block.numbered.grid.uncertain:
                continue
            for column, status in block.statuses.items():
                if column in cells:
                    realised = realised_cell(block, cells, cells[column]) if status == "realised" else None
                    yield from _cell_activities(block, cells[column], realised)


def _cell_activities(block: StreefdoelBlock, cell: Cell, realised: RealisedCell | None) -> Iterator[StreefdoelActivity]:
    status: Literal["planned", "realised"] = "realised" if realised else "planned"
    lines = _lines_without_values(realised) if realised else _activity_lines(cell)
    led = False
    for place, (text, indent) in enumerate(lines):
        if is_nothing(text) or _POINTER.fullmatch(text):
            continue
        if indent is None:
            followed = place + 1 < len(lines) and lines[place + 1][1] is not None
            led = followed and text.endswith(":")
            if text.endswith(":") and not followed and status == "realised":
                continue
        level = 1 if indent is None else indent + (2 if led else 1)
        numbered = block.numbered
        yield StreefdoelActivity(
            block.goal_id, status, text, level, numbered.table_no, cell.row, cell.column, numbered.block_no
        )


def _activity_lines(cell: Cell) -> list[tuple[str, int | None]]:
    """The lines of a cell with the depth of their bullet, None for a paragraph. A line that goes on in lower case
    behind one without a full stop is the same paragraph."""
    lines: list[tuple[str, int | None]] = []
    margin: int | None = None
    for printed in cell.text.split("\n"):
        bullet = _BULLET.match(printed.replace("\u00a0", " "))
        for text in split_lines(printed):
            inner = bullet or text.startswith("•")
            text = tidy(text.lstrip("•·▪ "))
            if inner:
                indent = len(bullet[1]) if bullet else 0
                margin = indent if margin is None else margin
                lines.append((text, 1 if indent - margin >= 2 else 0))
            elif lines and text[:1].islower() and lines[-1][0][-1:] not in ".:;!?":
                lines[-1] = (f"{lines[-1][0]} {text}", lines[-1][1])
            else:
                lines.append((text, None))
    return lines


def _lines_without_values(cell: RealisedCell) -> list[tuple[str, int | None]]:
    """A sentence that was broken before a number is one activity (jaarverslag-2014 p1766)."""
    lines: list[tuple[str, int | None]] = []
    for line in cell.lines:
        if line.values or line.source:
            continue
        broken = lines and not line.bullet and len(lines[-1][0]) >= _BROKEN and lines[-1][0][-1].isalnum()
        if broken and (line.text[0].isdigit() or line.text[0].islower()):
            lines[-1] = (f"{lines[-1][0]} {line.text}", lines[-1][1])
        else:
            lines.append((line.text, 0 if line.bullet else None))
    return lines
