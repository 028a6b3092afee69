"""What runs on a worker of the cluster: one batch, in a child process that is kept for the next one."""

from __future__ import annotations

import atexit
import pickle
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

from ..store.cache import fingerprint
from .child import Child, ChildDied

Answer: TypeAlias = list[bytes | None]
"""The pickled results of the items in their order, in one piece or more; None for one item that killed its process."""
_idle: list[Child] = []


class OtherPipeline(Exception):
    """A worker has another version of Python, of a library or of this program: it would give other bytes."""


def run_batch(expected: str, work: bytes, batch: bytes, seconds: float) -> Answer:
    """The results of a batch; `work` and `batch` are pickled by reference: everything in them must be installed here.
    Raises OtherPipeline and what `work` raises."""
    if own_fingerprint() != expected:
        raise OtherPipeline(
            "a worker of the cluster has another version of doelenboom, Python or a library than this machine: "
            "install the same one on all of them"
        )
    try:
        return [_run(work, batch, seconds)]
    except ChildDied:
        return _saved(work, pickle.loads(batch), seconds)  # noqa: S301  # from the driver


@cache
def own_fingerprint() -> str:
    """As the page cache knows this program."""
    return fingerprint()


def _saved(work: bytes, batch: Sequence[Any], seconds: float) -> Answer:
    """A batch whose child died; halved until the culprit is alone and the others are saved."""
    if len(batch) == 1:
        return [None]
    answer: Answer = []
    for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
        try:
            answer.append(_run(work, pickle.dumps(half), seconds))
        except ChildDied:
            answer += _saved(work, half, seconds)
    return answer


def _run(work: bytes, batch: bytes, seconds: float) -> bytes:
    child = _idle.pop() if _idle else Child()
    try:
        result = child.run(work, batch, seconds)
    except ChildDied:
        raise
    except BaseException:
        _idle.append(child)
        raise
    _idle.append(child)
    return result


@atexit.register
def _end() -> None:
    while _idle:
        _idle.pop().close()
