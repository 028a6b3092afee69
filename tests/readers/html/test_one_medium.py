"""What stands twice on a page for screens of two sizes counts once; what only looks alike stays."""

from __future__ import annotations

from pipeline.model import Grid, Item, Paragraph
from pipeline.readers.html import read_markup


def _shown(body: str) -> list[str]:
    blocks = read_markup(f"<html><body><h1>Doel 1.2.3 Sport</h1>{body}</body></html>").blocks
    return [block.text for block in blocks if isinstance(block, (Paragraph, Item))]


def test_the_later_of_two_that_print_the_same_is_left_out() -> None:
    body = "<p class='hidden md:block'>Meer <b>ruimte</b>.</p><p class='md:hidden'>Meer ruimte.</p>"
    assert _shown(body) == ["Meer ruimte."]


def test_other_words_are_no_copy() -> None:
    body = "<p class=d-md-none>Meer ruimte.</p><p class='d-none d-md-block'>Meer ruimte voor sport.</p>"
    assert _shown(body) == ["Meer ruimte.", "Meer ruimte voor sport."]


def test_two_alike_with_one_class_are_no_copies() -> None:
    body = "<p class=d-print-block>Niet van toepassing.</p><p class=d-print-block>Niet van toepassing.</p>"
    assert len(_shown(body)) == 2


def test_cards_that_say_more_than_the_table_beside_them_stay() -> None:
    table = "<table class=visible-md><tr><th>Indicator</th><th>2024</th></tr><tr><td>Leden</td><td>12</td></tr></table>"
    cards = "<div class=visible-xs><p>Leden 2024 12</p></div>"
    assert _shown(table + cards) == []
    assert _shown(table + cards.replace("12", "13")) == ["Leden 2024 13"]


def test_a_copied_table_is_recorded_and_told_as_one() -> None:
    table = "<table><tr><th>Product</th><th>2024</th></tr><tr><td>Sport</td><td>12</td></tr></table>"
    body = "".join(f"<div class={medium}-only>{table}<p>Slot.</p></div>" for medium in ("screen", "print"))
    document = read_markup(f"<html><body><h1>Doel 1.2.3 Sport</h1>{body}</body></html>")
    assert [block.hidden for block in document.blocks if isinstance(block, Grid)] == [False, True]
    assert [(f.severity, f.code) for f in document.findings] == [("info", "TABLE_COPY")]


def test_hidden_heads_alone_are_no_hidden_table() -> None:
    head = "<tr><th>Product</th><th>2024</th></tr>"
    body = f"<table style='visibility:hidden'>{head}</table><table>{head}<tr><td>Sport</td><td>12</td></tr></table>"
    assert not read_markup(f"<html><body><h1>Doel 1.2.3 Sport</h1>{body}</body></html>").findings
