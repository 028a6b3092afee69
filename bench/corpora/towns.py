"""What a generated corpus of whole publications holds: municipalities, their documents, goals and pages.

A municipality has up to fourteen documents of 2020-2026 (templates.toml): budgets, accounts and progress reports, of
about 145 pages each (100-190). All of them describe the same tree of goals, so that budgets and accounts of one year,
and goals and indicators of successive years, meet in the derived tables as they do on real sites; one goal in fifteen
is renamed each year. Seven pages of ten are goal pages, one of fifteen is a programme or an ambition, finance pages
are there once and the rest is text. That is more goals than a site has (about half of its pages) and so more records:
the bench errs on the slow side.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from pipeline.page.address import ascii_slug

PLANS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("templates.toml").read_text("utf-8"))
PAGES_A_DOCUMENT = 145
_GOAL_SHARE = 0.7
_RENAMED = 1 / 15
FIRST_YEAR = 2020
_MUNICIPALITIES = """Amersfoort; Apeldoorn; Arnhem; Breda; Deventer; Delft; Dordrecht; Ede; Emmen; Enschede; Gouda;
Haarlem; Heerlen; Helmond; Hengelo; Hilversum; Hoorn; Kampen; Leeuwarden; Leiden; Lelystad; Maastricht; Meppel;
Nijmegen; Oss; Purmerend; Roermond; Schiedam; Tilburg; Utrecht; Venlo; Vlissingen; Zaanstad; Zeist; Zoetermeer; Zutphen;
Assen; Almere; Alkmaar; Raalte"""
_PROGRAMMES = """Samen sterk; Inkomen en werk; Jeugd en onderwijs; Opvang en bescherming; Economie en cultuur;
Toekomstgerichte stad; Veilige leefomgeving; Bestuur en inwoners; Groen en klimaat; Bereikbaarheid"""
_ACTS = """We versterken; We bieden; We vergroten; We verbeteren; We stimuleren; We behouden; We vernieuwen; We borgen;
We ontwikkelen; We verminderen de drempels voor"""
_OBJECTS = """zorg dichtbij huis; de kracht van buurten; passende hulp aan gezinnen; opvang voor wie dakloos is;
ondersteuning van mantelzorgers; onderwijs in goede gebouwen; kansen voor jongeren; een sluitend vangnet;
hulp bij schulden; werk voor wie lang thuis zit; een gevarieerd woningaanbod; betaalbare huurwoningen;
een levendige binnenstad; het erfgoed van de gemeente; ruimte voor ondernemers; een breed aanbod van cultuur;
sport in elke wijk; veilige fietsroutes; bereikbaarheid met het openbaar vervoer; parkeren voor bewoners en bezoekers;
schone energie; een klimaatbestendige inrichting; de biodiversiteit in parken; hergebruik van grondstoffen;
toezicht in de openbare ruimte; de aanpak van ondermijning; brandveilig wonen; snelle dienstverlening;
inspraak van inwoners; een gezonde begroting; een moderne organisatie; digitale veiligheid; gezondheid van kinderen;
inburgering van nieuwkomers; waterveiligheid langs de rivier; het buitengebied; toerisme en evenementen;
regionale samenwerking; grond voor nieuwe wijken; onderhoud van wegen en bruggen"""
_ENDS = """zodat iedereen mee kan doen; dichtbij en op tijd; samen met partners in de wijk; in alle kernen;
voor de komende generaties; met oog voor wie het moeilijk heeft; binnen de kaders van de raad"""
_HOSTS = {
    "begroting": "{name}.begroting-{year}.nl",
    "jaarstukken": "{name}.jaarverslag-{year}.nl",
    "berap": "{name}{year}.{edition}ebeleidsrapportage.nl",
}
_NAMES = {"begroting": "Begroting", "jaarstukken": "Jaarstukken", "berap": "Beleidsrapportage"}


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of a municipality as the documents of one year print it."""

    code: str
    title: str
    statement: str


