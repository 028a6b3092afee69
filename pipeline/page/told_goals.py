"""Several goals on one page, each told in full: `Doel 5.3.1 Vastgoed` with its activities, then `Doel 5.3.2 ...`. A
page of an ambition or programme that only lists its goals names them without parts of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contents import Numbered
from pipeline.model import GoalRef, Grid, Heading, Item, Paragraph
from pipeline.page.goals import goal_text
from pipeline.page.labels import opening_label
from pipeline.page.streefdoelen import PageGoals
from pipeline.page.titles import TitleLine, read_title

_FEWEST = 2
_LONGEST = 160  # characters of a title


def told_goals(content: Sequence[Numbered], publication_id: str) -> PageGoals:
    """The goals below whose titles parts of a report stand, where these are two or more; none on any other page."""
    titles = [(place, title) for place, title in _titles(content) if title is not None]
    if len({title.code for _, title in titles}) < _FEWEST or len({t.code for _, t in titles}) < len(titles):
        return PageGoals()
    ends = [*(place for place, _ in titles[1:]), len(content)]
    spans = [(title, content[place:end]) for (place, title), end in zip(titles, ends, strict=True)]
    if sum(_has_parts(own[1:]) for _, own in spans) < _FEWEST:
        return PageGoals()
    goals = tuple(_goal(title, own, publication_id) for title, own in spans)
    blocks = [title.block_no for title, _ in spans]
    return PageGoals(goals, dict(zip(blocks, (goal.goal_id for goal in goals), strict=True)), {}, frozenset(blocks))


def _titles(content: Sequence[Numbered]) -> list[tuple[int, TitleLine | None]]:
    found: list[tuple[int, TitleLine | None]] = []
    for place, (number, block) in enumerate(content):
        if isinstance(block, (Heading, Paragraph)) and len(block.text) <= _LONGEST and "oel" in block.text[:24].lower():
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
