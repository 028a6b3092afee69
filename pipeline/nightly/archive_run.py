"""The command `fetch --warc`: web archives into raw/, with a report like any other run."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..archives import ArchiveReport, load_archives, summary
from ..journal import printable
from ..model import Finding
from ..sources.raw_store import RawStore
from ..sources.site.site_list import read_sites
from ..store.lock import writer_lock
from . import alerts
from .run_folder import RunFolder, run_name
from .run_report import RunReport
from .tidy import tidy

KIND = "fetch --warc"
_SHOWN = 50  # findings of one code in the report
_UNAVAILABLE = 5


class NothingLoaded(Exception):
    """No page of a known site in any of the files: the wrong files, or damaged ones (exit code 5)."""


def load_warc(raw: Path, data: Path, site_list: Path, files: Sequence[Path]) -> Iterator[str]:
    """Put the pages of WARC files in the raw store; lines for a person, and a report in data/runs. Builds nothing.

    Raises SiteListBroken, LockHeld, RawStoreDamaged and OSError, and after its lines NothingLoaded; nothing in force
    has changed then.
    """
    started = datetime.now(UTC)
    run = RunReport(run_name(started, os.getpid()), KIND, _utc(started))
    sites = read_sites(site_list)
    with writer_lock(data), writer_lock(raw / ".store"):
        store = RawStore(raw)
        run.findings += tidy(store, raw, {})
        loaded = load_archives(files, store, sites)
        store.seal()
        lines = summary(loaded)
        run.findings += told(loaded)
        run.outcome, run.exit_code, run.line = "fetched", 0, " ".join(lines[0].split())
        if not loaded.captures:
            run.exit_code, run.line = _UNAVAILABLE, "no page of a site of the site list in these files; nothing changed"
        run.finished = _utc(datetime.now(UTC))
        page = RunFolder(data).write(run)
    yield from map(printable, (*lines, f"report     {page}"))
    if run.exit_code:
        raise NothingLoaded(run.line)


def told(loaded: ArchiveReport) -> Iterable[Finding]:
    """The findings of a load for its report: at most 50 of each code, and how many more there are."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in loaded.findings:
        by_code[finding.code].append(finding)
    for found in by_code.values():
        yield from found[:_SHOWN]
        if len(found) > _SHOWN:
            last = found[-1]
            message = f"{last.message} And {len(found) - _SHOWN} more of these."
            yield Finding(last.severity, last.code, message, last.location, last.found, last.expected)
    yield from map(alerts.changed_by_hand, loaded.left_alone)


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
