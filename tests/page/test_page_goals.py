"""Goals, codes, places and kinds of pages in every layout family."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_samples import codes, document, finding, grid, outline, source

from pipeline.model import Block, Document, Heading, Item, Page, Paragraph
from pipeline.page import identify
from pipeline.page.breadcrumb import Place, find_place

JAARSTUKKEN = "zwolle.jaarverslag-2024.nl/p49571/"


def read(path: str, built: Document) -> Page:
    return identify(source(path), built)


def goals_of(page: Page) -> list[tuple[str, str | None, str | None]]:
    return [(goal.goal_id.split("/")[1], goal.title, goal.statement) for goal in page.goals]


TWO_SENTENCES = "Zwolle zonder afval; uit het afval van vandaag ontstaan de grondstoffen van morgen"
BUDGET = grid([["", "Lasten", "Baten"], ["Doel 1.2.4 Jeugd", "100", "10"], ["Doel 1.2.3 Zorg", "100", "10"]])
OTHER = grid([["Activiteit", "Bedrag"], ["Doel 1.2.3 Zorg", "100"]])
RESULT = grid([["", "Lasten"], ["Resultaat doel Ondersteuning in de wijk", "171.100"]])


@pytest.mark.parametrize(
    ("blocks", "goal"),
    [
        (
            ("# Doel 1.2.3 Zorg", "Het ondersteunen van inwoners", "## Toelichting op realisatie doel", "Tekst."),
            ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
        ),
        (
            ("Doel 1.2.3 Zorg", "Het ondersteunen van inwoners", "Beschrijving", "Tekst."),
            ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
        ),
        (
            ("# Doel 1.2.3 Zorg 1)", "Het ondersteunen van inwoners", "Beschrijving", "Tekst."),
            ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
        ),
        (  # berap 2022-2 p40878: no label below the doelzin
            ("Doel 1.2.3 Zorg", "We ondersteunen inwoners", "De stad heeft zorg nodig.", "Veel zorg."),
            ("1.2.3", "Zorg", "We ondersteunen inwoners"),
        ),
        (
            ("Doel 1.2.3 Zorg", "We ondersteunen inwoners.", "De stad heeft zorg nodig."),
            ("1.2.3", "Zorg", None),
        ),
        (
            ("Doel 1.2.3 Zorg\nHet ondersteunen van inwoners", "Beschrijving"),
            ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
        ),
        *(
            (
                (f"# {numbered} Zorg", "Het ondersteunen van inwoners", "## 1.1. Beschrijving", "Tekst."),
                ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
            )
            for numbered in ("1. Doel 1.2.3", "1.2.3. Doel 1.2.3", "12 Doel 1.2.3:", "1.2.3. Doel")
        ),
        (
            ("# Doel 1.2.3\nZorg", "Het ondersteunen van inwoners", "## Beschrijving", "Tekst."),
            ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
        ),
        (
            ("Doel 1.2.3\nZorg\nHet ondersteunen van inwoners", "Beschrijving"),
            ("1.2.3", "Zorg", "Het ondersteunen van inwoners"),
        ),
        (("Doel 1.2.3\nCriteria", "We helpen, zodanig dat:"), ("1.2.3", None, None)),
        (
            ("# Beschrijving doel 1.2.3 We helpen iedereen", "Tekst.", OTHER, BUDGET),
            ("1.2.3", "Zorg", "We helpen iedereen"),
        ),
        (
            ("# Beschrijving doel 1.2.3 We helpen iedereen", "Tekst.", OTHER),
            ("1.2.3", None, "We helpen iedereen"),
        ),
        (
            ("# Beschrijving doel 1.2.3 We helpen iedereen (tekst uit Begroting 2024)", "Tekst.", RESULT),
            ("1.2.3", "Ondersteuning in de wijk", "We helpen iedereen"),
        ),
        (("Doel 1.2.3 We sturen op woningen", "Beschrijving doel", "Tekst."), ("1.2.3", None, "We sturen op woningen")),
        ((f"Doel 1.2.3 {TWO_SENTENCES}", "Beschrijving", "Tekst."), ("1.2.3", None, TWO_SENTENCES)),
        (
            ("Doel 1.2.3 Wonen; zorg en welzijn", "Iedereen woont goed.", "Beschrijving", "Tekst."),
            ("1.2.3", "Wonen; zorg en welzijn", "Iedereen woont goed."),
        ),
        (("Doel 1.2.3 Zorg", "Veel tekst.", "Nog meer.", "Criteria"), ("1.2.3", "Zorg", None)),
        (("Proza zonder titel.", "Criteria", "We helpen, zodanig dat:"), ("1.2.3", None, None)),
    ],
)
def test_title_and_statement(blocks: tuple[str, ...], goal: tuple[str, str | None, str | None]) -> None:
    page = read(JAARSTUKKEN + "doel-1-2-3.html", document(*blocks))
    assert goals_of(page) == [goal]
    assert (page.page_kind, page.goal_code, page.programme_code, page.programme) == ("goal", "1.2.3", "1", None)
    assert codes(page) == []


@pytest.mark.parametrize(
    "blocks",
    [
        ("Doel 1.2.3", "# Zorg", "We helpen inwoners"),
        ("Doel", "# 1.2.3 Zorg", "We helpen inwoners"),
        ("# Doel 1.2.3 Zorg", "# Doel 1.2.3 Zorg", "We helpen inwoners"),
        ("# Doel 1.2.3 Zorg", "## We helpen inwoners"),
        ("# Doel 1.2.3 ZorgWe helpen inwoners",),
        ("# Zorg", "We helpen inwoners"),
        (Paragraph("Zorg", "Zorg"), "We helpen inwoners"),
        ("# Doel 1.2.3", "Zorg", "We helpen inwoners"),
        ("Doel 1.2.3", Paragraph("Zorg", "Zorg"), "We helpen inwoners"),
        ("# Doel 1.2.3 Zorg", "## Zorg", "We helpen inwoners"),
        ("# Doel 1.2.3 Zorg We helpen inwoners",),
        ("# 1.2.3 Zorg", "We helpen inwoners"),
        ("Programma 1. Samen", "# Doel 1.2.3", "## Zorg", "We helpen inwoners"),
    ],
)
def test_a_title_in_several_blocks(blocks: tuple[Block | str, ...]) -> None:
    page = read(f"{JAARSTUKKEN}doel-1-2-3-zorg.html", document(*blocks, "## Beschrijving", "Tekst."))
    assert goals_of(page) == [("1.2.3", "Zorg", "We helpen inwoners")]
    assert not codes(page)
    assert [section.kind for section in page.sections if section.blocks][-1] == "description"
    assert all(section.kind == "description" for section in page.sections)


@pytest.mark.parametrize(
    ("blocks", "goal"),
    [
        (("# Doel 1.2.3", "We helpen inwoners", "## Beschrijving", "Tekst."), (None, "We helpen inwoners")),
        (("# Doel 1.2.3", "Een lange tekst.", "We helpen inwoners"), (None, None)),
        (("# Doel 1.2.3", "Zorg", "Een lange tekst."), (None, None)),
        (("# Doel 1.2.3 Zorg", "## We werken samen", "Tekst.", "## We luisteren", "Tekst."), ("Zorg", None)),
        (("# Doel", "24.7 uur open", "Tekst."), (None, None)),
    ],
)
def test_what_is_below_a_code_need_not_be_a_title_or_doelzin(
    blocks: tuple[str, ...], goal: tuple[str | None, str | None]
) -> None:
    page = read(f"{JAARSTUKKEN}doel-1-2-3-zorg.html", document(*blocks, "## Criteria", "Tekst."))
    assert goals_of(page) == [("1.2.3", *goal)]


@pytest.mark.parametrize("below", ["We helpen inwoners", "## We helpen inwoners", "## 1.2.3 We helpen inwoners"])
def test_a_statement_below_the_label(below: str) -> None:
    label = "# Beschrijving doel" + ("" if "1.2.3" in below else " 1.2.3")
    page = read("zwolle.begroting-2021.nl/p1/doel-1-2-3-zorg.html", document(label, below, "Tekst.", "## Criteria"))
    assert goals_of(page) == [("1.2.3", None, "We helpen inwoners")]


def test_the_title_gives_the_code_where_the_slug_does_not() -> None:
    page = read(
        "zwolle.begroting-2020.nl/p21395/beschrijving.html", document("Doel 6.2.1 We sturen", "Beschrijving doel")
    )
    assert page.goals[0].goal_id == "zwolle-begroting-2020/6.2.1"


BESCHRIJVING = "zwolle2019.2ebeleidsrapportage.nl/p22555/beschrijving.html"
LINES = ("Programma 8. Bestuur", "Ambitie 8.1 Dichtbij", "Doel 8.1.2 We bieden dienstverlening")


def test_the_goal_line_below_its_programme_and_ambition_is_the_title() -> None:
    page = read(BESCHRIJVING, document(*LINES, "Beschrijving", "Tekst."))
    assert (page.page_kind, page.title, page.goal_code) == ("goal", LINES[2], "8.1.2")
    assert (page.programme_code, page.programme) == ("8", "Bestuur")
    assert (page.ambition_code, page.ambition) == ("8.1", "Dichtbij")
    assert goals_of(page) == [("8.1.2", None, "We bieden dienstverlening")]
    assert outline(page)[2:] == [("description", LINES[2], 0), ("description", "Beschrijving", 1)]
    assert codes(page) == []


def test_the_breadcrumb_names_the_ambition_of_a_goal_as_lines_above_the_title_do() -> None:
    page = read(BESCHRIJVING, replace(document(LINES[2], "Beschrijving", "Tekst."), breadcrumb=LINES[:2]))
    assert (page.programme_code, page.programme) == ("8", "Bestuur")
    assert (page.ambition_code, page.ambition) == ("8.1", "Dichtbij")
    assert (page.page_kind, page.goal_code) == ("goal", "8.1.2")


@pytest.mark.parametrize(
    ("slug", "blocks", "kind"),
    [
        ("beschrijving", (*LINES[:2], "Tekst."), "ambition"),
        ("beschrijving", (LINES[0], "Tekst.", LINES[1]), "programme"),
        ("beschrijving", (*LINES[:2], "Tekst.", "Ambitie 8.2 Sterk", "Tekst."), "programme"),
        ("beschrijving", (*LINES, "Doel 8.1.3 We besturen"), "ambition"),
        ("ambitie-8-1", LINES, "ambition"),
        ("programma-8-bestuur", LINES, "programme"),
        ("doel-8-1-2", (*LINES, "Tekst.", "Doel 8.1.3 Een ander doel"), "goal"),
    ],
)
def test_title_lines_that_are_parts_of_the_page_are_not_its_title(
    slug: str, blocks: tuple[str, ...], kind: str
) -> None:
    page = read(BESCHRIJVING.replace("beschrijving.html", f"{slug}.html"), document(*blocks))
    assert page.page_kind == kind


def test_the_title_in_a_table_that_only_places_blocks() -> None:
    line = "Doel 1.2.3 Zorg"
    page = read(f"{JAARSTUKKEN}doel-1-2-3-zorg.html", document(grid([[line], ["Tekst."]], layout=True), line, "Tekst."))
    assert (page.title, goals_of(page)) == (line, [("1.2.3", "Zorg", None)])
    assert read(BESCHRIJVING, document(grid([[line, "a"], ["b", "c"]]), line, "Tekst.")).title != line


COOKIES = grid([["Cookie", "Doel"], ["_ga", "Statistiek"]])


@pytest.mark.parametrize(("above", "goal"), [((COOKIES,), "8.1.2"), (("Criteria", "Activiteiten"), "8.1.2")])
def test_the_only_heading_of_the_first_level_is_the_title(above: tuple[Block | str, ...], goal: str) -> None:
    """Tools, a list of contents or a cookie wall above it cost the page its goal, in silence."""
    title = "# Doel 8.1.2 We bieden dienstverlening"
    page = read(BESCHRIJVING, document(*above, title, "## Criteria", "a"))
    assert goals_of(page) == [(goal, None, "We bieden dienstverlening")]
    two = read(BESCHRIJVING, document(*above, title, "## Criteria", "a", "# Doel 8.1.3 Anders", "b"))
    assert two.goal_code is None
    listing = read("zwolle.begroting-2024.nl/ambitie-8-1.html", document(*above, title, "## Criteria", "a"))
    assert (listing.page_kind, listing.goal_code) == ("ambition", None)


def test_the_title_below_what_stands_beside_the_page() -> None:
    """The aldermen in a column of their own, first in the markup, cost the goal its title and statement."""
    beside = ("### Portefeuillehouder(s)", "Gerdien Rots", "# Doel 1.2.3 Zorg", STATED, "## Beschrijving", "a")
    page = read(f"{JAARSTUKKEN}doel-1-2-3-zorg.html", document(*beside))
    assert (goals_of(page), codes(page)) == ([("1.2.3", "Zorg", STATED)], [])
    other = read(f"{JAARSTUKKEN}doel-1-2-4-jeugd.html", document(*beside))
    assert goals_of(other) == [("1.2.4", None, None)]


def test_the_code_of_a_programme_above_its_name() -> None:
    page = read("zwolle.begroting-2025.nl/p1/programma-7.html", document("Programma 7.", "# Vitale wijken", "Tekst."))
    assert (page.page_kind, page.programme_code, page.programme) == ("programme", "7", "Vitale wijken")


OVERVIEW = grid([["", "Lasten"], ["Doel 8.1.2 Balie", "12"], ["Totaal programma 8", "12"]])


@pytest.mark.parametrize(
    ("blocks", "opens"),
    [
        (("Doel 8.1.2 is het belangrijkste doel van dit programma en wordt beschreven",), "Programma 8"),
        (("Doel 8.1.1 Balie en doel 8.1.2 Bestuur horen hierbij.",), "Programma 8"),
        ((f"Doel 8.1.2 {'Balie en loket ' * 6}",), "Programma 8"),
        (("# Doel 8.1.2 Balie", "Tekst.", OVERVIEW), "Programma 8"),
        (("# Ambitie 8.1 Dichtbij", "Tekst.", "# Doel 8.1.2 Balie", "Doelzin."), "Programma 8"),
        (("# Ambitie 8.1 Dichtbij", "Tekst.", OVERVIEW), "Programma 8"),
        (("Doel 8.1.2 Balie",), "Doel 8.1.2"),
        ((LINES[1], f"Doel 8.1.2 {'We bieden dienstverlening ' * 4}"), "Doel 8.1.2"),
    ],
)
def test_a_part_of_the_programme_is_not_the_title_of_its_page(blocks: tuple[Block | str, ...], opens: str) -> None:
    page = read(
        "zwolle.begroting-2024.nl/bestuur.html", document(f"# {LINES[0]}", *blocks, "## Beschrijving", "Tekst.")
    )
    assert (page.title or "").startswith(opens)
    assert (page.goal_code is not None) == opens.startswith("Doel")


def test_the_page_of_an_ambition_may_describe_its_goals() -> None:
    blocks = document(*LINES[:2], "Tekst.", "Doel 8.1.2 Balie", "Doelzin.")
    page = read("zwolle.begroting-2024.nl/ambitie-8-1.html", blocks)
    assert (page.page_kind, page.title) == ("ambition", LINES[1])


@pytest.mark.parametrize("label", ["Beschrijving doel", "Criteria", "Toelichting op realisatie doel"])
def test_a_goal_without_any_code(label: str) -> None:
    page = read("zwolle.begroting-2020.nl/p21355/beschrijving.html", document(label, "Zwolle is rijk aan erfgoed."))
    assert (page.page_kind, page.goals, codes(page)) == ("other", (), [("info", "GOAL_CODE_MISSING")])


def test_code_findings() -> None:
    page = read(JAARSTUKKEN + "doel-1-2-4-zorg.html", document("# Doel 1.2.3 Zorg"))
    assert (page.goal_code, finding(page, "CODE_CONFLICT").found) == ("1.2.4", "1.2.3")
    page = read(JAARSTUKKEN + "doel-1-2-3-zorg.html", document("# Doel 1.2. 3 Zorg"))
    assert codes(page) == [("warning", "CODE_FORM")]
    crumbs = ("Programma's", "1. Samen sterk in Zwolle")
    page = read(JAARSTUKKEN + "doel-2-3-1-zorg.html", document("# Doel 2.3.1 Zorg", breadcrumb=crumbs))
    assert codes(page) == [("warning", "CODE_PROGRAMME")]
    assert (page.programme_code, page.programme) == ("1", "Samen sterk in Zwolle")


def test_an_ambition_lists_its_goals() -> None:
    listing = "Doel 5.2.1We versterken de positie Doel 5.2.2We versterken de stad"
    page = read(
        "zwolle.begroting-2017.nl/p6947/ambitie-5-2.html", document("Proza.", "# Doelstellingen", f"## {listing}")
    )
    assert (page.page_kind, page.ambition_code, page.programme_code) == ("ambition", "5.2", "5")
    assert goals_of(page) == [("5.2.1", None, "We versterken de positie"), ("5.2.2", None, "We versterken de stad")]
    assert all(goal.from_listing for goal in page.goals)
    assert outline(page) == [("description", None, 1), ("description", "Doelstellingen", 1)]
    broken = document("Proza.", f"Doelstellingen\n{listing}")
    assert goals_of(read("zwolle.begroting-2017.nl/p6947/ambitie-5-2.html", broken)) == goals_of(page)
    page = read(
        "zwolle.begroting-2018.nl/p10692/ambitie-3-3.html", document("## DOEL 3.3.1 WE BIEDEN", "## DOEL 3.3.2 WE")
    )
    assert goals_of(page) == [("3.3.1", None, "WE BIEDEN"), ("3.3.2", None, "WE")]
    page = read(
        "zwolle.begroting-2019.nl/p1/beschrijving.html", document("Begroting 2019", "Ambitie 5.3 Levendige stad")
    )
    assert (page.page_kind, page.ambition_code, page.ambition) == ("ambition", "5.3", "Levendige stad")


@pytest.mark.parametrize(
    ("path", "built", "kind"),
    [
        (
            "zwolle.begroting-2021.nl/p1/x.html",
            document("# Beschrijving programma 6. Toekomstgerichte stad"),
            "programme",
        ),
        (
            "zwolle.begroting-2017.nl/p1/programma-9-x.html",
            document(grid([["Budget o.b.v. bestaand beleid", "2015"]])),
            "finance",
        ),
        ("zwolle.begroting-2024.nl/p1/incidentele-baten-en-lasten.html", document("Tekst."), "finance"),
        ("zwolle2018.2ebeleidsrapportage.nl/p1/afwijkingen.html", document("Tekst."), "deviations"),
        (
            "zwolle2018.2ebeleidsrapportage.nl/p1/x.html",
            document("Afwijking op activiteiten uit Berap 2018 -2", "a"),
            "deviations",
        ),
        ("zwolle.begroting-2021.nl/p1/beleidsindicatoren.html", document("Tekst."), "indicators"),
        ("zwolle.begroting-2021.nl/index.html", document("# Begroting 2021", Item("Financiën", 1)), "navigation"),
        ("zwolle.begroting-2021.nl/p1/x.html", document("Een zin met een punt. En nog een."), "other"),
        ("zwolle.begroting-2021.nl/p1/x.html", document("# Samenvatting", "Energiekosten", "€ 1.450.000"), "other"),
    ],
)
def test_kinds(path: str, built: Document, kind: str) -> None:
    assert read(path, built).page_kind == kind


@pytest.mark.parametrize(
    ("crumbs", "place"),
    [
        (("Begroting 2021\nportal", "Domeinen", "Fysiek Domein"), Place("Fysiek Domein")),
        (
            ("Domeinen", "Bestuur, Dienstverlening en Bedrijfsvoering"),
            Place("Bestuur, Dienstverlening en Bedrijfsvoering"),
        ),
        (("Programma's", "1. Samen sterk in Zwolle"), Place(None, "1", "Samen sterk in Zwolle")),
        (("12 Inwonersondersteuning",), Place(None, "12", "Inwonersondersteuning")),
        (("Volkshuisvesting",), Place(None, None, "Volkshuisvesting")),
        (("Sport", "Algemeen"), Place(None, None, "Sport")),
        (("Jaarverslag 2015",), Place()),
        (("Home", "Algemeen", "Bestedingsvoorstellen Begroting 2022"), Place()),
        (("Bijlagen", "Periodieke wijziging 2022-2"), Place()),
        ((), Place()),
    ],
)
def test_breadcrumbs(crumbs: tuple[str, ...], place: Place) -> None:
    assert find_place(crumbs, 2016) == place


def test_a_bare_name_is_a_programme_in_the_first_years_only() -> None:
    """It was the page's own name from 2017 on, and published as a programme (jaarverslag-2018 p18321)."""
    assert find_place(("Jaarstukken 2018", "Onderhoud wegen"), 2018) == Place()
    assert find_place(("Jaarverslag 2015", "Financieel verslag"), 2015) == Place()
    assert find_place(("Programma 1",), 2022) == Place(None, None, "Programma 1")


