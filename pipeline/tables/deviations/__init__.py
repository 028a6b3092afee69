"""Deviations of a beleidsrapportage: subject, kind, amount and explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ...dutch.amounts import looks_numeric
from ...model import Finding, Page, Records, record
from ..grids import numbered_grids
from .anchors import Anchor, find_anchors
from .labels import EFFECTS, Label, contradicts, settled, signed
from .lines import Line, deviation_lines, grid_lines
from .overview import OverviewRow, read_overviews
from .parts import parts
from .sentences import tells_effect
from .tables import TableDeviation, read_tables
from .units import MOST_OF_OVERVIEW, Claim, is_scaled, suspicious, units


@record
class DeviationRecord:
    deviation_id: str
    goal_id: str | None
    seq: int
    title: str
    kind: str | None
    amount_eur: int | None
    printed_text: str | None
    explanation: str | None
    block_no: int | None


def read(page: Page) -> Records:
    """One row per deviation in the sections of kind `deviations` and in overview tables. Kind label and amount may
    stand behind the title, in brackets, glued together, on lines of their own, or below heads; `amount_eur` takes its
    sign from the kind (positive is favourable) and DEVIATION_SIGN tells where the printed sign says otherwise. A unit
    that is claimed for the amounts counts unless their size rules it out (UNIT_OVERRULED). A table whose numbers are
    not understood gives no rows and a DEVIATION_TABLE."""
    lines = deviation_lines(page)
    anchors = find_anchors(lines) if lines else []
    findings: list[Finding] = []
    if unread := _unread_tables(lines, anchors):
        lines = [line for line in lines if line.place is None or line.block_no not in unread]
        anchors = find_anchors(lines)
        findings += [_not_understood(_table_no(page, block_no), 0, text) for block_no, text in unread.items()]
    explaining = _parts(page, lines, anchors)
    told = _lines_of_parts(page, lines, anchors, explaining)
    found = sorted(
        [*_from_lines(page, lines, anchors, told), *map(_from_table, read_tables(page, explaining))],
        key=lambda one: one.block_no,
    )
    unit_of, doubts = units((one.claim, one.amount_eur) for one in found if not is_scaled(one.printed or ""))
    findings += suspicious((one.block_no, one.amount_eur or 0, one.printed or "") for one in found if not one.claim)
    found = [_in_euros(one, unit_of.get(one.claim, 1)) for one in found]
    findings += doubts
    for table_no, overview in groupby(read_overviews(page), key=lambda row: row.table_no):
        rows_of = list(overview)
        amounts = ((row.claim, row.amount_eur) for row in rows_of if not is_scaled(row.printed_text or ""))
        unit_of, doubts = units(amounts, MOST_OF_OVERVIEW)
        found += [_in_euros(one, unit_of.get(one.claim, 1)) for one in _from_overview(table_no, rows_of)]
        findings += doubts
    findings += _in_text(lines, found)
    rows = tuple(_record(seq, one, page.page_id) for seq, one in enumerate(found, 1))
    findings += [finding for one in found for finding in one.findings]
    return Records(rows, tuple(findings), tuple(cell for one in found for cell in one.cells))


@dataclass(frozen=True, slots=True)
class _Found:
    """A deviation before it is numbered; `claim` is the unit claimed for its amount."""

    block_no: int
    goal_id: str | None
    title: str
    kind: str | None
    amount_eur: int | None
    printed: str | None
    explanation: str | None
    findings: tuple[Finding, ...] = ()
    cells: tuple[tuple[int, int, int], ...] = ()
    claim: Claim | None = None


def _in_euros(found: _Found, unit: int | None) -> _Found:
    if unit == 1 or found.amount_eur is None or is_scaled(found.printed or ""):
        return found
    return replace(found, amount_eur=None if unit is None else found.amount_eur * unit)


def _record(seq: int, found: _Found, page_id: str) -> DeviationRecord:
    return DeviationRecord(
        f"{found.goal_id or page_id}/d{seq:02d}", found.goal_id, seq, found.title, found.kind, found.amount_eur,
        found.printed, found.explanation, found.block_no,
    )  # fmt: skip


def _parts(page: Page, lines: Sequence[Line], anchors: Sequence[Anchor]) -> dict[int, int]:
    """The blocks of the tables that explain a deviation, and the block where its label ends."""
    if not anchors:
        return {}
    amounts = {lines[one.end - 1].block_no: settled(one.label) for one in anchors}
    titles = {line.block_no for line in lines if line.strong and line.text[-1] != ":"}
    return parts(page, amounts, titles)


def _lines_of_parts(
    page: Page, lines: Sequence[Line], anchors: Sequence[Anchor], explaining: Mapping[int, int]
) -> dict[int, list[Line]]:
    """What such tables say, by the place of the deviation in `anchors`."""
    place_of = {lines[one.end - 1].block_no: place for place, one in enumerate(anchors)}
    told: dict[int, list[Line]] = {}
    for numbered in numbered_grids(page) if explaining else ():
        if numbered.section and (own := explaining.get(numbered.block_no)):
            said = grid_lines(numbered.block_no, numbered.grid, numbered.section, 0, None)
            told.setdefault(place_of[own], []).extend(said)
    return told


def _from_lines(
    page: Page, lines: Sequence[Line], anchors: Sequence[Anchor], told: Mapping[int, Sequence[Line]]
) -> Iterator[_Found]:
    for place, anchor in enumerate(anchors):
        end = anchors[place + 1].first if place + 1 < len(anchors) else len(lines)
        line = lines[anchor.first]
        between = [lines[k] for k in anchor.explained]
        below = sorted([*between, *lines[anchor.end : end], *told.get(place, ())], key=lambda text: text.block_no)
        texts = [text.text for text in below if (text.goal_id, text.section) == (line.goal_id, line.section)]
        explanation = "\n".join([anchor.label.rest, *texts] if anchor.label and anchor.label.rest else texts)
        own = {text.block_no for text in lines[anchor.first : anchor.end]}
        cells = {(no, *text.place) for text in lines[anchor.first : end] if text.place and (no := text.block_no) in own}
        yield _found(
            line.block_no, line.goal_id, anchor.title, anchor.label, explanation,
            tuple((_table_no(page, block_no), row, column) for block_no, row, column in cells),
            lines[anchor.end - 1].claim,
        )  # fmt: skip


def _from_table(row: TableDeviation) -> _Found:
    explanation = "\n".join(row.explanation)
    found = _found(row.block_no, row.goal_id, row.title, row.label, explanation, tuple(row.cells), row.claim)
    if row.unread is None:
        return found
    return replace(found, findings=(*found.findings, _not_understood(row.table_no, row.row_no, row.unread)))


def _from_overview(table_no: int, rows: Sequence[OverviewRow]) -> Iterator[_Found]:
    """The rows of one overview; where no amount has a sign, one without a kind is neither voordeel nor nadeel."""
    signs = any((row.amount_eur or 0) < 0 or row.explains_signs or "+" in (row.printed_text or "") for row in rows)
    for row in rows:
        unsigned = not (signs and row.explains_signs is not None) and row.kind is None and bool(row.amount_eur)
        unknown = unsigned or (
            row.amount_eur is None and row.kind is None and any(map(str.isdigit, row.printed_text or ""))
        )
        yield _Found(
            row.block_no, row.goal_id, row.title, row.kind, None if unknown else row.amount_eur, row.printed_text,
            row.explanation, (_not_understood(table_no, row.row_no, row.printed_text or ""),) if unknown else (),
            row.cells, row.claim,
        )  # fmt: skip


def _found(
    block_no: int, goal_id: str | None, title: str, label: Label | None, explanation: str,
    cells: tuple[tuple[int, int, int], ...], claim: Claim | None,
) -> _Found:  # fmt: skip
    if label is None:
        return _Found(block_no, goal_id, title, None, None, None, explanation or None, (), cells)
    findings = (_sign(block_no, label),) if contradicts(label.kind, label.euros) else ()
    amount = signed(label.kind, label.euros)
    return _Found(
        block_no, goal_id, title, label.kind, amount, label.printed, explanation or None, findings, cells, claim
    )


def _in_text(lines: Sequence[Line], found: Sequence[_Found]) -> list[Finding]:
    """DEVIATION_TEXT for a page whose deviations stand in sentences: of which the amounts are is not known. Likewise
    where a title without kind and amount has them in the sentences below it."""
    texts: Iterator[tuple[int, str]] = ((line.block_no, line.text) for line in lines)
    if found:
        bare = (one for one in found if one.amount_eur is None and not _needs_none(one) and one.explanation)
        texts = ((one.block_no, text) for one in bare for text in (one.explanation or "").split("\n"))
    said = next(((block_no, text) for block_no, text in texts if tells_effect(text)), None)
    if said is None:
        return []
    message = "deviations stand in sentences and give no rows; their amounts are in text_amounts"
    if found:
        message = "the kind and the amount of a deviation stand in a sentence and in no row; see text_amounts"
    expected = "a title with its kind and its amount"
    return [Finding("warning", "DEVIATION_TEXT", message, f"block {said[0]}", said[1][:200], expected)]


def _needs_none(found: _Found) -> bool:
    """Whether a deviation without an amount is whole: a neutral one, one `p.m.`, and one that has a finding."""
    neutral = found.kind is not None and EFFECTS[found.kind] == "neutral"
    return neutral or bool(found.findings) or any(mark in (found.printed or "").lower() for mark in ("pm", "p.m", "€"))


def _table_no(page: Page, block_no: int) -> int:
    return next(numbered.table_no for numbered in numbered_grids(page) if numbered.block_no == block_no)


def _unread_tables(lines: Sequence[Line], anchors: Sequence[Anchor]) -> dict[int, str]:
    """The blocks of tables without heads that hold a number which is the amount of no deviation, and that number:
    what their other lines mean is not known either. A table that only explains a deviation above it is none of them."""
    numbers = {place: line for place, line in enumerate(lines) if line.place and looks_numeric(line.text)}
    if not numbers:
        return {}
    own: set[int] = set()
    for anchor in anchors:
        for place in range(anchor.first, anchor.end):
            own.add(lines[place].block_no)
            if place in numbers and anchor.label and numbers[place].text in anchor.label.printed:
                del numbers[place]
    first = anchors[0].first if anchors else len(lines)
    unread: dict[int, str] = {}
    for place, line in numbers.items():
        if place < first or line.block_no in own:
            unread.setdefault(line.block_no, line.text)
    return unread


def _not_understood(table_no: int, row_no: int, found: str) -> Finding:
    return Finding(
        "warning", "DEVIATION_TABLE", "A table of deviations, or an amount in it, is not understood and left out.",
        f"table {table_no} row {row_no}" if row_no else f"table {table_no}", found[:200],
        "heads of tables/deviations/heads.toml, one amount a row, and a kind or a sign", "pipeline",
    )  # fmt: skip


def _sign(block_no: int, label: Label) -> Finding:
    return Finding(
        "info", "DEVIATION_SIGN", "The printed sign says another thing than the kind label; the label counts.",
        f"block {block_no}", label.printed, "a sign that agrees with the kind",
    )  # fmt: skip
