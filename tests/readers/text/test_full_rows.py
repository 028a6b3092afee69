"""An indicator table without a blank cell is rebuilt from the number of its heads."""

from __future__ import annotations

from pipeline.model import Grid
from pipeline.readers.text import read_text
from pipeline.readers.text.full_rows import full_rows

HEADS = ["Indicator", "Eenheid", "Nulmeting 2016", "Realisatie 2017", "Begroting 2019", "Bron"]
ROWS = [
    ["Opkomsttijd binnen norm", "%", "81", "83", "85", "Veiligheidsregio"],
    ["Branden in woningen", "aantal", "64", "58", "≤ 60", "Veiligheidsregio"],
    ["Bekend met NL-Alert", "%", "circa 71,5", "n.b.", "hoger", "Burgerpanel"],
]


def grids(rows: list[list[str]], heads: list[str] = HEADS) -> list[list[list[str]]]:
    text = "\n\n".join(["Indicatoren", *heads, *(cell for row in rows for cell in row), "Portefeuillehouder(s)", "Jan"])
    return [[[c.text for c in row] for row in b.rows] for b in read_text(text).blocks if isinstance(b, Grid)]


def test_a_full_table_is_rebuilt() -> None:
    assert grids(ROWS) == [[HEADS, *ROWS]]


def test_a_row_that_lost_a_cell_is_not_placed_by_counting() -> None:
    lost = [*ROWS[:2], [cell for cell in ROWS[2] if cell != "n.b."]]
    assert [HEADS, *lost] not in grids(lost)
    assert all(row not in table for table in grids(lost) for row in ROWS)


def test_values_alone_tell_the_rows_of_other_tables() -> None:
    assert full_rows(["Indicator", "2022", "2024", "Sport (%)", "58", "59", "Portefeuillehouder(s)"], 0) is None
    assert full_rows(["Indicator", "Eenheid", "Bron", "Sport", "%", "GGD"], 0) is None
