"""The decorator of the records (pipeline/model.py): all that a frozen dataclass gives but its guard at run time."""

from __future__ import annotations

import pickle
from dataclasses import asdict, fields, replace

import pytest

from pipeline.model import Cell, Finding, Item, Records, record

CELL = Cell("81.964", 2, 3)


def test_a_record_keeps_what_a_frozen_dataclass_gives() -> None:
    assert [field.name for field in fields(CELL)] == ["text", "row", "column", "row_span", "column_span", "is_header"]
    assert replace(CELL, row=4) == Cell("81.964", 4, 3)
    assert asdict(Item("a", 1)) == {"text": "a", "level": 1, "ordered": False}
    assert repr(CELL) == "Cell(text='81.964', row=2, column=3, row_span=1, column_span=1, is_header=False)"
    assert len({CELL, Cell("81.964", 2, 3), Cell("81.964", 2, 4)}) == 2


@pytest.mark.parametrize("one", [CELL, Item("a", 2, True), Finding("info", "A", "b"), Records((CELL,))])
def test_a_record_survives_the_way_to_another_process(one: object) -> None:
    assert pickle.loads(pickle.dumps(one, pickle.HIGHEST_PROTOCOL)) == one  # noqa: S301


@pytest.mark.parametrize("one", [CELL, Item("a", 1), Records()])
def test_a_record_has_no_room_for_more(one: object) -> None:
    with pytest.raises(AttributeError):
        setattr(one, "more", 1)  # noqa: B010 - mypy refuses the plain way


def test_a_record_may_have_defaults() -> None:
    @record
    class One:
        name: str
        number: int = 1

    assert One("a") == One("a", 1)
