"""Rebuilt tables of both text forms against the HTML of the same page: placed rows are right, the rest says so."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from pipeline.model import Document, Grid
from pipeline.readers.text import read_text
from pipeline.readers.text.streefdoel_rows import align
from raw_pages import SHARED

TEXTS = sorted(SHARED.glob("text*/**/*.txt"))

Row = tuple[str, ...]


def fold(text: str) -> str:
    return " ".join(text.split())


def html_tables(path: Path) -> list[list[Row]]:
    tables = []
    for table in html.fromstring(path.read_text(encoding="utf-8")).iter("table"):
        for line in table.iter("br"):
            line.tail = "\n" + (line.tail or "")
        tables.append([_html_row(row) for row in table.iter("tr")])
    return tables


def _html_row(row: html.HtmlElement) -> Row:
    cells: list[str] = []
    for cell in row:
        cells += [fold(cell.text_content()), *[""] * (int(cell.get("colspan") or 1) - 1)]
    return tuple(cells)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def grid_rows(grid: Grid) -> list[Row]:
    return [tuple(fold(c.text) if c.column == at else "" for at, c in enumerate(row, 1)) for row in grid.rows]


@pytest.mark.skipif(not TEXTS, reason="../shared/pages is not here")
def test_no_row_of_a_shared_page_is_placed_wrongly_without_being_uncertain() -> None:
    counts: Counter[str] = Counter()
    for path in TEXTS:
        form = "text-pipes" if "text-pipes" in path.parts else "text"
        twin = SHARED / "html-a" / path.relative_to(SHARED / form).with_suffix(".html")
        wanted = Counter(row for table in html_tables(twin) for row in table)
        document = read_text(path.read_text(encoding="utf-8"))
        uncertain = 0
        for grid in grids(document):
            for number, row in enumerate(grid_rows(grid), start=1):
                if number in grid.uncertain:
                    uncertain += 1
                    continue
                assert wanted[row] > 0, (path, row)
                wanted[row] -= 1
                counts["exact"] += 1
        assert uncertain == sum(finding.code == "CELL_UNPLACED" for finding in document.findings), path
        counts["uncertain"] += uncertain
    assert counts["exact"] >= 660
    assert counts["uncertain"] <= 145


@pytest.mark.skipif(not TEXTS, reason="../shared/pages is not here")
def test_complete_page_of_2016_equals_its_html_block_by_block() -> None:
    path = SHARED / "text/zwolle.begroting-2016.nl/12-inwonersondersteuning.txt"
    twin = SHARED / "html-a/zwolle.begroting-2016.nl/12-inwonersondersteuning.html"
    read = grids(read_text(path.read_text(encoding="utf-8")))
    assert len(read) == 13
    assert [grid_rows(grid) for grid in read] == html_tables(twin)
    assert not any(grid.uncertain for grid in read)


RESULT = [
    "Baten en lasten (bedragen x €1.000)", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves",
    "Saldo", "Vastgestelde begroting", "484", "0", "0", "0", "- Jaarrekening", "876", "404", "0", "25", "Saldo", "44",
]  # fmt: skip


def test_result_table_puts_the_lone_saldo_last_and_takes_its_caption() -> None:
    document = read_text("\n\n".join(["Intro.", *RESULT, "Financiële toelichting activiteiten", "Tekst."]))
    grid = grids(document)[0]
    assert grid.caption == RESULT[0]
    assert grid.header_rows == 1
    assert grid_rows(grid) == [
        ("", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo"),
        ("Vastgestelde begroting", "484", "0", "0", "0", ""),
        ("- Jaarrekening", "876", "404", "0", "25", ""),
        ("Saldo", "", "", "", "", "44"),
    ]
    assert not document.findings
    assert len(document.blocks) == 4


def test_pipe_rows_of_the_same_table_give_the_same_grid() -> None:
    lines = [
        RESULT[0], "Lasten | Baten | Toevoeging aan reserves | Onttrekking aan reserves | Saldo ||",
        "---|---|---|---|---|---|", "Vastgestelde begroting | 484 | 0 | 0 | 0 ||",
        "- Jaarrekening | 876 | 404 | 0 | 25 ||", "Saldo | 44 |||||",
    ]  # fmt: skip
    assert grids(read_text("\n".join(lines))) == grids(read_text("\n\n".join(RESULT)))


SPENDING = ["Structurele bestedingsvoorstellen", "2031", "2032", "2033", "1. Haven", "5.000", "6.000", "7.000"]


def test_a_row_that_fits_two_ways_stays_in_print_order_and_says_so() -> None:
    document = read_text("\n\n".join([*SPENDING, "2. Park", "8.000", "9.000"]))
    grid = grids(document)[0]
    assert grid_rows(grid)[-1] == ("2. Park", "8.000", "9.000", "")
    assert grid.uncertain == {3}
    (finding,) = document.findings
    assert (finding.severity, finding.code, finding.location) == ("info", "CELL_UNPLACED", "table 1 row 3")
    assert (finding.found, finding.expected) == ("8.000 | 9.000", "columns 2, 3, 4")


def test_column_totals_place_rows_and_a_wrong_total_places_none() -> None:
    def page(total: str) -> Document:
        heads = ["Taakveld", "Lasten 2030", "Baten 2030"]
        rows = ["Wegen", "11.000", "Havens", "400", "Groen", "70", "5", "Totaal ruimte", total, "405"]
        return read_text("\n\n".join([*heads, *rows]))

    assert grid_rows(grids(page("11.070"))[0])[1:3] == [("Wegen", "11.000", ""), ("Havens", "", "400")]
    assert grids(page("11.070"))[0].uncertain == frozenset()
    assert grids(page("11.990"))[0].uncertain == {2, 3}
    assert grids(page("11.072"))[0].uncertain == frozenset()  # rounded thousands
    assert grids(page("11.074"))[0].uncertain == {2, 3}
    small = "Taakveld|Lasten 2030|Baten 2030|A|20|5|B|1|D|2|C|10|3|Totaal|33|13"
    assert grids(read_text(small.replace("|", "\n\n")))[0].uncertain == {3, 4}


def test_sums_along_the_row_place_a_reserve_and_interest_needs_a_round_rate() -> None:
    heads = ["Nr", "Reserve", "1-1-2030", "rente", "overige", "kingen", "31-12-2030"]
    full = ["A01", "Vol", "1.000", "35", "500", "200", "1.335"]
    proven = ["A02", "Proef", "2.000", "70", "100", "1.970"]
    large = ["A03", "Groot", "100", "900", "50", "950"]
    unsure = ["A04", "Open", "2.000", "131", "100", "2.031"]
    grid = grids(read_text("\n\n".join([*heads, *full, *proven, *large, *unsure])))[0]
    assert grid_rows(grid)[2:] == [
        ("A02", "Proef", "2.000", "70", "", "100", "1.970"),
        ("A03", "Groot", "100", "", "900", "50", "950"),
        ("A04", "Open", "2.000", "131", "100", "2.031", ""),
    ]
    assert grid.uncertain == {5}


def test_prose_with_loose_amounts_is_no_table() -> None:
    text = "Aanvullende inkomst\n\n712832\n\nDe regio hield geld over.\n\nTweede post\n\n-290000"
    assert not grids(read_text(text))


def test_an_overview_of_deviations_has_a_goal_for_several_subjects_and_no_cell_for_what_is_not_printed() -> None:
    """The layout of berap 2018-1 p14207, with other subjects."""
    text = """Programma en doel | Onderwerp | Financiële afwijkingen | Financieel effect
