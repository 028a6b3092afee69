"""One table element -> a Grid: spans resolved, ragged rows padded, header rows known."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model import Cell, Grid
from pipeline.readers import table_labels as labels
from pipeline.readers.html.cells import cell_text
from pipeline.readers.html.tables.held_values import SPOKEN, held_value
from pipeline.readers.html.tables.narrow_columns import (
    AMOUNT,
    join_currency,
    join_indented,
    join_right,
    prints_nothing_first,
    take_out_spacers,
)
from pipeline.readers.html.tables.rows import FOOT, Row, wholly_bold
from pipeline.readers.html.tables.zipped_rows import unzipped
from pipeline.readers.lines import blank
from pipeline.readers.screening import MAX_CELLS, MAX_COLUMNS, MAX_SPAN, refuse

Element = etree._Element

_PLACING = frozenset({"role", "aria-colindex", "colspan", "aria-colspan", "rowspan", "aria-rowspan"})
_SPAN = re.compile(r"\s*(\d{1,12})")


_SORTS = re.compile(r"\s*[▲▼△▽▴▾⇅⇵↕↑↓⬍]+\Z")  # what a script prints behind the heads of a table that it sorts


def header_rows(rows: list[Row], texts: list[list[str]]) -> int:
    """How many rows head the table: those of thead, else the leading rows whose filled cells are all `th` or bold.
    A row that prints an amount is none, nor is a group title (its first cell only) below a header row; a blank row
    between two of them is one."""
    if rows[0].part == 0:
        return sum(row.part == 0 for row in rows)
    count = 0
    for number, (row, printed) in enumerate(zip(rows, texts, strict=True), 1):
        if count and not any(printed):
            continue
        filled = [(cell, text) for cell, text in zip(row.cells, printed, strict=True) if text]
        if not filled or (count and len(filled) == 1 and filled[0][0] is row.cells[0]):
            break
        if not all(_heads(cell) and (labels.year(text) or not AMOUNT.match(text)) for cell, text in filled):
            break
        count = number
    return count


def _heads(cell: Element) -> bool:
    if cell.tag == "th" or cell.get("role") == "columnheader":
        return cell.get("scope") not in ("row", "rowgroup")
    return wholly_bold(cell)


def grid(rows: list[Row], caption: str | None, *, hidden: bool = False) -> Grid | None:
    """The rectangle of `rows`, or None when no cell prints anything. Raises PageRefused TOO_LARGE above 1,000,000
    cells or 50,000 columns; spans count for at most 1,000."""
    texts = [[cell_text(cell) for cell in row.cells] for row in rows]
    if not any(map(any, texts)):
        return None
    for row, printed in zip(rows, texts, strict=True):
        if "" in printed:
            _fill_in(row, printed)
    if len(texts) < 5 and texts[-1] and "\n" in texts[-1][0] and (parted := unzipped(rows, texts)):
        rows, texts = parted, [[cell_text(cell) for cell in row.cells] for row in parted]
    heads = header_rows(rows, texts)
    if heads and texts[heads - 1] in texts[heads:]:
        rows, texts = _without_repeated_heads(rows, texts, heads)
    if heads:
        texts[:heads] = [[_SORTS.sub("", text) for text in printed] for printed in texts[:heads]]
        _take_out_marked_heads(rows, texts, heads)
    placed = _placed(rows, texts, heads)
    width = max(map(len, placed))
    _refuse_too_large(len(placed), width)
    for number, line in enumerate(placed, 1):
        if len(line) < width:
            line.extend(Cell("", number, column) for column in range(len(line) + 1, width + 1))
    if heads:
        _take_out_copied_heads(placed, heads)
    join_currency(placed, heads)
    take_out_spacers(placed)
    if width > 2 and len(placed) > 2 and placed[0][0] is placed[0][1]:
        join_indented(placed, max(heads, 1))
    if width > 2 and len(placed) > heads > 0 and not placed[0][0].text and prints_nothing_first(placed):
        join_right(placed, 0, heads)
    return Grid(tuple(map(tuple, placed)), caption or None, heads, frozenset(), hidden, len(placed[0]) == 1)


def _fill_in(row: Row, printed: list[str]) -> None:
    """What cells without text hold in fields or are called."""
    for place, cell in enumerate(row.cells):
        if not printed[place] and (len(cell) or not SPOKEN.isdisjoint(cell.keys())):
            printed[place] = held_value(cell)


def _without_repeated_heads(rows: list[Row], texts: list[list[str]], heads: int) -> tuple[list[Row], list[list[str]]]:
    """A long table may print its heads again above each group, where `2024` would be an amount: what such a row says
    stands at the top. Rows of less than three cells are titles of groups; the heads of a streefdoel open the next one
    (formats/2014-2020.md 2)."""
    again = [text for text in texts[:heads] if len(text) > 2 and sum(map(bool, text)) > 1]
    again = [text for text in again if not labels.goal_head[0](labels.fold(text[0]))]
    kept = [
        (row, text)
        for n, (row, text) in enumerate(zip(rows, texts, strict=True))
        if n < heads or (text not in again and not (row.part == FOOT and text in texts[:heads]))
    ]
    return [row for row, _ in kept], [text for _, text in kept]


def _take_out_marked_heads(rows: list[Row], texts: list[list[str]], heads: int) -> None:
    """Where small screens show a row as a card, its cells open with an element that prints the head of their column;
    one cell alone opens with a run-in label (`<b>Programma</b> 1`), but where every row does or one is a card."""
    names = texts[heads - 1]
    body = [(row, texts[heads + n]) for n, row in enumerate(rows[heads:]) if len(row.cells) == len(names)]
    marked = [{n for n, cell in enumerate(row.cells) if len(cell) and _opens_with(cell, names[n])} for row, _ in body]
    if not any(marked):
        return
    always = set.intersection(*marked) if len(marked) > 2 else set()
    card = max(map(len, marked)) > 2
    for (_, printed), places in zip(body, marked, strict=True):
        for place in places if card or len(places) > 1 else places & always:
            printed[place] = printed[place][len(names[place]) :].lstrip(": \n")


def _opens_with(cell: Element, name: str) -> bool:
    return bool(name) and blank(cell.text) and cell_text(cell[0]).rstrip(": ") == name


def _take_out_copied_heads(placed: list[list[Cell]], heads: int) -> None:
    """A table made for small screens may print in every cell the head of its column (`Lasten: 5.250.000`): where an
    amount follows it is no text of the cell. One of the first rows shows whether it does."""
    names = [cell.text for cell in placed[heads - 1]]
    body = placed[heads:]
    if not any(_rests(line, names, {}) for line in body[:3]):
        return
    for line in body:
        rests = _rests(line, names, {place: "" for place, name in enumerate(names) if name})
        for place, rest in rests.items():
            cell = line[place]
            if (rest or cell.text.rstrip(": ") == names[place]) and cell.row_span == cell.column_span == 1:
                line[place] = Cell(rest, cell.row, cell.column, 1, 1, cell.is_header)


def _rests(line: list[Cell], names: list[str], bare: dict[int, str]) -> dict[int, str]:
    """The amounts behind the heads that cells of a row print, by place, over those of `bare`; nothing where there is
    none. A blank between both (`Reserve 10` below `Reserve`) is enough only where another cell prints its head too, and
    never in the first column."""
    found = {place: rest for place, name in enumerate(names) if (rest := _behind_head(line[place].text, name))}
    if len(found) < 2:
        found = {place: rest for place, rest in found.items() if _is_parted(line[place].text, names[place])}
    elif 0 in found and not _is_parted(line[0].text, names[0]):
        del found[0]
    return {**bare, **found} if found else {}


def _is_parted(text: str, head: str) -> bool:
    return text[len(head)] in ":\n"


def _behind_head(text: str, head: str) -> str:
    """The amount that a cell prints behind its column's head, or nothing."""
    if not head or len(text) <= len(head) or not text.startswith(head):
        return ""
    behind = text[len(head) :]
    apart = behind[0] in ":\n" or any(map(str.isalpha, head))
    rest = behind.lstrip(": \n")
    return rest if apart and (rest == "-" or AMOUNT.match(rest)) else ""