EFFECTS = "Doelstellingen/maatschappelijke effecten"
TABLE = [
    ["Streefdoel/indicator", "", ""],
    ["Meer.", "", ""],
    ["Nulsituatie", "Norm van 2016", "Activiteiten"],
    ["1", "2", "3"],
]


def programme_12(heading: str) -> Document:
    """The order of begroting-2016 programme 12; `heading` opens each title (`## ` or nothing)."""
    return document(
        f"{heading}12 Inwonersondersteuning",
        f"{heading}Doelen",
        f"{heading}Ondersteuning",
        EFFECTS,
        f"{heading}Ondersteuning",
        "Inwoners zijn zelfredzaam.",
        Item("Toegang dichtbij", 1),
        grid(TABLE),
        "Relaties met andere programma’s",
        "Programma 6.",
        f"{heading}Werk",
        EFFECTS,
        f"{heading}Werk",
        "Preventie:\nVoorkomen.",
        "Zelfredzaam:\nWerken.",
        grid(TABLE),
        f"{heading}Jeugdhulp",
        f"{heading}Jeugdhulp",
        "Passende hulp.",
        grid(TABLE),
        grid(TABLE),
        "Toelichting\nSpannend jaar.",
    )


@pytest.mark.parametrize("heading", ["", "## "])
def test_several_goals_without_codes(heading: str) -> None:
    page = read("zwolle.begroting-2016.nl/12-inwonersondersteuning.html", programme_12(heading))
    assert goals_of(page) == [
        ("12-inwonersondersteuning-ondersteuning", "Ondersteuning", "Inwoners zijn zelfredzaam."),
        ("12-inwonersondersteuning-werk", "Werk", "Preventie:\nVoorkomen.\nZelfredzaam:\nWerken."),
        ("12-inwonersondersteuning-jeugdhulp", "Jeugdhulp", "Passende hulp."),
    ]
    by_goal = [(section.kind, (section.goal_id or "-").rpartition("-")[2]) for section in page.sections]
    assert by_goal == [
        ("description", ""),
        ("other", ""),
        ("description", "ondersteuning"),
        ("description", "ondersteuning"),
        ("indicators", "ondersteuning"),
        ("other", "ondersteuning"),
        ("description", "werk"),
        ("description", "werk"),
        ("indicators", "werk"),
        ("description", "jeugdhulp"),
        ("indicators", "jeugdhulp"),
        ("other", "jeugdhulp"),
    ]
    assert page.sections[3].heading_path == ("Ondersteuning", EFFECTS)
    assert codes(page) == []


