"""What is known of each goal: everything that can tell whether two goals of two publications are the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias

from .material import Common, Material, Row, common_columns
from .similarity import Words, words

AmountKey: TypeAlias = tuple[int, str, str]
"""fiscal_year, stage, component"""
MEASURE_WORDS = 3
"""Indicators and criteria of fewer words can be equal by chance."""
_ORDER = {"perspectiefnota": 0, "begroting": 1, "berap": 2, "jaarstukken": 3}
_FULL = ("begroting", "jaarstukken")
_SLUG = re.compile(r"(?:beschrijving-)?doel-(?P<code>\d+[a-z]?(?:-\d+)+)-(?P<name>[a-z].*)")


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication of the budget cycle."""

    publication_id: str
    municipality: str
    document_kind: str
    report_year: int

    @property
    def is_full(self) -> bool:
        """Whether it tells of every goal; a beleidsrapportage may leave out goals without news."""
        return self.document_kind in _FULL


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of one publication. `text` is what a person reads as the goal: the statement, else the sentence that
    leads to its criteria, else the title, the code at last; `sentence` are the words of the first two. `names` are its
    short titles wherever they are printed: on the page, as `Resultaat doel` in its table, in its address. `measures`
    are its indicators and criteria, `norms` those long enough to be told apart. `amounts` are in whole euros with the
    unit they are printed in."""

    goal_id: str
    edition: Edition
    common: Common
    code: str | None
    programme: str | None
    programme_code: str | None
    title: str | None
    statement: str | None
    text: str
    sentence: Words
    names: tuple[str, ...]
    description: Words
    measures: frozenset[Words]
    norms: frozenset[Words]
    amounts: Mapping[AmountKey, tuple[int, int]]

    def with_gaps_filled(self, earlier: Goal) -> Goal:
        """This goal, the texts and amounts its own page does not print taken from an earlier one of its line. Not the
        code: an earlier one may belong to another numbering."""
        return replace(
            self,
            sentence=self.sentence or earlier.sentence,
            names=self.names or earlier.names,
            description=self.description or earlier.description,
            measures=self.measures or earlier.measures,
            norms=self.norms if self.measures else earlier.norms,
            amounts={**earlier.amounts, **self.amounts},
        )


def cycle_place(row: Row) -> tuple[str, int, int, str, str]:
    """Sorts goals by municipality and cycle: begroting, beraps, jaarstukken, begroting of the next year."""
    place = (row["municipality"], row["report_year"], _ORDER[row["document_kind"]])
    return (*place, row["publication_id"], row["goal_id"])


def goals_by_edition(material: Material) -> dict[Edition, list[Goal]]:
    """Every goal that belongs to a publication, in the order of its key; editions in the order of the cycle."""
    slugs = {row["page_id"]: row["slug"] for row in material.rows("pages")}
    own = _rows_of_goals(material)
    read = cache(words)  # most texts stand in several publications
    found: dict[Edition, list[Goal]] = defaultdict(list)
    for row in sorted(material.rows("goals"), key=cycle_place):
        edition = Edition(row["publication_id"], row["municipality"], row["document_kind"], row["report_year"])
        found[edition].append(_goal(row, edition, slugs.get(row["page_id"]), own, read))
    return dict(found)


_Rows: TypeAlias = Mapping[str, Mapping[str, list[Row]]]


def _rows_of_goals(material: Material) -> _Rows:
    """table -> goal_id -> rows"""
    found: dict[str, dict[str, list[Row]]] = {}
    for table in ("criteria", "indicators", "baten_lasten"):
        found[table] = defaultdict(list)
        for row in material.rows(table):
            if row["goal_id"]:
                found[table][row["goal_id"]].append(row)
    return found


def _goal(row: Row, edition: Edition, slug: str | None, own: _Rows, read: Callable[[str | None], Words]) -> Goal:
    goal_id, code = row["goal_id"], row["goal_code"]
    criteria = own["criteria"].get(goal_id, [])
    amounts = own["baten_lasten"].get(goal_id, [])
    lead_in = next((c["lead_in"] for c in criteria if c["lead_in"]), None)
    texts = {c["text"] for c in criteria} | {i["indicator"] for i in own["indicators"].get(goal_id, [])}
    measures = frozenset(map(read, texts))
    return Goal(
        goal_id,
        edition,
        common_columns(row),
        code,
        row["programme"],
        row["programme_code"],
        row["title"],
        row["statement"],
        row["statement"] or lead_in or row["title"] or code or "",
        read(row["statement"] or lead_in),
        _names(row["title"], code, slug, amounts),
        read(row["description"]),
        measures,
        frozenset(measure for measure in measures if len(measure) >= MEASURE_WORDS),
        dict(sorted(_amounts(amounts))),
    )


def _names(title: str | None, code: str | None, slug: str | None, amounts: Iterable[Row]) -> tuple[str, ...]:
    found = [title] if title else []
    found += [row["scope_title"] for row in amounts if row["scope"] == "goal" and row["scope_title"]]
    match = _SLUG.fullmatch(slug or "")
    if match and code and match["code"] == code.casefold().replace(".", "-"):
        found.append(match["name"].replace("-", " "))
    return tuple(dict.fromkeys(found))


def _amounts(rows: Iterable[Any]) -> Iterable[tuple[AmountKey, tuple[int, int]]]:
    for row in rows:
        if row["scope"] == "goal" and row["reliability"] != "doubtful":
            yield (row["fiscal_year"], row["stage"], row["component"]), (row["amount_eur"], row["unit"])
