"""One table cell -> value, placeholder or refusal (INTEGRITY rows 35-40, 45)."""

from __future__ import annotations

import contextlib
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.amounts import (
    AmountRange,
    NotAnAmount,
    looks_numeric,
    parse_bedrag,
    parse_number,
    split_bedragen,
)

BEDRAGEN = [
    ("81.964", 81964), ("9.252.750", 9252750), ("-297", -297), ("- 297", -297), ("\u2212297", -297),
    ("–297", -297), ("-/- 297", -297), ("€ -/-297", -297),
    ("€   2.710.000", 2710000), ("€  -2.710.000", -2710000), ("€ -1.263", -1263), ("€ +12.500", 12500),
    ("+ 29.584", 29584), ("- 14.722", -14722), ("€ 79.500,-", 79500), ("€200.000,-", 200000), ("712832", 712832),
    ("-290000", -290000), ("0", 0), ("-0-", 0), ("2332", 2332), ("3.385", 3385), ("€ 7.224", 7224), ("-0", 0),
    ("€ - 693.797", -693797), ("- € 5.000", -5000), ("€\u00a050.539", 50539), ("\u200981.964\u00a0", 81964),
    ("81.\u00ad964", 81964), ("\u200b81.964", 81964), ("12.500 €", 12500), ("€ 10.000,--", 10000),
    ("9.999.999.999.999", 9999999999999), ("EUR 1.000", 1000), ("-1.000 euro", -1000), ("1.000 EUR", 1000),
]  # fmt: skip
PLACEHOLDERS = [
    ("-", "dash"), ("–", "dash"), ("—", "dash"), ("\u2212", "dash"), ("€ -", "dash"), ("", "empty"),
    ("\u00a0", "empty"),
    (" \n", "empty"), ("\u200b", "empty"), ("n.v.t.", "nvt"), ("nvt", "nvt"), ("N.v.t.", "nvt"), ("n.v.t", "nvt"),
    ("n. v. t.", "nvt"), ("n.b.", "nb"), ("NB", "nb"), ("nnb", "nb"), ("PM", "pm"), ("p.m.", "pm"), ("-PM", "pm"),
    ("- p.m.", "pm"), ("€ PM", "pm"),
]  # fmt: skip
REFUSED = [
    "1.20", "12.34.567", "1,204", "81 964", "81\u2009964", "81'964", "77.78O", "(297)", "297-", "4,4", "1.6",
    "10-15",
    "1-1-2015", "30-06-2024", "2022-2023", "18-/18+", "12.5.a", "C01", "abc", "€", "+", "€€5", "€ 5 €", "- -5",
    "+-5",
    "-€-5", "0.123", "007", "002828", ".", "..", "1.2345", "1234.567", "١٢٣", "10²", "12\x00", "35.000\n-35.000",
    "554.000 -554.000", "*81.964", "-297-", "N 31.393", "40%", "1.234,50", "5 6", "1.", "1e5", "0x10", "1_000",
    "NaN",
    "Infinity", "€ 5 euro", "euro", "5 euros", "neuro 5", "+/- 3", "±3", "3 á 4", "1½", "1.000 -/-", "721)",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), BEDRAGEN)
def test_an_amount_is_read_exactly(text: str, value: int) -> None:
    for number in (parse_bedrag(text), parse_number(text)):
        assert number.value == value
        assert number.reason is None
        assert str(number.value) == str(value)  # no -0, no exponent, no decimals


def test_nihil_is_none_of_it() -> None:
    assert parse_bedrag("Nihil").value == parse_number("nihil").value == 0
    assert not looks_numeric("nihil")


@pytest.mark.parametrize(("text", "reason"), PLACEHOLDERS)
def test_a_placeholder_is_null_with_its_reason(text: str, reason: str) -> None:
    for number in (parse_bedrag(text), parse_number(text)):
        assert number.value is None
        assert number.reason == reason


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,00", 1234), ("€ -12,00", -12), ("EUR 81.964", 81964), ("EUR -297", -297), ("81.964,=", 81964)],
)
def test_whole_amounts_in_other_spellings(text: str, value: int) -> None:
    assert parse_bedrag(text).value == value
    assert looks_numeric(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_bedrag(text)


@pytest.mark.parametrize("text", ["12345678901234", "1.000.000.000.000.000", "9" * 5000])
def test_more_than_thirteen_digits_are_out_of_range(text: str) -> None:
    with pytest.raises(AmountRange):
        parse_bedrag(text)
    with pytest.raises(AmountRange):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,4", "4.4"), ("2,2", "2.2"), ("10,3%", "10.3"), ("40 %", "40"), ("17  %", "17"), ("-2,5", "-2.5"),
        ("0,125", "0.125"), ("0,1053%", "0.1053"), ("1.234,56", "1234.56"), ("€ 1.234,56", "1234.56"), ("0%", "0"),
        ("-0,0", "0.0"), ("1.234,567", "1234.567"), ("130%", "130"), ("56173010", "56173010"), ("-3%", "-3"),
        ("2024", "2024"),
    ],
)  # fmt: skip
def test_a_number_may_have_decimals_and_a_percent_sign(text: str, value: str) -> None:
    number = parse_number(text)
    assert str(number.value) == value


