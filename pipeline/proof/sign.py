"""Sign conventions: what a table prints as positive, found by which formulas close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from ..model import Amount, FinanceTable, Finding
from .records import in_words, place

Convention: TypeAlias = Literal["as_is", "cost_positive", "baten_negative", "lasten_negative"]
FLOWS = frozenset({"lasten", "baten", "toevoeging_reserves", "onttrekking_reserves"})
BALANCES = frozenset({"saldo", "resultaat", "sum_reserves"})
_DIFFERENCE_SHAPES = frozenset({"goal_result", "programme_finances", "product_differences"})
_NEGATIVE = {
    "baten_negative": frozenset({"baten", "onttrekking_reserves", "sum_baten", "saldo", "resultaat"}),
    "lasten_negative": frozenset({"lasten", "toevoeging_reserves", "sum_lasten"}),
}


class SignRule(NamedTuple):
    """How a table prints its amounts. `reserves` is -1 where its result adds withdrawals and subtracts additions
    against the documented formula (I-13: the only page known prints 0 for both)."""

    convention: Convention
    reserves: int = 1


def documented(table: FinanceTable) -> SignRule:
    """The convention the format documents give this shape: the overview of begroting-2026 prints Saldo as cost."""
    return SignRule("cost_positive" if table.shape == "budget_overview" else "as_is")


def candidates(table: FinanceTable) -> list[SignRule]:
    """The conventions to try, the documented one first."""
    first = documented(table)
    if table.shape in _DIFFERENCE_SHAPES:
        return [first, SignRule("cost_positive")]
    conventions: tuple[Convention, ...] = ("as_is", "cost_positive", "baten_negative", "lasten_negative")
    rules = [SignRule(convention, reserves) for reserves in (1, -1) for convention in conventions]
    return [first, *(rule for rule in rules if rule != first)]


def factor(rule: SignRule, shape: str, amount: Amount) -> int:
    """1 or -1: printed times factor has the canonical sign of the contract."""
    if shape in _DIFFERENCE_SHAPES:
        return -1 if rule.convention == "cost_positive" and amount.stage == "verschil" else 1
    if amount.stage == "verschil":
        return 1
    if rule.convention == "cost_positive":
        return -1 if amount.component in BALANCES else 1
    return -1 if amount.component in _NEGATIVE.get(rule.convention, ()) else 1


def _budgets(table: FinanceTable) -> list[Amount]:
    return [a for a in table.amounts if a.stage not in _MAY_BE_NEGATIVE and a.component in FLOWS and a.printed]


def negative_budgets(table: FinanceTable, rule: SignRule) -> list[Amount]:
    """Lasten, baten and reserve movements of a budget or account that are negative under this rule."""
    return [a for a in _budgets(table) if a.printed * factor(rule, table.shape, a) < 0]


def sign_findings(table: FinanceTable, rule: SignRule, words: Sequence[bool]) -> list[Finding]:
    """I-11: budgets and accounts are not negative. All of them negative, or every word of the text against the sign
    (`words`: agreement per text amount), is an error SIGN_CONFLICT; single negatives are a warning each."""
    budgets = _budgets(table)
    negative = negative_budgets(table, rule)
    against = len(words) > 1 and not any(words)
    if against or (len(negative) > 1 and len(negative) == len(budgets)):
        found = f"{len(negative)} of {len(budgets)} budgets and accounts negative"
        return [
            Finding(
                "error", "SIGN_CONFLICT", "All signs of the table are turned round, by its own amounts or by its text.",
                f"table {table.table_no}", found + (", every word of the text against the sign" if against else ""),
                "positive lasten and baten; favourable differences positive",
            )
        ]  # fmt: skip
    return [*_reserves_turned(table, rule), *(
        Finding(
            "warning", "SIGN_UNEXPECTED",
            f"Lasten, baten or a reserve movement is negative in a budget or account ({in_words(a)}).",
            place(a), a.printed_text, "0 or more",
        )
        for a in negative
    )]  # fmt: skip


def _reserves_turned(table: FinanceTable, rule: SignRule) -> list[Finding]:
    if rule.reserves > 0:
        return []
    return [
        Finding(
            "warning", "RESERVES_TURNED", "The printed result subtracts additions to reserves from the cost and adds "
            "withdrawals: it closes, but the two columns may be exchanged.", f"table {table.table_no}",
            "resultaat = saldo + toevoeging - onttrekking (canonical signs)",
            "resultaat = saldo - toevoeging + onttrekking",
        )
    ]  # fmt: skip


_MAY_BE_NEGATIVE = frozenset({"mutaties", "begrotingswijzigingen", "verschil"})
