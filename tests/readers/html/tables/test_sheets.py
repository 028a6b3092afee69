"""A page that is one table gives the blocks of the page; a table of the report stays one."""

from __future__ import annotations

from pipeline.model import Block, Grid, Ignored
from pipeline.readers.html import read_markup


def _blocks(rows: str) -> list[Block]:
    document = read_markup(f"<html><body><table>{rows}</table></body></html>")
    return [block for block in document.blocks if not isinstance(block, Ignored)]


def _row(*cells: str) -> str:
    filled = [*cells, *[""] * (4 - len(cells))]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in filled)}</tr>"


SHEET = "".join(
    (
        _row("<b>Doel 1.2.3 Sport</b>"),
        _row("Meer inwoners sporten."),
        _row("<b>Criteria</b>"),
        _row("• Zalen zijn open."),
        _row("<b>Portefeuillehouder(s)</b>"),
        _row("Klaas Sloots"),
        _row("Baten en lasten (x € 1.000)"),
        _row("", "Lasten", "Baten"),
        _row("Begroting", "100", "20"),
        _row("Mutaties:"),
        _row("Rekening", "90", "30"),
        _row("Tot zover."),
    )
)


def test_rows_of_one_text_are_blocks_and_the_others_a_table() -> None:
    *above, table, last = _blocks(SHEET)
    assert [getattr(block, "text", "") for block in above] == [
        "Doel 1.2.3 Sport", "Meer inwoners sporten.", "Criteria", "Zalen zijn open.", "Portefeuillehouder(s)",
        "Klaas Sloots", "Baten en lasten (x € 1.000)",
    ]  # fmt: skip
    assert isinstance(table, Grid)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["", "Lasten", "Baten"], ["Begroting", "100", "20"], ["Mutaties:", "", ""], ["Rekening", "90", "30"],
    ]  # fmt: skip
    assert getattr(last, "text", "") == "Tot zover."


def test_rows_over_all_columns_are_blocks() -> None:
    rows = [f"<tr><td colspan=3>Regel {n}.</td></tr>" for n in range(5)]
    assert [getattr(block, "text", "") for block in _blocks("".join(rows))] == [f"Regel {n}." for n in range(5)]


def test_a_table_with_titles_of_groups_stays_one() -> None:
    rows = _row("Omschrijving", "2024", "2025") + _row("Activiteiten") + _row("Sport", "1", "2") + _row("Overig")
    assert [type(block) for block in _blocks(rows + _row("Cultuur", "3", "4"))] == [Grid]
