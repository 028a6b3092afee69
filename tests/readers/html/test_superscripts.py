"""Superscripts: footnote marks are spelled apart from what they stand behind, powers and ordinals are not."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Paragraph
from pipeline.readers.html import read_markup

CASES = [
    ("2332<sup>1</sup>", "2332 1)"),
    ("140 <SUP>(2)</SUP>", "140 2)"),
    ("140<sup>1, 2</sup>", "140 1,2)"),
    ("7<sup>*</sup>", "7 *"),
    ("7<sup><a href='#n'>a)</a></sup>", "7 a)"),
    ("<span>7</span><a href='#n'><sup>[1]</sup></a>", "7 1)"),
    ("12<sup>1</sup>%", "12% 1)"),
    ("Tekst<sup>1</sup>, en<sup>2</sup>meer<sup>3</sup>.", "Tekst 1), en 2) meer 3)."),
    ("<sup>1</sup>Meting 2021.", "1) Meting 2021."),
    ("500 m<sup>2</sup>", "500 m2"),
    ("5<b>km<sup>2</sup></b>", "5km2"),
    ("M<sup>3</sup>", "M3"),
    ("programm<sup>2</sup>", "programm 2)"),
    ("CO<sub>2</sub>", "CO2"),
    ("de CO<sup>2</sup>-uitstoot", "de CO2-uitstoot"),
    ("5 x 10<sup>3</sup>", "5 x 103"),
    ("1.200 m <sup>2</sup>", "1.200 m 2"),
    ("10 vierkante meter<sup>2</sup>", "10 vierkante meter2"),
    ("1<sup>e</sup> kwartaal, 2<sup>de</sup>", "1e kwartaal, 2de"),
    ("<sup></sup>9", "9"),
]


def test_cents_and_minutes_stand_apart() -> None:
    page = (
        "<p>Om 9<sup>30</sup> uur, &euro; 12<sup>50</sup>.</p><table><tr><td>x<td>45<sup>12</sup><tr><td>y<td>8</table>"
    )
    paragraph, grid = read_markup(page).blocks
    assert paragraph == Paragraph("Om 9 30 uur, € 12 50.")
    assert isinstance(grid, Grid)
    assert grid.rows[0][1].text == "45 12)"


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_superscripts(markup: str, text: str) -> None:
    page = f"<h1>T {markup}</h1><p>{markup}</p><table><tr><td>x<td>{markup}<tr><td>y<td>8</table>"
    title, paragraph, grid = read_markup(page).blocks
    assert isinstance(grid, Grid)
    assert title == Heading(f"T {text}", 1)
    assert (paragraph, grid.rows[0][1].text) == (Paragraph(text), text)


def test_a_linked_mark_in_brackets_is_a_superscript_too() -> None:
    (grid,) = read_markup(
        "<table><tr><th>a<th>b<tr><td>c<a href=#n1>[1]</a><td>876<a href='#n1'>[1]</a></table>"
    ).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[1]] == ["c 1)", "876 1)"]
    assert read_markup("<p>zie <a href=/p1>[1]</a></p>").blocks == (Paragraph("zie [1]"),)
