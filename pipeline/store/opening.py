"""Open one published snapshot and read from it: one consistent view, every byte checked."""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Sequence
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from schemas import SCHEMA_VERSION
from schemas.shared import DOCUMENT_KINDS

from ..remote import is_remote, together
from .datapackage import without_words
from .errors import DataError, IntegrityError, NoSnapshotError
from .forms import Form, in_form, listed
from .layout import (
    CANDIDATE,
    DATAPACKAGE,
    DESCRIPTIONS,
    MANIFEST,
    SNAPSHOT_NAME,
    DataFolder,
    data_folder,
    publication_year,
)
from .manifest import Manifest, parse
from .parquet import read_checked
from .pointer import current_name
from .queries import Queries, whole_numbers
from .selection import GOAL_COLUMNS, Names, Selection, Years, as_set, as_years, goals_of, refuse_unknown, unknown
from .stored_bytes import checked_bytes, damage, read_bytes

if TYPE_CHECKING:
    import pandas as pd


class Vanished(Exception):
    """The snapshot was cleaned up between reading its name and opening it."""


class Snapshot:
    """One consistent view of all tables. While it is open, clean-up leaves its files alone."""

    def __init__(self, folder: DataFolder, name: str, home: Path | None = None) -> None:
        self.name = name
        self.path = (home or folder.snapshots) / name
        self._folder = folder
        descriptor = _hold(self.path / MANIFEST)
        self._finalizer = weakref.finalize(self, _let_go, descriptor)
        self._queries: Queries | None = None
        self.manifest = self._read_manifest()
        self.descriptor: dict[str, Any] = self._read_descriptor()

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, in the order of the data dictionary."""
        return tuple(resource["name"] for resource in self.descriptor["resources"])

    @property
    def publications(self) -> tuple[str, ...]:
        """publication_id of every publication that has a file, in alphabetical order."""
        found = {f.publication_id for f in self.manifest.files.values() if f.publication_id}
        return tuple(sorted(p for p in found if publication_year(p)))

    def key(self, table: str) -> tuple[str, ...]:
        """Key columns of a table as published."""
        return tuple(self._schema(table)["primaryKey"])

    def is_current(self) -> bool:
        """Whether this snapshot is still the one in force."""
        return current_name(self._folder) == self.name

    def load(self, table: str, *, as_: Form = "pandas", **chosen: Any) -> Any:
        """One table as a pandas frame with nullable dtypes, or in another form; filters and columns as `arrow`."""
        return in_form(self.arrow(table, **chosen), as_)

    def arrow(
        self,
        table: str,
        *,
        years: Years = None,
        kinds: Names = None,
        goals: Names = None,
        series: Names = None,
        publications: Names = None,
        columns: Sequence[str] | None = None,
    ) -> pa.Table:
        """One table as Arrow, column and table descriptions included; filters as `pipeline.load`."""
        names = [f["name"] for f in self._schema(table)["fields"]]
        refuse_unknown("column", columns or (), names, f"table {table}")
        selection = Selection(as_years(years), as_set(kinds), as_set(publications), self._goals(table, goals, series))
        refuse_unknown("publication", selection.publications or (), self.publications, f"snapshot {self.name}")
        refuse_unknown("kind", selection.kinds or (), DOCUMENT_KINDS, f"snapshot {self.name}")
        of_table = self.manifest.of_table(table)
        read = None if columns is None else list(dict.fromkeys([*columns, *selection.needs(names)]))
        parts = self._files(
            [path for path, entry in of_table.items() if selection.may_hold(entry.publication_id or "")], read
        )
        if not parts:  # no publication of these years: the schema of any file, without its rows
            parts = [self._file(next(iter(of_table)), read).slice(0, 0)]
        try:
            found = pa.concat_tables(parts)
        except pa.ArrowInvalid as error:
            raise self.damaged(f"{self.path / table}: the files differ in schema: {error}") from error
        found = selection.rows(found)
        return found.select(list(columns)) if columns is not None else found

    def sql(self, query: str, as_: Form = "pandas") -> Any:
        """The answer to a SQL query over all tables of this snapshot by their names, through DuckDB; None for a
        statement without an answer. Raises ValueError for a table that does not exist and for what DuckDB does not
        understand, MissingLibrary where DuckDB is not installed."""
        if self._queries is None:
            self._queries = Queries(self)
        answer = self._queries.run(query)
        return answer if answer is None or as_ == "duckdb" else in_form(whole_numbers(answer.to_arrow_table()), as_)

    def describe(self, table: str | None = None) -> pd.DataFrame:
        """What there is: the tables with their descriptions, or the columns of one with type, unit and description."""
        if table is None:
            rows = [{"table": r["name"], "description": r.get("description")} for r in self.descriptor["resources"]]
            return listed(rows, ("table", "description"))
        fields = [{"column": f["name"]} | f for f in self._schema(table)["fields"]]
        return listed(fields, ("column", "type", "unit", "description"))

    def _goals(self, table: str, goals: Names, series: Names) -> frozenset[str] | None:
        """The goals that were asked for, by goal_id: a code stands for that goal in every publication, and a series for
        all of its goals."""
        if goals is None and series is None:
            return None
        names = [f["name"] for f in self._schema(table)["fields"]]
        if not set(names) & set(GOAL_COLUMNS):
            raise ValueError(f"table {table!r} names no goals; filter on publications, years or kinds")
        found = self.arrow("goal_series", columns=["goal_id", "goal_code", "series_id"]).to_pylist()
        chosen = [goals_of(found, "goal", goals, self.name), goals_of(found, "series", series, self.name)]
        return frozenset.intersection(*(one for one in chosen if one is not None))

    def part(self, table: str, publication_id: str) -> pa.Table | None:
        """The rows of one file, None where the table has none for this publication."""
        path = f"{table}/{publication_id}.parquet"
        return self._file(path, None) if path in self.manifest.files else None

    def rules(self, table: str) -> dict[str, Any]:
        """The published table schema (Frictionless) without its descriptions."""
        return without_words(self._schema(table))

    def damaged(self, problem: str) -> IntegrityError:
        """The error for a damaged file, with what to run."""
        return IntegrityError(
            f"{problem}. Run: python -m pipeline verify --data {self._folder.path}, then "
            f"python -m pipeline rollback --data {self._folder.path}"
        )

    def close(self) -> None:
        """Let clean-up have this snapshot when its time comes."""
        self._finalizer()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<snapshot {self.name}: {', '.join(self.tables)}>"

    def _schema(self, table: str) -> dict[str, Any]:
        for resource in self.descriptor["resources"]:
            if resource["name"] == table:
                schema: dict[str, Any] = resource["schema"]
                return schema
        raise unknown("table", table, self.tables, f"snapshot {self.name}")

    def _files(self, paths: Sequence[str], columns: list[str] | None) -> list[pa.Table]:
        return together(self.path, lambda path: self._file(path, columns), paths)

    def _file(self, path: str, columns: list[str] | None) -> pa.Table:
        entry = self.manifest.files[path]
        try:
            return read_checked(self.path / path, entry.sha256, entry.rows or 0, columns)
        except IntegrityError as error:
            raise self.damaged(str(error)) from error

    def _read_manifest(self) -> Manifest:
        path = self.path / MANIFEST
        found = parse(read_bytes(path), path, SCHEMA_VERSION)
        refused = self.path.parent == self._folder.refused
        if found.snapshot != self.name and not (refused and found.content.startswith(self.name)):
            raise self.damaged(f"{path}: is the manifest of snapshot {found.snapshot}")
        return found

    def _read_descriptor(self) -> dict[str, Any]:
        try:
            described = {
                name: checked_bytes(self.path / name, entry.sha256)
                for name in DESCRIPTIONS
                if (entry := self.manifest.files.get(name))
            }
        except IntegrityError as error:
            raise self.damaged(str(error)) from error
        if DATAPACKAGE not in described:
            raise self.damaged(f"{self.path / DATAPACKAGE}: {MANIFEST} does not name it")
        found: dict[str, Any] = loads(described[DATAPACKAGE])
        return found


def open_snapshot(data: str | Path | None = None, name: str | None = None) -> Snapshot:
    """The snapshot in force, or the one named (a refused candidate by its hash). Where clean-up took it between the two
    steps, CURRENT is read again, once. Raises NoSnapshotError or IntegrityError (INTEGRITY.md rows 79 and 80)."""
    folder = data_folder(data)
    if name is not None:
        return _named(folder, name)
    first = current_name(folder)
    try:
        return _opened(folder, first)
    except Vanished:
        second = current_name(folder)
    try:
        return _opened(folder, second)
    except Vanished as error:
        raise IntegrityError(
            f"{folder.current} names {second}, but {folder.snapshots / second / MANIFEST} does not exist. "
            f"Run: python -m pipeline rollback --data {folder.path}"
        ) from error


def _named(folder: DataFolder, name: str) -> Snapshot:
    """A kept snapshot, or a candidate that the gate refused, by the hash the refusal named."""
    kept = f"kept are: {', '.join(folder.names()) or 'none'}"
    is_candidate = CANDIDATE.fullmatch(name)
    if not is_candidate and not SNAPSHOT_NAME.fullmatch(name):
        raise NoSnapshotError(f"{name!r} is no name of a snapshot ({folder.snapshots}); {kept}")
    try:
        return Snapshot(folder, name, folder.refused) if is_candidate else _opened(folder, name)
    except Vanished as error:
        home = folder.refused if is_candidate else folder.snapshots
        raise NoSnapshotError(f"{home / name} does not exist; {kept}") from error


def _opened(folder: DataFolder, name: str) -> Snapshot:
    try:
        return Snapshot(folder, name)
    except IntegrityError as error:
        if "Run: " in str(error) or "install" in str(error):
            raise
        raise IntegrityError(f"{error}. Run: python -m pipeline rollback --data {folder.path}") from error


def _hold(manifest: Path) -> int | None:
    """Open the manifest and share its lock, which clean-up must own alone before it removes the snapshot. An object
    store knows no such lock: there the keep rule alone protects the reader."""
    if is_remote(manifest):
        if not manifest.exists():
            raise Vanished
        return None
    try:
        descriptor = os.open(manifest, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Vanished from error
    except OSError as error:
        raise damage(manifest, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        gone = not os.path.samestat(os.fstat(descriptor), manifest.lstat())
    except (BlockingIOError, FileNotFoundError, NotADirectoryError):
        gone = True
    except OSError:
        gone = False  # a file system without locks: the keep rule alone protects the reader
    if gone:
        os.close(descriptor)
        raise Vanished
    return descriptor


def _let_go(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


__all__ = ["DataError", "Names", "Snapshot", "Vanished", "Years", "open_snapshot"]
