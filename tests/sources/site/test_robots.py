"""robots.txt: disallow, absent, failing, too long, or something else (INTEGRITY.md 2a; RFC 9309)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from site_server import misbehaviour as bad
from site_server.crawling import HOST, limits, night, small_site
from site_server.grown_site import page_paths
from site_server.server import Mode, SiteServer

SITE = small_site(4)
PATHS = page_paths(SITE)


@pytest.fixture
def server() -> Iterator[SiteServer]:
    with SiteServer({HOST: dict(SITE)}) as running:
        yield running


def rules(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_a_disallowed_page_is_not_asked(server: SiteServer) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", f"Disallow: {PATHS[1]}")
    told = night(server)
    answer = told[PATHS[1]]
    assert (answer.verdict, answer.code, answer.requests) == ("unavailable", "ROBOTS_DISALLOWED", 0)
    assert PATHS[1] not in server.asked()
    assert Counter(told.verdicts.values()) == {"page": 3, "unavailable": 1}
    assert told.crawl.ended == "complete"


def test_our_own_name_goes_before_the_star(server: SiteServer) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", "Disallow: /", "", "User-agent: Doelenboom", "Allow: /")
    assert Counter(night(server).verdicts.values()) == {"page": 4}


def test_a_site_that_wants_no_robots_is_asked_nothing(server: SiteServer) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", "Disallow: /")
    told = night(server)
    assert server.asked() == ["/robots.txt"]
    assert [answer.code for answer in told.answers] == ["ROBOTS_DISALLOWED"]
    assert told.crawl.ended == "no_start"


def test_a_crawl_delay_is_kept(server: SiteServer) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", "Crawl-delay: 10", "Disallow:")
    told = night(server)
    assert told.clock.monotonic() >= 10 * (told.crawl.requests - 2)
    assert max(told.clock.slept) <= 10


def test_an_absurd_crawl_delay_is_bounded(server: SiteServer) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", "Crawl-delay: 86400")
    assert max(night(server).clock.slept) <= 60


@pytest.mark.parametrize(
    "mode",
    [bad.status(404), bad.status(403), bad.status(410), bad.instead(b"<!DOCTYPE html><html>Disallow: /</html>"),
     bad.instead(b"\xef\xbb\xbf<html>"), bad.instead(b""), bad.instead(b"\x00\xff" * 500),
     bad.redirect("https://www.example.org/robots.txt"), bad.redirect("/robots.txt")],
    ids=["404", "403", "410", "html", "html with a mark", "empty", "binary", "elsewhere", "round"],
)  # fmt: skip
def test_no_rules(server: SiteServer, mode: Mode) -> None:
    server.misbehave(HOST, "/robots.txt", mode)
    assert Counter(night(server).verdicts.values()) == {"page": 4}


@pytest.mark.parametrize(
    "mode",
    [bad.status(500), bad.status(503), bad.status(429), bad.resets, bad.body_shorter, bad.garbage],
    ids=["500", "503", "429", "reset", "cut", "garbage"],
)
def test_rules_that_cannot_be_read_keep_us_away_tonight(server: SiteServer, mode: Mode) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", "Disallow: /geheim") * 20
    server.misbehave(HOST, "/robots.txt", mode)
    told = night(server)
    assert [(answer.code, answer.verdict) for answer in told.answers] == [("ROBOTS_UNAVAILABLE", "unavailable")]
    assert set(server.asked()) == {"/robots.txt"}
    assert told.crawl.ended == "robots"


def test_of_2_mb_the_first_500_kib_count(server: SiteServer) -> None:
    filler = b"# een regel die niets zegt, zoals er meer zijn\n" * 45_000
    server.sites[HOST]["/robots.txt"] = b"\n".join(
        [b"User-agent: *", f"Disallow: {PATHS[0]}".encode(), filler, f"Disallow: {PATHS[1]}".encode(), b""]
    )
    assert len(server.sites[HOST]["/robots.txt"]) > 2_000_000
    told = night(server, settings=limits(max_bytes=5_000_000))
    assert told.verdicts == {PATHS[0]: "unavailable", **dict.fromkeys(PATHS[1:], "page")}


def test_a_rule_cut_at_500_kib_is_no_rule(server: SiteServer) -> None:
    start = b"User-agent: *\n"
    cut = f"Disallow: {PATHS[0]}".encode()
    room = 500 * 1024 - len(start) - len(b"Disallow: /")
    server.sites[HOST]["/robots.txt"] = start + b"#" * (room - 1) + b"\n" + cut + b"\n"
    assert Counter(night(server, settings=limits(max_bytes=5_000_000)).verdicts.values()) == {"page": 4}


def test_the_sitemap_is_disallowed_too(server: SiteServer) -> None:
    server.sites[HOST]["/robots.txt"] = rules("User-agent: *", "Disallow: /sitemap.xml")
    told = night(server)
    assert "/sitemap.xml" not in server.asked()
    assert told.crawl.ignored[f"https://{HOST}/sitemap.xml"] == "robots.txt"
