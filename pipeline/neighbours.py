"""What publications of one municipality say of each other, as tables: in steps, of which each says what it reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pyarrow as pa

from schemas import TABLES

from .assemble.across_pages import READS, Told, check_across_pages
from .derive import DERIVATIONS, ConfirmedLink, Material
from .model import Finding
from .outcome import finding_record, status_with
from .store import frames
from .store.layout import UNIDENTIFIED, WHOLE

ACROSS = "across_pages"
"""The step that makes no table of its own: the identities between publications."""
PATCHED = ("pages", "checks", "findings")
"""Tables to which neighbours add; they are validated when that is done."""

Parts: TypeAlias = Mapping[str, Mapping[str, Any]]
"""dataset -> publication_id -> rows in a file, or an Arrow table"""


def steps() -> dict[str, tuple[str, ...]]:
    """All steps in their order, and the tables that each reads: of publications, and of steps before it."""
    return {ACROSS: READS} | {name: derivation.reads for name, derivation in DERIVATIONS.items()}


def done(step: str, material: Material) -> tuple[pa.Table | None, Sequence[Told]]:
    """What one step makes: its table, where it has one, and what it says of pages."""
    seen = material.only(steps()[step])
    if step == ACROSS:
        return None, check_across_pages(seen)
    made = DERIVATIONS[step].make(seen)
    return frames.to_arrow(TABLES[step], made.common, made.records), made.findings


def neighbours(
    tables: Parts, confirmed: Sequence[ConfirmedLink] = ()
) -> tuple[dict[str, dict[str, pa.Table]], dict[str, pa.Table]]:
    """Of the tables of one municipality: publication_id -> the tables that are other ones now, and the derived ones."""
    every: dict[str, Mapping[str, Any]] = dict(tables)
    material = Material(every, confirmed)
    told: list[Told] = []
    derived: dict[str, pa.Table] = {}
    for name in steps():
        table, said = done(name, material)
        told += said
        if table is not None:
            derived[name] = table
            every[name] = {WHOLE: table}
    patched = {
        publication: with_told({name: tables[name][publication] for name in PATCHED}, own)
        for publication, own in by_publication(told, material).items()
    }
    return patched, derived


def by_publication(told: Sequence[Told], material: Material) -> dict[str, list[Told]]:
    """What is said of the pages of each publication, in the order in which it is said."""
    if not told:
        return {}
    publication = {row["page_id"]: row["publication_id"] or UNIDENTIFIED for row in material.rows("pages")}
    found: dict[str, list[Told]] = defaultdict(list)
    for page_id, record in told:
        if page_id in publication:
            found[publication[page_id]].append((page_id, record))
    return dict(found)


def with_told(parts: Mapping[str, Any], told: Iterable[Told]) -> dict[str, pa.Table]:
    """The pages, checks and findings of a publication with more checks and findings behind those of their page."""
    tables = {name: all_rows(part) for name, part in parts.items()}
    of_page: dict[str, list[Any]] = defaultdict(list)
    for page_id, record in told:
        of_page[page_id].append(record)
    pages = tables["pages"].to_pylist()
    counts: dict[str, int] = defaultdict(int)
    for page_id in tables["findings"]["page_id"].to_pylist():
        counts[page_id] += 1
    added: dict[str, tuple[list[Any], list[Any]]] = {"checks": ([], []), "findings": ([], [])}
    for page in pages:
        common = tuple(page[name] for name in frames.COMMON_COLUMNS)
        for one in of_page.get(page["page_id"], ()):
            if isinstance(one, Finding):
                counts[page["page_id"]] += 1
                page["status"] = status_with(page["status"], one)
                place = page["page_id"], counts[page["page_id"]]
                _add(added["findings"], common, finding_record(*place, one, page["source_path"], page["source_sha256"]))
            else:
                _add(added["checks"], common, one)
    order = {page["page_id"]: number for number, page in enumerate(pages)}
    made = {name: _merged(name, tables[name], *rows, order) for name, rows in added.items() if rows[1]}
    statuses = pa.array([page["status"] for page in pages], pa.string())
    column = tables["pages"].schema.get_field_index("status")
    return {"pages": tables["pages"].set_column(column, tables["pages"].schema.field(column), statuses)} | made


def _add(rows: tuple[list[Any], list[Any]], common: tuple[Any, ...], record: object) -> None:
    rows[0].append(common)
    rows[1].append(record)


def all_rows(part: Any) -> pa.Table:
    """The rows of a part, or of a table that is one already."""
    return part.select(part.column_names)


def _merged(
    name: str, table: pa.Table, common: Sequence[Any], records: Sequence[Any], order: Mapping[str, int]
) -> pa.Table:
    """Both sets of rows in page order, the new ones behind those of their page."""
    every = frames.concat([table, frames.to_arrow(TABLES[name], common, records)], table.schema)
    places = [order[page_id] for page_id in every["page_id"].to_pylist()]
    return every.take(pa.array(sorted(range(len(places)), key=places.__getitem__), pa.int64()))
