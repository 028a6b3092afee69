"""The euro amounts of the explaining text against the differences a table prints (I-15, I-16, I-17, I-19, I-21)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..dutch.beside_amounts import SCALE, SCALES
from ..model import Amount, FinanceTable, TextAmount

SECTION = "financial_explanation"
_SMALLEST = 10
"""A printed amount below this matches too many texts in thousands to settle a unit."""


class TextMatch(NamedTuple):
    """A text amount and the cell it is about. `signed` is the text amount with the sign its words give, or None."""

    component: str
    cell: Amount
    text: TextAmount
    signed: int | None


class TextEvidence(NamedTuple):
    """The exact amounts of the explanation by component, and the differences they may be about."""

    texts: Mapping[str, Sequence[TextAmount]]
    cells: Mapping[str, Amount]
    summary: int | None

    @property
    def usable(self) -> bool:
        return bool(self.texts) and bool(self.cells)


def evidence(table: FinanceTable, text_amounts: Sequence[TextAmount]) -> TextEvidence:
    """What the text says about the differences of this table: exact amounts with a component, in the financial
    explanation of the same goal. `summary` is the block that opens the explanation."""
    cells = {a.component: a for a in table.amounts if a.stage == "verschil" and a.group == ""}
    goals = {a.goal_id for a in table.amounts} | {None}
    mine = [t for t in text_amounts if t.section == SECTION and (t.goal_id in goals or len(goals) == 1)]
    texts: dict[str, list[TextAmount]] = defaultdict(list)
    for amount in mine:
        component = amount.component
        if component == "saldo" and "saldo" not in cells:
            component = "resultaat"
        if component in cells and not amount.approximate:
            texts[component].append(amount)
    return TextEvidence(texts, cells, min((t.block_no for t in mine), default=None))


_SCALED = re.compile(rf"(?:[.,](?P<decimals>[0-9]+))?(?P<scale>{SCALE})")


def tolerance(text: TextAmount, unit: int) -> int:
    """Euros that rounding explains: half a unit of the table, or half the last place of the text (`1,2 miljoen` is
    printed to 100.000)."""
    scaled = _SCALED.search(text.printed_text)
    if scaled is None:
        return unit // 2
    place = int(SCALES[scaled["scale"].strip().lower()] // 10 ** len(scaled["decimals"] or ""))
    return max(unit // 2, place // 2)


def agrees(text: TextAmount, cell: Amount, unit: int) -> bool:
    """I-15: the text equals the cell in euros, but for rounding (`tolerance`)."""
    return abs(abs(text.amount_eur) - abs(cell.printed) * unit) <= tolerance(text, unit)


def settles(text: TextAmount, cell: Amount, unit: int) -> bool:
    """Whether text and cell agree so closely that no other unit could be meant: rounding of at most a twentieth."""
    return agrees(text, cell, unit) and tolerance(text, unit) * 20 <= max(abs(text.amount_eur), unit * 10)


def units_in_text(found: TextEvidence, candidates: Sequence[int]) -> dict[int, int]:
    """How many components the text confirms under each unit; units without any are left out."""
    counts = {
        unit: sum(
            abs(found.cells[component].printed) >= (_SMALLEST if unit > 1 else 1)
            and any(settles(text, found.cells[component], unit) for text in texts)
            for component, texts in found.texts.items()
        )
        for unit in candidates
    }
    return {unit: count for unit, count in counts.items() if count}


def matches(found: TextEvidence, unit: int) -> Iterator[TextMatch]:
    """One match per component the text tells of: the amount that equals the cell and whose words have its sign, else
    one that equals it, else the first of the summary that opens the explanation. The rest of the narrative explains
    parts and is no statement about a cell (INTEGRITY section 4, "not an identity")."""
    confirmed = _is_summary(found, unit)
    for component, texts in found.texts.items():
        cell = found.cells[component]
        equal = [_signed(component, cell, text) for text in texts if agrees(text, cell, unit)]
        if equal:
            yield next((m for m in equal if m.signed is not None and m.signed * cell.printed >= 0), equal[0])
        elif confirmed:
            first = next((text for text in texts if text.block_no == found.summary), None)
            if first is not None:
                yield _signed(component, cell, first)


def _is_summary(found: TextEvidence, unit: int) -> bool:
    """Whether the opening block restates the table: it names the result, or one of its amounts equals a cell."""
    return any(
        component == "resultaat" or (agrees(text, found.cells[component], unit) and text.amount_eur)
        for component, texts in found.texts.items()
        for text in texts
        if text.block_no == found.summary
    )


def _signed(component: str, cell: Amount, text: TextAmount) -> TextMatch:
    sign = {"favourable": 1, "unfavourable": -1}.get(text.effect or "")
    return TextMatch(component, cell, text, abs(text.amount_eur) * sign if sign else None)


class TextSum(NamedTuple):
    """A sum the text makes by itself: `whole` = the parts. `cell` is the table cell that is the whole, if any."""

    name: str
    whole: int
    parts: tuple[int, ...]
    cells: tuple[Amount, ...] = ()


def text_sums(
    text_amounts: Sequence[TextAmount], tables: Sequence[FinanceTable], units: Mapping[int, int]
) -> Iterator[TextSum]:
    """Sums that close, never sums that do not: narrative need not be complete. I-17: the first amount of a topic is
    the sum of the next ones. I-19: the amounts of one sentence sum to a cell. I-21: an amount is the sum of two
    differences of the table."""
    mine = [t for t in text_amounts if t.section == SECTION and not t.approximate]
    for topic, group in groupby(mine, key=lambda t: t.topic):
        if topic is not None:
            yield from _parts([abs(t.amount_eur) for t in group])
    cells = {abs(a.printed) * units[t.table_no]: a for t in tables for a in t.amounts if a.printed and a.group == ""}
    for _, group in groupby(mine, key=lambda t: (t.block_no, t.sentence)):
        amounts = tuple(abs(t.amount_eur) for t in group)
        if len(amounts) > 1 and sum(amounts) in cells:
            yield TextSum("I-19", sum(amounts), amounts, (cells[sum(amounts)],))
    yield from _two_differences(mine, cells)


def _parts(amounts: Sequence[int]) -> Iterator[TextSum]:
    whole = amounts[0]
    for end in range(3, len(amounts) + 1):
        if sum(amounts[1:end]) == whole:
            yield TextSum("I-17", whole, tuple(amounts[1:end]))
            return


def _two_differences(texts: Sequence[TextAmount], cells: Mapping[int, Amount]) -> Iterator[TextSum]:
    differences = {eur: a for eur, a in cells.items() if a.stage == "verschil" and a.component != "resultaat"}
    for whole in dict.fromkeys(abs(t.amount_eur) for t in texts):
        pairs = [(one, whole - one) for one in differences if one < whole - one and whole - one in differences]
        if pairs and whole not in cells:
            yield TextSum("I-21", whole, pairs[0], (differences[pairs[0][0]], differences[pairs[0][1]]))
