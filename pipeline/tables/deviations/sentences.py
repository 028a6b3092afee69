"""Lines of a section of deviations that tell an amount which no row holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...dutch.amounts import FoundAmount, find_bedragen
from ..amount_words import meanings
from ..sentences import sentence_spans
from .labels import only_amount, speaks_of_amount

_MARK = re.compile(r",?\s?[(\[]?[VN](?!\w)")  # `€ 100.000 N`: nadeel
_LONGEST = 5_000  # characters; a page of amounts in one line costs seconds, and its first tell


def tells_effect(line: str) -> bool:
    """Whether a line is an amount or ends in one (`Onderhoud bruggen € 25.000`), names a kind with its amount, or says
    of an amount that it is good or bad (`De lasten vallen € 25.000 hoger uit.`). What a budget or a credit comes to is
    neither (`De lasten zijn € 25.000.`)."""
    if speaks_of_amount(line) or only_amount(line):
        return True
    line = line[:_LONGEST]
    amounts = find_bedragen(line)
    if not amounts:
        return False
    marked = any(_MARK.match(line, one.end) for one in amounts)
    return marked or not line[amounts[-1].end :].strip(" )") or any(_effects(line, amounts))


def _effects(line: str, amounts: Sequence[FoundAmount]) -> Iterator[bool]:
    for start, end in sentence_spans(line):
        places = [(one.start - start, one.end - start) for one in amounts if start <= one.start < end]
        if places:
            yield any(one.effect for one in meanings(line[start:end], places))
