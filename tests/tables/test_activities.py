from __future__ import annotations

import pytest
from narrative_pages import grid, page

from pipeline.model import Heading, Paragraph
from pipeline.tables import activities


def rows(*blocks, kind="activities", heading="Activiteiten"):
    return activities.read(page((kind, heading, list(blocks)))).rows


def themes(read):
    return [(r.theme, r.subtheme, r.text) for r in read]


PAIR = "Duurzaam herstel na een verblijf"
BY_SHAPE = [
    "Zorg en veiligheid\nWe hebben coördinatoren aangesteld.",
    "• een",
    "Een losse alinea in het thema.",
    "• twee",
    f"{PAIR}  \nBeschermd wonen",
    "• drie",
    "Maatschappelijke opvang",
    "• vier",
    "PGB 2.0\nIn 2021 volgt de overgang.",
]
BOLD = [
    Paragraph("Zorg en veiligheid\nWe hebben coördinatoren aangesteld.", "Zorg en veiligheid"),
    *BY_SHAPE[1:4],
    Paragraph(f"{PAIR}\nBeschermd wonen", f"{PAIR}\nBeschermd wonen"),
    "• drie",
    Paragraph("Maatschappelijke opvang", "Maatschappelijke opvang"),
    "• vier",
    Paragraph("PGB 2.0\nIn 2021 volgt de overgang.", "PGB 2.0"),
]
HEADINGS = [
    Heading("Zorg en veiligheid", 3),
    "We hebben coördinatoren aangesteld.",
    *BY_SHAPE[1:4],
    Heading(PAIR, 3),
    Heading("Beschermd wonen", 4),
    "• drie",
    Heading("Maatschappelijke opvang", 4),
    "• vier",
    Heading("PGB 2.0", 3),
    "In 2021 volgt de overgang.",
]
LINES = [
    "Zorg en veiligheid",
    "We hebben coördinatoren aangesteld.",
    *BY_SHAPE[1:4],
    PAIR,
    "Beschermd wonen",
    "• drie",
    "Maatschappelijke opvang",
    "• vier",
]


@pytest.mark.parametrize("blocks", [BY_SHAPE, BOLD, HEADINGS], ids=["shape", "bold", "headings"])
def test_themes_are_the_same_in_every_form(blocks):
    assert themes(rows(*blocks)) == [
        ("Zorg en veiligheid", None, "een"),
        ("Zorg en veiligheid", None, "twee"),
        (PAIR, "Beschermd wonen", "drie"),
        (PAIR, "Maatschappelijke opvang", "vier"),
        ("PGB 2.0", None, "In 2021 volgt de overgang."),
    ]


def test_themes_of_a_pipe_export_where_every_line_is_a_block():
    assert themes(rows(*LINES)) == themes(rows(*BY_SHAPE))[:4]


def test_a_line_that_was_a_theme_is_no_subtheme():
    read = activities.read(
        page(
            ("activities", "Nieuwe activiteiten", ["Cirkel van geweld", "• een"]),
            ("activities", "Lopende activiteiten", [f"{PAIR}\nJeugd", "• twee", "Cirkel van geweld", "• drie"]),
            ("activities", "Activiteiten waar we mee stoppen", ["Niet van toepassing."]),
        )
    ).rows
    assert [(r.status, r.theme, r.subtheme, r.seq) for r in read] == [
        ("new", "Cirkel van geweld", None, 1),
        ("ongoing", PAIR, "Jeugd", 2),
        ("ongoing", "Cirkel van geweld", None, 3),
    ]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Activiteiten", None),
        ("Nieuwe activiteiten", "new"),
        ("Lopende activiteiten:", "ongoing"),
        ("Bestaande activiteiten", "ongoing"),
        ("Activiteiten waar we mee stoppen", "stopping"),
        ("3. Nieuwe activiteiten", "new"),
        ("Nieuwe activiteiten 1)", "new"),
        ("L opende activiteiten \u25be", "ongoing"),
        ("NIEUWE\xa0ACTIVITEITEN", "new"),
        ("Te be\u00ebindigen activiteiten", "stopping"),
        ("Nieuwe poortwachter in de wijk", None),
        ("Nieuw in 2025", "new"),
        ("Afronden", "stopping"),
        ("Afronden van de pilot", None),
        ("Daar gaan we mee door", None),
        ("We gaan door", "ongoing"),
    ],
)
def test_status_of(heading, status):
    assert activities.status_of(heading) == status


