"""One table in the forms that mails, small screens and scripts give it: the same rows."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Paragraph
from pipeline.readers.html import read_markup

ROWS = [["", "Lasten", "2025"], ["Begroting", "5", "-1"], ["Rekening", "7", ""]]


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def cells(texts: list[str], tag: str = "td") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def rows_of(page: str) -> list[list[str]]:
    (grid,) = (block for block in read_markup(page).blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows]


def test_labels_in_a_table_of_their_own_beside_the_values() -> None:
    first = table(*(cells(row[:1], "th" if n == 0 else "td") for n, row in enumerate(ROWS)))
    rest = table(*(cells(row[1:], "th" if n == 0 else "td") for n, row in enumerate(ROWS)))
    assert rows_of(f"<div><div>{first}</div><div>{rest}</div></div>") == ROWS


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>a<tr><td>b<tr><td>c</table><table><tr><th>A<th>B<tr><td>r<td>1<tr><td>s<td>2</table>",
        "<table><tr><td>a<tr><td>b</table><p>t</p><table><tr><th>A<th>B<tr><td>1<td>2</table>",
        "<table><tr><td>a</table><table><tr><th>A<th>B<tr><td>1<td>2</table>",
    ],
    ids=["labels of its own", "text between", "other rows"],
)
def test_a_table_of_one_column_above_another(page: str) -> None:
    assert len([block for block in read_markup(page).blocks if isinstance(block, Grid)]) == 2


def test_cells_that_are_tables_of_one_cell() -> None:
    def wrapped(row: list[str]) -> list[str]:
        return [f"<table><tr><td>{text}</td></tr></table>" for text in row]

    rows = [*ROWS, ["Saldo", "2", "3"]]
    assert rows_of(table(*(cells(wrapped(row)) for row in rows))) == rows
    goal = [["Doelstellingen/maatschappelijke effecten"] * 2, ["Streefdoel/indicator"] * 2]  # of 2016: no values in it
    assert rows_of(table(*(cells(wrapped(row)) for row in goal))) == goal


def test_a_frame_of_tables_of_one_cell_stays_a_frame() -> None:
    page = table(cells(["<table><tr><td><h2>A</h2><p>t</p></table>", "<table><tr><td><p>u</p></table>"]))
    assert [block for block in read_markup(page).blocks if not isinstance(block, Grid)] == [
        Heading("A", 2), Paragraph("t"), Paragraph("u"),
    ]  # fmt: skip


def card(row: list[str], places: range = range(3)) -> str:
    heads = [f"<span>{head}</span>" if n in places else "" for n, head in enumerate(ROWS[0])]
    return cells([f"{head}<span>{text}</span>" for head, text in zip(heads, row, strict=True)])


def test_heads_of_columns_in_elements_of_the_cells() -> None:
    assert rows_of(table(cells(ROWS[0], "th"), *map(card, ROWS[1:]))) == ROWS


def test_one_run_in_label_is_no_head_of_its_column() -> None:
    page = table("<th>Programma<th>Lasten", "<td><b>Programma</b> 1<td>5", "<td>Sport<td>6")
    assert rows_of(page)[1:] == [["Programma 1", "5"], ["Sport", "6"]]


def test_a_currency_sign_in_a_column_of_its_own() -> None:
    page = table("<th><th colspan=2>Lasten<th colspan=2>2025", "<td>Begroting<td>€<td>5<td>€<td>-1",
                 "<td>Rekening<td>€<td>7<td><td>")  # fmt: skip
    assert rows_of(page) == [ROWS[0], ["Begroting", "€ 5", "€ -1"], ["Rekening", "€ 7", ""]]


def test_a_minus_in_a_column_of_its_own() -> None:
    page = table("<th><th>Lasten<th colspan=2>2025", "<td>Begroting<td>5<td>-<td>1", "<td>Rekening<td>7<td><td>")
    assert rows_of(page) == [ROWS[0], ["Begroting", "5", "- 1"], ["Rekening", "7", ""]]
    nil = table("<th><th colspan=2>2025", "<td>Begroting<td>-<td>-", "<td>Rekening<td>-<td>7")
    assert rows_of(nil)[1:] == [["Begroting", "-", "-"], ["Rekening", "-", "7"]]
    apart = table("<th><th><th>2025", "<td>Begroting<td>-<td>1", "<td>Rekening<td>-<td>7")
    assert rows_of(apart)[1:] == [["Begroting", "-", "1"], ["Rekening", "-", "7"]]


def test_a_blank_column_between_others_below_a_head_over_both() -> None:
    """Two heads `Meerjarenraming` over nothing were taken for the same column, and the page was refused."""
    body = ("<td>Lasten<td><td>5<td><td>7", "<td>Baten<td><td>1<td><td>2")
    assert rows_of(table("<td>Budget<td><td colspan=3>Raming", "<td><td><td>2026<td><td>2027", *body)) == [
        ["Budget", "", "Raming", "Raming"], ["", "", "2026", "2027"],
        ["Lasten", "", "5", "7"], ["Baten", "", "1", "2"],
    ]  # fmt: skip
    assert len(rows_of(table("<td>Budget<td><td>Raming<td>Saldo<td>2027", *body))[0]) == 5


def test_a_column_of_units_with_a_head_of_its_own_stays() -> None:
    page = table("<th>Indicator<th>Eenheid<th>2025", "<td>Huur<td>€<td>633", "<td>Koop<td>€<td>900")
    assert rows_of(page)[1] == ["Huur", "€", "633"]


def test_words_for_screen_readers_beside_a_value_that_is_hidden_from_these() -> None:
    value = "<span aria-hidden=true>{0}</span><span class=sr-only>{0} duizend euro</span>"
    page = table(cells(ROWS[0], "th"), cells(["Begroting", *map(value.format, ("5", "-1"))]))
    assert rows_of(page) == ROWS[:2]


@pytest.mark.parametrize("second", ["<td colspan=2>Rekening", "<td>&nbsp;<td>Rekening"], ids=["spans", "indented"])
def test_labels_over_a_narrow_column(second: str) -> None:
    page = table("<th colspan=2><th>Lasten<th>2025", "<td colspan=2>Begroting<td>5<td>-1", f"{second}<td>7<td>")
    assert rows_of(page) == ROWS


def test_two_columns_of_values_below_one_head_stay() -> None:
    page = table("<th colspan=2>Lasten<th>2025", "<td colspan=2>x<td>1", "<td><td>5<td>1")
    assert rows_of(page) == [["Lasten", "Lasten", "2025"], ["x", "x", "1"], ["", "5", "1"]]


def cards(*rows: list[str]) -> str:
    pairs = ["".join(f"<dt>{h}</dt><dd>{v}</dd>" for h, v in zip(ROWS[0][1:], row[1:], strict=True)) for row in rows]
    return "".join(f"<div><h5>{row[0]}</h5><dl>{dl}</dl></div>" for row, dl in zip(rows, pairs, strict=True))


def test_cards_of_the_same_terms_are_rows() -> None:
    assert rows_of(f"<h2>Lasten</h2><section>{cards(*ROWS[1:])}</section>") == ROWS
    aim = [ROWS[1][0], *ROWS[1][1:-1], "lager"]
    assert rows_of(f"<h2>Lasten</h2><section>{cards(aim, ROWS[2])}</section>")[1:] == [aim, ROWS[2]]


@pytest.mark.parametrize(
    "page",
    [
        cards(ROWS[1]),
        cards(ROWS[1]) + cards(ROWS[2]).replace("Lasten", "Baten"),
        cards(["Jan", "wethouder", "2022"], ["An", "burgemeester", "2023"]),
    ],
    ids=["one", "other terms", "words"],
)
def test_other_cards_are_text(page: str) -> None:
    assert not any(isinstance(block, Grid) for block in read_markup(page).blocks)


def test_a_table_by_role_of_one_column_is_text_too() -> None:
    rows = "".join(f"<div role=row><div role=cell>{text}</div></div>" for text in ("Streefdoel/indicator", "een"))
    grid, *text = read_markup(f"<div role=table>{rows}</div>").blocks
    assert isinstance(grid, Grid)
    assert grid.layout
    assert text == [Paragraph("Streefdoel/indicator"), Paragraph("een")]


def test_a_card_without_a_title_goes_on_with_the_one_before_it() -> None:
    more = ["", "9", "8"]
    assert rows_of(f"<h2>Lasten</h2><section>{cards(*ROWS[1:], more)}</section>") == [*ROWS, more]
    assert not any(isinstance(block, Grid) for block in read_markup(f"<h2>a</h2>{cards(more, ROWS[1])}").blocks)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<span>2022</span><span>2332</span>", "2022\n2332"),
        ("<span>2022</span><b>lager</b>", "2022\nlager"),
        ("<b>2022</b><span>.500</span>", "2022.500"),
        ("<span>20</span><span>22</span>", "2022"),
        ("2022<span>1</span><i>2</i>", "202212"),
    ],
)
def test_a_year_in_an_element_of_its_own_stands_above_its_value(cell: str, text: str) -> None:
    assert rows_of(table(f"<td>a<td>{cell}", "<td>b<td>5"))[0] == ["a", text]


def test_a_frame_of_labels_beside_the_parts_of_a_page_that_hold_tables() -> None:
    """A label in the first column, its part in the second: one holds the table of the page."""
    data = "<table><tr><th><th>Lasten<tr><td>Zorg<td>5</table>"
    rows = f"<tr><td><b>Criteria</b><td><ul><li>een</ul><tr><td><b>Financieel overzicht</b><td><p>a</p>{data}"
    blocks = read_markup(f"<h1>Doel 1.2.3 Sport</h1><table>{rows}</table>").blocks
    assert [block.text for block in blocks if not isinstance(block, Grid)][1:] == [
        "Criteria",
        "een",
        "Financieel overzicht",
        "a",
    ]
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows] == [["", "Lasten"], ["Zorg", "5"]]
    alone = read_markup("<h1>Doel 1.2.3 Sport</h1><table><tr><td>Criteria<td><p>Zo:</p><ul><li>een</ul></table>").blocks
    assert [block.text for block in alone if not isinstance(block, Grid)][1:] == ["Criteria", "Zo:", "een"]