def test_goals_inside_one_table() -> None:
    """jaarverslag-2014 p1696: two titles as rows; p1710: a title above the table, which opens with the label."""
    rows = [["Eerste doel"], [EFFECTS], ["Zin een."], *TABLE, ["Tweede doel"], [EFFECTS], ["Zin twee."], *TABLE]
    page = read("zwolle.jaarverslag-2014.nl/p1696.html", document(grid(rows), breadcrumb=("Volkshuisvesting",)))
    assert goals_of(page) == [
        ("volkshuisvesting-eerste-doel", "Eerste doel", "Zin een."),
        ("volkshuisvesting-tweede-doel", "Tweede doel", "Zin twee."),
    ]
    assert {goal.block_no for goal in page.goals} == {1}
    assert page.sections[0].goal_id is None
    table = grid([[EFFECTS], ["Stabiele orde."], *TABLE])
    built = document(table, "# Stabiele orde", "Doeltabel", table, breadcrumb=("Veiligheid",))
    page = read("zwolle.jaarverslag-2014.nl/p1710.html", built)
    assert goals_of(page) == [
        ("veiligheid-doel-1", None, "Stabiele orde."),
        ("veiligheid-stabiele-orde", "Stabiele orde", "Stabiele orde."),
    ]
    assert [goal.block_no for goal in page.goals] == [1, 4]


