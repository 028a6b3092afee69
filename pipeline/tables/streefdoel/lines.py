"""The lines of one cell of a 2014-2016 Streefdoel table, and the values they name (formats/2014-2020.md section 2):
`583 woninginbraken in 2014`, `Wezenlanden 12 %`, `... is in 2014, 4,4.`, `0-meting 2013: 90%`, `norm 2015: 90%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ...dutch.quantities import Direction, Quantity, find_direction, find_quantities
from ..indicator_heads import Role
from ..lines import tidy
from .names import COUNTED, EDGES, YEAR, name_of, named_above, role_of

_BULLET = re.compile(r"^\s*[•·▪]\s*")
_INLINE_BULLET = re.compile(r"[ \n]+(?=[•▪] )")
# A sentence that goes on in lower case below a line without a full stop (jaarverslag-2014 p1700).
_WRAPPED = re.compile(r"(?<=[a-z]{3})\n(?=[a-z]{2,} [a-z]{2,}(?: [a-z]|\. [A-Z]))")
# A pipe export prints the lines of a cell in a row: these are the places where one ended.
_VALUE_FIRST = re.compile(r"[≤≥<>]? ?\d")
_AFTER_YEAR = re.compile(r"(?<= in (?:19|20)\d\d) (?=[≤≥<>]? ?\d)|(?<= in (?:19|20)\d\d\*) (?=[≤≥<>]? ?\d)")
_AFTER_PERCENT = re.compile(r"(?<=\d)( ?%) (?=[A-Z‘']|[a-z]{2,}(?: \w+)?: )|^((?:19|20)\d\d) (?=[A-Z])|( ?\.{4,}) ?")
_HEAD_OF_YEARS = re.compile(r" ((?:(?:19|20)\d\d )+(?:19|20)\d\d) (?=\d)")
_DIGIT = re.compile(r"\d")
_LONGEST = 2_000  # characters: a line above it is no line of measurements, and its values are no rows
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_TELLING = re.compile(r"\(-?0-?\)|\((?:[a-z.]+ )?(?:19|20)\d\d\)", re.IGNORECASE)
_VALUE_OF_YEAR = re.compile(r"(?:19|20)\d\d \(\d{1,3},\d{1,2} ?%?\)")
_COMPARED = re.compile(
    r"(?:t\.?o\.?v\.?|ten opzichte van|vergeleken met|dan in|dan|sinds)(?: (?:het )?(?:jaar|in))* $", re.I
)
_LONG_RANGE = re.compile(r"(?P<first>(?:19|20)\d\d) ?(?:[-–]|en|tot en met|t/m|tot) ?(?P<last>(?:19|20)\d\d)")
_NAMED_BEHIND = re.compile(r"(?:\b(?:in|eind|ultimo|op|per|over)(?: het jaar)? |\()$", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"[.!?] (?=[A-Z]|\d+ ?%)")
_SENTENCE_END = re.compile(r"[.;!?] ")
_LABEL = re.compile(
    r"(?:^|(?<=[ ]))(?P<word>norm|streefcijfer|streefwaarde|0-meting|nulmeting|nulsituatie|werkelijk|realisatie"
    r"|tussenstand)"
    r"(?: (?:van|voor|in|per))?(?: (?P<year>(?:19|20)\d\d))?(?: (?:is|was)\b|\s?:)",
    re.IGNORECASE,
)
_NO_NORM = re.compile(r"\W*(?:er is )?(?:nog )?geen (?:specifieke )?norm\b", re.IGNORECASE)
_MEASURED = re.compile(rf"{_NO_NORM.pattern}|\W*tussenstand\b", re.IGNORECASE)
_RECENT = re.compile(r"\brecente(?:re)? (?:cijfers|meting)\b", re.IGNORECASE)
_AFTER_NO_NORM = re.compile(rf"({_NO_NORM.pattern}[^.\n]{{0,60}}\.) ", re.IGNORECASE)
_NOT_MEASURED = re.compile(
    r"^(?P<year>(?:19|20)\d\d) ?: ?(?P<text>(?:nog )?(?:niet|geen)\b.{0,40}?)(?= norm\b|$)", re.IGNORECASE
)
_NO_MEASUREMENT = re.compile(
    r"(?:in (?:19|20)\d\d )?(?:nog )?(?:niet (?:gemeten|bekend|beschikbaar|onderzocht)|onbekend"
    r"|geen (?:meting|gegevens|cijfers)\b[^.;]{0,40})\W*\Z",
    re.I,
)
_DURATION = re.compile(r"\W*(?:[a-z][.)] )?(?P<number>\d{1,3}) (?P<unit>jaar|jaren)\W*\Z", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d/.,-])\d{1,4} ?/ ?\d{1,4}(?![\d/-]|[.,]\d)")
_SCHOOL_YEAR = re.compile(r"(?:19|20)\d\d ?/ ?(?:(?:19|20)\d\d|\d\d)\b")
_SOURCE = re.compile(r"^\(?bron(?:nen)?\s*:\s*", re.IGNORECASE)
_FILLER = re.compile(r"[.…_ -]*")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a line. `name` is what the line calls it, None inside a sentence; `role` and `year` only where
    the words name them."""

    quantity: Quantity
    printed: str
    name: str | None = None
    role: Role | None = None
    year: int | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without its bullet. `starred` lines refer to a footnote."""

    text: str
    bullet: bool
    values: tuple[Value, ...] = ()
    source: str | None = None
    starred: bool = False
    note: str | None = None


def split_lines(text: str) -> list[str]:
    """The lines of a cell, bullets kept; also where a pipe export ran them together."""
    printed = _WRAPPED.sub(" ", _INLINE_BULLET.sub("\n", tidy(text)))
    if "\n" not in printed and len(printed) > 20:
        if _VALUE_FIRST.match(printed):
            printed = _AFTER_YEAR.sub("\n", printed)
        if " 19" in printed or " 20" in printed:
            printed = _HEAD_OF_YEARS.sub(r"\n\1\n", printed)
        if "%" in printed or "...." in printed or printed[:1].isdigit():
            printed = _AFTER_PERCENT.sub(r"\1\2\3\n", printed)
    if found := _AFTER_NO_NORM.match(printed):
        printed = f"{found[1]}\n{printed[found.end() :]}"
    return [line for line in printed.split("\n") if line and not _FILLER.fullmatch(line)] or [printed] * bool(printed)


def without_explanations(text: str) -> str:
    """`text` with the same length and blanks for what stands in brackets, also over line ends; `(-0)` and a lone
    year stay: they tell something about the value in front. So does the value of a year (`in 2014 (5,0) is gelijk
    gebleven`, jaarverslag-2014 p1723)."""
    if "(" not in text:
        return text
    return _BRACKETS.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    told = _TELLING.fullmatch(found[0]) or (_VALUE_OF_YEAR.match(found.string, max(0, found.start() - 5)) is not None)
    return found[0] if told else " " * len(found[0])


@lru_cache(maxsize=256)  # the activities and the indicators of a page ask for the same cells
def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cell with the values they name. A line of years alone, or a lead-in (`2011`, `In 2005 was het
    aandeel bewoners ...`), dates the values of the lines below it that name no year. `Aantal bewoners dat 3 parken
    bezocht` above `0-meting 2013: 90` is a name (jaarverslag-2014 p1718). Below `Geen specifieke norm gesteld.` or
    `Tussenstand ...` stands what was measured (jaarverslag-2014 p1710), and below `De meest recente cijfers van 2012`
    (begroting-2016 p3029)."""
    lines: list[Line] = []
    years: list[int] = []
    lead: str | None = None
    measured = False
    joined = "\n".join(split_lines(text))
    masked = without_explanations(joined)
    start = 0
    parts = masked.split("\n")
    for part, below in zip(parts, [*parts[1:], ""], strict=True):
        printed = joined[start : start + len(part)]
        start += len(part) + 1
        named = COUNTED.match(part) and not _LABEL.search(part) and _LABEL.match(below)
        line = _words(printed) if named else _read_line(printed, part, years, lead)
        if measured and line.values:
            line = replace(line, values=tuple(replace(value, role=value.role or "current") for value in line.values))
        if lines and not line.values and not line.source and printed.startswith("(") and not part.strip(" ."):
            if lines[-1].values:
                lines[-1] = replace(lines[-1], note=printed)
            continue
        lines.append(line)
        if not line.values and not line.source:
            measured = measured or _MEASURED.match(part) is not None or _ends_before_the_norm(part)
            measured = measured or _RECENT.search(printed) is not None
            named_years = [] if _NO_NORM.match(part) else _named_years(part)
            years, lead = named_years or years, line.text
    return tuple(lines)


