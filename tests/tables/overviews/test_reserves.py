"""Overviews of reserves. The numbers of begroting-2016 p2917 and begroting-2022 p33740 were typed from the pages."""

from __future__ import annotations

import pytest

from finance_forms import FORMS as MARKUPS
from finance_forms import Blocks, h, table
from overview_pages import FORMS, codes, finance_page, rows_of, shared_page, statuses
from pipeline.outcome import PageResult

BALANCES = "zwolle.begroting-2016.nl/p2917"
STRUCTURAL = "zwolle.begroting-2022.nl/p33740"
AMOUNT = ("reserve_no", "reserve", "fiscal_year", "component", "amount_eur")


def of(result: PageResult, reserve_no: str, name: str) -> dict[tuple[int, str], int]:
    rows = rows_of(result, "reserves", *AMOUNT)
    return {(year, component): eur for no, reserve, year, component, eur in rows if (no, reserve) == (reserve_no, name)}


@pytest.mark.parametrize("form", FORMS)
def test_balances_of_2016(form: str) -> None:
    result = shared_page(form, BALANCES)
    assert of(result, "C01", "Algemene reserve") == {
        (2016, "stand_begin"): 22_757_636,
        (2016, "onttrekking_reserves"): 2_915_000,
        (2016, "stand_eind"): 19_842_636,
    }
    assert of(result, "O18", "Dekking kapitaallasten Kunstgrasvelden") == {
        (2016, "stand_begin"): 1_860_207,
        (2016, "rente"): 65_107,
        (2016, "onttrekking_reserves"): 224_066,
        (2016, "stand_eind"): 1_701_248,
    }
    assert of(result, "O06", "Onderhoud sportaccommodaties") == {
        (2016, "stand_begin"): 98_482,
        (2016, "toevoeging_reserves"): 230_884,
        (2016, "onttrekking_reserves"): 309_203,
        (2016, "stand_eind"): 20_163,
    }
    assert {row.unit for row in result.tables["reserves"]} == {1}
    assert {row.reliability for row in result.tables["reserves"]} == {"consistent"}


def test_groups_and_totals_of_2016() -> None:
    rows = shared_page("html-a", BALANCES).tables["reserves"]
    vastgoed = next(row for row in rows if row.reserve_no == "O01")
    assert vastgoed.group_path == (
        "3. Reservering voor lopende exploitatielasten",
        "a. ter dekking kapitaal-/exploitatielasten",
    )
    onderhoud = next(row for row in rows if row.reserve_no == "A02")
    assert onderhoud.group_path[1] == "b. onderhoudsreserveringen"
    total = [row for row in rows if row.row_kind == "total" and row.component == "stand_eind"]
    assert [(row.reserve, row.amount_eur) for row in total] == [
        ("Totaal weerstand- en risicoreservering", 28_342_636),
        ("Totaal reservering gekoppeld aan kostendekkingsbeginsel", 527_497),
    ]


def test_every_row_of_2016_closes() -> None:
    result = shared_page("html-a", BALANCES)
    assert statuses(result, "R-1") == ["exact"] * 22  # 20 reserves, 2 totals
    assert set(statuses(result, "total")) == {"exact"}


@pytest.mark.parametrize("form", FORMS)
def test_structural_movements_of_2022(form: str) -> None:
    result = shared_page(form, STRUCTURAL)
    parkeren = of(result, "H06", "Reserve parkeren")
    assert parkeren[2022, "toevoeging_reserves"] == 3_499_646
    assert parkeren[2025, "onttrekking_reserves"] == 3_819_000
    programmes = set(rows_of(result, "reserves", "reserve_no", "programme_code", "programme"))
    assert {("D07", "1", "Samenleving"), ("C04", "1", "Samenleving"), ("H06", "6", "Toekomstgerichte stad"),
            ("C04", "5", "Ondernemende en levendige stad")} <= programmes  # fmt: skip
    stages = set(rows_of(result, "reserves", "fiscal_year", "stage"))
    assert stages == {(2022, "begroting_primitief"), (2023, "raming"), (2024, "raming"), (2025, "raming")}
    assert set(statuses(result, "total")) == {"exact"}


@pytest.mark.parametrize("folder", [BALANCES, STRUCTURAL])
@pytest.mark.parametrize("form", FORMS[1:])
def test_every_form_gives_the_same_rows(form: str, folder: str) -> None:
    """A text export lost blank cells: what it cannot place is missing, what it places is equal."""
    columns = (*AMOUNT, "amount_id", "row_kind", "programme_code", "group_path")
    html = set(rows_of(shared_page("html-a", folder), "reserves", *columns))
    found = shared_page(form, folder)
    rows = set(rows_of(found, "reserves", *columns))
    assert rows <= html
    assert rows == html or codes(found).count("CELL_UNPLACED") in (1, 4)


