"""Units that stand in the heads of columns, in a row below them, or in what a grid of roles prints as its title."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

PATH = "zwolle.begroting-2022.nl/p33800/programma-7-vitale-wijken.html"


def read(table: str) -> PageResult:
    content = f"<html><body><h1>Programma 7. Vitale wijken</h1>{table}</body></html>".encode()
    return parse(Source(PATH, content, hashlib.sha256(content).hexdigest(), "html"))


def written(*rows: str) -> str:
    cells = ("".join(f"<td>{cell.strip()}" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}" for row in cells) + "</table>"


def amounts(result: PageResult) -> dict[tuple[int, str], int]:
    rows: Any = result.tables["baten_lasten"]
    assert {row.unit_evidence for row in rows} == {"caption"}
    assert {(row.scope, row.scope_code) for row in rows} == {("programme", "7")}
    return {(row.fiscal_year, row.component): row.amount_eur for row in rows}


@pytest.mark.parametrize("unit", ["x € 1.000", "x €1000", "× 1.000", "(x € 1.000)", "in k€", "in duizenden euro's"])
def test_a_unit_behind_every_head(unit: str) -> None:
    heads = f"|Rekening 2020 {unit}|Begroting 2022 {unit}|Raming 2023 {unit}"
    result = read(written(heads, "Lasten|12.000|13.000|13.100", "Baten|2.000|2.200|2.200"))
    assert not result.findings or {f.severity for f in result.findings} == {"info"}
    assert amounts(result)[2020, "lasten"] == 12_000_000
    assert amounts(result)[2023, "baten"] == 2_200_000


@pytest.mark.parametrize("unit", ["x € 1.000", "in € 1.000", "(k€)"])
def test_a_unit_in_a_row_below_the_heads(unit: str) -> None:
    rows = ("|Rekening 2020|Begroting 2022", f"|{unit}|{unit}", "Lasten|12.000|13.000", "Baten|2.000|2.200")
    result = read(written(*rows))
    assert not [f for f in result.findings if f.severity != "info"]
    assert amounts(result) == {
        (2020, "lasten"): 12_000_000, (2022, "lasten"): 13_000_000,
        (2020, "baten"): 2_000_000, (2022, "baten"): 2_200_000,
    }  # fmt: skip


def test_euros_behind_every_head() -> None:
    heads = "|Begroting 2022 (in €)|Raming 2023 (in €)"
    result = read(written(heads, "Lasten|1.204.500|1.100.000", "Baten|96.000|96.000", "Saldo|-1.108.500|-1.004.000"))
    assert amounts(result)[2022, "lasten"] == 1_204_500


def test_stages_below_the_components() -> None:
    heads = ["x € 1.000|Lasten|Lasten|Baten|Baten", "|Voor wijziging|Na wijziging|Voor wijziging|Na wijziging"]
    found = read(written(*heads, "Doel 7.1.1 Wijken|12|13|2|3")).tables["baten_lasten"]
    stages = ["begroting_primitief", "begroting_na_wijziging"] * 2
    assert [(a.component, a.stage) for a in found] == list(
        zip(["lasten", "lasten", "baten", "baten"], stages, strict=True)
    )


def test_a_row_of_euro_signs_says_nothing_of_the_unit() -> None:
    rows = ("|Rekening 2020|Begroting 2022", "|€|€", "Lasten|12.000|13.000", "Baten|2.000|2.200")
    result = read("<p>Bedragen x € 1.000</p>" + written(*rows))
    assert not [f for f in result.findings if f.severity != "info"]
    assert amounts(result)[2022, "baten"] == 2_200_000


def test_heads_that_name_two_units_are_refused() -> None:
    rows = ("|Rekening 2020 x € 1.000|Begroting 2022 x € 1 mln", "Lasten|12.000|13", "Baten|2.000|2")
    assert "UNIT_UNKNOWN" in {f.code for f in read(written(*rows)).findings}


def test_the_title_of_a_grid_of_roles_names_the_unit() -> None:
    heads = "".join(f"<div role=columnheader>{text}</div>" for text in ("", "Rekening 2020", "Begroting 2022"))
    rows = "".join(
        f"<div role=row><div role=rowheader>{label}</div><div role=cell>{a}</div><div role=cell>{b}</div></div>"
        for label, a, b in (("Lasten", "12.000", "13.000"), ("Baten", "2.000", "2.200"))
    )
    title = "<div role=caption>Baten en lasten (bedragen x € 1.000)</div>"
    result = read(f"<div role=table>{title}<div role=row>{heads}</div>{rows}</div>")
    assert not [f for f in result.findings if f.severity != "info"]
    assert amounts(result)[2022, "lasten"] == 13_000_000


def test_a_minus_that_is_spoken_and_printed_is_one() -> None:
    spoken = '<span class="sr-only">min </span>-10.000'
    rows = ("|Rekening 2020|Begroting 2022", "Lasten|12.000|13.000", "Baten|2.000|2.200", f"Saldo|{spoken}|-10.800")
    result = read("<p>Bedragen x € 1.000</p>" + written(*rows))
    assert amounts(result)[2020, "saldo"] == -10_000_000


DECIMALS = (
    "|Rekening 2020|Begroting 2022|Raming 2023",
    "Lasten|41,5|42|1.043,25",
    "Baten|2,5|-|0",
    "Saldo|-39|n.v.t.|-1.043,25",
)


@pytest.mark.parametrize(
    ("unit", "euros"), [("x € 1 mln", 1_000_000), ("in miljoenen euro", 1_000_000), ("x € 1.000", 1_000)]
)
def test_decimals_of_millions_and_thousands(unit: str, euros: int) -> None:
    result = read(f"<p>(bedragen {unit})</p>{written(*DECIMALS)}")
    assert not [f for f in result.findings if f.severity == "error"]
    found = amounts(result)
    assert found[2020, "lasten"] == 415 * euros // 10
    assert found[2022, "lasten"] == 42 * euros
    assert found[2023, "saldo"] == -104_325 * euros // 100
    assert {row.unit for row in result.tables["baten_lasten"]} == {euros}
    assert {check.status for check in result.tables["checks"]} == {"exact"}


@pytest.mark.parametrize("unit", ["in euro's", ""])
def test_decimals_of_euros_are_no_amounts(unit: str) -> None:
    result = read(f"<p>(bedragen {unit})</p>{written(*DECIMALS)}")
    assert "AMOUNT_UNPARSED" in {f.code for f in result.findings}


def test_three_decimals_may_be_thousands() -> None:
    rows = [row.replace(",5", ",512").replace(",25", ",251") for row in DECIMALS]
    assert "AMOUNT_UNPARSED" in {f.code for f in read(f"<p>(x € 1 mln)</p>{written(*rows)}").findings}
