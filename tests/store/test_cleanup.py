from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from pipeline.store.cleanup import Keep
from pipeline.store.errors import IntegrityError, NoSnapshotError
from pipeline.store.opening import open_snapshot
from pipeline.store.verify import Problem, rollback, verify
from stored_samples import PUBLICATIONS, STAMP, published, replaced, tables

DAY = timedelta(days=1)


def titled(title):
    return replaced(tables(), "goals", PUBLICATIONS[0], "title", 0, title)


def days(data, numbers, keep):
    """Publish something new on each of these days; names by day."""
    return {n: published(data, titled(f"dag {n}"), STAMP + n * DAY, keep=keep).name for n in numbers}


def kept(data):
    return sorted(p.name for p in (data / "snapshots").iterdir())


def test_what_is_new_or_was_lately_in_force_is_kept(tmp_path):
    names = days(tmp_path, [0, 10, 20, 49, 50], Keep(snapshots=2, age=timedelta(days=30)))
    # day 0 was followed on day 10, 40 days before: it goes; day 10 was in force until 30 days ago: it stays
    assert kept(tmp_path) == [names[n] for n in (10, 20, 49, 50)]


def test_a_night_with_a_wrong_clock_keeps_nothing_for_ever(tmp_path):
    """Its snapshot is of a time that is still to come, and so are the names of all that follow it."""
    names = days(tmp_path, [0, 10, 20_000, 11, 40, 50], Keep(snapshots=2, age=timedelta(days=30)))
    assert list(names.values()) == sorted(names.values())
    # day 10 was followed by the wrong one, and by day 11 for certain: 39 days before, as that day's night by day 40
    assert kept(tmp_path) == [names[n] for n in (11, 40, 50)]


def test_the_newest_stay_however_old(tmp_path):
    names = days(tmp_path, [0, 100, 200, 300], Keep(snapshots=3, age=timedelta(days=30)))
    assert kept(tmp_path) == [names[n] for n in (100, 200, 300)]


def test_the_default_is_fourteen_and_thirty_days():
    assert Keep() == Keep(snapshots=14, age=timedelta(days=30))


def test_the_snapshot_in_force_stays_after_a_rollback(tmp_path):
    names = days(tmp_path, [0, 100, 200], Keep())
    rollback(tmp_path, names[0])
    again = published(tmp_path, titled("dag 0"), STAMP + 300 * DAY, keep=Keep(snapshots=1, age=timedelta(0)))
    assert (again.name, again.changed, again.removed) == (names[0], False, (names[100],))
    with open_snapshot(tmp_path) as found:
        assert found.name == names[0]


def test_a_reader_keeps_its_snapshot_until_it_lets_go(tmp_path):
    keep = Keep(snapshots=1, age=timedelta(0))
    first = published(tmp_path, titled("eerste")).name
    held = open_snapshot(tmp_path)
    for n in range(1, 4):
        published(tmp_path, titled(f"dag {n}"), STAMP + n * DAY, keep=keep)
    assert first in kept(tmp_path)
    assert held.load("goals")["title"][0] == "eerste"
    held.close()
    last = published(tmp_path, titled("dag 5"), STAMP + 5 * DAY, keep=keep)
    assert first in last.removed
    assert kept(tmp_path)[1:] == [last.name]  # and the one that was in force until now


def test_what_is_no_snapshot_is_left_alone(tmp_path):
    days(tmp_path, [0], Keep())
    (tmp_path / "snapshots" / "notes").mkdir()
    names = days(tmp_path, [100, 200], Keep(snapshots=1, age=timedelta(0)))
    assert kept(tmp_path) == [names[100], names[200], "notes"]


def test_leftovers_are_removed_and_symlinks_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("x")
    staging = tmp_path / "data/.staging"
    (staging / "20260101T000000Z-1/goals").mkdir(parents=True)
    (staging / "20260101T000000Z-1/goals/half.parquet").write_bytes(b"PAR1")
    (staging / "stray").write_text("x")
    (staging / "link").symlink_to(outside)
    (staging / "20260101T000000Z-1/link").symlink_to(outside)
    published(tmp_path / "data")
    assert list(staging.iterdir()) == []
    assert (outside / "precious").exists()


def test_verify_names_every_kind_of_damage(tmp_path):
    names = days(tmp_path, [0, 1], Keep())
    assert verify(tmp_path) == []
    old, new = (tmp_path / "snapshots" / names[n] for n in (0, 1))
    shared = f"criteria/{PUBLICATIONS[1]}.parquet"
    (new / shared).write_bytes(b"PAR1")  # a hard link: both snapshots have it
    (old / f"goals/{PUBLICATIONS[0]}.parquet").unlink()
    (new / "goals/stranger.parquet").write_bytes(b"x")
    (tmp_path / "latest").unlink()
    found = verify(tmp_path)
    assert {p.file for p in found} == {
        "latest",
        f"snapshots/{names[0]}/{shared}",
        f"snapshots/{names[0]}/goals/{PUBLICATIONS[0]}.parquet",
        f"snapshots/{names[1]}/{shared}",
        f"snapshots/{names[1]}/goals/stranger.parquet",
    }
    assert "does not point at" in str(next(p for p in found if p.file == "latest"))


def test_verify_of_broken_folders(tmp_path):
    (problem,) = verify(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.file == "CURRENT"
    name = published(tmp_path).name
    (tmp_path / "snapshots" / name / "MANIFEST.json").unlink()
    assert [p.file for p in verify(tmp_path)] == [f"snapshots/{name}/MANIFEST.json"]
    shutil.rmtree(tmp_path / "snapshots" / name)
    assert [p.file for p in verify(tmp_path)] == ["CURRENT"]


def test_an_unchanged_run_repairs_latest(tmp_path):
    published(tmp_path)
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to("nowhere")
    published(tmp_path)
    assert verify(tmp_path) == []


def test_rollback_to_a_name_to_the_one_before_and_past_damage(tmp_path):
    names = days(tmp_path, [0, 1, 2], Keep())
    assert rollback(tmp_path) == names[1]
    with open_snapshot(tmp_path) as found:
        assert (found.name, found.load("goals")["title"][0]) == (names[1], "dag 1")
    assert str((tmp_path / "latest").readlink()) == f"snapshots/{names[1]}"
    assert rollback(tmp_path, names[2]) == names[2]
    (tmp_path / f"snapshots/{names[1]}/goals/{PUBLICATIONS[0]}.parquet").write_bytes(b"")
    with pytest.raises(IntegrityError, match=f"{names[1]} cannot be put in force"):
        rollback(tmp_path, names[1])
    assert rollback(tmp_path) == names[0]
    with pytest.raises(NoSnapshotError, match=r"no undamaged snapshot before .*, remove .*CURRENT and build"):
        rollback(tmp_path)


def test_rollback_mends_a_lost_current(tmp_path):
    names = days(tmp_path, [0, 1], Keep())
    (tmp_path / "CURRENT").write_text("../x\n")
    assert rollback(tmp_path) == names[1]
    assert verify(tmp_path) == []


def test_rollback_to_nothing(tmp_path):
    days(tmp_path, [0], Keep())
    with pytest.raises(NoSnapshotError, match="kept are"):
        rollback(tmp_path, "20200101T000000Z-000000000000")