1. Samenleving
Doel 1.2.1 | Sportpark | + 20.000 uitg. onderhoud | -20.000
Doel 1.3.3 | Schoolgebouw | - 5.000 ink. huur~- 6.000 ink. verhuur | -11.000
Bibliotheek | Budgetverschuiving:~- 9.000 uitg. pand~+ 9.000 uitg. inkoop | Budget neutraal
Museum | 7.500
Totale afwijking programma 1. | -23.500"""
    paragraphs = [cell.replace("~", "\n") for line in text.split("\n") for cell in line.split(" | ")]
    (grid,) = grids(read_text("\n\n".join(paragraphs)))
    assert grid_rows(grid)[1:] == [
        ("1. Samenleving", "", "", ""),
        ("Doel 1.2.1", "Sportpark", "+ 20.000 uitg. onderhoud", "-20.000"),
        ("Doel 1.3.3", "Schoolgebouw", "- 5.000 ink. huur - 6.000 ink. verhuur", "-11.000"),
        ("", "Bibliotheek", "Budgetverschuiving: - 9.000 uitg. pand + 9.000 uitg. inkoop", "Budget neutraal"),
        ("", "Museum", "", "7.500"),
        ("Totale afwijking programma 1.", "", "", "-23.500"),
    ]


def test_an_overview_of_deviations_in_pipe_rows_has_blanks_before_its_subjects() -> None:
    """Without its goal a row began with the subject, which became the goal and its amounts the subject."""
    text = """Programma en doel | Onderwerp | Financiële afwijkingen | Financieel effect |
