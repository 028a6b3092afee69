"""One writer: an advisory lock on data/.lock for as long as a run lasts. Readers take no part in it."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from errno import ENOTDIR
from pathlib import Path

from ..remote import is_remote
from .errors import LockHeld
from .layout import DataFolder

__all__ = ["LockHeld", "writer_lock"]

_held: set[int] = set()


@contextmanager
def writer_lock(data: Path) -> Iterator[None]:
    """Hold the writer's lock of a data folder, which is created when missing.

    Raises LockHeld at once when another process has it. The kernel lets go when the process ends, however it ends,
    so a lock is never stale and the file is never removed; in an object store see remote_lock.
    """
    if is_remote(data):
        from .remote_lock import remote_writer_lock

        with remote_writer_lock(DataFolder(data).lock):
            yield
        return
    try:
        data.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(ENOTDIR, "is no folder, or a link to nothing", str(data)) from error
    path = DataFolder(data).lock
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    owner = os.getpid()
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockHeld(f"another run is busy in {data}: {_holder(descriptor)}; wait for it or stop it") from error
        _held.add(descriptor)
        _sign(descriptor)
        yield
    finally:
        if os.getpid() == owner:  # in a forked child it is closed already
            _held.discard(descriptor)
            os.close(descriptor)


def _sign(descriptor: int) -> None:
    start = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    holder = {"pid": os.getpid(), "host": os.uname().nodename, "start": start}
    text = json.dumps(holder).encode() + b"\n"
    os.pwrite(descriptor, text, 0)
    os.ftruncate(descriptor, len(text))


def _holder(descriptor: int) -> str:
    for _ in range(20):  # the holder may be about to write its name
        with suppress(ValueError, KeyError, TypeError):
            holder = json.loads(os.pread(descriptor, 4096, 0))
            return f"process {holder['pid']!s:.20} on {holder['host']!s:.80}, started {holder['start']!s:.20}"
        time.sleep(0.005)
    return "unknown process"


def _let_go_in_child() -> None:
    """A forked worker must not keep the lock alive after its parent was killed."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)
