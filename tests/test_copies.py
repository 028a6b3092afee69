"""A record with some of its fields changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.copies import changed
from pipeline.model import Cell
from pipeline.tables.overviews import OverviewRecord

ROW = OverviewRecord("x/t1/r2/c3", 2026, 5, 1, "5", None, "Totaal", "2026", 1, 2, 3, unit=1000)


def test_the_copy_is_what_dataclasses_would_give():
    assert changed(ROW, amount_eur=5_000, unit=1) == replace(ROW, amount_eur=5_000, unit=1)
    assert (ROW.amount_eur, ROW.unit) == (None, 1000)
    assert changed(Cell("a", 1, 2), text="b") == Cell("b", 1, 2)


def test_an_unknown_field_is_refused():
    with pytest.raises(TypeError):
        changed(ROW, no_such_field=1)
