"""What the overviews of reserves, bestedingsvoorstellen and incidentele baten en lasten share: their heads, their rows
and the amounts printed in them. The formats are described in formats/2014-2020.md 3.5, 3.6 and 2020-2026.md 7."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ...contents import keep_last
from ...dutch.amounts import (
    MAX_EUROS,
    NotAnAmount,
    UnknownUnit,
    looks_numeric,
    parse_bedrag,
    parse_unit,
    split_bedragen,
)
from ...dutch.footnotes import without_mark
from ...model import Cell, Finding, Overview, Page, PrintedSum, record
from ..baten_lasten.labels import flat, fold, is_unit_note, is_year
from ..baten_lasten.titles import texts_about
from ..grids import NumberedGrid, numbered_grids
from ..head_years import heads_of, year_findings

LABELS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
_HEAD, _TITLE = (re.compile("|".join(LABELS["words"][kind]), re.IGNORECASE) for kind in ("head", "title"))
_HEAD_ROWS = 4
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d.])")


class Printed(NamedTuple):
    """The columns every amount of an overview has before its unit is proven. `printed` is the number as printed, `sign`
    (1 or -1) makes it canonical."""

    amount_id: str
    fiscal_year: int | None
    printed: int | None
    sign: int
    printed_text: str
    missing_reason: str | None
    row_label: str
    column_label: str
    table_no: int
    row_no: int
    column_no: int


@record
class OverviewRecord:
    """The same as columns of a dataset; the fields with a default are settled by proof/overviews.py."""

    amount_id: str
    fiscal_year: int | None
    printed: int | None
    sign: int
    printed_text: str
    missing_reason: str | None
    row_label: str
    column_label: str
    table_no: int
    row_no: int
    column_no: int
    amount_eur: int | None = field(default=None, kw_only=True)
    printed_eur: int | None = field(default=None, kw_only=True)
    unit: int = field(default=1, kw_only=True)
    unit_evidence: str = field(default="magnitude", kw_only=True)
    reliability: str = field(default="unverified", kw_only=True)
    source_error: str | None = field(default=None, kw_only=True)


class Value(NamedTuple):
    """One printed amount of a cell, or the placeholder that stands there (`pm`, `dash`)."""

    number: int | None
    reason: str | None
    text: str


class Row(NamedTuple):
    """A row below the heads."""

    no: int
    cells: tuple[Cell, ...]
    uncertain: bool

    def text(self, column_no: int | None) -> str:
        """What is printed in the cell that begins in this column; empty for none."""
        if column_no is None:
            return ""
        cell = self.cells[column_no - 1]
        return cell.text.strip() if cell.column == column_no and cell.row == self.no else ""


class OverviewTable(NamedTuple):
    """A table with its heads joined per column (`heads[0]` is column 1) and the rows below them. `turned`: it is
    printed with its rows as columns."""

    table_no: int
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    context: tuple[str, ...]
    turned: bool = False


def patterns(labels: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a list of labels; `is_label` asks it."""
    return re.compile("|".join(f"(?:{label})" for label in labels))