def _words(printed: str) -> Line:
    bullet = _BULLET.match(printed)
    return Line(printed[bullet.end() if bullet else 0 :].strip(), bool(bullet))


def _read_line(printed: str, masked: str, years: Sequence[int], lead: str | None) -> Line:
    bullet = _BULLET.match(printed)
    if bullet:
        printed, masked = printed[bullet.end() :], masked[bullet.end() :]
    text = printed.strip()
    if source := _SOURCE.match(text):
        return Line(text, bool(bullet), source=text[source.end() :].strip(" .)") or None)
    values = tuple(_values(printed, masked, years, lead))
    return Line(text, bool(bullet), values, starred=text.endswith("*"))


def _values(printed: str, masked: str, years: Sequence[int], lead: str | None) -> Iterator[Value]:
    if _NO_MEASUREMENT.match(masked):
        yield Value(Quantity(None, reason="nb", printed=printed), printed.strip(" ."))
        return
    if len(masked) > _LONGEST:
        return
    if not _DIGIT.search(YEAR.sub("", masked)) and not _NOT_MEASURED.match(masked):
        return
    if found := _NOT_MEASURED.match(masked):
        text = found["text"].strip(" .")
        yield Value(Quantity(None, reason="nb", printed=text), text, None, None, int(found["year"]))
    quantities = [
        quantity for quantity in find_quantities(masked) if quantity.value is not None or quantity.low is not None
    ]
    if not quantities and (found := _DURATION.match(masked)):  # alone on its line it is no age
        quantities = [_duration(printed, found)]
    if not quantities:
        yield from _fractions(printed, masked, years)
        return
    dated = len(years) > 1 and len(quantities) % len(years) == 0 and not _LETTER.search(masked)
    above = find_direction(lead) if lead and not dated else None
    for place, quantity in enumerate(quantities):
        stop = quantities[place + 1].start if place + 1 < len(quantities) else len(masked)
        label = _label(masked, quantity.start)
        year = _year_of(masked, quantity, stop)
        if year is None and years:
            year = years[place % len(years)] if dated else years[-1] if len(years) == 1 else None
        ended = label if label and _NEW_SENTENCE.search(masked, label.end(), quantity.start) else None
        label = None if ended else label
        yield Value(
            quantity,
            quantity.printed.strip(" =\n"),
            name_of(printed, masked, quantity, label, lead) if len(quantities) == 1 else named_above(label, lead),
            "current" if ended and _is_before(year, ended) else role_of(label),
            int(label["year"]) if label and label["year"] else year,
            find_direction(_sentence(masked, quantity)) or above,
        )


