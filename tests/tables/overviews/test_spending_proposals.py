"""Bestedingsvoorstellen. The numbers of begroting-2019 p17181 and begroting-2022 p36511 were typed from the pages."""

from __future__ import annotations

import pytest

from finance_forms import FORMS as MARKUPS
from finance_forms import h, p, table
from overview_pages import FORMS, codes, finance_page, rows_of, shared_page, statuses
from pipeline.outcome import PageResult

YEARS_2019 = "zwolle.begroting-2019.nl/p17181"
COVERS_2022 = "zwolle.begroting-2022.nl/p36511"
DATASET = "spending_proposals"


def by_title(result: PageResult, title: str) -> dict[int | None, int | None]:
    rows = rows_of(result, DATASET, "title", "fiscal_year", "amount_eur")
    return {year: eur for found, year, eur in rows if found == title}


@pytest.mark.parametrize("form", FORMS)
def test_proposals_and_covers_of_2022(form: str) -> None:
    result = shared_page(form, COVERS_2022)
    assert by_title(result, "Zwemvangnet 12+") == dict.fromkeys((2022, 2023, 2024, 2025), 35_000)
    assert by_title(result, "Dekking uit armoedegelden (programma 4)") == dict.fromkeys(range(2022, 2026), -35_000)
    assert by_title(result, "Nieuwe wet Inburgering") == {2022: 554_000, 2023: 460_000, 2024: 460_000, 2025: 460_000}
    assert by_title(result, "Voordeel open eindregeling bijz. bijstand en kinderopvang")[2024] == -300_000
    covers = {row.proposal_no: row.title for row in result.tables[DATASET] if row.row_kind == "cover"}
    assert covers == {"3": "Dekking uit armoedegelden (programma 4)", "10": "Dekking Nieuwe wet Inburgering"}
    assert set(rows_of(result, DATASET, "nature", "list_title", "component")) == {
        ("structureel", "Structurele bestedingsvoorstellen", "exploitatie")
    }
    assert len(result.tables[DATASET]) == 20 * 4 + 2 * 4
    assert len({row.amount_id for row in result.tables[DATASET]}) == 88


@pytest.mark.parametrize("form", FORMS[:2])
def test_years_of_2019(form: str) -> None:
    result = shared_page(form, YEARS_2019)
    assert by_title(result, "Op orde") == {2019: 68_000, 2020: 68_000, 2021: 68_000}
    assert by_title(result, "Voorbereidingskrediet ontwikkeling Hanzebadlocatie") == {2019: 200_000, 2020: -270_000}
    absent = [(row.title, row.amount_eur, row.missing_reason) for row in result.tables[DATASET] if row.missing_reason]
    assert absent == [("Terugdraaien bezuiniging sport", None, "dash"), ("Abonnementstarief Wmo", None, "pm")]
    cover = next(row for row in result.tables[DATASET] if row.row_kind == "cover")
    assert (cover.proposal_no, cover.title, cover.amount_eur) == ("20", "Dekking via rijksgelden", -75_000)
    assert {row.nature for row in result.tables[DATASET]} == {"incidenteel"}


@pytest.mark.parametrize("form", FORMS[2:])
def test_a_text_export_of_2019_stays_unplaced(form: str) -> None:
    """One amount of four may stand in any year: 32 rows keep their cells, and each says so."""
    result = shared_page(form, YEARS_2019)
    assert result.tables[DATASET] == ()
    assert codes(result) == ["CELL_UNPLACED"] * 32


LISTS = [
    ["Nr", "Doel", "Omschrijving", "I/S", "Krediet", "2026", "2027", "2028", "2029"],
    [("Perspectiefnota:", 9)],
    ["1.", "1.1.1", "Koers en regie", "S", "", "3.940", "3.940", "3.940", "3.940"],
    ["2.", "2.1.3", "Armoedebeleid", "I", "", "700", "650", "-", "-"],
    ["", "", "- Dekking uit armoedegelden", "I", "", "-200", "-150", "-", "-"],
    ["3.", "4.2", "Verduurzaming gebouwen", "S", "1.500", "60", "60", "60", "60"],
    ["", "", "Totaal bestedingsvoorstellen Perspectiefnota 2026-2029", "", "1.500", "4.500", "4.500", "4.000", "4.000"],
    ["", "", "Waarvan structureel", "", "1.500", "4.000", "4.000", "4.000", "4.000"],
    ["", "", "Waarvan incidenteel", "", "", "500", "500", "-", "-"],
]
TITLE = "Bestedingsvoorstellen (bedragen x € 1.000)"


