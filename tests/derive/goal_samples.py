"""Goals of invented publications, as the rows that derivations read."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa

from pipeline.derive import ConfirmedLink, Material
from pipeline.derive.goal_links import goal_links, goal_series
from pipeline.derive.goal_profiles import Goal, goals_by_edition
from pipeline.store.frames import to_arrow
from schemas import TABLES

READ = ("goals", "pages", "criteria", "indicators", "baten_lasten")
WORDS = re.findall(
    r"\w+",
    "parkeren lezen zwemmen bouwen planten sporten leren varen fietsen muziek werken rijden zorgen wonen graven dansen "
    "water winkels scholen bruggen musea daken straten bossen havens markten velden lijnen kanalen tuinen afval jeugd "
    "energie toezicht archief belasting vluchteling kinderopvang geluid bodem lucht tram station theater hotel "
    "akker sloot vergunning loket telefoon verkiezing notaris begraafplaats kermis ijsbaan schuld fabriek festival "
    "kantoor campus zorgplicht asbest bibliotheek pleinen uitkering poort toren gracht singel",
)


def sentence(number: int) -> str:
    """A statement that shares no content word with that of another number."""
    first, second, third = (WORDS[(number * 3 + n) % len(WORDS)] for n in range(3))
    return f"Regelen van {first}, {second} en {third}"


def goal(publication: str, code: str, statement: str | None = None, title: str | None = None, **more: Any) -> dict:
    """A row of goals. `publication` is `begroting-2023` or `berap-2023-2`; extra columns as keywords, and `lead_in`,
    `criteria`, `indicators` and `amounts` (fiscal_year, stage, component -> euros) of that goal."""
    kind, year = publication.split("-")[:2]
    return {
        "publication_id": f"zwolle-{publication}",
        "municipality": "zwolle",
        "document_kind": kind,
        "report_year": int(year),
        "page_id": f"zwolle-{publication}/p{code}",
        "goal_id": f"zwolle-{publication}/{code}",
        "goal_code": code if code[0].isdigit() else None,
        "statement": statement,
        "title": title,
    } | more


def edition(publication: str, **statements: str | None) -> list[dict]:
    """Goals by code: `edition("begroting-2023", c1_1_1="We bouwen.")`."""
    return [goal(publication, code[1:].replace("_", "."), text) for code, text in statements.items()]


def full_edition(publication: str, programmes: int = 4, without: tuple[str, ...] = ()) -> list[dict]:
    """An edition with every goal from 1.1.1 to 4.2.2, each with a sentence of its own."""
    codes = [f"{p}.{a}.{d}" for p in range(1, programmes + 1) for a in (1, 2) for d in (1, 2)]
    return [goal(publication, code, sentence(n)) for n, code in enumerate(codes) if code not in without]


def material(goals: list[dict], confirmed: tuple[ConfirmedLink, ...] = ()) -> Material:
    """The tables these goals make, one part per publication."""
    rows: dict[str, list[dict]] = {name: [] for name in READ}
    for one in goals:
        own = {k: v for k, v in one.items() if k in TABLES["goals"].columns}
        rows["goals"].append(own)
        rows["pages"].append({"page_id": one["page_id"], "slug": one.get("slug")})
        rows["criteria"] += [
            {"goal_id": one["goal_id"], "lead_in": one.get("lead_in"), "text": text}
            for text in one.get("criteria", ["iets"] if "lead_in" in one else [])
        ]
        rows["indicators"] += [{"goal_id": one["goal_id"], "indicator": name} for name in one.get("indicators", ())]
        rows["baten_lasten"] += [
            {"goal_id": one["goal_id"], "scope": "goal", "fiscal_year": year, "stage": stage, "component": component,
             "amount_eur": euros, "unit": 1000, "reliability": "proven", "scope_title": one.get("result_name")}
            for (year, stage, component), euros in one.get("amounts", {}).items()
        ]  # fmt: skip
    return Material(
        {name: {"all": pa.Table.from_pylist(own, schema=TABLES[name].arrow())} for name, own in rows.items()}, confirmed
    )


def profiles(*goals: dict) -> list[Goal]:
    """The goals as the linker sees them, in the order of the cycle."""
    return [one for own in goals_by_edition(material(list(goals))).values() for one in own]


def linked(goals: list[dict], confirmed: tuple[ConfirmedLink, ...] = ()) -> dict[str, str]:
    """`from > to` without the municipality, to the kind."""
    found = goal_links(material(goals, confirmed))
    return {row.link_id.replace("zwolle-", "").replace(">", " > "): row.kind for row in found.records}


def series_of(goals: list[dict]) -> dict[str, str]:
    """goal_id -> series_id, without the municipality, through both derivations as the build runs them."""
    tables = {name: {"all": pa.Table.from_pylist(material(goals).rows(name), TABLES[name].arrow())} for name in READ}
    own = Material(tables)
    links = goal_links(own)
    tables["goal_links"] = {"all": to_arrow(TABLES["goal_links"], links.common, links.records)}
    found = goal_series(own)
    return {r.goal_id.removeprefix("zwolle-"): r.series_id.removeprefix("zwolle-") for r in found.records}
