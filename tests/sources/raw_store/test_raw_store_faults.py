"""Kill, ENOSPC and EIO at every file operation of the raw store: no half page, nothing good lost, and the next run ends
as an undisturbed one (INTEGRITY.md F2, F3; must show 6)."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from pathlib import Path

import pytest

from harness.whole_runs import ended, forked
from pipeline.sources import folder
from pipeline.sources.raw_store import RawStore
from raw_store_samples import HOST, Nights, fetched, page, readable, url
from stored_samples import Unsynced

OLD = {n: page(f"oud {n}") for n in (1, 2, 3)}
NEW = {n: page(f"nieuw {n}", "11/11/2025 07:33:06") for n in (1, 2, 4)}


class Faulty(Unsynced):
    """At operation `at` half of a write reaches the disk, and then `fault` happens: an error, or the end (0)."""

    def __init__(self, at: int = 0, fault: int = 0) -> None:
        self.at, self.fault, self.count = at, fault, 0
        self.operations: list[tuple[str, Path]] = []

    def _put(self, path: Path, content: bytes, how: int, step: str) -> None:
        if self.count + 1 == self.at:
            super()._put(path, content[: len(content) // 2], how, step + " half of it")
        super()._put(path, content, how, step)

    def step(self, operation: str, path: Path) -> None:
        if operation.endswith("half of it"):
            return
        self.count += 1
        self.operations.append((operation, path))
        if self.count == self.at:
            if not self.fault:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.fault, os.strerror(self.fault), str(path))


def first_night(raw: Path) -> None:
    store = RawStore(raw, Unsynced(), Nights())
    store.decide(HOST, in_force=[store.record(fetched(n, content)) for n, content in OLD.items()])
    store.decide(HOST, missed=[store.record(fetched(3, verdict="gone"))])
    store.seal()
    (raw / "hand.html").write_bytes(b"<html>placed by hand</html>")


def second_night(raw: Path, ops: Unsynced) -> RawStore:
    """Two pages change, one is new, one goes for good, one is refused, one was placed by hand, one was deleted."""
    clock = Nights()
    clock.next(2)
    store = RawStore(raw, ops, clock)
    store.settle()
    store.restore_missing()
    store.take_in(source for source in folder.sources(raw) if isinstance(source, folder.Source))
    answers = [store.record(fetched(n, content)) for n, content in NEW.items()]
    store.record(fetched(5, b"onderhoud", "rejected", code="NOT_A_REPORT_PAGE"))
    gone = store.record(fetched(3, verdict="gone"))
    tombstones = [gone.path] if store.in_force(url(3)) else []
    store.decide(HOST, in_force=[a for a in answers if a.change != "same"], tombstones=tombstones)
    store.seal()
    return store


def summary(raw: Path) -> object:
    store = RawStore(raw, Unsynced())
    return readable(raw), [(p.path, p.sha256, p.stamp, p.missed) for p in store.pages()], store.tombstones


def bodies(raw: Path) -> set[bytes]:
    return set(readable(raw).values())


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raw = tmp_path_factory.mktemp("before") / "raw"
    first_night(raw)
    return raw


EVERY = pytest.param(1, marks=pytest.mark.soak)


@pytest.mark.parametrize(("fault", "first"), [(0, 1), (errno.ENOSPC, 2), (errno.EIO, 5)], ids=["kill", "ENOSPC", "EIO"])
@pytest.mark.parametrize("step", [7, EVERY])
def test_at_operations(before: Path, tmp_path: Path, fault: int, first: int, step: int) -> None:
    counted = Faulty()
    clean = shutil.copytree(before, tmp_path / "clean")
    second_night(clean, counted)
    wanted = summary(clean)
    known = bodies(before) | bodies(clean)
    assert counted.count > 60
    for k in range(1 if step == 1 else first, counted.count + 1, step):
        raw = shutil.copytree(before, tmp_path / f"k{k}")
        if fault:
            with pytest.raises(OSError, match=os.strerror(fault)) as said:
                second_night(raw, Faulty(k, fault))
            assert str(said.value.filename).startswith(str(raw)), k
        else:
            assert ended(forked(second_night, raw, Faulty(k))) == -signal.SIGKILL, k
        assert bodies(raw) <= known, f"{k}: a half page"
        second_night(raw, Unsynced())
        assert summary(raw) == wanted, f"{k}: the next run ends otherwise"
        assert list((raw / ".store/tmp").iterdir()) == []
        shutil.rmtree(raw)


def test_the_harness_sees_a_store_that_writes_in_place(before: Path, tmp_path: Path) -> None:
    """Known bad: readable files are written where they lie."""

    class InPlace(Faulty):
        def replace(self, source: Path, target: Path) -> None:
            if target.suffix == ".html":
                self.write(target, source.read_bytes())
                source.unlink()
            else:
                super().replace(source, target)

    known = {*OLD.values(), *NEW.values(), b"<html>placed by hand</html>"}
    counted = InPlace()
    second_night(shutil.copytree(before, tmp_path / "count"), counted)
    halves = 0
    writes = [k for k, (step, path) in enumerate(counted.operations, 1) if step == "write" and path.suffix == ".html"]
    for k in writes:
        raw = shutil.copytree(before, tmp_path / f"k{k}")
        if ended(forked(second_night, raw, InPlace(k))) == -signal.SIGKILL:
            halves += not bodies(raw) <= known
    assert halves == len(writes) > 2
