"""The rows of an overview of deviations per goal after blank cells vanished (berap 2018-1 p14207)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import cell_text


def overview_rows(cells: Sequence[str]) -> tuple[list[Sequence[str]], int]:
    """The rows that the cells below `Programma en doel | Onderwerp | Financiële afwijkingen | Financieel effect` make,
    and how many cells they take: a goal for one or more subjects, each with the amounts it is made of and their effect,
    which is an amount or `Budget neutraal`."""
    rows: list[Sequence[str]] = []
    here, goal = 0, ""
    while here < len(cells):
        text = labels.fold(cells[here])
        if labels.overview_goal(text):
            goal = text
            here += 1
            continue
        if labels.programme_row(text):
            rows.append([text])
            here += 1
            continue
        parts = here + 1
        effect = parts + (parts < len(cells) and _is_parts(cells[parts]))
        if effect >= len(cells) or not _is_effect(cells[effect]):
            break
        if labels.total(text):
            rows.append([text, "", "", labels.fold(cells[effect])])
        else:
            own = cell_text(cells[parts]) if effect > parts else ""
            rows.append([goal, cell_text(cells[here]), own, labels.fold(cells[effect])])
            goal = ""
        here = effect + 1
    return rows, here - bool(goal)


def whole_overview(rows: Sequence[Sequence[str]]) -> list[Sequence[str]] | None:
    """Pipe rows, of which blanks moved to the end, with each cell below its head; None where they are no such overview
    or a cell is left over."""
    if not labels.starts_with(rows[0], 0, labels.overview_head):
        return None
    cells = [cell for row in rows[1:] for cell in row]
    shaped, read = overview_rows(cells)
    return [[labels.fold(cell) for cell in rows[0]], *shaped] if shaped and read == len(cells) else None


def _is_parts(cell: str) -> bool:
    return labels.overview_parts(labels.fold(cell)) is not None and not labels.is_value(cell.strip())


def _is_effect(cell: str) -> bool:
    text = labels.fold(cell)
    return labels.is_value(text) or labels.overview_effect(text) is not None
