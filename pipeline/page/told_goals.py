"""Several goals on one page, each told in full: `Doel 5.3.1 Vastgoed` with its activities, then `Doel 5.3.2 ...`. A
page of an ambition or programme that only lists its goals names them without parts of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.contents import Numbered
from pipeline.model import GoalRef, Grid, Heading, Item, Paragraph, SectionKind
from pipeline.page.goals import goal_text
from pipeline.page.labels import opening_label
from pipeline.page.streefdoelen import PageGoals
from pipeline.page.titles import TitleLine, read_title

_FEWEST = 2
_AGAIN = frozenset({"description", "realisation", "criteria", "activities", "policy_documents", "portfolio_holders"})
_LONGEST = 160  # characters of a title


def told_goals(content: Sequence[Numbered], publication_id: str) -> PageGoals:
    """The goals below whose titles parts of a report stand, where these are two or more; none on any other page."""
    spans = _spans(content)
    if len(spans) < _FEWEST or sum(_has_parts(own[1:]) for _, own in spans) < _FEWEST:
        return PageGoals()
    goals = tuple(_goal(title, own, publication_id) for title, own in spans)
    blocks = [title.block_no for title, _ in spans]
    return PageGoals(goals, dict(zip(blocks, (goal.goal_id for goal in goals), strict=True)), {}, frozenset(blocks))


def told_beside(content: Sequence[Numbered], publication_id: str, own: GoalRef) -> PageGoals:
    """The goal of a page, `own`, and the other goals that the page tells in full: below their titles a part of the
    report opens again that it has of its own goal. None on other pages: a theme or a reference may name a goal too."""
    spans = _spans(content)
    if not spans or {title.code for title, _ in spans} == {own.goal_code}:
        return PageGoals()
    first = spans[0][0].block_no
    above = [numbered for numbered in content if numbered[0] < first]
    told = next((_parts(below) for title, below in spans if title.code == own.goal_code), _parts(above))
    spans = [span for span in spans if span[0].code == own.goal_code or _tells_again(span, told)]
    goals = {title.code: _goal(title, below, publication_id) for title, below in spans}
    if not goals.keys() - {own.goal_code}:
        return PageGoals()
    goals = {own.goal_code or "": own} | goals
    at: dict[int, str | None] = {title.block_no: goals[title.code].goal_id for title, _ in spans}
    return PageGoals(tuple(goals.values()), at, {}, frozenset(at))


def _spans(content: Sequence[Numbered]) -> list[tuple[TitleLine, Sequence[Numbered]]]:
    """The titles of goals and the blocks from each to the next; none where a goal has two titles."""
    titles = [(place, title) for place, title in _titles(content) if title is not None]
    if not titles or len({title.code for _, title in titles}) < len(titles):
        return []
    ends = [*(place for place, _ in titles[1:]), len(content)]
    return [(title, content[place:end]) for (place, title), end in zip(titles, ends, strict=True)]


def _parts(content: Sequence[Numbered]) -> dict[SectionKind, int]:
    """The parts of the report that open in these blocks, and the level of their headings, 0 without markup."""
    found: dict[SectionKind, int] = {}
    for _, block in content:
        label = opening_label(block.text) if isinstance(block, (Heading, Paragraph)) else None
        if label and label.kind in _AGAIN and not (label.prose or label.below or label.caption):
            found.setdefault(label.kind, block.level if isinstance(block, Heading) else 0)
    return found


def _tells_again(span: tuple[TitleLine, Sequence[Numbered]], told: Mapping[SectionKind, int]) -> bool:
    """Whether a part of `told` opens below a title that stands no deeper than these parts."""
    _, below = span
    block = below[0][1]
    level = block.level if isinstance(block, Heading) else 0
    return level <= max(told.values(), default=0) and not told.keys().isdisjoint(_parts(below[1:]))


def _titles(content: Sequence[Numbered]) -> list[tuple[int, TitleLine | None]]:
    found: list[tuple[int, TitleLine | None]] = []
    for place, (number, block) in enumerate(content):
        if isinstance(block, (Heading, Paragraph)) and "oel" in block.text[:24].lower() and len(block.text) <= _LONGEST:
            title = read_title(number, block.text)
            found.append((place, title if title is not None and title.kind == "goal" and title.text else None))
    return found


def _goal(title: TitleLine, own: Sequence[Numbered], publication_id: str) -> GoalRef:
    text = goal_text(title, own)
    return GoalRef(f"{publication_id}/{title.code}", title.code, text.title, text.statement, title.block_no)


def _has_parts(content: Sequence[Numbered]) -> bool:
    for _, block in content:
        if isinstance(block, (Grid, Item)):
            continue
        label = opening_label(block.text)
        if label is not None and not label.prose and not label.caption:
            return True
    return False
