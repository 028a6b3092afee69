"""The whole run on one screen: list, read pages, bind publications, span municipalities, gate, publish."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from schemas.validation import canary

from .corrections import read_corrections
from .engine import Engine
from .engine.local import LocalEngine, jobs_for
from .fsops import REAL, FileOps
from .inputs import PACKAGED_CORRECTIONS, PACKAGED_LINKS, Inputs, Report, read_inputs, unchanged
from .neighbours import Parts
from .parse import parse
from .reading import PageNote
from .run import Run
from .sources.folder import no_pages
from .store import snapshot
from .store.errors import UnknownName
from .store.gate import Acceptance, judge
from .store.lock import writer_lock


def _now() -> datetime:
    return datetime.now(UTC)


def build(
    raw: Path,
    data: Path,
    *,
    jobs: int = 0,
    engine: Engine | None = None,
    accept: Acceptance | None = None,
    corrections: Path = PACKAGED_CORRECTIONS,
    goal_links: Path = PACKAGED_LINKS,
    renew: frozenset[str] = frozenset(),
    inputs: Inputs | None = None,
    on_page: Callable[[PageNote], None] = lambda _: None,
    gate: snapshot.Judge | None = None,
    ops: FileOps = REAL,
    clock: Callable[[], datetime] = _now,
    lock_held: bool = False,
) -> Report:
    """Turn every page below `raw` into one published snapshot below `data`, or leave `data` as it was. `inputs` are
    those of `raw` where the caller has read them, and found that they are not in force; `lock_held` tells that the
    caller holds the writer's lock of `data` already; `clock` gives UTC. Without an `engine` this machine works, with
    `jobs` processes (0 chooses).

    Raises RawFolderMissing, NoPages, LockHeld, GateRefused, InvalidTables, IntegrityError, UnsafeEnvironment,
    WorkersDoNotStart and OSError; pipeline/ending.py says what each of them means to the caller.
    """
    with nullcontext() if lock_held else writer_lock(data):
        asked = accept is not None or bool(renew)
        if inputs is None:
            inputs = read_inputs(raw, corrections, goal_links, ops)
            if not asked and (before := unchanged(inputs, data, clock(), ops)):
                return before
        if not inputs.items and snapshot.in_force_name(data) is None:
            raise no_pages(raw)  # with data in force the gate says what would be lost
        canary()
        run = Run(raw, data, inputs, renew, partial(parse, corrections=read_corrections(corrections)), ops)
        with nullcontext(engine) if engine else LocalEngine(jobs or jobs_for(len(run.unread))) as engine:
            notes = run.read(engine, on_page)
            bound = run.bind(engine, notes)
            parts = run.span(engine, bound)
        _refuse_unknown(renew, parts)
        judged = gate or partial(judge, gone=inputs.gone, renumbered=inputs.renumbered)
        with snapshot.noting_what_is_in_force(data):
            published = snapshot.publish(
                data, parts, stamp=clock(), manifest_extra=_inputs(parts), judge=judged, accept=accept, ops=ops
            )
            report = _summary(parts, published, sum(note.parsed for note in notes))
            run.remember(report, notes, bound)
        return report


def _refuse_unknown(renew: frozenset[str], parts: Parts) -> None:
    """Raises UnknownName for a page to renew that is not there: its rows would stay as they are without a word."""
    if renew and (unknown := sorted(renew.difference(*(p["page_id"].to_pylist() for p in parts["pages"].values())))):
        raise UnknownName(f"--renew {unknown[0]}: no page has this page_id; `status` and `load('pages')` name them")


def _inputs(parts: Parts) -> dict[str, Any]:
    """What the manifest says about the pages this snapshot was made of."""
    columns = (part.select(["source_sha256", "source_path"]).to_pylist() for part in parts["pages"].values())
    listed = sorted(f"{page['source_sha256']}  {page['source_path']}" for pages in columns for page in pages)
    text = "\n".join(listed).encode("utf-8", "surrogateescape")
    return {"pages": len(listed), "inputs_sha256": hashlib.sha256(text).hexdigest()}


def _summary(parts: Parts, published: snapshot.Published, parsed: int) -> Report:
    report = Report(published.name, published.changed, parsed=parsed, gate=published.gate)
    report.rows = {name: sum(part.num_rows for part in of_table.values()) for name, of_table in parts.items()}
    report.pages = report.rows["pages"]
    statuses: Counter[str] = Counter()
    findings: Counter[tuple[str, str]] = Counter()
    for part in parts["pages"].values():
        for page in part.select(["status", "characters", "characters_unclaimed"]).to_pylist():
            statuses[page["status"]] += 1
            report.characters += page["characters"]
            report.characters_unclaimed += page["characters_unclaimed"]
    for part in parts["findings"].values():
        rows = part.select(["severity", "code"])
        findings.update(zip(rows["severity"].to_pylist(), rows["code"].to_pylist(), strict=True))
    report.statuses, report.findings = dict(statuses), dict(findings)
    return report
