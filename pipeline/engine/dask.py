"""The map on a Dask cluster that exists: the same batches, on workers that have this program installed.

A worker that is lost has its batch done by another; one item that keeps killing workers is found by halving and given
up, so that nothing is retried for ever. Results come in the order of the items, so they are those of one machine.
"""

from __future__ import annotations

import gc
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import count
from typing import Any
from uuid import uuid4

from ..store.errors import MissingLibrary
from . import R, T, Work
from .on_worker import own_fingerprint, run_batch

IN_FLIGHT = 4  # batches per thread of the cluster: two that run or wait there, two whose results wait for an older one
CONNECT_SECONDS = 10
BATCH_SECONDS = 300
"""A page ends after 60 s by itself; a batch that takes so long hangs where no signal reaches it, and is halved."""
PATIENCE = 300
"""Seconds without any worker before the run is given up: a cluster may be starting."""
RETRIES = 2
_LOOK = 5.0


class SchedulerUnreachable(Exception):
    """No scheduler answers at the address; the message names it."""


class ClusterLost(Exception):
    """The scheduler went away, or has had no worker for a long time."""


class DaskEngine:
    """A scheduler at an address such as `tcp://10.0.0.5:8786`; to be used in a `with`.

    Raises MissingLibrary and SchedulerUnreachable on entering, within seconds.
    """

    def __init__(self, scheduler: str, *, batch_seconds: float = BATCH_SECONDS, patience: float = PATIENCE) -> None:
        self._scheduler, self._seconds, self._patience = scheduler, batch_seconds, patience
        self._distributed: Any = None
        self._client: Any = None
        self._numbers = count()
        self._run = uuid4().hex
        self._threads, self._counted = 0, 0.0

    def __enter__(self) -> DaskEngine:
        self._distributed = _distributed()
        gc.collect()  # collected while the next is made, a client that found no scheduler hangs it
        try:
            self._client = self._distributed.Client(
                self._scheduler, timeout=CONNECT_SECONDS, set_as_default=False, name="doelenboom"
            )
        except (OSError, ValueError) as error:
            raise SchedulerUnreachable(
                f"no Dask scheduler answers at {self._scheduler} ({error}); start one with `dask scheduler`, "
                "or pass its address: --scheduler tcp://HOST:8786"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()  # the scheduler forgets what no client waits for

    def map(self, work: Work[T, R], batches: Iterable[Sequence[T]], rescue: Callable[[T], R]) -> Iterator[R]:
        """As `Engine.map`. Raises OtherPipeline, ClusterLost and what `work` raises."""
        packed = pickle.dumps(work)
        waiting: deque[tuple[Sequence[T], Any]] = deque()
        for batch in batches:
            waiting.append((batch, self._submitted(packed, batch)))
            if len(waiting) > IN_FLIGHT * self._workers():
                yield from self._finished(packed, *waiting.popleft(), rescue)
        while waiting:
            yield from self._finished(packed, *waiting.popleft(), rescue)

    def _submitted(self, work: bytes, batch: Sequence[T]) -> Any:
        return self._client.submit(
            run_batch, own_fingerprint(), work, pickle.dumps(batch), self._seconds,
            key=f"doelenboom-{self._run}-{next(self._numbers)}", pure=False, retries=RETRIES,
        )  # fmt: skip

    def _finished(self, work: bytes, batch: Sequence[T], future: Any, rescue: Callable[[T], R]) -> list[R]:
        self._wait(future)
        if future.status == "error" and isinstance(future.exception(), self._distributed.KilledWorker):
            return self._saved(work, batch, rescue)
        if future.status not in ("finished", "error"):
            raise ClusterLost(f"the Dask scheduler at {self._scheduler} was lost; the data in force is unchanged")
        found: list[R] = []
        for piece in future.result():
            found += [rescue(batch[len(found)])] if piece is None else pickle.loads(piece)  # noqa: S301
        return found

    def _saved(self, work: bytes, batch: Sequence[T], rescue: Callable[[T], R]) -> list[R]:
        """A batch that killed one worker after the other, halved until the culprit is alone."""
        if len(batch) == 1:
            return [rescue(batch[0])]
        halves = [batch[: len(batch) // 2], batch[len(batch) // 2 :]]
        futures = [self._submitted(work, half) for half in halves]
        return [
            result
            for half, future in zip(halves, futures, strict=True)
            for result in self._finished(work, half, future, rescue)
        ]

    def _wait(self, future: Any) -> None:
        """Until a batch is done or failed. One that was done is "lost" for as long as the cluster makes it again, when
        its worker died before its results were fetched."""
        idle_since = time.monotonic()
        while True:
            try:
                future.exception(timeout=_LOOK)
            except TimeoutError:
                pass
            else:
                if future.status != "lost":
                    return
            if self._workers():
                idle_since = time.monotonic()
            elif time.monotonic() - idle_since > self._patience:
                raise ClusterLost(f"the Dask scheduler at {self._scheduler} has had no worker for {self._patience:g} s")

    def _workers(self) -> int:
        """Threads of all workers, looked up once a second: workers come and go."""
        if time.monotonic() - self._counted > 1:
            self._threads, self._counted = sum(self._client.nthreads().values()), time.monotonic()
        return self._threads


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise MissingLibrary(
            f"{error.name} is not installed. Run: pip install 'doelenboom[scale]'", name=error.name
        ) from error
