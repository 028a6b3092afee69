"""Tables below a deviation that tell what its amount is made of: they explain it and are no deviations of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ...model import Page, Section
from .labels import signed
from .tables import HeadedTable, headed_tables, rows_of

# Columns that make a deviation of a row, whatever stands above its table.
_OF_A_DEVIATION = ("kind", "effect", "favourable", "unfavourable")


def parts(page: Page, amounts: Mapping[int, int | None], titles: Collection[int]) -> dict[int, int]:
    """The blocks of such tables and, for each, the block of `amounts` above it. That mapping holds the blocks where the
    labels of deviations end, with the amount (0 of a neutral one); `titles` are blocks of other titles. Below a
    deviation with an amount, a table is a part of it where its rows add up to that amount, or where no title stands
    between them and its heads name no kind, voordeel or nadeel."""
    found: dict[int, int] = {}
    above: dict[int, dict[int, tuple[int, bool]]] = {}  # by section
    for table in headed_tables(page):
        section, block_no = table.section, table.numbered.block_no
        if section.seq not in above:
            above[section.seq] = dict(_above(section, amounts, titles))
        own, titled = above[section.seq].get(block_no, (0, False))
        amount = amounts.get(own)
        if amount is not None and ((not titled and _has_no_effect(table)) or _adds_up(table, amount)):
            found[block_no] = own
    return found


def _above(
    section: Section, amounts: Mapping[int, int | None], titles: Collection[int]
) -> Iterator[tuple[int, tuple[int, bool]]]:
    """For each block the last block of `amounts` above it in the section, and whether a title stands between them."""
    own, titled = 0, False
    for block_no in (section.heading_block_no or 0, *(no for no, _ in section.blocks)):
        yield block_no, (own, titled)
        if block_no in amounts:
            own, titled = block_no, False
        elif block_no in titles:
            titled = True


def _has_no_effect(table: HeadedTable) -> bool:
    return not any(role in table.heads.columns for role in _OF_A_DEVIATION)


def _adds_up(table: HeadedTable, amount: int) -> bool:
    labels = [row.label for row in rows_of(table) if row.label and row.label.euros]
    return bool(labels) and abs(sum(signed(label.kind, label.euros) or 0 for label in labels)) == abs(amount)
