"""Whole runs on the sample corpus: what a nightly job and an analyst see."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from errno import EIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline import build as building
from pipeline import ending, load, snapshot
from pipeline.__main__ import cli as commands
from pipeline.build import build
from pipeline.corrections import CorrectionsBroken
from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse
from pipeline.store import snapshot as publishing
from pipeline.store.errors import UnknownName
from pipeline.store.gate import GateMisconfigured, checked_rules
from pipeline.store.snapshot import GateRefused
from quick import unvalidated
from raw_pages import RAW, ROOT, build_of_raw
from warm_cli import warm_cli

PAGE = "zwolle.jaarverslag-2024.nl/p49787"
PAGE_ID = "zwolle-jaarstukken-2024/p49787"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, built once."""
    data = tmp_path_factory.mktemp("data")
    build_of_raw(data)
    return data


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A raw folder a test may edit: three publications of the sample corpus."""
    raw = tmp_path / "raw"
    for host in ("zwolle.jaarverslag-2024.nl", "zwolle.begroting-2026.nl", "zwolle.begroting-2017.nl"):
        shutil.copytree(RAW / host, raw / host)
    return raw


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """Enough pages that one broken page is under the gate's 5 %."""
    raw = tmp_path / "raw"
    for host in [*RAW.glob("zwolle.begroting-*"), RAW / "zwolle.jaarverslag-2024.nl"]:
        shutil.copytree(host, raw / host.name)
    return raw


