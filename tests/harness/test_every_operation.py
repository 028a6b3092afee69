"""Kill, ENOSPC and EIO at every file operation of a whole build: the old snapshot stays whole, and the next run
succeeds without a hand and equals a clean build byte for byte (INTEGRITY.md F2, F3)."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_runs import (
    Unsynced,
    command,
    contents,
    ended,
    forked,
    hashes,
    quick_build,
    raw_folder,
    snapshot,
    two_contents,
)  # fmt: skip

from pipeline.store.errors import DataError
from pipeline.store.verify import verify

Build = Callable[[Path, Path, Unsynced], object]


class Faulty(Unsynced):
    """Counts operations; at operation `at` half of a write reaches the disk and then `fault` happens."""

    def __init__(self, at: int = 0, fault: int = 0) -> None:
        self.at, self.fault, self.count = at, fault, 0
        self.paths: list[Path] = []

    def step(self, operation: str, path: Path) -> None:
        self.count += 1
        self.paths.append(path)
        if self.count != self.at:
            return
        if operation == "write":
            path.write_bytes(b"half of it")
        if not self.fault:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.fault, os.strerror(self.fault), str(path))


def good(raw: Path, data: Path, ops: Unsynced) -> object:
    return quick_build(raw, data, ops=ops)


def in_place(raw: Path, data: Path, ops: Unsynced) -> object:
    """Known bad: the files in force are overwritten with those of the new content, the manifest last."""
    fresh = data.parent / f"{data.name}-fresh"
    quick_build(raw, fresh)
    with snapshot(data) as old, snapshot(fresh) as new:
        text = (new.path / "MANIFEST.json").read_bytes().replace(new.name.encode(), old.name.encode())
        for path in new.manifest.files:
            ops.write(old.path / path, (new.path / path).read_bytes())
        ops.write(old.path / "MANIFEST.json", text)
    shutil.rmtree(fresh)
    return None


class Bench:
    """Two contents, and a data folder in which the first one is in force."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.old, self.new = two_contents(folder)
        self.data = folder / "data"
        quick_build(self.old, self.data)
        quick_build(self.new, folder / "clean")
        self.known = (hashes(self.data), hashes(folder / "clean"))
        self.files = contents(folder / "clean")

    def operations(self, build: Build = good) -> int:
        data = shutil.copytree(self.data, self.folder / "count", symlinks=True)
        ops = Faulty()
        build(self.new, data, ops)
        shutil.rmtree(data)
        return ops.count

    def faults(self, ks: range, fault: int, build: Build = good) -> list[str]:
        """What is wrong after a fault at each operation k, and after the next run; empty is good."""
        found = []
        for k in ks:
            data = shutil.copytree(self.data, self.folder / f"k{k}", symlinks=True)
            self.interrupt(build, data, k, fault)
            try:
                if hashes(data) not in self.known:
                    found.append(f"{k}: neither old nor new")
                quick_build(self.new, data)
                if contents(data) != self.files or list((data / ".staging").iterdir()):
                    found.append(f"{k}: the next run is not as a clean build")
            except (DataError, OSError) as error:
                found.append(f"{k}: {error}")
            shutil.rmtree(data)
        return found

    def interrupt(self, build: Build, data: Path, k: int, fault: int) -> None:
        if not fault:
            assert ended(forked(build, self.new, data, Faulty(k))) == -signal.SIGKILL
            return
        ops, said = Faulty(k, fault), None
        try:
            build(self.new, data, ops)
        except OSError as error:
            said = error
        if said is None:  # only the page cache may fail without a word: it costs time, no data
            assert ".cache" in ops.paths[k - 1].parts
        else:
            assert (said.errno, str(said.filename).startswith(str(data))) == (fault, True)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


EVERY = pytest.param(1, marks=pytest.mark.soak)


@pytest.mark.parametrize("step", [18, EVERY])
def test_kill_at_operations(bench: Bench, step: int) -> None:
    count = bench.operations()
    assert count > 80
    print(f"{count} operations")  # noqa: T201
    assert bench.faults(range(1, count + 1, step), 0) == []


@pytest.mark.parametrize(("fault", "first"), [(errno.ENOSPC, 2), (errno.EIO, 3), (errno.EDQUOT, 5)])
@pytest.mark.parametrize("step", [40, EVERY])
def test_errors_at_operations(bench: Bench, fault: int, first: int, step: int) -> None:
    count = bench.operations()
    assert bench.faults(range(1 if step == 1 else first, count + 1, step), fault) == []


def test_the_harness_sees_overwriting_in_place(bench: Bench) -> None:
    count = bench.operations(in_place)
    assert len(bench.faults(range(2, count, count // 5), 0, in_place)) >= 4


def test_a_file_system_that_takes_no_more_is_exit_7(bench: Bench, tmp_path: Path) -> None:
    data = shutil.copytree(bench.data, tmp_path / "data", symlinks=True)
    raw = raw_folder(tmp_path / "raw", "zwolle.jaarverslag-2024.nl", "zwolle.begroting-2026.nl")
    said = tmp_path / "said"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        command(said, "build", "--raw", raw, "--data", data)

    assert ended(forked(limited)) == 7
    for words in ("File too large", "bytes needed", str(data), "the data in force is unchanged"):
        assert words in said.read_text()
    assert "Traceback" not in said.read_text()
    assert hashes(data) == bench.known[0]
    assert ended(forked(command, said, "build", "--raw", raw, "--data", data)) == 0, said.read_text()
    assert verify(data) == []
