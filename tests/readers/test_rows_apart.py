"""Rows that a page sets as tables of their own, and rows that it sets as the lines of one cell for each column."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from pipeline import readers
from pipeline.model import Grid, Source
from pipeline.parse import parse

HEADS = ["", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo"]
ROWS = [
    ["Vastgestelde begroting", "81.964", "1.204", "0", "0", ""],
    ["+ mutaties kredieten", "0", "0", "0", "0", ""],
    ["+ begrotingswijzigingen", "-297", "0", "0", "1.678", ""],
    ["Begroting t/m december", "81.667", "1.204", "0", "1.678", ""],
    ["- Jaarrekening", "77.780", "1.489", "104", "978", ""],
    ["Resultaat doel Zorg", "3.887", "285", "-104", "-700", ""],
    ["Saldo", "", "", "", "", "3.368"],
]
COLUMNS = list(zip(*ROWS, strict=True))


def row(cells: Any, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def source(body: str) -> Source:
    content = (
        "<html><body><h1>Doel 1.2.3 Zorg</h1><h2>Financieel overzicht doel</h2>"
        f"<p>Baten en lasten (bedragen x €1.000)</p>{body}</body></html>"
    ).encode()
    path = "zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-zorg.html"
    return Source(path, content, hashlib.sha256(content).hexdigest(), "html")


def grids(body: str) -> list[Grid]:
    return [block for block in readers.read(source(body)).blocks if isinstance(block, Grid)]


BODIES = {
    "whole": f"<table>{row(HEADS, 'th')}{''.join(map(row, ROWS))}</table>",
    "a table a row": "".join(f"<table>{one}</table>" for one in (row(HEADS, "th"), *map(row, ROWS))),
    "in blocks": "".join(f"<div><table>{one}</table></div>" for one in (row(HEADS, "th"), *map(row, ROWS))),
    "the last row apart": f"<table>{row(HEADS, 'th')}{''.join(map(row, ROWS[:-1]))}</table>"
    f"<table>{row(ROWS[-1])}</table>",
    "line breaks, heads too": f"<table>{row('<br>'.join(column) for column in zip(HEADS, *ROWS, strict=True))}</table>",
    "line breaks": f"<table>{row(HEADS, 'th')}{row('<br>'.join(column) for column in COLUMNS)}</table>",
    "paragraphs": "<table>" + row(HEADS, "th")
    + row("".join(f"<p>{text or '&nbsp;'}</p>" for text in column) for column in COLUMNS) + "</table>",
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_the_rows_are_those_of_one_table(name: str) -> None:
    result = parse(source(BODIES[name]))
    assert not [finding for finding in result.findings if finding.severity != "info"]
    found = {(a.stage, a.component): a.amount_eur for a in result.tables["baten_lasten"]}
    assert len(result.tables["baten_lasten"]) == 25
    assert found["begrotingswijzigingen", "onttrekking_reserves"] == 1_678_000
    assert found["verschil", "resultaat"] == 3_368_000
    assert len(grids(BODIES[name])) == 1


def test_lines_that_do_not_match_are_not_shared_out() -> None:
    columns = ["<br>".join(filter(None, column)) for column in COLUMNS]
    assert len(grids(f"<table>{row(HEADS, 'th')}{row(columns)}</table>")[0].rows) == 2


@pytest.mark.parametrize(
    "columns",
    [
        [("", "A"), ("Lasten", "1"), ("Baten", "2"), ("Saldo",)],  # a line short
        [("", "A"), ("Lasten", "1"), ("Baten", "2"), ("Jeugd", "1")],  # no head
        [("", "A"), ("Lasten", "1"), ("Baten", "2"), ("Saldo", "zie p. 3")],  # no value
    ],
)
def test_one_row_of_other_lines_stays_one(columns: list[tuple[str, ...]]) -> None:
    assert not [grid for grid in grids(f"<table>{row(map('<br>'.join, columns))}</table>") if len(grid.rows) > 1]


def test_lines_of_another_table_stay_in_their_cell() -> None:
    body = (
        f"<table>{row(['Voorstel', '2022', '2023'], 'th')}{row(['A<br>B<br>C', '1<br>2<br>3', '4<br>5<br>6'])}</table>"
    )
    assert len(grids(body)[0].rows) == 2


def test_a_table_of_another_width_or_with_heads_is_one_of_its_own() -> None:
    other = row(["Onttrekking", "1", "2"])
    assert len(grids(BODIES["whole"] + f"<table>{other}</table>")) == 2
    assert len(grids(BODIES["whole"] + f"<table>{row(HEADS, 'th')}{row(ROWS[0])}</table>")) == 2
    titled = f"<table><caption>Kredieten</caption>{row(ROWS[0])}</table>"
    assert len(grids(BODIES["whole"] + titled)) == 2
