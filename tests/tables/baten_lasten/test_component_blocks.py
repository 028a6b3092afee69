"""Overviews with one component for a block of rows: where the component stands, what each amount is about, which sums
it takes part in, and what looks like such an overview and is none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from pipeline.outcome import PageResult
from pipeline.page_source import Source
from pipeline.parse import parse

YEARS = ("2023", "2024", "2025")
LASTEN = (("1. Samen leven", "61.100", "62.200", "63.300"), ("2. Vitaal", "41.000", "42.000", "43.000"))
BATEN = (("1. Samen leven", "6.100", "6.200", "6.300"), ("2. Vitaal", "4.000", "4.000", "4.000"))
ALL_LASTEN = ("Totaal lasten", "102.100", "104.200", "106.300")
ALL_BATEN = ("Totaal baten", "10.100", "10.200", "10.300")
SALDO = ("Saldo van baten en lasten", "-92.000", "-94.000", "-96.000")

Rows = Sequence[Sequence[str]]


def table(*rows: Sequence[str]) -> str:
    return f"<table>{''.join('<tr><td>' + '</td><td>'.join(row) + '</td></tr>' for row in rows)}</table>"


def read(*blocks: str, site: str = "zwolle.begroting-2023.nl") -> PageResult:
    html = f"<html><body><h1>Overzicht</h1><p>Bedragen x € 1.000</p>{''.join(blocks)}</body></html>".encode()
    return parse(Source(f"{site}/p39900/overzicht.html", html, hashlib.sha256(html).hexdigest(), "html"))


def amounts(result: PageResult) -> dict[tuple[str, str, str | None, int], int]:
    return {
        (row.component, row.scope, row.scope_code, row.fiscal_year): row.amount_eur
        for row in result.tables["baten_lasten"]
        if row.fiscal_year == 2023
    }


WANTED = {
    ("lasten", "programme", "1", 2023): 61_100_000,
    ("lasten", "programme", "2", 2023): 41_000_000,
    ("lasten", "municipality", None, 2023): 102_100_000,
    ("baten", "programme", "1", 2023): 6_100_000,
    ("baten", "programme", "2", 2023): 4_000_000,
    ("baten", "municipality", None, 2023): 10_100_000,
}
HEAD = ("", *YEARS)


@pytest.mark.parametrize(
    "blocks",
    [
        (table(HEAD, ("Lasten", "", "", ""), *LASTEN, ALL_LASTEN, ("Baten", "", "", ""), *BATEN, ALL_BATEN),),
        (table(("Lasten", *YEARS), *LASTEN, ALL_LASTEN), table(("Baten", *YEARS), *BATEN, ALL_BATEN)),
        ("<h3>Lasten per programma</h3>", table(("Programma", *YEARS), *LASTEN, ALL_LASTEN),
         "<h3>Baten per programma</h3>", table(("Programma", *YEARS), *BATEN, ALL_BATEN)),
        ("<h3>Lasten</h3><p>Bedragen x € 1.000</p>", table(HEAD, *LASTEN, ("Totaal", *ALL_LASTEN[1:])),
         "<h3>Baten</h3><p>Bedragen x € 1.000</p>", table(HEAD, *BATEN, ("Totaal", *ALL_BATEN[1:]))),
    ],
    ids=["rows", "corner", "title", "title alone"],
)  # fmt: skip
def test_the_component_stands_above_its_rows(blocks: tuple[str, ...]) -> None:
    result = read(*blocks)
    assert amounts(result) == WANTED
    assert {check.status for check in result.tables["checks"]} == {"exact"}
    assert len(result.tables["checks"]) == 6


def test_a_saldo_below_both_is_that_of_their_totals() -> None:
    rows = (HEAD, ("Lasten", "", "", ""), *LASTEN, ALL_LASTEN, ("Baten", "", "", ""), *BATEN, ALL_BATEN, SALDO)
    result = read(table(*rows))
    checks = [(check.identity, check.status) for check in result.tables["checks"]]
    assert amounts(result) == WANTED | {("saldo", "municipality", None, 2023): -92_000_000}
    assert checks.count(("I-12", "exact")) == 3
    wrong = [row if row is not SALDO else (SALDO[0], "-91.000", *SALDO[2:]) for row in rows]
    assert "IDENTITY_MISMATCH" in {finding.code for finding in read(table(*wrong)).findings}


def test_a_saldo_below_one_of_them_is_judged_by_no_sum() -> None:
    result = read(table(("Baten", *YEARS), *BATEN, ALL_BATEN, SALDO))
    assert {check.identity for check in result.tables["checks"]} == {"total"}
    assert not [finding for finding in result.findings if finding.severity == "error"]


CLOSED = (
    HEAD, ("Lasten", "", "", ""), *LASTEN, ALL_LASTEN, ("Baten", "", "", ""), *BATEN, ALL_BATEN,
    ("Gerealiseerd totaalsaldo van baten en lasten", *SALDO[1:]),
    ("Toevoeging aan reserves", "0", "0", "0"), ("Onttrekking aan reserves", "2.000", "2.000", "2.000"),
    ("Gerealiseerd resultaat", "-90.000", "-92.000", "-94.000"),
)  # fmt: skip


def test_reserves_and_result_below_the_totals_are_proven_with_these() -> None:
    result = read(table(*CLOSED))
    found = amounts(result)
    assert found["onttrekking_reserves", "municipality", None, 2023] == 2_000_000
    assert found["resultaat", "municipality", None, 2023] == -90_000_000
    checks = [(check.identity, check.status) for check in result.tables["checks"]]
    assert {status for _, status in checks} == {"exact"}
    assert checks.count(("I-12", "exact")) == checks.count(("I-13", "exact")) == 3


def test_a_row_behind_the_total_that_is_no_programme_is_told() -> None:
    result = read(table(*CLOSED, ("Begrotingsruimte", "5", "5", "5")))
    assert [f.code for f in result.findings if f.severity == "error"] == ["ROW_UNKNOWN"]
    assert amounts(result) == amounts(read(table(*CLOSED)))


def test_a_wrong_total_is_found() -> None:
    result = read(table(("Lasten", *YEARS), *LASTEN, ("Totaal lasten", "102.100", "104.200", "106.200")))
    assert [f.code for f in result.findings if f.severity == "error"] == ["IDENTITY_MISMATCH"]


def test_taakvelden_of_stages_with_marks_and_totals_that_repeat_the_heading() -> None:
    """almelo.jaarverslag-2023 p19299, with `V` and `N` in a column whose head is blank."""
    rows = (
        ("Lasten", "Begroting", "Wijziging", "Begroting na wijziging", "Werkelijk", "Verschil", ""),
        ("", "2023", "2023", "2023", "2023", "2023", "N/V"),
        ("0 Bestuur en ondersteuning", *[""] * 6),
        ("0.1 Bestuur", "3.967", "1.788", "5.755", "5.441", "-314", "V"),
        ("0.7 Algemene uitkeringen", "-", "-", "-", "13", "13", "N"),
        ("0 Bestuur en ondersteuning", "3.967", "1.788", "5.755", "5.454", "301", "V"),
    )
    result = read(table(*rows), site="almelo.jaarverslag-2023.nl")
    found = {(row.row_no, row.stage): row.amount_eur for row in result.tables["baten_lasten"]}
    assert {row.scope for row in result.tables["baten_lasten"]} == {"municipality"}
    assert found[4, "rekening"] == 5_441_000
    assert (found[4, "verschil"], found[5, "verschil"], found[6, "verschil"]) == (314_000, -13_000, 301_000)
    assert {check.status for check in result.tables["checks"]} == {"exact"}


def test_a_sentence_above_the_overview_may_speak_of_other_amounts() -> None:
    said = "<p>In deze tabel staan de lasten, exclusief investeringen.</p><h4>Informatie van de colleges</h4>"
    result = read("<h3>Lasten per programma</h3>", said, table(("Lasten", *YEARS), *LASTEN))
    assert len(result.tables["baten_lasten"]) == len(LASTEN) * len(YEARS)


@pytest.mark.parametrize(
    "blocks",
    [
        ("<h3>Incidentele lasten per programma</h3>", table(("Lasten", *YEARS), *LASTEN, ALL_LASTEN)),
        ("<h3>Lasten</h3>", table(("Onderwerp", *YEARS), ("Zwembad", "100", "100", "100"), ("Brug", "5", "5", "5"))),
        (table(("Programma", *YEARS), *LASTEN, ("Totaal", *ALL_LASTEN[1:])),),
        ("<h3>Structurele bestedingsvoorstellen</h3>", table(("Lasten", *YEARS), *LASTEN)),
        ("<h3>Lasten per programma</h3><p>Verschil met de kadernota</p>", table(("Programma", *YEARS), *LASTEN)),
        ("<h3>Verbonden partijen</h3>", table(("Baten", *YEARS), ("1. GGD", "100", "100", "100"))),
        ("<h3>Subsidies per programma</h3>", table(("Lasten", *YEARS), *LASTEN)),
    ],
    ids=["incidental", "subjects", "no component", "proposals", "differences", "parties", "subsidies"],
)
def test_what_is_no_such_overview(blocks: tuple[str, ...]) -> None:
    result = read(*blocks)
    assert not result.tables["baten_lasten"]
    found = {finding.code for finding in result.findings}
    assert found & {"TABLE_OTHER", "OVERVIEW_UNKNOWN"} or result.tables["incidental"]


@pytest.mark.parametrize("title", ["Lasten per programma", "Saldo per programma", "Lasten"])
def test_rows_of_another_component_say_more_than_a_title(title: str) -> None:
    rows = (
        ("Lasten", "10", "11", "12"),
        ("Baten", "4", "5", "6"),
        ("Saldo", "-6", "-6", "-6"),
        ("Brug", "1", "1", "1"),
    )
    result = read(f"<h3>{title}</h3>", table(HEAD, *rows))
    assert amounts(result) == amounts(read("<h3>Programma</h3>", table(HEAD, *rows)))
    assert {row.component for row in result.tables["baten_lasten"]} == {"lasten", "baten", "saldo"}


def test_rows_that_cannot_be_told_apart_are_told() -> None:
    result = read(table(("Lasten", *YEARS), *LASTEN, LASTEN[0], ("", "1", "2", "3"), ALL_LASTEN))
    assert sorted(f.code for f in result.findings if f.severity == "error") == ["ROW_DUPLICATE", "ROW_UNKNOWN"]
    assert amounts(result)["lasten", "programme", "1", 2023] == 61_100_000


def test_the_reserves_among_programmes_are_none() -> None:
    result = read(table(("Lasten", *YEARS), *LASTEN, ("Mutaties reserves", "5", "5", "5")))
    assert [row.scope for row in result.tables["baten_lasten"] if row.scope_title == "Mutaties reserves"] == [
        "municipality"
    ] * 3


def test_a_row_without_a_number_among_programmes_is_one() -> None:
    result = read(table(("Lasten", *YEARS), *LASTEN, ("Onvoorzien", "1", "1", "1"), ALL_LASTEN))
    assert {row.scope_title for row in result.tables["baten_lasten"]} >= {"Samen leven", "Vitaal", "Onvoorzien"}