def test_goals_without_title_and_programme_are_counted_by_page() -> None:
    page = read("zwolle.jaarverslag-2015.nl/p4074/doelstellingen.html", document(EFFECTS, "Sociale stad", grid(TABLE)))
    assert goals_of(page) == [("p4074-doel-1", None, "Sociale stad")]
    empty = read("zwolle.begroting-2016.nl/p2941/samenvatting-p3.html", document("Proza.", EFFECTS))
    assert (empty.goals, empty.page_kind, empty.programme_code) == ((), "programme", "3")


def test_a_number_before_the_goals_of_an_ambition() -> None:
    built = document("# 2. Ambitie 5.2 Een stad", "## 2.1. Doel 5.2.1 We bouwen", "## 2.2. Doel 5.2.2 We wonen")
    page = read("zwolle.begroting-2018.nl/p10692/ambitie-5-2.html", built)
    assert goals_of(page) == [("5.2.1", None, "We bouwen"), ("5.2.2", None, "We wonen")]


def test_a_page_laid_out_as_a_goal_without_a_code_is_told() -> None:
    built = document("# Tijdelijk verblijf", "## Indicatoren", "## Portefeuillehouder(s)", "A. Bos", "## Activiteiten")
    page = read("zwolle.begroting-2026.nl/p50287/verblijf.html", built)
    assert [code for _, code in codes(page)] == ["GOAL_CODE_MISSING"]


