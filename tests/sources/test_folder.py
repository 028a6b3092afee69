"""What may lie in a raw folder and what becomes of it (INTEGRITY.md rows 75-77, F23)."""

from __future__ import annotations

import gzip
import os
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.model import Source
from pipeline.sources import folder, page_bytes

PAGE = b"<html><body><p>x</p></body></html>"


def codes(raw: Path) -> dict[str, str]:
    return {found.path: found.finding.code for found in folder.sources(raw) if isinstance(found, folder.Unread)}


def test_pages_come_in_path_order_whatever_the_disk_lists(tmp_path: Path) -> None:
    for name in ("b/p2/x.html", "a/p1/x.htm", "a/p1/a.txt", "c.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(PAGE)
    (tmp_path / "README.md").write_text("no page")
    (tmp_path / "a" / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / ".git").mkdir()
    assert [s.path for s in folder.sources(tmp_path)] == ["a/p1/a.txt", "a/p1/x.htm", "b/p2/x.html", "c.html"]


def test_a_missing_folder_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(folder.RawFolderMissing, match="nowhere"):
        list(folder.sources(tmp_path / "nowhere"))


def test_what_is_no_regular_file_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "link.html").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "host.nl").symlink_to("/etc")
    (tmp_path / "itself").symlink_to("itself")
    (tmp_path / "link.warc.gz").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.html")
    os.mkfifo(tmp_path / "pipe.warc")
    (tmp_path / "folder.html").mkdir()
    names = ("folder.html", "host.nl", "link.html", "itself", "link.warc.gz", "loop", "pipe.html", "pipe.warc")
    assert codes(tmp_path) == dict.fromkeys(names, "NOT_REGULAR_FILE")


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (found,) = folder.sources(tmp_path)
    assert isinstance(found, folder.Unread)
    assert (found.finding.code, found.finding.found) == ("TOO_LARGE", "209715200 bytes")


ODD_NAMES = ["met spatie.html", "-streep.html", "regel\neinde.html", "e\u0301.html", "x" * 250 + ".html"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PAGE)
    assert [s.path for s in folder.sources(tmp_path) if isinstance(s, Source)] == [name]


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    reads = iter([(b"half", True), (PAGE, False)])
    monkeypatch.setattr(page_bytes, "_read_once", lambda _: next(reads))
    (found,) = folder.sources(tmp_path)
    assert isinstance(found, Source)
    assert found.content == PAGE


def test_a_file_that_keeps_changing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    monkeypatch.setattr(page_bytes, "_read_once", lambda _: (b"half", True))
    assert codes(tmp_path) == {"page.html": "PAGE_CHANGING"}


# warcio's writer leaves its spool to the garbage collector
WARCIO = "ignore::pytest.PytestUnraisableExceptionWarning"


def warc(*responses: tuple[str, str, bytes]) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, status, body in responses:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=headers))
    return out.getvalue()


@pytest.mark.filterwarnings(WARCIO)
def test_warc_responses_are_pages_with_their_url(tmp_path: Path) -> None:
    url = "https://zwolle.begroting-2026.nl/p1/doel-1-1-1"
    (tmp_path / "crawl.warc.gz").write_bytes(warc((url, "200 OK", PAGE), (url, "404 Not Found", b"weg")))
    (found,) = folder.sources(tmp_path)
    assert isinstance(found, Source)
    assert (found.path, found.url, found.content, found.charset) == ("crawl.warc.gz#1", url, PAGE, "utf-8")
    assert folder.one(tmp_path, "crawl.warc.gz#1") == found


@pytest.mark.filterwarnings(WARCIO)
def test_a_cut_warc_is_a_finding(tmp_path: Path) -> None:
    whole = warc(("https://zwolle.begroting-2026.nl/p1/x", "200 OK", PAGE * 500))
    (tmp_path / "cut.warc.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "none.warc.gz").write_bytes(gzip.compress(b"no warc at all\r\n\r\n"))
    assert set(codes(tmp_path).values()) == {"WARC_DAMAGED"}
