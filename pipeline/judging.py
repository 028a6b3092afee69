"""Rows in files against the schemas, with no more in memory than the rules ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from typing import Any

import pyarrow as pa

from schemas import TABLES
from schemas.validation import Failure, validate_rows

from .neighbours import Parts, all_rows
from .store import frames


def failures(judged: Parts, tables: Parts) -> list[Failure]:
    """Every rule that the rows of `judged` break, some or all parts of `tables`; their foreign keys point at these."""
    rows = {
        name: frames.to_pandas(frames.concat(map(all_rows, parts.values()), TABLES[name].arrow()))
        for name, parts in judged.items()
    }
    whole = {name for name, parts in judged.items() if parts.keys() == tables[name].keys()}
    return validate_rows(rows, {**rows, **_targets(rows, whole, tables)}) if rows else []


def _targets(judged: Iterable[str], whole: Container[str], tables: Parts) -> dict[str, Any]:
    """What the foreign keys of these tables point at in tables that are not judged as a `whole`: those columns. A
    publication whose goals are the same may have other sections."""
    columns: dict[str, set[str]] = defaultdict(set)
    for name in judged:
        for key in TABLES[name].foreign_keys:
            table, column = key.references.split(".")
            if table not in whole:
                columns[table].add(column)
    return {
        table: frames.to_pandas(pa.concat_tables([part.select(sorted(names)) for part in tables[table].values()]))
        for table, names in columns.items()
    }
