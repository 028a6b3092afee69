"""What each column of a table of lasten and baten means, by the heads printed above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import labels
from .labels import Label

_BUDGETS = ("begroting_primitief", "begroting_na_wijziging")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values. `no` counts from 1; `known` is False when no pattern knows its head."""

    no: int
    head: str
    stage: str | None = None
    component: str | None = None
    year: int | None = None
    known: bool = True


def columns_of(width: int, shown: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of a table of that width by its head rows (`shown`: a text a column, blank where none is printed)."""
    upper, groups = _group_heads(shown)
    columns = []
    for place in range(width):
        heads = [groups.get(place, "") if number == upper else row[place] for number, row in enumerate(shown)]
        texts = [text for text in dict.fromkeys(map(labels.flat, heads)) if text]
        columns.append(_column(place + 1, texts))
    return columns


def _column(number: int, texts: Sequence[str]) -> Column:
    head = " ".join(texts)
    texts = _joined(texts)
    whole = labels.column_label(head) if len(texts) > 1 else None
    parts = [(text, labels.column_label(text)) for text in texts]
    found = [part for _, part in parts if part]
    merged = Label(
        _stage([part.stage for part in found if part.stage]),
        next((part.component for part in found if part.component), None),
        next((part.year for part in found if part.year), None),
    )
    if whole and whole.component and (len(texts) < 3 or not merged.component):
        merged = Label(whole.stage or merged.stage, whole.component, whole.year or merged.year)
    elif not (parts and parts[-1][1] and parts[-1][1].component) and any(
        part is None and not labels.is_empty_head(text) for text, part in parts
    ):
        # above a component any word may group columns (`Exploitatie`, `Reserves`): columns that only differ in such
        # a word are duplicates, and refused as those
        return Column(number, head, known=False)
    own = parts[-1][1] if parts else None
    if own and own.component and own.year and merged.year != own.year:
        return Column(number, head, known=False)  # `Lasten 2025` below `Rekening 2015`
    if merged.component is None and texts and labels.is_reserve_movements(texts[-1]):
        merged = merged._replace(component="sum_reserves")  # additions and withdrawals in one: no amount of the dataset
    known = bool(merged.stage or merged.component or merged.year) and not (
        merged.stage is None and any(map(labels.is_apart, texts))
    )
    return Column(number, head, merged.stage, merged.component, merged.year, known)


def _stage(stages: Sequence[str]) -> str | None:
    """The stage of the uppermost head that has one; `Begroting 2027` leaves it to what stands below which budget it
    is (`Actuele begroting`, `Na wijziging`)."""
    first = next(iter(stages), None)
    return _BUDGETS[1] if first == _BUDGETS[0] and _BUDGETS[1] in stages else first


def _joined(texts: Sequence[str]) -> list[str]:
    """The heads of a column, with a head that only goes on with the one above it behind that: `Begroting 2026` over
    `na wijziging`, `Begroting` over `2026 na wijziging`."""
    joined: list[str] = []
    for text in texts:
        both = f"{joined[-1]} {text}" if joined and labels.column_label(text) is None else ""
        found = labels.column_label(both) if both else None
        if found and found.stage in _BUDGETS and found.component is None:
            joined[-1] = both
        else:
            joined.append(text)
    return joined


def _group_heads(shown: Sequence[Sequence[str]]) -> tuple[int | None, dict[int, str]]:
    """The row of stage heads that stand over groups of component heads, and its head by column place. Exports lose
    the spans of such a row, so the groups are counted below it: one opens where a component repeats
    (jaarverslag-2015 p4212)."""
    below = next((number for number, row in enumerate(shown) if number and _are_components(row)), 0)
    groups = _repeats(shown[below])
    for number, row in enumerate(shown[:below]):
        stages = [text for text in _spans(row) if (found := labels.column_label(text)) and found.stage]
        if len(stages) > 1 and len(set(groups.values())) == len(stages):
            return number, {place: stages[group] for place, group in groups.items()}
    return None, {}


def _spans(row: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(labels.flat(text) for text in row if text.strip()))


def _are_components(row: Sequence[str]) -> bool:
    found = [labels.column_label(text) for text in row if text.strip()]
    return sum(label is not None and label.component is not None and label.stage is None for label in found) > 1


def _repeats(row: Sequence[str]) -> dict[int, int]:
    groups: dict[int, int] = {}
    seen: set[str] = set()
    group = 0
    for place, text in enumerate(row):
        label = labels.column_label(text) if text.strip() else None
        if label is None or label.component is None:
            continue
        if label.component in seen:
            group, seen = group + 1, set()
        seen.add(label.component)
        groups[place] = group
    return groups
