"""Tables of a flat text export that are known by their printed labels: indicators, policy documents, label and
value pairs, heads without rows, streefdoel blocks.

Each reader takes all blocks and where to look; it returns the table it found there and where the text goes on,
or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.dutch.dates import STAMP_OPENS
from pipeline.dutch.streefdoel import cut_label
from pipeline.model import Finding, Grid
from pipeline.readers import table_labels as labels
from pipeline.readers.text.blocks import cell_text
from pipeline.readers.text.deviation_rows import overview_rows
from pipeline.readers.text.full_rows import full_rows
from pipeline.readers.text.ragged import cells_grid, unplaced
from pipeline.readers.text.streefdoel_rows import align, asked_by

# a name and the year of the document; `Raad (2020)` says who established it
_DATED_NAME = re.compile(
    r"(?!(?:gemeente)?raad|college|b ?(?:&|en) ?w|raadsbesluit|vastgesteld)[^\d(]+\((?:19|20)\d{2}\)", re.IGNORECASE
)
_SCALED = re.compile(r"1[. ]?000|duizend|mln|miljoen", re.IGNORECASE).search  # a unit that is no euro


@dataclass(frozen=True, slots=True)
class Found:
    """A rebuilt table, its findings and the index of the block behind it."""

    grid: Grid
    end: int
    findings: tuple[Finding, ...] = ()


def known_table(blocks: Sequence[str], at: int, table_no: int) -> Found | None:
    """The table of a known shape that begins with block `at`, or None."""
    text = labels.fold(blocks[at])
    if labels.goal_label(text):
        return _streefdoel(blocks, at, table_no)
    if labels.indicator_head[0](text):
        return _indicators(blocks, at, table_no) or _full_rows(blocks, at)
    if labels.policy_head[0](text):
        return _policy_documents(blocks, at)
    if labels.pair_label(text):
        return _pairs(blocks, at)
    if labels.unit_line(text) and _SCALED(text) and (found := _amounts(blocks, at)):
        return found
    if labels.overview_head[0](text) and (found := _deviations(blocks, at)):
        return found
    return _head_only(blocks, at)


def is_prose(text: str) -> bool:
    """A paragraph that is no table label: long, or a sentence."""
    return len(text) > 160 or (len(text) > 80 and text.endswith("."))


def is_list(block: str) -> bool:
    return block.lstrip(" \t\xa0").startswith(("•", "◦", "▪"))


def _is_stop(block: str) -> bool:
    return is_list(block) or labels.section(labels.fold(block)) is not None or STAMP_OPENS in block


def _indicators(blocks: Sequence[str], at: int, table_no: int) -> Found | None:
    """Per indicator a name with the years, a row of values, an explanation over the full width
    (begroting-2026 p50287): known by position, for 2332 and 2026 look alike. Of fewer values nobody knows the years."""
    if not labels.starts_with(blocks, at, labels.indicator_head):
        return None
    width = len(labels.indicator_head) - 1
    rows: list[Sequence[str]] = [[labels.fold(block) for block in blocks[at : at + width + 1]]]
    full: set[int] = set()
    uncertain: set[int] = set()
    findings: list[Finding] = []
    here = at + width + 1
    while _years_at(blocks, here + 1, width):
        rows.append([labels.fold(block) for block in blocks[here : here + width + 1]])
        name, here = rows[-1][0], here + width + 1
        count = _values_at(blocks, here, width)
        values = list(map(cell_text, blocks[here : here + count]))
        rows.append(["", *values])
        if 0 < count < width:
            uncertain.add(len(rows))
            findings.append(unplaced(table_no, len(rows), name, values, range(2, width + 2)))
        here += count
        if here < len(blocks) and not _years_at(blocks, here + 1, width) and _is_explanation(blocks[here]):
            rows.append([cell_text(blocks[here])])
            full.add(len(rows))
            here += 1
    if len(rows) == 1:
        return None
    grid = cells_grid(rows, None, 1, uncertain=frozenset(uncertain), full_width=frozenset(full))
    return Found(grid, here, tuple(findings))


def _values_at(blocks: Sequence[str], at: int, width: int) -> int:
    """How many values stand from `at`: as many as there are years, unless the explanation, the next indicator or part
    of the page begins before."""
    end = at
    while end < min(at + width, len(blocks)):
        text = blocks[end].strip()
        explains = text.lower().startswith("bron") or (_is_explanation(text) and not labels.is_value(text))
        if _is_stop(blocks[end]) or explains or _years_at(blocks, end + 1, width):
            break
        end += 1
    return end - at


def _full_rows(blocks: Sequence[str], at: int) -> Found | None:
    found = full_rows(blocks, at)
    return Found(*found) if found is not None else None


def _is_explanation(block: str) -> bool:
    text = block.rstrip()
    return not _is_stop(block) and (is_prose(text) or text.endswith(".") or "bron" in text.lower())


def _years_at(blocks: Sequence[str], at: int, count: int) -> bool:
    return at + count <= len(blocks) and all(labels.year(block.strip()) for block in blocks[at : at + count])


def _policy_documents(blocks: Sequence[str], at: int) -> Found | None:
    """Rows of a name (and when it was established) and a description over the full width."""
    if not labels.starts_with(blocks, at, labels.policy_head):
        return None
    rows: list[Sequence[str]] = [[labels.fold(block) for block in blocks[at : at + 2]]]
    full: set[int] = set()
    here = at + 2
    named = False
    while here < len(blocks) and not _is_stop(blocks[here]):
        text = cell_text(blocks[here])
        if named and len(rows[-1]) == 1 and _is_moment(text):
            rows[-1] = [rows[-1][0], text]
        elif named and (is_prose(text) or text.endswith(".")):
            rows.append([text])
            full.add(len(rows))
            named = False
        elif is_prose(text) and text.endswith("."):
            break
        else:
            rows.append([text])
            named = True
        here += 1
    return Found(cells_grid(rows, None, 1, full_width=frozenset(full)), here)


def _is_moment(text: str) -> bool:
    """Whether a cell says when a document was established; `Cultuurnota (2020)` is the next document."""
    return len(text) < 30 and any(map(str.isdigit, text)) and not _DATED_NAME.fullmatch(text)


def _pairs(blocks: Sequence[str], at: int) -> Found | None:
    """Label and value in turn (berap 2025-2 p50693), at least three of them."""
    rows: list[Sequence[str]] = []
    here = at
    while here + 1 < len(blocks) and labels.pair_label(labels.fold(blocks[here])):
        if labels.pair_label(labels.fold(blocks[here + 1])):
            rows.append([labels.fold(blocks[here]), ""])
            here += 1
            continue
        rows.append([labels.fold(blocks[here]), cell_text(blocks[here + 1])])
        here += 2
    return Found(cells_grid(rows, None, 1), here) if len(rows) >= 3 else None


def _amounts(blocks: Sequence[str], at: int) -> Found | None:
    """Names and amounts with a euro sign in turn, below a line with another unit (jaarverslag-2015 p3908): read as
    prose, they would be a thousandth of what they are. A name without amount introduces the next one."""
    rows: list[Sequence[str]] = []
    here = at + 1
    while here + 1 < len(blocks) and _is_name(blocks[here]):
        if _is_in_euros(blocks[here + 1]):
            rows.append([cell_text(blocks[here]), cell_text(blocks[here + 1])])
            here += 2
        elif here + 2 < len(blocks) and _is_name(blocks[here + 1]) and _is_in_euros(blocks[here + 2]):
            rows.append([cell_text(blocks[here])])
            here += 1
        else:
            break
    return Found(cells_grid(rows, labels.fold(blocks[at])), here) if rows else None


def _is_name(block: str) -> bool:
    return len(block) <= 160 and not _is_stop(block) and not labels.is_value(block.strip())


def _is_in_euros(block: str) -> bool:
    return "€" in block and labels.is_value(block.strip())


def _deviations(blocks: Sequence[str], at: int) -> Found | None:
    width = len(labels.overview_head)
    if not labels.starts_with(blocks, at, labels.overview_head):
        return None
    end = next((here for here in range(at + width, len(blocks)) if _is_stop(blocks[here])), len(blocks))
    rows, read = overview_rows(blocks[at + width : end])
    heads = [labels.fold(block) for block in blocks[at : at + width]]
    return Found(cells_grid([heads, *rows], None, 1), at + width + read) if rows else None


def _head_only(blocks: Sequence[str], at: int) -> Found | None:
    """A known head of which the page shows no rows, or only programme rows; the last head may be cut off with
    an ellipsis (berap 2022-2 p40859)."""
    for heads, printed in zip(labels.head_only, labels.head_only_texts, strict=True):
        if not heads[0](labels.fold(blocks[at])):
            continue
        count = 0
        while count < len(heads) and at + count < len(blocks) and heads[count](labels.fold(blocks[at + count])):
            count += 1
        if count < len(heads) and at + count == len(blocks) - 1:
            cut = labels.fold(blocks[at + count])
            if cut.endswith("…") and printed[count].startswith(cut[:-1].lower()):
                count += 1
        elif count < len(heads):
            continue
        if count < 2:
            continue
        rows: list[Sequence[str]] = [[labels.fold(block) for block in blocks[at : at + count]]]
        here = at + count
        while here < len(blocks) and labels.programme_row(labels.fold(blocks[here])):
            rows.append([labels.fold(blocks[here])])
            here += 1
        return Found(cells_grid(rows, None, 1), here)
    return None


def _streefdoel(blocks: Sequence[str], at: int, table_no: int) -> Found | None:
    """One streefdoel block of 2014-2016: label, streefdoel, head, data rows."""
    head = next((h for h in range(at + 1, min(at + 12, len(blocks))) if _is_goal_head(blocks, h)), None)
    if head is None or any(labels.goal_stop(labels.fold(block)) for block in blocks[at + 1 : head]):
        return None
    heads = [labels.fold(block) for block in blocks[head : head + 3]]
    end = _streefdoel_end(blocks, head + 3)
    data, tail = head + 3, end
    while tail > data and labels.goal_full_width(labels.fold(blocks[tail - 1])):
        tail -= 1
    goal = "\n".join(cell_text(block) for block in blocks[at + 1 : head])
    rows: list[Sequence[str]] = [[labels.fold(blocks[at])], [goal], heads]
    full = {1, 2}
    uncertain: set[int] = set()
    findings: list[Finding] = []
    aligned = align([cell_text(block) for block in blocks[data:tail]], *asked_by(heads))
    for row in aligned:
        rows.append(["\n".join(cell) for cell in row.cells])
        if not row.certain:
            uncertain.add(len(rows))
            printed = [text for cell in row.cells for text in cell]
            findings.append(unplaced(table_no, len(rows), printed[0].split("\n")[0][:60], printed, (1, 2, 3)))
    for block in blocks[tail:end]:
        rows.append([cell_text(block)])
        full.add(len(rows))
    grid = cells_grid(rows, None, 1, frozenset(uncertain), frozenset(full))
    return Found(grid, end, tuple(findings))


def _is_goal_head(blocks: Sequence[str], at: int) -> bool:
    return labels.starts_with(blocks, at, labels.goal_head)


def _streefdoel_end(blocks: Sequence[str], begin: int) -> int:
    """Where the data rows end: at the next label, at the title above it, or at a title printed twice."""
    here = begin
    while here < len(blocks):
        text = labels.fold(blocks[here].split("\n")[0])
        following = labels.fold(blocks[here + 1]) if here + 1 < len(blocks) else ""
        if labels.goal_stop(text) or _is_cut(blocks, here):
            return here
        below_label = labels.goal_opens(following) or _is_cut(blocks, here + 1)
        doubled = following == text and _is_named(text) and _is_soon_labelled(blocks, here + 2)
        if _is_title(blocks[here]) and (below_label or doubled):
            return here
        here += 1
    return here


def _is_soon_labelled(blocks: Sequence[str], at: int) -> bool:
    """Whether a label follows, as it does below a title and its sentence; a norm that repeats its nulsituatie is
    followed by other rows. At the end of an export nobody can tell."""
    return at + 3 > len(blocks) or any(labels.goal_stop(labels.fold(block)) for block in blocks[at : at + 3])


def _is_cut(blocks: Sequence[str], at: int) -> bool:
    """A label that the end of the export cut off."""
    return at == len(blocks) - 1 and cut_label(blocks[at]) is not None


def _is_title(block: str) -> bool:
    return "\n" not in block and len(block) < 120 and not block.rstrip().endswith(".") and not is_list(block)


def _is_named(text: str) -> bool:
    """A title printed twice, not a placeholder or a norm that repeats its nulsituatie."""
    return len(text) > 3 and text[-1] not in "!." and not any(character.isdigit() for character in text)