def _duration(printed: str, found: re.Match[str]) -> Quantity:
    start, end = found.start("number"), found.end("unit")
    return Quantity(
        Decimal(found["number"]), unit=None, printed=printed[start : found.end("number")], start=start, end=end
    )


def _fractions(printed: str, masked: str, years: Sequence[int]) -> Iterator[Value]:
    """`POZ / Driehoek 21/21`: no fraction of anything, so kept as text (jaarverslag-2014 p1710)."""
    for found in _FRACTION.finditer(masked):
        if _SCHOOL_YEAR.match(masked, found.start()):
            continue
        quantity = Quantity(None, printed=found[0], start=found.start(), end=found.end())
        year = _year_of(masked, quantity, len(masked)) or (years[-1] if years else None)
        yield Value(quantity, found[0], printed[: found.start()].strip(EDGES) or None, None, year)


def _label(masked: str, stop: int) -> re.Match[str] | None:
    """The last `norm 2015:` or `0-meting 2013:` in front of a value."""
    return max(_LABEL.finditer(masked, 0, stop + 1), key=re.Match.start, default=None)


def _sentence(masked: str, quantity: Quantity) -> str:
    """The sentence around a value: `Inactiviteit neemt toe. 60 % beweegt` says no more (jaarverslag-2014 p1694)."""
    ends = [found.end() for found in _NEW_SENTENCE.finditer(masked)]
    start = max((end for end in ends if end <= quantity.start), default=0)
    return masked[start : min((end for end in ends if end > quantity.start), default=len(masked))]


