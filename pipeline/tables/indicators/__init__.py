"""Indicators of a page: one row per observation, whatever the printed shape of its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...contents import contents
from ...dutch.printed import letters
from ...dutch.streefdoel import may_hold_streefdoelen
from ...model import Finding, Grid, Ignored, Page, Records, Severity, record
from .. import streefdoel
from ..grids import NumberedGrid, numbered_grids, numbers_rows
from ..indicator_heads import COMPARED, may_name, plain_label
from ..observations import Observation, Observed, missing_reason
from ..streefdoel.blocks import is_streefdoel_grid
from .blocks import has_blocks, read_blocks
from .checks import check_observations
from .columns import read_columns
from .copies import without_copies
from .dated_rows import dated_rows, read_dated
from .head_rows import find_head
from .in_text import in_text
from .long_rows import long_head, read_long
from .places import places_across, with_places, with_places_first, without_places
from .roles import has_roles, read_roles
from .turned import is_turned, turned_back, turned_grid, with_one_label

_NAMED_VALUE = re.compile(r"(?:nulsituatie|norm (?:van |voor )?\d{4})\s*:\s*(?P<value>\S.*)", re.IGNORECASE).match


@record
class IndicatorRecord:
    observation_id: str
    goal_id: str
    seq: int
    indicator_no: int
    indicator: str
    unit: str | None
    role: str
    period_label: str | None
    year: int | None
    value: float | None
    value_text: str
    value_low: float | None
    value_high: float | None
    comparator: str | None
    direction: str | None
    approximate: bool
    missing_reason: str | None
    streefdoel: str | None
    source: str | None
    reference_date: str | None
    note: str | None
    block_no: int
    table_no: int | None
    row_no: int | None
    column_no: int | None
    source_error: str | None = None


def read(page: Page) -> Records:
    """All observations of the page's goals in reading order, `observation_id` `<goal_id>/i001`. Indicator tables
    (begroting 2026, years as heads) and the Streefdoel blocks of 2014-2016 are known by their labels.

    Findings: INDICATOR_SHAPE, INDICATOR_YEARS, PERCENT_RANGE (errors), INDICATOR_UNIT, INDICATOR_HEAD,
    INDICATOR_ROW_UNCERTAIN, INDICATOR_TEXT, INDICATOR_GOAL (warnings, info for tables of no goal), TARGET_DIRECTION,
    INDICATOR_NOT_WHOLE, TABLE_COPY (info)."""
    found = [_read_table(page, numbered) for numbered in numbered_grids(page)]
    found.append(streefdoel.read_observations(page))
    observations = [one for table in found for one in table.observations]
    observations.sort(key=lambda one: one.group[0])
    in_blocks = {one.group[0] for one in observations}
    observations, copies = without_copies(page, observations)
    findings = [*copies, *(finding for table in found for finding in table.findings)]
    findings += check_observations([one for one in observations if one.goal_id is not None])
    findings += in_text(page, in_blocks)
    if may_hold_streefdoelen(contents(page.document).words):
        findings += _listed_streefdoelen(page)
    homeless = [one for one in observations if one.goal_id is None]
    if homeless:
        findings.append(_without_goal(homeless, "info" if _is_of_no_goal(page) else "warning"))
    elif _is_of_no_goal(page):
        findings = [
            Finding("info", "INDICATOR_HEAD", told.message, told.location, told.found, told.expected)
            if told.code == "INDICATOR_HEAD"
            else told
            for told in findings
        ]
    return Records(tuple(_number(one for one in observations if one.goal_id is not None)), tuple(findings))


def _read_table(page: Page, numbered: NumberedGrid) -> Observed:
    grid = numbered.grid
    in_section = numbered.section is not None and numbered.section.kind == "indicators"
    if grid.hidden or grid.layout or len(grid.rows) < 2:
        return Observed([], [])
    municipality = page.publication.municipality
    may_hold = in_section or may_name([cell.text for cell in grid.rows[0]])
    grid = with_places_first(grid) if may_hold else grid
    if not may_hold or not (places := places_across(grid, municipality)):
        return _read_shape(page, numbered, in_section)
    found = _read_shape(page, numbered._replace(grid=without_places(grid, places)), in_section, distinct=False)
    return with_places(found, places, municipality)


def _read_shape(page: Page, numbered: NumberedGrid, in_section: bool, *, distinct: bool = True) -> Observed:
    grid = numbered.grid
    is_report = page.publication.document_kind == "jaarstukken"
    if in_section and (joined := with_one_label(grid)) and is_turned(joined, in_section):
        grid, numbered = joined, numbered._replace(grid=joined)
    if (in_section or may_name([grid.rows[0][0].text])) and is_turned(grid, in_section):
        numbered = turned_grid(numbered)
        if head := find_head(numbered.grid, True):
            return turned_back(read_columns(numbered, head, page.publication.report_year, is_report))
    long = long_head(grid, in_section) if in_section or may_name([cell.text for cell in grid.rows[0]]) else None
    if long:
        return read_long(numbered, long, page.publication.report_year - (not is_report))
    if in_section and has_roles(grid):
        return read_roles(page, numbered)
    head = find_head(grid, in_section)
    if in_section and (dated := dated_rows(grid)):
        found = read_dated(page, numbered, dated, page.publication.report_year - (not is_report))
        if found is not None:
            return found
    if head is None:
        return Observed([], [_unknown_head(numbered)] if in_section and not _is_streefdoel(numbered) else [])
    names = [row[head.name_column - 1].text for row in grid.rows[head.row + 1 :]]
    if numbers_rows(names):
        return Observed([], [_unnamed(numbered, "rows of values that are counted and not named")])
    if head.name_column not in head.columns["name"] and all(plain_label(name) in COMPARED for name in names):
        return Observed([], [_unnamed(numbered, "values of one indicator in several places")])
    if has_blocks(numbered, head.name_column, head.row, head.heads):
        return read_blocks(numbered, head.name_column, head.row, head.heads)
    return read_columns(numbered, head, page.publication.report_year, is_report, distinct=distinct)


def _is_streefdoel(numbered: NumberedGrid) -> bool:
    return is_streefdoel_grid(numbered.grid)


def _unnamed(numbered: NumberedGrid, what: str) -> Finding:
    found = " | ".join(dict.fromkeys(row[0].text for row in numbered.grid.rows))
    message = f"{what}; whose they are has no column, they stand in table_cells"
    return Finding("warning", "INDICATOR_NAME", message, f"table {numbered.table_no}", found[:200], "a name")


def _unknown_head(numbered: NumberedGrid) -> Finding:
    head = " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in numbered.grid.rows[0]))
    message = "a table below Indicatoren whose head is not understood; its cells stand in table_cells"
    return Finding("warning", "INDICATOR_HEAD", message, f"table {numbered.table_no}", head, "a known head", "pipeline")


def _listed_streefdoelen(page: Page) -> Iterator[Finding]:
    """INDICATOR_TEXT for a section of another kind whose lines name a nulsituatie and a norm with their values, which
    stand in no table."""
    for section in page.sections:
        if section.kind == "indicators":
            continue
        named = [
            (no, line)
            for no, block in section.blocks
            if not isinstance(block, (Grid, Ignored))
            for line in block.text.split("\n")
            if (found := _NAMED_VALUE(line)) and not (found["value"].endswith(".") and found["value"][0].isalpha())
        ]
        if not any(map(str.isdigit, "".join(line.partition(":")[2] for _, line in named))):
            continue
        printed = _cells(page) if len(named) > 1 else set()
        if len(named) > 1 and not all(letters(line.partition(":")[2]) in printed for _, line in named):
            message = "values of a Streefdoel stand in the text and in no table; they are kept in sections"
            yield Finding("warning", "INDICATOR_TEXT", message, f"block {named[0][0]}", named[0][1][:200], "a table")


def _cells(page: Page) -> set[str]:
    return {
        letters(text)
        for numbered in numbered_grids(page)
        for row in numbered.grid.rows
        for cell in row
        for text in (cell.text, *cell.text.split("\n"))
    }


def _is_of_no_goal(page: Page) -> bool:
    """Whether the page is by its kind about no goal: kengetallen of a paragraaf, the BBV indicators of an appendix."""
    no_goal = page.page_kind in ("other", "finance", "indicators") and not page.goals
    return no_goal and not any(told.code == "GOAL_CODE_MISSING" for told in page.findings)


def _without_goal(homeless: Sequence[Observation], severity: Severity) -> Finding:
    message = f"{len(homeless)} values of indicators on a page that names no goal; they stand in table_cells only"
    return Finding(severity, "INDICATOR_GOAL", message, homeless[0].place.location, homeless[0].indicator, "a goal")


def _number(observations: Iterator[Observation]) -> Iterator[IndicatorRecord]:
    seqs: dict[str, int] = {}
    groups: dict[str, dict[tuple[int, int], int]] = {}
    for one in observations:
        goal_id = one.goal_id or ""
        seqs[goal_id] = seq = seqs.get(goal_id, 0) + 1
        numbers = groups.setdefault(goal_id, {})
        yield _record(one, goal_id, seq, one.number or numbers.setdefault(one.group, len(numbers) + 1))


def _record(one: Observation, goal_id: str, seq: int, number: int) -> IndicatorRecord:
    quantity = one.quantity
    known = quantity.value is not None or quantity.low is not None
    return IndicatorRecord(
        f"{goal_id}/i{seq:03d}",
        goal_id,
        seq,
        number,
        one.indicator,
        one.unit,
        one.role,
        one.period_label,
        one.year if one.year and 1990 <= one.year <= 2060 else None,
        _float(quantity.value),
        one.value_text,
        _float(quantity.low),
        _float(quantity.high),
        quantity.comparator if known else None,
        one.direction,
        quantity.approximate,
        missing_reason(quantity),
        one.streefdoel,
        one.source,
        one.reference_date,
        one.note,
        one.place.block_no,
        one.place.table_no,
        one.place.row_no,
        one.place.column_no,
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