---|---|---|---|
1. Samenleving ||||
Doel 1.3.3 | Schoolgebouw | - 5.000 ink. huur | -5.000 |
Bibliotheek | Budgetverschuiving: - 9.000 uitg. pand + 9.000 uitg. inkoop | Budget neutraal ||
Museum | 7.500 |||
Totale afwijking programma 1. | 2.500 |||"""
    (grid,) = grids(read_text(text))
    assert grid_rows(grid)[2:] == [
        ("Doel 1.3.3", "Schoolgebouw", "- 5.000 ink. huur", "-5.000"),
        ("", "Bibliotheek", "Budgetverschuiving: - 9.000 uitg. pand + 9.000 uitg. inkoop", "Budget neutraal"),
        ("", "Museum", "", "7.500"),
        ("Totale afwijking programma 1.", "", "", "2.500"),
    ]


def test_amounts_below_a_line_with_their_unit_are_a_table_and_no_prose() -> None:
    """The layout of jaarverslag-2015 p3908."""
    text = "Vermogen|Een zin over het vermogen.|bedragen x € 1.000|Saldo per 31-12-2015|€ 900|Resultaat|€ -12|En dan:"
    text += "|Toevoegingen aan reserves|€ 40|Dit was een goed jaar, waarin veel is gedaan en niets is nagelaten."
    document = read_text(text.replace("|", "\n\n"))
    (grid,) = grids(document)
    assert grid.caption == "bedragen x € 1.000"
    assert grid_rows(grid) == [
        ("Saldo per 31-12-2015", "€ 900"),
        ("Resultaat", "€ -12"),
        ("En dan:", ""),
        ("Toevoegingen aan reserves", "€ 40"),
    ]


def test_amounts_below_a_line_with_euros_are_prose() -> None:
    text = "Bedragen in euro|Jeugdhulp|€ 1.200|Alle bedragen|Verder|€ 800"
    assert not grids(read_text(text.replace("|", "\n\n")))


def test_lines_that_end_in_a_pipe_between_blank_lines_are_no_table() -> None:
    document = read_text("Jan | wethouder | PvdA |\nPiet | wethouder | VVD |\nKees | burgemeester | geen |\n\nTekst.")
    assert document.reader == "text"
    assert not grids(document)


def test_years_below_the_periods_stand_in_their_columns() -> None:
    head = "Indicator | Verleden | Heden | Toekomst |"
    for years in ("| 2022 | 2024 | 2026 |", "2022 | 2024 | 2026 ||"):
        (grid,) = grids(read_text(f"{head}\n---|---|---|---|\n{years}\nVsv (%) | 1,9 | 2 | 1,8 |"))
        assert grid_rows(grid)[1:] == [("", "2022", "2024", "2026"), ("Vsv (%)", "1,9", "2", "1,8")]


def test_pipes_at_both_edges_of_every_row() -> None:
    rows = "| Indicator | 2022 | 2024 |\n| :--- | ---: | --- |\n| Vsv (%) | 1,9 | 2 |"
    (grid,) = grids(read_text(f"Doel 1.2.3 Jeugd\n{rows}\nTekst."))
    assert grid_rows(grid) == [("Indicator", "2022", "2024"), ("Vsv (%)", "1,9", "2")]


def test_pipe_rows_without_rules_are_tables_and_broken_rows_are_whole_again() -> None:
    """The layout of begroting-2016 p3027: no rule below the first row, and the lines of a cell break its row."""
    text = """Doelen
