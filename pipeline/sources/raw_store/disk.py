"""Two ways to put bytes below raw/ that a kill at any moment leaves whole: objects by content, files by name."""

from __future__ import annotations

import gzip
import hashlib
import stat
import zlib
from errno import ENOTDIR
from pathlib import Path

from pipeline.fsops import FileOps
from pipeline.sources.recorded import STORE


class RawStoreDamaged(Exception):
    """Something in raw/.store is not what was written; the message names the file."""


class Disk:
    """The folder raw/ with its hidden part `.store`. Everything is written aside, forced to the disk, and then put
    in its place in one step."""

    def __init__(self, raw: Path, ops: FileOps) -> None:
        self.raw, self.ops = raw, ops
        self.store = raw / STORE
        self.log = self.store / "log"
        self._objects = self.store / "objects"
        self._aside = self.store / "tmp"

    def prepare(self) -> None:
        """Make the folders, and remove what a killed run left aside."""
        for folder in (self.raw, self.store, self.log, self._objects, self._aside):
            if not folder.is_dir():
                self.ops.make_folder(folder)
                self.ops.fsync(folder.parent)
        for leftover in sorted(self._aside.iterdir()):
            self.ops.remove(leftover)

    def replace(self, path: Path, content: bytes) -> None:
        """Put `content` at `path`, whole or not at all."""
        aside = self._aside / hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.ops.write(aside, content)
        self.ops.fsync(aside)
        self.ops.replace(aside, path)
        self.ops.fsync(path.parent)

    def keep(self, content: bytes) -> str:
        """Store bytes under their SHA-256, which is returned. Bytes that are there already are not written again."""
        digest = hashlib.sha256(content).hexdigest()
        if not self.has(digest):
            path = self._object(digest)
            if not path.parent.is_dir():
                self.ops.make_folder(path.parent)
                self.ops.fsync(self._objects)
            self.replace(path, gzip.compress(content, 6, mtime=0))
        return digest

    def has(self, digest: str) -> bool:
        return self._object(digest).exists()

    def content(self, digest: str) -> bytes:
        """The bytes kept under `digest`. Raises RawStoreDamaged when they are gone or others."""
        path = self._object(digest)
        try:
            content = gzip.decompress(path.read_bytes())
        except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise RawStoreDamaged(f"{path}: {error}; take raw/.store from a backup") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise RawStoreDamaged(f"{path}: the bytes are not those that were kept; take raw/.store from a backup")
        return content

    def forget(self, digest: str) -> None:
        path = self._object(digest)
        if path.exists():
            self.ops.remove(path)

    def readable(self, path: str) -> str | None:
        """SHA-256 of the readable file, None where there is no file. A link counts as other bytes."""
        file = self.raw / path
        if file.is_symlink() or (file.exists() and not file.is_file()):
            return "no file"
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None

    def show(self, path: str, content: bytes) -> None:
        """The readable file of a page, `path` relative to raw/.

        Raises OSError where something other than a folder stands in the way: a link is never followed.
        """
        folder = self.raw
        for name in path.split("/")[:-1]:
            folder = folder / name
            if not folder.is_symlink() and not folder.exists():
                self.ops.make_folder(folder)
                self.ops.fsync(folder.parent)
            if not stat.S_ISDIR(folder.lstat().st_mode):
                raise NotADirectoryError(
                    ENOTDIR, "a link or a file stands where a folder of pages should be", str(folder)
                )
        self.replace(self.raw / path, content)

    def hide(self, path: str) -> None:
        """Take the readable file away; its bytes stay in the store."""
        file = self.raw / path
        if file.exists():
            self.ops.remove(file)
            self.ops.fsync(file.parent)

    def _object(self, digest: str) -> Path:
        return self._objects / digest[:2] / f"{digest[2:]}.gz"