@pytest.mark.parametrize(
    "below",
    [
        (Paragraph("Doelzin: We sporten meer."),),
        (Paragraph("Doelzin: We sporten meer.", "Doelzin:"),),
        (Paragraph("Doelzin\nWe sporten meer.", "Doelzin"),),
        (Heading("Doelzin", 2), Paragraph("We sporten meer.")),
        (Paragraph("Doelzin:"), Paragraph("We sporten meer.")),
        (grid([["Doelzin:", "We sporten meer."], ["Programma", "Sport"]]),),
    ],
)
def test_a_doelzin_that_a_label_names(below: tuple[Block, ...]) -> None:
    page = identify(source(), document("# Doel 1.2.3 Sport", *below, "## Criteria", "Zo."))
    (goal,) = page.goals
    assert (goal.title, goal.statement) == ("Sport", "We sporten meer.")
    assert codes(page) == []
    assert [section.kind for section in page.sections][-1] == "criteria"


def test_the_word_doelzin_in_a_sentence_names_none() -> None:
    page = identify(source(), document("# Doel 1.2.3 Sport", "De doelzin is nieuw: we sporten.", "## Criteria", "Zo."))
    assert page.goals[0].statement is None
    page = identify(source(), document("# Doel 1.2.3 Sport", "## Doelzin", "## Criteria", "Zo."))
    assert page.goals[0].statement is None


