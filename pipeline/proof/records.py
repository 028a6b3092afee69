"""What the proof room hands to the store: the columns of schemas/baten_lasten and schemas/checks, in order, without
the five common ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..model import Amount, Finding, record

Status: TypeAlias = Literal["exact", "rounding", "mismatch"]


def place(a: Amount) -> str:
    """Where an amount stands, as every room says it."""
    return f"table {a.table_no} row {a.row_no} column {a.column_no}"


def status_of(difference: int, tolerance: int) -> Status:
    """How well a sum closes; both in euros."""
    if difference == 0:
        return "exact"
    return "rounding" if abs(difference) <= tolerance else "mismatch"


def reliability_of(status: str | None, unit_evidence: str) -> str:
    """How far an amount can be relied on, by the worst check that covers it: a mismatch makes it doubtful, no check
    leaves it unverified."""
    if status is None:
        return "unverified"
    if status == "mismatch":
        return "doubtful"
    return "proven" if unit_evidence == "text_amounts" else "consistent"


def in_words(a: Amount) -> str:
    """The labels of an amount, for a reader who has the page before him."""
    return f'row "{a.row_label}", column "{a.column_label}"'


@record
class BatenLastenRecord:
    """One printed amount in whole euros with the canonical sign."""

    amount_id: str
    goal_id: str | None
    scope: str
    scope_code: str | None
    scope_title: str | None
    fiscal_year: int
    stage: str
    component: str
    amount_eur: int
    printed_eur: int
    printed_text: str
    unit: int
    unit_evidence: str
    sign_convention: str
    reliability: str
    row_label: str
    column_label: str
    table_no: int
    row_no: int
    column_no: int
    source_error: str | None = None


@record
class CheckRecord:
    """One identity tried, in whole euros. `cells` are `<page_id>/t1/r2/c3`."""

    check_id: str
    table_no: int | None
    identity: str
    expected_eur: int
    actual_eur: int
    difference_eur: int
    tolerance_eur: int
    status: Status
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The proven amounts of one page, every identity tried on them, and what a person should know."""

    amounts: tuple[BatenLastenRecord, ...]
    checks: tuple[CheckRecord, ...]
    findings: tuple[Finding, ...]
