"""What may go: leftovers of an interrupted run, and snapshots beyond the keep rule. Runs under the writer's lock."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..fsops import REAL, FileOps, remove_tree
from ..remote import is_remote, written
from .errors import DataError
from .layout import MANIFEST, SNAPSHOT_NAME, DataFolder, stamp_of
from .stored_bytes import read_bytes

REFUSED_KEPT = 10


@dataclass(frozen=True, slots=True)
class Keep:
    """A snapshot stays while it is one of the newest, or was in force within `age`."""

    snapshots: int = 14
    age: timedelta = timedelta(days=30)


def clear_staging(folder: DataFolder, ops: FileOps = REAL) -> None:
    """Remove what an interrupted run left in .staging, and in an object store what it left of a snapshot."""
    if is_remote(folder.path):
        _clear_remote(folder, ops)
        return
    if folder.staging.is_dir():
        for entry in sorted(folder.staging.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                remove_tree(entry, ops)
            else:
                ops.remove(entry)


def _clear_remote(folder: DataFolder, ops: FileOps) -> None:
    remove_tree(folder.staging, ops)
    whole = folder.names()
    for path in folder.snapshots.iterdir() if folder.snapshots.is_dir() else ():
        if SNAPSHOT_NAME.fullmatch(path.name) and path.name not in whole:
            remove_tree(path, ops)


def clean_up(folder: DataFolder, current: str, now: datetime, keep: Keep = Keep(), ops: FileOps = REAL) -> list[str]:
    """Remove the snapshots that the keep rule lets go and no reader holds; returns their names.

    The age of a snapshot counts from the day a newer one followed it: until then readers began on it.
    """
    names = folder.names()
    candidates = [
        name
        for place, name in enumerate(names[: -keep.snapshots], 1)
        if name != current and now - _followed(folder, names[place:], now) > keep.age
    ]
    return [name for name in candidates if _remove(folder, name, ops)]


def _followed(folder: DataFolder, later: Sequence[str], now: datetime) -> datetime:
    """When the first of these snapshots came. Names are in order, so that after a night with a wrong clock they may all
    be of a time that is still to come: the manifest of a snapshot has its own time."""
    for name in later:
        if (named := stamp_of(name)) <= now:
            return named
        if (created := _created(folder, name)) and created <= now:
            return created
    return now


def _created(folder: DataFolder, name: str) -> datetime | None:
    """None for a manifest that cannot be read: somebody else finds that."""
    try:
        return datetime.fromisoformat(json.loads(read_bytes(folder.snapshots / name / MANIFEST))["created_at"])
    except (DataError, OSError, ValueError, KeyError, TypeError):
        return None


def prune_refused(folder: DataFolder, ops: FileOps) -> None:
    """Keep the candidates that the gate refused last."""
    candidates = sorted(folder.refused.iterdir(), key=_refused_at)
    for path in candidates[:-REFUSED_KEPT]:
        out_of_sight = folder.staging / f"removed-{path.name}"
        ops.rename(path, out_of_sight)
        remove_tree(out_of_sight, ops)


def _refused_at(path: Path) -> tuple[float, str]:
    kept_since = written(path / MANIFEST)[0].timestamp() if is_remote(path) else path.lstat().st_mtime_ns
    return kept_since, path.name


def _remove(folder: DataFolder, name: str, ops: FileOps) -> bool:
    """Take a snapshot out of sight in one step, then remove it. False when a reader holds it."""
    path = folder.snapshots / name
    if is_remote(path):
        remove_tree(path, ops)
        return True
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        manifest = path / MANIFEST
        if manifest.exists():
            os.close(descriptor)
            descriptor = os.open(manifest, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # held, or a file system without locks
            return False
        out_of_sight = folder.staging / f"removed-{name}"
        ops.make_folder(folder.staging)
        ops.rename(path, out_of_sight)
        ops.fsync(folder.snapshots)
    finally:
        os.close(descriptor)
    remove_tree(out_of_sight, ops)
    return True
