"""Readers that load nonstop while the writer is killed at random moments: no load may be torn, mixed or failed (F1).

The same harness with a writer that replaces file by file must see torn loads, or it proves nothing.
"""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import timedelta
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.store import staging
from pipeline.store.cleanup import Keep
from pipeline.store.errors import DataError
from pipeline.store.lock import writer_lock
from pipeline.store.opening import open_snapshot
from pipeline.store.parquet import to_bytes
from pipeline.store.verify import verify
from schemas import TABLES
from stored_samples import STAMP, Unsynced, published, replaced, tables

PUBLICATION = "zwolle-jaarstukken-2024"
SMALL = ("pages", "goals", "findings")
MARKED = {"pages": "title", "goals": "title", "findings": "message"}
KEEP = Keep(snapshots=2, age=timedelta(0))  # far below the real rule: clean-up runs under the readers' feet


@pytest.fixture(autouse=True)
def _few_tables(monkeypatch):
    monkeypatch.setattr(staging, "TABLES", {name: TABLES[name] for name in SMALL})


@cache
def marked(mark):
    found = {name: parts for name, parts in tables((PUBLICATION,), rows=1).items() if name in SMALL}
    for table, column in MARKED.items():
        found = replaced(found, table, PUBLICATION, column, 0, mark)
    return found


def publish(data, n):
    with writer_lock(data):
        published(data, marked(f"stand {n % 7}"), STAMP + timedelta(minutes=n), keep=KEEP, ops=Unsynced())


def load(data):
    """The mark in each table of one load."""
    with open_snapshot(data) as found:
        return {found.arrow(table)[column][0].as_py() for table, column in MARKED.items()}


def replace_per_file(data, n):
    """Known bad: each file is replaced atomically, but not all at once."""
    for name, parts in marked(f"stand {n % 7}").items():
        (data / f".{name}").write_bytes(to_bytes(parts[PUBLICATION]))
        (data / f".{name}").rename(data / f"{name}.parquet")


def load_per_file(data):
    return {pq.read_table(data / f"{table}.parquet")[column][0].as_py() for table, column in MARKED.items()}


def writer(data, write, first):
    for n in range(first, first + 10_000):
        write(data, n)
    os._exit(0)


def reader(data, read, loads, pipe):
    torn = 0
    for _ in range(loads):
        try:
            torn += len(read(data)) != 1
        except (DataError, pa.ArrowException, OSError):
            torn += 1
    os.write(pipe, f"{torn}\n".encode())
    os._exit(0)


def torn_loads(data: Path, write, read, loads, readers=2):
    """Torn, mixed or failed loads, and how often the writer was killed meanwhile."""
    write(data, 0)
    results, pipe = os.pipe()
    busy = {fork(reader, data, read, loads // readers, pipe) for _ in range(readers)}
    draw, kills = random.Random(7), 0
    while busy:
        child = fork(writer, data, write, kills * 10 + 1)
        time.sleep(draw.uniform(0.005, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kills += 1
        busy -= {pid for pid in busy if os.waitpid(pid, os.WNOHANG)[0]}
    os.close(pipe)
    with os.fdopen(results) as lines:
        return sum(int(line) for line in lines), kills


def fork(function, *arguments):
    child = os.fork()
    if child == 0:
        try:
            function(*arguments)
        finally:
            os._exit(1)
    return child


@pytest.mark.parametrize(("loads", "kills"), [(1_000, 10), pytest.param(20_000, 500, marks=pytest.mark.soak)])
def test_no_load_is_torn_while_writers_are_killed(tmp_path, loads, kills):
    torn, killed = torn_loads(tmp_path, publish, load, loads)
    assert torn == 0
    assert killed >= kills
    publish(tmp_path, 9_999_999)
    assert load(tmp_path) == {f"stand {9_999_999 % 7}"}
    assert verify(tmp_path) == []


def test_the_harness_sees_files_replaced_one_by_one(tmp_path):
    torn, _ = torn_loads(tmp_path, replace_per_file, load_per_file, 300)
    assert torn > 0
