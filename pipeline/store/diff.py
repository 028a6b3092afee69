"""What differs between two snapshots: schema, counts, and rows by key with old and new value and their page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from .opening import Snapshot


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that was added, removed or changed; `changes` maps column to (old, new) for a changed row."""

    key: str
    page_id: str
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The difference of one table. `schema` says in words which columns came, went or changed type."""

    table: str
    rows_old: int
    rows_new: int
    schema: tuple[str, ...] = ()
    added: tuple[RowChange, ...] = ()
    removed: tuple[RowChange, ...] = ()
    changed: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.schema or self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; false when nothing does."""

    old: str
    new: str
    tables: tuple[TableDiff, ...]

    def __bool__(self) -> bool:
        return any(self.tables)


def diff(old: Snapshot, new: Snapshot) -> Difference:
    """Compare two snapshots table by table, row by key; files with equal bytes are not read.

    Raises IntegrityError where a file that must be read is damaged.
    """
    names = [*new.tables, *(t for t in old.tables if t not in new.tables)]
    return Difference(old.name, new.name, tuple(_table(name, old, new) for name in names))


def _table(name: str, old: Snapshot, new: Snapshot) -> TableDiff:
    before, after = old.manifest.of_table(name), new.manifest.of_table(name)
    counts = (sum(e.rows or 0 for e in before.values()), sum(e.rows or 0 for e in after.values()))
    added: list[RowChange] = []
    removed: list[RowChange] = []
    changed: list[RowChange] = []
    for path in sorted(before.keys() | after.keys()):
        if path in before and path in after and before[path].sha256 == after[path].sha256:
            continue
        publication = (after.get(path) or before[path]).publication_id or ""
        sides = _rows(old, name, publication), _rows(new, name, publication)
        _compare(*sides, added, removed, changed)
    return TableDiff(name, *counts, tuple(_schema(name, old, new)), tuple(added), tuple(removed), tuple(changed))


def _compare(
    old: dict[str, dict[str, Any]],
    new: dict[str, dict[str, Any]],
    added: list[RowChange],
    removed: list[RowChange],
    changed: list[RowChange],
) -> None:
    added += [RowChange(key, _page(row), {}) for key, row in new.items() if key not in old]
    removed += [RowChange(key, _page(row), {}) for key, row in old.items() if key not in new]
    for key, row in new.items():
        if key in old and old[key] != row:
            shared = [c for c in row if c in old[key] and old[key][c] != row[c]]
            if shared:
                changed.append(RowChange(key, _page(row), {c: (old[key][c], row[c]) for c in shared}))


def _rows(snapshot: Snapshot, table: str, publication: str) -> dict[str, dict[str, Any]]:
    """Key as text to the row."""
    if table not in snapshot.tables:
        return {}
    part: pa.Table | None = snapshot.part(table, publication)
    return {} if part is None else dict(_by_key(part, snapshot.key(table)))


def _by_key(part: pa.Table, key: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in part.to_pylist():
        yield " ".join(str(row[column]) for column in key), row


def _page(row: Mapping[str, Any]) -> str:
    return str(row.get("page_id") or "")


def _schema(name: str, old: Snapshot, new: Snapshot) -> Iterator[str]:
    if name not in old.tables:
        yield f"table {name} is new"
        return
    if name not in new.tables:
        yield f"table {name} is gone"
        return
    before = {f["name"]: f for f in old.rules(name)["fields"]}
    after = {f["name"]: f for f in new.rules(name)["fields"]}
    yield from (f"column {column} is new" for column in after if column not in before)
    yield from (f"column {column} is gone" for column in before if column not in after)
    for column, field in after.items():
        if column in before and before[column] != field:
            yield f"column {column}: {_words(before[column])} became {_words(field)}"


def _words(field: Mapping[str, Any]) -> str:
    rules = ", ".join(f"{k} {v}" for k, v in sorted(field.get("constraints", {}).items()))
    return f"{field['type']}{f' ({rules})' if rules else ''}"
