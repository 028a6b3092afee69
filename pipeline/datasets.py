"""From page results to the Arrow tables of every dataset; the derived ones are made in spanning.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pyarrow as pa

from schemas import TABLES

from .assemble import PublicationRow
from .outcome import Common, PageResult
from .store import frames
from .store.layout import UNIDENTIFIED

Tables: TypeAlias = Mapping[str, Mapping[str, pa.Table]]
"""dataset -> publication_id -> rows; a derived one has one part"""


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
