"""Several goals told in full on the page of their programme."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

HEAD = "<tr><th></th><th>Lasten</th><th>Baten</th><th>Saldo</th></tr>"


def money(goal: str, lasten: str, baten: str, saldo: str) -> str:
    cells = "".join(f"<td>{cell}</td>" for cell in (goal, lasten, baten, saldo))
    return f"<h3>Overzicht baten en lasten</h3><table><caption>(x €1.000)</caption>{HEAD}<tr>{cells}</tr></table>"


VASTGOED = (
    "<h2>Doel 5.3.1 Vastgoed</h2><p>We beheren ons vastgoed goed</p><h3>Activiteiten</h3><ul><li>Onderhoud</li></ul>"
    "<h3>Portefeuillehouder(s)</h3><p>Gerdien Rots</p>" + money("Doel 5.3.1 Vastgoed", "5.100", "2.100", "3.000")
)
SCHOLEN = (
    "<h2>Doel 5.3.2 Scholen</h2><p>We bouwen scholen</p><h3>Activiteiten</h3><ul><li>Nieuwbouw</li></ul>"
    "<h3>Portefeuillehouder(s)</h3><p>Klaas Sloots</p>" + money("Doel 5.3.2 Scholen", "4.000", "1.000", "3.000")
)


def read(body: str, slug: str = "5-vastgoed") -> PageResult:
    page = f"<html><body><h1>5. Vastgoed en scholen</h1>{body}</body></html>".encode()
    path = f"zwolle.begroting-2027.nl/p60020/{slug}.html"
    return parse(Source(path, page, hashlib.sha256(page).hexdigest(), "html"))


@pytest.mark.parametrize("bold", [False, True])
def test_each_goal_has_its_own_parts(bold: bool) -> None:
    body = VASTGOED + SCHOLEN
    if bold:
        body = body.replace("<h2>", "<p><b>").replace("</h2>", "</b></p>")
        body = body.replace("<h3>", "<p><b>").replace("</h3>", "</b></p>")
    result = read(body)
    assert [(g.goal_code, g.title, g.statement, g.portfolio_holders) for g in result.tables["goals"]] == [
        ("5.3.1", "Vastgoed", "We beheren ons vastgoed goed", ("Gerdien Rots",)),
        ("5.3.2", "Scholen", "We bouwen scholen", ("Klaas Sloots",)),
    ]
    assert [(a.goal_id[-5:], a.text) for a in result.tables["activities"]] == [
        ("5.3.1", "Onderhoud"),
        ("5.3.2", "Nieuwbouw"),
    ]
    lasten = [(a.goal_id[-5:], a.amount_eur) for a in result.tables["baten_lasten"] if a.component == "lasten"]
    assert lasten == [("5.3.1", 5_100_000), ("5.3.2", 4_000_000)]
    assert result.page.programme == "Vastgoed en scholen"


def test_goals_that_are_only_listed_are_no_parts() -> None:
    listed = "<h2>Doelen</h2><p>Doel 5.3.1 We beheren ons vastgoed</p><p>Doel 5.3.2 We bouwen scholen</p>"
    result = read(f"<p>Er zijn twee doelen.</p>{listed}<h2>Portefeuillehouder(s)</h2><p>Gerdien Rots</p>")
    assert [(g.goal_code, g.title, g.statement) for g in result.tables["goals"]] == [
        ("5.3.1", None, "We beheren ons vastgoed"),
        ("5.3.2", None, "We bouwen scholen"),
    ]


def test_the_page_of_a_goal_stays_one() -> None:
    result = read(VASTGOED, "doel-5-3-1-vastgoed")
    assert [g.goal_code for g in result.tables["goals"]] == ["5.3.1"]
    assert result.page.goal_code == "5.3.1"


OTHER = (
    VASTGOED.replace("5.3.1 Vastgoed", "5.3.3 Parkeren")
    .replace("vastgoed goed", "parkeren")
    .replace("Onderhoud", "Borden")
)
THEMES = "<h3>Doel 5.3.2 Scholen</h3><ul><li>Nieuwbouw</li></ul><h3>Doel 5.3.3 Parkeren</h3><ul><li>Borden</li></ul>"


def goals_of(result: PageResult, table: str = "activities") -> list[tuple[str, str]]:
    return [(row.goal_id[-5:], row.text) for row in result.tables[table]]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("first", [True, False])
def test_another_goal_on_the_page_of_a_goal_has_its_own_parts(bold: bool, first: bool) -> None:
    body = VASTGOED + OTHER if first else OTHER + VASTGOED
    if bold:
        body = body.replace("<h2>", "<p><b>").replace("</h2>", "</b></p>")
        body = body.replace("<h3>", "<p><b>").replace("</h3>", "</b></p>")
    result = read(body, "doel-5-3-1-vastgoed")
    assert {(g.goal_code, g.title, g.statement) for g in result.tables["goals"]} == {
        ("5.3.1", "Vastgoed", "We beheren ons vastgoed goed"),
        ("5.3.3", "Parkeren", "We beheren ons parkeren"),
    }
    assert sorted(goals_of(result)) == [("5.3.1", "Onderhoud"), ("5.3.3", "Borden")]
    assert {a.goal_id[-5:] for a in result.tables["baten_lasten"]} == {"5.3.1", "5.3.3"}
    assert result.page.goal_code == "5.3.1"
    assert not {f.code for f in result.findings} & {"CODE_CONFLICT", "SECTION_UNKNOWN"}


@pytest.mark.parametrize("below", ["<h2>Criteria</h2><ul><li>Het is veilig</li></ul>", "<h3>Lopende activiteiten</h3>"])
def test_themes_that_name_goals_are_no_goals(below: str) -> None:
    result = read(f"<h2>Doel 5.3.1 Vastgoed</h2><h2>Activiteiten</h2>{THEMES}{below}", "doel-5-3-1-vastgoed")
    assert [goal for goal, _ in goals_of(result)] == ["5.3.1", "5.3.1"]
    assert [g.goal_code for g in result.tables["goals"]] == ["5.3.1"]


def test_a_theme_below_its_part_is_no_goal_where_another_part_opens_again() -> None:
    body = f"<h2>Doel 5.3.1 Vastgoed</h2><h2>Activiteiten</h2>{THEMES}<h2>Activiteiten</h2><ul><li>Dak</li></ul>"
    assert {goal for goal, _ in goals_of(read(body, "doel-5-3-1-vastgoed"))} == {"5.3.1"}
