"""What derivations are made of and what they give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.model import Finding

from .confirmed import ConfirmedLink

Common: TypeAlias = tuple[str | None, str | None, str | None, int | None, str]
"""publication_id, municipality, document_kind, report_year, page_id"""
Row: TypeAlias = Mapping[str, Any]

_COMMON = ("publication_id", "municipality", "document_kind", "report_year", "page_id")
_READ: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pages": ("slug", "built_at"),
        "goals": ("goal_id", "goal_code", "title", "statement", "programme_code", "programme", "description"),
        "criteria": ("goal_id", "lead_in", "text"),
        "indicators": (
            "observation_id", "goal_id", "indicator", "unit", "role", "year", "value", "value_text", "comparator",
            "missing_reason", "table_no", "row_no", "column_no",
        ),
        "baten_lasten": (
            "amount_id", "goal_id", "scope", "scope_code", "scope_title", "fiscal_year", "stage", "component",
            "amount_eur", "unit", "reliability", "table_no", "row_no", "column_no",
        ),
        "sections": ("kind", "goal_id", "seq", "text"),
    }
)  # fmt: skip
"""The columns that are read of a table beside the common ones: the text of a whole municipality does not fit into
memory as Python rows. A table that is not here is read whole."""
TABLES_READ = tuple(_READ)
"""The tables of publications that derivations can read."""
_ONLY = MappingProxyType({"sections": ("kind", "financial_explanation")})
"""The rows that are read: those with this value in this column."""


class Material:
    """The tables of one municipality as rows, read when first asked for, and what a person settled."""

    def __init__(
        self, tables: Mapping[str, Mapping[str, pa.Table]], confirmed_links: Sequence[ConfirmedLink] = ()
    ) -> None:
        """`tables` is dataset -> publication_id -> rows, or what gives columns of them by `select`; tables that are
        added to it later can be read later."""
        self.confirmed_links = confirmed_links
        self._tables = tables
        self._rows: dict[str, list[Row]] = {}
        self._seen: Collection[str] | None = None

    def only(self, tables: Collection[str]) -> Material:
        """The same material for a reader who says that it reads these tables, and gets no other."""
        own = Material(self._tables, self.confirmed_links)
        own._rows, own._seen = self._rows, tables
        return own

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table as mappings of column to value: publications in alphabetical order, rows as stored."""
        if self._seen is not None and table not in self._seen:
            raise LookupError(f"{table} is read but not among {sorted(self._seen)}, by which results are kept")
        if table not in self._rows:
            parts = self._tables[table]
            self._rows[table] = [row for name in sorted(parts) for row in _read(table, parts[name])]
        return self._rows[table]


def digests(tables: Mapping[str, Any]) -> dict[str, str]:
    """Of the tables of one publication: table -> SHA-256 of what derivations read of it. Equal ones are read alike."""
    return {table: digest(_columns(table, tables[table])) for table in _READ}


def digest(rows: pa.Table) -> str:
    """SHA-256 of rows as they are."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows)
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _read(table: str, part: pa.Table) -> list[Row]:
    rows = _columns(table, part)
    columns = map(_values, rows.columns)
    return [dict(zip(rows.column_names, values, strict=True)) for values in zip(*columns, strict=True)]


def _columns(table: str, part: pa.Table) -> pa.Table:
    """What is read of a table."""
    rows = part.select([*_COMMON, *_READ[table]] if table in _READ else part.column_names)
    if table in _ONLY:
        column, value = _ONLY[table]
        rows = rows.filter(pc.equal(rows[column], value))
    return rows


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column; a text that is repeated is one object, as most of them are."""
    if not pa.types.is_string(column.type):
        values: list[Any] = column.to_pylist()
        return values
    coded = column.combine_chunks().dictionary_encode()
    texts = [*coded.dictionary.to_pylist(), None]
    return [texts[-1 if code is None else code] for code in coded.indices.to_pylist()]


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived table: per row the common columns, and an object with the other columns as attributes. `findings`
    are what a person should know, with the page_id they belong to."""

    common: Sequence[Common]
    records: Sequence[object]
    findings: Sequence[tuple[str, Finding]] = ()


class Derivation(NamedTuple):
    """How a derived table is made, and the tables it reads: while these are the same, so is what it makes."""

    make: Callable[[Material], Derived]
    reads: tuple[str, ...]


def common_columns(row: Row) -> Common:
    """The common columns of a stored row."""
    return (
        row["publication_id"], row["municipality"], row["document_kind"], row["report_year"], row["page_id"],
    )  # fmt: skip
