"""A printed row of a text export: its labels, and its values without the blanks between them."""

from __future__ import annotations

from dataclasses import dataclass

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


def whole(text: str) -> int | None:
    """The printed whole number, 0 for a dash, None where there is none."""
    try:
        number = parse_bedrag(text)
    except NotAnAmount:
        return None
    if number.value is None:
        return 0 if number.reason == "dash" else None
    return int(number.value)
