"""Indicator tables with heads of their own in text exports give the rows of the same page in HTML (2014-2020.md 8)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from finance_forms import h, p, read_page, table
from pipeline.outcome import PageResult

PATH = "zwolle.begroting-2024.nl/p40001/doel-7-2-2-fysieke-veiligheid"


def read(rows: str, form: str) -> PageResult:
    blocks = (
        h("Doel 7.2.2 Fysieke veiligheid", 1), p("We zorgen voor een veilige stad."), h("Beschrijving"), p("De stad."),
        h("Indicatoren"), table(rows), h("Portefeuillehouder(s)"), p("A. Naam"),
    )  # fmt: skip
    return read_page(PATH, ("Domeinen", "Fysiek domein"), blocks, form)


def observations(result: PageResult) -> Sequence[tuple[object, ...]]:
    rows = result.tables["indicators"]
    return [(row.indicator, row.unit, row.role, row.period_label, row.year, row.value_text) for row in rows]


@pytest.mark.parametrize("form", ["text", "pipes"])
@pytest.mark.parametrize(
    "rows",
    [
        "Indicator|Nulmeting|Realisatie 2022|Streefwaarde 2024\nVeilig (%)|80|83|85\nMeldingen (aantal)|2332|2026|1900",
        "Effectindicator|Nulmeting|Realisatie 2016|Norm 2017|Streefwaarde\nVeilig|70%|72%|75%|80%\nGroen|6,5|6,6|6,7|7",
        "Indicator|Eenheid|2021|2022|2023\nVeilig|%|80|83|85\nMeldingen|aantal|2332|2026|1900",
        "Indicator|Verleden|Heden|Toekomst\nVeilig (%)|70|72|75\nMeldingen|650|660|700",
    ],
)  # fmt: skip
def test_heads_of_indicators_open_a_table_of_a_text_export(rows: str, form: str) -> None:
    """Their cells were left as text."""
    html = observations(read(rows, "semantic"))
    assert len(html) >= 6
    assert observations(read(rows, form)) == html


@pytest.mark.parametrize("form", ["text", "pipes"])
def test_groups_over_years_that_nobody_can_count_say_nothing_of_a_role(form: str) -> None:
    """`Streefcijfers` stood over 2022, and 2023 was realised."""
    rows = "|Realisatie||Streefcijfers|\nIndicator|2021|2022|2023|2024\nVeilig|70|72|75|76\nSchoon|65|66|67|68"
    result = read(rows, form)
    assert [o[2] for o in observations(result)] == ["current", "current", "current", "target"] * 2
    assert [f.location for f in result.findings if f.code == "INDICATOR_HEAD"] == ["table 1 row 1"]
    assert "INDICATOR_HEAD" not in {f.code for f in read(rows, "semantic").findings}


def test_words_of_indicators_open_no_table_without_one() -> None:
    text = "Verleden", "Heden", "Toekomst", "Wijk", "12", "13", "14"
    blocks = (h("Doel 7.2.2 Fysieke veiligheid", 1), p("We zorgen voor een veilige stad."), h("Beschrijving"), p(*text))
    result = read_page(PATH, ("Domeinen", "Fysiek domein"), blocks, "text")
    assert not result.tables["table_cells"]


def test_a_pipe_row_that_is_shorter_than_its_heads_is_told() -> None:
    """Blanks move to the row's end: the value of `Toekomst` was that of `Heden`, and no finding told so."""
    result = read("Indicator|Verleden|Heden|Toekomst\nVeilig (%)|70||75\nMeldingen (aantal)|650|660|700", "pipes")
    assert {row[0] for row in observations(result)} == {"Meldingen"}
    assert "INDICATOR_ROW_UNCERTAIN" in {finding.code for finding in result.findings}


def test_an_aim_without_a_number_is_no_row_of_its_own() -> None:
    """`lager` alone in a row of flat text was a name, and the row above gave nothing."""
    result = read("Indicator|Nulmeting|Streefwaarde 2024\nVeilig|70|75\nMeldingen||lager\nGroen|7|8", "text")
    assert [row[0] for row in observations(result)] == ["Veilig", "Veilig", "Groen", "Groen"]
    assert "INDICATOR_ROW_UNCERTAIN" in {finding.code for finding in result.findings}


def test_heads_of_words_between_names_and_values_are_told_where_blanks_vanished() -> None:
    """`cijfer: Gemeente` was the name of an indicator."""
    rows = "Indicator|Eenheid|Bron|Realisatie 2022|Begroting 2023\nVeilig|cijfer|CBS|80|\nGroen|%|LISA|lager|12,5"
    result = read(rows, "text")
    assert observations(result) == []
    assert {"TABLE_LOST", "INDICATOR_TEXT"} & {finding.code for finding in result.findings}
