"""Bullets in an element of their own, and bullets that are pictures."""

from __future__ import annotations

import pytest

from pipeline.model import Ignored, Item, Paragraph
from pipeline.readers.html import read_markup


def blocks(markup: str) -> list[object]:
    found = read_markup(f"<body><h1>Doel 1.2.3 Sport</h1><h2>Criteria</h2>{markup}</body>").blocks
    return [block for block in found if not isinstance(block, Ignored)][2:]


@pytest.mark.parametrize(
    "item",
    [
        "<div><div>•</div><div><p>{}</p></div></div>",
        "<div><div>&bull;</div>\n <div><p>{}</p></div></div>",
        "<div>•</div>\n<div>{}</div>\n",
        "<div class=flex><span>•</span><p>{}</p></div>",
        "<div><i>▪</i> <div>{}</div></div>",
        "<p><img src='b.gif' alt='•' width=8> {}</p>",
        "<div><img src='b.gif' alt=bullet>{}</div>",
    ],
)
def test_a_bullet_beside_the_block_of_its_text(item: str) -> None:
    assert blocks(item.format("Een.") + item.format("Twee.")) == [Item("Een.", 1), Item("Twee.", 1)]


def test_a_table_of_bullets_inside_another() -> None:
    row = "<tr><td>•</td><td>{}</td></tr>"
    inner = f"<table>{row.format('Twee.')}{row.format('Drie.')}</table>"
    assert blocks(f"<table>{row.format(f'Een.{inner}')}{row.format('Vier.')}</table>") == [
        Item("Een.", 1), Item("Twee.", 2), Item("Drie.", 2), Item("Vier.", 1),
    ]  # fmt: skip


def test_all_lines_of_the_block_are_the_item() -> None:
    item = "<div><div>•</div><div><p>Een.<br>Dit staat vast.</p></div></div>"
    assert blocks(item) == [Item("Een.\nDit staat vast.", 1)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div><span>·</span><span>a</span></div>", [Item("a", 1)]),
        ("<p>Een <span>•</span> twee</p>", [Paragraph("Een • twee")]),
        ("<p><img src='foto.jpg' alt='Zwemmers'> Zwemmen</p>", [Paragraph("Zwemmen")]),
        ("<div><p>Een.</p><img src='b.gif' alt='•'></div>", [Paragraph("Een.")]),
    ],
)
def test_what_is_no_such_bullet(markup: str, expected: list[object]) -> None:
    assert blocks(markup) == expected


def test_the_circle_of_word_as_text_opens_an_item() -> None:
    """pdf2htmlEX prints it as the letter: each item was a paragraph."""
    assert blocks("<p>o Een.</p><p>o Twee.</p>") == [Item("Een.", 1), Item("Twee.", 1)]
