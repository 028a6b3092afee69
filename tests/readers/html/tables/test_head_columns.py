"""Columns of a Streefdoel that are blocks of their own."""

from __future__ import annotations

from pipeline.model import Grid, Item, Paragraph
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
