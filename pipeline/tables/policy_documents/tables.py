"""Tables of policy documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...model import Cell, Grid
from ..grids import numbers_rows
from ..lines import one_line, tidy
from .words import Document, is_head, is_prose, names_nothing, names_title, role_of


def from_grid(block_no: int, grid: Grid) -> Iterator[Document]:
    """Name rows and description rows by turns (begroting-2026 p50287): a description covers the full width, or
    stands alone in its row below a name. Below heads of more than name and date each column is what its head says."""
    open_document: Document | None = None
    width = max(map(len, grid.rows), default=0)
    columns: dict[str, int] = {}
    first = True  # no row with text above
    counted = width > 1 and numbers_rows([row[0].text for row in grid.rows])
    for place, row in enumerate(grid.rows, 1):
        cells = [cell for column, cell in enumerate(row, 1) if cell.row == place and cell.column == column]
        cells = cells[1:] if counted and cells and cells[0].column == 1 else cells
        printed = [one_line(cell.text) for cell in cells]
        filled = [text for text in printed if text]
        heads = (
            is_head(filled) or (place <= grid.header_rows and len(filled) > 1) or (first and _are_heads(cells, printed))
        )
        if filled and heads:
            columns = _columns([one_line(cell.text) for cell in row])
            first = False
            continue
        first = first and not filled
        if not filled:
            continue
        places = tuple((cell.row, cell.column) for cell in cells if cell.text.strip())
        full_width = width > 1 and len(cells) == 1 and cells[0].column_span >= width
        alone = len(filled) == 1 and bool(printed) and bool(printed[0])
        if open_document and open_document.description is None and (full_width or (alone and is_prose(filled[0]))):
            yield replace(open_document, description=tidy(cells[0].text), cells=open_document.cells + places)
            open_document = None
            continue
        if open_document:
            yield open_document
        open_document = _from_row(row, columns, filled, block_no, places)
    if open_document:
        yield open_document


def _from_row(
    row: Sequence[Cell], columns: Mapping[str, int], filled: Sequence[str], block_no: int,
    cells: tuple[tuple[int, int], ...],
) -> Document:  # fmt: skip
    if columns:
        texts = {role: one_line(row[column].text) for role, column in columns.items()}
        established, description = texts.get("established", ""), texts.get("description", "")
        title = texts["title"] or filled[0]
    else:
        second = filled[1] if len(filled) > 1 else ""
        established, description = ("", second) if is_prose(second) else (second, "")
        title = filled[0]
    if names_nothing(established):
        established = ""
    name, _, below = tidy(row[columns.get("title", int(bool(cells) and cells[0][1] > 1))].text).partition("\n")
    if below and not description and is_prose(one_line(below)):
        title, description = one_line(name), below
    return Document(title, established or None, description or None, block_no, cells)


def _are_heads(cells: Sequence[Cell], printed: Sequence[str]) -> bool:
    """Whether a first row names columns of which not all are known (`Nr | Beleidsdocument | Vastgesteld | Geldig tot`):
    one of documents, and one more that is known or the markup of heads."""
    titles = [text for text in printed if names_title(text)]
    known = any(text and role_of(text) for text in printed)
    return len(printed) > 1 and bool(titles) and (known or all(cell.is_header for cell in cells))


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """The column of each role; that of the titles is the first with such a head, or the first of all."""
    title = next((column for column, head in enumerate(heads) if names_title(head)), 0)
    roles = {role: column for column, head in enumerate(heads) if column != title and (role := role_of(head))}
    return {"title": title, **roles} if roles or title else {}
