"""How many euros a printed one is: what the text proves, else what the caption claims, else what is known of the
edition unless that is too much, else the magnitude."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from math import log10
from pathlib import Path
from typing import Any, NamedTuple

from ..model import FinanceTable, Finding, Page, PageRefused
from .sign import FLOWS
from .text import TextEvidence, units_in_text

UNITS = (1, 1_000, 1_000_000)
MOST_EUROS = 10**10
_KNOWN: dict[str, Any] = tomllib.loads(Path(__file__).with_name("editions.toml").read_text(encoding="utf-8"))
_MAGNITUDE: Mapping[str, Mapping[str, int]] = _KNOWN["magnitude"]


class UnitRuling(NamedTuple):
    """The unit of a table (1, 1000 or 1000000), what settled it, and what a person should know."""

    unit: int
    evidence: str
    findings: tuple[Finding, ...] = ()


def rule(page: Page, table: FinanceTable, text: TextEvidence) -> UnitRuling:
    """The unit of one table. Raises PageRefused (UNIT_CONFLICT) when the text proves another unit than the caption
    claims, or when the claimed unit makes the table as a whole larger than 10^10 euros (INTEGRITY rows 30-33)."""
    proven = _by_text(text, (table.caption_unit,) if table.decimals and table.caption_unit else UNITS)
    by_edition = _by_edition(page, table)
    claimed = table.caption_unit
    if proven is not None:
        if claimed not in (None, proven):
            raise PageRefused(
                _conflict(table, f"x {claimed} in the caption", f"x {proven}, by the amounts in the text")
            )
        ruling = UnitRuling(proven, "text_amounts", _other_edition(table, proven, claimed, by_edition))
    elif claimed is not None:
        ruling = UnitRuling(claimed, "caption")
    elif by_edition is not None and not _is_too_much(table, by_edition):
        ruling = UnitRuling(by_edition, "edition", (_inferred(table, by_edition, "what is known of this edition"),))
    else:
        unit = _by_magnitude(table)
        inferred = _inferred(table, unit, "the size of its amounts")
        ruling = UnitRuling(unit, "magnitude", (inferred, *_other_edition(table, unit, None, by_edition)))
    return ruling._replace(findings=ruling.findings + _magnitude_findings(table, ruling.unit))


def mixed(rulings: Mapping[int, UnitRuling]) -> list[Finding]:
    """UNIT_MIXED when the tables of one page have different units (row 33)."""
    units = {ruling.unit for ruling in rulings.values()}
    if len(units) < 2:
        return []
    found = ", ".join(f"table {number}: x {ruling.unit}" for number, ruling in rulings.items())
    return [Finding("warning", "UNIT_MIXED", "The tables of the page have different units.", "page", found, "one unit")]


def _by_text(text: TextEvidence, candidates: Sequence[int]) -> int | None:
    counts = units_in_text(text, candidates) if text.usable else {}
    best = max(counts.values(), default=0)
    units = [unit for unit, count in counts.items() if count == best]
    return units[0] if len(units) == 1 else None


def _by_edition(page: Page, table: FinanceTable) -> int | None:
    publication = page.publication
    for known in _KNOWN["rule"]:
        first, last = known["years"]
        if (
            known["document_kind"] == publication.document_kind
            and first <= publication.report_year <= last
            and table.shape in known["shapes"]
        ):
            return int(known["unit"])
    return None


def _largest(table: FinanceTable) -> tuple[int, str]:
    """The largest budget or account of the table, as printed, and its scope."""
    flows = [a for a in table.amounts if a.component in FLOWS and a.stage != "verschil"]
    found = max(flows or table.amounts, key=lambda a: abs(a.printed), default=None)
    return (abs(found.printed), found.scope) if found is not None else (0, "goal")


def _is_possible(table: FinanceTable, unit: int) -> bool:
    """Whether the largest amount lies within the bounds of its scope; so does an empty table."""
    largest, scope = _largest(table)
    return not largest or _MAGNITUDE[scope]["least"] <= largest * unit <= _MAGNITUDE[scope]["most"]


def _is_too_much(table: FinanceTable, unit: int) -> bool:
    """Whether the largest amount is more than its scope can hold and another unit makes it possible. Too little proves
    nothing: a goal of some thousands of euros is a small goal, and x 1.000 would publish it as millions."""
    largest, scope = _largest(table)
    return largest * unit > _MAGNITUDE[scope]["most"] and any(_is_possible(table, other) for other in UNITS)


def _by_magnitude(table: FinanceTable) -> int:
    largest, scope = _largest(table)
    if not largest:
        return 1
    typical = log10(_MAGNITUDE[scope]["typical"])
    return min(UNITS[:2], key=lambda unit: abs(log10(largest * unit) - typical))


def _magnitude_findings(table: FinanceTable, unit: int) -> tuple[Finding, ...]:
    flows = [a for a in table.amounts if a.component in ("lasten", "baten") and a.printed and a.stage != "verschil"]
    absurd = [a for a in flows if abs(a.printed) * unit > MOST_EUROS]
    if len(absurd) * 2 > len(flows) or (len(absurd) > 1 and len(absurd) * 2 == len(flows)):
        raise PageRefused(_conflict(table, f"{absurd[0].printed_text} x {unit} euros", f"at most {MOST_EUROS} euros"))
    largest, scope = _largest(table)
    bounds = _MAGNITUDE[scope]
    if not flows or absurd or _is_possible(table, unit):
        return ()
    return (
        Finding(
            "warning", "UNIT_SUSPECT", f"The largest amount of the table is unlikely for a {scope} in this unit.",
            f"table {table.table_no}", f"{largest} x {unit} euros",
            f"{bounds['least']} to {bounds['most']} euros",
        ),
    )  # fmt: skip


def _other_edition(table: FinanceTable, proven: int, claimed: int | None, known: int | None) -> tuple[Finding, ...]:
    if claimed is not None or known in (None, proven):
        return ()
    return (
        Finding(
            "warning", "UNIT_EDITION", "The table has another unit than is known of this edition.",
            f"table {table.table_no}", f"x {proven}", f"x {known}",
        ),
    )  # fmt: skip


def _conflict(table: FinanceTable, found: str, expected: str) -> Finding:
    return Finding(
        "error", "UNIT_CONFLICT", "The unit of a lasten/baten table contradicts its amounts; nothing is guessed.",
        f'table {table.table_no} "{table.caption or ""}"', found, expected,
    )  # fmt: skip


def _inferred(table: FinanceTable, unit: int, by: str) -> Finding:
    return Finding(
        "warning", "UNIT_INFERRED", f"No caption and no text names the unit; it is taken from {by}.",
        f"table {table.table_no}", "no unit", f"x {unit}",
    )  # fmt: skip


__all__: Sequence[str] = ("MOST_EUROS", "UnitRuling", "mixed", "rule")