def _refuse_too_large(height: int, width: int) -> None:
    if width > MAX_COLUMNS or height * width >= MAX_CELLS:
        raise refuse("TOO_LARGE", "a table is too large to be read", found=f"{height} rows of {width} columns",
                     expected=f"fewer than {MAX_CELLS} cells and at most {MAX_COLUMNS} columns")  # fmt: skip


def _placed(rows: list[Row], texts: list[list[str]], heads: int) -> list[list[Cell]]:
    """Cells in their places, spanning cells in several; rows may still differ in length."""
    placed: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # column -> the cell from above that reaches into coming rows
    covered = 0
    for number, (row, printed) in enumerate(zip(rows, texts, strict=True), 1):
        heading = number <= heads
        if hanging or not all(map(_PLACING.isdisjoint, [cell.keys() for cell in row.cells])):
            line = _spanning(row, printed, number, heading, len(rows), hanging)
        else:
            cells = enumerate(zip(row.cells, printed, strict=True), 1)
            line = [Cell(text, number, column, 1, 1, heading or cell.tag == "th") for column, (cell, text) in cells]
        if hanging:
            _hang(line, hanging, number)
            hanging = {column: (cell, last) for column, (cell, last) in hanging.items() if last > number}
        placed.append(line)
        covered += len(line)
        if covered >= MAX_CELLS or len(line) > MAX_COLUMNS:
            _refuse_too_large(number, max(map(len, placed)))
            _refuse_too_large(1, covered)
    return placed


def _spanning(
    row: Row, printed: list[str], number: int, heading: bool, height: int, hanging: dict[int, tuple[Cell, int]]
) -> list[Cell]:
    """One row in which cells span others, or into which cells from above reach."""
    line: list[Cell] = []
    for element, text in zip(row.cells, printed, strict=True):
        _hang(line, hanging, number)
        if printed_at := element.get("aria-colindex"):  # a grid may leave out its blank cells
            while len(line) < min(_span(printed_at, MAX_SPAN), MAX_SPAN) - 1:
                line.append(Cell("", number, len(line) + 1))
        head = heading or element.tag == "th" or element.get("role") in ("columnheader", "rowheader")
        columns = _span(element.get("colspan") or element.get("aria-colspan"), MAX_SPAN)
        down = _span(element.get("rowspan") or element.get("aria-rowspan"), height - number + 1)
        cell = Cell(text, number, len(line) + 1, down, columns, head)
        if down > 1:
            for column in range(len(line), len(line) + columns):
                hanging[column] = (cell, number + down - 1)
        line.extend([cell] * columns)
    return line


def _hang(line: list[Cell], hanging: dict[int, tuple[Cell, int]], number: int) -> None:
    """Continue `line` with the cells that reach down into it at its end."""
    while (above := hanging.get(len(line))) and above[1] >= number and above[0].row < number:
        line.append(above[0])


def _span(printed: str | None, most: int) -> int:
    """A span attribute as a number from 1 to `most` (and 1,000); `0` means all there is, nonsense means 1."""
    digits = _SPAN.match(printed) if printed else None
    if not digits:
        return 1
    return max(1, min(int(digits[1]) or (most if most < MAX_SPAN else 1), most, MAX_SPAN))
