"""Tables whose blanks vanished (text) or moved to the row's end (pipes): values in their columns, or rows uncertain.

The layouts are those of formats/2014-2020.md 3 and 2020-2026.md 4 and 7; the figures are invented.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.model import Grid
from pipeline.readers.text import read_text

Table = Sequence[Sequence[str]]
Row = tuple[str, ...]


def rows_of(printed: str) -> Table:
    """One row a line with `|` between cells."""
    return [[cell.strip() for cell in line.split("|")] for line in printed.strip().splitlines()]


def as_text(table: Table) -> str:
    return "\n\n".join(["Overzicht van de bedragen", *(cell for row in table for cell in row if cell)])


def as_pipes(table: Table) -> str:
    width = max(map(len, table))
    lines = ["Overzicht van de bedragen"]
    for number, row in enumerate(table):
        cells = [cell for cell in row if cell]
        lines.append(" | ".join(cells) + " " + "|" * (width - len(cells) + 1))
        if number == 0:
            lines.append("---|" * width)
    return "\n".join(lines)


FORMS = {"text": as_text, "pipes": as_pipes}


def read(table: Table, form: str) -> tuple[dict[str, Row], set[str]]:
    """The rows by their first cell, and the first cells of those that are uncertain."""
    (grid,) = (block for block in read_text(FORMS[form](table)).blocks if isinstance(block, Grid))
    rows = [tuple(" ".join(cell.text.split()) for cell in row) for row in grid.rows]
    return {row[0]: row for row in rows}, {rows[number - 1][0] for number in grid.uncertain}


@pytest.mark.parametrize("form", FORMS)
def test_heads_tell_the_columns_where_no_row_fills_them_all(form: str) -> None:
    """The first of the heads became one over labels, and every amount moved one column."""
    table = rows_of("""
        |Lasten|Baten|Saldo baten en lasten|Storting reserve|Onttrekking reserve|Gerealiseerd resultaat
        Vervoer|97||97|0|0|97
        Sport||-2.715|-2.715|0|45|-2.670
        Groen|88||88|0|0|88""")
    rows, uncertain = read(table, form)
    assert rows[""] == ("", *table[0][1:])
    assert uncertain == {"Vervoer", "Sport", "Groen"}  # nothing tells which of the two is blank


@pytest.mark.parametrize("form", FORMS)
def test_heads_below_groups_or_beside_names_are_counted_too(form: str) -> None:
    groups = rows_of("""
        |Rekening 2030||Begroting 2031|
        |Lasten|Baten|Lasten|Baten
        Vervoer|97|4|97|
        Sport||17|5|3""")
    named = rows_of("""
        Nr|Reserve|Stand 1 januari 2030|Toevoegingen|Onttrekkingen|Stand 31 december 2030
        A01|Groen|5.000||400|4.600
        A02|Sport|900|100||1.000""")
    rows, uncertain = read(groups, form)
    assert len(rows["Vervoer"]) == 5
    assert uncertain == {"Vervoer", "Sport"}
    rows, uncertain = read(named, form)
    assert len(rows["A01"]) == 6


BUDGET = """
    Budget o.b.v. bestaand beleid|Rekening|Begroting||Meerjarenraming||
    |2030|2031|2032|2033|2034|2035
    Lasten|5.100|5.200|5.300|5.400|5.500|5.600
    Baten|100|200|300|400|500|600
    Saldo van baten en lasten|-5.000|-5.000|-5.000|-5.000|-5.000|-5.000
    Toevoeging aan reserve|{}
    Onttrekking aan reserve||729||||85
    Geraamd resultaat|{}"""


@pytest.mark.parametrize("form", FORMS)
def test_a_reserve_stands_in_the_years_in_which_the_result_closes(form: str) -> None:
    """Values apart from each other were set in the last years, where no result closed."""
    result = "-5.912|-4.271|-5.000|-5.000|-5.000|-4.915"
    rows, uncertain = read(rows_of(BUDGET.format("912|||||", result)), form)
    assert rows["Toevoeging aan reserve"][1:] == ("912", "", "", "", "", "")
    assert rows["Onttrekking aan reserve"][1:] == ("", "729", "", "", "", "85")
    assert not uncertain - {"Budget o.b.v. bestaand beleid"}


@pytest.mark.parametrize("form", FORMS)
def test_base_rows_stand_in_the_last_years_unless_the_sums_say_otherwise(form: str) -> None:
    nothing_adds_up = "-1|-2|-3|-4|-5|-6"
    _, uncertain = read(rows_of(BUDGET.format("912|||||", nothing_adds_up)), form)
    assert {"Toevoeging aan reserve", "Onttrekking aan reserve"} <= uncertain
    table = [row for row in rows_of(BUDGET.format("|||||912", nothing_adds_up)) if row[0] != "Geraamd resultaat"]
    rows, uncertain = read(table, form)
    assert rows["Toevoeging aan reserve"][6] == "912"
    assert not uncertain - {"Budget o.b.v. bestaand beleid"}


RESULT = """
    |Lasten|Baten|Toevoeging aan reserves|Onttrekking aan reserves|Saldo
    Vastgestelde begroting|8.879||120|550|
    + mutaties projecten|||3.000|18|
    + begrotingswijzigingen||-13|||
    Begroting t/m december|8.879|-13|3.120|568|
    - Jaarrekening|470|8.704|20||
    Resultaat doel Sport|8.409|8.717|3.100|-568|
    Saldo|||||19.658"""


@pytest.mark.parametrize("form", FORMS)
def test_the_budget_of_a_goal_closes_down_its_columns(form: str) -> None:
    table = rows_of(RESULT)
    rows, uncertain = read(table, form)
    assert not uncertain
    assert [list(rows[row[0]]) for row in table] == table


@pytest.mark.parametrize("form", FORMS)
def test_a_goal_without_columns_for_reserves_has_its_saldo_last(form: str) -> None:
    table = [[*row[:3], row[-1]] for row in rows_of(RESULT)]
    table[1:3], table[-1][-1] = [["Vastgestelde begroting", "8.879", "0", ""]], "17.126"
    rows, uncertain = read(table, form)
    assert not uncertain
    assert rows["Saldo"] == ("Saldo", "", "", "17.126")
    assert rows["- Jaarrekening"] == ("- Jaarrekening", "470", "8.704", "")
    table[-1][-1] = "99"  # no sum of what stands above it: any of the columns
    assert "Saldo" in read(table, form)[1]


RESERVES = """
    ||Stand per|toevoegingen||onttrek-|Stand per
    Nr|Reserve|1-1-2030|rente|overige|kingen|31-12-2030
    A01|Vol|1.000|35|500|200|1.335
    A02|Proef|2.000|70||100|1.970
    A03|Op|700|||700|{}
    A04|Nieuw|{}||450||450"""


@pytest.mark.parametrize("form", FORMS)
def test_a_balance_is_never_blank_only_where_the_table_prints_its_zeros(form: str) -> None:
    """`700 | 700` is a balance at both ends where a zero would be printed, else it may be one that was used up."""
    rows, uncertain = read(rows_of(RESERVES.format("0", "0")), form)
    assert rows["A03"][2:] == ("700", "", "", "700", "0")
    assert rows["A02"][2:] == ("2.000", "70", "", "100", "1.970")
    assert uncertain <= {"", "A04"}
    rows, uncertain = read(rows_of(RESERVES.format("", "")), form)
    assert {"A03", "A04"} <= uncertain
    assert rows["A02"][2:] == ("2.000", "70", "", "100", "1.970")
    total = "Totaal reserves||3.700|105|950|1.000|3.755"
    rows, uncertain = read(rows_of(RESERVES.format("", "") + "\n" + total), form)
    assert (rows["A03"][2:], rows["A04"][2:]) == (("700", "", "", "700", ""), ("", "", "450", "", "450"))
    assert not uncertain - {""}


PROPOSALS = """
    Nr|Doel|Omschrijving|I/S|Krediet|2030|2031|2032|2033
    1.|1.1.1|Sport|S||10|20|30|40
    2.|1.1.2|Groen|S|900|50|{}|60|70
    3.|1.1.3|Wegen|I|{}"""


@pytest.mark.parametrize("form", FORMS)
def test_a_krediet_is_blank_where_every_year_is_printed(form: str) -> None:
    """Four values of five were always those of the years, also where a year was blank."""
    rows, uncertain = read(rows_of(PROPOSALS.format("-", "|1|2|3|4")), form)
    assert rows["1."][4:] == ("", "10", "20", "30", "40")
    assert not uncertain
    assert read(rows_of(PROPOSALS.format("", "|1|||")), form)[1] == {"1.", "2.", "3."}
    total = "||Totaal bestedingsvoorstellen||900|61|22|93|114"
    assert "1." not in read(rows_of(PROPOSALS.format("-", "|1|2|3|4") + "\n" + total), form)[1]
    total = "||Totaal bestedingsvoorstellen||5.900|160|220|390|110"
    rows, uncertain = read(rows_of(PROPOSALS.format("0", "5.000|100|200|300|") + "\n" + total), form)
    assert rows["3."][4:] == ("5.000", "100", "200", "300", "")
    assert not uncertain


@pytest.mark.parametrize("form", FORMS)
def test_a_value_of_one_is_not_placed_by_totals_that_miss_by_one(form: str) -> None:
    table = rows_of("""
        |Lasten|Baten|Saldo baten en lasten|Storting reserve|Onttrekking reserve|Gerealiseerd resultaat
        Vol|100|50|150|20|30|200
        Zorg|200|10|210|40|10|260
        Sport|21|515|536|1||537
        Totaal|321|575|896|60|41|997""")
    assert read(table, form)[1] == {"Sport"}


@pytest.mark.parametrize("form", FORMS)
def test_a_reserve_stands_where_the_result_closes_best(form: str) -> None:
    """Within rounding the one closes in 2033 as well, right before the other years."""
    table = rows_of(BUDGET.format("|||||", "-4.999|-4.271|-5.000|-5.000|-5.000|-4.915"))
    table[6] = ["Onttrekking aan reserve", "1", "729", "", "", "", "85"]
    assert read(table, form)[0]["Onttrekking aan reserve"][1:] == ("1", "729", "", "", "", "85")
    table[6][3], table[7][3], table[6][4], table[7][4] = "0", "-5.000", "", "-5.000"
    table[6][2], table[7][2] = "", "-5.000"
    assert "Onttrekking aan reserve" in read(table, form)[1]  # the zero fits anywhere


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "printed", ["140 1)", "140*", "- 2)", "(140)", "1.140-", "€ -/- 140", "-/-140", "140 N", "140 (V)", "€ p.m.", "—",
                "n.n.b.", "niet bekend", "140,--"]
)  # fmt: skip
def test_a_cell_that_is_no_plain_number_does_not_break_its_row(form: str, printed: str) -> None:
    """It was a label, and what stood behind it the values of a row of its own."""
    table = rows_of(f"""
        Taakveld|Lasten 2030|Baten 2030|Saldo 2030
        Wegen|11.000|400|-10.600
        Groen|500|{printed}|-360
        Havens|70|20|-50""")
    rows, uncertain = read(table, form)
    assert rows["Groen"] == ("Groen", "500", printed, "-360")
    assert not uncertain


@pytest.mark.parametrize("form", FORMS)
def test_an_amount_that_is_not_known_proves_no_year(form: str) -> None:
    table = rows_of(BUDGET.format("912|||||", "-5.912|p.m.|-5.000|-5.000|-5.000|-4.915"))
    assert read(table, form)[0]["Toevoeging aan reserve"][1] == "912"  # the year before closes with it alone
    table = rows_of(BUDGET.format("912|||||", "|".join(["n.b."] * 6)))
    assert {"Toevoeging aan reserve", "Onttrekking aan reserve"} <= read(table, form)[1]


@pytest.mark.parametrize("form", FORMS)
def test_a_row_whose_name_is_a_number_is_uncertain_and_leaves_the_others_as_they_are(form: str) -> None:
    """One such name lost the whole table of a text export; in pipe rows it was the first amount."""
    table = rows_of("""
        Taakveld|Lasten 2030|Baten 2030|Saldo 2030
        Wegen|11.000|400|-10.600
        Groen|500|140|-360
        Havens|70|20|-50
        Parken|30|10|-20
        112|70||-70
        Totaal|11.670|570|-11.100""")
    rows, uncertain = read(table, form)
    assert [rows[name] for name in ("Wegen", "Groen", "Havens", "Totaal")] == [
        tuple(row) for row in table if row[0] in ("Wegen", "Groen", "Havens", "Totaal")
    ]
    assert uncertain
    assert not {"Wegen", "Groen", "Havens", "Totaal"} & uncertain


@pytest.mark.parametrize("form", FORMS)
def test_a_code_without_a_name_may_have_a_number_for_one(form: str) -> None:
    printed = RESERVES.format("0", "0").replace("Op|700|||700|0", "112|700|35|10|20|")
    rows, uncertain = read(rows_of(printed), form)
    assert "A03" in uncertain
    assert rows["A02"][2:] == ("2.000", "70", "", "100", "1.970")
    assert "A02" not in uncertain


@pytest.mark.parametrize("form", FORMS)
def test_programmes_are_told_from_small_balances(form: str) -> None:
    table = rows_of("""
        Nummer|Naam reserve|Maakt deel uit van programma|Stand 1 januari 2030|Toevoegingen|Onttrekkingen|Stand 31 december 2030
        A01|Groen|5|5.000|0|400|4.600
        A02|Sport|diverse|900|100|200|800
        A03|Kunst|10|60|30|10|
        A04|Nieuw||0|450|450|0""")  # noqa: E501
    rows, uncertain = read(table, form)
    assert uncertain == {"A03"}  # 10 and 60, or the programme and the balance
    assert rows["A04"][2:] == ("", "0", "450", "450", "0")


@pytest.mark.parametrize("form", FORMS)
def test_what_may_be_spent_of_a_reserve_may_be_blank(form: str) -> None:
    """The rows that print all of the sum teach it where no row is full."""
    table = rows_of("""
        Nummer|Naam reserve|Stand 1 januari 2030|Toevoegingen|Onttrekkingen|Stand 31 december 2030|Waarvan budgettaire ruimte
        A01|Groen|5.000|50|400|4.650|
        A02|Sport|900|100|200|800|
        A03|Kunst|600|30|10|620|
        A04|Theater|600|10||610|""")  # noqa: E501
    rows, uncertain = read(table, form)
    assert rows["A03"][2:] == ("600", "30", "10", "620", "")
    assert uncertain == {"A04"}  # all of it may have been spent


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("values", ["2332||131", "|108|lager", "n.n.b.||", "||"])
@pytest.mark.parametrize("explained", ["Het aantal neemt af. Bron: CBS.", "Bron: gemeente Zwolle", ""])
def test_an_indicator_without_one_of_its_values_is_uncertain(form: str, values: str, explained: str) -> None:
    """Its explanation was taken for the value in a text export, and its first value for its name in pipe rows."""
    table = rows_of(f"""
        Indicator|Verleden|Heden|Toekomst
        Meldingen (aantal)|2028|2030|2032
        |{values}
        {explained}|||
        Opvang (aantal)|2028|2030|2032
        |12|2031|14
        Bron: CBS.|||""")
    table = [row for row in table if any(row)]
    rows, uncertain = read(table, form)
    assert rows["Meldingen (aantal)"] == ("Meldingen (aantal)", "2028", "2030", "2032")
    assert rows[""][1:] == ("12", "2031", "14")
    assert uncertain == ({""} if values != "||" else set())
    assert not explained or rows[explained] == (explained,) * 4


@pytest.mark.parametrize("form", FORMS)
def test_the_heads_of_a_table_right_below_another_are_its_own(form: str) -> None:
    """`Lasten` and `Baten` were the last rows of the table above, and the amounts below moved two columns."""
    above = rows_of("Taakveld|Lasten 2030|Baten 2030\nWegen|11.000|400\nGroen|500|140")
    text = FORMS[form](above) + ("\n\n" if form == "text" else "\n")
    text += FORMS[form](rows_of(RESULT)).removeprefix("Overzicht van de bedragen").strip()
    found = [block for block in read_text(text).blocks if isinstance(block, Grid)]
    assert [len(grid.rows[0]) for grid in found] == [3, 6]
    assert [cell.text for cell in found[1].rows[0]] == rows_of(RESULT)[0]
    assert [cell.text for cell in found[1].rows[5]] == ["- Jaarrekening", "470", "8.704", "20", "", ""]
    assert not found[1].uncertain
    cut = "\n\n".join(["Saldo", "2030", "2031", "1. Wegen", "11", "12", "Lasten", "Baten"])
    (grid,) = (block for block in read_text(cut).blocks if isinstance(block, Grid))
    assert [row[0].text for row in grid.rows[-2:]] == ["Lasten", "Baten"]  # the end of an export cut them off
