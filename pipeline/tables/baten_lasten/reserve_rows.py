"""Movements of reserves among the rows of programmes (`Mutaties reserves programma 1`, or `Mutaties reserves` below
each programme): their lasten are additions to reserves, and a total may hold them or not (BBV article 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model import Page
from . import labels
from .amounts import RowValues, Scope
from .printed import PrintedTable, Row
from .row_scopes import names_level, row_scope
from .summed_rows import INNER, SummedRow

MOVEMENTS = "Mutaties reserves"
_SIDES = ("lasten", "baten")


def inner_reserves(table: PrintedTable, closing: Mapping[int, str]) -> dict[int, str]:
    """The label of each such row by its number, with the programme that it belongs to: the one it names, or the one
    right above it where every such row stands below one. A row that stands there alone is about all programmes."""
    if not table.components <= {"lasten", "baten", "saldo"}:
        return {}
    if headed := headed_reserves(table):
        return headed
    rows = [row for row in table.rows if row.prints]
    found: dict[int, str] = {}
    bare: list[tuple[Row, Row | None]] = []
    for above, row in zip((None, *rows), rows, strict=False):
        if row.no in closing or labels.is_total(row.label):
            continue
        if labels.reserve_movements_of(row.label):
            found[row.no] = row.label
        elif labels.is_reserve_movements(row.label):
            bare.append((row, above))
    if len(bare) == 1 and not found:
        found[bare[0][0].no] = bare[0][0].label
    elif all(above is not None and names_level(above.label) for _, above in bare):
        found |= {row.no: f"{row.label} {above.label}" for row, above in bare if above is not None}
    return found


def headed_reserves(table: PrintedTable) -> dict[int, str]:
    """The rows below `Toevoeging/onttrekking aan reserves:`, which names programmes once more, by their number with a
    label that says so."""
    found: dict[int, str] = {}
    below = False
    for row in table.rows:
        if not row.prints:
            below = labels.heads_reserves(row.label)
        elif below and (labels.is_about_all(row.label) or labels.closing_component(row.label)):
            below = False
        elif below:
            found[row.no] = f"{MOVEMENTS} {row.label}"
    return found


def inner_scope(page: Page, label: str, whole: Scope) -> Scope:
    """What such a row is about: the programme or goal it names, else `whole`."""
    named = row_scope(page, labels.reserve_movements_of(label) or label)
    beside = label.removeprefix(f"{MOVEMENTS} ")
    if named is None and beside != label and labels.is_beside_programmes(beside):
        return Scope("programme", None, beside)
    return named or (
        Scope("municipality", None, label) if whole.scope == "municipality" else whole._replace(title=label)
    )


def with_results(table: PrintedTable, found: Sequence[SummedRow]) -> list[SummedRow]:
    """The rows, a total as a result where it sums the programmes with the movements of their reserves and not without
    these."""
    rows: list[SummedRow] = []
    plain: list[RowValues] = []
    inner: list[RowValues] = []
    for each in found:
        if each.kind == INNER:
            inner.append(each.values)
        elif each.is_total and each.kind is None:
            if inner and sums(table, each.values, [*plain, *inner]) and not sums(table, each.values, plain):
                each = each._replace(kind="resultaat")
            plain, inner = [], []
        elif each.kind is None:
            plain.append(each.values)
        rows.append(each)
    return rows


def sums(table: PrintedTable, total: RowValues, parts: Sequence[RowValues]) -> bool:
    """Whether the lasten and baten of a total are the sums of those of `parts`, but for rounding."""
    return all(
        abs(total.numbers[column.no] - sum(part.numbers.get(column.no, 0) for part in parts)) <= (len(parts) + 1) // 2
        for column in table.columns
        if column.component in _SIDES and column.no in total.numbers
    )
