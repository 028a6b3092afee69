"""Numbers as the report prints them: each one leads to the cell or sentence it was printed in."""

from __future__ import annotations

from dataclasses import dataclass

from .corpus import Corpus, Row
from .dutch_words import whole, word
from .evidence import Evidence
from .places import Place


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `text` is what the report shows, `printed` what the page prints, `value` is in euros or in the
    indicator's unit; `others` are other publications that print another amount for the same thing."""

    row_id: str
    text: str
    printed: str
    place: Place
    hint: str
    publication: str
    value: float | None = None
    reliability: str = ""
    others: tuple[Figure, ...] = ()


class Figures:
    """Makes figures of rows."""

    def __init__(self, corpus: Corpus, evidence: Evidence) -> None:
        self._corpus = corpus
        self._evidence = evidence

    def amount(self, row: Row, table: str = "baten_lasten", others: tuple[Figure, ...] = ()) -> Figure:
        """A printed amount in whole euros; a placeholder (`-`, `pm`) as it is printed."""
        publication = self._corpus.publication_title(row["publication_id"])
        unit = f" (in {word('unit', row['unit'])})"
        hint = f"{publication} drukt {row['printed_text']}{unit}; {word('reliability', row['reliability'])}"
        known = row["amount_eur"] is not None
        text = whole(row["amount_eur"]) if known else row["printed_text"]
        return Figure(
            row["amount_id"],
            text,
            row["printed_text"],
            self._evidence.place(table, row),
            hint,
            publication,
            row["amount_eur"],
            row["reliability"],
            others,
        )

    def observation(self, row: Row) -> Figure:
        """A value of an indicator as printed."""
        publication = self._corpus.publication_title(row["publication_id"])
        hint = f"{publication}, {word('role', row['role']).lower()}"
        place = self._evidence.place("indicators", row)
        text = row["value_text"]
        return Figure(row["observation_id"], text, text, place, hint, publication, row["value"])

    def deviation(self, row: Row) -> Figure:
        """The amount of a deviation in whole euros, favourable positive."""
        publication = self._corpus.publication_title(row["publication_id"])
        place = self._evidence.place("deviations", row)
        text, printed = whole(row["amount_eur"]), row["printed_text"] or ""
        hint = f"{publication} drukt: {printed}"
        return Figure(row["deviation_id"], text, printed, place, hint, publication, row["amount_eur"])
