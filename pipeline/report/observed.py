"""Indicators of a goal through the years: what was measured, what was aimed at, and which publication says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .corpus import Corpus, Row
from .figures import Figure, Figures

ROLES = ("baseline", "current", "target")


@dataclass(frozen=True, slots=True)
class Observation:
    """One printed value. `period` is the year, or the head of its column where no year is known; `before` is what an
    earlier publication printed for the same year where this one revised it."""

    year: int | None
    period: str
    role: str
    before: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Indicator:
    name: str
    unit: str
    observations: tuple[Observation, ...]

    @property
    def points(self) -> tuple[tuple[int, str, float], ...]:
        """(year, role, value) of every number that the newest publication prints for its year and role."""
        newest = {(o.year, o.role): o.figure.publication for o in self.observations if o.figure.value is not None}
        return tuple(
            (o.year, o.role, o.figure.value)
            for o in self.observations
            if o.year is not None and o.figure.value is not None and o.figure.publication == newest[o.year, o.role]
        )


def indicators(corpus: Corpus, figures: Figures, series_id: str) -> list[Indicator]:
    """The indicators of one goal series, those of the newest publication first; observations by year, role and
    publication."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in corpus.in_time(corpus.of("indicator_series", "series_id", series_id)):
        found[row["indicator_series_id"]].append(row)
    ranked = sorted(found.values(), key=lambda rows: -int(rows[-1]["report_year"]))
    return [
        Indicator(rows[-1]["indicator"], rows[-1]["unit"] or "", tuple(_observations(corpus, figures, rows)))
        for rows in ranked
    ]


def _observations(corpus: Corpus, figures: Figures, rows: Sequence[Row]) -> list[Observation]:
    return [
        _observation(corpus, figures, row)
        for row in sorted(rows, key=lambda r: (r["year"] or 0, ROLES.index(r["role"])))
    ]


def _observation(corpus: Corpus, figures: Figures, row: Row) -> Observation:
    printed = corpus.by("indicators", "observation_id")[row["observation_id"]][0]
    period = str(row["year"] or printed["period_label"] or "")
    before = (row["previous_text"] or "") if row["is_revision"] else ""
    return Observation(row["year"], period, row["role"], before, figures.observation(printed))
