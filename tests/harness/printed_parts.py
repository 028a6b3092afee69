"""What a drawn page prints: titles, labels, texts, lists and tables before they are written in any markup, and the one
who makes up their words."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TypeAlias

WORDS = (
    "de", "het", "een", "van", "en", "in", "met", "voor", "op", "aan", "bij", "door", "inwoners", "stad", "wijk",
    "zorg", "jeugd", "school", "sport", "cultuur", "ruimte", "water", "groen", "energie", "woning", "bouw", "opvang",
    "hulp", "werk", "inkomen", "ondernemer", "markt", "verkeer", "fiets", "veilig", "bestuur", "dienst", "partner",
    "netwerk", "regio", "aanpak", "plan", "subsidie", "beleid", "samenwerking", "kwaliteit", "toegang", "preventie",
    "ondersteuning", "duurzaam", "binnenstad", "erfgoed",
)  # fmt: skip

PROGRAMMES = ("Samenleving", "Inwonersondersteuning", "Opvang en bescherming", "Inkomen", "Vitale wijken")

Row: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Label:
    """What opens a section (level 2) or a part of one (3)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Lines:
    """Several lines, in one block or in several."""

    lines: Row


@dataclass(frozen=True)
class Bullets:
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Theme:
    name: str
    bullets: Bullets


@dataclass(frozen=True)
class Table:
    """`full` are the rows, from 0, whose one text covers the full width; `above` are rows of heads with their spans."""

    caption: str | None
    head: Row
    rows: tuple[Row, ...]
    full: frozenset[int] = frozenset()
    above: tuple[tuple[tuple[str, int], ...], ...] = ()


Part: TypeAlias = Title | Label | Text | Lines | Bullets | Theme | Table


@dataclass
class Printed:
    """A page before it is written: what it prints in order, and where."""

    family: str
    year: int
    path: str  # without its ending
    crumbs: Row
    stamp: str
    name: str  # for <title>
    parts: list[Part] = field(default_factory=list)


def printed(number: int) -> str:
    """A number as pages print it: `-1.234`."""
    return f"{number:,}".replace(",", ".")


class Writer:
    """Makes up words and texts."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def words(self, least: int, most: int) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(least, most)))

    def title(self) -> str:
        return " ".join(self.chance.sample(WORDS[12:], self.chance.randint(2, 5))).capitalize()

    def sentence(self) -> str:
        return self.words(6, 16).capitalize() + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, 4)))

    def paragraphs(self) -> list[str]:
        return [self.paragraph() for _ in range(self.chance.randint(1, 3))]
