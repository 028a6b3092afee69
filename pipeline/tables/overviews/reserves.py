"""Overviews of reserves: balances and their movements (begroting-2016 p2917, begroting-2019 p15493) and the structural
additions and withdrawals per programme (begroting-2022 p33740)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...dutch.codes import find_programma
from ...dutch.footnotes import without_mark
from ...model import Finding, Overview, Page, PrintedSum, record
from ..baten_lasten.beside_columns import are_words
from ..baten_lasten.labels import flat
from ..grids import NumberedGrid, turned
from .printed import (
    LABELS,
    OverviewRecord,
    OverviewTable,
    Row,
    Value,
    as_overview,
    is_label,
    is_note,
    is_total,
    named,
    not_understood,
    overview,
    overview_grids,
    patterns,
    printed,
    row_left_out,
    stage_of,
    values_of,
    year_in,
)
from .sums import Line, total_sums

DATASET = "reserves"
_KNOWN = LABELS[DATASET]
_NUMBER, _NAME, _PROGRAMME = (patterns(_KNOWN[kind]) for kind in ("number", "name", "programme"))
_COLUMNS = {component: patterns(labels) for component, labels in _KNOWN["columns"].items()}
_NUMBER_FORM = re.compile(_KNOWN["number_form"])
_OWN = re.compile(r"reserve", re.IGNORECASE)
_GROUP_LEVELS = (re.compile(r"\d{1,2}[. ]"), re.compile(r"[a-z][.)] "))
_FEWEST_DOWN = 2
_FRONT = ("Nr", "Naam")  # what stands in front of balances without a head
_PROGRAMME_NO = re.compile(r"\d{1,2}[A-Z]?")


@record
class ReserveRecord(OverviewRecord):
    """A row of `reserves` without its common columns."""

    row_kind: str
    reserve_no: str | None
    reserve: str
    group_path: tuple[str, ...]
    programme_code: str | None
    programme: str | None
    stage: str
    component: str
    sign_convention: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """Column numbers: of the labels (None where there is no such column), and of the amounts with their component."""

    number: int | None
    name: int
    programme: int | None
    amounts: dict[int, str]


@dataclass(slots=True)
class _Reading:
    """The rows read so far. `open` is where the rows begin whose programme the next subtotal names."""

    records: list[ReserveRecord] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    group: tuple[str, ...] = ()
    open: int = 0


def read(page: Page) -> tuple[Overview, ...]:
    """The reserve overviews of the page, one record per printed amount; nothing at once on any other page.

    A table with a column of amounts that is not known gives no rows and the finding OVERVIEW_UNKNOWN."""
    tables = (_as_overview(numbered, page) for numbered in overview_grids(page))
    return tuple(_read_table(table, page) for table in tables if table is not None and _is_own(table))


def _as_overview(numbered: NumberedGrid, page: Page) -> OverviewTable | None:
    """The table, also where its reserves stand across and their balances and movements down."""
    rows = numbered.grid.rows
    kinds = {named(_COLUMNS, row[0].text) for row in rows} - {None}
    across = {named(_COLUMNS, cell.text) for cell in rows[0][1:]} - {None} if rows else set()
    if numbered.grid.uncertain or len(kinds) < _FEWEST_DOWN or len(across) > 1:
        table = as_overview(numbered, page, _is_head)
        return table._replace(heads=_with_names(table)) if table is not None else None
    table = as_overview(numbered._replace(grid=turned(numbered.grid)), page, _is_head)
    if table is None:
        return None
    if any(is_label(_NAME, head) for head in table.heads):
        return table._replace(turned=True)
    return table._replace(turned=True, heads=(table.heads[0] or "Naam", *table.heads[1:]))


def _with_names(table: OverviewTable) -> tuple[str, ...]:
    """The heads, also where none stands over the numbers and names of reserves in front of their balances
    (begroting-2018 p10624)."""
    heads = table.heads
    known = [named(_COLUMNS, head) for head in heads]
    if any(is_label(_NAME, head) for head in heads) or not {"stand_begin", "stand_eind"} <= set(known):
        return heads
    front = next(at for at, component in enumerate(known) if component)
    if any(heads[:front]) or not 0 < front < len(_FRONT) + 1:
        return heads
    numbers = [bool(_NUMBER_FORM.fullmatch(row.text(1))) for row in table.rows if row.text(front)]
    if front == 2 and sum(numbers) * 2 < len(numbers):
        return heads
    return (*_FRONT[-front:], *heads[front:])


def _is_head(head: str) -> bool:
    return any(is_label(p, head) for p in (_NUMBER, _NAME, _PROGRAMME)) or named(_COLUMNS, head) is not None


def _is_own(table: OverviewTable) -> bool:
    """A column of names, and reserves as its head or in a title, or a column of their balances or movements: `Reserves`
    beside `Lasten` and `Baten` is a column of amounts of another table."""
    name = next((head for head in table.heads if is_label(_NAME, head)), None)
    if name is None or not any(_OWN.search(text) for text in (*table.heads, *table.context)):
        return False
    own = any(_OWN.search(text) for text in (name, *table.context) if text == name or text not in table.heads)
    return own or any(named(_COLUMNS, head) for head in table.heads)


def _read_table(table: OverviewTable, page: Page) -> Overview:
    columns = _columns(table)
    if isinstance(columns, str):
        return not_understood(DATASET, table, columns, "a head listed in tables/overviews/labels.toml")
    reading = _Reading()
    for row in table.rows:
        _read_row(table, columns, page, row, reading)
    records = _with_sign(reading.records)
    sums = (*_balances(records, reading.lines), *total_sums(reading.lines, records))
    return overview(DATASET, table, records, sums, reading.findings)


def _columns(table: OverviewTable) -> _Columns | str:
    """The columns by their heads; the head that is not known where there is one."""
    found: dict[str, int] = {}
    amounts: dict[int, str] = {}
    for no, head in enumerate(table.heads, 1):
        component = named(_COLUMNS, head)
        if component is not None:
            amounts[no] = component
            continue
        kind = next((k for k, p in (("number", _NUMBER), ("name", _NAME), ("programme", _PROGRAMME))
                     if is_label(p, head)), None)  # fmt: skip
        if kind is None or kind in found:
            if are_words(row.text(no) for row in table.rows):
                continue
            if head or any(values_of(row.text(no)) for row in table.rows):
                return head or f"column {no} without head"
            continue
        found[kind] = no
    meanings = [(component, year_in(table.heads[no - 1])) for no, component in amounts.items()]
    if len(set(meanings)) < len(meanings):
        return "two columns with the same head"
    return _Columns(found.get("number"), found["name"], found.get("programme"), amounts) if amounts else "no amounts"


def _read_row(table: OverviewTable, columns: _Columns, page: Page, row: Row, reading: _Reading) -> None:
    number, name = without_mark(flat(row.text(columns.number))), flat(row.text(columns.name))
    label = name or number
    values = {no: values_of(row.text(no)) for no in columns.amounts}
    if not any(value is None or value for value in values.values()):
        if is_total(label):  # of nothing but zeros that are not printed: what stands above it is still its programme's
            reading.lines.append(Line({}, True, is_whole=True))
            _give_programme(reading, *_named_programme(label))
        elif label and not is_note(label) and not (number and name) and not _NUMBER_FORM.fullmatch(number):
            reading.group = _group(reading.group, label)
        return
    total = is_total(label)
    code, programme = _named_programme(label) if total else _programme(row.text(columns.programme))
    if row.uncertain:
        reading.lines.append(Line({}, total, is_whole=False))
        if total:
            _give_programme(reading, code, programme)
        return
    unread = frozenset(no for no, value in values.items() if value is None or len(value) > 1)
    if unread or not label:
        found = " | ".join(row.text(no) for no in sorted(unread)) or "(no name)"
        reading.findings.append(row_left_out(table, row, label, found, "one amount in each cell, and a name"))
    places: dict[int, tuple[int, ...]] = {}
    for no, value in values.items():
        if value and no not in unread and label:
            places[no] = (len(reading.records),)
            reading.records.append(
                _record(table, columns, page, row, no, value[0], reading.group, (number, name), (code, programme))
            )
    reading.lines.append(Line(places, total, unread, is_whole=bool(label)))
    if total:
        _give_programme(reading, code, programme)


def _record(
    table: OverviewTable, columns: _Columns, page: Page, row: Row, no: int, value: Value, group: tuple[str, ...],
    names: tuple[str, str], programme: tuple[str | None, str | None],
) -> ReserveRecord:  # fmt: skip
    number, name = names
    year = year_in(table.heads[no - 1]) or page.publication.report_year
    label = name or number
    return ReserveRecord(
        *printed(page, table, row, no, value, label=label, year=year),
        "total" if is_total(label) else "reserve", number if name and number else None, label, group, *programme,
        stage_of(page, year), columns.amounts[no], "as_is",
    )  # fmt: skip


def _group(path: tuple[str, ...], label: str) -> tuple[str, ...]:
    """The printed groups above a row: `1. Weerstand- en risicoreservering`, and `a. ter dekking` below a number."""
    lettered = _GROUP_LEVELS[1].match(label) is not None
    return (*path[:1], label) if lettered and path and _GROUP_LEVELS[0].match(path[0]) else (label,)


def _programme(text: str) -> tuple[str | None, str | None]:
    """A programme column holds a number, several (`5/6`) or a word (`diverse`)."""
    shown = flat(text)
    return (shown, None) if _PROGRAMME_NO.fullmatch(shown) else (None, shown or None)


def _named_programme(label: str) -> tuple[str | None, str | None]:
    """`Subtotaal programma 6 Toekomstgerichte stad` -> 6, Toekomstgerichte stad."""
    _, _, rest = label.partition(" ")
    found = find_programma(rest[:1].upper() + rest[1:])
    return found or (None, None)


def _give_programme(reading: _Reading, code: str | None, programme: str | None) -> None:
    """A subtotal names the programme of the rows above it."""
    if code is not None:
        reading.records[reading.open :] = [
            r if r.programme_code or r.programme else replace(r, programme_code=code, programme=programme)
            for r in reading.records[reading.open :]
        ]
    reading.open = len(reading.records)


def _with_sign(records: Sequence[ReserveRecord]) -> list[ReserveRecord]:
    """Withdrawals as positive amounts. A table that prints every one of them as negative is turned round."""
    withdrawn = [r.printed for r in records if r.component == "onttrekking_reserves" and r.printed]
    if not withdrawn or max(withdrawn) > 0:
        return list(records)
    return [
        replace(r, sign=-1 if r.component == "onttrekking_reserves" else 1, sign_convention="onttrekking_negative")
        for r in records
    ]


_MOVES = {"stand_begin": 1, "rente": 1, "toevoeging_reserves": 1, "onttrekking_reserves": -1}
_MOVEMENTS = frozenset(_MOVES) - {"stand_begin"}


def _balances(records: Sequence[ReserveRecord], lines: Sequence[Line]) -> Iterator[PrintedSum]:
    """`R-1`: the closing balance of a row = opening balance + interest + additions - withdrawals, where the row prints
    both balances and every cell of it could be read. Balances of several years, and a table without movements, close
    with amounts that are printed nowhere."""
    if _MOVEMENTS.isdisjoint({record.component for record in records}):
        return
    for line in lines:
        printed = [records[at].component for places in line.places.values() for at in places]
        if line.unread or printed.count("stand_eind") != 1:
            continue
        cells = {records[at].component: at for places in line.places.values() for at in places}
        if "stand_begin" in cells:
            yield PrintedSum("R-1", cells["stand_eind"], tuple((s, cells[c]) for c, s in _MOVES.items() if c in cells))
