"""Rows that a printed total sums, for tables with one row per goal, programme or taakveld."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model import Finding
from . import labels
from .amounts import RowValues, read_row, row_duplicate, row_unknown
from .printed import PrintedTable, Row


def summed_rows(
    table: PrintedTable, findings: list[Finding], is_known: Callable[[str], bool] = bool
) -> Iterator[tuple[Row, RowValues, str]]:
    """The rows with amounts that stand in their columns, their values and their balance group (Amount.group):
    `<block>/<row>` or `<block>/total`, `all/total` for a total of totals. ROW_UNKNOWN for a row without a label or with
    one that is not known, and ROW_DUPLICATE for a label that came before, go to `findings`."""
    blocks = _Blocks()
    seen: dict[str, int] = {}
    for row in table.rows:
        values = read_row(table, row)
        if not values.numbers and not values.findings:
            blocks.pass_over(row)
        elif not is_known(row.label):
            findings.append(row_unknown(table, row))
        elif row.label in seen:
            findings.append(row_duplicate(table, row, seen[row.label]))
        else:
            seen[row.label] = row.no
            group = blocks.group(row, values)
            if not row.uncertain:
                findings += values.findings
                yield row, values, group


class _Blocks:
    """Which rows a printed total sums: those since the last total; a total right behind a total sums the totals."""

    def __init__(self) -> None:
        self.block = 1
        self.rows = 0
        self.blank = False  # a row of the block prints no amount
        self.whole = {"block": True, "all": True}

    def pass_over(self, row: Row) -> None:
        """The next row prints a label at most."""
        self.blank |= bool(row.label) and not labels.is_total(row.label)

    def group(self, row: Row, values: RowValues) -> str:
        """The balance group of the next row. The total of a block with a row whose amounts have no place is in group
        `<block>/partial`: nothing is summed to it. Zeros below rows without amounts are the total of these."""
        if not labels.is_total(row.label):
            self.rows += 1
            self.whole["block"] &= not row.uncertain
            return f"{self.block}/{row.no}"
        nil = self.blank and not any(values.numbers.values())
        if not self.rows and not nil:
            return "all/total" if self.whole["all"] else "all/partial"
        name = f"{self.block}/total" if self.whole["block"] else f"{self.block}/partial"
        self.whole = {"block": True, "all": self.whole["all"] and not row.uncertain}
        self.block, self.rows, self.blank = self.block + 1, 0, False
        return name
