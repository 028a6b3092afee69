from __future__ import annotations

import pytest
from narrative_pages import GOAL, grid, page

from pipeline.model import Heading, Item, Paragraph
from pipeline.tables import criteria


def rows(*blocks):
    return criteria.read(page(("criteria", "Criteria", list(blocks)))).rows


@pytest.mark.parametrize(
    "lead_in",
    [
        "We versterken de veiligheid, zodanig dat:",
        "Het vergroten van de veerkracht , z odanig dat er:",
        "We werken aan he t realiseren, zodanig dat :",
        "De stad groeit, waarbij:",
        "De stad groeit, zodanig dat",
        "Aan de volgende voorwaarden is voldaan:",
    ],
)
def test_lead_in_is_kept_as_printed(lead_in):
    read = rows(lead_in, "• een;", "• twee.")
    assert [(r.lead_in, r.text, r.level, r.parent_id) for r in read] == [
        (lead_in, "een;", 1, None),
        (lead_in, "twee.", 1, None),
    ]
    assert [r.criterion_id for r in read] == [f"{GOAL}/c01", f"{GOAL}/c02"]


def test_begroting_2017_p6984_has_six_rows_of_one_level():
    read = rows(
        "We werken aan een leerlijn, zodanig dat :",
        "• Zwollenaren hun achterstand inhalen",
        "• Er ingezet wordt op het voorkomen van uitval:",
        "• het aantal voortijdig schoolverlaters daalt richting 20%",
    )
    assert [(r.level, r.parent_id) for r in read] == [(1, None)] * 3


def test_group_items_are_parents():
    read = rows(
        "Zodanig dat:",
        "• Het aanbod groeit:",
        "  • Minimaal 700 woningen.",
        "  • 80%.",
        "• Kwetsbaren gaan voor:",
        "  • Urgentie",
    )
    assert [r.parent_id and r.parent_id[-3:] for r in read] == [None, "c01", "c01", None, "c04"]
    assert [r.level for r in read] == [1, 2, 2, 1, 2]


def test_paragraph_with_colon_between_lists_is_a_parent():
    read = rows("Zodanig dat:", "• een", "Het programma past bij de behoefte:", "• twee", "  • drie", "• vier")
    assert [(r.text, r.level, r.parent_id and r.parent_id[-3:]) for r in read] == [
        ("een", 1, None),
        ("Het programma past bij de behoefte:", 1, None),
        ("twee", 2, "c02"),
        ("drie", 3, "c03"),
        ("vier", 2, "c02"),
    ]


def test_line_between_lists_is_a_group():
    read = rows("Zodanig dat:", Paragraph("Wonen", "Wonen"), "• een", "Werken", "• twee")
    assert [(r.group, r.text) for r in read] == [("Wonen", "een"), ("Werken", "twee")]


def test_several_lead_ins_and_numbered_lists():
    read = rows("A, zodanig dat:", Item("een", 1, ordered=True), "B, waarbij:", Item("twee", 1, ordered=True))
    assert [(r.lead_in, r.seq) for r in read] == [("A, zodanig dat:", 1), ("B, waarbij:", 2)]


def test_paragraphs_are_criteria_where_there_is_no_list():
    read = rows("A, zodanig dat:", "De stad schoon is.", "De stad veilig is.")
    assert [r.text for r in read] == ["De stad schoon is.", "De stad veilig is."]


def test_bullets_inside_a_paragraph():
    read = rows("A, zodanig dat:\n· Pijler een\n·Pijler twee")
    assert [(r.lead_in, r.text) for r in read] == [
        ("A, zodanig dat:", "Pijler een"),
        ("A, zodanig dat:", "Pijler twee"),
    ]


def test_closing_sentence_behind_a_list_and_an_empty_section_give_no_row():
    assert len(rows("A, zodanig dat:", "• een", "Meer staat in de nota.")) == 1
    assert rows() == ()
    assert rows("We zorgen voor groen, zodanig dat:") == ()


