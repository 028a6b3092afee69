"""Whole nights against the local publication sites: real HTTP, real folders, a clock that need not be waited for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.fsops import FileOps
from pipeline.nightly.crawls import Crawl, Crawler
from pipeline.nightly.run_report import RunReport, from_json
from pipeline.refresh import Orders, refresh
from pipeline.sources.fetched import InForce
from pipeline.sources.raw_store import RawStore
from pipeline.sources.site import Settings, Site, crawl
from pipeline.sources.site.site_list import read_sites
from quick import unvalidated
from raw_store_samples import readable
from site_server.grown_site import HOSTS, grown_site, page_paths
from site_server.server import SiteServer
from site_server.skipping_clock import SkippingClock
from stored_samples import Unsynced

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SETTINGS = Settings("mailto:test@example.org", read_seconds=5.0, connect_seconds=5.0, request_seconds=10.0)


class NightClock(SkippingClock):
    """Waits cost nothing, and `set` moves on to any moment."""

    def set(self, moment: datetime) -> None:
        self._skipped += (moment - self.now()).total_seconds()


@dataclass
class Town:
    """The sites of a municipality and one installation that visits them, below `folder`. `state` is open or closed."""

    folder: Path
    server: SiteServer
    state: str = "open"
    clock: NightClock = field(default_factory=NightClock)
    ops: FileOps = field(default_factory=Unsynced)
    settings: Settings = SETTINGS

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def sites(self) -> list[Site]:
        rows = self.folder / "publications.toml"
        rows.write_text(self.server.rows(state=f'"{self.state}"'))
        return read_sites(rows)

    def crawler(self) -> Crawler:
        def one(site: Site, known: Sequence[str], in_force: Callable[[str], InForce | None]) -> Crawl:
            return crawl(site, in_force, self.settings, clock=self.clock, known=known)

        return one

    def refresh(self, **orders: Any) -> RunReport:
        """One run, without the checks of a build that cost most and touch no file."""
        given = {"ops": self.ops, "clock": self.clock.now, "building": {"jobs": 1}} | orders
        try:
            with unvalidated():
                return refresh(self.raw, self.data, lambda: (self.sites(), self.crawler()), Orders(**given))
        finally:
            self.clock.set(self.clock.now() + timedelta(seconds=1))

    def fetch(self, **orders: Any) -> RunReport:
        """As `refresh`, without the build."""
        return self.refresh(publish=False, **orders)

    def ended(self, **orders: Any) -> RunReport:
        """As `refresh`, for runs that may raise: the report they left."""
        with suppress(Exception):
            self.refresh(**orders)
        return self.reports()[-1]

    def morning(self, year: int, month: int, day: int, hour: int = 4, minute: int = 15) -> None:
        """Let it be this local time."""
        self.clock.set(datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC))

    def next_night(self) -> None:
        today = self.clock.now().astimezone(AMSTERDAM)
        tomorrow = (today + timedelta(days=1)).date()
        self.morning(tomorrow.year, tomorrow.month, tomorrow.day)

    def reports(self) -> list[RunReport]:
        """The reports on disk, oldest first."""
        found = [from_json(path.read_bytes()) for path in sorted((self.data / "runs").glob("*.json"))]
        return [report for report in found if report is not None]

    def paths(self, host: str) -> list[str]:
        return page_paths(self.server.sites[host])

    def change(self, host: str, path: str, old: str, new: str) -> None:
        """Other text on one page; its stamp stays."""
        content = self.server.sites[host][path]
        assert old.encode() in content, f"{path} does not hold {old!r}"
        self.server.sites[host][path] = content.replace(old.encode(), new.encode())

    def store_state(self) -> list[tuple[Any, ...]]:
        """What the raw store has in force; no times."""
        return [(p.path, p.sha256, p.stamp, p.missed) for p in RawStore(self.raw, Unsynced()).pages()]

    def pages(self) -> dict[str, bytes]:
        return readable(self.raw)


def small_town(folder: Path, pages: int = 4, **options: Any) -> Town:
    """A town of three sites, whose server is to be started."""
    folder.mkdir(parents=True, exist_ok=True)
    return Town(folder, SiteServer({host: grown_site(host, pages) for host in HOSTS}), **options)


def codes(report: RunReport) -> list[tuple[str, str]]:
    return [(finding.code, finding.location) for finding in report.needs_person]


def report_json(town: Town, report: RunReport) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((town.data / "runs" / f"{report.run}.json").read_bytes())
    return found
