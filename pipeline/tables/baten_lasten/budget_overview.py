"""The overview of a budget: components across, one row per goal, programme or taakveld (begroting-2026 p50287, and the
head `Lasten | Baten | reserves: storting in, onttrek. uit` of begroting-2017 p6922)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Amount, FinanceTable, Finding, Page
from . import labels
from .amounts import (
    RowValues,
    Scope,
    amount,
    finance_table,
    page_scope,
    read_row,
    row_duplicate,
    row_unknown,
    row_width,
)
from .budget_years import fiscal_year_and_stage
from .columns import Column
from .printed import PrintedTable, Row

SHAPE = "budget_overview"
_CODED = re.compile(
    r"(?:(?:sub)?totaal\s+)?(?:(doel|programma|domein)\s+)?(?:(\d{1,2}(?:\.\d{1,2}){0,2})[.:]?(?=\s|$))?\s*(.*)",
    re.IGNORECASE,
)


def matches(table: PrintedTable) -> bool:
    """Lasten and baten across with a third component (or three of the others), and no stages on either side."""
    components = table.components
    known = {"lasten", "baten"} <= components and len(components) > 2
    return (known or len(components) > 3) and not any(column.stage for column in table.columns)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts per row and component, in the stage the publication is about; a total sums the rows since the last
    total. Group `<block>/<row>` or `<block>/total`, `all/total` for a total of totals."""
    stage = labels.OVERVIEW_STAGE[page.publication.document_kind]
    return read_rows(table, page, SHAPE, stage, strict=_is_coded(table, page))


def read_rows(table: PrintedTable, page: Page, shape: str, stage: str, *, strict: bool) -> FinanceTable:
    """The rows of a table with components across. With `strict`, a label without code that is no total, no title
    of the page and no programme or domain is ROW_UNKNOWN."""
    amounts: list[Amount] = []
    findings: list[Finding] = []
    blocks = Blocks()
    seen: dict[str, int] = {}
    of_policy_fields = _of_policy_fields(table)
    for row in table.rows:
        values = read_row(table, row)
        if not values.numbers and not values.findings:
            continue
        scope = _policy_field(page, row.label) if of_policy_fields else row_scope(page, row.label)
        total = labels.is_total(row.label)
        if strict and scope is None and not total:
            findings.append(row_unknown(table, row))
            continue
        if not row.label or row.label in seen:
            findings.append(row_duplicate(table, row, seen[row.label]) if row.label else row_unknown(table, row))
            continue
        seen[row.label] = row.no
        group = blocks.group(row)
        if row.uncertain:
            continue
        findings += values.findings
        if shape == SHAPE:
            findings += _blank_sums(table, row, values)
        scope = scope or _uncoded(page, row, total)
        amounts += [
            amount(table, row, column, values, scope, column.year or page.publication.report_year,
                   _stage(column, page, stage), str(column.component), group)
            for column in table.columns
            if values.holds(column) and column.component
        ]  # fmt: skip
    return finance_table(table, shape, amounts, findings)


def _blank_sums(table: PrintedTable, row: Row, values: RowValues) -> Iterator[Finding]:
    """ROW_WIDTH for a saldo or result that is blank although its terms are printed and do not cancel out."""
    printed = {column.component: values.numbers.get(column.no, 0) for column in table.columns}
    if len(printed) < len(table.columns) or abs(printed.get("lasten", 0)) == abs(printed.get("baten", 0)):
        return  # several years across, or nothing to sum
    moved = printed.get("toevoeging_reserves") or printed.get("onttrekking_reserves")
    for column in table.columns:
        if column.no in values.blank and (
            column.component == "saldo" or (column.component == "resultaat" and not moved)
        ):
            yield row_width(table, row, "(empty)", "a sum of the amounts before it", column)


def _stage(column: Column, page: Page, usual: str) -> str:
    """The stage of a column: printed, by its year against the report's (`Saldo 2028`), else the usual one."""
    if column.year is None or column.stage or usual == "verschil":
        return column.stage or usual
    return fiscal_year_and_stage(column, page)[1]


class Blocks:
    """Which rows a printed total sums: those since the last total; a total right behind a total sums the totals."""

    def __init__(self) -> None:
        self.block = 1
        self.rows = 0
        self.whole = {"block": True, "all": True}

    def group(self, row: Row) -> str:
        """The balance group of the next row. The total of a block with a row whose amounts have no place is in group
        `<block>/partial`: nothing is summed to it."""
        if not labels.is_total(row.label):
            self.rows += 1
            self.whole["block"] &= not row.uncertain
            return f"{self.block}/{row.no}"
        if not self.rows:
            return "all/total" if self.whole["all"] else "all/partial"
        name = f"{self.block}/total" if self.whole["block"] else f"{self.block}/partial"
        self.whole = {"block": True, "all": self.whole["all"] and not row.uncertain}
        self.block, self.rows = self.block + 1, 0
        return name


def row_scope(page: Page, label: str) -> Scope | None:
    """What a row is about by its label: `Doel 1.3.1 <title>`, `Programma 1 <title>`, the page's own goal,
    programme or domain. None when the label says none of these."""
    found = _CODED.fullmatch(label)
    if found is None:
        return None
    level, code, title = (found[1] or "").lower(), found[2], found[3].strip()
    if code and (level == "doel" or (not level and "." in code)):
        goal = next((goal for goal in page.goals if goal.goal_code == code), None)
        goal_id = goal.goal_id if goal else f"{page.publication.publication_id}/{code}"
        return Scope("goal", code, title or (goal.title if goal else None), goal_id)
    if level == "programma" or (code and level != "domein"):
        return Scope("programme", code, title or None)
    if level == "domein":
        return Scope("domain", code, title)
    return _named(page, label)


def _level(label: str) -> str | None:
    """The word `Doel`, `Programma` or `Domein` that opens a label."""
    found = _CODED.fullmatch(label)
    return found[1] if found else None


def _of_policy_fields(table: PrintedTable) -> bool:
    """Whether a title of the table says that its rows are taakvelden and a row may be one (begroting-2024 p43950):
    a total over rows that all name their level is no total of taakvelden."""
    rows = [row.label for row in table.rows if not labels.is_total(row.label)]
    return any(labels.is_policy_fields(text) for text in table.context) and not all(map(_level, rows))


def _policy_field(page: Page, label: str) -> Scope | None:
    """What a row of a table of taakvelden is about: a taakveld, but for a label that names a level (`Doel 1.2.3 Jeugd`)
    or the page's own goal or programme. A code alone is the code of the taakveld."""
    named = _named(page, label)
    if _level(label) or (named and named.scope != "domain"):
        return row_scope(page, label)
    return Scope("municipality", None, label.rstrip(": "))


def _named(page: Page, label: str) -> Scope | None:
    folded = labels.fold(label)
    for goal in page.goals:
        if goal.title and labels.fold(goal.title) == folded:
            return Scope("goal", goal.goal_code, goal.title, goal.goal_id)
    if page.programme and labels.fold(page.programme) == folded:
        return Scope("programme", page.programme_code, page.programme)
    if folded.endswith(" domein") or (page.domain and labels.fold(page.domain) == folded):
        return Scope("domain", None, label)
    return None


def _is_coded(table: PrintedTable, page: Page) -> bool:
    return page.page_kind == "goal" or any(
        found[2] for row in table.rows if (found := _CODED.fullmatch(row.label)) is not None
    )


def _uncoded(page: Page, row: Row, total: bool) -> Scope:
    if total:
        above = page_scope(page, None)
        return Scope(above.scope, above.code, above.title)
    return Scope("programme", None, row.label)
