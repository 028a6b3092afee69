"""Activities: what is done for a goal, planned or realised, with the theme it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ...dutch.printed import letters
from ...model import Block, Finding, Grid, Heading, Page, Paragraph, Records, Section, record
from .. import streefdoel
from ..grids import numbered_grids, told_unplaced
from ..lines import is_nothing, one_line
from ..themes import Part, outline
from .assumed import assumed, marks_unknown, progress_unknown, statuses_unknown
from .copies import are_copies, printed_in, told
from .statuses import status_of, without_own_statuses, without_status
from .stretches import by_status, title_of
from .tables import TableActivity, is_head, is_unread, read_table, rows_unplaced


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
            for status, blocks in by_status(section, blocks_of):
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
            theme = title_of(between[-1][1]) if between else None
            yield between[:-1] if theme else between
            yield _Table(no, found, theme)
            between = []
    yield between


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
