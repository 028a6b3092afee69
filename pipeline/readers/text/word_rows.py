"""Tables of words in a flat text export, known by their heads: `Activiteit | Status | Toelichting`.

Blank cells are gone, so that only a column of a kind of its own proves that every row is whole: a status is a few words
where the others print sentences. Without such a column, or where it does not fit, the rows are uncertain.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.dutch.dates import STAMP_OPENS
from pipeline.model import Finding
from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import cell_text
from pipeline.readers.text.ragged import cells_grid, unplaced
from pipeline.readers.text.shapes import Found

_MOST_HEADS = 8
_LONGEST_SHORT = 40  # characters


def word_table(blocks: Sequence[str], at: int, table_no: int) -> Found | None:
    """The table whose head begins with block `at`, or None. The label of a part is no head, unless heads of the same
    kind stand beside it (`Nieuwe activiteiten | Lopende activiteiten`)."""
    heads = list(takewhile(labels.word_head, map(labels.fold, blocks[at : at + _MOST_HEADS])))
    if len(heads) < 2 or len(set(heads)) < len(heads) or not any(map(labels.word_subject, heads)):
        return None
    if labels.names_part(heads[0]) and not (at and labels.fold(blocks[at - 1]) == heads[0]):
        return None
    first = at + len(heads)
    cells = [cell_text(block) for block in takewhile(lambda block: not _ends(block), blocks[first:])]
    width = len(heads)
    rows = [cells[begin : begin + width] for begin in range(0, len(cells), width)]
    if not rows:
        return None
    if len(rows[-1]) == width and _is_proven(heads, rows):
        return Found(cells_grid([heads, *rows], None, 1), first + len(cells))
    numbers = range(2, len(rows) + 2)
    told: list[Finding] = [
        unplaced(table_no, no, row[0][:60], row, range(1, width + 1)) for no, row in zip(numbers, rows, strict=True)
    ]
    return Found(cells_grid([heads, *rows], None, 1, frozenset(numbers)), first + len(cells), tuple(told))


def _ends(block: str) -> bool:
    return labels.names_part(labels.fold(block)) or STAMP_OPENS in block


def _is_proven(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns of short words (statuses, themes) hold these in every row, and those of subjects never do."""
    short = [n for n, head in enumerate(heads) if labels.word_short(head)]
    subjects = [n for n, head in enumerate(heads) if labels.word_subject(head)]
    return bool(short) and all(
        all(_is_short(row[n]) for n in short) and not any(_is_short(row[n]) for n in subjects) for row in rows
    )


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_SHORT and "\n" not in text and not text.endswith((".", ";", "!", "?"))
