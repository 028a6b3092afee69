"""What cells, names and heads of an indicator table print beside the value."""

from __future__ import annotations

import pytest

from indicator_tables import grid, page
from pipeline.tables.indicators import IndicatorRecord, read

HEAD = ("Indicator", "Verleden 2022", "Toekomst 2026")


def rows(head: tuple[str, ...], *cells: str) -> list[IndicatorRecord]:
    return [row for row in read(page(grid(head, cells))).rows if isinstance(row, IndicatorRecord)]


@pytest.mark.parametrize(
    ("cell", "year", "value"),
    [
        ("500 (2021)", 2021, 500),
        ("500\n(2021)", 2021, 500),
        ("500 (in 2021)", 2021, 500),
        ("500 (CBS)", 2022, 500),
        ("500", 2022, 500),
    ],
)
def test_the_year_of_a_cell_counts_before_that_of_its_head(cell: str, year: int, value: float) -> None:
    first, _ = rows(HEAD, "Beschermd wonen (aantal)", cell, "400")
    assert (first.year, first.value, first.role) == (year, value, "baseline")


@pytest.mark.parametrize(
    ("name", "unit"),
    [("Kosten (€)", "EUR"), ("Kosten [per 1.000 inwoners]", "per 1.000 inwoners"), ("Kosten [1]", None)],
)
def test_units_behind_a_name(name: str, unit: str | None) -> None:
    first, _ = rows(HEAD, name, "5", "4")
    assert (first.indicator, first.unit) == ("Kosten" if unit else name, unit)


def test_a_raised_figure_is_the_mark_of_a_footnote() -> None:
    first, second = rows(HEAD, "Oppervlak (m²)", "400¹", "410 m²")
    assert (first.value, second.value, second.unit) == (400, 410, "m²")


def test_of_a_share_neither_number_is_the_value() -> None:
    first, second = rows(HEAD, "Wijken", "12 van de 15", "15 van de wijken")
    assert (first.value, first.missing_reason, second.value) == (None, "text", 15)


@pytest.mark.parametrize(
    "head",
    [
        ("Indicator", "2022 (realisatie)", "2026 (streefwaarde)"),
        ("Indicator", "2022 - realisatie", "2026 - streefwaarde"),
        ("Indicator", "Real. 2022", "Begr. 2026"),
    ],
)
def test_heads_with_the_year_first_or_abbreviated(head: tuple[str, ...]) -> None:
    found = rows(head, "Beschermd wonen (aantal)", "500", "400")
    assert [(r.role, r.year, r.value) for r in found] == [("current", 2022, 500), ("target", 2026, 400)]


def test_places_are_no_names_of_indicators() -> None:
    found = read(page(grid(("", "2022", "2024"), ("Zwolle", "500", "424"), ("Nederland", "5000", "4240"))))
    assert (found.rows, [finding.code for finding in found.findings]) == ((), ["INDICATOR_NAME"])
    named = read(page(grid(("Indicator", "2022", "2024"), ("Zwolle", "500", "424"))))
    assert [row.indicator for row in named.rows] == ["Zwolle", "Zwolle"]  # type: ignore[attr-defined]
