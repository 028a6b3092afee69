"""What the rows of an overview mean beside its programmes: subtotals, and the rows that close it: the saldo, the
movements of the reserves, the result (BBV article 8). Lasten and baten mean something else in each of these."""

from __future__ import annotations

from itertools import takewhile

from ...model import Page
from . import labels
from .amounts import Scope
from .columns import Column
from .printed import PrintedTable, Row
from .reserve_rows import headed_reserves, inner_scope
from .row_scopes import policy_field, programme_total, row_scope
from .summed_rows import INNER, SummedRow

MEANING = {
    "saldo": {"lasten": "lasten", "baten": "baten", "saldo": "saldo"},
    "reserves": {"lasten": "toevoeging_reserves", "baten": "onttrekking_reserves", "saldo": "sum_reserves"},
    "resultaat": {"lasten": "sum_lasten", "baten": "sum_baten", "saldo": "resultaat"},
}
"""Row kind and column component -> component. `sum_*` names no component of the contract (lasten with additions to
reserves, baten with withdrawals, the saldo of the reserves): the proof checks those cells and emits no row."""


def kind_of(label: str) -> str | None:
    """Which closing row a label names, or None."""
    if labels.is_reserve_movements(label) or labels.row_component(label) in (
        "toevoeging_reserves",
        "onttrekking_reserves",
    ):
        return "reserves"
    component = labels.closing_component(label)
    return component if component in ("saldo", "resultaat") else None


def closing_kinds(table: PrintedTable, *, of_policy_fields: bool = False) -> dict[int, str]:
    """The kind of each row that closes the table, by row number: the last rows with amounts, where one of them is a
    saldo or result or a total stands above them. A total right behind movements of reserves that stand behind a total
    is the result. None where the reserves have columns of their own. Among taakvelden (`of_policy_fields`) movements
    of reserves are one of these, and only a saldo or result that its own label names closes the table."""
    if not table.components <= MEANING["saldo"].keys():
        return {}
    headed = headed_reserves(table)
    printed = [row for row in reversed(table.rows) if row.prints and row.no not in headed]
    result = printed[:1] if printed and _is_plain_total(printed[0]) else []
    rows = list(takewhile(lambda row: kind_of(row.label), printed[len(result) :]))
    # above `Totaal exclusief mutaties reserves` movements of reserves are among the programmes
    rows = rows[: next((n for n, row in enumerate(rows, 1) if _is_total_without_reserves(row.label)), len(rows))]
    above = next(iter(printed[len(result) + len(rows) :]), None)
    is_below_total = above is not None and labels.is_total(above.label)
    kinds = {row.no: str(kind_of(row.label)) for row in rows}
    below_reserves = takewhile(lambda row: kinds[row.no] == "saldo", rows)
    if len(kinds) > 1 and "reserves" in kinds.values():  # `Saldo` behind the movements of reserves is the result
        kinds |= {row.no: "resultaat" for row in below_reserves if labels.is_saldo_row(row.label)}
    if of_policy_fields:
        return {} if result else {no: kind for no, kind in kinds.items() if kind != "reserves"}
    if result:
        is_result = "reserves" in kinds.values() and (is_below_total or "saldo" in kinds.values())
        return kinds | {result[0].no: "resultaat"} if is_result else {}
    return kinds if is_below_total or not {"saldo", "resultaat"}.isdisjoint(kinds.values()) else {}


def _is_total_without_reserves(label: str) -> bool:
    return labels.is_total(label) and kind_of(label) == "saldo" and not labels.is_saldo_row(label)


def _is_plain_total(row: Row) -> bool:
    return labels.is_total(row.label) and kind_of(row.label) is None


def closing_component(found: SummedRow, column: Column, table: PrintedTable) -> str | None:
    """The component of an amount of a row, closing or not; None for what repeats a total right above it, and for a
    result that is printed as one amount below lasten or baten: its sign says nothing."""
    component = column.component
    if found.kind is None or component is None:
        return component
    if found.kind == "resultaat" and component in ("lasten", "baten"):
        sides = [each for each in table.columns if (each.stage, each.year) == (column.stage, column.year)]
        if sum(found.values.holds(side) for side in sides) == 1 < len(sides):
            return None
    if found.kind == "saldo" and not found.is_total and component != "saldo":
        return None
    if found.kind in ("reserves", INNER) and found.values.numbers.get(column.no) == 0:
        side = labels.row_component(found.label)  # `Toevoeging aan reserves` prints 0 as its baten
        if side in ("toevoeging_reserves", "onttrekking_reserves") and side != MEANING["reserves"].get(component):
            return None
    return MEANING["reserves" if found.kind == INNER else found.kind].get(component, component)


def overview_scope(page: Page, found: SummedRow, whole: Scope, *, of_policy_fields: bool) -> Scope:
    """What a row of an overview is about: what its label says, `whole` for a total or closing row that says nothing,
    all programmes for what belongs to none (`Mutaties reserves`), a programme for any other name. The taakvelden of a
    goal are its parts."""
    label = found.label
    if found.kind == INNER:
        return inner_scope(page, label, whole)
    scope = programme_total(page, label) if found.is_total else None
    if scope is None and of_policy_fields:
        scope = policy_field(page, label)
        if whole.scope == "goal" and scope is not None and scope.scope == "municipality":
            return whole if found.is_total or found.kind else part_scope(whole, label)
    scope = scope or row_scope(page, label)
    if scope is None and found.is_part:
        return part_scope(whole, label)
    if scope is None and (found.kind or (found.is_total and labels.is_total(label))):
        return whole
    return scope or Scope("municipality" if labels.is_about_all(label) else "programme", None, label)


def part_scope(whole: Scope, label: str) -> Scope:
    """What a subtotal is about: a group of programmes, between these and the municipality, so that nobody who sums
    over municipalities or programmes counts it; or a nameless part of the goal, programme or domain of the page."""
    return Scope("domain" if whole.scope == "municipality" else whole.scope, None, label)
