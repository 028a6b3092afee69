"""Tables of amounts whose numbers are written another way all through: thousands parted by spaces, negative amounts in
brackets or with the minus behind. One cell of that kind is a misprint and is refused (INTEGRITY row 36); a table that
writes no number the Dutch way and several that way has a notation of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..dutch.printed import plain
from ..model import Cell, Document, Grid

_SPACED = re.compile(r"[-+(]? ?(?:€ ?)?-?[1-9][0-9]{0,2}(?: [0-9]{3})+(?: ?[-)])?").fullmatch
_UNSPACED = re.compile(r"[^0-9]*[0-9]{1,3}(?:\.[0-9]{3})+[^0-9]*|[^0-9]*[0-9]{4,}[^0-9]*").fullmatch
_YEAR = re.compile(r"(?:19|20)[0-9]{2}").fullmatch
_BEHIND = re.compile(r"(?P<euro>€ ?)?(?:\( ?(?P<a>(?:€ ?)?[0-9.]+) ?\)|(?P<b>[0-9.]+) ?-)").fullmatch
_BEFORE = re.compile(r"(?:€ ?)?- ?(?:€ ?)?[0-9.]+").fullmatch
_FEWEST = 2


def in_dutch_notation(grid: Grid, document: Document) -> Grid:
    """The grid with its numbers in Dutch notation, or the same grid where they are or where that is not sure. A text
    export may have run two cells together: it is left as it is."""
    if document.reader in ("text", "pipes"):
        return grid
    texts = [plain(cell.text) for row in grid.rows[1:] for cell in row if cell.text[:1] and cell.text[-1] in _ENDS]
    if _is_spaced(texts):
        grid = _written(grid, lambda text: re.sub(r"(?<=[0-9]) (?=[0-9]{3})", ".", text) if _SPACED(text) else text)
        texts = [plain(cell.text) for row in grid.rows[1:] for cell in row]
    parts = [row for row in grid.rows if row[0].text.lower().startswith("waarvan")]
    if any(_is_behind(plain(cell.text)) for row in parts for cell in row):
        return grid  # brackets say that an amount is part of another
    if sum(map(_is_behind, texts)) >= _FEWEST and not any(map(_BEFORE, texts)):
        grid = _written(grid, _with_minus_before)
    return grid


_ENDS = frozenset("0123456789)-\u2010\u2011\u2012\u2013\u2212")


def _is_spaced(texts: Sequence[str]) -> bool:
    found = sum(_SPACED(text) is not None for text in texts)
    return found >= _FEWEST and not any(_UNSPACED(text) and not _YEAR(text) for text in texts)


def _is_behind(text: str) -> bool:
    found = _BEHIND(text)
    return found is not None and not _YEAR(found["a"] or found["b"])


def _with_minus_before(text: str) -> str:
    found = _BEHIND(text) if _is_behind(text) else None
    return f"{found['euro'] or ''}-{found['a'] or found['b']}" if found else text


def _written(grid: Grid, write: Callable[[str], str]) -> Grid:
    cells = {id(cell): cell for row in grid.rows[1:] for cell in row}
    written = {
        key: Cell(write(plain(cell.text)), cell.row, cell.column, cell.row_span, cell.column_span, cell.is_header)
        for key, cell in cells.items()
    }
    rows = (grid.rows[0], *(tuple(written[id(cell)] for cell in row) for row in grid.rows[1:]))
    return Grid(rows, grid.caption, grid.header_rows, grid.uncertain, grid.hidden, grid.layout)
