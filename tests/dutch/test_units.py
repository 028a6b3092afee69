"""The unit a caption claims (INTEGRITY row 34)."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.amounts import UnknownUnit, parse_unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Baten en lasten (bedragen x €1.000)", 1000), ("Overzicht baten en lasten (x €1.000)", 1000),
        ("Financieel overzicht (bedragen x € 1.000)", 1000), ("x €1000", 1000),
        ("Baten en lasten 2017 (x 1.000€)", 1000),
        ("bedragen x 1.000 euro", 1000), ("x 1 miljoen", 1_000_000), ("in euro's", 1), ("in euro’s", 1),
        ("(in euro)", 1),
        ("in duizenden euro's", 1000), ("Lasten (€ 1.000)", 1000),
        ("Afwijking x € 1.000, voordeel = +, nadeel = -", 1000),
        ("Bedragen x € 1.000", 1000), ("(bedragen × € 1.000)", 1000), ("bedragen x € 1.000,-", 1000),
        ("x\u00a0€\u00a01.000", 1000),
        ("x € 1.000.000", 1_000_000), ("x € 1 mln", 1_000_000), ("bedragen x € 1", 1), ("in hele euro's", 1),
        ("Bedragen in € 1.000", 1000), ("bedragen in €", 1), ("in miljoenen euro's", 1_000_000),
        ("x duizend euro", 1000),
        ("€ x 1.000", 1000), ("(€ mln)", 1_000_000), ("(€)", 1), ("Bedragen in euro's x 1.000", 1000),
        ("in duizenden", 1000),
        ("X 1.000", 1000), ("bedragen x1000", 1000),
        ("Incidenteel effectief begrotingswijzigingen (bedragen x € 1.000)", 1000),
        ("Begrotingsaldo (bedragen x € 1.000)", 1000), ("bedragen * € 1.000", 1000), ("(x duizend)", 1000),
        ("bedragen x kEUR", 1000), ("bedragen in k€", 1000), ("(k€)", 1000), ("in €k", 1000), ("M€", 1_000_000),
        ("x € 1 000", 1000), ("x € 1\u2009000", 1000), ("x 1'000", 1000), ("x € 1,000", 1000), ("x €1k", 1000),
        ("x € 1 000 000", 1_000_000), ("bedragen in 1.000 euro", 1000), ("in EUR 1.000", 1000), ("in EUR", 1),
        ("(mln)", 1_000_000), ("€ mln", 1_000_000), ("(duizend euro)", 1000), ("hele euro's", 1), ("(euro)", 1),
    ],
)  # fmt: skip
def test_a_unit_is_read(text: str, unit: int) -> None:
    assert parse_unit(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "", "Baten en lasten", "Financiën", "Saldo van baten en lasten", "Budget o.b.v. bestaand beleid",
        "Begrotingsaldo",
        "Analyse afwijkingen > € 50.000 tussen begroting na wijziging en programmarekening 2015",
        "HR21, vanaf 2026 structureel voordeel € 40.000", "Blauw beheer en baggeren (meevaller € 74.000)",
        "Voorstel: meevallers (€ 74.000) inzetten", "Er komt 2x per jaar een dialoog", "aantal (x 1.000 inwoners)",
        "in Europa", "- = nadeel / + = voordeel", "Lasten 2025", "Nr | Doel | Omschrijving | I/S | Krediet",
        "4 x 100 meter",
        "bedragen in deze tabel", "Toelichting verschil 2017 t.o.v. 2016:", "Wat is in 2014 gerealiseerd",
        "Ede x Zwolle", "Markt EUR", "een bijdrage van 5 k€ per jaar", "€ 40k", "MK €", "Bijlage K € 5.000", "€ 1.000",
    ],
)  # fmt: skip
def test_an_ordinary_caption_has_no_unit(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    "text",
    ["x € 500", "bedragen x tEUR", "(bedragen x € 100)", "x € 1 miljard", "bedragen in m€", "(T€)",
    "bedragen x 250", "bedragen in k€ (x € 1.000.000)",
     "bedragen in dollars", "bedragen x € 1.000 (in miljoenen x € 1.000.000)", "x 500 euro"],
)  # fmt: skip
def test_an_unknown_unit_is_refused(text: str) -> None:
    with pytest.raises(UnknownUnit):
        parse_unit(text)


@given(st.text(st.sampled_from("x€×(). 1050eurok'minljobdragt\n"), max_size=30))
def test_any_caption_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnknownUnit):
        assert parse_unit(text) in (None, 1, 1_000, 1_000_000)
