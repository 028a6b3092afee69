"""Values of indicators in running text are told, several on a line too."""

from __future__ import annotations

import hashlib

import pytest

from indicator_tables import grid, page
from pipeline.model import Paragraph, Source
from pipeline.parse import parse
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


CHARTS = [
    "<img src=x.png alt='Meldingen: 2332 in 2022, 2492 in 2024'>",
    "<p>Zie de grafiek.</p><p><svg aria-label='Meldingen'><text>2022</text><text>2332</text></svg></p>",
    "<canvas>Meldingen: 2332 in 2022</canvas>",
    "<div id=c></div><script>new Chart(c, {data: {datasets: [{data: [2332, 2492]}]}})</script>",
]


def drawn(markup: str) -> list[str]:
    content = f"<h1>Doel 1.3.1 Opvang</h1><h2>Indicatoren</h2>{markup}<h2>Criteria</h2><p>Zodanig dat:".encode()
    path = "zwolle.begroting-2026.nl/p50287/doel-1-3-1-opvang.html"
    found = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html")).findings
    return [finding.found for finding in found if finding.code == "INDICATOR_TEXT"]


@pytest.mark.parametrize("chart", CHARTS)
def test_values_that_are_only_drawn_are_told(chart: str) -> None:
    assert [("2332" in found) for found in drawn(chart)] == [True]


@pytest.mark.parametrize(
    "other",
    [
        "<img alt='Doel 1.3.1'><img alt='Foto 12-05-2024'><svg><path d='M 1 2'/></svg><script>run(1, 2)</script>",
        f"{CHARTS[0]}<table><tr><td>Indicator<td>2022<tr><td>Meldingen (aantal)<td>2332</table>",
        f"<h2>Activiteiten</h2><p>We bouwen.</p>{CHARTS[0]}",
    ],
)
def test_pictures_without_values_and_charts_of_a_table_are_not(other: str) -> None:
    assert drawn(other) == []
