"""Bestedingsvoorstellen: one row per proposal and year (begroting-2019 p17181, begroting-2022 p36511, begroting-2026
p50117). Proposals that a page only tells in prose stay in text_amounts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...dutch.codes import find_doel_mentions
from ...model import Finding, Overview, Page, PrintedSum, record
from ..baten_lasten.beside_columns import are_words
from ..baten_lasten.labels import flat, fold, is_year
from .printed import (
    LABELS,
    OverviewRecord,
    OverviewTable,
    Row,
    Value,
    as_overview,
    is_label,
    is_note,
    is_part,
    is_total,
    named,
    not_understood,
    overview,
    overview_grids,
    patterns,
    printed,
    row_left_out,
    values_of,
)
from .sums import Line, total_sums

DATASET = "spending_proposals"
_KNOWN = LABELS[DATASET]
_TITLE, _COVER = patterns(_KNOWN["title"]), patterns(_KNOWN["cover"])
_LABEL_COLUMNS = {kind: patterns(_KNOWN[kind]) for kind in ("number", "goal", "nature", "name")}
_KREDIET = patterns(_KNOWN["krediet"])
_NATURES = {nature: patterns(_KNOWN[nature]) for nature in ("beide", "structureel", "incidenteel")}
_PARTS = {nature: patterns(_KNOWN[f"part_{nature}"]) for nature in ("structureel", "incidenteel")}
_NUMBERED = re.compile(r"(\d{1,3}|[A-Z])[.)](?!\d)\s*(.+)")
_NUMBER = re.compile(r"(\d{1,3}[a-z]?|[A-Z])[.)]?")
_GOAL_CODE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?")
_NATURE_WORDS = re.compile(r"\b(?:structure(?:el|le)|incidente(?:el|le))\b")


@record
class SpendingProposalRecord(OverviewRecord):
    """A row of `spending_proposals` without its common columns."""

    row_kind: str
    proposal_no: str | None
    title: str
    nature: str | None
    list_title: str | None
    goal_codes: tuple[str, ...]
    component: str


class _Columns(NamedTuple):
    """Column numbers of the labels (by kind) and of the amounts, with the year or None for the krediet."""

    labels: dict[str, int]
    amounts: dict[int, int | None]


class _Subject(NamedTuple):
    """What one line of a row is about."""

    kind: str
    number: str | None
    title: str
    nature: str | None
    goals: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    records: list[SpendingProposalRecord] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    parts: list[tuple[str, Line, int]] = field(default_factory=list)  # nature, line, number of lines before it
    findings: list[Finding] = field(default_factory=list)
    list_title: str | None = None
    nature: str | None = None
    last: _Subject | None = None


def read(page: Page) -> tuple[Overview, ...]:
    """The tables of bestedingsvoorstellen on the page, one record per printed amount; nothing at once on other pages.

    Amounts are as printed: positive is money asked for, negative a saving or the cover (`Dekking ...`) of the proposal
    above it. A table with a column that is not known gives no rows and OVERVIEW_UNKNOWN."""
    tables = (as_overview(numbered, page, _is_head) for numbered in overview_grids(page))
    return tuple(_read_table(table, page) for table in tables if table is not None and _is_own(table))


def _is_head(head: str) -> bool:
    return is_year(head) or is_label(_KREDIET, head) or named(_LABEL_COLUMNS, head) is not None


def _is_own(table: OverviewTable) -> bool:
    titled = any(is_label(_TITLE, text) for text in (*table.heads, *table.context))
    return titled and any(is_year(head) for head in table.heads)


def _read_table(table: OverviewTable, page: Page) -> Overview:
    columns = _columns(table)
    if isinstance(columns, str):
        return not_understood(DATASET, table, columns, "a head listed in tables/overviews/labels.toml")
    titles = [text for text in (*table.heads, *table.context) if is_label(_TITLE, text)]
    reading = _Reading(list_title=titles[0], nature=_nature_in(titles[0]))
    for row in table.rows:
        _read_row(table, columns, page, row, reading)
    sums = (*total_sums(reading.lines, reading.records), *_part_sums(reading))
    return overview(DATASET, table, reading.records, sums, reading.findings)


def _columns(table: OverviewTable) -> _Columns | str:
    labels: dict[str, int] = {}
    amounts: dict[int, int | None] = {}
    for no, head in enumerate(table.heads, 1):
        kind = named(_LABEL_COLUMNS, head)
        if is_year(head):
            amounts[no] = int(flat(head))
        elif is_label(_KREDIET, head):
            amounts[no] = None
        elif kind is not None and kind not in labels:
            labels[kind] = no
        elif (head or any(row.text(no) for row in table.rows)) and not are_words(row.text(no) for row in table.rows):
            return head or f"column {no} without head"
    if len(set(amounts.values())) < len(amounts):
        return "two columns with the same head"
    return _Columns(labels, amounts) if "name" in labels else "no column of names"


def _read_row(table: OverviewTable, columns: _Columns, page: Page, row: Row, reading: _Reading) -> None:
    label = row.text(columns.labels["name"]) or row.text(columns.labels.get("number"))
    values = {no: values_of(row.text(no)) for no in columns.amounts}
    if not any(value is None or value for value in values.values()):
        _read_heading(label, reading)
        return
    subjects = _subjects(columns, row, _label_lines(label, values.values()), reading)
    if row.uncertain:
        reading.lines.append(Line({}, subjects[0].kind == "total", is_whole=False))
        return
    unread = frozenset(no for no, value in values.items() if value is None or len(value) not in (0, len(subjects)))
    if unread:
        found = " | ".join(flat(row.text(no)) for no in sorted(unread))
        reading.findings.append(row_left_out(table, row, label, found, "an amount for each line of the label"))
    read_values = {no: value for no, value in values.items() if value and no not in unread}
    places = _add(table, columns, page, row, subjects, read_values, reading)
    line = Line(places, subjects[0].kind == "total", unread)
    if subjects[0].kind == "part":
        reading.parts.append((subjects[0].nature or "", line, len(reading.lines)))
    else:
        reading.lines.append(line)


def _label_lines(label: str, values: Iterable[tuple[Value, ...] | None]) -> list[str]:
    """The lines of a label where the cells beside it hold as many amounts (`35.000` over `-35.000`, begroting-2022
    p36511); else the label as one."""
    lines = [flat(line) for line in label.split("\n") if line.strip()]
    most = max((len(value) for value in values if value), default=1)
    return lines if len(lines) == most else [flat(label) or "-"]


def _add(
    table: OverviewTable, columns: _Columns, page: Page, row: Row, subjects: Sequence[_Subject],
    values: dict[int, tuple[Value, ...]], reading: _Reading,
) -> dict[int, tuple[int, ...]]:  # fmt: skip
    """The amounts of a row as records; where they stand among the records, by column."""
    places: dict[int, tuple[int, ...]] = {}
    for no, amounts in values.items():
        year = columns.amounts[no]
        for line, (subject, value) in enumerate(zip(subjects, amounts, strict=True), 1):
            places[no] = (*places.get(no, ()), len(reading.records))
            reading.records.append(
                SpendingProposalRecord(
                    *printed(page, table, row, no, value, label=subject.title, year=year, line=line),
                    subject.kind, subject.number, subject.title, subject.nature, reading.list_title, subject.goals,
                    "krediet" if year is None else "exploitatie",
                )
            )  # fmt: skip
    return places


def _read_heading(label: str, reading: _Reading) -> None:
    """A row without amounts names the list below it: `Perspectiefnota:`, `Incidentele bestedingsvoorstellen`."""
    if label and not is_note(label) and not _NUMBERED.fullmatch(flat(label)) and not is_label(_COVER, label):
        reading.list_title = flat(label).rstrip(":")
        reading.nature = _nature_in(label) or reading.nature


def _subjects(columns: _Columns, row: Row, lines: Sequence[str], reading: _Reading) -> list[_Subject]:
    """What each line of a label is about: `3. Zwemvangnet`, below it `- Dekking uit armoedegelden`."""
    number = flat(row.text(columns.labels.get("number")))
    goals = _GOAL_CODE.findall(flat(row.text(columns.labels.get("goal"))))
    nature = named(_NATURES, row.text(columns.labels.get("nature")))
    found: list[_Subject] = []
    for text in lines:
        subject = _subject(text, number if not found else "", reading)
        if subject.kind in ("proposal", "cover"):
            mentioned = tuple(dict.fromkeys((*goals, *find_doel_mentions(text))))
            carried = reading.last.goals if reading.last and subject.number == reading.last.number else ()
            subject = subject._replace(nature=nature or subject.nature, goals=mentioned or carried)
            reading.last = subject
        found.append(subject)
    return found


def _subject(text: str, number: str, reading: _Reading) -> _Subject:
    above = reading.last.number if reading.last else None
    if is_part(text):
        return _Subject("part", None, text, named(_PARTS, text), ())
    if is_total(text):
        return _Subject("total", None, text, _nature_in(text), ())
    title = text.lstrip("- ")
    if is_label(_COVER, text):
        return _Subject("cover", above, title, reading.nature, ())
    listed = _NUMBERED.fullmatch(text)
    if number and (own := _NUMBER.fullmatch(number)) and not (listed and listed[1].isdigit()):
        return _Subject("proposal", own[1], text, reading.nature, ())
    if listed:  # its own number, also beside a column that counts the rows
        return _Subject("proposal", listed[1], listed[2], reading.nature, ())
    return _Subject("proposal", above if title != text else None, title, reading.nature, ())


def _nature_in(title: str) -> str | None:
    """The one nature a title names: `Structurele bestedingsvoorstellen`, `Totaal incidenteel`."""
    natures = {"structureel" if word.startswith("s") else "incidenteel" for word in _NATURE_WORDS.findall(fold(title))}
    return natures.pop() if len(natures) == 1 else None


def _part_sums(reading: _Reading) -> Iterator[PrintedSum]:
    """`waarvan structureel`, `waarvan incidenteel`: the rows of that nature in the block of the total above."""
    totals = [at for at, line in enumerate(reading.lines) if line.is_total]
    for nature, line, end in reading.parts:
        above = bisect_left(totals, end)
        begin = totals[above - 2] + 1 if above > 1 else 0
        block = reading.lines[begin : totals[above - 1]] if above else []
        if not nature or not block or not all(one.is_whole and not one.unread for one in block):
            continue
        for column, at in line.places.items():
            terms = [place for one in block for place in one.places.get(column, ())]
            if all(reading.records[place].nature in ("structureel", "incidenteel") for place in terms):
                mine = tuple((1, place) for place in terms if reading.records[place].nature == nature)
                yield PrintedSum(f"waarvan {nature}", at[0], mine)
