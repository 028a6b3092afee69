"""A claimed cell differs from the printed one in who took it, and in nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from narrative_pages import grid, page

from pipeline.model import Source
from pipeline.parse import parse
from pipeline.tables import table_cells


def test_only_the_claim_changes() -> None:
    shown = page(("other", None, [grid(("kop", "2024"), ("rij", "€ 6"), caption="titel", uncertain=(1,))]))
    printed = table_cells.read(shown)
    claimed = table_cells.read(shown, {(1, 2, 2): "indicators", (2, 1, 1): "reserves"})
    assert claimed.findings == printed.findings
    assert [*claimed.rows] == [
        replace(cell, claimed_by="indicators") if (cell.row_no, cell.column_no) == (2, 2) else cell
        for cell in printed.rows
    ]


def test_a_table_in_a_list_that_nobody_reads_is_told() -> None:
    body = "<table><tr><td>Buurt<td>Wie<tr><td>Een hal<td>Jan<tr><td>Een park<td>An</table>"
    for heading, told in (("Activiteiten", ["TABLE_OTHER"]), ("Beschrijving", [])):
        page = f"<html><body><h1>Doel 7.3.4 Gezondheid</h1><h2>{heading}</h2>{body}</body></html>".encode()
        path = "zwolle.begroting-2023.nl/p39911/doel-7-3-4-gezondheid.html"
        result = parse(Source(path, page, hashlib.sha256(page).hexdigest(), "html"))
        assert [finding.code for finding in result.findings if finding.severity == "warning"] == told
