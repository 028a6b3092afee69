"""The year and stage that a title says of all amounts of a table whose heads say neither (`Realisatie 2024`)."""

from __future__ import annotations

from ...model import Page
from . import labels, title_labels
from .budget_years import fiscal_year_and_stage
from .columns import Column
from .printed import PrintedTable


def titled_year_and_stage(table: PrintedTable, page: Page) -> tuple[int, str]:
    """The fiscal year and stage of the nearest title that is a year or a stage, with `Baten en lasten` before it or
    nothing, and of one above it that says the other of the two; else those that the publication is about."""
    titles = filter(labels.is_short_title, table.context)
    found = [label for label in map(title_labels.title_label, titles) if label]
    if not found:
        return page.publication.report_year, labels.OVERVIEW_STAGE[page.publication.document_kind]
    said = found[0]
    stage = said.stage or next((other.stage for other in found if not other.year), None)
    year = said.year or next((other.year for other in found if not other.stage), None)
    return fiscal_year_and_stage(Column(0, "", stage, None, year), page)
