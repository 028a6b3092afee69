"""What derivations are made of and what they give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa

from pipeline.model import Finding

from .confirmed import ConfirmedLink

Common: TypeAlias = tuple[str | None, str | None, str | None, int | None, str]
"""publication_id, municipality, document_kind, report_year, page_id"""
Row: TypeAlias = Mapping[str, Any]


class Material:
    """The tables of this run as rows, read when first asked for, and what a person settled."""

    def __init__(
        self, tables: Mapping[str, Mapping[str, pa.Table]], confirmed_links: Sequence[ConfirmedLink] = ()
    ) -> None:
        """`tables` is dataset -> publication_id -> rows; tables that are added to it later can be read later."""
        self.confirmed_links = confirmed_links
        self._tables = tables
        self._rows: dict[str, list[Row]] = {}

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table as mappings of column to value: publications in alphabetical order, rows as stored."""
        if table not in self._rows:
            parts = self._tables[table]
            self._rows[table] = [row for publication in sorted(parts) for row in parts[publication].to_pylist()]
        return self._rows[table]


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived table: per row the common columns, and an object with the other columns as attributes. `findings`
    are what a person should know, with the page_id they belong to."""

    common: Sequence[Common]
    records: Sequence[object]
    findings: Sequence[tuple[str, Finding]] = ()


Derivation: TypeAlias = Callable[[Material], Derived]


def common_columns(row: Row) -> Common:
    """The common columns of a stored row."""
    return (
        row["publication_id"], row["municipality"], row["document_kind"], row["report_year"], row["page_id"],
    )  # fmt: skip
