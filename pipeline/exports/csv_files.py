"""CSV for Dutch Excel: semicolons, decimal commas, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..store.opening import Snapshot
from .plain_text import as_text


def write_csv(view: Snapshot, tables: Sequence[str], out: Path) -> Iterator[Path]:
    """`out/csv/<table>.csv` for each table, one after another."""
    folder = out / "csv"
    folder.mkdir(exist_ok=True)
    for name in tables:
        yield _write(view, name, folder / f"{name}.csv")


def _write(view: Snapshot, name: str, path: Path) -> Path:
    table = view.arrow(name)
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=4096):
            writer.writerows(zip(*(map(as_text, column.to_pylist()) for column in batch.columns), strict=True))
    temporary.replace(path)
    return path
