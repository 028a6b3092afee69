"""Words beside an amount that are no part of it."""

from __future__ import annotations

import re

import pytest

from pipeline.dutch.beside_amounts import SCALE, SCALES, marked_bedrag, without_word


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("300 V", ("300", "V")), ("300V", ("300", "V")), (" 68.607 (N)", ("68.607", "N")), ("-4 N", ("-4", "N")),
        ("300", None), ("V", None), ("V 300", ("300", "V")), ("N75.000", ("75.000", "N")), ("300 V*", ("300", "V")),
        ("N 35a", None), ("(300)", None), ("Zorg (deel V)", None), ("300 W", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_mark_behind_an_amount(text: str, marked: tuple[str, str] | None) -> None:
    assert marked_bedrag(text) == marked


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("68.607 N", "68.607"), ("V 602", "602"), ("156 miljoen", "156"), ("€ 3 mln.", "€ 3"), ("3 mln", "3"),
        ("68.607", "68.607"), ("Nota", "Nota"), ("miljoen", "miljoen"), ("N", "N"), ("", ""),
    ],
)  # fmt: skip
def test_an_amount_without_its_word(text: str, bare: str) -> None:
    assert without_word(text) == bare


def test_every_size_that_is_found_is_known() -> None:
    found = re.findall(SCALE, "3 duizend 3k 3K 3M 3 ton 3 miljoen 3 mln 3 mio 3 miljard 3 mld 3 m 3 kilo")
    assert {size.strip().lower() for size in found} == set(SCALES)
