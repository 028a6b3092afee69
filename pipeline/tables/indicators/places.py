"""Indicator tables with places across: the value of the municipality beside that of others, as the obligatory set of
the BBV prints it.

Indicator                | Eenheid             | Periode | Zwolle | Nederland
Verwijzingen Halt        | per 1.000 jongeren  | 2023    | 8      | 11
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...dutch.dates import is_year
from ...model import Cell, Grid
from ..indicator_heads import head_of, is_place, plain_label
from ..observations import MOST_ROWS, Observation, Observed

_VALUE = "Waarde"


def places_across(grid: Grid, municipality: str) -> dict[int, str]:
    """The place that each column of values is about, by number: those below or among the heads of places, where a head
    of names stands beside them and no other values. None where no place stands across."""
    head = grid.rows[0]
    found: dict[int, str] = {}
    named = False
    for column, cell in enumerate(head, 1):
        plain = plain_label(cell.text)
        if (
            not plain
            and cell.column == column
            and column - 1 in found
            and is_year(grid.rows[1][column - 1].text.strip())
        ):
            found[column] = found[column - 1]  # a head over several years that lost its span
        elif plain and (is_place(plain) or plain in (municipality, f"gemeente {municipality}")):
            found[column] = plain
        else:
            kind = head_of(cell.text, True).kind
            named |= kind == "name"
            if kind == "value":
                return {}
    return found if named else {}


def with_places_first(grid: Grid) -> Grid:
    """A table with years over places (`2024` over `Zwolle` and `Nederland`) as one with these places over the years."""
    first, second = grid.rows[:2]
    below = [place for place, cell in enumerate(second) if cell.row == 2 and cell.text.strip()]
    if len(grid.rows) < 3 or len(below) < 2 or not all(is_place(plain_label(second[place].text)) for place in below):
        return grid
    if not all(is_year(first[place].text.strip()) for place in below):
        return grid
    heads = [Cell(second[n].text, 1, n + 1) if n in below else cell for n, cell in enumerate(first)]
    years = [Cell(first[n].text, 2, n + 1) if n in below else cell for n, cell in enumerate(second)]
    return Grid((tuple(heads), tuple(years), *grid.rows[2:]), grid.caption, grid.header_rows, grid.uncertain)


def without_places(grid: Grid, places: Mapping[int, str]) -> Grid:
    """The table with a head of values over each place: its year, none over a row of years, else `Waarde`."""
    below = [cell.text.strip() for cell in grid.rows[1]]
    heads = {}
    for column in places:
        cell = grid.rows[0][column - 1]
        years = " ".join(word for word in cell.text.split() if is_year(word))
        heads[id(cell)] = replace(cell, text=years or ("" if is_year(below[column - 1]) else _VALUE))
    rows = tuple(tuple(heads.get(id(cell), cell) for cell in row) for row in grid.rows)
    return Grid(rows, grid.caption, grid.header_rows, grid.uncertain)


def with_places(observed: Observed, places: Mapping[int, str], municipality: str) -> Observed:
    """What was read, the values of other places as series of their own (`Verwijzingen Halt: Nederland`)."""
    own = {municipality, f"gemeente {municipality}", "gemeente"}
    order = list(dict.fromkeys(places.values()))
    return Observed([_placed(one, places, own, order) for one in observed.observations], observed.findings)


def _placed(one: Observation, places: Mapping[int, str], own: set[str], order: list[str]) -> Observation:
    place = places.get(one.place.column_no or 0, "")
    if not place:
        return one
    label = (one.period_label or "").removeprefix(_VALUE).strip()
    label = f"{place.capitalize()} {label}".strip()
    if place in own:
        return replace(one, period_label=label)
    block, row = one.group
    return replace(
        one,
        period_label=label,
        indicator=f"{one.indicator}: {place.capitalize()}",
        group=(block, row + MOST_ROWS * (order.index(place) + 1)),
    )
