"""The collector waits while a batch is done, and is as it was found afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator, Sequence

import pytest

from pipeline.engine.batch import run_batch


class Ring:
    """Holds itself: only the collector frees it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    on = gc.isenabled()
    gc.enable()
    yield
    if not on:
        gc.disable()


def test_it_waits_for_the_batch_and_then_frees_what_the_batch_left() -> None:
    left: list[weakref.ref[Ring]] = []

    def work(batch: Sequence[int]) -> list[bool]:
        left.extend(weakref.ref(Ring()) for _ in batch)
        return [gc.isenabled() for _ in batch]

    assert run_batch(work, [1, 2]) == [False, False]
    assert gc.isenabled()
    assert [ring() for ring in left] == [None, None]


def test_it_runs_again_after_an_error() -> None:
    def work(batch: Sequence[int]) -> list[int]:
        raise ValueError(batch)

    with pytest.raises(ValueError, match="1"):
        run_batch(work, [1])
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    assert run_batch(lambda batch: [gc.isenabled()], [1]) == [False]
    assert not gc.isenabled()