def test_status_headings_inside_one_section():
    read = rows("Nieuwe activiteiten", "• een", Heading("Lopende activiteiten", 3), "• twee", "Niet van toepassing.")
    assert [(r.status, r.text, r.theme) for r in read] == [("new", "een", None), ("ongoing", "twee", None)]


def test_paragraphs_are_rows_where_a_theme_has_no_bullets():
    read = rows(
        "Contractering\nEerste alinea.", "Tweede alinea.", "Uitvoering\nWe doen:", "• een", kind="activities_realised"
    )
    assert themes(read) == [
        ("Contractering", None, "Eerste alinea."),
        ("Contractering", None, "Tweede alinea."),
        ("Uitvoering", None, "een"),
    ]
    assert {r.status for r in read} == {"realised"}


def test_a_second_short_line_below_a_bold_theme_is_text():
    expected = [("Relatiedesk", None, "Start Relatieteam Zwolle\nScheiding vraagt om een aanpak.")]
    text = "Relatiedesk\nStart Relatieteam Zwolle\nScheiding vraagt om een aanpak."
    assert themes(rows(text)) == themes(rows(Paragraph(text, "Relatiedesk"))) == expected


def test_levels_and_parents():
    read = rows("• een, waaronder:", "  • a", "    • b", "  • c", "• twee")
    assert [r.level for r in read] == [1, 2, 3, 2, 1]
    assert [r.parent_id and int(r.parent_id[-3:]) for r in read] == [None, 1, 2, 1, None]


@pytest.mark.parametrize(
    "line",
    [
        "Voor de activiteiten zie ook 5.3.1",
        "In 2024 stond rust in geldzaken centraal.",
        "We bieden ondersteuning aan inwoners",
        "€ 249.000 lagere lasten",
        "Sociaal cultureel wer…",
        "Hiervoor werken we aan:",
    ],
)
def test_sentences_are_no_themes(line):
    assert themes(rows(line, "Meer tekst volgt hier.")) == [(None, None, line), (None, None, "Meer tekst volgt hier.")]


def test_a_reference_to_another_goal_makes_no_sentence_of_a_theme():
    theme = "Benutten van initiatieven en mogelijke meekoppelkansen bij ruimtelijke planvorming (zie ook doel 6.4.2)"
    read = rows("Risicogestuurd beheer", "• een", theme, "• twee", "We doen dit samen (zie doel 7.1.2)", "• drie")
    assert themes(read) == [("Risicogestuurd beheer", None, "een"), (theme, None, "twee"), (theme, None, "drie")]


def test_a_line_that_announces_the_list_is_no_theme():
    text = "7. Circulaire economie (doel 5.1.2)\nDe visie noemt vier terreinen voor een agenda:"
    assert themes(rows(text, "• Economie,")) == [("7. Circulaire economie (doel 5.1.2)", None, "Economie,")]


@pytest.mark.parametrize("printed", ["Sterke groeistad:", "Sterke groeistad.", "Sterke groeistad"])
def test_theme_loses_its_closing_sign(printed):
    assert themes(rows(f"{printed}\nDe behoefte is groot.")) == [("Sterke groeistad", None, "De behoefte is groot.")]


@pytest.mark.parametrize("printed", ["Niet van toepassing.", "n.v.t.", "-", "Geen"])
def test_nothing_is_no_row(printed):
    assert rows(printed) == rows(f"• {printed}") == ()


def test_a_theme_with_nothing_behind_it_is_text():
    assert themes(rows("Sterke groeistad")) == [(None, None, "Sterke groeistad")]


TABLE = grid(
    ("Thema", "Activiteit", "Status"),
    ("Opgroeien", "• We starten A.\n  • In de wijk.", "Nieuw"),
    ("Opvoeden", "We doen B.", "Lopend"),
    ("Opvoeden", "Niet van toepassing.", "Stoppen"),
    ("", "We doen C.", "Op schema"),
)


