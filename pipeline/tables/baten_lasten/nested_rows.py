"""Rows of programmes that stand above those of their goals, as the totals of these (`Programma 1`, `Doel 1.1.1`)."""

from __future__ import annotations

from collections.abc import Sequence

from . import labels
from .row_scopes import code_of, names_programme


def nested_groups(rows: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The balance groups (Amount.group) of rows, given by number and label, where every one is a programme, a goal of
    the programme above it, or stands beside programmes: a programme is the total of its goals. None where programmes
    print no goals."""
    groups: dict[int, str] = {}
    block, above, programme, parts = 0, 0, "", 0
    for no, label in rows:
        code = code_of(label)
        if "." in code:
            if not programme or code.partition(".")[0] != programme:
                return {}
            parts += 1
            groups[no] = f"{block}/{no}"
            groups[above] = f"{block}/total"
        elif (code and names_programme(label)) or labels.is_beside_programmes(label):
            block, programme, above = block + 1, code, no
            groups[no] = f"{block}/partial"
        else:
            return {}
    return groups if parts else {}
