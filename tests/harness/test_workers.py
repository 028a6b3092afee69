"""Pages that ask too much (INTEGRITY.md F4, F19, F20, G15): each is refused alone, and the others are read."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from whole_runs import ended, forked, fresh, peak_memory, raw_folder

from pipeline.engine import limits, local
from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse, refused_for_resources
from raw_pages import RAW, ROOT, source

HOST = RAW / "zwolle.jaarverslag-2024.nl"
BAD = b"deze pagina doet kwaad"


def sources(bad: bytes = BAD) -> list[Source]:
    """Four good pages with a bad one in the middle."""
    good = [source(RAW, file) for file in sorted(RAW.rglob("*.html"))[:4]]
    evil = Source(f"{HOST.name}/p1/kwaad.html", bad, hashlib.sha256(bad).hexdigest(), "html")
    return [*good[:2], evil, *good[2:]]


def dies(page: Source) -> PageResult:
    """A parser that takes its process with it on one page."""
    if page.content == BAD:
        os._exit(9)
    return parse(page)


def hangs(page: Source) -> PageResult:
    if page.content == BAD:
        time.sleep(60)
    return parse(page)


def eats(page: Source) -> PageResult:
    """A parser that asks for more memory than a worker has."""
    if page.content == BAD:
        return parse(Source(page.path, bytes(limits.PAGE_MEMORY), page.sha256, "html"))
    return parse(page)


def mapped(jobs: int, parse: limits.Parse, size: int = 50) -> list[PageResult]:
    """The pages of `sources`, parsed in batches of this size."""
    pages = sources()
    batches = [pages[n : n + size] for n in range(0, len(pages), size)]
    with local.LocalEngine(jobs) as engine:
        return list(engine.map(partial(each, parse), batches, lost))


def each(parse: limits.Parse, batch: Sequence[Source]) -> list[PageResult]:
    return [limits.guarded(page, parse) for page in batch]


def lost(page: Source) -> PageResult:
    return refused_for_resources(page, "the worker process died")


def only_the_bad_one(results: list[PageResult]) -> str:
    """The RESOURCE finding of the bad page; all others are as they are without it."""
    assert [r.page.source_path for r in results] == [s.path for s in sources()]
    assert [r for n, r in enumerate(results) if n != 2] == [parse(s) for n, s in enumerate(sources()) if n != 2]
    (finding,) = [f for f in results[2].findings if f.severity == "error"]
    assert (results[2].page.status, finding.code) == ("quarantined", "RESOURCE")
    return finding.found


def test_a_page_that_kills_its_worker_is_quarantined_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "IN_FLIGHT", 1)  # a batch must still go in after the pool broke
    assert only_the_bad_one(mapped(2, dies, size=1)) == "the worker process died"


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_a_page_that_hangs_is_quarantined_alone(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    if jobs == 1:
        monkeypatch.setattr(limits, "PAGE_SECONDS", 1)
    began = time.monotonic()
    assert only_the_bad_one(mapped(jobs, hangs)) == f"more than {limits.PAGE_SECONDS} s"
    assert time.monotonic() - began < limits.PAGE_SECONDS + 10


@pytest.mark.soak
def test_a_page_that_eats_the_memory_is_quarantined_alone() -> None:
    assert only_the_bad_one(mapped(2, eats)) in ("MemoryError", "the worker process died")


RUN = """
import sys, test_workers
if __name__ == "__main__":
    print("begun", flush=True)
    test_workers.mapped(2, test_workers.hangs)
"""


def busy_pool() -> subprocess.Popen[str]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)))
    run = subprocess.Popen(
        [sys.executable, "-c", RUN], env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL, process_group=0,
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stdout.readline() == "begun\n"
    deadline = time.monotonic() + 20
    while len(members(run.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)  # the workers have imported what they need, and one of them hangs
    return run


def members(group: int) -> list[int]:
    """Live processes of a process group."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, own = entry.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(own) == group and state != "Z":
            found.append(int(entry.parent.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_a_run_that_was_stopped(number: int) -> None:
    run = busy_pool()
    try:
        os.kill(run.pid, number)
        deadline = time.monotonic() + 5
        while members(run.pid) and time.monotonic() < deadline:
            run.poll()
            time.sleep(0.05)
        assert members(run.pid) == []
    finally:
        if members(run.pid):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()


def page_of(size: int) -> bytes:
    """A report page of this many bytes: one table of amounts of 30,000 rows, and running text."""
    page = next((HOST / "p49787").glob("*.html")).read_bytes()
    row = b"<tr><td>Regel</td><td>1.000</td><td>-297</td></tr>"
    rows = b"<table><tr><th></th><th>X</th><th>Y</th></tr>" + row * min(30_000, size // 3 // len(row)) + b"</table>"
    text = b"<p>Dit kost ruim \xe2\x82\xac 1.000 meer dan begroot. En dat is geen nieuws voor ons allemaal.</p>"
    rest = text * ((size - len(page) - len(rows)) // len(text))
    return page.replace(b"</article>", rows + rest + b"</article>")


def measure(content: bytes, report: Path) -> None:
    began = time.monotonic()
    result = parse(Source(f"{HOST.name}/p9/groot.html", content, hashlib.sha256(content).hexdigest(), "html"))
    report.write_text(f"{time.monotonic() - began} {peak_memory()} {result.page.status} {result.page.blocks}")


@pytest.mark.parametrize(
    ("size", "start"),
    [(1_000_000, forked), pytest.param(20_000_000, fresh, marks=pytest.mark.soak)],
    ids=["1000000", "20000000"],
)
def test_a_large_page_takes_no_more_than_a_minute_and_two_gibibytes(tmp_path: Path, size: int, start) -> None:
    content = page_of(size)
    assert size * 0.9 < len(content) <= size
    report = tmp_path / "report"
    assert ended(start(measure, content, report)) == 0
    took, peak, status, blocks = report.read_text().split()
    print(f"{size:,} bytes: {float(took):.1f} s, {int(peak) >> 20} MiB, {status}, {blocks} blocks")  # noqa: T201
    assert float(took) < 60
    assert int(peak) < 2 * 1024**3
    assert status in ("ok", "ok_with_findings", "quarantined")


def test_a_page_of_200_megabytes_is_refused_in_a_second(tmp_path: Path) -> None:
    from pipeline.sources import folder

    raw = raw_folder(tmp_path / "raw", f"{HOST.name}/p49787")
    with (raw / HOST.name / "p2.html").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    began = time.monotonic()
    found = list(folder.sources(raw))
    assert time.monotonic() - began < 1
    (refused,) = [one for one in found if isinstance(one, folder.Unread)]
    assert (refused.path, refused.finding.code) == (f"{HOST.name}/p2.html", "TOO_LARGE")
