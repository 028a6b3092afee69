"""The printed labels of labels.toml as compiled patterns, and what one label means on either axis."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ...dutch.footnotes import without_mark
from ...dutch.printed import plain
from ...dutch.units import UnknownUnit, parse_unit
from . import folding

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))

_IN_EUROS = re.compile(r"\bin (?:hele )?(?:€|euro)", re.IGNORECASE)
_UNIT_NOTE = re.compile(r"\*?\(?(?:alle )?bedragen .*")
flat, fold = folding.flat, folding.fold


class Label(NamedTuple):
    """What a head says: any of stage, component and year."""

    stage: str | None = None
    component: str | None = None
    year: int | None = None


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _named(patterns: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """All of them as one pattern, a group for each name: one search instead of seven."""
    return re.compile("|".join(f"(?P<{name}>{_any(each).pattern})" for name, each in patterns.items()))


_COMPONENTS, _STAGES, _CLOSING_ROWS = (_named(TABLE[key]) for key in ("components", "stages", "closing_rows"))
_DATED_STAGES, _ADDED = _named(TABLE["dated_stages"]), _named(TABLE["added_rows"])
_EMPTY, _FOREIGN, _LABEL, _PROGRAMMES, _TITLE, _POLICY_FIELDS, _WORDS = (
    _any(TABLE["heads"][key]) for key in ("empty", "foreign", "label", "programmes", "title", "policy_fields", "words")
)
_SIGNED, _APART, _SUBJECTS = (_any(TABLE["heads"][key]) for key in ("signed", "apart", "subjects"))
_ROWS = {key: _any(patterns) for key, patterns in TABLE["rows"].items()}
_DIFFERENCES = re.compile("|".join(TABLE["differences"]["words"]))
_NEEDED = _any(TABLE["needed"]["headings"])
OVERVIEW_STAGE: dict[str, str] = TABLE["overview_stage"]
RESULT_ROWS: tuple[str, ...] = tuple(TABLE["needed"]["result_rows"])
_LONGEST_HEAD = 500  # characters
_LONGEST_TITLE, _LONGEST_UNIT = 60, 40


def _name(names: re.Pattern[str], folded: str) -> str | None:
    found = names.fullmatch(folded)
    return found.lastgroup if found else None


@lru_cache(4096)
def column_label(text: str) -> Label | None:
    """The meaning of a column head: `Lasten`, `2017`, `Rekening 2015`, `vastgestelde begroting lasten`. None when
    no pattern knows it, or where it is too long for a head: trying every split of it would take minutes."""
    if len(text) > _LONGEST_HEAD:
        return None
    rest, year = folding.without_year(without_mark(text))
    rest = rest.strip(" -*")
    if not rest or (year and rest in ("jaar", "boekjaar", "begrotingsjaar", "jaarschijf")):
        return Label(year=year) if year else None
    if year and len(rest) < 4 and (stage := _name(_DATED_STAGES, rest.strip("()"))):
        return Label(stage, None, year)
    if component := _name(_COMPONENTS, rest):
        return Label(None, component, year)
    words = rest.split(" ")
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        for first, second in ((left, right), (right, left)):
            if (stage := _name(_STAGES, first)) and (component := _name(_COMPONENTS, second)):
                return Label(stage, component, year)
    stage = _name(_STAGES, rest)
    return Label(stage, None, year) if stage else None


@lru_cache(4096)
def row_stage(text: str) -> str | None:
    """The stage a row label names (`+ mutaties kredieten`, `+ Voorjaarsnota`, `Resultaat doel Cultureel klimaat`)."""
    bare = folding.without_year(text)[0]
    return _name(_STAGES, bare) or (_name(_ADDED, bare) if text.lstrip()[:1] == "+" else None)


@lru_cache(4096)
def row_component(text: str) -> str | None:
    """The component a row label names (`Saldo van baten en lasten`, `Toevoeging aan reserve`), or None."""
    return _name(_COMPONENTS, folding.without_year(text)[0])


@lru_cache(4096)
def closing_component(text: str) -> str | None:
    """The component that a row below those of programmes names: also `Totaal exclusief reserves`, which below a
    component is a total of that."""
    return _name(_CLOSING_ROWS, fold(text)) or row_component(text)


def is_total(text: str) -> bool:
    return _ROWS["total"].fullmatch(fold(text)) is not None


def is_programme_total(text: str) -> bool:
    """Whether a row is the total of one programme, which it does not name: `Totaal programma 1` does."""
    return _ROWS["programme_total"].fullmatch(fold(text)) is not None and not text.rstrip(": ")[-1:].isdigit()


def is_beside_programmes(text: str) -> bool:
    """Whether a row is what a budget lists beside its programmes: `Overhead`, `Onvoorzien`."""
    return _ROWS["beside_programmes"].fullmatch(fold(text)) is not None


def is_subtotal(text: str) -> bool:
    """Whether a row is a total that names nothing, of the rows right above it."""
    return _ROWS["subtotal"].fullmatch(fold(text)) is not None


def names_a_side(text: str) -> bool:
    """Whether a text may speak of lasten or baten, before anything that takes longer is asked."""
    return "asten" in text or "aten" in text or "ASTEN" in text or "ATEN" in text


def opening_side(text: str) -> str | None:
    """`lasten` or `baten`, where a label opens with it, whatever else it says: `Totaal lasten (4)`."""
    folded = fold(text)
    return next((side for side in ("lasten", "baten") if _ROWS[f"opens_{side}"].fullmatch(folded)), None)


def is_saldo_row(text: str) -> bool:
    return _ROWS["saldo"].fullmatch(fold(text)) is not None


def is_reserve_movements(text: str) -> bool:
    return _ROWS["reserve_movements"].fullmatch(fold(text)) is not None


def heads_reserves(text: str) -> bool:
    """Whether a row without amounts says that those below it are movements of reserves."""
    return is_reserve_movements(text) or _ROWS["reserves_head"].fullmatch(fold(text)) is not None


def is_of_programmes(text: str) -> bool:
    """A total of the programmes only: `Totaal programma's` above `Algemene dekkingsmiddelen`."""
    return _ROWS["of_programmes"].fullmatch(fold(text)) is not None


def reserve_movements_of(text: str) -> str:
    """`programma 1` of `Mutaties reserves programma 1`; nothing for other labels."""
    found = _ROWS["reserve_movements_of"].fullmatch(flat(text).lower())
    return flat(text)[found.start("of") :] if found else ""


def is_named_reserve(text: str) -> bool:
    """A reserve by its name (`reserve sociaal domein`), below the row of reserve movements."""
    return _ROWS["named_reserve"].fullmatch(fold(text)) is not None


def is_about_all(text: str) -> bool:
    """Whether a row is about all rows of its table: a total, a saldo, a component or the movements of the reserves."""
    return is_total(text) or is_saldo_row(text) or row_component(text) is not None or is_reserve_movements(text)


def is_no_subject(text: str) -> bool:
    """Whether a label names a moment, a stage or a share of amounts, and so no programme or taakveld."""
    return _ROWS["no_subject"].fullmatch(fold(text)) is not None


def is_of_which(text: str) -> bool:
    """Whether a row is a share of the one above it, which no total counts."""
    return "aarvan" in text and _ROWS["of_which"].fullmatch(fold(text)) is not None


def is_note(text: str) -> bool:
    """A footnote, a source line or a line that explains signs or units."""
    return _ROWS["note"].fullmatch(flat(text).lower()) is not None


@lru_cache(4096)
def is_unit_note(text: str) -> bool:
    """A line that names the unit of a table, and nothing else: `(bedragen x € 1.000)`."""
    return _UNIT_NOTE.fullmatch(flat(text).lower()) is not None or is_unit(text)


def is_empty_head(text: str) -> bool:
    return _EMPTY.fullmatch(flat(text).lower().rstrip(":")) is not None


@lru_cache(4096)
def unit_in_head(text: str) -> str:
    """A head without its year where it says in which unit its column is (`Lasten 2022 x € 1.000`, `Begroting (in €)`),
    else nothing. A sign (`€`) says nothing of it, and behind a number an `x` is no unit (`4 x 100`)."""
    head = folding.YEAR.sub("", flat(text))
    try:
        return head if (parse_unit(head) or 0) > 1 or _IN_EUROS.search(head) else ""
    except UnknownUnit:
        return head


def is_unit(text: str) -> bool:
    """Whether a text below heads names a unit or a currency and nothing else."""
    return len(text) <= _LONGEST_UNIT and is_empty_head(text) and (text.strip(" ()") == "€" or bool(unit_in_head(text)))


def is_foreign_head(text: str) -> bool:
    return _FOREIGN.fullmatch(folding.without_year(text)[0]) is not None


def is_short_title(text: str) -> bool:
    """A text as short as a head or a caption and without the end of a sentence; its unit and year do not count."""
    return len(folding.without_year(text)[0]) <= _LONGEST_TITLE and not flat(text).endswith((".", "!", "?", ";"))


def is_policy_fields(text: str) -> bool:
    """A title of a table whose rows are taakvelden (`Overzicht taakvelden`, the head `Taakveld`). A sentence that
    mentions a taakveld says nothing about the rows, nor does the number of one (`taakveld 6.72 Jeugdhulp`)."""
    return is_short_title(text) and _POLICY_FIELDS.fullmatch(fold(text)) is not None


def is_foreign_title(text: str) -> bool:
    """A caption of another kind of table (`Kredieten (x €1.000)`, `Prognose`)."""
    return _TITLE.fullmatch(folding.without_year(text)[0]) is not None or (is_short_title(text) and is_apart(text))


@lru_cache(4096)
def is_apart(text: str) -> bool:
    """Whether a head or a title begins with a moment that is no stage of the datasets, or with a share of amounts."""
    return _APART.match(folding.without_year(text)[0]) is not None


def is_label_head(text: str) -> bool:
    return _LABEL.fullmatch(fold(text)) is not None


def is_words_head(text: str) -> bool:
    """A head over what is said about the amounts left of it."""
    return _WORDS.fullmatch(fold(text)) is not None


def is_between_years(text: str) -> bool:
    """Whether a head is that of a difference between two years (`Verschil 2017-2016`): which of them favours, nothing
    says."""
    return "-" in text and len(set(folding.YEAR.findall(flat(text)))) > 1


def is_signed_head(text: str) -> bool:
    """A head over differences of one sign (`Voordeel` beside `Nadeel`)."""
    return _SIGNED.fullmatch(folding.without_year(text)[0]) is not None


def is_subjects_head(text: str) -> bool:
    """A head over rows of which nothing says that they are programmes."""
    return _SUBJECTS.fullmatch(fold(text)) is not None


def is_programmes_head(text: str) -> bool:
    """A head over rows that are programmes."""
    return _PROGRAMMES.fullmatch(fold(text)) is not None


def tells_differences(text: str) -> bool:
    return _DIFFERENCES.search(text.lower()) is not None


def needs_table(heading: str) -> bool:
    return _NEEDED.fullmatch(fold(heading)) is not None


def year_of(text: str) -> int | None:
    """The year in a label, or in a date of it (`Begroting t/m 31-12-2024`)."""
    return folding.without_year(text)[1]


def holds_year(text: str) -> bool:
    """Whether a year stands in a label: no programme, goal or taakveld is called after one."""
    return folding.YEAR.search(flat(text)) is not None


def is_year(text: str) -> bool:
    return folding.YEAR.fullmatch(plain(without_mark(text)).rstrip("*")) is not None
