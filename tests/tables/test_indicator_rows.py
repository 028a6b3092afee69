"""Tables whose rows tell the year or the role of their value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicator_tables import grid, page
from pipeline.model import Cell, Grid
from pipeline.tables.indicators import IndicatorRecord, read

NAME = "Beschermd wonen (aantal)"


def rows(table: Grid, document_kind: str = "begroting") -> list[tuple[object, ...]]:
    found = read(page(table, document_kind=document_kind))  # type: ignore[arg-type]
    assert [finding.code for finding in found.findings] == []
    return [
        (r.indicator, r.unit, r.role, r.year, r.value, r.indicator_no)
        for r in found.rows
        if isinstance(r, IndicatorRecord)
    ]


def of(*values: tuple[str, int, float], name: str = "Beschermd wonen", no: int = 1) -> list[tuple[object, ...]]:
    return [(name, "aantal", role, year, value, no) for role, year, value in values]


THREE = of(("current", 2022, 500), ("current", 2024, 424), ("target", 2026, 400))
WITH_ROLES = of(("baseline", 2022, 500), ("current", 2024, 424), ("target", 2026, 400))


@pytest.mark.parametrize("head", ["Jaar", "Peiljaar", "Periode"])
@pytest.mark.parametrize("value", ["Waarde", "Score"])
def test_a_column_of_years(head: str, value: str) -> None:
    table = grid(("Indicator", head, value), (NAME, "2022", "500"), (NAME, "2024", "424"), (NAME, "2026", "400"))
    assert rows(table) == THREE


@pytest.mark.parametrize("head", ["Soort", "Type"])
def test_a_column_of_roles_beside_that_of_years(head: str) -> None:
    table = grid(
        ("Indicator", head, "Jaar", "Waarde", "Bron"),
        (NAME, "Nulmeting", "2022", "500", "GGD"),
        (NAME, "Realisatie", "2024", "424", "GGD"),
        (NAME, "Streefwaarde", "2026", "400", "GGD"),
    )
    assert rows(table) == WITH_ROLES


def test_roles_with_their_years() -> None:
    table = grid(("Indicator", "Soort", "Waarde"), (NAME, "Nulmeting", "500"), (NAME, "Streefwaarde 2026", "400"))
    assert rows(table) == [("Beschermd wonen", "aantal", "baseline", None, 500, 1), *WITH_ROLES[2:]]


def test_a_name_over_several_rows() -> None:
    name = Cell(NAME, 2, 1, row_span=3)
    flat = grid(("Indicator", "Jaar", "Waarde"), ("", "2022", "500"), ("", "2024", "424"), ("", "2026", "400"))
    spanned = replace(flat, rows=(flat.rows[0], *((name, *row[1:]) for row in flat.rows[1:])))
    assert rows(spanned) == THREE
    blank = grid(("Indicator", "Jaar", "Waarde"), (NAME, "2022", "500"), ("", "2024", "424"), ("", "2026", "400"))
    assert rows(blank) == THREE


def test_two_indicators_one_below_the_other() -> None:
    table = grid(
        ("Indicator", "Jaar", "Realisatie", "Streefwaarde"),
        (NAME, "2022", "500", ""),
        ("", "2026", "", "400"),
        ("Wachtenden (aantal)", "2022", "133", "120"),
    )
    assert rows(table) == [
        THREE[0],
        THREE[2],
        *of(("current", 2022, 133), ("target", 2022, 120), name="Wachtenden", no=2),
    ]


def test_the_unit_may_stand_in_a_column() -> None:
    table = grid(("Indicator", "Eenheid", "Jaar", "Waarde"), ("Beschermd wonen", "aantal", "2022", "500"))
    assert rows(table) == THREE[:1]


def test_words_in_other_columns_are_no_roles() -> None:
    """`Status` and `Toelichting` may say `Gerealiseerd` of every indicator."""
    table = grid(
        ("Indicator", "Realisatie", "Status", "Toelichting"),
        (NAME, "424", "Gerealiseerd", "Gerealiseerd"),
        ("Wachtenden (aantal)", "120", "Gerealiseerd", "Gerealiseerd"),
    )
    assert [row[2:] for row in rows(table)] == [("current", None, 424, 1), ("current", None, 120, 2)]


def test_the_place_is_that_of_the_value() -> None:
    table = grid(("Indicator", "Jaar", "Waarde"), (NAME, "2022", "500"), ("", "2024", "424"))
    assert [(r.row_no, r.column_no, r.period_label) for r in read(page(table)).rows] == [
        (2, 3, "Waarde 2022"),
        (3, 3, "Waarde 2024"),
    ]  # type: ignore[attr-defined]


def test_a_report_year_of_jaarstukken_is_realised() -> None:
    table = grid(("Indicator", "Jaar", "Waarde"), (NAME, "2026", "400"), (NAME, "2027", "390"))
    assert [row[2] for row in rows(table, "jaarstukken")] == ["current", "target"]
