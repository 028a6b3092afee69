"""Notices that a server may send with status 200 instead of a page, by their words: the rows of notices.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of notice; `hides_the_site` where it stands in front of all pages, `may_be_built` where a page of the
    export may say it."""

    kind: str
    hides_the_site: bool
    may_be_built: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Notices:
    """All kinds, and what the notes in notices.toml say of the rest."""

    longest: int
    first_words: int
    report_words: re.Pattern[str]
    kinds: tuple[Notice, ...]


@cache
def notices() -> Notices:
    """The rows of notices.toml."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    kinds = (
        Notice(
            row["kind"],
            bool(row.get("wall")),
            bool(row.get("built")),
            re.compile(row["pattern"], re.IGNORECASE | re.VERBOSE),
        )
        for row in table["notice"]
    )
    report_words = re.compile(table["report_words"], re.IGNORECASE)
    return Notices(table["longest"], table["first_words"], report_words, tuple(kinds))
