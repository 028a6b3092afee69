"""Printed Dutch amounts in table cells -> exact value, a named absence, or a refusal.

Rules: INTEGRITY rows 35-40 and 45, and the amount lists of both format documents. The point groups thousands,
the comma opens decimals (`81.964,00` is whole), and nothing else is guessed: `1.20` and `81 964` are refused. The mark
of a footnote behind a number (`140 1)`, `85*`) is no part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.dutch.beside_amounts import MARK_BEHIND
from pipeline.dutch.dates import is_year
from pipeline.dutch.footnotes import without_mark
from pipeline.dutch.printed import plain
from pipeline.dutch.prose_amounts import FoundAmount, find_bedragen, may_hold_bedrag
from pipeline.dutch.units import UnknownUnit, parse_unit

__all__ = [
    "MAX_EUROS", "AmountRange", "FoundAmount", "NotAnAmount", "Number", "UnknownUnit", "find_bedragen",
    "looks_numeric", "may_hold_bedrag", "parse_bedrag", "parse_number", "parse_unit", "split_bedragen",
]  # fmt: skip

MAX_EUROS = 10**10
_MAX_DIGITS = 13


class NotAnAmount(ValueError):
    """The text is not a Dutch number as these pages print one."""


class AmountRange(NotAnAmount):
    """A well-formed number of more than 13 digits: no municipality has it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number, or why there is none: `dash`, `empty`, `nvt`, `nb` or `pm`."""

    value: Decimal | None
    reason: str | None


_ABSENT = {reason: Number(None, reason) for reason in ("dash", "empty", "nvt", "nb", "pm")}
_REASON_OF = {
    "": "empty",
    **dict.fromkeys(("-", "--", "---", "\u2014", "€-", "-€", "€\u2014"), "dash"),
    **dict.fromkeys(("nvt", "niet van toepassing"), "nvt"),
    **dict.fromkeys(("nb", "nnb", "ntb", "onbekend", "niet bekend", "nog niet bekend"), "nb"),
    **dict.fromkeys(("pm", "-pm", "€pm", "€-pm", "-€pm", "pro memorie"), "pm"),
}
_ABBREVIATION = re.compile(r"(?<=[a-z])\. ?|(?<=[€-]) +| +(?=€)")

# A leading zero is refused: `007` is an identifier, and `0.123` a decimal fraction printed the English way.
_WHOLE = r"0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*"
_SIMPLE = re.compile(rf"(-?)({_WHOLE})")
_BEDRAG = re.compile(rf"(?:([-+]) *)?(?:€ *)?(?:([-+]) *)?({_WHOLE})(?:,(?:--?|=|00))?(?: *€)?")
_NIL = re.compile(r"- ?0 ?-|nihil", re.IGNORECASE)
_LONGEST = 30  # characters of an amount
_EURO = re.compile(r"\beuro?\b", re.IGNORECASE)
# Three decimals only where no thousands can be meant: `1,204` is refused, `0,125` and `1.234,567` are not.
_DECIMAL = re.compile(
    r"(?:([-+]) *)?(?:(€) *)?(?:([-+]) *)?"
    r"((?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,6})"
    r"|(?:0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),[0-9]{3}"
    r"|0|[1-9][0-9]*)( *%)?"
)


def _exact(sign: str | None, printed: str) -> Decimal:
    digits = printed.replace(".", "").replace(",", ".")
    if len(digits) > _MAX_DIGITS and len(digits.partition(".")[0]) > _MAX_DIGITS:
        raise AmountRange(f"{printed[:40]!r} has more than {_MAX_DIGITS} digits")
    value = Decimal(digits)
    return -value if sign == "-" and value else value


@lru_cache(maxsize=4096)  # a table is read by one room and kept by another
def _simple(text: str) -> Number | None:
    """What most cells print: digits with points between thousands."""
    found = _SIMPLE.fullmatch(text)
    return Number(_exact(found[1], found[2]), None) if found else None


def absent(text: str) -> Number | None:
    """The placeholder a cell holds instead of a number (`-`, empty, `n.v.t.`, `n.b.`, `PM`), or None."""
    printed = without_mark(plain(text))
    if len(printed) > 24:
        return None
    reason = _REASON_OF.get(_ABBREVIATION.sub("", printed.lower()).strip())
    return _ABSENT[reason] if reason else None


def _bare(text: str) -> str:
    """What a cell prints without the mark of a footnote (`140 1)`); `EUR` and `euro` are a euro sign."""
    printed = without_mark(plain(text))
    if len(printed) < _LONGEST and "eur" in printed.lower():
        return _EURO.sub("€", printed)
    return printed


def _bedrag(printed: str) -> Decimal | None:
    if found := _BEDRAG.fullmatch(printed):
        before, after, digits = found.groups()
        twice = (before and after) or printed.count("€") > 1
        return None if twice else _exact(before or after, digits)
    return Decimal(0) if _NIL.fullmatch(printed) else None


def parse_bedrag(text: str) -> Number:
    """One table cell as a whole number in the table's own unit (an integral Decimal), or its placeholder.

    Raises NotAnAmount for anything else (`1.20`, `12.34.567`, `81 964`, `77.78O`, the accounting forms `(297)` and
    `297-`, which no known page prints, dates, text) and AmountRange above 13 digits.
    """
    if (simple := _simple(text)) is not None:
        return simple
    printed = _bare(text)
    value = _bedrag(printed)
    if value is not None:
        return Number(value, None)
    placeholder = absent(printed)
    if placeholder is None:
        raise NotAnAmount(f"{text[:60]!r} is not a Dutch amount")
    return placeholder


def parse_number(text: str) -> Number:
    """Any table cell that holds one number: what `parse_bedrag` reads, a decimal comma (`4,4`), a percentage
    (`10,3%`, `17  %`: the value as printed). A decimal point (`1.6`), a range, a date and
    text raise NotAnAmount; `1,204` and `2.492%` could mean two things and are refused as well."""
    if (simple := _simple(text)) is not None:
        return simple
    printed = _bare(text)
    found = _DECIMAL.fullmatch(printed)
    if found is None:
        return parse_bedrag(printed)
    before, euro, after, digits, percent = found.groups()
    if (before and after) or (euro and percent):
        raise NotAnAmount(f"{text[:60]!r} is not a Dutch number")
    return Number(_exact(before or after, digits), None)


_NUMERIC = re.compile(r"[0-9.,'’ +()€%*=-]*[0-9][0-9.,'’ +()€%*=-]*" + MARK_BEHIND)
_DIGIT = re.compile("[0-9]")
_STRAY = re.compile(r"(?<=[0-9.,])[OolI]|^[OolI](?=[0-9]*[.,])")
# Shapes of digits that are no number: date, range of years, code (1.2.3), ordinal (`13.`, `8)`), identifier (038-...).
_NO_NUMBER = re.compile(
    r"[0-9]{1,2} ?- ?[0-9]{1,2} ?- ?[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|(?:19|20)[0-9]{2} ?-(?: ?(?:19|20)[0-9]{2}| ?[0-9]{1,2})?"
    r"|(?:(?:19|20)[0-9]{2} +)+(?:19|20)[0-9]{2}|[0-9]{1,2}(?:\.[0-9]{1,2}){2,}\.?"
    r"|[0-9]{1,2}[.)]|0[0-9][0-9 -]*|[0-9]{1,2}[-+]|(?:[0-9]{1,2}, ?)+[0-9]{1,2}(?<![0-9],[0-9])(?<![0-9],[0-9]{2})"
)


def looks_numeric(text: str) -> bool:
    """Whether a cell is meant to be a number: only digits, separators, signs, euro (or the word) and percent, or a
    single letter O, l or I between the digits (`77.78O`). Labels, codes, dates and ranges of years are not."""
    if _SIMPLE.fullmatch(text):
        return len(text) <= 60
    if len(text) > 60 or not _DIGIT.search(text):
        return False
    printed = _bare(text)
    if _NUMERIC.fullmatch(printed):
        return not _NO_NUMBER.fullmatch(printed)
    repaired, letters = _STRAY.subn("0", printed)
    if letters != 1 or not _NUMERIC.fullmatch(repaired) or sum(map(str.isdigit, printed)) < 2:
        return False
    return not _NO_NUMBER.fullmatch(repaired)


_PART = re.compile(r"(?:€ *)?[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,-)?(?= |$)")
_PARTS_ONLY = re.compile(r"[€0-9.,+ -]+")
_THREE_DIGITS = re.compile(r"[0-9]{3}")


def _is_one_number(text: str) -> bool:
    try:
        parse_number(text)
    except NotAnAmount:
        return False
    return True


def split_bedragen(text: str) -> list[str] | None:
    """The printed parts of a cell that holds several amounts: one a line (`35.000\\n-35.000`), or in a pipe
    export separated by a space (`554.000 -554.000`, begroting-2022 p36511). None for anything else, also for
    `81 964`, whose space may group thousands."""
    printed = plain(text)
    if "\n" in printed:
        parts = [line.strip() for line in printed.split("\n") if line.strip()]
        numbers = [part for part in parts if _SIMPLE.search(part)]
        years = all(map(is_year, parts))
        return parts if len(parts) > 1 and numbers and not years and all(map(_is_one_number, parts)) else None
    if " " not in printed or not _PARTS_ONLY.fullmatch(printed) or _is_one_number(printed):
        return None
    parts = _PART.findall(printed)
    bare = any(map(_THREE_DIGITS.fullmatch, parts[1:])) or not any("." in part for part in parts)
    if len(parts) < 2 or bare or " ".join(printed.split()) != " ".join(" ".join(parts).split()):
        return None
    return parts if all(map(_is_one_number, parts)) else None
