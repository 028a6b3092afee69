"""Tables of words in flat text: read where a column of short words proves every row, uncertain else."""

from __future__ import annotations

import pytest

from pipeline.model import Document, Grid
from pipeline.readers.text import read_text

BUILD, PAINT = "We bouwen een huis in de wijk.", "We verven het dorp."


def read(label: str, *cells: str) -> tuple[Document, list[list[str]], frozenset[int]]:
    document = read_text("\n\n".join(["Doel 1.2.3 Zorg", label, *cells, "Portefeuillehouder(s)", "Dorrit de Jong"]))
    grid = next((block for block in document.blocks if isinstance(block, Grid)), None)
    rows = [[cell.text for cell in row] for row in grid.rows] if grid else []
    return document, rows, grid.uncertain if grid else frozenset()


@pytest.mark.parametrize(
    ("label", "heads", "rows"),
    [
        (
            "Activiteiten",
            ["Activiteit", "Status", "Toelichting"],
            [[BUILD, "Gereed", "Klaar."], [PAINT, "Loopt", "Nat."]],
        ),
        ("Activiteiten", ["Thema", "Activiteit", "Status"], [["Wonen", BUILD, "Nieuw"], ["Groen", PAINT, "Lopend"]]),
        ("Activiteiten", ["Thema", "Nieuwe activiteiten", "Lopende activiteiten"], [["Wonen", BUILD, PAINT]]),
        ("Criteria", ["Criterium", "Stand", "Toelichting"], [["Iedereen woont.", "Op schema", "Dat meten we."]]),
    ],
)
def test_rows_that_are_whole(label: str, heads: list[str], rows: list[list[str]]) -> None:
    """Each head and each cell was an activity of its own, and no finding told so."""
    document, found, uncertain = read(label, *heads, *(cell for row in rows for cell in row))
    assert found == [heads, *rows]
    assert not uncertain
    assert document.findings == ()


@pytest.mark.parametrize(
    "cells",
    [
        ["Activiteit", "Status", "Toelichting", BUILD, "Gereed", PAINT, "Loopt", "De verf is besteld."],
        ["Activiteit", "Toelichting", BUILD, "Klaar.", PAINT, "Nat."],
        ["Thema", "Activiteit", "Status", "Wonen", BUILD, "Nieuw", PAINT, "Lopend"],
    ],
)
def test_rows_that_may_lack_a_cell_are_uncertain(cells: list[str]) -> None:
    document, found, uncertain = read("Activiteiten", *cells)
    assert uncertain == set(range(2, len(found) + 1))
    assert {f.code for f in document.findings} == {"CELL_UNPLACED"}


@pytest.mark.parametrize(
    "cells",
    [
        [BUILD, PAINT],
        ["Planning", BUILD],
        ["Nieuwe activiteiten", BUILD],
        ["Thema", "Toelichting", BUILD],
        ["Criterium", BUILD],
    ],
)
def test_other_texts_are_no_table(cells: list[str]) -> None:
    assert read("Activiteiten", *cells)[1] == []
