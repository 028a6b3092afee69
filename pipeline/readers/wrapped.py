"""Text that a converter printed line by line, as it stood on paper: which lines go on with the one above them.

Converters of PDF (pdftotext, pdf2htmlEX, pdftohtml, mutool) and "save as text" of Word end a line where the paper did.
Nothing in a line says so; many lines do: those that a next one goes on with in lower case are all about as wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from statistics import median

from pipeline.model import Finding
from pipeline.readers import table_labels as labels

LONGEST = 200  # characters of a line on paper, which is seldom wider than 130
_NARROWEST = 40
_FEWEST = 3  # lines that go on
_SPREAD = 0.2  # letters are not equally wide
_FULL = 0.87
_MOST_STRAY = 0.1
_MOST_WIDE = 0.05
_TITLE_AND_AIM = 2
_ENDS = (".", "!", "?", ";", ":", ".”", ".’", '."', ".)", "…")
_SENTENCE = (".", "!", "?", ".”", ".’", '."', ".)")
_NAMES_GOAL = re.compile(r".{40} (?:doel|ambitie)(?: \d{1,2}(?:\.\d{1,2}){1,2})?\Z", re.IGNORECASE)
"""The end of a line whose last goal has its title on the next one (begroting-2018 p10692)."""
names_goal = _NAMES_GOAL.search
_SUSPENDED = frozenset({"en", "of", "en/of", "als", "tot", "dan", "maar", "noch", "c.q.", "respectievelijk"})


class Joint(IntEnum):
    """How a line stands to the one above it."""

    NEW = 0
    GOES_ON = 1
    MAY_GO_ON = 2
    """The line above is full and ends a sentence: the paragraph may end there."""


@dataclass(slots=True)
class Line:
    """One printed line without its indent; `apart` where something stands between it and the line above, `opens` where
    it begins an item."""

    text: str
    apart: bool = False
    opens: bool = False


def joints(lines: Sequence[Line], *, parted: bool) -> list[Joint] | None:
    """How each line stands to the one above it; None where none goes on. `parted`: something printed, a blank line or a
    block, parts the paragraphs, so that a full line never ends one."""
    width = _width(lines)
    found = [Joint.NEW]
    below_title = 0
    for above, line in pairwise(lines):
        joint = Joint.NEW
        if labels.goal_title(above.text):
            below_title = _TITLE_AND_AIM
        if line.apart or line.opens or _is_caption(line.text):
            pass
        elif (below_title and _goes_on_low(above, line)) or _NAMES_GOAL.search(above.text):
            joint = Joint.GOES_ON
        elif width is not None:
            joint = _joint(above.text, line.text, width)
        below_title -= bool(below_title) and joint is Joint.NEW
        found.append(Joint.GOES_ON if parted and joint else joint)
    if parted and width is None:  # too few to know the width, but a sentence that breaks off is none
        for at in (at for run in _runs(lines) for at in run[1:]):
            found[at] = Joint.GOES_ON
    if not any(found):
        return None
    for at, (line, joint, below) in enumerate(zip(lines, found, [*found[1:], Joint.NEW], strict=True)):
        if joint is Joint.MAY_GO_ON and below is Joint.NEW and _is_name(line.text):
            found[at] = Joint.NEW
    return found


def _is_name(text: str) -> bool:
    """Whether a line alone is the name of what is below it: the last line of a paragraph ends a sentence."""
    return not text.endswith(_ENDS) or (text.endswith(":") and len(text) < _NARROWEST)


def are_parted(lines: Sequence[Line], loose: Sequence[Line]) -> bool:
    """Whether what is printed parts the paragraphs: hardly any line goes on in lower case behind it. `loose` are the
    same lines with nothing between them."""
    return _evidence(lines) >= _evidence(loose) * (1 - _MOST_STRAY)


def _evidence(lines: Sequence[Line]) -> int:
    return sum(len(run) - 1 for run in _runs(lines))


def _width(lines: Sequence[Line]) -> int | None:
    """How wide the lines are that the next one goes on with, if these are enough and all about as wide, and hardly any
    line is far wider."""
    going_on = [(lines[at].text, lines[at + 1].text) for run in _runs(lines) for at in run[:-1]]
    if len(going_on) < _FEWEST:
        return None
    width = median(len(above) for above, _ in going_on)
    if width < _NARROWEST or width * (1 + _SPREAD) > LONGEST:
        return None
    stray = sum(not _is_full(above, below, width * (1 - _SPREAD / 2)) for above, below in going_on)
    wide = sum(len(line.text) > width * (1 + _SPREAD) for line in lines)
    if stray > len(going_on) * _MOST_STRAY or wide > len(lines) * _MOST_WIDE:
        return None
    return int(width)


def _runs(lines: Sequence[Line]) -> Iterator[range]:
    """The places of lines that go on in lower case, from the first to the last one. Lines without any bullet or stop
    may be the items of a list that lost its bullets."""
    begin = None
    for at, (above, line) in enumerate(pairwise([*lines, Line("", apart=True)])):
        if _goes_on_low(above, line):
            begin = at if begin is None else begin
        elif begin is not None:
            if lines[begin].opens or above.text.endswith(_ENDS):
                yield range(begin, at + 1)
            begin = None


def _goes_on_low(above: Line, line: Line) -> bool:
    if line.apart or line.opens or len(above.text) < _NARROWEST or above.text.endswith(_ENDS):
        return False
    return is_low(line.text) and not _is_caption(line.text)


def _is_caption(text: str) -> bool:
    """Whether a line is the caption of a table: `(bedragen x € 1.000)`."""
    return text[0] == "(" and bool(labels.caption(text) or labels.unit_line(text) or labels.unit_line(text.strip("()")))


def is_low(text: str) -> bool:
    """Whether a text opens in lower case, as a line does that goes on with the one above it."""
    return text.lstrip("(‘“\"'")[:1].islower()


def _is_full(above: str, line: str, width: float) -> bool:
    """Whether the first word of a line had no room on the line above."""
    return len(above) + 1 + len(line.split(maxsplit=1)[0]) >= width


def _joint(above: str, line: str, width: int) -> Joint:
    if labels.names_part(line) or labels.names_part(above) or not _is_full(above, line, width * _FULL):
        return Joint.NEW
    if is_low(line) or not above.endswith(_ENDS):
        return Joint.GOES_ON
    return Joint.MAY_GO_ON if above.endswith(_SENTENCE) else Joint.NEW


def together(above: str, line: str) -> str:
    """Two lines as one text: a hyphen that broke a word is gone, one of the word itself stays."""
    if above.endswith("\u00ad"):
        return above[:-1] + line
    if not above.endswith(("-", "/")) or len(above) < 2 or not above[-2].isalnum():
        return f"{above} {line}"
    first = line.split(maxsplit=1)[0].lower()
    if above[-1] == "-" and first in _SUSPENDED:  # `sport- en cultuurbeleid`
        return f"{above} {line}"
    begun = re.split(r"[^\w]", above[:-1])[-1]
    if above[-1] == "/" or not line[0].islower() or not begun.isalpha() or begun.isupper():
        return above + line
    return above[:-1] + line


def told(found: Sequence[Joint], lines: Sequence[Line]) -> Iterator[Finding]:
    """LINE_ENDS: that lines were put together, and where nobody can tell whether a paragraph ends."""
    joined = sum(map(bool, found))
    unsure = [at for at, joint in enumerate(found) if joint is Joint.MAY_GO_ON]
    if not joined:
        return
    message = f"the page prints its text in lines of paper: {joined} were put behind the line that they go on with"
    if not unsure:
        yield Finding("info", "LINE_ENDS", message, found=f"{joined} lines", expected="paragraphs")
        return
    message += f"; at {len(unsure)} of them a sentence fills the line above, and a paragraph may end there"
    shown = f"{lines[unsure[0] - 1].text[-60:]} | {lines[unsure[0]].text[:60]}"
    yield Finding("warning", "LINE_ENDS", message, found=shown, expected="paragraphs")
