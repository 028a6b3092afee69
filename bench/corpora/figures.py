"""Amounts for the finance tables of generated goal pages: other ones on every page, and adding up as printed ones do.

A goal's adopted budget follows from its municipality, code and year, so that the accounts print the same as the
budget did (identity I-36) and no year is a thousand times the last (I-37). Where the page of the sample corpus prints a
zero or a sign, the new page prints one too, because its text says `voordelig` or `lager`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from random import Random

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"(<t[dh]\b[^>]*>(?:<[^>]*>|&nbsp;|\s)*)(-?\d{1,3}(?:\.\d{3})*)(?=(?:<[^>]*>|&nbsp;|\s)*</t[dh]>)")
_EUROS = re.compile(r"(?<!x )€ ?(\d{1,3}(?:\.\d{3})+)")
_THOUSANDS = re.compile(r"(?<![\d.,])(?<!x € )(?<!x €)\d{1,3}(?:\.\d{3})+(?![\d.]*,?\d)")
_HEADS = {"goal_result": "Vastgestelde begroting<", "budget_overview": "Geraamd resultaat<"}


@dataclass(frozen=True, slots=True)
class Budget:
    """The adopted budget of one goal in one year, in thousands of euros."""

    lasten: int
    baten: int


def budget(municipality: str, code: str, year: int) -> Budget:
    """What the raad adopted: 0.5 to 60 million, growing by about 3 % a year."""
    random = Random(f"{municipality} {code} budget")
    first = 500 * 120 ** random.random()
    income = random.choice((0.0, 0.05, 0.2, 0.4))
    lasten = round(first * 1.03 ** (year - 2020) * Random(f"{municipality} {code} {year}").uniform(0.97, 1.03))
    return Budget(lasten, round(lasten * income))


def with_figures(page: str, shape: str, adopted: Budget, random: Random) -> str:
    """The page with new amounts in its finance table, and the same amounts wherever its text repeats them."""
    begin = page.rindex("<table", 0, _first_cell(page, _HEADS[shape]))
    end = page.index("</table>", begin)
    table = page[begin:end]
    rows = [[_value(cell[2]) for cell in _CELL.finditer(row)] for row in _ROW.findall(table)]
    numbers = [row for row in rows if row]
    unit = 1 if max(abs(value) for row in numbers for value in row) >= 1_000_000 else 1000
    fresh = _budget_overview(adopted) if shape == "budget_overview" else _goal_result(numbers, adopted, unit, random)
    following = iter([value for row in fresh for value in row])
    table = _CELL.sub(lambda cell: f"{cell[1]}{printed(next(following))}", table)
    known = dict(zip((abs(v) for row in numbers for v in row), (abs(v) for row in fresh for v in row), strict=True))
    return _told(page[:begin], known, unit, random) + table + _told(page[end:], known, unit, random)


def _first_cell(page: str, text: str) -> int:
    """Where a table first prints this: the lists above some tables name the same things."""
    return page.index(text, page.index("<table", page.index("Baten en lasten") if "Baten en lasten" in page else 0))


def scaled(page: str, factor: int) -> str:
    """The page with every amount of thousands so many times as large: whatever adds up still does."""
    return _THOUSANDS.sub(lambda found: printed(_value(found[0]) * factor), page)


def printed(value: int) -> str:
    """`-1.234`."""
    return f"{value:,}".replace(",", ".")


def _value(text: str) -> int:
    return int(text.replace(".", ""))


def _budget_overview(adopted: Budget) -> list[list[int]]:
    saldo = adopted.lasten - adopted.baten
    return [[adopted.lasten, adopted.baten, saldo, 0, 0, saldo]]


def _goal_result(old: list[list[int]], adopted: Budget, unit: int, random: Random) -> list[list[int]]:
    """Rows: adopted, two rows of changes, the budget after them, the account, the result; then the saldo. Columns:
    lasten, baten, toevoeging, onttrekking."""
    scale = 1000 // unit
    first = [adopted.lasten * scale, adopted.baten * scale, 0, 0]
    changes = [[_like(value, adopted.lasten * scale // 50, random) for value in row] for row in old[1:3]]
    *_, after = accumulate([first, *changes], lambda a, b: [x + y for x, y in zip(a, b, strict=True)])
    result = _result(old, after, random)
    signs = (-1, 1, -1, 1)
    account = [value + sign * difference for value, sign, difference in zip(after, signs, result, strict=True)]
    return [first, *changes, after, account, result, [sum(result)]]


def _result(old: list[list[int]], after: list[int], random: Random) -> list[int]:
    """What the account differs from the budget, with the signs of the old result and of its saldo."""
    while True:
        result = [_like(value, max(40, after[0] // 40), random) for value in old[5]]
        result[3] = max(result[3], -after[3])
        if sum(result) * old[6][0] > 0:
            return result


def _like(value: int, about: int, random: Random) -> int:
    """Another amount of that size with the same sign; zero stays zero."""
    if value == 0:
        return 0
    size = random.randint(max(1, about // 4), max(2, about))
    return size if value > 0 else -size


def _told(text: str, known: dict[int, int], unit: int, random: Random) -> str:
    """The text with the amounts of the new table where it told those of the old one, and others elsewhere."""

    def other(found: re.Match[str]) -> str:
        value = _value(found[1])
        if value % unit == 0 and (fresh := known.get(value // unit)):
            return f"€ {printed(fresh * unit)}"
        return f"€ {printed(value * random.randint(101, 199) // 100)}"

    return _EUROS.sub(other, text)
