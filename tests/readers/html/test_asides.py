"""Cells that hold more than their text: buttons, tooltips, words for screen readers, copies of their column's head."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Ignored
from pipeline.readers.html import read_markup

SPOKEN = "<span class='sr-only'>"


def read(rows: str) -> tuple[list[list[str]], list[Ignored]]:
    blocks = read_markup(f"<table>{rows}</table>").blocks
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows], [b for b in blocks if isinstance(b, Ignored)]


@pytest.mark.parametrize(
    ("cell", "text", "left_out"),
    [
        (f"<th><button>Lasten {SPOKEN}sorteer oplopend</span></button>", "Lasten", [("sorteer oplopend", "hidden")]),
        ("<th>Lasten <button>Sorteer</button>", "Lasten", [("Sorteer", "navigation")]),
        (
            "<th>Lasten<button>i</button><div role=tooltip hidden>De uitgaven</div>",
            "Lasten",
            [("i", "navigation"), ("De uitgaven", "hidden")],
        ),
        ("<th>Lasten<button>i</button><span hidden>De uitgaven</span>", "Lasten",
         [("i", "navigation"), ("De uitgaven", "hidden")]),
        ("<td>Lasten <span class='tooltiptext'>De uitgaven</span>", "Lasten", [("De uitgaven", "hidden")]),
        ("<td><span class='has-tooltip'>5.250</span> *", "5.250 *", []),
        ("<td><a class='tooltip'>Jeugdhulp</a> met verblijf", "Jeugdhulp met verblijf", []),
        ("<td><a class='tooltip'>3.050<i class='tooltip-inner'>Uitleg</i></a> *", "3.050 *", [("Uitleg", "hidden")]),
        (f"<th scope=row>Jeugdhulp {SPOKEN}(aantal)</span>", "Jeugdhulp (aantal)", []),
        ("<td><button>5.250</button>", "5.250", []),
        ("<td>1. <button>Visie op wonen</button>", "1.\nVisie op wonen", []),
        (f"<td><span aria-hidden=true>−</span>{SPOKEN}min </span>250", "-250", [("−", "hidden")]),
        (f"<td>250 {SPOKEN}nadelig</span>", "250 nadelig", []),
        (f"<td>81.964{SPOKEN} euro</span>", "81.964", [("euro", "hidden")]),
        ("<td>Kort <button aria-expanded=false>Lees meer</button><span hidden>Lang</span>", "Kort Lang",
         [("Lees meer", "navigation")]),
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_of_a_cell(cell: str, text: str, left_out: list[tuple[str, str]]) -> None:
    rows, ignored = read(f"<tr>{cell}<td>b<tr><td>c<td>d")
    assert rows == [[text, "b"], ["c", "d"]]
    assert [(block.text, block.reason) for block in ignored] == left_out


@pytest.mark.parametrize(
    ("heading", "text", "left_out"),
    [
        (f"<button aria-expanded=false>Criteria{SPOKEN}uitklappen</span></button>", "Criteria",
         [("uitklappen", "hidden")]),
        ("<button aria-expanded=false>Criteria<span>uitklappen</span></button>", "Criteria",
         [("uitklappen", "navigation")]),
        (f"<h2>{SPOKEN}Toon </span>Criteria</h2>", "Criteria", [("Toon", "hidden")]),
        (f"<h2>{SPOKEN}Doel 1.1.1</span> Wonen</h2>", "Doel 1.1.1 Wonen", []),
        (f"<h2>{SPOKEN}Criteria</span></h2>", "Criteria", []),
        ("<h2>Criteria<i><b role=tooltip>Hier leest u meer.</b></i></h2>", "Criteria",
         [("Hier leest u meer.", "hidden")]),
        ("<h2>Criteria <span>(tekst uit Begroting 2021)</span></h2>", "Criteria (tekst uit Begroting 2021)", []),
        ("<h2>Jeugd en <span>meer</span></h2>", "Jeugd en meer", []),
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_of_a_heading(heading: str, text: str, left_out: list[tuple[str, str]]) -> None:
    blocks = read_markup(heading).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == [text]
    assert [(block.text, block.reason) for block in blocks if isinstance(block, Ignored)] == left_out


HEADS = "<tr><th><th>Lasten<th>Saldo 2023"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (f"{SPOKEN}Lasten: </span>5.250", f"{SPOKEN}Saldo 2023: </span>", ["5.250", ""]),
        ("<b>Lasten</b> <span>-5.250</span>", "<b>Saldo 2023</b><span>8</span>", ["-5.250", "8"]),
        ("<div>Lasten</div><div>€ 5</div>", "-", ["€ 5", "-"]),
        ("Lasten", "Saldo 2023", ["Lasten", "Saldo 2023"]),
        ("Lasten 5", "Saldo 2023", ["Lasten 5", "Saldo 2023"]),
        ("Lasten van 5 doelen", "Saldo 2023", ["Lasten van 5 doelen", "Saldo 2023"]),
    ],
)
def test_the_head_of_its_column_is_no_text_of_a_cell(first: str, second: str, expected: list[str]) -> None:
    rows, _ = read(f"{HEADS}<tr><td>Begroting<td>{first}<td>{second}<tr><td>Lasten 5<td>1<td>2")
    assert rows[1:] == [["Begroting", *expected], ["Lasten 5", "1", "2"]]


def test_a_label_that_opens_with_its_head_is_no_copied_head() -> None:
    rows, _ = read("<tr><th>Programma<th>Lasten<tr><td>Programma 1<td>5.250<tr><td>Programma 2<td>Lasten 8")
    assert rows[1:] == [["Programma 1", "5.250"], ["Programma 2", "8"]]


def test_a_head_in_a_table_of_its_own() -> None:
    page = f"<div><table><thead>{HEADS}</thead></table></div><div><table><tr><td>a<td>1<td>2</table></div>"
    (grid,) = read_markup(page).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["", "Lasten", "Saldo 2023"], ["a", "1", "2"]]
    assert (grid.header_rows, [cell.row for cell in grid.rows[1]]) == (1, [2, 2, 2])
    assert len(read_markup(page.replace("<td>a", "<td>a<td>b")).blocks) == 2
    assert len(read_markup(page.replace("<td>a<td>1<td>2", "<th>a<th>b<th>c")).blocks) == 2


@pytest.mark.parametrize(
    ("first", "second", "caption"),
    [
        ("Lasten 2024", "bedragen x € 1.000", "Lasten 2024\nbedragen x € 1.000"),
        ("bedragen x € 1.000", "bedragen x € 1.000", "bedragen x € 1.000"),
        ("", "bedragen x € 1.000", "bedragen x € 1.000"),
        ("Lasten 2024", "", "Lasten 2024"),
        ("", "", None),
    ],
)
def test_a_head_in_a_table_of_its_own_keeps_both_captions(first: str, second: str, caption: str | None) -> None:
    above, below = (f"<caption>{text}</caption>" if text else "" for text in (first, second))
    page = f"<table>{above}<thead>{HEADS}</thead></table><table>{below}<tr><td>a<td>1<td>2</table>"
    (grid,) = read_markup(page).blocks
    assert isinstance(grid, Grid)
    assert grid.caption == caption
