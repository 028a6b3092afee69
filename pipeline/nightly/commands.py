"""The commands `fetch` and `refresh`: what the command line asks, as a plan and orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..journal import printable
from ..refresh import Orders, refresh
from ..sources.fetched import InForce
from ..sources.raw_store import RawStore
from ..sources.site.clock import SystemClock
from ..sources.site.crawl import crawl
from ..sources.site.site import Site
from ..sources.site.site_list import SiteListBroken, read_settings, read_sites
from ..store.lock import writer_lock
from .crawls import Crawl, Crawler
from .notification import Notification, notify, read_notification
from .run_report import RunReport
from .tidy import accept


def visit_sites(
    raw: Path,
    data: Path,
    site_list: Path,
    *,
    accepted: Mapping[str, str],
    only: Sequence[str] = (),
    publish: bool = True,
    building: Mapping[str, object] | None = None,
) -> RunReport:
    """One run over the sites of a list, all or `only` some (publication_id or host). Raises as `refresh` does."""

    def plan() -> tuple[Sequence[Site], Crawler]:
        read_notification(site_list)
        return chosen(read_sites(site_list), only), crawler(site_list)

    try:
        whom = read_notification(site_list)
    except SiteListBroken:
        whom = Notification()  # the plan raises it again, within the run
    orders = Orders(
        accepted=accepted,
        publish=publish,
        partial=bool(only),
        building=building or {},
        tell=lambda report, page: notify(whom, report, page),
    )
    return refresh(raw, data, plan, orders)


def crawler(site_list: Path) -> Crawler:
    """How a site is crawled, by the [fetch] table of the list. All sites share one budget, which begins now."""
    settings, clock = read_settings(site_list), SystemClock()
    ends = clock.monotonic() + settings.run_seconds

    def one(site: Site, known: Sequence[str], in_force: Callable[[str], InForce | None]) -> Crawl:
        return crawl(site, in_force, settings, clock=clock, known=known, run_ends=ends)

    return one


def chosen(sites: Sequence[Site], only: Sequence[str]) -> list[Site]:
    """The sites named by publication_id or host; all without a name. Raises SiteListBroken for an unknown name."""
    names = {name for site in sites for name in (site.publication_id, site.host)}
    if unknown := [name for name in only if name not in names]:
        raise SiteListBroken(f"{unknown[0]} is no publication and no host of the site list")
    return [site for site in sites if not only or {site.publication_id, site.host} & set(only)]


def accept_files(raw: Path, data: Path, names: Sequence[str], reason: str) -> Iterator[str]:
    """Take files of raw/ as they lie there; one line each. Raises NothingToAccept and LockHeld."""
    with writer_lock(data), writer_lock(raw / ".store"):
        store = RawStore(raw)
        store.settle()
        for name in names:
            yield printable(f"accepted   {accept(store, raw, name, reason)}")
        store.seal()
