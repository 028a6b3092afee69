"""A printed row of a text export: its labels, and its values without the blanks between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.dutch.amounts import NotAnAmount, parse_bedrag
from pipeline.readers import table_labels as labels


@dataclass(frozen=True, slots=True)
class TableRow:
    """The label cells at their columns and the printed values without the blanks between them."""

    labels: tuple[str, ...]
    values: tuple[str, ...]
    labels_unsure: bool = False

    @property
    def label(self) -> str:
        return labels.fold(next((text for text in reversed(self.labels) if text), ""))


@lru_cache(maxsize=2048)  # several rules look at the same cells
def whole(text: str) -> int | None:
    """The printed whole number, 0 for a sign that there is none (`-`, `p.m.`), None for a text that is no amount."""
    try:
        return int(parse_bedrag(text).value or 0)
    except NotAnAmount:
        return None
