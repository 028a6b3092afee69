"""The heads of a table of deviations: what stands below them, or behind them where they are keys."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from ...dutch.amounts import looks_numeric
from ...model import Cell, Grid, Section, record
from ..lines import one_line, tidy
from .signs import signs_of, signs_told


@record
class Heads:
    """The head row of a table (index from 0) and the columns (0-based) by what stands in them; `year` is the head of
    the amount where years stand across."""

    row: int
    columns: dict[str, int]
    year: int | None = None


_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("heads.toml").read_text("utf-8"))
_ROLE_OF = {name: role for role, names in reversed(_TABLE.items()) for name in names}
_ASIDE = re.compile(
    r"\([^()]*\)|(?:\bbedragen )?(?<!\w)[x×*] ?€? ?1\.?000\b|\bin (?:hele )?(?:euro(?:['’]?s)?\b|€)|\b(?:19|20)\d{2}\b"
)
_AMOUNTS = ("amount", "favourable", "unfavourable", "lasten", "baten", "incidental", "structural")
_MARKS = {"v": "favourable", "n": "unfavourable"}
_HEAD_ROWS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=1024)
def role_of(text: str) -> str | None:
    """What a head such as `Bedrag (x € 1.000)` speaks of; None where it is no head of a table of deviations."""
    if len(text) > 60:
        return None
    head = one_line(text).lower().replace(" / ", "/")
    return _ROLE_OF.get(head.rstrip(" :")) or _ROLE_OF.get(one_line(_ASIDE.sub(" ", head)).rstrip(" :"))


def heads_of(grid: Grid, section: Section) -> Heads | None:
    """The heads of a table with one deviation a row that is no overview; None where they do not tell the subject of
    a deviation and its kind or amount. Lasten and baten tell none without voordeel or nadeel: more lasten may be
    printed as plus and as minus, and with a saldo they are a table of baten_lasten, unless the table or its section
    tells which sign is a voordeel: then the saldo is the amount."""
    if overview_columns(grid):
        return None
    for index, row in enumerate(grid.rows[:_HEAD_ROWS]):
        columns = _columns(row)
        years = [cell.column - 1 for cell in row if _YEAR.fullmatch(cell.text.strip())]
        if years and columns.keys().isdisjoint(_AMOUNTS):
            columns["amount"] = years[0]
        if "title" not in columns or len(columns) < 2 or sum(looks_numeric(cell.text) for cell in row) > len(years):
            continue
        sides = {"lasten", "baten", "reserves"} & columns.keys()
        if sides and "effect" not in columns and not ("amount" in columns and signs_in(grid, index, section)):
            continue
        if "kind" in columns or any(role in columns for role in _AMOUNTS):
            year = row[columns["amount"]].text.strip() if columns.get("amount") in years else None
            return Heads(index, columns, int(year) if year else None)
    return None


def signs_in(grid: Grid, head: int, section: Section | None) -> frozenset[int]:
    """What a table tells of its signs (signs_told) in its caption and heads, else what its section does."""
    above = (cell.text for row in grid.rows[: head + 1] for cell in row)
    return signs_told((grid.caption or "", *above)) or (signs_of(section) if section else frozenset())


def _columns(row: tuple[Cell, ...]) -> dict[str, int]:
    """The first column of each role. A second head of a subject is the amount (`Onderwerp | Afwijking`), or the
    explanation where the amount has a head of its own (`Onderwerp | Omschrijving | Bedrag`). The one report that stands
    across (`1e berap`) is the amount of a table without another."""
    found: dict[str, int] = {}
    surplus: list[int] = []
    moments = [column for column, cell in enumerate(row) if role_of(cell.text) == "moment"]
    marks = [cell.text.strip().lower() for cell in row]
    for column, cell in enumerate(row):
        role = role_of(cell.text) if cell.column_span == 1 else None
        if _MARKS.keys() <= set(marks):  # `V | N`
            role = _MARKS.get(marks[column], role)
        if role == "title" and role in found:
            surplus.append(column)
        elif role and role != "moment":
            found.setdefault(role, column)
    for column in surplus:
        found.setdefault("explanation" if any(role in found for role in _AMOUNTS) else "amount", column)
    if len(moments) == 1 and found.keys().isdisjoint(_AMOUNTS):
        found["amount"] = moments[0]
    return found


def has_keys(grid: Grid) -> bool:
    """Whether the first of two columns holds the heads (`Soort afwijking | Lagere uitgaven`)."""
    if len(grid.rows) < 2 or len(grid.rows[0]) != 2:
        return False
    roles = [role_of(row[0].text) for row in grid.rows]
    return None not in roles and ("amount" in roles or "kind" in roles)


def overview_columns(grid: Grid) -> dict[str, int] | None:
    """Columns (0-based) of an overview of deviations by goal: `Programma en doel | Onderwerp | Financiële
    afwijkingen | Financieel effect` (berap 2018-1 p14207); None for other tables. `row` is the index of the head."""
    for index, row in enumerate(grid.rows[:4]):
        if not any(tidy(cell.text)[:9].lower() == "programma" for cell in row):
            continue
        heads = [one_line(cell.text).lower().rstrip(":") for cell in row]
        found: dict[str, int] = {}
        for column, head in enumerate(heads):
            if head.startswith("programma"):
                found.setdefault("goal", column)
            elif head.startswith(("onderwerp", "omschrijving")):
                found.setdefault("title", column)
            elif head.startswith(("financieel effect", "saldo effect", "effect")):
                found.setdefault("effect", column)
            elif head.startswith(("financiële afwijking", "financiele afwijking")):
                found.setdefault("parts", column)
        if {"goal", "title"} <= found.keys() and ("effect" in found or "parts" in found):
            return found | {"row": index}
    return None