Doelstellingen/maatschappelijke effecten | ||
Een stad waar het goed toeven is | ||
Streefdoel/indicator | ||
Meer bezoekers op de markt | ||
Nulsituatie | Norm van 2016 | Activiteiten |
In 2014 waren er 900 bezoekers. | De norm is 1.000 bezoekers |
|
In 2013 telde de markt 80 kramen. | De norm van 2016 is 90 kramen. | Kramen verhuren. |
Toelichting"""
    document = read_text(text)
    (grid,) = grids(document)
    assert document.reader == "pipes"
    assert grid_rows(grid)[-2:] == [
        ("In 2014 waren er 900 bezoekers.", "De norm is 1.000 bezoekers", ""),
        ("In 2013 telde de markt 80 kramen.", "De norm van 2016 is 90 kramen.", "Kramen verhuren."),
    ]
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid", "Paragraph"]


def test_the_last_cell_of_a_reserve_may_be_missing() -> None:
    """The heads of begroting-2019 p15493; the balance tells which cell of C02 is blank."""
    text = """Nummer reserve|Naam reserve|Maakt onderdeel uit van programma|Stand per~1 januari 2019|Toevoegingen
Onttrekkingen|Stand per~31 december 2019|Waarvan budgettaire ruimte waarover nog besluitvorming moet plaats vinden
A01|Algemene reserve|10|33.000.000|0|500.000|32.500.000|0
B01|Begraafplaatsen|5/6|800.000|65.000|0|865.000|0
C02|Kapitaallasten wagenpark|9|34.934|0|0|34.934"""
    paragraphs = [cell.replace("~", "\n") for line in text.split("\n") for cell in line.split("|")]
    (grid,) = grids(read_text("\n\n".join(paragraphs)))
    assert grid_rows(grid)[1:] == [
        ("A01", "Algemene reserve", "10", "33.000.000", "0", "500.000", "32.500.000", "0"),
        ("B01", "Begraafplaatsen", "5/6", "800.000", "65.000", "0", "865.000", "0"),
        ("C02", "Kapitaallasten wagenpark", "9", "34.934", "0", "0", "34.934", ""),
    ]
    assert not grid.uncertain


def test_numbers_that_stand_alone_are_told() -> None:
    document = read_text("Een kop\n\nNog een kop\n\nEerste rij\n\n486\n\n0\n\nTweede rij\n\n130\n\n57,5")
    assert [(finding.code, finding.found) for finding in document.findings] == [("TABLE_LOST", "486 | 0 | 130 | 57,5")]
    assert not read_text(
        "\n\n".join(["1", "A.", "2", "B.", "3", "C.", "4", "D.", "2021", "2022", "2023", "2024"])
    ).findings
    assert not read_text("Opvang\n\n€ 486\n\nSport\n\n€ 12\n\nJeugd\n\n€ 7\n\nWonen\n\n€ 1").findings


def test_three_lone_numbers_are_told() -> None:
    """The table of jaarverslag-2014 p1572, with a unit behind each number."""
    told = read_text("Alleenstaanden\n\n2.122\n\nvolwassenen\n\nParen\n\n697\n\nKinderen\n\n1.667\n\nkinderen").findings
    assert [finding.found for finding in told] == ["2.122 | 697 | 1.667"]
    assert not read_text("Bladzijde\n\n12\n\nBladzijde\n\n13\n\nEinde").findings


def test_amounts_of_deviations_do_not_stand_alone() -> None:
    """berap 2021-2 p36191: the amount is a block of its own below its kind. Without their heading nobody reads them."""
    items = "".join(f"\n\nOnderwerp {no}\n\n{kind}\n\n{no}2500" for no, kind in enumerate(
        ("Aanvullende uitgave", "Lagere inkomsten", "Budgettair neutraal", "Meevaller"), 2))  # fmt: skip
    assert not read_text(f"De stad.\n\nAfwijkingen op activiteiten Berap 2021-2{items}").findings
    assert [one.code for one in read_text(f"Overzicht van de stad{items}").findings] == ["TABLE_LOST"]


def test_lone_numbers_with_their_effect_are_told() -> None:
    told = read_text("Lasten\n\n70.102 N\n\nN 72.115\n\nBaten\n\n1.495 V\n\n2 miljoen").findings
    assert [(finding.code, finding.found) for finding in told] == [
        ("TABLE_LOST", "70.102 N | N 72.115 | 1.495 V | 2 miljoen")
    ]


def test_tabs_that_part_one_line_are_told_where_numbers_stand_behind_them() -> None:
    told = read_text("Doel 2.3.1 Energie\n\nLasten\t2027\n\nTekst.\n\nEn dan.\n\nBaten\t1.200").findings
    assert [(finding.code, finding.location) for finding in told] == [("TABLE_LOST", "page")]
    assert not read_text("Doel 2.3.1\tEnergie\n\nTekst.").findings


def test_the_unit_between_title_and_years_is_the_caption() -> None:
    """The layout of begroting-2018 p10641."""
    text = "Structurele bestedingsvoorstellen|(bedragen x € 1.000)|2018|2019|2020|1. Wijkbudget|1.000|900|800"
    (grid,) = grids(read_text("Inleiding\n\n" + text.replace("|", "\n\n")))
    assert grid.caption == "(bedragen x € 1.000)"
    assert grid_rows(grid) == [
        ("Structurele bestedingsvoorstellen", "2018", "2019", "2020"),
        ("1. Wijkbudget", "1.000", "900", "800"),
    ]


def test_rows_of_nothing_but_zeros_are_placed_by_no_total() -> None:
    heads = ["(Hoofd)Taakvelden", *(f"{stage} {name}" for stage in ("vastgestelde begroting", "rekening 2017")
                                    for name in ("lasten", "baten"))]  # fmt: skip
    cells = [*heads, "Bestuur", "0", "0", "0", "Burgerzaken", "0", "0", "Totaal Bestuur:", "0", "0", "0", "0"]
    (grid,) = (block for block in read_text("\n\n".join(cells)).blocks if isinstance(block, Grid))
    assert [row[0].text for row in grid.rows[1:]] == ["Bestuur", "Burgerzaken", "Totaal Bestuur:"]


def test_three_values_without_a_word_fill_a_row_only_where_each_column_has_values() -> None:
    values = ["57 %", "60 %", "61 %"]
    assert [(row.cells, row.certain) for row in align(values, 2014, True)] == [
        ((("57 %",), ("60 %",), ("61 %",)), True)
    ]
    assert not any(row.certain for row in align(values, 2016, False))  # the third column is that of the activities
    dated = ["15.200 (2012)", "15.400", "15.350"]
    assert [row.cells for row in align(dated, 2014, True)] == [tuple((text,) for text in dated)]
    assert not all(row.certain for row in align(["15.200 (2014)", *dated[1:]], 2014, True))  # no year before


def test_label_heads_in_both_rows_of_a_head_leave_each_year_over_its_first_column() -> None:
    """houten.begroting-2024 p12431: `Programma` stands above `Deelprogramma`, a year above lasten, baten and saldo."""
    printed = ("Programma", "Rekening 2022", "Begroting 2023", "Deelprogramma", *("Lasten", "Baten", "Saldo") * 2,
               "01.01 Gezondheid", "13.333", "2.051", "-11.282", "12.829", "1.992", "-10.837",
               "01.02 Saamhorigheid", "13.778", "942", "-12.836", "13.887", "964", "-12.923",
               "01.04 Thuis", "240.030", "48.696", "-191.334", "241.049", "-241.049")  # fmt: skip
    (grid,) = grids(read_text("\n\n".join(("Overzicht van baten en lasten", *printed))))
    assert grid_rows(grid) == [
        ("Programma", "Rekening 2022", "", "", "Begroting 2023", "", ""),
        ("Deelprogramma", *("Lasten", "Baten", "Saldo") * 2),
        ("01.01 Gezondheid", "13.333", "2.051", "-11.282", "12.829", "1.992", "-10.837"),
        ("01.02 Saamhorigheid", "13.778", "942", "-12.836", "13.887", "964", "-12.923"),
        ("01.04 Thuis", "240.030", "48.696", "-191.334", "241.049", "", "-241.049"),
    ]
    assert not grid.uncertain