KERN = """Nummer|Naam|Programma|Stand 1 januari|Toevoegingen|Onttrekkingen|Stand 31 december|Waarvan budgettaire ruimte
A01|Algemene reserve|10|12.000|500|1.500|11.000|3.000
A02|Reserve grondexploitaties|5/6|4.000|0|250|3.750|0
|Subtotaal type algemeen||16.000|500|1.750|14.750|3.000
B01|Reserve onderhoud gebouwen|diverse|2.000|300|100|2.200|0
|Subtotaal type bestemming||2.000|300|100|2.200|0
|Totaal reserves||18.000|800|1.850|16.950|3.000"""
HOST_2019 = "zwolle.begroting-2019.nl"
TITLE = "Overzicht reserves (bedragen x € 1.000)"


def test_a_text_export_without_its_blank_cells_is_not_guessed() -> None:
    """Programme and amount look alike, and no sum tells them apart."""
    alike = KERN.replace("A02|Reserve grondexploitaties|5/6|4.000|0|250|3.750|0", "A02|Reserve grond|12|400||30||")
    result = finance_page(h(TITLE, 1), table(alike), host=HOST_2019, form="text")
    assert "A02" not in {row.reserve_no for row in result.tables["reserves"]}
    assert codes(result).count("CELL_UNPLACED") == 1


def test_blank_cells_of_a_text_export_are_put_back_by_the_balance_of_the_row() -> None:
    blank = KERN.replace("|4.000|0|250|3.750|0", "|4.000||250|3.750|")
    result = finance_page(h(TITLE, 1), table(blank), host=HOST_2019, form="text")
    balances = {(row.reserve_no, row.component): row.amount_eur for row in result.tables["reserves"] if row.reserve_no}
    assert balances["A02", "onttrekking_reserves"] == 250_000
    assert ("A02", "toevoeging_reserves") not in balances


@pytest.mark.parametrize("form", ["text", "pipes"])
def test_the_number_of_a_programme_is_no_balance(form: str) -> None:
    """Behind a blank addition a row of pipes has one value too few, and `10` was read as the first of them."""
    blank = KERN.replace("|10|12.000|500|", "|10|12.500||").replace("||16.000|500|", "||16.500|0|")
    blank = blank.replace("||18.000|800|", "||18.500|300|")
    rows = finance_page(h(TITLE, 1), table(blank), host=HOST_2019, form=form).tables["reserves"]
    first = {row.component: row.amount_eur for row in rows if row.reserve_no == "A01"}
    assert first == {"stand_begin": 12_500_000, "onttrekking_reserves": 1_500_000, "stand_eind": 11_000_000,
                     "budgettaire_ruimte": 3_000_000}  # fmt: skip
    assert {row.programme_code for row in rows if row.reserve_no == "A01"} == {"10"}


@pytest.mark.parametrize("form", MARKUPS)
def test_overview_of_2019_in_every_markup(form: str) -> None:
    """The shape of begroting-2019 p15493, with invented amounts."""
    result = finance_page(h(TITLE, 1), table(KERN), host=HOST_2019, form=form)
    rows = rows_of(result, "reserves", *AMOUNT, "programme_code", "programme", "unit", "unit_evidence", "reliability")
    assert (
        "A01",
        "Algemene reserve",
        2019,
        "stand_eind",
        11_000_000,
        "10",
        None,
        1000,
        "caption",
        "consistent",
    ) in rows
    assert ("A02", "Reserve grondexploitaties", 2019, "onttrekking_reserves", 250_000, None, "5/6", 1000, "caption",
            "consistent") in rows  # fmt: skip
    assert (None, "Totaal reserves", 2019, "budgettaire_ruimte", 3_000_000, None, None, 1000, "caption",
            "consistent") in rows  # fmt: skip
    assert statuses(result, "R-1") == ["exact"] * 6
    assert statuses(result, "total") == ["exact"] * 15


@pytest.mark.parametrize("largest", ["", "|C04|Reserve kades|3.500.000|3.500.000"])
def test_the_unit_does_not_hang_on_the_one_large_reserve_of_a_page(largest: str) -> None:
    """Without a caption (begroting-2022 p33740): in thousands nobody prints 120.000 beside 50.000."""
    rows = f"Nummer reserve|Naam reserve|2023 lasten|2023 baten\nC01|Reserve onderhoud|50.000|120.000\n{largest[1:]}"
    result = finance_page(h("Structurele reservetoevoegingen", 1), table(rows.strip()), host="zwolle.begroting-2023.nl")
    assert {row.unit for row in result.tables["reserves"]} == {1}
    assert of(result, "C01", "Reserve onderhoud")[2023, "onttrekking_reserves"] == 120_000


