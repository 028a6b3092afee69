"""The map on one machine: order, batches in flight, and an item that kills its worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.engine import local
from pipeline.engine.local import LocalEngine


def squared(batch: Sequence[int]) -> list[int]:
    return [number * number for number in batch]


def deadly(batch: Sequence[int]) -> list[int]:
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return squared(batch)


def failing(batch: Sequence[int]) -> list[int]:
    raise ValueError(f"{batch} is not to be had")


def batches(count: int, size: int = 3) -> Iterator[list[int]]:
    for begin in range(0, count, size):
        yield list(range(begin, min(begin + size, count)))


def rescued(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    with LocalEngine(jobs) as engine:
        assert list(engine.map(squared, batches(20), rescued)) == [n * n for n in range(20)]
        assert list(engine.map(squared, [], rescued)) == []


def test_an_item_that_kills_its_worker_is_rescued_alone_and_the_engine_goes_on() -> None:
    with LocalEngine(2) as engine:
        found = list(engine.map(deadly, batches(20), rescued))
        assert found == [-7 if n == 7 else n * n for n in range(20)]
        assert list(engine.map(squared, batches(5), rescued)) == [0, 1, 4, 9, 16]


def test_workers_that_never_start_end_the_run_and_say_why(tmp_path: Path) -> None:
    """A script without a main guard: each worker runs it again and dies, which is not the fault of a thousand pages."""
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from pipeline.engine.local import LocalEngine, WorkersDoNotStart\n"
        "try:\n"
        "    with LocalEngine(2) as engine:\n"
        "        list(engine.map(sorted, [[n] for n in range(1000)], print))\n"
        "except WorkersDoNotStart as error:\n"
        "    print(error)\n"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, script], env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    assert run.stdout.startswith("worker processes do not start")
    assert "__main__" in run.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_is_an_error_of_the_run(jobs: int) -> None:
    with pytest.raises(ValueError, match="not to be had"), LocalEngine(jobs) as engine:
        list(engine.map(failing, batches(5), rescued))


def test_few_batches_are_in_flight() -> None:
    taken = 0

    def counted() -> Iterator[list[int]]:
        nonlocal taken
        for batch in batches(300):
            taken += 1
            yield batch

    with LocalEngine(2) as engine:
        found = engine.map(squared, counted(), rescued)
        next(found)
        assert taken <= local.IN_FLIGHT * 2 + 1
        assert sum(1 for _ in found) == 299


def test_small_builds_stay_in_one_process() -> None:
    assert local.jobs_for(local.POOL_FROM - 1) == 1
    assert local.jobs_for(local.POOL_FROM) == len(os.sched_getaffinity(0))
