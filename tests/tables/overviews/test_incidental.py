"""Incidentele baten en lasten. The numbers of begroting-2024 p43676 were typed from the page."""

from __future__ import annotations

import pytest

from finance_forms import FORMS as MARKUPS
from finance_forms import Blocks, h, p, table
from overview_pages import FORMS, codes, finance_page, rows_of, shared_page, statuses
from pipeline.outcome import PageResult

PAGE = "zwolle.begroting-2024.nl/p43676"
DATASET = "incidental"
HOST = "zwolle.begroting-2022.nl"


def of(result: PageResult, title: str) -> dict[int, int]:
    return {year: eur for t, year, eur in rows_of(result, DATASET, "title", "fiscal_year", "amount_eur") if t == title}


@pytest.mark.parametrize("form", FORMS)
def test_structural_balance_of_2024(form: str) -> None:
    result = shared_page(form, PAGE)
    assert of(result, "Saldo baten en lasten") == {2024: 1_373_392, 2025: 8_147_298, 2026: -2_555_861, 2027: 454_342}
    assert of(result, "Begrotingssaldo na bestemming") == {2024: 0, 2025: 119_706, 2026: 127_040, 2027: 228_946}
    assert of(result, "Structureel begrotingssaldo")[2025] == 24_619_706
    # printed as cost: 119.706 + 24.500.000 = 24.619.706
    assert of(result, "Waarvan incidentele baten en lasten (saldo)") == {
        2024: -15_700_000, 2025: -24_500_000, 2026: -2_000_000, 2027: 0,
    }  # fmt: skip
    assert statuses(result, "B-1") == statuses(result, "B-2") == ["exact"] * 4


@pytest.mark.parametrize("form", FORMS)
def test_specification_of_2024(form: str) -> None:
    result = shared_page(form, PAGE)
    assert of(result, "Programma 1 Samen Sterk in Zwolle") == {
        2024: -3_091_802,
        2025: -2_917_507,
        2026: -827_540,
        2027: 0,
    }
    refugees = "Integraal bestedingsvoorstel vluchtelingen en asielzoekers"
    assert of(result, refugees) == {2024: 2_206_753, 2025: 2_380_604, 2026: 2_312_916, 2027: 1_754_858}
    item = next(row for row in result.tables[DATASET] if row.title == refugees)
    assert (item.row_kind, item.programme_code, item.programme, item.component) == (
        "item", "1", "Samen Sterk in Zwolle", "lasten",
    )  # fmt: skip
    assert "IDENTITY_MISMATCH" not in codes(result)  # the page stops before the baten: its programme is not judged


def test_items_with_blank_years_need_the_html() -> None:
    assert of(shared_page("html-a", PAGE), "Ondertussengroep Statushouders") == {2024: 744_015, 2025: 592_014}
    text = shared_page("text", PAGE)
    assert of(text, "Ondertussengroep Statushouders") == {}
    assert codes(text).count("CELL_UNPLACED") == 26


@pytest.mark.parametrize("form", FORMS[1:])
def test_every_form_gives_the_same_rows(form: str) -> None:
    columns = ("amount_id", "title", "fiscal_year", "component", "amount_eur", "programme", "unit", "reliability")
    html = set(rows_of(shared_page("html-a", PAGE), DATASET, *columns))
    rows = set(rows_of(shared_page(form, PAGE), DATASET, *columns))
    assert rows <= html
    assert rows == html or form.startswith("text")


BALANCE = """{title}|2022|2023
Saldo baten en lasten|-4.716.222|2.100.000
Saldo toevoegingen en ontrekkingen reserves|4.716.222|-1.900.000
Begrotingssaldo na bestemming|0|200.000
Waarvan incidentele baten en lasten (saldo)|-11.500.000|-750.000
Structureel begrotingssaldo|11.500.000|950.000"""
SPECIFICATION = """Specificatie incidentele baten en lasten||
Programma 1 Samenleving|-8.500.000|-500.000
Lasten||
Opvang|9.000.000|600.000
Toezicht|500.000|
Baten||
Rijksbijdrage opvang|1.000.000|100.000
Programma 2 Inwonersondersteuning|-3.000.000|-250.000
Lasten||
Wijkteams|3.000.000|250.000
Totaal incidentele baten en lasten|-11.500.000|-750.000"""


