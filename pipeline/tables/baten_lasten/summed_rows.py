"""Rows that a printed total sums, for tables with one row per goal, programme or taakveld."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ...model import Finding
from . import labels
from .amounts import RowValues, read_row, row_duplicate, row_unknown
from .printed import PrintedTable, Row

_PROGRAMME = re.compile(r"programma\s+", re.IGNORECASE)


class SummedRow(NamedTuple):
    """A row with amounts that stand in their columns. `label` is the printed one, with the name above its block where a
    total does not say of which programme it is; `group` is its balance group (Amount.group): `<block>/<row>` or
    `<block>/total`, `all/total` for a total of totals."""

    row: Row
    values: RowValues
    label: str
    group: str

    @property
    def is_total(self) -> bool:
        return self.group.endswith(("/total", "/partial"))


def summed_rows(
    table: PrintedTable, rows: Iterable[Row], findings: list[Finding], is_known: Callable[[str], bool] = bool
) -> Iterator[SummedRow]:
    """These rows of the table that print amounts. ROW_UNKNOWN for a row without a label or with one that is not known,
    and ROW_DUPLICATE for a label that came before, go to `findings`."""
    blocks = _Blocks()
    seen: dict[str, int] = {}
    for row in rows:
        values = read_row(table, row)
        label = blocks.label(row)
        if not values.numbers and not values.findings:
            blocks.pass_over(row)
        elif not is_known(label) and not blocks.is_total(row):
            findings.append(row_unknown(table, row))
        elif label in seen:
            findings.append(row_duplicate(table, row, seen[label]))
        else:
            seen[label] = row.no
            group = blocks.group(row, values)
            if not row.uncertain:
                findings += values.findings
                yield SummedRow(row, values, label, group)


class _Blocks:
    """Which rows a printed total sums: those since the last total; a total right behind a total sums the totals."""

    def __init__(self) -> None:
        self.block = 1
        self.rows = 0
        self.heading = ""
        self.blank = False  # a row of the block prints no amount
        self.whole = {"block": True, "all": True}

    def pass_over(self, row: Row) -> None:
        """The next row prints a label at most. It names the block that it opens (`01. Samen Leven`)."""
        self.blank |= bool(row.label) and not labels.is_total(row.label)
        if not self.rows:
            self.heading = row.label

    def label(self, row: Row) -> str:
        """The label of a row; a total that does not name its programme takes the name that stands above the block:
        `Totaal programma` below any, `Subtotaal` below `Programma 1`."""
        if self.heading and labels.is_programme_total(row.label):
            return f"{row.label.rstrip(': ')} {_PROGRAMME.sub('', self.heading)}"
        if labels.is_subtotal(row.label) and _PROGRAMME.match(self.heading):
            return f"Subtotaal {self.heading}"
        return row.label

    def is_total(self, row: Row) -> bool:
        """Whether a row is a total by its label, or because it repeats the name above its block."""
        return labels.is_total(row.label) or (self.rows > 0 and bool(row.label) and row.label == self.heading)

    def group(self, row: Row, values: RowValues) -> str:
        """The balance group of the next row. The total of a block with a row whose amounts have no place is in group
        `<block>/partial`: nothing is summed to it. Zeros below rows without amounts are the total of these."""
        if not self.is_total(row):
            self.rows += 1
            self.whole["block"] &= not row.uncertain
            return f"{self.block}/{row.no}"
        nil = self.blank and not any(values.numbers.values())
        if not self.rows and not nil:
            return "all/total" if self.whole["all"] else "all/partial"
        name = f"{self.block}/total" if self.whole["block"] else f"{self.block}/partial"
        self.whole = {"block": True, "all": self.whole["all"] and not row.uncertain}
        self.block, self.rows, self.heading, self.blank = self.block + 1, 0, "", False
        return name
