"""Plan against result: what a goal was to cost and did cost in a fiscal year, the stages of the budget side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import make_dataclass
from typing import Any, TypeAlias

from schemas.budget_vs_actual import COMPONENTS, FLOWS, STAGES, TOTAL_STAGES, column

from .material import Common, Derived, Material, Row, common_columns
from .series import appearance, series_of_goals

Cells: TypeAlias = dict[tuple[str, str], int]
"""(component, stage) -> euros"""

_NEWEST = {"jaarstukken": 3, "berap": 2, "begroting": 1, "perspectiefnota": 0}
_RELIABILITIES = ("doubtful", "unverified", "consistent", "proven")
_FAVOURABLE = {"lasten": 1, "toevoeging_reserves": 1, "baten": -1, "onttrekking_reserves": -1}
"""Sign of budget - account that is favourable: lower lasten are, lower baten are not."""

BudgetRecord = make_dataclass(
    "BudgetRecord",
    [
        "budget_id", "series_id", "goal_id", "goal_code", "title", "fiscal_year",
        *(column(component, stage) for component, stage in COMPONENTS),
        "lasten_in_begroting", "baten_in_begroting", "reliability", "explanation", "sources", "amount_ids",
    ],
    frozen=True,
    slots=True,
)  # fmt: skip
"""A row of `budget_vs_actual` without its common columns: the stages of each component are columns of their own."""


def budget_vs_actual(material: Material) -> Derived:
    """One row per goal series and fiscal year, in the words of the newest publication of that year.

    Each stage comes from the newest publication of the fiscal year that prints it: jaarstukken before beraps before the
    begroting. So a row of which the jaarstukken are known repeats their result table; what the begroting itself printed
    as adopted stands beside it in `lasten_in_begroting` and `baten_in_begroting`. A publication of another year counts
    where those of the year print nothing: `Begroting 2024` beside 2025 may be the budget as it was changed by then."""
    series = series_of_goals(material)
    goals = {row["goal_id"]: row for row in material.rows("goals")}
    explanations = _explanations(material)
    grouped: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in material.rows("baten_lasten"):
        if row["scope"] == "goal" and row["goal_id"] and row["stage"] in STAGES:
            grouped[series[row["goal_id"]], row["fiscal_year"]].append(row)
    found = [_row(key, rows, goals, explanations) for key, rows in sorted(grouped.items())]
    found.sort(key=lambda pair: str(pair[1].budget_id))
    return Derived([common for common, _ in found], [record for _, record in found])


def _row(
    key: tuple[str, int], rows: Sequence[Row], goals: Mapping[str, Row], explanations: Mapping[str, str]
) -> tuple[Common, Any]:
    series_id, fiscal_year = key
    newest = max(rows, key=_rank)
    goal = goals.get(newest["goal_id"], {})
    used = _used(rows)
    cells = _with_totals(_with_differences(_summed(used)))
    of_budget = (row for row in rows if row["document_kind"] == "begroting" and row["report_year"] == fiscal_year)
    adopted = _summed(_used(of_budget))  # a goal's own page and the table of its programme print the same amounts
    record = BudgetRecord(
        f"{series_id}/{fiscal_year}", series_id, newest["goal_id"], goal.get("goal_code"),
        goal.get("title") or newest["scope_title"], fiscal_year,
        *(cells.get(component) for component in COMPONENTS),
        adopted.get(("lasten", "begroting_primitief")), adopted.get(("baten", "begroting_primitief")),
        min((row["reliability"] for row in used), key=_RELIABILITIES.index), explanations.get(newest["goal_id"]),
        tuple(sorted({row["publication_id"] for row in used})), tuple(sorted(row["amount_id"] for row in used)),
    )  # fmt: skip
    return common_columns(newest), record


def _rank(row: Row) -> tuple[bool, int, tuple[int, int, str], str]:
    """Which of two amounts of a fiscal year is the newer one of it; equal ones by their place, so that the order of
    rows is nothing."""
    of_its_year = row["report_year"] == row["fiscal_year"]
    return of_its_year, _NEWEST[row["document_kind"]], appearance(row), row["amount_id"]


def _used(rows: Iterable[Row]) -> list[Row]:
    """The amounts of each component and stage from the newest publication that prints it; `mutaties` may be several."""
    by_cell: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_cell[row["component"], row["stage"]].append(row)
    used = []
    for printed in by_cell.values():
        newest = max(printed, key=_rank)
        used += [row for row in printed if row["page_id"] == newest["page_id"]]
    return used


def _summed(rows: Iterable[Row]) -> Cells:
    cells: Cells = {}
    for row in rows:
        key = (row["component"], row["stage"])
        if key[0] in FLOWS or key == ("resultaat", "verschil"):
            cells[key] = cells.get(key, 0) + row["amount_eur"]
    return cells


def _with_differences(cells: Cells) -> Cells:
    """The favourable difference, printed or else budget against account."""
    made = dict(cells)
    for flow in FLOWS:
        budget, account = cells.get((flow, "begroting_na_wijziging")), cells.get((flow, "rekening"))
        if (flow, "verschil") not in cells and budget is not None and account is not None:
            made[flow, "verschil"] = _FAVOURABLE[flow] * (budget - account)
    return made


def _with_totals(cells: Cells) -> Cells:
    """saldo = baten - lasten and resultaat = saldo - toevoeging + onttrekking, null where a part is; in stage verschil
    the sum of the favourable differences, the printed one first."""
    made = dict(cells)
    for stage in TOTAL_STAGES:
        flows = {flow: cells.get((flow, stage)) for flow in FLOWS}
        _total(made, ("saldo", stage), {flow: flows[flow] for flow in ("lasten", "baten")})
        _total(made, ("resultaat", stage), flows)
    return made


def _total(cells: Cells, key: tuple[str, str], parts: Mapping[str, int | None]) -> None:
    signs: Callable[[str], int] = (lambda _: 1) if key[1] == "verschil" else (lambda flow: -_FAVOURABLE[flow])
    amounts = [None if amount is None else signs(flow) * amount for flow, amount in parts.items()]
    whole = [amount for amount in amounts if amount is not None]
    if key not in cells and len(whole) == len(amounts):
        cells[key] = sum(whole)


def _explanations(material: Material) -> dict[str, str]:
    """goal_id -> the text of its financial explanation, sections in the order of their page."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in sorted(material.rows("sections"), key=lambda row: (row["page_id"], row["seq"])):
        if row["kind"] == "financial_explanation" and row["goal_id"] and row["text"]:
            told = texts[row["goal_id"]]
            told += [] if row["text"] in told else [row["text"]]
    return {goal_id: "\n\n".join(found) for goal_id, found in texts.items()}
