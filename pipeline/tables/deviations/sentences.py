"""Sentences of a section of deviations that tell a voordeel or a nadeel with its amount."""

from __future__ import annotations

from ...dutch.amounts import find_bedragen
from ..amount_words import meanings
from ..sentences import sentence_spans
from .labels import only_amount, speaks_of_amount


def tells_effect(line: str) -> bool:
    """Whether a line is an amount, names a kind with its amount, or says of an amount that it is good or bad (`De
    lasten vallen € 25.000 hoger uit.`). What a budget or a credit comes to is neither (`De lasten zijn € 25.000.`)."""
    return speaks_of_amount(line) or only_amount(line) is not None or any(_effects(line))


def _effects(line: str) -> list[bool]:
    amounts = find_bedragen(line)
    if not amounts:
        return []
    told: list[bool] = []
    for start, end in sentence_spans(line):
        places = [(one.start - start, one.end - start) for one in amounts if start <= one.start < end]
        told += [one.effect is not None for one in meanings(line[start:end], places)] if places else []
    return told
