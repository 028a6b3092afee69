"""One page on one screen: bytes -> blocks -> sections -> records -> proof. Pure; everything else maps over it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import chain
from typing import Any

from . import outcome, proof, readers
from . import page as pages
from .corrections import Correction, Corrections, CorrectionsBroken, SourceErrorRecord, corrected, marked, source_errors
from .model import Document, FinanceTable, Finding, Page, PageRefused, Source
from .outcome import PageResult
from .proof.overviews import prove_overviews
from .tables import (
    activities,
    baten_lasten,
    criteria,
    deviations,
    goals,
    indicators,
    overviews,
    policy_documents,
    sections,
    table_cells,
    text_amounts,
)


class PageTimeout(BaseException):
    """Raised into a page that takes too long. No Exception, so that no room can swallow it."""


log = logging.getLogger(__name__)

MAX_TEXT = 64 * 1024 * 1024
"""Characters in all rows of one page; a 20 MB page of cells stays below it."""

_NOT_FINANCE = frozenset({"TABLE_UNKNOWN", "TABLE_OTHER"})

ROOMS = {
    "goals": goals.read,
    "criteria": criteria.read,
    "activities": activities.read,
    "indicators": indicators.read,
    "policy_documents": policy_documents.read,
    "deviations": deviations.read,
    "text_amounts": text_amounts.read,
    "sections": sections.read,
}
"""One room per dataset; baten_lasten, the overviews and checks come out of the proof, and table_cells last of all."""

RECORDS: dict[str, Any] = {
    "goals": goals.GoalRecord,
    "criteria": criteria.CriterionRecord,
    "activities": activities.ActivityRecord,
    "indicators": indicators.IndicatorRecord,
    "baten_lasten": proof.BatenLastenRecord,
    "policy_documents": policy_documents.PolicyDocumentRecord,
    "deviations": deviations.DeviationRecord,
    "text_amounts": text_amounts.TextAmountRecord,
    "sections": sections.SectionRecord,
    "table_cells": table_cells.CellRecord,
    "checks": proof.CheckRecord,
    "source_errors": SourceErrorRecord,
    **overviews.RECORDS,
}
"""The record of each dataset that pages yield."""


def parse(source: Source, corrections: Corrections = {}) -> PageResult:  # noqa: B006 - never changed
    """Everything one page yields. Never raises for what stands on a page: a page that cannot be used is
    quarantined with a finding, a defect of ours becomes an INTERNAL finding with its traceback in the log.

    Raises CorrectionsBroken where a known source error no longer stands on the page.
    """
    page = None
    try:
        page = pages.identify(source, readers.read(source))
        tables, findings = _read(page, corrections.get(page.page_id, ()))
        _refuse_flood(source, tables)
        return outcome.settle(page, tables, findings, refused=False)
    except CorrectionsBroken:
        raise
    except readers.PageCut as cut:
        return _refused(source, _before_the_cut(source, cut.document), cut.finding)
    except PageRefused as refused:
        return _refused(source, page, refused.finding)
    except (MemoryError, RecursionError) as error:
        return _refused(source, page, _resource(type(error).__name__))
    except Exception as error:
        log.exception("INTERNAL %s", source.path)
        return _refused(source, page, _internal(error))


def _read(page: Page, known: Sequence[Correction]) -> tuple[dict[str, Sequence[Any]], list[Finding]]:
    """The tables of a page, read as they should have been printed; the cells stay as they are printed."""
    if not known:
        return read_tables(page)
    tables, findings = read_tables(pages.identify(page.source, corrected(page, known)))
    claims: dict[str, str | None] = {cell.cell_id: cell.claimed_by for cell in tables["table_cells"]}
    printed: Sequence[Any] = table_cells.read(page).rows
    tables["table_cells"] = [replace(cell, claimed_by=claims[cell.cell_id]) for cell in printed]
    for name in ("baten_lasten", "indicators", "table_cells", *overviews.RECORDS):
        tables[name] = marked(tables[name], known)
    tables["source_errors"] = source_errors(page.page_id, known)
    return tables, findings


def read_tables(page: Page) -> tuple[dict[str, Sequence[Any]], list[Finding]]:
    """Records per dataset and all findings of one identified page. Raises PageRefused."""
    read = {name: room(page) for name, room in ROOMS.items()}
    finance, finance_findings = baten_lasten.read(page)
    in_text = text_amounts.find_text_amounts(page)
    proven = proof.prove(page, finance, in_text)
    sums = prove_overviews(page, overviews.read(page, _told_of(finance, finance_findings)), in_text)
    tables: dict[str, Sequence[Any]] = {name: records.rows for name, records in read.items()}
    elsewhere = {cell[0] for cell in read["deviations"].cells}
    elsewhere |= {row.table_no for rows in sums.rows.values() for row in rows}
    finance_findings = _not_told_elsewhere(finance_findings, elsewhere)
    amounts = {"baten_lasten": proven.amounts, **sums.rows}
    taken = {cell: name for name, records in read.items() for cell in records.cells}
    cells = table_cells.read(page, taken | _claims(tables | amounts))
    tables |= {"table_cells": cells.rows, **amounts, "checks": (*proven.checks, *sums.checks)}
    findings = [*page.findings]
    for records in (*read.values(), cells):
        findings += records.findings
    findings += (*finance_findings, *proven.findings, *sums.findings)
    findings += table_cells.unread(page, tables["table_cells"], findings)
    return tables, _each_once([*findings, *table_cells.untold(page, tables["table_cells"], findings)])


def _not_told_elsewhere(findings: Sequence[Finding], table_nos: Iterable[int | None]) -> tuple[Finding, ...]:
    """The findings but for those that a table is not of lasten and baten, where it is read as another: deviations
    with lasten, baten and a saldo, or proposals that say `Meerkosten` (begroting-2021 p29674)."""
    places = {f"table {table_no}" for table_no in table_nos}
    return tuple(f for f in findings if f.code not in _NOT_FINANCE or f.location not in places)


def _told_of(finance: Sequence[FinanceTable], findings: Sequence[Finding]) -> set[int]:
    """The tables that are read as lasten and baten, or left out as a second one of them."""
    twice = [finding.location.split()[1] for finding in findings if finding.code == "DUPLICATE_TABLE"]
    return {table.table_no for table in finance} | {int(number) for number in twice}


def _each_once(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for what two rooms saw in the same place, the more severe one."""
    rank = {"error": 0, "warning": 1, "info": 2}
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        key = (finding.code, finding.location, finding.found)
        if key not in kept or rank[finding.severity] < rank[kept[key].severity]:
            kept[key] = finding
    return list(kept.values())


