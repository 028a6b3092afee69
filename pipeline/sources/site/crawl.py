"""The crawl of one site: every page that it links, and every page in force, once.

Everything is asked only if it changed. What a page links is asked too: menus, breadcrumbs and running text are all
links here; the start page and the sitemaps give theirs every time, from the store where they did not change.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeAlias
from urllib.parse import urljoin, urlsplit

from pipeline.model import Finding
from pipeline.sources.fetched import Fetched, InForce, Verdict

from .address import linked, page_key, why_not_followed
from .answer import Answer
from .clock import Clock, SystemClock
from .conditions import conditions, confirms, refuse_unasked
from .guides import Guides
from .markup import base_of, links, text_of
from .page_rules import require_page, require_whole
from .request import Requests
from .robots import Robots, read_robots
from .settings import Settings
from .site import Site
from .sitemap import sitemap_pages
from .trouble import NoPage, no_page

Ended: TypeAlias = Literal["complete", "no_start", "robots", "down", "budget", "limit"]
"""`complete`: the site was read and all it lists was asked; `no_start`: all that is known was asked, but the start page
cannot be read, so that new pages may be missing; `robots`: robots.txt cannot be read, nothing was asked; `down`: the
site stopped answering; `budget`: the run's time was up; `limit`: more pages than any site has."""

_MOST_IGNORED = 10_000