@pytest.mark.parametrize(
    ("stands", "unit"),
    [
        (("22.800", "5.000"), 1000),
        (("22.800", "16.500", "18.000"), 1000),
        (("60.000", "17.000", "5.000"), 1000),
        (("900.000", "700", "600"), 1),
        (("22.800.000", "5.000"), 1),
    ],
)
def test_the_largest_of_a_few_stands_tells_their_unit(stands: tuple[str, ...], unit: int) -> None:
    rows = [f"Reserve {number}|{stand}|0|0|{stand}" for number, stand in enumerate(stands)]
    head = "Reserve|Stand per 1-1-2024|Toevoeging|Onttrekking|Stand per 31-12-2024"
    result = finance_page(h("Reserves", 1), table("\n".join([head, *rows])), host="zwolle.begroting-2024.nl")
    assert {row.unit for row in result.tables["reserves"]} == {unit}


def test_an_error_in_a_balance_is_seen_and_marked() -> None:
    broken = KERN.replace("|2.000|300|100|2.200|0\n|Subtotaal", "|2.000|300|100|2.300|0\n|Subtotaal")
    result = finance_page(h(TITLE, 1), table(broken), host=HOST_2019)
    assert codes(result).count("IDENTITY_MISMATCH") == 2  # the row and the total over it
    doubtful = {(row.reserve, row.component) for row in result.tables["reserves"] if row.reliability == "doubtful"}
    assert ("Reserve onderhoud gebouwen", "stand_eind") in doubtful
    assert ("Algemene reserve", "stand_eind") not in doubtful


def test_withdrawals_printed_as_negative_are_turned_round() -> None:
    turned = KERN.replace("|1.500|", "|-1.500|").replace("|250|", "|-250|").replace("|100|", "|-100|")
    turned = turned.replace("|1.750|", "|-1.750|").replace("|1.850|", "|-1.850|")
    rows = finance_page(h(TITLE, 1), table(turned), host=HOST_2019).tables["reserves"]
    withdrawn = [row for row in rows if row.component == "onttrekking_reserves"]
    assert (withdrawn[0].amount_eur, withdrawn[0].printed_eur) == (1_500_000, -1_500_000)
    assert {row.sign_convention for row in rows} == {"onttrekking_negative"}
    assert {row.reliability for row in rows} == {"consistent"}


@pytest.mark.parametrize(
    "above",
    [
        [("Overzicht reserves (bedragen x € 1.000)", 8)],
        ["Overzicht reserves (bedragen x € 1.000)", *[""] * 7],
        ["", "", "", ("Bedragen x € 1.000", 5)],
        ["", "", "", ("x € 1.000", 5)],
    ],
)
def test_a_title_or_a_unit_in_a_row_over_the_heads(above: list[str | tuple[str, int]]) -> None:
    rows = [above, *(line.split("|") for line in KERN.splitlines())]
    plain = finance_page(h(TITLE, 1), table(KERN), host=HOST_2019).tables["reserves"]
    found = finance_page(h("Reserves", 1), table(rows), host=HOST_2019).tables["reserves"]
    assert [(row.reserve, row.component, row.amount_eur, row.unit_evidence) for row in found] == [
        (row.reserve, row.component, row.amount_eur, "caption") for row in plain
    ]


def test_a_column_nobody_knows_leaves_the_table_in_its_cells() -> None:
    result = finance_page(h(TITLE, 1), table(KERN.replace("|Onttrekkingen|", "|Herrubricering|")), host=HOST_2019)
    assert result.tables["reserves"] == ()
    assert [f.found for f in result.findings if f.code == "OVERVIEW_UNKNOWN"] == ["Herrubricering"]
    assert {cell.claimed_by for cell in result.tables["table_cells"]} == {None}


def test_a_column_of_explanations_is_none_of_amounts() -> None:
    notes = ["Toelichting", "Resultaat van 2018 toegevoegd.", "n.v.t.", *[""] * 20]
    rows = [f"{row}|{note}" for row, note in zip(KERN.strip().splitlines(), notes, strict=False)]
    plain = finance_page(h(TITLE, 1), table(KERN), host=HOST_2019).tables["reserves"]
    result = finance_page(h(TITLE, 1), table("\n".join(rows)), host=HOST_2019)
    assert [row.amount_eur for row in result.tables["reserves"]] == [row.amount_eur for row in plain]
    assert "OVERVIEW_UNKNOWN" not in codes(result)
    rows[1] = rows[1].replace("Resultaat van 2018 toegevoegd.", "12.O00")
    assert "OVERVIEW_UNKNOWN" in codes(finance_page(h(TITLE, 1), table("\n".join(rows)), host=HOST_2019))


def test_two_columns_with_one_head_are_no_choice() -> None:
    result = finance_page(h(TITLE, 1), table(KERN.replace("|Onttrekkingen|", "|Toevoegingen|")), host=HOST_2019)
    assert result.tables["reserves"] == ()
    assert "OVERVIEW_UNKNOWN" in codes(result)


