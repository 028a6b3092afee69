"""A whole crawl: every page once, at the pace, in order; and what the site no longer links."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.sources.site import read_settings, read_sites
from site_server import misbehaviour as bad
from site_server.crawling import BASE, HOST, Night, Stored, limits, night, site_of, small_site
from site_server.grown_site import HOSTS, grown_site, page_paths
from site_server.notices import NOTICES
from site_server.server import Request, SiteServer
from site_server.skipping_clock import SkippingClock

PAGES = 12


@pytest.fixture
def server() -> Iterator[SiteServer]:
    with SiteServer({HOST: small_site(PAGES)}) as running:
        yield running


def pages_asked(server: SiteServer) -> list[Request]:
    return [request for request in server.log if request.path.startswith("/p")]


def test_every_page_once_then_only_conditional_requests(server: SiteServer) -> None:
    stored = Stored()
    first = night(server, stored)
    paths = page_paths(server.sites[HOST])
    assert [answer.url for answer in first.answers] == [f"{BASE}{path}" for path in paths]
    assert {answer.verdict for answer in first.answers} == {"page"}
    assert all(answer.content == server.sites[HOST][answer.url.removeprefix(BASE)] for answer in first.answers)
    assert max(Counter(server.asked()).values()) == 1

    server.log.clear()
    second = night(server, stored)
    assert {answer.verdict for answer in second.answers} == {"unchanged"}
    assert len(second.answers) == PAGES
    assert all(request.conditional and request.status == 304 for request in pages_asked(server))
    assert second.crawl.ended == "complete"


def test_three_publications_of_the_site_list(tmp_path: Path) -> None:
    """From the file to the pages, as the nightly run does it: 30 pages in three publications."""
    with SiteServer({host: grown_site(host, 10) for host in HOSTS}) as server:
        list_of_sites = server.site_list(tmp_path)
        settings = read_settings(list_of_sites)
        for site in read_sites(list_of_sites):
            told = night(server, site=site, settings=settings)
            assert Counter(answer.verdict for answer in told.answers) == {"page": 10}
            assert told.crawl.ended == "complete"
            assert told.clock.monotonic() < 1.2 * told.crawl.requests


def test_one_request_a_second_over_one_connection(server: SiteServer) -> None:
    told = night(server)
    assert {request.connection for request in server.log} == {1}
    assert len(server.log) == told.crawl.requests == PAGES + 3
    assert len(told.clock.slept) == PAGES + 2
    assert all(0 < wait <= 1.0 for wait in told.clock.slept)
    assert told.clock.monotonic() >= PAGES + 2


def test_tries_and_redirects_keep_the_pace_too(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[0]
    server.misbehave(HOST, path, bad.status(500), times=2)
    clock = SkippingClock()
    began = clock.monotonic()
    told = night(server, clock=clock, settings=limits(backoff=(0.0, 0.0, 0.0)))
    assert told[path].requests == 3
    assert clock.monotonic() - began >= told.crawl.requests - 1


def test_one_changed_page_is_the_only_one_fetched(server: SiteServer) -> None:
    stored = Stored()
    night(server, stored)
    path = page_paths(server.sites[HOST])[5]
    server.sites[HOST][path] = server.sites[HOST][path].replace(b"</h1>", b" (gewijzigd)</h1>", 1)
    told = night(server, stored)
    assert [answer.url for answer in told.answers if answer.verdict == "page"] == [f"{BASE}{path}"]
    assert Counter(answer.verdict for answer in told.answers) == {"page": 1, "unchanged": PAGES - 1}


@pytest.mark.parametrize("how", ["menu", "sitemap", "gzipped sitemap", "index of sitemaps", "page", "script"])
def test_pages_are_found_by(server: SiteServer, how: str) -> None:
    site = server.sites[HOST]
    first, *others = page_paths(site)
    start, sitemap = site["/"], site["/sitemap.xml"]
    site["/"] = f'<html><body><a href="{first}">x</a></body></html>'.encode()
    del site["/sitemap.xml"]
    if how == "menu":
        site["/"] = start
    elif how == "sitemap":
        site["/sitemap.xml"] = sitemap
    elif how == "gzipped sitemap":
        site["/robots.txt"] = f"Sitemap: {BASE}/kaart.xml.gz".encode()
        site["/kaart.xml.gz"] = gzip.compress(sitemap)
    elif how == "index of sitemaps":
        site["/sitemap.xml"] = f"<sitemapindex><sitemap><loc>{BASE}/deel.xml</loc></sitemap></sitemapindex>".encode()
        site["/deel.xml"] = sitemap
    elif how == "page":
        chain = zip([first, *others], others, strict=False)
        for path, after in chain:
            site[path] = site[path].replace(b"</body>", f'<a href="..{after}">volgende</a></body>'.encode())
    else:
        menu = ",".join(f'{{"url":"{path}"}}'.replace("/", "\\/") for path in others)
        site["/"] = site["/"].replace(b"</body>", f"<script>var menu=[{menu}]</script></body>".encode())
    told = night(server)
    assert {answer.url.removeprefix(BASE) for answer in told.answers} == {first, *others}
    assert {answer.verdict for answer in told.answers} == {"page"}


def test_links_that_lead_to_no_page_are_ignored_by_name(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[0]
    server.sites[HOST]["/"] = (
        f"<html><body><a href='{path}'>a</a><a href='/zoeken'>b</a><a href='/doc/nota.pdf'>c</a><a href='#top'>d</a>"
        f"<a href='https://www.zwolle.nl/'>e</a><a href='mailto:a@b.nl'>f</a><a href='{path}?druk=ja'>g</a>"
        f"<a href='{path}#tabel'>h</a><a href='/p60000/andere-naam'>i</a><!-- <a href='/p1/oud'>j</a> --></body></html>"
    ).encode()
    server.sites[HOST]["/sitemap.xml"] = b""
    told = night(server)
    assert set(told.verdicts) == {path}
    assert told.crawl.ignored == {
        "/": "start page",
        "/zoeken": "no page address",
        "/doc/nota.pdf": "file",
        "https://www.zwolle.nl/": "other host",
        f"{BASE}/p60000/andere-naam": f"the same page as {BASE}{path}",
    }


def test_known_pages_that_no_link_leads_to_are_asked_last(server: SiteServer) -> None:
    stored = Stored()
    night(server, stored)
    known = list(stored.pages)
    lost = page_paths(server.sites[HOST])[-2:]
    server.sites[HOST] = small_site(PAGES, without=lost)
    told = night(server, stored, known=known)
    assert [told[path].verdict for path in lost] == ["gone", "gone"]
    assert [answer.url.removeprefix(BASE) for answer in told.answers[-2:]] == lost
    assert set(told.crawl.unlisted.values()) == {f"{BASE}{path}" for path in lost}
    assert len(told.answers) == PAGES


def test_a_page_that_moved_to_another_slug_is_followed(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[0]
    moved = f"{path}-nieuw"
    server.sites[HOST][moved] = server.sites[HOST][path]
    server.misbehave(HOST, path, bad.redirect(moved))
    answer = night(server)[path]
    assert (answer.verdict, answer.final_url, answer.requests) == ("page", f"{BASE}{moved}", 2)


def test_a_redirect_to_http_of_the_same_host_is_asked_by_https(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[0]
    server.sites[HOST][f"{path}-nieuw"] = server.sites[HOST][path]
    server.misbehave(HOST, path, bad.redirect(f"http://{HOST}{path}-nieuw"))
    assert night(server)[path].final_url == f"{BASE}{path}-nieuw"


def test_a_page_that_became_another_page_is_refused_and_the_other_one_read(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[0]
    server.sites[HOST]["/p777/nieuw"] = server.sites[HOST][path]
    server.misbehave(HOST, path, bad.redirect("/p777/nieuw"))
    told = night(server)
    assert (told[path].verdict, told[path].code) == ("rejected", "NOT_A_REPORT_PAGE")
    assert told["/p777/nieuw"].verdict == "page"


def test_a_page_without_links_that_sends_on_to_another_page_is_gone(server: SiteServer) -> None:
    """A site that was renumbered: what it answers for the old numbers is no trouble of the site."""
    stored = Stored()
    night(server, stored)
    known, old = list(stored.pages), page_paths(server.sites[HOST])[-1]
    server.sites[HOST] = small_site(PAGES, without=[old])
    server.sites[HOST]["/p777/nieuw"] = server.sites[HOST][page_paths(server.sites[HOST])[0]]
    server.misbehave(HOST, old, bad.redirect("/p777/nieuw"))
    told = night(server, stored, known=known)
    assert (told[old].verdict, told[old].code) == ("gone", "PAGE_GONE")
    assert told["/p777/nieuw"].verdict == "page"


def down(told: Night) -> list[str | None]:
    return [answer.code for answer in told.answers if answer.code == "SITE_UNAVAILABLE"]


def test_another_page_that_did_not_change_says_nothing_of_this_one(server: SiteServer) -> None:
    """One date for every page, as an export gives its files: the start page confirms it of all that lead there."""
    date = "Fri, 10 Oct 2025 07:33:06 GMT"
    stored = Stored()
    for path in page_paths(server.sites[HOST]):
        server.misbehave(HOST, path, bad.with_headers(ETag="", Last_Modified=date))
    night(server, stored)
    for path in page_paths(server.sites[HOST]):
        server.misbehave(HOST, path, bad.redirect("/"))
    server.misbehave(HOST, "/", bad.not_modified_if_asked(Last_Modified=date))
    told = night(server, stored)
    assert {answer.verdict for answer in told.answers} == {"rejected"}
    assert {answer.code for answer in told.answers} == {"NOT_A_REPORT_PAGE"}


def test_a_site_that_stops_answering_is_left_alone(server: SiteServer) -> None:
    for path in page_paths(server.sites[HOST])[4:]:
        server.misbehave(HOST, path, bad.status(500))
    told = night(server)
    assert Counter(answer.verdict for answer in told.answers) == {"page": 4, "unavailable": 6}
    assert (told.crawl.ended, down(told)) == ("down", ["SITE_UNAVAILABLE"])
    assert told.answers[-1].found == "9 pages asked, 3 not"


def test_single_bad_pages_do_not_stop_a_crawl(server: SiteServer) -> None:
    for path in page_paths(server.sites[HOST])[::2]:
        server.misbehave(HOST, path, bad.status(500))
    told = night(server)
    assert Counter(answer.verdict for answer in told.answers) == {"page": 6, "unavailable": 6}
    assert (told.crawl.ended, down(told)) == ("complete", [])


def test_a_site_that_asks_to_wait_after_all_tries_is_left_alone(server: SiteServer) -> None:
    server.misbehave(HOST, page_paths(server.sites[HOST])[2], bad.status(429, Retry_After="600"))
    told = night(server)
    assert told.crawl.ended == "down"
    assert sum(wait > 299 for wait in told.clock.slept) == 3


def test_the_run_ends_at_its_time(server: SiteServer) -> None:
    told = night(server, settings=limits(run_seconds=8.5))
    assert told.crawl.ended == "budget"
    assert told.answers[-1].code == "FETCH_BUDGET"
    assert told.answers[-1].found == "6 pages asked, 6 not"
    assert told.clock.monotonic() < 10


def test_a_crawler_trap_ends(server: SiteServer) -> None:
    site = server.sites[HOST]
    path = page_paths(site)[0]
    for number in range(40):
        after = f'<a href="/p{number + 101}/dag">verder</a></body>'.encode()
        site[f"/p{number + 100}/dag"] = site[path].replace(b"</body>", after)
    site["/"] = site["/"].replace(b"</body>", b'<a href="/p100/dag">agenda</a></body>')
    told = night(server, settings=limits(max_pages=30))
    assert (told.crawl.ended, len(told.answers)) == ("limit", 31)


def test_without_a_start_page_the_known_pages_are_asked(server: SiteServer) -> None:
    stored = Stored()
    night(server, stored)
    server.misbehave(HOST, "/", bad.instead(NOTICES["maintenance"]))
    del server.sites[HOST]["/sitemap.xml"]
    told = night(server, stored, known=list(stored.pages))
    assert told.crawl.ended == "no_start"
    assert Counter(answer.verdict for answer in told.answers) == {"rejected": 1, "unchanged": PAGES}
    assert (told.answers[0].url, told.answers[0].code) == (f"{BASE}/", "NOT_A_REPORT_PAGE")


def test_a_site_that_is_down_is_one_answer(server: SiteServer) -> None:
    server.stop()
    told = night(server, known=[f"{BASE}/p1/x"])
    assert [(answer.url, answer.code) for answer in told.answers] == [(f"{BASE}/robots.txt", "ROBOTS_UNAVAILABLE")]
    assert (told.crawl.ended, told.crawl.requests) == ("robots", 4)


def test_a_name_without_address_is_one_answer(server: SiteServer) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    told = night(server, site=site_of(server, via=None), settings=limits(resolve=unknown))
    assert [answer.code for answer in told.answers] == ["ROBOTS_UNAVAILABLE"]
    assert "Name or service not known" in told.answers[0].found


def test_a_kept_connection_that_the_server_closed_is_replaced_without_a_wait(server: SiteServer) -> None:
    path = page_paths(server.sites[HOST])[3]
    server.misbehave(HOST, path, bad.hangs_up, times=1)
    told = night(server)
    assert (told[path].verdict, told[path].requests) == ("page", 2)
    assert max(told.clock.slept) <= 1.0
