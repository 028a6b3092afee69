"""The three rooms of overviews one after another, and what none of them understands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ...dutch.amounts import looks_numeric
from ...model import Finding, Overview, Page
from ..baten_lasten.labels import flat
from ..grids import NumberedGrid
from . import incidental, reserves, spending_proposals
from .printed import LABELS, cells_kept, is_label, overview_grids, patterns, titles_of

RECORDS = {
    reserves.DATASET: reserves.ReserveRecord,
    spending_proposals.DATASET: spending_proposals.SpendingProposalRecord,
    incidental.DATASET: incidental.IncidentalRecord,
}
"""The record of each dataset that overviews yield."""
_ROOMS = (reserves.read, spending_proposals.read, incidental.read)
_FEWEST_AMOUNTS = 4  # different ones
_TITLES = {dataset: patterns(LABELS[dataset]["title"]) for dataset in RECORDS}


def read(page: Page, elsewhere: Collection[int] = ()) -> tuple[Overview, ...]:
    """The overviews of reserves, bestedingsvoorstellen and incidentele baten en lasten of one page, amounts as printed.
    A table titled as one of them that no room reads, and that is not read `elsewhere` (table numbers: `Overzicht baten
    en lasten na bestedingsvoorstellen`), gives OVERVIEW_UNKNOWN. Nothing, at once, on any other page."""
    if not overview_grids(page):
        return ()
    found = tuple(overview for room in _ROOMS for overview in room(page))
    once = _without_copies(found, {numbered.table_no: numbered for numbered in overview_grids(page)})
    return (*once, *_not_understood(page, {*elsewhere, *(overview.table_no for overview in found)}))


def _without_copies(found: Sequence[Overview], grids: Mapping[int, NumberedGrid]) -> Iterator[Overview]:
    """A table that the page prints twice, for small screens again, counts once (INTEGRITY row 28). A few amounts may be
    those of another table."""
    seen: dict[object, int] = {}
    for overview in sorted(found, key=lambda overview: overview.table_no):
        texts = tuple(tuple(cell.text for cell in row) for row in grids[overview.table_no].grid.rows)
        first = seen.setdefault((overview.dataset, texts), overview.table_no)
        if first == overview.table_no or len({row.printed for row in overview.rows}) < _FEWEST_AMOUNTS:
            yield overview
        else:
            yield replace(overview, rows=(), sums=(), findings=(_duplicate(overview, first),))


def _duplicate(overview: Overview, first: int) -> Finding:
    return Finding(
        "error", "DUPLICATE_TABLE", "Two tables of the page print the same; the second is left out.",
        f"table {overview.table_no}", overview.dataset, f"one table; table {first}",
    )  # fmt: skip


def _not_understood(page: Page, read_tables: set[int]) -> Iterator[Overview]:
    for numbered in overview_grids(page):
        titles = titles_of(numbered, page)
        dataset = next((d for d, title in _TITLES.items() if any(is_label(title, text) for text in titles)), None)
        if numbered.table_no not in read_tables and dataset is not None and _holds_amounts(numbered):
            heads = " | ".join(flat(cell.text) for cell in numbered.grid.rows[0])
            yield cells_kept(dataset, numbered.table_no, heads, "heads listed in tables/overviews/labels.toml")


def _holds_amounts(numbered: NumberedGrid) -> bool:
    return sum(looks_numeric(cell.text) for row in numbered.grid.rows[1:] for cell in row) > 1
