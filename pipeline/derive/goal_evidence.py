"""What speaks for and against two goals being the same, and how much it is worth.

The constants were set on tests/derive/goal_links_truth.csv and on what the numbering means; beside each stands what was
measured there on the goals of 2014-2026. Texts are compared as shares of their content words (similarity.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .goal_profiles import Goal
from .likeness import Likeness
from .numbering import CodeRelation

LINK = 0.5
"""Score from which goals are counterparts. The highest of different goals is 0.38 (1.2.3 of 2024, long-term care, and
1.3.1 of 2026, stay in an institution), the lowest of equal ones 0.56 (5.1.1 of 2018 and 2021, by description)."""
SAME_YEAR_CODE = 0.6
"""Worth of an equal code within one report year, where the reports follow the budget: enough without any text."""
CODE = 0.35
"""Worth of an equal code in another year of the same numbering: the texts must share about a quarter of their words
(0.46 is the lowest of equal goals, erfgoed 2017 and 2020), and nothing at all is not enough."""
OTHER_CODE = 0.6
"""Factor where one numbering gives both goals a code and the codes differ: only nearly the same sentence (0.84 and up)
still links them. Neighbours of a programme share up to half their words (1.1.1 of 2018 and 1.1.2 of 2021: 0.50)."""
AMOUNTS = 0.6
"""Worth of comparative figures: amounts of one year and stage that both publications print alike."""
SOME_AMOUNT = 10_000
"""Smaller amounts, in euros, are alike by chance."""
ENOUGH_AMOUNTS = 2
"""From so many equal amounts on they count in full, one counts for half."""
MEASURES = 0.5
"""Worth of the same indicators and criteria (`netto minimaal 400 woningen per jaar` in 2014 and 2016)."""
NAME_IN_SENTENCE = 0.7
"""Worth of a short title whose words all stand in the other's sentence, where nothing else can be compared."""
DESCRIPTION = 0.7
"""Worth of a description that is found in the other's, which may be longer or cut off, where nothing else can be
compared."""
DESCRIPTION_WORDS = 8
TITLE_SHARE = 0.5
"""Equal titles over different sentences are worth half: names are kept while goals are rewritten, and the reverse."""
NOTICED = 0.25
"""Agreement from which a text is named as evidence."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two goals agree on; None where one of them does not tell. `spoke` names what speaks for the link."""

    score: float
    statement: float | None
    title: float | None
    code: CodeRelation
    amounts_compared: int
    amounts_equal: int
    spoke: tuple[str, ...]


class _Signs(NamedTuple):
    """What two goals agree on, each sign by its worth."""

    statement: float | None
    title: float | None
    text: float
    source: str
    amounts: tuple[int, int]
    figures: float
    measures: float
    code: float


def compare(earlier: Goal, later: Goal, relation: CodeRelation, likeness: Likeness) -> Evidence:
    """How well two goals agree, and on what."""
    signs = _signs(earlier, later, relation, likeness)
    spoke = {
        signs.source: signs.text >= NOTICED,
        "code": bool(signs.code),
        "amounts": bool(signs.figures),
        "indicators": bool(signs.measures),
    }
    names = (*(name for name, speaks in spoke.items() if speaks), *_title_words(earlier, later, signs))
    return Evidence(
        _score(signs, relation), _rounded(signs.statement), _rounded(signs.title), relation, *signs.amounts, names
    )


def score(earlier: Goal, later: Goal, relation: CodeRelation, likeness: Likeness) -> float:
    """How well two goals agree, 0 to 1: the score of their evidence, for a third of the time."""
    return _score(_signs(earlier, later, relation, likeness), relation)


def _score(signs: _Signs, relation: CodeRelation) -> float:
    """Independent evidence adds up as chances do, another code in the same numbering takes away."""
    found = 1 - (1 - signs.text) * (1 - signs.figures) * (1 - signs.measures) * (1 - signs.code)
    if relation == "other" and not signs.figures:
        found *= OTHER_CODE
    return round(found, 4)


def _signs(earlier: Goal, later: Goal, relation: CodeRelation, likeness: Likeness) -> _Signs:
    told = earlier.sentence and later.sentence
    statement = likeness.sentences.agreement(earlier.sentence, later.sentence) if told else None
    title = _title(earlier, later, likeness)
    text, source = _text(earlier, later, statement, title, likeness)
    compared, equal = _amounts(earlier, later)
    figures = AMOUNTS * min(1.0, equal / ENOUGH_AMOUNTS) if equal and equal == compared else 0.0
    measures = MEASURES * likeness.measures.shared(earlier.norms, later.norms)
    same_year = earlier.edition.report_year == later.edition.report_year
    code = (SAME_YEAR_CODE if same_year else CODE) if relation == "same" else 0.0
    return _Signs(statement, title, text, source, (compared, equal), figures, measures, code)


def _title(earlier: Goal, later: Goal, likeness: Likeness) -> float | None:
    pairs = [likeness.titles.agreement(one, other) for one in earlier.names for other in later.names]
    return max(pairs) if pairs else None


def _text(
    earlier: Goal, later: Goal, statement: float | None, title: float | None, likeness: Likeness
) -> tuple[float, str]:
    """What the texts say, and which of them: the sentences and the titles, and only where neither can be compared the
    name of one in the sentence of the other, or the descriptions."""
    if statement is not None:
        with_title = (1 - TITLE_SHARE) * statement + TITLE_SHARE * (title or 0.0)
        return (statement, "statement") if statement >= with_title else (with_title, "title")
    if title is not None:
        return title, "title"
    names = max(_name_in(earlier, later, likeness), _name_in(later, earlier, likeness))
    if names:
        return NAME_IN_SENTENCE * names, "short_name"
    if min(len(earlier.description), len(later.description)) < DESCRIPTION_WORDS:
        return 0.0, "description"
    return DESCRIPTION * likeness.descriptions.containment(earlier.description, later.description), "description"


def _name_in(named: Goal, told: Goal, likeness: Likeness) -> float:
    names = (likeness.titles.words(name) for name in named.names)
    return max((likeness.sentences.containment(name, told.sentence) for name in names), default=0.0)


def _title_words(earlier: Goal, later: Goal, signs: _Signs) -> tuple[str, ...]:
    if signs.source == "title" or signs.title is None or signs.title < NOTICED:
        return ()
    return ("title",) if earlier.title and later.title else ("short_name",)


def _amounts(earlier: Goal, later: Goal) -> tuple[int, int]:
    """How many amounts of the same year, stage and component both print, and how many of them are equal to the larger
    of their units."""
    compared = equal = 0
    for key in earlier.amounts.keys() & later.amounts.keys():
        euros, unit = earlier.amounts[key]
        other, other_unit = later.amounts[key]
        if abs(euros) >= SOME_AMOUNT:
            compared += 1
            equal += abs(euros - other) < max(unit, other_unit, 2)
    return compared, equal


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
