"""What the dictionary says in Dutch: nederlands.toml, looked up per table and column."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from .fields import Table

_SHARED = "kolommen"


@dataclass(frozen=True, slots=True)
class Leeswijzer:
    """How to read one table: what a row is, unit and sign, and what must not be added up."""

    rij: str
    teken: str
    niet_optellen: str


@cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("nederlands.toml").read_text("utf-8"))
    return found


def leeswijzer(table: Table) -> Leeswijzer:
    """The reading guide of a table. Raises KeyError where nederlands.toml has none."""
    texts = _texts()[table.name]
    return Leeswijzer(texts["rij"], texts["teken"], texts["niet_optellen"])


def omschrijving(table: Table, column: str) -> str:
    """What a column holds, in Dutch. Raises KeyError where nederlands.toml does not say."""
    own, shared = _texts().get(table.name, {}), _texts()[_SHARED]
    if column in own or column in shared:
        return own.get(column) or shared[column]
    for name, text in own.items():
        if "*" in name and fnmatchcase(column, name):
            return text
    raise KeyError(f"schemas/nederlands.toml: [{table.name}] {column}")
