"""How the data in force is doing: age, last run, coverage, findings, gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .load import snapshot
from .nightly.run_folder import RunFolder
from .store.layout import stamp_of
from .store.opening import Snapshot

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Status:
    """Lines for a person, and whether the data is older than asked for."""

    lines: tuple[str, ...]
    too_old: bool


def status(data: Path, max_age_hours: float, now: datetime | None = None) -> Status:
    """The state of the snapshot in force. `now` is UTC. The data is as old as its snapshot, or as the last refresh that
    found nothing newer on any site. Raises NoSnapshotError and IntegrityError."""
    now = now or datetime.now(UTC)
    runs = RunFolder(data)
    with snapshot(data) as view:
        published = stamp_of(view.name)
        confirmed = runs.last_good()
        hours = (now - max(published, confirmed or published)).total_seconds() / 3600
        lines = [
            _age(view.name, now - published, now - confirmed if confirmed else None),
            *_last_run(runs),
            *_lines(view),
        ]
        return Status(tuple(lines), hours > max_age_hours)


def _age(name: str, published: timedelta, confirmed: timedelta | None) -> str:
    since = f", {confirmed / _HOUR:.1f} hours since the sites had nothing newer" if confirmed is not None else ""
    return f"snapshot     {name}, {published / _HOUR:.1f} hours old{since}"


def _last_run(runs: RunFolder) -> Iterator[str]:
    last = next(runs.reports(), None)
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
