"""Goals inside the tables of 2014-2016: one table holds a goal's title, its sentence, its Streefdoelen and their rows.

Both the page wing (which goals are there) and the tables wing (which rows belong to which goal) ask this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.contents import keep_last
from pipeline.dutch.amounts import absent
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.printed import plain

RowKind: TypeAlias = Literal["effects", "streefdoel", "head", "aside", "text"]


@dataclass(frozen=True, slots=True)
class StreefdoelGoal:
    """Rows of one goal, first and last included, 1-based. `begins` is False where the rows go on with the goal
    that the page opened before this table."""

    first_row: int
    last_row: int
    title: str | None
    statement_lines: tuple[str, ...]
    begins: bool


_LABELS: tuple[tuple[RowKind, re.Pattern[str]], ...] = (
    ("effects", re.compile(r"doelstelling(en)?\s*(/|&|en)\s*maatschappelijke\s+effect(en)?\W*", re.IGNORECASE)),
    ("streefdoel", re.compile(r"streefdoel(en)?\s*/\s*indicator(en)?\W*", re.IGNORECASE)),
    ("head", re.compile(r"nulsituatie(?:\W*|\s*\(?(?:19|20)\d\d\)?\s*)", re.IGNORECASE)),
    ("aside", re.compile(r"(relaties?\s+met\s+andere|toelichting(\s+algemeen)?\b|bron(nen)?\s*:)", re.IGNORECASE)),
)
_CUT: dict[RowKind, str] = {
    "effects": "doelstellingen/maatschappelijke effecten",
    "streefdoel": "streefdoel/indicator",
    "aside": "relaties met andere programma’s",
}
_SHORTEST_CUT = 10
_LONGEST_TITLE = 200
_LONGEST_LABEL = 60
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]? +(?=[DSNRTB])")  # `1.1. Streefdoel/indicator`
_BEGINNINGS = frozenset({"do", "st", "nu", "re", "to", "br"})  # of the labels above
_EFFECTS = re.compile(rb"doelstelling(?:en)?\s*(?:/|&|en)\s*maatschappelijke")
_INITIALS = frozenset("DdSsNnRrTtBb")  # of the labels above


def row_kind(texts: Sequence[str]) -> RowKind:
    """What a row of such a table is, by its first printed cell: `effects` (Doelstellingen/maatschappelijke
    effecten), `streefdoel` (Streefdoel/indicator), `head` (Nulsituatie, Norm ...), `aside` (Relaties met andere
    programma's, Toelichting, bron:) or `text`."""
    for printed in texts:
        if printed and not printed.isspace():
            break
    else:
        return "text"
    begin = printed[:2]
    if begin.isalnum() and begin.lower() not in _BEGINNINGS:
        return "text"  # nearly all rows; plain() changes no letter
    printed = without_mark(plain(printed))
    if printed[:1].isdigit() and (number := _NUMBER.match(printed)):
        printed = printed[number.end() :]
    if printed[:1] not in _INITIALS or (len(printed) > _LONGEST_LABEL and printed[0] not in "RrTtBb"):
        return "text"
    for kind, pattern in _LABELS:
        if (pattern.match(printed) if kind == "aside" else pattern.fullmatch(printed)) is not None:
            return kind
    return "text"


def cut_label(printed: str) -> RowKind | None:
    """The label that the last words of a cut export begin (`Doelstellingen/maatschappelijke effec`, jaarverslag-2014
    p1700), or None."""
    text = plain(printed).lower()
    if len(text) < _SHORTEST_CUT:
        return None
    return next((kind for kind, label in _CUT.items() if label.startswith(text) and label != text), None)


@keep_last
def may_hold_streefdoelen(words: bytes) -> bool:
    """Whether a word of the labels stands anywhere in the `words` of a page (Contents): one search instead of a
    question to every row."""
    if b"streefdoel" in words or b"nulsituatie" in words:
        return True
    return b"maatschappelijke" in words and _EFFECTS.search(words) is not None


def is_streefdoel_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds Streefdoelen: a row `Streefdoel/indicator`, or a goal's label above anything."""
    return any(row_kind(row) in ("effects", "streefdoel") for row in rows)


def _only_text(row: Sequence[str]) -> str | None:
    """The text of a row that prints one text only (a spanning cell, or one cell and empty ones)."""
    printed = {plain(text) for text in row} - {""}
    return printed.pop() if len(printed) == 1 else None


def _is_title(rows: Sequence[Sequence[str]], kinds: Sequence[RowKind], index: int) -> bool:
    """Whether row `index`, right above a goal's label, is its title and not the last row of the goal before."""
    text = _only_text(rows[index])
    if text is None or kinds[index] != "text" or len(text) > _LONGEST_TITLE or text[-1] in ".;:" or text[0] in "•*":
        return False
    if absent(text) is not None:
        return False
    if index and kinds[index - 1] == "aside":
        return _is_whole_source(rows[index - 1])
    return index == 0 or kinds[index - 1] not in ("head", "streefdoel", "effects")


def _is_whole_source(row: Sequence[str]) -> bool:
    """`bron: politie`: what follows is no part of it. Below `Relaties met andere programma's` the programme follows."""
    text = (_only_text(row) or "").lower()
    return text.startswith("bron") and ":" in text and text[-1] != ":"


def _starts(rows: Sequence[Sequence[str]], kinds: Sequence[RowKind]) -> Iterator[int]:
    """Indices of the rows where a goal begins: its title, or its label where it has no title."""
    taken = -1
    for index, kind in enumerate(kinds):
        if kind == "effects":
            titled = index - 1 > taken and _is_title(rows, kinds, index - 1)
            doubled = titled and index - 2 > taken and _only_text(rows[index - 2]) == _only_text(rows[index - 1])
            if not (taken >= 0 and set(kinds[taken:index]) <= {"text"}):  # not the goal whose doubled title opened it
                yield index - 2 if doubled else index - 1 if titled else index
            taken = index
        elif kind == "text" and index + 1 < len(rows) and taken < index and kinds[index + 1] == "text":
            # `Jeugdhulp` / `Jeugdhulp` without the label (begroting-2016, programme 12)
            text = _only_text(rows[index])
            below = kinds[index + 2 : index + 5]
            soon = "streefdoel" in below and "effects" not in below
            if text and text == _only_text(rows[index + 1]) and soon and _is_title(rows, kinds, index):
                yield index
                taken = index + 1


def _goal(
    rows: Sequence[Sequence[str]], kinds: Sequence[RowKind], start: int, stop: int, begins: bool
) -> StreefdoelGoal:
    if not begins:
        return StreefdoelGoal(start + 1, stop, None, (), False)
    title = _only_text(rows[start]) if kinds[start] == "text" else None
    lines: list[str] = []
    for index in range(start, stop):
        if kinds[index] == "text":
            text = _only_text(rows[index])
            if text and text != title:
                lines += [line.strip() for line in text.split("\n") if line.strip()]
        elif kinds[index] != "effects":
            break
        elif len(beside := [text for text in dict.fromkeys(rows[index]) if plain(text)]) == 2:
            lines += [line.strip() for line in beside[1].split("\n") if line.strip()]  # a table of labels and values
    return StreefdoelGoal(start + 1, stop, title, tuple(lines), True)


def split_streefdoel_rows(rows: Sequence[Sequence[str]]) -> list[StreefdoelGoal]:
    """The goals of one table, in order, covering all its rows. `rows` holds the cell texts of each row; a spanning
    cell may stand in several places. A table that opens with `Streefdoel/indicator` goes on with the goal that the
    page opened before it: its first part has `begins=False`. One row, one goal:

        Zwolle blijft bouwen: keuzevrijheid        <- title (may be missing: jaarverslag-2014 p1710)
        Doelstellingen/maatschappelijke effecten
        Particulier opdrachtgeverschap ...         <- statement_lines
        Streefdoel/indicator ...
    """
    if not rows:
        return []
    kinds = [row_kind(row) for row in rows]
    starts = list(_starts(rows, kinds))
    parts = [(0, False)] if not starts or starts[0] > 0 else []
    parts += [(start, True) for start in starts]
    stops = [start for start, _ in parts[1:]] + [len(rows)]
    return [_goal(rows, kinds, start, stop, begins) for (start, begins), stop in zip(parts, stops, strict=True)]


def goal_ids_of_rows(
    parts: Sequence[StreefdoelGoal], goals_here: Sequence[str], goal_before: str | None
) -> tuple[str | None, ...]:
    """The goal_id of each part of a table: `goals_here` are the goals whose `GoalRef.block_no` is the table's
    block, `goal_before` is the goal that was open before it (the `goal_id` of the last section or GoalRef above).
    A first part that goes on with no goal takes the first of `goals_here`."""
    remaining = iter([goal for goal in goals_here if goal != goal_before])
    found: list[str | None] = []
    for part in parts:
        if part.begins or (goal_before is None and not found):
            found.append(next(remaining, None))
        else:
            found.append(goal_before)
    return tuple(found)
