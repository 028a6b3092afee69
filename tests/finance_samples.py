"""Invented finance pages as the sites could show them, after formats/2014-2020.md and 2020-2026.md."""

from __future__ import annotations

from typing import NamedTuple

from finance_forms import Blocks, h, p, table, ul

RESULT_HEAD = "|Lasten|Baten|Toevoeging aan reserves|Onttrekking aan reserves|Saldo\n"
BUDGET_HEAD = "|Lasten|Baten|Saldo|Toevoeging aan reserves|Onttrekking aan reserves|Geraamd resultaat\n"
THOUSANDS = "Baten en lasten (bedragen x €1.000)"
SAFETY = """Vastgestelde begroting|19.440|1.210|150|0|
+ mutaties projecten|120|0|0|120|
+ begrotingswijzigingen|-310|45|0|25|
Begroting t/m december|19.250|1.255|150|145|
- Jaarrekening|18.050|1.410|150|101|
Resultaat doel Fysieke veiligheid|1.200|155|0|-44|
Saldo|||||1.311"""
SMALL = """Vastgestelde begroting|484.210|12.000|0|0|
+ mutaties kredieten|0|0|0|0|
+ begrotingswijzigingen|36.100|0|0|5.000|
Begroting t/m december|520.310|12.000|0|5.000|
- Jaarrekening|564.310|12.000|0|5.000|
Resultaat doel Fysieke veiligheid|-44.000|0|0|0|
Saldo|||||-44.000"""
NEW_TASK = """Vastgestelde begroting|0|0|0|0|
+ mutaties kredieten|0|0|0|0|
+ begrotingswijzigingen|16.400|16.400|0|0|
Begroting t/m december|16.400|16.400|0|0|
- Jaarrekening|14.250|17.100|0|0|
Resultaat doel Fysieke veiligheid|2.150|700|0|0|
Saldo|||||2.850"""
NEGATIVE = """Vastgestelde begroting|-450|1.000|0|0|
+ mutaties kredieten|0|0|0|0|
+ begrotingswijzigingen|100|0|0|0|
Begroting t/m december|-350|1.000|0|0|
- Jaarrekening|-400|1.100|0|0|
Resultaat doel Fysieke veiligheid|50|100|0|0|
Saldo|||||150"""
NIL = "\n".join(f"{line.partition('|')[0]}|0|0|0|0|" for line in SMALL.splitlines()[:-1]) + "\nSaldo|||||0"
KREDIETEN = table(
    "Kredieten|Lasten|Baten|Saldo\nNieuwe Veemarkt|1.200|0|1.200\nTotaal|1.200|0|1.200", "Kredieten (x €1.000)"
)
VOORSTELLEN = table("Bestedingsvoorstellen|I/S|2024|2025\nToezicht|S|150|150", "Bestedingsvoorstellen (x €1.000)")


class Sample(NamedTuple):
    """A page and what must come out of it. `rows` are `goal code or scope|scope title|year|stage|unit|evidence` with
    the amounts behind it in euros: L(asten) B(aten) S(aldo) T(oevoeging) O(nttrekking) R(esultaat); `findings` are
    all warnings and errors."""

    path: str
    breadcrumb: tuple[str, ...]
    blocks: tuple[Blocks, ...]
    rows: dict[str, str]
    findings: tuple[str, ...] = ()
    status: str = "ok"
    forms: tuple[str, ...] = ("semantic", "cms", "div_table", "word", "html4", "details", "text", "pipes")


def result_page(year: int, caption: str | None, rows: str, *texts: str, before: Blocks | None = None,
                after: Blocks | None = None) -> tuple[Blocks, ...]:  # fmt: skip
    """A goal page of the jaarstukken."""
    return (
        h("Doel 7.2.2 Fysieke veiligheid", 1), p("We zorgen voor een veilige stad."),
        h("Toelichting op realisatie doel"), p("Het doel is gehaald."),
        h("Toelichting realisatie activiteiten"), p("Alle activiteiten zijn uitgevoerd."),
        h("Financieel overzicht doel"), p("Het overzicht toont op doelniveau:"),
        ul(f"De totaalbedragen die de raad beschikbaar stelde voor {year}, opgedeeld naar:",
           "  Vastgestelde begroting", f"  Begrote kredieten die in {year} via exploitatie lopen",
           "  Vastgestelde begrotingswijzigingen", "De jaarrekeningcijfers",
           "Het voordelige (+) of nadelige (-) resultaat"),
        before or [], table(RESULT_HEAD + rows, caption), after or [],
        h("Financiële toelichting activiteiten (verschillenanalyse)"), p(*texts or ("Er zijn geen verschillen.",)),
    )  # fmt: skip


def budget_page(title: str, rows: str, caption: str = "Overzicht baten en lasten (x €1.000)",
                after: Blocks | None = None, head: str = BUDGET_HEAD) -> tuple[Blocks, ...]:  # fmt: skip
    """A goal page of the begroting."""
    return (
        h(title, 1), p("Inwoners hebben een plek."), h("Beschrijving"), p("Wij bieden opvang."),
        h("Activiteiten"), h("Nieuwe activiteiten", 3), p("Niet van toepassing."), h("Overzicht baten en lasten"),
        p("In het overzicht baten en lasten is het budget per doel weergegeven."), table(head + rows, caption),
        after or [], p("De mutaties vanuit de bestedingsvoorstellen zijn niet verwerkt."),
    )  # fmt: skip
