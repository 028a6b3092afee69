"""The third map of a build: municipalities. What spans publications is made of the columns it needs of all publications
of one municipality: the identities between them, and the derived tables. Each step is kept by what it reads, and what
is said of the pages of a publication by that and its parts, so that a changed page costs what it changes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas import TABLES
from schemas.validation import Failure

from .assemble.across_pages import Told
from .binding import MADE, Bound
from .derive import DERIVATIONS, ConfirmedLink, Material
from .fsops import FileOps, make_folders
from .judging import failures
from .neighbours import PATCHED, Parts, all_rows, by_publication, done, steps, with_told
from .store.errors import InvalidTables
from .store.layout import UNIDENTIFIED, WHOLE
from .store.parts import GrowingPart, Part, seal, sealed, write_parts
from .told import read_told, write_told


@dataclass(frozen=True, slots=True)
class Municipality:
    """The publications of one municipality in alphabetical order."""

    name: str
    bound: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Spanned:
    """What is new of one municipality: publication_id -> the tables that are other ones now, and the derived ones.
    `keys` name the folders where it lies."""

    patched: Mapping[str, Mapping[str, Part]]
    derived: Mapping[str, Part]
    keys: tuple[str, ...]


def municipalities(bound: Iterable[Bound]) -> list[Municipality]:
    """All of them in alphabetical order; pages without a publication stand alone."""
    found: dict[str, list[Bound]] = defaultdict(list)
    for one in bound:
        found[one.municipality or UNIDENTIFIED].append(one)
    return [Municipality(name, tuple(found[name])) for name in sorted(found)]


@dataclass(frozen=True, slots=True)
class Spanner:
    """Writes what spans publications below `folder`; goes to workers as it is. `confirmed` is what a person said of the
    links between goals, `made_by` tells it and the program from others."""

    folder: Path
    made_by: str
    confirmed: tuple[ConfirmedLink, ...]
    ops: FileOps

    def __call__(self, batch: Sequence[Municipality]) -> list[Spanned]:
        """What is new of these municipalities, written and validated. Raises InvalidTables and OSError."""
        return [_Spanning(self, one).spanned() for one in batch]

    def again(self, one: Municipality) -> Spanned | None:
        """What earlier runs made of these same parts, if all of it is still as it was left."""
        try:
            return _Spanning(self, one, is_kept=True).spanned()
        except _NotKept:
            return None

    def key(self, *parts: object) -> str:
        """The name of what is made of these parts."""
        said = "\0".join(map(str, (self.made_by, *parts)))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class _NotKept(Exception):
    """Something has to be made."""


class _Spanning:
    """One municipality on its way: what is kept is taken, what is not is made, and all that was made is validated
    before it is kept."""

    def __init__(self, spanner: Spanner, one: Municipality, is_kept: bool = False) -> None:
        """`is_kept` makes nothing, and raises _NotKept where something is to be made."""
        self._spanner, self._one, self._is_kept = spanner, one, is_kept
        self._tables: dict[str, Mapping[str, Any]] = {
            name: {bound.publication: bound.parts[name] for bound in one.bound} for name in MADE
        }
        self._material = Material(self._tables, spanner.confirmed)
        self._made: dict[str, Mapping[str, Part]] = {}  # folder -> what is new in it
        self._new_steps: list[str] = []
        self._new: list[Bound] = []
        self._keys: list[str] = []
        self._derived: dict[str, Part] = {}
        self._told: dict[str, list[Told]] = defaultdict(list)

    def spanned(self) -> Spanned:
        """All of it. Raises InvalidTables, OSError and _NotKept."""
        for name, reads in steps().items():
            self._take(name, reads)
        patched = {bound.publication: self._patched(bound) for bound in self._one.bound}
        if broken := [*self._failures(patched), *self._failures_derived()]:
            raise InvalidTables(broken)
        for key, parts in self._made.items():
            seal(self._spanner.folder / key, parts, self._spanner.ops)
        return Spanned({name: parts for name, parts in patched.items() if parts}, self._derived, tuple(self._keys))

    def _take(self, name: str, reads: Sequence[str]) -> None:
        """One step: its table and what it says."""
        key = self._key_of(name, reads)
        home, needed = self._spanner.folder / key, (name,) if name in TABLES else ()
        parts, told = sealed(home, needed), read_told(home)
        if parts is None or told is None:
            parts, told = self._done(key, name)
        for publication, said in told.items():
            self._told[publication] += said
        if name in parts:
            self._derived[name] = parts[name]
            self._tables.setdefault(name, {WHOLE: parts[name]})

    def _key_of(self, name: str, reads: Sequence[str]) -> str:
        """Made of what the step reads, and of what its foreign keys point at."""
        targets = {key.references for key in TABLES[name].foreign_keys} if name in TABLES else set()
        read: list[object] = [name, *(bound.publication for bound in self._one.bound)]
        for part in sorted(targets.union(reads)):
            if part in self._derived:
                read.append(self._derived[part].entry.sha256)
            else:
                read += [bound.material[part] for bound in self._one.bound]
        return self._used(self._spanner.key(*read))

    def _done(self, key: str, name: str) -> tuple[dict[str, Part], dict[str, list[Told]]]:
        self._refuse_to_make()
        table, said = done(name, self._material)
        told = by_publication(said, self._material)
        home = self._spanner.folder / key
        parts = write_parts(home, WHOLE, {} if table is None else {name: table}, self._spanner.ops)
        write_told(home, told, self._spanner.ops)
        if table is not None:
            self._tables[name] = {WHOLE: table}  # the next steps need not open it
            self._new_steps.append(name)
        self._made[key] = parts
        return parts, told

    def _patched(self, bound: Bound) -> Mapping[str, Part]:
        """The tables of a publication that are other ones with what is said of its pages; none where nothing is."""
        said = self._told.get(bound.publication, [])
        made_of = [bound.parts[name].entry.sha256 for name in MADE]
        key = self._used(self._spanner.key(bound.publication, *made_of, said))
        home = self._spanner.folder / key
        parts = sealed(home, ("pages",) if said else ())
        if parts is None:
            self._refuse_to_make()
            tables = with_told({name: bound.parts[name] for name in PATCHED}, said) if said else {}
            parts = write_parts(home, bound.publication, tables, self._spanner.ops)
            self._made[key] = parts
            self._new.append(bound)
        return parts

    def _used(self, key: str) -> str:
        self._keys.append(key)
        return key

    def _refuse_to_make(self) -> None:
        if self._is_kept:
            raise _NotKept

    def _failures(self, patched: Mapping[str, Mapping[str, Part]]) -> list[Failure]:
        """The rules that publications break in the tables that were not validated with their other ones."""
        if not self._new:
            return []
        tables = {
            name: {one.publication: patched[one.publication].get(name, one.parts[name]) for one in self._new}
            for name in MADE
        }
        return failures({name: tables[name] for name in PATCHED}, tables)

    def _failures_derived(self) -> list[Failure]:
        """The rules that new derived tables break."""
        return failures({name: self._tables[name] for name in self._new_steps}, self._tables)


def spanned(bound: Iterable[Bound], found: Iterable[Spanned], spanner: Spanner) -> tuple[Parts, list[str]]:
    """The parts of every dataset: those of the publications, with what their neighbours say of them, and the derived
    ones of all municipalities, each in one file; and the names of all folders they lie in. Raises OSError."""
    parts: dict[str, dict[str, Part]] = {name: {} for name in TABLES}
    for one in bound:
        for name, part in one.parts.items():
            parts[name][one.publication] = part
    every = list(found)
    keys = [key for new in every for key in new.keys]
    for new in every:
        for publication, patched in new.patched.items():
            for name, part in patched.items():
                parts[name][publication] = part
    for name in DERIVATIONS:
        key, parts[name][WHOLE] = _whole(name, [new.derived[name] for new in every], spanner)
        keys.append(key)
    return parts, keys


def _whole(name: str, parts: Sequence[Part], spanner: Spanner) -> tuple[str, Part]:
    """A derived table of all municipalities in one file."""
    key = spanner.key(name, WHOLE, *(part.entry.sha256 for part in parts))
    home = spanner.folder / key
    if known := sealed(home, (name,)):
        return key, known[name]
    growing = GrowingPart(home / f"{name}.parquet", name, WHOLE)
    for part in parts:
        growing.add(all_rows(part))
    make_folders(spanner.ops, spanner.folder.parent, spanner.folder, home)
    made = growing.written(spanner.ops)
    seal(home, {name: made}, spanner.ops)
    return key, made
