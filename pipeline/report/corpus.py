"""The tables of one snapshot as rows, in the order the report tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from pipeline.load import Snapshot
from pipeline.store.layout import stamp_of

Row: TypeAlias = Mapping[str, Any]

CYCLE = ("perspectiefnota", "begroting", "berap", "jaarstukken")
"""The documents about one year in the order they appear."""


class Corpus:
    """One snapshot. Tables are read when first asked for; a table the snapshot does not have is empty."""

    def __init__(self, view: Snapshot) -> None:
        self.snapshot = view.name
        self.made_at: datetime = stamp_of(view.name)
        self._view = view
        self._rows: dict[str, Sequence[Row]] = {}
        self._groups: dict[tuple[str, str], Mapping[Any, Sequence[Row]]] = {}
        self._ranks = {p["publication_id"]: rank(p) for p in self.rows("publications")}

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table as they are stored."""
        if table not in self._rows:
            self._rows[table] = self._view.arrow(table).to_pylist() if table in self._view.tables else ()
        return self._rows[table]

    def by(self, table: str, column: str) -> Mapping[Any, Sequence[Row]]:
        """The rows of a table by the value of one column; a value without rows has an empty sequence."""
        if (table, column) not in self._groups:
            groups: defaultdict[Any, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                groups[row[column]].append(row)
            self._groups[table, column] = groups
        return self._groups[table, column]

    def of(self, table: str, column: str, value: object) -> Sequence[Row]:
        """The rows of a table whose column has this value."""
        return self.by(table, column).get(value, ())

    def one(self, table: str, column: str, value: object) -> Row | None:
        """The first of them, None where there is none."""
        return next(iter(self.of(table, column, value)), None)

    def publications(self) -> Sequence[Row]:
        """All publications, oldest first."""
        return sorted(self.rows("publications"), key=rank)

    def publication_title(self, publication_id: str | None) -> str:
        found = self.one("publications", "publication_id", publication_id)
        return str(found["title"]) if found else str(publication_id or "onbekende publicatie")

    def in_time(self, rows: Sequence[Row]) -> list[Row]:
        """Rows by the order of their publications; within one publication as stored."""
        return sorted(rows, key=lambda row: self._ranks.get(row["publication_id"], (0, 0, 0)))


def page_name(page: Row) -> str:
    """What a page is called: its title, else its goal, else its address."""
    goal = f"Doel {page['goal_code']}" if page["goal_code"] else ""
    return page["title"] or goal or (page["slug"] or "").replace("-", " ").capitalize() or page["page_id"]


def rank(row: Row) -> tuple[int, int, int]:
    """The place of a publication in time: year, then the budget cycle of that year."""
    return row["report_year"], CYCLE.index(row["document_kind"]), row["edition"] or 0
