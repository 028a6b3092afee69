"""robots.txt, start page and sitemaps are asked only if they changed, and a 304 stands for the stored body."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.sources.fetched import InForce
from site_server import misbehaviour as bad
from site_server.crawling import BASE, HOST, Night, Stored, limits, night, small_site
from site_server.grown_site import page_paths
from site_server.server import Handler, SiteServer

PAGES = 4
GUIDES = ["/robots.txt", "/", "/sitemap.xml"]


@pytest.fixture
def server() -> Iterator[SiteServer]:
    with SiteServer({HOST: small_site(PAGES)}) as running:
        yield running


def second(server: SiteServer, stored: Stored) -> Night:
    server.log.clear()
    return night(server, stored)


def asked(server: SiteServer, path: str) -> list[tuple[bool, int | None]]:
    """Whether each request for `path` was conditional, and its status."""
    return [(request.conditional, request.status) for request in server.log if request.path == path]


@pytest.mark.parametrize("rules", [None, b"", b"User-agent: *\nDisallow: /geheim\n"], ids=["none", "empty", "rules"])
def test_the_second_night_asks_nothing_without_a_condition(server: SiteServer, rules: bytes | None) -> None:
    if rules is not None:
        server.sites[HOST]["/robots.txt"] = rules
    stored = Stored()
    first = night(server, stored)
    assert [(guide.url.removeprefix(BASE), guide.verdict) for guide in first.guides] == [(g, "guide") for g in GUIDES]
    assert [guide.content for guide in first.guides] == [server.sites[HOST].get(path) for path in GUIDES]
    again = second(server, stored)
    assert server.asked() == [*GUIDES, *page_paths(server.sites[HOST])]
    assert all(request.conditional for request in server.log)
    assert [guide.status for guide in again.guides] == [404 if rules is None else 304, 304, 304]
    assert (again.crawl.ended, again.crawl.listed) == ("complete", first.crawl.listed)


def test_stored_rules_are_obeyed(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[1]
    server.sites[HOST]["/robots.txt"] = f"User-agent: *\nDisallow: {path}\nCrawl-delay: 7\n".encode()
    stored = Stored()
    night(server, stored)
    told = second(server, stored)
    assert asked(server, "/robots.txt") == [(True, 304)]
    assert told[path].code == "ROBOTS_DISALLOWED"
    assert path not in server.asked()
    assert 6 < max(told.clock.slept) <= 7


@pytest.mark.parametrize("guide", ["/", "/sitemap.xml"])
def test_a_new_page_shows_in_either_guide(server: SiteServer, guide: str) -> None:
    stored = Stored()
    server.sites[HOST] = small_site(PAGES)
    grown = small_site(PAGES + 1)
    night(server, stored)
    path = page_paths(grown)[-1]
    server.sites[HOST] |= {guide: grown[guide], path: grown[path]}
    told = second(server, stored)
    assert asked(server, guide) == [(True, 200)]
    assert told[path].verdict == "page"


@pytest.mark.parametrize("path", GUIDES)
def test_a_304_without_a_stored_body_is_asked_again_without_a_condition(server: SiteServer, path: str) -> None:
    server.sites[HOST]["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    server.misbehave(HOST, path, bad.not_modified_if_asked())
    told = night(server, Stored({f"{BASE}{path}": InForce(None, None, "Fri, 10 Oct 2025 07:33:06 GMT")}))
    assert asked(server, path) == ([(True, 304), (False, 200)] if path == "/robots.txt" else [])
    assert [answer.code for answer in told.answers] == ["ROBOTS_DISALLOWED"]
    server.sites[HOST]["/robots.txt"] = b""
    told = night(server, Stored({f"{BASE}{path}": InForce(None, None, "Fri, 10 Oct 2025 07:33:06 GMT")}))
    assert asked(server, path)[-2:] == [(True, 304), (False, 200)]
    assert len(told.answers) == PAGES


def test_a_304_of_another_version_is_asked_again(server: SiteServer) -> None:
    stored = Stored()
    night(server, stored)
    server.misbehave(HOST, "/sitemap.xml", bad.not_modified_if_asked(ETag='"other"'))
    second(server, stored)
    assert asked(server, "/sitemap.xml") == [(True, 304), (False, 200)]


def test_rules_that_are_unchanged_since_never_keep_us_away_tonight(server: SiteServer) -> None:
    server.misbehave(HOST, "/robots.txt", bad.not_modified())
    told = night(server)
    assert [answer.code for answer in told.answers] == ["ROBOTS_UNAVAILABLE"]
    assert set(server.asked()) == {"/robots.txt"}


@pytest.mark.parametrize("status", [500, 503])
def test_stored_rules_do_not_help_where_the_server_fails(server: SiteServer, status: int) -> None:
    server.sites[HOST]["/robots.txt"] = b"User-agent: *\nDisallow: /geheim\n"
    stored = Stored()
    night(server, stored)
    server.misbehave(HOST, "/robots.txt", bad.status(status))
    told = second(server, stored)
    assert [answer.code for answer in told.answers] == ["ROBOTS_UNAVAILABLE"]


def test_rules_that_are_gone_are_gone(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[0]
    server.sites[HOST]["/robots.txt"] = f"User-agent: *\nDisallow: {path}\n".encode()
    stored = Stored()
    night(server, stored)
    del server.sites[HOST]["/robots.txt"]
    assert second(server, stored)[path].verdict == "page"
    assert second(server, stored)[path].verdict == "unchanged"


def test_a_guide_whose_end_cannot_be_told_is_not_kept(server: SiteServer) -> None:
    """A sitemap that was cut must not stand for the whole one for as long as that stays unchanged."""

    def cut(handler: Handler, body: bytes) -> None:
        half = body[: len(body) // 2]
        handler.raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nETag: "whole"\r\n\r\n' + half)

    server.sites[HOST]["/"] = b"<html><body>Kies een onderwerp.</body></html>"
    server.misbehave(HOST, "/sitemap.xml", cut, times=1)
    stored = Stored()
    assert len(night(server, stored).answers) < PAGES
    assert stored.pages[f"{BASE}/sitemap.xml"].etag is None
    assert len(second(server, stored).answers) == PAGES


def test_a_start_page_that_is_no_page_is_never_kept(server: SiteServer) -> None:
    stored = Stored()
    night(server, stored)
    kept = stored.pages[f"{BASE}/"]
    server.misbehave(HOST, "/", bad.instead(b""))
    told = second(server, stored)
    assert [answer.code for answer in told.answers if answer.url == f"{BASE}/"] == ["EMPTY_PAGE"]
    assert stored.pages[f"{BASE}/"] == kept


@pytest.mark.parametrize("named", ["/p60000/kaart.xml", "http://[::1", "https://www.example.org/sitemap.xml"])
def test_a_sitemap_at_an_odd_address_is_passed_over(server: SiteServer, named: str) -> None:
    address = named if named.startswith("http") else f"{BASE}{named}"
    server.sites[HOST]["/robots.txt"] = f"Sitemap: {address}\n".encode()
    told = night(server, settings=limits())
    assert len(told.answers) == PAGES
    assert server.asked()[:2] == ["/robots.txt", "/"]
    assert address in told.crawl.ignored
