"""A claimed cell differs from the printed one in who took it, and in nothing else."""

from __future__ import annotations

from dataclasses import replace

from narrative_pages import grid, page

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
