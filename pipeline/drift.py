"""Who lost the rows of a changed page, the site or we: a text that no row has any more and that the page prints as
often as before was lost by us, because a label or a column head is no longer known (INTEGRITY.md F15)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from .model import Finding
from .outcome import FindingRecord

Tables = Mapping[str, Sequence[Any]]
"""dataset -> records of one page"""

_REPEATED = frozenset({"sections", "table_cells", "text_amounts", "checks", "source_errors"})
"""Datasets that say again what the others say, or what stands on the page."""
_PRINTED = {
    "goals": ("title", "statement", "description", "realisation"),
    "criteria": ("text",),
    "activities": ("text",),
    "indicators": ("indicator",),
    "policy_documents": ("title",),
    "deviations": ("title",),
}
"""Columns that hold text as the page prints it; the rows of tables are known by the cells they claim."""
_VALUES = {"deviations": ("amount_eur",), "indicators": ("value",)}
"""What a row is for: without it the row is kept and says next to nothing."""
_SHORTEST = 3  # letters and digits: shorter text stands in any other
_MAY_LOSE = 0.5
_FEW = 4


def drift(before: Tables, now: Tables) -> Finding | None:
    """The finding LAYOUT_DRIFT about a page that gave the rows `before` and gives the rows `now`, or None.

    A row whose text is still printed was lost by us, however few they are. All rows of a dataset, or most of at least
    a few, are never taken as gone without a person's word, whatever the page still prints: half a page, or a page that
    a script fills in, looks the same as one that was emptied on purpose.
    """
    typed = [name for name, rows in before.items() if rows and name not in _REPEATED]
    for name in typed:
        for value in (None, *_VALUES.get(name, ())):
            had, has = _count(before[name], value), _count(now.get(name, ()), value)
            if (had and not has) or (had >= _FEW and has < had * _MAY_LOSE):
                return _fell_away(name, value, had, has)
        had, has = _not_zero(before[name]), _not_zero(now.get(name, ()))
        if had >= _FEW and not has:  # a script that did not fill them in prints 0 everywhere
            return _fell_away(name, "an amount other than 0", had, has)
    pages = _Prints(before), _Prints(now)
    for name in typed:
        lost = [*_texts_unread(name, *pages), *_cells_unread(name, *pages)]
        if lost:
            return _unread(name, lost, pages[1])
    return None


SWAPPED = "identity"
"""The location of a LAYOUT_DRIFT about a page that says it is another one."""
_WHICH_PAGE = frozenset({"IDENTITY_CONFLICT", "CODE_CONFLICT"})


def swapped(before: Collection[tuple[str, str]], now: Iterable[FindingRecord]) -> Finding | None:
    """The finding LAYOUT_DRIFT about a page that now names another publication or goal than its address, and did not
    `before` (codes and locations of its findings in force): the site answers with another page. Or None."""
    known = {code for code, _ in before}
    if ("LAYOUT_DRIFT", SWAPPED) in before:
        known = set()  # what is in force is older than the conflict
    new = next((f for f in now if f.code in _WHICH_PAGE and f.code not in known), None)
    if new is None:
        return None
    return Finding(
        "error", "LAYOUT_DRIFT", f"The page changed and says now that it is another one ({new.code}); {_RENEW}",
        SWAPPED, new.found, new.expected,
    )  # fmt: skip


def _count(rows: Sequence[Any], value: str | None) -> int:
    """The rows, or those that hold this value."""
    return len(rows) if value is None else sum(getattr(row, value) is not None for row in rows)


def _not_zero(rows: Sequence[Any]) -> int:
    return sum(bool(getattr(row, "amount_eur", None)) for row in rows)


class _Prints:
    """What a page prints, and what its rows hold of it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.sections = [
            (section, "\n".join(map(_fold, (section.heading or "", *section.text.split("\n")))))
            for section in tables.get("sections", ())
        ]
        self.cells = [(cell, _fold(cell.text)) for cell in tables.get("table_cells", ())]
        self.text = "\n".join(text for _, text in (*self.sections, *self.cells))

    def place(self, text: str) -> str:
        """Where a folded text is printed."""
        cell = next((cell for cell, printed in self.cells if text in printed and not cell.claimed_by), None)
        if cell is not None:
            return f"table {cell.table_no} row {cell.row_no} column {cell.column_no}"
        section = next((section for section, printed in self.sections if text in printed), None)
        return f'section {section.seq} "{section.heading or ""}"' if section is not None else "page"


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _texts_unread(name: str, before: _Prints, now: _Prints) -> Iterator[str]:
    """The lines of text that a row had and no row has, and that are printed as often as they were. A line may have
    become part of another, or the theme of other rows; in another column of `_PRINTED` it is filed wrongly."""
    rows = now.tables.get(name, ())
    around = [f for f in _columns(rows) if f not in _PRINTED.get(name, ()) and not f.endswith("_id")]
    for column in _PRINTED.get(name, ()):
        has = "\n".join(_fold(text) for row in rows for text in _strings(row, (column, *around)))
        for line, printed in _lines(before.tables[name], column).items():
            if line not in has and 0 < before.text.count(line) <= now.text.count(line):
                yield printed


def _columns(rows: Sequence[Any]) -> list[str]:
    return [f.name for f in fields(rows[0])] if rows else []


def _lines(rows: Sequence[Any], column: str) -> dict[str, str]:
    lines = {_fold(line): line for row in rows for line in (getattr(row, column) or "").split("\n")}
    return {folded: line for folded, line in lines.items() if len(folded) >= _SHORTEST}


def _strings(row: Any, columns: Sequence[str]) -> Iterator[str]:
    return (value for column in columns if isinstance(value := getattr(row, column), str))


def _cells_unread(name: str, before: _Prints, now: _Prints) -> Iterator[str]:
    """The numbers that fewer cells of this dataset hold, though as many cells of the page do; not while the dataset
    has as many rows as before, because then nothing was lost."""
    if len(now.tables.get(name, ())) >= len(before.tables[name]):
        return
    claimed, still = _claims(name, before), _claims(name, now)
    printed, prints = (Counter(cell.text for cell, _ in page.cells) for page in (before, now))
    for text, count in claimed.items():
        if prints[text] >= printed[text]:
            yield from [text] * (count - still[text])


def _claims(name: str, page: _Prints) -> Counter[str]:
    return Counter(cell.text for cell, folded in page.cells if cell.claimed_by == name and re.search(r"\d", folded))


_RENEW = "its last good rows stay in force. If the page is right, build with --renew and its page_id."


def _unread(name: str, lost: Sequence[str], now: _Prints) -> Finding:
    others = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
    return Finding(
        "error", "LAYOUT_DRIFT",
        f"The page changed and prints text that was read into {name} and is not any more, so a label or a column head "
        f"is no longer known; {_RENEW}",
        now.place(_fold(lost[0])), f'"{lost[0][:100]}"{others}', f"rows of {name}, as in the snapshot in force",
        "pipeline",
    )  # fmt: skip


def _fell_away(name: str, value: str | None, had: int, has: int) -> Finding:
    what = f"rows of {name}" + (f" with {value}" if value else "")
    return Finding(
        "error", "LAYOUT_DRIFT", f"The page changed and lost all or most {what}; {_RENEW}", "page",
        f"{has} {what}", f"about {had}, as in the snapshot in force",
    )  # fmt: skip
