"""The map on one machine: in this process for a few hundred pages, in a process pool above that."""

from __future__ import annotations

import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread

from . import R, T, Work
from .batch import run_batch
from .limits import PAGE_MEMORY

IN_FLIGHT = 2  # batches per worker
POOL_FROM = 400
"""Pages from which a pool pays for itself: each worker imports what this process has."""


def jobs_for(pages: int) -> int:
    """How many processes so many pages are worth."""
    return len(os.sched_getaffinity(0)) if pages >= POOL_FROM else 1


class WorkersDoNotStart(Exception):
    """Not one worker process came up: not a page is at fault but the program or the machine."""

    def __init__(self) -> None:
        super().__init__(
            "worker processes do not start (their messages stand above): a script that calls build() does so below "
            "`if __name__ == '__main__':`; --jobs 1 (jobs=1) works without them"
        )


class LocalEngine:
    """`jobs` worker processes, or this one; to be used in a `with`, whose end stops the workers. `map` raises
    WorkersDoNotStart where no worker ever came up."""

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._first: Future[int] | None = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._pool is not None:
            _stop(self._pool, at_once=kind is not None)

    def map(self, work: Work[T, R], batches: Iterable[Sequence[T]], rescue: Callable[[T], R]) -> Iterator[R]:
        """As `Engine.map`."""
        if self.jobs == 1:
            for batch in batches:
                yield from run_batch(work, batch)
            return
        waiting: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(work, batch)))
            if len(waiting) > IN_FLIGHT * self.jobs:
                yield from self._finish(*waiting.popleft(), work, rescue)
        while waiting:
            yield from self._finish(*waiting.popleft(), work, rescue)

    def _submit(self, work: Work[T, R], batch: Sequence[T]) -> Future[list[R]]:
        if self._pool is None:
            self._pool = _pool(self.jobs)
            self._first = self._pool.submit(os.getpid)  # answered by the first worker that comes up
        try:
            return self._pool.submit(run_batch, work, batch)
        except BrokenProcessPool:  # a pool that lost a worker takes nothing more
            self._expect_started()
            _stop(self._pool)
            self._pool = _pool(self.jobs)
            return self._pool.submit(run_batch, work, batch)

    def _finish(
        self, batch: Sequence[T], future: Future[list[R]], work: Work[T, R], rescue: Callable[[T], R]
    ) -> Iterable[R]:
        try:
            return future.result()
        except BrokenProcessPool:
            self._expect_started()
            return _saved(batch, work, rescue)

    def _expect_started(self) -> None:
        """Without this each page of the corpus would be taken for one that kills its worker."""
        if self._first is None or not self._first.done() or self._first.exception() is not None:
            raise WorkersDoNotStart


def _saved(batch: Sequence[T], work: Work[T, R], rescue: Callable[[T], R]) -> list[R]:
    """A batch whose pool died, in a worker of its own; halved until the culprit is alone and the others are saved."""
    with _own_worker() as worker:
        try:
            return worker.submit(run_batch, work, batch).result()
        except BrokenProcessPool:
            if len(batch) == 1:
                return [rescue(batch[0])]
    half = len(batch) // 2
    return [*_saved(batch[:half], work, rescue), *_saved(batch[half:], work, rescue)]


@contextmanager
def _own_worker() -> Iterator[ProcessPoolExecutor]:
    pool = _pool(1)
    try:
        yield pool
    except BaseException:
        _stop(pool, at_once=True)
        raise
    _stop(pool)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_limit_worker)


def _stop(pool: ProcessPoolExecutor, at_once: bool = False) -> None:
    """A run that was stopped must not wait for the page its workers are busy with."""
    if at_once:
        for worker in list((pool._processes or {}).values()):
            worker.kill()
    pool.shutdown(wait=False, cancel_futures=True)


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
