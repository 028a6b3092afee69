"""Indicators that a page prints twice: in a table, and once more on cards for small screens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...dutch.printed import letters
from ...model import Finding, Grid, Heading, Page, Paragraph
from ..indicator_heads import split_unit
from ..lines import one_line
from ..observations import Observation
from ..themes import looks_like_title

_FEWEST = 2  # values of an indicator that are no coincidence
_Key = tuple[str | None, str | None, str, str | None, str]
_Indicator = tuple[tuple[int, int], str]


class _Print(NamedTuple):
    """Where an indicator is printed, and what tells it from another one of the same name and values."""

    table_no: int
    title: str | None
    said: tuple[str | None, ...]  # what a print may leave out

    def may_be(self, other: _Print) -> bool:
        said = zip(self.said, other.said, strict=True)
        return self.title == other.title and all(not (one and two) or one == two for one, two in said)


def without_copies(page: Page, observations: Sequence[Observation]) -> tuple[list[Observation], list[Finding]]:
    """The observations without indicators of which another, longer table of the goal prints every value below the same
    title. TABLE_COPY (info) tells which tables hold them."""
    sizes: dict[int, int] = {}
    for one in observations:
        if one.place.table_no is not None:
            sizes[one.place.table_no] = sizes.get(one.place.table_no, 0) + 1
    if len(sizes) < 2:
        return list(observations), []
    indicators: dict[_Indicator, list[Observation]] = {}
    for one in observations:
        indicators.setdefault((one.group, one.indicator), []).append(one)
    longest_first = sorted(indicators, key=lambda name: -sizes.get(_table(indicators[name]), 0))
    titles = _titles(page, {letters(one.indicator) for one in observations})
    seen: dict[_Key, list[_Print]] = {}
    copies: dict[_Indicator, int] = {}
    for name in longest_first:
        same = indicators[name]
        first, keys = same[0], set(map(_key, same))
        title, caption = titles.get(first.place.block_no, (None, None))
        here = _Print(_table(same), title, (caption, first.unit, first.source))
        if here.table_no and len(keys) >= _FEWEST and all(_is_elsewhere(here, seen.get(key, ())) for key in keys):
            copies[name] = here.table_no
        else:
            for key in keys:
                seen.setdefault(key, []).append(here)
    kept = [one for one in observations if (one.group, one.indicator) not in copies]
    told = {table: indicator for (_, indicator), table in reversed(copies.items())}
    return kept, [_told(table, told[table]) for table in sorted(told)]


def _titles(page: Page, names: set[str]) -> dict[int, tuple[str | None, str | None]]:
    """What each table stands under, by its block: the nearest title above it that names no indicator, as those of cards
    do, and its caption."""
    titles: dict[int, tuple[str | None, str | None]] = {}
    for section in page.sections:
        title: str | None = None
        for no, block in section.blocks:
            if isinstance(block, Grid):
                titles[no] = title, block.caption
            elif isinstance(block, Heading) or (isinstance(block, Paragraph) and looks_like_title(block.text)):
                name = letters(split_unit(one_line(block.text))[0])
                title = title if name in names else name
    return titles


def _is_elsewhere(here: _Print, prints: Iterable[_Print]) -> bool:
    return any(other.table_no != here.table_no and here.may_be(other) for other in prints)


def _table(same: Sequence[Observation]) -> int:
    return same[0].place.table_no or 0


def _key(one: Observation) -> _Key:
    when = str(one.year) if one.year else one.period_label or one.role
    return one.goal_id, one.streefdoel, letters(one.indicator), when, one.value_text


def _told(table_no: int, indicator: str) -> Finding:
    message = "indicators of another table of the page, printed once more, are recorded, not used"
    return Finding("info", "TABLE_COPY", message, f"table {table_no}", indicator[:80], "each indicator once")
