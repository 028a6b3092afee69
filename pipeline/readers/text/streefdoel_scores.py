"""What a paragraph of a flat Streefdoel table says by its words: nulsituatie, norm, activity or realisation
(formats/2014-2020.md 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.readers.text.streefdoel_runs import PARTICIPLE, PLACEHOLDER, equal_but_for_numbers, opens_with_value

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ZERO = re.compile(r"(?:kengetallen/)?nulsituatie|0-meting|nulmeting|uitgangssituatie", re.IGNORECASE)
_NORM_MET = re.compile(r"(?:de )?norm\b[^.]*? (?:is|wordt|werd) (?:\w+ )?(?:gehaald|behaald)\b", re.IGNORECASE)
_ZERO_INSIDE = re.compile(r"\b(?:0-meting|nulmeting)\b", re.IGNORECASE)
_NORM = re.compile(
    r"(?:(?:de |geen (?:specifieke )?)?norm\b|streef(?:cijfer|waarde)|(?:aan het )?eind(?:e)?(?: van)? (?:19|20)\d\d|"
    r"in (?:19|20)\d\d (?:is|wordt|zijn|worden|wil)|de prognose is|(?:het )?streven is|"
    r"minimaal|maximaal|tenminste|[≤≥<>]|in \d+ ?% van)",
    re.IGNORECASE,
)
BULLET = re.compile(r"\s*[•]")
_NO_VERB = r"(?!(?:Samen|Binnen|Buiten|Tussen|Tegen|Boven|Alleen|Mensen|Kinderen) )"
_NO_PARTICIPLE = r"(?!(?:aan|af|in|mee|op|toe|uit|vast|voor)?ge)"
_INFINITIVE = re.compile(
    rf"^(?:{_NO_VERB}[A-Z][a-zéë]+(?<!ing)en |Het {_NO_PARTICIPLE}[a-zé]+en |Voortzetting |Uitvoering )|"
    rf"\b{_NO_PARTICIPLE}[a-zéë]{{3,}}en\b[.)]*$|\b(?!kind)[a-z]+[lnv]eren\b"
)
_TO_DO = re.compile(rf"{_NO_VERB}[A-Z][a-zéë]+(?<!ing)en ")
AIM = re.compile(rf"{_NO_VERB}[A-Z][a-zéë]+(?<!ing)en (?:van|de|het|een|voor) ")
_OPENS_WITH_AIM = re.compile(
    r"(?:Verbeter|Vergrot|Versterk|Verhog|Verlag|Behoud|Realiser|Uitbreid|Toevoeg|Oplever|Stimuler)en "
)
_CHANGES = re.compile(
    r"(?:Verminder|Doorontwikkel|Terugdring|Voorkom|Bevorder|Vergrot|Versterk|Verhog|Verlag|Behoud|Verbeter)en "
)
_STAYS = re.compile(
    r"(?:het )?(?:percentage|aantal|aandeel) [^.]*?(?:daalt|stijgt|blijft|neemt|dalen|stijgen|blijven)\b", re.IGNORECASE
)
_CHANGE = re.compile(r"(?:stijging|daling|toename|afname) (?:[a-z]+ ){0,4}met \d", re.IGNORECASE)
_TREND = re.compile(r"gestegen|gedaald|toegenomen|afgenomen|hoger dan|lager dan|toeneemt|afneemt", re.IGNORECASE)
_ROSE = re.compile(r"gestegen|gedaald", re.IGNORECASE)
_REALISED = re.compile(
    r"gerealiseerd|gereed|bijgehouden|gehaald|uitgevoerd|kreeg|is in \d{4}|\bwas\b|\bwerd|"
    r"\b(?:is|zijn) [^.]{0,200}?\b(?:gestart|afgerond|vastgesteld)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:^|(?<=\. ))in (?P<year>(?:19|20)\d\d) (?:is geen (?:meting|onderzoek)\b|(?:werd|werden|heeft|hebben)\b"
    r"|(?:zijn|is)\b(?!.{0,1000}?(?:minimaal|maximaal|tenminste))"
    rf"[^.]{{0,200}}?\b(?:[a-z]{{0,5}}{PARTICIPLE})\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:is|zijn|was|waren|heeft|hebben)\b", re.IGNORECASE)
_DONE = re.compile(rf"\b(?:[a-z]{{0,6}}{PARTICIPLE})\b(?:[.,;]|$)", re.IGNORECASE)
_STATE = re.compile(r"(?:er (?:is|zijn|was|waren)|(?:vast|op|af|uit|aan|in)ge[a-z]+d|ge[a-z]+eerd)\b", re.IGNORECASE)
_COUNT = re.compile(r"\s*• [^:\d]+: \d[\d.,]* ?%?(?: \([^)]*\))?\.?")
_DIGIT = re.compile(r"\d")
NUMBERS = re.compile(r"[\d\s%.,*/-]+")


def tells_the_past(text: str, report_year: int) -> bool:
    """`In 2014 zijn 619 woningen gerealiseerd` in the report of 2014 (p1681), `In 2016 is geen meting verricht` in that
    of 2016 (p8603). `In 2014 is het percentage gedaald` may be a norm as well."""
    if str(report_year) not in text:
        return False
    return any(int(found["year"]) == report_year for found in _PAST.finditer(text))


def _states(text: str) -> bool:
    """`Er zijn verschillende projecten`, `Structuurvisie vastgesteld.`: how things are, or should be, in a begroting;
    what is to be done stands in an infinitive or a noun (begroting-2016 p3033, p3030)."""
    if BULLET.match(text) or _INFINITIVE.search(text):
        return _STATE.match(text) is not None
    return bool(_TOLD.search(text) or _DONE.search(text))


def scores_of(paragraphs: Sequence[str], at: int, report_year: int, realised: bool) -> tuple[float, float, float]:
    """How well a paragraph fits nulsituatie, norm and activity or realisation."""
    text = paragraphs[at]
    if text in PLACEHOLDER:
        return (2.0, 2.0, -1.0)
    years = [int(year) for year in _YEAR.findall(text)]
    scored = [_zero_score(text, years, report_year), _norm_score(text, years, report_year, realised)]
    third = _realised_score(text, years, report_year) if realised else _activity_score(text, years, report_year)
    if not realised:
        scored[1] += _CHANGES.match(text) is not None  # as good a norm as an activity (begroting-2016 p3033)
        if not years and _states(text):
            scored = [scored[0] + 1, scored[1] + 0.5]
            third -= 2.3 if _STATE.match(text) and _INFINITIVE.search(text) else 0.8
    early = not years or min(years) < report_year  # what is of the report year repeats no nulsituatie
    same = early and at + 1 < len(paragraphs) and equal_but_for_numbers(text, paragraphs[at + 1])
    repeat = early and at > 0 and equal_but_for_numbers(paragraphs[at - 1], text)
    return (scored[0] + 3 * same - 3 * repeat, scored[1] + 3 * repeat - 3 * same, third - same - repeat)


def _zero_score(text: str, years: Sequence[int], report_year: int) -> float:
    score = 0.0
    if _CHANGE.match(text):
        return -2.0
    if _ZERO.match(text):
        score += 4
    elif _ZERO_INSIDE.search(text):
        score += 3
    earlier = [year for year in years if year < report_year]
    if earlier and len(earlier) == len(years) and not _TO_DO.match(text):
        score += 2
    if years and min(years) >= report_year:
        score -= 2
    if re.match(r"norm\b|de norm\b", text, re.IGNORECASE):
        score -= 3
    if not years and AIM.match(text):
        score -= 1.5  # `Opleveren van 180 woningen` is no state of things
    return score


def _norm_score(text: str, years: Sequence[int], report_year: int, realised: bool) -> float:
    score = 0.0
    told = _NORM_MET.match(text) or (realised and tells_the_past(text, report_year))
    opener = None if told else _NORM.match(text)
    if opener:
        target = bool(years) and years[0] < report_year and not text.lower().startswith(("de norm", "norm", "≤", "≥"))
        score += 0.0 if target else 2.0 if text.lower().startswith(("in ", "streef")) else 4.0
    elif _STAYS.match(text) or _CHANGE.match(text):
        # `Percentage leerlingen daalt of blijft gelijk` (begroting-2016 p3031), `Stijging gebruik website met 10%`
        score += 2
    if years and max(years) >= report_year:
        score += 0.5 if not _TREND.search(text) else 1.5 if realised else 2.5
    if BULLET.match(text) or _ZERO.match(text):
        score -= 1
    if realised and _INFINITIVE.search(text):
        score += 1.5
    if NUMBERS.fullmatch(text):
        score += 1
    return score


def _counts(text: str) -> bool:
    """`• Totaal aantal leerlingen: 546 (100%)`: what was counted, nothing to do (begroting-2016 p3031). A source may
    stand below."""
    lines = [line for line in text.split("\n") if not line.lower().startswith("bron")]
    return bool(lines) and all(_COUNT.fullmatch(line) for line in lines)


def _activity_score(text: str, years: Sequence[int], report_year: int) -> float:
    score = 0.4
    if _counts(text):
        score -= 1.5
    elif BULLET.match(text):
        score += 1.5 if not years or max(years) >= report_year or not re.search(r"\d{3}", _YEAR.sub("", text)) else 0
    if _INFINITIVE.search(text.split("\n")[0]):
        score += 1.5
    if not years:
        score += 0.8
    if text.startswith("We ") and not _DIGIT.search(text):
        score += 1  # `We werken zo lean mogelijk bij aanvragen` (begroting-2016 p3039)
    if _NORM.match(text):
        score -= 1.5
    if _ZERO.match(text) or NUMBERS.fullmatch(text):
        score -= 3
    if years and opens_with_value(text):
        score -= 2
    elif years and _TREND.search(text) and not BULLET.match(text):
        score -= 1
    return score


def _realised_score(text: str, years: Sequence[int], report_year: int) -> float:
    score = 0.3
    past = tells_the_past(text, report_year)
    met = _NORM_MET.match(text)
    norm = not past and not met and _NORM.match(text)
    if past or met:
        score += 2
    elif _ROSE.search(text):
        score += 1  # a norm may say so as well (jaarverslag-2014 p1698)
    elif _REALISED.search(text):
        score += 2
    elif BULLET.match(text) and not _DIGIT.search(text):
        score += 0.5
    if years and max(years) == report_year and not norm:
        score += 1
    if norm or _ZERO.match(text):
        score -= 2
    if years and max(years) < report_year:
        score -= 1.5
    if not years and _OPENS_WITH_AIM.match(text) and not _REALISED.search(text):
        score -= 1
    if NUMBERS.fullmatch(text):
        score -= 1
    return score
