"""Streefdoel blocks of 2014-2016 (formats/2014-2020.md section 2): hand-built tables first, then the real pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_tables import GOAL, grid, page
from pipeline.model import Block, Grid, Heading, Item, Page, Paragraph, Source
from pipeline.page import identify
from pipeline.parse import parse
from pipeline.readers import read as read_page
from pipeline.tables.indicators import IndicatorRecord, read
from pipeline.tables.streefdoel import read_activities
from pipeline.tables.streefdoel.lines import read_lines, split_lines, states_norm, without_explanations
from raw_pages import SHARED

HEAD = ("Nulsituatie", "Norm van 2016", "Activiteiten")
REALISED = ("Nulsituatie", "Norm voor 2016", "Wat is in 2016 gerealiseerd")
LABEL = ("Streefdoel/indicator",)


def rows(*of: tuple[str, ...]) -> list[IndicatorRecord]:
    return records(page(grid(*of)))


def records(of: Page) -> list[IndicatorRecord]:
    return [row for row in read(of).rows if isinstance(row, IndicatorRecord)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("583 woninginbraken in 2014", [("woninginbraken", "583", 2014, "=")]),
        ("≤533 woninginbraken in 2015", [("woninginbraken", "533", 2015, "<=")]),
        ("≤ 1.6 schaalscore ervaren overlast in 2015*", [("schaalscore ervaren overlast", "1.6", 2015, "<=")]),
        ("≤ 533\n≤ 1.6", [(None, "533", None, "<="), (None, "1.6", None, "<=")]),
        ("2005 was zo\n• Wezenlanden 12 %", [("Wezenlanden", "12", 2005, "=")]),
        ("2011\nGemiddeld    17 %\nper wijk:\nKamperpoort         61 %",
         [("Gemiddeld", "17", 2011, "="), ("Kamperpoort", "61", 2011, "=")]),
        ("‘Voelt u zich soms onveilig’ = 27%", [("Voelt u zich soms onveilig", "27", None, "=")]),
        ("De schaalscore is in 2014, 4,4.", [(None, "4.4", 2014, "=")]),
        ("% bewoners\n0-meting 2013: 90%", [("% bewoners", "90", 2013, "=")]),
        ("Op 1-1- 2015 maken 3.385 inwoners gebruik van hulp en 1.299 van begeleiding.",
         [(None, "3385", 2015, "="), (None, "1299", 2015, "=")]),
        ("Norm voor 2016 is 475.\n(De afname is 3 hoger\ndan in 2015 (12 minder).)", [(None, "475", 2016, "=")]),
        ("De telling start per 1 januari 2013 op -0-. Vanaf 2014 geteld", [(None, "0", 2013, "=")]),
        ("1-1-2015 is nulmeting (-0)", [(None, "0", 2015, "=")]),
        ("Aan het eind van 2016 willen we minimaal 10 plaatsen.", [(None, "10", 2016, ">=")]),
        ("t.o.v. 2011 (cijfers 2012 en 2014)\n2012     2014\n14 %     12 %",
         [(None, "14", 2012, "="), (None, "12", 2014, "=")]),
        ("% dat 3 parken kent\n0-meting 2013: 90%", [("% dat 3 parken kent", "90", 2013, "=")]),
        ("Aantal dat 3 parken kent\n0-meting 2013: 90 in Noord, 99 in Zuid",
         [("Aantal dat 3 parken kent", "90", 2013, "="), ("Aantal dat 3 parken kent", "99", 2013, "=")]),
        ("Aantal banen 30\nAantal woningen 40",
         [("Aantal banen", "30", None, "="), ("Aantal woningen", "40", None, "=")]),
        ("24 kades\n13 gerealiseerd.", [("kades", "24", None, "="), (None, "13", None, "=")]),
        ("Groene kades: 96%;\n2-meting 2014: 78%", [("Groene kades", "96", None, "="), (None, "78", 2014, "=")]),
        ("Bewoners van 18 jaar en ouder in programma 11 op 1-1-2015", []),
        ("Hedon is gerealiseerd (85.000 bezoekers).", []),
    ],
)  # fmt: skip
def test_values_of_a_cell(cell: str, expected: list[tuple[str | None, str, int | None, str]]) -> None:
    found = [value for line in read_lines(cell) for value in line.values]
    assert [(v.name, str(v.quantity.value), v.year, v.quantity.comparator) for v in found] == expected


def test_fractions_stay_text() -> None:
    (line,) = read_lines("• risicogevoelige situaties POZ / Driehoek 21/21 (2012).")
    (value,) = line.values
    assert (value.name, value.printed, value.quantity.value, value.year) == (
        "risicogevoelige situaties POZ / Driehoek", "21/21", None, 2012,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "value", "comparator"),
    [
        ("Minimaal 80% weet dat je hiervoor terecht kunt.", 80, ">="),
        ("In 2016 ervaart minimaal 75% van ouders vermindering", 75, ">="),
        ("De score bedraagt op een schaal van 10 een 7.", 7, "="),
        ("Opgerolde kwekerijen van 25 in 2014 naar 20 in 2018.", 20, "="),
    ],
)
def test_norm_in_the_streefdoel(sentence: str, value: int, comparator: str) -> None:
    assert [(v.quantity.value, v.quantity.comparator) for v in states_norm(sentence)] == [(value, comparator)]


@pytest.mark.parametrize(
    "sentence", ["In 2016 is het beroep gelijk aan of lager dan in 2015.", "minimaal één instantie"]
)
def test_sentences_without_a_norm(sentence: str) -> None:
    assert states_norm(sentence) == []


def test_lines_that_a_pipe_export_ran_together() -> None:
    assert split_lines("583 inbraken in 2014 25 kwekerijen in 2014 ≤ 1.6 score in 2015* 7,2 cijfer in 2015") == [
        "583 inbraken in 2014", "25 kwekerijen in 2014", "≤ 1.6 score in 2015*", "7,2 cijfer in 2015",
    ]  # fmt: skip
    assert split_lines("In 2005 bezocht  • Wezenlanden 12 %  • Engelse werk 17 %") == [
        "In 2005 bezocht", "• Wezenlanden 12 %", "• Engelse werk 17 %",
    ]  # fmt: skip


@given(st.text(alphabet="aB1 2014().,%•\n≤-/0", max_size=80))
def test_any_cell_can_be_read(text: str) -> None:
    assert len(without_explanations(text)) == len(text)
    for line in read_lines(text):
        for value in line.values:
            assert value.printed.strip() == value.printed
            assert value.year is None or 1990 <= value.year <= 2059


def test_what_is_achieved_is_what_is_realised() -> None:
    heads = ("Nulsituatie", "Norm voor 2015", "Wat is in 2015 bereikt")
    found = rows(LABEL, ("Aantal ernstige verkeersslachtoffers",), heads, ("48 in 2010", "≤ 40", "41"))
    assert [(r.role, r.year, r.value) for r in found] == [
        ("baseline", 2010, 48.0), ("target", 2015, 40.0), ("current", 2015, 41.0),
    ]  # fmt: skip


def test_several_indicators_in_one_cell_share_their_name_over_the_columns() -> None:
    found = rows(
        LABEL,
        ("• Inbraken dalen.\n• Veiligheidsgevoel minimaal een 7.",),
        REALISED,
        ("583 woninginbraken in 2014\n7,2 rapportcijfer veiligheidsgevoel in 2015",
         "≤533 woninginbraken in 2015\n≥ 7,2 rapportcijfer veiligheid in 2015*",
         "419 woninginbraken in 2016\n7,3 rapportcijfer veiligheid in 2016"),
        ("bron:\npolitie (2015)\n*dit volgt in 2017",),
    )  # fmt: skip
    assert [(r.indicator, r.role, r.year, r.value, r.comparator, r.note) for r in found] == [
        ("woninginbraken", "baseline", 2014, 583.0, "=", None),
        ("rapportcijfer veiligheidsgevoel", "baseline", 2015, 7.2, "=", None),
        ("woninginbraken", "target", 2015, 533.0, "<=", None),
        ("rapportcijfer veiligheidsgevoel", "target", 2015, 7.2, ">=", "dit volgt in 2017"),
        ("woninginbraken", "current", 2016, 419.0, "=", None),
        ("rapportcijfer veiligheidsgevoel", "current", 2016, 7.3, "=", None),
    ]
    assert {r.source for r in found} == {"politie (2015)"}
    assert {r.streefdoel for r in found} == {"• Inbraken dalen.\n• Veiligheidsgevoel minimaal een 7."}


def test_lines_without_a_name_are_called_as_those_of_the_first_cell() -> None:
    found = rows(
        LABEL, ("Het aantal opgeleverde woningen stijgt.",), REALISED,
        ("450 woningen in 2015\n1.6 schaalscore", "500\n≤ 1.4", "525 woningen\n1,5"),
    )  # fmt: skip
    values = {(row.indicator, row.role): row.value_text for row in found}
    assert values == {
        ("woningen", "baseline"): "450", ("woningen", "target"): "500", ("woningen", "current"): "525",
        ("schaalscore", "baseline"): "1.6", ("schaalscore", "target"): "≤ 1.4", ("schaalscore", "current"): "1,5",
    }  # fmt: skip


def test_a_norm_cell_may_print_what_became_of_it() -> None:
    """jaarverslag-2016 p8675: `norm: 1%` and `werkelijk: 3%` in one cell."""
    found = rows(LABEL, ("Minder kinderen zonder zwemdiploma.",), REALISED,
                 ("0-meting 2012: 1%", "3-meting 2016:\nnorm: 1%\nwerkelijk: 3%", "Zwemlessen gegeven."))  # fmt: skip
    assert [(row.role, row.year, row.value) for row in found] == [
        ("baseline", 2012, 1.0), ("target", 2016, 1.0), ("current", 2016, 3.0)
    ]  # fmt: skip


def test_bullets_go_with_rows_and_words_override_the_column() -> None:
    found = rows(
        LABEL,
        ("• Uitstroom neemt toe.\n• Jongeren in opleiding.",),
        HEAD,
        (
            "Nulsituatie 2013: afname: 405.\nStreefcijfer 2015 is 455.",
            "Norm voor 2016 is 475.\n(Hoger dan 455.)",
            "Doen",
        ),
        ("Nulsituatie: In 2014 zijn 375 jongeren opgenomen.", "Norm voor 2016: 150 jongeren worden begeleid", "-"),
    )
    assert [(r.indicator, r.role, r.year, r.value, r.direction) for r in found] == [
        ("Uitstroom neemt toe", "baseline", 2013, 405.0, None),
        ("Uitstroom neemt toe", "target", 2015, 455.0, "up"),
        ("Uitstroom neemt toe", "target", 2016, 475.0, "up"),
        ("Jongeren in opleiding", "baseline", 2014, 375.0, None),
        ("Jongeren in opleiding", "target", 2016, 150.0, None),
    ]
    assert found[2].note == "Norm voor 2016 is 475.\n(Hoger dan 455.)"


def test_cells_without_a_number_and_the_norm_of_the_streefdoel() -> None:
    found = rows(
        LABEL,
        ("Het percentage dat het weet. Minimaal 80% weet het (bron: onderzoek).",),
        HEAD,
        ("Nulsituatie wordt eind 2015\nvastgesteld.", "-", "Doen"),
    )
    assert [(r.role, r.year, r.value, r.value_text, r.missing_reason, r.row_no, r.column_no) for r in found] == [
        ("baseline", None, None, "Nulsituatie wordt eind 2015\nvastgesteld.", "text", 4, 1),
        ("target", 2016, None, "-", "dash", 4, 2),
        ("target", 2016, 80.0, "Minimaal 80% weet het (bron: onderzoek).", None, 2, 1),
    ]
    assert {(r.indicator, r.source) for r in found} == {("Het percentage dat het weet", "onderzoek")}


def test_a_printed_norm_is_not_repeated_from_the_streefdoel() -> None:
    found = rows(LABEL, ("Minimaal 11% is particulier.",), HEAD, ("In het programma is 8%", "De norm is 10%.", ""))
    assert [(r.role, r.value, r.unit) for r in found] == [("baseline", 8.0, "%"), ("target", 10.0, "%")]


def test_euros_ranges_and_direction() -> None:
    found = rows(
        LABEL,
        ("Doel",),
        HEAD,
        ("400 tot 450 woningen in 2015", "We besparen € 1.200.000 aan uitkering.", ""),
        ("-", "In 2016 is het aantal gestegen.", ""),
    )
    assert [(r.value, r.value_low, r.value_high, r.unit, r.direction, r.missing_reason) for r in found] == [
        (None, 400.0, 450.0, None, None, None),
        (1200000.0, None, None, "EUR", None, None),
        (None, None, None, None, None, "dash"),
        (None, None, None, None, "up", "text"),
    ]


def test_blocks_are_numbered_below_the_goal() -> None:
    one = grid(LABEL, ("Een",), HEAD, ("1 a", "2 b", ""))
    two = grid(LABEL, ("Twee",), HEAD, ("3 a", "4 b", ""), LABEL, ("Drie",), HEAD, ("5 a", "6 b", ""))
    found = records(page(one, two))
    assert [(r.indicator_no, r.observation_id[-4:], r.table_no) for r in found] == [
        (1, "i001", 1), (1, "i002", 1), (2, "i003", 2), (2, "i004", 2), (3, "i005", 2), (3, "i006", 2),
    ]  # fmt: skip


def test_rows_behind_the_block_are_no_data() -> None:
    table = (LABEL, ("Een",), HEAD, ("1 a", "2 b", ""), ("Relaties met andere programma’s", "", ""), ("12", "13", ""))
    assert [r.value for r in rows(*table)] == [1.0, 2.0]


def test_label_and_text_above_the_table() -> None:
    blocks = (Heading("Streefdoel/indicator", 4), Paragraph("Lopen"), Item("meer", 1), grid(HEAD, ("1 a", "2 b", "")))
    assert {(r.streefdoel, r.indicator_no) for r in records(page(*blocks))} == {("Lopen\n• meer", 1)}


def test_a_block_without_a_table_states_its_norm() -> None:
    blocks = (Paragraph("Streefdoel/indicator"), Paragraph("Minstens 90% verloopt ordelijk"), Heading("Verder", 2))
    (found,) = records(page(*blocks))
    assert (found.value, found.comparator, found.role, found.table_no, found.goal_id) == (
        90.0,
        ">=",
        "target",
        None,
        GOAL,
    )


def test_uncertain_rows_give_only_what_the_words_settle() -> None:
    table = grid(LABEL, ("Doel",), HEAD, ("De norm is 400 per jaar.", "50 woningen"), uncertain=frozenset({4}))
    found = read(page(table))
    assert [(r.role, r.value, r.year) for r in found.rows if isinstance(r, IndicatorRecord)] == [
        ("target", 400.0, 2016)
    ]
    assert [f.code for f in found.findings] == ["INDICATOR_ROW_UNCERTAIN"]
    assert read_activities(page(table)) == ()


def test_a_block_whose_row_has_no_place_is_not_called_empty() -> None:
    """jaarstukken-2014 p1696: `In het programma is 8% opgenomen` may stand below any of the heads."""
    table = grid(LABEL, ("Doel",), HEAD, ("In het programma is 8% opgenomen", ""), uncertain=frozenset({4}))
    assert [f.code for f in read(page(table)).findings] == ["INDICATOR_ROW_UNCERTAIN"]


def test_planned_activities() -> None:
    cell = "Uitvoeren van projecten, zoals:\n• Aanpak jeugd\n  • Buurt\n• Inzet\nEen regel die\nverder gaat.\n-"
    found = read_activities(page(grid(LABEL, ("Doel",), HEAD, ("1", "2", cell))))
    assert [(a.status, a.level, a.text) for a in found] == [
        ("planned", 1, "Uitvoeren van projecten, zoals:"),
        ("planned", 2, "Aanpak jeugd"),
        ("planned", 3, "Buurt"),
        ("planned", 2, "Inzet"),
        ("planned", 1, "Een regel die verder gaat."),
    ]
    assert {(a.goal_id, a.table_no, a.row_no, a.column_no, a.block_no, a.theme) for a in found} == {
        (GOAL, 1, 4, 3, 1, None),
    }  # fmt: skip


def test_realised_cells_give_values_or_activities() -> None:
    table = grid(LABEL, ("Doel",), REALISED, ("-", "-", "619 woningen in 2016\nDe kaart is bijgehouden."))
    assert [(a.status, a.text) for a in read_activities(page(table))] == [("realised", "De kaart is bijgehouden.")]
    assert [(r.role, r.value) for r in records(page(table)) if r.role == "current"] == [("current", 619.0)]


@cache
def real(path: str) -> Page:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{file} is missing: shared pages are not here")
    content = file.read_bytes()
    inside = str(Path(*Path(path).parts[1:]))
    source = Source(inside, content, hashlib.sha256(content).hexdigest(), "text" if file.suffix == ".txt" else "html")
    return identify(source, read_page(source))


@pytest.mark.parametrize("form", ["html-a", "html-b", "text", "text-pipes"])
def test_inwonersondersteuning(form: str) -> None:
    suffix = "html" if form.startswith("html") else "txt"
    of = real(f"{form}/zwolle.begroting-2016.nl/12-inwonersondersteuning.{suffix}")
    found = records(of)
    assert len({r.goal_id for r in found}) == 3
    assert len({(r.goal_id, r.indicator_no) for r in found}) == 13
    targets = sorted((r.value, r.comparator) for r in found if r.role == "target" and r.value is not None)
    assert targets == [
        (7.0, "="), (10.0, ">="), (30.0, "="), (75.0, ">="), (80.0, ">="), (150.0, "="), (150.0, "="), (450.0, "="),
        (455.0, "="), (475.0, "="), (475.0, "="),
    ]  # fmt: skip
    baselines = sorted(r.value for r in found if r.role == "baseline" and r.value is not None)
    assert baselines == [0, 0, 2.2, 4.4, 20, 290, 375, 405, 416, 417, 497, 1299, 3385]


@pytest.mark.parametrize("form", ["html-a", "html-b", "text", "text-pipes"])
def test_begroting_2026(form: str) -> None:
    suffix = "html" if form.startswith("html") else "txt"
    of = real(f"{form}/zwolle.begroting-2026.nl/p50287/doel-1-3-1-tijdelijk-verblijf-in-een-instelling.{suffix}")
    found = records(of)
    assert [r.value for r in found] == [
        2332, 2492, 2450, 500, 424, 400, 133, 108, 131, 599, 509, None, 163, 142, 150, 2, 7, 5,
    ]  # fmt: skip
    assert [r.year for r in found] == [2022, 2024, 2026] * 6
    assert [r.unit for r in found] == ["aantal"] * 15 + ["%"] * 3
    assert [f.code for f in read(of).findings] == ["TARGET_DIRECTION"] * 2


@pytest.mark.parametrize("form", ["html-a", "html-b", "text", "text-pipes"])
def test_jaarverslag_2016(form: str) -> None:
    suffix = "html" if form.startswith("html") else "txt"
    of = real(f"{form}/zwolle.jaarverslag-2016.nl/p8623/doelstellingen.{suffix}")
    found = records(of)[:18]
    assert [(r.role, r.value, r.comparator) for r in found] == [
        *[("baseline", value, "=") for value in (583, 25, 4598, 1.6, 7.2, 7.5)],
        *[("target", value, "<=") for value in (533, 24, 4598, 1.6)],
        *[("target", value, ">=") for value in (7.2, 7.5)],
        *[("current", value, "=") for value in (419, 19, 5340, 1.4, 7.3, 7.5)],
    ]
    assert [r.indicator for r in found] == [
        "woninginbraken", "hennepkwekerijen", "overlastmeldingen", "schaalscore ervaren overlast",
        "rapportcijfer veiligheidsgevoel", "rapportcijfer in leefbaarheid",
    ] * 3  # fmt: skip


@pytest.mark.parametrize(
    "path", ["zwolle.begroting-2016.nl/p3029/doelstellingen-p4", "zwolle.jaarverslag-2014.nl/p1710"]
)
def test_other_forms_say_the_same(path: str) -> None:
    def figures(form: str, suffix: str) -> list[tuple[object, ...]]:
        return [(r.role, r.year, r.value, r.value_text, r.unit) for r in records(real(f"{form}/{path}.{suffix}"))]

    assert figures("html-b", "html") == figures("html-a", "html")
    assert figures("text", "txt") == figures("html-a", "html")
    assert figures("text-pipes", "txt") == figures("html-a", "html")


SAID, ZERO, NORM, DOES = (
    "Minder woninginbraken.",
    "583 woninginbraken in 2014",
    "≤533 woninginbraken",
    "We surveilleren.",
)
USUAL = grid(LABEL, (SAID,), HEAD, (ZERO, NORM, DOES))
DOWN = grid((*LABEL, SAID), (HEAD[0], ZERO), (HEAD[1], NORM), (HEAD[2], DOES))
BESIDE = grid((*LABEL, *HEAD), (SAID, ZERO, NORM, DOES))


@pytest.mark.parametrize("turned", [DOWN, BESIDE], ids=["heads down", "heads beside the label"])
def test_heads_elsewhere(turned: Grid) -> None:
    def told(of: Page) -> list[tuple[object, ...]]:
        values = [(r.indicator, r.role, r.year, r.value, r.streefdoel) for r in records(of)]
        return [*values, *((a.text, a.status) for a in read_activities(of))]

    assert told(page(turned)) == told(page(USUAL))
    assert read(page(turned)).findings == read(page(USUAL)).findings
    for order in ((USUAL, turned), (turned, USUAL)):
        assert told(page(*order)) == told(page(USUAL))
        assert [found.code for found in read(page(*order)).findings].count("TABLE_COPY") == 1


def test_a_row_below_heads_beside_the_label_may_go_on_with_its_streefdoel() -> None:
    read_rows = records(page(grid((*LABEL, *HEAD), (SAID, ZERO, NORM, DOES), ("", "12 branden", "10 branden", ""))))
    assert [(r.value_text, r.streefdoel) for r in read_rows] == [(value, SAID) for value in ("583", "≤533", "12", "10")]


def test_a_card_beside_its_table_is_a_copy() -> None:
    card = [Heading("Streefdoel/indicator", 4), Paragraph(SAID)]
    assert len(records(page(USUAL, *card))) == len(records(page(USUAL)))
    assert [found.code for found in read(page(USUAL, *card)).findings] == ["TABLE_COPY"]


@pytest.mark.parametrize("listed", [Item, lambda text, _: Paragraph(text)])
def test_a_listed_streefdoel_is_told(listed: Callable[[str, int], Block]) -> None:
    lines = [listed(f"{head}: {value}", 1) for head, value in zip(HEAD, (ZERO, NORM, DOES), strict=True)]
    assert [found.code for found in read(page(*lines, kind="description")).findings] == ["INDICATOR_TEXT"]
    assert "INDICATOR_TEXT" not in [found.code for found in read(page(USUAL, *lines, kind="description")).findings]


def test_the_same_values_under_other_heads_are_no_copy() -> None:
    later = grid(LABEL, (SAID,), ("Nulsituatie", "Norm van 2017", "Activiteiten"), (ZERO, NORM, DOES))
    assert len(records(page(USUAL, later))) == 2 * len(records(page(USUAL)))


@pytest.mark.parametrize("values", [("we willen groei sinds 2014.", "in 2013 was dit niet zo."), ("zie bijlage",) * 2])
def test_sentences_behind_nulsituatie_and_norm_are_no_values(values: tuple[str, str]) -> None:
    lines = [Paragraph(f"{head}: {value}") for head, value in zip(HEAD, values, strict=False)]
    about = Paragraph("Het streefdoel is helder.")
    assert read(page(about, *lines, kind="description")).findings == ()


GOAL_LINES = """Minder geweld
Doelstellingen/maatschappelijke effecten
Minder huiselijk geweld in de stad.
Streefdoel/indicator
Het aantal meldingen daalt in de hele stad en in de regio.
Nulsituatie             Norm van 2016     Activiteiten
2.332 meldingen         2.200 meldingen   We voeren de regiovisie uit.
                                          We geven voorlichting.
