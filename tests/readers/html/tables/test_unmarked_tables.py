"""Tables of plain blocks are read as the flat text exports of the same tables."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Paragraph
from pipeline.readers.html import read_markup
from pipeline.readers.text import read_text

HEADS = ("Baten en lasten (bedragen x €1.000)", "Lasten", "Baten", "Toevoeging aan reserves",
         "Onttrekking aan reserves", "Saldo")  # fmt: skip
FINANCES = [
    HEADS,
    ("Vastgestelde begroting", "5.250", "125", "0", "0", ""),
    ("- Jaarrekening", "5.101", "140", "0", "0", ""),
    ("Saldo", "", "", "", "", "149"),
]
INDICATORS = [
    ("Indicator", "Verleden", "Heden", "Toekomst"),
    ("Roken (%)", "2022", "2024", "2026"),
    ("", "12", "11,5", "lager"),
    ("Percentage rokers. Bron: GGD.",),
]


def in_divs(rows: list[tuple[str, ...]], cell: str = "div") -> str:
    lines = ("".join(f"<{cell}>{text}</{cell}>" for text in row) for row in rows)
    return "".join(f"<div>{line}</div>" for line in lines)


def in_a_row(rows: list[tuple[str, ...]], cell: str = "div") -> str:
    return "".join(f"<{cell}>{text}</{cell}>" for row in rows for text in row)


@pytest.mark.parametrize("rows", [FINANCES, INDICATORS], ids=["finances", "indicators"])
@pytest.mark.parametrize("cell", ["div", "p"])
def test_a_table_of_plain_blocks(rows: list[tuple[str, ...]], cell: str) -> None:
    page = f"<h1>A</h1><p><b>Lead</b> text.</p>{in_a_row(rows, cell)}<h2>B</h2><p>t</p>"
    blocks = read_markup(page).blocks
    (expected,) = (b for b in read_text("\n\n".join(filter(None, sum(rows, ())))).blocks if isinstance(b, Grid))
    assert blocks == (Heading("A", 1), Paragraph("Lead text.", "Lead"), expected, Heading("B", 2), Paragraph("t"))


def test_a_copy_of_a_table_stays_as_it_is() -> None:
    table = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in FINANCES)
    blocks = read_markup(f"<h1>A</h1><table>{table}</table>{in_divs(FINANCES)}").blocks
    assert sum(isinstance(block, Grid) for block in blocks) == 1


def test_findings_count_the_tables_above() -> None:
    rows = [HEADS, ("Vastgestelde begroting", "5.250", "", "0", "0", ""), ("Saldo", "", "", "", "", "149")]
    document = read_markup(f"<h1>A</h1><table><tr><td>a<td>1<tr><td>b<td>2</table>{in_a_row(rows)}")
    assert [(found.code, found.location) for found in document.findings] == [("CELL_UNPLACED", "table 2 row 2")]


def test_a_list_of_rows() -> None:
    items = ["".join(f"<span>{text}</span>" for text in row) for row in FINANCES]
    (grid,) = read_markup(f"<ul><li>{'<li>'.join(items)}</ul>").blocks
    assert isinstance(grid, Grid)
    assert [tuple(cell.text for cell in row) for row in grid.rows] == FINANCES
    ragged = read_markup(f"<ul><li>{'<li>'.join([*items, '<span>Totaal</span><span>5</span>'])}</ul>").blocks
    assert not any(isinstance(block, Grid) for block in ragged)


RESERVES = [
    ("Nummer reserve", "Naam reserve", "2022 lasten", "2022 baten", "2023 lasten", "2023 baten"),
    ("D06", "Onderhoudsreserve wijkcentra", "126.000", "21.000", "127.000", "22.000"),
    ("D07", "Onderhoudsreserve sport", "171.000", "20.000", "172.000", "23.000"),
]


def test_a_table_of_plain_blocks_is_known_by_its_amounts() -> None:
    flat = "".join(f"<div>{text}</div>" for row in RESERVES for text in row)
    grids = [block for block in read_markup(f"<h1>Reserves</h1>{flat}").blocks if isinstance(block, Grid)]
    (expected,) = (b for b in read_text("\n\n".join(sum(RESERVES, ()))).blocks if isinstance(b, Grid))
    assert grids == [expected]


def test_amounts_on_tiles_are_no_table() -> None:
    tiles = "".join(f"<div>{n}26.000</div><div>inwoners</div>" for n in range(1, 6))
    assert all(isinstance(block, Paragraph) for block in read_markup(tiles).blocks)


def test_rows_of_blocks_keep_their_blank_cells() -> None:
    rows = [("Voorstel", "2024", "2025"), ("Sport", "", "5.000"), ("Zorg", "7.000", "")]
    (grid,) = read_markup(f"<div>{in_divs(rows)}</div>").blocks
    assert isinstance(grid, Grid)
    assert [tuple(cell.text for cell in row) for row in grid.rows] == rows
    assert grid.header_rows == 1


@pytest.mark.parametrize(
    "rows",
    [
        [("Inwoners", "126.000", "meer dan vorig jaar"), ("Banen", "98.000", "minder dan vorig jaar")],
        [("Wie", "Wat", "Waar"), ("Zwolle", "Sport", "Stad"), ("Zwolle", "Zorg", "Wijk")],
        [("Kop", "2024", "2025"), ("<a href=/p1>Sport</a>", "5", "6")],
        [("Kop", "2024", "2025"), ("Sport", "5")],
    ],
    ids=["tiles", "words", "links", "ragged"],
)
def test_other_rows_of_blocks_are_text(rows: list[tuple[str, ...]]) -> None:
    document = read_markup(f"<div>{in_divs(rows)}</div>")
    assert not any(isinstance(block, Grid) for block in document.blocks)


def in_list(*rows: str) -> str:
    return (
        "<ul>" + "".join(f"<li>{''.join(f'<span>{cell}</span>' for cell in row.split('|'))}" for row in rows) + "</ul>"
    )


def test_a_list_of_rows_of_values_is_a_table() -> None:
    (grid,) = read_markup(in_list("Reserve|2024|2025", "Groep A", "Wonen|5.250|0", "Zorg||125")).blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Reserve", "2024", "2025"], ["Groep A", "", ""], ["Wonen", "5.250", "0"], ["Zorg", "", "125"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        ["Wonen|5.250|0", "Zorg|125|3", "Jeugd|1|2"],  # tiles of key figures
        ["Wonen|is|goed", "Zorg|is|beter", "Jeugd|is|5"],
        ["Reserve|2024|2025", "Wonen|5.250", "Zorg|125|3"],
        ["We|leggen|een|fietspad|aan.", "We|planten|40|bomen|extra.", "We|bouwen|12|woningen|meer."],  # words apart
    ],
)
def test_other_lists_of_spans_are_items(rows: list[str]) -> None:
    assert not any(isinstance(block, Grid) for block in read_markup(in_list(*rows)).blocks)
