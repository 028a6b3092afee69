"""Goals without a code (2014-2016): found by the line above `Doelstellingen/maatschappelijke effecten`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.contents import Contents, Numbered
from pipeline.dutch.amounts import absent
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.printed import letters
from pipeline.dutch.streefdoel import (
    StreefdoelGoal,
    cut_label,
    is_streefdoel_table,
    may_hold_streefdoelen,
    row_kind,
    split_streefdoel_rows,
)
from pipeline.model import Block, GoalRef, Grid, Heading, Item, Paragraph
from pipeline.page.address import ascii_slug
from pipeline.page.breadcrumb import is_menu_name
from pipeline.page.labels import find_label, opening_label
from pipeline.page.titles import first_line

_LONGEST_TITLE = 200
_TABLE_NAME = "doeltabel"


@dataclass(frozen=True, slots=True)
class PageGoals:
    """The goals of a page, and which goal is open where: `at` gives the goal of a block that opens a section (None: a
    table with several goals), `after` the goal that is open behind it; `titles` are the blocks that are titles."""

    goals: tuple[GoalRef, ...] = ()
    at: dict[int, str | None] = field(default_factory=dict)
    after: dict[int, str] = field(default_factory=dict)
    titles: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Start:
    """Where a goal begins: `place` is an index into the content, `title_place` that of its title block."""

    place: int
    title: str | None
    title_place: int | None = None
    part: StreefdoelGoal | None = None
    statement: str | None = None


def grid_texts(grid: Grid) -> list[list[str]]:
    """The texts of a table, row by row, as split_streefdoel_rows wants them."""
    return [[cell.text for cell in row] for row in grid.rows]


def _text(block: Block) -> str:
    return "" if isinstance(block, Grid) else block.text.strip()


def _could_be_title(block: Block) -> bool:
    if not isinstance(block, (Heading, Paragraph)):
        return False
    text = _text(block)
    if not text or "\n" in text or len(text) > _LONGEST_TITLE or text[-1] in ".;:…" or is_menu_name(text):
        return False
    return find_label(text) is None and letters(text) != _TABLE_NAME


def _is_frame(block: Block) -> bool:
    """What stands between a title and its label: the word `Doeltabel`, or the grid whose blocks follow it."""
    return block.layout if isinstance(block, Grid) else letters(block.text) == _TABLE_NAME


def _is_introduction(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.rstrip().endswith(".") and opening_label(block.text) is None


def _title_above(
    content: Sequence[Numbered], place: int, floor: int, programme_block: int | None, introduced: bool = False
) -> int | None:
    """The place of the title right above `place`: a heading, or a paragraph that belongs to nothing else."""
    above = place - 1
    while above >= floor and _is_frame(content[above][1]):
        above -= 1
    if introduced and above == 1 and floor == 0 and _is_introduction(content[above][1]):
        above = 0  # the page opens with the title and a sentence about it (jaarverslag-2014 p1694)
    if above < floor or content[above][0] == programme_block or not _could_be_title(content[above][1]):
        return None
    if isinstance(content[above][1], Paragraph) and above > 0:
        before = _text(content[above - 1][1])
        if before and find_label(before) is not None and not is_menu_name(before):
            return None  # the text of that label, such as `Programma 6.` below `Relaties met andere programma's`
    return above


def _names_streefdoel(block: Block) -> bool:
    """Whether a block or a row of a table is the label of a Streefdoel, without which no title counts as doubled."""
    if isinstance(block, Grid):
        return any(row_kind(row) == "streefdoel" for row in grid_texts(block))
    return row_kind([_text(block)]) == "streefdoel"


def _is_doubled(content: Sequence[Numbered], place: int) -> bool:
    """`Jeugdhulp` / `Jeugdhulp`, soon a Streefdoel, and no label between (begroting-2016, programme 12)."""
    if place + 1 >= len(content) or not _could_be_title(content[place][1]):
        return False
    if letters(_text(content[place][1])) != letters(_text(content[place + 1][1])):
        return False
    if absent(_text(content[place][1])) is not None:
        return False  # `-` / `-`: a nulsituatie and a norm (begroting-2016 p3041)
    for _, block in content[place + 2 : place + 8]:
        if isinstance(block, Grid):
            kinds = [row_kind(row) for row in grid_texts(block)]
            return "streefdoel" in kinds and "effects" not in kinds[: kinds.index("streefdoel")]
        kind = row_kind([_text(block)])
        if kind != "text":
            return kind == "streefdoel"
    return False


class _Walk:
    """One pass over the content that collects where goals begin."""

    def __init__(self, content: Sequence[Numbered], programme_block: int | None) -> None:
        self.content = content
        self.programme_block = programme_block
        self.starts: list[_Start] = []
        self.floor = 0  # titles above this place are spent
        self.streefdoelen = any(_names_streefdoel(block) for _, block in content)

    def run(self) -> list[_Start]:
        for place, (_, block) in enumerate(self.content):
            if place < self.floor:
                continue
            if isinstance(block, Grid):
                self._grid(place, block)
            elif isinstance(block, Item):
                continue
            elif self._is_label(place, block.text):
                self._begin(
                    place, _title_above(self.content, place, self.floor, self.programme_block, self.streefdoelen)
                )
            elif self.streefdoelen and _is_doubled(self.content, place):
                self._begin(place, place)
                self.floor = place + 2
        return self.starts

    def _is_label(self, place: int, text: str) -> bool:
        if row_kind([first_line(text)[0]]) == "effects":
            return True
        return self.streefdoelen and place == len(self.content) - 1 and cut_label(text) == "effects"

    def _begin(self, place: int, title_place: int | None, part: StreefdoelGoal | None = None) -> None:
        title = part.title if part and part.title else None
        if title is None and title_place is not None:
            title = without_mark(_text(self.content[title_place][1]))
        self.starts.append(_Start(place, title, title_place, part))
        self.floor = place + 1

    def _grid(self, place: int, grid: Grid) -> None:
        rows = grid_texts(grid)
        if grid.hidden or grid.layout or not is_streefdoel_table(rows):
            return
        for order, part in enumerate(split_streefdoel_rows(rows)):
            above = _title_above(self.content, place, self.floor, self.programme_block) if order == 0 else None
            headed = above is not None and isinstance(self.content[above][1], Heading)
            if part.begins or (order == 0 and (headed or not self.starts)):
                self._begin(place, None if part.title else above, part)
        self.floor = place + 1


def _statement(content: Sequence[Numbered], start: _Start, spent: set[int]) -> str | None:
    """The sentence below the label: its paragraphs, or its bullets where there is nothing else."""
    if start.part is not None and start.part.statement_lines:
        lines = [(line[:1] == "•", line.lstrip("• ")) for line in start.part.statement_lines]
    else:
        lines = []
        for place in range(start.place + 1, len(content)):
            block = content[place][1]
            if isinstance(block, Grid) or place in spent or start.part is not None:
                break
            if isinstance(block, (Heading, Paragraph)) and opening_label(block.text) is not None:
                break
            if without_mark(block.text.strip()) != start.title:
                lines.append((isinstance(block, Item), block.text.strip()))
    chosen = [text for bullet, text in lines if not bullet] or [text for _, text in lines]
    return "\n".join(chosen) or None


def find_streefdoel_goals(
    contents: Contents, publication_id: str, programme: str | None, page: str, programme_block: int | None
) -> PageGoals:
    """The goals of a page of 2014-2016. `programme` is its printed number and name (`12 Inwonersondersteuning`);
    a goal without a title is counted: `.../1-volkshuisvesting-doel-1`, or by `page` where no programme is printed
    (jaarverslag-2015 p4074). `programme_block` is the block of the page's own title, never a goal's."""
    if not may_hold_streefdoelen(contents.words):
        return PageGoals()
    content = contents.shown
    starts = _Walk(content, programme_block).run()
    spent = {start.place for start in starts} | {start.title_place for start in starts if start.title_place is not None}
    for start in starts:
        start.statement = _statement(content, start, spent)
    kept = [start for start in starts if start.title or start.statement or start.part]
    ids = _goal_ids(kept, publication_id, ascii_slug(programme) if programme else "", page)
    return _page_goals(content, kept, ids)


def _goal_ids(starts: Sequence[_Start], publication_id: str, programme: str, page: str) -> list[str]:
    ids: list[str] = []
    for order, start in enumerate(starts, start=1):
        name = ascii_slug(f"{programme} {start.title}") if start.title else f"{programme or page}-doel-{order}"
        goal_id = f"{publication_id}/{name}"
        ids.append(goal_id if goal_id not in ids else f"{goal_id}-{order}")
    return ids


def _page_goals(content: Sequence[Numbered], starts: Sequence[_Start], ids: Sequence[str]) -> PageGoals:
    goals: list[GoalRef] = []
    at: dict[int, str | None] = {}
    after: dict[int, str] = {}
    titles: set[int] = set()
    for start, goal_id in zip(starts, ids, strict=True):
        number = content[start.place][0]
        goals.append(GoalRef(goal_id, None, start.title, start.statement, number))
        at[number] = goal_id if number not in at else None
        after[number] = goal_id
        if start.title_place is not None:
            titles.add(content[start.title_place][0])
            at[content[start.title_place][0]] = goal_id
    return PageGoals(tuple(goals), at, after, frozenset(titles))
