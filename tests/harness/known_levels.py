"""Overviews per programme or taakveld that are drawn as amounts first: one component for a block of rows, and a year or
stage over each group of components (other towns of the same platform; no page of Zwolle shows them)."""

from __future__ import annotations

from known_finances import FinanceAuthor, FinancePage
from printed_parts import Label, Row, Table, Title, printed

FAMILIES = {"component blocks": (2021, 2022, 2023, 2024, 2025), "years over components": (2022, 2024, 2027)}
_CAPTION = "Bedragen x € 1.000"
_SIDES = ("lasten", "baten")


class LevelAuthor(FinanceAuthor):
    """Draws one page."""

    def page(self, family: str) -> FinancePage:
        year = self.chance.choice(FAMILIES[family])
        return self._blocks(year) if family == "component blocks" else self._groups(year)

    def _levels(self) -> list[str]:
        """Programmes with their numbers, or taakvelden with theirs."""
        names = self.names(3, 8)
        if self.chance.random() < 0.3:
            return [f"0.{number} {name}" for number, name in enumerate(names, 1)]
        form = self.chance.choice(("{}. {}", "Programma {} {}", "Programma {}. {}"))
        return [form.format(number, name) for number, name in enumerate(names, 1)]

    def _blocks(self, year: int) -> FinancePage:
        page = self.start("component blocks", f"begroting-{year}", "overzicht-van-baten-en-lasten", ())
        years, levels = range(year, year + 4), self._levels()
        stages = ("begroting_primitief", *("raming",) * 3)
        drawn = {side: [[self.chance.randint(100, 60_000) for _ in years] for _ in levels] for side in _SIDES}
        sums = {side: [sum(column) for column in zip(*drawn[side], strict=True)] for side in _SIDES}
        sums["saldo"] = [baten - lasten for lasten, baten in zip(sums["lasten"], sums["baten"], strict=True)]
        saldo = self.chance.choice((None, "Saldo van baten en lasten"))
        parts: dict[str, list[Row]] = {}
        for side in _SIDES:
            lines = [*zip(levels, drawn[side], strict=True), (f"Totaal {side}", sums[side])]
            if side == "baten" and saldo:
                lines.append((saldo, sums["saldo"]))
            parts[side] = [(label, *map(printed, values)) for label, values in lines]
            for label, values in lines:
                component = "saldo" if label == saldo else side
                for one, stage, value in zip(years, stages, values, strict=True):
                    page.add((label, one, stage, component), value, 1000)
        match self.chance.choice(("rows", "corner", "title")):
            case "rows":
                rows = [row for side in _SIDES for row in ((side.capitalize(), *[""] * 4), *parts[side])]
                full = {0, len(parts["lasten"]) + 1}
                page.parts.append(Table(_CAPTION, ("", *map(str, years)), tuple(rows), frozenset(full)))
            case "corner":
                page.parts += [
                    Table(_CAPTION, (side.capitalize(), *map(str, years)), tuple(parts[side])) for side in _SIDES
                ]
            case _:
                for side in _SIDES:
                    page.parts += [
                        self.chance.choice((Title, Label))(f"{side.capitalize()} per programma"),
                        Table(_CAPTION, ("Programma", *map(str, years)), tuple(parts[side])),
                    ]
        return page

    def _groups(self, year: int) -> FinancePage:
        page = self.start("years over components", f"begroting-{year}", "overzicht-van-baten-en-lasten", ())
        columns = (
            (f"Rekening {year - 2}", year - 2, "rekening"),
            (f"Begroting {year - 1}", year - 1, "begroting_primitief"),
        )
        keys = [(one, stage, side) for _, one, stage in columns for side in (*_SIDES, "saldo")]
        rows: list[Row] = []
        for number, programme in enumerate(self.names(1, 3), 1):
            totals = [0] * 6
            if self.chance.random() < 0.5:
                rows.append((f"{number:02}. {programme}", *[""] * 6))
            for place, name in enumerate(self.names(2, 5), 1):
                label = f"{number:02}.{place:02} {name}"
                values = [value for _ in columns for value in self._balance()]
                totals = [total + (value or 0) for total, value in zip(totals, values, strict=True)]
                self._add(page, rows, label, keys, values)
            self._add(page, rows, f"Totaal programma {number}. {programme}", keys, totals)
        groups = ("Programma", 1), *((head, 3) for head, _, _ in columns)
        head = ("Deelprogramma", *("Lasten", "Baten", "Saldo") * 2)
        page.parts.append(Table(_CAPTION, head, tuple(rows), above=(groups,)))
        return page

    def _balance(self) -> list[int | None]:
        lasten, baten = self.chance.randint(300, 30_000), self.amount(9_000, 0.2)
        return [lasten, baten, (baten or 0) - lasten]

    def _add(self, page: FinancePage, rows: list[Row], label: str, keys: list[tuple[int, str, str]],
             values: list[int | None] | list[int]) -> None:  # fmt: skip
        rows.append((label, *("" if value is None else printed(value) for value in values)))
        for key, value in zip(keys, values, strict=True):
            if value is not None:
                page.add((label, *key), value, 1000)
