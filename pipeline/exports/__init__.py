"""The snapshot in force for other tools: CSV files, one Excel workbook, one DuckDB file.

All three hold the same rows and figures as the Parquet tables. docs/exports.md says what each tool sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..store.opening import Snapshot, open_snapshot
from ..store.selection import refuse_unknown
from .csv_files import write_csv
from .database import write_database
from .workbook import write_workbook

FORMATS = ("csv", "xlsx", "duckdb")
_WRITERS: dict[str, Callable[[Snapshot, Sequence[str], Path], Iterator[Path]]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "duckdb": write_database,
}


def export(
    out: Path,
    *,
    data: str | Path | None = None,
    snapshot: str | None = None,
    formats: Sequence[str] = FORMATS,
    tables: Sequence[str] = (),
) -> Iterator[Path]:
    """Write the tables (default: all) below `out`: `csv/<table>.csv`, `<municipality>.xlsx`, `<municipality>.duckdb`.
    Yields each file as it is complete; a file is replaced in one step, so that a reader never sees half of one.

    Raises NoSnapshotError and IntegrityError as `pipeline.load`, MissingLibrary where xlsxwriter or DuckDB is not
    installed, ValueError for a format or table that does not exist, OSError."""
    refuse_unknown("format", formats, FORMATS, "export")
    with open_snapshot(data, snapshot) as view:
        refuse_unknown("table", tables, view.tables, f"snapshot {view.name}")
        chosen = [name for name in view.tables if not tables or name in tables]
        out.mkdir(parents=True, exist_ok=True)
        for name in dict.fromkeys(formats):
            yield from _WRITERS[name](view, chosen, out)
