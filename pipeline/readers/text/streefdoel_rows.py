"""Streefdoel blocks of 2014-2016: which paragraph is nulsituatie, norm or activity (formats/2014-2020.md 2).

Blank cells vanished and one cell may hold several paragraphs, so the paragraphs are aligned with the columns by
dynamic programming: order is kept, what a paragraph says scores its column, and a row is only certain where no
other column comes close.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from pipeline.readers.text.streefdoel_runs import (
    PLACEHOLDER,
    bare_below_bare,
    holds_a_table,
    is_bare,
    is_dated,
    is_lone_list,
    named_twice,
    ran_together,
    tells_its_column,
    told_twice,
)
from pipeline.readers.text.streefdoel_scores import AIM, BULLET, NUMBERS, scores_of, tells_the_past

_SKIP, _NEW_ROW, _SAME_CELL, _AFTER_COLON = -1.6, -0.9, -0.8, 0.4
_NEW_LIST = -0.5  # a sentence above the activities of a begroting may be their norm (begroting-2016 p3030)
_NEW_TOPIC = -1.6  # `In 2014 zijn ...` below a sentence that tells no past (jaarverslag-2014 p1705)
_CLEAR = 0.5  # a column wins when every other is this much worse

Row = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """One paragraph and its column; `clear` where every other column is worse by far."""

    column: int
    text: str
    clear: bool


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The paragraphs of one row's three cells in order; `certain` where the column of each is clear."""

    cells: Row
    certain: bool


def asked_by(heads: Sequence[str]) -> tuple[int, bool]:
    """The report year in `Norm van 2014`, and whether the third of the heads asks what was realised."""
    return int(heads[1][-4:]), "gerealiseerd" in heads[2].lower()


def align(paragraphs: Sequence[str], report_year: int, realised: bool) -> list[AlignedRow]:
    """The data rows under `Nulsituatie | Norm van JJJJ | Activiteiten` (or `Wat is in JJJJ gerealiseerd`, then
    `realised`). Where cells ran together only sentences without numbers are certain. Time and memory are linear in
    the number of paragraphs."""
    if not paragraphs:
        return []
    if holds_a_table(paragraphs) or is_lone_list(paragraphs):
        return [AlignedRow((tuple(paragraphs), (), ()), False)]
    mixed = ran_together(paragraphs, report_year, realised)
    scores = [scores_of(paragraphs, at, report_year, realised) for at in range(len(paragraphs))]
    joins = [_join(paragraphs, at, report_year, realised) for at in range(len(paragraphs))]
    forward, came = _forward(scores, joins)
    backward = _backward(scores, joins)
    steps = _best_path(forward, came)
    best = max(forward[-1][c] + backward[-1][c] for c in range(3))
    first = is_bare(paragraphs[0]) or is_dated(paragraphs[0], report_year)
    three_values = realised and len(paragraphs) == 3 and first and all(map(is_bare, paragraphs[1:]))  # no activity
    if not mixed and (_is_whole_row(scores, best) or three_values):
        return [AlignedRow(((paragraphs[0],), (paragraphs[1],), (paragraphs[2],)), True)]
    rows: list[list[_Placed]] = []
    columns = [column for column, _ in steps]
    twice = named_twice(paragraphs) | bare_below_bare(paragraphs, columns) | told_twice(paragraphs, columns)
    for at, (column, new_row) in enumerate(steps):
        if new_row:
            rows.append([])
        margins = [forward[at][c] + backward[at][c] for c in range(3)]
        clear = all(margins[column] - other >= _CLEAR for c, other in enumerate(margins) if c != column)
        told = at not in twice and (not mixed or tells_its_column(paragraphs[at], column))
        rows[-1].append(_Placed(column, paragraphs[at], clear and told))
    return [aligned for row in rows for aligned in _split(_without_lone_dash(row))]


def _is_whole_row(scores: Sequence[Sequence[float]], best: float) -> bool:
    """Three paragraphs for three columns are one row, unless something else is clearly better."""
    return len(scores) == 3 and sum(scores[at][at] for at in range(3)) > best - _CLEAR


def _without_lone_dash(row: list[_Placed]) -> list[_Placed]:
    """A dash says nothing of its column: alone in its row, or in a cell with others, it may be that of another cell."""
    columns = [placed.column for placed in row]
    if not any(placed.text in PLACEHOLDER for placed in row):
        return row
    sure = len(set(columns)) > 1
    return [
        replace(one, clear=one.clear and (one.text not in PLACEHOLDER or (sure and columns.count(one.column) == 1)))
        for one in row
    ]


