"""The nightly refresh against real local sites: what it asks, publishes, keeps and tells (F13-F17, F30)."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from harness.whole_runs import anything
from pipeline import ending, load, snapshot
from pipeline import parse as parsing
from pipeline import refresh as refreshing
from pipeline.model import Page
from pipeline.nightly.tidy import NothingToAccept
from pipeline.refresh import Orders, refresh
from pipeline.sources.raw_store import RawStoreDamaged
from pipeline.sources.site.site_list import SiteListBroken
from pipeline.status import status
from pipeline.store.errors import NoSnapshotError
from pipeline.store.lock import LockHeld, writer_lock
from pipeline.store.snapshot import GateRefused
from refreshing import Town, codes, report_json, small_town
from site_server.grown_site import HOSTS, grown_site
from site_server.misbehaviour import instead
from site_server.misbehaviour import status as answering
from site_server.server import SiteServer
from stored_samples import Unsynced

JAARSTUKKEN, BEGROTING, BERAP = HOSTS
LATER = "11/11/2025 07:33:06"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town after its first night."""
    town = small_town(tmp_path_factory.mktemp("built") / "town", pages=2)
    with town.server:
        town.refresh()
    return town


@pytest.fixture
def town(built: Town, tmp_path: Path) -> Iterator[Town]:
    """The same town on its second night, with a server and folders of its own."""
    found = Town(shutil.copytree(built.folder, tmp_path / "town", symlinks=True), small_town(tmp_path / "x", 2).server)
    found.clock.set(built.clock.now())
    with found.server:
        yield found


def test_all_pages_once_then_only_what_changed(town: Town) -> None:
    (first,) = town.reports()
    assert (first.outcome, first.exit_code, first.total("new"), codes(first)) == ("published", 0, 6, [])
    assert sorted(town.pages()) == sorted(f"{host}{path}.html" for host in HOSTS for path in town.paths(host))

    second = town.refresh()
    assert (second.outcome, second.exit_code, second.total("unchanged")) == ("unchanged", 0, 6)
    assert second.snapshot == first.snapshot
    assert all(request.conditional for request in town.server.log)
    pages = [request for request in town.server.log if request.path.startswith("/p")]
    assert [request.status for request in pages] == [304] * 6

    path = town.paths(BERAP)[0]
    town.change(BERAP, path, "712832", "712833")
    town.server.log.clear()
    third = town.refresh()
    assert (third.outcome, third.total("changed"), third.total("unchanged")) == ("published", 1, 5)
    assert [r.path for r in town.server.log if r.path.startswith("/p") and r.status == 200] == [path]
    tables = third.diff["tables"]
    assert tables["deviations"]["changed"][0]["changes"]["amount_eur"] == {"old": 712832, "new": 712833}
    rows = [row for part in tables.values() for kind in ("added", "removed", "changed") for row in part[kind]]
    assert {row["page_id"] for row in rows} == {"zwolle-berap-2022-2/p60000"}
    assert all(part["counts"]["added"] == part["counts"]["removed"] == 0 for part in tables.values())


def test_the_report_counts_what_happened(town: Town) -> None:
    broken, gone = town.paths(JAARSTUKKEN)[0], town.paths(BEGROTING)[0]
    town.server.misbehave(JAARSTUKKEN, broken, answering(500))
    del town.server.sites[BEGROTING][gone]
    report = report_json(town, town.refresh())
    by_host = {publication["host"]: publication for publication in report["publications"]}
    names = ("outcome", "listed", "seen", "unchanged", "unavailable", "gone", "in_force", "parsed")
    assert [by_host[JAARSTUKKEN][name] for name in names] == ["settled", 2, 1, 1, 1, 0, 2, 2]
    assert [by_host[BEGROTING][name] for name in names] == ["settled", 2, 1, 1, 0, 1, 2, 2]
    assert [found["code"] for found in report["needs_person"]] == ["PAGE_GONE", "FETCH_STATUS"]
    assert (report["exit_code"], report["kind"], report["format"]) == (0, "refresh", "doelenboom-run/1")
    assert set(report["seconds"]) == {"tidy", "fetch", "build"}
    page = parser.fromstring((town.data / "runs" / f"{report['run']}.html").read_bytes())
    assert "PAGE_GONE" in page.text_content()
    assert page.xpath("//script|//@onclick|//link|//img") == []


