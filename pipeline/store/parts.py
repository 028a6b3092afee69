"""Tables that lie in files before they are published: written once, opened again column by column, never held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa

from schemas import TABLES

from ..fsops import FileOps, make_folders, remove_tree
from ..remote import together
from .errors import IntegrityError
from .manifest import FileEntry
from .parquet import ParquetBytes, from_bytes, to_bytes
from .stored_bytes import checked_bytes, sha256

ENTRIES = "entries.json"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one dataset and publication in a Parquet file that was validated as it lies there. What it gives is
    checked against the hash it was written with: IntegrityError names a file that changed. An Arrow table does all of
    it as well, so that who reads rows need not know where they are."""

    path: Path
    entry: FileEntry

    @property
    def num_rows(self) -> int:
        return self.entry.rows or 0

    @property
    def column_names(self) -> list[str]:
        return list(TABLES[str(self.entry.table)].columns)

    def content(self) -> bytes:
        """The bytes of the file."""
        return checked_bytes(self.path, self.entry.sha256)

    def select(self, columns: Sequence[str]) -> pa.Table:
        """Some columns of all rows."""
        return from_bytes(self.content(), self.path, self.num_rows, list(columns))

    def __getitem__(self, column: str) -> pa.ChunkedArray:
        return self.select([column])[column]


def write_parts(folder: Path, publication: str, tables: Mapping[str, pa.Table], ops: FileOps) -> dict[str, Part]:
    """Write one file per dataset into `folder`, which is made where it is missing. Raises OSError."""
    make_folders(ops, folder.parent.parent, folder.parent, folder)

    def written(item: tuple[str, pa.Table]) -> Part:
        name, table = item
        content, path = to_bytes(table), folder / f"{name}.parquet"
        ops.write(path, content)
        return Part(path, FileEntry(sha256(content), len(content), table.num_rows, name, publication))

    return dict(zip(tables, together(folder, written, tables.items()), strict=True))


def seal(folder: Path, parts: Mapping[str, Part], ops: FileOps) -> None:
    """Say that these parts are complete and valid, so that a later run may use them again."""
    entries = {name: asdict(part.entry) for name, part in parts.items()}
    ops.write(folder / ENTRIES, json.dumps(entries, sort_keys=True).encode())


def sealed(folder: Path, needed: Iterable[str]) -> dict[str, Part] | None:
    """The parts in `folder`, all as they were sealed; None where one is missing or changed, or a `needed` dataset is
    not among them."""
    entries = noted(folder)
    if entries is None or not set(needed) <= set(entries):
        return None
    parts = {name: Part(folder / f"{name}.parquet", entry) for name, entry in entries.items()}
    try:
        together(folder, lambda part: len(part.content()), parts.values())
    except (IntegrityError, OSError):  # of a cache, what may not be read is missing too
        return None
    return parts


def noted(folder: Path) -> dict[str, FileEntry] | None:
    """What was sealed in `folder`, whether or not it is still there."""
    try:
        entries = json.loads((folder / ENTRIES).read_bytes())
        return {name: FileEntry(**entry) for name, entry in entries.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def prune(folder: Path, used: Iterable[str], ops: FileOps) -> None:
    """Remove the folders of parts that this run did not use."""
    wanted = set(used)
    with suppress(OSError):  # the data is in force already
        for stale in sorted(folder.glob("*")):
            if stale.name not in wanted:
                remove_tree(stale, ops)


class GrowingPart:
    """A part written chunk by chunk: what spans publications is made for one municipality after the other."""

    def __init__(self, path: Path, table: str, publication: str) -> None:
        self._path, self._table, self._publication = path, table, publication
        self._file = ParquetBytes(TABLES[table].arrow())
        self._rows = 0

    def add(self, rows: pa.Table) -> None:
        """The next rows, validated."""
        self._file.add(rows)
        self._rows += rows.num_rows

    def written(self, ops: FileOps) -> Part:
        """All rows, in a file. Raises OSError."""
        content = self._file.whole()
        ops.write(self._path, content)
        return Part(self._path, FileEntry(sha256(content), len(content), self._rows, self._table, self._publication))
