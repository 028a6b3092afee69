"""The snapshot in force and a candidate side by side, for the gate: keys, pages and rows of both, read no further than
needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from schemas import TABLES

from .layout import UNIDENTIFIED
from .opening import Snapshot
from .renumbering import new_goal_ids, new_ids, with_new_ids
from .staging import Tables

_FILES = ("page_id", "source_path")
PARTS_HELD = 8
"""Files of the snapshot in force that are kept open: measures ask for the same one in turn."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """Keys of one table and publication. `lost` maps a key to the page its row was read from; `explained` are keys of
    pages that their site took away for good; `added` counts only rows of publications that were there before."""

    table: str
    publication: str
    lost: dict[str, str]
    added: int
    old_rows: int
    explained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageState:
    sha256: str
    status: str
    publication: str


class Comparison:
    """Both sides, read no further than needed."""

    def __init__(
        self,
        old: Snapshot,
        new: Tables,
        unchanged: frozenset[str],
        gone: frozenset[str] = frozenset(),
        renumbered: Mapping[str, str] | None = None,
    ) -> None:
        self.old, self.new, self.unchanged = old, new, unchanged
        self._gone, self._renumbered = gone, renumbered or {}
        self._parts: dict[tuple[str, str], pa.Table | None] = {}
        self.before = {
            table: {e.publication_id or "": e.rows or 0 for e in old.manifest.of_table(table).values()}
            for table in TABLES
        }

    def both(self, table: str) -> list[str]:
        """Publications whose rows of this table may differ: on both sides, other bytes."""
        shared = self.before[table].keys() & self.new[table].keys()
        return sorted(p for p in shared if f"{table}/{p}.parquet" not in self.unchanged)

    def old_part(self, table: str, publication: str) -> pa.Table | None:
        """Rows of one file of the snapshot in force; a file with the same bytes is not read again."""
        if f"{table}/{publication}.parquet" in self.unchanged:
            return self.new[table][publication]
        if (table, publication) not in self._parts:
            if len(self._parts) >= PARTS_HELD:
                del self._parts[next(iter(self._parts))]
            self._parts[table, publication] = self.old.part(table, publication)
        return self._parts[table, publication]

    def columns(self, table: str, publication: str, names: Sequence[str]) -> tuple[list[Any], list[Any]]:
        """Rows of the named columns as tuples, old and new; a side without the file is empty, and a column an
        older schema lacked is null. Old rows of a page or goal that is renumbered have the keys they would have now."""
        new = _tuples(self.new[table].get(publication), names)
        if f"{table}/{publication}.parquet" in self.unchanged:
            return new, new
        old = _tuples(self.old_part(table, publication), names)
        return ([with_new_ids(row, self._new_ids) for row in old] if self._new_ids else old), new

    @cached_property
    def closed(self) -> frozenset[str]:
        """Publications of a year before the newest of their kind."""
        kinds: dict[str, set[tuple[int, str]]] = {}
        for publication in self.before["publications"].keys() | self.new["publications"].keys():
            for side in self.columns("publications", publication, ("document_kind", "report_year")):
                for kind, year in side:
                    kinds.setdefault(kind, set()).add((year, publication))
        return frozenset(p for found in kinds.values() for year, p in found if year < max(found)[0])

    @cached_property
    def pages(self) -> tuple[dict[str, PageState], dict[str, PageState]]:
        """page_id to its state, old and new."""
        old: dict[str, PageState] = {}
        new: dict[str, PageState] = {}
        for publication in self.before["pages"].keys() | self.new["pages"].keys():
            sides = self.columns("pages", publication, ("page_id", "source_sha256", "status"))
            for side, found in zip(sides, (old, new), strict=True):
                found.update({page: PageState(sha, status, publication) for page, sha, status in side})
        return old, new

    @cached_property
    def keys(self) -> list[KeyChange]:
        """Per table and publication of the old snapshot: keys lost and added. Pages that nobody could read, not even of
        which publication they are, had no rows to lose: one that is repaired or removed is no loss."""
        return [
            self._key_change(table, publication)
            for table in TABLES
            for publication in sorted(self.before[table].keys() - {UNIDENTIFIED})
        ]

    def _key_change(self, table: str, publication: str) -> KeyChange:
        rows = self.before[table][publication]
        if f"{table}/{publication}.parquet" in self.unchanged:
            return KeyChange(table, publication, {}, 0, rows)
        key = TABLES[table].key
        old, new = self.columns(table, publication, (*key, "page_id", "publication_id"))
        has = {row[:-2] for row in new}
        had = {row[:-2] for row in old}
        lost = {" ".join(map(str, row[:-2])): row[-2] for row in old if row[:-2] not in has}
        known = self.before["publications"].keys()  # a derived table is one file: its new editions are told by column
        grown = {row[:-2] for row in new if not TABLES[table].derived or row[-1] in known} - had
        explained = tuple(key for key, page in lost.items() if page in self._gone_pages)
        lost = {key: page for key, page in lost.items() if page not in self._gone_pages}
        return KeyChange(table, publication, lost, len(grown), rows, explained)

    @cached_property
    def _gone_pages(self) -> frozenset[str]:
        """page_id of the pages whose file is gone for good."""
        return (
            frozenset(page for page, path in self._files_before() if path in self._gone) if self._gone else frozenset()
        )

    @cached_property
    def _new_ids(self) -> dict[str, str]:
        """page_id before to page_id now, of the pages that are renumbered; and so of goals with another goal_id."""
        pages = {}
        if self._renumbered:
            now = (pair for part in self.new["pages"].values() for pair in _tuples(part, _FILES))
            pages = new_ids(self._files_before(), now, self._renumbered)
        found = dict(pages)
        for publication in self.both("goals"):
            sides = (self.old_part("goals", publication), self.new["goals"][publication])
            old, new = (_tuples(side, ("goal_id", "page_id")) for side in sides)
            found |= new_goal_ids(old, new, pages)
        return found

    def _files_before(self) -> Iterator[tuple[str, str]]:
        for publication in self.before["pages"]:
            yield from _tuples(self.old_part("pages", publication), _FILES)


def _tuples(part: pa.Table | None, names: Sequence[str]) -> list[Any]:
    if part is None:
        return []
    empty = [None] * part.num_rows
    rows = part.select([name for name in dict.fromkeys(names) if name in part.column_names])
    columns = [rows[n].to_pylist() if n in rows.column_names else empty for n in names]
    return list(zip(*columns, strict=True))
