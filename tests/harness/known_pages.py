"""Goal pages whose rows are known because they were drawn first: families, labels and tables as formats/ tells them,
words and figures by chance. `renderings.py` writes them in markups and text exports by chance."""

from __future__ import annotations

from dataclasses import dataclass, field

from printed_parts import Bullets, Label, Lines, Printed, Row, Table, Text, Theme, Title, Writer, printed

NAMES = ("Klaas Sloots", "William Dogger", "René de Heer", "Ed Anker", "Monique Schuttenbeld", "Dorrit de Jong")
KINDS = {
    "Aanvullende uitgave": -1,
    "Aanvullende inkomst": 1,
    "Lagere uitgave": 1,
    "Lagere inkomst": -1,
}
FAMILIES = {
    "first title of a budget": (2021, 2022),
    "first title of a report": (2020, 2021),
    "second title of a budget": (2023, 2024, 2025),
    "second title of a report": (2022,),
    "report without description": (2023, 2024, 2025),
    "budget with indicators": (2026, 2027),
    "berap": (2022, 2023, 2024, 2025),
    "tab of a budget": (2019, 2020),
    "only criteria": (2017, 2018),
}
_RESULT = ("begroting_primitief", "mutaties", "begrotingswijzigingen", "begroting_na_wijziging", "rekening", "verschil")
_COMPONENTS = ("lasten", "baten", "toevoeging_reserves", "onttrekking_reserves")


@dataclass
class GoalPage(Printed):
    """A page of one goal, and the rows that must come out of it."""

    code: str = ""
    statement: str | None = None
    description: list[str] = field(default_factory=list)
    realisation: list[str] = field(default_factory=list)
    criteria: list[tuple[int, str]] = field(default_factory=list)
    activities: list[tuple[str, str, str]] = field(default_factory=list)  # status, theme, text
    holders: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    observations: list[tuple[str, str, int, str]] = field(default_factory=list)  # name, unit, year, printed
    amounts: dict[tuple[str, str], int] = field(default_factory=dict)  # stage, component -> euros
    text_amounts: list[int] = field(default_factory=list)
    deviations: list[tuple[str, int]] = field(default_factory=list)  # title, euros


