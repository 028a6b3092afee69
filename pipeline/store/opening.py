"""Open one published snapshot and read from it: one consistent view, every byte checked."""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Iterable, Sequence
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from schemas import SCHEMA_VERSION

from .datapackage import without_words
from .errors import DataError, IntegrityError, NoSnapshotError
from .frames import to_pandas
from .layout import CANDIDATE, DATAPACKAGE, MANIFEST, SNAPSHOT_NAME, DataFolder, data_folder, publication_year
from .manifest import Manifest, parse
from .parquet import read_bytes, read_checked, sha256
from .pointer import current_name

if TYPE_CHECKING:
    import pandas as pd

Years: TypeAlias = "int | Iterable[int] | None"
Publications: TypeAlias = "str | Iterable[str] | None"


class Vanished(Exception):
    """The snapshot was cleaned up between reading its name and opening it."""


class Snapshot:
    """One consistent view of all tables. While it is open, clean-up leaves its files alone."""

    def __init__(self, folder: DataFolder, name: str, home: Path | None = None) -> None:
        self.name = name
        self.path = (home or folder.snapshots) / name
        self._folder = folder
        descriptor = _hold(self.path / MANIFEST)
        self._finalizer = weakref.finalize(self, os.close, descriptor)
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

    def load(
        self,
        table: str,
        *,
        years: Years = None,
        publications: Publications = None,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """One table as a pandas frame with nullable dtypes; see `pipeline.load`."""
        return to_pandas(self.arrow(table, years=years, publications=publications, columns=columns))

    def arrow(
        self,
        table: str,
        *,
        years: Years = None,
        publications: Publications = None,
        columns: Sequence[str] | None = None,
    ) -> pa.Table:
        """One table as Arrow, column and table descriptions included."""
        names = [f["name"] for f in self._schema(table)["fields"]]
        _known("column", columns or (), names, f"table {table}")
        wanted_years, wanted = _as_set(years), _as_set(publications)
        _known("publication", wanted or (), self.publications, f"snapshot {self.name}")
        read = None if columns is None else [*columns, *({"publication_id", "report_year"} - set(columns))]
        parts = [
            self._file(path, read)
            for path, entry in self.manifest.of_table(table).items()
            if _may_hold(entry.publication_id or "", wanted_years, wanted)
        ]
        if not parts:  # no publication of these years: the schema of any file, without its rows
            parts = [self._file(next(iter(self.manifest.of_table(table))), read).slice(0, 0)]
        try:
            found = pa.concat_tables(parts)
        except pa.ArrowInvalid as error:
            raise self.damaged(f"{self.path / table}: the files differ in schema: {error}") from error
        found = _rows_of(found, "report_year", wanted_years)
        found = _rows_of(found, "publication_id", wanted)
        return found.select(list(columns)) if columns is not None else found

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
        raise ValueError(f"no table {table!r} in snapshot {self.name}; there are: {', '.join(self.tables)}")

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
        path = self.path / DATAPACKAGE
        content = read_bytes(path)
        entry = self.manifest.files.get(DATAPACKAGE)
        if entry is None or sha256(content) != entry.sha256:
            raise self.damaged(f"{path}: sha256 is {sha256(content)}, {MANIFEST} says {entry and entry.sha256}")
        found: dict[str, Any] = loads(content)
        return found


def open_snapshot(data: str | Path | None = None, name: str | None = None) -> Snapshot:
    """The snapshot in force, or the one named. Where clean-up took it between the two steps, CURRENT is read again,
    once. Raises NoSnapshotError or IntegrityError (INTEGRITY.md rows 79 and 80)."""
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


def open_refused(data: str | Path | None, candidate: str) -> Snapshot:
    """A candidate that the gate refused, by the hash the refusal named. Raises as `open_snapshot`."""
    folder = data_folder(data)
    if not CANDIDATE.fullmatch(candidate):
        raise NoSnapshotError(f"{candidate!r} is no hash of a refused candidate")
    try:
        return Snapshot(folder, candidate, folder.refused)
    except Vanished as error:
        raise NoSnapshotError(f"{folder.refused / candidate} does not exist") from error


def _named(folder: DataFolder, name: str) -> Snapshot:
    kept = f"kept are: {', '.join(folder.names()) or 'none'}"
    if not SNAPSHOT_NAME.fullmatch(name):
        raise NoSnapshotError(f"{name!r} is no name of a snapshot ({folder.snapshots}); {kept}")
    try:
        return _opened(folder, name)
    except Vanished as error:
        raise NoSnapshotError(f"{folder.snapshots / name} does not exist; {kept}") from error


def _opened(folder: DataFolder, name: str) -> Snapshot:
    try:
        return Snapshot(folder, name)
    except IntegrityError as error:
        if "Run: " in str(error) or "install" in str(error):
            raise
        raise IntegrityError(f"{error}. Run: python -m pipeline rollback --data {folder.path}") from error


def _hold(manifest: Path) -> int:
    """Open the manifest and share its lock, which clean-up must own alone before it removes the snapshot."""
    try:
        descriptor = os.open(manifest, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Vanished from error
    except OSError as error:
        raise IntegrityError(f"{manifest}: {error.strerror}") from error
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


def _as_set(asked: Any) -> set[Any] | None:
    if asked is None:
        return None
    return {asked} if isinstance(asked, int | str) else set(asked)


def _may_hold(publication_id: str, years: set[int] | None, publications: set[str] | None) -> bool:
    year = publication_year(publication_id)
    if year is None:  # a derived table: one file for all publications
        return True
    return (years is None or year in years) and (publications is None or publication_id in publications)


def _rows_of(table: pa.Table, column: str, wanted: set[Any] | None) -> pa.Table:
    if wanted is None:
        return table
    return table.filter(pc.is_in(table[column], value_set=pa.array(sorted(wanted), table[column].type)))


def _known(what: str, asked: Iterable[str], known: Sequence[str], where: str) -> None:
    unknown = sorted(set(asked) - set(known))
    if unknown:
        raise ValueError(f"no {what} {unknown[0]!r} in {where}; there are: {', '.join(known)}")


__all__ = ["DataError", "Publications", "Snapshot", "Vanished", "Years", "open_refused", "open_snapshot"]
