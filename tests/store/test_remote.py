"""The same store in a bucket: what is published there is byte for byte what a folder holds."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

import pipeline
from pipeline import remote
from pipeline.fsops import REAL, FileOps
from pipeline.status import status
from pipeline.store import places, remote_lock
from pipeline.store.cleanup import Keep
from pipeline.store.errors import IntegrityError, LockHeld, MissingLibrary, NoSnapshotError
from pipeline.store.gate import GateReport, GateRow
from pipeline.store.layout import DataFolder, data_folder
from pipeline.store.lock import writer_lock
from pipeline.store.opening import open_snapshot
from pipeline.store.places import place
from pipeline.store.snapshot import GateRefused
from pipeline.store.verify import rollback, verify
from s3_server import bucket
from schemas import TABLES
from stored_samples import STAMP, replaced
from stored_samples import published as publish
from stored_samples import tables as samples

PUBLICATION = "zwolle-jaarstukken-2024"
GOAL = ("goals", PUBLICATION, "title", 0)
DAY = timedelta(days=1)


def tables():
    return samples([PUBLICATION])


def published(folder, found=None, stamp=STAMP, **options):
    return publish(folder, found or tables(), stamp, **options)


@pytest.fixture(scope="module", autouse=True)
def _few_tables():
    """An answer of the server takes 10 ms: five tables are as good as all."""
    every = dict(TABLES)
    for name in every.keys() - {"publications", "pages", "goals", "findings", "goal_links"}:
        del TABLES[name]
    yield
    TABLES.clear()
    TABLES.update(every)


@pytest.fixture
def data():
    return place(f"{bucket()}/deep/data")


@pytest.fixture(scope="module")
def one():
    """A folder that two snapshots were published in, for tests that only read."""
    folder = place(f"{bucket()}/data")
    published(folder)
    published(folder, replaced(tables(), *GOAL, "nieuw"), STAMP + DAY)
    return folder


def names(folder):
    return set(remote.below(folder))


def test_a_bucket_holds_the_bytes_that_a_folder_holds(one, tmp_path):
    published(tmp_path)
    published(tmp_path, replaced(tables(), *GOAL, "nieuw"), STAMP + DAY)
    here = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    here = {name: content for name, content in here.items() if not name.startswith("latest/")}
    assert {name: (one / name).read_bytes() for name in names(one)} == here


def test_load_verify_and_status_read_a_bucket(one):
    assert "nieuw" in set(pipeline.load("goals", data=str(one))["title"].dropna())
    assert len(pipeline.load("goals", data=str(one), years=2023, as_="arrow")) == 0
    assert verify(one) == []
    assert status(one, 48.0, STAMP + DAY).lines[0].startswith("snapshot     20261124T031553Z-")


def test_the_environment_may_name_a_bucket(one, monkeypatch):
    monkeypatch.setenv("DOELENBOOM_DATA", str(one))
    assert data_folder().path == one
    with pipeline.snapshot() as view:
        assert view.sql("select count(*) as n from goals")["n"].to_list() == [3]


def test_nothing_is_published_in_an_empty_bucket(data):
    with pytest.raises(NoSnapshotError, match=r"s3://.*/deep/data/CURRENT does not exist"):
        open_snapshot(data)
    assert [problem.file for problem in verify(data)] == ["CURRENT"]


def test_a_reader_sees_the_old_or_the_new_whatever_is_half_done(data, monkeypatch):
    """Killed before an operation of a publication, and in the middle of moving a snapshot to its place: what is in
    force stays whole, and the next run finishes."""
    first = published(data)
    changed = replaced(tables(), *GOAL, "nieuw")

    def killed(ops=REAL):
        with pytest.raises(Killed):
            published(data, changed, STAMP + DAY, ops=ops)
        with open_snapshot(data) as found:
            assert found.name == first.name
            assert found.load("goals").shape[0] == 3

    killed(KilledAt("create", "MANIFEST.json"))
    with monkeypatch.context() as patch:
        whole = data.fs.copy
        patch.setattr(data.fs, "copy", lambda sources, targets: [whole(sources[:5], targets[:5]), die()])
        killed()
    assert len(list((data / "snapshots").iterdir())) == 2
    assert DataFolder(data).names() == [first.name]
    assert verify(data) == []
    killed(KilledAt("replace", "CURRENT"))
    assert len(DataFolder(data).names()) == 2
    second = published(data, changed, STAMP + DAY)
    with open_snapshot(data) as found:
        assert (found.name, second.changed) == (second.name, True)
    before = names(data)
    assert {name.split("/")[0] for name in before} == {"CURRENT", "snapshots"}
    assert published(data, changed, STAMP + 2 * DAY).changed is False
    assert names(data) == before


class Killed(BaseException):
    pass


def die():
    raise Killed


class KilledAt(FileOps):
    def __init__(self, operation, name):
        self.operation, self.name = operation, name

    def step(self, operation, path):
        if operation == self.operation and path.name == self.name:
            die()


def test_clean_up_follows_the_keep_rule(data):
    first = published(data)
    second = published(data, replaced(tables(), *GOAL, "b"), STAMP + DAY)
    keep = Keep(snapshots=1, age=timedelta(days=30))
    third = published(data, replaced(tables(), *GOAL, "c"), STAMP + 40 * DAY, keep=keep)
    assert third.removed == (first.name,)
    assert DataFolder(data).names() == [second.name, third.name]
    assert not any(first.name in name for name in names(data))


def test_a_changed_object_is_seen_and_an_older_snapshot_put_in_force(data):
    first = published(data)
    second = published(data, replaced(tables(), *GOAL, "b"), STAMP + DAY)
    damaged = data / "snapshots" / second.name / f"goals/{PUBLICATION}.parquet"
    content = damaged.read_bytes()
    damaged.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (data / "snapshots" / second.name / "goals/more.parquet").write_bytes(b"x")
    assert [p.file.partition(f"{second.name}/")[2] for p in verify(data)] == [
        f"goals/{PUBLICATION}.parquet", "goals/more.parquet",
    ]  # fmt: skip
    with pytest.raises(IntegrityError, match=r"s3://.*goals/.*: sha256 is"):
        pipeline.load("goals", data=str(data))
    assert rollback(data) == first.name
    assert pipeline.load("goals", data=str(data)).shape[0] == 3


def test_a_refused_candidate_is_kept_to_be_looked_at(data):
    published(data)
    row = GateRow("rows_lost", "goals", "", 1.0, 2, "", "none", "refuse")

    def judge(*_):
        return GateReport((row,))

    for number in range(2):
        with pytest.raises(GateRefused, match=r"kept in s3://") as refused:
            published(data, replaced(tables(), *GOAL, f"n{number}"), STAMP + DAY, judge=judge)
    with open_snapshot(data, refused.value.candidate) as candidate:
        assert "n1" in candidate.load("goals")["title"].to_list()
    assert len({name.split("/")[1] for name in names(data) if name.startswith(".staging-refused/")}) == 2


def test_of_two_writers_one_is_told_who_the_other_is(data):
    with (
        writer_lock(data),
        pytest.raises(LockHeld, match=rf"process \d+ on .*, started 20\d\d-.* remove {data}/\.lock"),
        writer_lock(data),
    ):
        pass
    with writer_lock(data):
        pass
    assert names(data) == set()


def test_the_lock_is_let_go_when_the_run_fails(data):
    with pytest.raises(ZeroDivisionError), writer_lock(data):
        _ = 1 / 0
    with writer_lock(data):
        pass


def test_the_lock_of_a_dead_run_is_taken_over_when_no_run_takes_so_long(data, monkeypatch):
    (data / ".lock").write_bytes(json.dumps({"pid": 7, "host": "gone", "start": "2026-01-01T00:00:00Z"}).encode())
    with pytest.raises(LockHeld, match="process 7 on gone"), writer_lock(data):
        pass
    monkeypatch.setattr(remote_lock, "STALE", timedelta(0))
    with writer_lock(data):
        assert json.loads((data / ".lock").read_bytes())["host"] != "gone"
    assert names(data) == set()


def test_of_two_that_take_over_one_wins(data):
    (data / ".lock").write_bytes(b"not json")
    _, tag = remote.written(data / ".lock")
    assert remote.put_over(data / ".lock", b"first", tag)
    assert not remote.put_over(data / ".lock", b"second", tag)


def test_a_lock_that_became_another_runs_is_left_alone(data):
    with writer_lock(data):
        (data / ".lock").write_bytes(b"{}")
    assert (data / ".lock").read_bytes() == b"{}"


@pytest.mark.parametrize("url", ["gs://b/x", "s3://", "s3:///", "http://example.org/x"])
def test_other_addresses_are_refused(url):
    with pytest.raises(ValueError, match="only folders of this machine and s3://BUCKET/FOLDER"):
        place(url)


def test_a_missing_library_is_named_with_its_extra(monkeypatch):
    def opened(url):
        raise ModuleNotFoundError("No module named 's3fs'", name="s3fs")

    monkeypatch.setattr(places.remote, "opened", opened)
    with pytest.raises(MissingLibrary, match=r"s3fs is not installed. Run: pip install 'doelenboom\[scale\]'"):
        place("s3://b/x")
