"""Pages hashed by a copy of this process: the same listing, and nothing hangs on the guess or on the copy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import ahead
from pipeline.sources import folder

HOST = "zwolle.jaarverslag-2024.nl"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Pages and a file that cannot be read, older than the last run of `data` beside it."""
    for name in ("p1/een.html", "p2/twee.html"):
        file = tmp_path / "raw" / HOST / name
        file.parent.mkdir(parents=True)
        file.write_text(name)
        os.utime(file, (1_000_000, 1_000_000))
    (tmp_path / "raw" / HOST / "map.html").mkdir()
    os.utime(tmp_path / "raw" / HOST / "map.html", (1_000_000, 1_000_000))
    last = tmp_path / "data" / ".cache" / "last.json"
    last.parent.mkdir(parents=True)
    last.write_text("{}")
    return tmp_path / "raw"


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def no_child_is_left() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG) == (0, 0)  # other children of this process are not ours
    except ChildProcessError:
        return True


def test_a_page_written_after_the_last_run_is_seen(raw: Path) -> None:
    data = raw.parent / "data"
    assert not ahead.seems_changed(raw, data)
    (raw / HOST / "p2" / "twee.html").write_text("anders")
    assert ahead.seems_changed(raw, data)
    (raw / "archief.warc.gz").write_bytes(b"")  # the pages of an archive would go through the pipe
    assert not ahead.seems_changed(raw, data)


def test_a_first_run_has_something_to_do(raw: Path) -> None:
    assert ahead.seems_changed(raw, raw.parent / "nothing")
    assert not ahead.seems_changed(raw.parent / "nowhere", raw.parent / "data")


def test_nothing_hangs_on_the_guess(raw: Path) -> None:
    file = raw / HOST / "p1" / "een.html"
    before = tuple(ahead.listing(raw.parent / "data")(raw))
    file.write_text("anders, van oude datum")
    os.utime(file, (1_000_000, 1_000_000))
    now = tuple(ahead.listing(raw.parent / "data")(raw))
    assert now == tuple(folder.listing(raw)) != before


def test_the_copy_lists_while_this_process_works(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, here, worked = tuple(folder.listing(raw)), os.getpid(), []
    whole = folder.listing
    monkeypatch.setattr(folder, "listing", lambda raw: whole(raw) if os.getpid() != here else pytest.fail("read twice"))
    assert ahead.listed_by_another(raw, lambda: worked.append(os.getpid())) == expected
    assert any(isinstance(page, folder.Unread) for page in expected)
    assert worked == [here]
    assert no_child_is_left()


@pytest.mark.parametrize("end", [lambda: os._exit(9), lambda: 1 / 0])
def test_where_the_copy_fails_this_process_lists(raw: Path, monkeypatch: pytest.MonkeyPatch, end) -> None:
    here, whole = os.getpid(), folder.listing
    monkeypatch.setattr(folder, "listing", lambda raw: whole(raw) if os.getpid() == here else end())
    assert ahead.listed_by_another(raw, lambda: None) == tuple(whole(raw))
    with pytest.raises(folder.RawFolderMissing):
        ahead.listed_by_another(raw / "nowhere", lambda: None)
    assert no_child_is_left()


def test_a_process_that_is_stopped_leaves_no_copy(raw: Path) -> None:
    def stopped() -> None:
        raise SystemExit(143)

    with pytest.raises(SystemExit):
        ahead.listed_by_another(raw, stopped)
    assert no_child_is_left()
