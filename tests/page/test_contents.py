"""The blocks of a document, sorted once for all rooms."""

from __future__ import annotations

from page_samples import grid

from pipeline.contents import contents, keep_last
from pipeline.model import Document, Heading, Ignored, Item, Paragraph


def test_blocks_keep_their_numbers():
    heading, item, table = Heading("Doel", 2), Item("een", 1), grid([("a", "1")])
    found = contents(Document((Ignored("menu", "navigation"), heading, table, Ignored("Home", "breadcrumb"), item)))
    assert found.shown == ((2, heading), (3, table), (5, item))
    assert found.texts == ((2, heading), (5, item))
    assert found.grids == ((3, table),)
    assert [number for number, _ in found.ignored] == [1, 4]


def test_words_hold_text_cells_and_breadcrumb_without_accents_and_soft_hyphens():
    blocks = (Paragraph("Streef\u00addoel"), grid([("NULSITUATIE", "€ 5")]), Ignored("Financiën", "breadcrumb"))
    words = contents(Document((*blocks, Ignored("cookies", "cookie")))).words
    assert [word in words for word in (b"streefdoel", b"nulsituatie", b"financin", b"cookie")] == [True] * 3 + [False]


def test_only_the_last_answer_is_kept_and_equal_is_not_the_same():
    asked: list[str] = []
    answer = keep_last(lambda document: asked.append(document.encoding) or document.encoding)
    one, other = Document((), encoding="utf-8"), Document((), encoding="utf-8")
    assert [answer(one), answer(one), answer(other), answer(one)] == ["utf-8"] * 4
    assert len(asked) == 3
