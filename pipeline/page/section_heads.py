"""The headings of a page's sections: their level, the label that opens a text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.contents import TextBlock
from pipeline.model import Heading
from pipeline.page.labels import find_label, opening_label
from pipeline.page.titles import first_line


def section_level(texts: Sequence[tuple[int, TextBlock]]) -> int | None:
    """The level at which known labels stand, the outermost; None where no label is a heading by markup."""
    levels = [
        block.level
        for _, block in texts
        if isinstance(block, Heading) and (label := opening_label(block.text)) and not label.below and not label.caption
    ]
    return min(levels, default=None)


def split(text: str, lead: str | None) -> tuple[str, str]:
    """Heading and rest of a block: its first line, or its bold opening where that alone is a label."""
    line, rest = first_line(text)
    if lead and len(lead) < len(line) and line.startswith(lead) and find_label(lead) is not None:
        return lead.strip(), text[len(lead) :].lstrip(": \u00a0\n").rstrip()
    return line, rest
