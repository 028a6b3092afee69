"""The four complete pages, by hand: numbers a person typed from the page, in every form the page exists in.

The forms must give the same rows; the sample corpus holds the same tables under prose of our own in other markups.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest

from pipeline.outcome import PageResult
from pipeline.parse import parse
from raw_pages import RAW, SHARED, source

FORMS = ("text", "html-a", "html-b")
P49571 = "zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-langdurige-en-of-intensieve-ondersteuning"
DOEL_211 = "zwolle.jaarverslag-2021.nl/doel-2-1-1-ondersteuning-in-de-wijk"
P50287 = "zwolle.begroting-2026.nl/p50287/doel-1-3-1-tijdelijk-verblijf-in-een-instelling"
PROGRAMMA_12 = "zwolle.begroting-2016.nl/12-inwonersondersteuning"
COMPLETE = {"p49571": P49571, "doel-2-1-1": DOEL_211, "p50287": P50287, "programma-12": PROGRAMMA_12}
PROVENANCE = {"block_no", "table_no", "row_no", "column_no", "amount_id", "check_id", "cells", "text_amount_id"}


def result(form: str, page: str) -> PageResult:
    folder = RAW if form == "raw" else SHARED / form
    file = folder / (page + (".txt" if form.startswith("text") else ".html"))
    if not file.exists():
        pytest.skip(f"{file} is not here")
    return parse(source(folder, file))


def amounts(of: PageResult) -> dict[tuple[str, str], int]:
    return {(a.stage, a.component): a.amount_eur for a in of.tables["baten_lasten"]}


@pytest.mark.parametrize("form", [*FORMS, "text-pipes", "raw"])
def test_jaarverslag_2024_goal_123(form: str) -> None:
    page = result(form, P49571)
    rows = page.tables["baten_lasten"]
    assert len(rows) == 25
    assert amounts(page)["rekening", "lasten"] == 77_780_000
    assert amounts(page)["verschil", "resultaat"] == 3_368_000
    assert amounts(page)["verschil", "onttrekking_reserves"] == -700_000
    assert {(r.unit, r.unit_evidence, r.fiscal_year, r.goal_id) for r in rows} == {
        (1000, "text_amounts", 2024, "zwolle-jaarstukken-2024/1.2.3")
    }
    assert {c.status for c in page.tables["checks"]} == {"exact"}
    realised = page.tables["activities"]
    assert Counter(a.status for a in realised) == {"realised": 25}
    assert [(theme, count) for theme, count in Counter(a.theme for a in realised).items()] == [
        ("Beter omgaan met uitdagingen in het leven & passende hulp", 6),
        ("Zorg en veiligheid", 7),
        ("Sluitende aanpak personen met verward gedrag", 3),
        ("Langer (zelfstandig) thuis", 4),
        ("Regio", 5),
    ]
    (goal,) = page.tables["goals"]
    assert (goal.goal_code, goal.title) == ("1.2.3", "Langdurige en/of intensieve ondersteuning")
    if form != "text-pipes":  # readability exports have no footer and no breadcrumb
        assert page.page.built_at == datetime.fromisoformat("2025-06-13T13:22:06")
        assert page.page.exported_at == datetime.fromisoformat("2025-06-13T13:13:22")
        assert page.page.domain == "Sociaal domein"


@pytest.mark.parametrize("form", [*FORMS, "text-pipes", "raw"])
def test_jaarverslag_2021_goal_211(form: str) -> None:
    page = result(form, DOEL_211)
    assert len(page.tables["baten_lasten"]) == 25
    assert {a.unit for a in page.tables["baten_lasten"]} == {1}
    assert {a.unit_evidence for a in page.tables["baten_lasten"]} == {"text_amounts"}
    assert amounts(page)["verschil", "resultaat"] == -17_335
    assert amounts(page)["begroting_primitief", "lasten"] == 9_252_750
    criteria = page.tables["criteria"]
    assert len(criteria) == 6
    assert all(c.lead_in and c.lead_in.endswith("zodanig dat:") for c in criteria)
    assert {c.text_origin_year for c in criteria} == {2021}
    (goal,) = page.tables["goals"]
    assert goal.portfolio_holders == ("Dorrit de Jong",)
    assert goal.title == "Ondersteuning in de wijk"


@pytest.mark.parametrize("form", [*FORMS, "text-pipes", "raw"])
def test_begroting_2026_goal_131(form: str) -> None:
    page = result(form, P50287)
    assert len(page.tables["baten_lasten"]) == 6
    assert amounts(page) == {
        ("begroting_primitief", "lasten"): 124_506_000,
        ("begroting_primitief", "baten"): 5_973_000,
        ("begroting_primitief", "saldo"): -118_533_000,
        ("begroting_primitief", "toevoeging_reserves"): 0,
        ("begroting_primitief", "onttrekking_reserves"): 0,
        ("begroting_primitief", "resultaat"): -118_533_000,
    }
    saldo = next(a for a in page.tables["baten_lasten"] if a.component == "saldo")
    assert (saldo.printed_eur, saldo.sign_convention) == (118_533_000, "cost_positive")
    observations = page.tables["indicators"]
    assert len(observations) == 18
    assert len({o.indicator for o in observations}) == 6
    text_target = [o for o in observations if o.value is None]
    assert [(o.value_text, o.direction, o.role, o.year) for o in text_target] == [("lager", "down", "target", 2026)]
    assert {o.unit for o in observations} == {"aantal", "%"}
    assert [d.title for d in page.tables["policy_documents"]] == [
        "Regiovisie IJssel-Vecht beschermd wonen en maatschappelijke ontwikkeling 2023-2032",
        "Beoordelingskader beschermd wonen Regio IJssel-Vecht",
    ]
    assert Counter(a.status for a in page.tables["activities"]) == {"new": 7, "ongoing": 36}


@pytest.mark.parametrize("form", [*FORMS, "text-pipes"])
def test_begroting_2016_programme_12(form: str) -> None:
    page = result(form, PROGRAMMA_12)
    assert [g.title for g in page.tables["goals"]] == [
        "Maatschappelijke ondersteuning",
        "Werk en re-integratie",
        "Jeugdhulp",
    ]
    observations = page.tables["indicators"]
    assert len({(o.goal_id, o.indicator_no) for o in observations}) == 13
    targets = Counter((o.value, o.unit, o.comparator) for o in observations if o.role == "target" and o.value)
    assert targets[475.0, None, "="] == 2
    assert sum(n for (value, _, _), n in targets.items() if value == 150.0) == 2
    assert targets[80.0, "%", ">="] == 1
    assert targets[75.0, "%", ">="] == 1
    assert sum(n for (value, _, comparator), n in targets.items() if (value, comparator) == (10.0, ">=")) == 1
    baselines = {o.value for o in observations if o.role == "baseline"}
    assert {4.4, 2.2, 3385.0, 1299.0, 20.0, 417.0, 497.0, 290.0, 405.0, 416.0, 375.0, 0.0} <= baselines
    assert not {o.value for o in observations} & {2012.0, 2013.0, 2014.0, 2015.0, 2016.0, 11.0}


@pytest.mark.parametrize("page", COMPLETE.values(), ids=COMPLETE)
@pytest.mark.parametrize(
    "table",
    ["goals", "criteria", "activities", "indicators", "baten_lasten", "policy_documents", "text_amounts", "sections"],
)
def test_three_forms_give_the_same_rows(page: str, table: str) -> None:
    forms = {form: [content(row) for row in result(form, page).tables[table]] for form in FORMS}
    assert forms["text"] == forms["html-a"]
    assert forms["html-b"] == forms["html-a"]


@pytest.mark.parametrize("page", COMPLETE.values(), ids=COMPLETE)
def test_pipe_rows_give_the_same_figures(page: str) -> None:
    def figures(of: PageResult) -> tuple[Counter[Any], Counter[Any]]:
        return (
            Counter((a.stage, a.component, a.fiscal_year, a.amount_eur) for a in of.tables["baten_lasten"]),
            Counter((o.role, o.year, o.value, o.comparator) for o in of.tables["indicators"] if o.value is not None),
        )

    assert figures(result("text-pipes", page)) == figures(result("html-a", page))


def content(row: object) -> dict[str, Any]:
    """The row without the columns that say where it stood."""
    return {name: value for name, value in asdict(row).items() if name not in PROVENANCE}  # type: ignore[call-overload]
