"""Indicators of generated goals: the same in every document of a municipality, with other values each year."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .towns import FIRST_YEAR, goals

_KINDS = (
    ("Inwoners die tevreden zijn over {}", "%", 35, 80),
    ("Meldingen over {}", "aantal", 150, 4_000),
    ("Wachtenden op {}", "aantal", 40, 900),
    ("Deelnemers aan {}", "aantal", 200, 9_000),
    ("Wijken met {}", "%", 20, 90),
    ("Uitgaven voor {} per inwoner", "euro", 30, 700),
)
_SOURCES = ("GGD", "Buurt-voor-Buurt Onderzoek", "CBS", "Veilig Thuis", "de eigen administratie")
_HEADS = ("Indicator", "Verleden", "Heden", "Toekomst")


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator: name, unit, its value in 2016 and what happens to it in a year."""

    name: str
    unit: str
    first: int
    factor: float
    source: str

    def value(self, year: int) -> int:
        """What was, or is to be, observed in a year."""
        wobble = Random(f"{self.name} {self.first} {year}").uniform(0.99, 1.01)
        return max(1, round(self.first * self.factor ** (year - 2016) * wobble))


def measures(municipality: str, code: str) -> list[Measure]:
    """The six indicators of a goal, about what it was first called."""
    random = Random(f"{municipality} {code} indicators")
    about = next(goal.title.lower() for goal in goals(municipality, FIRST_YEAR) if goal.code == code)
    return [
        Measure(name.format(about), unit, random.randint(least, most), 0.97, random.choice(_SOURCES))
        for name, unit, least, most in _KINDS
    ]


def measure_table(found: list[Measure], year: int) -> str:
    """As budgets since 2024 print them: a row of years, a row of values and an explanation for each indicator."""
    years = (year - 4, year - 2, year)
    rows = [_row(*_HEADS)]
    for measure in found:
        goal = "percentage" if measure.unit == "%" else "aantal"
        told = f"{measure.name}. We streven ernaar dat dit {goal} afneemt. Bron: {measure.source}."
        values = [str(measure.value(at)) for at in years]
        rows += [_row(f"{measure.name} ({measure.unit})", *map(str, years)), _row("&nbsp;", *_falling(values))]
        rows.append(f'<tr><td colspan="4">{told}</td></tr>')
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _falling(values: list[str]) -> list[str]:
    """A target that says `afneemt` is not above what was observed."""
    return [*values[:2], str(min(int(values[2]), int(values[1]) - 1))]


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