def test_no_sum_is_judged_over_a_cell_that_cannot_be_read() -> None:
    result = finance_page(h(TITLE, 1), table(KERN.replace("|10|12.000|", "|10|12.O00|")), host=HOST_2019)
    assert "IDENTITY_MISMATCH" not in codes(result)
    assert [f.location for f in result.findings if f.code == "OVERVIEW_ROW"] == ["table 1 row 2"]
    assert len(statuses(result, "R-1")) == 5
    assert len(statuses(result, "total")) == 15 - 1  # the total of all still sums the two subtotals


def test_typed_cells_say_so() -> None:
    result = shared_page("html-a", BALANCES)
    claimed = [cell for cell in result.tables["table_cells"] if cell.claimed_by == "reserves"]
    assert len(claimed) == len(result.tables["reserves"]) == 82
    assert result.page.blocks_typed == 1


def test_balances_of_years_to_come_are_not_judged_as_one_year() -> None:
    rows = (
        "Nr.|Naam reserve|Saldo 1-1-2019|Saldo 31-12-2019|Saldo 31-12-2020\nC01|Algemene reserve|22.757|22.000|21.000"
    )
    result = finance_page(h(TITLE, 1), table(rows), host=HOST_2019)
    assert len(result.tables["reserves"]) == 3
    assert statuses(result, "R-1") == []


def test_a_caption_that_is_wrong_above_one_table_stays_right_above_another() -> None:
    head = "Reserve|Stand per 1-1-2024|Toevoeging|Onttrekking|Stand per 31-12-2024"
    right = f"{head}\nReserve wonen|15.000|100|50|15.050\nReserve zorg|12.000|0|500|11.500"
    wrong = f"{head}\nReserve riool|15.000.000|100.000|50.000|15.050.000\nReserve sport|12.000.000|0|500.000|11.500.000"
    unit = h("(bedragen x € 1.000)", 2)
    result = finance_page(h("Reserves", 1), unit, table(right), unit, table(wrong), host="zwolle.begroting-2024.nl")
    assert {row.reserve: row.unit for row in result.tables["reserves"]} == {
        "Reserve wonen": 1000, "Reserve zorg": 1000, "Reserve riool": 1, "Reserve sport": 1,
    }  # fmt: skip


def test_a_subtotal_without_amounts_closes_its_programme() -> None:
    rows = """Nummer reserve|Naam reserve|2022 - lasten|2022 - baten
D06|Onderhoud wijkcentra|126.000|
Subtotaal programma 1 Samenleving||126.000|
C09|Sociaal||
Subtotaal programma 4 Inkomen|||
C04|Dekking kapitaallasten||168.000
Subtotaal programma 5 Ondernemende stad|||168.000"""
    result = finance_page(h(TITLE, 1), table(rows), host="zwolle.begroting-2022.nl")
    found = rows_of(result, "reserves", "reserve", "programme_code", "group_path", "amount_eur")
    assert found[-2:] == [
        ("Dekking kapitaallasten", "5", (), 168_000_000),
        ("Subtotaal programma 5 Ondernemende stad", "5", (), 168_000_000),
    ]
    assert "IDENTITY_MISMATCH" not in codes(result)


def without_heads(front: str) -> Blocks:
    """The table of begroting-2018 p10624, where no head stands over the columns in front of the balances."""
    return table([
        [*front.split("|"), "Stand per", ("toevoegingen", 2), "onttrek-", "Stand per"],
        [*front.split("|"), "1-1-2018", "rente", "overige", "kingen", "31-12-2018"],
        ["A01", "Algemene reserve", "40.125.861", "", "6.744.153", "19.900.000", "26.970.014"],
        ["B01", "Begraafplaatsen", "563.280", "", "44.679", "", "607.959"],
    ], heads=2)  # fmt: skip


@pytest.mark.parametrize("form", [form for form in MARKUPS if form not in ("text", "pipes")])
def test_numbers_and_names_without_heads(form: str) -> None:
    result = finance_page(
        h("Overzicht van reserves", 1), without_heads("|"), host="zwolle.begroting-2018.nl", form=form
    )
    assert of(result, "A01", "Algemene reserve") == {
        (2018, "stand_begin"): 40_125_861,
        (2018, "toevoeging_reserves"): 6_744_153,
        (2018, "onttrekking_reserves"): 19_900_000,
        (2018, "stand_eind"): 26_970_014,
    }
    assert len(result.tables["reserves"]) == 7


def test_a_foreign_head_in_front_of_balances_is_not_taken_for_a_name() -> None:
    page = finance_page(
        h("Overzicht van reserves", 1), without_heads("Soort|Doel"), host="zwolle.begroting-2018.nl", form="semantic"
    )
    assert not page.tables["reserves"]
    assert codes(page)
