"""One DuckDB file with all tables, for who works in the DuckDB shell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..store.forms import optional
from ..store.opening import Snapshot
from .names import file_stem


def write_database(view: Snapshot, tables: Sequence[str], out: Path) -> Iterator[Path]:
    """`out/<municipality>.duckdb`: the tables with their types, each table and column with its description as comment
    (`select * from duckdb_columns()`), and `snapshot` with the name of the snapshot. Tables, not views on the Parquet
    files: those are removed one day, and the file must be able to travel."""
    duckdb = optional("duckdb")
    path = out / f"{file_stem(view)}.duckdb"
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.unlink(missing_ok=True)
    with duckdb.connect(str(temporary)) as connection:
        for name in tables:
            connection.register("rows_to_copy", view.arrow(name))
            connection.execute(f"create table {name} as select * from rows_to_copy")  # noqa: S608 - a name of schemas/
            connection.unregister("rows_to_copy")
            _comment(connection, view, name)
        connection.execute("create table snapshot as select ? as name", [view.name])
    temporary.replace(path)
    yield path


def _comment(connection: Any, view: Snapshot, name: str) -> None:
    described = {row["name"]: row for row in view.descriptor["resources"]}[name]
    connection.execute(f"comment on table {name} is {_quoted(described['description'])}")
    for field in described["schema"]["fields"]:
        words = field["description"] + (f" Unit: {field['unit']}." if field.get("unit") else "")
        connection.execute(f'comment on column {name}."{field["name"]}" is {_quoted(words)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
