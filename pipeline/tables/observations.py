"""One observation of an indicator as the table shapes hand it over, and what every shape reads the same way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..dutch.dates import parse_reference_date
from ..dutch.quantities import Direction, Quantity, find_direction, find_quantities, parse_quantity
from ..model import Cell, Finding, Grid, record
from .indicator_heads import Role, split_unit
from .lines import one_line, tidy


@record
class Place:
    """Where a value stands: numbers from 1."""

    block_no: int
    table_no: int | None
    row_no: int | None
    column_no: int | None

    @property
    def location(self) -> str:
        if self.table_no is None:
            return f"block {self.block_no}"
        return f"table {self.table_no} row {self.row_no} column {self.column_no}"


@record
class Observation:
    """One value before it is numbered below its goal. `group` tells the printed indicators of a page apart;
    `number` is the indicator's number below its goal where the table knows it (Streefdoel blocks)."""

    goal_id: str | None
    group: tuple[int, int]
    indicator: str
    unit: str | None
    role: Role
    period_label: str | None
    year: int | None
    value_text: str
    quantity: Quantity
    direction: Direction | None
    place: Place
    streefdoel: str | None = None
    source: str | None = None
    reference_date: str | None = None
    note: str | None = None
    number: int | None = None


class Observed(NamedTuple):
    """What one table gives."""

    observations: list[Observation]
    findings: list[Finding]


class Explanation(NamedTuple):
    note: str | None
    source: str | None
    reference_date: str | None


_SOURCE = re.compile(  # opens with a set of letters, because a search for those is the fastest there is
    r"(?-i:[bB])(?<!\w[bB])ron(?:nen|\(nen\))?\s*:\s*(?P<source>.*?)\s*(?=\bpeildatum\b|\btoelichting\s*:|$)",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"\bpeildatum\b[^.;\n]*[.;]?", re.IGNORECASE)
_NOTE_LABEL = re.compile(r"^(?:toelichting|definitie|omschrijving)\s*:\s*", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?:\n|: ?)(.+)")
_YEAR_BEHIND = re.compile(r"(.+)\n\(?((?:19|20)\d\d)\)?")
_SHARE = re.compile(r"\d +van +(?:de +|alle +)?\d")  # `12 van de 15`: of two numbers none is the value
_UNITS = {"€": "EUR"}
MOST_ROWS = 1_000_000
"""Of a table: what tells indicators of one row apart in the number of its row."""


def split_explanation(text: str) -> Explanation:
    """The full-width row below an indicator: `Aantal meldingen. ... Bron: GGD. Peildatum 1 juli.` (begroting-2026
    p50287) as note, source and reference date; each None where it is not printed."""
    printed = tidy(text)
    found = _SOURCE.search(printed) if "ron" in printed else None
    source = found["source"].strip(" .;\n") if found else None
    reference_date = parse_reference_date(printed)
    note = printed[: found.start()] + " " + printed[found.end() :] if found else printed
    if reference_date:
        note = _REFERENCE.sub(" ", note)
    note = _NOTE_LABEL.sub("", tidy(note))
    return Explanation(note or None, source or None, reference_date)


class Name(NamedTuple):
    name: str
    unit: str | None
    explanation: Explanation


def split_name(cell: Cell) -> Name:
    """The name and unit of an indicator. A sentence below a name with a unit, and lines that name a source or a date,
    are its explanation; other lines are the rest of the name (`Woningen (aantal)`, `in Stadshagen`)."""
    first, _, rest = tidy(cell.text).partition("\n")
    if rest:
        name, printed = split_unit(first)
        unit = unit_name(printed)
        about = split_explanation(rest)
        if about.source or about.reference_date or (unit and _opens_sentence(rest)):
            return Name(name, unit, about)
        if unit:
            return Name(f"{name} {one_line(rest)}", unit, Explanation(None, None, None))
    name, unit = split_unit(cell_line(cell))
    return Name(name, unit_name(unit), Explanation(None, None, None))


def _opens_sentence(text: str) -> bool:
    return not text[:1].islower() or text.endswith(".")


def split_year(text: str) -> tuple[str | None, str]:
    """The year a cell opens with, on a line of its own or before a colon, and the value behind it, or the year on its
    last of two lines; no year for any other cell."""
    if found := _YEAR_FIRST.fullmatch(text):
        return found[1], found[2]
    behind = _YEAR_BEHIND.fullmatch(text) if "\n" in text else None
    return (behind[2], behind[1]) if behind else (None, text)


@lru_cache(maxsize=4096)
def whole_cell(text: str) -> Quantity:
    """The quantity of a cell that holds one value. Text around a single number keeps the number
    (`ruim 80% (schatting)`), other text has no value and its direction, if the words give one."""
    quantity = parse_quantity(text)
    if quantity is not None:
        return quantity
    found = [] if _SHARE.search(text) else find_quantities(text)
    if len(found) == 1 and len(text) <= 60:
        return found[0]
    return Quantity(None, direction=find_direction(text), printed=text)


def missing_reason(quantity: Quantity) -> str | None:
    """Why `value` is null: the printed placeholder, `text` for words; None for numbers and ranges."""
    if quantity.value is not None or quantity.low is not None:
        return None
    return quantity.reason or "text"


def unit_name(unit: str | None) -> str | None:
    """The unit as the dataset writes it: `EUR` for the euro sign."""
    return _UNITS.get(unit, unit) if unit else None


def cell_line(cell: Cell) -> str:
    """The text of a cell in one line."""
    return one_line(cell.text)


def begins_with_text(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell with text begins in this row (index from 0) and column (from 1)."""
    cell = grid.rows[row][column - 1]
    return cell.column == column and cell.row == row + 1 and bool(cell.text) and not cell.text.isspace()


def cells_by_column(grid: Grid, row: int) -> dict[int, Cell]:
    """The cells with text that begin in this row (index from 0), by column from 1."""
    return {
        column: cell
        for column, cell in enumerate(grid.rows[row], 1)
        if cell.column == column and cell.row == row + 1 and cell.text and not cell.text.isspace()
    }


def spans_row(cell: Cell, grid: Grid) -> bool:
    """The cell covers the whole width of the table."""
    return cell.column == 1 and cell.column_span >= len(grid.rows[0]) > 1
