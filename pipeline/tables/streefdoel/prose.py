"""Sentences of a realised cell whose numbers are no values of the streefdoel beside them: of other things, other
places or the whole country (jaarverslag-2016 p8675, jaarverslag-2014 p1726, p1766)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...dutch.amounts import absent
from ...dutch.quantities import Quantity
from ...model import Cell
from .blocks import StreefdoelBlock
from .lines import Line, Value, read_lines

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +(?=[A-Z‘'\"%])")
_MOST_ALIKE = 3  # so many numbers of different things in one sentence tell a story, not a value
_COUNTRY_BEFORE = re.compile(
    r"\b(?:(?:landelijke?|nationale?)(?: gemiddelde?| cijfer| percentage)?(?: (?:is|was|ligt|bedraagt|op|van|dat))*"
    r"|benchmark(?:steden|gemeenten)\b[^.;]{0,40}) *\Z",
    re.IGNORECASE,
)
_COUNTRY_BEHIND = re.compile(r"\W*(?:landelijk|nationaal|in (?:heel )?Nederland)\b", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"(?<=[\w,:] )([A-Z]\w+) \Z")
_THING = re.compile(
    r" ?(?!(?:in|op|van|en|voor|per|of|tot|is|was|zijn|ten|bij|naar|procent|uit|door|dan|als|te)\b)([a-z]\w+)"
)


@dataclass(frozen=True, slots=True)
class RealisedCell:
    """The lines of a cell with the values that are of the streefdoel, and the lines that lost some."""

    lines: tuple[Line, ...]
    told: tuple[Line, ...]


def realised_cell(block: StreefdoelBlock, cells: dict[int, Cell], cell: Cell) -> RealisedCell:
    """The lines of a realised cell; `cells` are those of its row. Below a streefdoel `n.v.t.` nothing is a value."""
    lines = read_lines(cell.text)
    in_percent = _in_percent(block, cells)
    nothing = not states_an_aim(block)
    kept = [replace(line, values=() if nothing else tuple(_kept(line, in_percent))) for line in lines]
    told = [line for line, other in zip(lines, kept, strict=True) if len(line.values) > len(other.values)]
    return RealisedCell(tuple(kept), tuple(told))


def states_an_aim(block: StreefdoelBlock) -> bool:
    """Not where the streefdoel itself is a placeholder (`n.v.t.`, jaarverslag-2014 p1700), unless a nulsituatie or a
    norm has a number."""
    if not block.lines or any(absent(line.strip(" .")) is None for line in block.lines):
        return True
    return any(next(_measured_before(block, cells), None) for _, cells in block.rows)


def _measured_before(block: StreefdoelBlock, cells: dict[int, Cell]) -> Iterator[Quantity]:
    """The numbers of nulsituatie and norm of a row."""
    for column, cell in cells.items():
        if (head := block.heads.get(column)) and head.role in ("baseline", "target"):
            quantities = (value.quantity for line in read_lines(cell.text) for value in line.values)
            yield from (quantity for quantity in quantities if quantity.reason is None)


def _in_percent(block: StreefdoelBlock, cells: dict[int, Cell]) -> bool:
    """Whether nulsituatie and norm of a row are percentages."""
    units = {quantity.unit for quantity in _measured_before(block, cells)}
    return units == {"%"}


def _kept(line: Line, in_percent: bool) -> Iterator[Value]:
    for values in _by_sentence(line):
        if _tells_a_story(line, values):
            continue
        for value in values:
            counted = in_percent and value.quantity.unit is None and _thing(line, value) is not None
            if not counted and not _of_the_country(line, value):
                yield value


def _by_sentence(line: Line) -> Iterator[Sequence[Value]]:
    ends = [found.start() for found in _SENTENCE_ENDS.finditer(line.text)]
    for start, end in zip([0, *ends], [*ends, len(line.text) + 1], strict=True):
        if values := [value for value in line.values if start <= value.quantity.start < end]:
            yield values


def _tells_a_story(line: Line, values: Sequence[Value]) -> bool:
    if any(value.name or value.role for value in values):
        return False
    places = {found[1] for value in values if (found := _PLACE_BEFORE.search(line.text, 0, value.quantity.start))}
    if len(places) > 1:
        return True
    return len(values) >= _MOST_ALIKE and _differ((value.quantity.unit, _thing(line, value)) for value in values)


def _differ(things: Iterable[object]) -> bool:
    return len(set(things)) > 1


def _thing(line: Line, value: Value) -> str | None:
    """What a number counts: the noun behind it."""
    found = _THING.match(line.text, value.quantity.end)
    return found[1] if found else None


def _of_the_country(line: Line, value: Value) -> bool:
    before = line.text[: value.quantity.start]
    return bool(_COUNTRY_BEFORE.search(before) or _COUNTRY_BEHIND.match(line.text, value.quantity.end))