def page(balance: str = BALANCE, specification: str = SPECIFICATION, form: str = "semantic",
         title: str = "Begrotingsaldo (bedragen x € 1.000)") -> PageResult:  # fmt: skip
    blocks: list[Blocks] = [h("Incidentele baten en lasten", 1)]
    rows = "\n".join(filter(None, (balance.format(title=title), specification)))
    return finance_page(*blocks, table(rows), host=HOST, form=form)


@pytest.mark.parametrize("form", [form for form in MARKUPS if form not in ("text", "pipes")])
def test_a_caption_that_cannot_be_is_overruled(form: str) -> None:
    """begroting-2022 p33739 prints whole euros under `bedragen x € 1.000`; one table holds both parts."""
    result = page(form=form)
    assert "UNIT_OVERRULED" in codes(result)
    assert set(rows_of(result, DATASET, "unit", "unit_evidence")) == {(1, "magnitude")}
    assert of(result, "Waarvan incidentele baten en lasten (saldo)") == {2022: -11_500_000, 2023: -750_000}
    assert of(result, "Rijksbijdrage opvang") == {2022: 1_000_000, 2023: 100_000}
    assert {row.sign_convention for row in result.tables[DATASET]} == {"as_is"}
    assert statuses(result, "B-1") == statuses(result, "B-2") == ["exact"] * 2
    assert statuses(result, "B-3") == ["exact"] * 4
    assert statuses(result, "total") == ["exact"] * 2


def test_a_caption_that_cannot_be_counts_for_no_table_below_it() -> None:
    """The amounts of the specification alone would allow thousands."""
    small = """Specificatie incidentele baten en lasten||
Programma 1 Samenleving|-51.704|-66.889
Lasten||
Opvang|51.704|66.889"""
    title = "Begrotingsaldo (bedragen x € 1.000)"
    result = finance_page(table(BALANCE.format(title=title)), table(small), host=HOST)
    assert of(result, "Opvang") == {2022: 51_704, 2023: 66_889}
    assert codes(result).count("UNIT_OVERRULED") == 2


def test_costs_printed_as_positive_are_turned_round() -> None:
    turned = SPECIFICATION.replace("|-", "|")
    balance = BALANCE.replace("(saldo)|-11.500.000|-750.000", "(saldo)|11.500.000|750.000")
    result = page(balance, turned, title="Begrotingsaldo")
    assert of(result, "Programma 1 Samenleving") == {2022: -8_500_000, 2023: -500_000}
    saldi = [row for row in result.tables[DATASET] if row.component == "incidenteel_saldo"]
    assert {row.sign_convention for row in saldi} == {"cost_positive"}
    assert set(statuses(result, "B-2") + statuses(result, "B-3")) == {"exact"}


@pytest.mark.parametrize("form", ["semantic", "pipes"])
def test_the_title_right_above_a_table_without_a_corner_says_what_it_is(form: str) -> None:
    """Above the balance stands its own name, and above that the name of the page, which names a specification."""
    corner, _, items = SPECIFICATION.partition("\n")
    specification = f"{corner[:-2]}|2022|2023\n{items}"
    whole = table(BALANCE.format(title="")), table(specification)
    result = finance_page(h("Incidentele baten en lasten", 1), p("Begrotingsaldo"), *whole, host=HOST, form=form)
    assert of(result, "Structureel begrotingssaldo") == {2022: 11_500_000, 2023: 950_000}
    assert of(result, "Programma 1 Samenleving") == {2022: -8_500_000, 2023: -500_000}
    assert statuses(result, "B-1") == statuses(result, "B-2") == ["exact"] * 2


