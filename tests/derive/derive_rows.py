"""Rows of the tables that derivations read, with every column of their schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipeline.derive.material import Material
from schemas import TABLES


def publication(publication_id: str) -> dict[str, Any]:
    municipality, kind, year, *_ = publication_id.split("-")
    return {
        "publication_id": publication_id,
        "municipality": municipality,
        "document_kind": kind,
        "report_year": int(year),
        "page_id": f"{publication_id}/p1",
    }


def material(**rows: list[dict[str, Any]]) -> Material:
    """The tables by name; every row has `publication_id`, and the columns it does not name are null."""
    tables: dict[str, Mapping[str, pa.Table]] = {}
    for name, found in rows.items():
        schema = TABLES[name].arrow()
        whole = [dict.fromkeys(TABLES[name].columns) | publication(row["publication_id"]) | row for row in found]
        by_publication: dict[str, list[dict[str, Any]]] = {}
        for row in whole:
            by_publication.setdefault(row["publication_id"], []).append(row)
        tables[name] = {p: pa.Table.from_pylist(part, pa.schema([f.with_nullable(True) for f in schema]))
                        for p, part in by_publication.items()}  # fmt: skip
    return Material(tables)


def in_series(series: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Rows of goal_series: series_id -> its goals (`<publication_id>/<code>`)."""
    return [
        {"publication_id": goal.rpartition("/")[0], "goal_id": goal, "series_id": series_id}
        for series_id, goals in series.items()
        for goal in goals
    ]
