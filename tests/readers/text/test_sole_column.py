"""The column that only the Saldo row fills, wherever the heads of a result table print it."""

from __future__ import annotations

import pytest

from pipeline.model import Grid
from pipeline.readers.table_labels import sole_column
from pipeline.readers.text import read_text

ROWS = """Vastgestelde begroting|1.250|6.480|300|0
+ mutaties kredieten|0|0|0|0
+ begrotingswijzigingen|75|-120|0|50
Begroting t/m december|1.325|6.360|300|50
- Jaarrekening|1.391|6.104|212|50
Resultaat doel Ruimte|66|256|-88|0
Saldo|234"""
HEADS = ["Baten", "Lasten", "Onttrekking aan reserves", "Toevoeging aan reserves", "Saldo"]


@pytest.mark.parametrize("saldo", [4, 0, 2])
def test_columns_that_moved(saldo: int) -> None:
    heads = [head for head in HEADS if head != "Saldo"]
    heads.insert(saldo, "Saldo")
    cells = [
        "Baten en lasten (bedragen x €1.000)",
        *heads,
        *(cell for row in ROWS.split("\n") for cell in row.split("|")),
    ]
    (grid,) = (block for block in read_text("\n\n".join(cells)).blocks if isinstance(block, Grid))
    printed = [[cell.text for cell in row] for row in grid.rows]
    assert printed[0] == ["", *heads]
    assert {row[0]: row[saldo + 1] for row in printed[1:] if row[saldo + 1]} == {"Saldo": "234"}
    assert printed[1][1 + heads.index("Lasten")] == "6.480"


@pytest.mark.parametrize("mark", ["*", " *)", "¹", " ²", "†", " 1)"])
def test_a_value_with_the_mark_of_a_footnote_keeps_its_place(mark: str) -> None:
    cells = [cell for row in ROWS.replace("1.391", f"1.391{mark}").split("\n") for cell in row.split("|")]
    (grid,) = (b for b in read_text("\n\n".join(["Baten en lasten", *HEADS, *cells])).blocks if isinstance(b, Grid))
    assert [cell.text for cell in grid.rows[5]] == ["- Jaarrekening", f"1.391{mark}", "6.104", "212", "50", ""]


def test_other_heads_have_none() -> None:
    assert sole_column(["Lasten", "Baten", "Saldo", "Toevoeging aan reserves", "Onttrekking aan reserves"]) == 2
    assert sole_column(["Lasten", "Lasten", "Toevoeging", "Onttrekking", "Saldo"]) is None
    assert sole_column(["Lasten", "Baten", "Saldo"]) is None
