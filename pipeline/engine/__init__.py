"""Where work is done: one map over batches, whoever does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work: TypeAlias = Callable[[Sequence[T]], list[R]]
"""One result for each item, in their order."""


class Engine(Protocol):
    """A map over batches of items."""

    def map(self, work: Work[T, R], batches: Iterable[Sequence[T]], rescue: Callable[[T], R]) -> Iterator[R]:
        """The results of all items in their order. Few batches are in flight, so that what waits, waits on disk. An
        item that kills its worker is given to `rescue` in this process, alone: the others of its batch are saved."""
        ...
