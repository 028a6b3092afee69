"""The unit that a section or a table of deviations claims for its amounts (`Bedragen x € 1.000`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...dutch.amounts import UnknownUnit, parse_unit
from ...dutch.beside_amounts import SCALE
from ...model import Finding, Grid, Heading, Ignored, Item, Paragraph, Section
from .heads import has_keys, heads_of, overview_columns
from .signs import signs_told


@dataclass(frozen=True, slots=True)
class Claim:
    """A unit and the block it is printed in; `unit` None for one that nobody knows."""

    block_no: int
    unit: int | None
    text: str


MOST_EUROS = 20_000_000
"""No deviation of a municipality is larger; the largest known is 3.2 million (berap 2016-1 p4366)."""
_FEWEST_EUROS = 1000
MOST_OF_OVERVIEW = 5_000_000
"""Overviews print euros below `x € 1.000` (berap 2018-1 p14207: -14.862)."""

_SIZES = ("1.000", "1000", "duizend", "miljoen", "mln", "keur", "k€", "€k", "€ 1", "€1", "euro")
_OPENS = ("bedrag", "alle bedrag", "de bedrag", "afwijking", "x ", "x€", "× ", "in €", "in duizend", "in miljoen")
_LONGEST = 120
# What makes a sentence about units of a note: a finite verb (`voordeel is +` explains the signs), or a second sentence.
_SENTENCE = re.compile(
    r"(?<!deel )(?<![-+–−] )\b(?:is|zijn|was|waren|wordt|worden|werd|werden|staat|staan|stond|stonden|luidt|luiden"
    r"|heeft|hebben|had|hadden|kan|kunnen|moet|moeten|zal|zullen|geldt|gelden|komt|komen|gaat|gaan|blijft|blijven"
    r"|betreft|betreffen|tonen|vermelden|presenteren|geven|we|wij)\b|[.!?;] \w",
    re.IGNORECASE,
)
# In the heading of a section brackets alone hold an amount: `Sportveld (€ 1.000)`.
_IN_HEADING = re.compile(r"[x×] ?€? ?1|\bin (?:duizend|miljoen|€|euro)|bedragen", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"[^().!?;]*\((?:alle )?(?:bedragen )?(?:[x×*] ?€? ?1|in (?:duizend|miljoen))[^()]*\)", re.IGNORECASE
)
_SCALED = re.compile(rf"\d{SCALE}")


def is_remark(text: str) -> bool:
    """Whether a line is a note of the unit and of nothing else. A sentence about units (`Bedragen in de begroting staan
    x € 1.000 weergegeven.`) is none: it says nothing of the amounts below it."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    return text.lower().lstrip("(*[ ").startswith(_OPENS) and _claim(0, [text]) is not None


def is_unit_row(text: str) -> bool:
    """Whether the only text of a row of a table is its unit (`x € 1.000`)."""
    return is_remark(text) and not text[:1].isdigit()


def claims(section: Section) -> Mapping[int, Claim]:
    """The claim that each block of a section of deviations stands under: its own, else the last one above it, else
    that of the note right below a table."""
    heading = section.heading or ""
    last = _claim(section.heading_block_no or 0, [heading]) if _IN_HEADING.search(heading) else None
    found: dict[int, Claim] = {}
    table = 0  # the one right above
    for no, block in section.blocks:
        own = None
        if isinstance(block, Grid):
            own, table = _claim(no, _texts_about(block, section)), no
        elif not isinstance(block, Ignored) and (is_remark(block.text) or _is_titled(block)):
            last = _claim(no, [block.text]) or last
            if table and last:
                found.setdefault(table, last)
        elif table and not isinstance(block, Ignored) and not signs_told([block.text]):
            table = 0
        if claim := own or last:
            found[no] = claim
    return found


def _is_titled(block: Heading | Paragraph | Item) -> bool:
    """Whether a heading or a line of its own names the unit in brackets: `Financiële afwijkingen (x € 1.000)`."""
    if isinstance(block, Heading):
        return _IN_HEADING.search(block.text) is not None
    return len(block.text) <= _LONGEST and _IN_BRACKETS.fullmatch(block.text.strip()) is not None


def _texts_about(grid: Grid, section: Section) -> Iterable[str]:
    heads, overview = heads_of(grid, section), overview_columns(grid) or {"row": -1}
    yield grid.caption or ""
    for row in grid.rows[: (heads.row if heads else overview["row"]) + 1]:
        yield from (cell.text for cell in row)
    for row in grid.rows[heads.row + 1 :] if heads else ():
        texts = {cell.text.strip() for cell in row} - {""}
        if len(texts) == 1 and is_unit_row(*texts):
            yield from texts
    if has_keys(grid):
        yield from (row[0].text for row in grid.rows)


def _claim(block_no: int, texts: Iterable[str]) -> Claim | None:
    for text in texts:
        lowered = text.lower()
        if not any(size in lowered for size in _SIZES):
            continue
        try:
            unit = parse_unit(text)
        except UnknownUnit:
            return Claim(block_no, None, text)
        if unit:
            return Claim(block_no, unit, text)
    return None


def units(
    amounts: Iterable[tuple[Claim | None, int | None]], largest_known: int = MOST_EUROS
) -> tuple[dict[Claim | None, int | None], list[Finding]]:
    """Euros of a printed one under each claim, None where nobody knows. A claim that makes a deviation larger than
    any municipality has is overruled: the amounts are euros (as berap 2018-1 p14207 prints them)."""
    largest: dict[Claim | None, int] = {}
    for claim, euros in amounts:
        largest[claim] = max(largest.get(claim, 0), abs(euros or 0))
    ruled: dict[Claim | None, int | None] = {}
    findings = []
    for claim, most in largest.items():
        ruled[claim] = unit = claim.unit if claim else 1
        if claim and unit is None:
            findings.append(_unknown(claim))
        elif claim and unit and most * unit > largest_known and unit > 1:
            ruled[claim] = 1
            findings.append(_overruled(claim, unit, most))
    return ruled, findings


def suspicious(amounts: Iterable[tuple[int, int, str]]) -> list[Finding]:
    """UNIT_SUSPECT for block, euros and print of deviations below no unit, where all are below a thousand and none is
    called euros: they may be thousands."""
    found = list(amounts)
    most = max((abs(euros) for _, euros, _ in found), default=0)
    if not 0 < most < _FEWEST_EUROS or any("€" in printed or "euro" in printed.lower() for _, _, printed in found):
        return []
    message = "No unit is printed for deviations that are small for euros; they are read as these."
    return [Finding("warning", "UNIT_SUSPECT", message, f"block {found[0][0]}", f"at most {most}", "a unit")]


def is_scaled(printed: str) -> bool:
    """Whether an amount names its own unit (`€ 1,2 miljoen`)."""
    return _SCALED.search(printed) is not None


def _unknown(claim: Claim) -> Finding:
    return Finding(
        "warning", "DEVIATION_TABLE", "The amounts of deviations are in a unit nobody knows; they are left out.",
        f"block {claim.block_no}", claim.text[:200], "euros, thousands or millions of euros", "pipeline",
    )  # fmt: skip


def _overruled(claim: Claim, unit: int, most: int) -> Finding:
    return Finding(
        "warning", "UNIT_OVERRULED", "The unit that is claimed for deviations cannot be; they are read as euros.",
        f"block {claim.block_no}", f"x {unit}", f"x 1, by an amount of {most}",
    )  # fmt: skip