def _claims(tables: Mapping[str, Sequence[Any]]) -> dict[tuple[int, int, int], str]:
    """Which dataset took which cell of the page."""
    return {
        (row.table_no, row.row_no, row.column_no): name
        for name in ("activities", "indicators", "baten_lasten", *overviews.RECORDS)
        for row in tables[name]
        if row.table_no is not None
    }


def _refuse_flood(source: Source, tables: Mapping[str, Sequence[Any]]) -> None:
    """Refuse a page whose rows repeat its text so often that storing them would fill the memory: every room may
    give a row the text around it, so rows times text is the bound."""
    rows = sum(map(len, tables.values()))
    if rows * len(source.content) <= MAX_TEXT:
        return
    size = sum(map(_text_size, chain.from_iterable(tables.values())))
    if size > MAX_TEXT:
        raise PageRefused(_resource(f"{rows} rows with {size} characters"))


def _text_size(row: Any) -> int:
    values = [getattr(row, name) for name in _columns(row.__class__)]
    return sum([len(value) for value in values if isinstance(value, str)])


@cache
def _columns(kind: type[Any]) -> tuple[str, ...]:
    return tuple(column.name for column in fields(kind))


def refused_for_resources(source: Source, found: str) -> PageResult:
    """The result of a page that was stopped from outside: out of time, or its worker died."""
    return _refused(source, None, _resource(found))


def _refused(source: Source, page: Page | None, finding: Finding) -> PageResult:
    """What is left of a page that cannot be used: its identity as far as it is known, its text and its cells."""
    page = page or pages.identify_refused(source)
    if page is None:
        return outcome.unidentified(source, pages.unidentified_page_id(source), finding)
    findings = [*page.findings, finding]
    return outcome.settle(page, _evidence(page), findings, refused=True)


def _before_the_cut(source: Source, document: Document) -> Page | None:
    try:
        return pages.identify_refused(source, document)
    except Exception:
        log.exception("INTERNAL %s", source.path)
        return None


def _evidence(page: Page) -> dict[str, Sequence[Any]]:
    """Text and cells of a refused page, as far as they can be had."""
    try:
        text: Sequence[Any] = sections.read(page).rows
        # the goals of a refused page are not published, so nothing may point at them
        unowned = [replace(row, goal_id=None) for row in text]
        return {"sections": unowned, "table_cells": table_cells.read(page).rows}
    except Exception:
        log.exception("INTERNAL %s", page.source.path)
        return {}


def _resource(found: str) -> Finding:
    return Finding(
        "error", "RESOURCE", "The page asks for more time or memory than a report page may.", "page", found,
        "a page within the limits",
    )  # fmt: skip


def _internal(error: BaseException) -> Finding:
    return Finding(
        "error", "INTERNAL", "The pipeline failed on this page; the traceback is in the log.", "page",
        f"{type(error).__name__}: {error}"[:300], "no exception", "pipeline",
    )  # fmt: skip


def unread(path: str, finding: Finding) -> PageResult:
    """The result of a file that could not even be read."""
    return _refused(Source(path, b"", hashlib.sha256(b"").hexdigest(), "html"), None, finding)