Streefdoel/indicator
Inwoners zijn tevreden.
Nulsituatie             Norm van 2016     Activiteiten
83%                     85%               -"""


@pytest.mark.parametrize("blanks", ["  ", "\t"])
def test_goals_in_preformatted_text(blanks: str) -> None:
    """Labels above the columns were a paragraph, and the goal a table of words."""
    lines = GOAL_LINES if blanks == "  " else re.sub(r" {2,}", "\t", GOAL_LINES.replace(" " * 42, "\t\t"))
    content = f"<h1>12 Inwonersondersteuning</h1><h2>Doelen</h2><pre>{lines}</pre>".encode()
    path = "zwolle.begroting-2016.nl/p3026/doelstellingen.html"
    found = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html")).tables
    assert [goal.title for goal in found["goals"]] == ["Minder geweld"]
    assert [(row.role, row.value, row.indicator_no) for row in found["indicators"]] == [
        ("baseline", 2332, 1), ("target", 2200, 1), ("baseline", 83, 2), ("target", 85, 2),
    ]  # fmt: skip
    assert [row.text for row in found["activities"]] == ["We voeren de regiovisie uit.", "We geven voorlichting."]


def test_a_label_on_the_first_line_of_the_text_of_a_streefdoel() -> None:
    effects = "<h3>Minder geweld</h3><p>Doelstellingen/maatschappelijke effecten</p><p>Minder geweld.</p>"
    above = f"{effects}<p>Streefdoel/indicator<br>Het aantal meldingen daalt.</p>"
    table = "<table><tr><td>Nulsituatie<td>Norm van 2016<td>Activiteiten<tr><td>2.332<td>2.200<td>-</table>"
    content = f"<h1>12 Inwonersondersteuning</h1><h2>Doelen</h2>{above}{table}".encode()
    path = "zwolle.begroting-2016.nl/p3026/doelstellingen.html"
    found = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html")).tables["indicators"]
    assert {row.indicator for row in found} == {"Het aantal meldingen daalt"}


@pytest.mark.parametrize(
    ("second", "told"), [(("583", "≤ 533", "497"), 1), (("583", "≤ 533", "501"), 0), (("-",) * 3, 0)]
)
def test_a_row_printed_twice_is_told(second: tuple[str, ...], told: int) -> None:
    of = page(grid(LABEL, ("Aantal inbraken",), REALISED, ("583", "≤ 533", "497"), second, second[:1] * 3))
    assert [finding.code for finding in read(of).findings].count("ROW_DUPLICATE") == told


def test_the_mark_of_a_footnote_behind_a_head() -> None:
    found = records(page(grid(LABEL, ("Inbraken",), ("Nulsituatie 1)", *REALISED[1:]), ("583", "≤ 533", "497"))))
    assert [(row.role, row.value) for row in found] == [("baseline", 583.0), ("target", 533.0), ("current", 497.0)]
