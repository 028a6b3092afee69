"""What arithmetic and the text of a page prove about its overviews of reserves, bestedingsvoorstellen and incidentele
baten en lasten: the unit, and every sum they print."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log10
from pathlib import Path
from statistics import median_high
from typing import Any, NamedTuple

from ..model import Finding, Overview, Page, PrintedSum, TextAmount
from .records import CheckRecord, reliability_of, status_of

_BOUNDS: Mapping[str, Mapping[str, int]] = tomllib.loads(
    Path(__file__).with_name("overviews.toml").read_text(encoding="utf-8")
)
_UNITS = (1, 1_000)
_FEW = 5  # amounts from which the one in the middle speaks for a table
_STANDS = ("stand_begin", "stand_eind")
_AGREEING = 2  # text amounts that must equal cells before they settle the unit


class Settled(NamedTuple):
    """The rows of each dataset in whole euros, every sum tried, and what a person should know."""

    rows: dict[str, tuple[Any, ...]]
    checks: tuple[CheckRecord, ...]
    findings: tuple[Finding, ...]


class _Unit(NamedTuple):
    unit: int
    evidence: str
    findings: tuple[Finding, ...] = ()


def prove_overviews(page: Page, overviews: Sequence[Overview], text_amounts: Sequence[TextAmount]) -> Settled:
    """Amounts as euros, with how the unit is known and whether the printed sums hold.

    The caption is a claim: two amounts of the page's text, or a size no municipality has, overrule it with a warning
    UNIT_OVERRULED (begroting-2022 p33739 prints euros under `bedragen x € 1.000`). A sum that does not close gives
    IDENTITY_MISMATCH and makes its cells `doubtful`."""
    rows: dict[str, tuple[Any, ...]] = dict.fromkeys(_BOUNDS, ())
    checks: list[CheckRecord] = []
    findings: list[Finding] = []
    texts = {abs(text.amount_eur) for text in text_amounts if not text.approximate and text.amount_eur}
    units = [_unit(overview, texts) for overview in overviews]
    for overview, unit in zip(overviews, _under_one_caption(overviews, units), strict=True):
        findings += overview.findings
        if not overview.rows:
            continue
        tried = [_check(page, overview, one, unit.unit) for one in overview.sums]
        checks += _numbered(tried)
        findings += (*unit.findings, *_of_sums(overview, tried))
        rows[overview.dataset] = (*rows[overview.dataset], *_in_euros(overview, unit, tried))
    return Settled(rows, tuple(checks), tuple(findings))


def _unit(overview: Overview, texts: set[int]) -> _Unit:
    claimed, bounds = overview.caption_unit, _BOUNDS[overview.dataset]
    amounts = {abs(row.printed) for row in overview.rows if row.printed}
    largest = max(amounts, default=0)
    if not largest:
        return _Unit(claimed or 1, "caption" if claimed else "magnitude")
    proven = _by_text(amounts, texts)
    if proven is not None:
        return _Unit(proven, "text_amounts", _overruled(overview, claimed, proven, "the amounts in the text"))
    possible = [unit for unit in _UNITS if bounds["least"] <= largest * unit <= bounds["most"]]
    if claimed is not None and (claimed in possible or largest * claimed <= bounds["most"]):
        return _Unit(claimed, "caption")
    if len(possible) == 1:
        return _Unit(possible[0], "magnitude", _overruled(overview, claimed, possible[0], f"an amount of {largest}"))
    unit = _by_magnitude(overview, amounts)
    inferred = Finding(
        "warning", "UNIT_INFERRED", "No caption and no text names the unit; it is taken from the size of its amounts.",
        f"table {overview.table_no}", "no unit", f"x {unit}",
    )  # fmt: skip
    return _Unit(unit, "magnitude", (inferred,))


def _under_one_caption(overviews: Sequence[Overview], units: Sequence[_Unit]) -> list[_Unit]:
    """A claim that cannot be for one table of a page counts for no other of its kind either, whose amounts are small
    enough for it but more like the unit of the first: the balance and the specification of incidental amounts stand
    below one caption (begroting-2022 p33739). Reserves of `15.000` and `100` are thousands, as their caption says."""
    wrong: dict[tuple[str, int | None], int] = {
        (one.dataset, one.caption_unit): unit.unit
        for one, unit in zip(overviews, units, strict=True)
        if unit.findings and one.caption_unit not in (None, unit.unit)
    }
    return [_as_the_other(one, unit, wrong) if wrong else unit for one, unit in zip(overviews, units, strict=True)]


def _as_the_other(overview: Overview, unit: _Unit, wrong: Mapping[tuple[str, int | None], int]) -> _Unit:
    other = wrong.get((overview.dataset, overview.caption_unit))
    amounts = {abs(row.printed) for row in overview.rows if row.printed}
    if other is None or unit.evidence != "caption" or not amounts or _by_magnitude(overview, amounts) != other:
        return unit
    by = "another table below the same caption"
    return _Unit(other, "magnitude", _overruled(overview, overview.caption_unit, other, by))


def _by_magnitude(overview: Overview, amounts: set[int]) -> int:
    """The unit under which the amount in the middle is most like a typical one. A few stands of reserves have no
    middle that says anything, and stands are larger than movements: there the largest speaks (22.8 million in
    begroting-2016)."""
    bounds = _BOUNDS[overview.dataset]
    few = len(amounts) < _FEW and "typical_stand" in bounds and any(row.component in _STANDS for row in overview.rows)
    found, typical = (max(amounts), bounds["typical_stand"]) if few else (median_high(amounts), bounds["typical"])
    return min(_UNITS, key=lambda unit: abs(log10(found * unit) - log10(typical)))


def _by_text(amounts: set[int], texts: set[int]) -> int | None:
    counts = {unit: len({amount * unit for amount in amounts} & texts) for unit in _UNITS}
    best = max(counts.values())
    units = [unit for unit, count in counts.items() if count == best]
    return units[0] if best >= _AGREEING and len(units) == 1 else None


def _overruled(overview: Overview, claimed: int | None, unit: int, by: str) -> tuple[Finding, ...]:
    if claimed in (None, unit):
        return ()
    return (
        Finding(
            "warning", "UNIT_OVERRULED", "The caption claims a unit that cannot be; the table is read in another one.",
            f"table {overview.table_no}", f"x {claimed} in the caption", f"x {unit}, by {by}",
        ),
    )  # fmt: skip


class _Tried(NamedTuple):
    record: CheckRecord
    rows: tuple[Any, ...]


def _check(page: Page, overview: Overview, one: PrintedSum, unit: int) -> _Tried:
    """A table in whole euros must close exactly; one in thousands may differ by floor((n + 1) / 2) units."""
    rows = overview.rows
    expected = unit * sum(sign * _canonical(rows[place]) for sign, place in one.terms)
    actual = unit * _canonical(rows[one.result])
    tolerance = (len(one.terms) + 1) // 2 * unit if unit > 1 else 0
    taking_part = (rows[one.result], *(rows[place] for _, place in one.terms))
    cells = tuple(dict.fromkeys(f"{page.page_id}/t{r.table_no}/r{r.row_no}/c{r.column_no}" for r in taking_part))
    name = f"{page.page_id}/t{overview.table_no}/{one.name}"
    status = status_of(actual - expected, tolerance)
    record = CheckRecord(
        name, overview.table_no, one.name, expected, actual, actual - expected, tolerance, status, cells
    )
    return _Tried(record, taking_part)


def _canonical(row: Any) -> int:
    return int((row.printed or 0) * row.sign)


def _numbered(tried: Sequence[_Tried]) -> list[CheckRecord]:
    count: Counter[str] = Counter()
    records = []
    for check in tried:
        count[check.record.check_id] += 1
        records.append(replace(check.record, check_id=f"{check.record.check_id}/{count[check.record.check_id]}"))
    return records


def _of_sums(overview: Overview, tried: Sequence[_Tried]) -> list[Finding]:
    found = [_mismatch(check) for check in tried if check.record.status == "mismatch"]
    rounded = {check.record.identity: None for check in tried if check.record.status == "rounding"}
    if rounded:
        found.append(
            Finding(
                "info", "IDENTITY_ROUNDING", "Sums of the table close but for rounding.",
                f"table {overview.table_no}", ", ".join(rounded), "an exact sum",
            )
        )  # fmt: skip
    return found


def _mismatch(tried: _Tried) -> Finding:
    check, cell = tried.record, tried.rows[0]
    return Finding(
        "error", "IDENTITY_MISMATCH", f"A printed sum does not close: {check.identity} asks for {check.expected_eur}, "
        f'printed is {check.actual_eur}, difference {check.difference_eur} euros (row "{cell.row_label[:80]}", column '
        f'"{cell.column_label}").', f"table {cell.table_no} row {cell.row_no} column {cell.column_no}",
        str(check.actual_eur), f"{check.expected_eur} (within {check.tolerance_eur})",
    )  # fmt: skip


def _in_euros(overview: Overview, unit: _Unit, tried: Sequence[_Tried]) -> list[Any]:
    worst: dict[str, str] = {}
    for check in tried:
        for row in check.rows:
            if check.record.status == "mismatch" or row.amount_id not in worst:
                worst[row.amount_id] = check.record.status
    return [
        replace(
            row,
            amount_eur=None if row.printed is None else row.printed * unit.unit * row.sign,
            printed_eur=None if row.printed is None else row.printed * unit.unit,
            unit=unit.unit,
            unit_evidence=unit.evidence,
            reliability=reliability_of(worst.get(row.amount_id), unit.evidence),
        )
        for row in overview.rows
    ]
