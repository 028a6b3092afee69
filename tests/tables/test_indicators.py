"""Indicator tables of the begroting 2026 and of years as heads (formats/2020-2026.md sections 6 and 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from indicator_tables import GOAL, grid, page
from pipeline.model import Block, Cell, Grid, Heading, Paragraph
from pipeline.tables.grids import numbered_grids
from pipeline.tables.indicator_heads import head_of, split_unit
from pipeline.tables.indicators import IndicatorRecord, read
from pipeline.tables.observations import split_explanation
from schemas.indicators import INDICATORS
from schemas.shared import COMMON

HEAD = ("Indicator", "Verleden", "Heden", "Toekomst")
AIM = "Aantal indicaties. We streven ernaar dat dit aantal in de toekomst afneemt. Bron: GGD en gemeente Zwolle."


def rows(*of: tuple[str, ...], **settings: object) -> list[IndicatorRecord]:
    return [row for row in read(page(grid(*of), **settings)).rows if isinstance(row, IndicatorRecord)]  # type: ignore[arg-type]


def codes(*of: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in read(page(grid(*of))).findings]


def test_record_is_the_schema_without_the_common_columns() -> None:
    assert [f.name for f in fields(IndicatorRecord)] == [f.name for f in INDICATORS.fields[len(COMMON) :]]


def test_three_rows_give_three_observations() -> None:
    found = rows(HEAD, ("Beschermd wonen (aantal)", "2022", "2024", "2026"), ("", "500", "424", "400"), (AIM,))
    assert [(r.observation_id, r.seq, r.indicator_no) for r in found] == [(f"{GOAL}/i00{n}", n, 1) for n in (1, 2, 3)]
    assert [(r.role, r.year, r.value, r.value_text, r.comparator) for r in found] == [
        ("baseline", 2022, 500.0, "500", "="),
        ("current", 2024, 424.0, "424", "="),
        ("target", 2026, 400.0, "400", "="),
    ]
    assert {(r.indicator, r.unit, r.source, r.note) for r in found} == {
        ("Beschermd wonen", "aantal", "GGD en gemeente Zwolle",
         "Aantal indicaties. We streven ernaar dat dit aantal in de toekomst afneemt."),
    }  # fmt: skip
    assert [r.direction for r in found] == [None, None, "down"]
    assert [(r.table_no, r.row_no, r.column_no) for r in found] == [(1, 3, 2), (1, 3, 3), (1, 3, 4)]


def test_position_not_shape_tells_years_from_values() -> None:
    found = rows(HEAD, ("Bezoekers (aantal)", "2022", "2024", "2026"), ("", "2026", "2024", "2022"))
    assert [(r.year, r.value) for r in found] == [(2022, 2026.0), (2024, 2024.0), (2026, 2022.0)]


def test_name_over_two_rows_is_the_same_block() -> None:
    name = Cell("Opvang (aantal)", 2, 1, row_span=2)
    table = Grid(
        (
            tuple(Cell(text, 1, column) for column, text in enumerate(HEAD, 1)),
            (name, *(Cell(text, 2, column) for column, text in enumerate(("2022", "2024", "2026"), 2))),
            (name, *(Cell(text, 3, column) for column, text in enumerate(("1", "2", "3"), 2))),
        )
    )
    assert [(r.year, r.value) for r in read(page(table)).rows if isinstance(r, IndicatorRecord)] == [
        (2022, 1.0), (2024, 2.0), (2026, 3.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "direction", "reason"),
    [
        ("lager", None, "down", "text"),
        ("hoger", None, "up", "text"),
        ("-", None, "down", "dash"),
        ("n.v.t.", None, "down", "nvt"),
        ("4,4", 4.4, "down", None),
        ("3.385", 3385.0, "down", None),
    ],
)
def test_target_cells(text: str, value: float | None, direction: str, reason: str | None) -> None:
    target = rows(HEAD, ("Jeugdhulp (cijfer)", "2022", "2024", "2026"), ("", "599", "509", text), (AIM,))[2]
    assert (target.value, target.direction, target.missing_reason, target.value_text) == (
        value, direction, reason, text,
    )  # fmt: skip


def test_reference_date() -> None:
    assert split_explanation("Wachtenden. Bron: GGD. Peildatum 1 juli van het betreffende jaar.") == (
        "Wachtenden.", "GGD", "1 juli van het betreffende jaar",
    )  # fmt: skip
    assert split_explanation("Alleen uitleg.") == ("Alleen uitleg.", None, None)


GOOD = (("B (aantal)", "2022", "2024", "2026"), ("", "1", "2", "3"))


@pytest.mark.parametrize(
    "wrong",
    [
        (("A (aantal)", "2022", "2024", ""), ("", "1", "2", "3")),
        (("A (aantal)", "2022", "2024", "2026"), ("", "1", "", "3")),
        (("A (aantal)", "2022", "2024", "2026"), ("", "1", "2", "3"), ("", "4", "5", "6")),
        (("A (aantal)", "2022", "2024"), ("", "1", "2", "3", "4")),
        (("A (aantal)", "2022", "2024", "2026"),),
    ],
)
def test_block_whose_years_and_values_differ_is_left_out(wrong: tuple[tuple[str, ...], ...]) -> None:
    assert codes(HEAD, *wrong, *GOOD) == [("error", "INDICATOR_SHAPE")]
    assert [r.indicator for r in rows(HEAD, *wrong, *GOOD)] == ["B"] * 3
    assert [r.indicator for r in rows(HEAD, *GOOD, *wrong)] == ["B"] * 3


@pytest.mark.parametrize(
    ("name", "years", "values", "expected"),
    [
        ("A (aantal)", ("2022", "2026", "2024"), ("1", "2", "3"), [("error", "INDICATOR_YEARS")]),
        ("A (aantal)", ("2022", "2022", "2024"), ("1", "2", "3"), [("error", "INDICATOR_YEARS")]),
        ("A (%)", ("2022", "2024", "2026"), ("1", "102", "-3"), [("error", "PERCENT_RANGE")] * 2),
        ("Groei van A (%)", ("2022", "2024", "2026"), ("150", "-102", "-3"), [("error", "PERCENT_RANGE")]),
        ("Dekkingsgraad leges (%)", ("2022", "2024", "2026"), ("98", "104", "100"), []),
        ("Netto schuldquote (%)", ("2022", "2024", "2026"), ("-12", "98", "9800"), [("error", "PERCENT_RANGE")]),
        ("Uitgevoerd van het plan (%)", ("2022", "2024", "2026"), ("80", "120", "110"), []),
        ("Aandeel huur (%)", ("2022", "2024", "2026"), ("80", "120", "110"), [("error", "PERCENT_RANGE")] * 2),
        ("A", ("2022", "2024", "2026"), ("1", "2", "3"), [("warning", "INDICATOR_UNIT")]),
        ("A (Wmo)", ("2022", "2024", "2026"), ("1", "2", "3"), [("warning", "INDICATOR_UNIT")]),
        ("A (aantal)", ("2022", "2024", "2026"), ("1", "2,5", "3"), [("info", "INDICATOR_NOT_WHOLE")]),
        ("A (aantal)", ("2022", "2024", "2026"), ("1", "-2", "3"), [("warning", "INDICATOR_NOT_WHOLE")]),
        ("A (aantal)", ("2022", "2024", "2026"), ("1", "2", "3"), []),
    ],
)
def test_findings(name: str, years: tuple[str, ...], values: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert codes(HEAD, (name, *years), ("", *values)) == expected
    assert len(rows(HEAD, (name, *years), ("", *values))) == 3


@pytest.mark.parametrize(
    ("heads", "told"), [(("Verleden", "Toekomst", "Heden"), 1), (("Heden", "Verleden", "Toekomst"), 1), (HEAD[1:], 0)]
)
def test_years_that_go_back_from_past_to_future(heads: tuple[str, ...], told: int) -> None:
    found = codes(("Indicator", *heads), ("A (aantal)", "2022", "2024", "2026"), ("", "1", "2", "3"))
    assert found == [("error", "INDICATOR_YEARS")] * told


def test_target_against_the_stated_direction() -> None:
    block = (("Wachtenden (aantal)", "2022", "2024", "2026"), ("", "133", "108", "131"), (AIM,))
    findings = read(page(grid(HEAD, *block))).findings
    assert [(f.severity, f.code, f.found, f.location) for f in findings] == [
        ("info", "TARGET_DIRECTION", "108 -> 131", "table 1 row 3 column 4"),
    ]  # fmt: skip


def test_years_in_the_head() -> None:
    found = rows(
        ("Effectindicator", "Nulmeting", "Realisatie\n2016", "Begroting\n2017", "Streef-\nwaarde", "Bron"),
        ("Tevreden inwoners", "80% (2014)", "83%", "> 84%", "Lager dan nulmeting", "O&S"),
        ("Inbraken (aantal)", "1.200", "n.b.", "-", "", "Politie"),
    )
    assert [(r.indicator, r.unit, r.role, r.year, r.value, r.comparator, r.missing_reason) for r in found] == [
        ("Tevreden inwoners", "%", "baseline", 2014, 80.0, "=", None),
        ("Tevreden inwoners", "%", "current", 2016, 83.0, "=", None),
        ("Tevreden inwoners", "%", "target", 2017, 84.0, ">", None),
        ("Tevreden inwoners", "%", "target", None, None, None, "text"),
        ("Inbraken", "aantal", "baseline", None, 1200.0, "=", None),
        ("Inbraken", "aantal", "current", 2016, None, None, "nb"),
        ("Inbraken", "aantal", "target", 2017, None, None, "dash"),
    ]
    assert [r.source for r in found] == ["O&S"] * 4 + ["Politie"] * 3
    assert [r.indicator_no for r in found] == [1] * 4 + [2] * 3


def test_group_heads_over_years() -> None:
    found = rows(
        ("Nr.", "Omschrijving", "Realisatie", "Realisatie", "Prognose/streefwaarden"),
        ("", "", "2017", "2018", "2019"),
        ("1", "Rapportcijfer (cijfer)", "7,1", "7,2", "≥ 7,5"),
        ("Bron: Eigen onderzoek",),
    )
    assert [(r.role, r.year, r.value, r.comparator, r.source, r.period_label) for r in found] == [
        ("current", 2017, 7.1, "=", "Eigen onderzoek", "Realisatie 2017"),
        ("current", 2018, 7.2, "=", "Eigen onderzoek", "Realisatie 2018"),
        ("target", 2019, 7.5, ">=", "Eigen onderzoek", "Prognose/streefwaarden 2019"),
    ]


def test_the_head_of_the_names_may_stand_beside_the_years() -> None:
    found = rows(
        ("", "Realisatie cijfers", "Realisatie cijfers", "Streefcijfers", ""),
        ("Indicator", "2022", "2023", "2026", "Bron"),
        ("Uitstoot (kiloton)", "412,5", "398,1", "350", "Klimaatmonitor"),
    )
    assert [(r.indicator, r.unit, r.role, r.year, r.value, r.source) for r in found] == [
        ("Uitstoot", "kiloton", "current", 2022, 412.5, "Klimaatmonitor"),
        ("Uitstoot", "kiloton", "current", 2023, 398.1, "Klimaatmonitor"),
        ("Uitstoot", "kiloton", "target", 2026, 350.0, "Klimaatmonitor"),
    ]


@pytest.mark.parametrize(
    ("document_kind", "roles"),
    [("begroting", ["current", "target", "target"]), ("jaarstukken", ["current", "current", "target"])],
)
def test_a_year_alone_has_its_role_by_the_report(document_kind: str, roles: list[str]) -> None:
    table = (("Indicator", "2023", "2024", "2025"), ("Banen (aantal)", "1", "2", "3"))
    assert [r.role for r in rows(*table, document_kind=document_kind, year=2024)] == roles


def test_uncertain_row_gives_a_finding_instead_of_a_guess() -> None:
    table = grid(("Indicator", "2023", "2024"), ("Banen (aantal)", "2", ""), uncertain=frozenset({2}))
    records = read(page(table))
    assert records.rows == ()
    assert [f.code for f in records.findings] == ["INDICATOR_ROW_UNCERTAIN"]


def test_unknown_head_below_indicatoren() -> None:
    table = (("Thema", "Kleur"), ("Wonen", "Groen"))
    assert codes(*table) == [("warning", "INDICATOR_HEAD")]
    assert read(page(grid(*table), kind="other")).findings == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("Thema", "Kleur"), ("Wonen", "Groen")), "INDICATOR_HEAD"),
        ((("Kengetal", "Rekening 2023"), ("Solvabiliteit", "31%")), "INDICATOR_GOAL"),
    ],
)
def test_a_table_on_a_page_about_no_goal_is_no_loss(rows: tuple[tuple[str, str], ...], code: str) -> None:
    shown = replace(page(grid(*rows)), page_kind="other", goals=())
    homeless = tuple(replace(section, goal_id=None) for section in shown.sections)
    assert [(f.severity, f.code) for f in read(replace(shown, sections=homeless)).findings] == [("info", code)]
    of_goal = replace(shown, page_kind="goal", sections=homeless)
    assert [(f.severity, f.code) for f in read(of_goal).findings] == [("warning", code)]


def test_unknown_column_is_named_and_the_rest_is_read() -> None:
    table = (("Indicator", "Realisatie 2020", "Foo"), ("Banen (aantal)", "2", "3"))
    assert [r.value for r in rows(*table)] == [2.0]
    assert codes(*table) == [("warning", "INDICATOR_HEAD")]


def test_money_tables_and_hidden_tables_give_nothing() -> None:
    money = grid(("Omschrijving", "Begroting 2026", "Raming 2027"), ("Lasten", "1", "2"))
    assert read(page(money, kind="financial_overview")).rows == ()
    assert read(page(grid(HEAD, *GOOD, hidden=True))).rows == ()
    assert read(page(Paragraph("tekst"))).rows == ()


def test_numbered_grids_count_tables_and_blocks() -> None:
    found = numbered_grids(page(Paragraph("a"), grid(("x", "y")), Paragraph("b"), grid(("z", "w"), hidden=True)))
    assert [(n.table_no, n.block_no, n.goal_id) for n in found] == [(1, 2, GOAL), (2, 4, GOAL)]


@pytest.mark.parametrize(
    ("label", "role", "year"),
    [
        ("Norm van 2016", "target", 2016),
        ("Norm voor 2014", "target", 2014),
        ("Wat is in 2014 gerealiseerd", "current", 2014),
        ("Streef-\nwaarde", "target", None),
        ("Begroting t/m 2017", "target", 2017),
        ("Ambitie 2022", "target", 2022),
        ("Nulmeting (2015)", "baseline", 2015),
        ("Stand 31-12-2016", "current", 2016),
        ("2019", None, 2019),
    ],
)
def test_heads(label: str, role: str | None, year: int | None) -> None:
    assert (head_of(label).kind, head_of(label).role, head_of(label).year) == ("value", role, year)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Beschermd wonen (aantal)", ("Beschermd wonen", "aantal")),
        ("Overlast (in %)", ("Overlast", "%")),
        ("Meldingen (aantal) 2)", ("Meldingen", "aantal")),
        ("Meldingen (per 1.000 inwoners)", ("Meldingen", "per 1.000 inwoners")),
        ("Hulp (Wmo)", ("Hulp (Wmo)", None)),
        ("Zonder", ("Zonder", None)),
    ],
)
def test_unit_in_brackets(name: str, expected: tuple[str, str | None]) -> None:
    assert split_unit(name) == expected


def test_a_year_above_its_value_in_one_cell() -> None:
    found = rows(HEAD, ("Jeugdhulp (aantal)", "2022\n3.150", "2024\n2026", "2026\nlager"), (AIM,))
    assert [(r.period_label, r.year, r.value, r.value_text, r.direction) for r in found] == [
        ("Verleden 2022", 2022, 3150.0, "3.150", None),
        ("Heden 2024", 2024, 2026.0, "2026", None),
        ("Toekomst 2026", 2026, None, "lager", "down"),
    ]


def test_a_year_before_a_colon() -> None:
    (found,) = rows(("Indicator", "Heden"), ("Jeugdhulp (aantal)", "2024: 3.050"))
    assert (found.year, found.value, found.value_text) == (2024, 3050.0, "3.050")


def test_a_row_of_years_may_say_so() -> None:
    found = rows(HEAD, ("Jaar", "2022", "2024", "2026"), ("Jeugdhulp (aantal)", "3.150", "3.050", "2.900"))
    assert [(r.indicator, r.role, r.year, r.value) for r in found] == [
        ("Jeugdhulp", "baseline", 2022, 3150.0),
        ("Jeugdhulp", "current", 2024, 3050.0),
        ("Jeugdhulp", "target", 2026, 2900.0),
    ]


def test_a_head_may_reach_over_a_year_and_its_value() -> None:
    head = ("Indicator", "Verleden", "Verleden", "Heden", "Heden", "Toekomst", "Toekomst")
    found = rows(
        head,
        ("Zonnestroom (GWh)", "2022", "45", "2024", "61", "2027", "90"),
        ("Daken met panelen (%)", "2021", "18%", "2024", "24%", "2027", "> 30%"),
    )
    assert [(r.role, r.year, r.value_text) for r in found] == [
        ("baseline", 2022, "45"), ("current", 2024, "61"), ("target", 2027, "90"),
        ("baseline", 2021, "18%"), ("current", 2024, "24%"), ("target", 2027, "> 30%"),
    ]  # fmt: skip


def test_a_range_has_two_ends() -> None:
    (found,) = rows(("Indicator", "Toekomst 2026"), ("Jeugdhulp (aantal)", "1.200-1.250"))
    assert (found.value, found.value_low, found.value_high) == (None, 1200.0, 1250.0)


@pytest.mark.parametrize("head", [HEAD, ("Indicator", "2022", "2024", "2026")])
def test_an_explanation_below_the_name(head: tuple[str, ...]) -> None:
    found = rows(head, ("Jeugdhulp (aantal)\nJongeren met hulp. Bron: CBS.", "3.150", "3.050", "3.000"))
    assert {(r.indicator, r.unit, r.note, r.source) for r in found} == {
        ("Jeugdhulp", "aantal", "Jongeren met hulp.", "CBS")
    }
    assert {r.indicator for r in rows(head, ("Jeugd\nmet hulp (aantal)", "3", "2", "1"))} == {"Jeugd met hulp"}
    places = rows(head, ("Woningen (aantal)\nin Noord", "3", "2", "1"), ("Woningen (aantal)\nin Zuid", "6", "5", "4"))
    assert {(r.indicator, r.unit) for r in places} == {("Woningen in Noord", "aantal"), ("Woningen in Zuid", "aantal")}


ROLES = (("Verleden", "2022", "3.150"), ("Heden", "2024", "2026"), ("Toekomst", "2026", "lager"))


@pytest.mark.parametrize(
    "blocks",
    [
        [Heading("Jeugdhulp (aantal)", 3), grid(("", "Jaar", "Waarde"), *ROLES)],
        [grid(("Jeugdhulp (aantal)", "Jaar", "Realisatie"), *ROLES)],
        [Paragraph("Jeugdhulp (aantal)"), grid(*ROLES)],
    ],
)
def test_a_row_for_each_role(blocks: list[Block]) -> None:
    records = read(page(*blocks, Paragraph("Jongeren met hulp. Bron: CBS.")))
    assert [(r.role, r.year, r.value, r.indicator_no) for r in records.rows if isinstance(r, IndicatorRecord)] == [
        ("baseline", 2022, 3150.0, 1),
        ("current", 2024, 2026.0, 1),
        ("target", 2026, None, 1),
    ]
    assert {(r.indicator, r.unit, r.source) for r in records.rows if isinstance(r, IndicatorRecord)} == {
        ("Jeugdhulp", "aantal", "CBS")
    }
    assert not records.findings


def test_a_row_for_each_role_without_a_name() -> None:
    assert codes(("", "Jaar", "Waarde"), *ROLES) == [("warning", "INDICATOR_NAME")]


def test_years_without_values_are_no_values() -> None:
    table = grid(HEAD, ("Meldingen (aantal)", "2022", "2024", "2026"))
    found = read(page(table))
    assert found.rows == ()
    assert [(f.code, f.location) for f in found.findings] == [("INDICATOR_SHAPE", "table 1 row 2")]
    counted = read(page(grid(("Indicator", "2022", "2024"), ("Woningen (aantal)", "2020", "2030")))).rows
    assert [row.value for row in counted] == [2020, 2030]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Verleden (2022): 2332", "Toekomst (2026): lager"], ["block 2"]),
        (["Verleden (2022)", "2332", "Toekomst (2026)", "2450"], ["block 2"]),
        (["Verleden", "Heden", "Toekomst"], []),  # heads of a chart
        (["Het verleden was anders in 2022.", "Heden: 5"], ["block 3"]),
        (["Realisatie: in 2024 zijn 3 projecten gestart.", "Toekomst: we verwachten groei."], []),
        (["Nulmeting - 500", "Streefwaarde - 424"], ["block 2"]),
        (["Nulmeting (2022) 500", "Streefwaarde 2026 ≥ 400"], ["block 2"]),
        (["2023: 7,1; 2024: 7,3; streefwaarde 2025: 7,5"], ["block 2"]),
        (["Verleden500", "Heden424"], ["block 2"]),  # spans of a card
        (["2022", "2024", "500", "424"], ["block 2"]),  # cells that are no table
        (["2022", "2024", "2026"], []),  # the axis of a chart
        (["De cijfers staan in de bijlage. Zie ook 2024: 3 doelen."], []),
    ],
)
def test_values_in_the_text_are_told(lines: list[str], told: list[str]) -> None:
    found = read(page(Heading("Meldingen (aantal)", 3), *(Paragraph(line) for line in lines)))
    assert [f.location for f in found.findings if f.code == "INDICATOR_TEXT"] == told


def test_cards_beside_a_table_are_its_copy() -> None:
    years = ("Indicator", "2022", "2024", "2026")
    table = grid(years, ("Wonen (aantal)", "500", "424", "400"), ("Zorg (aantal)", "7", "8", "9"))
    card = grid(years, ("Wonen (aantal)", "500", "424", "400"))
    read_rows = read(page(card, table))
    assert [(row.indicator, row.table_no) for row in read_rows.rows] == [("Wonen", 2)] * 3 + [("Zorg", 2)] * 3
    assert [(found.code, found.location) for found in read_rows.findings] == [("TABLE_COPY", "table 1")]
    other = grid(years, ("Wonen (aantal)", "500", "424", "401"))
    assert len(read(page(other, table)).rows) == 9


def test_values_below_their_years_in_a_list_are_told() -> None:
    listed = [Paragraph("Wonen (aantal)"), *(Paragraph(line) for line in ("2022: 500", "2024: 424"))]
    assert [found.code for found in read(page(*listed)).findings] == ["INDICATOR_TEXT"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Wonen (aantal)", "0", "0", "0"), ("Wonen (%)", "0", "0", "0")),
        (("Wonen", "0", "0", "0", "GGD"), ("Wonen", "0", "0", "0", "CBS")),
    ],
)
def test_the_same_values_of_another_unit_or_source_are_no_copy(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    years = ("Indicator", "2022", "2024", "2026", "Bron")[: len(first)]
    found = read(page(grid(years, first), Paragraph("Dit is de stand van nu."), grid(years, second)))
    assert (len(found.rows), "TABLE_COPY" in {f.code for f in found.findings}) == (6, False)


@pytest.mark.parametrize("title", [lambda text: Heading(text, 3), Paragraph])
def test_the_same_values_under_another_title_are_no_copy(title: Callable[[str], Block]) -> None:
    table = grid(("Indicator", "2022", "2024"), ("Wachtlijst (aantal)", "0", "0"))
    for titles, count in ((("Jeugd", "Wmo"), 4), (("Jeugd", "Wachtlijst (aantal)"), 2)):
        blocks = [block for text in titles for block in (title(text), table)]
        assert len(read(page(*blocks)).rows) == count
    captioned = [replace(table, caption=text) for text in ("Jeugd", "Wmo")]
    assert len(read(page(*captioned)).rows) == 4


@pytest.mark.parametrize("corner", ["Jaar", "", "Indicator", "Peiljaar"])
def test_indicators_across_and_years_down(corner: str) -> None:
    table = (
        (corner, "Beschermd wonen (aantal)", "Klanttevredenheid (%)"),
        ("2022", "500", "83"),
        ("Bron", "GGD", "Monitor"),
        ("Streefwaarde 2026", "lager", ">= 90"),
    )
    found = rows(*table)
    assert [(r.indicator, r.unit, r.role, r.year, r.value, r.comparator, r.direction, r.source) for r in found] == [
        ("Beschermd wonen", "aantal", "current", 2022, 500.0, "=", None, "GGD"),
        ("Beschermd wonen", "aantal", "target", 2026, None, None, "down", "GGD"),
        ("Klanttevredenheid", "%", "current", 2022, 83.0, "=", None, "Monitor"),
        ("Klanttevredenheid", "%", "target", 2026, 90.0, ">=", None, "Monitor"),
    ]
    assert [(r.row_no, r.column_no, r.indicator_no) for r in found] == [(2, 2, 1), (4, 2, 1), (2, 3, 2), (4, 3, 2)]
    outside = rows(*table, kind="description")
    assert bool(outside) == (corner == "Indicator")


@pytest.mark.parametrize("names", [("Zwolle", "Nederland"), ("Lasten", "Baten"), ("Waarde", "Streefwaarde")])
def test_what_is_compared_below_years_names_no_indicator(names: tuple[str, str]) -> None:
    table = (("Jaar", *names), ("2022", "500", "83"), ("2026", "400", "90"))
    assert rows(*table) == []
    assert [code for _, code in codes(*table)] == ["INDICATOR_HEAD"]


def test_a_year_a_row() -> None:
    table = (
        ("Indicator", "Soort", "Jaar", "Waarde", "Bron"),
        ("Wonen (aantal)", "Nulmeting", "2022", "500", "GGD"),
        ("", "Streefwaarde", "2026", "lager", ""),
        ("Toelichting: Bron: CBS.",),
        ("Zorg (%)", "Realisatie", "2024", "nnb", "CBS"),
    )
    found = rows(*table)
    assert [(r.indicator, r.unit, r.role, r.year, r.value, r.missing_reason, r.source) for r in found] == [
        ("Wonen", "aantal", "baseline", 2022, 500.0, None, "GGD"),
        ("Wonen", "aantal", "target", 2026, None, "text", "CBS"),
        ("Zorg", "%", "current", 2024, None, "nb", "CBS"),
    ]
    assert [(r.row_no, r.column_no, r.indicator_no) for r in found] == [(2, 4, 1), (3, 4, 1), (5, 4, 2)]
    assert codes(*table) == []


def test_a_year_a_row_below_bare_values_tells_the_targets() -> None:
    found = rows(("Indicator", "Jaar", "Waarde"), ("Wonen (aantal)", "2024", "424"), ("", "2026", "400"))
    assert [(r.role, r.period_label, r.year) for r in found] == [
        ("current", "Waarde 2024", 2024),
        ("target", "Waarde 2026", 2026),
    ]
    both = rows(
        ("Indicator", "Jaar", "Realisatie", "Streefwaarde"), ("Wonen", "2024", "424", "410"), ("", "2026", "", "4")
    )
    assert [(r.role, r.year, r.value) for r in both] == [
        ("current", 2024, 424),
        ("target", 2024, 410),
        ("target", 2026, 4),
    ]


def test_the_year_of_one_row_each_is_of_the_measured_value() -> None:
    found = rows(
        ("Indicator", "Eenheid", "Peiljaar", "Waarde", "Streefwaarde"),
        ("Verzuim", "per 1.000", "2023", "2,4", "2,0"),
        ("Diefstal", "per 1.000", "2024", "1,1", "< 1"),
    )
    assert [(r.indicator, r.unit, r.role, r.year, r.period_label, r.value) for r in found] == [
        ("Verzuim", "per 1.000", "current", 2023, "Waarde 2023", 2.4),
        ("Verzuim", "per 1.000", "target", None, "Streefwaarde", 2.0),
        ("Diefstal", "per 1.000", "current", 2024, "Waarde 2024", 1.1),
        ("Diefstal", "per 1.000", "target", None, "Streefwaarde", 1.0),
    ]


def test_a_year_over_three_rows_of_one_name_with_a_target_for_all() -> None:
    name, aim = Cell("Wonen (aantal)", 2, 1, row_span=2), Cell("400", 2, 4, row_span=2)
    head = tuple(Cell(text, 1, place) for place, text in enumerate(("Indicator", "Jaar", "Waarde", "Streefwaarde"), 1))
    table = Grid(
        (
            head,
            (name, Cell("2022", 2, 2), Cell("500", 2, 3), aim),
            (name, Cell("2024", 3, 2), Cell("424", 3, 3), aim),
        )
    )
    assert [(r.role, r.year, r.value) for r in read(page(table)).rows] == [
        ("current", 2022, 500), ("target", None, 400), ("current", 2024, 424),
    ]  # fmt: skip


@pytest.mark.parametrize("over_roles", ["", "Soort", "Meting of norm"])
def test_a_name_over_a_row_for_each_role(over_roles: str) -> None:
    head = tuple(Cell(text, 1, place) for place, text in enumerate(("Indicator", over_roles, "2024", "2026"), 1))
    names = Cell("Wonen (aantal)", 2, 1, row_span=2), Cell("Zorg (%)", 4, 1, row_span=2)
    printed = (("Realisatie", "424", ""), ("Streefwaarde", "420", "400"), ("Realisatie", "5", ""), ("Norm", "", "<= 4"))
    body = tuple(
        (names[no // 2], *(Cell(text, no + 2, place) for place, text in enumerate(texts, 2)))
        for no, texts in enumerate(printed)
    )
    found = read(page(Grid((head, *body))))
    assert [(r.indicator, r.unit, r.role, r.year, r.value, r.row_no, r.indicator_no) for r in found.rows] == [
        ("Wonen", "aantal", "current", 2024, 424, 2, 1),
        ("Wonen", "aantal", "target", 2024, 420, 3, 1),
        ("Wonen", "aantal", "target", 2026, 400, 3, 1),
        ("Zorg", "%", "current", 2024, 5, 4, 2),
        ("Zorg", "%", "target", 2026, 4, 5, 2),
    ]
    assert found.findings == ()


def test_goals_before_the_names_are_no_targets() -> None:
    found = rows(("Doel", "Indicator", "2024", "Doel 2026"), ("Veilig wonen", "Inbraken (aantal)", "400", "350"))
    assert [(r.role, r.year, r.value) for r in found] == [("current", 2024, 400), ("target", 2026, 350)]
    first = rows(("Doel", "Indicator", "2024"), ("350", "Inbraken (aantal)", "400"))
    assert [(r.role, r.value) for r in first] == [("target", 350), ("current", 400)]


def test_a_row_over_the_width_names_the_series_below_it() -> None:
    found = rows(
        ("Indicator", "2022", "2024", "2026"),
        ("Aandeel hernieuwbare energie (%)",),
        ("Zwolle", "12,1", "15,4", "18"),
        ("Nederland", "15,0", "17,2", "20"),
        ("Veiligheid",),
        ("Inbraken (aantal)", "400", "380", "350"),
        ("Nederland", "9", "8", "7"),
    )
    assert [(r.indicator, r.unit) for r in found[::3]] == [
        ("Aandeel hernieuwbare energie: Zwolle", "%"),
        ("Aandeel hernieuwbare energie: Nederland", "%"),
        ("Inbraken", "aantal"),
        ("Inbraken: Nederland", "aantal"),
    ]


def test_several_values_with_their_years_in_a_sentence_are_told() -> None:
    text = "Sportdeelname (%): 58 (2022), 59 (2023), streefwaarde 60 (2026)."
    assert [f.code for f in read(page(Paragraph(text))).findings] == ["INDICATOR_TEXT"]
    one = read(page(Paragraph("De sportdeelname van 58% (2022) is laag.")))
    assert [f.code for f in one.findings] == ["INDICATOR_TEXT"]
    assert [f.code for f in read(page(Paragraph("De sportdeelname van 2022 is laag."))).findings] == []


def test_the_year_behind_a_value_below_a_head_without_one() -> None:
    found = rows(("Indicator", "Nulmeting", "Streefwaarde"), ("Sport (%)", "58% (2022)", "60% in 2026"))
    assert [(r.year, r.value) for r in found] == [(2022, 58.0), (2026, 60.0)]
