"""A frame with the labels of the parts in its first column and the parts beside them, tables among these."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Ignored
from pipeline.readers.html import read_markup

MONEY = (
    "<table><tr><th></th><th>Lasten</th><th>Baten</th></tr><tr><td>Rekening</td><td>100</td><td>20</td></tr></table>"
)
ROWS = {
    "Criteria": "<ul><li>een</li><li>twee</li></ul>",
    "Portefeuillehouder(s)": "Jan de Boer",
    "Risico's": "Er zijn risico's.",
    "Financieel overzicht doel": MONEY,
}


def read(rows: dict[str, str], cell: str = "td") -> list[str]:
    body = "".join(f"<tr><{cell}><b>{label}</b></{cell}><td>{part}</td></tr>" for label, part in rows.items())
    blocks = read_markup(f"<html><body><h1>Doel 1.2.3 Zorg</h1><table>{body}</table></body></html>").blocks
    return [
        " | ".join(cell.text for cell in block.rows[-1]) if isinstance(block, Grid) else block.text
        for block in blocks
        if not isinstance(block, Ignored) and not (isinstance(block, Grid) and block.layout)
    ][1:]


@pytest.mark.parametrize("cell", ["td", "th"])
def test_the_parts_are_read(cell: str) -> None:
    assert read(ROWS, cell) == [
        "Criteria",
        "een",
        "twee",
        "Portefeuillehouder(s)",
        "Jan de Boer",
        "Risico's",
        "Er zijn risico's.",
        "Financieel overzicht doel",
        "Rekening | 100 | 20",
    ]


def test_a_table_of_other_rows_stays_one() -> None:
    rows = {"Wonen": "100", "Werken": "200", "Criteria": "300", "Zorg": MONEY}
    assert read(rows)[0].startswith("Zorg | ")


def test_rows_by_role_and_items_may_be_such_a_frame() -> None:
    rows = "".join(
        f"<div role=row><div role=cell>{label}</div><div role=cell>{part}</div></div>"
        for label, part in ROWS.items()
        if label != "Risico's"
    )
    items = "".join(f"<li>{label}<ul><li>een</li></ul></li>" for label in ROWS)
    for body in (f"<div role=table>{rows}</div>", f"<ul>{items}</ul>"):
        page = f"<html><body><h1>Doel 1.2.3 Zorg</h1>{body}</body></html>"
        blocks = [block for block in read_markup(page).blocks if not isinstance(block, Ignored)]
        assert [b.text for b in blocks if not isinstance(b, Grid)][1:3] == ["Criteria", "een"]
        assert "Financieel overzicht doel" in [b.text for b in blocks if not isinstance(b, Grid)]


def test_an_item_that_opens_with_a_label_among_others_stays_one() -> None:
    items = "<li>Wonen<ul><li>een</li></ul></li><li>Werken</li><li>Criteria<ul><li>twee</li></ul></li>"
    blocks = read_markup(f"<html><body><h1>Doel 1.2.3 Zorg</h1><ul>{items}</ul></body></html>").blocks
    assert [type(block).__name__ for block in blocks[1:]] == ["Item"] * 5
