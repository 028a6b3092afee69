"""Random tables with random blanks, as a text export and pipe rows: a row that is not uncertain is as printed.

The shapes are those of formats/2014-2020.md 3.1 (products), 3.3 (six years), 3.4 (taakvelden) and 3.5 (reserves).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from pipeline.model import Grid
from pipeline.readers.text import read_text

Rows = list[list[str]]
NAMES = ("Vervoer", "Sport en bewegen", "Jeugd 0-4", "Parkeren (aangepast)", "Vitale wijken 2024", "Overhead", "Zorg")


def printed(number: int, blank: str = "") -> str:
    return f"{number:,}".replace(",", ".") if number else blank


def amount(random: Random, chance: float = 1.0) -> int:
    return random.choice((random.randint(1, 99), random.randint(100, 99_999))) if random.random() < chance else 0


def products(random: Random) -> Rows:
    rows: Rows = [["", "Lasten", "Baten", "Saldo baten en lasten", "Storting reserve", "Onttrekking reserve",
                   "Gerealiseerd resultaat"]]  # fmt: skip
    sums = [0] * 6
    for name in random.sample(NAMES, random.randint(2, 7)):
        lasten, baten = (amount(random, 0.6) * random.choice((1, -1)) for _ in range(2))
        storting, onttrekking = (amount(random, 0.3) for _ in range(2))
        saldo = lasten + baten
        values = [
            lasten,
            baten,
            saldo,
            storting,
            onttrekking,
            saldo + storting + onttrekking + random.choice((0, 0, 1)),
        ]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([name, *map(printed, values)])
    if random.random() < 0.8:
        rows.append(["Totaal", *(printed(number, "0") for number in sums)])
    return rows


def taakvelden(random: Random) -> Rows:
    stages = ("vastgestelde begroting", "begroting t/m december", "rekening 2018")
    rows: Rows = [["(Hoofd)Taakvelden", *(f"{stage} {side}" for stage in stages for side in ("lasten", "baten"))]]
    sums = [0] * 6
    for name in random.sample(NAMES, random.randint(2, 7)):
        chances = (0.9, random.choice((0, 0.9))) * 3
        values = [amount(random, chance) for chance in chances]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append([name, *map(printed, values)])
    if random.random() < 0.8:
        rows.append(["Totaal Veiligheid:", *(printed(number, "0") for number in sums)])
    return [row for row in rows if any(row[1:])]


def six_years(random: Random) -> Rows:
    rows: Rows = [["Budget o.b.v. bestaand beleid", *(str(2015 + year) for year in range(6))]]
    gap = random.choice((0, 1))
    lasten, baten = ([0] * gap + [amount(random) for _ in range(6 - gap)] for _ in range(2))
    toevoeging, onttrekking = ([amount(random, 0.5) for _ in range(6)] for _ in range(2))
    saldo = [b - a for a, b in zip(lasten, baten, strict=True)]
    result = [s - t + o for s, t, o in zip(saldo, toevoeging, onttrekking, strict=True)]
    rows += [["Lasten", *map(printed, lasten)], ["Baten", *map(printed, baten)]]
    rows.append(["Saldo van baten en lasten", *(printed(number, "0") for number in saldo)])
    rows.append(["Toevoeging aan reserve", *map(printed, toevoeging)])
    rows.append(["Onttrekking aan reserve", *map(printed, onttrekking)])
    return [*rows, ["Geraamd resultaat", *(printed(number, "0") for number in result)]]


def reserves(random: Random) -> Rows:
    rows: Rows = [["Nr", "Reserve", "1-1-2016", "rente", "overige", "kingen", "31-12-2016"]]
    nil = random.choice(("", "0"))
    sums = [0] * 5
    for number, name in enumerate(random.sample(NAMES, random.randint(2, 6)), 1):
        balance = amount(random, 0.9) * 100
        rente, other = balance * 3 // 100 * random.choice((0, 1)), amount(random, 0.4)
        taken = random.choice((0, balance // 2, balance + rente + other))
        values = [balance, rente, other, taken, balance + rente + other - taken]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        blanks = (nil, "", "", "", nil)
        rows.append([f"C{number:02}", name, *map(printed, values, blanks)])
    if random.random() < 0.8:
        rows.append(["Totaal reserves", "", *(printed(number, "0") for number in sums)])
    return [row for row in rows if any(row[2:])]


def as_text(rows: Rows) -> str:
    return "\n\n".join(["Overzicht", *(cell for row in rows for cell in row if cell)])


def as_pipes(rows: Rows) -> str:
    lines = ["Overzicht"]
    for number, row in enumerate(rows):
        cells = [cell for cell in row if cell]
        lines.append(" | ".join(cells) + " " + "|" * (len(row) - len(cells) + 1))
        lines += [] if number else ["---|" * len(row)]
    return "\n".join(lines)


@pytest.mark.parametrize("form", [as_text, as_pipes])
@pytest.mark.parametrize(
    ("shape", "share"),
    [(products, 0.6), (taakvelden, 0.5), (six_years, 0.9), (reserves, 0.85)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_no_amount_stands_in_a_column_of_another(
    shape: Callable[[Random], Rows], share: float, form: Callable[[Rows], str]
) -> None:
    placed = count = 0
    for seed in range(60):
        table = shape(Random(seed))
        names = 2 if table[0][1] == "Reserve" else 1
        for block in read_text(form(table)).blocks:
            if not isinstance(block, Grid):
                continue
            for number, row in enumerate(block.rows, 1):
                cells = [cell.text for cell in row]
                count += 1
                if number not in block.uncertain:
                    placed += 1
                    where = [line[names:] for line in table if [c for c in line if c] == [c for c in cells if c]]
                    assert cells[names:] in where, (seed, cells)
    assert placed >= share * count > 0
