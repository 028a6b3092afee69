"""What the build of a night came to, for its report: gate, differences, and how each publication stands now."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..load import NoSnapshotError, snapshot
from ..store.diff import Difference, RowChange, TableDiff, diff
from ..store.gate import GateReport
from . import alerts
from .run_report import RunReport

if TYPE_CHECKING:
    from ..inputs import Report

ROWS_SHOWN = 200


def snapshot_in_force(data: Path) -> str | None:
    """Name of the snapshot in force, None before the first. Raises IntegrityError."""
    try:
        with snapshot(data) as view:
            return view.name
    except NoSnapshotError:
        return None


def tell_build(run: RunReport, data: Path, built: Report) -> None:
    """Enter what `built` published: counts, gate, and the differences with the snapshot before."""
    run.snapshot, run.changed = built.snapshot, built.changed
    run.build = {
        "pages": built.pages,
        "parsed": built.parsed,
        "statuses": dict(sorted(built.statuses.items())),
        "rows": dict(built.rows),
        "findings": [{"severity": s, "code": c, "count": n} for (s, c), n in sorted(built.findings.items())],
    }
    if built.gate:
        tell_gate(run, built.gate)
    if built.changed and run.snapshot_before:
        with snapshot(data, run.snapshot_before) as old, snapshot(data, built.snapshot) as new:
            run.diff = _differences(diff(old, new))


def tell_gate(run: RunReport, gate: GateReport) -> None:
    """Enter the measures that fired; a refusal needs a person, and so does a page that gives no new rows any more."""
    run.gate = [asdict(row) for row in gate.rows if row.verdict != "pass"]
    run.findings += [alerts.gate_refused(str(row)) for row in gate.refused]
    run.findings += [alerts.pages_unusable(str(row)) for row in gate.warned if row.measure == "pages_unusable"]


def tell_publications(run: RunReport, data: Path) -> None:
    """Enter how many pages of each publication the snapshot in force has, by status."""
    if run.snapshot is None:
        return
    with snapshot(data, run.snapshot) as view:
        pages = view.arrow("pages", columns=["publication_id", "status"]).to_pylist()
    counts = Counter((page["publication_id"], page["status"]) for page in pages)
    for publication in run.publications:
        own = {status: n for (name, status), n in counts.items() if name == publication.publication_id}
        publication.parsed = own.get("ok", 0) + own.get("ok_with_findings", 0)
        publication.no_data, publication.quarantined = own.get("no_data", 0), own.get("quarantined", 0)
        publication.stale = own.get("stale", 0)


def _differences(found: Difference) -> dict[str, Any]:
    """Counts of every table, and the first rows of each kind of change."""
    return {"old": found.old, "new": found.new, "tables": {t.table: _table(t) for t in found.tables if t}}


def _table(table: TableDiff) -> dict[str, Any]:
    return {
        "rows": {"old": table.rows_old, "new": table.rows_new},
        "schema": list(table.schema),
        "counts": {kind: len(getattr(table, kind)) for kind in ("added", "removed", "changed")},
        "added": [_row(row) for row in table.added[:ROWS_SHOWN]],
        "removed": [_row(row) for row in table.removed[:ROWS_SHOWN]],
        "changed": [_row(row) for row in table.changed[:ROWS_SHOWN]],
    }


def _row(row: RowChange) -> dict[str, Any]:
    changes = {column: {"old": old, "new": new} for column, (old, new) in row.changes.items()}
    return {"key": row.key, "page_id": row.page_id} | ({"changes": changes} if changes else {})
