"""Amounts are looked for at the euro signs only: the same are found as by a search through the whole text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dutch import prose_amounts
from pipeline.dutch.printed import aligned

_PIECES = (
    "€", "€ ", "€.", " ", "-", "+", " - ", " – ", "(", "1.204", "3", "12,5", "miljoen", " mln", "k", " en ", " à ",
    "x ", "ruim ", "\n", ",-", "- €", "5%", "a", "1.000.000", " euro", "EUR 5",
)  # fmt: skip
_WORDS = (
    "ruim", "CIRCA", "ca.", "om en nabij", "meer dan", "een bedrag van", "de", " ", "+/-", "x", "3 x", "zo’n", "tekst",
    "(", "plm.", "naar schatting", "±",
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9))
def test_no_amount_is_missed_between_euro_signs(pieces: list[str]) -> None:
    text, _ = aligned("".join(pieces))
    searched = [found.span() for found in prose_amounts._AMOUNT.finditer(text)]
    assert [found.span() for found in prose_amounts._found(text)] == searched


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_WORDS), max_size=5))
def test_the_quick_look_at_the_words_before_misses_no_qualifier(words: list[str]) -> None:
    before = " ".join(words)
    ending = before.rstrip(" ")
    if prose_amounts._ABOUT.search(before):
        assert ending.lower().endswith(prose_amounts._ABOUT_ENDS)
    if prose_amounts._UNIT.search(before):
        assert ending.endswith(prose_amounts._UNIT_ENDS)