def test_a_table_of_activities():
    read = rows("Sport", "• We bewegen.", TABLE, "• We sluiten.")
    assert [(r.status, r.theme, r.text, r.level, r.row_no, r.column_no) for r in read] == [
        ("planned", "Sport", "We bewegen.", 1, None, None),
        ("new", "Opgroeien", "We starten A.", 1, 2, 2),
        ("new", "Opgroeien", "In de wijk.", 2, 2, 2),
        ("ongoing", "Opvoeden", "We doen B.", 1, 3, 2),
        ("planned", None, "We doen C.", 1, 5, 2),
        ("planned", None, "We sluiten.", 1, None, None),
    ]
    assert [r.parent_id for r in read if r.level == 2] == [read[1].activity_id]


def test_a_column_for_each_status():
    table = grid(
        ("Nieuwe activiteiten", "Lopende activiteiten", "Activiteiten waar we mee stoppen"),
        ("Wind\n• Molens\nWater\n• Sluizen", "Zon\n• Panelen", "We stoppen met gas."),
    )
    assert [(r.status, r.theme, r.text, r.column_no) for r in rows(table)] == [
        ("new", "Wind", "Molens", 1),
        ("new", "Water", "Sluizen", 1),
        ("ongoing", "Zon", "Panelen", 2),
        ("stopping", None, "We stoppen met gas.", 3),
    ]


def test_an_item_may_give_those_in_it_their_status():
    read = rows("• Nieuwe activiteiten", "  • Molens", "• Lopende activiteiten", "  • Panelen", "    • op daken")
    assert [(r.status, r.level, r.text) for r in read] == [
        ("new", 1, "Molens"),
        ("ongoing", 1, "Panelen"),
        ("ongoing", 2, "op daken"),
    ]


def bold(text):
    return Paragraph(text, text)


def heads(theme, status):
    return lambda text: Heading(text, status if text in ("Nieuw", "Lopend") else theme)


@pytest.mark.parametrize("title", [heads(3, 4), heads(3, 3), bold, lambda text: text])
def test_a_theme_above_statuses_is_that_of_all_of_them(title):
    """The theme of all statuses below it was lost, in bold a row of its own."""
    wonen = [title("Wonen"), title("Nieuw"), "• Een.", title("Lopend"), "• Twee."]
    read = rows("• Nul.", *wonen, title("Jeugd"), title("Lopend"), "• Drie.")
    assert [(r.status, r.theme, r.text) for r in read] == [
        ("planned", None, "Nul."),
        ("new", "Wonen", "Een."),
        ("ongoing", "Wonen", "Twee."),
        ("ongoing", "Jeugd", "Drie."),
    ]


@pytest.mark.parametrize("status", [lambda text: Heading(text, 5), bold])
def test_a_status_ends_at_the_next_theme_above_it(status):
    wonen = [Heading("Wonen", 3), Heading("Zuid", 4), status("Nieuw"), "• Een."]
    read = rows(*wonen, Heading("Noord", 4), "• Twee.", status("Lopend"), "• Drie.", Heading("Sport", 3), "• Vier.")
    assert [(r.status, r.theme, r.subtheme, r.text) for r in read] == [
        ("new", "Wonen", "Zuid", "Een."),
        ("planned", "Wonen", "Noord", "Twee."),
        ("ongoing", "Wonen", "Noord", "Drie."),
        ("planned", "Sport", None, "Vier."),
    ]


@pytest.mark.parametrize(("status", "theme"), [(heads(4, 3), heads(4, 3)), (heads(3, 3), bold), (bold, bold)])
def test_themes_below_statuses_stay_below_them(status, theme):
    read = rows(status("Nieuw"), theme("Wonen"), "• Een.", theme("Jeugd"), "• Twee.", status("Lopend"), "• Drie.")
    assert [(r.status, r.theme) for r in read] == [("new", "Wonen"), ("new", "Jeugd"), ("ongoing", None)]


def test_the_title_above_a_table_is_its_theme():
    read = rows("• We bewegen.", "Opgroeien", grid(("Activiteit", "Status"), ("We doen A.", "Lopend")))
    assert [(r.theme, r.text) for r in read] == [(None, "We bewegen."), ("Opgroeien", "We doen A.")]


def test_another_table_among_the_activities_gives_none():
    assert not rows(grid(("Thema", "Budget"), ("Sport", "1.250")), grid(("Activiteit", "Euro"), ("Bouwen", "1")))
    assert rows(grid(("Activiteit", "Wie", "Wanneer"), ("We bouwen.", "Zwolle", "2026")))[0].text == "We bouwen."


