"""Indicator tables with one row per indicator and the years in the head (formats/2014-2020.md section 8,
2020-2026.md section 9): `Indicator | Nulmeting | Realisatie 2016 | Begroting 2017 | Streefwaarde | Bron`, years
as heads, or the group heads Realisatie and Streefwaarden over a row of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...dutch.amounts import looks_numeric
from ...dutch.dates import find_years, is_year
from ...model import Cell, Finding, Grid
from ..grids import NumberedGrid
from ..indicator_heads import PLACES, Head, Role, head_of
from ..lines import tidy
from ..observations import (
    MOST_ROWS,
    Name,
    Observation,
    Observed,
    Place,
    cell_line,
    cells_by_column,
    spans_row,
    split_explanation,
    split_name,
    split_year,
    unit_name,
    whole_cell,
)
from .head_rows import HeadRow

_OWN_YEAR = re.compile(r"[^()]*\d[^()]*\((?:(?:in|meting|nulmeting|stand) )?((?:19|20)\d\d)\)")

_ITEM = "-–• "


def read_columns(
    numbered: NumberedGrid, head: HeadRow, report_year: int, is_report: bool, *, distinct: bool = True
) -> Observed:
    """One observation per filled value cell. A year alone as head is `current` up to the report year of the
    jaarstukken (`is_report`), before it in a begroting, and `target` from there on. Columns whose head is not
    understood give the warning INDICATOR_HEAD and no rows; so does a group of years of which a text export lost the
    columns, whose role is then that of the year. A row of years alone gives the error INDICATOR_SHAPE."""
    findings = [_unknown(numbered, column, found) for column, found in head.heads.items() if found.kind is None]
    head, twice = _without_twins(numbered, head) if distinct else (head, [])
    findings += twice
    findings += [_unplaced_groups(numbered, row) for row in range(1, head.row + 1) if row in numbered.grid.uncertain]
    observations: list[Observation] = []
    name: Cell | None = None
    role_column = _role_column(numbered.grid, head)
    if role_column:
        findings = [found for found in findings if not found.location.endswith(f" column {role_column}")]
    series: Cell | None = None  # the row that names what is measured in the rows below it
    for row in range(head.row + 1, len(numbered.grid.rows)):
        cells = cells_by_column(numbered.grid, row)
        if not cells:
            continue
        told = head_of(cells.pop(role_column).text) if role_column in cells and len(cells) > 1 else None
        role = told.role if told else None
        if role:
            name = _name_of_row(numbered.grid.rows[row], head, name)
            cells |= {head.name_column: name} if name else {}
        if row + 1 in numbered.grid.uncertain:
            findings.append(_uncertain(numbered, row, cells))
            series = None
        elif len(cells) == 1 and min(cells) <= head.name_column:
            series = None if explain(observations, cell := cells[min(cells)]) else cell
        elif head.name_column in cells and _holds_years(head, cells):
            findings.append(_without_values(numbered, row, cells))
        elif head.name_column in cells:
            own = cells[head.name_column]
            named = _series(series, own, numbered.grid)
            if not _is_part(own) and not (series and spans_row(series, numbered.grid) and split_name(series).unit):
                series = own
            for line, part in enumerate(_apart(head, cells)):
                one_name = named if part is cells else split_name(part[head.name_column])
                found = _observe(numbered, head, part, one_name, report_year - (not is_report), line)
                if role and told:
                    found = (replace(one, role=role, year=one.year or told.year) for one in found)
                observations += found
        else:
            findings.append(_nameless(numbered, row, cells))
    return Observed(observations, findings)


def _without_twins(numbered: NumberedGrid, head: HeadRow) -> tuple[HeadRow, list[Finding]]:
    """The head without the columns of values of which two print the same: what tells them apart is not known. A head
    over several columns is one."""
    cells = numbered.grid.rows[head.row]
    values = [place for place in head.columns["value"] if cells[place - 1].column == place and cells[place - 1].text]
    labels = [head.heads[place].label for place in values]
    twins = [] if head.years else [n for n, label in zip(values, labels, strict=True) if labels.count(label) > 1]
    if not twins:
        return head, []
    kept = head._replace(columns=head.columns | {"value": [n for n in head.columns["value"] if n not in twins]})
    message = "columns of an indicator table have the same head; they are not read"
    place = f"table {numbered.table_no} column {twins[0]}"
    found = " | ".join(head.heads[n].label for n in twins)
    return kept, [Finding("warning", "INDICATOR_HEAD", message, place, found, "a role or year for each column")]


def _role_column(grid: Grid, head: HeadRow) -> int | None:
    """The column that tells beside a name what each of its rows holds (`Realisatie`, `Streefwaarde`), below a head that
    tells nothing else (`Soort`)."""
    told = {place for place, found in head.heads.items() if found.kind not in (None, "unit")} | {head.name_column}
    beside = [place for place in range(1, len(grid.rows[0]) + 1) if place not in told]
    if not beside:
        return None
    rows = [row for row in grid.rows[head.row + 1 :] if row[0].column_span < len(row)]
    return next((place for place in beside if rows and all(head_of(row[place - 1].text).role for row in rows)), None)


def _name_of_row(row: tuple[Cell, ...], head: HeadRow, above: Cell | None) -> Cell | None:
    """The name of a row that tells its role: its own, one that reaches down to it, or the one above; a name that is
    printed in each of its rows is the same indicator."""
    name = row[head.name_column - 1]
    return above if above and name.text.strip() in ("", above.text.strip()) else name if name.text.strip() else None


def _unknown(numbered: NumberedGrid, column: int, head: Head) -> Finding:
    location = f"table {numbered.table_no} column {column}"
    message = f"the head {head.label!r} of an indicator table is not known; its column is not read"
    return Finding(
        "warning", "INDICATOR_HEAD", message, location, head.label, "a head of indicator_heads.toml", "pipeline"
    )


def _unplaced_groups(numbered: NumberedGrid, row: int) -> Finding:
    found = " | ".join(cell.text for cell in numbered.grid.rows[row - 1] if cell.text)
    location = f"table {numbered.table_no} row {row}"
    message = (
        "the export lost which years these heads stand over: the year alone tells what is realised and what aimed at"
    )
    return Finding("warning", "INDICATOR_HEAD", message, location, found, "a group of columns with its years")


def _uncertain(numbered: NumberedGrid, row: int, cells: dict[int, Cell]) -> Finding:
    found = " | ".join(cell_line(cell) for cell in cells.values())
    location = f"table {numbered.table_no} row {row + 1}"
    message = "the export lost the empty cells of this row: its values cannot be placed in their columns"
    return Finding("warning", "INDICATOR_ROW_UNCERTAIN", message, location, found, "a value or blank per column")


def _nameless(numbered: NumberedGrid, row: int, cells: dict[int, Cell]) -> Finding:
    found = " | ".join(cell_line(cell) for cell in cells.values())
    location = f"table {numbered.table_no} row {row + 1}"
    return Finding("warning", "INDICATOR_NAME", "values without the name of an indicator", location, found, "a name")


def _holds_years(head: HeadRow, cells: dict[int, Cell]) -> bool:
    """Whether all that a row prints below heads without a year are years: those of values that stand elsewhere."""
    printed = [cells[place].text.strip() for place in head.columns["value"] if place in cells]
    if len(printed) < 2 or head.years or any(found.year for found in head.heads.values()):
        return False
    return all(map(is_year, printed)) and printed == sorted(set(printed))


def _without_values(numbered: NumberedGrid, row: int, cells: dict[int, Cell]) -> Finding:
    found = " | ".join(cell_line(cell) for cell in cells.values())
    location = f"table {numbered.table_no} row {row + 1}"
    return Finding("error", "INDICATOR_SHAPE", "years without values; this row is left out", location, found, "values")


def _series(above: Cell | None, cell: Cell, grid: Grid) -> Name:
    """The name and unit of a row. Below a row over the whole width that names an indicator and its unit, and where it
    is named for a place or opens as an item of a list below any row, a row is one of its series: `Aandeel hernieuwbare
    energie (%)` over `Zwolle`, `Nederland`."""
    own = split_name(cell)
    if above is None or own.unit is not None:
        return own
    whole = split_name(above)
    if not ((whole.unit and spans_row(above, grid)) or _is_part(cell)):
        return own
    return Name(f"{whole.name}: {own.name.lstrip(_ITEM)}", whole.unit, own.explanation)


def _is_part(cell: Cell) -> bool:
    """Whether a row is named for a place, or opens as an item of a list."""
    text = cell_line(cell)
    return text[:1] in _ITEM or text.lower() in PLACES


def explain(observations: list[Observation], cell: Cell) -> bool:
    """A row that holds words alone explains the indicator above it when it says so; otherwise it is a group title."""
    note, source, reference_date = split_explanation(cell.text)
    if not observations or not (source or reference_date or cell.text.lstrip().lower().startswith("toelichting")):
        return False
    group = observations[-1].group
    for place, found in enumerate(observations):
        if found.group == group:
            observations[place] = replace(
                found,
                source=found.source or source,
                reference_date=found.reference_date or reference_date,
                note=found.note or note,
            )
    return True


def _apart(head: HeadRow, cells: dict[int, Cell]) -> list[dict[int, Cell]]:
    """The indicators of one row: several where a line each names them, and each of its values is as many lines."""
    names = _lines(cells[head.name_column])
    values = [_lines(cells[place]) for place in head.columns["value"] if place in cells] if len(names) > 1 else []
    if not values or not all(line[0].isupper() for line in names) or any(len(one) != len(names) for one in values):
        return [cells]
    if not all(_is_value(line) for one in values for line in one) or not any(
        all(map(looks_numeric, one)) for one in values
    ):
        return [cells]
    lines = {place: _lines(cell) for place, cell in cells.items()}
    return [
        {
            place: replace(cell, text=lines[place][no]) if len(lines[place]) == len(names) else cell
            for place, cell in cells.items()
        }
        for no in range(len(names))
    ]


def _is_value(line: str) -> bool:
    quantity = whole_cell(line)
    return bool(quantity.value is not None or quantity.reason or quantity.direction) and not is_year(line.strip("()"))


def _lines(cell: Cell) -> list[str]:
    return [line.lstrip("• ") for line in tidy(cell.text).split("\n")]


def _texts(columns: Sequence[int], cells: dict[int, Cell]) -> str | None:
    if not columns:
        return None
    return "\n".join([tidy(cells[place].text) for place in columns if place in cells]) or None


def _observe(
    numbered: NumberedGrid, head: HeadRow, cells: dict[int, Cell], named: Name, last_current: int, line: int
) -> Iterator[Observation]:
    name_cell = cells[head.name_column]
    name, unit, about = named
    of_kind = head.columns
    filled = [place for place in of_kind["value"] if place in cells]
    values = [(cells[place], head.heads[place]) for place in filled]
    years = [
        (cells[head.years[place]].text.strip(), tidy(cells[place].text))
        if place in head.years
        else split_year(tidy(cells[place].text))
        for place in filled
    ]
    quantities = [whole_cell(value) for _, value in years]
    if unit is None:
        printed = next((quantity.unit for quantity in quantities if quantity.unit), None)
        unit = _texts(of_kind["unit"], cells) or unit_name(printed)
    source, reference_date = _texts(of_kind["source"], cells), _texts(of_kind["reference_date"], cells)
    note = _texts(of_kind["note"], cells)
    for (cell, found), (year, value), quantity in zip(values, years, quantities, strict=True):
        yield Observation(
            numbered.goal_id,
            (numbered.block_no, name_cell.row + line * MOST_ROWS),
            name,
            unit,
            found.role or _role_of_year(int(year) if year else found.year, last_current),
            f"{found.label} {year}" if year else found.label,
            int(year) if year else _own_year(value) or found.year or _year_in_brackets(cell.text),
            value,
            quantity,
            quantity.direction,
            Place(numbered.block_no, numbered.table_no, cell.row, cell.column),
            None,
            source or about.source,
            reference_date or about.reference_date,
            note or about.note,
        )


def _own_year(value: str) -> int | None:
    """The year of `500 (2021)`, which counts below `Verleden 2022` too."""
    found = _OWN_YEAR.fullmatch(value) if value.endswith(")") else None
    return int(found[1]) if found else None


def _year_in_brackets(text: str) -> int | None:
    """The year of `80% (2014)` or `80% in 2026` below a head without one."""
    behind = text.partition("(")[2] or text.partition(" in ")[2]
    years = find_years(behind) if behind else []
    return years[0] if years else None


def _role_of_year(year: int | None, last_current: int) -> Role:
    return "target" if year is not None and year > last_current else "current"
