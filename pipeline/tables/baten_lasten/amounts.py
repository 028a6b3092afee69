"""The amounts of a row, and what is wrong with it: the part all table shapes share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...dutch.amounts import MAX_EUROS, AmountRange, NotAnAmount, UnknownUnit, parse_bedrag, parse_number, parse_unit
from ...dutch.beside_amounts import marked_bedrag
from ...model import Amount, FinanceTable, Finding, Page, PageRefused
from ..lines import tidy
from . import labels
from .columns import Column
from .printed import PrintedTable, Row


class Scope(NamedTuple):
    """What an amount is about."""

    scope: str
    code: str | None
    title: str | None
    goal_id: str | None = None


class RowValues(NamedTuple):
    """`numbers`, `blank` (nothing printed) and `unread` (something that is no amount) by column number; `findings`
    about the cells that are no amount."""

    numbers: dict[int, int]
    blank: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()
    unread: frozenset[int] = frozenset()

    def holds(self, column: Column) -> bool:
        """Whether something is printed in this column, read or not."""
        return column.no in self.numbers or column.no in self.unread


def unplaced(row: Row) -> RowValues:
    """The values of a row whose cells could not be put in their columns: none of them is read."""
    return RowValues({}, unread=frozenset(row.values))


def read_row(table: PrintedTable, row: Row) -> RowValues:
    """The amounts of a row in the table's own unit, or in the decimals of it that the table prints. A cell that is no
    amount gives an error AMOUNT_UNPARSED; one above 10^10 gives AMOUNT_RANGE and leaves the whole row out (INTEGRITY
    rows 36 and 45)."""
    numbers: dict[int, int] = {}
    blank, unread = set(), set()
    findings = []
    for column in table.columns:
        cell = row.values.get(column.no)
        if cell is None:
            continue
        try:
            own = marked_bedrag(cell.text) if (row.no, column.no) in table.marks else None
            text = own[0] if own else cell.text
            printed = parse_number(text) if table.decimals and "%" not in text else parse_bedrag(text)
        except AmountRange:
            return unplaced(row)._replace(findings=(_out_of_range(table, row, column, cell.text),))
        except NotAnAmount:
            findings.append(_unparsed(table, row, column, cell.text))
            unread.add(column.no)
            continue
        if printed.value is None:
            if printed.reason == "empty":
                blank.add(column.no)
        elif abs(printed.value) > MAX_EUROS:
            return unplaced(row)._replace(findings=(_out_of_range(table, row, column, cell.text),))
        elif (value := printed.value.scaleb(table.decimals)) == int(value):
            numbers[column.no] = _marked(table, row, column, int(value))
        else:
            findings.append(_unparsed(table, row, column, cell.text))
            unread.add(column.no)
    return RowValues(numbers, frozenset(blank), tuple(findings), frozenset(unread))


def _marked(table: PrintedTable, row: Row, column: Column, number: int) -> int:
    """The number with the sign of `N` (nadeel) or `V` (voordeel) in a cell right of it, or behind it in its own,
    where the amount is a result or a difference (ede.jaarverslag-2022 p16080); elsewhere the mark repeats what the row
    says."""
    mark = table.marks.get((row.no, column.no))
    component = column.component or labels.row_component(row.label)
    differs = column.stage == "verschil" or labels.row_stage(row.label) == "verschil"
    if mark is None or not (differs or component in ("saldo", "resultaat")):
        return number
    return -abs(number) if mark == "N" else abs(number)


def amount(table: PrintedTable, row: Row, column: Column, values: RowValues, scope: Scope, year: int, stage: str,
           component: str, group: str = "") -> Amount:  # fmt: skip
    """What stands in one cell of a row, with its place: an amount, or a cell that could not be read."""
    return Amount(
        scope.scope,  # type: ignore[arg-type]
        scope.code, scope.title, scope.goal_id, year, stage, component, values.numbers.get(column.no, 0),
        labels.flat(row.values[column.no].text), row.label or "-", column.head or "-", table.table_no, row.no,
        column.no, group, column.no in values.unread,
    )  # fmt: skip


def finance_table(
    table: PrintedTable, shape: str, amounts: Iterable[Amount], findings: Iterable[Finding]
) -> FinanceTable:
    """The table with what its caption claims. Raises PageRefused (UNIT_UNKNOWN) for a unit nobody knows."""
    caption, unit = claimed_unit(table)
    cells = tuple(amounts)
    read, unread = (tuple(a for a in cells if a.unread is which) for which in (False, True))
    shares = (_shares(table, column) for column in table.shares if read)
    unit = unit // 10**table.decimals if unit else None
    return FinanceTable(table.table_no, shape, caption, unit, read, (*findings, *shares), unread, table.decimals)


def _shares(table: PrintedTable, column: Column) -> Finding:
    return Finding(
        "info", "TABLE_OTHER", "A column of percentages, of differences or of no stage; its cells are kept.",
        table.place(column=column), column.head, "amounts",
    )  # fmt: skip


def claimed_unit(table: PrintedTable) -> tuple[str | None, int | None]:
    """The nearest text that names a unit, and the unit it claims (1, 1000, 1000000)."""
    for text in table.context:
        try:
            unit = parse_unit(text)
        except UnknownUnit as error:
            raise PageRefused(
                Finding(
                    "error", "UNIT_UNKNOWN", "The caption of a lasten/baten table names a unit that is not known.",
                    table.place(), text[:200], "euros, thousands or millions of euros",
                )
            ) from error  # fmt: skip
        if unit is not None:
            return text, unit
    return next((text for text in table.context if not labels.is_note(text)), None), None


def page_scope(page: Page, goal_id: str | None) -> Scope:
    """The level the page itself is about: its goal, else its programme, domain or the municipality."""
    goal = next((goal for goal in page.goals if goal.goal_id == goal_id), None)
    if goal is not None:
        return Scope("goal", goal.goal_code, goal.title, goal.goal_id)
    if page.programme or page.programme_code or page.page_kind == "programme":
        return Scope("programme", page.programme_code, page.programme or page.title)
    if page.domain:
        return Scope("domain", None, page.domain)
    return Scope("municipality", None, page.publication.municipality)


_PROGRAMME_SLUG = re.compile(
    r"(?:financi(?:en|eel)-)?(?:programma-)?(?:\d{1,2}-)?(?!overzicht|verslag)([a-z][a-z0-9-]+)"
)


def programme_scope(page: Page) -> Scope:
    """The programme the page is about. Where the page prints its name nowhere it is taken from the slug
    (`financien-bestuur-en-dienstverlening`, jaarverslag-2016 p8744; formats/2014-2020.md section 9)."""
    above = page_scope(page, None)
    if above.scope == "programme" and above.title:
        return above
    title = page.title if page.title and not labels.needs_table(page.title) else None
    slug = _PROGRAMME_SLUG.fullmatch(page.slug or "")
    if title is None and slug is not None:
        title = slug[1].replace("-", " ").capitalize()
    return Scope("programme", page.programme_code, page.programme or title)


def error(code: str, message: str, location: str, found: str, expected: str) -> Finding:
    """A finding of severity error."""
    return Finding("error", code, message, location, found[:200], expected)


def in_words(row: Row, column: Column) -> str:
    """The labels of a cell, for a reader who has the page before him and not the numbers of rows."""
    return f'row "{row.label}", column "{column.head}"'


def row_unknown(table: PrintedTable, row: Row) -> Finding:
    """ROW_UNKNOWN: nobody knows what the amounts of the row are about."""
    return error(
        "ROW_UNKNOWN", "A row with amounts has a label that is not known; it is kept in table_cells only.",
        table.place(row), row.label or "(no label)", "a label listed in labels.toml",
    )  # fmt: skip


def row_duplicate(table: PrintedTable, row: Row, first: int) -> Finding:
    """ROW_DUPLICATE: row `first` of the table has the same label."""
    return error(
        "ROW_DUPLICATE", "Two rows of the table have the same label; the second is left out.",
        table.place(row), row.label, f"one row; row {first} has it already",
    )  # fmt: skip


def row_width(table: PrintedTable, row: Row, found: str, expected: str, column: Column) -> Finding:
    """ROW_WIDTH: an amount too many or too few, seen in `column`."""
    return error(
        "ROW_WIDTH",
        f"A row does not have its amounts in the columns that its label asks for ({in_words(row, column)}).",
        table.place(row, column), found, expected,
    )  # fmt: skip


def leaves_rest(component: str | None, printed: Mapping[str | None, int]) -> bool:
    """Whether a blank saldo or result has terms that are printed and do not cancel out, whatever their signs."""
    saldo = abs(printed.get("lasten", 0)) - abs(printed.get("baten", 0))
    moved = abs(printed.get("toevoeging_reserves", 0)) - abs(printed.get("onttrekking_reserves", 0))
    if component == "saldo":
        return saldo != 0
    return component == "resultaat" and 0 not in (saldo, saldo + moved)


def _unparsed(table: PrintedTable, row: Row, column: Column, text: str) -> Finding:
    return error(
        "AMOUNT_UNPARSED",
        f"{labels.flat(text)[:60]!r} is not a Dutch amount; the cell is left out, and no sum over it is judged "
        f"({in_words(row, column)}).",
        table.place(row, column), tidy(text), "an amount such as 81.964 or -297",
    )  # fmt: skip


def _out_of_range(table: PrintedTable, row: Row, column: Column, text: str) -> Finding:
    return error(
        "AMOUNT_RANGE", f"An amount is larger than 10^10; its row is left out ({in_words(row, column)}).",
        table.place(row, column), tidy(text), "at most 10.000.000.000 euros",
    )  # fmt: skip
