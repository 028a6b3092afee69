"""Bytes to records against the floor: reading and lxml-parsing the same bytes in the same process.

    python -m bench.records [--pages 1000] [--kilobytes 80] [--runs 5]

Both read the same files; the records side also takes the hash of the bytes, as a build does, and makes the records
of every table. Runs of both alternate, so that a busy machine slows both; the ratio is the median of the ratios of
neighbouring runs. The pages are those of bench/corpus.py as the sites send them; its long pages, its pages of prose,
which are the worst case, and `raw/` as it is come second. Goals: a ratio of at most 3.0 on the first and a peak under
400 MB. Exit code 1 when a goal is missed or a page is quarantined.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.corpora.grown import long_pages, prose_pages, site_pages
from lxml import etree

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse
from pipeline.sources import folder

RAW = Path(__file__).resolve().parents[1] / "raw"
MAX_RATIO = 3.0
MAX_MEGABYTES = 400

Files = list[tuple[str, Path]]  # path below the raw folder, where the bytes lie


class Measured(NamedTuple):
    """Seconds of one run over all pages, medians, and the median ratio."""

    floor: float
    records: float
    ratio: float


def written(folder_of_pages: Path, pages: Iterator[tuple[str, bytes]]) -> Files:
    """The pages as files, which both sides read."""
    folder_of_pages.mkdir()
    files: Files = []
    for number, (path, content) in enumerate(pages):
        file = folder_of_pages / f"{number}.html"
        file.write_bytes(content)
        files.append((path, file))
    return files


def floor(files: Files) -> None:
    """The least that any reader of these pages does."""
    for _, file in files:
        etree.fromstring(file.read_bytes(), etree.HTMLParser())


def read(path: str, file: Path) -> PageResult:
    """All records of one page."""
    content = file.read_bytes()
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))


def records(files: Files) -> None:
    """All records of all pages; nothing is kept, as a worker hands its batches on."""
    for path, file in files:
        read(path, file)


def measured(files: Files, runs: int) -> Measured:
    """Both sides, run and run about."""
    times = [(_seconds(floor, files), _seconds(records, files)) for _ in range(runs)]
    floors, all_records = zip(*times, strict=True)
    ratio = statistics.median(slow / fast for fast, slow in times)
    return Measured(statistics.median(floors), statistics.median(all_records), ratio)


def _seconds(work: Callable[[Files], None], files: Files) -> float:
    gc.collect()
    begin = time.perf_counter()
    work(files)
    return time.perf_counter() - begin


def checked(files: Files) -> bool:
    """Whether every page is read; prints what became of them and how much came out."""
    statuses: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for path, file in files:
        result = read(path, file)
        statuses[result.page.status] += 1
        rows.update({name: len(found) for name, found in result.tables.items()})
    print("statuses             ", ", ".join(f"{count} {name}" for name, count in statuses.most_common()))
    print("records per page     ", ", ".join(f"{name} {rows[name] / len(files):.1f}" for name in rows))
    return not statuses["quarantined"]


def peak_megabytes() -> float:
    """Peak resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--kilobytes", type=int, default=80)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        size = given.kilobytes * 1024
        files = written(Path(temporary) / "site", site_pages(RAW, given.pages, size))
        whole = checked(files)
        site = measured(files, given.runs)
        peak = peak_megabytes()
        long = measured(written(Path(temporary) / "long", long_pages(RAW, given.pages // 5, size)), given.runs)
        prose = measured(written(Path(temporary) / "prose", prose_pages(RAW, given.pages // 5, size)), given.runs)
    plain = [(s.path, RAW / s.path) for s in folder.sources(RAW) if isinstance(s, Source)]
    as_is = measured(plain * 5, given.runs)
    print(f"pages                 {given.pages} of {given.kilobytes} KB")
    print(f"read and lxml-parse   {site.floor:7.2f} s")
    print(f"bytes to records      {site.records:7.2f} s   {site.ratio:.2f}x (goal {MAX_RATIO})")
    print(f"long pages            {long.ratio:18.2f}x")
    print(f"pages of prose        {prose.ratio:18.2f}x")
    print(f"raw/ as it is         {as_is.ratio:18.2f}x")
    print(f"peak memory           {peak:7.0f} MB (goal under {MAX_MEGABYTES})")
    return 0 if whole and site.ratio <= MAX_RATIO and peak < MAX_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
