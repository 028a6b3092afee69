"""Notices that a server may send with status 200 instead of a page, by their words: the rows of notices.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
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
    weak: re.Pattern[str] | None
    beside: re.Pattern[str]
    alone: int

    def found(self, said: Sequence[str], printed: str) -> re.Match[str] | None:
        """What one of the texts that may be a notice says; `printed` is all that the page prints, which decides where
        the words may as well be those of a report."""
        for text in said:
            if strong := self.pattern.search(text):
                return strong
            match = self.weak.search(text) if self.weak else None
            if match and (len(rest := printed.replace(match[0], " ").strip()) < self.alone or self.beside.search(rest)):
                return match
        return None


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
    flags = re.IGNORECASE | re.VERBOSE
    beside = re.compile(table["beside"], flags)
    kinds = (
        Notice(
            row["kind"],
            bool(row.get("wall")),
            bool(row.get("built")),
            re.compile(row["pattern"], flags),
            re.compile(row["weak"], flags) if "weak" in row else None,
            beside,
            table["alone"],
        )
        for row in table["notice"]
    )
    report_words = re.compile(table["report_words"], re.IGNORECASE)
    return Notices(table["longest"], table["first_words"], report_words, tuple(kinds))
