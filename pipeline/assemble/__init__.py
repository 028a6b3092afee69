"""From page results to whole publications: what only the neighbours of a page can tell."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.outcome import PageResult

from .duplicates import one_result_per_page
from .goals import merge_goals
from .publications import PublicationRow, publication_rows

__all__ = ["PublicationRow", "assemble"]


def assemble(results: Iterable[PageResult]) -> tuple[list[PageResult], list[PublicationRow]]:
    """Page results in page order, each page once and each goal once, and one row per publication. No publication needs
    another one for it."""
    pages = merge_goals(one_result_per_page(results))
    return pages, publication_rows(pages)
