"""Exchanges that keep every sum: two columns of the same sign, two rows of changes. Silent on all pages known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..model import Amount, FinanceTable, Finding, Severity

_FINANCING = re.compile(
    r"reserve|dekkingsmiddel|treasury|financi|belasting|uitkering|grond(?:beleid|exploitatie|zaken)", re.I
)
_STAGES = ("begroting_na_wijziging", "begroting_primitief", "rekening", "raming")


def suspicions(table: FinanceTable) -> Iterator[Finding]:
    """RESERVES_SUSPECT: more is added to reserves than is spent, in every budget and account of a subject (columns
    exchanged), unless its subject is reserves or financing itself. BUDGET_ROWS_SUSPECT: the changes to the lasten
    exceed the adopted budget, or all changes stand in the row of projecten and kredieten while begrotingswijzigingen
    holds none (rows exchanged). Such budgets exist (new tasks, shelter of 2022), so that one is for information. A
    subject with a cell that could not be read is not judged."""
    if table.shape not in ("goal_result", "budget_overview", "budget_years"):
        return
    sums: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    first: dict[str, Amount] = {}
    for a in table.amounts:
        first.setdefault(a.group, a)
        sums[a.group][a.stage, a.component] += abs(a.printed)
    unread = {a.group for a in table.unread}
    for group, cells in sums.items():
        if group in unread:
            continue
        place = f"table {table.table_no} row {first[group].row_no}"
        printed = [s for s in _STAGES if (s, "lasten") in cells and (s, "toevoeging_reserves") in cells]
        more = [s for s in printed if cells[s, "toevoeging_reserves"] > cells[s, "lasten"]]
        if (
            more
            and not _FINANCING.search(first[group].scope_title or "")
            and all(s in more for s in printed if cells[s, "lasten"] or cells[s, "toevoeging_reserves"])
        ):
            yield _suspicion(
                "warning", "RESERVES_SUSPECT",
                "More is added to reserves than is spent: the columns may be exchanged.", place,
                f"{cells[more[0], 'toevoeging_reserves']} to reserves, {cells[more[0], 'lasten']} lasten",
                "lasten above additions to reserves",
            )  # fmt: skip
        if table.shape == "goal_result":
            yield from _changes(cells, place)


def _changes(cells: dict[tuple[str, str], int], place: str) -> Iterator[Finding]:
    adopted = cells.get(("begroting_primitief", "lasten"), 0)
    changes = sum(cells.get((stage, "lasten"), 0) for stage in ("mutaties", "begrotingswijzigingen"))
    if changes > adopted:
        yield _suspicion(
            "info", "BUDGET_ROWS_SUSPECT",
            "The changes to the lasten exceed the adopted budget: rows may be exchanged.", place,
            str(changes), f"at most {adopted}",
        )  # fmt: skip
    changed = {stage for (stage, _), value in cells.items() if value}
    is_printed = any(stage == "begrotingswijzigingen" for stage, _ in cells)
    if is_printed and "mutaties" in changed and "begrotingswijzigingen" not in changed:
        yield _suspicion(
            "info", "BUDGET_ROWS_SUSPECT",
            "Projecten or kredieten changed the budget and no begrotingswijziging did: rows may be exchanged.",
            place, "all changes in the row of projecten and kredieten", "begrotingswijzigingen as well",
        )  # fmt: skip


def _suspicion(severity: Severity, code: str, message: str, location: str, found: str, expected: str) -> Finding:
    return Finding(severity, code, message, location, found, expected)
