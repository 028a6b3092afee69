"""One Parquet file: the bytes of a table, and a table from bytes that must be exactly those."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .errors import IntegrityError
from .stored_bytes import checked_bytes

COMPRESSION_LEVEL = 3
ROW_GROUP_ROWS = 1 << 20
THREADS_PAY = 1 << 20
PANDAS_NAMES = {"string": "string", "int64": "Int64", "double": "Float64", "bool": "boolean"}


def to_bytes(table: pa.Table) -> bytes:
    """The Parquet file of a table."""
    file = ParquetBytes(table.schema)
    file.add(table)
    return file.whole()


class ParquetBytes:
    """A Parquet file in the making, chunk by chunk. Every option that shapes bytes is fixed here and nothing depends on
    the time, so equal chunks give equal bytes. Page checksums: without them one flipped bit is read as other data in
    55 % of cases (INTEGRITY.md 5.1)."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = _with_pandas_types(schema)
        self._sink = pa.BufferOutputStream()
        self._writer = pq.ParquetWriter(
            self._sink,
            self._schema,
            version="2.6",
            compression="zstd",
            compression_level=COMPRESSION_LEVEL,
            use_dictionary=True,
            write_statistics=True,
            data_page_version="1.0",
            store_schema=True,
            write_page_index=False,
            write_page_checksum=True,
        )

    def add(self, table: pa.Table) -> None:
        """The next rows, in the same schema."""
        self._writer.write_table(table.replace_schema_metadata(self._schema.metadata), row_group_size=ROW_GROUP_ROWS)

    def whole(self) -> bytes:
        """The bytes of the file, which takes no more rows."""
        self._writer.close()
        content: bytes = self._sink.getvalue().to_pybytes()
        return content


def read_checked(path: Path, digest: str, rows: int, columns: list[str] | None = None) -> pa.Table:
    """The table in `path`, if its bytes have this sha256, its pages their checksums and it has this many rows.

    Raises IntegrityError naming the file. The schema metadata added for pandas is removed again.
    """
    return from_bytes(checked_bytes(path, digest), path, rows, columns)


def from_bytes(content: bytes, path: Path, rows: int, columns: list[str] | None = None) -> pa.Table:
    """As `read_checked`, for bytes whose sha256 is known to be right."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)
        table = file.read(columns=columns, use_threads=len(content) > THREADS_PAY)
    except (pa.ArrowException, OSError) as error:
        raise IntegrityError(f"{path}: {error}") from error
    if table.num_rows != rows:
        raise IntegrityError(f"{path}: {table.num_rows} rows, MANIFEST.json says {rows}")
    metadata = {k: v for k, v in (table.schema.metadata or {}).items() if k != b"pandas"}
    return table.replace_schema_metadata(metadata)


def _with_pandas_types(schema: pa.Schema) -> pa.Schema:
    """Tell a bare pd.read_parquet the nullable dtypes of the contract; without it Int64 with nulls becomes float."""
    columns = [_pandas_column(f) for f in schema]
    pandas = {
        "index_columns": [],
        "column_indexes": [],
        "columns": columns,
        "attributes": {},
        "creator": {"library": "doelenboom", "version": "1"},
        "pandas_version": "2.3.0",
    }
    return schema.with_metadata((schema.metadata or {}) | {b"pandas": json.dumps(pandas, sort_keys=True).encode()})


def _pandas_column(field: pa.Field) -> dict[str, Any]:
    name = PANDAS_NAMES.get(str(field.type))
    if name is None and pa.types.is_timestamp(field.type):
        name = "datetime64[us]"
    return {
        "name": field.name,
        "field_name": field.name,
        "pandas_type": {"string": "unicode", "double": "float64"}.get(str(field.type), str(field.type)),
        "numpy_type": name or "object",
        "metadata": None,
    }
