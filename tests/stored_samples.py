"""Small valid tables made from the column definitions, for tests of schemas/, store/ and load."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path, PosixPath

import pyarrow as pa

from pipeline.fsops import FileOps
from pipeline.store.frames import to_pandas
from pipeline.store.layout import WHOLE
from pipeline.store.snapshot import Published, publish
from schemas import TABLES
from schemas.fields import Field, Table

STAMP = datetime(2026, 11, 23, 3, 15, 53, tzinfo=UTC)
PUBLICATIONS = ("zwolle-begroting-2026", "zwolle-jaarstukken-2023", "zwolle-jaarstukken-2024")
PATTERNS = {"source_sha256": "0" * 64, "code": "SECTION_UNKNOWN", "goal_code": "1.2.{n}", "reported_on": "2025-06-1{n}"}


class Unsynced(FileOps):
    """As the real one, but nothing here outlives the machine: 10x faster."""

    def fsync(self, path):
        self.step("fsync", path)


def tables(publications=PUBLICATIONS, rows=3):
    """table -> publication_id -> Arrow table that keeps every rule; `rows` rows each (publications: one). A derived
    table has the rows of all publications in one part."""
    found = {
        name: {p: arrow(table, p, 1 if name == "publications" else rows) for p in publications}
        for name, table in TABLES.items()
    }
    return {
        name: {WHOLE: pa.concat_tables(own.values()).combine_chunks()} if TABLES[name].derived else own
        for name, own in found.items()
    }


def parts(name, publications=PUBLICATIONS):
    """The names of a table's files."""
    return (WHOLE,) if TABLES[name].derived else publications


def frames(publications=PUBLICATIONS, rows=3):
    """The same as pandas frames per table."""
    return {name: to_pandas(pa.concat_tables(own.values())) for name, own in tables(publications, rows).items()}


@cache
def arrow(table: Table, publication: str, rows: int) -> pa.Table:
    columns = {f.name: [value(table, f, publication, n) for n in range(1, rows + 1)] for f in table.fields}
    return pa.table(columns, schema=table.arrow())


def value(table: Table, field: Field, publication: str, n: int):
    """A value for row `n` that keeps the rules of the column; the last row of three has null where it may."""
    fixed = {
        "publication_id": publication,
        "municipality": "zwolle",
        "document_kind": publication.split("-")[1],
        "report_year": int(publication.split("-")[2]),
        "page_id": f"{publication}/p{n}",
        "goal_id": f"{publication}/1.2.{n}",
        "from_publication_id": publication,
        "to_publication_id": publication,
    }
    if field.name in fixed:
        return fixed[field.name]
    if field.name in table.key and field.name not in {key.column for key in table.foreign_keys}:
        return f"{publication}/{table.name}/{n}"
    if field.name == "parent_id" or (n == 3 and not field.required):
        return None
    for key in table.foreign_keys:
        if key.column == field.name:
            target, column = key.references.split(".")
            return fixed.get(column, f"{publication}/{target}/{n}")
    if field.values:
        return field.values[n % len(field.values)]
    return {
        "text": PATTERNS.get(field.name, "Tekst {n}: één € 1.000\nregel twee").format(n=n),
        "integer": max(field.ge or 0, 0) + n,
        "number": (n + 0.5) / (10 if field.le == 1 else 1),
        "decimal": Decimal(n) + Decimal("0.25"),
        "boolean": n % 2 == 0,
        "datetime": datetime.fromisoformat(f"2025-06-13T13:22:{n % 60:02}"),
        "texts": ["eerste", f"nummer {n}"],
        "integers": [n, n + 1],
    }[field.kind]


def replaced(found, table: str, publication: str, column: str, row: int, new):
    """The tables with one cell changed."""
    part = found[table][publication]
    values = part[column].to_pylist()
    values[row] = new
    at = part.schema.get_field_index(column)
    changed = part.set_column(at, part.schema.field(column), pa.array(values, part.schema.field(column).type))
    return found | {table: found[table] | {publication: changed}}


def without(found, table: str, publication: str, rows: list[int]):
    """The tables without some rows of one of them."""
    part = found[table][publication]
    kept = part.filter(pa.array([n not in rows for n in range(part.num_rows)]))
    return found | {table: found[table] | {publication: kept}}


def published(data: Path, found=None, stamp=STAMP, **options) -> Published:
    """Publish without waiting for the disk; the order of fsyncs has a test of its own. The sample tables as they are,
    in an empty folder, are published once in each process and copied: many tests of the store begin with them."""
    if found is None and stamp == STAMP and not options and _is_new(data):
        home, first = _first()
        shutil.copytree(home, data, symlinks=True, dirs_exist_ok=True)
        return first
    return publish(data, found or tables(), stamp=stamp, **{"ops": Unsynced()} | options)


def _is_new(data: Path) -> bool:
    return isinstance(data, PosixPath) and not (data.exists() and any(data.iterdir()))


@cache
def _first() -> tuple[Path, Published]:
    home = Path(tempfile.mkdtemp(dir=os.environ["DOELENBOOM_TESTS_SHARE"]))
    return home, publish(home, tables(), stamp=STAMP, ops=Unsynced())
