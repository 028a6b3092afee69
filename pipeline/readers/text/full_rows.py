"""An indicator table of a flat text export that has no blank cell: as many texts as its heads make rows of.

`Indicator | Eenheid | Realisatie 2017 | Begroting 2019 | Bron`: with a column of words behind the values the rows
cannot be told from the values alone; where every row prints a name, a value per column of values and a word per
column of words, they can.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Grid
from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import cell_text
from pipeline.readers.text.ragged import cells_grid

_MOST_HEADS = 12
_FEWEST_VALUES = 2


def full_rows(blocks: Sequence[str], at: int) -> tuple[Grid, int] | None:
    """The table whose head begins with block `at` and the index behind it; None where a row does not fit."""
    heads = [labels.fold(block) for block in blocks[at : at + _MOST_HEADS]]
    width = next((n for n, head in enumerate(heads) if not labels.indicator_column(head)), len(heads))
    values = [n for n in range(width) if not labels.indicator_words(heads[n])]
    if len(values) < _FEWEST_VALUES or len(values) == width - 1:
        return None  # without a column of words behind the name, the values tell the rows
    rows: list[Sequence[str]] = [heads[:width]]
    here = at + width
    while here < len(blocks) and not _ends(blocks[here]):
        row = [cell_text(block) for block in blocks[here : here + width]]
        if len(row) < width or any(_is_value(text) != (n in values) for n, text in enumerate(row)):
            return None
        rows.append(row)
        here += width
    return (cells_grid(rows, None, 1), here) if len(rows) > 1 else None


def _ends(block: str) -> bool:
    return labels.section(labels.fold(block)) is not None or "ebouwd op" in block or block.startswith("ga terug")


def _is_value(text: str) -> bool:
    return labels.is_value(text) or labels.indicator_value(text.strip()) is not None
