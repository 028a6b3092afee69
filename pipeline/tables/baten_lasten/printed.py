"""A grid as a table with known columns: head rows, what each column means, and the rows below."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ...dutch.amounts import absent, looks_numeric
from ...dutch.beside_amounts import MARKS, marked_bedrag
from ...dutch.footnotes import without_mark
from ...model import Cell, Document, Finding, Grid, PageRefused
from ..grids import NumberedGrid
from . import labels
from .beside_columns import NO_CONTENT, is_spacer, prints, without_mark_heads, without_texts
from .columns import Column, columns_of
from .labels import Label
from .titles import is_titled_otherwise, texts_about


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the heads. `values` are the cells of the value columns, by column number, that begin there; `group`
    is the part of the label that spans more rows than this one (`Doel 7.2.1` beside the seven rows of its result)."""

    no: int
    label: str
    values: dict[int, Cell]
    uncertain: bool
    group: str = ""

    @property
    def own(self) -> str:
        """The label without the part that the row shares with its neighbours."""
        return self.label.removeprefix(self.group).lstrip()

    @property
    def prints(self) -> bool:
        """Whether anything stands in the value columns."""
        return any(cell.text.strip() for cell in self.values.values())


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as printed. `context` are the texts that may claim a unit or say that amounts are differences:
    caption, corner, notes in the head, and what stands right above. `marks` are the cells `N` or `V` of columns without
    a head, by the row and column number of the amount they follow. `shares` are columns of percentages and the like;
    `decimals` those that amounts in millions or thousands print."""

    table_no: int
    block_no: int
    source: NumberedGrid
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    context: tuple[str, ...]
    marks: dict[tuple[int, int], str]
    shares: tuple[Column, ...] = ()
    decimals: int = 0

    @property
    def components(self) -> set[str]:
        return {column.component for column in self.columns if column.component}

    def place(self, row: Row | None = None, column: Column | None = None) -> str:
        """Where on the page, for a finding: in numbers, as every room says it, so that what two rooms find in one
        cell is one finding."""
        parts = [f"table {self.table_no}"]
        if row is not None:
            parts.append(f"row {row.no}")
        if column is not None:
            parts.append(f"column {column.no}")
        return " ".join(parts)


def as_printed(numbered: NumberedGrid, document: Document) -> PrintedTable | None:
    """The table with its columns, or None when no row of the grid prints heads of amounts (or it is another kind
    of table by name: reserves, kredieten, indicators)."""
    grid = numbered.grid
    width = len(grid.rows[0])
    heads = _head_rows(grid)
    if not heads or width < 2:
        return None
    shown = [_shown(row, grid.rows[heads:]) for row in grid.rows[:heads]]
    if _is_foreign(grid, shown) or is_titled_otherwise(numbered, document):
        return None
    body = grid.rows[heads:]
    columns = without_mark_heads(columns_of(width, _without_loose_groups(grid, shown)), body)
    columns = [
        column
        for place, column in enumerate(columns)
        if prints(column, body) or (column.known and not is_spacer(column, columns[max(0, place - 2) : place]))
    ]
    columns, shares = without_texts(columns, body)
    of_amounts = sorted((*columns, *shares), key=lambda column: column.no) if shares else columns
    first = next((column.no for column in of_amounts if column.known and column.head and not _labels(column, body)), 0)
    if not first:
        return None
    values, first = _without_label_columns(columns, body, first)
    words = {place for row in shown for place, text in enumerate(row[1 : first - 1], 2) if labels.is_words_head(text)}
    rows = tuple(_rows(grid, heads, values, first, words))
    context = tuple(dict.fromkeys(text for text in texts_about(numbered, document, shown, first) if text))
    marks = _marks(grid.rows)
    return PrintedTable(numbered.table_no, numbered.block_no, numbered, values, rows, context, marks, shares)


def _is_foreign(grid: Grid, shown: Sequence[Sequence[str]]) -> bool:
    """Whether a head is that of another kind of table. `Afwijking` over lasten and baten is their difference."""
    foreign = {text for row in shown for text in row if text and labels.is_foreign_head(text)}
    if not foreign:
        return False
    down = {labels.row_component(row[0].text) for row in grid.rows}
    return not {"lasten", "baten"} <= down or not all(map(labels.row_stage, foreign))


def refuse_unclear_columns(table: PrintedTable) -> None:
    """Raises PageRefused: COLUMN_UNKNOWN for a head no pattern knows (never read by position), COLUMN_DUPLICATE for
    two columns that mean the same (INTEGRITY rows 46 and 48)."""
    seen: dict[Label, Column] = {}
    plain = [column for column in table.columns if column.component and not column.stage]
    dated = {column.no for column in plain if column.year} if not all(column.year for column in plain) else set()
    for column in table.columns:
        if not column.known or column.no in dated:
            raise PageRefused(
                Finding(
                    "error", "COLUMN_UNKNOWN", "A lasten/baten table has a column whose head is not known.",
                    table.place(column=column), column.head or "(no head)", "a head listed in labels.toml",
                )
            )  # fmt: skip
        meaning = Label(column.stage, column.component, column.year)
        if meaning in seen:
            raise PageRefused(
                Finding(
                    "error", "COLUMN_DUPLICATE", "Two columns of a lasten/baten table have the same head.",
                    table.place(column=column), column.head, f"one column; column {seen[meaning].no} has it already",
                )
            )  # fmt: skip
        seen[meaning] = column


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    return [cell for place, cell in enumerate(row, 1) if cell.column == place]


def _head_rows(grid: Grid) -> int:
    """Number of opening rows up to the last one that prints two heads, before the first row of values. A table of one
    column of values has one head (`Begroting 2023`)."""
    if len(grid.rows[0]) == 2:
        titles = sum(1 for _ in takewhile(lambda row: row[0].column_span == 2, grid.rows[:2]))
        if titles < len(grid.rows) and _heads_one_column(grid.rows[titles]):
            return titles + 1
    last = 0
    for number, row in enumerate(grid.rows[:12], 1):
        cells = _distinct(row)
        texts = [cell.text for cell in cells if cell.text.strip()]
        years = len(texts) > 1 and all(labels.is_year(text) for text in texts if looks_numeric(text))
        if any(looks_numeric(cell.text) for cell in cells[1:]) and not years:
            break
        known = sum(labels.column_label(text) is not None for text in texts)
        if known > 1 or (known and last and len(texts) > 1):
            last = number
    while 0 < last < len(grid.rows) and _is_unit_row(grid.rows[last]):
        last += 1
    return last


def _is_unit_row(row: Sequence[Cell]) -> bool:
    """Whether a row below heads says in which unit the columns are (`x € 1.000`, `€`) and nothing else."""
    texts = [text for cell in _distinct(row)[1:] if (text := cell.text.strip())]
    return bool(texts) and all(map(labels.is_unit, texts)) and (not row[0].text.strip() or labels.is_unit(row[0].text))


def _heads_one_column(row: Sequence[Cell]) -> bool:
    head = labels.column_label(row[1].text) if row[1].column == 2 else None
    dated = head is not None and head.component is None and (head.stage is not None or head.year is not None)
    return dated and labels.row_component(row[0].text) is None and labels.row_stage(row[0].text) is None


def _shown(row: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> list[str]:
    """The texts of a head row by column. A row that lost its blank corner (pipe exports) moves one to the right:
    its first head stands over the labels and its last place is blank, over numbers (not over the marks `N` and `V`)."""
    if row[0].column_span >= len(row):
        return [row[0].text, *[""] * (len(row) - 1)]
    texts = [cell.text for cell in row]
    corner = labels.column_label(row[0].text)
    has_labels = sum(bool(r[0].text.strip()) and not looks_numeric(r[0].text) for r in body) * 2 > len(body)
    is_short = not texts[-1].strip() and any(looks_numeric(r[-1].text) for r in body)
    if corner and (corner.component or corner.year) and is_short and has_labels:
        return ["", *texts[:-1]]
    return texts


def _without_loose_groups(grid: Grid, shown: list[list[str]]) -> list[list[str]]:
    """Head rows without the stages over bare years that lost their spans: begroting-2017 p8081 then shows
    `Meerjarenraming` over the budget year itself (formats/2014-2020.md 3.3: use the years)."""
    years = next((row for row in shown if sum(map(labels.is_year, row)) > 1), None)
    places = [place for place, text in enumerate(years or ()) if labels.is_year(text)]
    if years is None or any(
        cell.column_span > 1 and cell.text for row in grid.rows[: len(shown)] for cell in row[places[0] :]
    ):
        return shown
    return [
        row if row is years or all(row[place].strip() for place in places)
        else [text if place < places[0] else "" for place, text in enumerate(row)]
        for row in shown
    ]  # fmt: skip


def _without_label_columns(
    columns: Sequence[Column], body: Sequence[Sequence[Cell]], first: int
) -> tuple[tuple[Column, ...], int]:
    """The value columns, and the number of the first. A column left of the first known head is a column of labels
    unless it holds numbers under a head of its own; a column without head and content is padding."""
    kept = []
    for column in columns:
        if column.no < first:
            is_label = column.no == 1 or labels.is_label_head(column.head)
            if not is_label and any(looks_numeric(row[column.no - 1].text) for row in body):
                kept.append(column)
        elif column.head or any(
            row[column.no - 1].text.strip() not in NO_CONTENT and row[column.no - 1].column == column.no for row in body
        ):
            kept.append(column if column.head else replace(column, known=False))
    return tuple(kept), min([first, *(column.no for column in kept)])


_CODED = re.compile(r"doel \d", re.IGNORECASE)


def _labels(column: Column, body: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column holds labels although its head is known: a caption printed in the corner
    (`Meerjarenraming (x € 1.000)`)."""
    if column.no > 1:
        return False
    texts = [text for row in body if (text := row[0].text.strip())]
    return sum(not looks_numeric(text) and absent(text) is None for text in texts) * 2 > len(texts)


