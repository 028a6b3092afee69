from __future__ import annotations

import pytest
from narrative_pages import GOAL, grid, page

from pipeline.model import GoalRef, Heading, Paragraph
from pipeline.tables import goals


def test_description_leaves_out_title_and_statement():
    read = goals.read(
        page(
            (
                "description",
                "Beschrijving",
                [
                    Heading("Doel 1.2.3 Ondersteuning", 1),
                    "We ondersteunen inwoners",
                    "Tekst  een.\nRegel twee.",
                    "• punt",
                ],
            ),
            ("realisation", "Toelichting op realisatie doel", ["Het is gelukt."]),
            goals=(GoalRef(GOAL, "1.2.3", "Ondersteuning", "We ondersteunen inwoners", 2),),
        )
    )
    (row,) = read.rows
    assert row.description == "Tekst een.\nRegel twee.\n• punt"
    assert row.realisation == "Het is gelukt."
    assert row.portfolio_holders is None


@pytest.mark.parametrize(
    ("printed", "told"),
    [("-", None), ("Niet van toepassing.", None), ("Geen stappen gezet.", "Geen stappen gezet.")],
)
def test_a_dash_is_no_text(printed, told):
    """The words of a part that says nothing stay in its section."""
    (row,) = goals.read(page(("realisation", "Toelichting op realisatie doel", [printed]))).rows
    assert row.realisation == told


@pytest.mark.parametrize(
    "printed",
    [["We helpen,", "zodat het lukt"], ["We helpen,\nzodat het lukt"], ["Doelstelling: We helpen, zodat het lukt"]],
)
def test_description_leaves_out_a_statement_in_two_halves(printed):
    ref = GoalRef(GOAL, "1.2.3", "Ondersteuning", "We helpen, zodat het lukt", 1)
    parts = ("description", None, [Heading("Doel 1.2.3 Ondersteuning", 1), *printed, "We helpen graag."])
    assert goals.read(page(parts, goals=(ref,))).rows[0].description == "We helpen graag."


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["Klaas Sloots\nWilliam Dogger"], ("Klaas Sloots", "William Dogger")),
        (["Klaas Sloots, William Dogger en Ed Anker "], ("Klaas Sloots", "William Dogger", "Ed Anker")),
        (["• Dorrit de Jong |", "• Ed Anker"], ("Dorrit de Jong", "Ed Anker")),
        (["Dorrit de Jong\u00a0"], ("Dorrit de Jong",)),
        (["Ed Anker", "De rapportage over projecten, voor de raad, staat in de bijlage."], ("Ed Anker",)),
        (["Dorrit de Jong", "Wethouder economie", "Wethouder De Heer"], ("Dorrit de Jong", "Wethouder De Heer")),
        (["Jan Jansen (D66)", "VVD", "Ed Anker, CU"], ("Jan Jansen (D66)", "Ed Anker")),
        (["Ed Anker, wethouder Wonen"], ("Ed Anker",)),
        (["Ed Anker\nwethouder Wonen", "Naam", "Gerdien Rots"], ("Ed Anker", "Gerdien Rots")),
        (["Wethouder Anker, wethouder De Heer"], ("Wethouder Anker", "wethouder De Heer")),
        (["Ed Anker (Wonen, Verkeer)", "Jan Jansen (D66)"], ("Ed Anker", "Jan Jansen (D66)")),
        (["Ed Anker | Klaas Sloots"], ("Ed Anker", "Klaas Sloots")),
        (["Ed Anker", "Link naar afwijkingen", "Zie de website voor meer"], ("Ed Anker",)),
        (["Ed Anker", "info@zwolle.nl", "Opdrachtgever: Jan Smit"], ("Ed Anker",)),
        (["Ed Anker", Paragraph("Contact", "Contact"), "Loket Zwolle"], ("Ed Anker",)),
        (["|"], None),
        ([], None),
    ],
)
def test_portfolio_holders(printed, names):
    (row,) = goals.read(page(("portfolio_holders", "Portefeuillehouder(s)", printed))).rows
    assert row.portfolio_holders == names


def test_names_on_the_line_of_the_label():
    (row,) = goals.read(page(("portfolio_holders", "Portefeuillehouder:   Ed Anker", []))).rows
    assert row.portfolio_holders == ("Ed Anker",)


def test_names_behind_the_title():
    title = "Doel 1.2.3 Ondersteuning (portefeuillehouder: Ed Anker en Gerdien Rots)"
    (row,) = goals.read(page(("description", title, ["We helpen."]))).rows
    assert row.portfolio_holders == ("Ed Anker", "Gerdien Rots")


def test_listed_goals_have_no_description_and_give_way_to_shown_ones():
    listed = GoalRef(GOAL, "1.2.3", None, "We doen", 4, from_listing=True)
    other = GoalRef("p/1.2.4", "1.2.4", None, "We laten", 4, from_listing=True)
    shown = GoalRef(GOAL, "1.2.3", "Titel", "We doen", 9)
    rows = goals.read(page(("description", None, ["Ambitie."]), goals=(listed, other, shown))).rows
    assert [(r.goal_id, r.title, r.description) for r in rows] == [(GOAL, "Titel", "Ambitie."), ("p/1.2.4", None, None)]


