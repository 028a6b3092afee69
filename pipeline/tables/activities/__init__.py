"""Activities: what is done for a goal, planned or realised, with the theme it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ...dutch.printed import letters
from ...model import Block, Finding, Grid, Heading, Ignored, Item, Page, Paragraph, Records, Section, record
from .. import streefdoel
from ..grids import numbered_grids, told_unplaced
from ..lines import is_nothing, one_line
from ..themes import Part, looks_like_title, outline, title_text
from .assumed import assumed, marks_unknown, progress_unknown, statuses_unknown
from .copies import are_copies, printed_in, told
from .statuses import status_of, without_own_statuses, without_status
from .tables import TableActivity, is_head, is_unread, names_progress, read_table, rows_unplaced


@record
class ActivityRecord:
    activity_id: str
    goal_id: str
    seq: int
    status: str
    theme: str | None
    subtheme: str | None
    level: int
    parent_id: str | None
    text: str
    text_origin_year: int | None
    block_no: int | None
    table_no: int | None
    row_no: int | None
    column_no: int | None


_KINDS = ("activities", "activities_realised")


def read(page: Page) -> Records:
    """One row per bullet (nested ones too), or per paragraph or cell where a theme has no bullets. A loose paragraph
    in a theme with bullets stays text in `sections`; `Niet van toepassing.` is no row. The activities of the
    Streefdoel tables (2014-2016) follow behind. Text that prints the activities of a table again gives no rows
    (TABLE_COPY); jaarstukken may not say whether activities are planned or done (STATUS_ASSUMED)."""
    rows: list[ActivityRecord] = []
    tree = _Tree()
    seen: set[str] = set()
    in_tables = streefdoel.read_activities(page)
    copies: list[Part] = []
    unknown: dict[int, dict[str, None]] = {}
    for section in page.sections:
        if section.goal_id is not None and (section.kind in _KINDS or section.kind == "criteria"):
            tables = section.kind == "criteria"  # `Criterium | Activiteit` stands there too
            blocks = [one for one in section.blocks if _is_of_both(one[1])] if tables else section.blocks
            blocks_of, own = without_own_statuses(_below_head(blocks))
            text = _Text(_printed_in_tables(section, in_tables), seen, copies, own, unknown)
            for status, blocks in _by_status(section, blocks_of):
                rows += _rows_of(page, section, section.goal_id, status, blocks, tree, text)
    rows += _streefdoel_rows(in_tables, tree)
    return Records(
        tuple(rows),
        (
            *told(copies),
            *assumed(page, rows),
            *statuses_unknown(unknown),
            *marks_unknown(rows),
            *progress_unknown(page),
            *_unread(page),
        ),
    )


def _is_of_both(block: Block) -> bool:
    """Whether a table prints criteria and, beside them, their activities."""
    heads = [one_line(cell.text) for cell in block.rows[0]] if isinstance(block, Grid) else []
    return len(heads) > 1 and is_head(heads[1]) and heads[0].lower() in ("criterium", "criteria")


def _below_head(blocks: Sequence[tuple[int, Block]]) -> Sequence[tuple[int, Block]]:
    """The blocks without the head (`Activiteit`) of a table of one column, which is printed as text behind it."""
    for place, (_, block) in enumerate(blocks[:-1]):
        if not (isinstance(block, Grid) and block.layout):
            named = isinstance(block, (Heading, Paragraph)) and is_head(block.text)
            return [*blocks[:place], *blocks[place + 1 :]] if place and named else blocks
    return blocks


def _unread(page: Page) -> Iterator[Finding]:
    """TABLE_UNKNOWN for a table of sentences below the activities of a goal whose heads nobody knows, CELL_UNPLACED for
    rows of which nobody knows what stands in which column."""
    for numbered in numbered_grids(page):
        section = numbered.section
        if not section or section.kind not in _KINDS or not section.goal_id:
            continue
        yield from told_unplaced(numbered, rows_unplaced(numbered.grid))
        if is_unread(numbered.grid):
            heads = " | ".join(one_line(cell.text) for cell in numbered.grid.rows[0])
            message = "a table below activities whose heads are not known; its cells are kept in table_cells"
            place = f"table {numbered.table_no}"
            yield Finding("warning", "TABLE_UNKNOWN", message, place, heads[:200], "a head of heads.toml", "pipeline")


class _Text(NamedTuple):
    """What is known of the text of a section: what tables print of it, the themes that the page has had, the
    first parts of what prints a table again, the blocks that print their own status, and the statuses that nobody
    knows by the number of their table."""

    printed: set[str]
    seen: set[str]
    copies: list[Part]
    own: dict[int, str]
    unknown: dict[int, dict[str, None]]


def _printed_in_tables(section: Section, in_tables: Sequence[streefdoel.StreefdoelActivity]) -> set[str]:
    printed = {letters(found.text) for found in in_tables if found.goal_id == section.goal_id}
    for _, block in section.blocks:
        if isinstance(block, Grid) and read_table(block) is not None:
            printed |= printed_in(block)
    return printed


class _Tree:
    """Numbers the activities of each goal in reading order, and tells in which other each is nested."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._open: list[tuple[int, str, str]] = []  # level, goal and id of those that the next may be nested in

    def begin(self) -> None:
        """What follows is nested in nothing that came before."""
        self._open = []

    def add(self, goal_id: str, level: int) -> tuple[str, int, str | None]:
        """Id, number and id of the parent of the next activity: one of that goal, so many levels deep."""
        seq = self._counts[goal_id] = self._counts.get(goal_id, 0) + 1
        activity_id = f"{goal_id}/a{seq:03d}"
        self._open = [above for above in self._open if above[0] < level and above[1] == goal_id]
        parent_id = self._open[-1][2] if self._open else None
        self._open.append((level, goal_id, activity_id))
        return activity_id, seq, parent_id


