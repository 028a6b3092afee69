"""A page whose new bytes are refused keeps its last good rows in force, marked stale since their snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .outcome import PageRecord, PageResult
from .parse import RECORDS
from .store.frames import COMMON_COLUMNS
from .store.layout import stamp_of
from .store.opening import Snapshot

_GOOD = ("ok", "ok_with_findings", "stale")


def keep_last_good(results: Iterable[PageResult], parent: Snapshot | None) -> Iterator[PageResult]:
    """The same results; a quarantined page that the parent snapshot holds good rows of gives those instead, with
    today's findings. A page is known again by its key, or by its file where nothing else is left of it."""
    last: _LastGood | None = None
    for result in results:
        if parent is None or result.page.status != "quarantined":
            yield result
            continue
        last = last or _LastGood(parent)
        yield last.of(result) or result


class _LastGood:
    """The parent snapshot, read table by table when the first page needs it."""

    def __init__(self, parent: Snapshot) -> None:
        self._tables = {name: parent.arrow(name) for name in ("pages", "publications", *RECORDS)}
        self._since = stamp_of(parent.name).replace(tzinfo=None)

    def of(self, refused: PageResult) -> PageResult | None:
        page = self._page(refused)
        if page is None or page["status"] not in _GOOD:
            return None
        page_id = page["page_id"]
        tables = {name: self._rows(name, page_id) for name in RECORDS}
        record = PageRecord(**_own(PageRecord, page))
        record = replace(record, status="stale", stale_since=record.stale_since or self._since)
        common: Any = tuple(page[name] for name in COMMON_COLUMNS)
        publication = _where(self._tables["publications"], "publication_id", common[0]).to_pylist()[0]
        findings = tuple(
            replace(f, finding_id=f"{page_id}/{f.finding_id.rpartition('/')[2]}") for f in refused.findings
        )
        return PageResult(common, record, tables, findings, publication["host"], publication["edition"])

    def _page(self, refused: PageResult) -> dict[str, Any] | None:
        pages = self._tables["pages"]
        for column, value in (("page_id", refused.page_id), ("source_path", refused.page.source_path)):
            found = _where(pages, column, value).to_pylist()
            if found:
                return dict(found[0])
        return None

    def _rows(self, name: str, page_id: str) -> Sequence[Any]:
        record = RECORDS[name]
        return tuple(record(**_own(record, row)) for row in _where(self._tables[name], "page_id", page_id).to_pylist())


def _where(table: pa.Table, column: str, value: str | None) -> pa.Table:
    return table.filter(pc.equal(table[column], pa.scalar(value, table.schema.field(column).type)))


def _own(record: Any, row: dict[str, Any]) -> dict[str, Any]:
    """The record's own columns of a stored row; lists become tuples as the rooms make them."""
    values = ((f.name, row[f.name]) for f in fields(record))
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values}
