"""Overviews whose amounts are known because they were drawn first: reserves, structural additions to reserves,
bestedingsvoorstellen, incidentele baten en lasten (formats/2014-2020.md 3.5 and 3.6, formats/2020-2026.md 7)."""

from __future__ import annotations

from known_finances import FinanceAuthor, FinancePage, shown
from printed_parts import PROGRAMMES, Label, Row, Table, Text, Title, printed

FAMILIES = {
    "reserves by interest": (2016,),
    "reserves by programme": (2019, 2020),
    "structural additions": (2019, 2022, 2023),
    "proposals by years": (2019, 2021, 2022),
    "proposals with covers": (2022,),
    "proposals by goal": (2025, 2026),
    "incidental": (2022, 2024),
}


class OverviewAuthor(FinanceAuthor):
    """Draws one page."""

    def page(self, family: str) -> FinancePage:
        """A page of this family, with its amounts."""
        year = self.chance.choice(FAMILIES[family])
        match family:
            case "reserves by interest":
                return self._by_interest(year)
            case "reserves by programme":
                return self._by_programme(year)
            case "structural additions":
                return self._additions(year)
            case "proposals by years" | "proposals with covers":
                return self._proposals(year, family)
            case "proposals by goal":
                return self._by_goal(year)
            case _:
                return self._incidental(year)

    def _unit(self) -> tuple[int, str]:
        """1 or 1000 and how the caption says so."""
        return self.chance.choice(((1, ""), (1, ""), (1, " (in euro's)"), (1000, " (bedragen x € 1.000)")))

    def _code(self, no: int) -> str:
        return f"{'CDHOP'[no % 5]}{no:02}"

    def _by_interest(self, year: int) -> FinancePage:
        page = self.start("reserves by interest", f"begroting-{year}", "overzicht-van-de-reserves-en-voorzieningen", (),
                          "reserves")  # fmt: skip
        components = ("stand_begin", "rente", "toevoeging_reserves", "onttrekking_reserves", "stand_eind")
        rows: list[Row] = []
        full = set()
        no = 0
        for number, group in enumerate(self.names(1, 4), 1):
            full.add(len(rows))
            rows.append((f"{number}. {group}", *("",) * 6))
            totals = [0] * 5
            for name in self.names(2, 7):
                no += 1
                begin = self.chance.choice((0, *(self.chance.randint(200_000, 9_000_000) for _ in "abc")))
                begin += 2_000_000 * (no == 1)  # a page of small amounts only does not tell its unit
                parts = [
                    self.amount(300_000, 0.6),
                    self.amount(800_000, 0.5),
                    self.amount(max(begin, 1), 0.5) if begin else None,
                ]
                end = begin + (parts[0] or 0) + (parts[1] or 0) - (parts[2] or 0)
                values = (begin, *parts, end)
                totals = [total + (value or 0) for total, value in zip(totals, values, strict=True)]
                rows.append((self._code(no), name, *(shown(value, "0") for value in values)))
                for component, value in zip(components, values, strict=True):
                    if value is not None:
                        page.add((self._code(no), name, year, component), value, 1)
            rows.append(("", f"Totaal {group}", *map(printed, totals)))
            for component, value in zip(components, totals, strict=True):
                page.add((None, f"Totaal {group}", year, component), value, 1)
        above = ((("", 2), ("Stand per", 1), ("toevoegingen", 2), ("onttrek-", 1), ("Stand per", 1)),)
        head = ("Nr", "Reserve", f"1-1-{year}", "rente", "overige", "kingen", f"31-12-{year}")
        self._headed(page, "Overzicht van de reserves en voorzieningen")
        page.parts.append(Table(None, head, tuple(rows), frozenset(full), above))
        return page

    def _headed(self, page: FinancePage, title: str) -> None:
        if self.chance.random() < 0.6:
            page.parts.append(Title(title))
        self.prose(page)

    def _by_programme(self, year: int) -> FinancePage:
        page = self.start("reserves by programme", f"begroting-{year}", "reserves", (), "reserves")
        unit, said = self._unit()
        components = ("stand_begin", "toevoeging_reserves", "onttrekking_reserves", "stand_eind")
        rows: list[Row] = []
        no = 0
        for group in self.names(1, 3):
            totals = [0] * 4
            for name in self.names(1, 6):
                no += 1
                most = 90_000_000 // unit if unit == 1 else 30_000
                begin, added, taken = (
                    self.chance.randint(most // 9, most),
                    self.amount(most // 20, 0.5),
                    self.amount(most // 20, 0.5),
                )
                values = (begin, added, taken, begin + (added or 0) - (taken or 0))
                totals = [total + (value or 0) for total, value in zip(totals, values, strict=True)]
                programme = self.chance.choice(("1", "10", "5/6", "diverse"))
                rows.append((self._code(no), name, programme, *(shown(value, "0") for value in values)))
                for component, value in zip(components, values, strict=True):
                    if value is not None:
                        page.add((self._code(no), name, year, component), value, unit)
            rows.append(("", f"Subtotaal type {group}", "", *map(printed, totals)))
            for component, value in zip(components, totals, strict=True):
                page.add((None, f"Subtotaal type {group}", year, component), value, unit)
        head = ("Nummer", "Naam", "Programma", "Stand 1 januari", "Toevoegingen", "Onttrekkingen", "Stand 31 december")
        self._headed(page, "Reserves")
        caption = f"Overzicht reserves{said}" if said or self.chance.random() < 0.5 else None
        page.parts.append(Table(caption or "Reserves", head, tuple(rows)))
        return page

    def _additions(self, year: int) -> FinancePage:
        title = "Structurele reservetoevoegingen en reserveonttrekkingen"
        page = self.start("structural additions", f"begroting-{year}", title.lower().replace(" ", "-"),
                          ("Financiën", title), "reserves")  # fmt: skip
        years = range(year, year + 4)
        sides = [(one, side) for one in years for side in ("toevoeging_reserves", "onttrekking_reserves")]
        rows: list[Row] = []
        for number, programme in enumerate(self.chance.sample(PROGRAMMES, self.chance.randint(1, 4)), 1):
            totals = [0] * 8
            for no, name in enumerate(self.names(0, 4), number * 10):
                steady, kind = self.chance.randint(10, 900), self.chance.choice(("added", "taken", "both"))
                values = [
                    None if kind == other else 1000 * self.chance.choice((steady, self.chance.randint(10, 900)))
                    for other in ("taken", "added") * 4
                ]
                totals = [total + (value or 0) for total, value in zip(totals, values, strict=True)]
                rows.append((self._code(no), name, *map(shown, values)))
                for (one, side), value in zip(sides, values, strict=True):
                    if value is not None:
                        page.add((self._code(no), name, one, side), value, 1)
            label = f"Subtotaal programma {number} {programme}"
            rows.append(("", label, *map(printed, totals)))
            for (one, side), value in zip(sides, totals, strict=True):
                page.add((None, label, one, side), value, 1)
        form = self.chance.choice(("{} -\n{}", "{} - {}"))
        head = (
            "Nummer reserve",
            "Naam reserve",
            *(form.format(one, side) for one in years for side in ("lasten", "baten")),
        )
        page.parts.append(Title(title))
        self.prose(page)
        page.parts.append(Table(None, head, tuple(rows)))
        return page

    def _proposals(self, year: int, family: str) -> FinancePage:
        page = self.start(family, f"begroting-{year}", f"bestedingsvoorstellen-begroting-{year}",
                          ("Home", "Algemeen"), "spending_proposals")  # fmt: skip
        nature = self.chance.choice(("Structurele", "Incidentele"))
        years = range(year, year + 4)
        rows: list[Row] = []
        sums = [0] * 4
        for no, name in enumerate(self.names(2, 12), self.chance.choice((1, 13))):
            number = f"{no}" if year != 2021 else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[no]
            values = [self.chance.randint(5, 900) * 1000] * 4
            if nature == "Incidentele":
                filled = self.chance.randint(1, 4)
                values = values[:filled] + [None] * (4 - filled)
            cover = self.chance.random() < 0.3
            texts = list(map(shown, values))
            covers = f"Dekking uit {self.words(1, 4)}"
            for one, value in zip(years, values, strict=True):
                if value is not None:
                    page.add((number, name, one, None), value, 1)
                    if cover:
                        page.add((number, covers, one, None), -value, 1)
            if cover and family == "proposals with covers":
                rows.append((f"{number}. {name}\n-  {covers}", *(f"{text}\n-{text}" if text else "" for text in texts)))
            else:
                rows.append((f"{number}. {name}", *texts))
                if cover:
                    rows.append((covers, *(f"-{text}" if text else "" for text in texts)))
            sums = [total + (0 if cover else value or 0) for total, value in zip(sums, values, strict=True)]
        if self.chance.random() < 0.5:
            label = f"Totaal {nature.lower()} bestedingsvoorstellen"
            rows.append((label, *map(printed, sums)))
            for one, value in zip(years, sums, strict=True):
                page.add((None, label, one, None), value, 1)
        self._headed(page, f"Bestedingsvoorstellen Begroting {year}")
        page.parts.append(Table(None, (f"{nature} bestedingsvoorstellen", *map(str, years)), tuple(rows)))
        return page

    def _by_goal(self, year: int) -> FinancePage:
        page = self.start("proposals by goal", f"begroting-{year}", "bestedingsvoorstellen", (), "spending_proposals")
        unit, said = self._unit()
        years = range(year, year + 4)
        rows: list[Row] = []
        sums = {"S": [0] * 5, "I": [0] * 5}
        full = {0} if self.chance.random() < 0.6 else set()
        if full:
            rows.append(("Perspectiefnota:", *("",) * 8))
        for no, name in enumerate(self.names(2, 9), 1):
            nature, money = self.chance.choice("SI"), self.chance.randint(10, 900) * (1000 // unit)
            values = [money] * 4 if nature == "S" else [money, *(self.chance.choice((0, money)) for _ in "abc")]
            krediet = self.chance.choice((None, None, 50_000 // unit))
            goal = f"{self.chance.randint(1, 6)}.{self.chance.randint(1, 4)}.{self.chance.randint(1, 5)}"
            rows.append((f"{no}.", goal, name, nature, shown(krediet), *(shown(value, "-") for value in values)))
            sums[nature] = [total + (value or 0) for total, value in zip(sums[nature], (krediet, *values), strict=True)]
            for one, value in zip((None, *years), (krediet, *values), strict=True):
                if value:
                    page.add((f"{no}", name, one, nature), value, unit)
        total = [a + b for a, b in zip(*sums.values(), strict=True)]
        label = f"Totaal bestedingsvoorstellen Perspectiefnota {year}-{year + 3}"
        for name, values in ((label, total), ("Waarvan structureel", sums["S"]), ("Waarvan incidenteel", sums["I"])):
            rows.append(("", "", name, "", *(shown(value, "-") for value in values)))
            for one, value in zip((None, *years), values, strict=True):
                if value:
                    page.add((None, name, one, None), value, unit)
        head = ("Nr", "Doel", "Omschrijving", "I/S", "Krediet", *map(str, years))
        self._headed(page, "Bestedingsvoorstellen")
        above: tuple[tuple[tuple[str, int], ...], ...] = ()
        if said and self.chance.random() < 0.4:  # the unit stands over the amounts
            above, said = ((("", 4), (said.strip(), 5)),), ""
        page.parts.append(Table(f"Bestedingsvoorstellen{said}", head, tuple(rows), frozenset(full), above))
        return page

    def _incidental(self, year: int) -> FinancePage:
        title = "Incidentele baten en lasten"
        page = self.start("incidental", f"begroting-{year}", "incidentele-baten-en-lasten", ("Financiën", title),
                          "incidental")  # fmt: skip
        years = range(year, year + 4)
        cost = -1 if year == 2024 else 1
        saldo = [self.chance.randint(-9_000_000, 9_000_000) for _ in years]
        after = [0, *(self.chance.randint(0, 300_000) for _ in "abc")]
        blocks = [self._block(number, cost) for number in range(1, self.chance.randint(2, 4))]
        totals = [sum(column) for column in zip(*(block[1] for block in blocks), strict=True)]
        structural = [a - cost * b for a, b in zip(after, totals, strict=True)]
        lines = (("Saldo baten en lasten", saldo, 1),
                 ("Saldo toevoegingen en ontrekkingen reserves", [b - a for a, b in zip(saldo, after, strict=True)], 1),
                 ("Begrotingssaldo na bestemming", after, 1),
                 ("Waarvan incidentele baten en lasten (saldo)", totals, cost),
                 ("Structureel begrotingssaldo", structural, 1))  # fmt: skip
        for label, values, sign in lines:
            for one, value in zip(years, values, strict=True):
                page.add((None, label, one, "balance"), value, 1, sign)
        caption = "Begrotingsaldo (bedragen x € 1.000)" if year == 2022 else "Begrotingsaldo"
        page.parts.append(Title(title))
        self.prose(page)
        heads = tuple(map(str, years))
        rows: list[Row] = [(label, *map(printed, values)) for label, values, _ in lines]
        together = self.chance.random() < 0.4  # both below the same years
        full = {len(rows)} if together else set()
        if together:
            rows.append(("Specificatie incidentele baten en lasten", *("",) * 4))
        else:
            page.parts.append(Table(caption, ("", *heads), tuple(rows)))
            rows = []
        for number, (name, total, sides) in enumerate(blocks, 1):
            rows.append((f"Programma {number} {name}", *map(printed, total)))
            for one, value in zip(years, total, strict=True):
                page.add((f"{number}", f"Programma {number} {name}", one, "total"), value, 1, cost)
            for side, items in sides.items():
                full.add(len(rows))
                rows.append((side, *("",) * 4))
                for item, values in items.items():
                    rows.append((item, *map(shown, values)))
                    for one, value in zip(years, values, strict=True):
                        if value is not None:
                            page.add((f"{number}", item, one, side.lower()), value, 1)
        if together:
            page.parts.append(Table(caption, ("", *heads), tuple(rows), frozenset(full)))
        else:
            title = "Specificatie incidentele baten en lasten"
            page.parts += [Label(title), Text(self.sentence())]
            page.parts.append(Table(None, (title, *heads), tuple(rows), frozenset(full)))
        return page

    def _block(self, number: int, cost: int) -> tuple[str, list[int], dict[str, dict[str, list[int | None]]]]:
        sides: dict[str, dict[str, list[int | None]]] = {}
        total = [0] * 4
        for side, sign in (("Lasten", -cost), ("Baten", cost)):
            sides[side] = {}
            for name in self.names(1, 6):
                filled = self.chance.randint(1, 4)
                sides[side][name] = [self.chance.randint(30_000, 900_000) for _ in range(filled)] + [None] * (
                    4 - filled
                )
                total = [a + sign * (b or 0) for a, b in zip(total, sides[side][name], strict=True)]
        return PROGRAMMES[number - 1], total, sides