def test_a_site_that_is_down_keeps_its_pages_while_the_others_are_published(town: Town) -> None:
    town.server.misbehave(JAARSTUKKEN, "*", answering(503))
    town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
    before = len(load("goals", data=town.data))
    run = town.refresh()
    assert (run.exit_code, run.outcome) == (5, "published")
    assert ("SITE_DOWN", "zwolle-jaarstukken-2024") in codes(run)
    assert "zwolle-jaarstukken-2024 stays as it was: SITE_DOWN, night 1" in run.line
    assert len(load("goals", data=town.data)) == before
    assert set(load("deviations", data=town.data).amount_eur) >= {712833}


def test_a_domain_that_was_sold_keeps_its_pages_and_stops_nobody_else(town: Town) -> None:
    town.refresh()
    pages = town.pages()
    for_sale = b"<html><body><h1>Deze domeinnaam is te koop</h1><p>Doe een bod.</p></body></html>"
    town.server.misbehave(JAARSTUKKEN, "*", instead(for_sale))
    town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
    run = town.refresh()
    assert (run.exit_code, run.outcome, run.gate) == (3, "published", [])
    assert codes(run) == [("SITE_REPLACED", "zwolle-jaarstukken-2024")]
    assert {path for path in pages if pages[path] != town.pages()[path]} == {f"{BERAP}{town.paths(BERAP)[0]}.html"}


def test_another_site_in_place_of_one_that_never_had_build_stamps(tmp_path: Path) -> None:
    """Half of its pages would give way in silence: no row of theirs is printed any more, as after an edit."""
    town = small_town(tmp_path, 2)
    site = town.server.sites[JAARSTUKKEN]
    with town.server:
        for path in town.paths(JAARSTUKKEN):
            site[path] = site[path].replace(b"gebouwd op", b"van")
        town.fetch()
        pages = town.pages()
        for n, path in enumerate(town.paths(JAARSTUKKEN)):
            text = "Welkom op onze camping aan het water, met plaats voor tenten en caravans. " * 9
            site[path] = f"<html><body><h1>Camping {n}</h1><p>{text}</p></body></html>".encode()
        run = town.fetch()
    assert (run.exit_code, codes(run)) == (3, [("SITE_REPLACED", "zwolle-jaarstukken-2024")])
    assert town.pages() == pages


def test_without_a_network_the_line_stays_short_and_says_so(town: Town) -> None:
    first = town.refresh()
    host = JAARSTUKKEN.replace("2024", "2025")  # a fourth site
    town.server.sites[host] = {}
    town.server.stop()
    run = town.refresh()
    assert (run.exit_code, run.outcome, run.snapshot) == (5, "unchanged", first.snapshot)
    assert (
        "; 4 publications stay as they were: SITE_DOWN, night 1; no site answered: is this machine on the net"
        in run.line
    )
    assert "zwolle-" not in run.line
    assert all("Connection refused" in found.found for found in run.needs_person)
    town.server.start()


def test_a_defect_in_the_build_is_no_good_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    town = small_town(tmp_path, 7)  # one page of 21 is what the gate lets pass
    town.server.start()
    town.refresh()
    town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
    good, changed = parsing._read, f"{BERAP}{town.paths(BERAP)[0]}.html"

    def broken(page: Page, known: Any) -> Any:
        if page.source.path == changed:
            raise ZeroDivisionError
        return good(page, known)

    monkeypatch.setattr(parsing, "_read", broken)
    run = town.refresh()
    town.server.stop()
    assert (run.exit_code, run.total("stale"), run.total("quarantined")) == (1, 1, 0)
    assert "a defect (INTERNAL)" in run.line


