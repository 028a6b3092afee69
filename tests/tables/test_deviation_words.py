"""Amounts with the word euro, terms on lines of their own, heads in other spellings, deviations told in sentences."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from narrative_pages import grid, page

from pipeline.model import Heading
from pipeline.tables import baten_lasten, deviations

A, B = "Brandweer en crisis", "Handhaving openbare ruimte"
LASTEN = ("Onderwerp", "Lasten", "Baten", "Reserves", "Saldo (+ = voordeel)")
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


@pytest.mark.parametrize(
    ("label", "kind", "euros"),
    [
        ("€ 120.000 (N)", "tegenvaller", -120000),
        ("N € 120.000", "tegenvaller", -120000),
        ("V 45.000", "meevaller", 45000),
        ("€ 1,2 mln. N", "tegenvaller", -1200000),
        ("Aanvullende uitgaven: circa € 120.000", "aanvullende_uitgave", -120000),
        ("Aanvullende uitgaven € 120.000 (2022)", "aanvullende_uitgave", -120000),
        ("Aanvullende uitgaven € 45.000 in 2022", "aanvullende_uitgave", -45000),
        ("Financieel effect: € 120.000 nadeel", "tegenvaller", -120000),
    ],
)
def test_labels_on_a_line_of_their_own(label, kind, euros):
    assert short(read(Heading(A, 3), label, E)) == [(A, kind, euros)]


@pytest.mark.parametrize(
    ("line", "euros"),
    [
        (f"{A} € 120.000 (N)", -120000),
        (f"{A} (N 120.000)", -120000),
        (f"{A}: € 120.000 N", -120000),
        (f"{A} € 1,2 mln. N", -1200000),
        (f"{A} (nadeel circa € 120.000)", -120000),
    ],
)
def test_marks_behind_a_title(line, euros):
    assert short(read(Heading(line, 3), E)) == [(A, "tegenvaller", euros)]


@pytest.mark.parametrize("line", ["Groot onderhoud aan de N 340", "Verbreding (N340)"])
def test_letters_that_are_no_mark(line):
    assert short(read(Heading(line, 3), E)) == [(line, None, None)]


def test_an_amount_without_a_kind_is_told():
    found = read(Heading("Fase V € 25.000", 3), E)
    assert (found.rows, codes(found)) == ((), ["DEVIATION_TEXT"])


E2 = "Er zijn minder boetes opgelegd in de binnenstad."


@pytest.mark.parametrize("labels", [("Aanvullende uitgaven", "€ 120.000"), ("Aanvullende uitgaven € 120.000",)])
def test_the_explanation_may_stand_above_the_kind(labels):
    found = read(Heading(A, 4), E, *labels, Heading(B, 4), E2, *labels)
    assert short(found) == [(A, "aanvullende_uitgave", -120000), (B, "aanvullende_uitgave", -120000)]
    assert [row.explanation for row in found.rows] == [E, E2]


def test_a_sentence_may_be_a_title():
    """Below the explanation of another deviation nothing else can be the title."""
    title = "We stellen extra handhavers aan."
    found = read(A, "Lagere uitgaven", "€ 5.000", E, Heading("Verloop", 4), E2, title, "Hogere uitgaven", "€ 6.000")
    assert short(found) == [(A, "lagere_uitgave", 5000), (title, "aanvullende_uitgave", -6000)]


def test_a_caption_is_the_title_of_its_deviation():
    tables = [
        replace(grid(*rows), caption=title)
        for title, rows in (
            (A, (("Aanvullende uitgaven", "€ 120.000"), (E, ""))),
            (B, (("Soort", "Lagere inkomsten"), ("Bedrag", "€ 45.000"))),
        )
    ]
    assert short(read(*tables)) == [(A, "aanvullende_uitgave", -120000), (B, "lagere_inkomst", -45000)]


def test_a_caption_below_a_title_is_none():
    table = replace(grid(("Aanvullende uitgaven", "€ 120.000"), (E, "")), caption="Tabel 3")
    assert short(read(Heading(A, 4), table)) == [(A, "aanvullende_uitgave", -120000)]


def test_a_title_among_the_heads():
    tables = [grid((title, "Soort", "Bedrag"), (E, "Aanvullende uitgaven", "€ 120.000")) for title in (A, B)]
    found = read(*tables)
    assert short(found) == [(A, "aanvullende_uitgave", -120000), (B, "aanvullende_uitgave", -120000)]
    assert [row.explanation for row in found.rows] == [E, E]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([A, "Tekort € 120.000", E], (A, "tegenvaller", -120000)),
        ([A, "Overschot", "€ 45.000", E], (A, "meevaller", 45000)),
        ([A, "Tekort 1,2 miljoen euro", E], (A, "tegenvaller", -1200000)),
        ([grid(("Onderwerp", "Soort", "Bedrag"), (A, "Tekort", "120.000"))], (A, "tegenvaller", -120000)),
    ],
)
def test_words_of_an_effect_with_an_amount(blocks, expected):
    found = read(*blocks)
    assert (short(found), codes(found)) == ([expected], [])


def test_a_word_of_an_effect_without_an_amount_is_a_title():
    assert short(read(Heading(A, 3), E, Heading("Besparing", 3), E)) == [(A, None, None), ("Besparing", None, None)]


def test_heads_that_an_export_printed_one_a_line():
    """Which of the two columns the amount stood in is lost with the empty cells: told, and no kind `Voordeel`."""
    found = read("Onderwerp", "Voordeel", "Nadeel", A, "120.000", B, "45.000")
    assert short(found) == [(A, None, None), (B, None, None)]
    assert codes(found) == ["DEVIATION_TEXT"]


def test_an_amount_whose_column_is_not_certain_is_left_out():
    table = replace(grid(("Onderwerp", "Voordeel", "Nadeel"), (A, "120.000", "")), uncertain=frozenset((2,)))
    found = read(table)
    assert (short(found), codes(found)) == ([(A, None, None)], ["DEVIATION_TABLE"])
    certain = replace(grid(("Onderwerp", "Soort", "Bedrag"), (A, "Nadeel", "5")), uncertain=frozenset((2,)))
    assert short(read(certain)) == [(A, "tegenvaller", -5)]


@pytest.mark.parametrize(
    "blocks",
    [
        [f"{A}: € 120.000 (aanvullende uitgaven)", E],
        [f"{A}, € 120.000 (aanvullende uitgaven)", E],
        [Heading(A, 3), f"Aanvullende uitgaven € 120.000 {E}"],
        [Heading(A, 3), E, Heading("Financiële gevolgen", 4), "Aanvullende uitgaven € 120.000"],
        [Heading(A, 3), Heading("Toelichting", 4), E, "Aanvullende uitgaven", "€ 120.000"],
    ],
)
def test_other_orders_of_title_amount_and_kind(blocks):
    found = read(*blocks)
    assert (short(found), codes(found)) == ([(A, "aanvullende_uitgave", -120000)], [])
    assert found.rows[0].explanation.endswith(E)


def test_the_saldo_of_a_table_is_no_deviation():
    table = grid(("Onderwerp", "Bedrag", "V/N"), (A, "120.000", "N"), ("Saldo", "120.000", "N"))
    assert short(read(table)) == [(A, "tegenvaller", -120000)]


def test_a_number_that_is_no_amount_is_told():
    found = read(grid(("Onderwerp", "Bedrag", "V/N"), (A, "1,2", "N")))
    assert (short(found), codes(found)) == ([(A, None, None)], ["DEVIATION_TABLE"])


def test_items_below_the_heading_of_their_kind_are_told():
    """`Aanvullende uitgaven` over several deviations is the kind of none that is known for certain."""
    found = read(
        Heading("Aanvullende uitgaven", 3), Heading(A, 4), "€ 120.000", E, Heading("Lagere inkomsten", 3), B, "€ 5"
    )
    assert "DEVIATION_TEXT" in codes(found)
    assert codes(read(f"{A} (tegenvaller p.m.)", "Een nadeel van € 5.000 is denkbaar.")) == []


def test_a_page_of_amounts_in_one_line_is_read_in_time():
    started = time.process_time()
    assert codes(read("De lasten zijn € 5 hoger " * 10_000)) == ["DEVIATION_TEXT"]
    read("€ 5 " * 60_000)
    assert time.process_time() - started < 3


def test_a_kind_above_several_deviations_is_that_of_all_of_them():
    """`Lagere uitgaven` above `Handhaving € 50.000` was the kind of the item above it."""
    lists = [Heading("Aanvullende uitgaven", 3), f"• {A} € 120.000", Heading("Voordelen:", 3), f"{B}: € 50.000", E]
    found = read(*lists)
    assert short(found) == [(A, "aanvullende_uitgave", -120000), (B, "meevaller", 50000)]
    assert [row.explanation for row in found.rows] == [None, E]
    assert codes(found) == []
    titled = read(Heading(A, 3), "Aanvullende uitgaven", f"{B} € 50.000")  # a part of one without its amount
    assert short(titled) == [(A, "aanvullende_uitgave", None)]
    assert codes(titled) == ["DEVIATION_TEXT"]


def test_a_kind_across_a_table_is_that_of_the_rows_below_it():
    table = grid(("Onderwerp", "Bedrag"), ("Voordelen",), (A, "50.000"), ("Aanvullende uitgaven",), (B, "120.000"))
    assert short(read(table)) == [(A, "meevaller", 50000), (B, "aanvullende_uitgave", -120000)]


@pytest.mark.parametrize(
    ("table", "expected", "told"),
    [
        (grid(("Onderwerp", "V", "N"), (A, "50", ""), (B, "", "120")), [50, -120], []),
        (grid(("Onderwerp", "Incidenteel", "Structureel"), (A, "50", ""), (B, "-", "-120")), [50, -120], []),
        (
            grid(("Onderwerp", "Incidenteel", "Structureel", "V/N"), (A, "50", "0", "V"), (B, "", "120", "N")),
            [50, -120],
            [],
        ),
        (grid(("Onderwerp", "Bedrag", "Incidenteel", "Structureel"), (A, "-50", "-20", "-30")), [-50], []),
        (grid(("Onderwerp", "Incidenteel", "Structureel"), (A, "50", "-120")), [None], ["DEVIATION_TABLE"]),
        (grid(LASTEN, (A, "-80", "20", "10", "-50"), (B, "0", "0", "-120", "-120")), [-50, -120], []),
        (grid(LASTEN, (A, "-80", "20", "10", "50")), [None], ["DEVIATION_TABLE"]),
        (grid((*LASTEN[:4], "V/N"), (A, "", "", "50", "V"), (B, "120", "", "", "N")), [50, -120], []),
    ],
)
def test_amounts_by_how_often_or_how_good_they_are(table, expected, told):
    found = read(table)
    assert [row.amount_eur for row in found.rows] == expected
    assert [code for code in codes(found) if code != "UNIT_SUSPECT"] == told


@pytest.mark.parametrize(
    ("line", "euros"),
    [("€ 120.000 N, incidenteel. Meer uren.", -120000), ("€ 50.000 V (structureel). Meer uren.", 50000)],
)
def test_an_amount_and_its_mark_before_the_explanation(line, euros):
    found = read(Heading(A, 3), line)
    assert [(row.title, row.amount_eur, row.explanation) for row in found.rows] == [(A, euros, "Meer uren.")]


def test_a_mark_and_a_term_behind_the_amount_of_an_item():
    assert short(read(f"• {A}: € 120.000 N (I)", f"• {B} – € 50.000 V (S)")) == [
        (A, "tegenvaller", -120000),
        (B, "meevaller", 50000),
    ]
    assert codes(read(f"Dit jaar is {A.lower()} € 120.000 N, zo bleek.")) == ["DEVIATION_TEXT"]


def test_a_sentence_below_a_title_in_its_cell_explains_it():
    found = read(grid(("Onderwerp", "Bedrag"), (f"{A}\n{E}", "-50"), (f"{A} en\n{B.lower()}", "-10")))
    assert [(row.title, row.explanation) for row in found.rows] == [(A, E), (f"{A} en {B.lower()}", None)]


def test_a_column_nobody_knows_among_deviations_costs_no_page():
    """The page was quarantined for a table that holds nothing of the finances of its goal."""
    heads = ("Onderwerp", "Lasten", "Baten", "Reserves", "Saldo")
    table = grid(heads, (A, "-120.000", "0", "20.000", "-100.000"))
    found, told = baten_lasten.read(page(("deviations", "Afwijkingen op activiteiten", [table])))
    assert (found, [finding.code for finding in told]) == ((), ["TABLE_UNKNOWN"])
