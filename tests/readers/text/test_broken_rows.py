"""Rows of tables in text exports that do not stand as they were printed; crumbs that are none."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Grid, Ignored
from pipeline.readers.text import read_text


def tables(text: str) -> list[list[list[str]]]:
    found = [block for block in read_text(text).blocks if isinstance(block, Grid)]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in found]


def paragraphs(*cells: str) -> str:
    return "\n\n".join(cells)


def lines(*rows: str) -> str:
    return "\n".join(rows)


BROKEN_HEAD: Sequence[str] = (
    "Nummer | Naam reserve | 2030 -", "lasten | 2030 -", "baten |", "---|---|---|---|",
    "D06 | Onderhoud | 126.000 | 500 |",
)  # fmt: skip


def test_line_breaks_in_the_cells_of_a_pipe_row_do_not_break_it() -> None:
    """The head was text, and behind a broken row all rows of the table were."""
    (table,) = tables(lines("Toelichting op de reserves", *BROKEN_HEAD, "Slot."))
    assert table == [
        ["Nummer", "Naam reserve", "2030 - lasten", "2030 - baten"], ["D06", "Onderhoud", "126.000", "500"],
    ]  # fmt: skip
    (table,) = tables(
        lines("Voorstel | 2030 | 2031 |", "---|---|---|", "1. Anker | 10 | 20 |", "2. Zwemvangnet",
              "-  Dekking | 35.000", "-35.000 | 36.000", "-36.000 |", "3. Taal | 3 ||", "Slot.")
    )  # fmt: skip
    assert table[2:] == [
        ["2. Zwemvangnet\n- Dekking", "35.000\n-35.000", "36.000\n-36.000"], ["3. Taal", "3", ""],
    ]  # fmt: skip


def test_what_makes_no_row_of_the_width_stays_as_it_is() -> None:
    whole = ["Voorstel | 2030 | 2031 |", "---|---|---|", "1. Anker | 10 | 20 |"]
    document = read_text(lines(*whole, "Toelichting", "Een zin over de tabel.", *BROKEN_HEAD))
    assert len(tables(lines(*whole, "Toelichting", "Een zin over de tabel.", *BROKEN_HEAD))) == 2
    assert [b.text for b in document.blocks if not isinstance(b, Grid)] == ["Toelichting", "Een zin over de tabel."]
    open_rows = ["Voorstel | 2030 | 2031", "---|---|---", "1. Anker | 10 | 20", "2. Groen | 11 | 21", "Slot."]
    assert tables(lines(*open_rows)) == [
        [["Voorstel", "2030", "2031"], ["1. Anker", "10", "20"], ["2. Groen", "11", "21"]]
    ]


def test_a_group_below_heads_of_stages_is_no_head() -> None:
    """`Lasten` was the last head, and the amounts stood one column to the right."""
    heads, rows = ["Rekening 2030", "Begroting 2031"], ["Lasten", "Personeel", "11.000", "12.000", "Huur", "300", "400"]
    (table,) = tables(paragraphs("Tekst over de tabel hieronder.", *heads, *rows))
    assert table == [
        ["", *heads], ["Lasten", "", ""], ["Personeel", "11.000", "12.000"], ["Huur", "300", "400"],
    ]  # fmt: skip


def test_heads_may_print_their_unit() -> None:
    cells = "Product", "Lasten (x € 1.000)", "Baten (in € mln)", "Saldo", "Wegen", "10", "5", "-5"
    assert tables(paragraphs(*cells)) == [[list(cells[:4]), list(cells[4:])]]
    assert not tables(paragraphs("Product", "Lasten (deels)", "Baten (zie ook 3)", "Saldo", "Wegen", "10", "5", "-5"))


def test_the_title_of_a_goal_is_no_crumb() -> None:
    """Below `Programma's` alone the goal lost its title."""
    goal = "Doel 7.2.2 Fysieke veiligheid"
    document = read_text(paragraphs("Programma's", goal, "We zorgen voor een veilige stad.", "Beschrijving", "Tekst."))
    assert document.breadcrumb == ("Programma's",)
    assert [block.text for block in document.blocks if isinstance(block, Ignored)] == ["Programma's"]
    twice = read_text(
        paragraphs("Programma's", goal, goal, "We zorgen voor een veilige stad.", "Beschrijving", "Tekst.")
    )
    assert twice.breadcrumb == ("Programma's", goal)
