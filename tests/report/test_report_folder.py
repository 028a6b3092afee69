"""Where the report is written: never over something else, and never half."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.__main__ import cli
from pipeline.fsops import FileOps
from pipeline.report.folder import FolderTaken, replace, snapshot_in

FILES = [("index.html", b"start"), ("doel/a.html", b"a"), ("assets/vendor/x.js", b"x")]


class Failing(FileOps):
    """Fails at operation `at`, as a full disk does."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def step(self, operation: str, path: Path) -> None:
        self.count += 1
        if self.count == self.at:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))


def listing(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_report_replaces_the_one_before(tmp_path: Path) -> None:
    out = tmp_path / "build" / "report"
    assert replace(out, "first", FILES) == 3
    (out / "doel" / "old.html").write_bytes(b"old")
    assert replace(out, "second", FILES[:1]) == 1
    assert listing(out) == {"index.html": b"start", ".doelenboom-report": b"second\n"}
    assert snapshot_in(out) == "second"
    assert [p.name for p in out.parent.iterdir()] == ["report"]


def test_what_is_no_report_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "thesis")
    for name in ("thesis", "file", "link"):
        with pytest.raises(FolderTaken, match="holds something that is no report"):
            replace(tmp_path / name, "first", FILES)
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == (tmp_path / "file").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert replace(tmp_path / "empty", "first", FILES) == 3


def test_at_every_failing_operation_a_whole_report_stands(tmp_path: Path) -> None:
    out = tmp_path / "report"
    replace(out, "first", FILES)
    before = listing(out)
    counted = Failing(at=0)
    replace(out, "first", FILES, counted)
    after_swap = 0
    for at in range(1, counted.count + 1):
        with pytest.raises(OSError, match="No space left"):
            replace(out, "second", [*FILES, ("new.html", b"new")], Failing(at))
        if listing(out) != before:
            assert snapshot_in(out) == "second"
            assert listing(out)["new.html"] == b"new"
            after_swap += 1
            replace(out, "first", FILES)
    assert 0 < after_swap < counted.count


def test_a_file_that_cannot_be_made_leaves_the_report(tmp_path: Path) -> None:
    def breaking() -> Iterator[tuple[str, bytes]]:
        yield FILES[0]
        raise ValueError("a defect")

    replace(tmp_path / "report", "first", FILES)
    before = listing(tmp_path / "report")
    with pytest.raises(ValueError, match="a defect"):
        replace(tmp_path / "report", "second", breaking())
    assert listing(tmp_path / "report") == before
    assert [p.name for p in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize(
    ("prepare", "line"),
    [
        ("taken", "holds something that is no report; choose another folder with --out"),
        ("nothing", "nothing is published"),
    ],
)
def test_the_command_says_what_is_wrong(data: Path, tmp_path: Path, prepare: str, line: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    source = data if prepare == "taken" else tmp_path / "no-data"
    ended = CliRunner().invoke(cli, ["report", "--data", str(source), "--out", str(tmp_path / "out")])
    assert ended.exit_code == 2
    assert line in ended.output
    assert "Traceback" not in ended.output
