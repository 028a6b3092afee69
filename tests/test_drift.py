"""Who lost the rows of a changed page: a lost row whose text is still printed was lost by us (pipeline/drift.py)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.drift import drift
from pipeline.model import Finding
from report_pages import (
    BEGROTING,
    HEADS,
    INDICATORS,
    JAARSTUKKEN,
    RESULT,
    begroting,
    changed,
    jaarstukken,
    read,
    streefdoel,
)
from report_pages import STREEFDOEL as STREEFDOEL_PATH

BULLETS = "".join(f"<li>{text}</li>" for text in (
    "De wijkagent loopt vaker mee.", "Achterpaden worden verlicht.", "Buurten krijgen een eigen app.",
    "Jongeren maken een kaart van hun wijk.", "Winkels sluiten zich aan bij de keten.",
))  # fmt: skip
ACTIVITIES = f"<h2>Lopende activiteiten</h2><p><b>Buurten</b></p><ul>{BULLETS}</ul>"


def between(before: str, now: str, path: str = JAARSTUKKEN) -> Finding | None:
    return drift(read(before, path).tables, read(now, path).tables)


def edited(old: str, new: str, extra: str = ACTIVITIES) -> Finding | None:
    """The begroting page with one piece of its markup replaced."""
    page = begroting(extra=extra)
    assert page.count(old) == 1
    return between(page, page.replace(old, new), BEGROTING)


def test_an_untouched_page_has_lost_nothing() -> None:
    assert between(jaarstukken(), jaarstukken()) is None
    assert between(begroting(extra=ACTIVITIES), begroting(extra=ACTIVITIES), BEGROTING) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<li>Achterpaden worden verlicht.</li><li>Buurten krijgen een eigen app.</li>", ""),
        ("<li>Achterpaden worden verlicht.</li>", "<li>Achterpaden krijgen licht.</li>"),
        ("verlicht.</li><li>Buurten", "verlicht. Buurten"),
        ("<li>Buurten krijgen een eigen app.</li>", "</ul><p><b>Buurten krijgen een eigen app.</b></p><ul>"),
        ("<p><b>Buurten</b></p>", "<p><b>Wijken</b></p>"),
    ],
    ids=["removed", "reworded", "merged", "made a theme", "theme renamed"],
)
def test_what_an_editor_does_is_no_drift(old: str, new: str) -> None:
    assert edited(old, new) is None


def test_a_removed_text_that_is_also_told_in_prose_is_no_drift() -> None:
    told = ACTIVITIES.replace("</ul>", "</ul><h2>Beschrijving</h2><p>Achterpaden worden verlicht. Dat helpt.</p>")
    assert edited("<li>Achterpaden worden verlicht.</li>", "", told) is None


def test_a_heading_that_is_no_longer_known() -> None:
    lost = edited("<h2>Lopende activiteiten</h2>", "<h2>Wat er al loopt</h2>")
    assert lost is not None
    assert (lost.severity, lost.code) == ("error", "LAYOUT_DRIFT")


def test_text_that_is_filed_in_another_column() -> None:
    lost = between(jaarstukken(), jaarstukken().replace("Toelichting op realisatie doel", "Terugblik"))
    assert lost is not None
    assert (lost.found, lost.responsibility) == (
        '"In vijf wijken zijn bewoners begonnen met een buurtapp."', "pipeline",
    )  # fmt: skip
    assert lost.location.startswith("section ")


def test_a_row_label_that_is_no_longer_known() -> None:
    lost = between(jaarstukken(), jaarstukken(changed(RESULT, 5, 1, "- Werkelijke cijfers")))
    assert lost is not None
    assert (lost.location, lost.found) == ("table 1 row 6 column 2", '"40.300" and 3 more')
    assert lost.expected.startswith("rows of baten_lasten")
    assert "--renew" in lost.message


@pytest.mark.parametrize(
    "rows",
    [
        changed(RESULT, 5, 2, "41.000"),
        changed(RESULT, 5, 2, "90O"),
        changed(RESULT, 5, 2, "-"),
        (*RESULT[:1], *RESULT[2:]),
        (*RESULT[:2], *RESULT[3:]),
    ],
    ids=["another amount", "an unread amount", "a dash", "a row of zeros removed", "a row removed"],
)
def test_what_the_source_changes_in_a_table_is_no_drift(rows: tuple[tuple[str, ...], ...]) -> None:
    assert between(jaarstukken(), jaarstukken(rows)) is None


def test_a_removed_row_beside_a_new_table_of_the_same_numbers() -> None:
    """Only numbers that fewer cells hold as amounts while as many are printed count, and 0 is printed everywhere."""
    other = "<table><tr><td>Klachten</td><td>0</td><td>3</td></tr></table>"
    assert between(jaarstukken(), jaarstukken((*RESULT[:1], *RESULT[2:]), extra=other)) is None


def test_an_indicator_removed_and_an_indicator_not_understood() -> None:
    assert between(begroting(), begroting(indicators=INDICATORS[:2]), BEGROTING) is None
    lost = between(begroting(), begroting().replace("<td>2024</td>", "<td></td>", 1), BEGROTING)
    assert lost is not None
    assert (lost.expected.partition(",")[0], "Meldingen van overlast" in lost.found) == ("rows of indicators", True)


def test_most_rows_are_never_taken_as_gone_without_a_word() -> None:
    lost = edited(BULLETS, "<li>Achterpaden worden verlicht.</li>")
    assert lost is not None
    assert (lost.location, lost.found, lost.responsibility) == ("page", "2 rows of activities", "source")


def test_amounts_of_deviations_lost_with_their_labels() -> None:
    """The rows are still there and say nothing any more."""
    path = "zwolle2018.2ebeleidsrapportage.nl/p16559/afwijkingen.html"
    page = (
        "<html><body><h1>Afwijking op activiteiten uit Berap 2018-2</h1><h2>Verkoop van grond</h2>"
        "<h2>Aanvullende inkomsten € 460.000</h2><p>Er is grond verkocht.</p></body></html>"
    )
    assert between(page, page.replace("verkocht", "te koop gezet"), path) is None
    lost = between(page, page.replace("Aanvullende inkomsten", "Erbij"), path)
    assert lost is not None
    assert lost.found == "0 rows of deviations with amount_eur"


def test_a_streefdoel_norm_reworded_is_no_drift_and_a_lost_block_is() -> None:
    page = streefdoel()
    assert between(page, streefdoel(norm="Minimaal 85% kent het wijkteam."), STREEFDOEL_PATH) is None
    assert between(page, page.replace("Nulsituatie", "Vroeger").replace("Norm van 2016", "Later"), STREEFDOEL_PATH)


def test_columns_in_another_order_are_no_drift() -> None:
    order = (0, 2, 1, 3, 4, 5)
    rows = tuple(tuple(row[n] for n in order) for row in RESULT)
    assert between(jaarstukken(), jaarstukken(rows, heads=tuple(HEADS[n] for n in order))) is None


def test_amounts_that_all_became_zero_are_never_taken_for_true() -> None:
    page = read(jaarstukken()).tables
    zeros = [replace(row, amount_eur=0) for row in page["baten_lasten"]]
    finding = drift(page, page | {"baten_lasten": zeros})
    assert finding is not None
    assert (finding.code, finding.found) == ("LAYOUT_DRIFT", "0 rows of baten_lasten with an amount other than 0")
    assert drift(page, page | {"baten_lasten": [page["baten_lasten"][0], *zeros[1:]]}) is None
