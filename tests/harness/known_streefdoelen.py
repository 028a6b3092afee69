"""Pages of goals without codes whose rows are known because they were drawn first (2014-2016, formats/2014-2020.md 2):
several goals, each one table of three columns in which labels and sentences cover the full width."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, TypeAlias

from printed_parts import WORDS, Label, Printed, Row, Table, Text, Title, Writer, printed

FAMILIES = {"aims of a budget": (2015, 2016), "aims of a report": (2014, 2015, 2016)}
EFFECTS, AIM = "Doelstellingen/maatschappelijke effecten", "Streefdoel/indicator"
_PROGRAMMES = ("4 Groene leefomgeving en milieu", "9 Cultuur", "6 Onderwijs", "14 Inkomen", "12 Inwonersondersteuning")
_OLD_PROGRAMMES = ("Leefbaarheid en welzijn", "Onderwijs en jeugd", "Gezondheid en zorg")
_DOING = ("Uitvoeren van", "Opstellen van", "Versterken van", "Subsidiëren van", "Organiseren van", "Bevorderen van")
_WE = ("We versterken", "We organiseren", "We stimuleren", "We ondersteunen", "We verbeteren")
_DONE = ("is uitgevoerd", "is vastgesteld", "is gestart", "is afgerond", "zijn gerealiseerd")

Observation: TypeAlias = tuple[str, int | None, str]  # role, year, printed value


class Drawn(NamedTuple):
    """What one row of three cells says."""

    cells: Row
    observations: list[Observation]
    activities: list[str]


@dataclass
class StreefdoelPage(Printed):
    """A page, and per goal (title, statement) its observations and activities in order."""

    goals: list[tuple[str | None, str]] = field(default_factory=list)
    observations: list[list[Observation]] = field(default_factory=list)
    activities: list[list[str]] = field(default_factory=list)


class StreefdoelAuthor(Writer):
    """Draws one page."""

    def page(self, family: str) -> StreefdoelPage:
        """A page of this family, with its rows."""
        year = self.chance.choice(FAMILIES[family])
        report = "report" in family
        host = f"zwolle.{'jaarverslag' if report else 'begroting'}-{year}.nl"
        slug = f"p{self.chance.randint(1500, 9000)}" + ("" if year == 2014 else "/doelstellingen")
        crumb = f"Jaarverslag {year}" if report else self.chance.choice(_PROGRAMMES)
        crumb = crumb if year > 2014 else self.chance.choice(_OLD_PROGRAMMES)
        page = StreefdoelPage(family, year, f"{host}/{slug}", (crumb,), "ga terug", "Doelen")
        if self.chance.random() < 0.5:
            page.parts.append(Label("Doelen"))
        together = self.chance.random() < 0.2  # all goals in one table
        for no in range(self.chance.randint(1, 4)):
            self._goal(page, report, no)
            if together and no and isinstance(page.parts[-1], Table):
                self._join(page)
        return page

    def _join(self, page: StreefdoelPage) -> None:
        """The last table as the end of the one before it, with the title between both over the full width."""
        *_, last = page.parts
        places = [no for no, part in enumerate(page.parts[:-1]) if isinstance(part, Table)]
        between = page.parts[places[-1] + 1 : -1]
        first = page.parts[places[-1]]
        if not isinstance(first, Table) or not isinstance(last, Table) or len(between) != 1:
            return
        title = next(part.text for part in between if isinstance(part, Title))
        more = ((title, "", ""), last.head, *last.rows)
        start = len(first.rows)
        full = first.full | {start, start + 1} | {start + 2 + no for no in last.full}
        page.parts[places[-1] :] = [Table(None, first.head, (*first.rows, *more), full)]

    def _goal(self, page: StreefdoelPage, report: bool, no: int) -> None:
        title = self.title() if no or self.chance.random() < 0.7 else None
        statement = f"{self.title()} {self.words(2, 8)}."
        if title:
            page.parts.append(Title(title))
            page.parts += [Text("Doeltabel")] * (report and self.chance.random() < 0.5)
        page.goals.append((title, statement))
        page.observations.append([])
        page.activities.append([])
        if no and self.chance.random() < 0.1:
            page.parts += [Label(EFFECTS), Text(statement)]
            return
        rows: list[Row] = [(statement, "", "")]
        full = {0}
        third = f"Wat is in {page.year} gerealiseerd" if report else "Activiteiten"
        head = ("Nulsituatie", f"Norm {self.chance.choice(('van', 'van', 'voor'))} {page.year}", third)
        for _ in range(self.chance.randint(1, 4)):
            full |= {len(rows), len(rows) + 1}
            rows += [(AIM, "", ""), (f"{self.title()} {self.words(1, 6)}.", "", ""), head]
            for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
                drawn = self._row(page.year, report)
                rows.append(drawn.cells)
                page.observations[-1] += drawn.observations
                page.activities[-1] += drawn.activities
            if self.chance.random() < 0.3:
                full.add(len(rows))
                rows.append((f"bron: Buurt-voor-Buurt onderzoek {page.year - 1}", "", ""))
        if self.chance.random() < 0.5:
            full |= {len(rows), len(rows) + 1}
            rows += [
                ("Relaties met andere programma\u2019s", "", ""),
                (f"Programma {self.chance.randint(1, 14)}.", "", ""),
            ]
        page.parts.append(Table(None, (EFFECTS, "", ""), tuple(rows), frozenset(full)))
        if self.chance.random() < 0.4:
            page.parts += [Label(self.chance.choice(("Toelichting", "Toelichting algemeen"))), Text(self.paragraph())]

    def _things(self) -> str:
        return " ".join(self.chance.sample(WORDS[12:], self.chance.randint(1, 3)))

    def _row(self, year: int, report: bool) -> Drawn:
        match self.chance.choice(("counts", "counts", "shares", "measured", "sentences", "nothing")):
            case "counts":
                return self._counts(year, report)
            case "shares":
                first, norm = self._share(), self._share()
                observed: list[Observation] = [("baseline", None, first), ("target", year, norm)]
                cells: Row = (first, norm)
            case "measured":
                first, norm, old = self._share(), self._share(), year - self.chance.randint(1, 3)
                observed = [("baseline", old, first), ("target", year, norm)]
                cells = (f"0-meting {old}: {first}", f"norm {year}: {norm}")
            case "sentences":
                things, number, old = self._things(), self._number(), year - self.chance.randint(1, 3)
                observed = [("baseline", old, number), ("target", year, f"In {year} is het aantal {things} gestegen.")]
                cells = (f"In {old} zijn er {number} {things} verstrekt.", observed[1][2])
            case _:
                observed = [("baseline", None, "-"), ("target", year, "-")]
                cells = ("-", "-")
        activities = self._activities(report)
        return Drawn((*cells, self._listed(activities)), observed, activities)

    def _counts(self, year: int, report: bool) -> Drawn:
        cells: list[list[str]] = [[], [], []]
        observed: list[list[Observation]] = [[], [], []]
        things = {self._things() for _ in range(self.chance.randint(1, 5))}
        for thing in sorted(things):
            old = year - self.chance.randint(1, 3)
            sign = self.chance.choice(("", "", "\u2264", "\u2265 "))
            for place, (role, one, mark) in enumerate(
                (("baseline", old, ""), ("target", year, sign), ("current", year, ""))
            ):
                value = f"{mark}{self._number()}"
                cells[place].append(f"{value} {thing} in {one}")
                observed[place].append((role, one, value))
        apart = self.chance.choice(("\n", "\n", "\n", "\n\n"))
        if report:
            return Drawn(tuple(map(apart.join, cells)), list(chain(*observed)), [])
        activities = self._activities(report)
        return Drawn((*map(apart.join, cells[:2]), self._listed(activities)), list(chain(*observed[:2])), activities)

    def _number(self) -> str:
        return printed(self.chance.choice((self.chance.randint(2, 99), self.chance.randint(100, 9999))))

    def _share(self) -> str:
        return f"{self.chance.randint(1, 99)}{self.chance.choice(('%', '%', ' %'))}"

    def _activities(self, report: bool) -> list[str]:
        count = self.chance.choice((0, 1, 1, 2, 3))
        if report:
            return [f"Het {self.words(2, 5)} {self.chance.choice(_DONE)}." for _ in range(count)]
        return [f"{self.chance.choice(_DOING + _WE)} {self.words(2, 7)}." for _ in range(count)]

    def _listed(self, activities: list[str]) -> str:
        if activities and self.chance.random() < (0.5 if len(activities) == 1 else 0.2):
            return "\n\n".join(activities)
        return "\n".join(f"\u2022 {text}" for text in activities) or self.chance.choice(("", "-"))
