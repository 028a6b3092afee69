"""Pages that only make sense beside each other: copies, older versions, sub-pages, listings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from pipeline.assemble import assemble
from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

HOST = "zwolle.begroting-2020.nl"
Make = Callable[..., PageResult]


@pytest.fixture
def page() -> Make:
    def made(path: str, body: str, stamp: str = "") -> PageResult:
        footer = f"<p>Deze pagina is gebouwd op {stamp} met de export van {stamp}</p>" if stamp else ""
        content = f"<html><head><title>x</title></head><body>{body}{footer}</body></html>".encode()
        return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))

    return made


DESCRIPTION = (
    "<h1>Doel 5.2.2 We versterken onze positie</h1><h2>Beschrijving doel</h2><p>Zwolle is rijk aan erfgoed.</p>"
    "<h2>Criteria</h2><p>We versterken, zodanig dat:</p><ul><li>Erfgoed trekt.</li><li>Erfgoed blijft.</li></ul>"
)
ACTIVITIES = "<h1>Doel 5.2.2 We versterken onze positie</h1><h2>Activiteiten</h2><ul><li>We onderzoeken.</li></ul>"


def test_sub_pages_of_one_goal_give_one_row(page: Make) -> None:
    results, publications = assemble(
        [page(f"{HOST}/p2/activiteiten.html", ACTIVITIES), page(f"{HOST}/p1/beschrijving.html", DESCRIPTION)]
    )
    goals = [g for r in results for g in r.tables["goals"]]
    assert [(g.goal_id, g.description) for g in goals] == [
        ("zwolle-begroting-2020/5.2.2", "Zwolle is rijk aan erfgoed.")
    ]
    assert sum(len(r.tables["criteria"]) for r in results) == 2
    assert sum(len(r.tables["activities"]) for r in results) == 1
    assert [(p.pages, p.host) for p in publications] == [(2, HOST)]


def test_keys_of_sub_pages_run_on(page: Make) -> None:
    more = ACTIVITIES.replace("We onderzoeken.", "We bouwen.</li><li>We kijken.<ul><li>Ver.</li></ul>")
    results, _ = assemble(
        [page(f"{HOST}/p1/activiteiten.html", ACTIVITIES), page(f"{HOST}/p2/activiteiten.html", more)]
    )
    rows = [a for r in results for a in r.tables["activities"]]
    assert [a.activity_id.rpartition("/")[2] for a in rows] == ["a001", "a002", "a003", "a004"]
    assert [a.seq for a in rows] == [1, 2, 3, 4]
    assert rows[3].parent_id == rows[2].activity_id


def test_one_code_for_two_goals_keeps_both(page: Make) -> None:
    other = DESCRIPTION.replace("We versterken onze positie", "Wij doen iets anders").replace("rijk aan", "arm aan")
    results, _ = assemble(
        [page(f"{HOST}/p1/beschrijving.html", DESCRIPTION), page(f"{HOST}/p2/beschrijving.html", other)]
    )
    goals = {g.goal_id: g.statement for r in results for g in r.tables["goals"]}
    assert goals == {
        "zwolle-begroting-2020/5.2.2": "We versterken onze positie",
        "zwolle-begroting-2020/5.2.2@p2": "Wij doen iets anders",
    }
    assert {c.goal_id for c in results[1].tables["criteria"]} == {"zwolle-begroting-2020/5.2.2@p2"}
    (finding,) = [f for f in results[1].findings if f.code == "GOAL_DUPLICATE"]
    assert finding.severity == "error"
    assert "Wij doen iets anders" in finding.found


def test_two_pages_of_one_goal_with_other_amounts_keep_both(page: Make) -> None:
    table = (
        "<h2>Overzicht baten en lasten</h2><p>(x € 1.000)</p><table><tr><th></th><th>Lasten</th><th>Baten</th>"
        "<th>Saldo</th></tr><tr><td>Doel 5.2.2 Positie</td><td>{}</td><td>200</td><td>1.400</td></tr></table>"
    )

    def made(*lasten: str) -> tuple[set[str], list[str]]:
        pages = [page(f"{HOST}/p{n}/doel-5-2-2.html", DESCRIPTION + table.format(x)) for n, x in enumerate(lasten)]
        results, _ = assemble(pages)
        amounts = {row.goal_id.rpartition("/")[2] for r in results for row in r.tables["baten_lasten"]}
        return amounts, [f.code for r in results for f in r.findings if f.code == "GOAL_DUPLICATE"]

    assert made("1.600", "1.601") == ({"5.2.2", "5.2.2@p1"}, ["GOAL_DUPLICATE"])
    assert made("1.600", "1.600") == ({"5.2.2"}, [])


def test_a_listing_names_goals_and_their_pages_fill_them(page: Make) -> None:
    listing = page(
        "zwolle.begroting-2018.nl/p1/ambitie-5-2.html",
        "<p>Veel te doen.</p><h2>Doelstellingen</h2><p>Doel 5.2.1 We versterken de stad Doel 5.2.2We bewaren</p>",
    )
    text = "<p>Erfgoed telt.</p><h2>Criteria</h2><ul><li>A</li></ul>"
    own = page("zwolle.begroting-2018.nl/p2/doel-5-2-2.html", text)
    results, _ = assemble([listing, own])
    goals = {g.goal_code: g for r in results for g in r.tables["goals"]}
    assert goals["5.2.1"].statement == "We versterken de stad"
    assert (goals["5.2.2"].statement, goals["5.2.2"].description) == ("We bewaren", "Erfgoed telt.")
    home = next(r for r in results if goals["5.2.2"] in r.tables["goals"])
    assert home.page_id == "zwolle-begroting-2018/p2"


def test_a_goal_has_the_name_of_its_programme_from_its_page(page: Make) -> None:
    table = (
        "<table><tr><td>x € 1.000<td>Lasten<td>Baten<td>Saldo<tr><td>Doel 5.2.3 Musea<td>9<td>1<td>-8"
        "<tr><td>Doel 5.2.4 Podia<td>9<td>1<td>-8</table>"
    )
    programme = page(f"{HOST}/p3/5-economie.html", f"<h1>Programma 5. Economie en cultuur</h1><p>Zin.</p>{table}")
    results, _ = assemble([page(f"{HOST}/p1/beschrijving.html", DESCRIPTION), programme])
    goals = {g.goal_code: (g.programme_code, g.programme) for r in results for g in r.tables["goals"]}
    assert goals == dict.fromkeys(("5.2.2", "5.2.3", "5.2.4"), ("5", "Economie en cultuur"))
    other = page(f"{HOST}/p4/5-cultuur.html", "<h1>Programma 5. Cultuur</h1><p>Zin.</p>")
    results, _ = assemble([page(f"{HOST}/p1/beschrijving.html", DESCRIPTION), programme, other])
    assert [g.programme for g in results[0].tables["goals"]] == [None]


def test_the_same_bytes_twice_are_one_page_with_an_alias(page: Make) -> None:
    good = page(f"{HOST}/p1/beschrijving.html", DESCRIPTION)
    results, _ = assemble([good, page(f"{HOST}/kopie/p1/beschrijving.html", DESCRIPTION)])
    assert [r.page.aliases for r in results] == [(f"{HOST}/p1/beschrijving.html",)] or [
        r.page.aliases for r in results
    ] == [(f"{HOST}/kopie/p1/beschrijving.html",)]
    assert not [f for r in results for f in r.findings if f.code in ("DUPLICATE_PAGE", "OLDER_BUILD")]


def test_years_of_heads_are_no_number_cells(page: Make) -> None:
    table = "<table><tr><td>Lijst<td>2019<td>2020<tr><td>Bomen<td>1.200<td>2020</table>"
    _, (publication,) = assemble([page(f"{HOST}/p1/lijst.html", f"<h1>Lijst</h1>{table}")])
    assert (publication.number_cells, publication.number_cells_typed) == (1, 0)


def test_the_newer_build_stays_in_force(page: Make) -> None:
    old = page(f"{HOST}/p1/oud.html", DESCRIPTION, "03/13/2020 10:00:00")
    new = page(f"{HOST}/p1/nieuw.html", DESCRIPTION.replace("rijk", "schatrijk"), "04/14/2020 10:00:00")
    results, _ = assemble([new, old])
    assert [r.page.source_path for r in results] == [f"{HOST}/p1/nieuw.html"]
    (finding,) = [f for f in results[0].findings if f.code == "OLDER_BUILD"]
    assert "oud.html" in finding.found
    assert results[0].page.aliases == (f"{HOST}/p1/oud.html",)


@pytest.mark.parametrize("first", [f"{HOST}/een.html", f"{HOST}/p1/beschrijving.html"])
def test_a_page_without_number_is_known_by_its_title_and_headings(page: Make, first: str) -> None:
    whole = DESCRIPTION + "<h2>Portefeuillehouder(s)</h2><p>Monique Schuttenbeld</p>"
    old = page(first, whole, "03/13/2020 10:00:00")
    new = page(f"{HOST}/export (1).html", whole.replace("blijft", "groeit"), "04/14/2020 10:00:00")
    results, _ = assemble([old, new])
    assert [r.page.source_path for r in results] == [f"{HOST}/export (1).html"]
    assert [f.code for f in results[0].findings if f.code in ("DUPLICATE_PAGE", "OLDER_BUILD")] == ["OLDER_BUILD"]
    assert [c.text for c in results[0].tables["criteria"]] == ["Erfgoed trekt.", "Erfgoed groeit."]
    other = page(f"{HOST}/drie.html", whole.replace("rijk", "arm"), "05/14/2020 10:00:00")
    told = [f.code for r in assemble([old, other])[0] for f in r.findings]
    assert "GOAL_DUPLICATE" in told
    assert "OLDER_BUILD" not in told


def test_three_versions_give_two_findings(page: Make) -> None:
    versions = [page(f"{HOST}/p1/v{n}.html", DESCRIPTION.replace("rijk", f"rijk{n}")) for n in range(3)]
    results, _ = assemble(versions)
    assert len([f for f in results[0].findings if f.code == "DUPLICATE_PAGE"]) == 2
    assert len(results[0].page.aliases) == 2


def test_a_goal_that_two_numbers_print_word_for_word_counts_once(page: Make) -> None:
    table = "<h2>Baten en lasten (x € 1.000)</h2><table><tr><td><td>Lasten<td>Baten<td>Saldo{}</table>"
    body = DESCRIPTION + table.format("<tr><td>Doel 5.2.2 Erfgoed<td>80<td>20<td>60")
    old, new = page(f"{HOST}/p1/doel-5-2-2.html", body), page(f"{HOST}/p9/doel-5-2-2.html", body + "<a href=/p8/x></a>")
    assert len(old.tables["baten_lasten"]) == 3
    results, _ = assemble([old, new])
    assert [(r.page_id, len(r.tables["baten_lasten"])) for r in results] == [("zwolle-begroting-2020/p9", 3)]
    assert [f.message for f in results[0].findings if f.code == "DUPLICATE_PAGE"] == [
        "Two pages print the same word for word; one stays in force, or its amounts would count twice."
    ]
    other = page(f"{HOST}/p9/doel-5-2-2.html", body.replace("<td>20<td>60", "<td>10<td>70"))
    assert len(assemble([old, other])[0]) == 2


def told(code: str, title: str) -> str:
    lists = (
        f"<h2>Criteria</h2><ul><li>{title} is goed.</li></ul><h2>Activiteiten</h2><ul><li>We doen {title}.</li></ul>"
    )
    lists += (
        "<h2>Overzicht baten en lasten</h2><p>(x € 1.000)</p><table><tr><th></th><th>Lasten</th><th>Baten</th>"
        f"<th>Saldo</th></tr><tr><td>Doel {code} {title}</td><td>500</td><td>200</td><td>300</td></tr></table>"
    )
    return f"<h1>Doel {code} {title}</h1><p>We zorgen voor {title}</p><h2>Beschrijving</h2><p>Over {title}.</p>{lists}"


@pytest.mark.parametrize("first", ["doel-5-2-2-erfgoed", "doel-5-2-1-sport"])
def test_a_goal_that_another_page_tells_too_counts_once(page: Make, first: str) -> None:
    sport, erfgoed = told("5.2.1", "sport"), told("5.2.2", "erfgoed")
    bodies = {"doel-5-2-2-erfgoed": erfgoed, "doel-5-2-1-sport": sport + erfgoed}
    pages = [page(f"{HOST}/p{1 + (slug != first)}/{slug}.html", body) for slug, body in bodies.items()]
    results, _ = assemble(pages)
    rows = [row for r in results for table in ("criteria", "activities") for row in r.tables[table]]
    assert sorted(row.text for row in rows) == [
        "We doen erfgoed.",
        "We doen sport.",
        "erfgoed is goed.",
        "sport is goed.",
    ]
    assert len({getattr(row, "criterion_id", None) or row.activity_id for row in rows}) == 4
    assert [g.goal_code for r in results for g in r.tables["goals"]] in (["5.2.1", "5.2.2"], ["5.2.2", "5.2.1"])
    assert sorted(f.found for r in results for f in r.findings if f.code == "TABLE_COPY") == [
        "1 activities of 5.2.2",
        "1 criteria of 5.2.2",
        "3 baten_lasten of 5.2.2",
    ]
    assert len([a for r in results for a in r.tables["baten_lasten"]]) == 6


def test_the_own_page_of_a_goal_goes_before_another_that_tells_it_otherwise(page: Make) -> None:
    other = told("5.2.2", "erfgoed").replace("Over erfgoed", "Over iets anders")
    results, _ = assemble(
        [
            page(f"{HOST}/p1/doel-5-2-1-sport.html", told("5.2.1", "sport") + other),
            page(f"{HOST}/p2/doel-5-2-2-erfgoed.html", told("5.2.2", "erfgoed")),
        ]
    )
    assert [(g.goal_id[-8:], g.description) for g in results[1].tables["goals"]] == [("20/5.2.2", "Over erfgoed.")]
    assert "GOAL_DUPLICATE" in [f.code for f in results[0].findings]
