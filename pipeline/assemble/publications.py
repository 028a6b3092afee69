"""One row per publication: its span of stamps and what was covered of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.outcome import Common, PageResult

_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_TITLES = {"begroting": "Begroting", "jaarstukken": "Jaarstukken", "perspectiefnota": "Perspectiefnota"}


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A row of `publications`; `common` are its first five columns."""

    common: Common
    title: str
    host: str | None
    edition: int | None
    pages: int
    first_built_at: datetime | None
    last_built_at: datetime | None
    last_exported_at: datetime | None
    blocks: int
    blocks_typed: int
    blocks_text: int
    blocks_ignored: int
    tables: int
    pages_quarantined: int
    pages_no_data: int
    number_cells: int
    number_cells_typed: int


def publication_rows(results: Sequence[PageResult]) -> list[PublicationRow]:
    """One row for each publication among `results`, sorted by publication_id; the sum of its pages."""
    groups: dict[str, list[PageResult]] = defaultdict(list)
    for result in results:
        if result.common[0]:
            groups[result.common[0]].append(result)
    return [_row(groups[publication_id]) for publication_id in sorted(groups)]


def _row(results: list[PageResult]) -> PublicationRow:
    first = results[0]
    pages = [r.page for r in results]
    built = [p.built_at for p in pages if p.built_at]
    exported = [p.exported_at for p in pages if p.exported_at]
    cells = [c for r in results for c in r.tables.get("table_cells", ()) if _counts(c)]
    return PublicationRow(
        first.common,
        _title(first),
        next((r.host for r in results if r.host), None),
        first.edition,
        len(pages),
        min(built, default=None),
        max(built, default=None),
        max(exported, default=None),
        sum(p.blocks for p in pages),
        sum(p.blocks_typed for p in pages),
        sum(p.blocks_text for p in pages),
        sum(p.blocks_ignored for p in pages),
        sum(p.tables for p in pages),
        sum(p.status == "quarantined" for p in pages),
        sum(p.status == "no_data" for p in pages),
        len(cells),
        sum(c.claimed_by is not None for c in cells),
    )


def _counts(cell: Any) -> bool:
    """Whether a cell holds a number that a table should have: the years of the heads are numbers too."""
    return cell.number is not None and (cell.claimed_by is not None or not _YEAR.fullmatch(cell.text))


def _title(result: PageResult) -> str:
    _, _, kind, year, _ = result.common
    if kind == "berap":
        return f"Beleidsrapportage {year}-{result.edition}" if result.edition else f"Beleidsrapportage {year}"
    return f"{_TITLES[str(kind)]} {year}"
