"""Activities that a page prints twice: in a table, and once more as text for small screens."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ...dutch.printed import letters
from ...model import Finding, Grid
from ..themes import Part


def printed_in(grid: Grid) -> set[str]:
    """The letters of every line of a table: of its activities, of what they stand under, and of its heads."""
    if grid.hidden or grid.layout:
        return set()
    return {letters(line) for row in grid.rows for cell in row for line in cell.text.split("\n")} - {""}


def are_copies(parts: Collection[Part], printed: Collection[str]) -> bool:
    """Whether all lines of the parts, with a key before them or not, and their themes stand in `printed`."""
    lines = (line for part in parts for line in (part.theme, part.subtheme, *part.text.split("\n")) if line)
    return bool(parts) and all(_stands(line, printed) for line in lines)


def _stands(line: str, printed: Collection[str]) -> bool:
    return letters(line) in printed or letters(line.partition(": ")[2]) in printed


def told(copies: Iterable[Part]) -> list[Finding]:
    """TABLE_COPY (info) for the text that begins with each of these parts."""
    message = "activities of a table of the page, printed once more as text, are recorded, not used"
    return [
        Finding("info", "TABLE_COPY", message, f"block {part.block_no}", part.text[:80], "each activity once")
        for part in copies
    ]
