"""Tables directly below each other that are one table, or one table twice."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Ignored, Paragraph
from pipeline.readers.html import read_markup

HEAD = "<thead><tr><th><th>Lasten<th>Baten</thead>"
FIRST = "<tr><td>Begroting<td>5<td>1<tr><td>Wijzigingen<td>2<td>0"
SECOND = "<tr><td>Rekening<td>7<td>1<tr><td>Saldo<td>0<td>0"


def table(rows: str, before: str = "") -> str:
    return f"<div><table>{before}{HEAD}{rows}</table></div>"


def grids(page: str) -> list[Grid]:
    return [block for block in read_markup(page).blocks if isinstance(block, Grid)]


def test_a_table_that_goes_on_below_its_heads_printed_again() -> None:
    (grid,) = grids(table(FIRST) + table(SECOND))
    assert [row[0].text for row in grid.rows] == ["", "Begroting", "Wijzigingen", "Rekening", "Saldo"]
    assert [row[1].row for row in grid.rows] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("line", ["2", "pagina 3 van 12", "Vervolg tabel", "(vervolg)"])
def test_a_table_that_goes_on_behind_the_end_of_a_printed_page(line: str) -> None:
    document = read_markup(f"{table(FIRST)}<p>{line}</p>{table(SECOND)}<p>{line}</p>")
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [row[0].text for row in grid.rows] == ["", "Begroting", "Wijzigingen", "Rekening", "Saldo"]
    assert document.blocks[1:] == (Ignored(line, "navigation"), Paragraph(line))


@pytest.mark.parametrize(
    "page",
    [
        table(FIRST) + "<h3>Doel 1.1.2</h3>" + table(SECOND),
        table(FIRST) + "<p>bedragen in euro</p>" + table(SECOND),
        table(FIRST) + table(SECOND, "<caption>in euro</caption>"),
        table(FIRST) + table(FIRST.replace("5", "6")),
        table(FIRST + "<tr><td>Totaal<td>7<td>1") + table(SECOND),
        table(FIRST) + table(SECOND).replace("Lasten", "Uren"),
    ],
    ids=["heading", "line", "caption", "same rows", "totalled", "other heads"],
)
def test_tables_of_their_own(page: str) -> None:
    assert [grid.hidden for grid in grids(page)] == [False, False]


def test_heads_in_two_rows_above_a_table_that_scrolls() -> None:
    """Their blank corner was taken out, and no amount of the table below them was read."""
    head = "<table><thead><tr><th><th colspan=2>Rekening<tr><th><th>Lasten<th>Baten</table>"
    body = "<div style='overflow:auto'><table><tr><td>Saldo<td>5<td>7<tr><td>Resultaat<td>1<td>2</table></div>"
    (found,) = grids(f"<div>{head}</div>{body}")
    assert [[cell.text for cell in row] for row in found.rows[1:3]] == [["", "Lasten", "Baten"], ["Saldo", "5", "7"]]


def test_heads_alone_above_a_table_that_prints_them_too() -> None:
    (grid,) = grids(table("") + table(FIRST, "<caption>x € 1.000</caption>"))
    assert (len(grid.rows), grid.header_rows, grid.caption) == (3, 1, "x € 1.000")


STANDS = table(FIRST).replace("Lasten", "Stand 1-1").replace("Baten", "Stand 31-12")


@pytest.mark.parametrize("line", ["", "<p>Reserves (x € 1.000)</p>"])
def test_a_copy_for_print_is_recorded_and_not_used(line: str) -> None:
    document = read_markup((line + STANDS) * 2)
    shown, copy = (block for block in document.blocks if isinstance(block, Grid))
    assert (shown.hidden, copy.hidden, copy.rows) == (False, True, shown.rows)
    assert [(found.code, found.severity, found.location) for found in document.findings] == [
        ("TABLE_COPY", "info", "table 2")
    ]
    lines = [type(block) for block in document.blocks if not isinstance(block, Grid)]
    assert lines == ([Paragraph, Ignored] if line else [])


def test_a_copy_below_what_opens_it() -> None:
    page = f"{STANDS}<details><summary>Toon tabel</summary>{STANDS}</details>"
    assert [grid.hidden for grid in grids(page)] == [False, True]


def test_a_budget_printed_twice_is_left_to_its_reader() -> None:
    assert [grid.hidden for grid in grids(table(FIRST) * 2)] == [False, False]


def test_the_same_table_below_another_line_is_no_copy() -> None:
    page = f"<p>Doel 1.1.1</p>{table(FIRST)}<p>Doel 1.1.2</p>{table(FIRST)}"
    assert [grid.hidden for grid in grids(page)] == [False, False]


YEARS = "<tr><th>Voorstel<th>2024<th>2025"


def test_heads_printed_again_above_a_group_are_no_row() -> None:
    page = f"<table>{YEARS}<tr><td>A<td>5<td>1<tbody>{YEARS}<tr><td>B<td>2<td>0<tr><td colspan=3>C</table>"
    (grid,) = grids(page)
    assert [row[0].text for row in grid.rows] == ["Voorstel", "A", "B", "C"]
    assert [row[0].row for row in grid.rows] == [1, 2, 3, 4]


def test_heads_of_the_next_streefdoel_are_a_row() -> None:
    heads = "<tr><th>Nulsituatie<th>Norm van 2016<th>Activiteiten"
    page = f"<table>{heads}<tr><td>1<td>2<td>a<tr><td colspan=3>Streefdoel/indicator{heads}<tr><td>3<td>4<td>b</table>"
    (grid,) = grids(page)
    assert [row[0].text for row in grid.rows].count("Nulsituatie") == 2
