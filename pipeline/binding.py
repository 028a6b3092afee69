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

from schemas import TABLES
from schemas.validation import Failure, validate_rows

from .assemble import assemble
from .datasets import UNIDENTIFIED, to_tables
from .derive import TABLES_READ, digests
from .fsops import FileOps
from .invalid_rows import refuse_pages
from .neighbours import PATCHED
from .outcome import PageResult
from .reading import PageNote, Reader
from .stale import keep_last_good
from .store.errors import InvalidTables
from .store.frames import concat, to_pandas
from .store.opening import Snapshot, open_snapshot
from .store.parts import Part, seal, sealed, write_parts

MADE = tuple(name for name, table in TABLES.items() if not table.derived)
"""The tables that a publication has."""
BATCH_PAGES = 200
"""Pages of publications that are validated together: a small publication costs as much as a large one."""
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
    tells for each table that spanning reads what stands in it."""

    publication: str
    key: str
    municipality: str | None
    parts: Mapping[str, Part]
    material: Mapping[str, str]


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
    the first; `renew` are the pages that are taken as they are."""

    reader: Reader
    data: Path
    parent: str | None
    folder: Path
    renew: frozenset[str]
    ops: FileOps

    def __call__(self, batch: Sequence[Group]) -> list[Bound]:
        """The parts of these publications. A row that breaks a schema costs its page, not the run: InvalidTables is
        raised only where rows are left that belong to no page."""
        with self._in_force() as parent:
            bound = [self._bound(group, self._parsed(group, parent)) for group in batch]
            if failures := invalid(bound):
                bound = [self._without_pages(group, parent, failures) for group in batch]
                if failures := invalid(bound):
                    raise InvalidTables(failures)
        for one in bound:
            seal(self.folder / one.key, one.parts, self.ops)
        return bound

    def again(self, group: Group) -> Bound | None:
        """The parts that an earlier run made of these pages, if they are still as it left them."""
        home = self.folder / group.key
        parts = sealed(home, MADE)
        try:
            material = loads((home / _MATERIAL).read_bytes())
        except (OSError, ValueError):
            return None
        whole = parts and isinstance(material, dict) and material.keys() >= set(TABLES_READ)
        return _bound(group, parts, material) if parts and whole else None

    def _parsed(self, group: Group, parent: Snapshot | None) -> list[PageResult]:
        return list(keep_last_good(self.reader.results(group.notes), parent, group.publication, self.renew))

    def _bound(self, group: Group, parsed: Sequence[PageResult]) -> Bound:
        pages, rows = assemble(parsed)
        tables = {name: parts[group.publication] for name, parts in to_tables(pages, rows).items()}
        home, material = self.folder / group.key, digests(tables)
        parts = write_parts(home, group.publication, tables, self.ops)
        self.ops.write(home / _MATERIAL, dumps(material).encode())
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


def _bound(group: Group, parts: Mapping[str, Part], material: Mapping[str, str]) -> Bound:
    told = parts["publications"].select(["municipality"])["municipality"].to_pylist()
    return Bound(group.publication, group.key, told[0] if told else None, parts, material)


def invalid(bound: Sequence[Bound]) -> list[Failure]:
    """Every rule that the written rows break, those of the tables that are not final left out."""
    frames = {
        name: to_pandas(concat((one.parts[name].select(TABLES[name].columns) for one in bound), TABLES[name].arrow()))
        for name in MADE
    }
    return validate_rows({name: frame for name, frame in frames.items() if name not in PATCHED}, frames)
