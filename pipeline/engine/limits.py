"""What one page may take."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import PageTimeout, refused_for_resources

Parse = Callable[[Source], PageResult]

PAGE_SECONDS = 60
PAGE_MEMORY = 2 * 1024**3


def guarded(page: Source, parse: Parse) -> PageResult:
    """`parse` under a time limit: a page that runs out of time or memory is quarantined."""
    with _deadline(PAGE_SECONDS):
        try:
            return parse(page)
        except PageTimeout:
            return refused_for_resources(page, f"more than {PAGE_SECONDS} s")
        except MemoryError:
            return refused_for_resources(page, "MemoryError")


@contextmanager
def _deadline(seconds: int) -> Iterator[None]:
    """Raise PageTimeout in the main thread after `seconds`; elsewhere (a notebook's thread) there is no limit."""
    try:
        before = signal.signal(signal.SIGALRM, partial(_expire, seconds))
    except ValueError:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _expire(seconds: int, _signal: int, _frame: FrameType | None) -> None:
    raise PageTimeout(f"more than {seconds} s")
