"""Pages are hashed by a second process while this one imports what makes tables: 0.3 s of 2.4 where one page of 5,000
changed. Only where there will be something to do, so that a run with nothing to do still imports nothing."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from .inputs import Item
from .remote import is_remote
from .sources import folder
from .store.cache import last_written

Listing = Callable[[Path], Iterable[Item]]


def listing(data: Path) -> Listing:
    """How the pages of a raw folder are listed for a build in `data`; raises what `folder.listing` raises."""
    return lambda raw: listed_by_another(raw, _imports) if seems_changed(raw, data) else folder.listing(raw)


def _imports() -> None:
    import_module("pipeline.build")


def seems_changed(raw: Path, data: Path) -> bool:
    """Whether a page was written after the last run. A guess that decides who reads the pages, nothing else: content
    decides what is done. Not asked with one core, of a bucket, and of archives, whose pages are their bytes."""
    if is_remote(raw) or is_remote(data) or len(os.sched_getaffinity(0)) < 2:
        return False
    last = last_written(data / ".cache")
    newer = False
    with suppress(OSError):  # what cannot be read is told by who reads it
        for path, media in folder.files(raw):
            if media is None:
                return False
            newer = newer or os.stat(path).st_mtime >= last  # noqa: PTH116  # a third of the time of Path
    return newer


def listed_by_another(raw: Path, meanwhile: Callable[[], None]) -> tuple[Item, ...]:
    """`folder.listing` by a copy of this process, which does `meanwhile` itself. Where the copy fails or dies this
    process lists, and raises what `folder.listing` raises."""
    receiver, sender = os.pipe()
    child = os.fork()
    if not child:
        _list(raw, sender)
    os.close(sender)
    with os.fdopen(receiver, "rb") as answer:
        try:
            meanwhile()
            found: tuple[Item, ...] = pickle.load(answer)  # noqa: S301 - from a copy of this process
        except (EOFError, pickle.UnpicklingError):
            found = tuple(folder.listing(raw))
        finally:
            os.kill(child, signal.SIGKILL)  # it has said all, or this process was stopped
            os.waitpid(child, 0)
    return found


def _list(raw: Path, sender: int) -> None:
    """In the copy: it never comes back."""
    try:
        with os.fdopen(sender, "wb") as answer:
            answer.write(pickle.dumps(tuple(folder.listing(raw)), pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)