def test_a_defect_behind_publishing_does_not_say_that_nothing_changed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
    monkeypatch.setattr(refreshing, "tell_build", broken)
    with pytest.raises(ZeroDivisionError) as failed:
        town.refresh()
    run = town.reports()[-1]
    with snapshot(town.data) as view:
        assert run.snapshot == view.name != run.snapshot_before
        for line in (run.line, ending.of(failed.value)[1]):
            assert line == f"bug: ZeroDivisionError: ; {view.name} was put in force, the log has the traceback"


def test_a_closed_publication_counts_as_down_from_the_third_night(tmp_path: Path) -> None:
    town = small_town(tmp_path, 1, state="closed")
    with town.server:
        town.fetch()
    seen = []
    for _ in range(3):
        town.next_night()
        seen.append(town.fetch().exit_code)
    assert seen == [0, 0, 5]


def test_a_first_night_without_any_site_publishes_nothing(tmp_path: Path) -> None:
    town = small_town(tmp_path, 1)
    with town.server:
        town.sites()
    run = town.refresh()
    assert run.exit_code == 5
    with pytest.raises(NoSnapshotError):
        snapshot(town.data)


def test_a_night_that_leaves_nothing_in_force_is_not_a_good_one(tmp_path: Path) -> None:
    """Nobody has seen any of these sites, so that none is missed."""
    town = small_town(tmp_path, 1)
    with town.server:
        nowhere = [replace(site, seen=False) for site in town.sites()]
    run = refresh(town.raw, town.data, lambda: (nowhere, town.crawler()), Orders(clock=town.clock.now))
    assert [p.outcome for p in run.publications] == ["absent"] * 3
    assert (run.exit_code, "nothing is in force" in run.line) == (5, True)


def test_thirty_percent_gone_is_refused_until_a_person_accepts_it(tmp_path: Path) -> None:
    town = small_town(tmp_path, 5)
    with town.server:
        town.refresh()
        pages = town.pages()
        for path in town.paths(JAARSTUKKEN)[:2]:
            del town.server.sites[JAARSTUKKEN][path]
        run = town.refresh()
        assert (run.exit_code, codes(run)) == (3, [("MANY_GONE", "zwolle-jaarstukken-2024")])
        assert town.pages() == pages
        accepted = town.refresh(accepted={JAARSTUKKEN: "the site was renewed"})
        assert (accepted.exit_code, accepted.total("tombstones"), accepted.changed) == (0, 2, True)
        assert len(town.pages()) == len(pages) - 2
    fired = {row["measure"] for row in accepted.gate}
    assert "keys_of_gone_pages" in fired
    assert not {"keys_lost", "keys_lost_overall"} & fired


@pytest.mark.parametrize("stays", [False, True], ids=["old numbers are gone", "old numbers answer"])
def test_a_site_that_is_numbered_anew_changes_places_in_one_night(tmp_path: Path, stays: bool) -> None:
    """No amount is printed twice, not even for three nights, and the gate compares each page with itself."""
    town = small_town(tmp_path, 5)
    with town.server:
        town.refresh()
        rows = {table: len(load(table, data=town.data)) for table in ("pages", "activities", "baten_lasten", "checks")}
        renewed = grown_site(JAARSTUKKEN, 5, stamp=LATER, first_number=70_000)
        old = town.server.sites[JAARSTUKKEN]
        town.server.sites[JAARSTUKKEN] = ({p: old[p] for p in town.paths(JAARSTUKKEN)} if stays else {}) | renewed
        for outcome in ("published", "unchanged"):
            town.next_night()
            run = town.refresh()
            assert (run.exit_code, run.outcome, codes(run)) == (0, outcome, [])
            assert {table: len(load(table, data=town.data)) for table in rows} == rows
        assert [path for path in town.pages() if path.startswith(f"{JAARSTUKKEN}/p6")] == []


