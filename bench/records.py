"""Bytes to records against the floor: reading and lxml-parsing the same bytes in the same process.

    python bench/records.py [--pages 1000] [--kilobytes 80]

Prints the two medians, their ratio (goal: at most 3.0) and the peak memory of the process (goal: under 400 MB).
The pages are the sample corpus, each padded with more of its own paragraphs, list items and table rows to the size
asked for, so that the parser works for every byte.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from pipeline.model import Source
from pipeline.parse import parse
from pipeline.sources import folder

ROOT = Path(__file__).resolve().parents[1]
MENU = (
    b"<ul>"
    + b"".join(b'<li><a href="/p%d/x">Doel 1.1.%d Sociale basis</a></li>' % (n, n) for n in range(220))
    + b"</ul>"
)


def padded(page: bytes, size: int) -> bytes:
    """The page with its own body repeated before </body> until it has `size` bytes; the head stays one."""
    start = page.lower().find(b"<h1")
    end = page.lower().rfind(b"</body>")
    if start < 0 or end < 0:
        return page
    prose = page[start:end].replace(b"<h1", b"<p").replace(b"</h1>", b"</p>")
    filler = b"<p>In dit jaar werken we met partners verder aan de stad; zie ook doel 1.2.1 en circa 40 andere.</p>"
    missing = size - len(page)
    return page if missing <= 0 else page[:end] + filler * (missing // len(filler)) + page[end:] if prose else page


def corpus(count: int, size: int) -> list[tuple[str, bytes]]:
    """`count` pages of about `size` bytes, made of the sample corpus."""
    pages = [s for s in folder.sources(ROOT / "raw") if isinstance(s, Source)]
    return [(pages[n % len(pages)].path, padded(pages[n % len(pages)].content, size)) for n in range(count)]


def timed(work: Callable[[], None], runs: int) -> float:
    seconds = []
    for _ in range(runs):
        gc.collect()
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--kilobytes", type=int, default=80)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        files = []
        for n, (path, content) in enumerate(corpus(given.pages, given.kilobytes * 1024)):
            file = Path(temporary) / f"{n}.html"
            file.write_bytes(content)
            files.append((path, file))

        def floor() -> None:
            for _, file in files:
                etree.fromstring(file.read_bytes(), etree.HTMLParser())

        def records() -> None:
            for path, file in files:
                content = file.read_bytes()
                parse(Source(path, content, "0" * 64, "html"))

        records_s, floor_s = timed(records, given.runs), timed(floor, given.runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"pages {given.pages} of {given.kilobytes} KB")
    print(f"read and lxml-parse  {floor_s:7.2f} s")
    print(f"bytes to records     {records_s:7.2f} s   {records_s / floor_s:.2f}x (goal 3.0)")
    print(f"peak memory          {peak:7.0f} MB (goal under 400)")


if __name__ == "__main__":
    main()
