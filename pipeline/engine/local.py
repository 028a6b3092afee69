"""The map over pages on one machine: in this process for a few hundred pages, in a process pool above that."""

from __future__ import annotations

import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from types import FrameType

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import PageTimeout, parse, refused_for_resources

Parse = Callable[[Source], PageResult]

BATCH = 50
IN_FLIGHT = 2  # batches per worker
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
        except MemoryError:
            return refused_for_resources(page, "MemoryError")


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
    with ExitStack() as pools:
        executor = pools.enter_context(_executor(workers))
        for batch in _batches(pages):
            try:
                future = executor.submit(_parse_batch, batch, parse)
            except BrokenProcessPool:  # a pool that lost a worker takes nothing more
                executor = pools.enter_context(_executor(workers))
                future = executor.submit(_parse_batch, batch, parse)
            waiting.append((batch, future))
            if len(waiting) > IN_FLIGHT * workers:
                yield from _finish(*waiting.popleft(), parse)
        while waiting:
            yield from _finish(*waiting.popleft(), parse)


def _finish(batch: list[Source], future: Future[list[PageResult]], parse: Parse) -> Iterable[PageResult]:
    try:
        return future.result()
    except BrokenProcessPool:
        return _saved(batch, parse)


def _saved(batch: list[Source], parse: Parse) -> list[PageResult]:
    """A batch whose pool died, in a worker of its own; halved until the culprit is alone and the others are saved."""
    with _executor(1) as executor:
        try:
            return executor.submit(_parse_batch, batch, parse).result()
        except BrokenProcessPool:
            if len(batch) == 1:
                return [refused_for_resources(batch[0], "the worker process died")]
    half = len(batch) // 2
    return [*_saved(batch[:half], parse), *_saved(batch[half:], parse)]


@contextmanager
def _executor(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers are killed when the run is stopped: it must not wait for the page they are busy with."""
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_limit_worker)
    try:
        yield executor
    except BaseException:
        for worker in list(executor._processes.values()):
            worker.kill()
        raise
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _parse_batch(batch: Sequence[Source], parse: Parse) -> list[PageResult]:
    return [guarded(page, parse) for page in batch]


def _limit_worker() -> None:
    # the parent decides what an interrupt means; a worker just ends with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (PAGE_MEMORY, PAGE_MEMORY))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed run cannot stop its workers, and they hold both ends of their queue open: they would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
