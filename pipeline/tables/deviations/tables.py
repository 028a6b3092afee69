"""Tables of the deviation sections with one deviation a row, read by their heads:
`Onderwerp | Bedrag | V/N | Toelichting`, `Omschrijving | Voordeel | Nadeel`, `Afwijking | Lasten | Baten | V/N`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ...dutch.amounts import NotAnAmount, absent, parse_number
from ...model import Cell, Page, Section
from ..grids import NumberedGrid, numbered_grids
from ..lines import one_line, tidy
from ..themes import looks_like_title
from .heads import Heads, heads_of, signs_in
from .labels import Label, amount_euros, is_total, only_amount, over_items, said, whole_line, with_title
from .units import MOST_EUROS, Claim, claims, is_unit_row


@dataclass(slots=True)
class TableDeviation:
    """A deviation of one row; `unread` is an amount that is none, `claim` the unit claimed for it. `cells` are what
    it was read from."""

    block_no: int
    table_no: int
    row_no: int
    goal_id: str | None
    title: str
    label: Label | None
    unread: str | None
    claim: Claim | None
    explanation: list[str] = field(default_factory=list)
    cells: list[tuple[int, int, int]] = field(default_factory=list)


# The kind of an amount by its column and by voordeel (v) or nadeel (n).
_KINDS = {
    ("amount", "v"): "meevaller", ("amount", "n"): "tegenvaller",
    ("favourable", ""): "meevaller", ("unfavourable", ""): "tegenvaller",
    ("lasten", "v"): "lagere_uitgave", ("lasten", "n"): "aanvullende_uitgave",
    ("baten", "v"): "aanvullende_inkomst", ("baten", "n"): "lagere_inkomst",
    ("reserves", "v"): "meevaller", ("reserves", "n"): "tegenvaller",
}  # fmt: skip
_SIDES = frozenset(("favourable", "unfavourable", "lasten", "baten", "reserves", "incidental", "structural"))
_PAIRS = (("lasten", "baten", "reserves"), ("incidental", "structural"))
_TERMS = ("incidental", "structural")  # how often an amount comes says nothing of what it is
_SUMMED = ("amount", "favourable", "unfavourable", "lasten", "baten", "reserves", *_TERMS)
_CODE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{1,2}(?![\d.]*\d)")
_DECIMALS = re.compile(r"(?:€ ?)?[-+–−]? ?\d[\d.]*,\d{1,2}")
_EFFECTS = {"+": "v", "-": "n", "–": "n", "−": "n"}


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A table of a section of deviations that its heads tell how to read, and the unit claimed for its amounts."""

    numbered: NumberedGrid
    section: Section
    heads: Heads
    claim: Claim | None


def headed_tables(page: Page) -> Iterator[HeadedTable]:
    """All tables with one deviation a row, in reading order."""
    claimed: dict[int, Mapping[int, Claim]] = {}  # by section
    for numbered in numbered_grids(page):
        grid, section = numbered.grid, numbered.section
        if section is None or section.kind != "deviations" or grid.hidden or grid.layout:
            continue
        if heads := heads_of(grid, section):
            if section.seq not in claimed:
                claimed[section.seq] = claims(section)
            yield HeadedTable(numbered, section, heads, claimed[section.seq].get(numbered.block_no))


def read_tables(page: Page, parts: Container[int] = ()) -> Iterator[TableDeviation]:
    """The rows of all such tables but for the blocks of `parts`, which explain a deviation above them."""
    for table in headed_tables(page):
        if table.numbered.block_no not in parts:
            rows = rows_of(table)
            _name_goals(page, table, rows)
            told = signs_in(table.numbered.grid, table.heads.row, table.section)
            if told == {-1}:
                rows = [_turned(row) for row in rows]
            if table.heads.year not in (None, page.publication.report_year):
                rows = [_without_amount(row) for row in rows]
            known = len(told) == 1 or (not told and _prints_signs(table, rows))
            yield from rows if known else map(_without_sign, rows)