@dataclass(frozen=True, slots=True)
class TownPage:
    """One page to write: its template, its place and what it is about."""

    template: str
    number: int
    slug: str
    title: str
    code: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One document of one municipality and all its pages."""

    municipality: str
    kind: str
    year: int
    edition: int | None
    pages: tuple[TownPage, ...]

    @property
    def host(self) -> str:
        name = self.municipality.lower()
        return _HOSTS[self.kind].format(name=name, year=self.year, edition=self.edition)

    @property
    def stamp(self) -> str:
        """When the site was built, below every page."""
        day = f"10/{20 + (self.edition or 0)}/{self.year - (self.kind == 'begroting')}"
        return f"Deze pagina is gebouwd op {day} 07:33:06 met de export van {day} 07:24:21"

    @property
    def name(self) -> str:
        """What the document calls itself in titles: `Begroting 2026`."""
        return f"{_NAMES[self.kind]} {self.year}"


def programme(code: str) -> str:
    """`Samen sterk`: the programme a code lies below."""
    return _listed(_PROGRAMMES)[int(code.partition(".")[0]) - 1]


@cache
def goals(municipality: str, year: int) -> tuple[Goal, ...]:
    """The tree of 120 goals of a municipality in one year; documents print as many as they have pages for."""
    random = Random(f"{municipality} goals")
    objects = [f"{thing} {end}" for thing in _listed(_OBJECTS) for end in ("", *_listed(_ENDS)[:2])]
    random.shuffle(objects)
    codes = [f"{p}.{a}.{g}" for g in range(1, 4) for p in range(1, 11) for a in range(1, 5)]
    found = [_goal(code, thing.strip(), random) for code, thing in zip(codes, objects, strict=True)]
    for later in range(FIRST_YEAR + 1, year + 1):
        changes = Random(f"{municipality} goals {later}")
        for place, goal in enumerate(found):
            if changes.random() < _RENAMED:
                found[place] = Goal(goal.code, f"{goal.title} en omgeving", goal.statement)
    return tuple(found)


def _goal(code: str, thing: str, random: Random) -> Goal:
    statement = f"{random.choice(_listed(_ACTS))} {thing}, {random.choice(_listed(_ENDS)[2:])}"
    return Goal(code, thing[0].upper() + thing[1:], statement)


def publications(pages: int) -> Iterator[Publication]:
    """Publications of together exactly `pages` pages; the mix of documents is the same from 2,000 pages on."""
    documents = PLANS["document"]
    wanted = max(1, round(pages / PAGES_A_DOCUMENT))
    shares = [Random(f"size {n}").uniform(0.75, 1.27) for n in range(wanted)]
    scale, done = pages / sum(shares), 0
    for number in range(wanted):
        end = pages if number == wanted - 1 else round(sum(shares[: number + 1]) * scale)
        town, document = divmod(number, len(documents))
        yield _publication(_municipality(town), documents[document], end - done)
        done = end


def _municipality(number: int) -> str:
    """The first forty are enough for 80,000 pages."""
    again, place = divmod(number, 40)
    return _listed(_MUNICIPALITIES)[place] + (f"-{again}" if again else "")


def _publication(municipality: str, document: dict[str, Any], size: int) -> Publication:
    kind, year, edition = document["kind"], document["year"], document.get("edition")
    random = Random(f"{municipality} {kind} {year} {edition}")
    number = random.randrange(1_000, 50_000)
    pages = []
    for page in _pages(municipality, document, size, random):
        number += random.randint(1, 9)
        pages.append(TownPage(page.template, number, page.slug, page.title, page.code, page.statement))
    return Publication(municipality, kind, year, edition, tuple(pages))


def _pages(municipality: str, document: dict[str, Any], size: int, random: Random) -> Iterator[TownPage]:
    """The pages in the order of the menu, as yet without their numbers."""
    others = PLANS["pages"][document["kind"]]
    known = goals(municipality, document["year"])
    printed = sorted(known[: max(1, round(size * _GOAL_SHARE))], key=lambda goal: _order(goal.code))
    structure = _structure(others["structure"], [goal.code for goal in printed])
    rest = max(0, size - len(printed))
    single = [*structure[: round(rest * 0.4)], *(_once(name, document) for name in others["once"])][:rest]
    yield from single
    for at, goal in enumerate(printed):
        template = document["goals"][at % len(document["goals"])]
        slug = f"doel-{goal.code.replace('.', '-')}-{ascii_slug(goal.title)[:40].strip('-')}"
        yield TownPage(template, 0, slug, goal.title, goal.code, goal.statement)
    for number in range(rest - len(single)):
        subject = random.choice(_listed(_OBJECTS))
        yield TownPage(random.choice(others["texts"]), 0, f"{ascii_slug(subject)[:30]}-{number}", subject.capitalize())


def _order(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))


def _structure(template: str, codes: list[str]) -> list[TownPage]:
    """The pages of programmes, or of ambitions, above the goals."""
    depth = PLANS["template"][template]["code"].count(".") + 1
    above = dict.fromkeys(".".join(code.split(".")[:depth]) for code in codes)
    word = {"stad": "beschrijving-programma", "programma": "programma", "ambitie": "beschrijving-ambitie"}[template]
    tails = {code: f"-{ascii_slug(programme(code))}" if depth == 1 else "" for code in above}
    slugs = {code: f"{word}-{code.replace('.', '-')}{tails[code]}" for code in above}
    return [TownPage(template, 0, slug, programme(code), code) for code, slug in slugs.items()]


def _once(name: str, document: dict[str, Any]) -> TownPage:
    slug = Path(PLANS["template"][name]["page"]).stem.replace("2022-2", f"{document['year']}-{document.get('edition')}")
    return TownPage(name, 0, slug, slug.replace("-", " ").capitalize())


@cache
def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in text.split(";"))
