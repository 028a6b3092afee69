"""Many nights in a row against real local sites, with a clock that need not be waited for (must show 1, 3 and 7)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import snapshot
from pipeline.nightly.visit import NIGHTS
from pipeline.sources.site.clock import SystemClock
from pipeline.store.layout import stamp_of
from pipeline.store.verify import verify
from refreshing import AMSTERDAM, SETTINGS, NightClock, Town, codes
from site_server.grown_site import HOSTS, grown_site
from site_server.server import SiteServer

BERAP = HOSTS[2]
SOAK = pytest.mark.soak


def town_of(folder: Path, hosts: tuple[str, ...], pages: int) -> Town:
    return Town(folder, SiteServer({host: grown_site(host, pages) for host in hosts}))


def keys(town: Town) -> dict[str, set[str]]:
    """Key of every row in force, by table."""
    with snapshot(town.data) as view:
        return {
            name: {
                " ".join(map(str, row.values())) for row in view.arrow(name, columns=list(view.key(name))).to_pylist()
            }
            for name in view.tables
        }


@pytest.mark.parametrize(("hosts", "pages"), [((BERAP,), 10), pytest.param(HOSTS, 100, marks=SOAK)])
def test_five_nights_down_and_back_with_a_tenth_gone(tmp_path: Path, hosts: tuple[str, ...], pages: int) -> None:
    town = town_of(tmp_path, hosts, pages)
    with town.server:
        first = town.refresh()
    before, files = keys(town), town.pages()
    for night in range(1, 6):
        town.next_night()
        run = town.refresh()
        assert (run.exit_code, run.outcome, run.snapshot) == (5, "unchanged", first.snapshot)
        assert [(p.outcome, p.code, p.nights) for p in run.publications] == [("down", "SITE_DOWN", night)] * len(hosts)
        assert {code for code, _ in codes(run) if code.startswith("SITE")} >= {"SITE_DOWN"}
    for host in hosts:
        gone = town.paths(host)[-pages // 10 :]  # the last ones: a hole in the numbering would empty goal_links
        assert len(gone) == pages // 10
        town.server.sites[host] = grown_site(host, pages, without=gone)
    with town.server:
        for night in range(1, NIGHTS + 1):
            town.next_night()
            run = town.refresh()
            assert run.exit_code == 0
            assert run.total("gone") == len(hosts) * pages // 10
            if night < NIGHTS:  # nothing is lost, and a person is told on which night this is
                assert {code for code, _ in codes(run)} == {"PAGE_GONE"}
                assert all(f"night {night} of {NIGHTS}" in found.message for found in run.needs_person)
                assert before.keys() == keys(town).keys()
                assert all(rows <= keys(town)[name] for name, rows in before.items() if name != "checks")
                assert files.keys() == town.pages().keys()
        assert {code for code, _ in codes(run)} == {"PAGE_TOMBSTONE"}
        assert run.total("tombstones") == len(hosts) * pages // 10
        assert len(town.pages()) == len(files) - len(hosts) * pages // 10
        assert len(keys(town)["pages"]) == len(before["pages"]) - len(hosts) * pages // 10
        town.next_night()
        quiet = town.refresh()
        assert (quiet.exit_code, quiet.outcome, codes(quiet)) == (0, "unchanged", [])


def evenings(around: datetime, count: int) -> Iterator[datetime]:
    """So many nights at 04:15 local time, with `around` in the middle."""
    for day in range(count):
        date = (around + timedelta(days=day - count // 2)).date()
        yield datetime(date.year, date.month, date.day, 4, 15, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(("hosts", "pages", "nights"), [((BERAP,), 1, 2), pytest.param(HOSTS, 4, 15, marks=SOAK)])
def test_nights_around_both_clock_changes(tmp_path: Path, hosts: tuple[str, ...], pages: int, nights: int) -> None:
    town = town_of(tmp_path, hosts, pages)
    town.clock = NightClock(datetime(2026, 10, 1, tzinfo=UTC))
    changes = (datetime(2026, 10, 25, tzinfo=AMSTERDAM), datetime(2027, 3, 28, tzinfo=AMSTERDAM))
    amount, sizes, published = 712832, [], []
    with town.server:
        for moment in [night for change in changes for night in evenings(change, nights)]:
            town.clock.set(moment.astimezone(UTC))
            for path in town.paths(BERAP):
                town.change(BERAP, path, str(amount), str(amount + 1))
            amount += 1
            run = town.refresh()
            assert (run.exit_code, run.outcome) == (0, "published")
            assert run.started == f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            published.append(run.snapshot)
            files = (file for file in tmp_path.rglob("*") if file.is_file() and "snapshots" not in file.parts)
            sizes.append(sum(file.stat().st_size for file in files))
    assert published == sorted(published)  # names stay in order over the doubled and the skipped hour
    last = stamp_of(published[-1])
    reports = sorted(path.stem for path in (town.data / "runs").glob("*.json"))
    assert [r.started for r in town.reports()] == sorted(r.started for r in town.reports())
    assert len(reports) == nights  # one for each night of the last 90 days
    assert all(last - datetime.fromisoformat(r.started) < timedelta(days=90) for r in town.reports())
    kept = sorted(path.name for path in (town.data / "snapshots").iterdir())
    expected = [
        name
        for name, successor in zip(published, [*published[1:], None], strict=True)
        if name in published[-14:] or successor is None or last - stamp_of(successor) <= timedelta(days=30)
    ]
    assert kept == expected
    assert list(verify(town.data)) == []
    assert list((town.data / ".staging").iterdir()) == []
    assert {path.suffix for path in (town.raw / ".store/log").iterdir()} == {".gz"}
    # one version of each page that changed, one segment of the log, one report
    grown = [later - earlier for earlier, later in zip(sizes[-nights:], sizes[-nights + 1 :], strict=False)]
    assert 0 < max(grown) < 40_000 * len(hosts) * pages


@SOAK
def test_a_quiet_night_takes_little_more_than_its_pace(tmp_path: Path) -> None:
    """300 pages in three publications, one real request a second and host (must show 1)."""
    town = town_of(tmp_path, HOSTS, 100)
    with town.server:
        town.settings = SETTINGS.__class__(SETTINGS.contact, seconds_between_requests=0.01)
        assert town.refresh().total("new") == 300
        town.settings = SETTINGS
        real = SystemClock()
        town.clock = real  # type: ignore[assignment]
        town.server.log.clear()
        began = time.monotonic()
        from pipeline.refresh import Orders, refresh

        run = refresh(town.raw, town.data, lambda: (town.sites(), town.crawler()), Orders(clock=real.now))
        took = time.monotonic() - began
    assert (run.exit_code, run.outcome, run.total("unchanged")) == (0, "unchanged", 300)
    assert all(request.conditional for request in town.server.log)  # robots.txt, start page and sitemap too
    assert {request.status for request in town.server.log if request.path != "/robots.txt"} == {304}
    needed = max(len(town.server.asked(host)) for host in HOSTS)
    assert took <= 1.2 * needed


def test_the_clock_of_these_tests_moves_over_a_clock_change() -> None:
    clock = NightClock(datetime(2026, 10, 24, 2, 15, tzinfo=UTC))
    clock.set(datetime(2026, 10, 25, 3, 15, tzinfo=UTC))
    assert clock.now().astimezone(AMSTERDAM).hour == 4
