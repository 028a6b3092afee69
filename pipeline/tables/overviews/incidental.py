"""Incidentele baten en lasten: the structural balance of the budget and what is incidental in it, by programme
(begroting-2022 p33739, begroting-2024 p43676)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...dutch.codes import find_programma
from ...dutch.footnotes import without_mark
from ...model import Finding, Overview, Page, PrintedSum, record
from ..baten_lasten.beside_columns import are_words
from ..baten_lasten.labels import flat, is_year
from ..grids import NumberedGrid
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
    under_heads,
    values_of,
)
from .sums import value

DATASET = "incidental"
_KNOWN = LABELS[DATASET]
_BALANCE, _SPECIFICATION = patterns(_KNOWN["balance"]), patterns(_KNOWN["specification"])
_SIDES = {side: patterns(_KNOWN[side]) for side in ("lasten", "baten")}
_BALANCE_ROWS = {component: patterns(labels) for component, labels in _KNOWN["rows"].items()}
_SALDO = "incidenteel_saldo"


@record
class IncidentalRecord(OverviewRecord):
    """A row of `incidental` without its common columns."""

    row_kind: str
    programme_code: str | None
    programme: str | None
    title: str
    stage: str
    component: str
    sign_convention: str


@dataclass(slots=True)
class _Block:
    """A programme: its own amounts and those of its items, by column number. It is closed when a row follows that is
    not its own: only then all of its items are known to be there."""

    totals: dict[int, int] = field(default_factory=dict)
    items: list[tuple[int, int]] = field(default_factory=list)  # column, place
    is_whole: bool = True
    is_closed: bool = False


@dataclass(slots=True)
class _Reading:
    records: list[IncidentalRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    grand: dict[int, int] = field(default_factory=dict)  # the total of all programmes, by column
    is_specification: bool = False
    programme: tuple[str | None, str | None] = (None, None)
    side: str | None = None


def read(page: Page) -> tuple[Overview, ...]:
    """The tables of incidental baten and lasten on the page, one record per printed amount; nothing at once on others.

    Lasten and baten are positive; saldi are canonical (positive is favourable): whether the page prints the incidental
    saldo as cost is learned from its own sums, with SIGN_ASSUMED where there are none."""
    found: list[Overview] = []
    above: OverviewTable | None = None
    convention: str | None = None
    for numbered in overview_grids(page):
        table = as_overview(numbered, page, _is_head) or _continued(numbered, above)
        if table is None or not (_is_titled(_BALANCE, table) or _is_titled(_SPECIFICATION, table)):
            continue
        above = table
        one, convention = _read_table(table, page, convention)
        found.append(one)
    return tuple(found)


def _is_head(head: str) -> bool:
    return is_year(head) or _is_title(head)


def _is_titled(title: re.Pattern[str], table: OverviewTable) -> bool:
    """Whether the corner is this title, or above a blank corner the nearest title of either kind."""
    if table.heads[0]:
        return is_label(title, table.heads[0])
    return is_label(title, next(filter(_is_title, table.context), ""))


def _is_title(text: str) -> bool:
    return is_label(_BALANCE, text) or is_label(_SPECIFICATION, text)


def _continued(numbered: NumberedGrid, above: OverviewTable | None) -> OverviewTable | None:
    """A specification that stands below its balance without years of its own has those of the table above."""
    title = numbered.grid.rows[0][0].text
    if above is None or len(numbered.grid.rows[0]) != len(above.heads) or not is_label(_SPECIFICATION, title):
        return None
    return under_heads(numbered, (flat(title), *above.heads[1:]), above.context)


def _read_table(table: OverviewTable, page: Page, convention: str | None) -> tuple[Overview, str | None]:
    years = {no: int(flat(head)) for no, head in enumerate(table.heads, 1) if is_year(head)}
    others = [(no, head) for no, head in enumerate(table.heads, 1) if no > 1 and no not in years and head]
    unknown = next((head for no, head in others if not are_words(row.text(no) for row in table.rows)), None)
    if unknown or len(set(years.values())) < len(years):
        return not_understood(DATASET, table, unknown or "two columns of one year", "years"), convention
    reading = _Reading(is_specification=_is_titled(_SPECIFICATION, table))
    for row in table.rows:
        _read_row(table, years, page, row, reading)
    convention = _convention(reading) or convention
    records = [_with_sign(one, convention or "as_is") for one in reading.records]
    if convention is None and any(one.component == _SALDO and one.printed for one in records):
        reading.findings.append(_assumed(table))
    sums = (*_balance_sums(records), *_programme_sums(records, reading))
    return overview(DATASET, table, records, sums, reading.findings), convention


def _read_row(table: OverviewTable, years: dict[int, int], page: Page, row: Row, reading: _Reading) -> None:
    label = without_mark(flat(row.text(1)))
    values = {no: values_of(row.text(no)) for no in years}
    blank = not any(value is None or value for value in values.values())
    if blank and (not label or is_note(label)):
        return
    if blank and is_label(_SPECIFICATION, label):
        reading.is_specification = True
        return
    kind, component = _meaning(label, reading, blank)
    if blank:
        return
    unread = [no for no, one in values.items() if one is None or len(one) > 1]
    if component is None or unread:
        found = " | ".join(row.text(no) for no in unread or years)
        reading.findings.append(row_left_out(table, row, label, found, "a known label and one amount in each cell"))
    if component is None or row.uncertain or unread:
        _spoil(kind, reading)
    if component is None or row.uncertain:
        return
    for no, one in values.items():
        if one and no not in unread:
            _add(table, page, row, no, years[no], one[0], (kind, component, label), reading)


def _meaning(label: str, reading: _Reading, blank: bool) -> tuple[str, str | None]:
    """Kind and component of a row; programme and side of the rows below it are kept."""
    if not reading.is_specification:
        return "balance", named(_BALANCE_ROWS, label)
    if is_total(label):
        _close(reading)
        return "total", named(_SIDES, label.partition(" ")[2]) or _SALDO
    side = named(_SIDES, label)
    if side is not None:
        reading.side = side
        return "side", side
    if (found := find_programma(label)) is not None and label.lower().startswith("programma"):
        _close(reading)
        reading.programme, reading.side = found, None
        reading.blocks.append(_Block())
        return "programme", _SALDO
    if blank:
        reading.side = None
    return "item", reading.side


def _close(reading: _Reading) -> None:
    for block in reading.blocks[-1:]:
        block.is_closed = True
    reading.programme, reading.side = (None, None), None


def _spoil(kind: str, reading: _Reading) -> None:
    for block in reading.blocks[-1:] if kind in ("item", "programme") else ():
        block.is_whole = False


def _add(
    table: OverviewTable, page: Page, row: Row, no: int, year: int, amount: Value, meaning: tuple[str, str, str],
    reading: _Reading,
) -> None:  # fmt: skip
    kind, component, label = meaning
    place = len(reading.records)
    code, programme = reading.programme
    shown = {"side": "total", "programme": "total"}.get(kind, kind)
    reading.records.append(
        IncidentalRecord(
            *printed(page, table, row, no, amount, label=label, year=year), shown, code, programme, label,
            stage_of(page, year), component, "as_is",
        )
    )  # fmt: skip
    if kind == "programme":
        reading.blocks[-1].totals[no] = place
    elif kind == "item" and reading.blocks:
        reading.blocks[-1].items.append((no, place))
    elif kind == "total" and component == _SALDO:
        reading.grand[no] = place


def _by_year(records: Sequence[IncidentalRecord]) -> dict[int, dict[str, int]]:
    """Places of the rows of the balance, by year and component."""
    found: dict[int, dict[str, int]] = {}
    for place, one in enumerate(records):
        if one.row_kind == "balance" and one.fiscal_year is not None:
            found.setdefault(one.fiscal_year, {})[one.component] = place
    return found


def _convention(reading: _Reading) -> str | None:
    """How the incidental saldo is printed, by the sums that close in one way only; None where nothing tells."""
    signs = {sign for sign in (1, -1) if _closes(reading, sign)}
    return {1: "as_is", -1: "cost_positive"}[signs.pop()] if len(signs) == 1 else None


def _closes(reading: _Reading, sign: int) -> bool:
    records = [_with_sign(one, "as_is" if sign > 0 else "cost_positive") for one in reading.records]
    sums = [one for one in (*_balance_sums(records), *_programme_sums(records, reading)) if one.name != "B-1"]
    return bool(sums) and all(
        abs(value(records[one.result]) - sum(s * value(records[place]) for s, place in one.terms)) <= len(one.terms)
        for one in sums
    )


def _with_sign(one: IncidentalRecord, convention: str) -> IncidentalRecord:
    if one.component != _SALDO or convention == "as_is":
        return one
    return replace(one, sign=-1, sign_convention=convention)


def _balance_sums(records: Sequence[IncidentalRecord]) -> Iterator[PrintedSum]:
    """`B-1`: saldo na bestemming = saldo van baten en lasten + saldo van de reserves. `B-2`: structureel saldo = saldo
    na bestemming - incidenteel saldo."""
    for cells in _by_year(records).values():
        whole, parts = cells.get("saldo_na_bestemming"), (cells.get("saldo"), cells.get("saldo_reserves"))
        if whole is not None and None not in parts:
            yield PrintedSum("B-1", whole, tuple((1, place) for place in parts if place is not None))
        structural, incidental = cells.get("structureel_saldo"), cells.get(_SALDO)
        if whole is not None and structural is not None and incidental is not None:
            yield PrintedSum("B-2", structural, ((1, whole), (-1, incidental)))


def _programme_sums(records: Sequence[IncidentalRecord], reading: _Reading) -> Iterator[PrintedSum]:
    """`B-3`: the saldo of a programme = its baten - its lasten. `total`: the saldo of all = that of the programmes."""
    for block in reading.blocks:
        for no, place in block.totals.items() if block.is_closed and block.is_whole else ():
            terms = tuple((1 if records[at].component == "baten" else -1, at) for n, at in block.items if n == no)
            if terms or records[place].printed:
                yield PrintedSum("B-3", place, terms)
    for no, place in reading.grand.items():
        terms = tuple((1, block.totals[no]) for block in reading.blocks if no in block.totals)
        if terms and all(block.is_whole for block in reading.blocks):
            yield PrintedSum("total", place, terms)


def _assumed(table: OverviewTable) -> Finding:
    return Finding(
        "warning", "SIGN_ASSUMED", "No sum tells whether the incidental saldo is printed as cost; it stays as printed.",
        f"table {table.table_no}", "no sum with the incidental saldo",
        "a structural balance, or a programme with all of its items",
    )  # fmt: skip
