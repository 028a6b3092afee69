"""Tables of blocks or spans that their printed heads tell: the same grid as from a table element."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Paragraph
from pipeline.readers.html import read_markup

HEADS = ["Nulsituatie", "Norm van 2016", "Activiteiten"]
ROWS = [HEADS, ["12 % in 2005", "15 %", "• een\n• twee"], ["", "20 %", "drie"]]
RESULT = [["", "Lasten", "Baten"], ["Vastgestelde begroting", "", "6"], ["Rekening", "5", ""]]


def cell(text: str) -> str:
    lines = text.split("\n")
    return f"<ul>{''.join(f'<li>{line[2:]}' for line in lines)}</ul>" if text.startswith("•") else text


def blocks(rows: list[list[str]], row: str = "<div>{}</div>", inner: str = "<div>{}</div>") -> str:
    return "".join(row.format("".join(inner.format(cell(text)) for text in line)) for line in rows)


def grids(markup: str) -> list[list[list[str]]]:
    read = read_markup(f"<h1>A</h1>{markup}<p>b</p>").blocks
    return [[[c.text for c in row] for row in block.rows] for block in read if isinstance(block, Grid)]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{blocks(ROWS)}</div>",
        f"<div>{blocks(ROWS, inner='<div><p>{}</p></div>')}</div>",
        f"<section>{blocks(ROWS, '<p>{}</p>', '<span>{}</span>')}</section>".replace("<ul>", "").replace("</ul>", ""),
        f"<div><div>{blocks(ROWS[:1])}</div><div>{blocks(ROWS[1:])}</div></div>",
        f"<div style='display:grid; grid-template-columns: 2fr repeat(2, 1fr)'>{blocks(ROWS, '{}')}</div>",
        f"<div>{blocks(ROWS, '{}')}</div>",
    ],
)
def test_streefdoel(markup: str) -> None:
    (grid,) = grids(markup)
    assert [[text.replace("\n", " ").replace("• ", "") for text in row] for row in grid] == [
        [text.replace("\n", " ").replace("• ", "") for text in row] for row in ROWS
    ]


def test_text_over_all_columns() -> None:
    above = "<div>Streefdoel/indicator</div><div>Parken trekken bezoek.</div>"
    (grid,) = grids(f"<div>{above}{blocks(ROWS)}<div>Bron: buurtmonitor</div></div>")
    assert grid[:2] == [["Streefdoel/indicator"] * 3, ["Parken trekken bezoek."] * 3]
    assert (grid[2], grid[-1]) == (HEADS, ["Bron: buurtmonitor"] * 3)


def test_rows_among_the_text_of_a_page() -> None:
    (grid,) = grids(f"<div><h2>B</h2><p>tekst</p>{blocks(RESULT)}<h2>C</h2><p>tekst</p></div>")
    assert grid == RESULT


@pytest.mark.parametrize("rows", [RESULT, [["Nr", "Naam", "Stand 1 januari"], ["C01", "A", "5"], ["C02", "", "6"]]])
def test_head_and_body_in_blocks_of_their_own(rows: list[list[str]]) -> None:
    assert grids(f"<div><div>{blocks(rows[:1])}</div><div>{blocks(rows[1:])}</div></div>") == [rows]


def test_cells_that_span_the_columns_of_a_grid() -> None:
    style = "grid-template-columns:1fr 1fr 1fr"
    cells = (
        f"{blocks(ROWS[:2], '{}')}<div style='grid-column: 1 / -1'>Toelichting bij alles</div>{blocks(ROWS[2:], '{}')}"
    )
    (grid,) = grids(f"<div style='{style}'>{cells}</div>")
    assert grid[2] == ["Toelichting bij alles"] * 3


@pytest.mark.parametrize(
    "markup",
    [
        "<div><div><div>Lasten</div><div>Huisvesting</div></div><div><div>a</div><div>b</div></div></div>",
        "<p>Lasten en baten</p><p>tekst</p>",
        "<div><p>Indicatoren</p><div><span>a</span> <span>b</span></div></div>",
    ],
)
def test_a_head_alone_is_text(markup: str) -> None:
    assert grids(markup) == []
    assert any(isinstance(block, Paragraph) for block in read_markup(markup).blocks)


@pytest.mark.parametrize("text", ["los", ""])
def test_no_text_between_rows_is_lost(text: str) -> None:
    rows = [f"<div>{''.join(f'<div>{cell}</div>' for cell in row)}</div>" for row in RESULT]
    document = read_markup(f"<h1>A</h1><div>{text}{rows[0]}{rows[1]}{text}{rows[2]}{text}</div>")
    printed = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert printed.count("los") == (3 if text else 0)
