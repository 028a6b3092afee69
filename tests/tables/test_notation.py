"""Tables that write their numbers another way than the Dutch one, all through."""

from __future__ import annotations

import pytest

from pipeline.model import Cell, Document, Grid
from pipeline.tables.notation import in_dutch_notation

HTML, TEXT = Document(()), Document((), reader="text")


def grid(*rows: str) -> Grid:
    cells = [[Cell(text, r, c) for c, text in enumerate(row.split("|"), 1)] for r, row in enumerate(rows, 1)]
    return Grid(tuple(map(tuple, cells)), None, 1)


def written(*rows: str, document: Document = HTML) -> list[str]:
    return [
        "|".join(cell.text for cell in row) for row in in_dutch_notation(grid("|Lasten|2024", *rows), document).rows[1:]
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["a|81\u2009964|1\u2009204", "b|0|-7\u202f005"], ["a|81.964|1.204", "b|0|-7.005"]),
        (["a|(297)|5", "b|(1.204)|€ (31)"], ["a|-297|5", "b|-1.204|€ -31"]),
        (["a|297-|5", "b|1.204 -|0"], ["a|-297|5", "b|-1.204|0"]),
        (["a|(1 204)|5", "b|(3 100)|12 000"], ["a|-1.204|5", "b|-3.100|12.000"]),
    ],
    ids=["spaces", "brackets", "minus behind", "both"],
)
def test_a_notation_of_the_whole_table(rows: list[str], expected: list[str]) -> None:
    assert written(*rows) == expected


@pytest.mark.parametrize(
    "rows",
    [
        ["a|81 964|5", "b|0|7"],
        ["a|81 964|1 204", "b|5.250|7"],
        ["a|81 964|1 204", "b|5250|7"],
        ["a|(297)|5", "b|-12|7"],
        ["a|(297)|5", "b|12|7"],
        ["a|(2023)|5", "b|(2024)|7"],
        ["a|20|5", "waarvan b|(12)|(7)"],
    ],
    ids=["once", "points too", "no points", "minus before", "one bracket", "years", "parts"],
)
def test_what_is_not_sure_stays(rows: list[str]) -> None:
    assert written(*rows) == rows


def test_a_text_export_may_have_run_cells_together() -> None:
    assert written("a|81 964|1 204", document=TEXT) == ["a|81 964|1 204"]
