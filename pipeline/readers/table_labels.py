"""The printed labels of table_labels.toml as compiled patterns; the one place that reads that file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.dutch.dates import is_year

Match: TypeAlias = Callable[[str], re.Match[str] | None]

ROLES = r"verleden|heden|toekomst|nul(?:meting|situatie)|realisatie|streefwaarde|norm"
"""Names of the values of an indicator, as part of a pattern."""
_LONGEST_LABEL = 80  # characters
_UNIT_BEHIND = re.compile(r" ?\((?:bedragen )?(?:[x×*] ?|in |(?=€)).{1,16}\)\Z", re.IGNORECASE)
_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """The text on one line with single spaces, as labels are compared."""
    return " ".join(text.split())


def _any(patterns: Sequence[str]) -> Match:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE).fullmatch


def _each(patterns: Sequence[str]) -> tuple[Match, ...]:
    return tuple(_any([pattern]) for pattern in patterns)


def _without_unit(match: Match) -> Match:
    """`match` for a head that may print its unit behind it: `Lasten (x € 1.000)`."""
    return lambda text: match(text) or (match(_UNIT_BEHIND.sub("", text)) if text.endswith(")") else None)


_FOOT = ("ga terug", "deze pagina")  # ends a part, and is none


@lru_cache(maxsize=2048)  # the same few on all pages of a publication
def names_part(text: str) -> bool:
    """Whether a text is the label of a part of the report and nothing else; a sentence may open with one."""
    if not 0 < len(text) < _LONGEST_LABEL or text[-1] in ".;," or text.lower().startswith(_FOOT):
        return False
    return section(fold(text)) is not None


@dataclass(frozen=True, slots=True)
class Identity:
    """A printed sum along a row: `result` = the terms, each with a sign that full rows teach."""

    result: Match
    terms: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class SumDown:
    """A printed sum down every column: the row `result` = the rows `plus` less the rows `minus`; `good_or_bad` where
    the result has a sign of its own in each column."""

    result: Match
    plus: tuple[Match, ...]
    minus: tuple[Match, ...]
    good_or_bad: bool


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Rows under this label fill the `last` n years, or start at year number `first`."""

    label: Match
    last: int | None
    first: int | None


_page, _table, _place, _shape, _goal = (_TABLE[key] for key in ("page", "table", "place", "shape", "streefdoel"))

document = _any(_page["document"])
root = _any(_page["roots"])
domain = _any(_page["domains"])
navigation = _any(_page["navigation"])
numbered_programme = re.compile("|".join(_page["numbered_programme"])).fullmatch
place_key = _any(_page["place_keys"])
overview = _any(_page["overview"])
programme = _any(_page["programme"])
goal_title = _any([_page["goal_title"]])
old_programme, below_old_programme, effects = (
    _any(_page[key]) for key in ("old_programme", "below_old_programme", "effects")
)
section = _any(_page["section"])
tab = _any(_page["tabs"])
tab_beside = _any([_page["tab_beside"]])
listed = _any(_page["listed"])
COUNTED = "|".join(_page["counted"])
"""What a count on the name of a part counts, as part of a pattern."""
frame_label = _any(_page["frame_labels"])

caption = _any(_table["caption"])
table_title = _any(_table["title"])
unit_line = _any([_table["unit_line"]])
sign_rule = _any(_table["sign_rule"])
group_row = _any(_table["group_row"])
total = _any(_table["total"])
label_head = _any([*_table["label_heads"], *_table["indicator_labels"]])
value_head = _without_unit(_any([*_table["value_heads"], *_table["indicator_values"]]))
of_indicators = _any([*_table["indicator_values"], *_table["indicator_labels"]])
inner_group = _any(_table["inner_groups"])
component_head = _without_unit(_any(_table["component_heads"]))
corner_component = _any(_table["corner_components"])
label_kinds = tuple((_any([head]), re.compile(kind).fullmatch) for head, kind in _table["label_kinds"].items())
numbered_label = _any([_table["numbered_label"]["head"]])
label_number = re.compile(_table["numbered_label"]["cell"]).fullmatch

optional = _any(_place["optional"])
always = _any(_place["always"])
interest = _any(_place["interest"])
sole_heads = _each(_place["sole_heads"])
sole_row = _any(_place["sole_row"])
sums_down = tuple(
    SumDown(_any([entry["result"]]), _each(entry["plus"]), _each(entry["minus"]), entry.get("good_or_bad", False))
    for entry in _place["down"]
)
identities = tuple(Identity(_any([entry["result"]]), _each(entry["terms"])) for entry in _place["identity"])
years_head = _any([_place["meerjaren"]["head"]])
years_count: int = _place["meerjaren"]["years"]
years_base = _any(_place["meerjaren"]["base"])
movements_before, movements_after, movements_row = (
    _any([_place["meerjaren"]["movements"][key]]) for key in ("before", "after", "row")
)
year_groups = tuple(
    YearGroup(_any([entry["label"]]), entry.get("last"), entry.get("first")) for entry in _place["meerjaren"]["group"]
)

