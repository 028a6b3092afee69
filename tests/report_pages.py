"""Three small report pages of our own, to be damaged one thing at a time (INTEGRITY section 3), and what to ask of
their results."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

from pipeline.model import Media, Source
from pipeline.outcome import FindingRecord, PageResult
from pipeline.parse import parse

TYPED = ("goals", "criteria", "activities", "indicators", "baten_lasten", "policy_documents", "deviations",
         "text_amounts", "checks")  # fmt: skip
JAARSTUKKEN = "zwolle.jaarverslag-2024.nl/p49001/doel-1-2-3-veilig-samen-wonen.html"
BEGROTING = "zwolle.begroting-2026.nl/p50001/doel-1-3-1-tijdelijk-onderdak.html"
STREEFDOEL = "zwolle.begroting-2016.nl/p3001/doelstellingen.html"
STAMP = "Deze pagina is gebouwd op 06/13/2025 13:22:06 met de export van 06/13/2025 13:13:22"
Rows = tuple[tuple[str, ...], ...]

HEADS = ("", "Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo")
RESULT: Rows = (
    ("Vastgestelde begroting", "41.200", "5.100", "0", "600", ""),
    ("+ mutaties kredieten", "0", "0", "0", "0", ""),
    ("+ begrotingswijzigingen", "300", "120", "50", "0", ""),
    ("Begroting t/m december", "41.500", "5.220", "50", "600", ""),
    ("- Jaarrekening", "40.300", "5.400", "75", "450", ""),
    ("Resultaat doel Veilig samen wonen", "1.200", "180", "-25", "-150", ""),
    ("Saldo", "", "", "", "", "1.205"),
)
CAPTION = "Baten en lasten (bedragen x €1.000)"
EXPLAINED = (
    "Per saldo kostte doel 1.2.3 € 1.205.000 minder dan begroot. De lasten vielen € 1.200.000 voordelig uit en de "
    "baten waren € 180.000 hoger. De toevoeging aan de reserve was € 25.000 hoger en de onttrekking € 150.000 lager."
)
INTRO = "De totaalbedragen die door de raad beschikbaar zijn gesteld voor 2024, afgezet tegen de jaarrekening."

OVERVIEW_HEADS = (
    "", "Lasten", "Baten", "Saldo", "Toevoeging aan reserves", "Onttrekking aan reserves", "Geraamd resultaat",
)  # fmt: skip
OVERVIEW: Rows = (("Doel 1.3.1 Tijdelijk onderdak", "24.506", "5.973", "18.533", "0", "0", "18.533"),)
INDICATORS: Rows = (
    ("Meldingen van overlast (aantal)", "2022", "2024", "2026"),
    ("", "2332", "2492", "2450"),
    ("Bewoners die zich thuis voelen (%)", "2022", "2024", "2026"),
    ("", "61", "64", "70"),
)


def table(heads: tuple[str, ...], rows: Rows, caption: str = "") -> str:
    """Rows as an html table; every cell is a `td`, the heads are `th`."""
    head = "".join(f"<th>{cell}</th>" for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    titled = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{titled}<tr>{head}</tr>{body}</table>"


def whole(title: str, body: str, *, stamp: str = STAMP, crumbs: tuple[str, ...] = ()) -> str:
    """A complete html page around `body`."""
    trail = " &rsaquo; ".join(f'<a href="/">{crumb}</a>' for crumb in crumbs)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title} - Gemeente Zwolle</title></head><body>"
        f'<div aria-label="breadcrumb">{trail}</div>{body}<p>{stamp}</p></body></html>'
    )


def jaarstukken(
    rows: Rows = RESULT, *, heads: tuple[str, ...] = HEADS, caption: str = CAPTION, explained: str = EXPLAINED,
    printed: str | None = None, intro: str = INTRO, extra: str = "", stamp: str = STAMP,
    title: str = "Doel 1.2.3 Veilig samen wonen", programme: str = "1. Samen leven", year: int = 2024,
) -> str:  # fmt: skip
    """A goal page of jaarstukken: realisation, activities, a table of 25 amounts and its explanation. `printed` stands
    in the place of the table, `extra` behind the explanation."""
    shown = table(heads, rows, caption) if printed is None else printed
    body = (
        f"<h1>{title}</h1><p>Buren helpen elkaar en voelen zich veilig in hun straat.</p>"
        "<h2>Toelichting op realisatie doel</h2><p>In vijf wijken zijn bewoners begonnen met een buurtapp.</p>"
        "<h2>Toelichting realisatie activiteiten</h2><p><b>Buurten</b></p>"
        "<ul><li>De wijkagent liep vaker mee.</li><li>Achterpaden zijn verlicht.</li></ul>"
        f"<h2>Financieel overzicht doel</h2><p>{intro.replace('2024', str(year))}</p>{shown}"
        f"<h2>Financiële toelichting activiteiten (verschillenanalyse)</h2><p>{explained}</p>{extra}"
    )
    return whole(f"{title} - Jaarstukken {year}", body, stamp=stamp, crumbs=("Programma's", programme))


def begroting(
    *, indicators: Rows = INDICATORS, heads: tuple[str, ...] = OVERVIEW_HEADS, rows: Rows = OVERVIEW,
    caption: str = "Overzicht baten en lasten (x €1.000)", printed: str | None = None, aim: str = "",
    holders: str = "Anna Bakker", extra: str = "", stamp: str = STAMP,
    title: str = "Doel 1.3.1 Tijdelijk onderdak", programme: str = "1. Samen leven",
) -> str:  # fmt: skip
    """A goal page of begroting 2026: indicators, note, portfolio holder, activities, overview."""
    shown = table(heads, rows, caption) if printed is None else printed
    explained = tuple(
        row for pair in zip(indicators[::2], indicators[1::2], strict=True)
        for row in (*pair, (f"Cijfers van de politie.{aim} Bron: politie.", "", "", ""))
    )  # fmt: skip
    known = table(("Indicator", "Verleden", "Heden", "Toekomst"), explained)
    body = (
        f"<h1>{title}</h1><p>Wie even geen huis heeft vindt een veilige plek</p>"
        "<h2>Beschrijving</h2><p>Soms kan iemand een tijd niet thuis wonen.</p>"
        f"<h2>Indicatoren</h2>{known}<h2>Kaderstellende nota('s)</h2>"
        f"<h2>Portefeuillehouder(s)</h2><p>{holders}</p><h2>Activiteiten</h2><h3>Nieuwe activiteiten</h3>"
        "<p><b>Opvang</b></p><ul><li>Er komt een huis voor jongeren.</li></ul>"
        f"{extra}<h2>Overzicht baten en lasten</h2><p>Het budget van dit doel.</p>{shown}"
    )
    return whole(f"{title} - Begroting 2026", body, stamp=stamp, crumbs=("Programma's", programme))


def streefdoel(before: str = "-", norm: str = "Minimaal 80% kent het wijkteam.") -> str:
    """A page of begroting 2016: no codes, no stamp, one goal with one Streefdoel block."""
    block = (
        '<table><tr><td colspan="3">Streefdoel/indicator</td></tr>'
        '<tr><td colspan="3">Het percentage inwoners dat het wijkteam kent.</td></tr>'
        "<tr><td>Nulsituatie</td><td>Norm van 2016</td><td>Activiteiten</td></tr>"
        f"<tr><td>{before}</td><td>{norm}</td><td>Hulp bieden bij opgroeien.</td></tr></table>"
    )
    body = (
        "<h1>12 Hulp dichtbij</h1><h2>Doelen</h2><h3>Wijkteams</h3>"
        f"<h3>Doelstellingen/maatschappelijke effecten</h3><p>Inwoners vinden hulp in de buurt.</p>{block}"
    )
    return whole("12 Hulp dichtbij - Begroting 2016", body, stamp="")


def changed(rows: Rows, row: int, column: int, text: str) -> Rows:
    """`rows` with another text in one cell; row 1 is the first row below the heads, column 1 the labels."""
    return tuple(
        tuple(text if (r, c) == (row, column) else cell for c, cell in enumerate(cells, 1))
        for r, cells in enumerate(rows, 1)
    )


def source_of(content: str | bytes, path: str = JAARSTUKKEN, media: Media = "html") -> Source:
    raw = content.encode() if isinstance(content, str) else content
    return Source(path, raw, hashlib.sha256(raw).hexdigest(), media)


def read(content: str | bytes, path: str = JAARSTUKKEN, media: Media = "html") -> PageResult:
    """The result of one page, as a build makes it."""
    return parse(source_of(content, path, media))


def found(result: PageResult, code: str, severity: str = "") -> FindingRecord:
    """The one finding with this code (and severity); it says where it is and what stands there."""
    (finding,) = (f for f in result.findings if f.code == code and severity in (f.severity, ""))
    assert finding.location
    assert finding.found
    return finding


def told(result: PageResult, code: str) -> tuple[str, str, str]:
    """Severity, location and found value of the one finding with this code."""
    finding = found(result, code)
    return finding.severity, finding.location, finding.found


def codes(result: PageResult, *severities: str) -> set[str]:
    """The codes of the findings of these severities; without any: of warnings and errors."""
    return {f.code for f in result.findings if f.severity in (severities or ("warning", "error"))}


def refused(result: PageResult, code: str, *, at: str = "", shows: str = "", kept: bool = False) -> FindingRecord:
    """The finding `code` of a quarantined page without typed rows; `kept`: its text and cells are still there."""
    finding = found(result, code)
    assert (finding.severity, result.page.status) == ("error", "quarantined")
    assert at in finding.location
    assert shows in finding.found
    assert not any(result.tables.get(name) for name in TYPED)
    assert "INTERNAL" not in codes(result)
    assert bool(result.tables.get("sections")) == kept
    return finding


def amounts(result: PageResult) -> dict[tuple[str, str], int]:
    """Whole euros by stage and component."""
    return {(a.stage, a.component): a.amount_eur for a in result.tables["baten_lasten"]}


def store(raw: Path, path: str, content: str | bytes) -> Path:
    """Write one page below a raw folder."""
    file = raw / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def cell_of(result: PageResult, row: int, column: int, table_no: int = 1) -> tuple[Decimal | None, str | None]:
    """Number, and reason there is none, of one printed cell; head rows count."""
    ((number, reason),) = (
        (c.number, c.missing_reason)
        for c in result.tables["table_cells"]
        if (c.table_no, c.row_no, c.column_no) == (table_no, row, column)
    )
    return number, reason


def whole_page(result: PageResult) -> bool:
    """Whether the jaarstukken page came out as if nothing were wrong with it."""
    return (
        len(result.tables["baten_lasten"]) == 25
        and amounts(result)["verschil", "resultaat"] == 1_205_000
        and {c.status for c in result.tables["checks"]} == {"exact"}
        and {a.reliability for a in result.tables["baten_lasten"]} == {"proven"}
    )
