"""What a run says: a progress bar on a terminal, plain lines in a log. Page text is data and never acts on either."""

from __future__ import annotations

import logging
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from .inputs import Report
    from .reading import PageNote

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def printable(text: str) -> str:
    """The text on one line, with control, format and bidirectional characters escaped."""
    return "".join(
        c if unicodedata.category(c) not in _UNSAFE else c.encode("unicode_escape", "surrogatepass").decode()
        for c in text.replace("\n", " / ")
    )


class _Plain(logging.Formatter):
    """One line per record; a traceback keeps its lines, indented: page text in it cannot pass for a record."""

    def format(self, record: logging.LogRecord) -> str:
        record.msg, record.args = printable(record.getMessage()), None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name logging calls
        return "\n".join(f"    {printable(line)}" for line in super().formatException(ei).split("\n"))


def start_log(verbose: bool) -> None:
    """Log to standard error: time (UTC), level, message."""
    handler = logging.StreamHandler()
    formatter = _Plain("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler], force=True)
    for library in ("botocore", "aiobotocore", "distributed"):  # where they found a word of the environment
        logging.getLogger(library).setLevel(logging.WARNING)


@contextmanager
def page_counter() -> Iterator[Callable[[PageNote], None]]:
    """A callback per page: moves a bar on a terminal, writes a line every 500 pages elsewhere."""
    if not sys.stderr.isatty():
        yield _Counter()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("pages"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("pages", total=None)
        yield lambda _note: progress.advance(task)


class _Counter:
    def __init__(self) -> None:
        self._count = 0

    def __call__(self, _note: PageNote) -> None:
        self._count += 1
        if self._count % 500 == 0:
            logging.getLogger(__name__).info("%d pages read", self._count)


def summary(report: Report) -> Iterator[str]:
    """At most 25 lines for a person: pages, rows, findings by code, coverage, snapshot."""
    states = ", ".join(f"{count} {status}" for status, count in sorted(report.statuses.items()))
    yield f"pages      {report.pages} ({states}); {report.parsed} parsed anew"
    width = max(map(len, report.rows), default=0)
    rows = [f"{name:{width}} {count:7,}" for name, count in report.rows.items()]
    for n in range(0, len(rows), 2):
        yield "rows       " + "   ".join(rows[n : n + 2])
    for (severity, code), count in sorted(report.findings.items(), key=lambda f: (f[0][0], -f[1]))[:10]:
        yield f"finding    {severity:8} {code:24} {count:5}"
    if len(report.findings) > 10:
        yield f"finding    ... and {len(report.findings) - 10} more codes in the table findings"
    share = report.characters_unclaimed / report.characters if report.characters else 0.0
    yield f"coverage   {report.characters:,} characters, {share:.2%} unclaimed"
    if warned := report.gate.warned if report.gate else ():
        more = f"; and {len(warned) - 1} more, see status" if len(warned) > 1 else ""
        yield printable(f"gate       warning: {warned[0]}{more}")
    yield f"snapshot   {report.snapshot} {'published' if report.changed else 'unchanged, nothing published'}"
