"""The steps of a run: each does what the last run has not done already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from .binding import Binder, Bound, batches, grouped
from .confirmed_links import read_confirmed_links
from .engine import Engine
from .engine.limits import Parse
from .fsops import FileOps
from .inputs import Inputs, Item, Report
from .neighbours import Parts
from .reading import PageNote, Reader, Shelf
from .spanning import Spanner, municipalities, spanned
from .stale import owners
from .store import parts as stored
from .store import snapshot
from .store.cache import LastRun, PageCache, last_run, remember
from .store.opening import open_snapshot

BATCH = 50  # pages
SPANNING = "spanning"  # where in the cache the parts are that span publications
_OUT_OF_RESOURCES = ("error", "RESOURCE")
T = TypeVar("T")


class Run:
    """One run: what it starts from, its three maps, and what it leaves for the next one."""

    def __init__(
        self, raw: Path, data: Path, inputs: Inputs, renew: frozenset[str], parse: Parse, ops: FileOps
    ) -> None:
        """`inputs` are those of `raw`, `parse` makes rows of a page, `renew` are pages that are taken as they are."""
        self._data, self._inputs, self._renew, self._ops = data, inputs, renew, ops
        self._confirmed = read_confirmed_links(inputs.goal_links)
        self._home = data / ".cache"
        self.parts = self._home / "parts"
        cache = PageCache(self._home, inputs.parser, ops)
        self._reader = Reader(raw, Shelf(cache), parse)
        self._parent = snapshot.in_force_name(data)
        known = last_run(self._home)
        self._last = known if known and known.snapshot == self._parent else None
        self._known = [self._known_note(item) for item in inputs.items]
        self.unread = [item for item, note in zip(inputs.items, self._known, strict=True) if note is None]

    def read(self, engine: Engine, on_page: Callable[[PageNote], None]) -> list[PageNote]:
        """The note of every page, in the order of the raw folder."""
        read = engine.map(self._reader, _batches(self.unread), self._reader.lost)
        notes: list[PageNote] = []
        for known in self._known:
            notes.append(known or next(read))
            on_page(notes[-1])
        return notes

    def bind(self, engine: Engine, notes: Sequence[PageNote]) -> list[Bound]:
        """The parts of every publication: those of the last run where its pages are the same and its snapshot is still
        in force, and so is what a page may have fallen back on."""
        same = self._last.publications if self._last else {}
        before = same if self._last and self._last.program == self._inputs.parser else {}
        binder = Binder(self._reader, self._data, self._parent, self.parts, self._renew, before, self._ops)
        groups = grouped(notes, self._owners(notes), self._renew)
        kept = {group.key: binder.again(group) for group in groups if same.get(group.publication) == group.key}
        todo = [group for group in groups if kept.get(group.key) is None]
        made = engine.map(binder, batches(todo), lambda group: binder([group])[0])
        return [kept.get(group.key) or next(made) for group in groups]

    def span(self, engine: Engine, bound: Sequence[Bound]) -> Parts:
        """The parts of every dataset."""
        made_by = f"{self._inputs.parser} {self._confirmed!r}"
        spanner = Spanner(self.parts / SPANNING, made_by, self._confirmed, self._ops)
        every = municipalities(bound)
        kept = {one.name: spanner.again(one) for one in every}
        made = engine.map(spanner, ([one] for one in every if not kept[one.name]), lambda one: spanner([one])[0])
        parts, keys = spanned(bound, (kept[one.name] or next(made) for one in every), spanner)
        stored.prune(spanner.folder, keys, self._ops)
        return parts

    def remember(self, report: Report, notes: Sequence[PageNote], bound: Sequence[Bound]) -> None:
        """Leave for the next run what it need not do again, and nothing else. A page that ran out of time or memory is
        read again, whatever did not change: it may have been the machine, and not the page."""
        again = bool(report.findings.get(_OUT_OF_RESOURCES))
        pages = {note.key: note.publication for note in notes if note.publication and not note.quarantined}
        last = LastRun(
            "" if again else self._inputs.digest, str(report.snapshot), report.told(), pages,
            {} if again else {one.publication: one.key for one in bound}, self._inputs.parser,
        )  # fmt: skip
        remember(self._home, last, self._ops)
        self._reader.shelf.cache.prune(note.key for note in notes if not (again and note.quarantined))
        stored.prune(self.parts, [*(one.key for one in bound), SPANNING], self._ops)

    def _known_note(self, item: Item) -> PageNote | None:
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
