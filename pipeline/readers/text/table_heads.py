"""The head of a table without its blanks: which texts are column heads, which stand over a group of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from pipeline.readers import table_labels as labels
from pipeline.readers.text.table_row import TableRow, whole

_NO_PROGRAMME = 100  # a number that is no programme: there are fewer of them


@dataclass(frozen=True, slots=True)
class TableHead:
    """`rows` are the head rows at full width; `spare` texts before the head belong to no column."""

    rows: tuple[tuple[str, ...], ...]
    label_columns: int
    column_heads: tuple[str, ...]
    spare: int = 0
    unsure: frozenset[int] = frozenset()


def read_head(texts: Sequence[str], width: int) -> TableHead | None:
    """The head of a table with `width` value columns from its printed head cells in order: the last `width` are
    the column heads, the label heads stand before them, group heads and the sign rule before those."""
    folded = [labels.fold(text) for text in texts]
    if width < 1 or len(texts) < width:
        return None
    inner = next((at for at, text in enumerate(folded[:-1]) if labels.inner_group(text)), None)
    if inner is not None and len(texts) > width:
        return _over_some(texts, inner, width)
    first = len(texts) - width
    if _has_component_corner(folded, first):
        return _below_component(texts, first)
    begin = first
    while begin > 0 and _stands_over_labels(folded[begin - 1]):
        begin -= 1
    if begin < first and width > 1 and labels.years_head(folded[first - 1]):
        begin = first
    corner = tuple(texts[begin:first])
    label_columns = max(1, len(corner))
    own = (*(corner or ("",)), *texts[first:])
    rows: list[tuple[str, ...]] = []
    unsure: set[int] = set()
    blank = ("",) * (label_columns + width)
    rest = begin
    if rest and labels.sign_rule(folded[rest - 1]):
        rest -= 1
        rows.append((texts[rest], *blank[1:]))
    groups_from = rest
    while groups_from and _is_group(folded[groups_from - 1]):
        groups_from -= 1
    if groups_from < rest and rest - groups_from <= width + 1:
        group, sure = group_row(texts[groups_from:rest], texts[first:], label_columns)
        rows.insert(0, group)
        if not sure:
            unsure.add(0)
    else:
        groups_from = rest
    return TableHead((*rows, own), label_columns, tuple(texts[first:]), groups_from, frozenset(unsure))


def columns_of(texts: Sequence[str]) -> int:
    """How many value columns the printed heads tell, where blanks may have left every row shorter: all heads behind the
    last one over labels, without the groups above them (`Rekening 2015` over `Lasten Baten`). 0 where none tells."""
    folded = [labels.fold(text) for text in texts]
    folded = [text for text in folded if not labels.sign_rule(text) and not labels.inner_group(text)]
    behind = list(takewhile(lambda text: not labels.label_head(text), reversed(folded)))
    if not all(map(labels.value_head, behind)):
        return 0
    single = len(list(takewhile(labels.component_head, behind)))
    return single if single > 1 else len(behind)


def is_torn(blocks: Sequence[str], begin: int, end: int) -> bool:
    """Whether the head of an indicator table is cut by one of words between names and values, whose cells nobody can
    place (`Indicator | Eenheid | Bron | 2022`)."""
    above, word, head = (labels.fold(blocks[at]) if 0 <= at < len(blocks) else "" for at in (begin - 1, end, end + 1))
    return bool(labels.indicator_words(above) or (labels.indicator_words(word) and labels.value_head(head)))


def _has_component_corner(folded: Sequence[str], first: int) -> bool:
    """Whether one component alone stands before the years (`Lasten | 2022 | 2023`)."""
    alone = first == 1 or (first == 2 and (labels.caption(folded[0]) or labels.unit_line(folded[0])))
    return bool(alone and labels.corner_component(folded[first - 1]) and all(map(labels.year, folded[first:])))


def _below_component(texts: Sequence[str], first: int) -> TableHead:
    blank = [""] * (len(texts) - first)
    above = [(text, *blank) for text in texts[: first - 1]]
    return TableHead((*above, tuple(texts[first - 1 :])), 1, tuple(texts[first:]))


def _stands_over_labels(text: str) -> bool:
    return bool(labels.label_head(text) or labels.caption(text)) and not labels.sign_rule(text)


def _over_some(texts: Sequence[str], inner: int, width: int) -> TableHead | None:
    """The head whose group stands over the heads behind it alone (`Lasten Baten reserves: storting in, onttrek. uit`,
    begroting-2017 p6922)."""
    head = read_head([*texts[:inner], *texts[inner + 1 :]], width)
    if head is None:
        return None
    group = [""] * len(head.rows[-1])
    place = len(group) - (len(texts) - 1 - inner)
    if place < head.label_columns:
        return None
    group[place] = texts[inner]
    return TableHead((*head.rows[:-1], tuple(group), head.rows[-1]), head.label_columns, head.column_heads, head.spare,
                     head.unsure)  # fmt: skip


def _is_group(text: str) -> bool:
    return labels.value_head(text) is not None or labels.label_head(text) is not None


def group_row(groups: Sequence[str], heads: Sequence[str], label_columns: int) -> tuple[tuple[str, ...], bool]:
    """The row of group heads and whether each stands over its first column for certain."""
    row = [""] * (label_columns + len(heads))
    corner = bool(labels.label_head(labels.fold(groups[0])))
    for over in (groups, groups[1:] if corner else ()):
        starts = _cycle_starts(over, heads) or _anchored_starts(over, heads)
        if starts is not None:
            row[0] = groups[0] if over is not groups else ""
            for text, at in zip(over, starts, strict=True):
                row[label_columns + at] = text
            return tuple(row), True
    begin = 0 if corner else label_columns
    row[begin : begin + len(groups)] = groups
    return tuple(row), False


def _cycle_starts(groups: Sequence[str], heads: Sequence[str]) -> list[int] | None:
    """Heads that repeat (Lasten Baten Lasten Baten ... Saldo) begin a group with each repetition of the first."""
    first = labels.fold(heads[0]).lower()
    starts = [at for at, head in enumerate(heads) if labels.fold(head).lower() == first]
    return starts if len(starts) == len(groups) > 1 else None


def _anchored_starts(groups: Sequence[str], heads: Sequence[str]) -> list[int] | None:
    """Groups that finish in the head below: a word broken by a hyphen (`onttrek-` / `kingen`), `Stand per` over a
    date. A group between two anchors begins at the first column between them."""
    starts: list[int] = []
    free = 0
    for text in groups:
        folded = labels.fold(text)
        here = next((at for at in range(free, len(heads)) if _finishes(folded, labels.fold(heads[at]))), None)
        starts.append(free if here is None else here)
        free = starts[-1] + 1
    if free > len(heads):
        return None
    anchored = sum(_finishes(labels.fold(g), labels.fold(heads[at])) for g, at in zip(groups, starts, strict=True))
    return starts if len(starts) - anchored <= 1 and anchored >= 2 else None


def _finishes(group: str, head: str) -> bool:
    if group.endswith("-"):
        return head[:1].islower() and head not in ("rente", "overige")
    return group.lower().endswith(" per") and head[:1].isdigit()


def label_cells(texts: Sequence[str], heads: Sequence[str], has_values: bool) -> TableRow | None:
    """Label texts at their label columns, by the kind each head takes (code, number, free text); None where
    they do not fit. One text in a table of more label columns is the name beside values, else a group row."""
    width = len(heads)
    if len(texts) > width:
        return None
    if len(texts) == width:
        return TableRow(tuple(texts), ())
    kinds = [next((kind for name, kind in labels.label_kinds if name(labels.fold(head))), None) for head in heads]
    cells = [""] * width
    at = 0
    for number, text in enumerate(texts):
        left = len(texts) - number - 1
        options = [
            column
            for column in range(at, width - left)
            if (kinds[column] is None or kinds[column](labels.fold(text)))  # type: ignore[misc]
        ]
        if not options or (not has_values and len(texts) == 1):
            return TableRow((*texts, *[""] * (width - len(texts))), (), labels_unsure=len(texts) > 1)
        typed = [column for column in options if kinds[column] is not None]
        column = typed[0] if typed else options[0]
        cells[column] = text
        at = column + 1
    named = any(text and kind is None for text, kind in zip(cells, kinds, strict=True)) or all(kinds)
    return TableRow(tuple(cells), (), labels_unsure=has_values and not named)  # its name may be a number


def leads_to_values(
    numbers: Sequence[str], corner: Sequence[str], before: int, width: int
) -> Literal["label", "either", "value"]:
    """What the first of the numbers of a row is behind all other labels of the corner: that of a programme where those
    behind it fill the columns or are far larger (begroting-2019 p15493)."""
    if before != len(corner) - 1 or not numbers or not labels.numbered_label(labels.fold(corner[-1])):
        return "value"
    first, *others = numbers
    if not others or not labels.label_number(first.strip()):
        return "value"
    found = [abs(whole(other) or 0) for other in others]
    return "label" if len(others) >= width or max(found) >= _NO_PROGRAMME or not any(found) else "either"