def _split(row: Sequence[_Placed]) -> Iterator[AlignedRow]:
    """The row, where the column of every paragraph is clear. Else the paragraphs whose column is clear stand in rows
    that are certain, one to a cell because nobody knows where the printed row ends, and the others in one that is not
    (begroting-2016 p3026)."""
    if all(placed.clear for placed in row):
        yield _aligned(row, True)
        return
    rows: list[list[_Placed]] = []
    for placed in row:
        if placed.clear:
            if not rows or rows[-1][-1].column >= placed.column:
                rows.append([])
            rows[-1].append(placed)
    yield from (_aligned(clear, True) for clear in rows)
    yield _aligned([placed for placed in row if not placed.clear], False)


def _aligned(row: Sequence[_Placed], certain: bool) -> AlignedRow:
    cells = [tuple(placed.text for placed in row if placed.column == column) for column in range(3)]
    return AlignedRow((cells[0], cells[1], cells[2]), certain)


def _move(before: int, after: int, join: tuple[float, bool]) -> tuple[float, bool]:
    """The cost of going from one column to the next paragraph's, and whether that begins a row."""
    stay, parallel = join
    if after > before:
        return _SKIP * (after - before - 1), False
    fresh = _NEW_ROW + _SKIP * ((2 - before) + after)
    if after < before:
        return fresh, True
    if parallel and after == 1:
        return -0.2, True
    return (stay, False) if stay >= fresh else (fresh, True)


def _forward(
    scores: Sequence[Sequence[float]], joins: Sequence[tuple[float, bool]]
) -> tuple[list[list[float]], list[list[tuple[int, bool]]]]:
    best = [[scores[0][c] + _SKIP * c for c in range(3)]]
    came: list[list[tuple[int, bool]]] = [[(-1, True)] * 3]
    for at in range(1, len(scores)):
        row: list[float] = []
        back: list[tuple[int, bool]] = []
        for after in range(3):
            options = [(best[-1][before] + _move(before, after, joins[at])[0], before) for before in range(3)]
            value, before = max(options)
            row.append(value + scores[at][after])
            back.append((before, _move(before, after, joins[at])[1]))
        best.append(row)
        came.append(back)
    return best, came


def _backward(scores: Sequence[Sequence[float]], joins: Sequence[tuple[float, bool]]) -> list[list[float]]:
    rest = [[_SKIP * 0.5 * (2 - c) for c in range(3)]]
    for at in range(len(scores) - 1, 0, -1):
        rest.append(
            [
                max(_move(before, after, joins[at])[0] + scores[at][after] + rest[-1][after] for after in range(3))
                for before in range(3)
            ]
        )
    rest.reverse()
    return rest


def _best_path(
    forward: Sequence[Sequence[float]], came: Sequence[Sequence[tuple[int, bool]]]
) -> list[tuple[int, bool]]:
    last = max(range(3), key=lambda c: forward[-1][c] + _SKIP * 0.5 * (2 - c))
    path: list[tuple[int, bool]] = []
    column = last
    for at in range(len(forward) - 1, -1, -1):
        before, new_row = came[at][column]
        path.append((column, new_row))
        column = before
    path.reverse()
    return path


def _join(paragraphs: Sequence[str], at: int, report_year: int, realised: bool) -> tuple[float, bool]:
    """What it costs to share a cell with the paragraph before, and whether both open alike with the report
    year or an aim: two norms side by side are two rows (begroting-2016 programme 12, jaarverslag-2014 p1681)."""
    if at == 0:
        return _SAME_CELL, False
    before, text = paragraphs[at - 1], paragraphs[at]
    opener = text.split(maxsplit=2)[:2]
    alike = opener == before.split(maxsplit=2)[:2]
    parallel = alike and (str(report_year) in " ".join(opener) or bool(AIM.match(text)))
    if text.startswith(("(", "Bron:", "bron:")) or before.count("(") > before.count(")"):
        return 1.5, False
    if before.rstrip().endswith(":"):
        return _AFTER_COLON, parallel
    if BULLET.match(text) and not BULLET.match(before):
        return (0.0 if realised else _NEW_LIST), parallel
    if text in PLACEHOLDER:
        return -3.0, False
    if NUMBERS.fullmatch(text) and NUMBERS.fullmatch(before):
        return _AFTER_COLON, False
    if realised and tells_the_past(text, report_year) and not tells_the_past(before, report_year):
        return _NEW_TOPIC, parallel
    return _SAME_CELL, parallel


def align_row(cells: Sequence[str], report_year: int, realised: bool) -> tuple[tuple[int, ...], bool]:
    """The columns (0, 1, 2) of one row's one or two printed cells in order, and whether they are certain."""
    scores = [scores_of(cells, at, report_year, realised) for at in range(len(cells))]
    ranked = sorted(
        (
            (sum(score[c] for score, c in zip(scores, columns, strict=True)), columns)
            for columns in combinations(range(3), len(cells))
        ),
        reverse=True,
    )
    alone = len(cells) == 1
    clear = ranked[0][0] - ranked[1][0] >= (3 * _CLEAR if alone else _CLEAR) if len(ranked) > 1 else True
    return ranked[0][1], clear and (not alone or ranked[0][0] >= 2.5)
