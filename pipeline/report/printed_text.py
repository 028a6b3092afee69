"""The text a page printed, with the numbers in it that became rows marked where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .corpus import Row

NUMBERS = {
    "text_amounts": ("text_amount_id", "printed_text"),
    "indicators": ("observation_id", "value_text"),
    "deviations": ("deviation_id", "printed_text"),
}
"""Tables whose rows are numbers in running text: their key and the column with the words as printed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text; one with an anchor is a number that rows were read from."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSection:
    section_id: str
    anchor: str
    kind: str
    goal_id: str | None
    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The sections of one page and, for each row that is a number in them, the anchor it stands at."""

    sections: tuple[PrintedSection, ...]
    anchors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Number:
    row_id: str
    start: int
    end: int


def printed_text(sections: Sequence[Row], rows: Mapping[str, Sequence[Row]]) -> PrintedText:
    """The text of one page. `rows` are the page's rows of the tables in NUMBERS."""
    wanted: defaultdict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for table, (key, column) in NUMBERS.items():
        for row in rows.get(table, ()):
            if row.get("table_no") is None and row[column]:
                wanted[section_of(sections, row["block_no"])].append((row[key], row[column]))
    anchors: dict[str, str] = {}
    shown = []
    for section in sorted(sections, key=lambda s: int(s["seq"])):
        anchor = section_anchor(section)
        found = list(_found(section["text"] or "", wanted[section["section_id"]]))
        passages = tuple(_passages(section["text"] or "", found, anchor, anchors))
        shown.append(
            PrintedSection(
                section["section_id"], anchor, section["kind"], section["goal_id"], section["heading"] or "", passages
            )
        )
    return PrintedText(tuple(shown), anchors)


def section_anchor(section: Row) -> str:
    return f"s{section['seq']}"


def section_of(sections: Sequence[Row], block_no: int | None) -> str | None:
    """section_id of the section a block of the page lies in; None where none begins before it."""
    before = [s for s in sections if s["block_no"] is not None and block_no is not None and s["block_no"] <= block_no]
    return max(before, key=lambda s: (int(s["block_no"]), int(s["seq"])))["section_id"] if before else None


def _found(text: str, wanted: Sequence[tuple[str, str]]) -> Iterator[_Number]:
    """Where the numbers stand: the same words twice are the first and the second place they stand at."""
    after: defaultdict[str, int] = defaultdict(int)
    for row_id, printed in wanted:
        pattern = re.compile(rf"(?<![\d.,]){_spaced(printed)}(?![\d]|[.,]\d)")
        match = pattern.search(text, after[printed]) or pattern.search(text)
        if match:
            after[printed] = match.end()
            yield _Number(row_id, match.start(), match.end())


def _spaced(printed: str) -> str:
    return r"\s+".join(re.escape(part) for part in printed.split())


def _passages(text: str, found: Sequence[_Number], section: str, anchors: dict[str, str]) -> Iterator[Passage]:
    """The text cut at its numbers, the longest of those that overlap; `anchors` learns where each row stands."""
    kept: list[_Number] = []
    for number in sorted(found, key=lambda n: (n.start - n.end, n.start, n.row_id)):
        if not any(number.start < k.end and k.start < number.end for k in kept):
            kept.append(number)
    kept.sort(key=lambda n: n.start)
    names = {k: f"{section}-{place}" for place, k in enumerate(kept, 1)}
    for number in found:
        over = next(k for k in kept if number.start < k.end and k.start < number.end)
        anchors[number.row_id] = names[over]
    at = 0
    for k in kept:
        if text[at : k.start]:
            yield Passage(text[at : k.start])
        yield Passage(text[k.start : k.end], names[k])
        at = k.end
    if text[at:]:
        yield Passage(text[at:])