@pytest.mark.parametrize(
    "text",
    [
        "1.6", "1.20", "1,204", "1,204%", "2.492%", "€ 40%", "30-06-2024", "1-1- 2015", "2022-2023", "12.5.a",
        "21/21",
        "81 964", "4,4,4", "4.4,4", ",5", "5,", "%", "40%%", "1,2345678", "> 10", "lager", "10 %-punt",
        "038-4982222",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    ["1.20", "77.78O", "81 964", "81'964", "12.34.567", "1,204", "1.6", "(297)", "297-", "€ 1.20", "l.204",
    "1O.000",
     "2.422 V", "- 53 N", "554.000 -554.000", "2.492%", "5 6"],
)  # fmt: skip
def test_a_refused_number_is_recognised_as_one(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_number(text)
    assert looks_numeric(text)


@pytest.mark.parametrize(
    "text",
    ["1. Weerstand- en risicoreservering", "C01", "O18", "1-1-2016", "1-1- 2016", "31-12-2016", "12.5.a",
    "18-/18+",
     "2022-2023", "2022 – 2023", "2011- 2014", "2023-24", "6.3.1 Toekomstbestendige mobiliteit", "6.3.1",
     "6.3.1.", "13.",
     "8)", "", "-", "€", "n.v.t.", "PM", "lager", "N35", "HR21", "038-4982222", "002828", "I/S", "10 l",
     "2024-06-30",
     "5/6", "21/21", "x € 1.000", "30.06.2024", "1, 11", "2022 -", "2012   2014", "OO", "12+"],
)  # fmt: skip
def test_labels_codes_and_dates_do_not_look_numeric(text: str) -> None:
    assert not looks_numeric(text)


@pytest.mark.parametrize(("text", "_value"), BEDRAGEN)
def test_every_amount_looks_numeric(text: str, _value: int) -> None:
    assert looks_numeric(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("35.000\n-35.000", ["35.000", "-35.000"]), ("554.000 -554.000", ["554.000", "-554.000"]),
        ("35.000 -35.000", ["35.000", "-35.000"]), ("€ 35.000 € -35.000", ["€ 35.000", "€ -35.000"]),
        ("35.000\n\n-\n- 5.000", ["35.000", "-", "- 5.000"]), ("100.000 0", ["100.000", "0"]),
        ("12\n14", ["12", "14"]),
        ("81 964", None), ("81.964 123", None), ("- 35.000", None), ("35.000", None), ("35.000 - 35.000", None),
        ("2022 2024", None), ("2022\n2023", None), ("35.000\ntekst", None), ("", None), ("-\n-", None),
        ("tekst 35.000", None),
        ("1-1-2015 35.000", None), ("10.000 1.20", None), ("35.000  -35.000", ["35.000", "-35.000"]),
    ],
)  # fmt: skip
def test_a_cell_with_several_amounts_is_split(text: str, parts: list[str] | None) -> None:
    assert split_bedragen(text) == parts


def dutch(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@given(
    st.integers(-(10**13) + 1, 10**13 - 1), st.sampled_from(["{}", "€ {}", "€{}", " {}\u00a0", "{},-", "€\u2009{},-"])
)
def test_formatted_integers_come_back(value: int, frame: str) -> None:
    for printed in (dutch(value), str(value)):
        number = parse_bedrag(frame.format(printed))
        assert number.value == value
        assert parse_number(frame.format(printed)).value == value


CELLS = st.text(st.sampled_from("0123456789.,-+€% ()'O–\u2212\u00a0\u00ad\n/xnvtpm٣²"), max_size=14) | st.text(
    max_size=12
)


@given(CELLS)
def test_no_digit_is_ever_invented_or_lost(text: str) -> None:
    for read in (parse_bedrag, parse_number):
        with contextlib.suppress(NotAnAmount):
            number = read(text)
            if number.value is None:
                assert not re.search(r"\d", text)
                assert number.reason in {"dash", "empty", "nvt", "nb", "pm"}
            else:
                assert isinstance(number.value, Decimal)
                assert number.value.is_finite()
                assert "".join(filter(str.isdecimal, format(number.value, "f"))) == "".join(filter(str.isdecimal, text))


@given(CELLS)
def test_the_cheap_tests_never_raise(text: str) -> None:
    assert isinstance(looks_numeric(text), bool)
    parts = split_bedragen(text)
    assert parts is None or len(parts) > 1
