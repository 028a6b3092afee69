"""A run with nothing to do finds that out before it imports what building needs, and is never fooled about it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.fsops import FileOps
from pipeline.inputs import Inputs, read_inputs, unchanged
from pipeline.store.snapshot import in_force_name
from quick import unvalidated
from raw_pages import RAW, ROOT

NOW = datetime(2026, 11, 27, 4, 15, tzinfo=UTC)
HOSTS = ("zwolle.jaarverslag-2024.nl", "zwolle2018.2ebeleidsrapportage.nl")
HEAVY = ("pandas", "pyarrow", "pandera", "numpy", "lxml", "bs4", "warcio", "rich")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for host in HOSTS:
        shutil.copytree(RAW / host, tmp_path / "raw" / host)
    return tmp_path / "raw"


@pytest.fixture
def data(raw: Path, tmp_path: Path) -> Path:
    with unvalidated():
        build(raw, tmp_path / "data", jobs=1)
    return tmp_path / "data"


def in_force(raw: Path, data: Path, inputs: Inputs | None = None) -> bool:
    return unchanged(inputs or read_inputs(raw), data, NOW) is not None


def page(raw: Path) -> Path:
    return next(raw.rglob("*.html"))


def test_the_command_line_imports_nothing_heavy_for_nothing(raw: Path, data: Path) -> None:
    code = (
        "import sys\nfrom pipeline.__main__ import cli\n"
        f"try:\n    cli(['build', '--raw', {str(raw)!r}, '--data', {str(data)!r}])\n"
        "finally:\n    print(sorted(set(sys.modules) & set(sys.argv[1:])))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *HEAVY], cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ
    )
    assert run.returncode == 0, run.stderr
    assert "unchanged, nothing published" in run.stdout
    assert run.stdout.splitlines()[-1] == "[]"


def test_what_was_said_is_said_again(raw: Path, data: Path) -> None:
    first = unchanged(read_inputs(raw), data, NOW)
    assert first is not None
    shutil.rmtree(data / ".cache")
    with unvalidated():
        again = build(raw, data, jobs=1)
    assert (first.snapshot, first.changed, first.parsed) == (again.snapshot, False, 0)
    assert again.told() == first.told()
    assert json.loads(json.dumps(again.told())) == again.told()


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: page(raw).write_bytes(page(raw).read_bytes() + b"\n"),
        lambda raw: page(raw).unlink(),
        lambda raw: page(raw).rename(page(raw).with_name("anders.html")),
        lambda raw: (raw / "leeg.html").write_bytes(b""),
        lambda raw: (raw / "weg.html").symlink_to("/etc/passwd"),
    ],
    ids=["other bytes", "a page less", "another name", "a page more", "a link more"],
)
def test_any_change_of_the_pages_is_something_to_do(raw: Path, data: Path, change: object) -> None:
    assert in_force(raw, data)
    change(raw)  # type: ignore[operator]
    assert not in_force(raw, data)


def test_time_stamps_mean_nothing(raw: Path, data: Path) -> None:
    for file in raw.rglob("*.html"):
        os.utime(file, (1, 1))
    assert in_force(raw, data)


def test_corrections_and_confirmed_links_are_inputs(raw: Path, data: Path, tmp_path: Path) -> None:
    for name in ("corrections", "goal_links"):
        other = tmp_path / f"{name}.csv"
        other.write_bytes((ROOT / "pipeline" / f"{name}.csv").read_bytes() + b"\n")
        assert not in_force(raw, data, read_inputs(raw, **{name: other}))


def test_another_parser_is_something_to_do(raw: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.store.cache._versions", lambda: {"lxml": "0"})
    assert not in_force(raw, data)


@pytest.mark.parametrize("file", ["MANIFEST.json", "datapackage.json", "goals/zwolle-jaarstukken-2024.parquet"])
def test_a_damaged_file_in_force_is_something_to_do(raw: Path, data: Path, file: str) -> None:
    damaged = (data / "latest").resolve() / file
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    assert not in_force(raw, data)


def test_a_snapshot_that_was_rolled_back_is_something_to_do(raw: Path, data: Path) -> None:
    first = in_force_name(data)
    page(raw).write_bytes(page(raw).read_bytes() + b"\n")
    with unvalidated():
        build(raw, data, jobs=1, gate=None)
    assert in_force_name(data) != first
    (data / "CURRENT").write_text(f"{first}\n")
    assert not in_force(raw, data)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"inputs": 1', b'{"inputs": 1, "snapshot": 2, "x": 3}'])
def test_notes_that_are_none_are_no_notes(raw: Path, data: Path, content: bytes) -> None:
    (data / ".cache" / "last.json").write_bytes(content)
    assert not in_force(raw, data)
    with unvalidated():
        assert build(raw, data, jobs=1).changed is False
    assert in_force(raw, data)


def test_what_a_killed_run_left_is_cleared(raw: Path, data: Path) -> None:
    (data / ".staging" / "half").mkdir(parents=True)
    (data / "latest").unlink()
    assert in_force(raw, data)
    assert list((data / ".staging").iterdir()) == []
    assert (data / "latest" / "goals").is_dir()


def test_notes_that_cannot_be_written_cost_time_only(raw: Path, tmp_path: Path) -> None:
    class Full(FileOps):
        def step(self, operation: str, path: Path) -> None:
            if path.name == "last.json":
                raise OSError(28, "No space left on device", str(path))

    with unvalidated():
        assert build(raw, tmp_path / "data", jobs=1, ops=Full()).changed
        assert not in_force(raw, tmp_path / "data")
        assert build(raw, tmp_path / "data", jobs=1).changed is False
