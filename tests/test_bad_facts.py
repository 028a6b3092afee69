"""Rows 58-74 of the bad-input catalogue (INTEGRITY section 3): codes, years, stamps, indicators, sections."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.outcome import PageResult
from report_pages import (
    BEGROTING,
    INDICATORS,
    INTRO,
    JAARSTUKKEN,
    STREEFDOEL,
    Rows,
    amounts,
    begroting,
    codes,
    jaarstukken,
    read,
    refused,
    streefdoel,
    told,
)

NO_SLUG = "zwolle.jaarverslag-2024.nl/p49002/pagina.html"


def stamped(built: str, exported: str) -> PageResult:
    return read(jaarstukken(stamp=f"Deze pagina is gebouwd op {built} met de export van {exported}"))


def with_indicators(first: tuple[str, ...], values: tuple[str, ...], rest: Rows = INDICATORS[2:]) -> PageResult:
    return read(begroting(indicators=(first, values, *rest)), BEGROTING)


def usable(page: PageResult) -> bool:
    """Whether the rest of a begroting page was read as always."""
    return len(page.tables["baten_lasten"]) == 6 and len(page.tables["activities"]) == 1


@pytest.mark.parametrize(
    ("printed", "code"),
    [("Doel 1.2.3.", "1.2.3"), ("Doel 1.2.3a", "1.2.3a"), ("Doel 1.2. 3", "1.2.3"), ("Doel 1.2", "1.2")],
)
def test_row_58_odd_codes(printed: str, code: str) -> None:
    title = f"{printed} Veilig samen wonen"
    page = read(jaarstukken(title=title), NO_SLUG)
    severity, where, shown = told(page, "CODE_FORM")
    assert (severity, shown) == ("warning", title)
    assert where.startswith("block ")
    (goal,) = page.tables["goals"]
    assert (goal.goal_code, goal.goal_id, goal.title) == (code, f"zwolle-jaarstukken-2024/{code}", "Veilig samen wonen")


def test_row_58_plain_code_and_none() -> None:
    assert codes(read(jaarstukken(), NO_SLUG)) == set()
    (goal,) = read(streefdoel(), STREEFDOEL).tables["goals"]
    assert (goal.goal_code, goal.goal_id) == (None, "zwolle-begroting-2016/12-hulp-dichtbij-wijkteams")


def test_row_59_code_not_below_its_programme() -> None:
    page = read(jaarstukken(programme="3. Veilige stad"))
    severity, where, shown = told(page, "CODE_PROGRAMME")
    assert (severity, shown) == ("warning", "1.2.3")
    assert where.startswith("block ")
    assert (page.page.programme_code, page.page.goal_code) == ("3", "1.2.3")


def test_row_60_the_financial_text_is_about_another_year() -> None:
    page = read(jaarstukken(intro=INTRO.replace("2024", "2022")))
    severity, where, shown = told(page, "YEAR_CONFLICT")
    assert (severity, page.page.status) == ("error", "ok_with_findings")
    assert where.startswith("block ")
    assert "beschikbaar zijn gesteld voor 2022" in shown
    earlier = "<h2>Criteria (tekst uit Begroting 2023)</h2><p>Zodanig dat:</p><ul><li>De straat is veilig.</li></ul>"
    page = read(jaarstukken(extra=earlier))
    assert (page.tables["criteria"][0].text_origin_year, codes(page)) == (2023, set())


@pytest.mark.parametrize("year", [1999, 2013, 2028])
def test_row_61_years_nobody_knows(year: int) -> None:
    page = read(jaarstukken(year=year), JAARSTUKKEN.replace("2024", str(year)))
    refused(page, "YEAR_RANGE", at="page", shows=str(year))


@pytest.mark.parametrize("year", [2014, 2015, 2016, 2026, 2027])
def test_row_61_years_that_are_known(year: int) -> None:
    page = read(jaarstukken(year=year, stamp=""), JAARSTUKKEN.replace("2024", str(year)))
    assert (page.common[3], codes(page)) == (year, set())
    assert {a.fiscal_year for a in page.tables["baten_lasten"]} == {year}


def test_row_62_an_ambiguous_stamp_is_month_first() -> None:
    page = stamped("03/04/2025 10:00:00", "03/04/2025 09:50:00")
    severity, where, shown = told(page, "STAMP_AMBIGUOUS")
    assert (severity, page.page.status) == ("info", "ok")
    assert where.startswith("block ")
    assert "03/04/2025 10:00:00" in shown
    assert page.page.built_at == datetime.fromisoformat("2025-03-04T10:00:00")


@pytest.mark.parametrize(
    ("built", "exported", "why"),
    [
        ("25/07/2025 10:00:00", "25/07/2025 09:50:00", "month must be in 1..12"),
        ("06/13/2099 10:00:00", "06/13/2099 09:50:00", "in the future"),
        ("06/13/2025 10:00:00", "06/13/2025 10:50:00", "before its export"),
        ("06/13/2010 10:00:00", "06/13/2010 09:50:00", "long before the year"),
    ],
)
def test_row_63_a_stamp_that_cannot_be(built: str, exported: str, why: str) -> None:
    page = stamped(built, exported)
    severity, where, shown = told(page, "STAMP_INVALID")
    assert severity == "error"
    assert where.startswith("block ")
    assert built in shown
    assert why in next(f.message for f in page.findings if f.code == "STAMP_INVALID")
    assert len(page.tables["baten_lasten"]) == 25


@pytest.mark.parametrize(("day", "local"), [("10/26/2025", "2025-10-26"), ("03/29/2026", "2026-03-29")])
def test_row_64_the_hour_that_comes_twice_or_never(day: str, local: str) -> None:
    page = stamped(f"{day} 02:30:00", f"{day} 02:20:00")
    severity, where, shown = told(page, "STAMP_WITHOUT_UTC")
    assert (severity, page.page.status) == ("info", "ok")
    assert where.startswith("block ")
    assert f"{day} 02:30:00" in shown
    assert page.page.built_at == datetime.fromisoformat(f"{local}T02:30:00")
    assert page.page.built_at_utc is None


def test_row_66_heads_years_and_values_that_do_not_pair_off() -> None:
    page = with_indicators(("Overlast (aantal)", "2022", "2024", ""), ("", "1", "2", "3", "4"))
    severity, where, shown = told(page, "INDICATOR_SHAPE")
    assert (severity, where) == ("error", "table 1 row 2")
    assert shown == "2 years (2022, 2024), 4 values (1, 2, 3, 4)"
    assert {i.indicator for i in page.tables["indicators"]} == {"Bewoners die zich thuis voelen"}
    assert usable(page)


@pytest.mark.parametrize("years", [("2024", "2022", "2026"), ("2024", "2024", "2026")], ids=["fall", "repeat"])
def test_row_67_years_that_do_not_ascend(years: tuple[str, ...]) -> None:
    page = with_indicators(("Overlast (aantal)", *years), ("", "1", "2", "3"))
    assert told(page, "INDICATOR_YEARS") == ("error", "table 1 row 2", ", ".join(years))
    assert len(page.tables["indicators"]) == 6
    assert usable(page)


def test_row_68_more_than_a_hundred_percent() -> None:
    page = with_indicators(*INDICATORS[:2], (INDICATORS[2], ("", "61", "164", "70")))
    assert told(page, "PERCENT_RANGE") == ("error", "table 1 row 6 column 3", "164")
    assert [i.value for i in page.tables["indicators"]][-3:] == [61, 164, 70]


def test_row_69_an_indicator_without_unit() -> None:
    page = with_indicators(("Overlast", "2022", "2024", "2026"), INDICATORS[1])
    assert told(page, "INDICATOR_UNIT") == ("warning", "table 1 row 3 column 2", "Overlast")
    assert {i.unit for i in page.tables["indicators"]} == {None, "%"}


def test_row_70_a_target_against_its_own_words() -> None:
    aim = " We willen dat dit aantal afneemt."
    page = read(begroting(indicators=(INDICATORS[0], ("", "133", "108", "131")), aim=aim), BEGROTING)
    assert told(page, "TARGET_DIRECTION") == ("info", "table 1 row 3 column 4", "108 -> 131")
    assert [i.value for i in page.tables["indicators"]] == [133, 108, 131]
    assert page.page.status == "ok"


def test_row_71_an_empty_section() -> None:
    page = read(begroting(), BEGROTING)
    (section,) = (s for s in page.tables["sections"] if s.kind == "policy_documents")
    assert (section.text, page.tables["policy_documents"], page.findings) == ("", (), ())


def test_row_72_an_unknown_heading() -> None:
    page = read(begroting(extra="<h2>Weetjes</h2><p>Er zijn 12 straten.</p>"), BEGROTING)
    severity, where, shown = told(page, "SECTION_UNKNOWN")
    assert (severity, shown) == ("warning", "Weetjes")
    assert where.startswith("block ")
    (section,) = (s for s in page.tables["sections"] if s.kind == "other")
    assert (section.heading, section.text) == ("Weetjes", "Er zijn 12 straten.")
    assert usable(page)


def test_row_73_nested_lists_keep_order_and_level() -> None:
    nested = (
        "<h3>Lopende activiteiten</h3><ul><li>een<ul><li>twee<ul><li>drie</li></ul></li></ul></li>"
        "<li>vier<ol><li>vijf</li><li>zes</li></ol></li></ul>"
    )
    rows = read(begroting(extra=nested), BEGROTING).tables["activities"][1:]
    assert [(a.text, a.level) for a in rows] == [
        ("een", 1), ("twee", 2), ("drie", 3), ("vier", 1), ("vijf", 2), ("zes", 2),
    ]  # fmt: skip
    ids = {a.activity_id: a.text for a in rows}
    assert [ids.get(a.parent_id) for a in rows] == [None, "een", "twee", None, "vier", "vier"]


def test_row_74_two_portfolio_holders() -> None:
    page = read(begroting(holders="Anna Bakker <br>Piet de Vries&nbsp; "), BEGROTING)
    assert page.tables["goals"][0].portfolio_holders == ("Anna Bakker", "Piet de Vries")
    assert codes(page) == set()


def test_what_is_wrong_stays_on_its_own_page() -> None:
    before = amounts(read(jaarstukken()))
    refused(read(jaarstukken(year=1999), JAARSTUKKEN.replace("2024", "1999")), "YEAR_RANGE")
    assert amounts(read(jaarstukken())) == before
