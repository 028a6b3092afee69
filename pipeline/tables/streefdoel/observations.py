"""Streefdoel blocks -> observations: which indicator a value belongs to, its role and its year.

An indicator is called, in this order: what its own line calls it where a cell holds several (`583
woninginbraken`), the streefdoel bullet beside it where bullets and rows, or bullets and lines, are as many, and
otherwise the first sentence of the streefdoel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...dutch.amounts import absent
from ...dutch.dates import find_years
from ...dutch.quantities import Quantity, find_direction, parse_quantity
from ...model import Cell
from ..indicator_heads import Head, Role
from ..lines import tidy
from ..observations import Observation, Place, missing_reason, unit_name
from .blocks import StreefdoelBlock
from .lines import Line, Value, read_lines, states_norm
from .names import are_alike, is_called, words_of
from .prose import realised_cell, states_an_aim

_BULLET = re.compile(r"\s*(?:[•·▪]|\d{1,2}\. (?=[A-Z]))\s*")
_SENTENCES = re.compile(r"(?<=[.!?])(?<!\b[a-z]\.) +(?=[A-Z‘'\"%])")  # not behind `a.` (jaarverslag-2014 p1770)
_SOURCE = re.compile(r"\s*\(bron(?:nen)?\s*:\s*([^()]*)\)", re.IGNORECASE)
_NAMED = re.compile(r"(?:^|(?<=[.;] ))indicator\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """One value, or one line of words (`value` None), what its line calls it, and the source its cell prints."""

    line: Line
    value: Value | None
    name: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    """What the streefdoel text offers as names: `bullets` may be empty, `by_row` says that they go with the rows.
    `lines` are all its lines, bullets or not."""

    first: str
    bullets: tuple[str, ...]
    by_row: dict[int, str]
    source: str | None
    lines: tuple[str, ...] = ()


def observe(block: StreefdoelBlock) -> Iterator[Observation]:
    """The observations of one block: nulsituatie and norm cells give values or their words, realised cells only
    values; where every norm is a placeholder the norm that the streefdoel itself states. Of rows that the reader
    could not place in their columns only values whose role is printed beside them (`norm 2015: 66%`) are read."""
    if not states_an_aim(block):
        return
    names = _names(block)
    has_norm = False
    for row, cells in block.rows:
        for observation in _of_row(block, names, row, cells):
            has_norm |= observation.role == "target" and observation.quantity.reason is None
            yield observation
    if not has_norm and not any(_is_uncertain(block, row) for row, _ in block.rows):
        yield from _stated(block, names)


def _is_uncertain(block: StreefdoelBlock, row: int) -> bool:
    return row + 1 in block.numbered.grid.uncertain


def _of_row(block: StreefdoelBlock, names: _Names, row: int, cells: dict[int, Cell]) -> Iterator[Observation]:
    columns = {column: cell for column, cell in cells.items() if column in block.heads and block.heads[column].role}
    found = {column: _find(block, cells, cell, block.heads[column], names) for column, cell in columns.items()}
    row_name = _align(found, names.by_row.get(row), names.first)
    if _is_uncertain(block, row):
        found = {column: [one for one in values if one.value and one.value.role] for column, values in found.items()}
    zero = next((column for column in columns if block.heads[column].role == "baseline"), None)
    about = _line_about(names, columns[zero].text) if zero is not None else None
    units = {one.value.quantity.unit for one in found.get(zero or 0, ()) if one.value}
    for column, values in found.items():
        for place, one in enumerate(values):
            bullet = _bullet(names, row, place, values) or row_name or _line_about(names, one.line.text)
            if one.value is None or not units or one.value.quantity.unit in units:
                bullet = bullet or about
            yield _observation(block, names, columns[column], block.heads[column], one, row_name, bullet)


def _names(block: StreefdoelBlock) -> _Names:
    source = next((found[1].strip() for line in block.lines if (found := _SOURCE.search(line))), None)
    lines = [_SOURCE.sub("", line) for line in block.lines]
    bullets = tuple(_BULLET.sub("", line, count=1).strip(" .;") for line in lines if _BULLET.match(line))
    first = _SENTENCES.split(_first(lines))[0].strip(" .;:") if lines else ""
    first = first if absent(first) is None else ""
    zero = min((column for column, head in block.heads.items() if head.role), default=0)
    rows = [row for row, cells in block.rows if zero in cells]
    by_row = dict(zip(rows, bullets, strict=True)) if len(rows) == len(bullets) > 1 else {}
    whole = tuple(_SENTENCES.split(_BULLET.sub("", line, count=1))[0].strip(" .;:") for line in lines)
    names = _Names(first, bullets, by_row, source, () if any(map(_NAMED.search, lines)) else whole)
    said = {row: _line_about(names, cells[zero].text) for row, cells in block.rows if row in by_row}
    if all(by_row[row].startswith(line or "") for row, line in said.items()):
        return names
    return replace(names, by_row={})  # the rows stand in another order than the bullets (begroting-2016 p3039)


def _first(lines: list[str]) -> str:
    """The line that names the indicator: what stands behind `Indicator:` (begroting-2016 p3041), else the first."""
    bare = [_BULLET.sub("", line, count=1) for line in lines]
    return next((line[found.end() :] for line in bare if (found := _NAMED.search(line))), bare[0])


def _bullet(names: _Names, row: int, place: int, values: list[_Found]) -> str | None:
    """The streefdoel bullet that a value, or its line of several (jaarverslag-2014 p1694), stands beside."""
    if names.by_row:
        return names.by_row.get(row)
    if len(values) != len(names.bullets):
        lines = list(dict.fromkeys(id(one.line) for one in values))
        if len(lines) != len(names.bullets):
            return None
        place = lines.index(id(values[place].line))
    return names.bullets[place] if len(names.bullets) > 1 else None


def _line_about(names: _Names, text: str) -> str | None:
    """The one line of a streefdoel of several that shares words with a cell which the others do not have: `sociaal
    isolement` (jaarverslag-2014 p1723). One word is enough to choose between two lines. Words are compared by their
    beginning. A lone bullet and the sentence above it are about the same."""
    if len(names.lines) < 2 or len(names.bullets) == 1:
        return None
    lines = [line.lower() for line in names.lines]
    votes = [
        holding[0]
        for word in {word[:8] for word in words_of(text)}
        if len(holding := [place for place, line in enumerate(lines) if word in line]) == 1
    ]
    clear = len(set(votes)) == 1 and (len(votes) > 1 or len(lines) == 2)
    return names.lines[votes[0]] if clear else None


def _find(block: StreefdoelBlock, cells: dict[int, Cell], cell: Cell, head: Head, names: _Names) -> list[_Found]:
    lines = realised_cell(block, cells, cell).lines if head.role == "current" else read_lines(cell.text)
    source = "\n".join(line.source for line in lines if line.source) or None
    values = [(line, value) for line in lines for value in line.values]
    if head.role == "baseline":  # `Realisatie 2015: 14` below Nulsituatie was measured for it
        values = [(line, replace(value, role=None) if value.role == "current" else value) for line, value in values]
    if values:
        roles = [value.role for _, value in values]
        return [
            _Found(line, value, value.name if roles.count(value.role) > 1 else None, source) for line, value in values
        ]
    if head.role == "current":
        return []
    words = _unwrapped([line for line in lines if not line.source])
    if len(words) == len(names.bullets) > 1 and not names.by_row:
        return [_Found(line, None, None, source) for line in words]
    whole = tidy(cell.text)
    return [_Found(Line(whole, False), None, None, source)] if whole else []


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Lines of words; one that goes on in lower case (`Nulsituatie wordt eind 2015` / `vastgesteld.`) is no line."""
    whole: list[Line] = []
    for line in lines:
        if whole and not line.bullet and line.text[:1].islower() and whole[-1].text[-1] not in ".:;":
            whole[-1] = Line(f"{whole[-1].text}\n{line.text}", whole[-1].bullet)
        else:
            whole.append(line)
    return whole


