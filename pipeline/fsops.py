"""Every change of the disk or of an object store, one method each, so that a test can fail or kill the process at
operation k.

Reading does not go through here: it cannot damage anything.
"""

from __future__ import annotations

import os
from pathlib import Path

from . import remote
from .remote import is_remote


class FileOps:
    """The real file system, and the object store where a path is remote: there folders and fsync are nothing, a link is
    a copy, and a folder is renamed by copying each of its objects. `step` is called before each operation; fault
    injection overrides it."""

    def step(self, operation: str, path: Path) -> None:
        """Hook: the operation is about to happen on `path`."""

    def make_folder(self, path: Path) -> None:
        """Create one folder; its parent exists. An existing folder is left as it is."""
        self.step("mkdir", path)
        if not is_remote(path):
            path.mkdir(exist_ok=True)

    def write(self, path: Path, content: bytes) -> None:
        """Write a new or temporary file. Never call this on a published path.

        Raises OSError with the path and the bytes needed.
        """
        self.step("create", path)
        if is_remote(path):
            remote.put(path, content)
        else:
            self._put(path, content, os.O_TRUNC, "write")

    def append(self, path: Path, content: bytes) -> None:
        """Add to the end of a file, which is created when missing. What a kill leaves may stop in mid-line.

        Raises OSError as `write` does. An object store cannot add to an object.
        """
        self._put(path, content, os.O_APPEND, "append")

    def _put(self, path: Path, content: bytes, how: int, step: str) -> None:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
            try:
                self.step(step, path)
                _write_all(descriptor, content)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror} ({len(content)} bytes needed)", str(path)) from error

    def fsync(self, path: Path) -> None:
        """Force a file or a folder to the disk; of a link what it points at, as `data` may be one to another disk."""
        self.step("fsync", path)
        if is_remote(path):
            return
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def link(self, source: Path, target: Path) -> None:
        """Hard link: one more name for the same bytes."""
        self.step("link", target)
        if is_remote(target):
            remote.copy(source, target)
        else:
            os.link(source, target, follow_symlinks=False)

    def symlink(self, points_at: str, path: Path) -> None:
        self.step("symlink", path)
        path.symlink_to(points_at)

    def rename(self, source: Path, target: Path) -> None:
        """Move to a name that is free. A remote folder is whole when its manifest is there, which comes last."""
        self.step("rename", target)
        if is_remote(target):
            remote.move(source, target)
        else:
            source.rename(target)

    def replace(self, source: Path, target: Path) -> None:
        """Move over an existing name in one step."""
        self.step("replace", target)
        if is_remote(target):
            remote.move(source, target)
        else:
            source.replace(target)

    def remove(self, path: Path) -> None:
        self.step("unlink", path)
        if is_remote(path):
            remote.remove(path)
        else:
            path.unlink()

    def remove_folder(self, path: Path) -> None:
        self.step("rmdir", path)
        if is_remote(path):
            remote.remove_below(path)
        else:
            path.rmdir()


REAL = FileOps()


def make_folders(ops: FileOps, *folders: Path) -> None:
    """Create the folders that are missing, outermost first."""
    for folder in folders:
        if not is_remote(folder) and not folder.is_dir():
            ops.make_folder(folder)


def remove_tree(path: Path, ops: FileOps) -> None:
    """Remove a folder and what is below it; symlinks are removed, never followed. A remote one goes in few requests."""
    for entry in [] if is_remote(path) else sorted(path.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            remove_tree(entry, ops)
        else:
            ops.remove(entry)
    ops.remove_folder(path)


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
