"""Streefdoel blocks of 2014-2016 as the text exports print them: cells as paragraphs, or as pipe rows."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.model import Page, Source
from pipeline.page import identify
from pipeline.readers import read as read_page
from pipeline.tables.indicators import IndicatorRecord, read
from pipeline.tables.streefdoel import read_activities

LABEL = "Streefdoel/indicator"
HEAD_2014 = ("Nulsituatie", "Norm van 2014", "Wat is in 2014 gerealiseerd")


def flat(*paragraphs: str, host: str = "zwolle.jaarverslag-2014.nl") -> Page:
    """The page of a flat text export: below a goal's label, one paragraph per cell."""
    return text_page(
        "\n\n".join(["Doelen", "Meer water", "Doelstellingen/maatschappelijke effecten", *paragraphs]), host
    )


def text_page(text: str, host: str) -> Page:
    content = text.encode()
    source = Source(f"{host}/p1/doelen.txt", content, hashlib.sha256(content).hexdigest(), "text")
    return identify(source, read_page(source))


def figures(of: Page) -> list[tuple[str, int | None, float | None, str]]:
    """Role, year, value and comparator of the observations of a page."""
    return [(row.role, row.year, row.value, row.comparator) for row in records(of)]


def records(of: Page) -> list[IndicatorRecord]:
    return [row for row in read(of).rows if isinstance(row, IndicatorRecord)]


HEADS = [
    ("Nulsituatie (2014)", "Norm van 2016", "Activiteiten"),
    ("Nulsituatie 2014", "Norm 2016", "Activiteiten 2016"),
    ("Nulsituatie (2014)", "Norm voor 2016", "Activiteiten (2016)"),
]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("piped", [False, True])
def test_a_head_may_hold_its_year(heads: tuple[str, str, str], piped: bool) -> None:
    """begroting-2016 p3041; the cells of a pipe row hold the same."""
    cells = ("Oordeel: 5,9", "Oordeel: minimaal 6,4", "Uitbreiden van de kade")
    body = [" | ".join(row) + " |" for row in (heads, cells)]
    table = ["\n".join([body[0], "---|---|---|", body[1]])] if piped else [*heads, *cells]
    of = flat("Schoon water.", LABEL, "Oordeel over het water.", *table, host="zwolle.begroting-2016.nl")
    assert figures(of) == [("baseline", 2014, 5.9, "="), ("target", 2016, 6.4, ">=")]
    assert [(one.status, one.text) for one in read_activities(of)] == [("planned", "Uitbreiden van de kade")]