class GoalAuthor(Writer):
    """Draws one page."""

    def page(self, family: str) -> GoalPage:
        """A page of this family, with its rows."""
        chance = self.chance
        year = chance.choice(FAMILIES[family])
        code = f"{chance.randint(1, 9)}.{chance.randint(1, 5)}.{chance.randint(1, 6)}"
        short, sentence = self.title(), f"We {self.words(6, 14)}"
        host = f"zwolle{year}.2ebeleidsrapportage.nl" if family == "berap" else f"zwolle.{_site(family)}-{year}.nl"
        slug = f"doel-{code.replace('.', '-')}"
        slug += "" if family == "only criteria" else f"-{short.lower().replace(' ', '-')}"
        day = f"06/13/{year}"
        known = GoalPage(
            family, year, f"{host}/p{chance.randint(10000, 60000)}/{slug}", self._crumbs(family),
            f"Deze pagina is gebouwd op {day} 13:22:06 met de export van {day} 13:13:22" if year > 2020 else "ga terug",
            f"Doel {code} {short}", code=code,
        )  # fmt: skip
        self._titles(known, short, sentence)
        self._texts(known)
        if family not in ("report without description", "budget with indicators"):
            self._criteria(known, sentence)
        if family == "budget with indicators":
            self._indicators(known)
        if family not in ("report without description", "only criteria"):
            self._documents(known)
            self._holders(known)
        self._activities(known)
        if family == "berap":
            self._deviations(known)
        if "report" in family:
            self._result(known, short)
        if family == "budget with indicators":
            self._overview(known, short)
        return known

    def _crumbs(self, family: str) -> Row:
        if family == "only criteria":
            return ()
        if family == "budget with indicators":
            return ("Programma's", "1. Samen sterk in Zwolle")
        return ("Domeinen", self.chance.choice(("Fysiek domein", "Sociaal domein")))

    def _titles(self, known: GoalPage, short: str, sentence: str) -> None:
        known.statement = None if known.family == "only criteria" else sentence
        match known.family:
            case "first title of a budget":
                known.parts.append(Title(f"Beschrijving doel {known.code} {sentence}"))
            case "first title of a report":
                known.parts.append(
                    Title(f"Beschrijving doel {known.code} {sentence} (tekst uit Begroting {known.year})")
                )
            case "tab of a budget":
                known.parts.append(Title(f"Doel {known.code} {sentence}"))
            case "only criteria":
                pass
            case _:
                known.parts += [Title(f"Doel {known.code} {short}"), Text(sentence)]

    def _texts(self, known: GoalPage) -> None:
        if known.family != "report without description":
            if known.family in ("second title of a budget", "berap", "budget with indicators"):
                known.parts.append(Label("Beschrijving"))
            if known.family == "second title of a report":
                known.parts.append(Label(f"Beschrijving doel (tekst uit Begroting {known.year})"))
            if known.family == "tab of a budget":
                known.parts.append(Label("Beschrijving doel"))
            known.description = self.paragraphs()
            known.parts += map(Text, known.description)
        if "report" in known.family:
            known.realisation = self.paragraphs()
            known.parts += [Label("Toelichting op realisatie doel"), *map(Text, known.realisation)]

    def _criteria(self, known: GoalPage, sentence: str) -> None:
        origin = f" (tekst uit begroting {known.year})" if "report" in known.family else ""
        level = 1
        for _ in range(self.chance.randint(1, 7)):
            known.criteria.append((level, self.words(4, 12).capitalize() + self.chance.choice((".", ";", ""))))
            level = self.chance.choice((1, 1, 1, min(2, level + 1)))
        known.parts += [Label(f"Criteria{origin}"), Text(f"{sentence}, zodanig dat:"), Bullets(tuple(known.criteria))]

    def _indicators(self, known: GoalPage) -> None:
        rows: list[Row] = []
        full: set[int] = set()
        years = tuple(str(known.year + step) for step in (-4, -2, 0))
        for _ in range(self.chance.randint(1, 6)):
            name, unit = self.title(), self.chance.choice(("aantal", "%"))
            values = [str(self.chance.randint(1, 99 if unit == "%" else 3000)) for _ in years]
            if self.chance.random() < 0.2:
                values[2] = self.chance.choice(("lager", "hoger"))
            known.observations += [(name, unit, int(year), value) for year, value in zip(years, values, strict=True)]
            rows += [(f"{name} ({unit})", *years), ("", *values), (f"{self.sentence()} Bron: GGD.", "", "", "")]
            full.add(len(rows) - 1)
        head = ("Indicator", "Verleden", "Heden", "Toekomst")
        known.parts += [Label("Indicatoren"), Table(None, head, tuple(rows), frozenset(full))]

    def _documents(self, known: GoalPage) -> None:
        known.parts.append(Label("Kaderstellende nota('s)"))
        least = 1 if known.family == "budget with indicators" else 0
        for _ in range(self.chance.randint(least, 3)):
            known.documents.append(f"{self.title()} ({self.chance.randint(2010, known.year)})")
        if least:
            dates = ("", "1 januari 2020")
            rows = tuple((name, self.chance.choice(dates)) for name in known.documents)
            known.parts.append(Table(None, ("Beleidsdocument", "Vastgesteld"), rows))
        else:
            known.parts += map(Text, known.documents)

    def _holders(self, known: GoalPage) -> None:
        known.holders = self.chance.sample(NAMES, self.chance.randint(1, 2))
        known.parts += [Label("Portefeuillehouder(s)"), Lines(tuple(known.holders))]

    def _activities(self, known: GoalPage) -> None:
        match known.family:
            case "first title of a budget" | "second title of a budget":
                self._themes(known, "Activiteiten", "planned")
            case "first title of a report":
                self._themes(known, f"Activiteiten (tekst uit Begroting {known.year})", "planned")
            case "budget with indicators":
                known.parts.append(Label("Activiteiten"))
                self._themes(known, "Nieuwe activiteiten", "new", 3)
                self._themes(known, "Lopende activiteiten", "ongoing", 3)
                known.parts += [Label("Activiteiten waar we mee stoppen", 3), Text("Niet van toepassing.")]
        if "report" in known.family:
            self._themes(known, "Toelichting realisatie activiteiten", "realised")

    def _themes(self, known: GoalPage, label: str, status: str, level: int = 2) -> None:
        known.parts.append(Label(label, level))
        for _ in range(self.chance.randint(1, 3)):
            name, texts = self.title(), [self.sentence() for _ in range(self.chance.randint(1, 4))]
            known.parts.append(Theme(name, Bullets(tuple((1, text) for text in texts))))
            known.activities += [(status, name, text) for text in texts]

    def _deviations(self, known: GoalPage) -> None:
        known.parts.append(Label(f"Afwijkingen op activiteiten Berap {known.year}-2"))
        for _ in range(self.chance.randint(1, 3)):
            title, kind, euros = self.title(), self.chance.choice(list(KINDS)), self.chance.randint(5000, 900000)
            known.parts += [Label(title, 3), Text(kind), Text(str(euros)), Text(self.paragraph())]
            known.deviations.append((title, KINDS[kind] * euros))

    def _result(self, known: GoalPage, short: str) -> None:
        unit = 1 if known.family == "first title of a report" else 1000
        most = 90_000 if unit == 1000 else 9_000_000
        adopted = [self.chance.randint(most // 2, most), self.chance.randint(most // 9, most // 3)]
        adopted += [self.chance.choice((0, self.chance.randint(1, most // 20))) for _ in "ab"]
        moved = [self.chance.choice((0, self.chance.randint(1, most // 90))) for _ in _COMPONENTS]
        changed = [self.chance.choice((0, self.chance.randint(1, most // 50))) for _ in _COMPONENTS]
        after = [sum(column) for column in zip(adopted, moved, changed, strict=True)]
        actual = [amount and max(0, amount + self.chance.randint(-most // 90, most // 90)) for amount in after]
        signs = (1, -1, 1, -1)
        result = [sign * (a - b) for sign, a, b in zip(signs, after, actual, strict=True)]
        columns = (adopted, moved, changed, after, actual, result)
        labels = ("Vastgestelde begroting", "+ mutaties kredieten", "+ begrotingswijzigingen", "Begroting t/m december",
                  "- Jaarrekening", f"Resultaat doel {short}")  # fmt: skip
        rows = [(label, *map(printed, values), "") for label, values in zip(labels, columns, strict=True)]
        rows.append(("Saldo", "", "", "", "", printed(sum(result))))
        known.amounts = {
            (stage, component): amount * unit
            for stage, values in zip(_RESULT, columns, strict=True)
            for component, amount in zip(_COMPONENTS, values, strict=True)
        } | {("verschil", "resultaat"): sum(result) * unit}
        head = ("", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo")
        caption = "Baten en lasten" + (" (bedragen x €1.000)" if unit == 1000 else "")
        euros = self.chance.randint(1, 400) * 1000
        known.text_amounts = [euros]
        known.parts += [
            Label("Financieel overzicht doel"), Text("Hieronder vindt u het financieel overzicht."),
            Table(caption, head, tuple(rows)), Label("Financiële toelichting activiteiten (verschillenanalyse)"),
            Text(f"Voor {self.words(2, 4)} is € {printed(euros)} overgeheveld."),
        ]  # fmt: skip

    def _overview(self, known: GoalPage, short: str) -> None:
        lasten, baten = self.chance.randint(1000, 200_000), self.chance.randint(100, 90_000)
        added, taken = self.chance.choice((0, 500)), self.chance.choice((0, 700))
        saldo = lasten - baten
        values = (lasten, baten, saldo, added, taken, saldo + added - taken)
        head = ("", "Lasten", "Baten", "Saldo", "Toevoeging aan reserves", "Onttrekking aan reserves",
                "Geraamd resultaat")  # fmt: skip
        euros = (lasten, baten, -saldo, added, taken, -values[5])
        components = ("lasten", "baten", "saldo", "toevoeging_reserves", "onttrekking_reserves", "resultaat")
        known.amounts = {
            ("begroting_primitief", component): 1000 * amount
            for component, amount in zip(components, euros, strict=True)
        }
        row = (f"Doel {known.code} {short}", *map(printed, values))
        known.parts += [
            Label("Overzicht baten en lasten"), Text("In deze tabel staan de baten en lasten."),
            Table("Overzicht baten en lasten (x €1.000)", head, (row,)),
        ]  # fmt: skip


def _site(family: str) -> str:
    return "jaarverslag" if "report" in family else "begroting"
