"""Through the publications of one municipality in the order of the cycle, each goal to the next that has it.

A line is one goal through the publications. At each publication its goals are matched with the lines that are open:
one to one, for the largest total of squared scores, so that two doubtful links never outweigh a certain one. Then what
is left of the publication may have split from a matched line, and a line that is left may have merged into a matched
goal (goal_branches.py). A line stays open until a publication that covers it has no counterpart (it ended), or until
it was not seen for a council term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .assignment import best_pairs
from .goal_branches import branches
from .goal_evidence import LINK
from .goal_profiles import Edition, Goal
from .goal_step import Line, Link, Step, Verdicts
from .likeness import Likeness
from .numbering import programme_of
from .similarity import Words
from .without_counterpart import ended, new

YEARS_OPEN = 4
"""A council term. Over more years too many steps between would have to be guessed."""
TELLING_WORDS = 4
"""Sentences of fewer words can be equal by chance."""
_SCALE = 10**6


def lines_and_links(
    editions: Mapping[Edition, Sequence[Goal]], verdicts: Verdicts | None = None
) -> tuple[list[Line], list[Link]]:
    """Every line, each goal in exactly one, and every link. `editions` come in the order of the cycle."""
    verdicts = verdicts or Verdicts()
    likeness = Likeness([goal for goals in editions.values() for goal in goals])
    lines: list[Line] = []
    links: list[Link] = []
    for number, (edition, goals) in enumerate(editions.items()):
        earlier = list(editions.items())[:number]
        step = Step(edition, goals, [line for line in lines if _is_open(line, edition, verdicts)], verdicts, likeness)
        step.renumbered = _renumbered(step)
        step.pairs = _matched(step)
        found = [*_main_links(step), *branches(step)]
        found += [*ended(step, found), *new(step, found, earlier)]
        links += found
        _carry_on(step, found, lines)
    return lines, links


def _is_open(line: Line, edition: Edition, verdicts: Verdicts) -> bool:
    recent = edition.report_year - line.last.edition.report_year <= YEARS_OPEN
    same = line.last.edition.municipality == edition.municipality
    return same and not line.closed and (recent or verdicts.promised(line))


def _renumbered(step: Step) -> tuple[set[int], set[int]]:
    """Lines and goals of programmes that were renumbered since the line's year: where a goal keeps its sentence under
    another code, neither the old nor the new programme has codes that mean anything."""
    goals = _by_sentence([goal.sentence for goal in step.goals])
    relations = {
        (n, m): step.relation(n, m)
        for n, line in enumerate(step.lines)
        if line.last.edition.report_year < step.edition.report_year and len(line.face.sentence) >= TELLING_WORDS
        for m in goals.get(line.face.sentence, ())
    }
    kept = {pair for pair, relation in relations.items() if relation == "same"}
    stay = {n for n, _ in kept}, {m for _, m in kept}
    changed = [pair for pair, relation in relations.items() if relation == "other"]
    moved = [(n, m) for n, m in changed if n not in stay[0] and m not in stay[1]]
    codes = [code for n, m in moved for code in (step.lines[n].face.code, step.goals[m].code)]
    programmes = {programme_of(code) for code in codes if code}
    return (
        {n for n, line in enumerate(step.lines) if line.face.code and programme_of(line.face.code) in programmes},
        {m for m, goal in enumerate(step.goals) if goal.code and programme_of(goal.code) in programmes},
    )


def _matched(step: Step) -> dict[int, int]:
    """Line to goal, one to one. What a person linked goes before everything; ties go to the later line and to the
    earlier goal, so that equal input gives equal pairs."""
    pairs = _beyond_doubt(step)
    taken = set(pairs.values())
    weights: dict[tuple[int, int], int] = {}
    free = [m for m in range(len(step.goals)) if m not in taken]
    for n, m in ((n, m) for n in range(len(step.lines)) if n not in pairs for m in free):
        if step.is_confirmed(n, m):
            weights[n, m] = _SCALE**3
        elif (score := step.score(n, m)) >= LINK and not step.is_denied(n, m):
            weights[n, m] = int(_SCALE * score**2) * _SCALE + n * len(step.goals) + len(step.goals) - m
    return pairs | best_pairs(weights)


def _beyond_doubt(step: Step) -> dict[int, int]:
    """Pairs that nothing can beat: the same sentence, once among the lines and once among the goals, under codes that
    do not speak against it. In most publications these are nearly all, so that few are left to compare."""
    lines = _by_sentence([line.face.sentence for line in step.lines])
    goals = _by_sentence([goal.sentence for goal in step.goals])
    pairs = {}
    for sentence, (n, *more) in lines.items():
        m, *others = goals.get(sentence, [-1])
        if more or others or m < 0 or len(sentence) < TELLING_WORDS or step.relation(n, m) == "other":
            continue
        asked = step.verdicts.names(step.lines[n].goals) or step.verdicts.names([step.goals[m]])
        if not asked:
            pairs[n] = m
    return pairs


def _by_sentence(sentences: Sequence[Words]) -> dict[Words, list[int]]:
    found: dict[Words, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        found[sentence].append(place)
    return found


def _main_links(step: Step) -> list[Link]:
    links = []
    for n, m in sorted(step.pairs.items(), key=lambda pair: pair[1]):
        evidence = step.evidence(n, m)
        goal, line = step.goals[m], step.lines[n]
        links.append(Link(line.last, goal, line.last.edition, step.edition, evidence.score, evidence))
    return links


def _carry_on(step: Step, found: Sequence[Link], lines: list[Line]) -> None:
    """Matched lines go on, lines that merged or ended are closed, every other goal opens a line."""
    gone = {link.earlier.goal_id for link in found if link.earlier and (not link.later or link.kind == "merged")}
    for n, line in enumerate(step.lines):
        if n in step.pairs:
            line.goes_on_with(step.goals[step.pairs[n]])
        elif line.last.goal_id in gone:
            line.closed = True
    taken = set(step.pairs.values())
    lines += [Line([goal], goal) for m, goal in enumerate(step.goals) if m not in taken]