def _marks(rows: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], str]:
    """`N` and `V` in a cell of their own, or behind the amount in its cell (`300 V`)."""
    found: dict[tuple[int, int], str] = {}
    for row in rows:
        for cell in row:
            if cell.text.strip() in MARKS:
                found[cell.row, cell.column - 1] = cell.text.strip()
            elif marked := marked_bedrag(cell.text):
                found[cell.row, cell.column] = marked[1]
    return found


_YEAR_BEGINS = re.compile(r"\s*(?:19|20)\d\d\b(?!\.)").match


def _are_heads(values: Iterable[Cell]) -> bool:
    """Whether a row repeats the years of the heads and prints nothing else."""
    texts = [cell.text for cell in values if cell.text.strip()]
    return len(texts) > 1 and all(map(labels.is_year, texts)) and len(set(texts)) == len(texts)


def _tells_itself(label: str) -> bool:
    """Whether a number in front of a label only counts the rows: the label names a stage or a component, or the code
    of a goal. Elsewhere it is the number of a programme (`1 | Samenleving`)."""
    known = labels.row_stage(label) or labels.row_component(label)
    return known is not None or _CODED.match(labels.flat(label)) is not None


def _rows(grid: Grid, heads: int, columns: Sequence[Column], first: int, words: Collection[int]) -> list[Row]:
    rows = []
    above = ""  # the name beside the component of the row above
    for index in range(heads, len(grid.rows)):
        cells = grid.rows[index]
        named = [cell for cell in _distinct(cells[: first - 1]) if cell.text.strip() and cell.column not in words]
        if len(named) > 1 and named[0].text.strip().isdigit() and _tells_itself(named[1].text):
            named = named[1:]
        label = " ".join(labels.flat(without_mark(cell.text)) for cell in named)
        shared = " ".join(
            labels.flat(without_mark(cell.text)) for cell in takewhile(lambda cell: cell.row_span > 1, named)
        )
        last = labels.flat(without_mark(named[-1].text)) if named else ""
        if len(named) > 1 and (labels.row_component(last) or (labels.row_stage(last) and not labels.row_stage(label))):
            shared = label.removesuffix(last).rstrip()
        elif above and named and not cells[0].text.strip() and labels.row_component(last):
            shared, label = above, f"{above} {last}"
        above = shared if labels.row_component(last) else ""
        values = {
            column.no: cell
            for column in columns
            if (cell := cells[column.no - 1]).column == column.no and cell.row == index + 1
        }
        if _YEAR_BEGINS(next((cell.text for cell in values.values() if cell.text), "")) and _are_heads(values.values()):
            values = {}  # `Baten | 2025 | 2026` above the baten
        group = shared if shared != label else ""
        rows.append(Row(index + 1, label, values, index + 1 in grid.uncertain, group))
    return rows
