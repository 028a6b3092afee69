"""Captures from WARC files, whole and damaged: each record is a capture, a revisit or a finding; reading goes on."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.warc import BadRecord, Capture, Record, Revisit, pages, records
from warc_files import Answer, bomb, chunked, revisit, warc
from warc_files import records as written

LIMIT = 1024 * 1024
HOST = "https://zwolle.begroting-2026.nl"
PAGE = b"<html><body><p>Doel 1.1.1 " + b"samen leven " * 200 + b"</p></body></html>"


def page(number: int) -> Answer:
    # what does not compress, so that a record fills more than one block of the disk
    noise = zlib.compress(str(number).encode()).hex() * 40
    return Answer(f"{HOST}/p{number}/x", PAGE + noise.encode())


def read(folder: Path, content: bytes, name: str = "crawl.warc.gz") -> list[Record]:
    (folder / name).write_bytes(content)
    return list(records(folder / name, LIMIT))


def urls(found: list[Record]) -> list[str]:
    return [record.url.removeprefix(HOST) for record in found if isinstance(record, Capture)]


def codes(found: list[Record]) -> list[str]:
    return [record.finding.code for record in found if isinstance(record, BadRecord)]


@pytest.mark.parametrize("packed", [True, False], ids=["packed by record", "plain"])
def test_a_capture_says_everything(tmp_path: Path, packed: bool) -> None:
    answer = Answer(f"{HOST}/p1/x", PAGE, "2024-05-06T07:08:09Z", headers=(("ETag", '"a"'),))
    (capture,) = read(tmp_path, warc(answer, packed=packed))
    assert isinstance(capture, Capture)
    assert (capture.number, capture.url, capture.status, capture.content) == (1, answer.url, 200, PAGE)
    assert capture.captured_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert (capture.content_type, capture.charset, capture.headers["etag"]) == ("text/html", "utf-8", '"a"')


def test_a_file_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    plain = warc(*map(page, range(1, 600)), packed=False)
    assert len(plain) > LIMIT + 1024 * 1024  # more than one record may hold
    assert len(urls(read(tmp_path, gzip.compress(plain)))) == 599
    packed = gzip.compress(plain)
    cut = read(tmp_path, packed[: len(packed) // 2])
    assert 200 < len(urls(cut)) < 400
    assert codes(cut) == ["WARC_DAMAGED"]


def test_requests_and_metadata_are_no_captures(tmp_path: Path) -> None:
    kinds = [Answer(page(n).url, b"x", kind=kind) for n, kind in enumerate(("metadata", "conversion", "warcinfo"))]
    image = Answer("urn:screenshot", b"x", kind="resource")
    assert urls(read(tmp_path, warc(*kinds, image, page(1)))) == ["/p1/x"]


def test_a_revisit_names_what_it_refers_to(tmp_path: Path) -> None:
    found = read(tmp_path, warc(page(1)) + revisit(f"{HOST}/p2/y", page(1), "2025-01-01T00:00:00Z"))
    assert isinstance(found[1], Revisit)
    assert (found[1].url, found[1].refers_to_url) == (f"{HOST}/p2/y", page(1).url)
    assert found[1].refers_to_time == datetime(2024, 1, 1, tzinfo=UTC)


ENCODED = [
    ("chunked", chunked(PAGE), {"Transfer-Encoding": "chunked"}),
    ("gzip", gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
    ("gzip in chunks", chunked(gzip.compress(PAGE), 7), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    ("two gzip members", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]), {"Content-Encoding": "gzip"}),
    ("deflate", zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
    ("raw deflate", zlib.compress(PAGE, wbits=-15), {"Content-Encoding": "deflate"}),
    # browsers keep the headers beside the decoded body
    ("decoded, says gzip", PAGE, {"Content-Encoding": "gzip", "Content-Length": "99999"}),
    ("decoded, says br", PAGE, {"Content-Encoding": "br"}),
    ("decoded, says chunked", PAGE, {"Transfer-Encoding": "chunked"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "headers"), [row[1:] for row in ENCODED], ids=[row[0] for row in ENCODED])
def test_a_body_is_decoded(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    (capture,) = read(tmp_path, warc(Answer(page(1).url, body, headers=tuple(headers.items()))))
    assert isinstance(capture, Capture)
    assert capture.content == PAGE


BROKEN = [
    ("shorter than its length", PAGE, {"Content-Length": str(len(PAGE) + 1)}, "WARC_BODY", "bytes"),
    ("chunks cut", chunked(PAGE)[:-500], {"Transfer-Encoding": "chunked"}, "WARC_BODY", "cut after"),
    ("gzip cut", gzip.compress(PAGE)[:-20], {"Content-Encoding": "gzip"}, "WARC_BODY", "cut after"),
    ("gzip, wrong sum", gzip.compress(PAGE)[:-8] + bytes(8), {"Content-Encoding": "gzip"}, "WARC_BODY", "incorrect"),
    ("brotli", b"\x1b\x0f\x00\xf8", {"Content-Encoding": "br"}, "WARC_BODY", "encoded as br"),
    ("gzip bomb", bomb(30 * LIMIT), {"Content-Encoding": "gzip"}, "TOO_LARGE", "more than"),
    ("large", b"x" * (LIMIT + 1), {}, "TOO_LARGE", f"{LIMIT + 1} bytes"),
    ("larger than any record", b"x" * (3 * LIMIT), {}, "TOO_LARGE", "more than"),
]  # fmt: skip


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize(("body", "headers", "code", "says"), [row[1:] for row in BROKEN], ids=[r[0] for r in BROKEN])
def test_a_broken_body_is_a_finding_and_reading_goes_on(
    tmp_path: Path, body: bytes, headers: dict[str, str], code: str, says: str, packed: bool
) -> None:
    bad = Answer(page(2).url, body, headers=tuple(headers.items()))
    found = read(tmp_path, warc(page(1), bad, page(3), packed=packed))
    assert urls(found) == ["/p1/x", "/p3/x"]
    (broken,) = (record for record in found if isinstance(record, BadRecord))
    assert (broken.finding.code, broken.number, broken.url) == (code, 2, bad.url)
    assert says in broken.finding.found
    assert bad.url in broken.finding.location


def test_a_record_that_unpacks_without_end_is_stopped(tmp_path: Path) -> None:
    first, last = written([page(1), page(3)])
    endless = Answer(page(2).url, b" " * (20 * LIMIT))  # the record itself is the bomb
    found = read(tmp_path, first + warc(endless) + last)
    assert (urls(found), codes(found)) == (["/p1/x", "/p3/x"], ["TOO_LARGE"])


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("left", [0.02, 0.5, 0.97])
def test_a_truncated_record_does_not_cost_the_next_one(tmp_path: Path, packed: bool, left: float) -> None:
    first, cut, last = written([page(1), page(2), page(3)], packed=packed)
    found = read(tmp_path, first + cut[: int(len(cut) * left)] + last)
    assert (urls(found), codes(found)) == (["/p1/x", "/p3/x"], ["WARC_DAMAGED"])


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_a_file_that_breaks_off_keeps_what_is_before(tmp_path: Path, packed: bool) -> None:
    content = warc(page(1), page(2), packed=packed)
    for end in range(len(content) - 5, len(warc(page(1), packed=packed)) + 1, -97):
        found = read(tmp_path, content[:end])
        assert (urls(found), codes(found)) == (["/p1/x"], ["WARC_DAMAGED"]), end


def test_no_flipped_bit_passes(tmp_path: Path) -> None:
    """Packed records carry a check sum, plain ones their own digest: what is damaged is a finding or the same page."""
    for packed in (True, False):
        content = warc(page(1), page(2), page(3), packed=packed)
        whole = {record.url: record.content for record in read(tmp_path, content) if isinstance(record, Capture)}
        for at in range(3, len(content), 211):
            damaged = bytearray(content)
            damaged[at] ^= 0x20
            found = read(tmp_path, bytes(damaged))
            captures = {record.url: record.content for record in found if isinstance(record, Capture)}
            assert len(captures) + len(codes(found)) == 3, at
            # a letter of an address in a plain file is covered by no digest; a body always is
            assert all(body in whole.values() for body in captures.values()), at


def test_garbage_between_records_is_told(tmp_path: Path) -> None:
    first, last = written([page(1), page(2)])
    found = read(tmp_path, first + b"\x00garbage\x1f\x8b\x08 no member" * 9 + last + b"tail")
    assert (urls(found), codes(found)) == (["/p1/x", "/p2/x"], ["WARC_DAMAGED", "WARC_DAMAGED"])


@pytest.mark.parametrize(
    "content", [b"", b"no warc at all", gzip.compress(b"no warc", mtime=0), b"\x1f\x8b\x08", b"\n" * 9]
)
def test_what_is_no_warc_is_a_finding_or_nothing(tmp_path: Path, content: bytes) -> None:
    assert codes(read(tmp_path, content)) == ([] if not content.strip() and content else ["WARC_DAMAGED"])


ODD_HEADS = [
    ("a time that is none", b"WARC-Date: 2024-01-01T00:00:00Z", b"WARC-Date: gisteren"),
    ("an unknown kind", b"WARC-Type: response", b"WARC-Type: verhaal"),
    ("no kind", b"WARC-Type: response\r\n", b""),
    ("a version of the future", b"WARC/1.0", b"WARC/9.0"),
    ("no length", b"Content-Length: ", b"Content-Size: "),
    ("a digest that is none", b"WARC-Block-Digest: sha1:", b"WARC-Block-Digest: sha1:===="),
]


@pytest.mark.parametrize(("old", "new"), [row[1:] for row in ODD_HEADS], ids=[row[0] for row in ODD_HEADS])
def test_an_odd_head_costs_its_record(tmp_path: Path, old: bytes, new: bytes) -> None:
    odd = warc(page(2), packed=False)
    assert old in odd
    found = read(tmp_path, warc(page(1)) + gzip.compress(odd.replace(old, new, 1)) + warc(page(3)))
    assert (urls(found), codes(found)) == (["/p1/x", "/p3/x"], ["WARC_DAMAGED"])


def test_the_pages_of_a_build_are_html_and_text_with_status_200(tmp_path: Path) -> None:
    answers = [
        page(1),
        Answer(f"{HOST}/p2/weg", b"weg", status="404 Not Found"),
        Answer(f"{HOST}/logo.png", b"\x89PNG", content_type="image/png"),
        Answer(f"{HOST}/p4/tekst", b"Doel 1", content_type="text/plain"),
        Answer(f"{HOST}/p5/opgeslagen", PAGE, kind="resource", content_type="text/html"),
        Answer(f"{HOST}/p6/http-2", PAGE, status="200"),
    ]
    (tmp_path / "x.warc.gz").write_bytes(warc(*answers))
    found = [
        source for source in pages(tmp_path / "x.warc.gz", "a/x.warc.gz", LIMIT) if not isinstance(source, BadRecord)
    ]
    assert [(s.path, s.media) for s in found] == [
        ("a/x.warc.gz#1", "warc"), ("a/x.warc.gz#4", "text"), ("a/x.warc.gz#5", "warc"), ("a/x.warc.gz#6", "warc"),
    ]  # fmt: skip
