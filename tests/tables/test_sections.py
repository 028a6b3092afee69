from __future__ import annotations

from narrative_pages import GOAL, grid, page

from pipeline.model import Heading, Ignored, Item
from pipeline.tables import sections


def test_text_of_a_section():
    (row,) = sections.read(
        page(
            (
                "activities",
                "Activiteiten",
                [
                    Heading("Thema", 3),
                    "Regel  een\u00a0\nregel twee",
                    "• punt",
                    Item("genummerd", 2, ordered=True),
                    grid(("a", "1")),
                    Ignored("menu", "navigation"),
                ],
            )
        )
    ).rows
    assert row.text == "Thema\nRegel een\nregel twee\n• punt\n  • genummerd"
    assert (row.section_id, row.goal_id, row.seq, row.heading, row.heading_path, row.block_no) == (
        "zwolle-jaarstukken-2024/p1/s01",
        GOAL,
        1,
        "Activiteiten",
        ("Activiteiten",),
        1,
    )


def test_an_empty_section_keeps_its_row():
    rows = sections.read(page(("policy_documents", "Kaderstellende nota('s)", []), ("other", None, ["x"]))).rows
    assert [(r.text, r.block_no) for r in rows] == [("", 1), ("x", 2)]
