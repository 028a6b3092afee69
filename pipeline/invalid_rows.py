"""A row that breaks a schema costs its page, not the run: it is a defect of ours on that page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from schemas import TABLES
from schemas.validation import Failure

from .model import Finding
from .outcome import PageResult, with_finding


def refuse_pages(
    parsed: Sequence[PageResult], assembled: Sequence[PageResult], failures: Sequence[Failure]
) -> list[PageResult]:
    """The parsed results, those whose rows broke a rule quarantined without any row; `assembled` holds the rows as they
    were validated."""
    broken: dict[str, str] = {}
    owners = _owners(assembled)
    for failure in failures:
        page_id = owners.get((failure.table, failure.row))
        if page_id is not None:
            broken.setdefault(page_id, str(failure))
    return [_refused(result, broken[result.page_id]) if result.page_id in broken else result for result in parsed]


def _owners(assembled: Sequence[PageResult]) -> dict[tuple[str, str], str]:
    owners = {("pages", result.page_id): result.page_id for result in assembled}
    for result in assembled:
        for name, rows in (*result.tables.items(), ("findings", result.findings)):
            key = TABLES[name].key[0]
            owners.update({(name, str(getattr(row, key))): result.page_id for row in rows})
    return owners


def _refused(result: PageResult, failure: str) -> PageResult:
    page: Any = replace(result.page, status="quarantined")
    finding = Finding(
        "error",
        "ROW_INVALID",
        "A row of this page breaks the schema of its dataset; none of its rows is published.",
        "page",
        failure[:300],
        "rows as docs/dictionary.md describes them",
        "pipeline",
    )
    return with_finding(replace(result, page=page, tables={}), finding)
