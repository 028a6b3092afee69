"""A claimed cell differs from the printed one in who took it, and in nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.tables.table_cells import CellRecord, claimed


def test_only_the_claim_changes() -> None:
    cell = CellRecord("p/t1/r2/c3", 1, 2, 3, 4, 5, True, "€ 6", Decimal(6), "nvt", "printed", "titel", None, "fout")
    assert claimed(cell, "indicators") == replace(cell, claimed_by="indicators")