def test_a_page_put_in_between_moves_all_numbers_behind_it(tmp_path: Path) -> None:
    """Every number is another page's; none of them is held against the page that had it before."""
    town = Town(tmp_path, SiteServer({JAARSTUKKEN: grown_site(JAARSTUKKEN, 3)}))
    with town.server:
        town.refresh()
        rows = {table: len(load(table, data=town.data)) for table in ("pages", "goals", "baten_lasten", "checks")}
        town.server.sites[JAARSTUKKEN] = grown_site(JAARSTUKKEN, 3, stamp=LATER, first_number=60_001)
        run = town.refresh()
        assert (run.exit_code, run.outcome, codes(run)) == (0, "published", [])
    assert {table: len(load(table, data=town.data)) for table in rows} == rows
    assert not load("pages", data=town.data)["status"].isin(["stale", "quarantined"]).any()


def test_a_closed_publication_that_is_numbered_anew_tells_what_else_changed(tmp_path: Path) -> None:
    town = small_town(tmp_path, 5, state="closed")
    with town.server:
        town.fetch()
        renewed = grown_site(JAARSTUKKEN, 5, first_number=70_000)
        first = next(path for path in renewed if path.startswith("/p"))
        renewed[first] = renewed[first].replace(b"<p>", b"<p>Gewijzigd. ", 1)
        town.server.sites[JAARSTUKKEN] = renewed
        run = town.fetch()
    (changed,) = (finding for finding in run.needs_person if finding.code == "CLOSED_CHANGED")
    assert changed.found == f"{JAARSTUKKEN}{first}.html"


def test_a_site_that_leads_to_its_pages_no_more_is_told(town: Town) -> None:
    """Its known pages are all there, and a new one would never be found."""
    title = b"<html><body><h1>Begroting</h1><p>Welkom.</p></body></html>"
    for path, content in town.server.sites[BEGROTING].items():
        town.server.sites[BEGROTING][path] = title if path == "/" else content.replace(b"<a ", b"<b ")
    del town.server.sites[BEGROTING]["/sitemap.xml"]
    run = town.refresh()
    assert (run.exit_code, [p.listed for p in run.publications if p.host == BEGROTING]) == (0, [0])
    assert codes(run) == [("PAGES_UNLISTED", "zwolle-begroting-2026")]
    assert "2 of 2 pages" in run.needs_person[0].found


def test_a_page_that_gives_no_new_rows_needs_a_person_once(tmp_path: Path) -> None:
    town = small_town(tmp_path, 12)
    with town.server:
        town.refresh()
        path = town.paths(JAARSTUKKEN)[0]
        content = town.server.sites[JAARSTUKKEN][path]
        town.server.sites[JAARSTUKKEN][path] = content.replace(b"Lasten", b"L\xe4sten")
        told = [codes(town.refresh()) for _ in range(2)]
    assert told == [[("PAGES_UNUSABLE", "gate")], []]


def test_a_site_that_is_rebuilt_in_mid_crawl_is_crawled_again(town: Town) -> None:
    rebuilt = grown_site(BEGROTING, 2, stamp=LATER)
    first = town.paths(BEGROTING)[0]

    def switch(handler: object, body: bytes) -> None:  # the old page is the last of the old build
        town.server.sites[BEGROTING] = rebuilt
        handler.conditional(body)  # type: ignore[attr-defined]

    town.server.misbehave(BEGROTING, first, switch, times=1)
    run = town.fetch()
    (publication,) = (p for p in run.publications if p.host == BEGROTING)
    assert (run.exit_code, publication.crawls, publication.changed, codes(run)) == (0, 2, 2, [])
    assert publication.built == "2025-11-11T07:33:06"


def test_a_mixture_keeps_the_edition_and_goes_in_force_on_the_third_night(town: Town) -> None:
    pages = town.pages()
    town.server.sites[BEGROTING][town.paths(BEGROTING)[0]] = grown_site(BEGROTING, 2, stamp=LATER)[
        town.paths(BEGROTING)[0]
    ]
    for night in range(3):
        town.next_night()
        run = town.fetch()
        assert [code for code, _ in codes(run)] == ["MIXED_BUILD"]
        assert run.exit_code == (0 if night == 2 else 3)
        assert (town.pages() == pages) == (night < 2)
    town.next_night()
    assert town.fetch().exit_code == 0


