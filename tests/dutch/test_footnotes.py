"""Marks of footnotes behind numbers, names and labels."""

from __future__ import annotations

import pytest

from pipeline.dutch.amounts import looks_numeric, parse_bedrag, parse_number
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.quantities import parse_quantity


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("140 1)", "140"), ("72% 12)", "72%"), ("12 *", "12"), ("Meldingen (aantal) a)", "Meldingen (aantal)"),
        ("140 1,2)", "140"), ("Zorg (deel a)", "Zorg (deel a)"), ("140", "140"), ("(297)", "(297)"), ("1)", "1)"),
        ("721)", "721)"), ("*", "*"), ("**Zorg**", "**Zorg**"), ("1. 2)", "1."),
    ],
)  # fmt: skip
def test_a_mark_stands_behind_a_space(text: str, bare: str) -> None:
    assert without_mark(text) == bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("81.964*", "81.964"), ("7,1 *)", "7,1"), ("85¹", "85"), ("45%²", "45%"), ("85 †", "85"), ("85¹)", "85"),
        ("1.204[1]", "1.204"), ("Wachttijd*", "Wachttijd"), ("Uitstoot CO²", "Uitstoot CO²"),
        ("Ruimte in m²", "Ruimte in m²"), ("km²", "km²"), ("10³", "10³"), ("Lasten³", "Lasten"),
        ("Deel [1]", "Deel [1]"),

    ],
)  # fmt: skip
def test_a_sign_that_no_number_carries_needs_no_space(text: str, bare: str) -> None:
    assert without_mark(text) == bare


@pytest.mark.parametrize("mark", ["1)", "12)", "1,2)", "a)", "*", "**", "*)", "¹", "†"])
def test_a_number_with_a_mark_is_the_number(mark: str) -> None:
    assert parse_bedrag(f"5.140 {mark}").value == parse_number(f"5.140 {mark}").value == 5140
    assert parse_number(f"4,4 {mark}").value == parse_number("4,4").value
    assert parse_bedrag(f"- {mark}").reason == "dash"
    assert looks_numeric(f"-297 {mark}")
    quantity = parse_quantity(f"72% {mark}")
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (72, "%")
