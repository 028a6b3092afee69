"""How the report says things: Dutch words for the values of the tables, Dutch numbers and dates."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """words.toml: column or subject -> value -> word."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return found


@cache
def finding_words() -> Mapping[str, Mapping[str, str]]:
    """findings.toml: code -> name, means, advice."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files(__package__).joinpath("findings.toml").read_text("utf-8")
    )
    return found


def word(subject: str, value: object) -> str:
    """The word for a value; a value without one is shown as it is."""
    return words()[subject].get(str(value), str(value))


def identity_words(identity: str) -> str:
    """What an identity asks for, in words; empty where words.toml does not know it."""
    known = (name for name in words()["identity"] if identity == name or identity.startswith(f"{name} "))
    name = max(known, key=len, default=None)
    return words()["identity"][name] if name else ""


def whole(value: int) -> str:
    """1234567 -> `1.234.567`."""
    return f"{value:,}".replace(",", ".")


def decimal(value: float, places: int = 1) -> str:
    """1234.5 -> `1.234,5`."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def share(part: int, of: int) -> str:
    """Percentage with one decimal, rounded down so that 100 means all; a dash where there is nothing."""
    if not of:
        return "-"
    tenths = part * 1000 // of
    return "100" if tenths == 1000 else decimal(tenths / 10)


def location(printed: str) -> str:
    """`table 1 row 3 column 2` of a finding -> `tabel 1 rij 3 kolom 2`; empty for the page as a whole."""
    known = {
        "table": "tabel",
        "row": "rij",
        "column": "kolom",
        "block": "blok",
        "rows": "rijen",
        "and": "en",
        "page": "",
    }
    return " ".join(known.get(part, part) for part in printed.split()).strip()


def day(moment: datetime) -> str:
    """`23 november 2026`."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
