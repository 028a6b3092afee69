"""CURRENT: the one file that says which snapshot is in force, and `latest`, a path to it for other tools."""

from __future__ import annotations

from errno import EEXIST

from ..fsops import REAL, FileOps
from ..remote import is_remote, written
from .errors import IntegrityError, NoSnapshotError
from .layout import SNAPSHOT_NAME, DataFolder
from .stored_bytes import read_bytes


def current_name(folder: DataFolder) -> str:
    """Name of the snapshot in force; CURRENT is read once.

    Raises NoSnapshotError where nothing was ever published, IntegrityError where CURRENT holds no name.
    """
    try:
        if is_remote(folder.path):
            written(folder.current)
        else:
            folder.current.lstat()
    except FileNotFoundError as error:
        raise NoSnapshotError(f"{folder.current} does not exist: nothing is published. {_what_now(folder)}") from error
    except NotADirectoryError as error:
        raise NoSnapshotError(f"{folder.path} is no folder. {_what_now(folder)}") from error
    try:
        content = read_bytes(folder.current)
    except IntegrityError as error:
        raise IntegrityError(f"{error}. {_what_now(folder)}") from error
    name = content[:-1].decode("ascii", "replace")
    if not content.endswith(b"\n") or not SNAPSHOT_NAME.fullmatch(name):
        raise IntegrityError(f"{folder.current} holds no name of a snapshot: {content[:60]!r}. {_what_now(folder)}")
    return name


class InForceAlready(OSError):
    """The disk failed after CURRENT was replaced: the snapshot is in force, `latest` may not point at it."""


def point_to(folder: DataFolder, name: str, ops: FileOps = REAL) -> None:
    """Put a snapshot in force: CURRENT first, `latest` after it. Each is replaced in one step. Raises OSError where
    nothing changed, and InForceAlready."""
    temporary = folder.path / ".CURRENT.tmp"
    ops.write(temporary, f"{name}\n".encode())
    ops.fsync(temporary)
    ops.replace(temporary, folder.current)
    try:
        ops.fsync(folder.path)
        repair_latest(folder, name, ops)
    except OSError as error:
        raise InForceAlready(error.errno, f"{error.strerror}; {name} is in force", error.filename) from error


def repair_latest(folder: DataFolder, name: str, ops: FileOps = REAL) -> None:
    """Let `latest` point at this snapshot; nothing happens when it does, and in an object store, which has no links.
    Raises OSError where something else has that name, as in a copy that followed the link."""
    if is_remote(folder.path):
        return
    target = f"snapshots/{name}"
    if folder.latest.is_symlink() and str(folder.latest.readlink()) == target:
        return
    if folder.latest.exists() and not folder.latest.is_symlink():
        message = "stands where the link to the snapshot in force belongs: move it away, the next run makes the link"
        raise FileExistsError(EEXIST, message, str(folder.latest))
    temporary = folder.path / ".latest.tmp"
    if temporary.is_symlink():
        ops.remove(temporary)
    ops.symlink(target, temporary)
    ops.replace(temporary, folder.latest)
    ops.fsync(folder.path)


def _what_now(folder: DataFolder) -> str:
    if folder.names():
        return f"Run: python -m pipeline rollback --data {folder.path}"
    return f"Run: python -m pipeline build --raw raw --data {folder.path}"
