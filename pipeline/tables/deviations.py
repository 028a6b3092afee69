"""Deviations of a beleidsrapportage: subject, kind, amount and explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Finding, Page, Records, record
from .deviation_labels import Label, amount_euros, contradicts, only_amount, signed, whole_line, with_title
from .deviation_lines import Line, deviation_lines
from .deviation_overview import read_overviews


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


_NO_TITLE = re.compile(r"(?:link naar|ga terug|geen\b|niet van toepassing|n\.v\.t)", re.IGNORECASE)


def read(page: Page) -> Records:
    """One row per deviation in the sections of kind `deviations` and in overview tables. Kind label and amount may
    stand behind the title, in brackets, glued together, or on lines of their own; `amount_eur` takes its sign
    from the kind (positive is favourable) and DEVIATION_SIGN tells where the printed sign says otherwise."""
    lines = deviation_lines(page)
    anchors = _anchors(lines) if lines else []
    rows: list[DeviationRecord] = []
    findings: list[Finding] = []
    for place, anchor in enumerate(anchors):
        end = anchors[place + 1].first if place + 1 < len(anchors) else len(lines)
        line = lines[anchor.first]
        explanation = "\n".join(text.text for text in lines[anchor.end : end] if text.goal_id == line.goal_id)
        rows.append(_record(len(rows) + 1, line, anchor, explanation, page.page_id))
        if anchor.label and contradicts(anchor.label.kind, anchor.label.euros):
            findings.append(_sign(line.block_no, anchor.label))
    for row in read_overviews(page):
        seq = len(rows) + 1
        rows.append(
            DeviationRecord(
                f"{row.goal_id or page.page_id}/d{seq:02d}", row.goal_id, seq, row.title, row.kind, row.amount_eur,
                row.printed_text, row.explanation, row.block_no,
            )
        )  # fmt: skip
    return Records(tuple(rows), tuple(findings))


def _record(seq: int, line: Line, anchor: _Anchor, explanation: str, page_id: str) -> DeviationRecord:
    label = anchor.label
    return DeviationRecord(
        f"{line.goal_id or page_id}/d{seq:02d}",
        line.goal_id,
        seq,
        anchor.title,
        label.kind if label else None,
        signed(label.kind, label.euros) if label else None,
        label.printed if label else None,
        explanation or None,
        line.block_no,
    )


def _sign(block_no: int, label: Label) -> Finding:
    return Finding(
        "info", "DEVIATION_SIGN", "The printed sign says another thing than the kind label; the label counts.",
        f"block {block_no}", label.printed, "a sign that agrees with the kind",
    )  # fmt: skip


def _anchors(lines: Sequence[Line]) -> list[_Anchor]:
    labelled = list(_labelled(lines))
    # Where kinds stand on lines of their own every deviation has one, so that other headings are parts of an
    # explanation (`Beginsaldo 1-1-2018:`, 2018-2); with kinds in brackets an item without one has no effect (2017).
    if any(anchor.end > anchor.first + 1 for anchor in labelled):
        return labelled
    taken = {anchor.first for anchor in labelled}
    bare = (_bare(lines, place) for place in range(len(lines)) if place not in taken)
    return sorted([*labelled, *filter(None, bare)], key=lambda anchor: anchor.first)


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


def _label_at(lines: Sequence[Line], place: int, free: int) -> _Anchor | None:
    text = lines[place].text
    label = whole_line(text)
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
