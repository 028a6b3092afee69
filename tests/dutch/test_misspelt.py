from __future__ import annotations

import pytest

from pipeline.dutch.misspelt import spelled

NAMES = ("beschrijving", "criteria", "doel")


@pytest.mark.parametrize(
    "word", ["beschrijvng", "beschrijvinng", "beschrijfing", "beschrijvign", "eschrijving", "criterai", "critera"]
)
def test_one_slip(word: str) -> None:
    assert spelled(word, NAMES) in ("beschrijving", "criteria")


@pytest.mark.parametrize(
    "word", ["beschrijving", "beschrjvng", "omschrijving", "beschrijvingen", "criterium", "doe", "x"]
)
def test_no_slip_or_more_than_one(word: str) -> None:
    assert spelled(word, NAMES) is None
