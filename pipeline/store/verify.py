"""Look at every stored byte, and go back to an older snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..fsops import REAL, FileOps
from ..remote import below, is_remote
from .errors import DataError, IntegrityError, NoSnapshotError
from .layout import CANDIDATE, DESCRIPTIONS, MANIFEST, DataFolder
from .opening import Snapshot, Vanished, open_snapshot
from .parquet import read_checked
from .pointer import current_name, point_to


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with stored data; `file` is relative to the data folder."""

    file: str
    problem: str

    @property
    def is_of_data(self) -> bool:
        """Whether a file that is loaded is damaged: `latest` is only a path for other tools."""
        return self.file != "latest"

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}"


def verify(data: Path) -> list[Problem]:
    """Read every file of every kept snapshot, CURRENT and `latest`; empty when all is as published.

    A data folder where nothing was published has one problem: that CURRENT is missing.
    """
    folder = DataFolder(data)
    found = list(_pointer(folder))
    for name in folder.names():
        found += _snapshot(folder, name)
    return found


def require_published(data: Path) -> None:
    """Raises NoSnapshotError for a data folder where nothing was ever published: nothing is damaged there."""
    if not (folder := DataFolder(data)).names():
        current_name(folder)


def rollback(data: Path, to: str | None = None, ops: FileOps = REAL) -> str:
    """Put an older snapshot in force: the one named, else the newest undamaged one before CURRENT; returns its name.

    Every file of it is verified first. The caller holds the writer's lock. Raises NoSnapshotError where there is
    none such, IntegrityError where the one named is damaged.
    """
    folder = DataFolder(data)
    name = _previous(folder) if to is None else to
    if CANDIDATE.fullmatch(name):
        raise NoSnapshotError(f"{name} is a candidate that the gate refused: build --accept puts it in force")
    with open_snapshot(data, name):
        problems = _snapshot(folder, name)
    if problems:
        raise IntegrityError(f"{name} cannot be put in force: {problems[0]}")
    point_to(folder, name, ops)
    return name


def newest_undamaged(folder: DataFolder, names: Sequence[str]) -> str | None:
    """The last of these snapshots (names in order) of which every file is as published."""
    return next((name for name in reversed(names) if not _snapshot(folder, name)), None)


def _previous(folder: DataFolder) -> str:
    names = folder.names()
    try:
        current = current_name(folder)
        names = [name for name in names if name < current]
    except DataError:  # CURRENT is missing or damaged: the newest of all
        current = "CURRENT"
    if (found := newest_undamaged(folder, names)) is not None:
        return found
    raise NoSnapshotError(
        f"{folder.snapshots} holds no undamaged snapshot before {current}; if that one is damaged too, remove "
        f"{folder.current} and build"
    )


def _pointer(folder: DataFolder) -> Iterator[Problem]:
    try:
        name = current_name(folder)
    except DataError as error:
        yield Problem("CURRENT", str(error))
        return
    if name not in folder.names():
        yield Problem("CURRENT", f"names {name}, which is not in snapshots/")
    if is_remote(folder.path):
        return
    if folder.latest.exists() and not folder.latest.is_symlink():
        yield Problem("latest", f"is no link to snapshots/{name}: move it away, the next build makes the link")
    elif not folder.latest.is_symlink() or str(folder.latest.readlink()) != f"snapshots/{name}":
        yield Problem("latest", f"does not point at snapshots/{name}; the next build repairs it")


def _snapshot(folder: DataFolder, name: str) -> list[Problem]:
    try:
        opened = Snapshot(folder, name)
    except Vanished:
        return [Problem(f"snapshots/{name}/{MANIFEST}", "does not exist")]
    except IntegrityError as error:
        return [Problem(f"snapshots/{name}", str(error))]
    with opened:
        return [*_files(folder, opened), *_strangers(folder, opened)]


def _files(folder: DataFolder, opened: Snapshot) -> Iterator[Problem]:
    for path, entry in opened.manifest.files.items():
        if path in DESCRIPTIONS:  # checked on opening
            continue
        try:
            read_checked(opened.path / path, entry.sha256, entry.rows or 0)
        except IntegrityError as error:
            yield Problem(str((opened.path / path).relative_to(folder.path)), str(error))


def _strangers(folder: DataFolder, opened: Snapshot) -> Iterator[Problem]:
    known = {MANIFEST, *opened.manifest.files}
    for name in _names_below(opened.path):
        if name not in known:
            yield Problem(f"{opened.path.relative_to(folder.path)}/{name}", "is not in MANIFEST.json")


def _names_below(path: Path) -> Iterator[str]:
    if is_remote(path):
        return below(path)
    return (str(file.relative_to(path)) for file in sorted(path.rglob("*")) if not file.is_dir())
