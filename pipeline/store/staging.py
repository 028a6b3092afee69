"""The files of a candidate snapshot: written beside the published ones, then opened again and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from errno import EMLINK, EOPNOTSUPP, EPERM, EXDEV
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from schemas import TABLES

from ..fsops import FileOps
from ..remote import together
from .croissant import croissant
from .datapackage import datapackage
from .errors import IntegrityError
from .layout import CROISSANT, DATAPACKAGE, FILE_NAME, WHOLE
from .manifest import FileEntry
from .opening import Snapshot
from .parquet import read_checked, to_bytes
from .parts import Part
from .stored_bytes import checked_bytes, read_bytes, sha256

Tables: TypeAlias = Mapping[str, Mapping[str, Any]]
"""table -> publication_id -> rows, as an Arrow table or as a Part; a derived table has one part, WHOLE"""
NO_PUBLICATION = "none"
CANNOT_LINK = (EXDEV, EPERM, EMLINK, EOPNOTSUPP)


@dataclass(frozen=True, slots=True)
class Staged:
    """A candidate on disk. `written` are the files that are new; the others are links into the parent.
    `parent_damaged` names files of the parent that should have been linked but no longer hold what was published.
    `unproven` are files whose rows were not validated as they lie there."""

    path: Path
    files: Mapping[str, FileEntry]
    written: tuple[str, ...]
    parent_damaged: tuple[str, ...]
    unproven: tuple[str, ...] = ()

    @property
    def linked(self) -> frozenset[str]:
        """Files that have the bytes of the parent's."""
        return frozenset(self.files) - frozenset(self.written)


def stage(folder: Path, tables: Tables, parent: Snapshot | None, ops: FileOps) -> Staged:
    """Write every table and its descriptions into `folder`, which is new.

    Raises ValueError for a missing or unknown table, a wrong schema, a publication that is no file name and a derived
    table in more than one part.
    """
    _check_complete(tables)
    ops.make_folder(folder)
    files: dict[str, FileEntry] = {}
    written: list[str] = []
    damaged: list[str] = []
    unproven: list[str] = []
    for name, table in TABLES.items():
        ops.make_folder(folder / name)
        parts = tables[name] or {WHOLE if table.derived else NO_PUBLICATION: table.arrow().empty_table()}
        for one in together(folder, partial(_placed, folder, name, parts, parent, ops), sorted(parts)):
            files[one.path] = one.entry
            written += [one.path] if one.written else []
            damaged += [one.path] if one.parent_damaged else []
            unproven += [one.path] if one.unproven else []
    for path, describe in ((DATAPACKAGE, datapackage), (CROISSANT, croissant)):
        content = describe(TABLES.values(), files)
        ops.write(folder / path, content)
        files[path] = FileEntry(sha256(content), len(content))
        written.append(path)
    return Staged(folder, files, tuple(written), tuple(damaged), tuple(unproven))


class _Placed(NamedTuple):
    path: str
    entry: FileEntry
    written: bool
    parent_damaged: bool
    unproven: bool


def _placed(
    folder: Path, name: str, parts: Mapping[str, Any], parent: Snapshot | None, ops: FileOps, publication: str
) -> _Placed:
    path, part = _path(name, publication), parts[publication]
    proven = isinstance(part, Part)
    content = part.content() if proven else to_bytes(_checked(path, part))
    damaged: list[str] = []
    linked = _linked(folder, path, content, parent, damaged, ops)
    if not linked:
        ops.write(folder / path, content)
    entry = FileEntry(sha256(content), len(content), part.num_rows, name, publication)
    return _Placed(path, entry, not linked, bool(damaged), not proven)


def refuse_changed(staged: Staged) -> None:
    """Raise IntegrityError for a file that does not lie on the disk as it was written."""
    together(staged.path, lambda file: len(checked_bytes(staged.path / file[0], file[1].sha256)), staged.files.items())


def reopened(staged: Staged) -> dict[str, pa.Table]:
    """Every table of the candidate as its files hold it now. Raises IntegrityError for a file that changed."""
    found: dict[str, pa.Table] = {}
    for name, table in TABLES.items():
        parts = [
            read_checked(staged.path / path, entry.sha256, entry.rows or 0)
            for path, entry in sorted(staged.files.items())
            if entry.table == name
        ]
        for part in parts:
            if not part.schema.equals(table.arrow(), check_metadata=True):
                raise IntegrityError(f"{staged.path / name}: a file has another schema than schemas/{name}.py")
        found[name] = pa.concat_tables(parts)
    return found


def _check_complete(tables: Tables) -> None:
    missing, unknown = sorted(set(TABLES) - set(tables)), sorted(set(tables) - set(TABLES))
    if missing or unknown:
        raise ValueError(f"tables missing: {missing}, tables without a schema: {unknown}")
    for name, parts in tables.items():
        if (TABLES[name].derived and set(parts) - {WHOLE}) or (not TABLES[name].derived and WHOLE in parts):
            raise ValueError(f"{name}: parts {sorted(parts)}; a derived table has one, {WHOLE!r}, and no other has it")


def _path(table: str, publication: str) -> str:
    path = f"{table}/{publication}.parquet"
    if not FILE_NAME.fullmatch(path):
        raise ValueError(f"{path!r} is no name for a published file")
    return path


def _checked(path: str, table: pa.Table) -> pa.Table:
    if not table.schema.equals(TABLES[path.partition("/")[0]].arrow(), check_metadata=True):
        raise ValueError(f"{path}: the table does not have the schema of schemas/{path.partition('/')[0]}.py")
    return table


def _linked(folder: Path, path: str, content: bytes, parent: Snapshot | None, damaged: list[str], ops: FileOps) -> bool:
    """Hard-link a file that the parent has with the same bytes; its bytes are read, not believed."""
    entry = parent.manifest.files.get(path) if parent else None
    if parent is None or entry is None or entry.sha256 != sha256(content):
        return False
    source = parent.path / path
    try:
        intact = read_bytes(source) == content
    except IntegrityError:
        intact = False
    if not intact:
        damaged.append(path)
        return False
    try:
        ops.link(source, folder / path)
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        return False
    return True
