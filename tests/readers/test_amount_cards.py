"""The overview of a budget as cards, tiles or pairs of name and value: the amounts of the table that they print."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

NAMES = ("Lasten", "Baten", "Saldo", "Toevoeging aan reserves", "Onttrekking aan reserves", "Geraamd resultaat")
VALUES = ("124.506", "5.973", "118.533", "250", "1.100", "117.683")
EUROS = (124_506_000, 5_973_000, -118_533_000, 250_000, 1_100_000, -117_683_000)
PAIRS = tuple(zip(NAMES, VALUES, strict=True))
TITLE = "Doel 1.3.1 Tijdelijk verblijf"


def read(body: str, title: str = TITLE) -> PageResult:
    content = (
        f"<html><body><h1>{title}</h1><p>We helpen.</p><h2>Overzicht baten en lasten</h2>"
        f"<p>Overzicht baten en lasten (x €1.000)</p>{body}</body></html>"
    ).encode()
    path = "zwolle.begroting-2026.nl/p50287/doel-1-3-1-tijdelijk-verblijf.html"
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))


def each(form: str, pairs: tuple[tuple[str, str], ...] = PAIRS) -> str:
    return "".join(form.format(name, value) for name, value in pairs)


FORMS = {
    "pairs": f"<dl>{each('<dt>{}</dt><dd>{}</dd>')}</dl>",
    "pairs in blocks": f"<dl>{each('<div><dt>{}</dt><dd>{}</dd></div>')}</dl>",
    "tiles": each("<div class=tile><span>{}</span><span>{}</span></div>"),
    "tiles of blocks": each("<div class=tile><div>{}</div><div>{}</div></div>"),
    "values first": each("<div class=tile><div>{1}</div><div>{0}</div></div>"),
    "cards": each("<div class=card><p>{}</p><p>€ {}</p></div>"),
    "a list": f"<ul>{each('<li>{}: {}</li>')}</ul>",
}


@pytest.mark.parametrize("title", ["", f"<h3>{TITLE}</h3>", f"<p><b>{TITLE}</b></p>"])
@pytest.mark.parametrize("form", FORMS)
def test_one_card_about_the_goal_of_the_page(form: str, title: str) -> None:
    result = read(title + FORMS[form])
    rows = result.tables["baten_lasten"]
    assert tuple(row.amount_eur for row in rows) == EUROS
    assert {(row.goal_id, row.stage) for row in rows} == {("zwolle-begroting-2026/1.3.1", "begroting_primitief")}
    assert {finding.code for finding in result.findings} <= {"NO_BUILD_STAMP"}


def test_a_card_for_each_programme() -> None:
    card = "<h3>Programma {0} Samen</h3>" + each("<p>{}</p><p>{}</p>", (*PAIRS[:2], ("Saldo", "118.533")))
    result = read(card.format(1) + card.format(2), "Overzicht van baten en lasten")
    found = [(row.scope, row.scope_code, row.component) for row in result.tables["baten_lasten"]]
    parts = ("lasten", "baten", "saldo")
    assert found == [("programme", code, part) for code in ("1", "2") for part in parts]


@pytest.mark.parametrize(
    "body",
    [
        "<h3>Begroting</h3>" + FORMS["cards"] + "<h3>Rekening</h3>" + FORMS["cards"],  # stages, of no known place
        each("<p>{}</p><p>{}</p>", (*PAIRS, *PAIRS)),  # two cards in one
        each("<p>{}</p><p>{}</p>", (*PAIRS[:2], ("Saldo", ""))),  # a value that is missing
        each("<p>{}</p><p>{}</p>", PAIRS[:1] + PAIRS[2:]),  # no baten
    ],
)
def test_what_says_too_little_is_no_card(body: str) -> None:
    result = read(body)
    assert not result.tables.get("baten_lasten")
    assert {"TABLE_UNKNOWN", "TABLE_MISSING"} & {finding.code for finding in result.findings}


OF_PROGRAMME = "zwolle.begroting-2026.nl/p50200/1-samen-sterk-in-zwolle.html"
YEARS = "".join(f"<dd>{year}: 4{year}</dd>" for year in (2024, 2025, 2026))


@pytest.mark.parametrize(
    "body",
    [
        FORMS["cards"],
        f"<h2>Rekening 2024</h2>{FORMS['pairs']}<h2>Begroting 2026</h2>{FORMS['pairs']}",
        f"<dl><dt>Lasten</dt>{YEARS}<dt>Baten</dt>{YEARS}</dl>",
        "<p>Lasten: € 41.502.000</p><p>Baten: € 2.000.000</p>",
        "<h3>Lasten</h3><p>41.502</p><h3>Baten</h3><p>2.000</p>",
    ],
)
def test_cards_of_a_programme_that_nobody_reads_are_told(body: str) -> None:
    page = f"<html><body><h1>1. Samen sterk in Zwolle</h1><h2>Overzicht</h2>{body}</body></html>".encode()
    result = parse(Source(OF_PROGRAMME, page, hashlib.sha256(page).hexdigest(), "html"))
    assert not result.tables.get("baten_lasten")
    assert "TABLE_UNKNOWN" in {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    "body",
    [
        each(
            "<div class=card><p>{}</p><p>€ {} mln</p></div>", tuple(zip(NAMES, ("124,5", "6,0", "118,5"), strict=False))
        ),
        "<p><b>Lasten</b> 124.506<br><b>Baten</b> 5.973<br><b>Saldo</b> 118.533</p>",
    ],
)
def test_amounts_of_a_goal_that_nobody_reads_quarantine_no_page(body: str) -> None:
    assert {"TABLE_UNKNOWN"} == {finding.code for finding in read(body).findings} - {"NO_BUILD_STAMP"}


@pytest.mark.parametrize(
    "body",
    [
        "<p>Lasten: € 200.000 hoger door de lonen.</p><p>Baten: € 100.000 lager.</p>",
        "<p>Lasten en baten</p><p>2026</p><p>Baten</p><p>De baten dalen.</p>",
        "<h2>Financiële toelichting</h2><p>Lasten</p><p>€ 200.000</p><p>Baten</p><p>€ 100.000</p>",
    ],
)
def test_what_explains_amounts_is_no_card(body: str) -> None:
    page = f"<html><body><h1>1. Samen sterk in Zwolle</h1>{body}</body></html>".encode()
    result = parse(Source(OF_PROGRAMME, page, hashlib.sha256(page).hexdigest(), "html"))
    assert "TABLE_UNKNOWN" not in {finding.code for finding in result.findings}
