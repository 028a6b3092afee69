"""Text exports with tables as pipe rows (form B): rows are certain, blanks moved to the row's end.

`Lasten | 41.502 | 42.321 ||` says that the row has four columns and two values, not which column is blank
(formats/2014-2020.md section 1, formats/2020-2026.md section 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block, Finding, Grid, Paragraph
from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import flow, piped_cell
from pipeline.readers.text.broken_rows import RULE, with_whole_rows
from pipeline.readers.text.deviation_rows import whole_overview
from pipeline.readers.text.ragged import RaggedTable, cells_grid, keeps_blanks, table_grid, unplaced
from pipeline.readers.text.shapes import is_prose
from pipeline.readers.text.streefdoel_rows import align_row, asked_by
from pipeline.readers.text.table_heads import TableHead, group_row, label_cells, leads_to_values, read_head
from pipeline.readers.text.table_row import TableRow

_IN_LIST = re.compile(r"[ \t\xa0]*[•-][ \t\xa0]+[^|]*$")
_SUBLABEL = re.compile(r"\s-\s{2,}")

Rows = list[list[str]]


def pipe_blocks(lines: Sequence[str]) -> tuple[list[Block], list[Finding]]:
    """All blocks of a form B page. A table begins above a rule line and runs over the pipe rows below it."""
    lines = with_whole_rows(lines)
    result: list[Block] = []
    findings: list[Finding] = []
    tables = 0
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if "|" in line and at + 1 < len(lines) and RULE.fullmatch(lines[at + 1].strip()):
            end = at + 2
            while end < len(lines) and "|" in lines[end] and not _opens_table(lines, end):
                end += 1
            tables += 1
            printed = [lines[at], *lines[at + 2 : end]]
            rows, width = _cells(printed)
            caption = _caption_above(rows, result)
            exact = rows and _are_edged(printed)
            grid, missing = (cells_grid(rows, caption, 1), []) if exact else _grid(rows, width, tables, caption)
            result.append(grid)
            findings.extend(missing)
            at = end
            continue
        end = at + 1
        while end < len(lines) and _IN_LIST.match(lines[end]) and _IN_LIST.match(lines[end - 1]):
            end += 1
        printed = [stripped for line in lines[at:end] if (stripped := line.rstrip("| \t\xa0"))]
        if printed:  # the indents of a list say which items stand below others
            several = len(printed) > 1 or "\n" in printed[0]
            result.extend(flow("\n".join(printed) if several else printed[0].strip(), dashes=True))
        at = end
    return result, findings


def _opens_table(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and RULE.fullmatch(lines[at + 1].strip()) is not None


def _are_edged(lines: Sequence[str]) -> bool:
    """Whether every row has its edges and as many cells as the head, as converters to Markdown print them: their blanks
    stand where they are. The exports that move blanks print no pipe before a row."""
    counts = {line.count("|") for line in map(str.strip, lines) if line.startswith("|") and line.endswith("|")}
    return len(counts) == 1 and all(line.lstrip().startswith("|") and line.rstrip().endswith("|") for line in lines)


def _cells(lines: Sequence[str]) -> tuple[Rows, int]:
    """The printed cells of each row without the blanks at its end, and the number of columns. A pipe before the first
    cell of a row is its edge where the head has one too, else the first cell is blank."""
    rows: Rows = []
    width = 1
    edge = "|" if lines[0].lstrip().startswith("|") else ""
    for line in lines:
        line = line.strip().removeprefix(edge).strip()
        width = max(width, line.count("|") + (not line.endswith("|")))
        cells = [piped_cell(cell) for cell in line.split("|")]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(cells)
    return rows, width


def _caption_above(rows: Rows, result: list[Block]) -> str | None:
    """The caption: the cell in the corner of the head, or the paragraph directly above the table."""
    head = rows[0] if rows else []
    if len(head) > 1 and labels.caption(labels.fold(head[0])):
        caption = labels.fold(head[0])
        head[0] = ""
        return caption
    above = result[-1] if result else None
    if isinstance(above, Paragraph) and labels.caption(labels.fold(above.text)):
        result.pop()
        return above.text
    return None


def _grid(rows: Rows, width: int, table_no: int, caption: str | None) -> tuple[Grid, list[Finding]]:
    folded = [[labels.fold(cell) for cell in row] for row in rows]
    if width == 1 or not rows:
        return cells_grid(folded or [[""]], caption, 1), []
    if any(labels.starts_with(row, 0, labels.goal_head) for row in folded):
        return _streefdoel_grid(rows, width, table_no, caption)
    if labels.starts_with(folded[0], 0, labels.indicator_head):
        return _indicator_grid(folded, width, table_no, caption)
    if labels.starts_with(folded[0], 0, labels.policy_head):
        return _policy_grid(folded, caption), []
    if overview := whole_overview(rows):
        return cells_grid(overview, caption, 1), []
    if keeps_blanks(rows, width):
        return cells_grid(rows, caption, 1), []
    return _value_grid(rows, width, table_no, caption)


def _indicator_grid(rows: Rows, width: int, table_no: int, caption: str | None) -> tuple[Grid, list[Finding]]:
    """Values stand under the years, and years under the periods, without a name before them; one cell is the
    explanation. Where a value is blank nobody knows which."""
    shaped: list[Sequence[str]] = []
    full: set[int] = set()
    uncertain: set[int] = set()
    findings: list[Finding] = []
    for row in rows:
        below_years = bool(shaped) and len(shaped[-1]) == width and all(map(labels.year, shaped[-1][1:]))
        nameless = bool(shaped) and len(row) == width - 1 and (below_years or all(map(labels.year, row)))
        values = below_years and (1 < len(row) < width or (len(row) == 1 and labels.is_value(row[0])))
        shaped.append(["", *row] if nameless or values else row)
        if (values or 1 < len(row) < width) and not nameless:
            name = shaped[-2][0] if values else row[0]
            uncertain.add(len(shaped))
            findings.append(unplaced(table_no, len(shaped), name, row, range(2, width + 1)))
        elif len(row) == 1:
            full.add(len(shaped))
    return cells_grid(shaped, caption, 1, frozenset(uncertain), frozenset(full)), findings


def _policy_grid(rows: Rows, caption: str | None) -> Grid:
    """A name, and under it a description over the full width."""
    full = {
        number
        for number in range(2, len(rows) + 1)
        if len(rows[number - 1]) == 1 and (is_prose(rows[number - 1][0]) or rows[number - 1][0].endswith("."))
    }
    return cells_grid(rows, caption, 1, full_width=frozenset(full))


def _streefdoel_grid(rows: Rows, width: int, table_no: int, caption: str | None) -> tuple[Grid, list[Finding]]:
    """Streefdoel tables of 2014-2016: rows under the head with blanks are aligned by what their cells say."""
    shaped: list[Sequence[str]] = []
    uncertain: set[int] = set()
    findings: list[Finding] = []
    year: int | None = None
    realised = False
    for number, row in enumerate(rows):
        texts = [cell if "\n" in cell else labels.fold(cell) for cell in row]
        first = labels.fold(row[0])
        if labels.starts_with(row, 0, labels.goal_head):
            year, realised = asked_by(list(map(labels.fold, row)))
        elif year is not None and len(row) < 3 and not _is_full_row(rows, number):
            positions, certain = align_row(texts, year, realised)
            placed = [""] * width
            for at, text in zip(positions, texts, strict=True):
                placed[at] = text
            shaped.append(placed)
            if not certain:
                uncertain.add(len(shaped))
                findings.append(unplaced(table_no, len(shaped), first[:60], texts, (1, 2, 3)))
            continue
        elif labels.goal_stop(first):
            year = None
        shaped.append([*texts, *[""] * (width - len(texts))])
    return cells_grid(shaped, caption, 1, frozenset(uncertain)), findings


def _is_full_row(rows: Rows, number: int) -> bool:
    """A row of one cell that is a label, a source, or the title above the next label."""
    if len(rows[number]) > 1:
        return False
    text = labels.fold(rows[number][0])
    following = labels.fold(rows[number + 1][0]) if number + 1 < len(rows) and len(rows[number + 1]) == 1 else ""
    own = labels.goal_stop(text) or labels.goal_label(text) or labels.goal_full_width(text)
    return bool(own or labels.goal_opens(following)) or text.lower().startswith("relatie")


def _value_grid(rows: Rows, width: int, table_no: int, caption: str | None) -> tuple[Grid, list[Finding]]:
    count = _head_rows(rows)
    head = _read_head(rows[:count], width)
    corner = head.rows[-1][: head.label_columns]
    body = tuple(_body_row(row, corner, width - head.label_columns) for row in rows[count:])
    if width > 2 and not any(row.values for row in body):
        body = tuple(map(_unsure_text, body))
    table = RaggedTable(head.rows, head.label_columns, head.column_heads, body, caption, head.unsure)
    return table_grid(table, table_no)


def _head_rows(rows: Rows) -> int:
    """The first row is a head; so are rows below it that hold only heads (two or more) or the sign rule."""
    count = 1
    while count < len(rows):
        row = [labels.fold(cell) for cell in rows[count]]
        only_heads = len(row) > 1 and all(labels.value_head(cell) or labels.label_head(cell) for cell in row)
        if not only_heads and not (len(row) == 1 and labels.sign_rule(row[0])):
            break
        count += 1
    return count


def _read_head(rows: Rows, width: int) -> TableHead:
    """The head at full width. Printed in full it is as it stands; else the label heads and blanks decide."""
    own = [labels.fold(cell) for cell in rows[-1]]
    if len(own) < width:
        texts = [labels.fold(cell) for row in rows for cell in row if cell]
        for label_columns in range(min(6, width - 1), 0, -1):
            head = read_head(texts, width - label_columns)
            if head is not None and head.label_columns == label_columns and not head.spare:
                return head
        own = [*own, *[""] * (width - len(own))] if len(own) != width - 1 else ["", *own]
    label_columns = 1
    while label_columns < width - 1 and labels.label_head(own[label_columns]):
        label_columns += 1
    above: list[tuple[str, ...]] = []
    unsure: set[int] = set()
    for number, row in enumerate(rows[:-1]):
        if len(row) in (1, width):
            above.append((*row, *[""] * (width - len(row))))
            continue
        placed, sure = group_row(row, own[label_columns:], label_columns)
        above.append(placed)
        if not sure:
            unsure.add(number)
    heads = (*above, tuple(own))
    return TableHead(heads, label_columns, tuple(own[label_columns:]), 0, frozenset(unsure))


def _unsure_text(row: TableRow) -> TableRow:
    """In a table of text a lone cell may stand in any column, unless it is a row of its own kind."""
    texts = [text for text in row.labels if text]
    if len(texts) != 1 or labels.programme_row(row.label) or labels.group_row(row.label) or labels.total(row.label):
        return row
    return TableRow(row.labels, (), labels_unsure=True)


def _label(text: str) -> str:
    """A label cell; a dash with two spaces behind it opens a line of its own (begroting-2022 p36511)."""
    return "\n".join(map(labels.fold, _SUBLABEL.sub("\n- ", text).split("\n")))


def _body_row(row: Sequence[str], corner: Sequence[str], values: int) -> TableRow:
    """The labels at their columns and the values in print order."""
    cut = len(row)
    while cut > 0 and len(row) - cut < values and labels.is_value(row[cut - 1]):
        cut -= 1
    first = leads_to_values(row[cut:], corner, cut, values)
    cut += first != "value"
    texts = [_label(text) for text in row[:cut]]
    blank = [""] * len(corner)
    if len(texts) > len(corner):
        if len(row) == len(corner) + values:
            return TableRow(tuple(texts[: len(corner)]), (*texts[len(corner) :], *row[cut:]))
        return TableRow((*texts[: len(corner)],), (*texts[len(corner) :], *row[cut:]), labels_unsure=True)
    if not texts:  # without a name, or with a number for one
        return TableRow(tuple(blank), tuple(row[cut:]), labels_unsure=True)
    if cut == len(row) and len(texts) == 1:
        return TableRow((texts[0], *blank[1:]), ())
    placed = label_cells(texts, corner, has_values=cut < len(row))
    cells = placed.labels if placed is not None else (*texts, *blank[len(texts) :])
    unsure = first == "either" or (placed is not None and placed.labels_unsure)
    return TableRow(cells, tuple(row[cut:]), unsure)
