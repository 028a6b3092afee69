"""What arithmetic and the page's own text prove about its lasten/baten tables: unit, sign, and every printed sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import Amount, FinanceTable, Finding, Page, PageRefused, TextAmount
from .checks import Check, check_identity, check_text, findings_of, text_sum_records
from .identities import identities
from .plausibility import suspicions
from .records import BatenLastenRecord, CheckRecord, Proof, in_words, place, reliability_of
from .sign import SignRule, candidates, factor, negative_budgets, sign_findings
from .text import TextEvidence, evidence, matches, text_sums
from .unit import MOST_EUROS, UnitRuling, mixed, rule

__all__ = ["BatenLastenRecord", "CheckRecord", "PageRefused", "Proof", "prove"]


class _Proven(NamedTuple):
    table: FinanceTable
    ruling: UnitRuling
    sign: SignRule
    checks: list[Check]
    findings: list[Finding]


def prove(page: Page, tables: Sequence[FinanceTable], text_amounts: Sequence[TextAmount]) -> Proof:
    """The amounts of all tables in whole euros with canonical sign, every identity tried, and the findings.

    Raises PageRefused with UNIT_CONFLICT when a caption contradicts the text or makes a table absurd: no amount of
    such a page can be trusted. Broken identities keep their rows and make them `doubtful`."""
    if not tables:
        return Proof((), (), ())
    proven = [_prove_table(page, table, evidence(table, text_amounts)) for table in tables]
    rulings = {p.table.table_no: p.ruling for p in proven}
    sums = text_sums(text_amounts, [p.table for p in proven], {number: r.unit for number, r in rulings.items()})
    printed = {p.table.table_no: p.ruling._replace(unit=p.ruling.unit * 10**p.table.decimals) for p in proven}
    numbered = _numbered(page, proven)
    return Proof(
        tuple(record for p in proven for record in _records(page, p)),
        (*numbered, *text_sum_records(page.page_id, sums)),
        (*mixed(printed), *(finding for p in proven for finding in p.findings)),
    )


def _prove_table(page: Page, table: FinanceTable, text: TextEvidence) -> _Proven:
    ruling = rule(page, table, text)
    table, dropped = _within_range(table, ruling.unit)
    sign, checks = _sign_rule(table, ruling.unit)
    if text.usable:
        for match in matches(text, ruling.unit):
            checks += check_text(table, match, sign, ruling.unit)
    words = [check.status != "mismatch" for check in checks if check.name.startswith("I-16")]
    findings = [
        *ruling.findings, *dropped, *sign_findings(table, sign, words), *findings_of(table, checks), *suspicions(table),
    ]  # fmt: skip
    return _Proven(table, ruling, sign, checks, findings)


def _sign_rule(table: FinanceTable, unit: int) -> tuple[SignRule, list[Check]]:
    """The convention with the fewest broken identities, then the fewest negative budgets (turning every sign round
    keeps each sum); the documented one on a tie. None makes budgets negative that are positive as documented (a
    difference that is account - budget would close so). A table of differences counts as turned round only when all
    its identities close that way. With it, every identity tried under it."""
    rules = candidates(table)
    best, checks = rules[0], _tried(table, rules[0], unit)
    if not _broken(checks):
        return best, checks
    fewest = (_broken(checks), len(negative_budgets(table, best)))
    most = fewest[1]
    for other in rules[1:]:
        negative = len(negative_budgets(table, other))
        if negative > most:
            continue
        tried = _tried(table, other, unit)
        count = (_broken(tried), negative)
        if count < fewest and (count[0] == 0 or (count[0] < fewest[0] and len(rules) > 2)):
            best, checks, fewest = other, tried, count
    return best, checks


def _tried(table: FinanceTable, sign: SignRule, unit: int) -> list[Check]:
    return [check_identity(table, identity, sign, unit) for identity in identities(table, sign.reserves)]


def _broken(checks: Sequence[Check]) -> int:
    return sum(check.status == "mismatch" for check in checks)


def _within_range(table: FinanceTable, unit: int) -> tuple[FinanceTable, list[Finding]]:
    """The table without the rows that hold more than 10^10 euros (INTEGRITY row 45)."""
    large = {a.row_no: a for a in table.amounts if abs(a.printed) * unit > MOST_EUROS}
    if not large:
        return table, []
    findings = [
        Finding(
            "error", "AMOUNT_RANGE", f"An amount is larger than 10^10 euros; its row is left out ({in_words(a)}).",
            place(a), a.printed_text, f"at most {MOST_EUROS} euros at x {unit}",
        )
        for a in large.values()
    ]  # fmt: skip
    kept = tuple(a for a in table.amounts if a.row_no not in large)
    left_out = tuple(replace(a, printed=0, unread=True) for a in table.amounts if a.row_no in large)
    return replace(table, amounts=kept, unread=(*table.unread, *left_out)), findings


def _records(page: Page, proven: _Proven) -> Iterable[BatenLastenRecord]:
    worst: dict[tuple[int, int], str] = {}
    for check in proven.checks:
        for a in check.cells:
            place = (a.row_no, a.column_no)
            if check.status == "mismatch" or place not in worst:
                worst[place] = check.status
    for a in proven.table.amounts:
        if not a.component.startswith("sum_"):
            yield _record(page, proven, a, worst.get((a.row_no, a.column_no)))


def _record(page: Page, proven: _Proven, a: Amount, status: str | None) -> BatenLastenRecord:
    unit, evidence_ = proven.ruling.unit, proven.ruling.evidence
    printed_unit = unit * 10**proven.table.decimals
    sign = factor(proven.sign, proven.table.shape, a)
    return BatenLastenRecord(
        cell_id(page, a), a.goal_id, a.scope, a.scope_code, a.scope_title, a.fiscal_year, a.stage, a.component,
        a.printed * unit * sign, a.printed * unit, a.printed_text, printed_unit, evidence_, proven.sign.convention,
        reliability_of(status, evidence_), a.row_label, a.column_label, a.table_no, a.row_no, a.column_no,
    )  # fmt: skip


def cell_id(page: Page, a: Amount) -> str:
    return f"{page.page_id}/t{a.table_no}/r{a.row_no}/c{a.column_no}"


def _numbered(page: Page, proven: Sequence[_Proven]) -> list[CheckRecord]:
    count: Counter[tuple[int, str]] = Counter()
    records = []
    for p in proven:
        for check in p.checks:
            name = check.name.replace(" ", "-")
            count[p.table.table_no, name] += 1
            number = count[p.table.table_no, name]
            records.append(
                CheckRecord(
                    f"{page.page_id}/t{p.table.table_no}/{name}/{number}", p.table.table_no, check.name, check.expected,
                    check.actual, check.actual - check.expected, check.tolerance, check.status,
                    tuple(dict.fromkeys(cell_id(page, a) for a in check.cells)),
                )
            )  # fmt: skip
    return records