@pytest.mark.parametrize("form", MARKUPS)
def test_lists_of_2026_in_every_markup(form: str) -> None:
    """The shape of begroting-2026 p50117, with invented amounts."""
    result = finance_page(h(TITLE, 1), table(LISTS), form=form)
    rows = rows_of(
        result, DATASET, "proposal_no", "title", "nature", "goal_codes", "component", "fiscal_year", "amount_eur"
    )
    assert ("1", "Koers en regie", "structureel", ("1.1.1",), "exploitatie", 2029, 3_940_000) in rows
    assert ("2", "Dekking uit armoedegelden", "incidenteel", ("2.1.3",), "exploitatie", 2027, -150_000) in rows
    assert ("3", "Verduurzaming gebouwen", "structureel", ("4.2",), "krediet", None, 1_500_000) in rows
    assert {row.list_title for row in result.tables[DATASET]} == {"Perspectiefnota"}
    assert statuses(result, "total") == ["exact"] * 5
    assert statuses(result, "waarvan structureel") == ["exact"] * 5
    assert statuses(result, "waarvan incidenteel") == ["exact"] * 4
    assert {row.reliability for row in result.tables[DATASET]} == {"consistent"}
    assert codes(result) == []  # `4.2` is the code of a goal


def test_a_total_that_does_not_close_is_seen() -> None:
    broken = [[("4.400" if cell == "4.500" and n == 6 and m == 5 else cell) for m, cell in enumerate(row)]
              for n, row in enumerate(LISTS)]  # fmt: skip
    result = finance_page(h(TITLE, 1), table(broken))
    assert statuses(result, "total").count("mismatch") == 1
    assert "IDENTITY_MISMATCH" in codes(result)
    total = next(row for row in result.tables[DATASET] if row.row_kind == "total" and row.fiscal_year == 2026)
    assert (total.amount_eur, total.reliability) == (4_400_000, "doubtful")


def test_a_share_that_does_not_close_is_seen() -> None:
    broken = [[("300" if cell == "500" else cell) for cell in row] for row in LISTS]
    assert statuses(finance_page(h(TITLE, 1), table(broken)), "waarvan incidenteel").count("mismatch") == 2


MIXED = """Bestedingsvoorstellen|2025|2026
A. Toezicht op de markt (doel 5.2.1)|50.000|50.000
Totaal structurele bestedingsvoorstellen|50.000|50.000
Incidentele bestedingsvoorstellen||
B. Zomerkermis (doelen 5.2.1, 5.3.1)|41.300|
Totaal incidentele bestedingsvoorstellen|41.300|"""


def test_letters_lists_and_goals_in_the_title() -> None:
    rows = finance_page(h("Bestedingsvoorstellen"), table(MIXED), host="zwolle.begroting-2025.nl").tables[DATASET]
    assert [(r.proposal_no, r.nature, r.goal_codes, r.amount_eur) for r in rows if r.row_kind == "proposal"] == [
        ("A", None, ("5.2.1",), 50_000),
        ("A", None, ("5.2.1",), 50_000),
        ("B", "incidenteel", ("5.2.1", "5.3.1"), 41_300),
    ]
    assert [r.nature for r in rows if r.row_kind == "total"] == ["structureel", "structureel", "incidenteel"]


