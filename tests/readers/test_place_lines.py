"""Where a page hangs, told with a key."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

TITLE = "<h1>Doel 6.2.1 Wonen</h1>"
BELOW = "<p>We bouwen huizen</p><h2>Beschrijving</h2><p>Tekst.</p><h2>Criteria</h2><ul><li>a</li></ul>"
FACTS = (("Domein", "Fysiek domein"), ("Programma", "6. Toekomstgerichte stad"), ("Ambitie", "6.2 Wonen"))


def read(body: str, head: str = "", path: str = "zwolle.begroting-2023.nl/p40000/doel-6-2-1-wonen.html") -> PageResult:
    page = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return parse(Source(path, page, hashlib.sha256(page).hexdigest(), "html"))


def facts(form: str) -> str:
    return "".join(form.format(*fact) for fact in FACTS)


@pytest.mark.parametrize(
    "told",
    [
        facts("<p>{0}: {1}</p>"),
        "<p>" + " | ".join(": ".join(fact) for fact in FACTS) + "</p>",
        f"<dl>{facts('<dt>{0}</dt><dd>{1}</dd>')}</dl>",
        f"<dl>{facts('<dt>{0}:</dt><dd>{1}</dd>')}<dt>Portefeuillehouder</dt><dd>Ed Anker</dd></dl>",
        f"<table>{facts('<tr><th>{0}</th><td>{1}</td></tr>')}</table>",
        f"<ul>{facts('<li>{0}: {1}</li>')}</ul>",
    ],
)
@pytest.mark.parametrize("page", ["{0}{1}{2}", "{1}{0}{2}"])
def test_facts_near_the_title_tell_the_place(told: str, page: str) -> None:
    """They gave no domain, stood in the description, and the goal lost its doelzin."""
    result = read(page.format(told, TITLE, BELOW))
    record, (goal,) = result.page, result.tables["goals"]
    assert (record.domain, record.programme_code, record.programme) == ("Fysiek domein", "6", "Toekomstgerichte stad")
    assert (record.ambition_code, goal.statement, goal.description) == ("6.2", "We bouwen huizen", "Tekst.")


def test_a_page_may_tell_its_place_to_machines_alone() -> None:
    metas = '<meta name="domein" content="Fysiek domein"><meta name="programma" content="6. Stad">'
    record = read(TITLE + BELOW, metas).page
    assert (record.domain, record.programme) == ("Fysiek domein", "Stad")


@pytest.mark.parametrize(
    "above",
    [
        "<nav class=breadcrumb><a href=/>Home</a> &gt; <a href=/d>Domein Fysiek</a> &gt; <span>Wonen</span></nav>",
        "<p>Domein Fysiek</p>",
        "<h3>Domein Fysiek</h3>",
    ],
)
def test_the_word_domein_may_stand_first(above: str) -> None:
    result = read(above + TITLE + BELOW)
    assert result.page.domain == "Domein Fysiek"
    assert {found.code for found in result.findings} == {"NO_BUILD_STAMP"}


@pytest.mark.parametrize(
    "told",
    [
        "<p>Programma</p><p>6. Toekomstgerichte stad</p>",
        "<p>Domein: we werken in het hele fysieke domein aan wonen.</p>",
        "<p>Programma: het programma is nog niet bekend</p>",
    ],
)
def test_a_sentence_or_half_a_title_tells_no_place(told: str) -> None:
    record = read(TITLE + told + BELOW).page
    assert (record.domain, record.programme) == (None, None)


def test_a_page_about_several_programmes_is_in_none_of_them() -> None:
    body = "<h1>Afwijkingen</h1><p>Programma: 1. Samenleving</p><p>Tekst.</p><p>Programma: 2. Zorg</p><p>Tekst.</p>"
    result = read(body, path="zwolle2022.2ebeleidsrapportage.nl/p40000/afwijkingen.html")
    assert result.page.programme is None
    assert "Programma: 2. Zorg" in " ".join(section.text for section in result.tables["sections"])


def test_the_tables_of_a_paragraaf_tell_the_programmes_of_others() -> None:
    """The row of jaarverslag-2014 p1351 became the page's breadcrumb and its programme."""
    rows = "<tr><td>Programma</td><td>Programma 13: Opvang en bescherming / Programma 14: Inkomen</td></tr>"
    body = (
        f"<h1>Paragraaf 3 Verbonden partijen</h1><h2>GGD</h2><table>{rows}<tr><td>Doel</td><td>Zorg</td></tr></table>"
    )
    record = read(body, path="zwolle.jaarverslag-2014.nl/p1351.html").page
    assert (record.page_kind, record.programme, record.breadcrumb) == ("other", None, ())
    assert record.title == "Paragraaf 3 Verbonden partijen"
