"""Indicator values in cells and sentences (INTEGRITY rows 37-43, 70); examples are shaped after the pages of
2014-2016 and 2026 that the format documents name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.quantities import find_direction, find_quantities, parse_quantity


@pytest.mark.parametrize(
    ("text", "value", "comparator", "approximate", "unit"),
    [
        ("2332", "2332", "=", False, None), ("2.492", "2492", "=", False, None), ("4,4", "4.4", "=", False, None),
        ("83%", "83", "=", False, "%"), ("30%", "30", "=", False, "%"), ("17  %", "17", "=", False, "%"),
        ("minimaal 80%", "80", ">=", False, "%"), ("maximaal 5", "5", "<=", False, None),
        ("ten minste 90", "90", ">=", False, None),
        ("Tenminste 200", "200", ">=", False, None), ("minstens 90%", "90", ">=", False, "%"),
        ("niet meer dan 10", "10", "<=", False, None),
        ("circa 80", "80", "=", True, None), ("ca. 800.000 m²", "800000", "=", True, "m²"),
        ("ruim 45", "45", "=", True, None), ("≈ 18", "18", "=", True, None),
        ("> 10", "10", ">", False, None), (">10", "10", ">", False, None), ("≥ 7,2", "7.2", ">=", False, None),
        ("≥ 7,2*", "7.2", ">=", False, None),
        ("≤533", "533", "<=", False, None), ("<= 16%", "16", "<=", False, "%"),
        (">= 65%", "65", ">=", False, "%"), ("< 5", "5", "<", False, None),
        ("-0-", "0", "=", False, None), ("(-0)", "0", "=", False, None), ("0", "0", "=", False, None),
        ("-3,5", "-3.5", "=", False, None),
        ("0,5%-punt", "0.5", "=", False, "%-punt"), ("€ 1.200.000", "1200000", "=", False, "€"),
        ("€ 1,15 mln", "1150000", "=", False, "€"),
        ("80% of meer", "80", ">=", False, "%"), ("380 of minder", "380", "<=", False, None),
        ("2026", "2026", "=", False, None),
        ("39% (meting 2016)", "39", "=", False, "%"), ("72% 1)", "72", "=", False, "%"),
        ("meer dan 10", "10", ">", False, None),
        ("12 procent", "12", "=", False, "%"), ("minimaal een 7", "7", ">=", False, None),
        ("\u00a085\u00a0%", "85", "=", False, "%"),
        ("minimaal circa 40", "40", ">=", True, None), ("8 m2", "8", "=", False, "m²"),
        ("2,5 procentpunt", "2.5", "=", False, "%-punt"),
    ],
)  # fmt: skip
def test_a_cell_is_a_value(text: str, value: str, comparator: str, approximate: bool, unit: str | None) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert str(quantity.value) == value
    assert (quantity.comparator, quantity.approximate, quantity.unit) == (comparator, approximate, unit)
    assert (quantity.direction, quantity.reason, quantity.low, quantity.high) == (None, None, None, None)
    assert (quantity.printed, quantity.start, quantity.end) == (text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("lager", "down"), ("hoger", "up"), ("gelijk", "equal"), ("Lager dan nulmeting", "down"),
        ("Daling met 5 %.", "down"),
        ("Stijging met 10 %.", "up"), ("< nulmeting", "down"), ("stabiel", "equal"),
        ("gelijk gebleven", "equal"), ("afname", "down"),
        ("gelijk aan of lager dan nulmeting", "down"), ("toename", "up"), ("> nulsituatie", "up"),
        ("minder", "down"),
    ],
)  # fmt: skip
def test_a_cell_may_be_a_direction(text: str, direction: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.direction) == (None, direction)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("10-15", 10, 15, None), ("10 – 15", 10, 15, None), ("400 tot 450", 400, 450, None),
    ("tussen 400 en 500", 400, 500, None),
     ("10-15%", 10, 15, "%"), ("10% - 15%", 10, 15, "%"), ("1.000-1.500", 1000, 1500, None),
     ("3 á 4", 3, 4, None), ("3 a 4", 3, 4, None)],
)  # fmt: skip
def test_a_cell_may_be_a_range(text: str, low: int, high: int, unit: str | None) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.low, quantity.high, quantity.unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-", "dash"),
        ("n.b.", "nb"),
        ("", "empty"),
        ("PM", "pm"),
        ("nvt", "nvt"),
        ("niet gemeten", "nb"),
        ("geen meting", "nb"),
    ],
)
def test_a_cell_may_hold_a_placeholder(text: str, reason: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.reason) == (None, reason)


@pytest.mark.parametrize(
    "text",
    ["1.6", "1.20", "81 964", "1-1-2015", "1-1- 2015", "2022-2023", "18-/18+", "12.5.a", "30-06-2024", "21/21",
    "15-10", "10-2015",
     "Bepalen nulsituatie", "10 arbeidsplaatsen", "In 2016 daalt het aantal", "1.2.3", "≤", "minimaal",
     "77.78O", "€ 5%", "x" * 200,
     "2e half jaar", "Nulsituatie wordt eind 2015\nvastgesteld."],
)  # fmt: skip
def test_other_cells_are_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None


FOUND = [
    ("is in 2014, 4,4.", ["4,4"]), ("is in 2014, 2,2", ["2,2"]), ("583 woninginbraken in 2014", ["583"]),
    ("≤24 hennepkwekerijen in 2015", ["≤24"]), ("≤ 1.6 schaalscore ervaren overlast in 2015*", ["≤ 1.6"]),
    ("1.6 schaalscore ervaren overlast", ["1.6"]), ("4.598 overlastmeldingen in 2014", ["4.598"]),
    ("start op -0-. De", ["-0-"]),
    ("1-1-2015 is nulmeting (-0)", ["(-0)"]), ("eind 2016 minimaal 10 arbeidsplaatsen", ["minimaal 10"]),
    ("Op 1-1- 2015 maken 3.385 inwoners gebruik van hulp en 1.299 van", ["3.385", "1.299"]),
    ("Inwoners van 18 jaar en ouder", []),
    ("op een schaal van 10 een 7.", ["7"]), ("vanuit het programma 11.", []), ("Programma 6.", []),
    ("21/21 en 65/70.", []),
    ("programma's binnen het sociaal domein: 1, 11, 13 en 14.", []),
    ("de programma’s 6 (verlaten), 11 en 13.", []),
    ("We besparen € 1.200.000, waarvan € 1.050.000 voor Zwolle", ["€ 1.200.000", "€ 1.050.000"]),
    ("gedaald naar 380 of minder.", ["380 of minder"]), ("van 25 in 2014 naar 20 in 2018", ["25", "20"]),
    ("Veiligheidsgevoel in 2018 minimaal een 7.", ["minimaal een 7"]),
    ("0-meting 2012:  97% (absoluut: 155)", ["97%", "155"]),
    ("naar schatting (aug. 2015) 400 tot 450 woningen", ["400 tot 450"]),
    ("tussen 400 en 500 woningen", ["tussen 400 en 500"]),
    ("Daling met 5 %.", []), ("5% hoger dan het voorgaande jaar", []),
    ("is in 2014 gestegen tot 14%.", ["14%"]), ("= 27%", ["= 27%"]),
    ("Gemiddeld    17 %", ["17 %"]), ("ca. 800.000 m² kantoor", ["ca. 800.000 m²"]), ("2e half jaar", []),
    ("18-/18+", []),
    ("Ordeverstoringen[1] en[2] beperken in 2011- 2014.", []), ("(zie a) en (zie j)", []), ("1 t/m 3", []),
    ("2x per jaar", []),
    ("minimaal 400 woningen per jaar (2013 t/m 2017), waarvan 180", ["minimaal 400", "180"]),
    ("norm 2015: 90%", ["90%"]),
    ("kinderen van 4 tot 12 jaar", []), ("417 woonvoorzieningen", ["417"]), ("Doel 1.2.3 en doel 1.3.1", []),
    ("binnen 8 weken", []),
    ("13 en 14 woningen", ["13", "14"]), ("per 1.000 inwoners 12", ["12"]),
    ("tussen -5% en 3%", ["tussen -5%", "3%"]),
    ("om 10.00 uur", []), ("wijkplan 2015-2018", []), ("HR21, N340, CO2 en C01", []), ("12-jarigen en 65+", []),
    ("versie 1.6", []),
    ("1. Eerste punt met 12 banen", ["12"]), ("3\u00ad00 banen", ["3\u00ad00"]), ("lager dan in 2015", []),
    ("", []), ("1,204 en 81'964", []),
    ("Peildatum 1 juli van het jaar", []), ("30% van de meldingen", ["30%"]),
    ("150 garantiebanen in de regio", ["150"]),
    ("bezocht de afgelopen 12 maanden een park", []), ("sport 3 keer in de week", []),
    ("30% doet dat 2 maal per jaar", ["30%"]),
    ("De wachttijd is 12 maanden.", ["12"]), ("een doorlooptijd van 6 weken", ["6"]), ("vergaderd: 4 keer", ["4"]),
    ("4 keer per jaar", ["4"]), ("werkelijk: minimaal 2 keer per maand.", ["minimaal 2"]),
    ("Voldoende op 8 van de 10 normen", ["8"]), ("40% van de 200 panden", ["40%"]),
    ("daling van de 12% uitval", ["12%"]),
    ("vormen zoals Studio 1870 of andere", []), ("in Noord 1200 banen", ["1200"]), ("Bezoekers 1870", ["1870"]),
    ("Papier 232", ["232"]), ("Parken 4, plaatsen 12 en pp. 3", ["4", "12"]), ("p. 12, blz. 3, nr 5, lid 2", []),
    ("doelgroepkinderen 97%", ["97%"]), ("lidmaatschappen 80", ["80"]), ("Peildatum 1-7-2015:", []),
    ("punt 3, postbus 538", []), ("punten 12", ["12"]), ("puntscore 7", ["7"]),
    ("in de top 3 van gemeenten", []), ("een top-10 notering", []), ("3e op de lijst van 36 grote steden", []),
    ("Stijging gebruik website met 10%", []), ("is in 2014 met ruim 10% gestegen", []),
    ("met 12 banen gestegen tot 90", ["90"]), ("toename van 70% naar 80%", ["80%"]), ("met 5 gestegen", []),
    ("met 1-2% was afgenomen", []),
    ("wij werken met 25 gemeenten toe naar een akkoord", ["25"]),
    ("het aandeel neemt met 25% toe door subsidie", []), ("daalde met 12% naar 40", ["40"]), ("steeg met 5", []),
    ("samenwerking met 25 gemeenten is toegenomen", ["25"]), ("met 80 deelnemers gestart", ["80"]),
    ("daalde van 25 naar 20", ["25", "20"]),
    ("per 31-12-2014: 3.261 huishoudens", ["3.261"]), ("per 1-1-2015", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed"), FOUND)
def test_values_are_found_in_sentences(text: str, printed: list[str]) -> None:
    found = find_quantities(text)
    assert [quantity.printed for quantity in found] == printed
    assert all(text[quantity.start : quantity.end] == quantity.printed for quantity in found)


def test_what_stands_before_a_number_qualifies_it() -> None:
    text = "circa 26 woningen, ≤ 1.6 schaalscore, minimaal 75% tevreden, (-0) en 400 tot 450 banen"
    about, score, share, nil, reach = find_quantities(text)
    assert (about.value, about.approximate) == (26, True)
    assert (str(score.value), score.comparator) == ("1.6", "<=")
    assert (share.value, share.comparator, share.unit) == (75, ">=", "%")
    assert nil.value == 0
    assert (reach.value, reach.low, reach.high) == (None, 400, 450)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("is in jaar 2016 gestegen ten opzichte van 2014", "up"),
        ("in het jaar 2016 gedaald ten opzichte van jaar 2014", "down"),
        ("We streven ernaar dat dit aantal in de toekomst afneemt.", "down"),
        ("dat gebruik maakt van een voorziening daalt.", "down"),
        ("Het bezoek aan stadsparken neemt toe ten opzichte van 2005.", "up"),
        ("neemt in de komende jaren af", "down"),
        ("gelijk aan of lager dan in 2015.", "down"), ("in 2018 niet toegenomen ten opzichte van 2014.", "equal"),
        ("het % gebruikers niet gedaald en het % tevreden gelijk gebleven.", "equal"),
        ("is minimaal gelijk gebleven", "equal"),
        ("Minder Zwollenaren vinden dat er te weinig groen is", "down"), ("Meer inwoners sporten", "up"),
        ("hoger dan in 2009", "up"),
        ("het beroep op voorzieningen wordt minder.", "down"), ("stijging", "up"),
        ("gestegen en daarna gedaald", None), ("", None),
        ("onder meer door inzet", None), ("meer dan 80% van de inwoners", None), ("niet meer dan 10", None),
        ("hoger onderwijs", None), ("Er zijn geen achterstanden meer in 2015", None), ("geen meer dan anders", "up"),
        ("afname aantal bijstandsafhankelijke huishoudens", None), ("toename", "up"),
        ("We zetten op andere in", None), ("380 of minder", None),
        ("De norm is dat het percentage afneemt", "down"), ("gelijk of hoger", "up"), ("Lager", "down"),
        ("in de zomer", None),
    ],
)  # fmt: skip
def test_words_tell_the_direction(text: str, direction: str | None) -> None:
    assert find_direction(text) == direction


TEXTS = st.text(st.sampled_from("0123456789.,-%€≥<>=()/ abemrtj\u00a0\u00ad[]\n+²"), max_size=30) | st.text(max_size=16)
WORDS = st.lists(
    st.sampled_from(["minimaal", "circa", "2014", "80%", "10-15", "of meer", "€", "-0-", "jaar", "1.6", "t/m"]),
    max_size=6,
)


@given(TEXTS | WORDS.map(" ".join))
def test_any_text_is_searched_and_no_digit_invented(text: str) -> None:
    cell = parse_quantity(text)
    assert cell is None or cell.printed == text
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.printed
        if quantity.value is not None and "m" not in quantity.printed:
            digits = "".join(filter(str.isdigit, format(abs(quantity.value), "f")))
            assert digits in "".join(filter(str.isdigit, quantity.printed))
    assert find_direction(text) in (None, "up", "down", "equal")


@given(st.integers(0, 10**9), st.sampled_from([("", "="), ("minimaal ", ">="), ("≤", "<="), ("> ", ">")]))
def test_formatted_counts_come_back(value: int, qualifier: tuple[str, str]) -> None:
    printed = f"{qualifier[0]}{value:,}".replace(",", ".")
    quantity = parse_quantity(printed)
    assert quantity is not None
    assert (quantity.value, quantity.comparator) == (value, qualifier[1])
