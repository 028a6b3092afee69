"""Invented pages of every family in markup no sample has; what must come out was typed by hand from the page.

The pages are in unseen_pages/ as a mirrored site lies on disk.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.outcome import PageResult
from pipeline.parse import parse
from raw_pages import source
from unseen_indicators import INDICATORS

PAGES = Path(__file__).parent / "unseen_pages"
FILES = {file.parent.name if file.parent.name[0] == "p" else file.stem: file for file in PAGES.rglob("p*/*.*")}
FILES |= {file.stem: file for file in PAGES.glob("*/p*.html")}


@cache
def page(name: str) -> PageResult:
    return parse(source(PAGES, FILES[name]))


# page, code, title, statement, description, portfolio holders
GOALS = [
    (
        "p21355",
        "5.2.2",
        None,
        "We versterken de binnenstad als ontmoetingsplek",
        "De binnenstad is het hart.\nWij investeren in verblijf.",
        ("René de Heer", "Ed Anker"),
    ),
    ("p21367", "5.2.2", None, "We versterken de binnenstad als ontmoetingsplek", None, None),
    (
        "p33729",
        "6.2.2",
        None,
        "We zorgen voor voldoende sociale huurwoningen in de stad",
        "De vraag is groot.",
        ("Ed Anker", "Michiel van Willigen"),
    ),
    (
        "p41252",
        "7.2.1",
        "Groen in de wijk",
        "We zorgen voor een groene leefomgeving voor alle inwoners",
        "Groen is belangrijk.",
        ("Dorrit de Jong", "Gerdien Rots", "William Dogger"),
    ),
    (
        "p41122",
        "3.1.1",
        "Opvang van kwetsbare inwoners",
        "We bieden kwetsbare inwoners een veilige plek",
        "Tekst van de beschrijving.",
        ("Michiel van Willigen",),
    ),
    ("p32794", "2.2.1", None, None, "We willen meedoen mogelijk maken.", ("Klaas Sloots",)),
    (
        "p48001",
        "5.1.1",
        "Bruisende binnenstad",
        "We houden de binnenstad levendig en toegankelijk",
        "De stad bruist.",
        ("Paul Guldemond", "Gerdien Rots"),
    ),
    (
        "p43999",
        "7.1.1",
        "Vitale wijken",
        "We werken aan wijken waar het prettig wonen is",
        "Tekst.",
        ("Dorrit de Jong",),
    ),
    (
        "p50300",
        "4.2",
        "Energie",
        "We zorgen voor een betaalbare en schone energievoorziening",
        "Energie.",
        ("Arjan Spaans",),
    ),
    ("p10704", "6.5.1", None, None, "Ruimte is schaars.\nWe kiezen.", None),
    (
        "p44001",
        "5.2.1",
        "Ondernemen",
        "We versterken het ondernemersklimaat",
        "Ondernemers zijn belangrijk.",
        ("Paul Guldemond", "Gerdien Rots"),
    ),
    (
        "p39901",
        "6.4.1",
        "Energie",
        "We werken toe naar energieneutraal Zwolle",
        "Energie is schaars.",
        ("Monique Schuttenbeld",),
    ),
    ("p39902", "6.4.2", "Afval", "We verminderen het restafval in de stad", "Afval is grondstof.", ("Arjan Spaans",)),
    ("p41200", "7.3.1", "Veilig Zwolle", "We houden Zwolle veilig voor iedereen", "Cafés – “veilig” € 50.000.", None),
    (
        "p42400",
        "6.2.3",
        "Betaalbaar wonen",
        "We houden wonen betaalbaar voor iedereen",
        "Wonen is duur.",
        ("Ed Anker",),
    ),
    ("p28800", "7.2.3", None, "We houden de stad schoon", "Schoon is fijn.\nTweede alinea.", ("William Dogger",)),
    ("p50400", "6.4.2", "Een goede organisatie", "We zijn een aantrekkelijke werkgever", "HR.", None),
    (
        "p39905",
        "3.2.1",
        "Veilige opvang",
        "We bieden opvang aan wie dat nodig heeft",
        "Opvang is nodig.",
        ("Dorrit de Jong", "Klaas Sloots"),
    ),
    (
        "p48010",
        "5.3.1",
        "Vastgoed",
        "We beheren ons vastgoed duurzaam",
        "Vastgoed is er voor de stad.",
        ("Gerdien Rots",),
    ),
    (
        "p39906",
        "1.2.1",
        "Gezond opgroeien",
        "We zorgen dat kinderen gezond opgroeien",
        "Gezondheid telt.",
        ("Klaas Sloots", "Dorrit de Jong"),
    ),
]


@pytest.mark.parametrize("expected", GOALS, ids=[row[0] for row in GOALS])
def test_goal(expected: tuple[object, ...]) -> None:
    (goal,) = page(str(expected[0])).tables["goals"]
    found = (goal.goal_code, goal.title, goal.statement, goal.description, goal.portfolio_holders)
    assert found == expected[1:]


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_the_site_is_taken_for_the_report(name: str) -> None:
    result = page(name)
    assert not {"SECTION_UNKNOWN", "INTERNAL", "UNKNOWN_TEMPLATE"} & {f.code for f in result.findings}
    printed = "\n".join(section.text for section in result.tables["sections"])
    for furniture in (
        "Deel dit",
        "Facebook",
        "Gerelateerd",
        "Contact",
        "14 038",
        "Zoeken",
        "Onderwerp nummer",
        "Domeinen",
    ):
        assert furniture not in printed


# page: (level, group, text) of each criterion
CRITERIA = {
    "p33729": [
        (1, "Aanbod", "30% van de nieuwbouw sociaal is"),
        (2, "Aanbod", "in de stad"),
        (1, "Verdeling", "wachttijden dalen"),
    ],
    "p41252": [
        (1, None, "Elke wijk heeft een park."),
        (1, None, "Bomen worden vervangen:"),
        (2, None, "binnen een jaar"),
        (2, None, "door inheemse soorten"),
    ],
    "p41122": [(1, "Veiligheid", "Er is altijd plek"), (1, "Doorstroom", "Na een jaar is er een woning")],
    "p10704": [(1, None, "500 woningen zijn;"), (1, None, "minder klachten zijn.")],
    "p39902": [(1, None, "30 kg per inwoner"), (1, None, "minder zwerfafval")],
    "p42400": [(1, None, "Er zijn betaalbare woningen."), (1, None, "Wachttijden dalen.")],
    "p28800": [(1, None, "80% tevreden is"), (1, None, "minder meldingen")],
    "p39905": [(1, None, "er altijd plek is"), (2, None, "ook in de winter"), (1, None, "doorstroom lukt")],
}


@pytest.mark.parametrize("name", CRITERIA)
def test_criteria(name: str) -> None:
    assert [(c.level, c.group, c.text) for c in page(name).tables["criteria"]] == CRITERIA[name]


# page: (status, theme, level, text) of each activity
ACTIVITIES = {
    "p21367": [
        ("planned", "Openbare ruimte", 1, "Rodetorenplein inrichten"),
        ("planned", "Evenementen", 1, "We organiseren vier evenementen."),
    ],
    "p33729": [
        ("planned", "Sterke groeistad", 1, "Actualiseren van de woonvisie"),
        ("planned", "Sterke groeistad", 1, "Monitor bouwen"),
    ],
    "p48001": [
        ("ongoing", "Horeca", 1, "Gesprekken met ondernemers"),
        ("ongoing", "Markten", 1, "Verplaatsen weekmarkt"),
        ("ongoing", "Markten", 1, "Kerstmarkt"),
        ("stopping", None, 1, "Subsidie voor sfeerverlichting"),
    ],
    "p43999": [("ongoing", "Leefbaarheid", 1, "Wijkteams"), ("stopping", "Subsidies", 1, "Buurtfeesten")],
    "p50300": [("new", "Warmte", 1, "Warmtenet Holtenbroek")],
    "p44001": [("new", "Starters", 1, "Startersloket")],
    "p50400": [],
    "p48010": [
        ("ongoing", "Onderhoud", 1, "Meerjarenonderhoud uitvoeren"),
        ("ongoing", "Onderhoud", 1, "Verkoop van panden"),
    ],  # the stamp is glued to it
    "p3050": [
        ("planned", None, 1, "Groene golf"),
        ("planned", None, 2, "IJsselallee"),
        ("planned", None, 1, "Ring"),
        ("planned", None, 1, "Verkeerseducatie"),
    ],
    "p3060": [("planned", None, 1, "Leerplicht"), ("planned", None, 2, "Spreekuren")],
    "p4200": [],
}


@pytest.mark.parametrize("name", ACTIVITIES)
def test_activities(name: str) -> None:
    assert [(a.status, a.theme, a.level, a.text) for a in page(name).tables["activities"]] == ACTIVITIES[name]


@pytest.mark.parametrize("name", INDICATORS)
def test_indicators(name: str) -> None:
    found = page(name).tables["indicators"]
    assert [
        (o.indicator, o.unit, o.role, o.year, o.value, o.comparator or o.missing_reason) for o in found
    ] == INDICATORS[name]


# page: (title, established, year, url)
DOCUMENTS = {
    "p21355": [
        ("Ontwikkelprogramma Binnenstad (2017)", None, 2017, "https://www.zwolle.nl/binnenstad.pdf"),
        ("Detailhandelsvisie, vastgesteld 12 maart 2018", "12 maart 2018", 2018, None),
    ],
    "p33729": [("Woonvisie 2017-2027", None, None, None), ("Prestatieafspraken 2021-2022 (2021)", None, 2021, None)],
    "p48001": [
        ("Economische visie 2040, vastgesteld op 3 juli 2023", "3 juli 2023", 2023, "https://zwolle.nl/visie.pdf"),
        ("Horecabeleid (2019)", None, 2019, None),
    ],
    "p28800": [("Nota A (2018)", None, 2018, "https://z.nl/a"), ("Nota B (2020)", None, 2020, "https://z.nl/b")],
    "p50400": [("HR-visie", "12-05-2023", 2023, "https://z.nl/hr.pdf")],
    "p39905": [("Opvangvisie (2019)", None, 2019, None)],
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_policy_documents(name: str) -> None:
    found = page(name).tables["policy_documents"]
    assert [(d.title, d.established, d.year, d.url) for d in found] == DOCUMENTS[name]


@pytest.mark.parametrize(
    ("name", "goals"),
    [
        (
            "p3050",
            [
                ("Goede doorstroming", "We willen dat het verkeer doorstroomt."),
                ("Veilig verkeer", "Minder ongevallen."),
            ],
        ),
        ("p4200", [("Schone stad", "De stad is schoon."), ("Veilige stad", "De stad is veilig\nen leefbaar")]),
        ("p1720", [("Betaalbaar wonen", "Voldoende woningen.")]),
        ("p3060", [("Goed onderwijs", "Kinderen krijgen goed onderwijs.")]),
        ("p6955", [(None, "We zorgen voor ruimte."), (None, "We bieden plek.")]),
        ("p10703", [(None, "We zorgen voor ruimte"), (None, "We bieden plek")]),
        ("p60002", []),
        ("p32795", []),
    ],
)
def test_goals_without_a_page_of_their_own(name: str, goals: list[tuple[str | None, str]]) -> None:
    assert [(goal.title, goal.statement) for goal in page(name).tables["goals"]] == goals


def test_place_money_and_deviation() -> None:
    assert {page(name).page.domain for name in ("p33729", "p41252", "p42400")} == {"Fysiek Domein"}
    assert {page(name).page.domain for name in ("p41122", "p32794", "p39905", "p39906")} == {"Sociaal domein"}
    assert page("p60002").page.programme_code == "17A"
    assert str(page("p21355").page.built_at) == "2022-07-25 14:20:16"  # the footer is furniture, its stamp is not
    money = {(a.component, a.amount_eur) for a in page("p48001").tables["baten_lasten"]}
    assert {("lasten", 2_000_000), ("saldo", -1_500_000), ("resultaat", -1_400_000)} <= money
    (deviation,) = page("p41252").tables["deviations"]
    assert (deviation.kind, deviation.amount_eur) == ("aanvullende_uitgave", -125_000)