def _by_status(section: Section, blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[str, list[tuple[int, Block]]]]:
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
        names = not isinstance(block, Item) or _holds_items(block, blocks[place + 1 : place + 2])
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
    right_above = stretch[-1] if stretch and _title_of(stretch[-1][1]) else None
    if right_above and isinstance(right_above[1], Heading):
        level = level or right_above[1].level
    elif right_above:
        found = [right_above]
    certain = [*themes, right_above]
    return [one for one in found if one in certain or (level and isinstance(one[1], Heading) and one[1].level < level)]


def _open_above(themes: Sequence[tuple[int, Block]], heading: Heading) -> list[tuple[int, Block]]:
    """The themes that go on below a heading."""
    return [(no, one) for no, one in themes if isinstance(one, Heading) and one.level < heading.level]


def _holds_items(item: Item, below: Sequence[tuple[int, Block]]) -> bool:
    return any(isinstance(block, Item) and block.level > item.level for _, block in below)


class _Table(NamedTuple):
    block_no: int
    rows: list[TableActivity]
    theme: str | None


def _around_tables(blocks: Sequence[tuple[int, Block]]) -> Iterator[_Table | list[tuple[int, Block]]]:
    """Tables of activities and what stands before, between and behind them."""
    between: list[tuple[int, Block]] = []
    for no, block in blocks:
        found = read_table(block) if isinstance(block, Grid) else None
        if found is None:
            between.append((no, block))
        else:
            theme = _title_of(between[-1][1]) if between else None
            yield between[:-1] if theme else between
            yield _Table(no, found, theme)
            between = []
    yield between


def _title_of(block: Block) -> str | None:
    """The theme that a title right above a table gives to its rows."""
    if isinstance(block, (Heading, Paragraph)) and looks_like_title(line := one_line(block.text)):
        return title_text(line)
    return None


def _segments(blocks: Sequence[tuple[int, Block]], seen: set[str]) -> Iterator[list[Part]]:
    """The rows-to-be below one opening of a theme: its items, or else its paragraphs."""
    for _, group in groupby(outline(blocks, seen), key=lambda part: part.segment):
        parts = [part for part in group if part.text and not is_nothing(part.text)]
        yield [part for part in parts if part.level] or parts


def _rows_of(
    page: Page, section: Section, goal_id: str, status: str, blocks: Sequence[tuple[int, Block]], tree: _Tree,
    text: _Text,
) -> list[ActivityRecord]:  # fmt: skip
    """The activities of one status, of tables and of the text around them."""
    rows: list[ActivityRecord] = []
    for stretch in _around_tables(blocks):
        if isinstance(stretch, _Table):
            rows += _table_rows(page, stretch, section, goal_id, status, tree, text.unknown)
        else:
            for segment in _segments(stretch, text.seen):
                if text.printed and are_copies(segment, text.printed):
                    text.copies.append(segment[0])
                    continue
                rows += _rows(segment, section, goal_id, status, tree, text.own)
    return rows


def _rows(
    parts: Sequence[Part], section: Section, goal_id: str, status: str, tree: _Tree, own: Mapping[int, str]
) -> Iterator[ActivityRecord]:
    tree.begin()
    for part in parts:
        level = part.level or 1
        activity_id, seq, parent_id = tree.add(goal_id, level)
        yield ActivityRecord(
            activity_id, goal_id, seq, own.get(part.block_no, status), part.theme, part.subtheme, level, parent_id,
            part.text, section.text_origin_year, part.block_no, None, None, None,
        )  # fmt: skip


def _table_rows(
    page: Page, table: _Table, section: Section, goal_id: str, status: str, tree: _Tree,
    unknown: dict[int, dict[str, None]],
) -> Iterator[ActivityRecord]:  # fmt: skip
    table_no = next(numbered.table_no for numbered in numbered_grids(page) if numbered.block_no == table.block_no)
    for _, cell in groupby(table.rows, key=lambda found: (found.row, found.column)):
        tree.begin()
        for found in cell:
            if is_nothing(found.text):
                continue
            printed, own = without_status(found.text) if found.status is None else (found.text, status_of(found.status))
            if found.status and own is None:
                unknown.setdefault(table_no, {})[one_line(found.status)] = None
            activity_id, seq, parent_id = tree.add(goal_id, found.level)
            yield ActivityRecord(
                activity_id, goal_id, seq, own or status, found.theme or table.theme,
                found.subtheme, found.level, parent_id, printed, section.text_origin_year, table.block_no,
                table_no, found.row, found.column,
            )  # fmt: skip


def _streefdoel_rows(in_tables: Sequence[streefdoel.StreefdoelActivity], tree: _Tree) -> Iterator[ActivityRecord]:
    tree.begin()
    for found in in_tables:
        if found.goal_id is None:
            continue  # the cells stay in table_cells
        activity_id, seq, parent_id = tree.add(found.goal_id, found.level)
        yield ActivityRecord(
            activity_id, found.goal_id, seq, found.status, found.theme, None, found.level, parent_id, found.text, None,
            found.block_no, found.table_no, found.row_no, found.column_no,
        )  # fmt: skip
