"""The bytes of one file below raw/: of a regular file only, whole, and the same twice."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from pipeline.page_source import MAX_BYTES, Finding


class NotRegularFile(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def stable_bytes(path: str | Path) -> bytes:
    """The bytes of a regular file that did not change while it was read (one retry)."""
    for _ in range(2):
        content, changed = _read_once(path)
        if not changed:
            return content
    raise NotRegularFile(
        Finding(
            "error", "PAGE_CHANGING", "The file changed twice while it was read.", "file", "two different reads", "one"
        )
    )


def open_regular(path: str | Path) -> tuple[int, os.stat_result]:
    """A descriptor of a regular file, and its state. Raises NotRegularFile for a link, FIFO, device, socket or
    folder, without having followed or waited for it, and OSError."""
    # O_NONBLOCK: a FIFO opens at once and is then seen to be no regular file
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise NotRegularFile(not_regular("symbolic link" if error.errno == errno.ELOOP else "socket")) from error
        raise
    opened = os.fstat(descriptor)
    if not stat.S_ISREG(opened.st_mode):
        os.close(descriptor)
        raise NotRegularFile(not_regular(_kind(opened.st_mode)))
    return descriptor, opened


def _read_once(path: str | Path) -> tuple[bytes, bool]:
    descriptor, before = open_regular(path)
    try:
        if before.st_size > MAX_BYTES:
            raise NotRegularFile(too_large(before.st_size))
        content = _whole(descriptor, before.st_size + 1)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
    return content, changed or len(content) != after.st_size


def _whole(descriptor: int, expected: int) -> bytes:
    """The bytes of a file, `expected` of them or fewer; a file that grew meanwhile shows by one too many."""
    content = os.read(descriptor, expected)
    while 0 < len(content) < expected and (more := os.read(descriptor, expected - len(content))):
        content += more
    return content


def _kind(mode: int) -> str:
    names = {stat.S_IFDIR: "directory", stat.S_IFIFO: "FIFO", stat.S_IFCHR: "device", stat.S_IFBLK: "device"}
    return names.get(stat.S_IFMT(mode), "special file")


def not_regular(kind: str) -> Finding:
    """NOT_REGULAR_FILE, for a folder, device or FIFO."""
    return Finding(
        "error",
        "NOT_REGULAR_FILE",
        f"A {kind} stands where a page should be; it was not opened further.",
        "file",
        kind,
        "a regular file",
    )


def too_large(size: int) -> Finding:
    """TOO_LARGE, for a file of `size` bytes."""
    return Finding(
        "error",
        "TOO_LARGE",
        "The page is larger than any report page and was not read.",
        "file",
        f"{size} bytes",
        f"at most {MAX_BYTES} bytes",
    )
