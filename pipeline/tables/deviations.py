"""Deviations of a beleidsrapportage: subject, kind, amount and explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..dutch.amounts import looks_numeric
from ..model import Finding, Page, Records, record
from .deviation_labels import (
    Label,
    amount_euros,
    before_text,
    contradicts,
    only_amount,
    run_in,
    signed,
    whole_line,
    with_title,
)  # fmt: skip
from .deviation_lines import Line, deviation_lines, grid_lines
from .deviation_overview import OverviewRow, read_overviews
from .deviation_parts import parts
from .deviation_tables import TableDeviation, read_tables
from .deviation_units import Claim, is_scaled, units
from .grids import numbered_grids
from .themes import speaks


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


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A deviation in the list of lines: `first` is its title, the lines before `end` are title, kind and amount."""

    first: int
    end: int
    title: str
    label: Label | None


_NO_TITLE = re.compile(r"(?:link naar|artikel \d|ga terug|geen\b|niet van toepassing|n\.v\.t)", re.IGNORECASE)


def read(page: Page) -> Records:
    """One row per deviation in the sections of kind `deviations` and in overview tables. Kind label and amount may
    stand behind the title, in brackets, glued together, on lines of their own, or below heads; `amount_eur` takes its
    sign from the kind (positive is favourable) and DEVIATION_SIGN tells where the printed sign says otherwise. A unit
    that is claimed for the amounts counts unless their size rules it out (UNIT_OVERRULED). A table whose numbers are
    not understood gives no rows and a DEVIATION_TABLE."""
    lines = deviation_lines(page)
    anchors = _anchors(lines) if lines else []
    findings: list[Finding] = []
    if unread := _unread_tables(lines, anchors):
        lines = [line for line in lines if line.place is None or line.block_no not in unread]
        anchors = _anchors(lines)
        findings += [_not_understood(_table_no(page, block_no), 0, text) for block_no, text in unread.items()]
    explaining = _parts(page, lines, anchors)
    told = _lines_of_parts(page, lines, anchors, explaining)
    found = sorted(
        [*_from_lines(page, lines, anchors, told), *map(_from_table, read_tables(page, explaining))],
        key=lambda one: one.block_no,
    )
    unit_of, doubts = units((one.claim, one.amount_eur) for one in found if not is_scaled(one.printed or ""))
    found = [_in_euros(one, unit_of.get(one.claim, 1)) for one in found]
    findings += doubts
    for table_no, overview in groupby(read_overviews(page), key=lambda row: row.table_no):
        found += _from_overview(table_no, list(overview))
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


def _parts(page: Page, lines: Sequence[Line], anchors: Sequence[_Anchor]) -> dict[int, int]:
    """The blocks of the tables that explain a deviation, and the block where its label ends."""
    if not anchors:
        return {}
    amounts = {lines[one.end - 1].block_no: one.label.euros if one.label else None for one in anchors}
    titles = {line.block_no for line in lines if line.strong and line.text[-1] != ":"}
    return parts(page, amounts, titles)


def _lines_of_parts(
    page: Page, lines: Sequence[Line], anchors: Sequence[_Anchor], explaining: Mapping[int, int]
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
    page: Page, lines: Sequence[Line], anchors: Sequence[_Anchor], told: Mapping[int, Sequence[Line]]
) -> Iterator[_Found]:
    for place, anchor in enumerate(anchors):
        end = anchors[place + 1].first if place + 1 < len(anchors) else len(lines)
        line = lines[anchor.first]
        below = sorted([*lines[anchor.end : end], *told.get(place, ())], key=lambda text: text.block_no)
        texts = [text.text for text in below if text.goal_id == line.goal_id]
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
        unknown = not signs and row.kind is None and bool(row.amount_eur)
        yield _Found(
            row.block_no, row.goal_id, row.title, row.kind, None if unknown else row.amount_eur, row.printed_text,
            row.explanation, (_not_understood(table_no, row.row_no, row.printed_text or ""),) if unknown else (),
            row.cells,
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


def _table_no(page: Page, block_no: int) -> int:
    return next(numbered.table_no for numbered in numbered_grids(page) if numbered.block_no == block_no)


def _unread_tables(lines: Sequence[Line], anchors: Sequence[_Anchor]) -> dict[int, str]:
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
        "heads of tables/deviation_heads.toml, one amount a row, and a kind or a sign", "pipeline",
    )  # fmt: skip


