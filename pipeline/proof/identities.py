"""The sums a table prints, as identities in canonical signs: docs/identities.md explains each.

Every identity is `result = sum of signed terms` over cells of one balance (Amount.group) or one block of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model import Amount, FinanceTable, Finding

Terms = tuple[tuple[int, Amount], ...]
Cells = Mapping[tuple[str, int, str], Sequence[Amount]]
"""Amounts of one balance by (stage, fiscal year, component); only `mutaties` may hold more than one."""

FLOWS = ("lasten", "baten", "toevoeging_reserves", "onttrekking_reserves")
"""The components that a balance is made of."""
_NET = {"lasten": 1, "baten": -1, "toevoeging_reserves": 1, "onttrekking_reserves": -1}
_SUMS = {"sum_lasten": ("lasten", "toevoeging_reserves"), "sum_baten": ("baten", "onttrekking_reserves")}
_PARTS = {**_SUMS, "resultaat": ("saldo", "sum_reserves")}
_BUDGETED = "begroting_na_wijziging"
_PRIMITIVE = ("begroting_primitief", "mutaties", "begrotingswijzigingen")
_BUDGET_NAMES = frozenset(f"I-{number} {component}" for number, component in enumerate(FLOWS, 1))


class Identity(NamedTuple):
    """`result` must equal the sum of `terms`, each printed amount with its canonical sign."""

    name: str
    result: Amount
    terms: Terms

    @property
    def slack(self) -> int:
        """Units that rounding of n terms and one result explains: floor((n + 1) / 2)."""
        return (len(self.terms) + 1) // 2


def identities(table: FinanceTable, reserves: int = 1) -> list[Identity]:
    """All identities of the table that can be judged: every cell that takes part could be read, and for the sum of a
    budget and its changes (unless it closes) every row. `reserves` is SignRule.reserves."""
    balances: dict[str, dict[tuple[str, int, str], list[Amount]]] = defaultdict(lambda: defaultdict(list))
    cells_of_table = (*table.amounts, *table.unread)
    for amount in cells_of_table:
        group = amount.group.replace("/closing", "/total")  # a saldo below totals is of their balance, and no total
        balances[group][amount.stage, amount.fiscal_year, amount.component].append(amount)
    found: list[Identity] = []
    for cells in balances.values():
        years = sorted({year for _, year, _ in cells})
        for year in years:
            found += _budget(cells, year)
            found += _difference(cells, year)
        for stage, year in dict.fromkeys((stage, year) for stage, year, _ in cells):
            found += _difference_balance(cells, year) if stage == "verschil" else _balance(cells, stage, year, reserves)
    found += _totals(cells_of_table)
    read = [each for each in found if not (each.result.unread or any(a.unread for _, a in each.terms))]
    if not any(_leaves_out_change(told) for told in table.findings):
        return read
    return [each for each in read if each.name not in _BUDGET_NAMES or _closes(each)]


def _leaves_out_change(told: Finding) -> bool:
    """Whether a row that may change the budget is not among the amounts, so that its sums may not close for that."""
    return told.code == "ROW_UNKNOWN" or (told.code == "ROW_MISSING" and told.expected in _PRIMITIVE)


def _one(cells: Cells, stage: str, year: int, component: str) -> Amount | None:
    found = cells.get((stage, year, component), ())
    return found[0] if found else None


def _terms(cells: Cells, stage: str, year: int, signs: Mapping[str, int]) -> Terms:
    return tuple((sign, a) for component, sign in signs.items() for a in cells.get((stage, year, component), ()))


def _budget(cells: Cells, year: int) -> Iterator[Identity]:
    """I-1..4: adopted budget + changes = budget of december, per component."""
    for number, component in enumerate(FLOWS, 1):
        result = _one(cells, _BUDGETED, year, component)
        terms = tuple((1, a) for stage in _PRIMITIVE for a in cells.get((stage, year, component), ()))
        changed = any(a.stage != "begroting_primitief" for _, a in terms)
        if result is not None and changed and terms[0][1].stage == "begroting_primitief":
            yield Identity(f"I-{number} {component}", result, terms)


def _difference(cells: Cells, year: int) -> Iterator[Identity]:
    """I-5..8: the difference is favourable: budget - account for costs, account - budget for income. The budget is the
    one in force, or the only one."""
    named = {component: f"I-{number} {component}" for number, component in enumerate(FLOWS, 5)}
    for component, name in (named | {"sum_lasten": "I-5 sum", "sum_baten": "I-6 sum"}).items():
        parts = [_one(cells, stage, year, component) for stage in ("verschil", _BUDGETED, "rekening")]
        result, budget, account = parts
        budget = budget or _one(cells, "begroting_primitief", year, component)
        if result is None or budget is None or account is None:
            continue
        sign = 1 if component in ("lasten", "toevoeging_reserves", "sum_lasten") else -1
        yield Identity(name, result, ((sign, budget), (-sign, account)))


def _difference_balance(cells: Cells, year: int) -> Iterator[Identity]:
    """I-9 and I-10 of the result table, and the same sums where saldo and reserves are printed apart."""
    result = _one(cells, "verschil", year, "resultaat")
    saldo = _one(cells, "verschil", year, "saldo")
    reserves = _one(cells, "verschil", year, "sum_reserves")
    flows = _terms(cells, "verschil", year, dict.fromkeys(FLOWS, 1))
    own = tuple((sign, a) for sign, a in flows if a.component in ("lasten", "baten"))
    moved = tuple((sign, a) for sign, a in flows if a.component not in ("lasten", "baten"))
    if saldo is not None and own:
        yield Identity("saldo of differences", saldo, own)
    if reserves is not None and moved:
        yield Identity("reserves of differences", reserves, moved)
    for name, parts in _SUMS.items():
        total = _one(cells, "verschil", year, name)
        if total is not None:
            yield Identity(f"{name} of differences", total, _terms(cells, "verschil", year, dict.fromkeys(parts, 1)))
    if result is None:
        return
    if saldo is not None:
        yield Identity("resultaat of differences", result, ((1, saldo), *(((1, reserves),) if reserves else moved)))
    elif flows:
        yield Identity("I-9", result, flows if moved or reserves is None else (*flows, (1, reserves)))
    if reserves is not None and not moved:
        return  # of a budget nothing says whether additions to reserves or withdrawals are positive
    net = (*_terms(cells, _BUDGETED, year, _NET), *((-s, a) for s, a in _terms(cells, "rekening", year, _NET)))
    if net and {a.stage for _, a in net} == {_BUDGETED, "rekening"}:
        yield Identity("I-10", result, net)


def _balance(cells: Cells, stage: str, year: int, reserves: int) -> Iterator[Identity]:
    """I-12 and I-13 in canonical signs: saldo = baten - lasten; resultaat = saldo - toevoeging + onttrekking. The
    movements of reserves as one amount take the place of both (begroting-2016 p2976); beside them they are a subtotal.
    """
    saldo, result = _one(cells, stage, year, "saldo"), _one(cells, stage, year, "resultaat")
    own = _terms(cells, stage, year, {"lasten": -1, "baten": 1})
    apart = _terms(cells, stage, year, {"toevoeging_reserves": -reserves, "onttrekking_reserves": reserves})
    moved = apart or _terms(cells, stage, year, {"sum_reserves": reserves})
    if saldo is not None and (own or not saldo.printed):
        yield Identity("I-12", saldo, own)
    if result is not None and (saldo is not None or own):
        yield Identity("I-13", result, (((1, saldo),) if saldo is not None else own) + moved)
    for name, parts in _SUMS.items():
        total = _one(cells, stage, year, name)
        if total is not None and (terms := _terms(cells, stage, year, dict.fromkeys(parts, 1))):
            yield Identity(name, total, terms)


def _totals(amounts: Sequence[Amount]) -> Iterator[Identity]:
    """A total row = the sum of the rows of its block, and of the subtotals above it where only that closes; a total of
    totals = the sum of the totals."""
    rows: dict[tuple[str, str, int, str], list[Amount]] = defaultdict(list)
    totals: list[Amount] = []
    for amount in amounts:
        block, _, place = amount.group.partition("/")
        if not place or place == "closing":
            continue
        if place in ("total", "partial"):
            if place == "total":
                totals.append(amount)
            block = "all" if block != "all" else ""
        rows[block, amount.stage, amount.fiscal_year, amount.component].append(amount)
    for total in totals:
        block = total.group.partition("/")[0]
        parts = rows[block, total.stage, total.fiscal_year, total.component] or [
            part
            for component in _PARTS.get(total.component, ())
            for part in rows[block, total.stage, total.fiscal_year, component]
        ]
        if parts or total.printed:
            plain = Identity("total", total, tuple((1, a) for a in parts))
            key = "all", total.stage, total.fiscal_year, total.component
            above = () if block == "all" or _closes(plain) else rows[key][: rows[key].index(total)]
            running = (Identity("total", total, tuple((1, a) for a in (*s, *parts))) for s in (above[-1:], above) if s)
            yield next(filter(_closes, running), plain)


def _closes(identity: Identity) -> bool:
    return abs(identity.result.printed - sum(sign * a.printed for sign, a in identity.terms)) <= identity.slack
