"""Where the flat text of a Streefdoel table ran several cells together, so that nobody can tell their columns:
a small table inside a cell (jaarverslag-2014 p1713), and the bullets of several cells in one block (p1777, p1726,
p1702)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

PLACEHOLDER = frozenset({"-", "–", "−"})
_LONE_NUMBERS = 8  # so many paragraphs of only a number are a table inside a cell
_SENTENCE = 20  # letters that two cells must share
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[<>≤≥]?\s*-?\d[\d.,]*\s*%?")
_DATED = re.compile(rf"{_NUMBER.pattern}\s*(?:\(\s*|in\s+|\(in\s+)((?:19|20)\d\d)\)?")
_OPENS_WITH_VALUE = re.compile(r"\W*\d[\d.,]* [a-z]")
# no participles: gedaald may be a norm; gemeenten, gezinnen, gebieden, beleid, bestand
_NO_GE = "daald|stegen|nomen|bleven|groeid|meenten|zinnen|bieden|vallen|bouwen|tallen|gevens"
_NO_BE = "leid|stand|sluit|richt|kend|band"
PARTICIPLE = rf"ge(?!{_NO_GE})[a-z]{{2,}}(?:d|t|en)|(?:be|her|ont|ver)(?!{_NO_BE})[a-z]{{3,}}[dt]"
"""A participle from its `ge` on, or one that has none, as part of a pattern."""
_DONE = re.compile(rf"\b(?:[a-z]{{0,5}}{PARTICIPLE})\b")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_NAMED_VALUE = re.compile(r"[A-Za-z‘’'][^:.\d]*\s\d[\d.,]*\s*%?\s*")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()


def equal_but_for_numbers(one: str, other: str) -> bool:
    """A norm that repeats its nulsituatie, or asks `95% wordt tijdig behandeld` of 93% (jaarverslag-2014 p1716). With
    years in it the second may tell what was done."""
    if one == other:
        return True
    if not one or not other or one[-1] != other[-1] or _YEAR.search(one) or _YEAR.search(other):
        return False
    letters = _NO_LETTERS.sub("", one)
    return len(letters) >= _SENTENCE and letters == _NO_LETTERS.sub("", other)


def holds_a_table(paragraphs: Sequence[str]) -> bool:
    """Whether a label and its numbers, one to a paragraph, return time and again. Cells of numbers open with one."""
    if _NUMBER.fullmatch(paragraphs[0]):
        return False
    return sum(1 for text in paragraphs if _NUMBER.fullmatch(text)) >= _LONE_NUMBERS


def is_lone_list(paragraphs: Sequence[str]) -> bool:
    """Whether one list is all there is: where every cell of a row is a list nothing parts them (begroting-2016 p3030).
    Two bullets or fewer cannot fill three cells."""
    return len(paragraphs) == 1 and sum(1 for line in paragraphs[0].split("\n") if line.lstrip()[:1] == "•") > 2


def ran_together(paragraphs: Sequence[str], report_year: int, realised: bool) -> bool:
    """Whether one paragraph holds lines of several cells: the same words twice in its bullets, bullets of a year before
    and of the report year in a jaarverslag, or a list of values apart from the colon that announces it."""
    announced = False
    for at, text in enumerate(paragraphs):
        lines = text.split("\n")
        if len(lines) > 1:
            bullets = [line for line in lines if line.lstrip()[:1] == "•"]
            if _return(bullets) or (realised and _span_years(bullets, report_year)):
                return True
            if announced and sum(1 for line in lines if _NAMED_VALUE.fullmatch(line)) > 1:
                return True
        announced = announced or (text.endswith(":") and at + 1 < len(paragraphs) and "\n" not in paragraphs[at + 1])
    return False


def _return(bullets: Sequence[str]) -> bool:
    """`Park A 12 %` and `Park A 17 %`: the values of two columns. `Start fase 1` and `Start fase 2` are activities."""
    words = [_letters(line) for line in bullets if "%" in line or _OPENS_WITH_VALUE.match(line)]
    return len(set(words)) < len(words)


def _span_years(bullets: Sequence[str], report_year: int) -> bool:
    """Bullets with numbers, the last year of one before the report year, and of another not, which was not done."""
    numbered = [line for line in bullets if _DIGIT.search(_YEAR.sub("", line))]
    years = [(line, int(found[-1])) for line in numbered if (found := _YEAR.findall(line))]
    late = any(year >= report_year and not _DONE.search(line) for line, year in years)
    return late and any(year < report_year for _, year in years)


def named_twice(paragraphs: Sequence[str]) -> frozenset[int]:
    """The places of `Park A 12 %` and `Park A 17 %` one after the other: of three columns two, and nobody knows which
    (jaarverslag-2015 p4054)."""
    twice: set[int] = set()
    at = 0
    for name, run in groupby(_letters(text) if _NAMED_VALUE.fullmatch(text) else "" for text in paragraphs):
        places = range(at, at + len(list(run)))
        if name and len(places) == 2:
            twice.update(places)
        at = places.stop
    return frozenset(twice)


def opens_with_value(text: str) -> bool:
    """Whether a text opens with a value: `91 inbraken in 2015`."""
    return _OPENS_WITH_VALUE.match(text) is not None


def told_twice(paragraphs: Sequence[str], columns: Sequence[int]) -> frozenset[int]:
    """The places of `27 inbraken in 2016` and `31 inbraken in 2016` where both came in one column: one is the norm and
    the other what was realised, or nobody knows."""
    places: dict[tuple[str, str, int], list[int]] = {}
    for at, text in enumerate(paragraphs):
        if opens_with_value(text) and "\n" not in text:
            places.setdefault((_letters(text), " ".join(_YEAR.findall(text)), columns[at]), []).append(at)
    return frozenset(at for found in places.values() if len(found) > 1 for at in found)


def is_bare(text: str) -> bool:
    """Whether a text is a value without a word: `57 %`, `-`."""
    return text in PLACEHOLDER or _NUMBER.fullmatch(text) is not None


def is_dated(text: str, report_year: int) -> bool:
    """Whether a text is a bare value of a year before: `15.200 (2012)`, `22% in 2011`."""
    found = _DATED.fullmatch(text)
    return found is not None and int(found[1]) < report_year


def bare_below_bare(paragraphs: Sequence[str], columns: Sequence[int]) -> frozenset[int]:
    """The places of bare values of which two that follow each other came in one column: they may as well be cells of
    one row, and nobody knows where a blank cell parted them."""
    unknown: set[int] = set()
    at = 0
    for bare, run in groupby(paragraphs, is_bare):
        places = range(at, at + len(list(run)))
        if bare and any(columns[one] == columns[one + 1] for one in places[:-1]):
            unknown.update(places)
        at = places.stop
    return frozenset(unknown)


def tells_its_column(text: str, column: int) -> bool:
    """Whether a text in that column prints no number, and is realised or a norm by its own words."""
    return (column == 2 or text.lower().startswith(("norm", "de norm"))) and not _DIGIT.search(_YEAR.sub("", text))
