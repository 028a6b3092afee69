"""Values of indicators in running text are told, several on a line too."""

from __future__ import annotations

import pytest

from indicator_tables import grid, page
from pipeline.model import Paragraph
from pipeline.tables.indicators import read


def told(*lines: str) -> list[str]:
    found = read(page(*map(Paragraph, lines)))
    assert found.rows == ()
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    "line",
    [
        "2023: 7,1; 2024: 7,3; streefwaarde 2025: 7,5",
        "Beschermd wonen (aantal): 500 (2022), 424 (2024), streefwaarde 400 (2026)",
        "Beschermd wonen: nulmeting 500, realisatie 424, streefwaarde 400",
        "Realisatie 2024: 424 | Streefwaarde 2026: >= 400",
        "2022 500 2024 424 2026 400",
        "Van 500 in 2022 naar 400 in 2026",
        "1.204 (nulmeting) en 998 (streefwaarde)",
    ],
)
def test_values_on_one_line_are_told(line: str) -> None:
    assert told("Beschermd wonen (aantal)", line) == ["INDICATOR_TEXT"]


@pytest.mark.parametrize(
    "line",
    [
        "Het percentage tevreden inwoners is 83%.",
        "83% van de inwoners is tevreden.",
        "Het aantal meldingen was in 2022 120 en moet dalen.",
        "Tevreden inwoners: 83",
        "Realisatie 2024: 424",
    ],
)
def test_one_value_is_told(line: str) -> None:
    assert told("Beschermd wonen (aantal)", line) == ["INDICATOR_TEXT"]


def test_numbers_alone_are_told() -> None:
    assert told("Beschermd wonen (aantal)", "Aandeel", "500", "424") == ["INDICATOR_TEXT"]
    assert told("Beschermd wonen (aantal)", "2022500", "2024424") == ["INDICATOR_TEXT"]
    assert told("Beschermd wonen (aantal)", "2022", "500") == ["INDICATOR_TEXT"]
    assert told("Beschermd wonen (aantal)", "Realisatie500", "Norm400") == ["INDICATOR_TEXT"]
    assert told("Beschermd wonen (aantal)", "2022", "2023", "2024") == []


@pytest.mark.parametrize(
    "line",
    [
        "In 2024 zijn 5 indicatoren vervallen; in 2025 komen er 3 bij.",
        "De indicatoren horen bij doel 1.3.1 en doel 5 van de begroting 2026.",
        "De meting loopt van 1-1-2024 tot 31-12-2025, met peildatum 1 juli 2025.",
        "Tussen 2022 en 2026 verandert de nulmeting.",
        "Van 3 indicatoren is het aantal metingen niet bekend.",
        "Bron: CBS, tabel 12",
        "De cijfers staan op pagina 12:",
    ],
)
def test_other_numbers_are_not_told(line: str) -> None:
    assert told("Beschermd wonen (aantal)", line) == []


def test_marks_of_footnotes_behind_names_and_values() -> None:
    found = read(page(grid(("Indicator", "Realisatie 2024"), ("Bezoekers 1) (aantal)", "85 *"))))
    assert [(row.indicator, row.unit, row.value) for row in found.rows] == [("Bezoekers", "aantal", 85.0)]  # type: ignore[attr-defined]


def test_cards_with_their_value_in_front_are_told() -> None:
    assert told("424 Banen (aantal)", "83% Tevredenheid") == ["INDICATOR_TEXT"]
    assert told("424Banen in 2024", "12Wijken in 2024") == ["INDICATOR_TEXT"]
    assert told("12 wijken krijgen een plan", "3 pilots zijn gestart") == []
