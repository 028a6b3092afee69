"""Pages of beraps with deviations, of ambitions and of programmes whose rows are known because they were drawn first
(formats/2014-2020.md 3.7, 4, 5 and 6, formats/2020-2026.md 3 and 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from printed_parts import PROGRAMMES, Label, Lines, Printed, Table, Text, Title, Writer, printed

BERAPS = ("2016-1", "2017-2", "2018-1", "2018-2", "2020-2", "2021-2", "2022-2", "table", "overview")
PLACES = ("ambition of 2017", "ambition of 2018", "ambition of 2019", "ambition of 2020", "ambition of a report",
          "programme of 2018", "programme of 2019", "programme of 2021", "programme of 2022")  # fmt: skip
KINDS = {
    "Aanvullende uitgave": ("aanvullende_uitgave", -1),
    "Aanvullende uitgaven": ("aanvullende_uitgave", -1),
    "Aanvullende inkomst": ("aanvullende_inkomst", 1),
    "Aanvullende inkomsten": ("aanvullende_inkomst", 1),
    "Lagere uitgaven": ("lagere_uitgave", 1),
    "Lagere inkomsten": ("lagere_inkomst", -1),
    "Budgettair neutraal": ("budgetneutraal", 0),
}
_OLD_KINDS = {"tegenvaller": -1, "meevaller": 1, "budgetneutraal": 0}


class Deviation(NamedTuple):
    """A row of `deviations`."""

    title: str
    kind: str | None
    euros: int | None
    explanation: str


@dataclass
class ReportPage(Printed):
    """A page of a berap, an ambition or a programme, with what it is about."""

    codes: tuple[str | None, str | None, str | None] = (None, None, None)  # programme, ambition, goal
    programme: str | None = None
    goals: list[tuple[str, str | None]] = field(default_factory=list)  # code, statement
    deviations: list[Deviation] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


class ReportAuthor(Writer):
    """Draws one page."""

    def page(self, family: str) -> ReportPage:
        """A page of this family, with its rows."""
        if family == "overview":
            return self._overview()
        return self._place(family) if family in PLACES else self._berap(family)

    def _start(self, family: str, host: str, slug: str, year: int, *crumbs: str) -> ReportPage:
        path = f"{host}/p{self.chance.randint(4000, 60000)}/{slug}"
        stamp = f"Deze pagina is gebouwd op 06/13/{year} 13:22:06 met de export van 06/13/{year} 13:13:22"
        return ReportPage(family, year, path, crumbs, stamp if year > 2020 else "ga terug", slug)

    def _code(self, parts: int = 3) -> str:
        return ".".join(str(self.chance.randint(1, 9 if not no else 5)) for no in range(parts))

    def _berap(self, family: str) -> ReportPage:
        edition = self.chance.choice(("2022-1", "2023-2")) if family == "table" else family
        year, part = map(int, edition.split("-"))
        code = self._code()
        host = "zwolle.1ebeleidsrapportage.nl" if year == 2016 else f"zwolle{year}.{part}ebeleidsrapportage.nl"
        slug = f"doel-{code.replace('.', '-')}"
        slug = {"2016-1": "financiele-afwijkingen", "2018-2": "afwijkingen"}.get(family, slug)
        page = self._start(family, host, slug, year)
        sentence = f"We {self.words(5, 12)}"
        if family == "2016-1":
            page.crumbs = ("Onderwijs en jeugd",)
            page.parts.append(Label("A. verwachte financiële afwijkingen van de financiële jaarprognose"))
        else:
            page.codes = (code[0], None, code)
            page.goals = [(code, None)]
        if family == "2018-2":
            page.crumbs = ("Berap 2018-2",)
            page.parts.append(Title(f"Doel {code} {sentence}"))
            page.goals = [(code, sentence)]
        if year >= 2020:
            page.crumbs = ("Domeinen", "Fysiek Domein")
            if edition == "2022-2":
                page.parts += [Title(f"Doel {code} {self.title()}"), Text(sentence), Label("Beschrijving")]
            else:
                page.parts.append(Title(f"Beschrijving doel {code} {sentence}"))
            page.goals = [(code, sentence)]
            page.parts += [Text(self.paragraph()), Label("Portefeuillehouder(s)"), Lines(("René de Heer",))]
        heading = {2016: "", 2017: "Afwijkingen op activiteiten", 2018: "Afwijkingen op activiteiten"}.get(
            year, f"Afwijkingen op activiteiten Berap {edition}"
        )
        if family == "2018-2":
            heading = "Afwijking op activiteiten uit Berap 2018 -2"
        if heading:
            page.parts.append(Label(heading))
        names = list(dict.fromkeys(self._subject() for _ in range(self.chance.randint(1, 5))))
        if family == "table":
            self._as_table(page, names)
            return page
        for name in names:
            self._items()[family](page, name)
        return page

    def _items(self) -> dict[str, Callable[[ReportPage, str], None]]:
        return {
            "2016-1": self._on_one_line, "2017-2": self._in_brackets, "2018-1": self._on_three_lines,
            "2018-2": self._glued, "2020-2": self._glued, "2021-2": self._in_blocks, "2022-2": self._in_one_block,
        }  # fmt: skip

    def _subject(self) -> str:
        title = self.title()
        match self.chance.choice(("plain", "plain", "plain", "brackets", "year", "semicolon")):
            case "brackets":
                return f"{title} (boven)regionale taken"
            case "year":
                return f"{title} {self.chance.choice((2015, 2019))}"
            case "semicolon":
                return f"{title}; bijdrage {self.words(1, 2)}"
        return title

    def _euros(self) -> int:
        return self.chance.choice((self.chance.randint(1, 900) * 1000, self.chance.randint(1000, 900_000)))

    def _explained(self, page: ReportPage, *, in_parts: bool = True) -> str:
        texts = self.paragraphs()
        if self.chance.random() < 0.3:
            texts.append(f"In de begroting {page.year} stond € {printed(self._euros())} voor {self.words(2, 5)}.")
        if page.family == "2017-2" and in_parts and self.chance.random() < 0.3:
            part = (
                f"{self.title()}, {self.chance.choice(('nadeel', 'voordeel'))} € {printed(self._euros())} incidenteel."
            )
            texts = [part, *texts]
        page.parts += map(Text, texts)
        return "\n".join(texts)

    def _on_one_line(self, page: ReportPage, name: str) -> None:
        kind = self.chance.choice(("tegenvaller", "meevaller"))
        euros = self._euros()
        page.parts.append(Label(f"{name} {kind.capitalize()} € {printed(euros)}", 3))
        page.deviations.append(Deviation(name, kind, _OLD_KINDS[kind] * euros, self._explained(page)))

    def _in_brackets(self, page: ReportPage, name: str) -> None:
        if page.deviations and self.chance.random() < 0.2:  # without a financial effect
            page.parts.append(Label(name, 3))
            page.deviations.append(Deviation(name, None, None, self._explained(page, in_parts=False)))
            return
        kind = self.chance.choice(list(_OLD_KINDS))
        euros = self._euros() if _OLD_KINDS[kind] else None
        amount = f" € {printed(euros)}" if euros else ""
        page.parts.append(Label(f"{name} ({kind}{amount})", 3))
        page.deviations.append(
            Deviation(name, kind, None if euros is None else _OLD_KINDS[kind] * euros, self._explained(page))
        )

    def _kind(self, neutral: bool = True) -> tuple[str, str, int, int]:
        label = self.chance.choice([label for label in KINDS if neutral or KINDS[label][1]])
        kind, sign = KINDS[label]
        return label, kind, sign, self._euros() if sign else 0

    def _on_three_lines(self, page: ReportPage, name: str) -> None:
        label, kind, sign, euros = self._kind()
        page.parts.append(Lines((name, label, f"€ {printed(euros)}")))
        page.deviations.append(Deviation(name, kind, sign * euros, self._explained(page)))

    def _glued(self, page: ReportPage, name: str) -> None:
        label, kind, sign, euros = self._kind()
        page.parts += [Label(name, 3), Text(f"{label}€ {printed(euros)}")]
        page.deviations.append(Deviation(name, kind, sign * euros, self._explained(page)))

    def _in_blocks(self, page: ReportPage, name: str) -> None:
        label, kind, sign, euros = self._kind(neutral=False)
        page.parts += [Label(name, 3), Text(label), Text(str(euros))]
        page.deviations.append(Deviation(name, kind, sign * euros, self._explained(page)))

    def _in_one_block(self, page: ReportPage, name: str) -> None:
        label, kind, sign, euros = self._kind(neutral=False)
        page.parts.append(Lines((name, label, str(euros))))
        page.deviations.append(Deviation(name, kind, sign * euros, self._explained(page)))

    def _as_table(self, page: ReportPage, names: list[str]) -> None:
        rows = []
        for name in names:
            label, kind, sign, euros = self._kind(neutral=False)
            text = self.paragraph()
            rows.append((name, label, printed(euros), text))
            page.deviations.append(Deviation(name, kind, sign * euros, text))
        page.parts.append(Table(None, ("Onderwerp", "Soort", "Bedrag", "Toelichting"), tuple(rows)))

    def _overview(self) -> ReportPage:
        """The overview of berap 2018-1 p14207, which says thousands and prints euros; none is so small that it may be
        thousands."""
        host = "zwolle2018.1ebeleidsrapportage.nl"
        page = self._start("overview", host, "financieel-overzicht-berap-2018-1", 2018)
        rows: list[tuple[str, ...]] = []
        full: set[int] = set()
        for no in range(1, self.chance.randint(2, 4)):
            full.add(len(rows))
            rows.append((f"{no}. {PROGRAMMES[no - 1]}", "", "", ""))
            total = 0
            for goal in sorted({f"{no}.{self.chance.randint(1, 4)}.{self.chance.randint(1, 4)}" for _ in "abc"}):
                for item in range(self.chance.choice((1, 1, 2))):
                    title, effect = self.title(), self.chance.choice((-1, -1, 1, 0)) * max(self._euros(), 5_001)
                    parts = self._parts(effect)
                    shown = printed(effect) if effect else "Budget neutraal"
                    rows.append(("" if item else f"Doel {goal}", title, parts, shown))
                    page.deviations.append(
                        Deviation(title, None if effect else "budgetneutraal", effect or None, " ".join(parts.split()))
                    )
                    total += effect
            rows.append((f"Totale afwijking programma {no}.", "", "", printed(total)))
        caption = "Afwijking x € 1.000, voordeel = +, nadeel = -"
        if any(deviation.euros for deviation in page.deviations):
            page.findings.append("UNIT_OVERRULED x 1000")
        head = ("Programma en doel", "Onderwerp", "Financiële afwijkingen", "Financieel effect")
        page.parts.append(Table(caption, head, tuple(rows), frozenset(full)))
        return page

    def _parts(self, effect: int) -> str:
        """What an effect is made of."""
        if not effect:
            euros = printed(self._euros())
            return f"Budgetverschuiving:\n- {euros} uitg. {self.words(1, 3)}\n+ {euros} uitg. {self.words(1, 3)}"
        first = self.chance.randint(1, abs(effect))
        sign, side = ("-", "ink.") if effect < 0 else ("+", "ink.")
        lines = [f"{sign} {printed(first)} {side} {self.words(1, 3)}"]
        if first != abs(effect):
            lines.append(f"{sign} {printed(abs(effect) - first)} {side} {self.words(1, 3)}")
        return "\n".join(lines)

    def _place(self, family: str) -> ReportPage:
        level, _, when = family.partition(" of ")
        year = 2019 if when == "a report" else int(when)
        host = f"zwolle.{'jaarverslag' if when == 'a report' else 'begroting'}-{year}.nl"
        code = self._code(2 if level == "ambition" else 1)
        name = self.chance.choice(PROGRAMMES)
        dashed = code.replace(".", "-")
        slugs = {
            "ambition of a report": f"beschrijving-ambitie-{dashed}",
            "ambition of 2017": f"ambitie-{dashed}",
            "ambition of 2018": f"ambitie-{dashed}",
            "programme of 2018": f"{code}-{name}",
            "programme of 2021": f"beschrijving-programma-{code}",
            "programme of 2022": f"programma-{code}",
        }
        page = self._start(family, host, slugs.get(family, "beschrijving").replace(" ", "-").lower(), year)
        page.codes = (code.partition(".")[0], code if level == "ambition" else None, None)
        page.text = self.paragraphs()
        sentence = f"{self.title()} {self.words(3, 8)}"
        match family:
            case "ambition of 2019":
                page.crumbs = ("Begroting 2019",)
                page.parts.append(Title(f"Ambitie {code} {sentence}"))
            case "ambition of 2020":
                page.parts += [Title(f"Ambitie {code} {sentence}"), Label("Beschrijving ambitie")]
            case "ambition of a report":
                page.parts.append(Label("Beschrijving ambitie (tekst uit Begroting 2019)"))
            case "programme of 2018":
                page.parts.append(Label("Programma"))
            case "programme of 2019":
                page.crumbs = ("Begroting 2019",)
                page.parts.append(Title(f"Programma {code} {name}"))
            case "programme of 2021":
                page.crumbs = ("Domeinen", "Fysiek Domein")
                page.parts.append(Title(f"Beschrijving programma {code}. {name}"))
            case "programme of 2022":
                page.crumbs = ("Domeinen", "Sociaal domein")
                page.parts += [Title(f"Programma {code}. {name}"), Label("Beschrijving")]
        page.programme = name if family[-4:] in ("2019", "2021", "2022") and level == "programme" else None
        page.parts += map(Text, page.text)
        if family in ("ambition of 2017", "ambition of 2018"):
            page.goals = [
                (f"{code}.{no}", f"We {self.words(5, 14)} stad") for no in range(1, self.chance.randint(2, 6))
            ]
            blank = " " if year == 2018 else ""
            page.parts.append(Label("Doelstellingen"))
            page.parts.append(Text(" ".join(f"Doel {goal}{blank}{statement}" for goal, statement in page.goals)))
        return page
