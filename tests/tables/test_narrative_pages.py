"""The narrative tables on real pages, in every form they exist in. Numbers were typed from the pages."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache

import pytest

from pipeline import page as pages
from pipeline import readers
from pipeline.model import Page, Source
from pipeline.tables import activities, criteria, deviations, goals, policy_documents, text_amounts
from raw_pages import SHARED

FORMS = ("text", "html-a", "html-b", "text-pipes")
LONG = "zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-langdurige-en-of-intensieve-ondersteuning"
STAY = "zwolle.begroting-2026.nl/p50287/doel-1-3-1-tijdelijk-verblijf-in-een-instelling"
QUARTER = "zwolle.jaarverslag-2021.nl/doel-2-1-1-ondersteuning-in-de-wijk"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/pages is missing")


@cache
def load(form: str, stem: str) -> Page:
    path = SHARED / form / f"{stem}.{'html' if form.startswith('html') else 'txt'}"
    if not path.exists():
        pytest.skip(f"{stem} does not exist as {form}")
    content = path.read_bytes()
    media = "html" if form.startswith("html") else "text"
    source = Source(path.relative_to(SHARED / form).as_posix(), content, hashlib.sha256(content).hexdigest(), media)
    return pages.identify(source, readers.read(source))


@pytest.mark.parametrize("form", FORMS)
def test_realised_activities_of_2024(form):
    rows = activities.read(load(form, LONG)).rows
    assert Counter(r.theme for r in rows) == {
        "Beter omgaan met uitdagingen in het leven & passende hulp": 6,
        "Zorg en veiligheid": 7,
        "Sluitende aanpak personen met verward gedrag": 3,
        "Langer (zelfstandig) thuis": 4,
        "Regio": 5,
    }
    assert {r.status for r in rows} == {"realised"}


@pytest.mark.parametrize("form", FORMS)
def test_activities_of_2026(form):
    rows = activities.read(load(form, STAY)).rows
    assert Counter(r.status for r in rows) == {"new": 7, "ongoing": 36}
    path = "Duurzaam herstel na tijdelijke ondersteuning in een verblijf"
    assert Counter((r.status, r.theme, r.subtheme) for r in rows) == {
        ("new", "Cirkel van geweld doorbreken", None): 2,
        ("new", path, "Beschermd wonen"): 1,
        ("new", path, "Maatschappelijke opvang"): 4,
        ("ongoing", "Cirkel van geweld doorbreken", None): 7,
        ("ongoing", path, "Jeugd"): 4,
        ("ongoing", path, "Beschermd wonen"): 11,
        ("ongoing", path, "Maatschappelijke opvang"): 14,
    }


@pytest.mark.parametrize("form", FORMS[:3])
def test_activities_of_2021(form):
    rows = activities.read(load(form, QUARTER)).rows
    assert Counter(r.status for r in rows) == {"planned": 12, "realised": 15}
    assert not any(r.text.startswith("Scheidingsproblematiek") and r.status == "planned" for r in rows)
    assert [r.text_origin_year for r in rows[:12]] == [2021] * 12


@pytest.mark.parametrize("form", FORMS)
def test_amounts_of_2024(form):
    amounts = text_amounts.find_text_amounts(load(form, LONG))
    assert len(amounts) == 20
    found = {a.amount_eur: a for a in amounts}
    assert len(found) == 18  # 836.000 stands there three times
    assert {
        euros: (found[euros].effect, found[euros].component) for euros in (3368000, 3887000, 285000, 104000, 700000)
    } == {
        3368000: ("favourable", "resultaat"),
        3887000: ("favourable", "lasten"),
        285000: ("favourable", "baten"),
        104000: ("unfavourable", "toevoeging_reserves"),
        700000: ("unfavourable", "onttrekking_reserves"),
    }
    assert found[249000].topic == "Leerlingenvervoer"
    assert found[31000000].approximate


@pytest.mark.parametrize("form", FORMS)
def test_amounts_of_2021(form):
    found = text_amounts.find_text_amounts(load(form, QUARTER))[:4]
    assert [(a.amount_eur, a.effect, a.component) for a in found] == [
        (171100, "favourable", "lasten"),
        (161875, "unfavourable", "toevoeging_reserves"),
        (26560, "unfavourable", "onttrekking_reserves"),
        (17335, "unfavourable", "resultaat"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_goal_and_policy_documents_of_2026(form):
    (goal,) = goals.read(load(form, STAY)).rows
    assert (goal.goal_code, goal.title) == ("1.3.1", "Tijdelijk verblijf in een instelling")
    assert goal.portfolio_holders == ("Dorrit de Jong",)
    assert goal.description is not None
    assert goal.description.startswith("Inwoners die dak- of thuisloos zijn")
    documents = policy_documents.read(load(form, STAY)).rows
    assert [(d.title.split()[0], d.established, d.description is not None) for d in documents] == [
        ("Regiovisie", None, True),
        ("Beoordelingskader", None, True),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_criteria_of_2021(form):
    rows = criteria.read(load(form, QUARTER)).rows
    assert len(rows) == 6
    assert {r.lead_in.endswith("zodanig dat:") for r in rows} == {True}


BERAPS = {
    "zwolle2017.2ebeleidsrapportage.nl/p12201/doel-7-1-2": [("meevaller", 74000), ("meevaller", 118000)],
    "zwolle2017.2ebeleidsrapportage.nl/p12211/doel-9-3-2": [],
    "zwolle2018.2ebeleidsrapportage.nl/p16559/afwijkingen": [("budgetneutraal", 0), ("aanvullende_inkomst", 460000)],
    "zwolle2021.2ebeleidsrapportage.nl/p36191/doel-7-2-2-fysieke-veiligheid": [("aanvullende_inkomst", 290000)],
    "zwolle2022.2ebeleidsrapportage.nl/p41251/doel-7-2-2-fysieke-veiligheid": [("aanvullende_inkomst", 712832)],
    "zwolle2019.1ebeleidsrapportage.nl/p20871/periodieke-wijziging-2019-1": [],
}


@pytest.mark.parametrize("form", FORMS[:3])
@pytest.mark.parametrize(("stem", "expected"), BERAPS.items())
def test_deviations(form, stem, expected):
    rows = deviations.read(load(form, stem)).rows
    assert [(r.kind, r.amount_eur) for r in rows] == expected
