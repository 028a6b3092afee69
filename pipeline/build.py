"""The whole run on one screen: sources, engine, assemble, validate, gate, publish."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas import TABLES
from schemas.validation import canary

from .assemble import PublicationRow, assemble
from .corrections import PACKAGED, read_corrections
from .engine.local import parse_all
from .fsops import REAL, FileOps
from .invalid_rows import refuse_pages
from .model import Source
from .outcome import Common, PageResult
from .parse import parse, unread
from .sources import folder
from .stale import keep_last_good
from .store import frames, snapshot
from .store.cache import PageCache, fingerprint
from .store.gate import Acceptance, GateReport, judge
from .store.lock import writer_lock

log = logging.getLogger(__name__)

Tables = Mapping[str, Mapping[str, pa.Table]]
"""dataset -> publication_id -> rows"""
Engine = Callable[[Iterable[Source]], Iterable[PageResult]]
"""Pages in, results out in the same order."""
UNIDENTIFIED = "unidentified"


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
    renew: frozenset[str] = frozenset(),
    on_page: Callable[[PageResult], None] = lambda _: None,
    gate: snapshot.Judge = judge,
    ops: FileOps = REAL,
) -> Report:
    """Turn every page below `raw` into one published snapshot below `data`, or leave `data` as it was.

    Raises RawFolderMissing, LockHeld, GateRefused, InvalidTables, IntegrityError, UnsafeEnvironment and OSError;
    pipeline/ending.py says what each of them means to the caller.
    """
    canary()
    with writer_lock(data):
        report = Report()
        known = read_corrections(corrections)
        cache = PageCache(data / ".cache", fingerprint(repr(sorted(known.items()))), ops)
        read = partial(parse_all, jobs=jobs, parse=partial(parse, corrections=known))
        read_pages = _results(raw, cache, read, report, on_page)
        parsed = list(keep_last_good(read_pages, snapshot.in_force(data), renew))
        results, tables = _assembled(parsed)
        publish = partial(snapshot.publish, data, stamp=datetime.now(UTC), judge=gate, accept=accept, ops=ops)
        try:
            published = publish(tables, manifest_extra=_inputs(results))
        except snapshot.InvalidTables as invalid:
            results, tables = _assembled(refuse_pages(parsed, results, invalid))
            published = publish(tables, manifest_extra=_inputs(results))
        _summarise(report, results, tables)
        report.snapshot, report.changed, report.gate = published.name, published.changed, published.gate
        cache.prune()
        return report


def _assembled(parsed: Iterable[PageResult]) -> tuple[list[PageResult], Tables]:
    results, publications = assemble(parsed)
    return results, to_tables(results, publications)


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


def to_tables(results: list[PageResult], publications: list[PublicationRow]) -> Tables:
    """Arrow tables per dataset and publication, rows in page order."""
    by_publication: dict[str, list[PageResult]] = {}
    for result in results:
        by_publication.setdefault(result.common[0] or UNIDENTIFIED, []).append(result)
    tables: dict[str, dict[str, pa.Table]] = {name: {} for name in TABLES}
    for publication, pages in by_publication.items():
        for name in TABLES:
            common, records = _rows(name, pages, publications, publication)
            tables[name][publication] = frames.to_arrow(TABLES[name], common, records)
    return tables


def _rows(
    name: str, pages: list[PageResult], publications: list[PublicationRow], publication: str
) -> tuple[list[Common], list[Any]]:
    if name == "publications":
        rows = [p for p in publications if p.common[0] == publication]
        return [p.common for p in rows], rows
    pairs = [(page.common, record) for page in pages for record in _records(name, page)]
    return [common for common, _ in pairs], [record for _, record in pairs]


def _records(name: str, page: PageResult) -> Sequence[Any]:
    match name:
        case "pages":
            return (page.page,)
        case "findings":
            return page.findings
        case _:
            return page.tables.get(name, ())


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
