"""The result table of a goal in the jaarstukken: stages down, components across (jaarverslag-2024 p49571, p49787 and
jaarverslag-2021 doel 2.1.1). Each row prints lasten, baten and the two reserve columns; only the last row, Saldo,
prints the column Saldo, and nothing else. Without such a row the column says the result of each row."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model import Amount, FinanceTable, Finding, Grid, Page
from . import labels, title_labels
from .amounts import (
    RowValues,
    Scope,
    amount,
    error,
    finance_table,
    page_scope,
    read_row,
    row_duplicate,
    row_unknown,
    row_width,
    unplaced,
)
from .columns import Column
from .printed import PrintedTable, Row
from .row_scopes import row_scope, titled_scope
from .turned import are_components_down

SHAPE = "goal_result"
_SALDO = "saldo"
_RESULTS = ("saldo", "resultaat")
_SIGNS = {"lasten": -1, "baten": 1, "toevoeging_reserves": -1, "onttrekking_reserves": 1, "sum_reserves": 1}
_RESERVES = ("toevoeging_reserves", "onttrekking_reserves")
_FEWEST_SALDI = 4
_SEVERAL = ("mutaties", "begrotingswijzigingen")  # stages of which rows of other names stand beside each other
# the code of a goal has points: `Resultaat doel 24 uurs opvang` is a title
_OF_GOAL = re.compile(
    r"resultaat (doel|programma|ambitie)\s+(?:(?:\d{1,2}(?:\.\d{1,2}){1,2}\.?|(?<=programma )\d{1,2}\.?)\s+)?(.*)",
    re.IGNORECASE,
)


def matches(table: PrintedTable) -> bool:
    """Components across (no stages, at most one unknown head), and two known stages down."""
    if any(column.stage for column in table.columns) or len(table.components) < 2:
        return False
    stages = {stage for row in table.rows if (stage := labels.row_stage(row.own))}
    return len(stages - {"verschil", "raming"}) > 1 or len(stages) > 2


def is_turned(grid: Grid) -> bool:
    """Whether the result of a goal is a column, and lasten and baten are rows."""
    return any(_OF_GOAL.match(cell.text) for cell in grid.rows[0][1:]) and are_components_down(grid)


def read(table: PrintedTable, page: Page) -> FinanceTable:
    """Amounts per stage and component; the Saldo row is component `resultaat` of stage `verschil`. A name beside
    several rows is about them where it names a goal (`Doel 7.2.1`); any other only groups them (`Begroting`)."""
    amounts: list[Amount] = []
    findings: list[Finding] = []
    groups = dict.fromkeys(row.group for row in table.rows)
    subjects = {group: group if group and row_scope(page, group) else "" for group in groups}
    grouped = [row.own for row in table.rows if row.group and not subjects[row.group]]
    apart = len(set(grouped)) < len(grouped)  # `Jeugdhulp` and `Wmo`, each with a result of its own
    for group in dict.fromkeys(subjects if apart else subjects.values()):
        if apart:
            rows = tuple(row for row in table.rows if row.group == group)
        else:
            rows = tuple(replace(row, label=row.own, group=group) for row in table.rows if subjects[row.group] == group)
        found, told = _read_result(replace(table, rows=rows), page, group)
        amounts += found
        findings += told
    return finance_table(table, SHAPE, amounts, findings)


def _read_result(table: PrintedTable, page: Page, group: str) -> tuple[list[Amount], list[Finding]]:
    """One result of a goal: the whole table, or the rows of one `group` (`Doel 7.2.1 Sociale veiligheid`)."""
    scope = (row_scope(page, group) if group else None) or _scope(table, page)
    year = _printed_year(table) or page.publication.report_year
    amounts: list[Amount] = []
    findings: list[Finding] = _other_year(table, year, page.publication.report_year)
    seen: dict[str, int] = {}
    repeated = _repeats_saldo(table)
    closed = any(labels.is_saldo_row(row.own) for row in table.rows)
    totals = not closed and (_last_says_result(table) or (repeated and table.components.isdisjoint(_RESERVES)))
    repeated = repeated and not totals
    for row in table.rows:
        stage = _SALDO if labels.is_saldo_row(row.own) else labels.row_stage(row.own)
        values = read_row(table, row)
        own = repeated and stage != _SALDO
        if own and (stage == "verschil" or not values.numbers.get(table.columns[-1].no)):
            values.numbers.pop(table.columns[-1].no, None)  # the row Saldo prints it
        if stage is None:
            findings += _without_stage(table, row, values)
            continue
        key = f"+ {labels.fold(row.own)}" if stage in _SEVERAL else stage
        if key in seen:
            findings.append(row_duplicate(table, row, seen[key]))
            continue
        seen[key] = row.no
        seen.setdefault(stage, row.no)
        if row.uncertain:
            values = unplaced(row)
            findings.append(_short(table, row, stage))
        findings += values.findings
        moved = _moved_saldo(table, values) if stage == _SALDO else []
        wanted = list(table.columns) if totals or own else moved or _columns(table, stage)
        for column in wanted:
            if values.holds(column):
                component = "resultaat" if column.component == "saldo" or stage == _SALDO else str(column.component)
                named = "verschil" if stage == _SALDO else stage
                amounts.append(amount(table, row, column, values, scope, year, named, component, group))
        told = [] if totals or moved else _widths(table, row, stage, values)
        findings += [one for one in told if not own or one.location != table.place(row, table.columns[-1])]
    if totals:
        seen.setdefault(_SALDO, 0)
    return amounts, [*findings, *(_missing(table, seen) if seen or not group else [])]


def _printed_year(table: PrintedTable) -> int | None:
    """The year that the rows of the result print, all the same (`- Jaarrekening 2023`), else that of a title."""
    years = {year for row in table.rows if labels.row_stage(row.own) and (year := labels.year_of(row.own))}
    if not years:
        titles = map(title_labels.title_label, filter(labels.is_short_title, table.context))
        years = {title.year for title in titles if title and title.year}
    return years.pop() if len(years) == 1 else None


def _other_year(table: PrintedTable, printed: int, about: int) -> list[Finding]:
    if printed == about:
        return []
    message = "The result of a goal prints another year than its publication is about; its amounts are of that year."
    return [error("YEAR_CONFLICT", message, table.place(), str(printed), str(about))]


def _moved_saldo(table: PrintedTable, values: RowValues) -> list[Column]:
    """The column of the one amount of the Saldo row where that is not the column Saldo, as in a row of two cells: if it
    is the sum of the result right above it."""
    if len(values.numbers) != 1 or values.unread:
        return []
    (place, saldo), *_ = values.numbers.items()
    moved = [column for column in table.columns if column.no == place and column.component not in _RESULTS]
    results = [read_row(table, row).numbers for row in table.rows if labels.row_stage(row.own) == "verschil"]
    flows = {column.no for column in table.columns if column.component not in _RESULTS}
    sums = [sum(row[no] for no in flows) for row in results if flows <= row.keys()]
    return moved if any(abs(total - saldo) <= len(flows) // 2 for total in sums) else []


def _last_says_result(table: PrintedTable) -> bool:
    """Whether the last column is the saldo of all before it, and the last row of the result prints it."""
    last = table.columns[-1]
    printed = [row for row in table.rows if labels.row_stage(row.own) == "verschil"]
    return (
        last.component in ("saldo", "resultaat")
        and {"toevoeging_reserves", "onttrekking_reserves"} <= table.components
        and any(last.no in read_row(table, row).numbers for row in printed)
    )


def _repeats_saldo(table: PrintedTable) -> bool:
    """Whether each row above the row Saldo prints in the last column what its other amounts come to, or nil in all of
    them. A single row that prints something there is told (INTEGRITY row 51)."""
    last = table.columns[-1]
    if last.component not in _RESULTS:
        return False
    staged = [row for row in table.rows if labels.row_stage(row.own) and not labels.is_saldo_row(row.own)]
    if len(staged) < _FEWEST_SALDI or not all(row.values[last.no].text for row in staged if last.no in row.values):
        return False
    rows = [(labels.row_stage(row.own), read_row(table, row).numbers) for row in staged]
    if not all(last.no in numbers for _, numbers in rows):
        return False
    signs = {column.no: _SIGNS[column.component] for column in table.columns if column.component in _SIGNS}
    sums = [
        sum(number * (1 if stage == "verschil" else signs[no]) for no, number in numbers.items() if no in signs)
        for stage, numbers in rows
    ]
    saldi = [numbers[last.no] for _, numbers in rows]
    return not any(saldi) or all(abs(one - other) <= len(signs) // 2 for one, other in zip(sums, saldi, strict=True))


def _columns(table: PrintedTable, stage: str) -> list[Column]:
    """The columns in which a row of this stage prints amounts."""
    return [column for column in table.columns if (column.component in ("saldo", "resultaat")) == (stage == _SALDO)]


def _short(table: PrintedTable, row: Row, stage: str) -> Finding:
    """ROW_WIDTH for a row of a text export without its blank cells: a result prints a zero, so one is missing."""
    message = "A row of the result of a goal has too few amounts to say which are which; they stay in table_cells."
    names = ", ".join(column.head for column in _columns(table, stage))
    return error("ROW_WIDTH", message, table.place(row), row.label, names)


def _widths(table: PrintedTable, row: Row, stage: str, values: RowValues) -> list[Finding]:
    """ROW_WIDTH for an amount that is missing where the row must have one or stands where it must have none."""
    if not values.numbers and values.findings:
        return []
    wanted = _columns(table, stage)
    numbers = {column.no for column in wanted}
    if numbers >= values.numbers.keys() and not numbers & values.blank:
        return []
    names = ", ".join(column.head for column in wanted)
    missing = [row_width(table, row, "(empty)", names, column) for column in wanted if column.no in values.blank]
    stray = [
        row_width(table, row, row.values[column.no].text, names, column)
        for column in table.columns
        if column.no not in numbers and column.no in values.numbers
    ]
    return missing + stray


def _without_stage(table: PrintedTable, row: Row, values: RowValues) -> list[Finding]:
    if not values.numbers and not values.findings:
        return []  # a blank row, a footnote, heads repeated halfway
    if all(labels.column_label(cell.text) for cell in row.values.values() if cell.text.strip()):
        return []
    return [] if labels.is_note(row.own) and not values.numbers else [row_unknown(table, row)]


def _missing(table: PrintedTable, seen: dict[str, int]) -> list[Finding]:
    needed = [*labels.RESULT_ROWS, _SALDO]
    return [
        error("ROW_MISSING", "The result table of a goal misses a row.", table.place(), ", ".join(seen), stage)
        for stage in needed
        if stage not in seen
    ]


def _scope(table: PrintedTable, page: Page) -> Scope:
    """The goal by the title the result row prints (`Resultaat doel Ondersteuning in de wijk`), else the goal of the
    section. In jaarverslag-2021 this row is the only place that prints the short title. A row that names a programme
    (`Resultaat programma Samen`) says more about its table than the heading of a goal above it."""
    printed = next((found for row in table.rows if (found := _OF_GOAL.match(row.own))), None)
    base = page_scope(page, table.source.goal_id or (page.goals[0].goal_id if len(page.goals) == 1 else None))
    of_programme = printed is not None and printed[1].lower() == "programma"
    if base.scope != "goal" and not of_programme and (headed := titled_scope(table, page)):
        return headed
    if printed is None:
        return base
    level, title = printed[1].lower(), labels.flat(printed[2])
    if level != "doel":
        return Scope("programme", page.programme_code, title)
    named = [goal for goal in page.goals if goal.title and labels.fold(goal.title) == labels.fold(title)]
    if named:
        return Scope("goal", named[0].goal_code, title, named[0].goal_id)
    return Scope("goal", base.code, title, base.goal_id) if base.scope == "goal" else Scope("goal", None, title)
