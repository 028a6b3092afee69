"""Lasten and baten that stand on a page outside all tables: cards, pairs of name and value or lines of text that no
reader made a table of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...contents import TextBlock, contents
from ...dutch.amounts import looks_numeric
from ...model import Finding, Item, Page, PageRefused, Paragraph, Section
from ..grids import NumberedGrid
from . import labels

_FEWEST_AMOUNTS = 4  # lasten, baten and both reserves of one row
_FEWEST_SIDES = 2
_SIDE_AND_AMOUNT = re.compile(r"(?:totale? )?(?:lasten|baten)\b[^\d€]{0,40}€? ?-?\d[\d.]{2,}", re.IGNORECASE)
_TELLS_IN_WORDS = frozenset({"financial_explanation", "deviations", "activities_realised", "realisation"})
_AMOUNT = r"[-−–+(]*\s?(?:€\s?)?[-−–(]?\s?\d[\d.,]*\)?(?:\s?(?:mln\.?|miljoen|duizend|euro|€|[NV]\b))?"
_YEAR = r"(?:(?:19|20)\d\d\s*[:=]?\s+)"
_SIDE = re.compile(
    rf"(?:(?:totaal|totale|geraamde|begrote|werkelijke)\s+)?(?P<side>lasten|baten)\b[^\n\d€]{{0,40}}?"
    rf"(?P<amounts>(?:[\s:;|]*{_YEAR}?{_AMOUNT})*)\s*",
    re.IGNORECASE,
)
_VALUE = re.compile(rf"{_YEAR}?{_AMOUNT}")


def told_loose(page: Page, grids: Sequence[NumberedGrid], *, in_table: bool) -> list[Finding]:
    """TABLE_UNKNOWN for lasten and baten with their amounts outside all tables. A financial section of a goal page
    must hold a table, unless the export was cut inside it (TABLE_MISSING, raised), or amounts of its own. `in_table`:
    one of the tables may hold lasten and baten."""
    return _missing(page, grids, in_table=in_table) or _sides(page)


def _missing(page: Page, grids: Sequence[NumberedGrid], *, in_table: bool) -> list[Finding]:
    if page.page_kind != "goal":
        return []
    wanted = [section for section in page.sections if _needs_table(section)]
    if not wanted or any(not n.grid.layout and n.section and n.section.kind == "financial_overview" for n in grids):
        return []
    if in_table or any(_is_cut(section) for section in wanted):
        return []
    place = f'block {wanted[0].heading_block_no or 1} "{wanted[0].heading}"'
    if amounts := _loose_amounts(page):
        return [unknown(place, " | ".join(amounts))]
    if sides := _sides(page):
        return sides
    raise PageRefused(
        Finding(
            "error", "TABLE_MISSING", "The financial section of a goal page holds no table.",
            place, "no table", "a table with lasten and baten",
        )
    )  # fmt: skip


def _loose_amounts(page: Page) -> list[str]:
    """The blocks of the financial sections that hold nothing but a number, where there are enough for a table, or that
    print lasten or baten with an amount behind them (`Lasten: € 1.200.000`)."""
    blocks = [block for section in page.sections if section.kind == "financial_overview" for _, block in section.blocks]
    texts = [block.text for block in blocks if isinstance(block, (Paragraph, Item))]
    amounts = [text for text in texts if looks_numeric(text)]
    if len(amounts) >= _FEWEST_AMOUNTS:
        return amounts
    listed = [text for text in texts if _SIDE_AND_AMOUNT.match(text)]
    return listed if len(listed) >= _FEWEST_SIDES else []


def _sides(page: Page) -> list[Finding]:
    """Lasten and baten, each with an amount behind it and nothing else, in any part that does not explain amounts: the
    cards of a programme, the years of one. What a text export lost is told by its reader (TABLE_LOST)."""
    held = contents(page.document)
    if b"lasten" not in held.words or b"baten" not in held.words:
        return []
    if any(finding.code == "TABLE_LOST" for finding in page.document.findings):
        return []
    left_out = {number for section in page.sections if section.kind in _TELLS_IN_WORDS for number, _ in section.blocks}
    found = [each for each in _with_amounts(held.texts) if each[1] not in left_out]
    if {side for side, _, _ in found} != {"lasten", "baten"}:
        return []
    return [unknown(f"block {found[0][1]}", " | ".join(text for _, _, text in found))]


def _with_amounts(texts: Sequence[tuple[int, TextBlock]]) -> Iterator[tuple[str, int, str]]:
    """Each line that is lasten or baten with an amount behind it, or above one: its side, block and text."""
    for at, (number, block) in enumerate(texts):
        if not labels.names_a_side(block.text):
            continue
        lines = block.text.split("\n")
        below = next((text.text for no, text in texts[at + 1 : at + 2] if no == number + 1), "")
        for line, behind in zip(lines, [*lines[1:], below.partition("\n")[0]], strict=True):
            found = _SIDE.fullmatch(line.strip()) if len(line) <= 200 else None
            if found is None:
                continue
            value = found["amounts"].strip() or (behind if _VALUE.fullmatch(behind.strip()) else "")
            if value and not labels.is_year(value):
                yield found["side"].lower(), number, f"{line.strip()} {'' if found['amounts'] else value}".strip()


def _needs_table(section: Section) -> bool:
    return section.kind == "financial_overview" and section.heading is not None and labels.needs_table(section.heading)


def _is_cut(section: Section) -> bool:
    texts = [block.text for _, block in section.blocks if isinstance(block, (Paragraph, Item))]
    return not texts or texts[-1].rstrip().endswith(("…", "..."))


def unknown(place: str, printed: str) -> Finding:
    """TABLE_UNKNOWN: amounts of lasten and baten that no shape reads."""
    return Finding(
        "warning", "TABLE_UNKNOWN", "A table of lasten and baten or of the finances of a goal has no known shape.",
        place, printed[:200], "a shape listed in tables/baten_lasten", "pipeline",
    )  # fmt: skip
