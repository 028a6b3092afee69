"""A page whose new bytes are refused, or whose rows fall away, keeps its last good rows in force, marked stale since
their snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

import pyarrow as pa

from .assemble.across_pages import ACROSS
from .assemble.duplicates import one_result_per_page
from .drift import drift, swapped
from .outcome import PageRecord, PageResult, with_finding
from .parse import RECORDS
from .store.frames import COMMON_COLUMNS
from .store.layout import stamp_of
from .store.opening import Snapshot

_SUBJECT = ("title", "page_kind", "programme", "ambition", "goal_code")
_GOOD = ("ok", "ok_with_findings", "stale")


def keep_last_good(
    results: Iterable[PageResult], parent: Snapshot | None, publication: str, renew: frozenset[str] = frozenset()
) -> Iterator[PageResult]:
    """The same results of one publication, each page once; a page that is quarantined, or whose bytes changed and which
    lost rows or is another page now (LAYOUT_DRIFT), gives the rows the parent snapshot holds of it, with today's
    findings. Pages named in `renew` are taken as they are.

    A page is known again by its key, or by its file where nothing else is left of it. Of a page in two files only the
    one that stands is held against the past: the other never had its rows. Nor is a page held against the one that had
    its number, where its site handed the numbers round: one of the two would be twice in the data, or not at all.
    """
    if parent is None:
        yield from results
        return
    pages = one_result_per_page(results)
    last = _LastGood(parent, publication, pages)
    for result in pages:
        if result.page_id in renew:
            yield result
        elif result.page.status == "quarantined":
            yield last.of(result) or result
        else:
            yield last.unless_drifted(result)


class _Part(NamedTuple):
    """The rows of one dataset and publication, and which of them are whose."""

    table: pa.Table
    rows: dict[str, list[int]]


class _LastGood:
    """The parent snapshot, read file by file when the first page needs it. `today` are the pages of this run: a goal
    may have its row from any of them."""

    def __init__(self, parent: Snapshot, publication: str, today: Sequence[PageResult]) -> None:
        self._parent = parent
        self._since = stamp_of(parent.name).replace(tzinfo=None)
        known = parent.part("pages", publication)
        pages = [page for page in known.to_pylist() if page["status"] in _GOOD] if known is not None else []
        self._by_key = {page["page_id"]: page for page in pages}
        self._by_file = {page["source_path"]: page for page in pages}
        self._moved = _moved(pages, today)
        self._parts: dict[tuple[str, str], _Part] = {}
        self._goals: dict[str, list[Any]] = defaultdict(list)
        for goal in (goal for result in today for goal in result.tables.get("goals", ())):
            self._goals[goal.goal_id].append(goal)

    def unless_drifted(self, result: PageResult) -> PageResult:
        """The result, or the last good rows where its bytes changed and rows of it were lost."""
        page = self._by_key.get(result.page_id)
        if page is None or page["source_sha256"] == result.page.source_sha256 or page["page_id"] in self._moved:
            return result
        if another := swapped(self._findings(page), result.findings):
            return self._stale(page, with_finding(result, another))
        before = self._tables(page)
        elsewhere = [goal for known in before["goals"] for goal in self._goals[known.goal_id]]
        lost = drift(before, {**result.tables, "goals": [*result.tables.get("goals", ()), *elsewhere]})
        return result if lost is None else self._stale(page, with_finding(result, lost))

    def of(self, refused: PageResult) -> PageResult | None:
        """The last good rows of this page with today's findings; None when there are none."""
        page = self._by_key.get(refused.page_id) or self._by_file.get(refused.page.source_path)
        return None if page is None or page["page_id"] in self._moved else self._stale(page, refused)

    def _stale(self, page: dict[str, Any], today: PageResult) -> PageResult:
        page_id, publication_id = page["page_id"], page["publication_id"]
        tables = self._tables(page)
        # what neighbours said about it is asked again
        tables["checks"] = [check for check in tables["checks"] if not check.identity.startswith(ACROSS)]
        record = PageRecord(**_own(PageRecord, page))
        record = replace(record, status="stale", stale_since=record.stale_since or self._since)
        common: Any = tuple(page[name] for name in COMMON_COLUMNS)
        publication = self._part("publications", publication_id).table.to_pylist()[0]
        findings = tuple(replace(f, finding_id=f"{page_id}/{f.finding_id.rpartition('/')[2]}") for f in today.findings)
        return PageResult(common, record, tables, findings, publication["host"], publication["edition"])

    def _tables(self, page: dict[str, Any]) -> dict[str, Sequence[Any]]:
        return {name: self._rows(name, page) for name in RECORDS}

    def _findings(self, page: dict[str, Any]) -> list[tuple[str, str]]:
        """Code and location of what was found on the page in force."""
        return [(row["code"], row["location"]) for row in self._stored("findings", page)]

    def _rows(self, name: str, page: dict[str, Any]) -> Sequence[Any]:
        return tuple(RECORDS[name](**_own(RECORDS[name], row)) for row in self._stored(name, page))

    def _stored(self, name: str, page: dict[str, Any]) -> list[dict[str, Any]]:
        part = self._part(name, page["publication_id"])
        rows: list[dict[str, Any]] = part.table.take(
            pa.array(part.rows.get(page["page_id"], []), pa.int64())
        ).to_pylist()
        return rows

    def _part(self, name: str, publication_id: str) -> _Part:
        key = name, publication_id
        if key not in self._parts:
            table = self._parent.part(name, publication_id)
            table = pa.table({"page_id": pa.array([], pa.string())}) if table is None else table
            rows: dict[str, list[int]] = defaultdict(list)
            for number, page_id in enumerate(table["page_id"].to_pylist()):
                rows[page_id].append(number)
            self._parts[key] = _Part(table, rows)
        return self._parts[key]


def _moved(before: Iterable[dict[str, Any]], today: Iterable[PageResult]) -> set[str]:
    """The page_ids, of before and of today, of pages that have another number today: the only ones of their title and
    place in the document, on both sides."""
    was = _one_each((page["page_id"], [page.get(column) for column in _SUBJECT]) for page in before)
    now = _one_each((result.page_id, [getattr(result.page, column) for column in _SUBJECT]) for result in today)
    pairs = ((was[subject], now[subject]) for subject in was.keys() & now.keys())
    return {page_id for old, new in pairs if old != new for page_id in (old, new)}


def _one_each(pages: Iterable[tuple[str, Sequence[str | None]]]) -> dict[tuple[str | None, ...], str]:
    """Subject to the page_id of the only page that has it."""
    found: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for page_id, subject in pages:
        found[tuple(subject)].append(page_id)
    return {subject: page_ids[0] for subject, page_ids in found.items() if len(page_ids) == 1 and subject[0]}


def _own(record: Any, row: dict[str, Any]) -> dict[str, Any]:
    """The record's own columns of a stored row, null where an older schema lacked one; lists become tuples as the
    rooms make them."""
    values = ((f.name, row.get(f.name)) for f in fields(record))
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values}


def owners(parent: Snapshot, files: frozenset[str]) -> dict[str, str]:
    """The publication to which each of these files belonged in the parent snapshot, if it was a good page there."""
    pages = parent.arrow("pages", columns=["source_path", "publication_id", "status"]).to_pylist()
    return {
        page["source_path"]: page["publication_id"]
        for page in pages
        if page["source_path"] in files and page["status"] in _GOOD
    }
