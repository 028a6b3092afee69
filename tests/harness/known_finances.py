"""Finance pages whose amounts are known because they were drawn first: programme finances of 2015/2016, budgets of six
years of 2017/2018, taakvelden of 2017 (formats/2014-2020.md 3). Blanks are drawn where pages leave cells blank."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from printed_parts import Label, Part, Printed, Row, Table, Text, Title, Writer, printed

Key: TypeAlias = tuple[str | int | None, ...]

FAMILIES = {"nine columns": (2015, 2016), "six years": (2017, 2018), "policy fields": (2017,)}
_SIGNS = ("-= nadeel; += voordeel", "- = nadeel / + = voordeel")
_SIDES = (("lasten", "baten"), ("toevoeging_reserves", "onttrekking_reserves"))
_STAGES = ("begroting_primitief", "begroting_na_wijziging", "rekening", "verschil")


@dataclass
class FinancePage(Printed):
    """A page with tables of amounts. `rows` are the euros of each amount that a dataset must hold, `texts` how they are
    printed: what a text export cannot place is told with these."""

    dataset: str = "baten_lasten"
    rows: dict[Key, int] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)

    def add(self, key: Key, amount: int, unit: int, sign: int = 1) -> None:
        """An amount that is printed in `unit` and means `sign` times that."""
        self.rows[key] = amount * unit * sign
        self.texts[key] = printed(amount)


def shown(amount: int | None, zero: str = "") -> str:
    """A cell: blank for None, `zero` for nothing."""
    return "" if amount is None else printed(amount) if amount else zero


class FinanceAuthor(Writer):
    """Draws one page."""

    def page(self, family: str) -> FinancePage:
        """A page of this family, with its amounts."""
        year = self.chance.choice(FAMILIES[family])
        draw = {"nine columns": self._nine_columns, "six years": self._six_years, "policy fields": self._fields}
        return draw[family](year)

    def start(self, family: str, host: str, slug: str, crumbs: Row, dataset: str = "baten_lasten") -> FinancePage:
        """An empty page of the year in its host."""
        year = int(host.rpartition("-")[2])
        path = f"zwolle.{host}.nl/p{self.chance.randint(2000, 60000)}/{slug}"
        stamp = f"Deze pagina is gebouwd op 06/13/{year} 13:22:06 met de export van 06/13/{year} 13:13:22"
        return FinancePage(family, year, path, crumbs, stamp if year > 2020 else "ga terug", slug, dataset=dataset)

    def amount(self, most: int, empty: float = 0.0) -> int | None:
        """An amount, or None for a blank."""
        return None if self.chance.random() < empty else self.chance.randint(max(1, most // 50), most)

    def names(self, least: int, most: int) -> list[str]:
        """Different names."""
        count = self.chance.randint(least, most)
        return list(dict.fromkeys(self.title() for _ in range(count)))

    def prose(self, page: FinancePage) -> None:
        """A text above or below a table, by chance."""
        if self.chance.random() < 0.5:
            page.parts += map(Text, self.paragraphs())

    def _nine_columns(self, year: int) -> FinancePage:
        slug = "inwonersondersteuning" if year == 2015 else "financien-bestuur-en-dienstverlening"
        page = self.start("nine columns", f"jaarverslag-{year}", slug, (f"Jaarverslag {year}",))
        products, totals = self._products(page)
        saldo = f"Saldo van {'lasten en baten' if year == 2015 else 'baten en lasten'}"
        day = f"{'15' if year == 2015 else '19'}-12-{year}"
        rows: list[Row] = []
        sums = [0] * 9
        for label, sides, (first, second) in (
            (saldo, _SIDES[0], totals[:2]),
            ("Reservemutaties", _SIDES[1], totals[2:]),
        ):
            actual = (self.chance.randint(20_000, 90_000), self.chance.randint(20_000, 90_000))
            after = (actual[0] + first, actual[1] - second)
            adopted = tuple(max(0, amount - self.chance.randint(0, 3000)) for amount in after)
            values = (*adopted, *after, *actual, first, second, first + second)
            sums = [a + b for a, b in zip(sums, values, strict=True)]
            rows.append((label, *map(printed, values)))
            for place, amount in enumerate(values[:8]):
                page.add((label, year, _STAGES[place // 2], sides[place % 2]), amount, 1000)
            if label == saldo:
                page.add((label, year, "verschil", "saldo"), values[8], 1000)
        rows.append(("Gerealiseerd resultaat", *map(printed, sums)))
        page.add(("Gerealiseerd resultaat", year, "verschil", "resultaat"), sums[8], 1000)
        groups = (("", 1), (f"Vastgestelde begroting {year}", 2), (f"Begroting t/m raad {day}", 2),
                  (f"Rekening {year}", 2), (f"Te verklaren verschil t.o.v. begroting {day}", 3))  # fmt: skip
        above = (groups, ((_SIGNS[0], 10),)) if self.chance.random() < 0.6 else (groups,)
        caption = None if year == 2015 else "Financieel overzicht (bedragen x € 1.000)"
        head = ("", *("Lasten", "Baten") * 4, "Saldo")
        page.parts.append(Table(caption, head, tuple(rows), above=above))
        self.prose(page)
        page.parts += products
        if self.chance.random() < 0.5:
            page.parts += [Label("Financiële verantwoording"), Text(self.paragraph())]
        return page

    def _products(self, page: FinancePage) -> tuple[list[Part], list[int]]:
        """The differences of each product and their totals; what is zero is blank (2015: not in the reserves)."""
        components = ("lasten", "baten", "saldo", "toevoeging_reserves", "onttrekking_reserves", "resultaat")
        rows: list[Row] = []
        totals = [0] * 4
        for name in self.names(2, 9):
            parts = [self._signed(0.3), self._signed(0.4), self._signed(0.7), self._signed(0.7)]
            totals = [total + part for total, part in zip(totals, parts, strict=True)]
            values = (*parts[:2], sum(parts[:2]), *parts[2:], sum(parts))
            zeros = ["", "", *"0000"] if page.year == 2015 else [""] * 6
            rows.append((name, *(shown(value, zero) for value, zero in zip(values, zeros, strict=True))))
            for component, value, zero in zip(components, values, zeros, strict=True):
                if value or zero:
                    page.add((name, page.year, "verschil", component), value, 1000)
        values = (*totals[:2], sum(totals[:2]), *totals[2:], sum(totals))
        rows.append(("Totaal", *map(printed, values)))
        for component, value in zip(components, values, strict=True):
            page.add(("Totaal", page.year, "verschil", component), value, 1000)
        caption = "Verschillen ten opzichte van de begroting inclusief begrotingswijzigingen (bedragen x € 1.000)"
        head = ("", "Lasten", "Baten", "Saldo baten en lasten", "Storting reserve", "Onttrekking reserve",
                "Gerealiseerd resultaat")  # fmt: skip
        above = (((_SIGNS[1], 7),),) if self.chance.random() < 0.6 else ()
        return [Table(caption, head, tuple(rows), above=above)], totals

    def _signed(self, zero: float) -> int:
        return 0 if self.chance.random() < zero else self.chance.choice((-1, 1)) * self.chance.randint(1, 3000)

    def _six_years(self, year: int) -> FinancePage:
        code = self.chance.randint(1, 9)
        page = self.start(
            "six years", f"begroting-{year}", f"programma-{code}-{self.words(1, 2).replace(' ', '-')}", ()
        )
        years = range(year - 2, year + 4)
        blank = self.chance.random() < 0.5
        columns = [self._budget() for _ in years]
        stages = ("rekening", "begroting_primitief", "begroting_primitief", *("raming",) * 3)
        labels = {"Lasten": "lasten", "Baten": "baten", "Saldo van baten en lasten": "saldo",
                  "Toevoeging aan reserve": "toevoeging_reserves", "Onttrekking aan reserve": "onttrekking_reserves",
                  "Geraamd resultaat": "resultaat"}  # fmt: skip
        rows: list[Row] = []
        for place, (label, component) in enumerate(labels.items()):
            values: list[int | None] = [column[place] for column in columns]
            if blank:
                values[0] = 0 if component in ("saldo", "resultaat") else None
            rows.append((label, *(shown(value, "0") for value in values)))
            for one, stage, value in zip(years, stages, values, strict=True):
                if value is not None:
                    page.add((label, one, stage, component), value, 1000)
        groups = ("Mutaties meerjarenraming:", f"Structurele bestedingen PPN {year} - {year + 3}:",
                  "Incidentele bestedingen PPN/begroting:")  # fmt: skip
        full = set()
        for start, label in zip((3, 2, 2), groups, strict=True):
            full.add(len(rows))
            rows.append((label, *("",) * 6))
            for name in self.names(0, 3):
                filled = 6 - start if label != groups[2] else self.chance.randint(1, 4)
                amounts = [printed(self._signed(0)) for _ in range(filled)]
                rows.append((name, *("",) * start, *amounts, *("",) * (6 - start - filled)))
        above = ((("Budget o.b.v. bestaand beleid", 1), ("Rekening", 1), ("Begroting", 2), ("Meerjarenraming", 3)),)
        page.parts += [
            Table(None, ("", *map(str, years)), tuple(rows), frozenset(full), above),
            Text(f"Toelichting verschil {year} t.o.v. {year - 1}:"), *map(Text, self.paragraphs()),
        ]  # fmt: skip
        return page

    def _budget(self) -> list[int]:
        lasten, baten = self.chance.randint(5000, 90_000), self.chance.randint(1000, 30_000)
        added, taken = self.chance.choice((0, 300, 977)), self.chance.choice((0, 450, 767))
        return [lasten, baten, baten - lasten, added, taken, baten - lasten - added + taken]

    def _fields(self, year: int) -> FinancePage:
        page = self.start("policy fields", f"jaarverslag-{year}", "3-6-overzicht-per-taakveld", ())
        keys = [(stage, side) for stage in _STAGES[:3] for side in _SIDES[0]]
        rows: list[Row] = []
        taken: set[str] = set()
        for group in self.names(1, 4):
            totals = [0] * 6
            for name in self.names(2, 6):
                if name in taken:
                    continue
                taken.add(name)
                no_lasten, no_baten = self.chance.choice(((0, 0), (0, 0), (0, 1), (1, 0)))
                empty = [no_lasten, no_baten] * 3
                values = [self.amount(60_000, 0.05 + gone) for gone in empty]
                totals = [total + (value or 0) for total, value in zip(totals, values, strict=True)]
                rows.append((name, *map(shown, values)))
                for (stage, side), value in zip(keys, values, strict=True):
                    if value is not None:
                        page.add((name, year, stage, side), value, 1000)
            rows.append((f"Totaal {group}:", *map(printed, totals)))
            for (stage, side), total in zip(keys, totals, strict=True):
                page.add((f"Totaal {group}", year, stage, side), total, 1000)
        stages = ("vastgestelde begroting", "begroting t/m december", f"rekening {year}")
        head = ("(Hoofd)Taakvelden", *(f"{stage} {side}" for stage in stages for side in _SIDES[0]))
        caption = self.chance.choice((None, "taakvelden", "Overzicht per taakveld (bedragen x € 1.000)"))
        if self.chance.random() < 0.5:
            page.parts.append(Title("Overzicht per taakveld"))
        page.parts += [Text("Het BBV schrijft vanaf dit jaar taakvelden voor."), Table(caption, head, tuple(rows))]
        return page
