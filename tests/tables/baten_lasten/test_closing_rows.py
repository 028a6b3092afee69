"""Below the programmes of an overview: subtotals are of no municipality, and the rows that close it say something else
in the columns Lasten and Baten than the rows above."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

Row = Sequence[str]
PROGRAMMES: list[Row] = [("1. Samen leven", "100", "20", "-80"), ("2. Vitaal", "50", "10", "-40")]
SUBTOTAL: Row = ("Subtotaal", "150", "30", "-120")
BESIDE: list[Row] = [("Algemene dekkingsmiddelen", "0", "200", "200"), ("Overhead", "45", "0", "-45")]
SALDO: Row = ("Saldo van baten en lasten", "195", "230", "35")
RESERVES: Row = ("Mutaties reserves", "40", "5", "-35")
APART: list[Row] = [("Toevoeging aan reserves", "40", "", "-40"), ("Onttrekking aan reserves", "", "5", "5")]
RESULT: Row = ("Geraamd resultaat", "235", "235", "0")
WANTED = {
    ("lasten", 195), ("baten", 230), ("saldo", 35), ("toevoeging_reserves", 40), ("onttrekking_reserves", 5),
    ("resultaat", 0),
}  # fmt: skip


def of(scope: str, rows: Sequence[Row], stages: int = 1) -> list[tuple[str, int]]:
    """Component and thousands of euros of this scope; every identity of the page closes."""
    head = "".join(f"<td colspan=3>{stage}</td>" for stage in ("Begroting 2023", "Rekening 2023")[:stages])
    heads = [("", *("Lasten", "Baten", "Saldo") * stages), *((row[0], *row[1:] * stages) for row in rows)]
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in heads)
    top = f"<tr><td></td>{head}</tr>" if stages > 1 else ""
    html = f"<html><body><h1>Overzicht</h1><p>Bedragen x € 1.000</p><table>{top}{body}</table></body></html>".encode()
    result = parse(Source("zwolle.jaarverslag-2023.nl/p1/x.html", html, hashlib.sha256(html).hexdigest(), "html"))
    assert not [finding for finding in result.findings if finding.severity == "error"]
    assert {check.status for check in result.tables["checks"]} == {"exact"}
    return [(a.component, a.amount_eur // 1000) for a in result.tables["baten_lasten"] if a.scope == scope]


@pytest.mark.parametrize(
    "closing",
    [
        [SALDO, RESERVES, RESULT],
        [SALDO, *APART, RESULT],
        [("Totaal", *SALDO[1:]), RESERVES, RESULT],
        [("Totaal", *SALDO[1:]), RESERVES, ("Totaal na reserves", *RESULT[1:])],
        [("Subtotaal", *SALDO[1:]), RESERVES, ("Totaal", *RESULT[1:])],
        [("Totaal", *SALDO[1:]), SALDO, RESERVES, RESULT],
        [("Totaal exclusief mutaties reserves", *SALDO[1:]), RESERVES, ("Resultaat na bestemming", *RESULT[1:])],
    ],
)
@pytest.mark.parametrize("stages", [1, 2])
def test_saldo_reserves_and_result_close_an_overview(closing: list[Row], stages: int) -> None:
    found = of("municipality", [*PROGRAMMES, *BESIDE, *closing], stages)
    wanted = WANTED | ({("saldo", 35)} if SALDO in closing else set())
    assert set(found) == wanted
    flows = [each for each in found if each[0] != "saldo"]
    assert len(flows) == len(set(flows)) * stages == 5 * stages


@pytest.mark.parametrize("whole", ["Totaal", "Saldo van baten en lasten", "Totaal lasten en baten"])
@pytest.mark.parametrize("part", ["Subtotaal", "Totaal programma's", "Subtotaal programma's 1-2"])
def test_a_subtotal_is_not_counted_with_the_total(part: str, whole: str) -> None:
    rows = [*PROGRAMMES, (part, *SUBTOTAL[1:]), *BESIDE, (whole, *SALDO[1:])]
    assert of("municipality", rows) == [("lasten", 195), ("baten", 230), ("saldo", 35)]
    assert of("domain", rows) == [("lasten", 150), ("baten", 30), ("saldo", -120)]


def test_a_subtotal_without_a_total_is_about_all() -> None:
    assert of("municipality", [*PROGRAMMES, SUBTOTAL]) == [("lasten", 150), ("baten", 30), ("saldo", -120)]


@pytest.mark.parametrize("result", ["Saldo", "Resultaat", "Totaal saldo"])
@pytest.mark.parametrize("apart", [[RESERVES], APART, [(name, *(each or "0" for each in row)) for name, *row in APART]])
def test_what_stands_behind_the_reserves_is_the_result_and_a_zero_no_movement(result: str, apart: list[Row]) -> None:
    found = of("municipality", [*PROGRAMMES, *BESIDE, ("Totaal", *SALDO[1:]), *apart, (result, *RESULT[1:])])
    assert sorted(found) == sorted(WANTED)


def test_subtotals_above_the_total_of_the_programme_are_parts_of_it() -> None:
    goals: list[Row] = [
        ("Doel 4.1.1 Schulden", "20", "5", "-15"),
        ("Subtotaal ambitie 4.1", "20", "5", "-15"),
        ("Doel 4.2.1 Werk", "10", "6", "-4"),
        ("Subtotaal ambitie 4.2", "10", "6", "-4"),
        ("Totaal programma", "30", "11", "-19"),
    ]
    head = "".join(f"<th>{text}</th>" for text in ("Doel", "Lasten", "Baten", "Saldo"))
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in goals)
    html = f"<h1>Programma 4. Inkomen</h1><p>Bedragen x € 1.000</p><table><tr>{head}</tr>{body}</table>"
    content = f"<html><body>{html}</body></html>".encode()
    path = "zwolle.begroting-2024.nl/p43840/programma-4-inkomen.html"
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    lasten = [a for a in result.tables["baten_lasten"] if a.component == "lasten" and a.scope == "programme"]
    assert [(a.scope_code, a.amount_eur) for a in lasten] == [(None, 20_000), (None, 10_000), ("4", 30_000)]


TOTAL: Row = ("Totaal programma's", "150", "30", "-120")
GOALS: list[Row] = [("Doel 1.1.1 Jeugd", "60", "5", "-55"), ("Doel 1.1.2 Wmo", "40", "15", "-25")]


@pytest.mark.parametrize("stages", [1, 2])
@pytest.mark.parametrize(
    "rows",
    [
        [TOTAL, *PROGRAMMES],  # above what it sums
        [PROGRAMMES[0], *GOALS, PROGRAMMES[1], TOTAL],  # a programme above its goals is their total
        [TOTAL],  # of rows on another page
    ],
)
def test_totals_above_what_they_sum(rows: list[Row], stages: int) -> None:
    assert of("municipality", rows, stages) == [("lasten", 150), ("baten", 30), ("saldo", -120)] * stages
    goals = [amount for component, amount in of("goal", rows, stages) if component == "lasten"]
    assert goals == ([60] * stages + [40] * stages if GOALS[0] in rows else [])


def test_several_totals_above_their_rows_say_not_what_they_sum() -> None:
    first, second = ("Totaal programma 1", *PROGRAMMES[0][1:]), ("Totaal programma 2", *PROGRAMMES[1][1:])
    assert len(of("programme", [first, *GOALS, second, ("Doel 2.1.1 Sport", *PROGRAMMES[1][1:])])) == 6


def test_a_programme_above_its_goals_is_checked() -> None:
    with pytest.raises(AssertionError):
        of("goal", [PROGRAMMES[0], ("Doel 1.1.1 Jeugd", "70", "5", "-65"), GOALS[1], PROGRAMMES[1], TOTAL])


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Toelichting", ("Hogere lasten, zie p. 12", "")),
        ("Noot", ("1)", "2)")),
        ("Trend", ("▲", "▼")),
        ("", ("Hogere lasten", "")),
        ("% van totaal", ("67%", "33%")),
    ],
)
def test_columns_without_amounts_cost_no_page(head: str, words: tuple[str, str]) -> None:
    rows = [
        (*row, word) for row, word in zip((("", "Lasten", "Baten", "Saldo"), *PROGRAMMES), (head, *words), strict=True)
    ]
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    html = f"<html><body><h1>Overzicht</h1><p>Bedragen x € 1.000</p><table>{body}</table></body></html>".encode()
    result = parse(Source("zwolle.begroting-2026.nl/p1/x.html", html, hashlib.sha256(html).hexdigest(), "html"))
    assert [a.amount_eur // 1000 for a in result.tables["baten_lasten"]] == [100, 20, -80, 50, 10, -40]
    assert {f.code for f in result.findings if f.severity != "info"} <= {"UNIT_SUSPECT"}
    shares = [f.location for f in result.findings if f.code == "TABLE_OTHER"]
    assert shares == (["table 1 column 5"] if "%" in head else [])


def _parsed(path: str, html: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    content = f"<html><body>{html}</body></html>".encode()
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), "html"))
    amounts = [(a.component, a.fiscal_year, a.amount_eur) for a in result.tables["baten_lasten"]]
    return amounts, [finding.code for finding in result.findings if finding.severity == "error"]


def _table(rows: Sequence[Row]) -> str:
    return "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows) + "</table>"


def test_saldo_behind_the_reserves_is_the_result_in_a_budget_of_years_too() -> None:
    rows: list[Row] = [
        ("", "2021 begroting", "2022 begroting"), ("Lasten", "940", "963"), ("Baten", "105", "110"),
        ("Toevoeging aan reserves", "0", "50"), ("Onttrekking aan reserves", "9", "0"), ("Saldo", "-826", "-903"),
    ]  # fmt: skip
    path, title = "zwolle.begroting-2022.nl/p34012/doel-2-3-2-opvang.html", "<h1>Doel 2.3.2 Opvang</h1>"
    amounts, errors = _parsed(path, f"{title}<h2>Baten en lasten (x € 1.000)</h2>{_table(rows)}")
    assert [each for each in amounts if each[0] in ("saldo", "resultaat")] == [
        ("resultaat", 2021, -826_000), ("resultaat", 2022, -903_000),
    ]  # fmt: skip
    assert not errors
    # with a result of its own below it, it is the saldo that its label says
    amounts, errors = _parsed(path, f"{title}<p>x € 1.000</p>{_table([*rows, ('Resultaat', '-826', '-903')])}")
    assert ("saldo", 2021, -826_000) in amounts
    assert "IDENTITY_MISMATCH" in errors


def test_a_total_of_rows_that_nobody_knows_is_about_nothing() -> None:
    rows: list[Row] = [
        ("Omschrijving", "Lasten", "Baten", "Saldo"), ("Jeugdhulp: hogere tarieven", "-850.000", "0", "-850.000"),
        ("Specifieke uitkering", "0", "300.000", "300.000"), ("Totaal", "-850.000", "300.000", "-550.000"),
    ]  # fmt: skip
    for note in ("Bedragen in euro's", "+ = voordeel, - = nadeel"):
        html = f"<h1>Doel 1.3.1 Verblijf</h1><h2>Financiële afwijkingen</h2><p>{note}</p>{_table(rows)}"
        assert _parsed("zwolle2026.1ebeleidsrapportage.nl/p58801/doel-1-3-1.html", html) == ([], [])


PRODUCTS: list[Row] = [
    ("", "Lasten", "Baten", "Saldo"), ("Fietspaden", "1.000", "100", "900"), ("Stallingen", "500", "50", "450"),
]  # fmt: skip
GOAL_TOTAL = {("lasten", 1_500_000), ("baten", 150_000), ("saldo", -1_350_000)}


@pytest.mark.parametrize("total", ["Totaal", "Totaal doel 6.3.2 Fietsstad"])
@pytest.mark.parametrize("corner", ["Product", "Taakveld"])
def test_rows_that_the_total_of_a_goal_sums_are_its_parts(total: str, corner: str) -> None:
    rows = [(corner, *PRODUCTS[0][1:]), *PRODUCTS[1:], (total, "1.500", "150", "1.350")]
    result = page(f"<h2>Overzicht baten en lasten</h2><p>x € 1.000</p>{_table(rows)}", *GOAL_PAGE)
    found = result.tables["baten_lasten"]
    assert {(a.component, a.amount_eur) for a in found if a.goal_id} == GOAL_TOTAL
    assert {(a.scope, a.scope_title) for a in found if not a.goal_id} == {
        ("goal", "Fietspaden"),
        ("goal", "Stallingen"),
    }
    assert not [f.code for f in result.findings if f.severity == "error"]


@pytest.mark.parametrize(("lasten", "told"), [("1.500", []), ("1.600", ["ROW_UNKNOWN"])])
@pytest.mark.parametrize("name", ["Fietsstad", "Fietsstad (exclusief overhead)"])
def test_a_total_below_the_only_goal_is_no_programme(name: str, lasten: str, told: list[str]) -> None:
    rows = [PRODUCTS[0], (f"Doel 6.3.2 {name}", "1.500", "150", "1.350"), ("Totaal", lasten, "150", "1.350")]
    result = page(f"<h2>Overzicht baten en lasten</h2><p>x € 1.000</p>{_table(rows)}", *GOAL_PAGE)
    assert {(a.component, a.amount_eur) for a in result.tables["baten_lasten"]} == GOAL_TOTAL
    assert {a.scope for a in result.tables["baten_lasten"]} == {"goal"}
    assert [f.code for f in result.findings if f.severity == "error"] == told


def test_a_total_of_goals_on_the_page_of_one_is_about_the_programme() -> None:
    rows = [PRODUCTS[0], ("Doel 6.3.2 Fietsstad", "1.000", "100", "900"), ("Doel 6.3.3 Wegen", "500", "50", "450")]
    result = page(f"<p>x € 1.000</p>{_table([*rows, ('Totaal', '1.500', '150', '1.350')])}", *GOAL_PAGE)
    assert {a.scope for a in result.tables["baten_lasten"] if a.row_label == "Totaal"} == {"programme"}


GOAL_PAGE = ("zwolle.begroting-2025.nl/p51234/doel-6-3-2-fietsstad.html", "Doel 6.3.2 Fietsstad")


def page(body: str, path: str = "zwolle.begroting-2026.nl/p1/x.html", title: str = "Overzicht") -> PageResult:
    html = f"<html><body><h1>{title}</h1>{body}</body></html>".encode()
    return parse(Source(path, html, hashlib.sha256(html).hexdigest(), "html"))


def written(rows: Sequence[Row], caption: str = "") -> str:
    body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption>{body}</table>"


OVERVIEW: list[Row] = [("", "Lasten", "Baten", "Saldo"), *PROGRAMMES]


@pytest.mark.parametrize(
    ("title", "year", "stage"),
    [
        ("Begroting 2027 (x € 1.000)", 2027, "raming"),
        ("Baten en lasten 2027 (x € 1.000)", 2027, "raming"),
        ("Overzicht van baten en lasten per programma 2024", 2024, "rekening"),
        ("Realisatie 2024 (x € 1.000)", 2024, "rekening"),
        ("Overzicht baten en lasten (x € 1.000)", 2026, "begroting_primitief"),
        ("Vergeleken met de begroting 2025 stijgen de lasten", 2026, "begroting_primitief"),
    ],
)
@pytest.mark.parametrize("form", ["caption", "heading"])
def test_the_year_of_a_title_is_that_of_its_amounts(title: str, year: int, stage: str, form: str) -> None:
    body = written(OVERVIEW, title) if form == "caption" else f"<h2>{title}</h2>{written(OVERVIEW)}"
    assert {(a.fiscal_year, a.stage) for a in page(body).tables["baten_lasten"]} == {(year, stage)}


def test_two_years_below_each_other_are_no_copies() -> None:
    result = page("".join(written(OVERVIEW, f"Begroting {year} (x € 1.000)") for year in (2026, 2027)))
    assert len(result.tables["baten_lasten"]) == 12
    assert not [f for f in result.findings if f.code == "DUPLICATE_TABLE"]


NAMES = ("1. Samen leven", "2. Vitaal")
SIDES: dict[str, list[Row]] = {
    "names beside": [("Programma", "", "2026", "2027")]
    + [(name, side, "100", "110") for name in NAMES for side in ("Lasten", "Baten")],
    "names once": [("Programma", "", "2026", "2027")]
    + [(name if side == "Lasten" else "", side, "100", "110") for name in NAMES for side in ("Lasten", "Baten")],
    "names above": [("", "2026", "2027")]
    + [row for name in NAMES for row in ((name, "", ""), ("Lasten", "100", "110"), ("Baten", "100", "110"))],
}


@pytest.mark.parametrize("form", SIDES)
def test_lasten_and_baten_of_each_programme_in_rows(form: str) -> None:
    total = ("Totaal", "Lasten", "200", "220")
    rows = [*SIDES[form], total, ("Totaal", "Baten", *total[2:])] if form == "names beside" else SIDES[form]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}")
    found = [(a.scope, a.scope_code, a.fiscal_year, a.component) for a in result.tables["baten_lasten"]]
    assert [each for each in found if each[0] == "programme"] == [
        ("programme", code, year, side) for code in "12" for side in ("lasten", "baten") for year in (2026, 2027)
    ]
    assert len(found) == 8 + (4 if total in rows else 0)
    assert not [f for f in result.findings if f.severity == "error"]


def test_a_row_behind_those_of_programmes_is_not_the_last_one_s() -> None:
    rows = [*SIDES["names once"], ("Saldo", "", "-100", "-110")]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}")
    assert {a.scope for a in result.tables["baten_lasten"] if a.component == "saldo"} == {"municipality"}


GOAL = "zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-zorg.html"
RESULT_ROWS: list[Row] = [
    ("", "Lasten", "Baten"), ("Vastgestelde begroting", "484", "10"), ("Begroting t/m december", "500", "10"),
    ("- Jaarrekening", "510", "12"), ("Resultaat doel Zorg", "-10", "2"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["rows", "title"])
def test_a_result_of_another_year_is_of_that_year_and_told(form: str) -> None:
    account = "Jaarrekening 2023" if form == "rows" else "Jaarrekening"
    rows = [(row[0].replace("Jaarrekening", account), *row[1:]) for row in RESULT_ROWS]
    title = "Baten en lasten 2023 (x € 1.000)" if form == "title" else "Baten en lasten (x € 1.000)"
    result = page(f"<h2>Financieel overzicht doel</h2>{written(rows, title)}", GOAL, "Doel 1.2.3 Zorg")
    assert {a.fiscal_year for a in result.tables["baten_lasten"]} == {2023}
    assert "YEAR_CONFLICT" in {f.code for f in result.findings}


@pytest.mark.parametrize(("names", "told"), [(("Kosten", "Opbrengsten"), True), (("Krediet", "Besteed"), False)])
def test_a_table_of_a_goal_without_lasten_and_baten_is_told(names: tuple[str, str], told: bool) -> None:
    rows = [("", *names), *RESULT_ROWS[1:]]
    title = "Kredieten (x € 1.000)" if not told else ""
    result = page(f"<h2>Financieel overzicht doel</h2>{written(rows, title)}", GOAL, "Doel 1.2.3 Zorg")
    assert ("TABLE_UNKNOWN" in {f.code for f in result.findings}) is told


@pytest.mark.parametrize(
    ("title", "corner"),
    [
        ("Lokale heffingen", "Heffing"), ("Verbonden partijen", ""), ("Grondexploitaties", "Complex"),
        ("Subsidies", ""),
        ("1e begrotingswijziging", "Mutatie"), ("Mutaties per programma", "Programma"), ("Analyse afwijkingen", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("years", [False, True])
def test_lasten_and_baten_of_something_else_are_no_programmes(title: str, corner: str, years: bool) -> None:
    rows: list[Row] = [
        (corner, "Lasten", "Baten", "Saldo"),
        ("Afval", "100", "20", "-80"),
        ("Riool", "50", "10", "-40"),
    ]
    if years:
        rows = [(corner, "2025", "2026"), ("Lasten", "100", "110"), ("Baten", "20", "20"), ("Saldo", "-80", "-90")]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}", title=title)
    assert not result.tables.get("baten_lasten")
    assert "TABLE_OTHER" in {f.code for f in result.findings}


@pytest.mark.parametrize(
    ("corner", "crumb", "named"),
    [
        ("Omschrijving", "Financiën", False),
        ("", "Bijlagen", False),
        ("Programma", "Bijlagen", True),
        ("", "Financiën", True),
    ],
)
def test_subjects_of_no_programme_are_none(corner: str, crumb: str, named: bool) -> None:
    rows = [(corner, "Lasten", "Baten"), ("Onderwijsachterstanden", "500", "500"), ("Totaal", "500", "500")]
    rows = [(*row, "0" if number else "Saldo") for number, row in enumerate(rows)]
    crumbs = f"<nav aria-label=kruimelpad><ol><li><a href='/'>{crumb}</a></li></ol></nav>"
    result = page(f"<p>x € 1.000</p>{written(rows)}", title=f"Overzicht</h1>{crumbs}<h1>Overzicht")
    assert bool(result.tables.get("baten_lasten")) is named
    coded = [rows[0], ("1. Samen", "500", "500", "0"), ("2. Wonen", "500", "500", "0")]
    assert page(f"<p>x € 1.000</p>{written(coded)}").tables["baten_lasten"]


@pytest.mark.parametrize(
    "title",
    [
        "Begroting na wijziging",
        "Overzicht van baten en lasten",
        "Baten, lasten en mutaties reserves",
        "Programma 6. Grondbeleid",
    ],
)
def test_titles_of_overviews_stay_those_of_programmes(title: str) -> None:
    assert len(page(f"<p>Bedragen x € 1.000</p>{written(OVERVIEW)}", title=title).tables["baten_lasten"]) == 6


def test_differences_by_their_sign_cost_no_page() -> None:
    rows: list[Row] = [
        ("", "Begroting t/m december", "Jaarrekening", "Voordeel", "Nadeel"),
        ("Lasten", "500", "510", "", "10"), ("Baten", "10", "12", "2", ""), ("Saldo", "-490", "-498", "", "8"),
    ]  # fmt: skip
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}", GOAL, "Doel 1.2.3 Zorg")
    assert [a.amount_eur // 1000 for a in result.tables["baten_lasten"]] == [500, 510, 10, 12, -490, -498]
    assert [f.location for f in result.findings if f.code == "TABLE_OTHER"] == ["table 1 column 4", "table 1 column 5"]
    alone = [(*row[:3], row[4]) for row in rows]
    assert "COLUMN_UNKNOWN" in {f.code for f in page(written(alone), GOAL, "Doel 1.2.3 Zorg").findings}


@pytest.mark.parametrize("head", ["Verschil 2026-2025", "Verschil begroting 2026 - 2025", "Verschil"])
def test_differences_between_years_favour_nobody(head: str) -> None:
    heads = ("", "Begroting 2025", "Begroting 2026", head)
    rows: list[Row] = [heads, ("Lasten", "500", "510", "10"), ("Baten", "10", "12", "2")]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}")
    assert {a.stage for a in result.tables["baten_lasten"]} == {"begroting_primitief"}
    assert [f.location for f in result.findings if f.code == "TABLE_OTHER"] == ["table 1 column 4"]


@pytest.mark.parametrize(
    ("heads", "stages", "apart"),
    [
        (("Begroting", "Rekening", "Verschil", "Verschil in %"), ("begroting_primitief", "rekening", "verschil"), [5]),
        (("Begroting", "Rekening", "Verschil", "%"), ("begroting_primitief", "rekening", "verschil"), [5]),
        (("Begroting", "Rekening", "Verschil a", "Verschil b"), ("begroting_primitief", "rekening"), [4, 5]),
        (("Begroting", "1e berap", "Prognose 2025", "Verschil"), ("begroting_primitief", "verschil"), [3, 4]),
        (("Huidige begroting", "Wijziging", "Nieuwe begroting", "waarvan incidenteel"),
         ("begrotingswijzigingen", "begroting_na_wijziging"), [2, 5]),
    ],
)  # fmt: skip
def test_columns_of_no_stage_cost_no_page(heads: Row, stages: tuple[str, ...], apart: list[int]) -> None:
    rows = [("", *heads), ("Lasten", "500", "510", "-10", "2"), ("Baten", "10", "12", "2", "20")]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}", GOAL, "Doel 1.2.3 Zorg")
    assert tuple(dict.fromkeys(a.stage for a in result.tables["baten_lasten"])) == stages
    assert [f.location for f in result.findings if f.code == "TABLE_OTHER"] == [f"table 1 column {no}" for no in apart]


@pytest.mark.parametrize("budget", ["Begroting 2024", "Begroting na wijziging 2024"])
@pytest.mark.parametrize(("lasten", "told"), [("-50", []), ("50", ["IDENTITY_MISMATCH"])])
def test_a_difference_with_the_only_budget_is_favourable(budget: str, lasten: str, told: list[str]) -> None:
    rows: list[Row] = [("", budget, "Rekening 2024", "Verschil"), ("Lasten", "500", "550", lasten)]
    rows += [("Baten", "10", "12", "2")]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}", GOAL, "Doel 1.2.3 Zorg")
    assert [f.code for f in result.findings if f.severity == "error"] == told


@pytest.mark.parametrize("title", ["Prognose 2025", "Mutatie 1e berap", "Bijstelling", "Incidenteel", "Verschil"])
@pytest.mark.parametrize("head", [True, False])
def test_amounts_of_no_stage_are_not_those_of_the_report(title: str, head: bool) -> None:
    top: list[Row] = [("", title, title, title)] if head else []
    rows = [*top, *PRODUCTS[:1], ("Doel 6.3.2 Fietsstad", "1.000", "100", "900")]
    result = page(f"<p>x € 1.000</p>{written(rows, '' if head else title)}", *GOAL_PAGE)
    stages = {a.stage for a in result.tables.get("baten_lasten", ())}
    assert stages <= {"verschil"} if head else not stages
    assert stages or {f.code for f in result.findings} & {"TABLE_OTHER", "TABLE_UNKNOWN"}


def test_half_a_table_above_ten_milliard_contradicts_its_caption() -> None:
    rows: list[Row] = [
        ("", "2025", "2026"),
        ("Lasten", "41.502.000", "42.321.000"),
        ("Baten", "2.502.000", "2.321.000"),
    ]
    result = page(f"<p>Bedragen x € 1.000</p>{written(rows)}")
    assert "UNIT_CONFLICT" in {f.code for f in result.findings}
    assert not result.tables.get("baten_lasten")
