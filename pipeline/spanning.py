"""The third map of a build: municipalities. What spans publications is made of the columns it needs of all publications
of one municipality: the identities between them, and the derived tables."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from json import dumps, loads
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from schemas import TABLES
from schemas.validation import validate_rows

from .assemble.across_pages import Told, check_across_pages
from .binding import MADE, PATCHED, Bound
from .datasets import UNIDENTIFIED
from .derive import DERIVATIONS, ConfirmedLink, Material
from .fsops import FileOps, make_folders
from .outcome import finding_record, status_with
from .store import frames
from .store.errors import InvalidTables
from .store.layout import WHOLE
from .store.parts import GrowingPart, Part, seal, sealed, write_parts

_PATCHED = "patched.json"
"""The publications that were patched, written when all of them are; what is not complete has none."""

Parts: TypeAlias = Mapping[str, Mapping[str, Any]]
"""dataset -> publication_id -> rows in a file, or an Arrow table"""


@dataclass(frozen=True, slots=True)
class Municipality:
    """The publications of one municipality in alphabetical order, and the key of what spans them."""

    name: str
    key: str
    bound: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Spanned:
    """What is new of one municipality: publication_id -> the tables that are other ones now, and the derived ones."""

    patched: Mapping[str, Mapping[str, Part]]
    derived: Mapping[str, Part]


def municipalities(bound: Iterable[Bound], said: str = "") -> list[Municipality]:
    """All of them in alphabetical order; pages without a publication stand alone. `said` is what a person said of the
    links between goals."""
    found: dict[str, list[Bound]] = defaultdict(list)
    for one in bound:
        found[one.municipality or UNIDENTIFIED].append(one)
    return [Municipality(name, _key(said, found[name]), tuple(found[name])) for name in sorted(found)]


def _key(said: str, bound: Sequence[Bound]) -> str:
    made_of = (part.entry.sha256 for one in bound for _, part in sorted(one.parts.items()))
    return hashlib.sha256("\0".join((said, *(one.key for one in bound), *made_of)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Spanner:
    """Writes what spans publications below `folder`; goes to workers as it is."""

    folder: Path
    confirmed: tuple[ConfirmedLink, ...]
    ops: FileOps

    def __call__(self, batch: Sequence[Municipality]) -> list[Spanned]:
        """What is new of these municipalities, written and validated. Raises InvalidTables and OSError."""
        return [self._spanned(one) for one in batch]

    def again(self, one: Municipality) -> Spanned | None:
        """What an earlier run made of these same parts, if it is still as it was left."""
        home = self.folder / one.key
        try:
            publications = loads((home / _PATCHED).read_bytes())
            patched = {name: sealed(home / name, ("pages",)) for name in publications}
        except (OSError, ValueError, TypeError):
            return None
        derived = sealed(home / WHOLE, DERIVATIONS)
        if derived is None or None in patched.values():
            return None
        return Spanned({publication: parts for publication, parts in patched.items() if parts}, derived)

    def _spanned(self, one: Municipality) -> Spanned:
        tables: dict[str, dict[str, Any]] = {
            name: {bound.publication: bound.parts[name] for bound in one.bound} for name in MADE
        }
        patched, derived = neighbours(tables, self.confirmed)
        home = self.folder / one.key
        written = {
            publication: write_parts(home / publication, publication, new, self.ops)
            for publication, new in patched.items()
        }
        for publication, parts in written.items():
            for name, part in parts.items():
                tables[name][publication] = part
        _validate(tables, derived)
        made = Spanned(written, write_parts(home / WHOLE, WHOLE, derived, self.ops))
        for name, new in (*made.patched.items(), (WHOLE, made.derived)):
            seal(home / name, new, self.ops)
        self.ops.write(home / _PATCHED, dumps(sorted(written)).encode())
        return made


def spanned(bound: Sequence[Bound], found: Iterable[Spanned], folder: Path, ops: FileOps) -> Parts:
    """The parts of every dataset: those of the publications, with what their neighbours say of them, and the derived
    ones of all municipalities, each in one file below `folder`. Raises OSError."""
    parts: dict[str, dict[str, Part]] = {name: {} for name in TABLES}
    for one in bound:
        for name, part in one.parts.items():
            parts[name][one.publication] = part
    whole = {name: GrowingPart(folder / WHOLE / f"{name}.parquet", name, WHOLE) for name in DERIVATIONS}
    for new in found:
        for publication, patched in new.patched.items():
            for name, part in patched.items():
                parts[name][publication] = part
        for name, growing in whole.items():
            growing.add(new.derived[name].select(new.derived[name].column_names))
    make_folders(ops, folder.parent, folder, folder / WHOLE)
    return parts | {name: {WHOLE: growing.written(ops)} for name, growing in whole.items()}


def neighbours(
    tables: Parts, confirmed: Sequence[ConfirmedLink] = ()
) -> tuple[dict[str, dict[str, pa.Table]], dict[str, pa.Table]]:
    """Of the tables of one municipality: publication_id -> the tables that are other ones now, and the derived ones."""
    every: dict[str, Mapping[str, Any]] = dict(tables)
    material = Material(every, confirmed)
    told: list[Told] = check_across_pages(material)
    derived: dict[str, pa.Table] = {}
    for name, derivation in DERIVATIONS.items():
        made = derivation(material)
        derived[name] = frames.to_arrow(TABLES[name], made.common, made.records)
        every[name] = {WHOLE: derived[name]}
        told += made.findings
    return _patched(tables, told), derived


def _patched(tables: Parts, told: Iterable[Told]) -> dict[str, dict[str, pa.Table]]:
    of_page: dict[str, list[Any]] = defaultdict(list)
    for page_id, record in told:
        of_page[page_id].append(record)
    found: dict[str, dict[str, pa.Table]] = {}
    for publication, part in tables["pages"].items():
        known = part.select(["page_id"])["page_id"].to_pylist()
        own = {page_id: of_page[page_id] for page_id in known if page_id in of_page}
        if own:
            found[publication] = _with_told({name: _all_rows(tables[name][publication]) for name in PATCHED}, own)
    return found


def _all_rows(part: Any) -> pa.Table:
    return part.select(part.column_names)


def _with_told(tables: Mapping[str, pa.Table], told: Mapping[str, Sequence[Any]]) -> dict[str, pa.Table]:
    """The pages, checks and findings of a publication with more checks and findings behind those of their page."""
    pages = tables["pages"].to_pylist()
    counts: dict[str, int] = defaultdict(int)
    for page_id in tables["findings"]["page_id"].to_pylist():
        counts[page_id] += 1
    added: dict[str, tuple[list[Any], list[Any]]] = {"checks": ([], []), "findings": ([], [])}
    for page in pages:
        common = tuple(page[name] for name in frames.COMMON_COLUMNS)
        for one in told.get(page["page_id"], ()):
            name, record = "checks", one
            if not hasattr(one, "check_id"):
                counts[page["page_id"]] += 1
                number = counts[page["page_id"]]
                name, record = (
                    "findings",
                    finding_record(page["page_id"], number, one, page["source_path"], page["source_sha256"]),
                )
                page["status"] = status_with(page["status"], one)
            added[name][0].append(common)
            added[name][1].append(record)
    order = {page["page_id"]: number for number, page in enumerate(pages)}
    made = {name: _merged(name, tables[name], *rows, order) for name, rows in added.items() if rows[1]}
    statuses = pa.array([page["status"] for page in pages], pa.string())
    column = tables["pages"].schema.get_field_index("status")
    return {"pages": tables["pages"].set_column(column, tables["pages"].schema.field(column), statuses)} | made


def _merged(
    name: str, table: pa.Table, common: Sequence[Any], records: Sequence[Any], order: Mapping[str, int]
) -> pa.Table:
    """Both sets of rows in page order, the new ones behind those of their page."""
    every = frames.concat([table, frames.to_arrow(TABLES[name], common, records)], table.schema)
    places = [order[page_id] for page_id in every["page_id"].to_pylist()]
    return every.take(pa.array(sorted(range(len(places)), key=places.__getitem__), pa.int64()))


def _validate(tables: Parts, derived: Mapping[str, pa.Table]) -> None:
    """Raise InvalidTables where a row that was not validated with its publication breaks a rule."""
    final = {name: map(_all_rows, tables[name].values()) for name in PATCHED}
    rows = {name: frames.concat(parts, TABLES[name].arrow()) for name, parts in final.items()} | dict(derived)
    judged = {name: frames.to_pandas(table) for name, table in rows.items()}
    failures = validate_rows(judged, {**_targets(tables, judged), **judged})
    if failures:
        raise InvalidTables(failures)


def _targets(tables: Parts, judged: Mapping[str, Any]) -> dict[str, Any]:
    """What the foreign keys of these tables point at in other tables: those columns."""
    columns: dict[str, set[str]] = defaultdict(set)
    for name in judged:
        for key in TABLES[name].foreign_keys:
            table, column = key.references.split(".")
            if table not in judged:
                columns[table].add(column)
    return {
        table: frames.to_pandas(pa.concat_tables([part.select(sorted(names)) for part in tables[table].values()]))
        for table, names in columns.items()
    }
