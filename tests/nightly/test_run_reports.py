"""data/runs/: reports that are whole, inert, found again and pruned (INTEGRITY.md 5.10, F24, F26)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html as parser

from harness.planted import PAYLOADS
from pipeline.model import Finding
from pipeline.nightly.run_folder import RunFolder, run_name
from pipeline.nightly.run_page import to_html
from pipeline.nightly.run_report import PublicationRun, RunReport, from_json, to_json
from stored_samples import Unsynced

NOW = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)


def report(moment: datetime = NOW, text: str = "text", **more: object) -> RunReport:
    publication = PublicationRun(text, text, "open", outcome="down", code="SITE_DOWN", nights=2, built=text,
                                 expected=300, ignored={text: 3})  # fmt: skip
    findings = [
        Finding("warning", "PAGE_GONE", text, text, text, text),
        Finding("info", "PAGE_MOVED", text, text, text),
    ]
    row = {"key": text, "page_id": text, "changes": {"title": {"old": text, "new": None}}}
    counts = {"added": 0, "removed": 1, "changed": 1}
    table = {
        "rows": {"old": 2, "new": 1},
        "schema": [],
        "counts": counts,
        "added": [],
        "removed": [row],
        "changed": [row],
    }
    gate = {"verdict": "warn", "measure": "keys_lost", "table": "goals", "publication": text, "found": 1, "of": 2,
            "warn": "more than 0", "refuse": "", "detail": text}  # fmt: skip
    given: dict[str, object] = {
        "outcome": "published", "exit_code": 5, "line": text, "finished": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "seconds": {"fetch": 1.5}, "snapshot": text, "changed": True, "publications": [publication], "gate": [gate],
        "findings": findings, "diff": {"tables": {"goals": table}},
        "build": {"pages": 3, "parsed": 1, "statuses": {"ok": 3}},
    }  # fmt: skip
    return RunReport(run_name(moment, 4711), "refresh", f"{moment:%Y-%m-%dT%H:%M:%SZ}", **given | more)  # type: ignore[arg-type]


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, Unsynced())
    page = folder.write(report())
    assert page == tmp_path / "runs/20261123T031500000Z-4711.html"
    assert list(folder.reports()) == [report()]
    assert json.loads(page.with_suffix(".json").read_bytes())["needs_person"][0]["code"] == "PAGE_GONE"
    assert from_json(b"{}") is from_json(b"no json") is from_json(b'{"format": "other"}') is None
    whole = json.loads(to_json(report()))
    for finished in (None, 7, "yesterday", "2026-11-23T03:15:00"):  # a day without a zone is no time
        assert from_json(json.dumps(whole | {"finished": finished}).encode()) is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_page_says_is_inert_in_a_report(payload: str) -> None:
    markup = to_html(report(text=payload))
    page = parser.fromstring(markup)
    assert page.xpath("//script|//img|//iframe|//svg|//a|//*[@*[starts-with(name(), 'on')]]") == []
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv]/@content)")
    assert all(c.isprintable() or c == "\n" for c in markup)
    written = to_json(report(text=payload)).decode()
    assert written.isascii()
    assert all(c.isprintable() or c == "\n" for c in written)


def test_the_page_of_a_run_that_hardly_began(tmp_path: Path) -> None:
    bare = RunReport(run_name(NOW, 1), "refresh", "2026-11-23T03:15:00Z")
    text = parser.fromstring(to_html(bare)).text_content()
    assert "Refresh: running" in text
    assert "Needs a person (0)" in text


def test_reports_are_kept_for_ninety_days(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, Unsynced())
    for days in range(0, 200, 10):
        folder.write(report(NOW - timedelta(days=days)))
    (tmp_path / "runs/.x.json.tmp").write_bytes(b"half of i")
    (tmp_path / "runs/notes.txt").write_bytes(b"a person's")
    removed = folder.prune(NOW)
    assert len(removed) == 20
    assert {r.started for r in folder.reports()} == {
        f"{NOW - timedelta(days=d):%Y-%m-%dT%H:%M:%SZ}" for d in range(0, 91, 10)
    }
    assert sorted(p.name for p in (tmp_path / "runs").glob("[!0-9]*")) == ["notes.txt"]


def test_a_run_that_never_ended_is_told_by_the_next(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, Unsynced())
    folder.write(report(outcome="running", exit_code=None))
    (interrupted,) = folder.close_interrupted()
    assert [r.outcome for r in folder.reports()] == [interrupted.outcome] == ["interrupted"]
    assert folder.close_interrupted() == []


def test_only_a_whole_refresh_without_trouble_confirms_the_data(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, Unsynced())
    assert folder.last_good() is None
    good = report(exit_code=0, finished="2026-11-23T03:20:00Z")
    folder.write(good)
    for days, other in enumerate(
        ({"kind": "fetch"}, {"kind": "partial refresh"}, {"exit_code": 5}, {"exit_code": None}), 1
    ):
        folder.write(replace(good, run=run_name(NOW + timedelta(days=days), 1), **other))  # type: ignore[arg-type]
    assert folder.last_good() == datetime(2026, 11, 23, 3, 20, tzinfo=UTC)
