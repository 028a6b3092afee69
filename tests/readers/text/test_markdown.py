"""Text exports in Markdown are read as the page they print."""

from __future__ import annotations

import pytest

from pipeline.model import Block, Grid, Item, Paragraph
from pipeline.readers.text import read_text
from pipeline.readers.text.markdown import without_marks

PAGE = """Domeinen

Sociaal domein

# Doel 1.2.3 Zorg

## Criteria

We zorgen, **zodanig dat**:

- er [hulp](https://zwolle.nl/hulp_(zorg)) is
  * snel
- niemand 1\\. wacht

## Financieel overzicht doel

**Baten en lasten (bedragen x €1.000)**

| | Lasten | Baten | Saldo |
|---|---:|---|---|
| Begroting | 5.000 | | 4.000 |
| Wijk<br>Stad | 3.000 | 1.000 | 2.000 |
"""


def test_a_page_in_markdown() -> None:
    document = read_text(PAGE)
    grid = document.blocks[-1]
    assert document.breadcrumb == ("Domeinen", "Sociaal domein")
    expected: list[Block] = [
        Paragraph("Doel 1.2.3 Zorg"), Paragraph("Criteria"), Paragraph("We zorgen, zodanig dat:"),
        Item("er hulp is", 1), Item("snel", 2), Item("niemand 1. wacht", 1), Paragraph("Financieel overzicht doel"),
    ]  # fmt: skip
    assert list(document.blocks[2:-1]) == expected
    assert isinstance(grid, Grid)
    assert (grid.caption, grid.uncertain) == ("Baten en lasten (bedragen x €1.000)", frozenset())
    # a blank between two cells says that blanks stay where they are
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["", "Lasten", "Baten", "Saldo"], ["Begroting", "5.000", "", "4.000"],
        ["Wijk\nStad", "3.000", "1.000", "2.000"],
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Doel 1.2.3 **Zorg**\n\n- een", "Nummer #12\n\n# 1", "a # b\n\n#hashtag", "## "])
def test_other_text_keeps_its_signs(text: str) -> None:
    assert without_marks(text) == text