def is_label(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(fold(text)) is not None


def named(pattern_of: Mapping[str, re.Pattern[str]], text: str) -> str | None:
    """The name under which a label is known."""
    return next((name for name, pattern in pattern_of.items() if is_label(pattern, text)), None)


_TOTAL, _PART, _NOTE = (patterns(LABELS["rows"][kind]) for kind in ("total", "part", "note"))


def is_total(label: str) -> bool:
    return is_label(_TOTAL, label)


def is_part(label: str) -> bool:
    return is_label(_PART, label)


def is_note(label: str) -> bool:
    return is_label(_NOTE, label)


@lru_cache(4096)
def year_in(head: str) -> int | None:
    """The one year a head prints (`2022 - lasten`, `Stand per 31-12-2016`), None for none or two."""
    found = set(_YEAR.findall(head.replace("-", " ")))
    return int(found.pop()) if len(found) == 1 else None


@keep_last
def overview_grids(page: Page) -> tuple[NumberedGrid, ...]:
    """The tables whose head or title names reserves, bestedingsvoorstellen or incidentele baten en lasten, each with
    the tables behind it; nothing for nearly every page."""
    grids = [n for n in numbered_grids(page) if not n.grid.hidden and not n.grid.layout and n.grid.rows]
    return tuple(numbered for numbered in grids if _may_be_overview(numbered, page))


def _may_be_overview(numbered: NumberedGrid, page: Page) -> bool:
    heads = [cell.text for row in numbered.grid.rows[:_HEAD_ROWS] for cell in row]
    if _may_name_overview(heads) and any(map(_HEAD.search, heads)):
        return True
    titles = titles_of(numbered, page)
    return _may_name_overview(titles) and any(map(_TITLE.search, titles))


def _may_name_overview(texts: Iterable[str]) -> bool:
    """Whether one of the texts holds a word without which no head and no title speaks of an overview."""
    printed = "\n".join(texts).lower()
    return any(word in printed for word in LABELS["words"]["any"])


def titles_of(numbered: NumberedGrid, page: Page) -> list[str]:
    """Corner, caption and what stands right above the table."""
    corner = [[cell.text for cell in row] for row in numbered.grid.rows[:1]]
    return texts_about(numbered, page.document, corner, 1)


def as_overview(numbered: NumberedGrid, page: Page, known: Callable[[str], bool]) -> OverviewTable | None:
    """The table under the number of head rows at which most heads are `known`; None where fewer than two are."""
    grid = numbered.grid
    best, count = 1, 0
    heads: tuple[str, ...] = ()
    for number in range(1, min(_HEAD_ROWS, len(grid.rows) - 1) + 1):
        if any(looks_numeric(cell.text) and not is_year(cell.text) and year_in(flat(cell.text)) is None
               for cell in grid.rows[number - 1]):  # fmt: skip
            break
        joined = _joined(grid.rows[:number])
        found = len({head for head in joined if head and known(head)})
        if found > count:
            best, heads, count = number, joined, found
    if count < 2:
        return None
    first = next((no for no, head in enumerate(heads, 1) if year_in(head)), len(heads))
    shown = [[cell.text for cell in row] for row in grid.rows[:best]]
    rows = tuple(Row(no, cells, no in grid.uncertain) for no, cells in enumerate(grid.rows[best:], best + 1))
    units = [flat(text) for row in shown for text in row if _is_unit(text.strip())]
    context = tuple(dict.fromkeys(filter(None, [*units, *texts_about(numbered, page.document, shown, first)])))
    return OverviewTable(numbered.table_no, heads, rows, context)


def under_heads(numbered: NumberedGrid, heads: tuple[str, ...], context: tuple[str, ...]) -> OverviewTable:
    """A table whose one head row only holds its title, read under the heads of another."""
    rows = tuple(Row(no, cells, no in numbered.grid.uncertain) for no, cells in enumerate(numbered.grid.rows[1:], 2))
    return OverviewTable(numbered.table_no, heads, rows, context)


def _joined(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The heads of each column, one below another. A title over the full width is the corner where no head of the
    first column stands below it, else none."""
    printed = [[cell.text.strip() for cell in row] for row in rows]
    for no, row in enumerate(printed):
        if len(row) > 1 and set(row[1:]) in ({row[0]}, {""}):
            has_corner = any(texts[0] for texts in printed[no + 1 :])
            printed[no] = ["" if has_corner else row[0], *[""] * (len(row) - 1)]
    columns = [[text for text in column if text] for column in zip(*printed, strict=True)]
    said = [[text for text in column if not _is_unit(text)] or column[-1:] for column in columns]
    return tuple(without_mark(flat("\n".join(dict.fromkeys(column)))) for column in said)


def _is_unit(head: str) -> bool:
    """`(bedragen x € 1.000)`, `in euro's` or `Bedragen` over the heads of several columns: it says nothing of any."""
    if head.lower() == "bedragen" or is_unit_note(head):
        return True
    try:
        return head.lower().startswith(("(", "in ", "x ")) and parse_unit(head) is not None
    except UnknownUnit:
        return False


def values_of(text: str) -> tuple[Value, ...] | None:
    """The amounts printed in one cell, one a line; none for a blank cell, None for a cell that cannot be read."""
    if not text.strip():
        return ()
    values = []
    for part in split_bedragen(text) or [text]:
        try:
            number = parse_bedrag(part)
        except NotAnAmount:
            return None
        if number.value is not None and abs(number.value) > MAX_EUROS:
            return None
        values.append(Value(None if number.value is None else int(number.value), number.reason, flat(part)))
    return tuple(values)


def printed(page: Page, table: OverviewTable, row: Row, column_no: int, value: Value, *, label: str, year: int | None,
            sign: int = 1, line: int = 1) -> Printed:  # fmt: skip
    """One amount with the place where it is printed; `line` counts the amounts of a cell that holds several."""
    at, labels = (row.no, column_no), (label or "-", table.heads[column_no - 1] or "-")
    if table.turned:
        at, labels = at[::-1], labels[::-1]
    place = f"{page.page_id}/t{table.table_no}/r{at[0]}/c{at[1]}"
    return Printed(
        place if line == 1 else f"{place}/{line}", year, value.number, sign, value.text, value.reason, *labels,
        table.table_no, *at,
    )  # fmt: skip


def stage_of(page: Page, year: int) -> str:
    """The stage of an amount by the kind of its publication and its year."""
    kind = page.publication.document_kind
    stage: str = LABELS["stage"][kind]
    return "raming" if year > page.publication.report_year and kind != "jaarstukken" else stage


def overview(
    dataset: str, table: OverviewTable, records: Sequence[OverviewRecord], sums: Iterable[PrintedSum],
    findings: Iterable[Finding],
) -> Overview:  # fmt: skip
    """The table with what its caption claims. A unit nobody knows leaves the whole table out, with a finding."""
    for text in table.context:
        try:
            unit = parse_unit(text)
        except UnknownUnit:
            return cells_kept(dataset, table.table_no, text, "euros, thousands or millions of euros")
        if unit is not None:
            break
    else:
        unit = None
    years = year_findings(table.table_no, heads_of((r.column_no, r.fiscal_year, r.column_label) for r in records))
    return Overview(dataset, table.table_no, unit, tuple(records), tuple(sums), (*findings, *years))


def not_understood(dataset: str, table: OverviewTable, found: str, expected: str) -> Overview:
    """The table without rows, and why."""
    return cells_kept(dataset, table.table_no, found, expected)


def cells_kept(dataset: str, table_no: int, found: str, expected: str) -> Overview:
    """A table of which nothing is read but its cells, in table_cells."""
    unknown = Finding(
        "warning", "OVERVIEW_UNKNOWN", "A table of reserves, bestedingsvoorstellen or incidentele baten en lasten is "
        "not understood; its cells are kept in table_cells.", f"table {table_no}", found[:200], expected, "pipeline",
    )  # fmt: skip
    return Overview(dataset, table_no, None, (), (), (unknown,))


def row_left_out(table: OverviewTable, row: Row, label: str, found: str, expected: str) -> Finding:
    """A row whose amounts cannot be told apart, or that has none of the known labels."""
    return Finding(
        "warning", "OVERVIEW_ROW",
        f'Amounts of a row are not understood; they are kept in table_cells only (row "{flat(label)[:80]}").',
        f"table {table.table_no} row {row.no}", found[:200], expected,
    )  # fmt: skip
