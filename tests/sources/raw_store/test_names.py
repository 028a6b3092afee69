"""Where an address lies below raw/: readable for people, inside raw/ for everybody (INTEGRITY.md F22)."""

from __future__ import annotations

import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.fetched import Fetched
from pipeline.sources.raw_store import RawStore, number_of, path_of, url_of
from stored_samples import Unsynced

HOST = "https://zwolle.begroting-2026.nl"
LONG = "a" * 300
ATTACKS = (
    f"{HOST}/p1/../../etc/passwd",
    f"{HOST}/../../../../etc/passwd",
    f"{HOST}/p1/..",
    f"{HOST}/p1/.",
    f"{HOST}/..%2f..%2fetc%2fpasswd",
    f"{HOST}/p1/%2e%2e/%2e%2e/x",
    f"{HOST}/p1/%2E%2E%5C%2E%2E%5Cx",
    f"{HOST}/p1/..%c0%af..%c0%afx",
    f"{HOST}/p1/%252e%252e%252fx",
    f"{HOST}/p1\\..\\..\\x",
    f"{HOST}\\..\\..\\x",
    f"{HOST}/p1/x\x00.html",
    f"{HOST}/p1/%00",
    f"{HOST}/p1/x\n.html",
    f"{HOST}/p1/x\r\ny",
    f"{HOST}/p1/\x1b[31mrood",
    f"{HOST}/p1/{LONG}",
    f"{HOST}/p1/{LONG}b",
    f"{HOST}/{'p1/' * 200}x",
    f"{HOST}/p{'9' * 300}/x",
    f"{HOST}/p1/con",
    f"{HOST}/p1/nul",
    f"{HOST}/p1/aux",
    f"{HOST}/p1/com1",
    f"{HOST}/p1/lpt9",
    f"{HOST}/p1/.store",
    f"{HOST}/.store/state",
    f"{HOST}/p1/-rf",
    f"{HOST}/p1/~root",
    f"{HOST}/p1/$(id)",
    f"{HOST}/p1/a;rm -rf x",
    f"{HOST}/p1/a|b",
    f"{HOST}/p1/x:y",
    f"{HOST}/p1/x:$DATA",
    f"{HOST}/p1/caf{unicodedata.normalize('NFC', 'é')}",
    f"{HOST}/p1/caf{unicodedata.normalize('NFD', 'é')}",
    f"{HOST}/p1/Doel",
    f"{HOST}/p1/DOEL",
    f"{HOST}/p1/doel",
    f"{HOST}/P1/doel",
    f"{HOST}/p1/straße",
    f"{HOST}/p1/STRASSE",
    f"{HOST}/p1/doel?x=../..",
    f"{HOST}/p1/doel/",
    f"{HOST}/p1/doel.html",
    "https://../p1/doel",
    "https://./p1/doel",
    "https://.store/p1/doel",
    "https:///etc/passwd",
    "file:///etc/passwd",
    "https://evil@zwolle.begroting-2026.nl/p1/doel",
    "https://zwolle.begroting-2026.nl:8443/p1/doel",
    "https://[::1]/p1/doel",
    "https://[::1/p1/doel",
    "https://127.0.0.1/p1/doel",
    "https://con.nl/p1/doel",
    "https://zwolle.begroting-2026.nl./p1/doel",
    "https://zw\u043elle.begroting-2026.nl/p1/doel",
    "../../etc/passwd",
    "/etc/passwd",
    "",
    "\ud800",
)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (f"{HOST}/p50287/doel-1-3-1-verblijf", "zwolle.begroting-2026.nl/p50287/doel-1-3-1-verblijf.html"),
        ("http://zwolle.begroting-2016.nl/p3027/beleid-p14", "zwolle.begroting-2016.nl/p3027/beleid-p14.html"),
        ("https://zwolle.jaarverslag-2014.nl/p1955.html", "zwolle.jaarverslag-2014.nl/p1955.html"),
        ("https://ZWOLLE.Begroting-2026.nl:443/p1/doel#top", "zwolle.begroting-2026.nl/p1/doel.html"),
    ],
)
def test_a_page_lies_where_a_mirror_would_put_it(url: str, path: str) -> None:
    assert path_of(url) == path
    assert path_of(str(url_of(path))) == path


@pytest.mark.parametrize("path", ["flat.html", "zwolle.begroting-2026.nl/x.html", "h.nl/p1/Doel.html", "h.nl/p1/a.htm"])
def test_a_file_that_lies_otherwise_has_no_address(path: str) -> None:
    assert url_of(path) is None


def test_no_name_leaves_raw_and_no_two_share_one(tmp_path: Path) -> None:
    assert len(ATTACKS) >= 50
    raw = tmp_path / "raw"
    raw.mkdir()
    store = RawStore(raw, Unsynced())
    answers = [
        store.record(Fetched(url, "page", datetime(2026, 11, 23, 3, tzinfo=UTC), content=f"<p>{n}</p>".encode()))
        for n, url in enumerate(ATTACKS)
    ]
    store.decide("attack", in_force=answers)
    written = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert [p for p in written if raw not in p.parents] == []
    pages = [p for p in written if ".store" not in p.parts]
    assert len(pages) == len(ATTACKS)
    names = {unicodedata.normalize("NFD", str(p.relative_to(raw))).casefold() for p in pages}
    assert len(names) == len(ATTACKS)  # also on a disk that folds case and accents
    for path in pages:
        assert all(
            0 < len(os.fsencode(part)) <= 120 and not part.startswith(".") for part in path.relative_to(raw).parts
        )
        assert path.relative_to(raw).as_posix().isascii()
    for n, answer in enumerate(answers):
        assert (raw / answer.path).read_bytes() == f"<p>{n}</p>".encode()


def test_the_number_of_a_page_is_the_page_whatever_its_slug() -> None:
    assert number_of("h.nl/p12/a.html") == number_of("h.nl/p12/b~0123456789abcdef.html") == number_of("h.nl/p12.html")
    assert number_of("h.nl/p12/a.html") != number_of("h.nl/p123/a.html")
    assert number_of("h.nl/over-ons.html") == "h.nl/over-ons.html"
