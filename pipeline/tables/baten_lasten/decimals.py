"""Tables in millions or thousands with decimals (`41,5` below `x € 1 mln`): amounts in tenths or hundredths of the unit
that the caption names."""

from __future__ import annotations

import re
from dataclasses import replace

from .amounts import claimed_unit
from .printed import PrintedTable

_WITH_DECIMALS = re.compile(r"[-−–+]? ?(?:€ ?)?[-−–]? ?\d{1,3}(?:\.?\d{3})*,(\d{1,2})")
_FEWEST = 2


def with_decimals(table: PrintedTable) -> PrintedTable:
    """The table with the decimals that its amounts print, at most two: three may be thousands (`1,204`). None without a
    caption that names thousands or millions: cents of euros are no part of any amount here."""
    texts = (cell.text.strip() for row in table.rows for cell in row.values.values() if "," in cell.text)
    places = [len(found[1]) for text in texts if (found := _WITH_DECIMALS.fullmatch(text)) and found[1] != "00"]
    if len(places) < _FEWEST or (claimed_unit(table)[1] or 1) == 1:
        return table
    return replace(table, decimals=max(places))