def test_cards_beside_a_table_are_its_copy():
    table = grid(("Thema", "Activiteit", "Status"), ("Zorg", "We bouwen een huis.", "Lopend"))
    card = [Heading("Zorg", 4), "We bouwen een huis.", "Status: Lopend"]
    read = activities.read(page(("activities", "Activiteiten", [table, *card])))
    assert [(row.text, row.status) for row in read.rows] == [("We bouwen een huis.", "ongoing")]
    assert [finding.code for finding in read.findings] == ["TABLE_COPY"]
    other = [Heading("Zorg", 4), "We bouwen een tweede huis."]
    assert len(activities.read(page(("activities", "Activiteiten", [table, *other]))).rows) == 2


@pytest.mark.parametrize(
    "printed",
    ["We bouwen.\nGereed", "Gereed\nWe bouwen.", "We bouwen.\n(Gereed)", "We bouwen. Gereed", "We bouwen. (Gereed)"],
)
def test_an_activity_that_prints_its_status(printed):
    for block in (f"• {printed}", grid(("Thema", "Activiteit"), ("Zorg", printed))):
        assert [(r.status, r.text) for r in rows(block, "• Twee.")] == [
            ("realised", "We bouwen."),
            ("planned", "Twee."),
        ]


@pytest.mark.parametrize(
    "printed",
    [
        "Nieuw: We bouwen een huis.",
        "(nieuw) We bouwen een huis.",
        "[Nieuw] We bouwen een huis.",
        "Nieuw – We bouwen een huis.",
    ],
)
def test_an_activity_that_opens_with_its_status(printed):
    for block in (f"• {printed}", printed, Paragraph(printed, printed.partition("W")[0].strip())):
        assert [(r.status, r.theme, r.text) for r in rows(block)] == [("new", None, "We bouwen een huis.")]


def test_a_status_behind_a_dash():
    read = rows("• Wijkkrant - stopt", "• Een huis – gereed.", "• Zwolle - Kampen", "• Nieuw: zie onder")
    assert [(r.status, r.text) for r in read] == [
        ("stopping", "Wijkkrant"),
        ("realised", "Een huis"),
        ("planned", "Zwolle - Kampen"),
        ("planned", "Nieuw: zie onder"),
    ]


def test_a_status_behind_a_paragraph_is_not_that_of_the_list_below():
    read = rows("We bouwen een huis. Gereed", "• We slopen een huis.")
    assert [(r.status, r.text) for r in read] == [("planned", "We slopen een huis.")]


def test_a_status_on_the_line_below_each_activity():
    read = rows("We bouwen een huis.", "Gereed", "We slopen een huis.", "Lopend")
    assert [(r.status, r.text) for r in read] == [
        ("realised", "We bouwen een huis."),
        ("ongoing", "We slopen een huis."),
    ]


@pytest.mark.parametrize("above", [(), ("Hieronder staat wat we doen.",)])
def test_the_last_status_above_nothing_makes_no_statuses_below(above):
    read = rows(*above, "Nieuw", "• Een.", "• Twee.", "Lopend", "• Drie.", "Gestopt")
    assert [(r.status, r.text) for r in read][len(above) :] == [("new", "Een."), ("new", "Twee."), ("ongoing", "Drie.")]


def test_a_status_beside_a_theme_is_that_of_its_items():
    read = rows(Paragraph("Zorg\nGestopt", "Zorg"), "• We bouwen.", "• We slopen.", Heading("Sport", 4), "• Bewegen.")
    assert [(r.status, r.theme) for r in read] == [("stopping", "Zorg"), ("stopping", "Zorg"), ("planned", "Sport")]


@pytest.mark.parametrize(
    "printed",
    [
        "We maken de wijk gereed",
        "We bouwen Zwolle Nieuw",
        "Lopend onderzoek.",
        "Campagne Roken? Stoppen",
        "Het gebouw is in 2025\ngereed",
        "Klaar\nvoor de start",
        "1. Nieuw",
    ],
)
def test_a_word_of_the_text_is_no_status(printed):
    assert [(r.status, r.text) for r in rows(f"• {printed}")] == [("planned", printed)]