def test_a_change_in_a_closed_publication_is_an_alert_of_its_own(tmp_path: Path) -> None:
    town = small_town(tmp_path, 2, state="closed")
    with town.server:
        town.fetch()
        town.server.sites = {host: grown_site(host, 2, stamp=LATER) for host in HOSTS}
        assert codes(town.fetch()) == []  # another build of the same content
        path = town.paths(BERAP)[1]
        town.change(BERAP, path, "712832", "712833")
        run = town.fetch()
    (alert,) = run.needs_person
    assert (alert.code, alert.location) == ("CLOSED_CHANGED", "zwolle-berap-2022-2")
    assert "without a new build stamp" in alert.message
    assert path in f"/{alert.found.partition('/')[2]}"


def test_a_file_changed_by_hand_gives_no_new_rows_until_it_is_accepted(town: Town) -> None:
    file = town.raw / f"{BERAP}{town.paths(BERAP)[0]}.html"
    file.write_bytes(file.read_bytes().replace(b"712832", b"999999"))
    building = {"jobs": 1, "gate": anything}  # one page of six is more than the gate allows
    run = town.refresh(building=building)
    assert (run.exit_code, codes(run)) == (0, [("RAW_CHANGED", "raw")])
    assert 999999 not in set(load("deviations", data=town.data).amount_eur)
    assert run.total("stale") == 1

    with pytest.raises(NothingToAccept, match="neither a host"):
        town.refresh(accepted={"raw/nothing/here.html": "why"})
    accepted = town.refresh(accepted={str(file): "the municipality mailed it"})
    assert codes(accepted) == []
    assert 999999 in set(load("deviations", data=town.data).amount_eur)


def test_files_placed_by_hand_are_pages(town: Town) -> None:
    for host in HOSTS[:1]:
        page = grown_site(host, 3)[f"/p60002/{list(grown_site(host, 3))[-1].rpartition('/')[2]}"]
        (town.raw / host / "p60002").mkdir(parents=True)
        (town.raw / host / "p60002" / "eigen.html").write_bytes(page)
    run = town.refresh()
    assert [found.code for found in run.notes] == ["PLACED_BY_HAND"]
    assert "zwolle-jaarstukken-2024/p60002" in set(load("pages", data=town.data).page_id)


