"""Overview tables of deviations by programme and goal (berap 2018-1 p14207, 2019-1 p20871)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...contents import contents
from ...model import Cell, Page
from ..grids import NumberedGrid, numbered_grids
from ..lines import one_line, tidy
from .heads import overview_columns, signs_in
from .labels import amount_euros, is_total, signed, whole_line
from .units import Claim, claims


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A deviation of an overview; `amount_eur` as printed (voordeel = +, nadeel = -) unless a kind is printed or the
    table tells that plus is a nadeel; `explains_signs` where it tells which it is, None where it tells both."""

    goal_id: str | None
    title: str
    kind: str | None
    amount_eur: int | None
    printed_text: str | None
    explanation: str | None
    block_no: int
    table_no: int
    row_no: int
    explains_signs: bool | None
    cells: tuple[tuple[int, int, int], ...]
    claim: Claim | None


_CODE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}")


def read_overviews(page: Page) -> Iterator[OverviewRow]:
    """One row per subject, in the unit of its claim. Rows of a programme and total rows are no deviations; an empty
    goal cell means the goal above it."""
    if b"programma" not in contents(page.document).words:
        return  # all of them have it as a head
    goals = {goal.goal_code: goal.goal_id for goal in page.goals}
    for numbered in numbered_grids(page):
        columns = None if numbered.grid.hidden else overview_columns(numbered.grid)
        if columns:
            told = signs_in(numbered.grid, columns["row"], numbered.section)
            claim = claims(numbered.section).get(numbered.block_no) if numbered.section else None
            yield from _rows(numbered, columns, goals, page.publication.publication_id, told, claim)


def _rows(
    numbered: NumberedGrid,
    columns: dict[str, int],
    goals: dict[str | None, str],
    publication_id: str,
    told: frozenset[int],
    claim: Claim | None,
) -> Iterator[OverviewRow]:
    code: str | None = None
    for row in numbered.grid.rows[columns["row"] + 1 :]:
        goal_text = one_line(row[columns["goal"]].text)
        if found := _CODE.search(goal_text):
            code = found[0]
        title_cell = row[columns["title"]]
        title = one_line(title_cell.text)
        if not title or is_total(title) or is_total(goal_text) or title_cell is row[columns["goal"]]:
            continue
        goal_id = goals.get(code, f"{publication_id}/{code}") if code else None
        yield _row(numbered, row, columns, title, goal_id, told, claim)


def _row(
    numbered: NumberedGrid, row: tuple[Cell, ...], columns: dict[str, int], title: str, goal_id: str | None,
    told: frozenset[int], claim: Claim | None,
) -> OverviewRow:  # fmt: skip
    title_cell = row[columns["title"]]
    parts = tidy(row[columns["parts"]].text) if "parts" in columns else ""
    printed = one_line(row[columns["effect"]].text) if "effect" in columns else parts
    label = whole_line(printed) if printed else None
    read = [row[columns[role]] for role in ("title", "parts", "effect") if role in columns]
    euros = amount_euros(printed)
    return OverviewRow(
        goal_id,
        title,
        label.kind if label else None,
        signed(label.kind, label.euros) if label else (-euros if euros and told == {-1} else euros),
        printed or None,
        parts or None,
        numbered.block_no,
        numbered.table_no,
        title_cell.row,
        None if len(told) > 1 else bool(told) or _holds_plus(numbered, columns["row"]),
        tuple((numbered.table_no, cell.row, cell.column) for cell in read if cell.text.strip()),
        claim,
    )


def _holds_plus(numbered: NumberedGrid, head_row: int) -> bool:
    heads = (cell.text for row in numbered.grid.rows[: head_row + 1] for cell in row)
    return any("+" in text for text in (numbered.grid.caption or "", *heads))
