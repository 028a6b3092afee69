"""A crawl of the test server in one call, without a wait."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.sources.fetched import Fetched, InForce
from pipeline.sources.site import Crawl, Settings, Site, crawl
from pipeline.sources.site.site import Via
from site_server.grown_site import HOSTS, grown_site
from site_server.server import SiteServer
from site_server.skipping_clock import SkippingClock

HOST = HOSTS[0]
BASE = f"https://{HOST}"


def limits(**changed: Any) -> Settings:
    """Usual settings for a small site on this machine."""
    usual: dict[str, Any] = {"read_seconds": 5.0, "connect_seconds": 5.0, "request_seconds": 10.0, "max_bytes": 400_000}
    return Settings("mailto:test@example.org", **(usual | changed))


def site_of(server: SiteServer, host: str = HOST, **changed: Any) -> Site:
    """The row of `host` in the site list, reached through the server."""
    via = Via("https" if server.context else "http", "127.0.0.1", server.port)
    return Site("zwolle", "jaarstukken", 2024, f"https://{host}/", **({"via": via} | changed))


def small_site(pages: int = 1, **changed: Any) -> dict[str, bytes]:
    """A grown site whose menu stands on the start page only."""
    return grown_site(HOST, pages, menu_on_pages=False, **changed)


@dataclass
class Stored:
    """What a raw store would hold: address -> version in force, of a guide with its body."""

    pages: dict[str, InForce] = field(default_factory=dict)

    def take(self, fetched: Fetched) -> None:
        if fetched.verdict == "page" and fetched.content is not None:
            digest = hashlib.sha256(fetched.content).hexdigest()
            etag, modified = fetched.headers.get("etag"), fetched.headers.get("last-modified")
            self.pages[fetched.url] = InForce(digest, etag, modified)
        if fetched.verdict == "guide" and fetched.status != 304:
            body, headers = fetched.content, fetched.headers
            there = (headers.get("etag"), headers.get("last-modified"))
            validators = (None, headers.get("date")) if body is None else there
            self.pages[fetched.url] = InForce(None, *validators, body)


@dataclass
class Night:
    """One crawl: its answers by address, those of guides (robots.txt, start page, sitemaps) apart, and how it went."""

    answers: list[Fetched]
    guides: list[Fetched]
    crawl: Crawl
    clock: SkippingClock

    def __getitem__(self, path: str) -> Fetched:
        found = [answer for answer in self.answers if answer.url.endswith(path)]
        assert len(found) == 1, f"{path}: {len(found)} answers"
        return found[0]

    @property
    def verdicts(self) -> dict[str, str]:
        return {answer.url.removeprefix(BASE): answer.verdict for answer in self.answers}


def night(
    server: SiteServer,
    stored: Stored | None = None,
    settings: Settings | None = None,
    site: Site | None = None,
    known: Iterable[str] = (),
    clock: SkippingClock | None = None,
) -> Night:
    """Crawls the first site of the server to its end, and stores what came."""
    stored = Stored() if stored is None else stored
    clock = clock or SkippingClock()
    going = crawl(site or site_of(server), stored.pages.get, settings or limits(), clock=clock, known=known)
    came = []
    for answer in going:
        stored.take(answer)
        came.append(answer)
    answers = [answer for answer in came if answer.verdict != "guide"]
    return Night(answers, [answer for answer in came if answer.verdict == "guide"], going, clock)