def test_the_same_activity_below_another_theme_is_no_copy():
    table = grid(("Thema", "Activiteit"), ("Zorg", "We houden spreekuur."), ("Jeugd", "We bouwen een huis."))
    for below, count in (("Wonen", 3), ("Zorg", 2)):
        text = [Heading(below, 4), "• We houden spreekuur."]
        assert len(activities.read(page(("activities", "Activiteiten", [table, *text]))).rows) == count


def test_a_blank_theme_in_a_table_is_that_of_the_row_above():
    table = grid(
        ("Thema", "Subthema", "Activiteit", "Status"),
        ("", "", "Beheer", "Lopend"),
        ("Warmte", "Wijken", "Warmtenet", "Nieuw"),
        ("", "", "Isolatie", "Lopend"),
        ("Stroom", "", "Zonnepanelen", "Stoppen"),
    )
    assert [(*row, r.status) for row, r in zip(themes(rows(table)), rows(table), strict=True)] == [
        (None, None, "Beheer", "ongoing"),
        ("Warmte", "Wijken", "Warmtenet", "new"),
        ("Warmte", "Wijken", "Isolatie", "ongoing"),
        ("Stroom", None, "Zonnepanelen", "stopping"),
    ]


def test_a_short_line_with_a_point_above_a_list_is_a_theme():
    read = rows("Sterke groeistad:", "• een", "Leefbare stad.", "• twee", "Dit loopt door.", "• drie")
    assert [(r.theme, r.text) for r in read] == [
        ("Sterke groeistad", "een"),
        ("Leefbare stad", "twee"),
        ("Leefbare stad", "drie"),
    ]


@pytest.mark.parametrize(
    "text", ["Er zijn geen activiteiten.", "Geen nieuwe activiteiten", "Er zijn geen nieuwe activiteiten gepland."]
)
def test_what_says_that_there_is_nothing_is_no_activity(text):
    assert rows(text) == ()
    assert len(rows("Er zijn geen wachtlijsten meer.")) == 1


def test_a_status_with_one_wrong_letter():
    assert [r.status for r in rows("• een", heading="Lopende activiteten")] == ["ongoing"]


def test_columns_beside_the_activities_may_say_when_and_what_for_how_much():
    table = grid(("Wat gaan we doen?", "Gereed in", "Budget"), ("Een hal bouwen", "2025", "€ 1.200.000"))
    assert [r.text for r in rows(table)] == ["Een hal bouwen"]
    table = grid(("Activiteit (tekst uit begroting)", "Realisatie"), ("Een hal bouwen", "De hal is open."))
    assert [(r.status, r.text) for r in rows(table, kind="activities_realised")] == [("realised", "Een hal bouwen")]


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Wat is nieuw?", "new"),
        ("Wat loopt door?", "ongoing"),
        ("Waar stoppen we mee?", "stopping"),
        ("Wie?", "planned"),
    ],
)
def test_a_status_that_is_asked_for(heading, status):
    assert [r.status for r in rows(Heading(heading, 3), "• een")] == [status]


def test_a_status_in_brackets_at_the_end():
    read = rows("• We bouwen een hal (nieuw)", "• We geven subsidie [lopend]", "• We helpen ouderen (Wmo)")
    assert [(r.status, r.text) for r in read] == [
        ("new", "We bouwen een hal"),
        ("ongoing", "We geven subsidie"),
        ("planned", "We helpen ouderen (Wmo)"),
    ]


def told(*parts, origin=None):
    return [(f.severity, f.code) for f in activities.read(page(*parts, origin=origin)).findings]


def test_jaarstukken_that_do_not_say_whether_activities_are_done_are_told():
    """jaarverslag-2021 prints the activities of its begroting, by their heading, above those that were done."""
    plain = ("activities", "Activiteiten", ["• een", "• twee"])
    assert told(plain) == [("info", "STATUS_ASSUMED")]
    assert told(plain, origin=2024) == []
    assert told(plain, ("activities_realised", "Toelichting realisatie activiteiten", ["• een"])) == []
    assert told(("activities", "Activiteiten", ["Gerealiseerde activiteiten", "• een"])) == []
    assert told(("activities", "Activiteiten", ["Niet van toepassing."])) == []
