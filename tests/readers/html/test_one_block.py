"""A whole page in one block: blank lines part its paragraphs, bullets and dashes its lists."""

from __future__ import annotations

from pipeline.model import Block, Ignored, Item, Paragraph
from pipeline.readers.html import read_markup


def blocks(body: str) -> list[Block]:
    return [b for b in read_markup(f"<html><body><div>{body}</div></body></html>").blocks if not isinstance(b, Ignored)]


def test_a_list_of_dashes_does_not_keep_what_stands_above_it_together() -> None:
    body = (
        "<b>Portefeuillehouder(s): Jan de Boer</b><br><br><b>Activiteiten</b><br><br>"
        "We doen het volgende:<br><br>- Een huis<br>- 's Avonds open<br><br>Tot slot.<br><br>"
    )
    assert blocks(body) == [
        Paragraph("Portefeuillehouder(s): Jan de Boer", "Portefeuillehouder(s): Jan de Boer"),
        Paragraph("Activiteiten", "Activiteiten"),
        Paragraph("We doen het volgende:"),
        Item("Een huis", 1),
        Item("'s Avonds open", 1),
        Paragraph("Tot slot."),
    ]


def test_dashes_that_blank_lines_part_are_one_list() -> None:
    assert blocks("Wij:<br><br>- bouwen<br><br>- slopen<br><br>") == [
        Paragraph("Wij:"),
        Item("bouwen", 1),
        Item("slopen", 1),
    ]


def test_a_dash_below_a_bullet_is_an_item_of_it() -> None:
    assert blocks("&bull; Wonen<br>&nbsp;&nbsp;- bouwen<br>&nbsp;&nbsp;- slopen<br>&bull; Werken<br>") == [
        Item("Wonen", 1),
        Item("bouwen", 2),
        Item("slopen", 2),
        Item("Werken", 1),
    ]
