"""Every peer that is a dependency of the project gives something on a page; none is timed here."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

from bench.competitors import Competitor, NotTheSameBytes, competing, interleave
from bench.corpus import RAW
from bench.peers import ELSEWHERE, HERE, beautifulsoup, doelenboom

PAGE = "zwolle.jaarverslag-2024.nl/p49787/doel-5-3-2-cultureel-klimaat.html"
FOLDER = Path(beautifulsoup.__file__).parent


def content() -> bytes:
    return (RAW / PAGE).read_bytes()


def peer(name: str) -> ModuleType:
    return importlib.import_module(f"bench.peers.{name}")


def test_every_file_is_a_peer() -> None:
    assert {file.stem for file in FOLDER.glob("[a-z]*.py")} == {*HERE, *ELSEWHERE}


@pytest.mark.parametrize("name", HERE)
def test_it_gives_something_and_says_what_it_lacks(name: str) -> None:
    found = peer(name)
    assert found.found(found.read(content(), PAGE)) > 0
    assert found.NAME
    assert found.LACKS
    assert found.DISTRIBUTIONS


@pytest.mark.parametrize("name", HERE)
def test_a_page_without_tables_or_goal_is_no_error(name: str) -> None:
    peer(name).read(b"<html><body><p>Niets</p></body></html>", "leeg.html")


def test_the_script_finds_the_amounts_that_we_find() -> None:
    """A peer that did less than it says would make us look slow for nothing."""
    script = beautifulsoup.read(content(), PAGE)
    ours = doelenboom.read(content(), PAGE).tables["baten_lasten"]
    assert script["code"] == "5.3.2"
    assert script["title"] == "Cultureel klimaat"
    assert sorted(value for *_, value in script["baten_lasten"]) == sorted(row.printed_eur // row.unit for row in ours)


def test_competitors_answer_in_processes_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text(json.dumps({"root": str(RAW), "paths": [PAGE]}))
    with competing(["floor", "beautifulsoup"], tmp_path / "pages.json") as competitors:
        interleave(competitors, 2)
    assert [len(found.seconds) for found in competitors] == [2, 2]
    assert all(found.peak > 1 for found in competitors)
    assert competitors[0].ready["sha256"] == competitors[1].ready["sha256"]


def test_a_peer_that_cannot_run_is_said_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "pages.json").write_text(json.dumps({"root": str(RAW), "paths": [PAGE]}))
    with competing(["floor", "no_such_peer"], tmp_path / "pages.json") as competitors:
        interleave(competitors, 1)
    assert "does not run here" in str(competitors[1].failed)
    assert competitors[1].seconds == []


class Fake(Competitor):
    """One that reads as many bytes as it is told."""

    def warm_up(self) -> None:
        pass

    def run(self) -> int:
        return int(self.name)


def test_other_bytes_stop_the_bench() -> None:
    with pytest.raises(NotTheSameBytes):
        interleave([Fake("80"), Fake("79")], 1)
