"""Parsed pages kept between runs. Content decides, never a time stamp: the key covers the page's bytes and
address, every source file of the parser, the schema version and the library versions."""

from __future__ import annotations

import hashlib
import pickle
import platform
import zlib
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import schemas
from pipeline.model import Source

from ..fsops import REAL, FileOps

_LIBRARIES = ("beautifulsoup4", "lxml", "pyarrow", "warcio")
_DIGEST = hashlib.sha256().digest_size


def fingerprint(configuration: str = "") -> str:
    """SHA-256 over everything but the page that decides what a page yields."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"{library}={version(library)}\n".encode())
    digest.update(f"{schemas.SCHEMA_VERSION}\n{configuration}".encode())
    for folder in (package, package.parent / "schemas"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".toml"):
                digest.update(f"\n{file.relative_to(folder.parent)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


class PageCache:
    """A folder of parsed pages. A file that is damaged, cut or of another time is a miss, never an error."""

    def __init__(self, folder: Path, fingerprint: str, ops: FileOps = REAL) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._ops = ops
        self._used: set[str] = set()

    def key(self, source: Source) -> str:
        """File name of this page's entry."""
        parts = (self._fingerprint, source.sha256, source.path, source.media, source.url or "", source.charset or "")
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def get(self, key: str) -> Any | None:
        """The parsed page, or None."""
        self._used.add(key)
        try:
            content = self._file(key).read_bytes()
        except OSError:
            return None
        digest, packed = content[:_DIGEST], content[_DIGEST:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        # written by this class into the project's own data folder, and proven whole by its digest
        return pickle.loads(zlib.decompress(packed))  # noqa: S301

    def put(self, key: str, result: Any) -> None:
        """Keep a parsed page. A failing disk only costs time next night."""
        packed = zlib.compress(pickle.dumps(result, pickle.HIGHEST_PROTOCOL), 1)
        file = self._file(key)
        try:
            for folder in (self._folder, file.parent):
                if not folder.is_dir():
                    self._ops.make_folder(folder)
            self._ops.write(file, hashlib.sha256(packed).digest() + packed)
        except OSError:
            with suppress(OSError):  # what is left of it is no entry: its digest does not fit
                file.unlink()

    def prune(self) -> int:
        """Remove entries that this run did not ask for; the number removed."""
        stale = [f for f in self._folder.glob("*/*") if f.name not in self._used]
        with suppress(OSError):  # the data is in force already
            for file in stale:
                self._ops.remove(file)
        return len(stale)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / key
