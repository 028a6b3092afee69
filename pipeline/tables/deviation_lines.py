"""The lines of the deviation sections of a page, whatever they are printed in: paragraphs, headings, lists, grids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Grid, Heading, Ignored, Item, Page, Paragraph, Section, record
from .lines import one_line, tidy
from .themes import looks_like_title


@record
class Line:
    """One printed line. `paragraph` numbers the block, item or grid row it belongs to; `strong` marks a heading, bold
    text or a line with the shape of a title; `item` the lines of a list; `listed` what stands below a printed label
    such as `Afwijkingen op activiteiten`."""

    block_no: int
    paragraph: int
    text: str
    goal_id: str | None
    strong: bool = False
    item: bool = False
    listed: bool = False


SECTION_LABEL = re.compile(
    r"(?:[a-z]\.\s*)?(?:verwachte\s+)?(?:(?:beleidsmatige|financiële|overige)\s+)*"
    r"(?:afwijkingen|afwijking(?=\s+op\s+(?:activiteit|project|krediet))|beleidsinterventies?)\b"
    r"(?:\s+(?:op|uit|in|bij|van|van de|voor)\b.*)?",
    re.IGNORECASE,
)
_COLUMN_HEAD = re.compile(
    r"(?:onderwerp|omschrijving|titel|soort(?: afwijking)?|bedrag(?:en)?(?: .*)?|afwijking(?:en)?|toelichting"
    r"|financieel effect|financiële afwijkingen?|programma(?: (?:en|/) doel)?|doel|i/s|effect|€)",
    re.IGNORECASE,
)


def deviation_lines(page: Page) -> list[Line]:
    """All lines of the sections of kind `deviations`, in reading order. A heading that is no section label is a
    line: HTML exports print titles and kinds as headings (berap 2018-2 p16559)."""
    lines: list[Line] = []
    for section in page.sections:
        if section.kind == "deviations":
            heading = one_line(section.heading or "")
            if heading and section.heading_block_no and not SECTION_LABEL.fullmatch(heading):
                lines.append(Line(section.heading_block_no, len(lines), heading, section.goal_id, strong=True))
            lines.extend(_section_lines(section, len(lines), bool(heading)))
    return lines


def _section_lines(section: Section, paragraph: int, listed: bool) -> Iterator[Line]:
    for no, block in section.blocks:
        paragraph += 1000  # grid rows count on from here
        if isinstance(block, Grid):
            if not (block.hidden or block.layout or overview_columns(block)):
                yield from _grid_lines(no, block, section.goal_id, paragraph)
        elif not isinstance(block, Ignored):
            yield from _block_lines(no, block, section.goal_id, paragraph, listed)


def _block_lines(
    no: int, block: Heading | Paragraph | Item, goal_id: str | None, paragraph: int, listed: bool
) -> Iterator[Line]:
    lead = tidy(block.lead).split("\n") if isinstance(block, Paragraph) and block.lead else []
    lines = [line for line in tidy(block.text).split("\n") if line]
    for place, text in enumerate(lines):
        bold = place < len(lead) and lead[place] == text
        strong = isinstance(block, Heading) or bold or (len(lines) == 1 and looks_like_title(text))
        yield Line(no, paragraph, text, goal_id, strong, isinstance(block, Item), listed)


def _grid_lines(no: int, grid: Grid, goal_id: str | None, paragraph: int) -> Iterator[Line]:
    for row_no, row in enumerate(grid.rows, 1):
        texts = [tidy(c.text) for k, c in enumerate(row, 1) if c.row == row_no and c.column == k and c.text.strip()]
        if texts and all(_COLUMN_HEAD.fullmatch(text) for text in texts):
            continue
        for text in texts:
            for line in text.split("\n"):
                yield Line(no, paragraph + row_no, line, goal_id, looks_like_title(line))


def overview_columns(grid: Grid) -> dict[str, int] | None:
    """Columns (0-based) of an overview of deviations by goal: `Programma en doel | Onderwerp | Financiële
    afwijkingen | Financieel effect` (berap 2018-1 p14207); None for other tables. `row` is the index of the head."""
    for index, row in enumerate(grid.rows[:4]):
        if not any(tidy(cell.text)[:9].lower() == "programma" for cell in row):
            continue
        heads = [one_line(cell.text).lower().rstrip(":") for cell in row]
        found: dict[str, int] = {}
        for column, head in enumerate(heads):
            if head.startswith("programma"):
                found.setdefault("goal", column)
            elif head.startswith(("onderwerp", "omschrijving")):
                found.setdefault("title", column)
            elif head.startswith(("financieel effect", "saldo effect", "effect")):
                found.setdefault("effect", column)
            elif head.startswith(("financiële afwijking", "financiele afwijking")):
                found.setdefault("parts", column)
        if {"goal", "title"} <= found.keys() and ("effect" in found or "parts" in found):
            return found | {"row": index}
    return None