def test_a_page_that_opens_with_prose_keeps_it():
    goal = GoalRef(GOAL, "1.2.3", None, None, 1)
    (row,) = goals.read(
        page(("description", None, ["In 12 van de 54 buurten is weinig kapitaal."]), goals=(goal,))
    ).rows
    assert row.description == "In 12 van de 54 buurten is weinig kapitaal."


def test_a_statement_of_several_blocks_is_left_out():
    goal = GoalRef(GOAL, None, "Werk", "Preventie:\nVoorkomen van uitval", 1)
    blocks = ["Werk", "Preventie:", "• Voorkomen van uitval", "De rest."]
    (row,) = goals.read(page(("description", None, blocks), goals=(goal,))).rows
    assert row.description == "De rest."


def test_text_origin_year():
    (row,) = goals.read(page(("description", None, ["Tekst."]), origin=2021)).rows
    assert row.text_origin_year == 2021


@pytest.mark.parametrize(
    "block",
    [
        grid(("Programma", "3. Opvang"), ("Portefeuillehouder", "Ed Anker")),
        grid(("Portefeuillehouder(s):", "Ed Anker"), ("Programma", "3. Opvang")),
        grid(("Portefeuillehouder", "Ed Anker", "Programma", "3. Opvang")),
        "• Portefeuillehouder: Ed Anker",
    ],
)
def test_the_holder_in_a_table_of_labels(block):
    read = goals.read(page(("description", "Beschrijving", [block])))
    assert read.rows[0].portfolio_holders == ("Ed Anker",)
    assert bool(read.cells) == (not isinstance(block, str))


@pytest.mark.parametrize(
    "block",
    [
        grid(("Portefeuillehouder", "Onderwerp"), ("Ed Anker", "Bouwen"), ("Jan Jansen", "Slopen")),
        grid(("Wethouder", "Stand van zaken"), ("Ed Anker", "We bouwen."), ("Jan Jansen", "We slopen.")),
        grid(("Portefeuillehouder", "Lasten", "Baten"), ("Ed Anker", "5", "6"), ("Jan Jansen", "5", "6")),
        grid(("Project", "Spoorzone"), ("Portefeuillehouder", "Ed Anker"), ("Status", "Loopt")),
        grid(("Programma", "3. Opvang"), ("Portefeuillehouder", "Nog te bepalen")),
        "• Portefeuillehouder: nog te bepalen",
        "• Portefeuillehouder: de wethouder maakt een plan",
    ],
)
def test_what_stands_beside_the_label_may_be_no_holder_of_the_goal(block):
    read = goals.read(page(("description", "Beschrijving", [block])))
    assert read.rows[0].portfolio_holders is None


def test_no_holder_at_all():
    for text in ("Niet van toepassing.", "n.v.t.", "-"):
        assert goals.read(page(("portfolio_holders", "Portefeuillehouder", [text]))).rows[0].portfolio_holders is None


def test_a_column_of_holders_of_activities_is_none_of_the_goal():
    table = grid(("Activiteit", "Wethouder"), ("Bouwen", "Ed Anker"), ("Slopen", "Klaas Sloots"))
    assert goals.read(page(("activities", "Activiteiten", [table]))).rows[0].portfolio_holders is None


@pytest.mark.parametrize(
    ("kind", "items", "names"),
    [
        ("other", ["• Programma: 3. Opvang", "• Portefeuillehouder: Ed Anker"], ("Ed Anker",)),
        ("other", ["• Portefeuillehouders: Regionaal Overleg Jeugd", "• Raadsleden bezoeken de wijk"], None),
        ("other", ["• We overleggen elk kwartaal", "• Portefeuillehouders: Regionaal Overleg Jeugd"], None),
        ("activities", ["• Portefeuillehouders: Regionaal Overleg Jeugd"], None),
        ("other", ["• Portefeuillehouders: Regionaal Overleg Jeugd"], None),
        ("other", ["• Portefeuillehouder: Jan de Raad"], ("Jan de Raad",)),
    ],
)
def test_an_item_of_a_list_of_other_things_names_no_holder(kind, items, names):
    assert goals.read(page((kind, "Overleg", items))).rows[0].portfolio_holders == names


def test_the_aldermen_may_stand_in_a_column():
    table = grid(("Naam", "Partij"), ("Jan de Boer", "D66"), ("An Smit", "VVD"))
    shown = page(("portfolio_holders", "Portefeuillehouder(s)", [table]))
    (goal,) = goals.read(shown).rows
    assert goal.portfolio_holders == ("Jan de Boer", "An Smit")
    assert goals.read(shown).cells == ((1, 2, 1), (1, 3, 1))


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Wethouder Jan de Boer en wethouder An Smit", ("Jan de Boer", "An Smit")),
        ("Jan de Boer - wethouder Sport", ("Jan de Boer",)),
        ("Burgemeester Peter Snijders", ("Peter Snijders",)),
        ("Wethouder De Heer", ("Wethouder De Heer",)),
        ("Wethouder Anker", ("Wethouder Anker",)),
    ],
)
def test_an_office_in_front_of_a_full_name_is_none_of_it(printed, names):
    (goal,) = goals.read(page(("portfolio_holders", "Portefeuillehouder(s)", [printed]))).rows
    assert goal.portfolio_holders == names
