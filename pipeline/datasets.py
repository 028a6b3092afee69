"""From page results to the Arrow tables of every dataset, the derived ones included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pyarrow as pa

from schemas import TABLES

from .assemble import PublicationRow, assemble
from .derive import DERIVATIONS, ConfirmedLink, Material
from .model import Finding
from .outcome import Common, PageResult, with_finding
from .store import frames
from .store.layout import WHOLE

Tables: TypeAlias = Mapping[str, Mapping[str, pa.Table]]
"""dataset -> publication_id -> rows; a derived one has one part"""
UNIDENTIFIED = "unidentified"


def datasets(parsed: Iterable[PageResult], confirmed: Sequence[ConfirmedLink]) -> tuple[list[PageResult], Tables]:
    """Page results in page order, each page and each goal once, and their tables. `confirmed` are the links between
    goals that a person keeps."""
    results, publications = assemble(parsed)
    tables = to_tables(results, publications)
    derived, findings = derive(tables, confirmed)
    if findings:
        results = _noted(results, findings)
        tables = to_tables(results, publications)
    return results, tables | derived


def to_tables(results: list[PageResult], publications: list[PublicationRow]) -> dict[str, dict[str, pa.Table]]:
    """Arrow tables per dataset and publication, rows in page order; no derived ones."""
    by_publication: dict[str, list[PageResult]] = {}
    for result in results:
        by_publication.setdefault(result.common[0] or UNIDENTIFIED, []).append(result)
    tables: dict[str, dict[str, pa.Table]] = {name: {} for name, table in TABLES.items() if not table.derived}
    for publication, pages in by_publication.items():
        for name in tables:
            common, records = _rows(name, pages, publications, publication)
            tables[name][publication] = frames.to_arrow(TABLES[name], common, records)
    return tables


def derive(
    tables: Mapping[str, Mapping[str, pa.Table]], confirmed: Sequence[ConfirmedLink] = ()
) -> tuple[dict[str, dict[str, pa.Table]], list[tuple[str, Finding]]]:
    """The derived tables, one part each, and what was found on the way with the page it is about."""
    made: dict[str, dict[str, pa.Table]] = {}
    findings: list[tuple[str, Finding]] = []
    every = dict(tables)
    material = Material(every, confirmed)
    for name, derivation in DERIVATIONS.items():
        derived = derivation(material)
        every[name] = made[name] = {WHOLE: frames.to_arrow(TABLES[name], derived.common, derived.records)}
        findings += derived.findings
    return made, findings


def _noted(results: list[PageResult], findings: list[tuple[str, Finding]]) -> list[PageResult]:
    noted = {result.page_id: result for result in results}
    for page_id, finding in findings:
        noted[page_id] = with_finding(noted[page_id], finding)
    return [noted[result.page_id] for result in results]


def _rows(
    name: str, pages: list[PageResult], publications: list[PublicationRow], publication: str
) -> tuple[list[Common], list[Any]]:
    if name == "publications":
        rows = [p for p in publications if p.common[0] == publication]
        return [p.common for p in rows], rows
    pairs = [(page.common, record) for page in pages for record in _records(name, page)]
    return [common for common, _ in pairs], [record for _, record in pairs]


def _records(name: str, page: PageResult) -> Sequence[Any]:
    match name:
        case "pages":
            return (page.page,)
        case "findings":
            return page.findings
        case _:
            return page.tables.get(name, ())
