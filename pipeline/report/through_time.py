"""Which goal had which code in which year: the doelenboom of all years at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .corpus import Corpus, Row
from .series import Series, code_order, newest
from .tree import programme_names, programme_title


@dataclass(frozen=True, slots=True)
class Line:
    """A series and, per year of the group's header, its goals in the publications of that year."""

    series: Series
    by_year: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The series whose newest goal stands in one programme."""

    title: str
    years: tuple[int, ...]
    lines: tuple[Line, ...]


def through_time(corpus: Corpus, series: Mapping[str, Series]) -> list[Group]:
    """All series by the programme of their newest goal, in the order of the programme codes; years oldest first. A
    code is no key through the years, so that two programmes with one code are two groups."""
    years = tuple(sorted({p["report_year"] for p in corpus.rows("publications")}))
    names = programme_names(corpus)
    groups: defaultdict[tuple[str, str], list[Series]] = defaultdict(list)
    titles: dict[tuple[str, str], tuple[tuple[tuple[int, ...], str], str]] = {}
    for one in series.values():
        goal = one.goals[-1]
        code, name = (
            goal["programme_code"],
            goal["programme"] or names.get((goal["report_year"], goal["programme_code"])),
        )
        key = (code or "", (name or "").casefold())
        titles.setdefault(key, (code_order(code), programme_title(code, name)))
        groups[key].append(one)
    return [
        Group(titles[key][1], years, tuple(_line(one, years) for one in _by_code(groups[key])))
        for key in sorted(groups, key=lambda k: (titles[k], k))
    ]


def _by_code(group: Sequence[Series]) -> list[Series]:
    return sorted(group, key=lambda one: (code_order(newest(one.goals, "goal_code")), one.series_id))


def _line(one: Series, years: Sequence[int]) -> Line:
    return Line(one, tuple(tuple(g for g in one.goals if g["report_year"] == year) for year in years))