def test_a_specification_below_its_own_years_is_a_table_of_a_text_export() -> None:
    corner, _, items = SPECIFICATION.partition("\n")
    result = finance_page(p("Een zin."), table(f"{corner[:-2]}|2022|2023\n{items}"), host=HOST, form="text")
    assert of(result, "Opvang") == {2022: 9_000_000, 2023: 600_000}
    assert codes(result).count("TABLE_LOST") == 0


@pytest.mark.parametrize(
    ("old", "new", "identity"),
    [
        ("na bestemming|0|", "na bestemming|100|", "B-1"),
        ("Structureel begrotingssaldo|11.500.000", "Structureel begrotingssaldo|11.400.000", "B-2"),
        ("Toezicht|500.000", "Toezicht|400.000", "B-3"),
        ("Totaal incidentele baten en lasten|-11.500.000", "Totaal incidentele baten en lasten|-11.400.000", "total"),
    ],
)
def test_an_error_of_the_source_is_seen(old: str, new: str, identity: str) -> None:
    result = page(BALANCE.replace(old, new), SPECIFICATION.replace(old, new))
    assert "mismatch" in statuses(result, identity)
    assert "IDENTITY_MISMATCH" in codes(result)
    assert "doubtful" in {row.reliability for row in result.tables[DATASET]}


def test_without_any_sum_the_sign_is_assumed_and_said() -> None:
    rows = """Incidentele baten en lasten|2024|2025
Programma 1 Samenleving|850.000|500.000
Lasten||
Opvang|900.000|500.000"""
    result = finance_page(h("Incidentele baten en lasten", 1), table(rows), host="zwolle.begroting-2024.nl")
    assert codes(result) == ["SIGN_ASSUMED"]
    assert of(result, "Programma 1 Samenleving")[2024] == 850_000
    assert {row.reliability for row in result.tables[DATASET]} == {"unverified"}


def test_an_item_below_no_side_is_left_out() -> None:
    rows = SPECIFICATION.replace("Lasten||\nWijkteams", "Wijkteams")
    result = page(specification=rows)
    assert of(result, "Wijkteams") == {}
    assert [f.location for f in result.findings if f.code == "OVERVIEW_ROW"] == ["table 1 row 15"]
    assert len(statuses(result, "B-3")) == 2  # programme 2 is not judged


def test_other_columns_than_years_leave_the_table_in_its_cells() -> None:
    rows = BALANCE.format(title="Begrotingsaldo").replace("|2023\n", "|Toelichting\n")
    result = finance_page(h("Incidentele baten en lasten", 1), table(rows), host=HOST)
    assert result.tables[DATASET] == ()
    assert "OVERVIEW_UNKNOWN" in codes(result)


def test_a_specification_printed_twice_counts_once() -> None:
    specification = table("Specificatie incidentele baten en lasten|2022|2023\n" + SPECIFICATION.partition("\n")[2])
    title = h("Incidentele baten en lasten", 1)
    once = finance_page(title, specification, host=HOST)
    twice = finance_page(title, specification, p("Voor kleine schermen."), specification, host=HOST)
    assert once.tables[DATASET] == twice.tables[DATASET] != ()
    assert codes(twice).count("DUPLICATE_TABLE") == codes(once).count("DUPLICATE_TABLE") + 1 == 1


def test_the_mark_of_a_footnote_behind_a_label() -> None:
    rows = "Begrotingssaldo | 2025 | 2026\nSaldo baten en lasten 1) | 12.000 | 7.000"
    result = finance_page(h("Incidentele baten en lasten", 1), table(rows), host=HOST)
    assert rows_of(result, DATASET, "title", "amount_eur") == [
        ("Saldo baten en lasten", 12_000), ("Saldo baten en lasten", 7_000),
    ]  # fmt: skip