def _name_goals(page: Page, table: HeadedTable, rows: Iterable[TableDeviation]) -> None:
    """The goals that rows print in a column of their own (`Doel 6.3.3`). Below one, a row without any is of that."""
    column = table.heads.columns.get("goal")
    goals = {goal.goal_code: goal.goal_id for goal in page.goals}
    above = table.numbered.goal_id
    for row in rows if column is not None else ():
        text = table.numbered.grid.rows[row.row_no - 1][column or 0].text.strip()
        found = _CODE.search(text)
        if found:
            above = goals.get(found[0], f"{page.publication.publication_id}/{found[0]}")
        elif text:
            above = table.numbered.goal_id
        row.goal_id = above


def rows_of(table: HeadedTable) -> list[TableDeviation]:
    """The rows of one table. A row without a subject, or one across the table, explains the one above it; a row of
    totals is no deviation."""
    return list(_rows(table.numbered, table.heads, table.claim))


def _prints_signs(table: HeadedTable, rows: Iterable[TableDeviation]) -> bool:
    """Whether plus and minus tell voordeel and nadeel although no rule says it: some amount has a sign, or a head has
    the signs."""
    grid, claim = table.numbered.grid, table.claim
    about = [grid.caption or "", claim.text if claim else ""]
    about += [cell.text for row in grid.rows[: table.heads.row + 1] for cell in row]
    if any("+" in text for text in about):
        return True
    return any(row.label and ((row.label.euros or 0) < 0 or "+" in row.label.printed) for row in rows)


def _turned(row: TableDeviation) -> TableDeviation:
    """The row of a table whose plus is a nadeel."""
    if row.label and row.label.euros:
        row.label = row.label._replace(euros=-row.label.euros)
    return row


def _without_sign(row: TableDeviation) -> TableDeviation:
    """The row without an amount that nothing calls a voordeel or a nadeel."""
    return _without_amount(row) if row.label and row.label.kind is None else row


def _without_amount(row: TableDeviation) -> TableDeviation:
    if row.label and row.label.euros:
        row.unread, row.label = row.label.printed, row.label._replace(euros=None)
    return row


def _rows(numbered: NumberedGrid, heads: Heads, claim: Claim | None) -> Iterator[TableDeviation]:
    found: TableDeviation | None = None
    kind: str | None = None  # of a row across the table, above those of its kind
    for row_no, row in enumerate(numbered.grid.rows[heads.row + 1 :], heads.row + 2):
        filled = [cell for cell in dict.fromkeys(row) if cell.row == row_no and cell.text.strip()]
        title = one_line(row[heads.columns["title"]].text)
        if not filled or is_total(title) or (len(filled) == 1 and is_unit_row(filled[0].text.strip())):
            continue
        if len(filled) == 1 and (above := over_items(title or one_line(filled[0].text))):
            kind = above
            continue
        if title and (len(filled) > 1 or filled[0].row_span > 1):
            if found:
                yield found
            found = _row(numbered, heads.columns, row_no, row, title, claim, kind)
            read = {id(row[column]) for column in heads.columns.values()}
            filled = [cell for cell in filled if id(cell) in read]
        elif found:
            found.explanation += [tidy(cell.text) for cell in filled]
        if found:
            found.cells += [(numbered.table_no, cell.row, cell.column) for cell in filled]
    if found:
        yield found


