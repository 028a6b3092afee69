"""The log of the raw store: one line for every answer and every decision, only ever added to.

Each run writes a segment of its own. A run that is killed leaves at most one torn line at the end of its segment, which
means nothing and is cut off by the next run. Finished segments are packed; they are kept for good.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from .disk import Disk, RawStoreDamaged

Entry: TypeAlias = Mapping[str, Any]
_SEGMENT = re.compile(r"(\d{8})\.jsonl(\.gz)?")


class Log:
    """The segments below raw/.store/log, numbered from 1."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._open: Path | None = None

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Every entry of the segments after number `after`, oldest first. Raises RawStoreDamaged."""
        for number, path in sorted(self._segments().items()):
            if number > after:
                yield from _entries(path)

    def repair(self) -> None:
        """Cut torn last lines off. Only for the one process that writes."""
        for path in self._segments().values():
            if path.suffix == ".jsonl":
                content = path.read_bytes()
                whole = b"".join(line for line, _ in _lines(content))
                if whole != content:
                    self._disk.replace(path, whole)

    def append(self, entry: Entry) -> None:
        """One line more; in force once `sync` returned."""
        if self._open is None:
            self._open = self._disk.log / f"{max(self._segments(), default=0) + 1:08}.jsonl"
        line = json.dumps(entry, ensure_ascii=True, sort_keys=True, separators=(",", ":")) + "\n"
        self._disk.ops.append(self._open, line.encode())

    def sync(self) -> None:
        if self._open is not None:
            self._disk.ops.fsync(self._open)
            self._disk.ops.fsync(self._disk.log)

    def pack(self) -> int:
        """Pack every segment; the number of the last one."""
        for path in self._segments().values():
            if path.suffix == ".jsonl":
                self._disk.replace(path.with_suffix(".jsonl.gz"), gzip.compress(path.read_bytes(), 9, mtime=0))
        self._open = None
        return max(self._segments(), default=0)

    def drop_unpacked(self) -> None:
        """Remove segments that are there packed as well."""
        for path in sorted(self._disk.log.glob("*.jsonl")):
            if path.with_suffix(".jsonl.gz").exists():
                self._disk.ops.remove(path)

    def _segments(self) -> dict[int, Path]:
        """Number to path; the packed one where both are there."""
        found: dict[int, Path] = {}
        if self._disk.log.is_dir():
            for path in sorted(self._disk.log.iterdir()):  # .jsonl sorts before .jsonl.gz
                if match := _SEGMENT.fullmatch(path.name):
                    found[int(match[1])] = path
        return found


def _entries(path: Path) -> Iterator[Entry]:
    if path.suffix == ".jsonl":
        yield from (entry for _, entry in _lines(path.read_bytes()))
        return
    try:
        yield from map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
    except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise RawStoreDamaged(f"{path}: {error}; take raw/.store from a backup") from error


def _lines(content: bytes) -> Iterator[tuple[bytes, Entry]]:
    """The whole lines a killed run left, up to the first that is torn: after a power cut anything may follow it."""
    for line in content.splitlines(keepends=True):
        try:
            entry = json.loads(line)
        except ValueError:
            return
        if not line.endswith(b"\n"):
            return
        yield line, entry
