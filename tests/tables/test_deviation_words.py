"""Amounts with the word euro, terms on lines of their own, heads in other spellings, deviations told in sentences."""

from __future__ import annotations

import pytest
from narrative_pages import grid, page

from pipeline.model import Heading
from pipeline.tables import deviations

A, B = "Brandweer en crisis", "Handhaving openbare ruimte"
E = "Door de crisis zijn meer uren ingezet dan verwacht."


def read(*blocks):
    return deviations.read(page(("deviations", "Afwijkingen op activiteiten", list(blocks))))


def short(records):
    return [(r.title, r.kind, r.amount_eur) for r in records.rows]


def codes(records):
    return [finding.code for finding in records.findings]


@pytest.mark.parametrize(
    ("printed", "euros"),
    [
        ("120.000 euro", -120000),
        ("25000 euro", -25000),
        ("EUR 120.000", -120000),
        ("1,2 miljoen euro", -1200000),
        ("€ 1,2 mln.", -1200000),
    ],
)
@pytest.mark.parametrize(
    "blocks",
    [
        lambda amount: [A, "Aanvullende uitgaven", amount, E],
        lambda amount: [A, f"Aanvullende uitgaven {amount}", E],
        lambda amount: [f"{A} (aanvullende uitgaven {amount})", E],
        lambda amount: [Heading(f"{A} - Aanvullende uitgaven {amount}", 3), E],
        lambda amount: [grid(("Onderwerp", "Soort", "Bedrag"), (A, "Aanvullende uitgaven", amount))],
    ],
)
def test_the_word_euro_makes_an_amount(blocks, printed, euros):
    assert short(read(*blocks(printed))) == [(A, "aanvullende_uitgave", euros)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Incidenteel", "Aanvullende uitgaven", "€ 120.000"),
        ("Aanvullende uitgaven", "Incidenteel", "€ 120.000"),
        ("Structureel", "Aanvullende uitgaven € 120.000"),
    ],
)
def test_a_term_is_no_title(lines):
    found = read(A, *lines, E, B, *lines, E)
    assert short(found) == [(A, "aanvullende_uitgave", -120000), (B, "aanvullende_uitgave", -120000)]
    assert {row.explanation for row in found.rows} == {E}


def test_kinds_with_the_word_behind():
    assert short(read(A, "Uitgaven hoger", "€ 5.000", E, B, "Inkomsten lager", "€ 6.000", E)) == [
        (A, "aanvullende_uitgave", -5000),
        (B, "lagere_inkomst", -6000),
    ]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (("Omschrijving", "Bedrag in euro", "V/N"), (("120.000", "N"), ("45.000", "V"))),
        (("Omschrijving", "Bedrag", "Voordeel / nadeel"), (("120.000", "Nadeel"), ("45.000", "Voordeel"))),
        (("Onderwerp", "Tekort", "Overschot"), (("120.000", ""), ("", "45.000"))),
    ],
)
def test_heads_in_other_spellings(heads, rows):
    found = read(grid(heads, *((title, *row) for title, row in zip((A, B), rows, strict=True))))
    assert short(found) == [(A, "tegenvaller", -120000), (B, "meevaller", 45000)]
    assert codes(found) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("De lasten vallen € 25.000 hoger uit dan begroot.", True),
        ("• De baten zijn 25.000 euro lager dan begroot.", True),
        ("De energiekosten zijn € 90.000 hoger.", True),
        ("Voor dit project is een krediet van € 50.000 beschikbaar.", False),
        ("De lasten van deze activiteit zijn € 25.000.", False),
        ("Er zijn 3 ton stenen meer gebruikt, een meevaller van 20 procent.", False),
    ],
)
def test_sentences_with_an_effect_are_told(line, told):
    found = read(line)
    assert found.rows == ()
    assert codes(found) == ["DEVIATION_TEXT"] * told


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (["Wij verwachten een nadeel van € 25.000 op deze post."], True),
        (["Inzet bestemmingsfonds", "€ 25.000"], True),
        (["De aanbesteding van € 25.000 loopt volgens plan."], False),
    ],
)
def test_the_amount_of_a_bare_title_in_a_sentence_is_told(below, told):
    """A title without kind and amount has no effect (berap 2017-1 p9926), unless its sentences name one."""
    found = read(A, *below)
    assert short(found)[0] == (A, None, None)
    assert codes(found) == ["DEVIATION_TEXT"] * told


def test_the_sentences_of_a_labelled_deviation_are_not_told():
    found = read(f"{A} (tegenvaller € 35.000)", "De lasten vallen € 25.000 hoger uit.", "Daarnaast € 10.000 nadeel.")
    assert short(found) == [(A, "tegenvaller", -35000)]
    assert codes(found) == []
