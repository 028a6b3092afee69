"""Tables of activities whose columns are statuses, in the guises that pages print them in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from narrative_pages import grid, page

from pipeline.tables import activities

BUILD, PAINT = "We bouwen een huis.", "We verven het dorp."
WANTED = [("new", "Wonen", BUILD), ("ongoing", "Wonen", PAINT)]


def read(*blocks):
    return activities.read(page(("activities", "Activiteiten", list(blocks))))


def rows(*blocks):
    return [(r.status, r.theme, r.text) for r in read(*blocks).rows]


@pytest.mark.parametrize(
    "table",
    [
        grid(("Thema", "Nieuwe activiteiten", "Lopende activiteiten"), ("Wonen", BUILD, PAINT)),
        grid(("", "Nieuw", "Lopend"), ("Wonen", f"• {BUILD}", f"• {PAINT}")),
        grid(("Thema", "Activiteit", "Nieuw", "Lopend"), ("Wonen", BUILD, "x", ""), ("Wonen", PAINT, "", "✓")),
        grid(
            ("Thema", "Activiteiten 2026", "Nieuw", "Lopend"), ("Wonen", BUILD, "ja", "nee"), ("Wonen", PAINT, "", "x")
        ),
        grid(("Nieuwe activiteiten", "Lopende activiteiten"), (f"Wonen\n{BUILD}", f"Wonen\n• {PAINT}")),
    ],
)
def test_statuses_as_columns(table):
    assert rows(table) == WANTED


def test_rows_of_a_text_export_whose_words_may_stand_in_any_column_are_told():
    """A blank theme moved the activity into its column: `Lopend` was an activity."""
    table = grid(("Thema", "Activiteit", "Status"), ("Wonen", BUILD, "Nieuw"), (PAINT, "Lopend", ""))
    found = read(replace(table, uncertain=frozenset({3})))
    assert [r.text for r in found.rows] == [BUILD]
    assert [(f.code, f.severity, f.location) for f in found.findings] == [("CELL_UNPLACED", "warning", "table 1 row 3")]
    first = grid(("Activiteit", "Status", "Toelichting"), (BUILD, "Nieuw", "Klaar."), (PAINT, "De verf is er.", ""))
    assert [r.text for r in read(replace(first, uncertain=frozenset({3}))).rows] == [BUILD, PAINT]


def test_heads_below_a_title_that_spans_them():
    title = grid(("Activiteiten 2026",), ("Nieuw", "Lopend"), (BUILD, PAINT))
    assert rows(title) == [(status, None, text) for status, _, text in WANTED]


def test_what_a_status_is_marked_with_may_stand_beside_the_activity_alone():
    assert rows(grid(("", "Nieuw", "Lopend"), (BUILD, "x", ""), (PAINT, "", "x"))) == [
        (status, None, text) for status, _, text in WANTED
    ]


def test_sentences_of_a_cell_are_activities_of_their_own():
    table = grid(("Nieuw", "Lopend"), (f"Wonen\n{BUILD}\n{PAINT}", "Een zin die\nafbreekt."))
    assert rows(table) == [
        ("new", "Wonen", BUILD),
        ("new", "Wonen", PAINT),
        ("ongoing", None, "Een zin die\nafbreekt."),
    ]


def test_a_theme_in_a_cell_stands_within_that_of_its_row():
    found = read(grid(("Thema", "Nieuw", "Lopend"), ("Zorg", f"Wonen\n• {BUILD}", ""))).rows
    assert [(r.theme, r.subtheme, r.text) for r in found] == [("Zorg", "Wonen", BUILD)]


def test_numbers_below_statuses_are_no_activities():
    assert rows(grid(("Nieuw", "Lopend"), ("3", "12"))) == []


def test_a_column_of_remarks_marks_nothing():
    table = grid(("Activiteit", "Realisatie", "Gerealiseerd"), (BUILD, "Bijna klaar.", "Volgend jaar."))
    assert rows(table) == [("planned", None, BUILD)]


def test_a_table_of_sentences_below_unknown_heads_is_told():
    found = read(grid(("Wat en hoe", "Met wie"), (BUILD, "Met de woningcorporaties in de stad.")))
    assert found.rows == ()
    assert [(told.code, told.found) for told in found.findings] == [("TABLE_UNKNOWN", "Wat en hoe | Met wie")]


@pytest.mark.parametrize(
    "table",
    [
        grid(
            ("Krediet", "Bedrag"), ("De bouw van een nieuwe school", "1.200"), ("De aanleg van een nieuw park", "300")
        ),
        grid(("Project", "Wijk"), ("Stadshagen", "West"), ("Holtenbroek", "Noord")),
    ],
)
def test_a_table_of_numbers_or_names_may_be_of_another_kind(table):
    assert read(table).findings == ()
