"""The year and stage that a title says of all amounts of a table whose heads say neither (`Realisatie 2024`)."""

from __future__ import annotations

from ...model import Page
from . import labels, title_labels
from .budget_years import fiscal_year_and_stage
from .columns import Column
from .printed import PrintedTable


def titled_year_and_stage(table: PrintedTable, page: Page) -> tuple[int, str]:
    """The fiscal year and stage of the nearest title that is a year or a stage, with `Baten en lasten` before it or
    nothing; else those that the publication is about."""
    titles = filter(labels.is_short_title, table.context)
    said = next(filter(None, map(title_labels.title_label, titles)), None)
    if said is None:
        return page.publication.report_year, labels.OVERVIEW_STAGE[page.publication.document_kind]
    return fiscal_year_and_stage(Column(0, "", said.stage, None, said.year), page)
