"""Indicator values inside sentences and cells of the 2014-2016 pages: `583 woninginbraken in 2014`, `≤ 1.6
schaalscore`. Numbers that name something (years, dates, ages, programmes, footnotes, fractions) are passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.dutch.beside_amounts import MILLION
from pipeline.dutch.dates import MONTH
from pipeline.dutch.measures import (
    AT_LEAST_BEHIND,
    QUALIFIED,
    UNIT,
    Quantity,
    is_range,
    number_of,
    qualifier,
    unit_of,
)
from pipeline.dutch.printed import aligned

_LIST = r"[0-9]+(?:(?: ?, ?| en | of )[0-9]+)*"
_TO = r"(?:-|–|/|tot en met|tot|t/m|à|en)"
_AGE = r"(?:jaar\b|jarigen?\b|-jarigen?\b|plus\b|-plus\b|plussers?\b)"
_YEAR = r"(?:19|20)[0-9]{2}"
_NUMBERED = (
    r"programma|doel(?!groep)|ambitie|criteri|paragra|hoofdstuk|tabel|figuur|artikel|pagina|bijlage|fase|nummer"
    r"|kamerstuk|noot|stap|groep|klasse|categorie|pijler|tranche"
)
_ABBREVIATED = "nrs?|blz|pp?|lid|punt|perceel|postbus"  # as a whole: `papier 232` and `leden 40` are values
_WHICH = "(?:afgelopen|laatste|vorige|komende|eerste|volgende|elke|iedere|gedurende)"
_OPENS_WITH_DIGIT = (
    rf"(?<![0-9])[0-9]{{1,2}} ?[-/.] ?[0-9]{{1,2}} ?[-/.] ?{_YEAR}\b|\b{_YEAR}-[0-9]{{2}}-[0-9]{{2}}\b",
    rf"\b[0-9]{{1,2}} +(?:{MONTH})\b\.?(?: +{_YEAR})?",
    rf"(?<![\w.,€])(?<!€ ){_YEAR}(?: ?{_TO} ?(?:{_YEAR}|[0-9]{{2}}(?![0-9%])))?(?![\w%]|[.,][0-9]| ?%)",
    r"(?<![\w.,])[0-9]{1,3}(?: [0-9]{3})+(?![\w%]|[.,][0-9])",
    rf"\b[0-9]{{1,3}}(?: ?{_TO} ?[0-9]{{1,3}})? ?{_AGE}",
    r"\b[0-9]{1,2} (?:keer|maal)(?= +[a-z(])",
    r"\b[0-9]{1,2}[-+] ?/ ?[0-9]{1,2}[-+]|\b[0-9]{1,3}\+|\b[0-9]{2}-(?![\w ])",
    r"\b[0-9]+ ?/ ?[0-9]+\b",
    r"\b[0-9]{1,2}(?:\.[0-9]{1,2}){2,}(?:\.?[a-z]\b)?",
    r"\b[0-9]+(?:e|de|ste|x)\b|\b[0-9]+ x\b|\b[0-9]+ ?(?:t/m|tot en met) ?[0-9]+\b",
    r"\b[0-9]+[-–](?=[a-zA-Z])\w+",
    r"\b[0-9]{1,2}[.:][0-9]{2} ?uur|\b[0-9]{1,2}:[0-9]{2}\b",
    r"(?<=[\w%])[0-9]\)",
    r"\b[0-9]+ +op +(?:de|elke) +[0-9.]+",
    r"(?m:^[0-9]{1,2}[.)] +(?=[A-Za-z]))",
)
_OPENS_WITH_LETTER = (
    rf"(?:{MONTH})\b\.? +{_YEAR}",
    r"programma[’']?s +[0-9]+(?:(?: \([^)]*\))?(?: ?, ?| en )[0-9]+)*",
    rf"programma[’']?s\b[^.\n0-9]{{0,60}}: ?{_LIST}",
    rf"(?:(?:{_NUMBERED})[\w’']*|{_ABBREVIATED})\.? *(?:[0-9]+\.[0-9.]+|{_LIST})\b",
    rf"schaal\b(?: +van| +loopt +van)? +[0-9]+(?: ?{_TO} ?[0-9]+)?",
    r"per +[0-9][0-9.]*\b(?![-/][0-9])|binnen +[0-9]+ +\w+",
    rf"{_WHICH} +[0-9]+ +(?:jaar|jaren|maanden|weken|dagen|uur|uren)\b",
    r"(?:top[ -]|lijst +van +)[0-9]+\b",  # `in de top 3`, `3e op de lijst van 36 steden` (jaarverslag-2014 p1698)
    r"(?<=[0-9%] )van +de +[0-9][0-9.]*\b(?! ?%|,[0-9])",  # `8 van de 10 normen` is 8
    # `zoals Lab 1870`; a number behind the name of a place is one of that place
    r"(?<=[a-z] )(?<!\bin )(?<!\bte )(?<!\bvan )(?<!\bvoor )(?<!\bnaar )(?-i:[A-Z])[a-z]+ 1[0-9]{3}\b(?! ?%|[.,][0-9])",
)
_OPENS_OTHERWISE = (
    r"[’'][0-9]{2}\b",
    r"\[[0-9]+\]|(?<=[\w%]) [0-9]\)|(?<=[\w%])\([0-9]\)|\(zie [^)]*\)",
    r"(?m:^ +[0-9]{1,2}[.)] +(?=[A-Za-z]))",
)
# The first character decides which list is tried at a place, so that nearly every letter is passed in one step: 110
# against 242 microseconds for 200 characters with all in one list.
_PASSED_OVER = re.compile(
    rf"(?=[0-9])(?:{'|'.join(_OPENS_WITH_DIGIT)})|(?=[’'\[( ])(?:{'|'.join(_OPENS_OTHERWISE)})"
    rf"|\b(?:{'|'.join(_OPENS_WITH_LETTER)})",
    re.IGNORECASE,
)
_ABOUT = r"(?: +(?:een|ruim|circa|ca\.|minimaal|maximaal|ongeveer|bijna))* *\Z"
_RELATIVE_BEFORE = re.compile(
    r"\b(?:daling|stijging|afname|toename|groei|gestegen|gedaald|toegenomen|afgenomen|daalt|stijgt|dalen|stijgen|hoger"
    r"|lager|neemt +\w+|(?:daling|stijging|afname|toename)(?: +[a-z]+){1,4}(?= +met)) +(?:met|van)"
    rf"{_ABOUT}|\b(?:steeg|stegen|daalde|daalden|groei(?:t|de|den)|ver(?:minder|laag|hoog)(?:t|d|de|den)) +met{_ABOUT}",
    re.IGNORECASE,
)
_CHANGED_WITH = re.compile(rf"\bmet{_ABOUT}", re.IGNORECASE)
# at most one word between: in `samenwerking met 25 gemeenten is toegenomen` the number counts who takes part
_CHANGED_BEHIND = re.compile(
    r"(?: +[a-zé]+)??"
    r" *(?:gestegen|gedaald|toegenomen|afgenomen|gegroeid|verminderd|verlaagd|verhoogd"
    r"|(?:toe|af)(?! +(?:naar|aan|te)\b))\b(?![-])",  # `werken met 25 gemeenten toe naar`
    re.IGNORECASE,
)
_RELATIVE_BEHIND = re.compile(r" *(?:hoger|lager|meer|minder)\b(?! +of)", re.IGNORECASE)

_DIGITS = r"[0-9]+(?:[.,][0-9]+)*"
_VALUE = re.compile(
    rf"{QUALIFIED}(?P<between>tussen +(?:de +)?)?(?P<euro>€ *)?(?P<sign>(?<![\w)%-])-(?=[0-9€])(?!0-))?"
    rf"(?P<number>(?<![\w.,/-])-0-(?!\w)|\(-0\)|(?<![\w,./])(?<![0-9]['’])(?<!-0){_DIGITS})(?:,-)?"
    rf"(?: *(?P<scale>{MILLION}))?(?: *(?P<unit>{UNIT}))?(?![\w/]|['’][0-9])"
    rf"(?:(?: ?- ?| +(?:tot|à|en) +)(?P<high>{_DIGITS})(?: *(?P<unit2>{UNIT}))?(?![\w/-]))?(?:{AT_LEAST_BEHIND})?",
    re.IGNORECASE,
)
# All that a cell or line says: how often is its value there, and part of a name elsewhere (`1 keer per maand sport`).
_HOW_OFTEN = re.compile(
    r"(?:[a-z]+:)?(?:(?:ten)?minste|ten|minimaal|maximaal|minstens|hoogstens|gemiddeld|ruim|circa|ca\.?|ongeveer|[<>=≤≥]|\W)*"
    r"[0-9]{1,3} (?:keer|maal) per (?:dag|week|maand|kwartaal|jaar)(?: [a-z]+)?\W*",
    re.IGNORECASE,
)
_LONGEST_HOW_OFTEN = 60
_ANY_DIGIT = re.compile(r"[0-9]")
_POINT_DECIMAL = re.compile(r"[0-9]{1,3}\.[0-9]")
_NAME_BEHIND = re.compile(r" *[A-Za-z(%]")


def _number(found: re.Match[str]) -> str | None:
    """The digits in a form the number grammar reads. `1.6` counts as a decimal only in front of a name or behind a
    limit (`≤ 1.6`, jaarverslag-2016 p8623)."""
    printed = found["number"]
    if not printed[0].isdigit():
        return "0"
    if _POINT_DECIMAL.fullmatch(printed):
        limited = found[0].lstrip()[:1] in "≤≥<>"
        named = found["unit"] or _NAME_BEHIND.match(found.string, found.end("number"))
        return printed.replace(".", ",") if named or limited else None
    return printed


def _quantity(found: re.Match[str]) -> Quantity | None:
    digits = _number(found)
    value = number_of(digits, found["scale"]) if digits else None
    if value is None:
        return None
    about, unit = (
        qualifier(found, found["more"], found["less"]),
        unit_of(found["unit"] or found["unit2"], found["euro"]),
    )
    start = found.start("sign") if found["sign"] else found.start("euro") if found["euro"] else found.start("number")
    high = number_of(found["high"]) if found["high"] else None
    joined_by_and = found["high"] and " en " in found[0] and not found["between"]
    if is_range(value, high) and not found["sign"] and not joined_by_and:
        return Quantity(None, about.comparator, about.approximate, value, high, unit, start=start, end=found.end())
    end = found.end() if not found["high"] else max(found.end("unit"), found.end("scale"), found.end("number"))
    value = -value if found["sign"] and value else value
    unit = unit_of(found["unit"], found["euro"])
    return Quantity(value, about.comparator, about.approximate, unit=unit, start=start, end=end)


def _is_relative(text: str, start: int, end: int) -> bool:
    """`Daling met 5 %`, `Stijging gebruik website met 10%`, `is met 10% gestegen`, `neemt met 25% toe` (begroting-2016
    p3028), `met 12 banen gegroeid`, `5% hoger dan`: a change, not a value."""
    before = text[max(0, start - 60) : start]
    if _CHANGED_BEHIND.match(text, end) and _CHANGED_WITH.search(before):
        return True
    return bool(_RELATIVE_BEFORE.search(before) or _RELATIVE_BEHIND.match(text, end))


def _values(text: str) -> Iterator[tuple[Quantity, int]]:
    often = len(text) <= _LONGEST_HOW_OFTEN and _HOW_OFTEN.fullmatch(text) is not None
    passed = [] if often else [found.span() for found in _PASSED_OVER.finditer(text)]
    starts = [start for start, _ in passed]
    place = 0
    while found := _VALUE.search(text, place):
        number = found.start("number")
        before = bisect_right(starts, number) - 1
        if before >= 0 and number < passed[before][1]:
            place = max(passed[before][1], number + 1)
            continue
        quantity = _quantity(found)
        place = quantity.end if quantity else found.end("number")
        if quantity and not _is_relative(text, found.start(), found.end()):
            yield quantity, found.end() - len(found[0].lstrip())


def find_quantities(text: str) -> list[Quantity]:
    """The numbers of a sentence or cell that can be indicator values, in reading order, with `start` and `end`
    in `text`; `printed` is that slice and opens with the qualifying word or symbol. Never raises."""
    if not _ANY_DIGIT.search(text):
        return []
    searched, places = aligned(text)
    quantities = []
    for found, begin in _values(searched):
        start, end = (places[begin], places[found.end - 1] + 1) if places else (begin, found.end)
        quantities.append(
            Quantity(
                found.value, found.comparator, found.approximate, found.low, found.high, found.unit,
                printed=text[start:end], start=start, end=end,
            )
        )  # fmt: skip
    return quantities
