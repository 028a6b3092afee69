"""The lines of the deviation sections of a page, whatever they are printed in: paragraphs, headings, lists, grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...dutch.footnotes import without_mark
from ...model import Block, Grid, Heading, Ignored, Item, Page, Paragraph, Section, record
from ..lines import one_line, tidy
from ..themes import looks_like_title
from .heads import has_keys, heads_of, overview_columns, role_of
from .labels import whole_line, without_number
from .units import Claim, claims, is_remark


@record
class Line:
    """One printed line. `paragraph` numbers the block, item or grid row it belongs to; `strong` marks a heading, bold
    text or a line with the shape of a title; `item` the lines of a list; `listed` what stands below a printed label
    such as `Afwijkingen op activiteiten`; `place` row and column of the cell it stands in; `claim` the unit claimed
    for its amounts; `section` the number of its section."""

    block_no: int
    paragraph: int
    text: str
    goal_id: str | None
    strong: bool = False
    item: bool = False
    listed: bool = False
    place: tuple[int, int] | None = None
    claim: Claim | None = None
    section: int = 0


SECTION_LABEL = re.compile(
    r"(?:[a-z]\.\s*|\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?(?:verwachte\s+)?(?:(?:beleidsmatige|financiële|overige)\s+)*"
    r"(?:afwijkingen|afwijking(?=\s+op\s+(?:activiteit|project|krediet))|beleidsinterventies?)\b"
    r"(?:\s+(?:op|uit|in|bij|van|van de|voor)\b.*)?",
    re.IGNORECASE,
)


_FEWEST_HEADS = 3


def deviation_lines(page: Page) -> list[Line]:
    """All lines of the sections of kind `deviations`, in reading order, but for tables that are read by their heads.
    A heading that is no section label is a line: HTML exports print titles and kinds as headings (berap 2018-2
    p16559)."""
    lines: list[Line] = []
    for section in page.sections:
        if section.kind == "deviations":
            heading = one_line(section.heading or "")
            if heading and section.heading_block_no and not SECTION_LABEL.fullmatch(without_mark(heading)):
                lines.append(
                    Line(
                        section.heading_block_no, len(lines), heading, section.goal_id, strong=True, section=section.seq
                    )
                )  # fmt: skip
            lines.extend(_values(_without_heads(list(_section_lines(section, len(lines), bool(heading))))))
    return lines


def _without_heads(lines: list[Line]) -> list[Line]:
    """The lines without the heads of a table that an export printed one cell a line (`Onderwerp`, `Voordeel`,
    `Nadeel`): no title and no kind. With keys above each value the values stand between them."""
    roles = [None if line.place or line.item else role_of(line.text) for line in lines]
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and roles[end] and roles[end] not in roles[place:end]:
            end += 1
        if end - place >= _FEWEST_HEADS and "title" in roles[place:end]:
            return lines[:place] + lines[end:]
        place = max(end, place + 1)
    return lines


def _values(lines: list[Line]) -> list[Line]:
    """The lines without keys that stand in blocks of their own or open one: `Soort` above `Lagere uitgaven`, `Bedrag:
    € 60.000`. Words such as `Bedrag` are keys only beside the key of a kind."""
    keys = {role_of(without_number(line.text.partition(":")[0])) for line in lines if line.place is None}
    if "kind" not in keys:
        return [_without_key(line) for line in lines] if "amount" in keys else lines
    values: list[Line] = []
    for line in lines:
        key, _, value = line.text.partition(":")
        role, value = (role_of(without_number(key)), value.strip()) if line.place is None else (None, "")
        if role is None or (role == "kind" and value and whole_line(value) is None):
            values.append(line)
        elif value:
            values.append(replace(line, text=value, strong=looks_like_title(value)))
    return values


def _without_key(line: Line) -> Line:
    """`€ 120.000 nadeel` of `Financieel effect: € 120.000 nadeel`: what says its own kind needs no key of one. In a
    list it is a part."""
    key, _, value = line.text.partition(":")
    alone = line.place is None and not line.item and not value.endswith(".")
    label = whole_line(value.strip()) if alone and role_of(without_number(key)) == "amount" else None
    return replace(line, text=value.strip(), strong=False) if label and label.kind else line


def _section_lines(section: Section, paragraph: int, listed: bool) -> Iterator[Line]:
    claimed = claims(section)
    titles = _titles_of_tables(section)
    above: Block | None = None
    for no, block in section.blocks:
        paragraph += 1000  # grid rows count on from here
        over, above = above, block
        if isinstance(block, Grid):
            if not (block.hidden or block.layout or _has_heads(block, section)):
                if (caption := one_line(block.caption or "")) and not is_remark(caption) and not _is_title(over):
                    yield Line(no, paragraph, caption, section.goal_id, looks_like_title(caption), section=section.seq)
                yield from grid_lines(no, block, section, paragraph, claimed.get(no))
        elif not isinstance(block, Ignored) and not is_remark(block.text):
            is_listed = listed and no not in titles
            yield from _block_lines(no, block, section, paragraph, is_listed, claimed.get(no))


def _is_title(block: Block | None) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and looks_like_title(tidy(block.text)))


def _has_heads(grid: Grid, section: Section) -> bool:
    return overview_columns(grid) is not None or heads_of(grid, section) is not None


def _titles_of_tables(section: Section) -> set[int]:
    """The blocks right above tables that are read by their heads: a title there names no deviation."""
    titles: set[int] = set()
    above = 0
    for no, block in section.blocks:
        if isinstance(block, Grid) and _has_heads(block, section):
            titles.add(above)
        elif isinstance(block, Ignored) or (not isinstance(block, Grid) and is_remark(block.text)):
            continue
        above = no
    return titles


def _block_lines(
    no: int, block: Heading | Paragraph | Item, section: Section, paragraph: int, listed: bool,
    claim: Claim | None,
) -> Iterator[Line]:  # fmt: skip
    lead = tidy(block.lead).split("\n") if isinstance(block, Paragraph) and block.lead else []
    lines = _without_keys([line for line in tidy(block.text).split("\n") if line])
    for place, text in enumerate(lines):
        bold = place < len(lead) and lead[place] == text
        strong = isinstance(block, Heading) or bold or (len(lines) == 1 and looks_like_title(text))
        item = isinstance(block, Item)
        yield Line(no, paragraph, text, section.goal_id, strong, item, listed, None, claim, section.seq)


def _without_keys(lines: list[str]) -> list[str]:
    """The values of lines of one block such as `Soort: Lagere uitgaven`, `Bedrag: € 60.000`. What explains comes
    behind them, with its key where that is a kind that is none (`Soort: nieuw beleid`)."""
    pairs = [line.partition(":") for line in lines]
    if len(pairs) < 2 or not any(colon and role_of(key) == "kind" for key, colon, _ in pairs):
        return lines
    values: list[str] = []
    explaining: list[str] = []
    for line, (key, _, value) in zip(lines, pairs, strict=True):
        role, value = role_of(key), value.strip()
        if value and role == "kind" and whole_line(value) is None:
            explaining.append(line)
        elif value and role in ("explanation", "term"):
            explaining.append(value)
        else:
            values.append(value if value and role else line)
    return values + explaining


def grid_lines(no: int, grid: Grid, section: Section, paragraph: int, claim: Claim | None) -> Iterator[Line]:
    """The lines of the cells of a table, without its heads."""
    first = 2 if has_keys(grid) else 1
    for row_no, row in enumerate(grid.rows, 1):
        if first == 2 and role_of(row[0].text) == "term":
            continue
        cells = [c for k, c in enumerate(row, 1) if c.row == row_no and c.column == k >= first and c.text.strip()]
        roles = [role_of(cell.text) for cell in cells]
        if cells and all(roles):
            continue
        if row_no == 1 and "kind" in roles:  # `Verkeerslichten | Soort | Bedrag`: a title among the heads
            cells = [cell for cell, role in zip(cells, roles, strict=True) if role is None]
        for cell in cells:
            for line in tidy(cell.text).split("\n"):
                strong = looks_like_title(line)
                place = cell.row, cell.column
                yield Line(
                    no, paragraph + row_no, line, section.goal_id, strong, False, False, place, claim, section.seq
                )
