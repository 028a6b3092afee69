"""Text that a spreadsheet shows as text: no formula, no date."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What opens a formula in a spreadsheet (INTEGRITY F25), as full-width characters too."""
_DATE_LIKE = re.compile(r"\s*\d{1,2}[.\-/]\d{1,2}(?:[.\-/]\d{1,4})?\.?\s*")
"""A goal code such as `1.2.3`, which a Dutch spreadsheet would take for the first of February 2003."""
BETWEEN = " | "


def opens_formula(text: str) -> bool:
    return text.startswith(_FORMULA)


def inert(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet that opens the CSV would calculate or make a date of it."""
    return f"'{text}" if opens_formula(text) or _DATE_LIKE.fullmatch(text) else text


def as_text(value: Any) -> str:
    """A value as a Dutch spreadsheet reads it: decimal comma, no thousands points, ISO time, true or false, lists with
    ` | ` between. Null is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() | Decimal():
            return plain_number(value).replace(".", ",")
        case datetime():
            return value.isoformat(" ", "seconds")
        case str():
            return inert(value)
    return inert(BETWEEN.join(map(str, value)))


def plain_number(value: float | Decimal) -> str:
    """All digits of a number, without exponent and without zeros that say nothing."""
    digits = format(value if isinstance(value, Decimal) else Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