def test_a_doubled_placeholder_is_no_title() -> None:
    of = flat(
        "Schoon water.", LABEL, "Oordeel over het water.", *HEADS[1], "-", "-", " • Baggeren", LABEL, "Meer kades.",
        host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    assert [goal.title for goal in of.goals] == ["Meer water"]
    unread = flat("Schoon water.", LABEL, "Oordeel.", "Stand", "Norm", "-", "-", " • Baggeren", LABEL, "Meer kades.")
    assert [goal.title for goal in unread.goals] == ["Meer water"]


def test_a_streefdoel_may_name_its_indicator() -> None:
    """begroting-2016 p3041: the aim stands on the line above it."""
    lines = "Doel: we maken het water schoner. Dat merkt iedereen\nIndicator: oordeel van bewoners blijft boven 7,0"
    of = flat(
        "Schoon water.", LABEL, lines, *HEADS[1], "In 2014 was dit 7,2", "-", "-", host="zwolle.begroting-2016.nl"
    )
    assert {row.indicator for row in records(of)} == {"oordeel van bewoners blijft boven 7,0"}
    assert figures(of)[-1] == ("target", 2016, 7.0, ">")


def test_how_things_are_is_no_activity() -> None:
    """begroting-2016 p3033, p3030: a state, its norm and the activity, all without a number."""
    of = flat(
        "Meer steigers.", LABEL, "Boten vinden zelf een plaats.", *HEADS[1],
        "Er zijn verschillende steigers die bewoners zelf beheren.", "Bevorderen van het beheer door bewoners",
        "Uitvoering plan steigers", "Voor de grote havens zijn plannen vastgesteld. Voor kleine nog niet.",
        "Alle havens hebben een plan dat het beheer regelt.", "Opstellen plannen voor de kleine havens",
        "Havenvisie vastgesteld.", "Vastgesteld plan voor de haven", "Vaststellen van het plan",
        host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    assert {one.text for one in read_activities(of)} <= {
        "Uitvoering plan steigers", "Opstellen plannen voor de kleine havens", "Vaststellen van het plan",
    }  # fmt: skip
    assert ("baseline", "Havenvisie vastgesteld.") in {(row.role, row.value_text) for row in records(of)}


def test_a_word_that_ends_as_a_verb_is_no_norm() -> None:
    """jaarverslag-2015 p4059: `Samen met partijen ...` beside a nulsituatie whose norm is blank."""
    of = flat(
        "Meer kades.", LABEL, "Plannen maken.", *HEAD_2014, "Noord: plan vastgesteld.",
        "Uitwerken maatregelen uit het plan van 9 april 2013.", "Diverse maatregelen zijn uitgewerkt.",
        "Zuid: plan vastgesteld en enkele bouwers begeleid.",
        "Samen met bouwers verkenningen gedaan naar mogelijkheden van nieuwe kades", "Kade: visie vastgesteld.",
        "Ter vaststelling aanbieden van het plan", "Het ontwerp is opgesteld. De procedure loopt nog.",
    )  # fmt: skip
    assert not [row.value_text for row in records(of) if row.role == "target" and "Samen" in (row.value_text or "")]
    assert not [one.text for one in read_activities(of) if one.text.startswith("Ter")]


def test_a_word_with_a_hyphen_names_the_line() -> None:
    """jaarverslag-2016 p8902: the row of `e-mail` is about the line that names it."""
    lines = "Doel: goede kanalen\n • de tevredenheid over balie en e-mail is hoog\n • het aantal poststukken daalt"
    of = flat(
        "Post.", LABEL, lines, *HEAD_2014, "Tevredenheid e-mail (2012): 7,4", "Niveau vasthouden",
        "Tevredenheid e-mail 2014: 6,5",
    )  # fmt: skip
    assert {row.indicator for row in records(of)} == {"de tevredenheid over balie en e-mail is hoog"}


def test_the_value_of_a_year_may_stand_in_brackets() -> None:
    """jaarverslag-2014 p1723: `in 2014 (5,0) is gelijk gebleven`; `75% (44,9)` is explained by its brackets."""
    of = flat(
        "Haven.", LABEL, "De score van de haven stijgt.", *HEAD_2014, "De score van de haven is in 2012, 4,6.",
        "De score van de haven is in 2014 gestegen.", "De score van de haven in 2014 (4,6) is gelijk gebleven.",
    )  # fmt: skip
    assert ("current", 2014, 4.6) in {(row.role, row.year, float(row.value or 0)) for row in records(of)}
    assert not list(read_activities(of))
    other = flat("Haven.", LABEL, "Meer boten.", *HEAD_2014, "In 2012 75% (44,9)", "-", "80% (45,0) in 2014 (haven)")
    assert [row.value for row in records(other) if row.value is not None] == [75, 80]


def test_rows_in_another_order_than_the_bullets() -> None:
    """begroting-2016 p3039: three bullets and three rows, the second row about the third bullet."""
    bullets = (
        " • We verlenen vergunningen tijdig\n • De vloot groeit niet\n • Samen met schippers sluiten we een havenpact"
    )
    of = flat(
        "Haven.", LABEL, bullets, *HEADS[1], "93% van de vergunningen is op tijd verleend.",
        "93% van de vergunningen is op tijd verleend.", "We werken snel aan vergunningen.",
        "Schippers zijn betrokken bij het havenpact", "Schippers zijn betrokken bij het havenpact",
        "We organiseren een gesprek.", "We besparen € 1.200 aan steigers.", "We besparen € 1.200 aan steigers.",
        "We repareren steigers.", host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    names = {row.value_text: row.indicator for row in records(of)}
    assert names["Schippers zijn betrokken bij het havenpact"] == "Samen met schippers sluiten we een havenpact"
    assert names["93%"] == "We verlenen vergunningen tijdig"


def test_recent_figures_below_a_norm_are_measured() -> None:
    """begroting-2016 p3029: the norm is in words, and below it stands what was measured last."""
    norm = "De norm is dat het bezoek toeneemt. In de meest recente cijfers van 2012 is dat zo:"
    of = flat(
        "Parken.", LABEL, "Het bezoek aan parken neemt toe.", *HEADS[1],
        "In 2005 was het bezoek\n • Park Noord 12 %\n • Park Zuid 17 %",
        f"{norm}\n • Park Noord 17 %\n • Park Zuid 21 %",
        " • Parken aanleggen.", host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    assert [(row.role, row.year, row.value) for row in records(of)][2:] == [
        ("current", 2012, 17),
        ("current", 2012, 21),
    ]


def test_a_name_twice_in_three_columns_is_uncertain() -> None:
    """jaarverslag-2015 p4054: the second of two values was read as realised in the year of the report."""
    of = flat(
        "Parken.", LABEL, "Het bezoek aan parken neemt toe.", *HEAD_2014, "In 2005 was het bezoek:",
        "De norm van 2014 is dat het bezoek toeneemt. In 2012 is dat zo:", " • De parken zijn open.", "Park Noord 12 %",
        "Park Noord 17%", " • De bouw kan starten.", "Park Zuid 17%", "Park zuid 21 %",
    )  # fmt: skip
    assert [row.value for row in records(of) if row.value is not None] == []


def test_a_list_without_anything_beside_it_may_be_three_cells() -> None:
    """begroting-2016 p3030: the lists of nulsituatie, norm and activities stand in one paragraph."""
    lists = " • De visie vraagt om herziening\n • Concept van de visie\n • Opstellen van de visie"
    of = flat("Meer steigers.", LABEL, "Een nieuwe visie.", *HEADS[1], lists, host="zwolle.begroting-2016.nl")
    assert (records(of), list(read_activities(of))) == ([], [])
    two = " • Opstellen van de visie\n • Bespreken van de visie met bewoners"
    of = flat("Meer steigers.", LABEL, "Een nieuwe visie.", *HEADS[1], two, host="zwolle.begroting-2016.nl")
    assert len(read_activities(of)) == 2


def test_the_past_in_a_second_sentence_is_realised() -> None:
    """jaarverslag-2014 p1705: the realised cell opens with what is always done."""
    of = flat(
        "Schoon water.", LABEL, "Er wordt rekening gehouden met water.", *HEAD_2014,
        "Gebieden met veel water op de kaart.", "Natte gebieden zijn opgenomen in plannen.",
        "Waterparagrafen worden geschreven zodra plannen worden herzien. In 2014 is tekst geleverd voor de wijk Noord.",
        "Bij graven in natte gebieden vindt onderzoek plaats.", "In 2014 zijn diverse onderzoeken uitgevoerd.",
    )  # fmt: skip
    assert next(one.text[:15] for one in read_activities(of)) == "Waterparagrafen"
    assert not {one.text[:10] for one in read_activities(of)} & {"Bij graven", "Natte gebi"}


def test_a_rise_in_the_year_of_the_report_may_be_the_norm() -> None:
    """jaarverslag-2014 p1698: a norm in the perfect tense between nulsituatie and realisation."""
    of = flat(
        "Meer boten.", LABEL, "Meer bezoekers.", *HEAD_2014, "In 2012 kwamen 18.773 boten.",
        "Het aantal bezoekers van de haven is in 2014 met 10% gestegen.", "In 2014 is een eigen peiling uitgezet.",
    )  # fmt: skip
    assert [one.text for one in read_activities(of)] == ["In 2014 is een eigen peiling uitgezet."]


def test_counts_below_a_date_are_a_state_of_things() -> None:
    """begroting-2016 p3031: the nulsituatie is a date, bullets and a source; none of them is an activity or norm."""
    of = flat(
        "Meer steigers.", LABEL, "Boten vinden zelf een plaats.", *HEADS[1], "Peildatum 1-7-2015:",
        " • Aantal boten in de haven: 546 (100%)\n • Aantal boten aan een steiger: 400 (74%)", "Bron: Havendienst",
        "Percentage boten aan een steiger daalt of blijft gelijk.", " • De havenmeester aanstellen.",
        host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    assert [(row.role, row.year, row.value, row.source) for row in records(of)] == [
        ("baseline", 2015, 546, "Havendienst"), ("baseline", 2015, 400, "Havendienst"), ("target", 2016, None, None),
    ]  # fmt: skip
    assert [one.text for one in read_activities(of)] == ["De havenmeester aanstellen."]


def test_the_line_of_a_streefdoel_that_shares_words_names_the_value() -> None:
    """jaarverslag-2014 p1723 (numbered lines) and p1707 (plain ones)."""
    lines = "  1. De score voor steigers is gestegen\n  2. De score voor waterkwaliteit is gedaald"
    rows = ("De score voor waterkwaliteit is in 2012, 5,0.", "Daling met 5 %.", "In 2014 zijn 61 kades gebouwd.")
    (baseline, target) = records(flat("Water.", LABEL, lines, *HEAD_2014, *rows))[:2]
    assert baseline.indicator == target.indicator == "De score voor waterkwaliteit is gedaald"
    plain = "Toename steigers\nBevorderen waterkwaliteit\nMeer kades"
    (first, *_) = records(flat("Water.", LABEL, plain, *HEAD_2014, "Waterkwaliteit was in 2012 een 5,0.", *rows[1:]))
    assert first.indicator == "Toename steigers"  # one word among three lines is too little


def test_a_pointer_to_other_words_is_no_activity() -> None:
    """jaarverslag-2014 p1707 and p1687."""
    done = "peildatum 31-12-2014\nkades: 25 (5%)\nsteigers: 47 (9,4%)"
    of = flat("Kades.", LABEL, "Meer.", *HEAD_2014, "In 2013 waren het er 20.", "Minimaal 30.", "Zie opmerking kades.")
    other = flat("Kades.", LABEL, "Meer.", *HEAD_2014, "In 2013 waren het er 20.", "Minimaal 30.", done)
    assert not read_activities(of)
    assert not read_activities(other)
    assert [(row.indicator, row.year, row.value) for row in records(other)[2:]] == [
        ("kades", 2014, 25), ("steigers", 2014, 47),
    ]  # fmt: skip


def test_a_source_in_brackets_is_a_source() -> None:
    """begroting-2016 p3038."""
    of = flat(
        "Kades.", LABEL, "Minder kades.", *HEADS[1], "515 kades\n(bron: havenplan 2014)",
        "Aantal en lengte van kades dalen", " • Slopen van kades", host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    assert [(row.role, row.value, row.source) for row in records(of)] == [
        ("baseline", 515, "havenplan 2014"), ("target", None, None),
    ]  # fmt: skip


def test_a_long_range_of_years_dates_no_value() -> None:
    """jaarverslag-2014 p1705; its first line is also one sentence in two lines."""
    of = flat(
        "Kades.", LABEL, "Onderzoek.", *HEAD_2014, "Van 15 kades uit 1987 is niets bekend.",
        "Uitwerken onderzoeken 1987-2001. Er verschijnen jaarlijks 1 of meer rapporten.",
        "In 2014 zijn diverse\nkades gebouwd. Een groot deel was klaar.",
    )  # fmt: skip
    assert figures(of)[1] == ("target", 2014, 1.0, ">=")
    assert [one.text for one in read_activities(of)] == [
        "In 2014 zijn diverse kades gebouwd. Een groot deel was klaar."
    ]


def test_what_happened_in_the_report_year_is_no_norm() -> None:
    """jaarverslag-2014 p1681: the numbers of a norm of two parts stand behind the realisation."""
    of = flat(
        "Meer kades.", LABEL, "Toevoegen van 40 kades per jaar, waarvan 18 in Noord.", *HEAD_2014,
        "In 2013 worden naar verwachting 45 kades opgeleverd.", "De nieuwe norm bedraagt 40 kades per jaar:",
        "In 2014 zijn 61 kades gerealiseerd.\n(een deel hiervan ligt in Zuid)",
        "Opleveren van 18 kades in Noord.", "Opleveren van 22 kades elders.",
    )  # fmt: skip
    assert figures(of) == [
        ("baseline", 2013, 45, "="), ("target", 2014, 40, "="), ("current", 2014, 61, "="), ("target", 2014, 18, "="),
        ("target", 2014, 22, "="),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    ["In 2014 werden 61 kades gebouwd.", "In 2014 is 61% van de kades vernieuwd.", "In 2014 zijn 61 kades opgeleverd."],
)
def test_sentences_of_the_third_column(sentence: str) -> None:
    zero, norm = "In 2013 waren er 45.", "De norm is 40."
    of = flat("Meer kades.", LABEL, "Toevoegen van kades.", *HEAD_2014, zero, norm, sentence, zero, norm, "-")
    assert ("current", 2014, 61, "=") in figures(of)
    assert not [row for row in records(of) if row.role == "target" and row.value != 40]


@pytest.mark.parametrize(
    "told", ["In 2014 is geen meting verricht. Het panel start in 2015.", "De norm voor 2014 is ruim gehaald."]
)
def test_what_tells_of_a_norm_or_a_measurement_is_no_norm(told: str) -> None:
    """jaarverslag-2016 p8603 and jaarverslag-2014 p1698."""
    of = flat("Meer kades.", LABEL, "Oordeel.", *HEAD_2014, "In 2013 was het een 6,7.", "Klanttevredenheid 7,2", told)
    assert figures(of) == [("baseline", 2013, 6.7, "="), ("target", 2014, 7.2, "=")]


def test_a_change_that_is_asked_for_is_a_norm() -> None:
    """jaarverslag-2015 p4044: the year in the brackets is that of the nulsituatie."""
    of = flat(
        "Meer kades.", LABEL, "Gebruik.", *HEAD_2014, "Er is een nieuwe website.",
        "Stijging gebruik kades met 10% (nulsituatie is medio 2013).", "In 2014 niet onderzocht",
    )  # fmt: skip
    assert [(row.role, row.value, row.missing_reason) for row in records(of)] == [
        ("baseline", None, "text"), ("target", None, "text"), ("current", None, "nb"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "norm",
    [
        "In 2014 is het aantal kades met 5 gestegen tot 40.",
        "In 2014 is het aantal gezinnen aan een kade 40.",
        "In 2014 is minimaal 40 kades gebouwd.",
    ],
)
def test_a_norm_in_the_perfect_tense_stays_a_norm(norm: str) -> None:
    of = flat(
        "Meer kades.", LABEL, "Toevoegen van kades.", *HEAD_2014, "In 2013 waren er 35.", norm, "Er zijn er nu 41."
    )
    assert ("target", 2014, 40) in {(row.role, row.year, row.value) for row in records(of)}


def test_values_of_one_line_below_a_name_are_told_apart_in_the_note() -> None:
    """jaarverslag-2015 p4079: `90% voor 18 jaar en ouder, 99% voor 12-17 jarigen`."""
    zero = "% bewoners dat de afgelopen 12 maanden een park bezocht\n0-meting 2013: 70% in Noord, 75% in Zuid"
    of = flat(
        "Meer groen.", LABEL, "Het bezoek neemt toe.", *HEAD_2014, zero, "Noord: 72%\nZuid: 76%", "Er is niet gemeten."
    )
    assert {row.indicator for row in records(of)} == {"% bewoners dat de afgelopen 12 maanden een park bezocht"}
    assert [(row.role, row.value, row.unit, row.note) for row in records(of)] == [
        ("baseline", 70, "%", "0-meting 2013: 70% in Noord, 75% in Zuid"),
        ("baseline", 75, "%", "0-meting 2013: 70% in Noord, 75% in Zuid"),
        ("target", 72, "%", "Noord: 72%"),
        ("target", 76, "%", "Zuid: 76%"),
    ]


@pytest.mark.parametrize("words", ["Geen specifieke norm 2014 gesteld.\nTussenstand:", "Tussenstand van dit jaar:"])
def test_interim_values_in_a_norm_cell_are_no_norm(words: str) -> None:
    """jaarverslag-2014 p1710; the source dates them."""
    norm = words + "\n‘Helder water’ = 10%\n‘Troebel water’ = 19%\nBron: metingen 2013"
    zero = "‘Helder water’ = 8%\n‘Troebel water’ = 20%\nBron: metingen 2009"
    of = flat(
        "Schoon water.", LABEL, "Het water wordt schoner.", *HEAD_2014, zero, norm, "Het onderzoek is uitgevoerd."
    )
    assert [(row.role, row.year, row.value) for row in records(of)] == [
        ("baseline", None, 8), ("baseline", None, 20), ("current", 2013, 10), ("current", 2013, 19),
    ]  # fmt: skip


def test_a_label_before_a_value_names_it() -> None:
    """jaarverslag-2014 p1690: rows of a streefdoel that each have an indicator of their own."""
    of = flat(
        "Meer werk.", LABEL, "Het aantal werklozen neemt af.", *HEAD_2014,
        "Nulsituatie 2013: afname aantal werklozen: 39.\n(2012: 38).", "Afname aantal werklozen: 40.",
        "Naar werk: 32.\nNaar een eigen zaak: 9.", "Nulsituatie 2013: aantal afspraken met bedrijven: 25.",
        "Aantal afspraken uitbreiden tot minimaal 50.", "In totaal zijn er 47 afspraken gemaakt.",
    )  # fmt: skip
    assert [(row.indicator, row.role, row.value) for row in records(of)] == [
        ("afname aantal werklozen", "baseline", 39), ("afname aantal werklozen", "target", 40),
        ("Naar werk", "current", 32), ("Naar een eigen zaak", "current", 9),
        ("aantal afspraken met bedrijven", "baseline", 25), ("aantal afspraken met bedrijven", "target", 50),
        ("aantal afspraken met bedrijven", "current", 47),
    ]  # fmt: skip


def test_a_letter_before_a_streefdoel_is_no_name() -> None:
    """jaarverslag-2014 p1770: an enumeration within an enumeration."""
    aims = " 1. a. In 2015 is het percentage rokers gedaald.\n 2. b. In 2015 zijn er minder drinkers."
    of = flat("Gezond.", LABEL, aims, *HEAD_2014, "In 2011 rookt 22%.", "De norm is 20%.", "Er is niet gemeten.")
    assert {row.indicator for row in records(of)} == {"a. In 2015 is het percentage rokers gedaald"}


@pytest.mark.parametrize(
    ("sentence", "values", "told"),
    [
        ("In 2014 deden 124 kinderen examen, 83 haalden diploma A en 62 scholieren diploma B.", [], 3),
        ("Er zijn 24 projecten gestart.", [], 1),
        ("Van de kinderen had 3% geen diploma tegenover 11% landelijk.", [3], 1),
        ("Het aandeel daalde naar 6%. Slechter scoorden: Deventer 11% en Kampen 12%.", [6], 2),
        ("Het aandeel is 6%, met een landelijk gemiddelde van 8%.", [6], 1),
        ("Aan het landelijk onderzoek onder 4.000 ouders doen we mee: het is 6%.", [6], 1),
        ("In de benchmark scoren we 6%.", [6], 0),
        ("In 2012 was het 12%, in 2013 13% en in 2014 14%.", [12, 13, 14], 0),
        ("Het is nu 6.", [6], 0),
    ],
)
def test_numbers_of_other_things_are_no_values_of_the_streefdoel(sentence: str, values: list[float], told: int) -> None:
    """jaarverslag-2016 p8675, jaarverslag-2014 p1726 and p1766: they are told, and the words stay."""
    of = flat(
        "Zwemmen.", LABEL, "Minder kinderen zonder diploma.", *HEAD_2014, "In 2012 was dit 7%.", "Norm is 5%.", sentence
    )
    assert [row.value for row in records(of) if row.role == "current"] == values
    found = [finding.code for finding in read(of).findings]
    assert ("INDICATOR_PROSE" in found) == (told > 0)
    assert [one.text for one in read_activities(of)] == ([] if values else [sentence])


def test_a_sentence_broken_before_a_number_is_one_activity() -> None:
    broken = "In totaal zijn er 24 projecten met subsidie begonnen waarvan eind 2014\n13 gereed."
    of = flat(
        "Zwemmen.", LABEL, "Minder kinderen zonder diploma.", *HEAD_2014, "In 2012 was dit 7%.", "Norm is 5%.", broken
    )
    assert [one.text for one in read_activities(of)] == [broken.replace("\n", " ")]


def test_a_streefdoel_that_does_not_apply_has_no_values() -> None:
    """jaarverslag-2014 p1700."""
    lines = "• De samenwerking leverde 35 afspraken op.\n • Deelgenomen aan overleg."
    of = flat("Samen.", LABEL, "n.v.t.", *HEAD_2014, "n.v.t.", "n.v.t.", lines)
    assert records(of) == []
    assert [one.text for one in read_activities(of)] == [
        "De samenwerking leverde 35 afspraken op.",
        "Deelgenomen aan overleg.",
    ]
    assert {finding.code for finding in read(of).findings} >= {"INDICATOR_PROSE", "STREEFDOEL_EMPTY"}


def uncertain(of: Page) -> list[str]:
    return [finding.found for finding in read(of).findings if finding.code == "INDICATOR_ROW_UNCERTAIN"]


def test_a_table_inside_a_cell_is_uncertain_as_a_whole() -> None:
    """jaarverslag-2014 p1713: labels and numbers, one to a paragraph."""
    small = ["in kg per inwoner", "2010", "2012", "Rest", "232", "239", "Papier", "46", "44", "subtotaal", "278", "283"]
    of = flat("Afval.", LABEL, "Minder afval.", *HEAD_2014, "In 2010 en 2012:", *small, "De plannen zijn uitgevoerd.")
    assert records(of) == []
    assert read_activities(of) == ()
    assert len(uncertain(of)) == 1
    assert "Papier 46 44" in uncertain(of)[0]


RUN_TOGETHER = [
    " • 90% tijdig behandeld\n • 40% in overleg\n • 95% tijdig behandeld.\n • 80% mondeling",
    " • In 2009 waren er 1.245 bezoekers.\n • In 2014 zijn er 1.500 bezoekers.",
]


@pytest.mark.parametrize("bullets", RUN_TOGETHER)
def test_bullets_of_several_cells_in_one_block_are_uncertain(bullets: str) -> None:
    """jaarverslag-2014 p1777, p1702 and p1726; words that tell their own column stay."""
    norm = "De norm is dat het aantal toeneemt."
    done = "De werkgroep is opgericht en het plan werd vastgesteld."
    of = flat("Bezoek.", LABEL, "Meer bezoekers.", *HEAD_2014, "Bezoekers 2013:", norm, done, bullets, "Klachten 2013:")
    assert [(row.role, row.value) for row in records(of)] == [("target", None)]
    assert [one.text for one in read_activities(of)] == [done]
    assert bullets.split("\n")[0].strip(" •") in " ".join(uncertain(of))


def test_a_list_apart_from_its_colon_is_uncertain() -> None:
    """jaarverslag-2014 p1702: the list that `Per wijk:` announces stands below the other cells."""
    zero, norm = "In 2011 gemiddeld: 17 %\nPer wijk:", "In 2014 gemiddeld minimaal 14 %."
    of = flat("Groen.", LABEL, "Meer groen.", *HEAD_2014, zero, norm, "Er is geplant.", "Noord      61 %\nZuid   34 %")
    assert records(of) == []
    assert "61 %" in uncertain(of)[0]


def test_what_was_before_the_year_of_a_norm_is_no_norm() -> None:
    """jaarverslag-2014 p1702: a sentence behind the norm in its own cell."""
    norm = "De norm voor 2014 is dat het in ieder geval afneemt. In 2012 zien wij die afname namelijk: 14 %"
    of = flat("Groen.", LABEL, "Minder klachten.", *HEAD_2014, "In 2011 was dit 17 %.", norm, "Er is geplant.")
    assert figures(of) == [("baseline", 2011, 17, "="), ("current", 2012, 14, "=")]
    listed = norm.replace("14 %", "\n • Noord 14 %\n • Zuid 12 %")
    of = flat("Groen.", LABEL, "Minder klachten.", *HEAD_2014, "In 2011 was dit 17 %.", listed, "Er is geplant.")
    assert figures(of)[1:] == [("current", 2012, 14, "="), ("current", 2012, 12, "=")]


EFFECTS = "Doelstellingen/maatschappelijke effecten"


@pytest.mark.parametrize("label", [EFFECTS, "Doelstellingen/maatschappelijke effec"])
def test_a_title_below_bullets_is_that_of_the_next_goal(label: str) -> None:
    """jaarverslag-2014 p1700; the label may be cut off by the end of the export."""
    done = " • Het plan werd vastgesteld.\n • Deelgenomen aan overleg (N35, N340)."
    cells = (*HEAD_2014, "In 2013 waren er 3.", "Norm is 5.")
    of = flat(
        "Samen.", LABEL, "Meer overleg.", *cells, done + "\nSchoner water", EFFECTS, "Schoon.",
        LABEL, "Meer vis.", *cells,
        "Het riool is gebouwd.", "Meer bomen in de stad", label,
    )  # fmt: skip
    assert [goal.title for goal in of.goals] == ["Meer water", "Schoner water", "Meer bomen in de stad"]
    assert [one.text for one in read_activities(of)] == [
        "Het plan werd vastgesteld.", "Deelgenomen aan overleg (N35, N340).", "Het riool is gebouwd.",
    ]  # fmt: skip


def test_cells_equal_but_for_their_number_are_nulsituatie_and_norm() -> None:
    """jaarverslag-2014 p1716: the other cells of the block stay uncertain."""
    share = "% van de aanvragen wordt binnen de wettelijke termijn afgehandeld."
    done = "98% van de aanvragen voor een park is tijdig afgehandeld. Bij bomen is dat 87%."
    of = flat(
        "Snel.", LABEL, "Sneller.", *HEAD_2014, "93" + share, "95" + share, done, "Er is voor € 1,25 mln bespaard."
    )
    assert [(row.role, row.value) for row in records(of)][:2] == [("baseline", 93), ("target", 95)]


def test_an_aim_is_no_realised_activity() -> None:
    """jaarverslag-2014 p1766: the norm of a second row of which nothing else is printed."""
    cells = (
        "De norm is 50%.",
        "Het plan is toegevoegd aan de lijst en werd vastgesteld.",
        "Verbeteren groen in de wijken.",
    )
    of = flat("Groen.", LABEL, "Meer groen.", *HEAD_2014, "In 2013 was dit 40%.", *cells)
    assert [one.text for one in read_activities(of)] == [cells[1]]
    assert uncertain(of) == [cells[2]]


def test_a_sentence_that_goes_on_below_is_one_line() -> None:
    """jaarverslag-2014 p1700: the value stands in the second half."""
    done = (
        "Vanaf eind 2013 is de aanpak helemaal\nonderdeel van het programma. Dat geeft een reductie van gemiddeld 9%."
    )
    of = flat("Water.", LABEL, "Reductie van 5%.", *HEAD_2014, "In 2012 was dit 2%.", "De norm is 5%.", done)
    assert [row.note for row in records(of) if row.role == "current"] == [done.replace("\n", " ")]
    assert read_activities(of) == ()


@pytest.mark.parametrize(
    "done",
    [
        " • Start fase 1 van de kade\n • Start fase 2 van de kade",
        " • In 2013 zijn 5 kades gebouwd.\n • In 2014 zijn 7 kades gebouwd.",
    ],
)
def test_bullets_of_one_cell_stay_certain(done: str) -> None:
    of = flat("Kades.", LABEL, "Meer kades.", *HEAD_2014, "In 2012 waren er 3.", "De norm is 5.", done)
    assert uncertain(of) == []
    assert ("baseline", 2012, 3, "=") in figures(of)


def test_cells_of_numbers_are_no_table_inside_a_cell() -> None:
    rows = [text for no in range(5) for text in (f"{no + 10}%", f"{no + 20}%", f"Uitvoeren plan {'abcde'[no]}")]
    of = flat("Kades.", LABEL, "Meer kades.", *HEADS[1], *rows, host="zwolle.begroting-2016.nl")
    assert {20, 24} <= {row.value for row in records(of)}


def test_the_direction_is_that_of_the_sentence_of_the_value() -> None:
    """jaarverslag-2014 p1694: what rises is another thing."""
    zero = "Inactiviteit neemt toe met de leeftijd. 60 % van de ouderen beweegt genoeg."
    done = "De belangstelling is gestegen. Het is nu 61%."
    of = flat("Bewegen.", LABEL, "Ouderen bewegen.", *HEAD_2014, zero, "De norm is 62%.", done)
    assert [(row.value, row.direction) for row in records(of)] == [(60, None), (62, None), (61, None)]


def test_lines_go_with_the_bullets_of_the_streefdoel() -> None:
    """jaarverslag-2014 p1694: also where a line holds several values."""
    aims = " 1. Minder drinkers;\n 2. Minder rokers;\n 3. Meer gezond eten."
    zero = " 1. Het percentage drinkers is 11%.\n 2. 22% van de inwoners rookt.\n 3. 30% eet vis, 39% eet groente."
    of = flat("Gezond.", LABEL, aims, *HEAD_2014, "In 2009:", zero, "De norm is gelijk.", "Er zijn geen cijfers.")
    assert [(row.indicator, row.value) for row in records(of) if row.value] == [
        ("Minder drinkers", 11), ("Minder rokers", 22), ("Meer gezond eten", 30), ("Meer gezond eten", 39),
    ]  # fmt: skip


def test_a_sentence_may_stand_between_the_first_title_and_its_label() -> None:
    """jaarverslag-2014 p1694; begroting-2016 p2941 has no streefdoel and no goal."""
    opening = [
        "Gezondheid en zorg",
        "Gezond leven",
        "We werken hieraan met de regio.",
        EFFECTS,
        "Een gezonde leefstijl.",
    ]
    block = [LABEL, "Minder rokers.", *HEAD_2014, "In 2009 was dit 22%.", "De norm is 20%.", "Er is niet gemeten."]
    of = text_page("\n\n".join(opening + block), "zwolle.jaarverslag-2014.nl")
    assert [(goal.title, goal.statement) for goal in of.goals] == [("Gezond leven", "Een gezonde leefstijl.")]
    assert [goal.title for goal in text_page("\n\n".join(opening), "zwolle.jaarverslag-2014.nl").goals] == [None]


def test_what_was_realised_before_is_the_nulsituatie() -> None:
    of = flat("Banen.", LABEL, "Meer banen.", *HEAD_2014, "Realisatie 2012: 14", "Norm: 16, werkelijk: 13", "Niets.")
    assert [(row.role, row.year, row.value) for row in records(of)] == [
        ("baseline", 2012, 14), ("target", 2014, 16), ("current", None, 13),
    ]  # fmt: skip


def test_numbers_below_a_streefdoel_that_is_a_placeholder_are_kept() -> None:
    of = flat("Samen.", LABEL, "n.v.t.", *HEAD_2014, "In 2013 waren er 3.", "De norm is 5.", "Er zijn er 4.")
    assert [(row.indicator, row.value) for row in records(of)] == [
        ("Streefdoel", 3),
        ("Streefdoel", 5),
        ("Streefdoel", 4),
    ]


def test_values_without_a_word_below_one_another_are_uncertain() -> None:
    """A blank cell of the row before is gone, so that `52%` may be the nulsituatie of the next as well as a norm."""
    of = flat(
        "Meer water.", LABEL, "Vijvers.", *HEAD_2014, "66 vijvers in 2012", "≤4.662 vijvers in 2014", "52%", "74%",
        "• De vijver is aangelegd.",
    )  # fmt: skip
    assert any("52%" in text and "74%" in text for text in uncertain(of))
    whole = flat("Meer water.", LABEL, "Vijvers.", *HEAD_2014, "52%", "74%", "-")
    assert uncertain(whole) == []
    assert [(row.role, row.value_text) for row in records(whole)][:2] == [("baseline", "52%"), ("target", "74%")]


def test_the_last_value_above_a_relation_or_a_toelichting_is_no_title() -> None:
    rows = ("6.511 vijvers in 2012", "6.700 vijvers in 2014", "6.650 vijvers in 2014")
    for label in ("Toelichting", "Relaties met andere programma's"):
        of = flat("Meer water.", LABEL, "Vijvers.", *HEAD_2014, *rows, label, "Programma 6.")
        assert [row.role for row in records(of)] == ["baseline", "target", "current"]


def test_a_value_of_the_report_year_is_no_activity() -> None:
    of = flat(
        "Meer water.", LABEL, "Vijvers.", "Nulsituatie", "Norm van 2015", "Activiteiten", "21 vijvers in 2013",
        "91 vijvers in 2015", "0-meting 2012: 24%", "norm 2015: 81%", "Graven van een vijver.",
        host="zwolle.begroting-2015.nl",
    )  # fmt: skip
    assert [one.text for one in read_activities(of)] == ["Graven van een vijver."]
    assert [(row.role, row.year) for row in records(of)] == [
        ("baseline", 2013), ("target", 2015), ("baseline", 2012), ("target", 2015),
    ]  # fmt: skip


def test_what_is_realised_as_the_norm_said_is_no_nulsituatie() -> None:
    """`4 vijvers in 2014` twice: both are of the year of the report."""
    rows = ("2 vijvers in 2012\n3 beken in 2012", "4 vijvers in 2014", "4 vijvers in 2014", "3 beken in 2012")
    of = flat("Meer water.", LABEL, "Vijvers.", *HEAD_2014, *rows)
    assert not [row for row in records(of) if row.role == "baseline" and row.year == 2014]


def test_two_values_of_one_thing_and_year_in_one_column_are_uncertain() -> None:
    """Norm and realisation as paragraphs of their own: `27 vijvers in 2014` may be either."""
    rows = ("21 vijvers in 2012", "4 beken in 2012", "27 vijvers in 2014", "6 beken in 2014", "31 vijvers in 2014",
            "5 beken in 2014")  # fmt: skip
    of = flat("Meer water.", LABEL, "Vijvers.", *HEAD_2014, *rows)
    assert all(text in " ".join(uncertain(of)) for text in ("6 beken in 2014", "5 beken in 2014"))


def test_what_we_do_is_no_nulsituatie() -> None:
    of = flat(
        "Meer water.", LABEL, "Vijvers.", "Nulsituatie", "Norm van 2016", "Activiteiten",
        "In 2014 zijn er 601 vijvers gegraven.", "In 2016 is het aantal vijvers gestegen.", "We stimuleren het graven.",
        "We verbeteren de oevers.", "72%", "25%", "Bevorderen van helder water.", host="zwolle.begroting-2016.nl",
    )  # fmt: skip
    stated = [row.value_text for row in records(of) if row.value_text.startswith("We ")]
    assert not stated or any("We verbeteren" in text for text in uncertain(of))