def _row(
    numbered: NumberedGrid, columns: Mapping[str, int], row_no: int, row: tuple[Cell, ...], title: str,
    claim: Claim | None, kind: str | None,
) -> TableDeviation:  # fmt: skip
    texts = {role: one_line(row[column].text) for role, column in columns.items()}
    if not texts.get("kind") and (named := with_title(title)) and named.kind:
        # `Jeugdhulp (aanvullende uitgaven) | € 100.000`: the title holds the kind of its row
        texts["kind"], title = named.printed, named.title or title
    texts = texts if texts.get("kind") or kind is None else texts | {"kind": kind}
    label, unread = _label(texts)
    if label and claim and (euros := _with_decimals(texts, claim)):
        exact, unread = _label(euros)
        label, claim = exact and exact._replace(printed=label.printed), None
    if row_no in numbered.grid.uncertain and label and label.euros and len(_SIDES & columns.keys()) > 1:
        # `Omschrijving | Voordeel | Nadeel`, whose empty cell an export lost: which of the two is not known
        label, unread = Label(None, None, None, label.printed), label.printed
    explanation = [tidy(row[columns["explanation"]].text)] if texts.get("explanation") else []
    name, _, below = tidy(row[columns["title"]].text).partition("\n")
    if below and looks_like_title(name) and title == one_line(f"{name} {below}") and below.endswith((".", "…")):
        title, explanation = name, [below, *explanation]
    return TableDeviation(
        numbered.block_no, numbered.table_no, row_no, numbered.goal_id, title, label, unread, claim,
        explanation,
    )  # fmt: skip


def _with_decimals(texts: Mapping[str, str], claim: Claim) -> dict[str, str] | None:
    """The texts with their amounts in whole euros, where one has decimals of the claimed thousands or millions."""
    printed = {role: text for role in _SUMMED if (text := texts.get(role)) and absent(text) is None}
    if not claim.unit or claim.unit == 1 or not any(map(_DECIMALS.fullmatch, printed.values())):
        return None
    try:
        euros = {role: (parse_number(text).value or Decimal(0)) * claim.unit for role, text in printed.items()}
    except NotAnAmount:
        return None
    if any(abs(value) > MOST_EUROS or value != int(value) for value in euros.values()):
        return None
    return {**texts, **{role: str(int(value)) for role, value in euros.items()}}


def _is_sum(printed: Mapping[str, str], effect: str) -> bool:
    """Whether the amount of a row is what its lasten, baten and reserves, each a voordeel or a nadeel, come to
    together, or what comes once and every year. Beside `V` or `N` it may be the saldo of lasten and baten."""
    roles = set(printed)
    if not any({"amount"} < roles <= {"amount", *pair} for pair in _PAIRS) or not all(
        map(only_amount, printed.values())
    ):
        return False
    amount, *parts = map(amount_euros, printed.values())
    if amount is None or None in parts:
        return False
    if effect and printed.keys() <= {"amount", "lasten", "baten"}:
        sides = [amount_euros(printed.get(role, "0")) or 0 for role in ("lasten", "baten")]
        if abs(amount) == abs(sides[1] - sides[0]):
            return True
    return amount == sum(part or 0 for part in parts)


def _label(texts: Mapping[str, str]) -> tuple[Label | None, str | None]:
    """Kind and amount of a row, and what was printed for an amount and is none. Lasten and baten together are
    more than one amount, and below a kind that is not known an amount has no sign."""
    kind = whole_line(texts.get("kind", "")) or said(texts.get("kind", ""))
    amounts = [
        (role, text) for role in _SUMMED
        if (text := texts.get(role)) and absent(text) is None
    ]  # fmt: skip
    if not amounts:
        return kind, None
    amounts = (
        amounts[:1]
        if _is_sum(dict(amounts), texts.get("effect", ""))
        else [one for one in amounts if one[1] != "0"] or amounts[:1]
    )
    role, text = amounts[0]
    role = "amount" if role in _TERMS else role
    effect = texts.get("effect", "")[:1].lower()
    effect = _EFFECTS.get(effect, effect)
    printed = " ".join(filter(None, (texts.get("kind"), *(text for _, text in amounts), texts.get("effect"))))
    amount = whole_line(text)
    if amount is None and only_amount(text):
        by_column = _KINDS.get((role, effect)) or _KINDS.get((role, ""))
        amount = Label(None, by_column, amount_euros(text), text)
    unknown_kind = bool(texts.get("kind")) and kind is None and (amount is None or amount.kind is None)
    unread = amount is None or (amount.euros is None and (amount.kind is None or any(map(str.isdigit, text))))
    if amount is None or unread or len(amounts) > 1 or unknown_kind:
        return Label(None, kind.kind if kind else None, None, printed), printed
    return Label(None, (kind and kind.kind) or amount.kind, amount.euros, printed), None