def _align(found: dict[int, list[_Found]], bullet: str | None, streefdoel: str) -> str | None:
    """Gives equal lines of a row's cells one name, that of the first cell (`rapportcijfer veiligheidsgevoel` and
    `rapportcijfer veiligheid`), where they share a word or the others print none (`1.6 schaalscore`, `≤ 1.4`, `1,5`).
    Returns the name of the row: the bullet beside it, or what a `0-meting` line is called."""
    ways = [values for values in found.values() if len(values) > 1]
    shared = bool(ways) and len({one.name for one in ways[0]}) == 1
    for values in ways[1:] if ways and any(one.name for one in ways[0]) else ():
        if len(values) == len(ways[0]):
            for place, (first, own) in enumerate(zip(ways[0], values, strict=True)):
                if first.name and (shared or not own.name or is_called(first.name, own.name)):
                    values[place] = replace(own, name=first.name)
                elif own.name and not first.name and are_alike(streefdoel, own.name):
                    values[place] = replace(own, name=None)
    if bullet:
        return bullet
    zeros = (one.value for values in found.values() for one in values if one.value and one.value.role == "baseline")
    return next((value.name for value in zeros if value.name), None)


def _observation(
    block: StreefdoelBlock, names: _Names, cell: Cell, head: Head, one: _Found, row_name: str | None, bullet: str | None
) -> Observation:
    value = one.value
    name = (one.name or bullet or row_name or names.first).strip(" .;:") or "Streefdoel"
    quantity = value.quantity if value else _words(one.line.text)
    role: Role = (value.role if value else None) or head.role or "current"
    if role != head.role and cell.row in block.numbered.grid.uncertain:
        head = next((other for other in block.heads.values() if other.role == role), head)
    own_year = head.year if role == head.role else _source_year(one)
    aim = find_direction(bullet) if bullet and role == "target" and missing_reason(quantity) is None else None
    return Observation(
        block.goal_id,
        (block.numbered.block_no, block.number),
        name,
        unit_name(quantity.unit) or ("%" if name.startswith("%") and (quantity.value or 0) <= 100 else None),
        role,
        head.label,
        (value.year if value else None) or own_year,
        value.printed if value else one.line.text,
        quantity,
        (value.direction if value else quantity.direction) or aim,
        Place(block.numbered.block_no, block.numbered.table_no, cell.row, cell.column),
        "\n".join(block.lines) or None,
        _source(block, names, one),
        None,
        _note(block, one),
        block.number,
    )