def test_a_column_that_counts_the_rows_is_no_number_of_a_proposal() -> None:
    rows = [
        ["Nr", "Bestedingsvoorstellen", "2026"],
        ["1", "7. Sport", "5"],
        ["2", "Zorg", "6"],
        ["3", "1.200 woningen", "7"],
    ]
    found = finance_page(h("Bestedingsvoorstellen"), table(rows), host="zwolle.begroting-2026.nl").tables[DATASET]
    assert [(r.proposal_no, r.title) for r in found] == [("7", "Sport"), ("2", "Zorg"), ("3", "1.200 woningen")]


def test_more_amounts_than_lines_are_left_out() -> None:
    rows = [["Bestedingsvoorstellen", "2025", "2026"], ["1. Zwemvangnet\n- Dekking", "35.000", "35.000\n-35.000"]]
    result = finance_page(h("Bestedingsvoorstellen"), table(rows), host="zwolle.begroting-2025.nl")
    assert rows_of(result, DATASET, "title", "fiscal_year", "amount_eur") == [
        ("Zwemvangnet", 2026, 35_000),
        ("Dekking", 2026, -35_000),
    ]
    assert [f.found for f in result.findings if f.code == "OVERVIEW_ROW"] == ["35.000"]


def test_text_amounts_overrule_the_caption() -> None:
    """begroting-2022 p33739 prints whole euros under `bedragen x € 1.000`."""
    rows = "Bestedingsvoorstellen|2025|2026\n1. Toezicht|50.000|45.000\n2. Zomerkermis|41.300|"
    result = finance_page(
        h(TITLE, 1), table(rows), p("Toezicht kost € 50.000 in 2025 en € 45.000 in 2026."),
        host="zwolle.begroting-2025.nl",
    )  # fmt: skip
    assert set(rows_of(result, DATASET, "unit", "unit_evidence")) == {(1, "text_amounts")}
    assert "UNIT_OVERRULED" in codes(result)


@pytest.mark.parametrize(
    ("amount", "unit", "evidence", "code"),
    [
        ("350.000", 1, "magnitude", None),  # x 1.000 would be 350 million
        ("350", 1000, "magnitude", None),  # 350 euros is no proposal
        ("9.500", 1, "magnitude", "UNIT_INFERRED"),  # an amount in the middle of 9.5 million is less likely
        ("2.500", 1000, "magnitude", "UNIT_INFERRED"),
    ],
)
def test_the_unit_is_the_possible_one(amount: str, unit: int, evidence: str, code: str | None) -> None:
    rows = f"Bestedingsvoorstellen|2025|2026\n1. Toezicht|{amount}|\n2. Markt|{amount}|"
    result = finance_page(h("Bestedingsvoorstellen", 1), table(rows), host="zwolle.begroting-2025.nl")
    assert set(rows_of(result, DATASET, "unit", "unit_evidence")) == {(unit, evidence)}
    assert codes(result) == ([code] if code else [])


def test_a_table_of_another_shape_is_told() -> None:
    rows = "Voorstel|Toelichting|Bedrag\nToezicht|Extra inzet|50.000\nMarkt|Stroom|45.000"
    result = finance_page(h("Bestedingsvoorstellen", 1), table(rows))
    assert result.tables[DATASET] == ()
    assert [(f.code, f.found) for f in result.findings if f.code.startswith("OVERVIEW")] == [
        ("OVERVIEW_UNKNOWN", "Voorstel | Toelichting | Bedrag")
    ]


def test_lasten_in_the_name_of_a_proposal_make_no_other_table() -> None:
    """`Statenzaal` sounds of baten in a table that is titled otherwise (begroting-2021 p29674)."""
    rows = """Structurele bestedingsvoorstellen|2021|2022|2023|2024
A. Individuele inkomenstoeslag|250.000|250.000|250.000|250.000
I. De Basis (Luttekestraat 35) en Statenzaalcomplex (Diezerstraat 80)||85.000|85.000|85.000
K. Kapitaallasten|13.000|23.000|43.000|68.000
Totaal structurele bestedingsvoorstellen|263.000|358.000|378.000|403.000"""
    page = finance_page(h("Bestedingsvoorstellen Begroting 2021", 1), table(rows), host="zwolle.begroting-2021.nl")
    assert len(page.tables[DATASET]) == 15
    assert codes(page) == []
