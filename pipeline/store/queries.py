"""SQL over all tables of one snapshot, through DuckDB."""

from __future__ import annotations

import re
from typing import Any, Protocol

import pyarrow as pa

from .forms import optional
from .selection import unknown

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_MISSING = re.compile(r"Table with name (\w+) does not exist")


class Readable(Protocol):
    """What a query needs of a snapshot."""

    @property
    def tables(self) -> tuple[str, ...]: ...

    @property
    def name(self) -> str: ...

    def arrow(self, table: str) -> pa.Table: ...


class Queries:
    """A DuckDB connection in memory that knows the tables of a snapshot; each is read, and checked, when a query first
    names it."""

    def __init__(self, snapshot: Readable) -> None:
        self._snapshot = snapshot
        self._duckdb = optional("duckdb")
        self._connection = self._duckdb.connect(":memory:")
        self._known: set[str] = set()

    def run(self, query: str) -> Any:
        """The result as a DuckDB relation, None for a statement without one. Raises ValueError for a table that does
        not exist and for what DuckDB does not understand."""
        words = set(_WORD.findall(query.lower()))
        for table in sorted(words.intersection(self._snapshot.tables) - self._known):
            self._connection.register(table, self._snapshot.arrow(table))
            self._known.add(table)
        try:
            return self._connection.sql(query)
        except self._duckdb.Error as error:
            if missing := _MISSING.search(str(error)):
                where = f"snapshot {self._snapshot.name}"
                raise unknown("table", missing[1], self._snapshot.tables, where) from error
            raise ValueError(f"DuckDB: {error}") from error


def whole_numbers(table: pa.Table) -> pa.Table:
    """The table with sums as int64: DuckDB counts and adds in 128 bits, which pandas would show as objects."""
    for place, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type) and field.type.scale == 0:
            try:
                column = table[field.name].cast(pa.int64())
            except pa.ArrowInvalid:
                continue  # a sum above 9 * 10^18 stays what it is
            table = table.set_column(place, pa.field(field.name, pa.int64()), column)
    return table