STATED = "We maken Zwolle een fietsstad"


@pytest.mark.parametrize(
    "blocks",
    [
        (Item(STATED, 1),),
        ("## Doelstelling", STATED),
        ("## Doelstelling", Item(STATED, 1)),
        (Paragraph(f"Doelstelling: {STATED}", "Doelstelling:"),),
        (f"Doel: {STATED}",),
        (grid([["Doel", STATED], ["Portefeuillehouder", "Gerdien Rots"]]),),
        ("We maken Zwolle", "een fietsstad"),
        ("We maken Zwolle\neen fietsstad",),
    ],
)
def test_a_statement_in_other_places(blocks: tuple[str | Block, ...]) -> None:
    """The doelzin stayed in the description, or was taken with its name."""
    below = ("# Doel 1.2.3 Fietsstad", *blocks, "## Beschrijving", "Fietsen is gezond.")
    assert goals_of(read(f"{JAARSTUKKEN}doel-1-2-3-fietsstad.html", document(*below))) == [
        ("1.2.3", "Fietsstad", STATED)
    ]


def test_a_day_below_the_doelzin_is_no_text_of_the_goal() -> None:
    """A doelzin that does not open with `We` was lost above the day on which a site published the page."""
    for day, statement in (("2 januari 2026", "Inwoners doen mee"), ("2 januari 2026 begint het werk.", None)):
        page = read(
            f"{JAARSTUKKEN}doel-1-2-3-x.html",
            document("# Doel 1.2.3 Zorg", "Inwoners doen mee", day, "## Beschrijving"),
        )
        assert page.goals[0].statement == statement


