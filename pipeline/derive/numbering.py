"""Whether equal codes of two goals mean anything: known renumberings (renumberings.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

CodeRelation: TypeAlias = Literal["same", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Renumbering:
    """From `year` on the codes of these programmes mean something else; no programmes means all."""

    municipality: str
    year: int
    programmes: frozenset[str]

    def covers(self, code: str) -> bool:
        return not self.programmes or programme_of(code) in self.programmes


@cache
def renumberings() -> tuple[Renumbering, ...]:
    """The rows of renumberings.toml."""
    rows = tomllib.loads(files(__package__).joinpath("renumberings.toml").read_text(encoding="utf-8"))["renumbering"]
    return tuple(Renumbering(r["municipality"], r["year"], frozenset(r.get("programmes", ()))) for r in rows)


def programme_of(code: str) -> str:
    """`5` of `5.3.2`."""
    return code.partition(".")[0]


def code_relation(municipality: str, years: tuple[int, int], codes: tuple[str | None, str | None]) -> CodeRelation:
    """Whether two goals have the same code, another one, or codes that cannot be compared: one has none, or their
    programmes were renumbered after the first year, in or before the second."""
    one, other = codes
    if one is None or other is None:
        return "unknown"
    for change in renumberings():
        between = change.municipality == municipality and years[0] < change.year <= years[1]
        if between and (change.covers(one) or change.covers(other)):
            return "unknown"
    return "same" if one == other else "other"
