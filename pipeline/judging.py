"""Rows in files against the schemas, with no more in memory than the rules ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from schemas import TABLES
from schemas.validation import Failure, validate_rows

from .neighbours import Parts, all_rows
from .store import frames


def failures(judged: Parts, tables: Parts) -> list[Failure]:
    """Every rule that the rows of `judged` break; their foreign keys point at `tables`, or at each other."""
    rows = {
        name: frames.to_pandas(frames.concat(map(all_rows, parts.values()), TABLES[name].arrow()))
        for name, parts in judged.items()
    }
    return validate_rows(rows, {**_targets(rows, tables), **rows}) if rows else []


def _targets(judged: Iterable[str], tables: Parts) -> dict[str, Any]:
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