def test_a_statement_behind_the_title() -> None:
    page = read(f"{JAARSTUKKEN}doel-1-2-3-x.html", document(f"# Doel 1.2.3 Fietsstad - {STATED}", "## Criteria", "a"))
    assert goals_of(page) == [("1.2.3", "Fietsstad", STATED)]


@pytest.mark.parametrize(
    "blocks",
    [
        (Item("We fietsen", 1), Item("We lopen", 1)),
        ("## Doelstelling", "Fietsen is gezond."),
        ("## Doelstelling", "We willen meer.", "Er is nog meer te doen."),
        ("Doel: een fietsstad.",),
    ],
)
def test_what_may_describe_the_goal_is_no_statement(blocks: tuple[str | Block, ...]) -> None:
    page = read(f"{JAARSTUKKEN}doel-1-2-3-x.html", document("# Doel 1.2.3 Fietsstad", *blocks, "Tekst.", "## Criteria"))
    assert page.goals[0].statement is None


@pytest.mark.parametrize(
    "behind", [" (portefeuillehouder: Ed Anker)", " Portefeuillehouder: Ed Anker", " - Wethouder: Ed Anker"]
)
def test_an_alderman_behind_the_title_is_no_part_of_it(behind: str) -> None:
    page = read(
        f"{JAARSTUKKEN}doel-1-2-3-x.html", document(f"# Doel 1.2.3 Fietsstad{behind}", STATED, "## Criteria", "a")
    )
    assert goals_of(page) == [("1.2.3", "Fietsstad", STATED)]
