"""INTEGRITY.md 2a: every mode of a misbehaving server has its verdict, and no bad body is accepted."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib.metadata import version

import pytest

from pipeline.sources.fetched import InForce
from pipeline.sources.site import Settings
from pipeline.sources.site.site import Via
from site_server import misbehaviour as bad
from site_server.crawling import BASE, HOST, Stored, limits, night, site_of, small_site
from site_server.grown_site import page_paths
from site_server.notices import NOTICES
from site_server.server import Mode, SiteServer
from site_server.skipping_clock import SkippingClock

SITE = small_site()
PAGE = page_paths(SITE)[0]
NIGHT = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
TRIES = 4  # and one more where the first one met a connection that the server had given up

MODES: list[tuple[str, Mode, str, str, int]] = [
    # name, mode, verdict, code, requests it takes
    ("body shorter than Content-Length", bad.body_shorter, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("body longer than Content-Length", bad.body_longer, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("more behind a whole page", bad.body_longer_after_the_end, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("chunked cut between chunks", bad.chunked_cut, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("chunked cut in a chunk", bad.chunk_cut, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("no length, closed early", bad.closed_early, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("half a page of the right length", bad.cut_by_the_site, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("gzip cut, matching length", bad.gzip_cut, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("gzip without CRC", bad.gzip_without_trailer, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("gzip cut, closed", bad.gzip_closed_early, "unavailable", "FETCH_INCOMPLETE", TRIES),
    ("gzip wrong CRC", bad.gzip_wrong_crc, "rejected", "FETCH_BADENC", TRIES),
    ("says gzip but is not", bad.gzip_in_name_only, "rejected", "FETCH_BADENC", TRIES),
    ("deflate, not asked", bad.coding_not_asked, "rejected", "FETCH_BADENC", TRIES),
    ("gzip bomb of 300 MB", bad.gzip_bomb, "rejected", "TOO_LARGE", 1),
    ("endless body", bad.endless, "rejected", "TOO_LARGE", 1),
    ("announces 200 MB", bad.announces_200_mb, "rejected", "TOO_LARGE", 1),
    ("drip 1 byte at a time", bad.drip(0.02), "unavailable", "FETCH_TIMEOUT", TRIES),
    ("drip in the headers", bad.drip_headers(0.02), "unavailable", "FETCH_TIMEOUT", TRIES),
    ("accepts and is silent", bad.silent, "unavailable", "FETCH_TIMEOUT", TRIES),
    ("silent in the body", bad.silent_in_the_body, "unavailable", "FETCH_TIMEOUT", TRIES),
    ("reset", bad.resets, "unavailable", "FETCH_UNREACHABLE", TRIES + 1),
    ("reset in the body", bad.reset_in_the_body, "unavailable", "FETCH_", TRIES),
    ("hangs up", bad.hangs_up, "unavailable", "FETCH_PROTOCOL", TRIES + 1),
    ("garbage bytes", bad.garbage, "unavailable", "FETCH_PROTOCOL", TRIES),
    ("2 MB header", bad.header_of_2_mb, "unavailable", "FETCH_", TRIES),
    ("a line that is no header", bad.header_without_a_name, "unavailable", "FETCH_PROTOCOL", TRIES),
    ("redirect to itself", bad.redirect(PAGE), "rejected", "FETCH_REDIRECTS", 6),
    ("redirect file://", bad.redirect("file:///etc/passwd"), "rejected", "FETCH_BLOCKED", 1),
    ("redirect to another host", bad.redirect("https://www.example.org/p1/x"), "rejected", "FETCH_BLOCKED", 1),
    ("redirect without scheme", bad.redirect("//www.example.org/p1/x"), "rejected", "FETCH_BLOCKED", 1),
    ("redirect to 127.0.0.1", bad.redirect("https://127.0.0.1/p1/x"), "rejected", "FETCH_BLOCKED", 1),
    ("redirect to a private address", bad.redirect("http://192.168.1.1/"), "rejected", "FETCH_BLOCKED", 1),
    ("redirect to the start page", bad.redirect("/"), "rejected", "NOT_A_REPORT_PAGE", 2),
    ("redirect without Location", bad.status(302), "rejected", "FETCH_STATUS", 1),
    ("200 empty body", bad.instead(b""), "rejected", "EMPTY_PAGE", 1),
    ("200 blank body", bad.instead(b" \r\n\t "), "rejected", "EMPTY_PAGE", 1),
    ("200 nothing printed", bad.instead(b"<html><body></body></html>"), "rejected", "EMPTY_PAGE", 1),
    *((name, bad.instead(page), "rejected", "NOT_A_REPORT_PAGE", 1) for name, page in NOTICES.items()),
    ("Refresh header", bad.with_headers(Refresh="0; url=/nieuw"), "rejected", "NOT_A_REPORT_PAGE", 1),
    ("304 to a plain request", bad.not_modified(ETag='"x"'), "unavailable", "FETCH_STATUS", TRIES),
    ("206 partial, unasked", bad.partial, "rejected", "FETCH_STATUS", 1),
    ("201", bad.status(201), "rejected", "FETCH_STATUS", 1),
    ("403", bad.status(403), "rejected", "FETCH_STATUS", 1),
    ("404", bad.status(404), "gone", "PAGE_GONE", 1),
    ("410", bad.status(410), "gone", "PAGE_GONE", 1),
    ("429", bad.status(429), "unavailable", "FETCH_STATUS", TRIES),
    ("500", bad.status(500), "unavailable", "FETCH_STATUS", TRIES),
    ("503", bad.status(503), "unavailable", "FETCH_STATUS", TRIES),
    ("status 599", bad.status(599), "unavailable", "FETCH_STATUS", TRIES),
    ("application/pdf", bad.as_type("application/pdf"), "rejected", "NOT_HTML", 1),
    ("application/json", bad.as_type("application/json"), "rejected", "NOT_HTML", 1),
    ("application/octet-stream", bad.as_type("application/octet-stream"), "rejected", "NOT_HTML", 1),
    ("PDF as text/html", bad.as_type("text/html", b"%PDF-1.7 ..."), "rejected", "NOT_HTML", 1),
    ("JSON without a type", bad.as_type("", b'{"error": "x"}'), "rejected", "NOT_HTML", 1),
]  # fmt: skip


def patience(mode: Mode) -> Settings:
    """A slow server must be slow for this clock; all others may take their time on a busy machine."""
    slow = {row[1] for row in MODES if row[3] == "FETCH_TIMEOUT"}
    quick = {"read_seconds": 0.2, "request_seconds": 0.4} if mode in slow else {}
    return limits(troubles_in_a_row=9, **quick)


@pytest.fixture(scope="module")
def server() -> Iterator[SiteServer]:
    bad.bomb()  # made once, before the clock runs, and by the process that needs it: it takes 1.5 s
    with SiteServer({HOST: dict(SITE)}) as running:
        yield running


@pytest.fixture(autouse=True)
def _behave(server: SiteServer) -> Iterator[None]:
    yield
    server.behave()
    server.log.clear()
    server.sites[HOST] = dict(SITE)


@pytest.mark.parametrize(("mode", "verdict", "code", "requests"), [row[1:] for row in MODES], ids=[m[0] for m in MODES])
def test_a_misbehaviour_has_its_verdict(server: SiteServer, mode: Mode, verdict: str, code: str, requests: int) -> None:
    server.misbehave(HOST, PAGE, mode)
    told = night(server, settings=patience(mode))
    answer = told[PAGE]
    assert (answer.verdict, str(answer.code).startswith(code)) == (verdict, True), answer
    assert answer.requests == requests
    assert answer.found
    assert answer.findings[0].code == answer.code
    assert told.crawl.ended == "complete"


@pytest.mark.parametrize(
    "mode", [row[1] for row in MODES if row[4] == TRIES], ids=[m[0] for m in MODES if m[4] == TRIES]
)
def test_a_passing_misbehaviour_costs_nothing(server: SiteServer, mode: Mode) -> None:
    server.misbehave(HOST, PAGE, mode, times=1)
    answer = night(server, settings=patience(mode))[PAGE]
    assert (answer.verdict, answer.content) == ("page", SITE[PAGE])
    assert answer.requests == 2


@pytest.mark.parametrize("mode", [m[1] for m in MODES], ids=[m[0] for m in MODES])
def test_the_page_in_force_is_never_called_unchanged_by_a_bad_answer(server: SiteServer, mode: Mode) -> None:
    """With something in force the requests are conditional; what is bad stays bad."""
    server.misbehave(HOST, PAGE, mode)
    stored = Stored({f"{BASE}{PAGE}": InForce("0" * 64, '"other"')})
    answer = night(server, stored, replace(patience(mode), backoff=()))[PAGE]
    assert answer.verdict not in ("page", "unchanged")


def test_the_table_has_all_modes() -> None:
    assert len(MODES) >= 25
    assert len({name for name, *_ in MODES}) == len(MODES)


def test_a_good_page_in_gzip_is_a_page(server: SiteServer) -> None:
    server.misbehave(HOST, PAGE, bad.gzipped)
    assert night(server)[PAGE].content == SITE[PAGE]


@pytest.mark.parametrize("retry_after", ["120", format_datetime(NIGHT + timedelta(seconds=123), usegmt=True)])
def test_retry_after_is_waited_for(server: SiteServer, retry_after: str) -> None:
    server.misbehave(HOST, PAGE, bad.status(503, Retry_After=retry_after), times=1)
    told = night(server, clock=SkippingClock(NIGHT))
    assert told[PAGE].verdict == "page"
    assert 115 < max(told.clock.slept) <= 123


@pytest.mark.parametrize(
    ("retry_after", "longest"),
    [
        ("315360000", 300),
        ("Wed, 01 Jan 2036 00:00:00 GMT", 300),
        ("soon", 1.3),
        ("-5", 1.3),
        ("", 1.3),
        ("9" * 400, 300),
    ],
    ids=["10 years", "a date in 10 years", "garbage", "negative", "empty", "400 digits"],
)
def test_an_absurd_retry_after_is_bounded(server: SiteServer, retry_after: str, longest: float) -> None:
    server.misbehave(HOST, PAGE, bad.status(429, Retry_After=retry_after), times=1)
    told = night(server)
    assert told[PAGE].verdict == "page"
    assert max(told.clock.slept) <= longest


def test_backoff_is_1_4_16_with_jitter(server: SiteServer) -> None:
    server.misbehave(HOST, PAGE, bad.status(500))
    told = night(server, settings=limits(chance=lambda: 1.0, seconds_between_requests=0.01))
    assert [round(wait, 2) for wait in told.clock.slept if wait > 0.5] == [1.25, 5.0, 20.0]


def test_a_304_that_is_not_about_our_page_is_refetched_whole(server: SiteServer) -> None:
    for told in ({}, {"ETag": '"another"'}):
        server.misbehave(HOST, PAGE, bad.not_modified_if_asked(**told))
        answer = night(server, Stored({f"{BASE}{PAGE}": InForce("0" * 64, '"ours"')}))[PAGE]
        assert (answer.verdict, answer.requests) == ("page", 2)


def test_a_304_about_our_page_confirms_it(server: SiteServer) -> None:
    server.misbehave(HOST, PAGE, bad.not_modified_if_asked(ETag='W/"ours"'))
    answer = night(server, Stored({f"{BASE}{PAGE}": InForce("0" * 64, '"ours"')}))[PAGE]
    assert (answer.verdict, answer.status, answer.content, answer.requests) == ("unchanged", 304, None, 1)


def test_the_same_bytes_are_unchanged_whatever_the_server_says(server: SiteServer) -> None:
    stored = Stored()
    night(server, stored)
    server.misbehave(HOST, PAGE, bad.with_headers(ETag='"new every time"'))
    assert night(server, stored)[PAGE].verdict == "unchanged"


@pytest.mark.parametrize(
    ("content_type", "meta", "encoding", "conflict"),
    [
        ("text/html; charset=utf-8", b"utf-8", "utf-8", False),
        ("text/html", b"utf-8", "utf-8", False),
        ("text/html; charset=iso-8859-1", b"windows-1252", "cp1252", False),
        ("text/html; charset=iso-8859-1", b"utf-8", "utf-8", True),
        ("text/html; charset=utf-8", b"iso-8859-1", "utf-8", True),
        ("text/html; charset=utf-8", b"utf-8", "cp1252", True),
        ("text/html; charset=bogus", b"utf-8", "utf-8", True),
    ],
)
def test_charsets_that_disagree_are_a_finding(
    server: SiteServer, content_type: str, meta: bytes, encoding: str, conflict: bool
) -> None:
    text = SITE[PAGE].decode("cp1252" if b"\xb7" in SITE[PAGE] else "utf-8").replace("Doel", "Do\u00ebl", 1)
    page = text.encode(encoding, "xmlcharrefreplace")
    page = page.replace(b"<head>", b'<head><meta charset="' + meta + b'">', 1)
    server.misbehave(HOST, PAGE, bad.as_type(content_type, page))
    answer = night(server)[PAGE]
    assert answer.verdict == "page"
    assert [finding.code for finding in answer.findings] == ["CHARSET_CONFLICT"] * conflict


def test_a_connection_that_is_never_accepted_ends_in_time(server: SiteServer) -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for filling in (first, second):
            filling.setblocking(False)
            filling.connect_ex(full.getsockname())
        via = Via("http", "127.0.0.1", full.getsockname()[1])
        told = night(server, site=site_of(server, via=via), settings=limits(connect_seconds=0.05))
    assert [(answer.code, answer.verdict) for answer in told.answers] == [("ROBOTS_UNAVAILABLE", "unavailable")]
    assert told.crawl.ended == "robots"


def test_a_run_of_only_bad_answers_ends_within_its_budget(server: SiteServer) -> None:
    server.sites[HOST] = small_site(40)
    server.misbehave(HOST, "*", bad.status(503, Retry_After="86400"))
    told = night(server, settings=limits(run_seconds=3600))
    assert told.clock.monotonic() < 3600 + 60
    assert told.crawl.ended in ("down", "budget")


def test_user_agent_names_us_and_a_contact(server: SiteServer) -> None:
    night(server)
    names = {request.headers["user-agent"] for request in server.log}
    assert names == {f"doelenboom/{version('doelenboom')} (+mailto:test@example.org)"}
