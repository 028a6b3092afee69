"""Text exports that a converter printed line by line -> the same text with a paragraph on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Finding
from pipeline.readers import table_labels as labels
from pipeline.readers.text.set_out import MARK
from pipeline.readers.wrapped import LONGEST, Joint, Line, are_parted, joints, together, told

_FEWEST = 2  # lines
_OPENS = re.compile(r"\s*(?:[•▪◦·‣○●■□–*-]|o\s|\d{1,2}[.)]|[a-z][.)])\s+\S")


def with_whole_paragraphs(text: str) -> tuple[str, list[Finding]]:
    """`text` with the lines joined that go on with each other, and what there is to tell; any other text as it is.
    Where no blank line parts the paragraphs, or one stands behind every line, each paragraph is a block."""
    printed = text.split("\n")
    if len(printed) < _FEWEST or sum(len(line) > LONGEST for line in printed) * 20 > len(printed):
        return text, []
    printed = [line.rstrip() for line in printed]
    places = [place for place, line in enumerate(printed) if line.strip("| \t\xa0")]
    lines = list(_lines(printed, places))
    spaced = [replace(line, apart=_is_of_table(line.text)) for line in lines]
    parted = any(line.apart for line in lines) and are_parted(lines, spaced)
    found = joints(lines if parted else spaced, parted=parted)
    if found is None:
        return text, []
    return _written(printed, places, found, parted=parted), list(told(found, lines))


def _lines(printed: Sequence[str], places: Sequence[int]) -> Iterator[Line]:
    before = -1
    for place in places:
        text = labels.fold(printed[place])
        apart = place > before + 1 or _is_of_table(printed[place]) or (place > 0 and _is_of_table(printed[place - 1]))
        yield Line(text, apart, _OPENS.match(printed[place]) is not None)
        before = place


def _is_of_table(line: str) -> bool:
    return "|" in line or "\t" in line.strip() or line.startswith(MARK)


def _written(printed: Sequence[str], places: Sequence[int], found: Sequence[Joint], *, parted: bool) -> str:
    """The text with what is joined on one line; paragraphs that nothing parts get a blank line between them, the items
    of a list none."""
    rows: list[str] = []
    last = places[0] - 1
    for place, joint in zip(places, found, strict=True):
        if joint is not Joint.NEW:
            rows[-1] = together(rows[-1], printed[place].strip())
        else:
            blank = place > last + 1
            if not parted and rows:
                blank = not (_OPENS.match(rows[-1]) and _OPENS.match(printed[place])) and not _is_of_table(
                    printed[place]
                )
            rows += ["", printed[place]] if blank else [printed[place]]
        last = place
    return "\n".join(rows)
