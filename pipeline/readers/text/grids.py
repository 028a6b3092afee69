"""The tables of a flat text export (form A): one cell per paragraph, blank cells gone.

A table is a printed head followed by rows of a label and values. Known shapes are read by shapes.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.model import Block, Finding, Paragraph
from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import cell_text, flow
from pipeline.readers.text.ragged import RaggedTable, table_grid
from pipeline.readers.text.shapes import is_list, is_prose, known_table
from pipeline.readers.text.table_heads import columns_of, is_torn, label_cells, leads_to_values, read_head
from pipeline.readers.text.table_row import TableRow
from pipeline.readers.text.word_rows import word_table

_MOST_LABELS = 5  # label texts between two runs of values: more belong to something else


@dataclass(frozen=True, slots=True)
class _Segment:
    """Label blocks and the values behind them, as block indices."""

    label_blocks: tuple[int, ...]
    value_blocks: tuple[int, ...]
    labels_unsure: bool = False


def flat_blocks(
    blocks: Sequence[str], tables: int = 0, read: Sequence[Block] | None = None
) -> tuple[list[Block], list[Finding]]:
    """All blocks of a form A page, its tables rebuilt. Linear in the number of blocks. `tables` stand above them;
    `read` are the same blocks where these were read already: they stay as they are outside tables."""
    values = [labels.is_value(block.strip()) for block in blocks]
    result: list[Block] = []
    findings: list[Finding] = []
    at = 0
    while at < len(blocks):
        text = blocks[at]
        if len(text) > 160 or is_list(text):
            result.extend([read[at]] if read else flow(text))
            at += 1
            continue
        found = known_table(blocks, at, tables + 1) or word_table(blocks, at, tables + 1)
        if found is not None:
            result.append(found.grid)
            findings.extend(found.findings)
            tables += 1
            at = found.end
            continue
        ragged_tables = _value_tables(blocks, values, at)
        if ragged_tables is None:
            result.extend([read[at]] if read else flow(text))
            at += 1
            continue
        ragged, at = ragged_tables
        for table in ragged:
            tables += 1
            grid, missing = table_grid(_captioned(table, result), tables)
            result.append(grid)
            findings.extend(missing)
    return result, findings


def _captioned(table: RaggedTable, result: list[Block]) -> RaggedTable:
    """The table with the caption that stands directly above its head taken out of the paragraphs."""
    above = result[-1] if result else None
    if (
        table.caption
        or not table.heads
        or not isinstance(above, Paragraph)
        or not labels.caption(labels.fold(above.text))
    ):
        return table
    result.pop()
    return RaggedTable(table.heads, table.label_columns, table.column_heads, table.rows, above.text, table.unsure_heads)


def _value_tables(blocks: Sequence[str], values: Sequence[bool], at: int) -> tuple[list[RaggedTable], int] | None:
    """The tables whose head begins with block `at` and the index behind them, or None."""
    head_end = _head_end(blocks, values, at)
    if head_end is None:
        return None
    begin, years = head_end
    if is_torn(blocks, at, begin):
        return None
    segments, end = _segments(blocks, values, begin)
    if not segments:
        return None
    texts = [cell_text(block) for block in blocks[at:begin]]
    unit = next((text for text in texts[1:] if labels.unit_line(labels.fold(text))), None)
    texts = [text for text in texts if text != unit]
    segments = _with_label_numbers(blocks, segments, texts)
    told = years or _sole_width(texts) or columns_of(texts)
    segments = _with_nameless_rows(segments, told)
    widest = max(len(segment.value_blocks) for segment in segments)
    head = read_head(texts, years or max(told, widest))
    if head is None or head.spare or len(head.column_heads) < 2 or widest > len(head.column_heads):
        return None
    rows: list[list[TableRow]] = [[]]
    titles: list[str] = []
    corner = head.rows[-1][: head.label_columns]
    for segment in segments:
        for row in _rows(blocks, segment, corner):
            if not row.values and labels.table_title(row.label):
                titles.append(row.label)
                rows.append([])
            else:
                rows[-1].append(row)
    tables = [RaggedTable(head.rows, head.label_columns, head.column_heads, tuple(rows[0]), unit, head.unsure)]
    for title, body in zip(titles, rows[1:], strict=True):
        own = ((title, *[""] * (head.label_columns + len(head.column_heads) - 1)),)
        tables.append(RaggedTable(own, head.label_columns, head.column_heads, tuple(body)))
    return tables, end


def _with_label_numbers(blocks: Sequence[str], segments: list[_Segment], heads: Sequence[str]) -> list[_Segment]:
    """The rows with the number of a programme among their labels, where such a head is the last over labels."""
    folded = [labels.fold(head) for head in heads]
    last = max((at for at, text in enumerate(folded) if labels.label_head(text)), default=0)
    if not last or not labels.numbered_label(folded[last]):
        return segments
    corner = folded[last - sum(1 for _ in takewhile(labels.label_head, reversed(folded[:last]))) : last + 1]
    room = len(heads) - last - 1

    def with_number(row: _Segment) -> _Segment:
        first = leads_to_values([blocks[at] for at in row.value_blocks], corner, len(row.label_blocks), room)
        if first == "value":
            return row
        return _Segment((*row.label_blocks, row.value_blocks[0]), row.value_blocks[1:], first == "either")

    return list(map(with_number, segments))


def _with_nameless_rows(segments: list[_Segment], width: int) -> list[_Segment]:
    """The rows, of which a few with more values than there are columns are several: the name of one is a number, or
    none is printed. Which one nobody knows."""
    long = [segment for segment in segments if len(segment.value_blocks) > width]
    if not width or not long or len(long) * 4 > len(segments):
        return segments
    rows: list[_Segment] = []
    for segment in segments:
        if segment not in long:
            rows.append(segment)
            continue
        for begin in range(0, len(segment.value_blocks), width):
            names = () if begin else segment.label_blocks
            rows.append(_Segment(names, segment.value_blocks[begin : begin + width], labels_unsure=True))
    return rows


def _sole_width(texts: Sequence[str]) -> int:
    width = len(labels.sole_heads)
    return width if len(texts) >= width and labels.sole_column(texts[-width:]) is not None else 0


def _head_end(blocks: Sequence[str], values: Sequence[bool], at: int) -> tuple[int, int] | None:
    """The index behind the head that begins at `at`, and how many columns its years make (0: none), a Krediet before
    them included. A head is a run of known heads, or any short text followed by years in a row."""
    here = at
    while here < len(blocks) and not labels.year(blocks[here].strip()):
        if not _is_head(blocks[here]) and not (here > at and labels.unit_line(labels.fold(blocks[here]))):
            break
        if labels.of_indicators(labels.fold(blocks[here])) and not _names_indicators(blocks, at):
            break
        here += 1
    if here == at and _is_label(blocks[at]) and not values[at]:
        here += 1
    last = here
    while last < len(blocks) and labels.year(blocks[last].strip()) and _follows(blocks, here, last):
        last += 1
    if last - here >= 2 and here > at:
        return last, last - here + bool(labels.optional(labels.fold(blocks[here - 1])))
    if here < len(blocks) and values[here]:
        here -= 1  # the last text stands before values: the label of the first row
    if here - at > 2 and labels.corner_component(labels.fold(blocks[here - 1])) and _are_stages(blocks[at : here - 1]):
        here -= 1  # `Lasten` below heads of stages alone: the group of the first rows
    return (here, 0) if here - at >= 2 else None


def _follows(blocks: Sequence[str], first: int, last: int) -> bool:
    return int(blocks[last].strip()) == int(blocks[first].strip()) + last - first


def _are_stages(heads: Sequence[str]) -> bool:
    return not any(labels.component_head(labels.fold(head)) for head in heads)


def _names_indicators(blocks: Sequence[str], at: int) -> bool:
    """Whether the head that begins here names indicators, below two groups of columns at most."""
    return any(labels.indicator_head[0](labels.fold(block)) for block in blocks[at : at + 3])


def _is_head(block: str) -> bool:
    if len(block) > 90:
        return False
    text = labels.fold(block)
    return bool(
        labels.value_head(text) or labels.label_head(text) or labels.sign_rule(text) or labels.inner_group(text)
    )


def _is_label(block: str) -> bool:
    return len(block) <= 160 and not is_prose(block) and not is_list(block)


def _segments(blocks: Sequence[str], values: Sequence[bool], begin: int) -> tuple[list[_Segment], int]:
    """The rows from `begin` as labels with values, and the index behind the last one. The table ends at prose,
    at a section label, at a new head, or where too many texts stand without values."""
    segments: list[_Segment] = []
    here = end = begin
    while here < len(blocks):
        first = here
        while here < len(blocks) and not values[here] and here - first <= _MOST_LABELS:
            if not _is_label(blocks[here]) or (segments and _ends_table(blocks, values, here)):
                break
            here += 1
        if here == first or here >= len(blocks) or not values[here]:
            break
        begin_values = here
        while here < len(blocks) and values[here]:
            here += 1
        segments.append(_Segment(tuple(range(first, begin_values)), tuple(range(begin_values, here))))
        end = here
    trailing = tuple(_trailing(blocks, segments, end))
    if trailing:
        segments.append(_Segment(trailing, ()))
    return segments, end + len(trailing)


def _ends_table(blocks: Sequence[str], values: Sequence[bool], at: int) -> bool:
    text = labels.fold(blocks[at])
    if labels.section(text) or labels.caption(text) or labels.sign_rule(text) or _opens_years(blocks, at):
        return True
    return _opens_head(blocks, at) and not any(values[at : at + 3])


def _opens_head(blocks: Sequence[str], at: int) -> bool:
    return at + 2 < len(blocks) and all(_is_head(block) for block in blocks[at : at + 3])


def _opens_years(blocks: Sequence[str], at: int) -> bool:
    """Whether three years in a row follow: the head of the next table (`Baten | 2022 | 2023 | 2024`)."""
    behind = [block.strip() for block in blocks[at + 1 : at + 4]]
    return len(behind) == 3 and all(map(labels.year, behind)) and all(_follows(behind, 0, place) for place in (1, 2))


def _trailing(blocks: Sequence[str], segments: Sequence[_Segment], end: int) -> list[int]:
    """Rows without values behind the last row: known group labels, or the next number of a numbered list."""
    found: list[int] = []
    last = blocks[segments[-1].label_blocks[-1]] if segments and segments[-1].label_blocks else ""
    number = last.split(".", 1)[0]
    while end < len(blocks):
        text = blocks[end].strip()
        counted = number.isdigit() and text.split(".", 1)[0] == str(int(number) + 1)
        if not (counted or text.lower() in ("lasten", "baten")) or not _is_label(text) or _opens_head(blocks, end):
            break
        found.append(end)
        number = text.split(".", 1)[0]
        end += 1
    return found


def _rows(blocks: Sequence[str], segment: _Segment, corner: Sequence[str]) -> list[TableRow]:
    """The group rows and the one row with values of a segment."""
    texts = [cell_text(blocks[at]) for at in segment.label_blocks]
    values = tuple(cell_text(blocks[at]) for at in segment.value_blocks)
    own = _own_labels(texts, corner) if values else 0
    blank = [""] * (len(corner) - 1)
    rows = [
        TableRow((text, *blank), (), labels_unsure=labels.indicator_value(text) is not None)  # `lager` of a row above
        for text in texts[: len(texts) - own]
    ]
    if values:
        cells = label_cells(texts[len(texts) - own :], corner, has_values=True)
        placed = cells or TableRow((" ".join(texts), *blank), (), labels_unsure=True)
        rows.append(TableRow(placed.labels, values, placed.labels_unsure or segment.labels_unsure))
    return rows


def _own_labels(texts: Sequence[str], corner: Sequence[str]) -> int:
    """How many of the last texts are the label cells of the row with values: one, more where codes precede."""
    if len(corner) == 1 or len(texts) < 2:
        return min(1, len(texts))
    kinds = [kind for name, kind in labels.label_kinds if any(name(labels.fold(head)) for head in corner)]
    if labels.numbered_label(labels.fold(corner[-1])):
        kinds.append(labels.label_number)
    own = 1
    free = not any(kind(labels.fold(texts[-1])) for kind in kinds)
    while own < min(len(texts), len(corner)):
        typed = any(kind(labels.fold(texts[-own - 1])) for kind in kinds)
        if not typed and free:
            break
        free = free or not typed
        own += 1
    return own
