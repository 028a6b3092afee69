"""The same batches on a real cluster of two worker processes, some of which are killed."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import time

import distributed
import pytest

from engine import batch_work
from engine.cluster import cluster, process_of_a_worker
from pipeline.engine import dask as module
from pipeline.engine.dask import ClusterLost, DaskEngine, SchedulerUnreachable
from pipeline.engine.on_worker import OtherPipeline
from pipeline.store.errors import MissingLibrary

NUMBERS = range(40)
BATCHES = [list(NUMBERS[n : n + 4]) for n in range(0, 40, 4)]
SQUARES = [n * n for n in NUMBERS]


def lost(number):
    return -number


@pytest.fixture(scope="module")
def address():
    with cluster() as found:
        yield found


@pytest.fixture
def engine(address):
    with DaskEngine(address) as found:
        yield found


def test_results_come_in_the_order_of_the_items_from_both_workers(engine):
    engine._client.wait_for_workers(2, timeout=30)
    assert list(engine.map(batch_work.slow_squares, BATCHES, lost)) == SQUARES
    found = list(engine.map(batch_work.with_process, BATCHES, lost))
    assert [number for number, _ in found] == list(NUMBERS)
    assert len({process for _, process in found}) == 2


def test_few_batches_are_in_flight(engine):
    taken = []

    def batches():
        for batch in BATCHES * 20:
            taken.append(batch)
            yield batch

    results = engine.map(batch_work.squares, batches(), lost)
    assert next(results) == 0
    assert len(taken) <= module.IN_FLIGHT * 2 + 1
    results.close()


def test_an_item_that_kills_its_process_is_given_up_alone(engine):
    assert list(engine.map(batch_work.dies_at_7, BATCHES, lost)) == [-7 if n == 7 else n * n for n in NUMBERS]


def test_an_item_gets_no_more_memory_than_a_page_may_take(engine):
    with pytest.raises(MemoryError):
        list(engine.map(batch_work.takes_all_memory_at_7, [[6, 7]], lost))


def test_an_item_that_hangs_is_given_up_alone(address):
    with DaskEngine(address, batch_seconds=2) as engine:
        assert list(engine.map(batch_work.hangs_at_7, BATCHES[:3], lost)) == [
            -7 if n == 7 else n * n for n in range(12)
        ]


def test_a_worker_killed_in_the_middle_changes_nothing(engine, address):
    engine._client.wait_for_workers(2, timeout=30)
    victim = process_of_a_worker(address)
    results = engine.map(batch_work.slow_squares, BATCHES, lost)
    found = [next(results)]
    os.kill(victim, signal.SIGKILL)
    assert [*found, *results] == SQUARES


class LostOnce:
    """A future whose worker died between its result and the fetching of it."""

    def __init__(self):
        self.status, self._told = "finished", iter(["lost", "finished"])

    def exception(self, timeout):
        self.status = next(self._told)

    def result(self):
        return [pickle.dumps([4])]


def test_a_result_that_died_with_its_worker_is_waited_for_again(engine):
    assert engine._finished(b"", [2], LostOnce(), lost) == [4]


def test_what_the_work_raises_is_raised_here(engine):
    with pytest.raises(ValueError, match="seven"):
        list(engine.map(batch_work.fails_at_7, BATCHES, lost))
    with pytest.raises(RuntimeError, match="Told: 7 seven"):
        list(engine.map(batch_work.fails_unpicklably_at_7, BATCHES, lost))
    assert list(engine.map(batch_work.prints, BATCHES, lost)) == SQUARES


def test_a_worker_with_another_program_is_refused(engine, monkeypatch):
    monkeypatch.setattr(module, "own_fingerprint", lambda: "another")
    with pytest.raises(OtherPipeline, match="another version of doelenboom"):
        list(engine.map(batch_work.squares, BATCHES, lost))


def test_work_that_cannot_be_named_is_not_shipped(engine):
    with pytest.raises(AttributeError, match="local object"):
        list(engine.map(lambda batch: batch, BATCHES, lost))


def test_no_scheduler_is_told_within_seconds(monkeypatch):
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    began = time.monotonic()
    for address in (nobody, "nonsense"):
        with pytest.raises(SchedulerUnreachable, match=f"at {address} "), DaskEngine(address):
            pass
    assert time.monotonic() - began < 10


def test_a_client_that_found_no_scheduler_is_gone_before_the_next_is_made(address, monkeypatch):
    """Collected while another starts, it waits for a lock that its own thread holds."""

    def clients():
        return sum(type(one) is made for one in gc.get_objects())

    made, seen = distributed.Client, []
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    gc.collect()
    before = clients()
    gc.disable()
    try:
        with pytest.raises(SchedulerUnreachable), DaskEngine("tcp://127.0.0.1:1"):
            pass
        monkeypatch.setattr(distributed, "Client", lambda *of, **with_: seen.append(clients()) or made(*of, **with_))
        with DaskEngine(address):
            pass
    finally:
        gc.enable()
    assert seen == [before]


def test_a_missing_library_is_named_with_its_extra(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(MissingLibrary, match=r"pip install 'doelenboom\[scale\]'"), DaskEngine("tcp://127.0.0.1:1"):
        pass


def test_a_cluster_without_workers_is_given_up(monkeypatch):
    monkeypatch.setattr(module, "_LOOK", 0.2)
    with (
        cluster(workers=0) as alone,
        DaskEngine(alone, patience=1) as engine,
        pytest.raises(ClusterLost, match="no worker for 1 s"),
    ):
        list(engine.map(batch_work.squares, BATCHES, lost))


@pytest.mark.soak
def test_an_item_that_kills_workers_is_given_up_alone(address):
    with DaskEngine(address) as engine:
        assert list(engine.map(batch_work.kills_its_worker_at_7, BATCHES, lost)) == [
            -7 if n == 7 else n * n for n in NUMBERS
        ]


@pytest.mark.soak
def test_a_batch_costs_less_than_a_tenth_of_its_work_to_schedule(engine):
    """Fifty pages of 6 ms are 300 ms of work; what is beside it shows where there is no work."""
    batch = [f"zwolle.begroting-2024.nl/p{number}/een-naam-van-een-pagina.html" for number in range(50)]
    assert len(list(engine.map(batch_work.same, [batch] * 10, lost))) == 500
    began = time.perf_counter()
    assert len(list(engine.map(batch_work.same, [batch] * 200, lost))) == 10_000
    assert (time.perf_counter() - began) / 200 < 0.030
