"""Which rows of a table a reader asked for, and names that do not exist with the ones that come nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import index
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from .errors import UnknownName
from .layout import publication_year

Years: TypeAlias = "int | Iterable[int] | None"
Names: TypeAlias = "str | Iterable[str] | None"

GOAL_COLUMNS = ("goal_id", "from_goal_id", "to_goal_id")
"""Where a table names goals."""
_MOST = 40


@dataclass(frozen=True, slots=True)
class Selection:
    """The values asked for, None for all; `goals` are goal_ids, those of a series among them."""

    years: frozenset[int] | None = None
    kinds: frozenset[str] | None = None
    publications: frozenset[str] | None = None
    goals: frozenset[str] | None = None

    def may_hold(self, publication_id: str) -> bool:
        """Whether a file can hold rows that were asked for, by its name; a derived table is one file for all."""
        year = publication_year(publication_id)
        if year is None:
            return True
        kind = publication_id.removesuffix("-1").removesuffix("-2").rsplit("-", 2)[-2]
        return (
            (self.years is None or year in self.years)
            and (self.kinds is None or kind in self.kinds)
            and (self.publications is None or publication_id in self.publications)
        )

    def needs(self, columns: Collection[str]) -> list[str]:
        """The columns of a table that are looked at."""
        asked = {"report_year": self.years, "document_kind": self.kinds, "publication_id": self.publications}
        needed = [column for column, values in asked.items() if values is not None]
        return needed + [c for c in GOAL_COLUMNS if self.goals is not None and c in columns]

    def rows(self, table: pa.Table) -> pa.Table:
        """The rows that were asked for, in their order."""
        for column, wanted in (
            ("report_year", self.years), ("document_kind", self.kinds), ("publication_id", self.publications),
        ):  # fmt: skip
            if wanted is not None:
                table = table.filter(_is_in(table[column], wanted))
        if self.goals is None:
            return table
        masks = [_is_in(table[c], self.goals) for c in GOAL_COLUMNS if c in table.column_names]
        either = masks[0]
        for mask in masks[1:]:
            either = pc.or_(either, mask)
        return table.filter(either)


def _is_in(column: pa.ChunkedArray, wanted: Collection[Any]) -> pa.ChunkedArray:
    return pc.is_in(column, value_set=pa.array(sorted(wanted), column.type))


def as_set(asked: Any) -> frozenset[Any] | None:
    """One value or several as a set; None stays None."""
    if asked is None:
        return None
    return frozenset([asked] if isinstance(asked, str) or not isinstance(asked, Iterable) else asked)


def as_years(asked: Years) -> frozenset[int] | None:
    """One year or several as whole numbers, those of numpy and pandas too. Raises ValueError for anything else."""
    years = as_set(asked)
    try:
        return None if years is None else frozenset(map(index, years))
    except TypeError:
        raise ValueError(f"years={asked!r}: a year is a whole number, such as 2024") from None


def goals_of(rows: Sequence[Any], what: str, asked: Names, snapshot: str) -> frozenset[str] | None:
    """The goal_ids behind `asked` by the rows of goal_series. A goal is asked for by goal_id or by code (in every
    publication), a series by its id or by the goal_id of one of its goals. Raises ValueError for an unknown name."""
    wanted = as_set(asked)
    if wanted is None:
        return None
    names: tuple[str, ...] = ("goal_id", "goal_code")
    if what == "series":
        names = ("series_id",)
        wanted = frozenset({r["goal_id"]: r["series_id"] for r in rows}.get(one, one) for one in wanted)
    refuse_unknown(what, wanted, sorted({r[n] for r in rows for n in names if r[n]}), f"snapshot {snapshot}")
    return frozenset(r["goal_id"] for r in rows if any(r[n] in wanted for n in names))


def refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str], where: str) -> None:
    """Raise ValueError for the first name that does not exist."""
    missing = sorted(set(asked) - set(known))
    if missing:
        raise unknown(what, missing[0], known, where)


def unknown(what: str, name: str, known: Sequence[str], where: str) -> UnknownName:
    """The error for a name that does not exist, with those that come nearest and what there is."""
    near = get_close_matches(name, known, n=3)
    meant = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
    shown = ", ".join(known[:_MOST]) + (f" and {len(known) - _MOST} more" if len(known) > _MOST else "")
    return UnknownName(f"no {what} {name!r} in {where}; {meant}there are: {shown}")


__all__ = ["GOAL_COLUMNS", "Names", "Selection", "Years", "as_set", "as_years", "goals_of", "refuse_unknown", "unknown"]
