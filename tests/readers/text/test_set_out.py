"""Tables of a text that keep their blanks: the same grids from tabs and from columns of blanks."""

from __future__ import annotations

import pytest

from pipeline.model import Document, Grid, Item, Paragraph
from pipeline.readers.text import read_text

FINANCE = [
    ["", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo"],
    ["Vastgestelde begroting", "81.964", "1.204", "0", "0", ""],
    ["+ begrotingswijzigingen", "-297", "0", "0", "1.678", ""],
    ["- Jaarrekening", "77.780", "1.489", "", "978", ""],
    ["Saldo", "", "", "", "", "3.368"],
]
ACTIVITIES = [
    ["Activiteit", "Status", "Toelichting"],
    ["We bouwen een huis.", "Gereed", "Het huis staat er."],
    ["We verven het dorp.", "", "De verf is besteld."],
    ["We planten bomen.", "Loopt", ""],
]


def tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def columns(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    return "\n".join("".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def right(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    return "\n".join(row[0].ljust(widths[0]) + "".join(map(str.rjust, row[1:], widths[1:])) for row in rows)


def tables(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("form", [tabs, columns, right])
@pytest.mark.parametrize("table", [FINANCE, ACTIVITIES])
def test_blanks_stay_where_they_are(form, table) -> None:
    """Exports with tabs or set out with blanks were text, and lost all rows."""
    if form is right and table is ACTIVITIES:
        pytest.skip("words stand to the left")
    document = read_text(f"Doel 1.2.3 Zorg\n\nOverzicht\n\n{form(table)}\n\nTot slot.")
    assert tables(document) == [table]
    assert document.findings == ()
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [
        "Doel 1.2.3 Zorg",
        "Overzicht",
        "Tot slot.",
    ]


def test_a_caption_above_is_that_of_the_table() -> None:
    document = read_text(f"Tekst.\n\nBaten en lasten (bedragen x €1.000)\n{columns(FINANCE)}\n\nTekst.")
    assert [b.caption for b in document.blocks if isinstance(b, Grid)] == ["Baten en lasten (bedragen x €1.000)"]


def test_cells_that_go_on_below_are_one() -> None:
    """pdftotext -layout prints the lines of a cell below each other."""
    text = (
        "Activiteit                  Status    Toelichting\n"
        "We bouwen een huis in de    Gereed    Het huis is in mei\n"
        "wijk.                                 opgeleverd.\n"
        "We verven het dorp.         Loopt     De verf is besteld."
    )
    (table,) = tables(read_text(f"Activiteiten\n\n{text}"))
    assert table[1] == ["We bouwen een huis in de wijk.", "Gereed", "Het huis is in mei opgeleverd."]
    assert len(table) == 3
    unsure = text + "\n                                      Zwolle krijgt kleur."
    assert [f.code for f in read_text(f"Activiteiten\n\n{unsure}").findings] == ["CELL_UNPLACED"]


def test_lists_and_sentences_are_no_tables() -> None:
    text = (
        "•\tEen huis\n•\tEen boom\n\nEen zin  met twee spaties erin en verder\nniets  dan woorden die hier staan\n\n"
        "Tekst van een cel over cijfers die daaronder staan en verder gaan (2012)\n2012    2014\n14 %    12 %"
    )
    document = read_text(text)
    assert tables(document) == []
    assert [b.text for b in document.blocks if isinstance(b, Item)] == ["Een huis", "Een boom"]


def test_heads_of_a_table_that_cannot_be_read_are_told() -> None:
    """Its cells have several lines each, and nothing parts its rows (jaarverslag-2015 p4074)."""
    text = (
        "Streefdoel/indicator\nParticipatie wordt gestimuleerd.\n"
        "Nulsituatie                        Norm van 2015             Wat is in 2015 gerealiseerd\n"
        "In 2013 is een kaart met initiatieven opgesteld.   Participatie faciliteren     De kaart is bijgehouden."
    )
    assert [f.code for f in read_text(text).findings] == ["TABLE_LOST"]


def test_markdown_keeps_its_blanks() -> None:
    rows = "\n".join(f"| {' | '.join(row)} |" for row in ACTIVITIES[1:])
    document = read_text(f"Activiteiten\n\n| {' | '.join(ACTIVITIES[0])} |\n|:---|:---:|---:|\n{rows}\n\nTekst.")
    assert tables(document) == [ACTIVITIES]
    assert document.findings == ()


GOAL = [["Nulsituatie", "Norm van 2016", "Activiteiten"], ["2.332", "2.200", "We voeren uit."], ["", "", "We leren."]]


@pytest.mark.parametrize("form", [tabs, columns])
def test_labels_of_a_goal_above_its_columns_are_blocks(form) -> None:
    labels = "Minder geweld\nDoelstellingen/maatschappelijke effecten\nMinder geweld.\nStreefdoel/indicator\nHet daalt."
    document = read_text(f"12 Inwonersondersteuning\n\nDoelen\n\n{labels}\n{form(GOAL)}\n\nTot slot.")
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts[-6:] == [*labels.split("\n"), "Tot slot."]
    lines = [["2.332", "2.200", "We voeren uit.\nWe leren."]] if form is columns else GOAL[1:]
    assert tables(document) == [[GOAL[0], *lines]]


def test_an_explanation_between_the_rows_of_indicators_is_no_end_of_the_table() -> None:
    heads = ["Indicator", "Verleden", "Heden", "Toekomst"]
    rows = [heads, ["Opvang (aantal)", "2022", "2024", "2026"], ["", "500", "424", "400"]]
    said = "Aantal inwoners in de opvang, dat we de komende jaren laten dalen. Bron: GGD."
    text = f"Doel 1.2.3 Zorg\n\nIndicatoren\n\n{tabs(rows)}\n{said}\n{tabs(rows[1:])}\n{said}"
    assert tables(read_text(text)) == [[*rows, [said, "", "", ""], *rows[1:], [said, "", "", ""]]]


@pytest.mark.parametrize("named", [0, 1])
def test_groups_of_years_that_reach_over_their_columns(named: int) -> None:
    """Nothing was read, and nothing told so."""
    names = ["Indicator", ""] if named == 0 else ["", "Indicator"]
    lines = [
        f"{names[0]:<26}Realisatie       Streefwaarde",
        f"{names[1]:<26}2022     2024    2026     2027",
        "Meldingen (aantal)        2332     2492    2450     2400",
        "Beschermd wonen (aantal)  500      424     400      390",
    ]
    assert tables(read_text("\n".join(["Doel 1.2.3 Zorg\n\nIndicatoren\n", *lines, "\nTot slot."]))) == [
        [
            [names[0], "Realisatie", "", "Streefwaarde", ""], [names[1], "2022", "2024", "2026", "2027"],
            ["Meldingen (aantal)", "2332", "2492", "2450", "2400"],
            ["Beschermd wonen (aantal)", "500", "424", "400", "390"],
        ]
    ]  # fmt: skip