def _ends_before_the_norm(masked: str) -> bool:
    """`De norm voor 2014 is dat dit toeneemt. In 2012 was dat:` above a list (jaarverslag-2014 p1702)."""
    label, years = _label(masked, len(masked)), _named_years(masked)
    return bool(label and years and _NEW_SENTENCE.search(masked, label.end()) and _is_before(years[-1], label))


def _is_before(year: int | None, norm: re.Match[str]) -> bool:
    """`De norm voor 2014 is dat dit afneemt. In 2012 is het: 14 %` tells what was (jaarverslag-2014 p1702)."""
    return role_of(norm) == "target" and bool(norm["year"] and year and year < int(norm["year"]))


def _named_years(masked: str) -> list[int]:
    """The years a line without values gives to the lines below: all where it prints nothing else, else the last
    one that is no comparison (`t.o.v. 2005; meest recente cijfers 2012:` -> 2012)."""
    found = [(int(year[0]), year.start()) for year in YEAR.finditer(masked)]
    if not YEAR.sub("", masked).strip(" :.\n"):
        return [year for year, _ in found]
    return [year for year, start in found if not _COMPARED.search(masked[max(0, start - 40) : start])][-1:]


def _year_of(masked: str, quantity: Quantity, stop: int) -> int | None:
    """The year the words name for a value: `in 2014` right behind it, otherwise the last one before it. A year
    it is compared with (`t.o.v. 2015`) is none."""
    before = None
    for found in YEAR.finditer(_without_long_ranges(masked)):
        start = found.start()
        if quantity.start <= start < quantity.end or _COMPARED.search(masked[max(0, start - 40) : start]):
            continue
        if start < quantity.start:
            before = int(found[0])
        elif (
            start < stop
            and _NAMED_BEHIND.search(masked[max(0, start - 20) : start])
            and not _SENTENCE_END.search(masked, quantity.end, start)
        ):
            return int(found[0])
    return before


def _without_long_ranges(masked: str) -> str:
    """Blanks for `1987-2001`: no value is of so many years (jaarverslag-2014 p1705)."""
    return _LONG_RANGE.sub(
        lambda found: " " * len(found[0]) if int(found["last"]) - int(found["first"]) > 2 else found[0], masked
    )


def states_norm(sentence: str) -> list[Value]:
    """The norm a streefdoel sentence states itself: `Minimaal 80% weet ...`, `bedraagt op een schaal van 10 een
    7`. A value with a limit goes before values without."""
    masked = without_explanations(sentence)
    values = [value for value in _values(sentence, masked, (), None) if value.quantity.value is not None]
    limits = [value for value in values if value.quantity.comparator != "="]
    return limits or values[-1:]
