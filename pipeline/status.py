"""How the data in force is doing: age, last run, coverage, findings, gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .load import snapshot
from .nightly.run_folder import RunFolder
from .store.opening import Snapshot

_HOUR = timedelta(hours=1)
_SKEW = _HOUR
"""What is stamped later than this from now was written by a clock that was wrong, and tells no age."""


@dataclass(frozen=True, slots=True)
class Status:
    """Lines for a person, and whether the data is older than asked for."""

    lines: tuple[str, ...]
    too_old: bool


def status(data: Path, max_age_hours: float, now: datetime | None = None) -> Status:
    """The state of the snapshot in force. `now` is UTC. The data is as old as its snapshot, or as the last refresh that
    found nothing newer on any site; too old where a wrong clock stamped both. Raises NoSnapshotError and
    IntegrityError."""
    now = now or datetime.now(UTC)
    runs = RunFolder(data)
    with snapshot(data) as view:
        published = datetime.fromisoformat(view.manifest.created_at)
        confirmed = runs.last_good(now + _SKEW)
        known = [moment for moment in (published, confirmed) if moment and moment <= now + _SKEW]
        lines = [
            _age(view.name, now, published, confirmed),
            *_last_run(runs, now),
            *_lines(view),
        ]
        return Status(tuple(lines), not known or (now - max(known)) / _HOUR > max_age_hours)


def _age(name: str, now: datetime, published: datetime, confirmed: datetime | None) -> str:
    old = f"{(now - published) / _HOUR:.1f} hours old"
    if published > now + _SKEW:
        old = f"stamped {published:%Y-%m-%d}, which is still to come: the clock of this machine is wrong, or was"
    since = f", {(now - confirmed) / _HOUR:.1f} hours since the sites had nothing newer" if confirmed else ""
    return f"snapshot     {name}, {old}{since}"


def _last_run(runs: RunFolder, now: datetime) -> Iterator[str]:
    last = next(runs.reports(now + _SKEW), None)
    if last is None:
        return
    yield f"last run     {last.kind} {last.run}: {last.line or last.outcome}"
    for publication in last.publications:
        if publication.outcome in ("held", "down"):
            nights = f", night {publication.nights}"
            yield f"not updated  {publication.publication_id}: {publication.code}{nights}"
    if last.needs_person:
        yield f"person       {len(last.needs_person)} things to look at: {runs.path / last.run}.html"


def _lines(view: Snapshot) -> Iterator[str]:
    publications = view.arrow("publications").to_pylist()
    pages = view.arrow("pages", columns=["status"])["status"].to_pylist()
    states = ", ".join(f"{n} {state}" for state, n in sorted(Counter(pages).items()))
    yield f"publications {len(publications)}"
    yield f"pages        {len(pages)} ({states})"
    blocks, typed = (sum(p[name] for p in publications) for name in ("blocks", "blocks_typed"))
    cells, claimed = (sum(p[name] for p in publications) for name in ("number_cells", "number_cells_typed"))
    yield f"coverage     {typed} of {blocks} blocks typed, {claimed} of {cells} number cells typed"
    findings = view.arrow("findings", columns=["severity", "code"]).to_pylist()
    for (severity, code), n in sorted(Counter((f["severity"], f["code"]) for f in findings).items()):
        yield f"finding      {severity:8} {code:24} {n:5}"
    fired = [row for row in view.manifest.gate if row["verdict"] != "pass"]
    yield f"gate         {len(view.manifest.gate)} measures, {len(fired)} fired"
    for row in fired:
        where = " ".join(str(row[name]) for name in ("measure", "table", "publication") if row[name])
        yield f"gate         {row['verdict']:8} {where}: {row['found']:g} of {row['of']}"
    for override in view.manifest.overrides:
        yield f"accepted     {override['candidate']}: {override['reason']}"
