"""One writer in an object store: an object that only one run can create.

Nothing there notices that a run died, so the lock of a dead run stays. It is taken over when it is older than `STALE`;
whoever knows better removes the object `.lock` by hand.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from .. import remote
from .errors import LockHeld

STALE = timedelta(hours=12)
"""No run takes as long. Counted from the time the store noted when the lock was written."""
log = logging.getLogger(__name__)


@contextmanager
def remote_writer_lock(lock: Path) -> Iterator[None]:
    """Hold the lock object. Raises LockHeld at once when another run has it."""
    own = _signature()
    _take(lock, own)
    if (holder := _holder(lock)) != own:  # a store that knows no conditions lets the last one win
        raise LockHeld(_busy(lock, holder))
    try:
        yield
    finally:
        if _holder(lock) == own:
            remote.remove(lock)


def _signature() -> dict[str, Any]:
    start = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"pid": os.getpid(), "host": os.uname().nodename, "start": start, "run": uuid4().hex}


def _take(lock: Path, own: dict[str, Any]) -> None:
    content = json.dumps(own).encode() + b"\n"
    if remote.put_new(lock, content):
        return
    holder, (written, tag) = _holder(lock), remote.written(lock)
    if datetime.now(UTC) - written < STALE or not remote.put_over(lock, content, tag):
        raise LockHeld(_busy(lock, holder))
    log.warning("the lock of a dead run was taken over: %s", _named(holder))


def _holder(lock: Path) -> dict[str, Any]:
    with suppress(ValueError, FileNotFoundError):
        found = json.loads(lock.read_bytes())
        if isinstance(found, dict):
            return found
    return {}


def _busy(lock: Path, holder: dict[str, Any]) -> str:
    hours = STALE / timedelta(hours=1)
    return (
        f"another run is busy in {lock.parent}: {_named(holder)}; wait for it or stop it. If it is dead, remove "
        f"{lock}; {hours:g} hours after its start the next run takes over by itself"
    )


def _named(holder: dict[str, Any]) -> str:
    try:
        return f"process {holder['pid']!s:.20} on {holder['host']!s:.80}, started {holder['start']!s:.20}"
    except KeyError:
        return "unknown process"
