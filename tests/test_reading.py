"""The first map: pages to notes, the pages themselves on the shelf."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline import reading
from pipeline.engine.limits import Parse
from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.packing import packed, unpacked
from pipeline.parse import parse
from pipeline.reading import Reader, Shelf
from pipeline.sources import folder
from pipeline.store.cache import PageCache
from raw_pages import RAW, source

PAGES = sorted(RAW.rglob("*.html"))
CUT = b"<html><body><h1>Doel 1.2.3 Zorg</h1><table><tr><td>12"


def reader(raw: Path, cache: Path, parse: Parse = parse) -> Reader:
    return Reader(raw, Shelf(PageCache(cache, "this parser")), parse)


def never(_page: Source) -> PageResult:
    raise AssertionError("nothing is to be parsed")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.parent.parent.name)
def test_a_page_comes_back_from_its_bytes_as_it_was(file: Path) -> None:
    result = parse(source(RAW, file))
    again = unpacked(packed(result))
    assert {name: list(rows) for name, rows in again.tables.items()} == {
        name: list(rows) for name, rows in result.tables.items()
    }
    assert (again.common, again.page, again.findings) == (result.common, result.page, result.findings)
    assert (again.host, again.edition) == (result.host, result.edition)


def test_a_page_is_parsed_once_and_found_by_the_next_process(tmp_path: Path) -> None:
    (item, *_) = folder.listing(RAW)
    first = reader(RAW, tmp_path)
    note = first.note(item)
    assert (note.parsed, note.quarantined, note.publication) == (True, False, "zwolle-begroting-2016")
    later = pickle.loads(pickle.dumps(reader(RAW, tmp_path, never)))  # noqa: S301 - as a pool sends it
    again = later.note(item)
    assert (again.parsed, again.key, again.publication) == (False, note.key, note.publication)
    assert later.results([again])[0].page == first.results([note])[0].page


def test_a_page_that_left_the_shelf_is_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MEMORY", 0)
    (item, *_) = folder.listing(RAW)
    one = reader(RAW, tmp_path)
    note = one.note(item)
    wanted = one.results([note])[0]
    for file in tmp_path.glob("??/*"):
        file.write_bytes(file.read_bytes()[:-1])
    assert one.results([note])[0].page == wanted.page


def test_a_file_that_changed_meanwhile_is_unread_and_not_kept(tmp_path: Path) -> None:
    raw, cache = tmp_path / "raw", tmp_path / "cache"
    raw.mkdir()
    content = PAGES[0].read_bytes()
    (raw / "a.html").write_bytes(content)
    (item,) = folder.listing(raw)
    (raw / "a.html").write_bytes(content + b"\n")
    note = reader(raw, cache).note(item)
    assert note.quarantined
    found = reader(raw, cache).results([note])[0].findings
    assert [finding.code for finding in found] == ["PAGE_CHANGING"]
    (raw / "a.html").write_bytes(content)
    assert not reader(raw, cache).note(item).quarantined


def test_a_page_whose_worker_died_is_kept_as_that(tmp_path: Path) -> None:
    (item, *_) = folder.listing(RAW)
    note = reader(RAW, tmp_path, never).lost(item)
    assert note.quarantined
    codes = {f.code: f.found for f in reader(RAW, tmp_path, never).results([note])[0].findings if f.severity == "error"}
    assert codes == {"RESOURCE": "the worker process died"}


def test_what_cannot_be_read_has_a_note_of_its_own(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "weg.html").symlink_to("/etc/passwd")
    (raw / "half.html").write_bytes(CUT)
    broken, link = folder.listing(raw)
    one = reader(raw, tmp_path / "cache")
    notes = one([broken, link])
    assert [note.quarantined for note in notes] == [True, True]
    assert [result.findings[-1].code for result in one.results(notes)] == ["TRUNCATED", "NOT_REGULAR_FILE"]
    assert len({note.key for note in notes}) == 2
