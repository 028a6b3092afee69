"""What the heads of an indicator table say: which column holds names, observations (role and year), units or
sources. All spellings stand in indicator_heads.toml; a head that stands there nowhere is not guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from ..dutch.footnotes import without_mark
from ..model import record
from .lines import one_line

Role: TypeAlias = Literal["baseline", "current", "target"]
HeadKind: TypeAlias = Literal["name", "number", "unit", "source", "note", "reference_date", "passed_over", "value"]

_LABELS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ROLE_OF: dict[str, Role] = {label: role for role, labels in _LABELS["role"].items() for label in labels}
_DATED_ROLE_OF: dict[str, Role] = {label: role for role, labels in _LABELS["dated_role"].items() for label in labels}
_KINDS: tuple[HeadKind, ...] = ("name", "unit", "source", "note", "reference_date", "passed_over", "number")
_KIND_OF: dict[str, HeadKind] = {label: kind for kind in reversed(_KINDS) for label in _LABELS[kind]}
_NAME_IN_SECTION = frozenset(_LABELS["name_in_section"])
_NAME_WORDS = ("indicator", "kpi", "kengetal")
ROLE_WORDS = sorted(_ROLE_OF.keys() - set(_LABELS["no_role_in_text"]), key=len, reverse=True)
"""Words in running text that name the role of the value behind them, longest first."""
MEASURE_WORDS: tuple[str, ...] = tuple(_LABELS["measure_words"])
"""Words of a sentence that states the value of an indicator."""
_PLANNED, _REALISED = frozenset(_LABELS["planned"]), frozenset(_LABELS["realised"])
_UNIT_OPENS = frozenset(_LABELS["unit_words"]["opens"])
_PERCENT = frozenset(_LABELS["unit_words"]["percent"])
WHOLE_UNITS = frozenset(_LABELS["unit_words"]["whole"])
"""Units whose values are whole numbers."""
UNIT_HEADS: dict[str, str] = dict.fromkeys(_PERCENT, "%") | {label: label for label in _LABELS["unit_words"]["counted"]}
"""Heads that say in which unit the values below are and name no indicator, with that unit."""
PLACES = frozenset(_LABELS["places"])
"""Rows below the name of an indicator that say where it was measured, in lower case."""
YEAR_ROW = frozenset(_LABELS["year_row"])
"""What stands in front of a row of years, in lower case."""
YEAR_COLUMN = frozenset(_LABELS["year_column"])
"""What stands over a column of years, as `plain_label` leaves it."""
BARE_VALUE = frozenset(_LABELS["bare_value"])
"""Heads of values that tell nothing of when: beside a column of years the year tells whether one is a target."""
_COMPARED_PLACES = frozenset(_LABELS["compared_places"])
COMPARED = frozenset(_LABELS["compared"]) | _COMPARED_PLACES
"""Heads of columns that tell whose values or which amounts stand below, and name no indicator."""

_COMPARED_OPENS = tuple(_LABELS["compared_opens"])

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\w)['’](?=[0-4]\d(?!\d))")  # of `'24`
_DATE = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?=(?:19|20)\d\d)|\b1e |\b2e ")
_LINKS = re.compile(
    r"(?:\b(?:van|voor|in|per|t/m|tot en met|het jaar|schooljaar|jaar|op|ultimo|eind)\b|[-–:.,*()]| )+$"
)
_LINK_INSIDE = re.compile(r"\b(?:in|van|voor)  +")
_HYPHENATED = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])")
_LINK_ENDS = ("van", "voor", "in", "per", "t/m", "met", "jaar", "op", "ultimo", "eind", *"-–:.,*() ")  # of _LINKS
_OPENS_ASIDE = " (-–:"  # of `2024 (realisatie)`
_LONGEST_HEAD = 120  # characters; the search for what ends a label costs 20 microseconds on a long text
_SPACES = re.compile(r" {2,}")
_IN_PERCENT = re.compile(r"(?<=\S)[ ,]+in (?:%|procenten|procent)$", re.IGNORECASE)
_PERCENT_ENDS = ("%", "procent", "procenten")
_BRACKET = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])\s*[*:]?$")


@record
class Head:
    """One column: `kind` None means not understood. `role` None over a year alone. `label` as printed."""

    label: str
    kind: HeadKind | None
    role: Role | None = None
    year: int | None = None


@lru_cache(maxsize=2048)  # the same few on all pages of a publication
def plain_label(label: str) -> str:
    """A head or label to compare: lower case, one line, hyphenation undone, without years and what ties them."""
    return _plain(_printed(label))


def may_name(labels: Iterable[str]) -> bool:
    """Whether one of these heads may be that of a column of names in any table: all its spellings hold one of these
    words."""
    printed = _printed("|".join(labels)).lower()
    return any(word in printed for word in _NAME_WORDS)


def _printed(label: str) -> str:
    return one_line(_HYPHENATED.sub("", label) if "-" in label and "\n" in label else label)


def _plain(printed: str) -> str:
    text = printed.lower()
    if _YEAR.search(text):
        text = _LINK_INSIDE.sub("", _YEAR.sub(" ", _DATE.sub(" ", text))).lstrip(_OPENS_ASIDE)
    if text.endswith(_LINK_ENDS):
        text = _LINKS.sub("", text)
    return _SPACES.sub(" ", text).strip() if "  " in text else text.strip()


@lru_cache(maxsize=512)
def head_of(label: str, in_section: bool = False) -> Head:
    """What one printed head means (`Norm van 2016` -> target 2016, `Streef-\\nwaarde` -> target, `2019` -> a value
    of 2019 without role). `in_section`: the table stands below the label Indicatoren, where `Omschrijving` too
    names indicators. A long text is no head: rooms ask for the first cells of any table."""
    printed = _printed(label)
    if len(printed) > _LONGEST_HEAD:
        return Head(printed, None)
    whole = _SHORT_YEAR.sub("20", printed) if "'" in printed or "’" in printed else printed
    plain = _plain(whole)
    years = _YEAR.findall(whole)
    year = int(years[-1][:4]) if years else None
    if role := _ROLE_OF.get(plain) or (_DATED_ROLE_OF.get(plain) if year is not None else None):
        return Head(printed, "value", role, year)
    if in_section and plain in _NAME_IN_SECTION:
        return Head(printed, "name")
    if kind := _KIND_OF.get(plain):
        return Head(printed, kind)
    if not plain and year is not None:
        return Head(printed, "value", None, year)
    return Head(printed, None)


def is_place(plain: str) -> bool:
    """Whether a head as `plain_label` leaves it says where the values below it were measured."""
    return plain in PLACES or plain in _COMPARED_PLACES or plain.startswith(_COMPARED_OPENS)


@lru_cache(maxsize=512)
def activity_status(head: str) -> Literal["planned", "realised"] | None:
    """The status of what stands below a head of 2014-2016: `Activiteiten`, `Wat is in 2014 gerealiseerd`."""
    plain = plain_label(head)
    return "planned" if plain in _PLANNED else "realised" if plain in _REALISED else None


def split_unit(name: str) -> tuple[str, str | None]:
    """An indicator's name and the unit in the brackets behind it: `Beschermd wonen (aantal)`. Brackets that hold
    no unit (`(Wmo)`) stay part of the name. `(in %)`, `(percentage)` and a name that ends in `in %` are `%`."""
    name = without_mark(name)
    found = _BRACKET.search(name) if ")" in name or "]" in name else None
    if found is None:
        behind = _IN_PERCENT.search(name) if name.lower().endswith(_PERCENT_ENDS) else None
        return (name[: behind.start()], "%") if behind else (name, None)
    unit = one_line(found[1] or found[2] or "")
    words = unit.lower().split()
    if not words or words[0].rstrip(".,:") not in _UNIT_OPENS:
        return name, None
    return without_mark(name[: found.start()]), "%" if unit.lower() in _PERCENT else unit