def _sign(block_no: int, label: Label) -> Finding:
    return Finding(
        "info", "DEVIATION_SIGN", "The printed sign says another thing than the kind label; the label counts.",
        f"block {block_no}", label.printed, "a sign that agrees with the kind",
    )  # fmt: skip


def _anchors(lines: Sequence[Line]) -> list[_Anchor]:
    labelled = list(_labelled(lines)) or list(_run_in(lines))
    # Where kinds stand on lines of their own every deviation has one, so that other headings are parts of an
    # explanation (`Beginsaldo 1-1-2018:`, 2018-2); with kinds in brackets an item without one has no effect (2017).
    if any(anchor.end > anchor.first + 1 for anchor in labelled):
        return labelled
    taken = {anchor.first for anchor in labelled}
    bare = [one for place in range(len(lines)) if place not in taken and (one := _bare(lines, place))]
    return sorted([*labelled, *_no_parts(bare, labelled, len(lines))], key=lambda anchor: anchor.first)


def _no_parts(bare: Sequence[_Anchor], labelled: Sequence[_Anchor], end: int) -> Iterator[_Anchor]:
    """Without a title between the amount of a deviation and the text that explains it: `Algemene uitkering` right
    below `Gemeentefonds (tegenvaller € 785.000)` is a part of that one (2017-2 p12213)."""
    amounts = {anchor.end for anchor in labelled if anchor.label and anchor.label.euros is not None}
    starts = {anchor.first for anchor in (*bare, *labelled)} | {end}
    return (one for one in bare if one.first not in amounts or one.end in starts)


def _bare(lines: Sequence[Line], place: int) -> _Anchor | None:
    """A title without kind and amount: no financial effect (2017-1 p9926)."""
    line = lines[place]
    plain = line.listed and line.strong and not line.item and "€" not in line.text and line.text[-1] not in ":.…;,"
    if not plain or _NO_TITLE.match(line.text) or any(c.paragraph == line.paragraph for c in lines[:place][-1:]):
        return None
    return _Anchor(place, place + 1, line.text, None)


def _labelled(lines: Sequence[Line]) -> Iterator[_Anchor]:
    place, free = 0, 0  # lines before `free` belong to an earlier deviation's title, kind or amount
    while place < len(lines):
        found = _label_at(lines, place, free)
        if found:
            yield found
            place = free = found.end
        else:
            place += 1


def _run_in(lines: Sequence[Line]) -> Iterator[_Anchor]:
    """Deviations of one sentence each. Below a title of a deviation in the same section, with a label or without, such
    sentences are parts of it; one whose own title is a sentence (`De stand is als volgt:`) is text."""
    titled: int | None = None  # the last section with a title that stands alone
    for place, line in enumerate(lines):
        if _bare(lines, place):
            titled = line.section
        alone = line.section != titled and "€" in line.text and ":" in line.text
        if alone and (label := run_in(line.text)) and not speaks(label.title or ""):
            yield _Anchor(place, place + 1, label.title or line.text, label)


def _label_at(lines: Sequence[Line], place: int, free: int) -> _Anchor | None:
    text = lines[place].text
    label = whole_line(text)
    if label is None and place > free and lines[place - 1].strong:
        label = before_text(text)
    if label is None:
        on_line = with_title(text) if lines[place].strong or not _is_sentence(text) else None
        return _Anchor(place, place + 1, on_line.title or text, on_line) if on_line else None
    end = place + 1
    before = place - 1
    if label.euros is None and end < len(lines) and (printed := only_amount(lines[end].text)):
        label = _with_amount(label, f"{label.printed} {printed}", printed)
        end += 1
    elif label.euros is None and before > free and (printed := only_amount(lines[before].text)):
        label = _with_amount(label, f"{printed} {label.printed}", printed)
        before -= 1
    if before < free:
        return None
    first = _title_start(lines, before, free, lines[place].paragraph)
    title = " ".join(line.text for line in lines[first : before + 1])
    return _Anchor(first, end, title.rstrip(" :"), label)


def _with_amount(label: Label, printed: str, amount: str) -> Label:
    """The label with the amount of another line."""
    return label._replace(printed=printed, euros=amount_euros(amount))


def _title_start(lines: Sequence[Line], last: int, free: int, paragraph: int) -> int:
    """A title is the line above its kind; in one paragraph with the kind, all its lines above the kind."""
    first = last
    while lines[last].paragraph == paragraph and first > free and lines[first - 1].paragraph == paragraph:
        first -= 1
    return first


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "…")) and not text.endswith(").")
