"""A page whose new bytes are refused, or whose rows fall away, keeps its last good rows in force, marked stale since
their snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .assemble.across_pages import ACROSS
from .model import Finding
from .outcome import PageRecord, PageResult, with_finding
from .parse import RECORDS
from .store.frames import COMMON_COLUMNS
from .store.layout import stamp_of
from .store.opening import Snapshot

_GOOD = ("ok", "ok_with_findings", "stale")
_TYPED = ("goals", "criteria", "activities", "indicators", "baten_lasten", "policy_documents", "deviations")
_MAY_LOSE = 0.5
_FEW = 4


def keep_last_good(
    results: Iterable[PageResult], parent: Snapshot | None, renew: frozenset[str] = frozenset()
) -> Iterator[PageResult]:
    """The same results; a page that is quarantined, or whose bytes changed and which lost rows (LAYOUT_DRIFT), gives
    the rows the parent snapshot holds of it, with today's findings. Pages named in `renew` are taken as they are.

    A page is known again by its key, or by its file where nothing else is left of it.
    """
    if parent is None:
        yield from results
        return
    last = _LastGood(parent)
    for result in results:
        if result.page_id in renew:
            yield result
        elif result.page.status == "quarantined":
            yield last.of(result) or result
        else:
            drift = last.drift(result)
            yield last.of(with_finding(result, drift)) or result if drift else result


class _LastGood:
    """The parent snapshot, read table by table when the first page needs it."""

    def __init__(self, parent: Snapshot) -> None:
        self._parent = parent
        self._since = stamp_of(parent.name).replace(tzinfo=None)
        pages = parent.arrow("pages").to_pylist()
        self._by_key = {page["page_id"]: page for page in pages}
        self._by_file = {page["source_path"]: page for page in pages}

    @cached_property
    def _tables(self) -> dict[str, pa.Table]:
        return {name: self._parent.arrow(name) for name in ("publications", *RECORDS)}

    @cached_property
    def _counts(self) -> dict[str, Counter[str]]:
        return {name: Counter(self._parent.arrow(name, columns=["page_id"])["page_id"].to_pylist()) for name in _TYPED}

    def drift(self, result: PageResult) -> Finding | None:
        """What a page lost whose bytes changed: all rows of a dataset, or most of at least a few."""
        old = self._by_key.get(result.page_id)
        if old is None or old["source_sha256"] == result.page.source_sha256 or old["status"] not in _GOOD:
            return None
        for name in _TYPED:
            before, now = self._counts[name][result.page_id], len(result.tables.get(name, ()))
            if before and (now == 0 or (before >= _FEW and now < before * _MAY_LOSE)):
                return _drift(name, before, now)
        return None

    def of(self, refused: PageResult) -> PageResult | None:
        """The last good rows of this page with today's findings; None when there are none."""
        page = self._by_key.get(refused.page_id) or self._by_file.get(refused.page.source_path)
        if page is None or page["status"] not in _GOOD:
            return None
        page_id = page["page_id"]
        tables: dict[str, Sequence[Any]] = {name: self._rows(name, page_id) for name in RECORDS}
        # what neighbours said about it is asked again
        tables["checks"] = [check for check in tables["checks"] if not check.identity.startswith(ACROSS)]
        record = PageRecord(**_own(PageRecord, page))
        record = replace(record, status="stale", stale_since=record.stale_since or self._since)
        common: Any = tuple(page[name] for name in COMMON_COLUMNS)
        publication = _where(self._tables["publications"], "publication_id", common[0]).to_pylist()[0]
        findings = tuple(
            replace(f, finding_id=f"{page_id}/{f.finding_id.rpartition('/')[2]}") for f in refused.findings
        )
        return PageResult(common, record, tables, findings, publication["host"], publication["edition"])

    def _rows(self, name: str, page_id: str) -> Sequence[Any]:
        record = RECORDS[name]
        return tuple(record(**_own(record, row)) for row in _where(self._tables[name], "page_id", page_id).to_pylist())


def _where(table: pa.Table, column: str, value: str | None) -> pa.Table:
    return table.filter(pc.equal(table[column], pa.scalar(value, table.schema.field(column).type)))


def _own(record: Any, row: dict[str, Any]) -> dict[str, Any]:
    """The record's own columns of a stored row; lists become tuples as the rooms make them."""
    values = ((f.name, row[f.name]) for f in fields(record))
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values}


def _drift(table: str, before: int, now: int) -> Finding:
    return Finding(
        "error",
        "LAYOUT_DRIFT",
        f"The page changed and lost rows of {table}; its last good rows stay in force. If it is right, build with "
        "--renew and its page_id.",
        "page",
        f"{now} rows of {table}",
        f"about {before}, as in the snapshot in force",
    )
