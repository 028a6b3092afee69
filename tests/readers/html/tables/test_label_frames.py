"""Tables whose heads are the labels of the parts of a report are frames; every other one stays a table."""

from __future__ import annotations

import pytest

from pipeline.model import Block, Grid, Ignored, Item
from pipeline.readers.html import read_markup

ACROSS = [
    ("Wat willen we bereiken?", "Wat gaan we daarvoor doen?", "Portefeuillehouder"),
    ("Meer mensen sporten.", "<ul><li>een hal</li><li>een subsidie</li></ul>", "Jan de Boer"),
]
NUMBERED = [
    ("1.", "Beschrijving", "<p>Sport is gezond.</p>"),
    ("2.", "Risico's", "Geen."),
    ("3.", "Criteria", "<ul><li>60% sport</li></ul>"),
]
SIDES = [("Criteria", "Activiteiten"), ("60% sport", "een hal"), ("meer hallen", "een subsidie")]
OVER = [("Criteria",), ("1.", "60% sport"), ("2.", "meer hallen"), ("Portefeuillehouder(s)",), ("Jan de Boer",)]


def read(rows: list[tuple[str, ...]]) -> list[Block]:
    width = max(map(len, rows))
    body = "".join(
        "<tr>" + "".join(f"<td{f' colspan={width}' if len(row) == 1 else ''}>{cell}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    blocks = read_markup(f"<html><body><h1>Doel 3.1.2 Sport</h1><table>{body}</table><p>Slot.</p></body></html>").blocks
    return [block for block in blocks[1:-1] if not isinstance(block, Ignored)]


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        (
            ACROSS,
            [
                "Wat willen we bereiken?",
                "Meer mensen sporten.",
                "Wat gaan we daarvoor doen?",
                "• een hal",
                "• een subsidie",
                "Portefeuillehouder",
                "Jan de Boer",
            ],
        ),
        (NUMBERED, ["Beschrijving", "Sport is gezond.", "Risico's", "Geen.", "Criteria", "• 60% sport"]),
        (SIDES, ["Criteria", "• 60% sport", "• meer hallen", "Activiteiten", "• een hal", "• een subsidie"]),
        (OVER, ["Criteria", "• 60% sport", "• meer hallen", "Portefeuillehouder(s)", "Jan de Boer"]),
    ],
    ids=["across", "numbered", "sides", "over"],
)
def test_a_frame_of_labels(rows: list[tuple[str, ...]], texts: list[str]) -> None:
    assert [f"• {b.text}" if isinstance(b, Item) else b.text for b in read(rows)] == texts  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "rows",
    [
        [("Activiteit", "Toelichting"), ("een hal", "In 2025.")],
        [("Criteria", "2024", "2025"), ("60% sport", "58", "60")],
        [("Criteria", "Activiteiten"), ("1.200", "3.400")],
        [("Streefdoel/indicator",), ("Nulsituatie", "Norm van 2016", "Activiteiten"), ("7", "8", "een hal")],
        [("1", "Samenleving", "1.200"), ("2", "Criteria", "3.400")],
        [("Lasten", "Baten"), ("100", "200")],
        [("Criteria",), ("Wonen", "60%"), ("Portefeuillehouder(s)",), ("Jan de Boer",)],
    ],
)
def test_another_table_stays_one(rows: list[tuple[str, ...]]) -> None:
    assert any(isinstance(block, Grid) and not block.layout for block in read(rows))


def test_boxes_that_are_ticked_ask_nothing() -> None:
    boxes = "".join(f"<label><input type=checkbox disabled> {text}</label><br>" for text in ("Een hal.", "Een park."))
    page = "<html><body><h1>Doel 3.1.2 Sport</h1><h2>Activiteiten</h2><form>{}</form></body></html>"
    assert "Een park." in str([b for b in read_markup(page.format(boxes)).blocks if not isinstance(b, Ignored)])
    asked = read_markup(page.format(boxes.replace(" disabled", "")))
    assert "Een park." not in str([b for b in asked.blocks if not isinstance(b, Ignored)])
