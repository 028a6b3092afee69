"""The second map of a build: publications in batches. The pages of one are taken from the shelf, pages that cannot be
used keep their last good rows, and its tables are written as Parquet parts and validated as they lie there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from json import dumps, loads
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schemas import TABLES
from schemas.validation import Failure

from .assemble import assemble
from .datasets import to_tables
from .derive import TABLES_READ, digest, digests
from .fsops import FileOps
from .invalid_rows import refuse_pages
from .judging import failures
from .neighbours import PATCHED
from .outcome import PageResult
from .reading import PageNote, Reader
from .stale import keep_last_good
from .store.errors import InvalidTables
from .store.layout import UNIDENTIFIED
from .store.manifest import FileEntry
from .store.opening import Snapshot, open_snapshot
from .store.parts import Part, noted, seal, sealed, write_parts

MADE = tuple(name for name, table in TABLES.items() if not table.derived)
"""The tables that a publication has."""
BATCH_PAGES = 200
"""Pages of publications that are validated together: a small publication costs as much as a large one."""
REFERENCES = tuple(sorted({key.references for table in TABLES.values() for key in table.foreign_keys}))
"""The columns that foreign keys point at: `table.column`. None of them is of a derived table."""
_MATERIAL = "material.json"


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one publication, and the key of the parts they give."""

    publication: str
    key: str
    notes: tuple[PageNote, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """The parts of one publication: dataset to rows. `municipality` is None for pages without a publication; `material`
    is a hash of what spanning reads of each table, and of each column that foreign keys point at."""

    publication: str
    key: str
    municipality: str | None
    parts: Mapping[str, Part]
    material: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The parts of a publication that the last run made with this same program, all of them valid."""

    entries: Mapping[str, FileEntry]
    material: Mapping[str, str]

    def has(self, table: str, one: Bound) -> bool:
        """Whether a table has the same bytes."""
        return table in self.entries and self.entries[table].sha256 == one.parts[table].entry.sha256

    def points_at_same(self, reference: str, one: Bound) -> bool:
        """Whether a column that foreign keys point at is the same."""
        return self.material[reference] == one.material[reference]


NONE_EARLIER: Mapping[str, Earlier] = MappingProxyType({})


def grouped(notes: Iterable[PageNote], owners: Mapping[str, str], renew: frozenset[str]) -> list[Group]:
    """The publications of these pages in alphabetical order. `owners` tells for files whose page tells nothing any more
    to which publication they belonged."""
    pages: dict[str, list[PageNote]] = defaultdict(list)
    for note in notes:
        lost = note.publication is None and note.quarantined
        owner = owners.get(note.item.path) if lost else note.publication
        pages[owner or UNIDENTIFIED].append(note)
    return [Group(name, _key(name, pages[name], renew), tuple(pages[name])) for name in sorted(pages)]


def _key(publication: str, notes: Sequence[PageNote], renew: frozenset[str]) -> str:
    said = [publication, *sorted(note.key for note in notes), *sorted(renew)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def batches(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Groups of together some hundreds of pages."""
    batch: list[Group] = []
    for group in groups:
        batch.append(group)
        if sum(len(one.notes) for one in batch) >= BATCH_PAGES:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Binder:
    """Makes parts below `folder`; goes to workers as it is. `parent` names the snapshot in force in `data`, None before
    the first; `renew` are the pages that are taken as they are, `before` the keys of the parts that the last run made
    of publications with this same program."""

    reader: Reader
    data: Path
    parent: str | None
    folder: Path
    renew: frozenset[str]
    before: Mapping[str, str]
    ops: FileOps

    def __call__(self, batch: Sequence[Group]) -> list[Bound]:
        """The parts of these publications. A row that breaks a schema costs its page, not the run: InvalidTables is
        raised only where rows are left that belong to no page."""
        with self._in_force() as parent:
            earlier = self._earlier(batch)
            bound = [self._bound(group, self._parsed(group, parent)) for group in batch]
            if broken := invalid(bound, earlier):
                bound = [self._without_pages(group, parent, broken) for group in batch]
                if broken := invalid(bound, earlier):
                    raise InvalidTables(broken)
        for one in bound:
            seal(self.folder / one.key, one.parts, self.ops)
        return bound

    def again(self, group: Group) -> Bound | None:
        """The parts that an earlier run made of these pages, if they are still as it left them."""
        home = self.folder / group.key
        parts = sealed(home, MADE)
        material = _material(home, {name: part.entry for name, part in parts.items()}) if parts else None
        return _bound(group, parts, material) if parts and material else None

    def _earlier(self, batch: Iterable[Group]) -> dict[str, Earlier]:
        """What is known to be valid of these publications, read before anything of theirs is written."""
        found: dict[str, Earlier] = {}
        for group in batch:
            home = self.folder / self.before.get(group.publication, group.key)
            entries = noted(home) if group.publication in self.before else None
            if entries and (material := _material(home, entries)):
                found[group.publication] = Earlier(entries, material)
        return found

    def _parsed(self, group: Group, parent: Snapshot | None) -> list[PageResult]:
        return list(keep_last_good(self.reader.results(group.notes), parent, group.publication, self.renew))

    def _bound(self, group: Group, parsed: Sequence[PageResult]) -> Bound:
        pages, rows = assemble(parsed)
        tables = {name: parts[group.publication] for name, parts in to_tables(pages, rows).items()}
        home, material = self.folder / group.key, digests(tables) | _references(tables)
        parts = write_parts(home, group.publication, tables, self.ops)
        entries = {name: part.entry for name, part in parts.items()}
        self.ops.write(home / _MATERIAL, dumps([_hashes(entries), material]).encode())
        return _bound(group, parts, material)

    def _without_pages(self, group: Group, parent: Snapshot | None, failures: Sequence[Failure]) -> Bound:
        parsed = self._parsed(group, parent)
        return self._bound(group, refuse_pages(parsed, assemble(parsed)[0], failures))

    @contextmanager
    def _in_force(self) -> Iterator[Snapshot | None]:
        if self.parent is None:
            yield None
            return
        with open_snapshot(self.data, self.parent) as parent:
            yield parent


def _references(tables: Mapping[str, Any]) -> dict[str, str]:
    columns = ((one, *one.split(".")) for one in REFERENCES)
    return {one: digest(tables[table].select([column])) for one, table, column in columns}


def _hashes(entries: Mapping[str, FileEntry]) -> dict[str, str]:
    return {name: entry.sha256 for name, entry in entries.items()}


def _material(home: Path, entries: Mapping[str, FileEntry]) -> dict[str, str] | None:
    """The material of the parts that were sealed in `home`; None where there is none, or it is that of others: a run
    that is killed while it makes parts anew leaves the old seal."""
    try:
        made_of, material = loads((home / _MATERIAL).read_bytes())
    except (OSError, ValueError, TypeError):
        return None
    is_whole = isinstance(material, dict) and material.keys() >= {*TABLES_READ, *REFERENCES}
    return material if is_whole and made_of == _hashes(entries) else None


def _bound(group: Group, parts: Mapping[str, Part], material: Mapping[str, str]) -> Bound:
    told = parts["publications"].select(["municipality"])["municipality"].to_pylist()
    return Bound(group.publication, group.key, told[0] if told else None, parts, material)


def invalid(bound: Sequence[Bound], earlier: Mapping[str, Earlier] = NONE_EARLIER) -> list[Failure]:
    """Every rule that the written rows break, those of the tables that are not final left out, and those that were
    judged when the `earlier` parts of their publication were made."""
    tables = {name: {one.publication: one.parts[name] for one in bound} for name in MADE}
    judged = {
        name: {one.publication: one.parts[name] for one in bound if not _is_judged(name, one, earlier)}
        for name in MADE
        if name not in PATCHED
    }
    return failures({name: parts for name, parts in judged.items() if parts}, tables)


def _is_judged(name: str, one: Bound, earlier: Mapping[str, Earlier]) -> bool:
    """Whether a table has the bytes it had when it was judged, and its foreign keys still point at the same."""
    before = earlier.get(one.publication)
    if before is None or not before.has(name, one):
        return False
    return all(before.points_at_same(key.references, one) for key in TABLES[name].foreign_keys)
