"""One identity tried: both sides in euros, the difference rounding may explain, and the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from ..model import Amount, FinanceTable, Finding
from .identities import Identity
from .records import CheckRecord, Status, in_words, place, status_of
from .sign import SignRule, factor
from .text import TextMatch, TextSum
from .text import tolerance as rounding


class Check(NamedTuple):
    """Amounts in whole euros, canonical signs; `cells` are all cells that take part."""

    name: str
    expected: int
    actual: int
    tolerance: int
    status: Status
    cells: tuple[Amount, ...]


def check_identity(table: FinanceTable, identity: Identity, rule: SignRule, unit: int) -> Check:
    """A sum within a table. A table in whole euros must close exactly; one in thousands may differ by floor((n+1)/2)
    units, as each printed number may be half a unit off (INTEGRITY section 4)."""
    expected = unit * sum(sign * factor(rule, table.shape, a) * a.printed for sign, a in identity.terms)
    actual = unit * factor(rule, table.shape, identity.result) * identity.result.printed
    tolerance = identity.slack * unit if unit > 1 else 0
    cells = (identity.result, *(a for _, a in identity.terms))
    return Check(identity.name, expected, actual, tolerance, status_of(actual - expected, tolerance), cells)


def check_text(table: FinanceTable, match: TextMatch, rule: SignRule, unit: int) -> list[Check]:
    """I-15: text amount and cell are equal but for rounding. I-16: the words have the sign of the cell."""
    expected, printed = abs(match.text.amount_eur), abs(match.cell.printed) * unit
    tolerance = rounding(match.text, unit)
    size = Check(
        f"I-15 {match.component}", expected, printed, tolerance, status_of(printed - expected, tolerance), (match.cell,)
    )
    if match.signed is None or size.status == "mismatch":
        return [size]
    signed = match.cell.printed * unit * factor(rule, table.shape, match.cell)
    status = status_of(signed - match.signed, tolerance)
    return [size, Check(f"I-16 {match.component}", match.signed, signed, tolerance, status, (match.cell,))]


def findings_of(table: FinanceTable, checks: Sequence[Check]) -> list[Finding]:
    """An error per broken identity, a warning per text amount that contradicts its cell, and how many identities
    close only by rounding."""
    found = [_mismatch(check) for check in checks if check.status == "mismatch"]
    rounded = [check for check in checks if check.status == "rounding" and not check.name.startswith(("I-15", "I-16"))]
    if rounded:
        names = ", ".join(dict.fromkeys(check.name for check in rounded))
        found.append(
            Finding(
                "info", "IDENTITY_ROUNDING", f"{len(rounded)} identities of the table close but for rounding.",
                f"table {table.table_no}", names[:200], "an exact sum",
            )
        )  # fmt: skip
    return found


def text_sum_records(page_id: str, sums: Iterable[TextSum]) -> list[CheckRecord]:
    """Sums the text itself makes, as exact checks without a table; those that do not close are no check."""
    records = []
    for number, found in enumerate(sums, 1):
        cells = tuple(f"{page_id}/t{a.table_no}/r{a.row_no}/c{a.column_no}" for a in found.cells)
        whole = found.whole
        records.append(
            CheckRecord(
                f"{page_id}/x/{found.name}/{number}", found.cells[0].table_no if found.cells else None, found.name,
                sum(found.parts), whole, whole - sum(found.parts), 0, "exact", cells,
            )
        )  # fmt: skip
    return records


def _mismatch(check: Check) -> Finding:
    of_text = check.name.startswith(("I-15", "I-16"))
    cell = check.cells[0]
    severity: Literal["warning", "error"] = "warning" if of_text else "error"
    message = "The text contradicts the table" if of_text else "A printed sum does not close"
    return Finding(
        severity, "TEXT_MISMATCH" if of_text else "IDENTITY_MISMATCH",
        f"{message}: {check.name} asks for {check.expected}{_parts(check)}, printed is {check.actual}, "
        f"difference {check.actual - check.expected} euros ({in_words(cell)}).",
        place(cell), str(check.actual), f"{check.expected} (within {check.tolerance})",
    )  # fmt: skip


def _parts(check: Check) -> str:
    """The rows, or in one row the columns, of which a sum is made, as printed."""
    result, *terms = check.cells
    rows = dict.fromkeys(a.row_label for a in terms if a.row_no != result.row_no)
    columns = dict.fromkeys(a.column_label for a in terms)
    named = ", ".join(f'"{label}"' for label in rows or columns)
    return f" (from {named[:200]})" if named else ""
