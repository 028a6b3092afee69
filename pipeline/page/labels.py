"""Printed labels -> parts of the report. The labels themselves are rows in labels.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.dutch.codes import strip_text_origin
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.misspelt import spelled
from pipeline.dutch.printed import letters
from pipeline.model import SectionKind

_LONGEST_LABEL = 150
_LONGEST_STATING = 30
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)] +(?=\D)|\d{1,2}(?:\.\d{1,2})+ +(?=\D)")  # `3. Criteria`
# `Criteria doel 7.2.1`, `Activiteiten (3)`, `Indicatoren [3 items]`, a count in an element of its own: `Criteria3`
_BEHIND = re.compile(
    r"(?: *[-–:])? +\(?(?:doel|ambitie) +\d{1,2}(?:\.\d{1,2}){1,2}\)?\Z"
    r"|(?<=[a-z)]) ?[(\[]\d{1,3}(?: [a-z]{4,15})?[)\]]\Z|(?<=[a-z]{4})\d{1,2}\Z",
    re.IGNORECASE,
)
_ENDS_BEHIND = frozenset("0123456789)]")
_PLAIN_NAME = re.compile(r"[a-z0-9 ]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A row of labels.toml: what section a printed label opens, and when."""

    kind: SectionKind
    name: str
    below: tuple[SectionKind, ...] = ()
    caption: bool = False
    prose: bool = False
    inline: bool = False
    statement: bool = False
    ends: tuple[SectionKind, ...] = ()
    misspelt: bool = False


@cache
def _printed() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))


@cache
def _often_misspelt() -> dict[int, tuple[str, ...]]:
    """The labels of labels.toml that a slip of the hand does not hide, by how many letters may be printed of them."""
    names = [letters(name) for name in _printed()["misspelt"]]
    around = {length for name in names for length in (len(name) - 1, len(name), len(name) + 1)}
    return {length: tuple(name for name in names if abs(len(name) - length) < 2) for length in around}


@cache
def _table() -> tuple[dict[str, Label], re.Pattern[str], re.Pattern[str], dict[str, Label]]:
    """Labels by their letters, all patterns as one, the same with a group each, and the labels by the name of their
    group. Most text is no label, which the pattern without groups tells in a third of the time."""
    rows: list[dict[str, Any]] = _printed()["label"]
    plain: dict[str, Label] = {}
    groups: dict[str, Label] = {}
    patterns: list[str] = []
    for row in rows:
        for name in row["names"]:
            label = Label(
                row["kind"],
                name,
                tuple(row.get("below", ())),
                **{key: row.get(key, False) for key in ("caption", "prose", "inline", "statement")},
                ends=tuple(row.get("ends", ())),
            )
            if _PLAIN_NAME.fullmatch(name):
                plain[name.replace(" ", "")] = label
            else:
                groups[f"p{len(groups)}"] = label
                patterns.append(name.replace(" ", ""))
    named = (f"(?P<p{number}>{pattern})" for number, pattern in enumerate(patterns))
    return plain, re.compile("|".join(patterns)), re.compile("|".join(named)), groups


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(map(letters, _printed()[key]))


def may_state(text: str) -> bool:
    """Whether a text may name the doelzin beside or below it, where that opens as one."""
    return len(text) <= _LONGEST_STATING and letters(text) in _listed("may_state")


def names_status(text: str) -> bool:
    """Whether a text is the status of the activities below it and nothing else."""
    return letters(text) in _listed("statuses")


def find_label(text: str) -> Label | None:
    """The label that `text` is as a whole, tolerant of case, `(tekst uit Begroting 2021)`, blanks inside words,
    quotes, brackets and closing signs (formats 2014-2020 section 4, 2020-2026 section 3); None for other text."""
    return _look_up(text) if 0 < len(text) <= _LONGEST_LABEL else None


def opening_label(text: str) -> Label | None:
    """The label that the first line of a block's text is, if it is one."""
    return find_label(text.partition("\n")[0].strip())


@lru_cache(maxsize=8192)
def _look_up(text: str) -> Label | None:
    plain, pattern, named, groups = _table()
    key = letters(strip_text_origin(without_mark(text)))
    if found := plain.get(key):
        return found
    if pattern.fullmatch(key) and (matched := named.fullmatch(key)) and matched.lastgroup:
        return groups[matched.lastgroup]
    if (number := _NUMBERED.match(text)) is not None:
        label = _look_up(text[number.end() :])
    else:
        behind = _BEHIND.search(text) if text[-1] in _ENDS_BEHIND else None
        label = _look_up(text[: behind.start()]) if behind and behind.start() else None
    if label is not None:
        return label if label.kind != "other" else None  # `1. Projecten` may be any list
    name = spelled(key, _often_misspelt().get(len(key), ())) if key.isalpha() else None
    return replace(found, misspelt=True) if name and (found := _look_up(name)) else None
