"""A refused candidate stays where a person can look at it; accepting it takes its hash and a reason."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import timedelta

import pytest

from pipeline.inputs import Report
from pipeline.journal import summary
from pipeline.store.diff import diff
from pipeline.store.errors import NoSnapshotError
from pipeline.store.gate import Acceptance, default_rules, judge
from pipeline.store.opening import open_snapshot
from pipeline.store.snapshot import GateRefused
from pipeline.store.verify import rollback
from stored_samples import PUBLICATIONS, STAMP, published, replaced, tables, without

OPEN, CLOSED, _ = PUBLICATIONS
LENIENT = deepcopy(dict(default_rules()))
LENIENT["pages_unusable"] = {"warn": {"count": 0}}


def lossy():
    return without(tables(), "criteria", CLOSED, [0])


def test_a_refused_candidate_is_kept_and_the_old_data_stays(tmp_path):
    first = published(tmp_path, tables(), judge=judge)
    for _ in range(2):  # the next night it is the same candidate
        with pytest.raises(
            GateRefused, match=r"keys_lost_closed_edition criteria .*build --accept [0-9a-f]{12}"
        ) as caught:
            published(tmp_path, lossy(), STAMP + timedelta(days=1), judge=judge)
        with open_snapshot(tmp_path) as found:
            assert found.name == first.name
    assert caught.value.path == tmp_path / ".staging-refused" / caught.value.candidate
    with open_snapshot(tmp_path) as old, open_snapshot(tmp_path, caught.value.candidate) as new:
        (table,) = [t for t in diff(old, new).tables if t]
        assert (table.table, [row.key for row in table.removed]) == ("criteria", [f"{CLOSED}/criteria/1"])
    with pytest.raises(NoSnapshotError, match="build --accept puts it in force"):
        rollback(tmp_path, caught.value.candidate)
    manifest = json.loads((caught.value.path / "MANIFEST.json").read_text())
    assert {row["verdict"] for row in manifest["gate"]} >= {"refuse", "pass"}
    assert (caught.value.path / f"criteria/{CLOSED}.parquet").is_file()
    assert list((tmp_path / ".staging").iterdir()) == []


def test_accepting_needs_the_hash_of_this_candidate_and_a_reason_and_is_recorded(tmp_path):
    published(tmp_path, tables(), judge=judge)
    with pytest.raises(GateRefused) as caught:
        published(tmp_path, lossy(), judge=judge)
    with pytest.raises(GateRefused):
        published(tmp_path, lossy(), judge=judge, accept=Acceptance("0" * 12, "wrong hash"))
    accept = Acceptance(caught.value.candidate, "criterium is op de pagina vervallen")
    done = published(tmp_path, lossy(), judge=judge, accept=accept)
    assert done.changed
    manifest = json.loads((tmp_path / "latest/MANIFEST.json").read_text())
    assert manifest["overrides"] == [
        {"candidate": caught.value.candidate, "reason": "criterium is op de pagina vervallen"}
    ]
    assert any(row["verdict"] == "refuse" for row in manifest["gate"])


@pytest.mark.parametrize(("candidate", "reason"), [("", "x"), ("0" * 11, "x"), ("0" * 12, " "), ("0" * 12, "")])
def test_an_acceptance_without_hash_or_reason_is_none(candidate, reason):
    with pytest.raises(ValueError, match="needs its hash"):
        Acceptance(candidate, reason)


def test_an_acceptance_that_was_not_needed_is_not_recorded(tmp_path):
    published(tmp_path, tables(), judge=judge, accept=Acceptance("0" * 12, "x"))
    assert json.loads((tmp_path / "latest/MANIFEST.json").read_text())["overrides"] == []


@pytest.mark.parametrize("candidate", ["0" * 12, "../x", ""])
def test_an_unknown_candidate_is_no_snapshot(tmp_path, candidate):
    published(tmp_path)
    with pytest.raises(NoSnapshotError):
        open_snapshot(tmp_path, candidate)


def test_the_last_ten_refused_candidates_are_kept(tmp_path, monkeypatch):
    published(tmp_path)
    for n in range(12):
        with pytest.raises(GateRefused) as caught:
            published(tmp_path, replaced(lossy(), "goals", OPEN, "title", 0, f"poging {n}"), judge=judge)
    assert len(list((tmp_path / ".staging-refused").iterdir())) == 10
    assert caught.value.path.is_dir()


def test_warnings_publish_and_are_recorded(tmp_path):
    published(tmp_path, tables(), judge=judge)
    done = published(
        tmp_path, replaced(tables(), "pages", OPEN, "status", 0, "stale"), judge=lambda *a: judge(*a, LENIENT)
    )
    assert done.changed
    assert [row.measure for row in done.gate.warned] == ["pages_unusable"]
    manifest = json.loads((tmp_path / "latest/MANIFEST.json").read_text())
    assert "warn" in {row["verdict"] for row in manifest["gate"]}


def test_without_current_the_newest_undamaged_snapshot_is_compared_with(tmp_path):
    first = published(tmp_path, tables(), judge=judge)
    last = published(
        tmp_path, replaced(tables(), "goals", OPEN, "title", 0, "anders"), STAMP + timedelta(1), judge=judge
    )
    (tmp_path / "CURRENT").unlink()
    with pytest.raises(GateRefused, match=f"nothing is in force; compared with {last.name}.*keys_lost_closed_edition"):
        published(tmp_path, lossy(), STAMP + timedelta(2), judge=judge)
    flipped = tmp_path / "snapshots" / last.name / f"goals/{OPEN}.parquet"
    flipped.chmod(0o644)
    flipped.write_bytes(flipped.read_bytes()[:-1])
    with pytest.raises(GateRefused, match=f"compared with {first.name}"):
        published(tmp_path, lossy(), STAMP + timedelta(2), judge=judge)
    done = published(tmp_path, tables(), STAMP + timedelta(2), judge=judge)  # nothing lost: no hand is needed
    assert (done.changed, done.gate.refused) == (True, ())


def test_what_the_gate_warned_of_is_told_when_a_run_ends(tmp_path):
    published(tmp_path, tables(), judge=judge)
    stale = replaced(tables(), "pages", OPEN, "status", 0, "stale")
    done = published(tmp_path, stale, judge=lambda *a: judge(*a, LENIENT))
    lines = list(summary(Report(done.name, done.changed, gate=done.gate)))
    assert [line for line in lines if "pages_unusable" in line] == [f"gate       warning: {done.gate.warned[0]}"]