def test_a_table_that_counts_its_criteria():
    table = grid(("Nr", "Criterium"), ("1", "Kinderen sporten."), ("2.", "Ouderen bewegen."))
    records = criteria.read(page(("criteria", "Criteria", ["Sport neemt toe, zodanig dat:", table])))
    assert [(r.lead_in, r.level, r.text) for r in records.rows] == [
        ("Sport neemt toe, zodanig dat:", 1, "Kinderen sporten."),
        ("Sport neemt toe, zodanig dat:", 1, "Ouderen bewegen."),
    ]
    assert records.cells == ((1, 2, 1), (1, 2, 2), (1, 3, 1), (1, 3, 2))


def test_a_table_that_heads_its_criteria():
    table = grid(("Criterium", "Toelichting"), ("Leegstand daalt", "naar 5%"), ("Bezoek stijgt", ""))
    assert [row.text for row in rows(table)] == ["Leegstand daalt", "Bezoek stijgt"]


def test_another_table_is_no_criterion():
    assert not rows("Sport neemt toe, zodanig dat:", grid(("Jaar", "Leden"), ("2024", "1.250")))


@pytest.mark.parametrize("printed", ["Niet van toepassing", "n.v.t.", "—", "• -", "Geen."])
def test_nothing_is_no_criterion(printed):
    assert rows(printed) == ()


def test_a_line_that_ends_in_dat_leads_in_a_second_list():
    read = rows("We bieden plekken, zodanig dat:", "• een", "Daarnaast zorgen we dat:", "• twee")
    assert [(r.lead_in, r.level, r.text) for r in read] == [
        ("We bieden plekken, zodanig dat:", 1, "een"),
        ("Daarnaast zorgen we dat:", 1, "twee"),
    ]


ONE, TWO = "Kinderen sporten.", "Ouderen bewegen."


@pytest.mark.parametrize(
    "blocks",
    [
        [grid(("Criterium", "Behaald"), (ONE, "✔"), (TWO, "✘"))],
        [grid((ONE, "groen"), (TWO, "deels behaald"))],
        [grid(("✔", ONE), ("✘", TWO))],
        ["1", ONE, "groen", "2", TWO, "rood"],
        [f"• {ONE}\nBehaald", f"• {TWO}\nNiet behaald"],
        [f"Criterium 1: {ONE}", f"Criterium 2: {TWO}"],
        [Heading("Criterium 1", 3), ONE, Heading("Criterium 2", 3), TWO],
    ],
)
def test_what_counts_criteria_or_says_whether_they_are_met_is_none(blocks):
    assert [(row.group, row.text) for row in rows(*blocks)] == [(None, ONE), (None, TWO)]


def test_a_title_across_a_table_groups_its_criteria():
    table = grid(("Nr", "Criterium"), ("Jeugd",), ("1", ONE), ("Ouderen",), ("2", TWO))
    assert [(row.group, row.text) for row in rows(table)] == [("Jeugd", ONE), ("Ouderen", TWO)]


def test_a_line_of_an_item_that_goes_on_is_part_of_it():
    assert [row.text for row in rows("• Sporten\nis voor iedereen bereikt")] == ["Sporten\nis voor iedereen bereikt"]


def test_titles_with_nothing_below_them_are_criteria():
    assert [(row.group, row.text) for row in rows(Heading("1. Sporten", 3), Heading("2. Bewegen", 3))] == [
        (None, "Sporten"),
        (None, "Bewegen"),
    ]
    assert [(row.group, row.text) for row in rows(Heading("Jeugd", 3), f"• {ONE}")] == [("Jeugd", ONE)]


@pytest.mark.parametrize("title", ["Groen", Heading("Groen", 3), Paragraph("Groen", "Groen")])
def test_a_colour_may_be_a_group(title):
    assert [(row.group, row.text) for row in rows(title, f"• {ONE}")] == [("Groen", ONE)]
