"""The number of a table cell of any table, also with the words and letters that pages print beside it."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.dutch.amounts import AmountRange, NotAnAmount, Number, parse_number
from pipeline.dutch.beside_amounts import MARKS, SCALES, marked_bedrag
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.printed import plain

_BEHIND = re.compile(r"(.*\d)(?: ?(miljoen|mln|mio|miljard|mld)\b\.?)?(?: ?\(?[NV]\)?)?")
_DATED = re.compile(r"(?<=[\d%]) *\((?:[a-z]+ )?(?:19|20)\d\d\)\Z")


def parse_cell(text: str) -> Number:
    """What `parse_number` reads, also with the letter of voordeel or nadeel beside it (`120.000 N`, `V 602`) or its
    year behind it (`€ 4.231.000 (2024)`), which change nothing, and its size, which counts (`€ 1,2 mln. N` is
    1200000). Raises NotAnAmount for anything else."""
    try:
        return parse_number(text)
    except AmountRange:
        raise
    except NotAnAmount:
        bare = without_mark(plain(text))
        printed = _DATED.sub("", bare)
        if printed.startswith(MARKS) and (marked := marked_bedrag(printed)):
            return parse_number(marked[0])
        found = _BEHIND.fullmatch(printed)
        number, size = (found[1], found[2]) if found else (printed, None)
        if number == bare:
            raise
        return _sized(parse_number(number), size)


def _sized(number: Number, size: str | None) -> Number:
    if size is None or number.value is None:
        return number
    value = number.value * SCALES[size]
    return Number(Decimal(int(value)) if value == int(value) else value, None)
