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


@pytest.mark.parametrize(
    "text",
    [
        "Doel 1.2.3 **Zorg**\n\n- een",
        "Nummer #12\n\n# 1",
        "a # b\n\n#hashtag",
        "## ",
        "Doel 1.2.3\n\n# Aantal woningen\n\n+ mutaties kredieten\n\n- Jaarrekening",
    ],
)
def test_other_text_keeps_its_signs(text: str) -> None:
    assert without_marks(text) == text


@pytest.mark.parametrize(
    "rows", ["+ mutaties kredieten\n\n0\n\n- 297", "- Jaarrekening\n\n77.780", "- Jaarrekening | 5 | 3 |", "- 297"]
)
def test_labels_and_amounts_with_a_sign_are_no_items(rows: str) -> None:
    assert without_marks(f"# Doel 1.2.3 Zorg\n\n{rows}").strip() == f"Doel 1.2.3 Zorg\n\n\n{rows}"


def test_a_stray_blank_does_not_put_other_rows_in_their_first_columns() -> None:
    rows = "|Rekening 2022|Begroting 2023|Begroting 2024|\n---|---|---|---\nLasten|5|6||\nBaten|1|2||\nSaldo||-4|-4|\n"
    *_, grid = read_text(f"Financieel overzicht\n{rows}").blocks
    assert isinstance(grid, Grid)
    assert grid.uncertain


def test_lines_between_blank_lines_are_one_block() -> None:
    """Each line of a paragraph was one, and gave an activity of its own."""
    rest = "Tekst van de pagina.\n\n" * 5
    blocks = read_text(
        f"# Doel 1.2.3 Zorg\n\n{rest}Eerste regel\ntweede regel\n\n| a | b |\n|---|---|\n| c | 5 |"
    ).blocks
    assert Paragraph("Eerste regel\ntweede regel") in blocks


def test_one_heading_beside_a_table_of_markdown() -> None:
    assert without_marks("Veiligheid\n\n| a | b |\n|---|---|\n\n# Stabiele orde\n").endswith("\nStabiele orde\n\n")


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_rows_with_both_edges_need_no_rule(between: str) -> None:
    """Without a line of dashes the page had no table, and was held back."""
    table = "| | Lasten | Baten | Saldo |\n| Begroting | 5.000 | | 4.000 |\n| Rekening | 3.000 | 1.000 | |"
    document = read_text(between.join(["Doel 1.2.3 Zorg", "Financieel overzicht doel", table, "Tot slot."]))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["", "Lasten", "Baten", "Saldo"], ["Begroting", "5.000", "", "4.000"], ["Rekening", "3.000", "1.000", ""],
    ]  # fmt: skip
    assert document.reader == "pipes"


def test_rows_of_other_widths_are_no_table() -> None:
    text = "Doel 1.2.3 Zorg\n\n| a | b |\n| c |\n\n| d |"
    assert not any(isinstance(block, Grid) for block in read_text(text).blocks)
