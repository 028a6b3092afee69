"""Rows 35-45 of the bad-input catalogue (INTEGRITY section 3): what a cell may print as a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.outcome import PageResult
from report_pages import (
    BEGROTING,
    INDICATORS,
    RESULT,
    begroting,
    cell_of,
    changed,
    codes,
    found,
    jaarstukken,
    read,
    told,
)

NOTHING_SAID = "Er zijn geen bijzonderheden."
WIJZIGINGEN, REKENING = 3, 5  # rows of RESULT


def with_cell(text: str, row: int = WIJZIGINGEN) -> PageResult:
    """The page with another text for the lasten of one row."""
    return read(jaarstukken(changed(RESULT, row, 2, text), explained=NOTHING_SAID))


def lasten(result: PageResult, row: int = WIJZIGINGEN) -> list[int]:
    return [a.printed_eur for a in result.tables["baten_lasten"] if (a.row_no, a.column_no) == (row + 1, 2)]


def target(text: str) -> tuple[PageResult, object]:
    """The page with `text` as the target of its first indicator, and that observation."""
    row = (*INDICATORS[1][:3], text)
    result = read(begroting(indicators=(INDICATORS[0], row, *INDICATORS[2:])), BEGROTING)
    return result, result.tables["indicators"][2]


@pytest.mark.parametrize("text", ["-1.200", "- 1.200", "−1.200", "–1.200", "-1200"])
def test_row_35_signs(text: str) -> None:
    assert lasten(with_cell(text)) == [-1_200_000]


@pytest.mark.parametrize("text", ["(1.200)", "1.200-", "1.20", "12.34.567", "1,204", "81 964", "81'964", "77.78O"])
def test_row_36_never_guessed(text: str) -> None:
    page = with_cell(text)
    assert told(page, "AMOUNT_UNPARSED") == ("error", "table 1 row 4 column 2", text)
    assert 'row "+ begrotingswijzigingen", column "Lasten"' in found(page, "AMOUNT_UNPARSED").message
    assert lasten(page) == []
    assert cell_of(page, 4, 2) == (None, None)
    assert len(page.tables["baten_lasten"]) == 24


def test_row_36_a_sum_over_an_unread_cell_is_not_judged() -> None:
    """What cannot be read is no zero: the only finding is about the cell, and the other columns are still proven."""
    page = with_cell("90O", REKENING)
    assert codes(page) == {"AMOUNT_UNPARSED"}
    assert {c.status for c in page.tables["checks"]} == {"exact"}
    assert {c.identity for c in page.tables["checks"]}.isdisjoint({"I-5 lasten", "I-10"})
    assert {"I-1 lasten", "I-6 baten", "I-9"} <= {c.identity for c in page.tables["checks"]}


@pytest.mark.parametrize(("text", "value"), [("4,4", 4.4), ("2,2", 2.2)])
def test_row_37_decimal_comma(text: str, value: float) -> None:
    page, observation = target(text)
    assert (observation.value, observation.value_text) == (value, text)
    assert cell_of(page, 3, 4)[0] == Decimal(text.replace(",", "."))
    assert lasten(with_cell(text)) == []


@pytest.mark.parametrize(("text", "value"), [("2332", 2332), ("3.385", 3385), ("1.299", 1299)])
def test_row_38_with_and_without_separator(text: str, value: int) -> None:
    assert target(text)[1].value == value
    assert lasten(with_cell(text)) == [value * 1000]


@pytest.mark.parametrize(
    ("text", "reason"), [("-", "dash"), ("–", "dash"), ("", "empty"), ("n.v.t.", "nvt"), ("n.b.", "nb"), ("PM", "pm")]
)
def test_row_39_nothing_printed_has_a_reason(text: str, reason: str) -> None:
    page = with_cell(text)
    assert (lasten(page), cell_of(page, 4, 2)) == ([], (None, reason))
    assert "AMOUNT_UNPARSED" not in codes(page)


@pytest.mark.parametrize("text", ["0", "-0-"])
def test_row_40_zero(text: str) -> None:
    page = with_cell(text)
    assert (lasten(page), cell_of(page, 4, 2)) == ([0], (0, None))


@pytest.mark.parametrize(("text", "direction"), [("lager", "down"), ("hoger", "up"), ("gelijk", "equal")])
def test_row_41_a_direction_is_no_number(text: str, direction: str) -> None:
    page, observation = target(text)
    assert (observation.value, observation.direction, observation.value_text) == (None, direction, text)
    assert codes(page) == set()


@pytest.mark.parametrize(
    ("text", "value", "comparator", "approximate"),
    [("30%", 30, "=", False), ("minimaal 80%", 80, ">=", False), ("circa 80", 80, "=", True),
     ("ruim 45", 45, "=", True), ("> 10", 10, ">", False)],
)  # fmt: skip
def test_row_42_qualified(text: str, value: float, comparator: str, approximate: bool) -> None:
    observation = target(text)[1]
    assert (observation.value, observation.comparator, observation.approximate) == (value, comparator, approximate)


def test_row_42_range() -> None:
    page, observation = target("10-15")
    assert (observation.value, observation.value_low, observation.value_high) == (None, 10, 15)
    assert codes(page) == set()


@pytest.mark.parametrize("text", ["1-1-2015", "1-1- 2015", "2022-2023", "18-/18+", "12.5.a", "30-06-2024"])
def test_row_43_dates_and_codes_are_no_numbers(text: str) -> None:
    page, observation = target(text)
    assert (observation.value, observation.value_low, observation.missing_reason) == (None, None, "text")
    assert cell_of(page, 3, 4) == (None, None)
    assert found(with_cell(text), "AMOUNT_UNPARSED", "error").found == text


def test_row_44_euros_in_the_text_beside_thousands() -> None:
    page = read(jaarstukken(extra="<p>Voor verlichting is € 50.539 uitgegeven.</p>"))
    assert [t.amount_eur for t in page.tables["text_amounts"]][-1] == 50_539
    assert {(a.unit, a.unit_evidence) for a in page.tables["baten_lasten"]} == {(1000, "text_amounts")}
    assert codes(page) == set()


@pytest.mark.parametrize("text", ["999999999999999", "1.000.000.000.000", "12.000.000"])
def test_row_45_more_than_a_municipality_has(text: str) -> None:
    page = with_cell(text)
    places = {(f.severity, f.found) for f in page.findings if f.code == "AMOUNT_RANGE" and "row 4" in f.location}
    assert places == {("error", text)}
    assert codes(page) == {"AMOUNT_RANGE"}  # and no sum over the row that is left out
    assert not [a for a in page.tables["baten_lasten"] if a.row_no == 4]
