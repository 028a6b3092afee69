"""Values of indicators in the running text of a section, a line each or several on one line."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ...contents import contents
from ...dutch.amounts import looks_numeric
from ...dutch.dates import is_year
from ...model import Finding, Grid, Ignored, Page, Section
from ..indicator_heads import MEASURE_WORDS, ROLE_WORDS, head_of

_LONGEST_VALUE = 60  # characters; longer text behind a role is a sentence
_VALUE_BEHIND = re.compile(
    r"(?P<role>\D{4,30}(?:\(?(?:19|20)\d{2}\)?)?)(?: *[-–=:] *| |(?<=[a-z)]))(?:[<>≤≥] ?)?\d[\d.,]*(?: ?%)?"
).fullmatch
_YEAR_AND_VALUE = re.compile(r"(?:19|20)\d{2}\s*[:=]?\s+(?:[<>≤≥]\s*)?\d[\d.,]*\s*%?").fullmatch
# `83% Tevredenheid`, `424 Banen (aantal)`, `424 Banen in 2024`: a card with its value in front
_VALUE_FIRST = re.compile(
    r"[<>≤≥]?\s?\d[\d.,]*(?:\s?%\s*[^\W\d_][^.!?]{2,60}|\s*[^\W\d_][^.!?]{2,60}(?:\)|(?:19|20)\d\d))"
).fullmatch

_YEAR = r"(?<![\d-])(?:19|20)\d\d(?![\d-])"
_ROLE = rf"\b(?:{'|'.join(map(re.escape, ROLE_WORDS))})\b(?: *\(?(?:in |van |voor )?{_YEAR}\)?)?"
# A number that is no year, no code (1.3.1) and no date
_NUMBER = rf"(?<![\w.,/-])(?!{_YEAR})(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)?(?![\d.,/-]*\d|\w)"
# `2023: 7,1`, `streefwaarde 2025: 7,5`, `nulmeting 500`; `500 (2022)`, `7,1 in 2023`, `400 (streefwaarde)`
_PAIR = re.compile(
    rf"(?:{_ROLE}|{_YEAR})\s*(?:[:=–-]|is\b|was\b)?\s*[(<>≤≥]?=? *{_NUMBER}"
    rf"|{_NUMBER}(?: ?%)? *(?:\([^()\d]{{0,20}}{_YEAR}\)|in {_YEAR}|\({_ROLE}\))",
    re.IGNORECASE,
)
_MEASURE = "|".join(map(re.escape, MEASURE_WORDS))
_STATED = re.compile(
    rf"{_NUMBER} ?%|\A(?!bron|peildatum|doel\b)[^:.\d]{{3,80}}: *[<>≤≥]* *{_NUMBER}\Z"
    rf"|\b(?:{_MEASURE})\b[^.\d]{{0,80}}\b(?:is|was|bedraagt|bedroeg|komt|kwam|stijgt|steeg|daalt|daalde)\b"
    rf"[^.]{{0,30}}{_NUMBER}",
    re.IGNORECASE,
)


def in_text(page: Page, read_blocks: Container[int]) -> Iterator[Finding]:
    """INDICATOR_TEXT for a section without observations whose text names the roles or years of two values or more, or
    states one (`Het percentage tevreden inwoners is 83%.`), or which only draws them."""
    for section in page.sections:
        if section.kind != "indicators" or any(no in read_blocks for no, _ in section.blocks):
            continue
        lines = [
            (no, line.strip())
            for no, block in section.blocks
            if not isinstance(block, (Grid, Ignored))
            for line in block.text.split("\n")
        ]
        if not any(map(str.isdigit, "".join(line for _, line in lines))):
            yield from _drawn(page, section)
            continue
        numbers = any(looks_numeric(line) and not is_year(line) for _, line in lines)  # years alone are an axis
        named = [(no, line) for no, line in lines for _ in range(_values(line, numbers))]
        named = named if len(named) > 1 else [one for one in lines if _states(one[1])]
        if named:
            message = "values of indicators stand in the text and in no table; they are kept in sections"
            yield Finding("warning", "INDICATOR_TEXT", message, f"block {named[0][0]}", named[0][1][:200], "a table")
        else:
            yield from _drawn(page, section)


def _drawn(page: Page, section: Section) -> Iterator[Finding]:
    first = section.heading_block_no or 0
    ends = [later.heading_block_no for later in page.sections if (later.heading_block_no or 0) > first]
    last = ends[0] if ends and ends[0] else len(page.document.blocks)
    for no, block in contents(page.document).ignored:
        if block.reason == "picture" and first < no <= last:
            message = "values of indicators stand in a picture or chart and are printed nowhere else"
            yield Finding("warning", "INDICATOR_TEXT", message, f"block {no}", block.text, "a table")
            return


def _values(line: str, numbers: bool) -> int:
    """How many values a line names: it is one (`500`, or `2022500` of two cells without a blank), or holds several. Of
    lines of years alone with `numbers` among them each is that of a value."""
    alone = _names_value(line) or _YEAR_AND_VALUE(line) is not None or _VALUE_FIRST(line) is not None
    alone = alone or (looks_numeric(line) and (numbers or not is_year(line)))
    return max(int(alone), sum(1 for _ in _PAIR.finditer(line)))


def _states(line: str) -> bool:
    """Whether a line states a value: a share, a name with its number, or what a number of things comes to."""
    return line[-1:] != ":" and (_STATED.search(line) is not None or _PAIR.fullmatch(line) is not None)


def _names_value(line: str) -> bool:
    """Whether a line is the role of a value, or that with its value: `Nulmeting 2022: 500`, `Nulmeting - 500`."""
    value = _VALUE_BEHIND(line)
    role, text = (value["role"], "") if value else (part.strip() for part in line.partition(":")[::2])
    return head_of(role).role is not None and not (text.endswith(".") or len(text) > _LONGEST_VALUE)