indicator_head = _each(_shape["indicator_head"])
indicator_words = _any(_shape["indicator_words"])
indicator_column = _any([*_shape["indicator_words"], *_shape["indicator_values"]])
indicator_value = _any([_shape["indicator_value"]])
word_subject, word_short = _any(_shape["word_subjects"]), _any(_shape["word_short"])
word_head = _any([*_shape["word_subjects"], *_shape["word_short"], *_shape["word_heads"]])
policy_head = _each(_shape["policy_head"])
opens_with_loose_head = re.compile(rf"(?:{'|'.join(_shape['loose_heads'])})(?: \(?\d{{4}}\)?)?", re.IGNORECASE).match
lone_heads: frozenset[str] = frozenset(_shape["lone_heads"])
pair_label = _any(_shape["pairs"])
head_only = tuple(_each(heads) for heads in _shape["head_only"])
head_only_texts: tuple[tuple[str, ...], ...] = tuple(tuple(heads) for heads in _shape["head_only"])
overview_head = _each(_shape["overview_head"])
overview_goal, overview_parts, overview_effect = (
    _any([_shape[key]]) for key in ("overview_goal", "overview_parts", "overview_effect")
)
deviations, deviation_kind = (_any(_shape[key]) for key in ("deviations", "deviation_kind"))
programme_row = _any(_shape["programme_row"])

goal_label = _any(_goal["label"])
goal_head = _each(_goal["head"])
goal_effects = _any(_goal["effects"])
goal_opens = _any([*_goal["effects"], *_goal["table"]])
goal_stop = _any([*_goal["effects"], *_goal["table"], *_goal["stop"]])
goal_full_width = _any(_goal["full_width"])
GOAL_LABELS: tuple[str, ...] = (*_goal["effects"], *_goal["label"])
"""Labels above the table of a goal, as parts of a pattern."""

BADGE_WORDS: tuple[str, ...] = tuple(_TABLE["markup"]["badges"])
STATUSES: frozenset[str] = frozenset(_TABLE["markup"]["statuses"])
COUNT_WORDS: tuple[str, ...] = tuple(_TABLE["markup"]["counts"])
"""What the class of a badge, or of a count, holds."""

year = is_year
_AMOUNT = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+|,--?|,=)?"
_SIGNED = rf"(?:(?:€|EUR)\s*)?(?:-/-|[-+–−])?\s*(?:€\s*(?:-/-|[-+–−])?\s*)?{_AMOUNT}\s*(?:%|€|euro?\b)?"
_VALUE = re.compile(
    rf"(?:[<>≤≥]=?\s*)?{_SIGNED}|[-–−—]|€\s?[-–−—]|(?:€\s?)?-?p\.?m\.?|n\.?v\.?t\.?|n\.?n?\.?b\.?"
    r"|n\.?t\.?b\.?|(?:nog )?niet bekend|onbekend|nihil",
    re.IGNORECASE,
).fullmatch
# with the mark of a footnote, a nadeel or a voordeel behind it, or as an accountant prints what is negative
_MARKED_VALUE = re.compile(
    rf"(?:{_SIGNED}|[-–−])(?:\s?\*{{1,3}}\)?|\s?[†‡¹²³⁴⁵⁶⁷⁸⁹]\)?|\s(?:\d{{1,2}}|[a-z])\)|\s?[NV]|\s\([NV]\))"
    rf"|\((?!(?:19|20)\d\d\))(?:€\s?)?{_AMOUNT}\)|(?:€\s?)?\d{{1,3}}(?:\.\d{{3}})+-"
).fullmatch
_VALUE_START = frozenset("0123456789-+–−—€<>≤≥eEpPnNoO(")
_MARKED_END = frozenset(")*NV-†‡¹²³⁴⁵⁶⁷⁸⁹")


def is_value(text: str) -> bool:
    """Is every line of this cell a printed number or a sign for none (`-`, `p.m.`, `nvt`)?"""
    if not text or text[0] not in _VALUE_START or len(text) > 80:
        return False
    return all(_VALUE(line.strip()) or _is_marked(line.strip()) for line in text.split("\n"))


def _is_marked(line: str) -> bool:
    return line[-1:] in _MARKED_END and _MARKED_VALUE(line) is not None


def starts_with(texts: Sequence[str], at: int, heads: Sequence[Match]) -> bool:
    """Do the texts from `at` match these heads one by one?"""
    if at + len(heads) > len(texts):
        return False
    return all(head(fold(texts[at + offset])) for offset, head in enumerate(heads))


def sole_column(texts: Sequence[str]) -> int | None:
    """The place of the column that one row alone fills (`Saldo`) where these are its heads, in any order; else None."""
    if len(texts) != len(sole_heads):
        return None
    names = [next((at for at, head in enumerate(sole_heads) if head(fold(text))), None) for text in texts]
    return names.index(len(names) - 1) if set(names) == set(range(len(names))) else None
