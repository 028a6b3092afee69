"""The map over pages on one machine: in this process for a few hundred pages, in a process pool above that."""

from __future__ import annotations

import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from types import FrameType

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import PageTimeout, parse, refused_for_resources

Parse = Callable[[Source], PageResult]

BATCH = 50
POOL_FROM = 400
PAGE_SECONDS = 60
PAGE_MEMORY = 2 * 1024**3


def parse_all(sources: Iterable[Source], jobs: int = 0, parse: Parse = parse) -> Iterator[PageResult]:
    """The result of every page, in the order of `sources`. `jobs` 0 chooses: a pool pays for itself only above
    some hundreds of pages. A page that runs out of time or memory, or kills its worker, is quarantined alone."""
    pages = iter(sources)
    head = list(islice(pages, POOL_FROM))
    workers = jobs or (os.cpu_count() or 1 if len(head) == POOL_FROM else 1)
    everything = _chain(head, pages)
    if workers == 1:
        yield from (guarded(page, parse) for page in everything)
    else:
        yield from _pool(everything, workers, parse)


def guarded(page: Source, parse: Parse) -> PageResult:
    """`parse` under a time limit."""
    with _deadline(PAGE_SECONDS):
        try:
            return parse(page)
        except PageTimeout:
            return refused_for_resources(page, f"more than {PAGE_SECONDS} s")


def _chain(head: list[Source], rest: Iterator[Source]) -> Iterator[Source]:
    while head:
        yield head.pop(0)
    yield from rest


def _batches(pages: Iterator[Source]) -> Iterator[list[Source]]:
    while batch := list(islice(pages, BATCH)):
        yield batch


def _pool(pages: Iterator[Source], workers: int, parse: Parse) -> Iterator[PageResult]:
    """Batches in flight are few, so that pages wait on disk and not in memory."""
    waiting: deque[tuple[list[Source], Future[list[PageResult]]]] = deque()
    executor = _executor(workers)
    try:
        for batch in _batches(pages):
            waiting.append((batch, executor.submit(_parse_batch, batch, parse)))
            if len(waiting) > 2 * workers:
                yield from _finish(*waiting.popleft(), parse)
        while waiting:
            yield from _finish(*waiting.popleft(), parse)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _finish(batch: list[Source], future: Future[list[PageResult]], parse: Parse) -> Iterable[PageResult]:
    try:
        return future.result()
    except BrokenProcessPool:
        return [_alone(page, parse) for page in batch]


def _alone(page: Source, parse: Parse) -> PageResult:
    """A page whose batch died, in a worker of its own: the culprit is found, the others are saved."""
    with _executor(1) as executor:
        try:
            return executor.submit(guarded, page, parse).result()
        except BrokenProcessPool:
            return refused_for_resources(page, "the worker process died")


def _executor(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_limit_worker)


def _parse_batch(batch: Sequence[Source], parse: Parse) -> list[PageResult]:
    return [guarded(page, parse) for page in batch]


def _limit_worker() -> None:
    # the parent decides what an interrupt means; a worker just ends with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (PAGE_MEMORY, PAGE_MEMORY))


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
