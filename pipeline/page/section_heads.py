"""The headings of a page's sections: their level, the counts before them, the label that opens a text."""

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


def counted(texts: Sequence[tuple[int, TextBlock]]) -> frozenset[int]:
    """The headings that a site counts without a point, `1 Beschrijving` and `2 Criteria`: at least two different labels
    (one alone, `2 Activiteiten`, may say how many there are)."""
    headings = ((number, block.text) for number, block in texts if isinstance(block, Heading))
    counted = [(number, text.lstrip("0123456789 ")) for number, text in headings if text[:1].isdigit()]
    labels = {text for _, text in counted if (label := find_label(text)) and not (label.prose or label.below)}
    return frozenset(n for n, text in counted if text in labels) if len(labels) > 1 else frozenset()


def split(text: str, lead: str | None) -> tuple[str, str]:
    """Heading and rest of a block: its first line, or its bold opening where that alone is a label."""
    line, rest = first_line(text)
    if lead and len(lead) < len(line) and line.startswith(lead) and find_label(lead) is not None:
        return lead.strip(), text[len(lead) :].lstrip(": \u00a0\n").rstrip()
    return line, rest
