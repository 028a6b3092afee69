"""What a run keeps for the next one, below `data/.cache`: parsed pages, the Parquet parts of publications, and what the
last run was made of. Content decides, never a time stamp: every key covers the bytes of its pages, every source file of
the parser, the schema version and the library versions. Everything here may be deleted at any time."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..fsops import REAL, FileOps, make_folders
from ..remote import together

_LIBRARIES = ("beautifulsoup4", "lxml", "pandas", "pandera", "pyarrow", "rapidfuzz", "warcio")
_DIGEST = hashlib.sha256().digest_size
_LEVEL = 1


class Keyed(Protocol):
    """A page as the cache knows it: `Source`, or its listing."""

    @property
    def path(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def media(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def charset(self) -> str | None: ...


def fingerprint(configuration: str = "") -> str:
    """SHA-256 over everything but the page that decides what a page yields."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(platform.python_version().encode())
    for library, version in _versions().items():
        digest.update(f"{library}={version}\n".encode())
    digest.update(configuration.encode())
    for folder in (package, package.parent / "schemas"):
        for file in _program(str(folder)):
            with open(file, "rb") as content:  # noqa: PTH123  # paths of text: half the time of Path for 400 files
                digest.update(f"\n{file.removeprefix(str(folder.parent))}\n".encode() + content.read())
    return digest.hexdigest()


def _program(folder: str) -> Iterator[str]:
    """Every source file and table of labels below a folder, in alphabetical order."""
    for home, folders, names in os.walk(folder):
        folders.sort()
        yield from (f"{home}/{name}" for name in sorted(names) if name.endswith((".py", ".toml")))


def _versions() -> dict[str, str]:
    """The versions of the installed libraries, by the names of the folders that pip leaves: importlib.metadata takes 9
    ms for each, a tenth of a run with nothing to do for all of them."""
    found: dict[str, str] = {}
    for home in sys.path:
        with suppress(OSError), os.scandir(home or ".") as listing:  # not every place is a folder
            for entry in listing:
                library, _, version = entry.name.removesuffix(".dist-info").partition("-")
                if library in _LIBRARIES and version[:1].isdigit():
                    found.setdefault(library, version)
    return {library: found.get(library) or _version(library) for library in _LIBRARIES}


def _version(library: str) -> str:
    from importlib.metadata import version

    return version(library)


class PageCache:
    """A folder of parsed pages. A file that is damaged, cut or of another time is a miss, never an error."""

    def __init__(self, folder: Path, fingerprint: str, ops: FileOps = REAL) -> None:
        self.folder = folder
        self._fingerprint = fingerprint
        self._ops = ops

    def key(self, page: Keyed) -> str:
        """File name of this page's entry."""
        parts = (self._fingerprint, page.digest, page.path, page.media, page.url or "", page.charset or "")
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def get(self, key: str) -> bytes | None:
        """What was put there, or None."""
        try:
            content = self._file(key).read_bytes()
        except OSError:
            return None
        digest, small = content[:_DIGEST], content[_DIGEST:]
        return _large(small) if hashlib.sha256(small).digest() == digest else None

    def put(self, key: str, content: bytes) -> None:
        """Keep the bytes of a page. A failing disk only costs time next night."""
        small = _small(content)
        file = self._file(key)
        try:
            make_folders(self._ops, self.folder, file.parent)
            self._ops.write(file, hashlib.sha256(small).digest() + small)
        except OSError:
            with suppress(OSError):  # what is left of it is no entry: its digest does not fit
                file.unlink()

    def prune(self, used: Iterable[str]) -> int:
        """Remove entries that no page of this run has; the number removed."""
        wanted = set(used)
        removed = 0
        with suppress(OSError):  # the data is in force already
            for home in sorted(self.folder.glob("??")):  # one of 256 at a time: all of them are many
                stale = [file for file in home.iterdir() if file.name not in wanted]
                together(home, self._ops.remove, stale)
                removed += len(stale)
        return removed

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _small(content: bytes) -> bytes:
    import pyarrow as pa

    codec = pa.Codec("zstd", _LEVEL)  # a third of the time of zlib
    packed: bytes = codec.compress(content, asbytes=True)
    return len(content).to_bytes(8, "big") + packed


def _large(small: bytes) -> bytes:
    import pyarrow as pa

    content: bytes = pa.Codec("zstd").decompress(small[8:], int.from_bytes(small[:8], "big"), asbytes=True)
    return content


@dataclass(slots=True)
class LastRun:
    """What the last run that published was made of, and what it said. `snapshot` had these pages (key of the page cache
    to publication) in these publications (publication to key of its parts). `program` is the fingerprint of what made
    them."""

    inputs: str
    snapshot: str
    report: Mapping[str, Any]
    pages: Mapping[str, str] = field(default_factory=dict)
    publications: Mapping[str, str] = field(default_factory=dict)
    program: str = ""


def last_run(folder: Path) -> LastRun | None:
    """What is written there, None where nothing or something else is."""
    try:
        return LastRun(**json.loads((folder / "last.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def remember(folder: Path, run: LastRun, ops: FileOps = REAL) -> None:
    """Write down what this run was made of. A failing disk only costs time next night."""
    try:
        make_folders(ops, folder)
        ops.write(folder / "last.json", json.dumps(asdict(run), sort_keys=True).encode("utf-8", "surrogateescape"))
    except OSError:
        with suppress(OSError):
            (folder / "last.json").unlink()
