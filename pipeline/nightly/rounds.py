"""The round along all sites: every answer is recorded as it comes, every site is decided when its crawl ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from ..model import Finding
from ..sources.fetched import Fetched
from ..sources.raw_store import Answer, RawStore, RawStoreDamaged, StoredPage, night_of, number_of, path_of, unstamped
from ..sources.site.site import Site
from . import alerts
from .crawls import Crawler, Crawls, Ended
from .printed import nothing_in_common, print_the_same
from .renumbered import renumbered
from .run_report import PublicationRun, RunReport
from .visit import MANY, Decision, Known, Visit, weigh


class Rounds:
    """One night's visits. `accepted` maps a host to a person's reason to take what it shows tonight."""

    def __init__(
        self,
        store: RawStore,
        crawler: Crawler,
        run: RunReport,
        accepted: Mapping[str, str],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._crawler, self._run, self._accepted, self._clock = store, crawler, run, accepted, clock
        self._answers: dict[Site, list[Answer]] = {}
        self._told: dict[Site, PublicationRun] = {}
        self._began: dict[Site, datetime] = {}

    def visit(self, sites: Iterable[Site]) -> None:
        """Crawl all sites and settle each: its answers go in force, or everything of it stays as it was.

        Raises RawStoreDamaged and OSError; what goes wrong on a site is a finding.
        """
        with Crawls() as crawls:
            for site in sites:
                self._told[site] = PublicationRun(site.publication_id, site.host, site.state, expected=site.pages)
                self._run.publications.append(self._told[site])
                self._set_out(site, crawls)
            for site, came in crawls:
                if isinstance(came, Fetched):
                    answer = self._store.record(came)
                    if answer.verdict != "guide":
                        self._answers[site].append(answer)
                else:
                    self._arrived(site, came, crawls)

    def _set_out(self, site: Site, crawls: Crawls) -> None:
        self._answers[site] = []
        self._began.setdefault(site, self._clock())
        self._told[site].crawls += 1
        known = [page.url for page in self._store.pages(site.host) if page.url]
        crawls.start(site, self._crawler(site, known, self._store.in_force))

    def _arrived(self, site: Site, ended: Ended, crawls: Crawls) -> None:
        told = self._told[site]
        told.requests += ended.crawl.requests
        if isinstance(ended.bug, RawStoreDamaged):  # a stored guide is not what was kept
            raise ended.bug
        visit = self._visit_of(site, ended)
        known = self._known_of(site, ended, visit)
        decision = weigh(visit, known)
        if decision.code == "MIXED_BUILD" and told.crawls == 1:  # rebuilt while we were reading: read it again
            self._set_out(site, crawls)
            return
        changed = list(self._closed_changes(site, decision, known.pages))
        left = self._settle(site, decision)
        self._run.findings += [*decision.findings, *changed, *map(alerts.changed_by_hand, left)]
        self._run.findings += _unlisted(site, ended, visit, decision)
        self._tell(told, ended, visit, decision)
        told.seconds = round((self._clock() - self._began[site]).total_seconds(), 1)

    def _visit_of(self, site: Site, ended: Ended) -> Visit:
        trouble = None
        if ended.bug is not None:
            message = "The fetcher failed on this site: a defect of ours; the log has the traceback."
            trouble = Finding("error", "INTERNAL", message, site.host, repr(ended.bug), "no failure", "pipeline")
        listed = frozenset(number_of(path_of(url)) for url in ended.crawl.listed.values())
        return Visit(tuple(self._answers[site]), listed, trouble)

    def _known_of(self, site: Site, ended: Ended, visit: Visit) -> Known:
        pages = {page.path: page for page in self._store.pages(site.host)}
        tonight = night_of(self._clock())
        unlisted = {number_of(path_of(url)) for url in ended.crawl.unlisted.values()}
        return Known(
            site.publication_id, tonight, pages, self._store.held(site.host), site.host in self._accepted, site.seen,
            renumbered(pages, visit.answers, visit.listed, unlisted, self._store.content),
            frozenset(self._strangers(visit, pages)),
        )  # fmt: skip

    def _strangers(self, visit: Visit, pages: Mapping[str, StoredPage]) -> Iterable[str]:
        """Pages without a build stamp that have nothing in common with their answer: of those with one, the stamp
        tells."""
        for answer in visit.of("page"):
            page = pages.get(answer.path)
            if answer.change != "changed" or not page or page.stamp:
                continue
            if nothing_in_common(self._store.content(page.sha256 or ""), self._store.content(answer.sha256 or "")):
                yield answer.path

    def _settle(self, site: Site, decision: Decision) -> tuple[str, ...]:
        if decision.outcome == "absent":
            return ()
        if decision.outcome != "settled":
            self._store.hold(site.host, decision.code, decision.of)
            return ()
        return self._store.decide(
            site.host,
            in_force=decision.in_force,
            missed=decision.missed,
            tombstones=decision.tombstones,
            renumbered=decision.renumbered,
            reason=self._accepted.get(site.host, ""),
        )

    def _closed_changes(self, site: Site, decision: Decision, pages: Mapping[str, StoredPage]) -> Iterable[Finding]:
        """Alerts for pages of a closed publication that differ in more than their stamp."""
        if site.state != "closed":
            return
        by_stamp: dict[bool, list[str]] = {}
        origins = {now: old for old, now in decision.renumbered.items()}
        for answer in decision.in_force:
            before = pages.get(origins.get(answer.path, answer.path))
            if before and before.sha256 and answer.sha256 and self._differs(before, answer):
                by_stamp.setdefault(before.stamp != answer.stamp, []).append(answer.path)
        for announced, paths in sorted(by_stamp.items()):
            yield alerts.closed_changed(paths, site.publication_id, announced=announced)

    def _differs(self, before: StoredPage, now: Answer) -> bool:
        if before.sha256 == now.sha256:
            return False
        old, new = self._store.content(before.sha256 or ""), self._store.content(now.sha256 or "")
        return unstamped(old) != unstamped(new) if before.path == now.path else not print_the_same(old, new)

    def _tell(self, told: PublicationRun, ended: Ended, visit: Visit, decision: Decision) -> None:
        told.outcome, told.code, told.nights = decision.outcome, decision.code, decision.nights
        told.listed, told.unlisted = len(visit.listed), len(ended.crawl.unlisted)
        told.ignored = dict(sorted(Counter(_reason(why) for why in ended.crawl.ignored.values()).items()))
        last = {answer.path: answer for answer in visit.answers}.values()
        told.seen = sum(answer.verdict in ("page", "unchanged") for answer in last)
        told.new = sum(answer.change == "new" for answer in last)
        told.changed = sum(answer.change == "changed" for answer in last)
        told.older = sum(answer.change == "older" for answer in last)
        told.unchanged = sum(answer.verdict == "unchanged" or answer.change == "same" for answer in last)
        told.rejected = sum(answer.verdict == "rejected" for answer in last)
        told.unavailable = sum(answer.verdict == "unavailable" for answer in last)
        told.gone = len(decision.missed)
        told.tombstones = len(decision.tombstones)
        pages = self._store.pages(told.host)
        told.in_force = len(pages)
        told.built = max((page.stamp.partition("/")[0] for page in pages if page.stamp), default="")


def _unlisted(site: Site, ended: Ended, visit: Visit, decision: Decision) -> Iterable[Finding]:
    """An alert where an open site leads to few of its pages any more: nor will it to its new ones."""
    if site.state != "open" or decision.outcome != "settled":
        return
    good = {answer.path for answer in visit.of("page", "unchanged")}
    left = (good & {path_of(url) for url in ended.crawl.unlisted.values()}) - decision.renumbered.keys()
    if len(left) > 1 and len(left) >= MANY * len(good):
        yield alerts.unlisted(sorted(left), len(good), site.publication_id)


def _reason(why: str) -> str:
    """`the same page as https://...` is one reason, whatever the page."""
    return why.partition(" https://")[0]
