"""What one run did, as plain data: the JSON of data/runs/ has these names, and the page beside it shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from ..model import Finding

RunOutcome: TypeAlias = Literal[
    "running", "published", "unchanged", "fetched", "refused", "locked", "stopped", "failed", "interrupted"
]
"""`running` until the run ends; a report that still says so when the next run begins was `interrupted`."""
FORMAT = "doelenboom-run/1"


@dataclass(slots=True)
class PublicationRun:
    """One publication of the site list. Counts are pages: `listed` by the site itself, `unlisted` those in force that
    it no longer lists, `seen` those that answered as a page, which are `new`, `changed`, `unchanged` or an `older`
    build; then what was `rejected`, `unavailable` or `gone`. `ignored` are links that are no pages, by reason.
    `in_force`, `parsed`, `no_data`, `quarantined` and `stale` tell how the publication stands after the run; `built` is
    its newest build stamp, as printed."""

    publication_id: str
    host: str
    state: str
    outcome: str = "not asked"
    code: str = ""
    nights: int = 0
    requests: int = 0
    seconds: float = 0.0
    crawls: int = 0
    listed: int = 0
    unlisted: int = 0
    seen: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    rejected: int = 0
    unavailable: int = 0
    gone: int = 0
    tombstones: int = 0
    expected: int | None = None
    ignored: Mapping[str, int] = field(default_factory=dict)
    in_force: int = 0
    built: str = ""
    parsed: int = 0
    no_data: int = 0
    quarantined: int = 0
    stale: int = 0


@dataclass(slots=True)
class RunReport:
    """One run. `exit_code` is None while it runs; `line` is its one line for a person. `build` has pages, statuses,
    rows and findings of the build; `gate` the measures that fired; `diff` counts and rows by table."""

    run: str
    kind: str
    started: str
    outcome: RunOutcome = "running"
    exit_code: int | None = None
    line: str = ""
    finished: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    snapshot_before: str | None = None
    snapshot: str | None = None
    changed: bool = False
    publications: list[PublicationRun] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    build: dict[str, Any] = field(default_factory=dict)
    gate: list[dict[str, Any]] = field(default_factory=list)
    diff: dict[str, Any] = field(default_factory=dict)

    @property
    def needs_person(self) -> list[Finding]:
        """What somebody should look at, errors first; in the same order whichever site answered first."""
        ranks = {"error": 0, "warning": 1}
        urgent = (finding for finding in self.findings if finding.severity in ranks)
        return sorted(urgent, key=lambda f: (ranks[f.severity], f.location, f.code, f.found))

    @property
    def notes(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "info"]

    def total(self, count: str) -> int:
        """A count of PublicationRun over all publications."""
        return sum(getattr(publication, count) for publication in self.publications)


def to_json(report: RunReport) -> bytes:
    """The report as a file. Page text in it is escaped to ASCII, so that no terminal acts on it."""
    body = {"format": FORMAT, **asdict(report), "needs_person": [asdict(found) for found in report.needs_person]}
    return (json.dumps(body, ensure_ascii=True, indent=1, default=str) + "\n").encode()


def from_json(content: bytes) -> RunReport | None:
    """The report in a file; None for anything else, such as the report of another version."""
    try:
        body = json.loads(content)
        known = {name: body[name] for name in RunReport.__slots__}
        known["publications"] = [PublicationRun(**publication) for publication in body["publications"]]
        known["findings"] = [Finding(**finding) for finding in body["findings"]]
        report = RunReport(**known)
        timed = report.finished == "" or datetime.fromisoformat(report.finished).tzinfo is not None
        return report if timed else None
    except (ValueError, KeyError, TypeError):
        return None
