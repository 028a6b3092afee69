"""What scripts add to the tables of a page, and what they leave out of them, changes no cell."""

from __future__ import annotations

from pipeline.model import Grid
from pipeline.readers.html import read_markup


def _rows(table: str) -> list[list[str]]:
    document = read_markup(f"<html><body><h1>Doel 1.2.3 Sport</h1>{table}</body></html>")
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


EXPECTED = [["Product", "Lasten", "Baten"], ["Sport", "", "20"], ["Cultuur", "90", "-5"]]


def test_a_column_for_buttons_is_none() -> None:
    head = "<tr><th></th><th>Product</th><th>Lasten</th><th>Baten</th></tr>"
    body = (
        "<tr><td></td><td>Sport</td><td></td><td>20</td></tr><tr><td></td><td>Cultuur</td><td>90</td><td>-5</td></tr>"
    )
    assert _rows(f"<table>{head}{body}</table>") == EXPECTED


def test_a_column_of_labels_without_a_head_stays() -> None:
    rows = "<tr><th></th><th>Lasten</th><th>Baten</th></tr><tr><td>Sport</td><td>1</td><td>2</td></tr>"
    assert _rows(f"<table>{rows}</table>") == [["", "Lasten", "Baten"], ["Sport", "1", "2"]]


def test_signs_that_sort_are_no_text_of_heads() -> None:
    spoken = "<span class=sr-only>Sorteer oplopend</span>"
    heads = "".join(f"<th><button>{head} {spoken}</button><span>⇅</span></th>" for head in EXPECTED[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in EXPECTED[1:])
    assert _rows(f"<table><tr>{heads}</tr>{body}</table>") == EXPECTED


def test_blank_cells_that_are_left_out_count() -> None:
    rows = ""
    for row in EXPECTED:
        cells = (f"<div role=cell aria-colindex={n}>{cell}</div>" for n, cell in enumerate(row, 1) if cell)
        rows += f"<div role=row>{''.join(cells)}</div>"
    assert _rows(f"<div role=grid>{rows}</div>") == EXPECTED


def test_rows_that_are_no_boxes_lie_in_their_grid() -> None:
    note = "<div style='display:contents'><div style='grid-column:span 3'>Bron: CBS.</div></div>"
    rows = "".join(
        f"<div style='display:contents'>{''.join(f'<div>{cell}</div>' for cell in row)}</div>" for row in EXPECTED
    )
    grid = f"<div style='display:grid;grid-template-columns:repeat(3,1fr)'>{rows}{note}</div>"
    assert _rows(grid) == [*EXPECTED, ["Bron: CBS."] * 3]


def test_each_row_a_table() -> None:
    tables = "".join(f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr></table>" for row in EXPECTED)
    assert _rows(tables) == EXPECTED


def test_fields_of_a_form_print_their_values() -> None:
    field = "<input value='{}' readonly>".format
    rows = ""
    for row in EXPECTED:
        cells = (field(cell) if cell[-1:].isdigit() else cell for cell in row)
        rows += f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    assert _rows(f"<table>{rows}</table>") == EXPECTED
