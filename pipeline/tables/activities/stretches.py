"""Stretches of one status in a section of activities, and the themes that go on in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Block, Grid, Heading, Ignored, Item, Paragraph, Section
from ..lines import one_line
from ..themes import looks_like_title, title_text
from .statuses import status_of
from .tables import names_progress


def by_status(section: Section, blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[str, list[tuple[int, Block]]]]:
    """The blocks of a section in stretches of one status, each below the themes that stand above its status: a title
    right above one, or a heading less deep. At the next of these the status ends."""
    usual = "realised" if section.kind == "activities_realised" else "planned"
    named = (status_of(heading) for heading in (section.heading or "", *reversed(section.heading_path)))
    status = usual = next(filter(None, named), usual) if usual == "planned" else usual
    stretch: list[tuple[int, Block]] = []
    themes: list[tuple[int, Block]] = []
    outer = 0  # the level of the item that gives those in it their status
    deep: int | None = None  # the level of the heading that does
    for place, (no, block) in enumerate(blocks):
        names = not isinstance(block, Item) or _holds_items(block, blocks, place)
        found = status_of(block.text) if names and isinstance(block, (Heading, Paragraph, Item)) else None
        if found:
            deep = block.level if isinstance(block, Heading) else None
            themes = themes if isinstance(block, Item) else _above_status(themes, stretch, deep)
            yield status, stretch[:-1] if stretch[-1:] == themes[-1:] else stretch
            status, stretch, outer = found, [*themes], block.level if isinstance(block, Item) else 0
            deep = deep or next((one.level + 1 for _, one in themes[::-1] if isinstance(one, Heading)), None)
        elif not isinstance(block, (Item, Grid, Ignored)) and names_progress(block.text):
            yield status, stretch
            status, stretch, deep = usual, [*themes], None
        elif isinstance(block, Heading) and deep and block.level < deep:
            yield status, stretch
            themes = [*_open_above(themes, block), (no, block)]
            status, stretch, deep = usual, [*themes], None
        elif isinstance(block, Item) and 0 < outer < block.level:
            stretch.append((no, Item(block.text, block.level - outer, block.ordered)))
        else:
            stretch.append((no, block))
    yield status, stretch


def _above_status(
    themes: Sequence[tuple[int, Block]], stretch: Sequence[tuple[int, Block]], level: int | None
) -> list[tuple[int, Block]]:
    """The themes that a status stands below, which is a heading of this level or none."""
    found = list(themes)
    for numbered in stretch:
        if isinstance(numbered[1], Heading):
            found = [*_open_above(found, numbered[1]), numbered]
    right_above = stretch[-1] if stretch and title_of(stretch[-1][1]) else None
    if right_above and isinstance(right_above[1], Heading):
        level = level or right_above[1].level
    elif right_above:
        found = [right_above]
    certain = [*themes, right_above]
    return [one for one in found if one in certain or (level and isinstance(one[1], Heading) and one[1].level < level)]


def _open_above(themes: Sequence[tuple[int, Block]], heading: Heading) -> list[tuple[int, Block]]:
    """The themes that go on below a heading."""
    return [(no, one) for no, one in themes if isinstance(one, Heading) and one.level < heading.level]


def _holds_items(item: Item, blocks: Sequence[tuple[int, Block]], place: int) -> bool:
    below = blocks[place + 1][1] if place + 1 < len(blocks) else None
    return isinstance(below, Item) and below.level > item.level


def title_of(block: Block) -> str | None:
    """The theme that a title right above a table gives to its rows."""
    if isinstance(block, (Heading, Paragraph)) and looks_like_title(line := one_line(block.text)):
        return title_text(line)
    return None
