"""How the data in force is doing: age, coverage, findings, gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .load import snapshot
from .store.layout import stamp_of
from .store.opening import Snapshot


@dataclass(frozen=True, slots=True)
class Status:
    """Lines for a person, and whether the data is older than asked for."""

    lines: tuple[str, ...]
    too_old: bool


def status(data: Path, max_age_hours: float, now: datetime | None = None) -> Status:
    """The state of the snapshot in force. `now` is UTC. Raises NoSnapshotError and IntegrityError."""
    with snapshot(data) as view:
        hours = ((now or datetime.now(UTC)) - stamp_of(view.name)).total_seconds() / 3600
        return Status(tuple(_lines(view, hours)), hours > max_age_hours)


def _lines(view: Snapshot, hours: float) -> Iterator[str]:
    yield f"snapshot     {view.name}, {hours:.1f} hours old"
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
