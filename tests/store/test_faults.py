"""Kill, ENOSPC and EIO at every single file operation of a publish, and damage to every kind of published file.

Each harness also runs against a known-bad variant, in which it must find faults.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
from datetime import timedelta
from functools import cache

import pyarrow as pa
import pytest

from pipeline.fsops import FileOps
from pipeline.store import snapshot, staging
from pipeline.store.cleanup import Keep
from pipeline.store.errors import DataError, NoSnapshotError
from pipeline.store.opening import open_snapshot
from pipeline.store.verify import verify
from schemas import TABLES
from stored_samples import STAMP, Unsynced, replaced, tables

PUBLICATION = "zwolle-jaarstukken-2024"
SMALL = ("pages", "goals", "findings")
KEEP = Keep(snapshots=1, age=timedelta(0))  # so that the run removes a snapshot too
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _few_tables(monkeypatch):
    monkeypatch.setattr(staging, "TABLES", {name: TABLES[name] for name in SMALL})


@cache
def small(title):
    found = replaced(tables((PUBLICATION,)), "goals", PUBLICATION, "title", 0, title)
    return {name: found[name] for name in SMALL}


class Counting(Unsynced):
    def __init__(self):
        self.count = 0

    def step(self, operation, path):
        self.count += 1
        self.fault(operation, path)

    def fault(self, operation, path):
        pass


class Failing(Counting):
    """Operation `k` fails; a failing write leaves half of the bytes."""

    def __init__(self, k, code):
        super().__init__()
        self.k, self.code = k, code

    def fault(self, operation, path):
        if self.count == self.k:
            if operation == "write":
                path.write_bytes(b"PAR1 half")
            self.stop(path)

    def stop(self, path):
        raise OSError(self.code, os.strerror(self.code), str(path))


class Killing(Failing):
    def stop(self, path):
        os.kill(os.getpid(), signal.SIGKILL)


def good_publish(data, title, stamp, ops):
    snapshot.publish(data, small(title), stamp=stamp, keep=KEEP, ops=ops)


def in_place(data, title, stamp, ops):
    """Known bad: overwrite the files of the snapshot in force."""
    if not (data / "CURRENT").exists():
        good_publish(data, title, stamp, ops)
        return
    with open_snapshot(data) as old:
        folder = data / ".staging" / "bad"
        shutil.rmtree(folder, ignore_errors=True)
        staged = staging.stage(folder, small(title), None, Unsynced())
        body = {n: getattr(old.manifest, n) for n in old.manifest.__dataclass_fields__}
        for path in staged.files:
            ops.write(old.path / path, (folder / path).read_bytes())
        ops.write(old.path / "MANIFEST.json", snapshot.render(snapshot.Manifest(**body | {"files": staged.files})))


def read(data):
    """The whole snapshot in force as one value: the title tells old from new, the rest must be complete."""
    with open_snapshot(data) as found:
        rows = {name: found.arrow(name).to_pylist() for name in SMALL}
    title = rows["goals"][0]["title"]
    assert rows == {name: pa.concat_tables(small(title)[name].values()).to_pylist() for name in SMALL}
    return title


def prepared(folder, publish):
    """Two snapshots in force one after the other, as before a nightly run."""
    publish(folder, "eerste", STAMP - DAY, Unsynced())
    publish(folder, "oud", STAMP, Unsynced())
    return folder


def operations(base, publish):
    trial = shutil.copytree(base, base.parent / "trial", symlinks=True)
    ops = Counting()
    publish(trial, "nieuw", STAMP + DAY, ops)
    shutil.rmtree(trial)
    return ops.count


def faults(base, publish, interrupt, ks):
    """What is wrong after an interruption at each operation k, and after the next run; empty is good."""
    found = []
    clean = {p.name: p.read_bytes() for p in _fresh(base.parent / "clean").rglob("*.parquet")}
    for k in ks:
        data = shutil.copytree(base, base.parent / f"k{k}", symlinks=True)
        interrupt(data, publish, k)
        try:
            if read(data) not in ("oud", "nieuw"):
                found.append((k, "neither old nor new"))
            good_publish(data, "nieuw", STAMP + 2 * DAY, Unsynced())
            with open_snapshot(data) as after:
                stored = {p.name: p.read_bytes() for p in after.path.rglob("*.parquet")}
            if read(data) != "nieuw" or stored != clean or verify(data) or list((data / ".staging").iterdir()):
                found.append((k, "the next run did not mend it"))
        except (DataError, AssertionError, pa.ArrowException) as error:
            found.append((k, str(error)))
        shutil.rmtree(data)
    return found


def _fresh(folder):
    good_publish(folder, "nieuw", STAMP, Unsynced())
    return folder / "snapshots"


def killed(data, publish, k):
    child = os.fork()
    if child == 0:
        publish(data, "nieuw", STAMP + DAY, Killing(k, 0))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def failed(code):
    def interrupt(data, publish, k):
        with pytest.raises(OSError, match=os.strerror(code)) as caught:
            publish(data, "nieuw", STAMP + DAY, Failing(k, code))
        assert caught.value.errno == code
        assert caught.value.filename.startswith(str(data))

    return interrupt


@pytest.fixture
def base(tmp_path):
    return prepared(tmp_path / "base", good_publish)


def test_kill_at_every_operation(base):
    count = operations(base, good_publish)
    assert count > 35
    assert faults(base, good_publish, killed, range(1, count + 1)) == []


def test_disk_full_at_every_operation(base):
    count = operations(base, good_publish)
    assert faults(base, good_publish, failed(errno.ENOSPC), range(1, count + 1)) == []


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.soak), 5])
def test_io_error_at_operations(base, step):
    count = operations(base, good_publish)
    assert faults(base, good_publish, failed(errno.EIO), range(1, count + 1, step)) == []


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.soak), 5])
def test_kill_at_operations_of_the_first_publish(tmp_path, step):
    ops = Counting()
    good_publish(tmp_path / "count", "nieuw", STAMP, ops)
    for k in sorted({*range(1, ops.count + 1, step), *range(ops.count - 12, ops.count + 1)}):
        data = tmp_path / f"k{k}"
        data.mkdir()
        killed(data, good_publish, k)
        if (data / "CURRENT").exists():
            assert read(data) == "nieuw"
        else:
            with pytest.raises(NoSnapshotError, match="Run: python -m pipeline"):
                read(data)
        good_publish(data, "nieuw", STAMP + DAY, Unsynced())
        assert read(data) == "nieuw"
        assert verify(data) == []


def test_the_harness_sees_overwriting_in_place(base):
    count = operations(base, in_place)
    assert len(faults(base, in_place, killed, range(1, count + 1))) > count / 2


def test_a_full_disk_names_the_path_and_the_bytes_needed(tmp_path):
    class Full(FileOps):
        def step(self, operation, path):
            if operation == "write" and path.suffix == ".parquet":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match=r"No space left on device \(\d{4,5} bytes needed\).*pages/zwolle"):
        good_publish(tmp_path, "nieuw", STAMP, Full())
