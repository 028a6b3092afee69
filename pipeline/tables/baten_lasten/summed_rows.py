"""Rows that a printed total sums, for tables with one row per goal, programme or taakveld."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ...model import Finding
from . import labels
from .amounts import RowValues, read_row, row_duplicate, row_unknown
from .nested_rows import nested_groups
from .printed import PrintedTable, Row
from .row_scopes import names_level

INNER = "inner_reserves"
"""The kind of a row of movements of reserves among the rows of programmes."""
_PROGRAMME = re.compile(r"programma\s+", re.IGNORECASE)


class SummedRow(NamedTuple):
    """A row with amounts that stand in their columns. `label` is the printed one, with the name above its block where a
    total does not say of which programme it is; `group` is its balance group (Amount.group): `<block>/<row>` or
    `<block>/total`, `all/total` for a total of totals, `<block>/closing` for what stands below one. `kind` is that of a
    closing row; `is_part` says that a later total is the one about all rows (`Subtotaal` above `Totaal`)."""

    row: Row
    values: RowValues
    label: str
    group: str
    kind: str | None = None
    is_part: bool = False

    @property
    def is_total(self) -> bool:
        return self.group.endswith(("/total", "/partial"))


def summed_rows(
    table: PrintedTable,
    rows: Iterable[Row],
    findings: list[Finding],
    is_known: Callable[[str], bool] = bool,
    closing: Mapping[int, str] = MappingProxyType({}),
    inner: Mapping[int, str] = MappingProxyType({}),
) -> list[SummedRow]:
    """These rows of the table that print amounts; `closing` are the kinds of those that close it, by row number,
    `inner` the labels of movements of reserves among them.
    ROW_UNKNOWN for a row without a label or with one that is not known, and ROW_DUPLICATE for a label that came before,
    go to `findings`."""
    blocks = _Blocks("saldo" in closing.values())
    seen: dict[str, int] = {}
    found: list[SummedRow] = []
    sums_reserves = bool(closing) and "reserves" not in closing.values()  # the result, below those of each programme
    for row in rows:
        values = read_row(table, row)
        label, kind = inner.get(row.no) or blocks.label(row), INNER if row.no in inner else closing.get(row.no)
        if not values.numbers and not values.findings:
            blocks.pass_over(row)
        elif kind is None and labels.is_of_which(label):
            continue
        elif kind is None and not is_known(label) and not blocks.is_total(row):
            findings.append(row_unknown(table, row))
            blocks.leave_out()
        elif label in seen:
            findings.append(row_duplicate(table, row, seen[label]))
        else:
            seen[label] = row.no
            closes = kind not in (None, INNER) or (sums_reserves and kind == INNER and row.no > min(closing))
            group = blocks.closing_group(row, str(kind), values) if closes else blocks.group(row, values)
            if not row.uncertain:
                findings += values.findings
                found.append(SummedRow(row, values, label, group, kind))
    totals = [each for each in found if each.is_total]
    found = _regrouped(found, totals, blocks) if blocks.opened or not inner else found
    wholes = [each.row.no for each in totals if not _names_part(each.label)]
    of_all = [each for each in totals if _names_part(each.label)]  # `Totaal programma` below subtotals of ambitions
    parts = wholes if len(of_all) == 1 and of_all == totals[-1:] else wholes[:-1]
    parts += [each.row.no for each in found if not each.is_total and labels.is_of_programmes(each.label)]
    return [each._replace(is_part=each.row.no in parts) for each in found]


def _regrouped(found: list[SummedRow], totals: Sequence[SummedRow], blocks: _Blocks) -> list[SummedRow]:
    """The rows in groups that only the whole table tells: those of a total above them, and programmes above goals."""
    plain = [each for each in found if not each.kind and not each.is_total]
    if blocks.opened:
        # one above all sums all; of more, each above its own rows or one above the others, nothing says what they sum
        known = len(totals) == 1 and plain and blocks.whole["block"]
        return found if known else [_partial(each) if each.is_total else each for each in found]
    if len(totals) != 1 or found.index(totals[0]) < len(plain) or not blocks.whole["all"]:
        return found
    groups = nested_groups([(each.row.no, each.label) for each in plain])
    rest = {"total": "all/total", "closing": "all/closing"}
    return (
        [
            each._replace(group=groups.get(each.row.no) or rest.get(each.group.partition("/")[2], each.group))
            for each in found
        ]
        if groups
        else found
    )


def _partial(total: SummedRow) -> SummedRow:
    return total._replace(group=f"{total.row.no}/partial")


def _names_part(label: str) -> bool:
    return names_level(label) or labels.is_programme_total(label)


class _Blocks:
    """Which rows a printed total sums: those since the last total; a total right behind a total sums the totals, and
    the only total of a table, above all other rows, sums those."""

    def __init__(self, closes: bool) -> None:
        self.closes = closes  # with a saldo of all
        self.opened = False  # by a total
        self.block = 1
        self.rows = 0
        self.heading = ""
        self.blank = False  # a row of the block prints no amount
        self.totals = 0
        self.last = ""  # the group of the last total
        self.sums: dict[int, int] = {}  # its amounts
        self.whole = {"block": True, "all": True}

    def pass_over(self, row: Row) -> None:
        """The next row prints a label at most. It names the block that it opens (`01. Samen Leven`)."""
        self.blank |= bool(row.label) and not labels.is_total(row.label)
        if not self.rows:
            self.heading = row.label

    def leave_out(self) -> None:
        """The next row prints amounts that are not read: nothing is summed to the total of its block."""
        self.rows += 1
        self.whole = {"block": False, "all": False}

    def label(self, row: Row) -> str:
        """The label of a row; a total that does not name its programme takes the name that stands above the block:
        `Totaal programma` below any, `Subtotaal` below `Programma 1`."""
        if self.heading and labels.is_programme_total(row.label):
            return f"{row.label.rstrip(': ')} {_PROGRAMME.sub('', self.heading)}"
        if labels.is_subtotal(row.label) and _PROGRAMME.match(self.heading):
            return f"Subtotaal {self.heading}"
        return row.label

    def is_total(self, row: Row) -> bool:
        """Whether a row is a total by its label, or because it repeats the name above its block. `Totaal programma's`
        that sums no row above it is one of those that the saldo below sums."""
        if self.closes and not self.rows and not self.totals and labels.is_of_programmes(row.label):
            return False
        return labels.is_total(row.label) or (self.rows > 0 and bool(row.label) and row.label == self.heading)

    def closing_group(self, row: Row, kind: str, values: RowValues) -> str:
        """The balance group of a closing row: a saldo of lasten and baten is a total, but where it is that of the total
        right above it; what stands below a total is of its balance."""
        again = self.totals == 1 or len(values.numbers) == 1 or values.numbers.items() <= self.sums.items()
        if kind == "saldo" and not (self.last and not self.rows and again):
            return self._total(row, values)
        return f"{self.last.partition('/')[0] or self.block}/closing"

    def group(self, row: Row, values: RowValues) -> str:
        """The balance group of the next row. The total of a block with a row whose amounts have no place is in group
        `<block>/partial`: nothing is summed to it. Zeros below rows without amounts are the total of these."""
        if self.is_total(row):
            return self._total(row, values)
        self.rows += 1
        self.whole["block"] &= not row.uncertain
        return f"{self.block}/{row.no}"

    def _total(self, row: Row, values: RowValues) -> str:
        self.sums, self.totals = values.numbers, self.totals + 1
        if self.totals == 1 and not self.rows and not self.blank:
            self.opened, self.last = True, f"{self.block}/total"
            return self.last
        nil = self.blank and not any(values.numbers.values())
        if not self.rows and not nil:
            self.last = "all/total" if self.whole["all"] else "all/partial"
            return self.last
        self.last = f"{self.block}/total" if self.whole["block"] else f"{self.block}/partial"
        self.whole = {"block": True, "all": self.whole["all"] and not row.uncertain}
        self.block, self.rows, self.heading, self.blank = self.block + 1, 0, "", False
        return self.last
