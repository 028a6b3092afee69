"""The doelenboom: domain, programme, ambition, goal, as one publication prints it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .corpus import Corpus, Row
from .series import code_order


@dataclass(frozen=True, slots=True)
class Ambition:
    title: str
    goals: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    title: str
    ambitions: tuple[Ambition, ...]

    @property
    def goals(self) -> int:
        return sum(len(a.goals) for a in self.ambitions)


@dataclass(frozen=True, slots=True)
class Domain:
    """`title` is empty where the publication prints no domains."""

    title: str
    programmes: tuple[Programme, ...]


def programme_names(corpus: Corpus) -> Mapping[tuple[int, str | None], str]:
    """What a programme is called, by year and code: not every page prints the name. The newest publication of the
    year counts."""
    named = (row for table in ("pages", "goals") for row in corpus.rows(table) if row["programme"])
    return {(row["report_year"], row["programme_code"]): row["programme"] for row in corpus.in_time(list(named))}


def programme_title(code: str | None, name: str | None) -> str:
    """`Programma 5: Economie`, or what of it is known."""
    if code and name:
        return f"Programma {code}: {name}"
    return f"Programma {code}" if code else name or "Zonder programma"


def doelenboom(goals: Iterable[Row], names: Mapping[tuple[int, str | None], str]) -> tuple[Domain, ...]:
    """The goals of one publication as a tree; domains in alphabetical order, programmes and goals by code. `names`
    are those of `programme_names`."""
    domains: defaultdict[str, list[Row]] = defaultdict(list)
    for goal in sorted(goals, key=lambda g: (code_order(g["goal_code"]), g["goal_id"])):
        domains[goal["domain"] or ""].append(goal)
    ordered = sorted(domains, key=lambda title: (not title, title))
    return tuple(Domain(title, _programmes(domains[title], names)) for title in ordered)


def _programmes(goals: Sequence[Row], names: Mapping[tuple[int, str | None], str]) -> tuple[Programme, ...]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for goal in goals:
        code = goal["programme_code"]
        name = goal["programme"] or (names.get((goal["report_year"], code)) if code else None)
        found[code or "", name or ""].append(goal)
    keys = sorted(found, key=lambda key: (code_order(key[0] or None), key))
    return tuple(Programme(programme_title(*key), _ambitions(found[key])) for key in keys)


def _ambitions(goals: Sequence[Row]) -> tuple[Ambition, ...]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for goal in goals:
        parts = (goal["ambition_code"], goal["ambition"])
        found[" ".join(part for part in parts if part) if goal["ambition"] else ""].append(goal)
    return tuple(Ambition(title, tuple(rows)) for title, rows in found.items())
