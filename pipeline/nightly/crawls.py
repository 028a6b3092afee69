"""All sites at once, each in a thread of its own and at its own pace; the answers come together in the caller's thread,
so that one thread writes the raw store."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, TypeAlias

from ..sources.fetched import Fetched, InForce
from ..sources.site.site import Site

log = logging.getLogger(__name__)


class Crawl(Protocol):
    """One crawl of a site, as sources/site/crawl.py makes them: iterating it asks the pages; after its end the rest
    tells which pages the site `listed` and which in force it no longer does (`unlisted`; addresses by page), which
    links were `ignored` and why, and how many `requests` went out."""

    listed: dict[str, str]
    unlisted: dict[str, str]
    ignored: dict[str, str]

    def __iter__(self) -> Iterator[Fetched]: ...

    @property
    def requests(self) -> int: ...


Crawler: TypeAlias = Callable[[Site, Sequence[str], Callable[[str], InForce | None]], Crawl]
"""(site, addresses of its pages in force, version in force of an address) -> a crawl."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a crawl; `bug` is what it died of, if it did."""

    crawl: Crawl
    bug: Exception | None = None


class Crawls:
    """Crawls under way. Iterating yields (site, answer) as they come and (site, Ended) at the end of each, until none
    is left; `start` may begin another one meanwhile. Leaving the `with` block lets go of all."""

    def __init__(self) -> None:
        self._came: queue.Queue[tuple[Site, Fetched | Ended]] = queue.Queue(maxsize=32)
        self._running = 0
        self._left = threading.Event()

    def __enter__(self) -> Crawls:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._left.set()

    def start(self, site: Site, crawl: Crawl) -> None:
        self._running += 1
        threading.Thread(target=self._run, args=(site, crawl), name=site.host, daemon=True).start()

    def __iter__(self) -> Iterator[tuple[Site, Fetched | Ended]]:
        while self._running:
            site, came = self._came.get()
            self._running -= isinstance(came, Ended)
            yield site, came

    def _run(self, site: Site, crawl: Crawl) -> None:
        bug: Exception | None = None
        try:
            for fetched in crawl:
                if not self._hand_over(site, fetched):
                    return
        except Exception as error:  # a bug on one site must not cost the others their night
            log.exception("bug while crawling %s", site.host)
            bug = error
        self._hand_over(site, Ended(crawl, bug))

    def _hand_over(self, site: Site, what: Fetched | Ended) -> bool:
        while not self._left.is_set():
            try:
                self._came.put((site, what), timeout=0.2)
            except queue.Full:
                continue
            return True
        return False
