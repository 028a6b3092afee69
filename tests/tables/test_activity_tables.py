"""Tables of activities whose columns are statuses, in the guises that pages print them in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from narrative_pages import grid, page

from pipeline.model import Heading
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


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            grid(("Nr", "Activiteit"), ("Wonen",), ("1", BUILD), ("Jeugd",), ("2", PAINT)),
            [("planned", "Wonen"), ("planned", "Jeugd")],
        ),
        (
            grid(("Nr", "Activiteit"), ("Nieuw",), ("1", BUILD), ("Lopend",), ("2", PAINT)),
            [("new", None), ("ongoing", None)],
        ),
        (
            grid(("Activiteit", "Wie"), ("Nieuw", ""), (BUILD, "Jan"), ("Lopend", ""), (PAINT, "An")),
            [("new", None), ("ongoing", None)],
        ),
        (grid(("Activiteit", "Wie"), ("Huizenbouw", ""), (PAINT, "An")), [("planned", None), ("planned", None)]),
    ],
)
def test_a_title_across_a_table_is_above_its_rows(table, wanted):
    """A theme or status was an activity; a short activity beside blanks is one."""
    assert [(status, theme) for status, theme, _ in rows(table)] == wanted


def test_columns_that_mark_when_an_activity_is_done():
    quarters = grid(("Activiteit", "Q1", "Q2", "2027 e.v."), (BUILD, "x", "", ""), (PAINT, "", "x", ""))
    assert rows(quarters) == [("planned", None, BUILD), ("planned", None, PAINT)]
    assert rows(grid(("Activiteit", "2025", "2026"), (BUILD, "1.200", "300"))) == []


def test_what_we_would_do_beside_what_we_did():
    for heads in (("Wat gaan we doen?", "Wat hebben we daarvoor gedaan?"), ("Geplande acties", "Gerealiseerde acties")):
        assert rows(grid(heads, (BUILD, "Het huis staat."))) == [
            ("planned", None, BUILD),
            ("realised", None, "Het huis staat."),
        ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            grid(("Activiteit", "Status"), (BUILD, "Gereed"), (PAINT, "Niet gerealiseerd"), ("We zingen.", "oranje")),
            "oranje",
        ),
        (grid(("Activiteit", "Gerealiseerd"), (BUILD, "ja"), (PAINT, "nee"), ("We zingen.", "deels")), "deels"),
        (
            grid(
                ("Activiteit", "Gereed", "Deels", "Niet"),
                (BUILD, "x"),
                (PAINT, "", "", "x"),
                ("We zingen.", "", "x", ""),
            ),
            "Deels",
        ),
        (
            grid(("Activiteit", "Status"), (BUILD, "Gereed"), (PAINT, "Nog niet gestart"), ("We zingen.", "Q1 2026")),
            None,
        ),
    ],
)
def test_how_far_an_activity_is(table, told):
    """`Niet gerealiseerd` counted as realised among realised activities."""
    found = activities.read(page(("activities_realised", "Realisatie activiteiten", [table])))
    assert [row.status for row in found.rows] == ["realised", "planned", "realised"]
    assert [one.found for one in found.findings] == ([told] if told else [])


def test_rows_that_open_with_a_status():
    table = grid(("Nieuw", f"• {BUILD}\n• {PAINT}"), ("Lopend", BUILD), ("Stopt", "-"))
    assert rows(table) == [("new", None, BUILD), ("new", None, PAINT), ("ongoing", None, BUILD)]
    assert rows(grid(("Wonen", BUILD), ("Nieuw", PAINT))) == []


def test_the_head_of_a_table_of_one_column_is_no_theme():
    table = replace(grid(("Activiteit",), (BUILD,)), layout=True)
    assert rows(table, "Activiteit", BUILD) == [("planned", None, BUILD)]
    assert rows("Maatregelen", BUILD) == [("planned", "Maatregelen", BUILD)]


def test_activities_beside_their_criteria():
    """In a part of criteria the activities were lost."""
    table = grid(("Criterium", "Activiteiten"), ("Iedereen woont.", f"• {BUILD}\n• {PAINT}"))
    wanted = [("planned", "Iedereen woont.", BUILD), ("planned", "Iedereen woont.", PAINT)]
    assert rows(table) == wanted
    found = activities.read(page(("criteria", "Criteria", [table]))).rows
    assert [(row.status, row.theme, row.text) for row in found] == wanted
    assert not activities.read(page(("criteria", "Criteria", [grid(("Criterium", "Stand"), (BUILD, PAINT))]))).rows


def test_words_and_marks_that_are_no_status_are_told():
    """Activities below `Deels gerealiseerd` counted as realised, as those above it."""
    blocks = [Heading("Gereed", 3), f"• {BUILD}", Heading("Deels gerealiseerd", 3), f"• {PAINT}", "• ✅ Klaar."]
    found = read(*blocks)
    assert [row.status for row in found.rows] == ["realised", "planned", "planned"]
    assert [(one.code, one.found) for one in found.findings] == [
        ("STATUS_ASSUMED", "✅"),
        ("STATUS_ASSUMED", "Deels gerealiseerd"),
    ]
    green = read(Heading("Gereed", 3), f"• {BUILD}", Heading("Groen", 4), f"• {PAINT}")
    assert [(row.status, row.theme) for row in green.rows] == [("realised", None), ("realised", "Groen")]
    assert green.findings == ()


@pytest.mark.parametrize(
    "table",
    [
        grid(("", "Activiteit", "Status"), ("1", BUILD, "Nieuw"), ("2", PAINT, "Lopend")),
        grid(("1.", BUILD, "Nieuw"), ("2.", PAINT, "Lopend")),
    ],
)
def test_numbers_of_rows_are_no_themes(table):
    assert rows(table) == [(status, None, text) for status, _, text in WANTED]


@pytest.mark.parametrize("head", ["Wat willen we bereiken?", "Doelstelling"])
def test_what_activities_are_for_is_their_theme(head):
    assert rows(grid((head, "Wat gaan we daarvoor doen?"), ("Wonen", BUILD))) == [("planned", "Wonen", BUILD)]


def test_rows_of_numbers_and_sentences():
    assert [text for *_, text in rows(grid(("1a", BUILD), ("1b", PAINT)))] == [BUILD, PAINT]
    assert rows(grid(("1", "Groen"), ("2", "Grijs"))) == []


def test_what_was_done_beside_the_activity_and_its_status():
    """Two heads of activities made a table whose heads nobody knows."""
    done = "We hebben er twee gebouwd."
    table = grid(("Thema", "Activiteit", "Wat hebben we gedaan?", "Status"), ("Wonen", BUILD, done, "Loopt"))
    assert rows(table) == [("ongoing", "Wonen", BUILD), ("realised", "Wonen", done)]
    beside = grid(("Wat zouden we doen?", "Wat hebben we gedaan?", "Stoplicht"), (BUILD, done, "groen"))
    assert rows(beside) == [("planned", None, BUILD), ("realised", None, done)]
    assert rows(grid(("Activiteit", "Activiteiten"), (BUILD, PAINT))) == []