class TestHowARunEnds:
    def test_refused_by_the_gate(self, town: Town) -> None:
        with snapshot(town.data) as before:
            name = before.name
        for path in town.paths(JAARSTUKKEN):
            content = town.server.sites[JAARSTUKKEN][path]
            town.server.sites[JAARSTUKKEN][path] = content.replace(b"Lasten", b"L\xe4sten")
        with pytest.raises(GateRefused):
            town.refresh()
        report = town.reports()[-1]
        assert (report.outcome, report.exit_code) == ("refused", 3)
        assert {code for code, _ in codes(report)} == {"GATE_REFUSED"}
        with snapshot(town.data) as after:
            assert after.name == name

    def test_locked(self, town: Town) -> None:
        with writer_lock(town.data), pytest.raises(LockHeld):
            town.refresh()
        report = town.reports()[-1]
        assert (report.outcome, report.exit_code) == ("locked", 4)
        assert f"process {os.getpid()}" in report.line

    def test_stopped_behind_the_moment_of_publishing(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
        before = snapshot(town.data).name

        def stopped(*_: Any) -> None:
            raise SystemExit(143)

        monkeypatch.setattr("pipeline.refresh.tell_build", stopped)
        with pytest.raises(SystemExit):
            town.refresh()
        report, now = town.reports()[-1], snapshot(town.data).name
        assert (report.outcome, report.exit_code, report.changed, report.snapshot) == ("stopped", 143, True, now)
        assert (now != before, f"{now} was put in force" in report.line) == (True, True)

    def test_stopped_while_the_report_is_written(self, town: Town) -> None:
        """The night was done: the next one must not say that it was killed."""

        class Stopping(Unsynced):
            pages = 0

            def step(self, operation: str, path: Path) -> None:
                self.pages += operation == "replace" and path.suffix == ".html" and path.parent.name == "runs"
                if (operation, self.pages) == ("replace", 1) and path.suffix == ".json" and town.reports()[1:]:
                    self.pages = 9
                    raise SystemExit(130)

        town.ops = Stopping()
        with pytest.raises(SystemExit):
            town.refresh()
        assert (town.reports()[-1].outcome, town.reports()[-1].exit_code) == ("unchanged", 0)
        assert codes(town.refresh()) == []

    def test_a_damaged_guide_in_the_raw_store(self, town: Town) -> None:
        town.refresh()
        digest = hashlib.sha256(town.server.sites[BERAP]["/"]).hexdigest()
        (town.raw / ".store/objects" / digest[:2] / f"{digest[2:]}.gz").write_bytes(b"rot")
        with pytest.raises(RawStoreDamaged, match="from a backup"):
            town.refresh()
        report = town.reports()[-1]
        assert (report.outcome, report.exit_code) == ("failed", 6)

    def test_a_site_list_with_a_mistake(self, town: Town) -> None:
        def broken() -> list[object]:
            raise SiteListBroken("publications.toml: row 3: year is 1826")

        town.sites = broken  # type: ignore[method-assign, assignment]
        with pytest.raises(SiteListBroken):
            town.refresh()
        assert (town.reports()[-1].outcome, town.reports()[-1].exit_code) == ("failed", 2)

    def test_a_bug_in_the_fetcher_costs_one_site_its_night(self, town: Town) -> None:
        good = town.crawler()

        def buggy(site, known, in_force):  # type: ignore[no-untyped-def]
            crawl = good(site, known, in_force)
            if site.host == BEGROTING:
                crawl._settings = None
            return crawl

        town.crawler = lambda: buggy  # type: ignore[method-assign]
        town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
        run = town.refresh()
        assert (run.exit_code, run.changed) == (1, True)
        assert ("INTERNAL", f"zwolle-begroting-2026 {BEGROTING}") in codes(run)

    def test_a_disk_that_takes_no_report_hides_nothing(self, town: Town, caplog: pytest.LogCaptureFixture) -> None:

        class Full(Unsynced):
            full = False

            def step(self, operation: str, path: Path) -> None:
                if (operation == "write" and ".store" in path.parts) or (self.full and "runs" in path.parts):
                    self.full = True
                    raise OSError(errno.ENOSPC, "No space left on device", str(path))

        town.ops = Full()
        town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
        with pytest.raises(OSError, match="No space left") as said:
            town.refresh()
        assert ".store" in str(said.value.filename)
        assert "the report of the run could not be written" in caplog.text
        town.ops = Unsynced()
        run = town.refresh()
        assert (run.exit_code, [found.code for found in run.needs_person]) == (0, ["RUN_INTERRUPTED"])


def test_status_counts_from_the_last_night_that_found_nothing_newer(town: Town) -> None:
    town.next_night()
    town.next_night()
    town.refresh()
    shown = status(town.data, 1, town.clock.now())
    assert not shown.too_old
    assert any(line.startswith("last run     refresh") for line in shown.lines)
    town.server.stop()
    for night in range(2):
        town.next_night()
        assert town.refresh().exit_code == 5
        shown = status(town.data, 48, town.clock.now())
        assert shown.too_old == (night >= 1)
        assert any(line == f"not updated  zwolle-begroting-2026: SITE_DOWN, night {night + 1}" for line in shown.lines)
    town.server.start()


def test_a_clock_that_was_wrong_makes_no_data_young(town: Town) -> None:
    today = town.clock.now()
    town.clock.set(today + timedelta(days=27_000))
    town.change(BERAP, town.paths(BERAP)[0], "712832", "712833")
    assert town.refresh().changed
    town.clock.set(today + timedelta(days=1))
    shown = status(town.data, 48, town.clock.now())
    assert (shown.too_old, "which is still to come" in shown.lines[0]) == (True, True)
    run = town.refresh()
    assert (run.exit_code, run.changed) == (0, False)
    shown = status(town.data, 48, town.clock.now())
    assert not shown.too_old
    assert any(run.run in line for line in shown.lines if line.startswith("last run"))