def _source_year(one: _Found) -> int | None:
    """The year of the source of an interim value in a norm cell (`Bron: onderzoek 2013`, jaarverslag-2014 p1710)."""
    years = set(find_years(one.source)) if one.source and one.value and one.value.role == "current" else ()
    return next(iter(years)) if len(years) == 1 else None


def _words(text: str) -> Quantity:
    """A cell without a number: a placeholder, or words with the direction they give."""
    quantity = parse_quantity(text)
    if quantity is not None and quantity.value is None and quantity.low is None:
        return quantity
    return Quantity(None, direction=find_direction(text), printed=text)


def _source(block: StreefdoelBlock, names: _Names, one: _Found) -> str | None:
    return one.source or "\n".join(block.sources) or names.source


def _note(block: StreefdoelBlock, one: _Found) -> str | None:
    parts = []
    if one.value and not _is_told(one, one.value):
        parts.append(one.line.text)
    if one.line.note:
        parts.append(one.line.note)
    if one.line.starred or not _has_stars(block):
        parts += block.footnotes
    return "\n".join(parts) or None


def _is_told(one: _Found, value: Value) -> bool:
    """Whether the name and the value of an observation say all that its line says: not where the name is that of
    another line, or of several values (jaarverslag-2015 p4079)."""
    named = one.name and value.name and len(one.line.values) == 1 and are_alike(one.name, value.name)
    return bool(named) or one.line.text.strip(" .") == value.printed


def _has_stars(block: StreefdoelBlock) -> bool:
    return bool(block.footnotes) and any("*" in cell.text for _, cells in block.rows for cell in cells.values())


def _stated(block: StreefdoelBlock, names: _Names) -> Iterator[Observation]:
    head = next((head for head in block.heads.values() if head.role == "target"), Head("", "value", "target"))
    table_no = block.numbered.table_no if block.text_row else None
    place = Place(block.numbered.block_no, table_no, block.text_row, 1 if block.text_row else None)
    for line in block.lines:
        for sentence in _SENTENCES.split(_BULLET.sub("", line, count=1)):
            for value in states_norm(sentence):
                name = _SOURCE.sub("", _BULLET.sub("", line, count=1)) if _BULLET.match(line) else names.first
                yield Observation(
                    block.goal_id,
                    (block.numbered.block_no, block.number),
                    name.strip(" .;") or "Streefdoel",
                    unit_name(value.quantity.unit),
                    "target",
                    head.label or None,
                    _stated_year(value, sentence) or head.year,
                    sentence,
                    value.quantity,
                    value.direction,
                    place,
                    "\n".join(block.lines),
                    "\n".join(block.sources) or names.source,
                    number=block.number,
                )


def _stated_year(value: Value, sentence: str) -> int | None:
    years = find_years(sentence)
    return value.year or (years[0] if len(set(years)) == 1 else None)
