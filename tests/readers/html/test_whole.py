"""Paragraphs and items that hold nothing but text are read in one step: the blocks are those of the long way."""

from __future__ import annotations

import pytest

from pipeline.readers.html import read_markup

LEAVES = (
    "<p>Eén zin.</p>",
    "<p>Eén<br>twee<br/>\n drie</p>",
    "<p> \n </p><p>&nbsp;</p><p>na niets</p>",
    "<ul><li>een</li><li><p>twee&nbsp;</p></li><li> </li><li><p></p></li></ul>",
    "<ol><li>een<ul><li>binnen</li></ul>erna</li><li>twee</li></ol>",
    "<p>• een\n<br>• twee</p>",
    "<p>ga terug</p><p>Deze pagina is gebouwd op 06/13/2025 13:22:06 met de export van 06/13/2025 13:13:22</p>",
    "<ul><li>tekst, en Deze pagina is gebouwd op 06/13/2025 13:22:06</li></ul>",
    "<dl><dt>Term</dt></dl><p>vet of niet</p>",
    "<ul><li><h3>Kop</h3><p>onder de kop</p><ul><li>diep</li></ul></li></ul>",
    "<footer><p>voet</p><ul><li>voetlijst</li></ul></footer>",
    "<p>een<br hidden>twee</p><ul><li hidden>weg</li><li aria-hidden='true'><p>weg</p></li></ul>",
    "los <p>vast</p> los <ul><li>item</li></ul> los",
)


@pytest.mark.parametrize("inner", LEAVES)
def test_one_step_gives_the_blocks_of_the_long_way(inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><body><h1>Doel 1.2.3 Titel</h1>{inner}</body></html>"
    quick = read_markup(page).blocks
    monkeypatch.setattr("pipeline.readers.html.whole._WHOLE", frozenset())
    assert quick == read_markup(page).blocks
    assert len(quick) >= 2
