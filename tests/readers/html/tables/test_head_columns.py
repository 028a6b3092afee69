"""Columns of a Streefdoel that are blocks of their own."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Item, Paragraph
from pipeline.readers.html import read_markup


def tables(markup: str) -> list[list[list[str]]]:
    blocks = read_markup(f"<h1>Sport</h1>{markup}").blocks
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]


def test_columns_side_by_side_with_their_heads() -> None:
    columns = (
        "<div><h5>Nulsituatie</h5><p>62 % in 2013</p></div><div><h5>Norm van 2016</h5><p>65 %</p></div>"
        "<div><h5>Activiteiten</h5><ul><li>We planten bomen.</li><li>We maaien.</li></ul></div><p>bron: enquête</p>"
    )
    assert tables(columns) == [
        [
            ["Nulsituatie", "Norm van 2016", "Activiteiten"],
            ["62 % in 2013", "65 %", "• We planten bomen.\n• We maaien."],
        ]
    ]


def test_a_head_alone_is_no_table() -> None:
    document = read_markup("<h1>Sport</h1><h5>Nulsituatie</h5><p>62 %</p><h5>Activiteiten doel</h5><ul><li>Bomen</ul>")
    assert not any(isinstance(block, Grid) for block in document.blocks)
    assert document.blocks[2] == Paragraph("62 %")
    assert document.blocks[-1] == Item("Bomen", 1)


WANTED = [
    [
        ["Nulsituatie", "Norm van 2016", "Activiteiten"],
        ["62 % in 2013", "65 %", "We planten bomen.\nWe maaien."],
    ]
]


@pytest.mark.parametrize(
    "columns",
    [
        (
            "<p><b>Nulsituatie</b><br>62 % in 2013</p><p><b>Norm van 2016</b><br>65 %</p>"
            "<p><b>Activiteiten</b><br>We planten bomen.<br>We maaien.</p>"
        ),
        (
            "<p>Nulsituatie: 62 % in 2013</p><p>Norm van 2016: 65 %</p><p>Activiteiten:</p><p>We planten bomen.</p>"
            "<p>We maaien.</p>"
        ),
        (
            "<ul><li>Nulsituatie: 62 % in 2013</li><li>Norm van 2016: 65 %</li>"
            "<li>Activiteiten: We planten bomen.<br>We maaien.</li></ul>"
        ),
        (
            "<h5>Norm van 2016</h5><p>65 %</p><h5>Nulsituatie</h5><p>62 % in 2013</p><h5>Activiteiten</h5>"
            "<p>We planten bomen.</p><p>We maaien.</p>"
        ),
    ],
)
@pytest.mark.parametrize(
    "behind",
    [
        "",
        "<h3>Een tweede doel</h3>",
        "<p>bron: enquête</p>",
        "<p>Een tweede doel</p><p>Doelstellingen/maatschappelijke effecten</p><p>Zwolle groeit.</p>",
        "<p>Streefdoel/indicator</p><p>Meer musea</p>",
    ],
)
def test_heads_on_a_line_of_their_text_and_texts_of_several_lines(columns: str, behind: str) -> None:
    assert tables(columns + behind) == WANTED


def test_a_column_between_others_may_be_empty() -> None:
    columns = "<h5>Nulsituatie</h5><p>62 %</p><h5>Norm van 2016</h5><h5>Activiteiten</h5><p>We maaien.</p>"
    assert tables(columns) == [[["Nulsituatie", "Norm van 2016", "Activiteiten"], ["62 %", "", "We maaien."]]]


def test_a_heading_of_a_section_is_no_head_without_text() -> None:
    below = "<h2>Activiteiten</h2><h3>Nieuwe activiteiten</h3><ul><li>We maaien.</li></ul>"
    document = read_markup(f"<h1>Sport</h1><h5>Nulsituatie</h5><p>62 %</p><h5>Norm van 2016</h5><p>65 %</p>{below}")
    assert document.blocks[2:] == (
        Heading("Activiteiten", 2),
        Heading("Nieuwe activiteiten", 3),
        Item("We maaien.", 1),
    )
