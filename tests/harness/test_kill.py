"""Readers that load every table nonstop while whole builds are killed at random moments (INTEGRITY.md F1).

No load may be torn, mixed or failed, and the next run must succeed without a hand. The same harness must see torn
loads of publishers that overwrite, that replace file by file, and that swap a symlink which is read table by table.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandera.strategies.pandas_strategies  # noqa: F401 - here, not in a child that a signal stops while it compiles
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from whole_runs import (
    anything,
    cli,
    command,
    contents,
    ended,
    forked,
    hashes,
    killed,
    quick_build,
    snapshot,
    start_cli,
    tables,
    two_contents,
)  # fmt: skip

from pipeline.store.errors import DataError

READERS = 2
Read = Callable[[Path], dict[str, pa.Table]]
Write = Callable[[int], object]


@dataclass(frozen=True)
class Stands:
    """The two contents that are published in turn, each from a clean build."""

    raws: tuple[Path, Path]
    tables: tuple[dict[str, pa.Table], dict[str, pa.Table]]
    hashes: tuple[dict[str, str], dict[str, str]]
    files: tuple[dict[str, bytes], dict[str, bytes]]

    def whole(self, found: dict[str, pa.Table]) -> bool:
        """Whether these are all tables of one of the two."""
        return any(
            found.keys() == known.keys() and all(found[name].equals(known[name]) for name in known)
            for known in self.tables
        )


@pytest.fixture(scope="module")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Stands:
    folder = tmp_path_factory.mktemp("stands")
    raws = two_contents(folder)
    for raw in raws:
        quick_build(raw, folder / f"data-{raw.name}")
    made = [folder / f"data-{raw.name}" for raw in raws]
    found = Stands(raws, *(tuple(map(f, made)) for f in (tables, hashes, contents)))
    assert {n: t.num_rows for n, t in found.tables[0].items()} != {n: t.num_rows for n, t in found.tables[1].items()}
    return found


def load(data: Path) -> dict[str, pa.Table]:
    """One load through the front door: every table, rows as the manifest counts them."""
    with snapshot(data) as view:
        found = {name: view.arrow(name) for name in view.tables}
        counts = {name: sum(parts.values()) for name, parts in view.manifest.counts().items()}
        if {name: table.num_rows for name, table in found.items()} != counts or view.path.name != view.name:
            return {}
        return found


def reader(data: Path, read: Read, stands: Stands, least: int, stop: Path, pipe: int) -> None:
    """Load until told to stop, `least` times at least; write (loads, bad loads) to the pipe."""
    loads = bad = 0
    while loads < least or not stop.exists():
        loads += 1
        try:
            bad += not stands.whole(read(data))
        except (DataError, pa.ArrowException, OSError, KeyError):
            bad += 1
    os.write(pipe, f"{loads} {bad}\n".encode())


@dataclass
class Score:
    loads: int = 0
    bad: int = 0
    kills: int = 0


def contest(
    data: Path, write: Write, read: Read, stands: Stands, loads: int, kills: int, longest: float, rest: float = 0
) -> Score:
    """Readers against a writer that is killed at uniformly random moments up to `longest` seconds, and started again
    after `rest` seconds."""
    results, pipe = os.pipe()
    stop = data.parent / f"{data.name}-stop"
    readers = {forked(reader, data, read, stands, loads // READERS, stop, pipe) for _ in range(READERS)}
    busy, draw, score = set(readers), random.Random(20261123), Score()
    while busy:
        child = forked(write, score.kills)
        time.sleep(draw.uniform(0.01, longest))
        killed(child)
        score.kills += 1
        time.sleep(rest)
        if score.kills >= kills:
            stop.touch()
        busy -= {pid for pid in busy if os.waitpid(pid, os.WNOHANG)[0]}
    os.close(pipe)
    with os.fdopen(results) as lines:
        for line in lines:
            score.loads, score.bad = score.loads + int(line.split()[0]), score.bad + int(line.split()[1])
    return score


def building(data: Path, stands: Stands) -> Write:
    """A writer that builds the two contents in turn, again and again."""

    def write(kills: int) -> None:
        for n in range(kills, kills + 1000):
            quick_build(stands.raws[n % 2], data)

    return write


@pytest.mark.parametrize(
    ("loads", "kills", "commands", "rest"),
    [(300, 3, 1, 0.2), pytest.param(20_000, 500, 40, 0, marks=pytest.mark.soak)],
)
def test_no_load_is_torn_while_builds_are_killed(
    stands: Stands, tmp_path: Path, loads: int, kills: int, commands: int, rest: float
) -> None:
    data = tmp_path / "data"
    began = time.monotonic()
    quick_build(stands.raws[0], data)
    longest = 2 * (time.monotonic() - began)
    score = contest(data, building(data, stands), load, stands, loads, kills, longest, rest)
    print(f"{score.bad} torn of {score.loads} loads over {score.kills} kills")  # noqa: T201
    assert score.bad == 0
    assert score.loads >= loads
    assert score.kills >= kills
    draw = random.Random(7)
    for n in range(commands):  # the real command, from its first import on
        run = start_cli("build", "--raw", stands.raws[n % 2], "--data", data, "--jobs", 1)
        time.sleep(draw.uniform(0.01, 3))
        run.kill()
        run.communicate()
        assert stands.whole(load(data))
    done = cli("build", "--raw", stands.raws[1], "--data", data)
    assert done.returncode == 0, done.stderr
    assert hashes(data) == stands.hashes[1]
    quick_build(stands.raws[0], data)
    assert hashes(data) == stands.hashes[0]
    assert not list((data / ".staging").iterdir())


# -- known bad: publishers of the same two contents in which the harness must find faults


def overwrite(data: Path, stands: Stands) -> Write:
    """Every file is overwritten where it lies."""

    def write(kills: int) -> None:
        for n in range(kills, kills + 100_000):
            for path, content in stands.files[n % 2].items():
                (data / path).write_bytes(content)

    return write


def replace(data: Path, stands: Stands) -> Write:
    """Every file is replaced atomically, one after the other."""

    def write(kills: int) -> None:
        for n in range(kills, kills + 100_000):
            for path, content in stands.files[n % 2].items():
                (data / f"{path}.new").write_bytes(content)
                (data / f"{path}.new").replace(data / path)

    return write


def swap(data: Path, stands: Stands) -> Write:
    """Two complete folders and one symlink, swapped atomically."""

    def write(kills: int) -> None:
        for n in range(kills, kills + 100_000):
            (data / "new").unlink(missing_ok=True)
            (data / "new").symlink_to(data.parent / f"whole-{n % 2}", target_is_directory=True)
            (data / "new").replace(data / "latest")
            time.sleep(0.001)

    return write


def load_by_path(folder: Path) -> dict[str, pa.Table]:
    return {path.parent.name: pq.read_table(path, partitioning=None) for path in sorted(folder.glob("*/*.parquet"))}


def load_by_symlink(data: Path) -> dict[str, pa.Table]:
    return load_by_path(data / "latest")


def spread(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


@pytest.mark.parametrize(
    ("publisher", "read"), [(overwrite, load_by_path), (replace, load_by_path), (swap, load_by_symlink)]
)
def test_the_harness_sees_known_bad_publishers(
    stands: Stands, tmp_path: Path, publisher: Callable[[Path, Stands], Write], read: Read
) -> None:
    data = tmp_path / "data"
    spread(data, stands.files[0])
    for n in (0, 1):
        spread(tmp_path / f"whole-{n}", stands.files[n])
    (data / "latest").symlink_to(tmp_path / "whole-0", target_is_directory=True)
    assert stands.whole(read(data))
    score = contest(data, publisher(data, stands), read, stands, 60, 2, 0.1)
    print(f"{publisher.__name__}: {score.bad} torn of {score.loads} loads")  # noqa: T201
    assert score.bad > 0


# -- stopped by a signal (F5)


@pytest.mark.parametrize("times", [6, pytest.param(200, marks=pytest.mark.soak)])
def test_signals_stop_a_build_at_once_with_nothing_half(stands: Stands, tmp_path: Path, times: int) -> None:
    data = tmp_path / "data"
    quick_build(stands.raws[0], data)
    draw, codes = random.Random(11), set()
    for n in range(5 * times):
        if n >= times and codes & {143, 130, 129}:
            break  # none was stopped in the middle yet: a quick machine is done already
        number = (15, 2, 1)[n % 3]
        child = forked(command, data.parent / "said", "build", "--raw", stands.raws[n % 2], "--data", data, "--jobs", 1)
        time.sleep(draw.uniform(0.05, 1.0))
        os.kill(child, number)
        began = time.monotonic()
        code = ended(child)
        assert time.monotonic() - began < 5
        assert code in (0, 128 + number, -number), code  # done already, stopped, or not yet listening
        codes.add(code)
        assert stands.whole(load(data))
    assert codes & {143, 130, 129}
    quick_build(stands.raws[1], data, gate=anything)
    assert hashes(data) == stands.hashes[1]


@pytest.mark.parametrize(
    "number", [15, pytest.param(2, marks=pytest.mark.soak), pytest.param(1, marks=pytest.mark.soak)]
)
def test_the_command_ends_with_128_plus_the_signal(stands: Stands, tmp_path: Path, number: int) -> None:
    held = tmp_path / "data"
    run = start_cli("build", "--raw", stands.raws[0], "--data", held, "--jobs", 1)
    while not (held / ".lock").exists():  # the run has begun
        time.sleep(0.01)
    run.send_signal(number)
    began = time.monotonic()
    _, said = run.communicate(timeout=30)
    assert run.returncode == 128 + number
    assert time.monotonic() - began < 5
    assert "nothing half was published" in said
    assert "Traceback" not in said
    assert not (held / "CURRENT").exists()
