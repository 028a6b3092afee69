"""kill -9 at random moments of a refresh: raw/ never holds a half page, the next run completes without a hand, and its
end is that of an undisturbed one (must show 6)."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from whole_runs import ended, forked, hashes

from refreshing import Town, codes
from site_server.grown_site import HOSTS, grown_site
from site_server.server import SiteServer

LATER = "11/11/2025 07:33:06"
PAGES = 3
SOAK = pytest.mark.soak


class Bench:
    """The sites tonight, served from a process of their own, and an installation as it was last night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        yesterday = Town(folder / "before", SiteServer({host: grown_site(host, PAGES) for host in HOSTS}))
        yesterday.folder.mkdir()
        with yesterday.server:
            assert yesterday.refresh().exit_code == 0
        self.before = yesterday
        self.server = self._tonight(yesterday)

    def _tonight(self, yesterday: Town) -> SiteServer:
        """One site is rebuilt with a page more, one loses a page, one changes one."""
        jaarstukken, begroting, berap = HOSTS
        sites = {
            jaarstukken: grown_site(jaarstukken, PAGES + 1, stamp=LATER),
            begroting: grown_site(begroting, PAGES, without=yesterday.paths(begroting)[:1]),
            berap: grown_site(berap, PAGES, changed={yesterday.paths(berap)[1]: ("712832", "712833")}),
        }
        return SiteServer(sites)

    def copy(self, name: str) -> Town:
        target = self.folder / name
        shutil.copytree(self.before.folder, target, symlinks=True)
        town = Town(target, self.server)
        town.clock.set(self.before.clock.now())
        town.next_night()
        return town


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    found = Bench(tmp_path_factory.mktemp("bench"))
    reader, writer = os.pipe()
    child = os.fork()  # threads and forks do not go together: the server has a process of its own
    if not child:
        found.server.start()
        os.write(writer, str(found.server.port).encode() + b"\n")
        signal.pause()
    with os.fdopen(reader) as said:
        found.server.port = int(said.readline())
    yield found
    os.close(writer)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=SOAK)])
def test_killed_at_random_moments(bench: Bench, kills: int) -> None:
    clean = bench.copy("clean")
    began = time.monotonic()
    assert ended(forked(clean.refresh)) == 0
    took = time.monotonic() - began
    wanted = (clean.pages(), clean.store_state(), hashes(clean.data))
    known = {path: {content} for path, content in bench.before.pages().items()}
    for path, content in clean.pages().items():
        known.setdefault(path, set()).add(content)
    draw, hits = random.Random(kills), 0
    while hits < kills:
        moment = draw.uniform(0, took)
        town = bench.copy(f"kill-{hits}")
        child = forked(town.refresh)
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        if ended(child) != -signal.SIGKILL:  # it was ready before
            shutil.rmtree(town.folder)
            took *= 0.9
            continue
        hits += 1
        assert all(content in known[path] for path, content in town.pages().items()), f"{moment}: a half page"
        run = replace_clock(town).refresh()
        assert run.exit_code == 0
        assert {code for code, _ in codes(run)} <= {"PAGE_GONE", "RUN_INTERRUPTED"}
        assert (town.pages(), town.store_state(), hashes(town.data)) == wanted, f"{moment}: another end"
        killed = [report for report in town.reports()[1:] if report.run != run.run]
        outcomes = [report.outcome for report in killed]
        assert outcomes in ([], ["interrupted"], ["published"]), "a run that was killed passes for a good one"
        shutil.rmtree(town.folder)
    shutil.rmtree(clean.folder)


def replace_clock(town: Town) -> Town:
    """The same town; the child moved its own copy of the clock, and this one is still tonight."""
    return replace(town)


@pytest.mark.parametrize("signals", [1, pytest.param(10, marks=SOAK)])
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), *(pytest.param(n, 128 + n, marks=SOAK) for n in (signal.SIGINT, signal.SIGHUP))],
)
def test_stopped_by_a_signal(bench: Bench, number: int, code: int, signals: int) -> None:
    """In at most five seconds, with a report that says so and nothing published half (F5)."""
    from pipeline.exits import stop_cleanly

    def run(town: Town) -> None:
        stop_cleanly()
        town.refresh()

    for n in range(signals):
        town = bench.copy(f"signal-{code}-{n}")
        child = forked(run, town)
        while not any(report.outcome == "running" for report in town.reports()):
            time.sleep(0.01)
        time.sleep(0.02 * n)
        os.kill(child, number)
        sent = time.monotonic()
        assert ended(child) == code
        assert time.monotonic() - sent < 5
        assert (town.reports()[-1].outcome, town.reports()[-1].exit_code) == ("stopped", code)
        assert hashes(town.data)
        assert town.refresh().exit_code == 0
        shutil.rmtree(town.folder)