def cli(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def page_file(raw: Path) -> Path:
    return next((raw / PAGE).glob("*.html"))


def test_every_page_of_the_corpus_has_a_status_and_none_is_lost(built: Path) -> None:
    pages = load("pages", data=built)
    assert len(pages) == len(list(RAW.rglob("*.html")))
    assert set(pages["status"]) <= {"ok", "ok_with_findings"}
    assert (pages["blocks"] == pages["blocks_typed"] + pages["blocks_text"] + pages["blocks_ignored"]).all()
    assert pages["characters_unclaimed"].sum() <= 0.005 * pages["characters"].sum()


def test_a_page_that_ran_out_of_memory_is_read_again_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it counts among no unknown pages any more is nothing that the gate refuses."""

    def full(*_: Any, **__: Any) -> PageResult:
        raise MemoryError

    raw, data = tmp_path / "raw", tmp_path / "data"
    shutil.copytree(RAW / PAGE, raw / PAGE)
    with unvalidated():
        with monkeypatch.context() as busy:
            busy.setattr(building, "parse", full)
            assert build(raw, data, jobs=1).findings == {("error", "RESOURCE"): 1}
        assert build(raw, data, jobs=1).parsed == 1
        assert build(raw, data, jobs=1).parsed == 0
    assert load("pages", data=data)["status"].tolist() == ["ok"]


def test_what_fails_behind_publishing_says_what_is_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OSError(EIO, "Input/output error", "data")

    monkeypatch.setattr(publishing, "clean_up", broken)
    with unvalidated(), pytest.raises(OSError, match="Input/output") as failed:
        build(RAW / PAGE, tmp_path, jobs=1)
    with snapshot(tmp_path) as view:
        assert ending.of(failed.value) == (7, f"disk or I/O: data Input/output error; {view.name} was put in force")


def test_every_number_cell_has_a_value_or_a_finding(built: Path) -> None:
    cells, findings = load("table_cells", data=built), load("findings", data=built)
    numberlike = cells["text"].str.fullmatch(r"[\d.,\s%€+()-]*\d[\d.,\s%€+()-]*")
    a_day = cells["text"].str.fullmatch(r"\d{1,2}-\d{1,2}-\d{4}")
    silent = cells[numberlike & ~a_day & cells["number"].isna()]
    told = set(zip(findings["page_id"], findings["location"], strict=True))
    for cell in silent.itertuples():
        assert (cell.page_id, f"table {cell.table_no} row {cell.row_no} column {cell.column_no}") in told, cell.text


def test_every_identity_closes_on_the_corpus(built: Path) -> None:
    checks = load("checks", data=built)
    assert len(checks) > 100
    assert set(checks["status"]) <= {"exact", "rounding"}


def test_a_second_run_publishes_nothing(built: Path) -> None:
    before = (built / "CURRENT").read_text()
    report = build(RAW, built)
    assert (report.changed, report.parsed) == (False, 0)
    assert (built / "CURRENT").read_text() == before


def test_a_clean_build_elsewhere_has_the_same_hash(built: Path, tmp_path: Path) -> None:
    report = build(RAW, tmp_path / "again", jobs=2)
    assert str(report.snapshot)[-12:] == snapshot(built).name[-12:]


def test_a_broken_page_keeps_its_last_good_rows(two_years: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(two_years, data)
    amounts = load("baten_lasten", data=data)
    good = (data / "CURRENT").read_text().strip()
    content = page_file(two_years).read_bytes()
    page_file(two_years).write_bytes(content[: len(content) - 900])
    report = build(two_years, data)
    assert report.statuses["stale"] == 1
    page = load("pages", data=data).set_index("page_id").loc[PAGE_ID]
    assert page["status"] == "stale"
    assert page["stale_since"].strftime("%Y%m%dT%H%M%SZ") == good.split("-")[0]
    assert load("baten_lasten", data=data).equals(amounts)
    findings = load("findings", data=data)
    assert findings.loc[findings["page_id"] == PAGE_ID, "code"].tolist() == ["TRUNCATED"]
    build(two_years, data)  # a stale page stays stale since the same moment
    assert load("pages", data=data).set_index("page_id").loc[PAGE_ID, "stale_since"] == page["stale_since"]
    page_file(two_years).write_bytes(content)
    build(two_years, data)
    assert load("pages", data=data).set_index("page_id").loc[PAGE_ID, "status"] != "stale"


def test_a_page_that_lost_its_labels_keeps_its_rows_until_a_person_renews_it(two_years: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(two_years, data)
    amounts = load("baten_lasten", data=data)
    content = page_file(two_years).read_text()
    page_file(two_years).write_text(
        content.replace("Vastgestelde begroting<", "Beginstand<").replace(">Lasten<", ">L<").replace(">Baten<", ">B<")
    )
    report = build(two_years, data)
    assert report.statuses["stale"] == 1
    assert load("baten_lasten", data=data).equals(amounts)
    findings = load("findings", data=data).query("page_id == @PAGE_ID and severity == 'error'")
    assert "LAYOUT_DRIFT" in set(findings["code"])
    # a person may take the page as it is; the gate still asks for a word about 25 amounts of a closed year
    with pytest.raises(GateRefused, match="keys_lost baten_lasten zwolle-jaarstukken-2024: 25 of 50"):
        build(two_years, data, renew=frozenset({PAGE_ID}))


@pytest.mark.parametrize(("accept", "reason"), [("abc", "seen"), ("0123456789ab", " ")])
def test_an_acceptance_without_a_whole_hash_or_a_reason_is_a_mistake(
    small: Path, tmp_path: Path, accept: str, reason: str
) -> None:
    words = ["build", "--raw", str(small), "--data", str(tmp_path / "data"), "--accept", accept, "--reason", reason]
    found = CliRunner().invoke(commands, words)
    assert (found.exit_code, "needs its hash (12 characters or more) and a reason" in found.stderr) == (2, True)


def test_a_page_to_renew_that_is_not_there_is_a_mistake(small: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="--renew zwolle-jaarstukken-2024/p1: no page has this page_id"):
        build(small, tmp_path / "data", renew=frozenset({"zwolle-jaarstukken-2024/p1"}))
    assert not (tmp_path / "data" / "CURRENT").exists()


def test_a_page_that_is_empty_from_the_start_is_quarantined_and_counted(small: Path, tmp_path: Path) -> None:
    (small / "leeg.html").write_bytes(b"")
    report = build(small, tmp_path / "data")
    assert report.statuses["quarantined"] == 1
    page = load("pages", data=tmp_path / "data").query("status == 'quarantined'").iloc[0]
    assert (page["source_path"], page["publication_id"] is not None) == ("leeg.html", True)
    assert load("findings", data=tmp_path / "data").query("code == 'EMPTY_PAGE'")["severity"].tolist() == ["error"]


def test_a_refused_page_leaves_its_text_and_publishes_no_goal(small: Path, tmp_path: Path) -> None:
    content = page_file(small).read_text()
    page_file(small).write_text(content.replace("<th>Lasten</th>", "<th>Lasten 2025</th>"))
    build(small, tmp_path / "data")
    view = snapshot(tmp_path / "data")
    assert view.load("pages").set_index("page_id").loc[PAGE_ID, "status"] == "quarantined"
    assert view.load("findings").query("page_id == @PAGE_ID and severity == 'error'")["code"].tolist() == [
        "COLUMN_UNKNOWN"
    ]
    for table in ("goals", "criteria", "activities", "baten_lasten", "checks", "text_amounts"):
        assert not len(view.load(table).query("page_id == @PAGE_ID")), table
    for table in ("sections", "table_cells"):
        assert len(view.load(table).query("page_id == @PAGE_ID")), table
    assert view.load("sections").query("page_id == @PAGE_ID")["goal_id"].isna().all()


def test_a_row_that_breaks_its_schema_costs_its_page_and_not_the_run(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Source, corrections: object = None) -> PageResult:
        result = parse(source)
        if result.page_id != PAGE_ID:
            return result
        amounts = [replace(row, unit=7) for row in result.tables["baten_lasten"]]
        return replace(result, tables={**result.tables, "baten_lasten": amounts})

    monkeypatch.setattr(building, "parse", broken)
    report = build(small, tmp_path / "data")
    assert report.statuses["quarantined"] == 1
    view = snapshot(tmp_path / "data")
    findings = view.load("findings").query("page_id == @PAGE_ID and severity == 'error'")
    assert findings["code"].tolist() == ["ROW_INVALID"]
    assert "baten_lasten.unit" in findings["found"].iloc[0]
    assert not len(view.load("baten_lasten").query("page_id == @PAGE_ID"))
    assert len(view.load("baten_lasten")) > 0


def test_losing_pages_is_refused_and_the_candidate_can_be_accepted(small: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(small, data)
    before = (data / "CURRENT").read_text()
    shutil.rmtree(small / "zwolle.begroting-2017.nl")
    with pytest.raises(GateRefused) as refused:
        build(small, data)
    assert (data / "CURRENT").read_text() == before
    run = warm_cli("build", "--raw", small, "--data", data)
    assert (run.returncode, "refused by the gate" in run.stderr) == (3, True)
    run = warm_cli(
        "build", "--raw", small, "--data", data, "--accept", refused.value.candidate, "--reason", "2017 is archived"
    )
    assert run.returncode == 0, run.stderr
    manifest = json.loads((data / "latest" / "MANIFEST.json").read_text())
    assert manifest["overrides"] == [{"candidate": refused.value.candidate, "reason": "2017 is archived"}]


CORRECTIONS = "page_id,table_no,row_no,column_no,printed,correct,reason,reported_on\n"


def test_a_known_source_error_is_corrected_marked_and_published(small: Path, tmp_path: Path) -> None:
    file = page_file(small)
    file.write_bytes(file.read_bytes().replace(b">876<", b">867<"))
    table = tmp_path / "corrections.csv"
    table.write_text(f"{CORRECTIONS}{PAGE_ID},1,6,2,867,876,digits swapped,2025-07-01\n")
    build(small, tmp_path / "data", corrections=table)
    rows = load("baten_lasten", data=tmp_path / "data").query("page_id == @PAGE_ID")
    row = rows.query("stage == 'rekening' and component == 'lasten'").iloc[0]
    assert (row["amount_eur"], row["printed_text"], row["source_error"]) == (876_000, "867", "867 -> 876")
    assert rows["source_error"].notna().sum() == 1
    cells = load("table_cells", data=tmp_path / "data").query("page_id == @PAGE_ID and row_no == 6 and column_no == 2")
    assert cells["text"].tolist() == ["867"]
    known = load("source_errors", data=tmp_path / "data")
    assert known[["printed", "correct", "reason", "reported_on"]].values.tolist() == [
        ["867", "876", "digits swapped", "2025-07-01"]
    ]
    checks = load("checks", data=tmp_path / "data").query("page_id == @PAGE_ID")
    assert "mismatch" not in set(checks["status"])


def test_a_correction_that_no_longer_matches_fails_the_build(small: Path, tmp_path: Path) -> None:
    table = tmp_path / "corrections.csv"
    table.write_text(f"{CORRECTIONS}{PAGE_ID},1,6,2,867,876,digits swapped,2025-07-01\n")
    with pytest.raises(CorrectionsBroken, match=r"p49787 table 1 row 6 column 2 should print '867', but .*'876'"):
        build(small, tmp_path / "data", corrections=table)
    run = warm_cli("build", "--raw", small, "--data", tmp_path / "data", "--corrections", table)
    assert run.returncode == 2
    assert not (tmp_path / "data" / "CURRENT").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("page,cell\na,b\n", r"corrections\.csv:1: columns page, cell; allowed: page_id"),
        (f"{CORRECTIONS}x,0,1,1,a,b,c,\n", r"corrections\.csv:2: table_no"),
        (f"{CORRECTIONS}x,1,1,1,a,a,c,\n", r"corrections\.csv:2: a correction needs"),
        (f"{CORRECTIONS}x,1,1,1,a,b,c,1 juli\n", r"corrections\.csv:2: reported_on"),
        (f"{CORRECTIONS}x,1,1\n", r"corrections\.csv:2"),
    ],
)
def test_a_broken_corrections_file_says_where(small: Path, tmp_path: Path, text: str, message: str) -> None:
    table = tmp_path / "corrections.csv"
    table.write_text(text)
    with pytest.raises(CorrectionsBroken, match=message):
        build(small, tmp_path / "data", corrections=table)


def test_command_line_ends_with_the_contract_codes(built: Path, tmp_path: Path) -> None:
    assert warm_cli("build", "--raw", tmp_path / "nowhere", "--data", tmp_path / "d").returncode == 2
    assert warm_cli("build", "--bogus").returncode == 2
    assert warm_cli("status", "--data", tmp_path / "empty").returncode == 2
    assert warm_cli("verify", "--data", built).returncode == 0
    nothing = CliRunner().invoke(commands, ["verify", "--data", str(tmp_path / "empty")])
    assert (nothing.exit_code, "nothing is published" in nothing.output) == (2, True)  # and nothing is damaged
    assert warm_cli("status", "--data", built).returncode == 0
    assert warm_cli("status", "--data", built, "--max-age-hours", "0").returncode == 8
    assert warm_cli("build", "--raw", RAW, "--data", tmp_path / "d", PANDERA_VALIDATION_ENABLED="False").returncode == 2
    for unsafe in ({"PANDERA_VALIDATION_ENABLED": "False"}, {"PYTHONOPTIMIZE": "1"}):  # also where nothing is to do
        assert cli("build", "--raw", RAW, "--data", built, **unsafe).returncode == 2
    assert warm_cli("show", "zwolle-jaarstukken-1999/p1", "--raw", RAW, "--data", built).returncode == 2
    missing = warm_cli("diff", "20200101T000000Z-000000000000", "current", "--data", built)
    assert (missing.returncode, "20200101T000000Z-000000000000" in missing.stderr) == (2, True)
    for form in ("text", "json", "html", "notes"):
        assert warm_cli("diff", "current", "current", "--data", built, "--format", form).returncode == 0


def test_a_folder_without_pages_is_told_by_what_lies_there(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    (raw / "scans").mkdir(parents=True)
    nothing = warm_cli("build", "--raw", raw, "--data", tmp_path / "d")
    assert (nothing.returncode, f"no pages below {raw}: found no files;" in nothing.stderr) == (2, True)
    for name in ("a.pdf", "scans/b.PDF", "pages.zip"):
        (raw / name).write_bytes(b"%PDF-1.7")
    others = warm_cli("build", "--raw", raw, "--data", tmp_path / "d")
    assert (others.returncode, "found 2 .pdf, 1 .zip; expected files that end in .html" in others.stderr) == (2, True)
    assert not (tmp_path / "d" / "CURRENT").exists()


def test_a_damaged_file_is_exit_6_and_named(small: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    build(small, data)
    file = next((data / "latest" / "goals").resolve().glob("*.parquet"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(content)
    run = warm_cli("verify", "--data", data)
    assert (run.returncode, file.name in run.stdout) == (6, True)


def test_a_busy_folder_is_exit_4_and_names_the_holder(small: Path, tmp_path: Path) -> None:
    from pipeline.store.lock import writer_lock

    with writer_lock(tmp_path / "data"):
        run = warm_cli("build", "--raw", small, "--data", tmp_path / "data")
    assert (run.returncode, f"process {os.getpid()}" in run.stderr) == (4, True)


def test_output_for_a_log_is_plain_lines(small: Path, tmp_path: Path) -> None:
    run = cli("build", "--raw", small, "--data", tmp_path / "data")
    assert run.returncode == 0, run.stderr
    assert "\x1b" not in run.stdout + run.stderr
    assert len(run.stdout.splitlines()) <= 25
    for word in ("pages", "baten_lasten", "finding", "coverage", "snapshot"):
        assert re.search(rf"\b{word}\b", run.stdout)


@pytest.mark.parametrize("text", ["[keys_lost\n", "[keys_lost]\nrefuse = { kount = 3 }\n"])
def test_a_broken_gate_file_is_a_configuration_error(text: str) -> None:
    with pytest.raises(GateMisconfigured, match=r"gate\.toml") as broken:
        checked_rules(text)
    assert ending.of(broken.value)[0] == 2
