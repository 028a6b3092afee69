"""data/runs/: the report of every run as JSON and as a page, kept for 90 days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..fsops import REAL, FileOps
from .run_page import to_html
from .run_report import RunReport, from_json, to_json

KEEP = timedelta(days=90)
_NAME = re.compile(r"(\d{8}T\d{9}Z)-\d+\.(?:json|html)")


class RunFolder:
    """The reports below one data folder, which is created with its first report."""

    def __init__(self, data: Path, ops: FileOps = REAL) -> None:
        self.path = data / "runs"
        self._ops = ops

    def write(self, report: RunReport) -> Path:
        """Put the report in its place, whole or not at all; the path of its page. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._ops.make_folder(self.path)
        self._put(self.path / f"{report.run}.json", to_json(report))
        page = self.path / f"{report.run}.html"
        self._put(page, to_html(report).encode())
        self._ops.fsync(self.path)
        return page

    def reports(self, until: datetime | None = None) -> Iterator[RunReport]:
        """Readable reports, the newest first; of runs that began by `until`."""
        for path in sorted(self._files("json"), reverse=True):
            if until and path.name > _stamp(until):
                continue
            report = from_json(path.read_bytes())
            if report is not None:
                yield report

    def last_good(self, until: datetime | None = None) -> datetime | None:
        """When the last refresh ended that reached every site and published, or found nothing new (UTC)."""
        good = (report for report in self.reports(until) if report.kind == "refresh" and report.exit_code == 0)
        last = next(good, None)
        return datetime.fromisoformat(last.finished) if last else None

    def close_interrupted(self) -> list[RunReport]:
        """Reports of runs that never came to their end, marked so now. Only for a run that holds the lock."""
        found = [report for report in self.reports() if report.outcome == "running"]
        for report in found:
            report.outcome = "interrupted"
            report.line = "interrupted: the run did not come to its end; the next one took over"
            self.write(report)
        return found

    def prune(self, now: datetime, keep: timedelta = KEEP) -> list[str]:
        """Remove reports older than `keep`, and what a kill left half written; names of the removed."""
        limit = _stamp(now - keep)
        old = [p for p in [*self._files("json"), *self._files("html")] if p.name < limit]
        for path in [*old, *self.path.glob(".*.tmp")]:
            self._ops.remove(path)
        return sorted(path.name for path in old)

    def _files(self, suffix: str) -> list[Path]:
        if not self.path.is_dir():
            return []
        return [p for p in self.path.iterdir() if _NAME.fullmatch(p.name) and p.suffix == f".{suffix}"]

    def _put(self, path: Path, content: bytes) -> None:
        temporary = path.with_name(f".{path.name}.tmp")
        self._ops.write(temporary, content)
        self._ops.fsync(temporary)
        self._ops.replace(temporary, path)


def run_name(started: datetime, process: int) -> str:
    """`20261123T031500000Z-4711`: UTC start to the millisecond, so that names are in the order of runs, and process."""
    return f"{_stamp(started)}-{process}"


def _stamp(moment: datetime) -> str:
    there = moment.astimezone(UTC)
    return f"{there:%Y%m%dT%H%M%S}{there.microsecond // 1000:03d}Z"
