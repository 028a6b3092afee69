"""The whole run on one screen: list, read pages, bind publications, span them, gate, publish."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from schemas.validation import canary

from .binding import Binder, Bound, batches, grouped
from .confirmed_links import read_confirmed_links
from .corrections import read_corrections
from .engine import Engine
from .engine.local import LocalEngine, jobs_for
from .fsops import REAL, FileOps
from .inputs import PACKAGED_CORRECTIONS, PACKAGED_LINKS, Inputs, Report, read_inputs, unchanged
from .parse import parse
from .reading import PageNote, Reader, Shelf
from .spanning import Parts, Spanner, municipalities, spanned
from .stale import owners
from .store import parts as stored
from .store import snapshot
from .store.cache import LastRun, PageCache, last_run, remember
from .store.gate import Acceptance, judge
from .store.layout import WHOLE
from .store.lock import writer_lock
from .store.opening import open_snapshot

BATCH = 50  # pages
SPANNING = "spanning"  # where in the cache the parts are that span publications
T = TypeVar("T")


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

    Raises RawFolderMissing, LockHeld, GateRefused, InvalidTables, IntegrityError, UnsafeEnvironment and OSError;
    pipeline/ending.py says what each of them means to the caller.
    """
    with nullcontext() if lock_held else writer_lock(data):
        asked = accept is not None or bool(renew)
        if inputs is None:
            inputs = read_inputs(raw, corrections, goal_links, ops)
            if not asked and (before := unchanged(inputs, data, clock(), ops)):
                return before
        canary()
        run = _Run(raw, data, inputs, renew, ops)
        with nullcontext(engine) if engine else LocalEngine(jobs or jobs_for(len(run.unread))) as engine:
            notes = run.read(engine, on_page)
            bound = run.bind(engine, notes)
            parts = run.span(engine, bound)
        published = snapshot.publish(
            data, parts, stamp=clock(), manifest_extra=_inputs(parts), judge=gate or partial(judge, gone=inputs.gone),
            accept=accept, ops=ops,
        )  # fmt: skip
        report = _summary(parts, published, sum(note.parsed for note in notes))
        run.remember(report, notes, bound)
        return report


class _Run:
    """One run: what it starts from, and what it leaves for the next one."""

    def __init__(self, raw: Path, data: Path, inputs: Inputs, renew: frozenset[str], ops: FileOps) -> None:
        self._data, self._inputs, self._renew, self._ops = data, inputs, renew, ops
        self._home = data / ".cache"
        self.parts = self._home / "parts"
        cache = PageCache(self._home, inputs.parser, ops)
        self._reader = Reader(raw, Shelf(cache), partial(parse, corrections=read_corrections(inputs.corrections)))
        self._parent = snapshot.in_force_name(data)
        known = last_run(self._home)
        self._last = known if known and known.snapshot == self._parent else None
        self.unread = [item for item in inputs.items if self._known(item) is None]

    def read(self, engine: Engine, on_page: Callable[[PageNote], None]) -> list[PageNote]:
        """The note of every page, in the order of the raw folder."""
        read = engine.map(self._reader, _batches(self.unread), self._reader.lost)
        notes: list[PageNote] = []
        for item in self._inputs.items:
            notes.append(self._known(item) or next(read))
            on_page(notes[-1])
        return notes

    def bind(self, engine: Engine, notes: Sequence[PageNote]) -> list[Bound]:
        """The parts of every publication: those of the last run where its pages are the same and its snapshot is still
        in force, and so is what a page may have fallen back on."""
        binder = Binder(self._reader, self._data, self._parent, self.parts, self._renew, self._ops)
        groups = grouped(notes, self._owners(notes), self._renew)
        same = self._last.publications if self._last else {}
        kept = {group.key: binder.again(group) for group in groups if same.get(group.publication) == group.key}
        todo = [group for group in groups if kept.get(group.key) is None]
        made = engine.map(binder, batches(todo), lambda group: binder([group])[0])
        return [kept.get(group.key) or next(made) for group in groups]

    def span(self, engine: Engine, bound: Sequence[Bound]) -> Parts:
        """The parts of every dataset."""
        spanner = Spanner(self.parts / SPANNING, read_confirmed_links(self._inputs.goal_links), self._ops)
        every = municipalities(bound, repr(spanner.confirmed))
        kept = {one.key: spanner.again(one) for one in every}
        made = engine.map(spanner, ([one] for one in every if not kept[one.key]), lambda one: spanner([one])[0])
        parts = spanned(bound, (kept[one.key] or next(made) for one in every), spanner.folder, self._ops)
        stored.prune(spanner.folder, [*kept, WHOLE], self._ops)
        return parts

    def remember(self, report: Report, notes: Sequence[PageNote], bound: Sequence[Bound]) -> None:
        """Leave for the next run what it need not do again, and nothing else."""
        pages = {note.key: note.publication for note in notes if note.publication and not note.quarantined}
        last = LastRun(
            self._inputs.digest, str(report.snapshot), report.told(), pages, {one.publication: one.key for one in bound}
        )
        remember(self._home, last, self._ops)
        self._reader.shelf.cache.prune(note.key for note in notes)
        stored.prune(self.parts, [*(one.key for one in bound), SPANNING], self._ops)

    def _known(self, item: Any) -> PageNote | None:
        """The note of a page that the last run read, without opening anything."""
        key = self._reader.key(item)
        publication = self._last.pages.get(key) if self._last else None
        return PageNote(item, key, publication, quarantined=False, parsed=False) if publication else None

    def _owners(self, notes: Sequence[PageNote]) -> dict[str, str]:
        lost = frozenset(note.item.path for note in notes if note.publication is None and note.quarantined)
        if not lost or self._parent is None:
            return {}
        with open_snapshot(self._data, self._parent) as parent:
            return owners(parent, lost)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


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
