"""The whole run on one screen: sources, engine, assemble, derive, validate, gate, publish."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from schemas.validation import canary

from .confirmed_links import PACKAGED_LINKS, read_confirmed_links
from .corrections import PACKAGED, read_corrections
from .datasets import Tables, datasets
from .engine.local import parse_all
from .fsops import REAL, FileOps
from .invalid_rows import refuse_pages
from .model import Source
from .outcome import PageResult
from .parse import parse, unread
from .sources import folder
from .sources.raw_store import RawStore, Recorded, recorded
from .stale import keep_last_good
from .store import snapshot
from .store.cache import PageCache, fingerprint
from .store.gate import Acceptance, GateReport, judge
from .store.lock import writer_lock

log = logging.getLogger(__name__)

Engine = Callable[[Iterable[Source]], Iterable[PageResult]]
"""Pages in, results out in the same order."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Report:
    """What one run did."""

    snapshot: str | None = None
    changed: bool = False
    pages: int = 0
    parsed: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    findings: dict[tuple[str, str], int] = field(default_factory=dict)
    gate: GateReport | None = None
    characters: int = 0
    characters_unclaimed: int = 0


def build(
    raw: Path,
    data: Path,
    *,
    jobs: int = 0,
    accept: Acceptance | None = None,
    corrections: Path = PACKAGED,
    goal_links: Path = PACKAGED_LINKS,
    renew: frozenset[str] = frozenset(),
    on_page: Callable[[PageResult], None] = lambda _: None,
    gate: snapshot.Judge | None = None,
    ops: FileOps = REAL,
    clock: Callable[[], datetime] = _now,
    lock_held: bool = False,
) -> Report:
    """Turn every page below `raw` into one published snapshot below `data`, or leave `data` as it was. `lock_held`
    tells that the caller holds the writer's lock of `data` already; `clock` gives UTC.

    Raises RawFolderMissing, LockHeld, GateRefused, InvalidTables, IntegrityError, UnsafeEnvironment and OSError;
    pipeline/ending.py says what each of them means to the caller.
    """
    canary()
    with nullcontext() if lock_held else writer_lock(data):
        report = Report()
        gone = _settled(raw, ops).tombstones
        known = read_corrections(corrections)
        confirmed = read_confirmed_links(goal_links)
        cache = PageCache(data / ".cache", fingerprint(repr(sorted(known.items()))), ops)
        read = partial(parse_all, jobs=jobs, parse=partial(parse, corrections=known))
        read_pages = _results(raw, cache, read, report, on_page)
        parsed = list(keep_last_good(read_pages, snapshot.in_force(data), renew))
        results, tables = datasets(parsed, confirmed)
        gate = gate or partial(judge, gone=gone)
        publish = partial(snapshot.publish, data, stamp=clock(), judge=gate, accept=accept, ops=ops)
        try:
            published = publish(tables, manifest_extra=_inputs(results))
        except snapshot.InvalidTables as invalid:
            results, tables = datasets(refuse_pages(parsed, results, invalid), confirmed)
            published = publish(tables, manifest_extra=_inputs(results))
        _summarise(report, results, tables)
        report.snapshot, report.changed, report.gate = published.name, published.changed, published.gate
        cache.prune()
        return report


def _settled(raw: Path, ops: FileOps) -> Recorded:
    """What the raw store below `raw` has in force, after finishing what a killed refresh left undone."""
    known = recorded(raw)
    if known.settled:
        return known
    with writer_lock(raw / ".store"):
        RawStore(raw, ops).settle()
    return recorded(raw)


def _results(
    raw: Path, cache: PageCache, read: Engine, report: Report, on_page: Callable[[PageResult], None]
) -> Iterator[PageResult]:
    """The result of every page below `raw`: from the cache where nothing changed, parsed anew elsewhere."""
    known: list[PageResult] = []
    keys: list[str] = []

    def changed() -> Iterator[Source]:
        for source in folder.sources(raw):
            if isinstance(source, folder.Unread):
                known.append(unread(source.path, source.finding))
                continue
            key = cache.key(source)
            result = cache.get(key)
            if result is None:
                keys.append(key)
                yield source
            else:
                known.append(result)

    for number, result in enumerate(read(changed())):
        cache.put(keys[number], result)
        report.parsed += 1
        on_page(result)
        yield result
    for result in known:
        on_page(result)
        yield result


def _summarise(report: Report, results: list[PageResult], tables: Tables) -> None:
    report.pages = len(results)
    report.statuses = dict(Counter(r.page.status for r in results))
    report.rows = {name: sum(part.num_rows for part in parts.values()) for name, parts in tables.items()}
    report.findings = dict(Counter((f.severity, f.code) for r in results for f in r.findings))
    report.characters = sum(r.page.characters for r in results)
    report.characters_unclaimed = sum(r.page.characters_unclaimed for r in results)


def _inputs(results: list[PageResult]) -> dict[str, Any]:
    """What the manifest says about the pages this snapshot was made of."""
    listed = sorted(f"{r.page.source_sha256}  {r.page.source_path}" for r in results)
    text = "\n".join(listed).encode("utf-8", "surrogateescape")
    return {"pages": len(listed), "inputs_sha256": hashlib.sha256(text).hexdigest()}
