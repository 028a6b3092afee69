"""Tables whose rows tell the year or the role of their value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicator_tables import grid, page
from pipeline.model import Block, Cell, Grid, Heading, Paragraph
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


YEARS = ("2022", "2024", "2026")
PRINTED = ("500", "424", "400")


@pytest.mark.parametrize(
    "table",
    [
        grid(("Jaar", "Waarde"), *zip(YEARS, PRINTED, strict=True)),
        grid(("Peiljaar", "Aantal"), *zip(YEARS, PRINTED, strict=True)),
        grid(("Jaar", *YEARS), ("Waarde", *PRINTED)),
        grid(YEARS, PRINTED),
    ],
)
@pytest.mark.parametrize("title", ["a heading", "a caption"])
def test_years_of_the_one_indicator_that_the_title_names(table: Grid, title: str) -> None:
    if title == "a caption":
        assert rows(replace(table, caption=NAME)) == THREE
        return
    found = read(page(Heading(NAME, 3), table))
    assert [(r.indicator, r.year, r.value) for r in found.rows if isinstance(r, IndicatorRecord)] == [
        ("Beschermd wonen", 2022, 500), ("Beschermd wonen", 2024, 424), ("Beschermd wonen", 2026, 400),
    ]  # fmt: skip
    first = found.rows[0]
    assert isinstance(first, IndicatorRecord)
    assert table.rows[(first.row_no or 0) - 1][(first.column_no or 0) - 1].text == "500"


def test_realised_and_aimed_at_by_year() -> None:
    table = grid(("Jaar", "Realisatie", "Streefwaarde"), ("2022", "500", "510"), ("2026", "", "400"))
    assert rows(replace(table, caption=NAME)) == of(
        ("current", 2022, 500), ("target", 2022, 510), ("target", 2026, 400)
    )


@pytest.mark.parametrize(
    "blocks",
    [
        (grid(("Jaar", "Waarde"), *zip(YEARS, PRINTED, strict=True)),),  # no name
        (Paragraph("We meten dit ieder jaar."), grid(YEARS, PRINTED)),
        (Heading(NAME, 3), grid(("Jaar", "Lasten"), *zip(YEARS, PRINTED, strict=True))),
        (Heading(NAME, 3), grid(("Jaar", "Waarde", "Score"), *(each * 2 for each in zip(YEARS, strict=True)))),
    ],
)
def test_years_without_a_name_or_a_value_are_told(blocks: tuple[Block, ...]) -> None:
    found = read(page(*blocks))
    assert not found.rows
    assert [finding.code for finding in found.findings] == ["INDICATOR_HEAD"]


@pytest.mark.parametrize(
    "heads",
    [
        ("R2022", "R2024", "B2026"), ("R 2022", "R 2024", "B 2026"), ("2022 (R)", "2024 (R)", "2026 (B)"),
        ("Real. 2022", "Real. 2024", "Begr. 2026"), ("Realisatie '22", "Realisatie ’24", "Streef '26"),
        ("Rek. 2022", "Rek. 2024", "Prog. 2026"),
    ],
)  # fmt: skip
def test_roles_that_heads_print_short(heads: tuple[str, ...]) -> None:
    assert rows(grid(("Indicator", *heads), (NAME, *PRINTED))) == THREE


def test_a_short_role_without_a_year_is_none() -> None:
    found = read(page(grid(("Indicator", "R", "B"), (NAME, "500", "424"))))
    assert (found.rows, [finding.code for finding in found.findings]) == ((), ["INDICATOR_HEAD"])


def places(*table: tuple[str, ...]) -> list[tuple[object, ...]]:
    found = read(page(grid(*table)))
    assert {finding.code for finding in found.findings} <= {"INDICATOR_UNIT"}
    return [(r.indicator, r.year, r.value) for r in found.rows if isinstance(r, IndicatorRecord)]


def test_values_of_other_places_are_series_of_their_own() -> None:
    wanted = [("Halt", 2023, 8), ("Halt: Nederland", 2023, 11)]
    assert places(("Indicator", "Periode", "Zwolle", "Nederland"), ("Halt", "2023", "8", "11")) == wanted
    assert places(("Indicator", "Zwolle 2023", "Nederland 2023"), ("Halt", "8", "11")) == wanted
    undated = [("Halt", None, 8), ("Halt: Gemeenten 100.000-300.000 inwoners", None, 11)]
    heads = ("Indicator", "Eenheid", "Bron", "Zwolle", "Gemeenten 100.000-300.000 inwoners")
    assert places(heads, ("Halt", "per 1.000", "CBS", "8", "11")) == undated


def test_years_below_places() -> None:
    head = [Cell("Indicator", 1, 1), *[Cell("Zwolle", 1, 2, 1, 2)] * 2, *[Cell("Nederland", 1, 4, 1, 2)] * 2]
    body = grid(("", "2023", "2026", "2023", "2026"), ("Halt", "8", "7", "11", "10"))
    moved = (tuple(replace(cell, row=cell.row + 1) for cell in row) for row in body.rows)
    found = [r for r in read(page(Grid((tuple(head), *moved)))).rows if isinstance(r, IndicatorRecord)]
    assert [(r.indicator, r.role, r.year, r.value) for r in found] == [
        ("Halt", "current", 2023, 8), ("Halt", "target", 2026, 7),
        ("Halt: Nederland", "current", 2023, 11), ("Halt: Nederland", "target", 2026, 10),
    ]  # fmt: skip


@pytest.mark.parametrize("labels", [("Verleden", "Heden", "Toekomst"), ("Realisatie", "", "Streefwaarde")])
@pytest.mark.parametrize("year_first", [False, True])
def test_roles_and_years_down_beside_names_across(labels: tuple[str, ...], year_first: bool) -> None:
    """All values were those of one indicator, `Rol`."""
    years, values = ("2022", "2024", "2026"), (("500", "83"), ("424", "84"), ("400", "90"))
    rows = [pair[::-1] if year_first else pair for pair in [("Rol", "Jaar"), *zip(labels, years, strict=True)]]
    cells = [("Beschermd wonen (aantal)", "Tevredenheid (%)"), *values]
    found = read(page(grid(*((*row, *more) for row, more in zip(rows, cells, strict=True)))))
    roles = ["baseline" if labels[1] else "current", "current", "target"]
    assert [(row.indicator, row.role, row.year, row.value) for row in found.rows] == [
        (name, role, int(year), float(row[place]))
        for place, name in enumerate(("Beschermd wonen", "Tevredenheid"))
        for role, year, row in zip(roles, years, values, strict=True)
    ]
    assert [(row.row_no, row.column_no) for row in found.rows[:2]] == [(2, 3), (3, 3)]
    assert found.findings == ()


def test_years_over_places_and_places_whose_spans_are_lost() -> None:
    """Both values of a year were those of one indicator."""
    values = ("Halt (aantal)", "8", "11", "9", "12")
    over = grid(("Indicator", "2024", "2024", "2026", "2026"), ("", *["Zwolle", "Nederland"] * 2), values)
    beside = grid(("Indicator", "Zwolle", "", "Nederland", ""), ("", *["2024", "2026"] * 2), values)
    assert [(row.indicator, row.year, row.value) for row in read(page(over)).rows] == [
        ("Halt", 2024, 8), ("Halt: Nederland", 2024, 11), ("Halt", 2026, 9), ("Halt: Nederland", 2026, 12),
    ]  # fmt: skip
    assert [(row.indicator, row.year, row.value) for row in read(page(beside)).rows] == [
        ("Halt", 2024, 8), ("Halt", 2026, 11), ("Halt: Nederland", 2024, 9), ("Halt: Nederland", 2026, 12),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Laatst bekende waarde", "Nulmeting"])
def test_a_year_behind_its_value_is_not_that_of_the_next(name: str) -> None:
    """`Streefwaarde 2026` behind `Jaar` was of the year before."""
    found = read(page(grid(("Indicator", name, "Jaar", "Streefwaarde 2026"), ("Halt (aantal)", "12", "2022", "10"))))
    assert [(row.year, row.value) for row in found.rows] == [(2022, 12), (2026, 10)]
