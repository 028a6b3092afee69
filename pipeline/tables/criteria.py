"""Criteria: what must be so when the goal is reached, printed as `..., zodanig dat:` and a list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from ..model import Block, Cell, Finding, Grid, Heading, Ignored, Item, Page, Paragraph, Records, Section, record
from .grids import numbered_grids, told_unplaced, unplaced_rows
from .lines import is_nothing, one_line, tidy
from .themes import looks_like_title, title_text


@record
class CriterionRecord:
    criterion_id: str
    goal_id: str
    seq: int
    lead_in: str | None
    group: str | None
    level: int
    parent_id: str | None
    text: str
    text_origin_year: int | None
    block_no: int | None


# Words are split in 2017 (`z odanig dat er:`, `zodanig dat :`, begroting-2017 p6971 and p6984).
_LEAD_IN = re.compile(
    r"(?:z ?o ?d ?a ?n ?i ?g\s+d ?a ?t|waar ?bij|zo ?dat|in ?die ?n)(?:\s+(?:er|we|wij|de|het))?\s*[:…]?$"
    r"|\bdat(?:\s+er)?\s*:$",  # `Daarnaast zorgen we dat:`
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•·▪–-]\s*(?=\w)|\d{1,2}[.)]\s+(?=[A-ZÀ-Þ])")
_NUMBER = re.compile(r"\d{1,2}[.)]?|[a-z][.)]")
_MET = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["met"])
_COUNTED = re.compile(r"criterium \d{1,2}(?:[a-z]|\.\d)?(?P<colon>:\s+)?", re.IGNORECASE)
_OWN_HEAD = re.compile(r"criteri(?:um|a)", re.IGNORECASE)
_HEAD = re.compile(r"criteri(?:um|a)|omschrijving(?: criterium)?", re.IGNORECASE)


@record
class _Line:
    """One printed line or list item; `level` 0 is running text."""

    block_no: int
    text: str
    level: int
    bold: bool = False


def read(page: Page) -> Records:
    """One row per criterion of every criteria section: list items, lines that end with `:` above a list (they
    are the parents of that list), rows of a table that counts them, or paragraphs where a section has no list."""
    rows: list[CriterionRecord] = []
    counts: dict[str, int] = {}
    cells: list[tuple[int, int, int]] = []
    findings: list[Finding] = []
    for section in page.sections:
        if section.kind == "criteria" and section.goal_id is not None:
            for row in _read_section(section, section.goal_id, counts.get(section.goal_id, 0)):
                rows.append(row)
                counts[row.goal_id] = row.seq
            for numbered in numbered_grids(page):
                if numbered.section is section:
                    if (place := _own_column(numbered.grid)) is not None:
                        findings += told_unplaced(numbered, unplaced_rows(numbered.grid, place))
                    cells += [(numbered.table_no, c.row, c.column) for row in _numbered(numbered.grid) for c in row]
    return Records(tuple(rows), tuple(findings), tuple(cells))


def _numbered(grid: Grid) -> list[tuple[Cell, Cell]]:
    """The rows of a table that counts its criteria, a number and a text, or that heads them `Criterium`. None of any
    other table."""
    if grid.hidden or grid.layout or len(grid.rows[0]) < 2:
        return []
    if len(grid.rows[0]) == 2:
        rows = [(row[0], row[1]) for row in grid.rows if not any(_HEAD.fullmatch(one_line(cell.text)) for cell in row)]
        for pairs in (rows, [(mark, text) for text, mark in rows]):
            if all(_is_beside(one_line(beside.text)) and _is_text(one_line(text.text)) for beside, text in pairs):
                return pairs
    if (place := _own_column(grid)) is None:
        return []
    unplaced = unplaced_rows(grid, place)
    rows_below = [row for no, row in enumerate(grid.rows[1:], 2) if no not in unplaced]
    return [(row[place], row[place]) for row in rows_below if row[place].text.strip()]


def _own_column(grid: Grid) -> int | None:
    """The column (from 0) that is headed `Criterium`."""
    return next((n for n, cell in enumerate(grid.rows[0]) if _OWN_HEAD.fullmatch(one_line(cell.text))), None)


def _is_beside(text: str) -> bool:
    """Whether a cell, line or card counts a criterion, or says whether it is met."""
    return _NUMBER.fullmatch(text) is not None or text.lower() in _MET


def _is_text(text: str) -> bool:
    return bool(text) and not _is_beside(text)


def _is_part(line: _Line, below: _Line | None) -> bool:
    """Whether a line is more than a count or a mark: `Groen` in bold or above a list is a group."""
    above_list = below is not None and below.level > line.level
    return _is_text(line.text) or (line.text.isalpha() and (line.bold or above_list))


def _without_badge(text: str) -> str:
    """An item without the line on which a badge says whether it is met."""
    lines = text.split("\n")
    return "\n".join(line for line in lines if line.lower() not in _MET) if len(lines) > 1 else text


def _lines(blocks: Sequence[tuple[int, Block]]) -> Iterator[_Line]:
    for no, block in blocks:
        if isinstance(block, Ignored):
            continue
        if isinstance(block, Grid):
            yield from (
                _Line(no, one_line(text.text), 1 if text.column_span < len(block.rows[0]) else 0, bold=True)
                for _, text in _numbered(block)
            )
        elif isinstance(block, Item):
            yield _Line(no, _without_badge(tidy(block.text)), block.level)
        elif isinstance(block, Heading):
            text = one_line(block.text)
            counted = _BULLET.match(text)
            yield _Line(no, text[counted.end() :] if counted else text, 0, bold=True)
        else:
            yield from _paragraph_lines(no, block)


def _paragraph_lines(no: int, paragraph: Paragraph) -> Iterator[_Line]:
    """A paragraph is one line of text, unless it holds a lead-in or bullets of its own (`·Pijler ...`)."""
    text = tidy(paragraph.text)
    bold = paragraph.lead is not None and tidy(paragraph.lead) == text
    parts = text.split("\n")
    if len(parts) == 1 or not any(_BULLET.match(part) or _LEAD_IN.search(part) for part in parts):
        parts = [text]
    for part in filter(None, parts):
        bullet = _BULLET.match(part)
        yield _Line(no, part[bullet.end() :] if bullet else part, 1 if bullet else 0, bold)


def _read_section(section: Section, goal_id: str, seq: int) -> Iterator[CriterionRecord]:
    printed = [line for line in _lines(section.blocks) if not is_nothing(line.text)]
    lines = [line for line, below in zip_longest(printed, printed[1:]) if _is_part(line, below)]
    has_list = any(line.level for line in lines)
    lead_in: str | None = None
    group: str | None = None
    parents: list[tuple[int, str]] = []
    offset, listed = 0, False
    for place, line in enumerate(lines):
        before_list = place + 1 < len(lines) and lines[place + 1].level > 0
        if not line.level:
            offset, kind = 0, _kind(line, before_list, listed=listed, has_list=has_list)
            if kind == "group" and _stands_alone(lines[place + 1 : place + 2]):
                kind = "criterion"
            if kind == "lead_in":
                lead_in, group, parents = one_line(line.text), None, []
                continue
            if kind == "group":
                group = None if _COUNTED.fullmatch(title_text(line.text)) else title_text(line.text)
                parents = []
                continue
            if kind == "text":
                continue
            offset = 1 if before_list else 0
        listed, seq = True, seq + 1
        level = line.level + offset if line.level else 1
        parents = [parent for parent in parents if parent[0] < level]
        criterion_id = f"{goal_id}/c{seq:02d}"
        parent_id = parents[-1][1] if parents else None
        counted = _COUNTED.match(line.text)
        text = line.text[counted.end() :] if counted and counted["colon"] else line.text
        yield CriterionRecord(
            criterion_id, goal_id, seq, lead_in, group, level, parent_id, text, section.text_origin_year,
            line.block_no,
        )  # fmt: skip
        parents.append((level, criterion_id))


def _stands_alone(below: Sequence[_Line]) -> bool:
    """Whether nothing stands below a title, or another one: `1. Minder eenzaamheid` above its activities."""
    return not below or (below[0].bold and not below[0].level)


def _kind(line: _Line, before_list: bool, *, listed: bool, has_list: bool) -> str:
    """What a line of running text is: `lead_in`, `group`, `criterion` or `text` (kept in sections only)."""
    if _LEAD_IN.search(line.text):
        return "lead_in"
    if line.text.endswith(":"):
        if before_list:
            return "criterion" if listed else "lead_in"
        return "group" if looks_like_title(line.text) else "text"
    if (line.bold and len(line.text) <= 160) or (before_list and looks_like_title(line.text)):
        return "group"
    return "text" if has_list else "criterion"