class Crawl:
    """Iterate once over the answers; then the rest tells how it went.

    `listed`: page key -> address of every page the site links, in the order found. `unlisted`: the pages in force
    that no link leads to any more; they are asked last. `ignored`: link -> why it was passed over. `ended` is None
    while it goes on."""

    def __init__(
        self,
        site: Site,
        in_force: Callable[[str], InForce | None],
        settings: Settings,
        clock: Clock,
        known: Iterable[str],
        run_ends: float,
    ) -> None:
        self.site = site
        self.listed: dict[str, str] = {}
        self.unlisted: dict[str, str] = {}
        self.ignored: dict[str, str] = {}
        self.ended: Ended | None = None
        self._in_force, self._settings, self._clock, self._run_ends = in_force, settings, clock, run_ends
        self._requests = Requests(site, settings, clock, run_ends)
        self._guides = Guides(self._requests, in_force, settings.max_bytes, clock)
        self._known = tuple(known)
        self._queue: deque[str] = deque()
        self._in_a_row = 0
        self._started = False

    @property
    def requests(self) -> int:
        """How many requests went out, robots.txt, sitemaps, tries and redirects included."""
        return self._requests.sent

    def __iter__(self) -> Iterator[Fetched]:
        try:
            yield from self._answers()
        finally:
            self._requests.close()

    def _answers(self) -> Iterator[Fetched]:
        try:
            robots = read_robots(self.site, self._guides, self._settings)
        except NoPage as trouble:
            self.ended = "robots"
            yield self._refused(f"{self.site.base_url}robots.txt", trouble, 0)
            return
        yield from self._guides.taken()
        self._requests.pace.seconds = max(self._settings.seconds_between_requests, robots.delay)
        yield from self._start_page(robots)
        if self._in_a_row >= self._settings.troubles_in_a_row:
            yield self._down(0)
            return
        pages, skipped = sitemap_pages(self.site, self._guides, robots, self._settings)
        yield from self._guides.taken()
        self.ignored |= skipped
        self._add(pages)
        yield from self._pages(robots)

    def _start_page(self, robots: Robots) -> Iterator[Fetched]:
        """The start page is for discovery, and no page of the report."""
        url, before = self.site.base_url, self._requests.sent
        if not robots.allows(url):
            yield self._disallowed(url)
            return
        try:
            answer = self._guides.ask(url, _start_page)
        except NoPage as trouble:
            self._count(trouble)
            yield self._refused(url, trouble, before)
            return
        yield from self._guides.taken()
        self._started = True
        self._collect(answer)

    def _pages(self, robots: Robots) -> Iterator[Fetched]:
        asked = 0
        while self._queue or self._add_known():
            if self._requests.pace.earliest(urlsplit(self.site.base_url).netloc) >= self._run_ends:
                yield self._stopped("budget", asked, f"{self._settings.run_seconds / 60:g} minutes for a run")
                return
            if asked >= self._settings.max_pages:
                yield self._stopped("limit", asked, f"at most {self._settings.max_pages} pages")
                return
            url = self._queue.popleft()
            if not robots.allows(url):
                yield self._disallowed(url)
                continue
            asked += 1
            yield self._page(url)
            if self._in_a_row >= self._settings.troubles_in_a_row:
                yield self._down(asked)
                return
        self.ended = "complete" if self._started else "no_start"

    def _page(self, url: str) -> Fetched:
        before = self._requests.sent
        try:
            answer = self._current(url)
            if answer.status == 304:
                self._in_a_row = 0
                return self._told(url, answer, "unchanged", before)
            findings = require_page(answer, url)
        except NoPage as trouble:
            self._count(trouble)
            return self._refused(url, self._sent_on(url, trouble), before)
        self._in_a_row = 0
        self._collect(answer)
        stored = self._in_force(url)
        same = stored is not None and stored.sha256 == hashlib.sha256(answer.body).hexdigest()
        return self._told(url, answer, "unchanged" if same else "page", before, tuple(findings))

    def _sent_on(self, url: str, trouble: NoPage) -> NoPage:
        """The trouble of a page that was not answered, its successor queued where the site sends on to one. A page that
        no link leads to any more and that sends on to another page is gone: the site has renumbered it."""
        answer = trouble.answer
        successor = linked(answer.url, url, self.site) if answer and page_key(answer.url) != page_key(url) else None
        if not successor:
            return trouble
        left = page_key(url) in self.unlisted
        self._add([successor])
        if not left or trouble.verdict != "rejected":
            return trouble
        message = "no link leads to this page any more, and the site sends on to another one"
        return no_page("warning", "gone", "PAGE_GONE", message, f"redirect to {successor}", "200", answer=answer)

    def _current(self, url: str) -> Answer:
        """The answer to a conditional request, or to a whole one where the server confirms what we did not ask, or
        confirms it of another page that it sends on to."""
        stored, most = self._in_force(url), self._settings.max_bytes
        if asked := conditions(stored):
            answer = self._requests.ask(url, asked, most, require_whole)
            if answer.status != 304 or (confirms(answer, stored) and page_key(answer.url) == page_key(url)):
                return answer
        return self._requests.ask(url, {}, most, _whole_and_new)

    def _collect(self, answer: Answer) -> None:
        markup = text_of(answer.body)
        base = urljoin(answer.url, base_of(markup) or "")
        for link in links(markup):
            if page := linked(link, base, self.site):
                self._add([page])
            elif len(self.ignored) < _MOST_IGNORED and (why := why_not_followed(link, base, self.site)):
                self.ignored.setdefault(link, why)

    def _add(self, pages: Iterable[str]) -> None:
        for page in pages:
            key = page_key(page) or page
            if key not in self.listed:
                self.listed[key] = page
                if self.unlisted.pop(key, None) is None:
                    self._queue.append(page)
            elif self.listed[key] != page and len(self.ignored) < _MOST_IGNORED:
                self.ignored.setdefault(page, f"the same page as {self.listed[key]}")

    def _add_known(self) -> bool:
        """Queues the pages in force that no link led to, once there is nothing else left."""
        known, self._known = self._known, ()
        for url in known:
            page = linked(url, self.site.base_url, self.site)
            key = page_key(page) if page else None
            if not page or not key:
                self.ignored[url] = "in force, but no address of a page of this site"
            elif key not in self.listed and key not in self.unlisted:
                self.unlisted[key] = page
                self._queue.append(page)
        return bool(self._queue)

    def _count(self, trouble: NoPage) -> None:
        """Pages without any answer, one after the other: the site is down. One that still asks to wait after all tries
        says so itself."""
        if trouble.verdict != "unavailable":
            self._in_a_row = 0
        else:
            self._in_a_row += self._settings.troubles_in_a_row if trouble.wait else 1

    def _told(
        self, url: str, answer: Answer, verdict: Verdict, before: int, findings: tuple[Finding, ...] = ()
    ) -> Fetched:
        why = findings[0] if findings and verdict not in ("page", "unchanged") else None
        return Fetched(
            url,
            verdict,
            self._clock.now(),
            final_url=answer.url,
            status=answer.status or None,
            headers=answer.headers,
            content=answer.body or None,
            code=why.code if why else None,
            found=why.found if why else "",
            expected=why.expected if why else "",
            requests=self._requests.sent - before,
            findings=findings,
        )

    def _refused(self, url: str, trouble: NoPage, before: int) -> Fetched:
        return self._told(url, trouble.answer or Answer("", 0), trouble.verdict, before, (trouble.finding,))

    def _disallowed(self, url: str) -> Fetched:
        finding = Finding("warning", "ROBOTS_DISALLOWED", "robots.txt asks not to read this page; it was not asked",
                          "answer", "robots.txt", "a page that may be read")  # fmt: skip
        return self._told(url, Answer("", 0), "unavailable", self._requests.sent, (finding,))

    def _stopped(self, ended: Ended, asked: int, expected: str) -> Fetched:
        self.ended = ended
        finding = Finding("error", "FETCH_BUDGET", "the crawl stopped before its end; the rest waits for the next run",
                          "site", f"{asked} pages asked, {len(self._queue)} not", expected)  # fmt: skip
        return self._told(self.site.base_url, Answer("", 0), "unavailable", self._requests.sent, (finding,))

    def _down(self, asked: int) -> Fetched:
        self.ended = "down"
        finding = Finding("error", "SITE_UNAVAILABLE", "the site stopped answering; it is left alone tonight", "site",
                          f"{asked} pages asked, {len(self._queue)} not", "answers")  # fmt: skip
        return self._told(self.site.base_url, Answer("", 0), "unavailable", self._requests.sent, (finding,))


def crawl(
    site: Site,
    in_force: Callable[[str], InForce | None],
    settings: Settings,
    *,
    clock: Clock | None = None,
    known: Iterable[str] = (),
    run_ends: float | None = None,
) -> Crawl:
    """What the site answers tonight: its guides, then one Fetched for every page it links, in the order found, and then
    for every page of `known` that it no longer links. A trouble of the whole site is a Fetched of its own; no exception
    comes of what a server does. Nothing is asked before the first answer is taken.

    `in_force` gives the stored version of an address, of a guide with its body; what it raises ends the crawl.
    `run_ends` is the time of the clock at which the run must be over (`settings.run_seconds` from now where None).
    """
    clock = clock or SystemClock()
    ends = clock.monotonic() + settings.run_seconds if run_ends is None else run_ends
    return Crawl(site, in_force, settings, clock, known, ends)


def _whole_and_new(answer: Answer) -> None:
    refuse_unasked(answer)
    require_whole(answer)


def _start_page(answer: Answer) -> None:
    require_whole(answer)
    require_page(answer, answer.url)
