"""MANIFEST.json: what one snapshot consists of. It carries its own hash and has one spelling, so that any changed
bit in it is seen; all time stamps of a snapshot stand here and nowhere in the tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from platform import python_version
from typing import Any

from .errors import IntegrityError
from .layout import DESCRIPTIONS, FILE_NAME, SNAPSHOT_NAME

FORMAT = "doelenboom-snapshot"
BLANK = "0" * 64
LIBRARIES = ("doelenboom", "beautifulsoup4", "lxml", "pandas", "pandera", "pyarrow", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the snapshot. `rows`, `table` and `publication_id` are None for descriptions."""

    sha256: str
    bytes: int
    rows: int | None = None
    table: str | None = None
    publication_id: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """`content` is the hash over the tables alone; `run` is what the build adds (input list hash, git commit)."""

    snapshot: str
    parent: str | None
    content: str
    schema_version: str
    created_at: str
    versions: Mapping[str, str]
    files: Mapping[str, FileEntry]
    findings: Mapping[str, int]
    gate: tuple[Mapping[str, Any], ...] = ()
    overrides: tuple[Mapping[str, Any], ...] = ()
    run: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(sorted({f.table for f in self.files.values() if f.table}))

    def of_table(self, table: str) -> dict[str, FileEntry]:
        """Path to entry of one table's files, in path order."""
        return {path: f for path, f in sorted(self.files.items()) if f.table == table}

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows per table and publication."""
        return {t: {f.publication_id or "": f.rows or 0 for f in self.of_table(t).values()} for t in self.tables}


def content_hash(files: Mapping[str, FileEntry]) -> str:
    """sha256 over path and sha256 of every table file: the same tables give the same hash."""
    lines = (f"{path} {entry.sha256}\n" for path, entry in sorted(files.items()) if entry.table)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def library_versions() -> dict[str, str]:
    """Version of Python and of each library that shapes the data."""
    return {"python": python_version()} | {name: _version(name) for name in LIBRARIES}


def render(manifest: Manifest) -> bytes:
    """The bytes of a manifest: sorted keys, ASCII, and its own hash, taken with zeros in the place of the hash."""
    body = {"format": FORMAT} | asdict(manifest) | {"counts": manifest.counts()}
    body["files"] = {path: _without_none(entry) for path, entry in body["files"].items()}
    blank = _dump(body | {"manifest_sha256": BLANK})
    return blank.replace(_own_hash(BLANK), _own_hash(hashlib.sha256(blank).hexdigest()), 1)


def parse(content: bytes, path: Path, supported: str) -> Manifest:
    """The manifest in `content`; `supported` is the schema version this code knows.

    Raises IntegrityError naming `path`: not the bytes that were written, a file name that could lead elsewhere,
    or a newer major schema version (both versions named).
    """
    try:
        found = json.loads(content)
        claimed = str(found["schema_version"])
        own = str(found["manifest_sha256"])
        blank = content.replace(_own_hash(own), _own_hash(BLANK), 1)
        intact = own == hashlib.sha256(blank).hexdigest() and found["format"] == FORMAT
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IntegrityError(f"{path}: not a manifest of this program ({error})") from error
    if not intact:
        raise IntegrityError(f"{path}: the manifest is not what was written (its own sha256 differs)")
    if _major(claimed) > _major(supported):
        raise IntegrityError(
            f"{path}: written with schema version {claimed}, this doelenboom knows {supported}: install a newer one, "
            "or read an older snapshot with load(..., snapshot=NAME)"
        )
    return _from_body(found, path)


def _from_body(body: Mapping[str, Any], path: Path) -> Manifest:
    try:
        files = {name: FileEntry(**entry) for name, entry in body["files"].items()}
        known = {key: body[key] for key in Manifest.__dataclass_fields__}
        tuples = {key: tuple(known[key]) for key in ("gate", "overrides")}
        found = Manifest(**known | tuples | {"files": files})
    except (KeyError, TypeError, AttributeError) as error:
        raise IntegrityError(f"{path}: not a manifest of this program ({error})") from error
    wrong = [name for name, entry in files.items() if not _is_safe(name, entry)]
    if wrong or not SNAPSHOT_NAME.fullmatch(found.snapshot):
        raise IntegrityError(f"{path}: names a file that is none of a snapshot: {(wrong or [found.snapshot])[0]!r}")
    return found


def _is_safe(name: str, entry: FileEntry) -> bool:
    if name in DESCRIPTIONS:
        return entry.table is None
    return bool(FILE_NAME.fullmatch(name)) and name == f"{entry.table}/{entry.publication_id}.parquet"


def _own_hash(digest: str) -> bytes:
    return f'"manifest_sha256": "{digest}"'.encode()


def _major(schema_version: str) -> int:
    return int(schema_version.partition(".")[0])


def _without_none(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


def _dump(body: Any) -> bytes:
    return (json.dumps(body, ensure_ascii=True, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # not for reading a manifest

    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def count_by(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, in alphabetical order."""
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return dict(sorted(found.items()))
