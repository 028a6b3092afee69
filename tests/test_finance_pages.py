"""Finance pages nobody has seen: unit, evidence, sign, stage, scope and findings, typed by hand, in every form."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeAlias

import pytest

from finance_forms import FORMS, Blocks, Printed, h, p, read_page, table
from finance_samples import (
    BUDGET_HEAD,
    KREDIETEN,
    NEGATIVE,
    NEW_TASK,
    NIL,
    SAFETY,
    SMALL,
    THOUSANDS,
    VOORSTELLEN,
    Sample,
    budget_page,
    result_page,
)
from pipeline.outcome import PageResult

Opening: TypeAlias = tuple[str, tuple[str, ...], tuple[Blocks, ...]]
GOAL = "doel-7-2-2-fysieke-veiligheid"
FYSIEK = ("Domeinen", "Fysiek domein")
SAMEN = ("Programma's", "1. Samen sterk in Zwolle")
TEXT = (
    "Per saldo € 1.311.000 voordelig: een voordeel van € 1,2 miljoen op de lasten, een voordeel van € 155.000 op de "
    "baten en een lagere onttrekking aan reserves van € 44.000."
)
LETTERS = {"lasten": "L", "baten": "B", "saldo": "S", "toevoeging_reserves": "T", "onttrekking_reserves": "O",
           "resultaat": "R"}  # fmt: skip


def safety(year: int, evidence: str) -> dict[str, str]:
    key = f"7.2.2|Fysieke veiligheid|{year}"
    return {
        f"{key}|begroting_primitief|1000|{evidence}": "L19440000 B1210000 T150000 O0",
        f"{key}|mutaties|1000|{evidence}": "L120000 B0 T0 O120000",
        f"{key}|begrotingswijzigingen|1000|{evidence}": "L-310000 B45000 T0 O25000",
        f"{key}|begroting_na_wijziging|1000|{evidence}": "L19250000 B1255000 T150000 O145000",
        f"{key}|rekening|1000|{evidence}": "L18050000 B1410000 T150000 O101000",
        f"{key}|verschil|1000|{evidence}": "L1200000 B155000 T0 O-44000 R1311000",
    }


def goal(year: int, rows: str, *texts: str, caption: str | None = THOUSANDS, **more: Any) -> Opening:
    host = f"zwolle.jaarverslag-{year}.nl/p47001/{GOAL}"
    return host, FYSIEK, result_page(year, caption, rows, *texts, **more)


def budget(year: int, rows: str, title: str = "Doel 1.3.1 Tijdelijk verblijf", **more: Any) -> Opening:
    slug = title.lower().replace(".", "-").replace(" ", "-")
    return f"zwolle.begroting-{year}.nl/p50287/{slug}", SAMEN, budget_page(title, rows, **more)


STAY = "Doel 1.3.1 Tijdelijk verblijf|24.506|5.973|18.533|"
PLACE = "1.3.1|Tijdelijk verblijf"
FINANCE = "zwolle.begroting-2026.nl/p50100/overzicht-baten-en-lasten"
PAGES = {
    "jaarstukken 2023": Sample(*goal(2023, SAFETY, TEXT), safety(2023, "text_amounts")),
    "jaarstukken 2022, unit by text": Sample(
        *goal(2022, SAFETY, TEXT, caption="Baten en lasten"), safety(2022, "text_amounts")
    ),
    "unit as caption only": Sample(
        *goal(2023, SAFETY, "Geen.", caption="(bedragen x € 1.000)"), safety(2023, "caption")
    ),
    "unit in a heading": Sample(
        *goal(2023, SAFETY, "Geen.", caption=None, before=h(THOUSANDS, 3)), safety(2023, "caption")
    ),
    "unit in a paragraph": Sample(
        *goal(2023, SAFETY, "Geen.", caption=None, before=p(THOUSANDS)), safety(2023, "caption")
    ),
    "no unit at all": Sample(
        *goal(2022, SAFETY, caption="Baten en lasten"), safety(2022, "magnitude"), ("UNIT_INFERRED",),
        "ok_with_findings",
    ),
    "another label of the row of projects": Sample(
        *goal(2023, SAFETY.replace("projecten", "projecten/kredieten").replace("-310", "−310")),
        safety(2023, "caption"),
    ),
    "krediet and bestedingsvoorstellen tables beside": Sample(
        *goal(2023, SAFETY, TEXT, after=[*KREDIETEN, *VOORSTELLEN]), safety(2023, "text_amounts"),
        forms=("semantic", "cms", "div_table", "word", "html4", "details", "pipes"),
    ),
    "bestedingsvoorstellen of a text export, which lost their head": Sample(
        *goal(2023, SAFETY, TEXT, after=[*KREDIETEN, *VOORSTELLEN]), safety(2023, "text_amounts"),
        ("OVERVIEW_UNKNOWN",), "ok_with_findings", forms=("text",),
    ),
    "text rounds the result": Sample(
        *goal(2023, SAFETY, "Het resultaat is € 1,3 miljoen voordelig."), safety(2023, "text_amounts")
    ),
    "text contradicts the result": Sample(
        *goal(2023, SAFETY, "Het resultaat is € 1.390.000 voordelig."), safety(2023, "caption"), ("TEXT_MISMATCH",),
        "ok_with_findings",
    ),
    "text as labels": Sample(
        *goal(2023, SAFETY, "Lasten: € 1.200.000 voordeel\nBaten: € 155.000 voordeel", caption="Baten en lasten"),
        safety(2023, "text_amounts"),
    ),
    "nothing but zeros": Sample(
        *goal(2023, NIL),
        {f"7.2.2|Fysieke veiligheid|2023|{stage}|1000|caption": "L0 B0 T0 O0" + (" R0" if stage == "verschil" else "")
         for stage in ("begroting_primitief", "mutaties", "begrotingswijzigingen", "begroting_na_wijziging", "rekening",
                       "verschil")},
    ),
    "a small goal in euros": Sample(
        *goal(2022, SMALL, "Het resultaat is per saldo € 44.000 nadelig.", caption="Baten en lasten"),
        {
            "7.2.2|Fysieke veiligheid|2022|begroting_primitief|1|text_amounts": "L484210 B12000 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|mutaties|1|text_amounts": "L0 B0 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|begrotingswijzigingen|1|text_amounts": "L36100 B0 T0 O5000",
            "7.2.2|Fysieke veiligheid|2022|begroting_na_wijziging|1|text_amounts": "L520310 B12000 T0 O5000",
            "7.2.2|Fysieke veiligheid|2022|rekening|1|text_amounts": "L564310 B12000 T0 O5000",
            "7.2.2|Fysieke veiligheid|2022|verschil|1|text_amounts": "L-44000 B0 T0 O0 R-44000",
        },
    ),
    "a task that was not budgeted": Sample(
        *goal(2022, NEW_TASK),
        {
            "7.2.2|Fysieke veiligheid|2022|begroting_primitief|1000|caption": "L0 B0 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|mutaties|1000|caption": "L0 B0 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|begrotingswijzigingen|1000|caption": "L16400000 B16400000 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|begroting_na_wijziging|1000|caption": "L16400000 B16400000 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|rekening|1000|caption": "L14250000 B17100000 T0 O0",
            "7.2.2|Fysieke veiligheid|2022|verschil|1000|caption": "L2150000 B700000 T0 O0 R2850000",
        },
    ),
    "negative lasten": Sample(
        *goal(2023, NEGATIVE),
        {
            "7.2.2|Fysieke veiligheid|2023|begroting_primitief|1000|caption": "L-450000 B1000000 T0 O0",
            "7.2.2|Fysieke veiligheid|2023|mutaties|1000|caption": "L0 B0 T0 O0",
            "7.2.2|Fysieke veiligheid|2023|begrotingswijzigingen|1000|caption": "L100000 B0 T0 O0",
            "7.2.2|Fysieke veiligheid|2023|begroting_na_wijziging|1000|caption": "L-350000 B1000000 T0 O0",
            "7.2.2|Fysieke veiligheid|2023|rekening|1000|caption": "L-400000 B1100000 T0 O0",
            "7.2.2|Fysieke veiligheid|2023|verschil|1000|caption": "L50000 B100000 T0 O0 R150000",
        },
        ("SIGN_UNEXPECTED",) * 3, "ok_with_findings",
    ),
    "begroting 2025, one row": Sample(
        *budget(2025, STAY + "0|0|18.533"),
        {f"{PLACE}|2025|begroting_primitief|1000|caption": "L24506000 B5973000 S-18533000 T0 O0 R-18533000"},
    ),
    "reserves, result as cost": Sample(
        *budget(2026, STAY + "500|1.200|17.833"),
        {f"{PLACE}|2026|begroting_primitief|1000|caption": "L24506000 B5973000 S-18533000 T500000 O1200000 R-17833000"},
    ),
    "reserves the other way round": Sample(
        *budget(2026, STAY + "500|1.200|19.233"),
        {f"{PLACE}|2026|begroting_primitief|1000|caption": "L24506000 B5973000 S-18533000 T500000 O1200000 R-19233000"},
        ("RESERVES_TURNED",), "ok_with_findings",
    ),
    "saldo as baten - lasten": Sample(
        *budget(2026, "Doel 1.3.1 Tijdelijk verblijf|24.506|5.973|-18.533|500|1.200|-17.833"),
        {f"{PLACE}|2026|begroting_primitief|1000|caption": "L24506000 B5973000 S-18533000 T500000 O1200000 R-17833000"},
    ),
    "kredieten with heads Lasten and Baten": Sample(
        *budget(2026, STAY + "0|0|18.533", after=KREDIETEN),
        {f"{PLACE}|2026|begroting_primitief|1000|caption": "L24506000 B5973000 S-18533000 T0 O0 R-18533000"},
    ),
    "dekkingsmiddelen add more than they spend": Sample(
        *budget(2026, "Doel 1.4.1 Algemene dekkingsmiddelen|2.100|505.973|-503.873|14.200|12.000|-501.673",
                title="Doel 1.4.1 Algemene dekkingsmiddelen"),
        {"1.4.1|Algemene dekkingsmiddelen|2026|begroting_primitief|1000|caption":
         "L2100000 B505973000 S503873000 T14200000 O12000000 R501673000"},
    ),
    "an unknown head": Sample(
        *budget(2026, STAY + "0|0|18.533", head=BUDGET_HEAD.replace("Lasten", "Lasten 2025")),
        {}, ("COLUMN_UNKNOWN",), "quarantined",
    ),
    "two years across": Sample(
        *budget(2026, STAY + "25.000|6.000|19.000",
                head="|Lasten 2026|Baten 2026|Saldo 2026|Lasten 2027|Baten 2027|Saldo 2027\n"),
        {f"{PLACE}|2026|begroting_primitief|1000|caption": "L24506000 B5973000 S-18533000",
         f"{PLACE}|2027|raming|1000|caption": "L25000000 B6000000 S-19000000"},
    ),
    "programmes and their total": Sample(
        FINANCE, ("Financiën",),
        (h("Overzicht baten en lasten", 1),
         table(BUDGET_HEAD + """Programma 1 Samen sterk|39.706|7.673|32.033|100|200|31.933
Programma 2 Inkomen en werk|120.000|90.000|30.000|0|0|30.000
Totaal|159.706|97.673|62.033|100|200|61.933""", "Overzicht baten en lasten (x €1.000)")),
        {
            "programme|Samen sterk|2026|begroting_primitief|1000|caption":
                "L39706000 B7673000 S-32033000 T100000 O200000 R-31933000",
            "programme|Inkomen en werk|2026|begroting_primitief|1000|caption":
                "L120000000 B90000000 S-30000000 T0 O0 R-30000000",
            "municipality|zwolle|2026|begroting_primitief|1000|caption":
                "L159706000 B97673000 S-62033000 T100000 O200000 R-61933000",
        },
    ),
    "meerjarenraming titled in the corner": Sample(
        "zwolle.begroting-2018.nl/p10640/5-levendige-stad", (),
        (h("Programma 5. Levendige stad", 1),
         table("|2018|2019|2020\nLasten|40.100|41.200|41.500\nBaten|10.100|10.200|10.300\nSaldo|-30.000|-31.000|-31.200",
               "Meerjarenraming (x € 1.000)")),
        {
            "programme|Levendige stad|2018|begroting_primitief|1000|caption": "L40100000 B10100000 S-30000000",
            "programme|Levendige stad|2019|raming|1000|caption": "L41200000 B10200000 S-31000000",
            "programme|Levendige stad|2020|raming|1000|caption": "L41500000 B10300000 S-31200000",
        },
    ),
    "begroting-2017 p6922": Sample(
        "zwolle.begroting-2017.nl/p6922/baten-en-lasten", (),
        (table([["Baten en lasten 2017 (x 1.000€)", "Lasten", "Baten", ("reserves", 2)],
                ["", "", "", "storting in", "onttrek. uit"],
                ["Programma 1 Samenleving", "60.100", "20.000", "100", "200"],
                ["Programma 2 Opvang", "101.100", "10.000", "0", "1.200"],
                ["Totaal", "161.200", "30.000", "100", "1.400"]], None, 2),),
        {
            "programme|Samenleving|2017|begroting_primitief|1000|caption": "L60100000 B20000000 T100000 O200000",
            "programme|Opvang|2017|begroting_primitief|1000|caption": "L101100000 B10000000 T0 O1200000",
            "municipality|zwolle|2017|begroting_primitief|1000|caption": "L161200000 B30000000 T100000 O1400000",
        },
        forms=("semantic", "cms", "div_table", "word", "html4", "details", "text"),
    ),
    "jaarverslag-2016 p8744": Sample(
        "zwolle.jaarverslag-2016.nl/p8744/financien-bestuur-en-dienstverlening", ("Jaarverslag 2016",),
        (h("Financieel overzicht (bedragen x € 1.000)", 1),
         p("Verschillen ten opzichte van de begroting inclusief begrotingswijzigingen (bedragen x € 1.000)"),
         p("- = nadeel / + = voordeel"),
         table("""|Lasten|Baten|Saldo baten en lasten|Storting reserve|Onttrekking reserve|Gerealiseerd resultaat
Bestuursondersteuning|1.000|103|1.103|||1.103
Directie||||||
Raad|500||500|-28||472
Totaal|1.500|103|1.603|-28||1.575""")),
        {
            "programme|Bestuursondersteuning|2016|verschil|1000|caption": "L1000000 B103000 S1103000 R1103000",
            "programme|Raad|2016|verschil|1000|caption": "L500000 S500000 T-28000 R472000",
            "programme|Bestuur en dienstverlening|2016|verschil|1000|caption":
                "L1500000 B103000 S1603000 T-28000 R1575000",
        },
        forms=("semantic", "cms", "div_table", "word", "html4", "details"),
    ),
    "ede: marks under heads that span": Sample(
        "ede.jaarverslag-2022.nl/p16080/wat-heeft-het-gekost", ("Programma 1",),
        (h("Wat heeft het gekost?", 1),
         table([["Bedragen x € 1.000", ("Actuele begroting 2022", 2), ("Rekening 2022", 2), ("Verschil 2022", 2)],
                ["Lasten", "9.500", "N", "9.400", "N", "100", "V"],
                ["Baten", "2.200", "V", "2.150", "V", "50", "N"],
                ["Resultaat", "7.300", "N", "7.250", "N", "50", "V"]])),
        {
            "programme|Programma 1|2022|begroting_na_wijziging|1000|caption": "L9500000 B2200000 R-7300000",
            "programme|Programma 1|2022|rekening|1000|caption": "L9400000 B2150000 R-7250000",
            "programme|Programma 1|2022|verschil|1000|caption": "L100000 B-50000 R50000",
        },
        ("UNKNOWN_TEMPLATE",), "ok_with_findings", ("semantic", "cms", "div_table", "word", "html4", "details"),
    ),
    "deventer: lasten and baten in a column of their own": Sample(
        "deventer.jaarverslag-2019.nl/p28/financien", ("Programma 1",),
        (h("Financiën", 1), table("""Bedragen x € 1.000|Lasten/Baten|Begroting 2019|Rekening 2019
Product A|Lasten|26.242|28.000
|Baten|2.000|4.422""")),
        {
            "programme|Product A|2019|begroting_primitief|1000|caption": "L26242000 B2000000",
            "programme|Product A|2019|rekening|1000|caption": "L28000000 B4422000",
        },
        ("UNKNOWN_TEMPLATE",), "ok_with_findings", ("semantic", "cms", "word", "html4", "details"),
    ),
}  # fmt: skip


def amounts(result: PageResult) -> dict[str, str]:
    found = defaultdict(list)
    for a in result.tables.get("baten_lasten", ()):
        subject = a.goal_id.rpartition("/")[2] if a.goal_id else a.scope
        key = f"{subject}|{a.scope_title}|{a.fiscal_year}|{a.stage}|{a.unit}|{a.unit_evidence}"
        found[key].append(f"{LETTERS[a.component]}{a.amount_eur}")
    return {key: " ".join(values) for key, values in found.items()}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, page in PAGES.items() for form in page.forms], ids=lambda v: v
)
def test_page(name: str, form: str) -> None:
    page = PAGES[name]
    result = read_page(page.path, page.breadcrumb, page.blocks, form)
    assert tuple(sorted(f.code for f in result.findings if f.severity != "info")) == page.findings
    assert amounts(result) == page.rows
    assert result.page.status == page.status


@pytest.mark.parametrize("form", ["text", "pipes"])
def test_marks_that_vanish_from_a_text_export_give_no_amounts(form: str) -> None:
    page = PAGES["ede: marks under heads that span"]
    result = read_page(page.path, page.breadcrumb, page.blocks, form)
    assert not result.tables.get("baten_lasten")
    kept = [*(cell.text for cell in result.tables["table_cells"]), *(s.text for s in result.tables["sections"])]
    assert any("9.500" in text for text in kept)


def test_the_unit_printed_below_the_table_is_its_caption() -> None:
    rows = "Programma|Lasten|Baten|Saldo\nSamen sterk|9.100|2.400|-6.700"
    blocks = (h("Baten en lasten", 1), table(rows), p("Bedragen x € 1.000"))
    result = read_page("zwolle.begroting-2025.nl/p48111/baten-en-lasten", ("Financiën",), blocks)
    assert {(a.unit, a.unit_evidence) for a in result.tables["baten_lasten"]} == {(1000, "caption")}


SIX_YEARS = """Budget o.b.v. bestaand beleid|2016|2017|2018|2019|2020|2021
Lasten||42.321|42.543|42.591|42.605|42.700
Baten||5.321|5.543|5.591|5.605|5.700
Saldo van baten en lasten|0|-37.000|-37.000|-37.000|-37.000|-37.000
Toevoeging aan reserve||0|50|||
Onttrekking aan reserve||200|50|||
Geraamd resultaat|0|-36.800|-37.000|-37.000|-37.000|-37.000"""


@pytest.mark.parametrize("form", ["semantic", "text", "pipes"])
def test_the_years_of_a_reserve_are_those_in_which_the_result_closes(form: str) -> None:
    """Blank cells vanish from a text export; base rows end in the last year, but not a reserve that ends before."""
    blocks = (h("Programma 7. Vitale wijken", 1), table(SIX_YEARS))
    result = read_page("zwolle.begroting-2018.nl/p10641/7-vitale-wijken", (), blocks, form)
    withdrawn = {a.fiscal_year: a.amount_eur for a in result.tables["baten_lasten"] if a.row_no == 6}
    assert withdrawn == {2017: 200_000, 2018: 50_000}
    assert {a.fiscal_year for a in result.tables["baten_lasten"] if a.row_no == 2} == set(range(2017, 2022))
    assert {check.status for check in result.tables["checks"]} == {"exact"}


MOVEMENTS = """Budget o.b.v. bestaand beleid|2014|2015|2016|2017|2018|2019
Lasten|2.800|8.200|6.600|8.800|11.200|13.600
Baten|186.900|299.100|304.200|303.600|304.800|306.700
Resultaat voor bestemming|184.100|290.900|297.600|294.800|293.600|293.100
Reservemutaties:|-9.000|580||||
reserve sociaal domein|||-2.600|||
reserve grote projecten|||900|||
Resultaat na bestemming|175.100|291.480|295.900|294.800|293.600|293.100"""


@pytest.mark.parametrize("form", ["semantic", "text", "pipes"])
def test_named_reserves_are_the_difference_between_the_results(form: str) -> None:
    """The layout of begroting-2016 p2976."""
    blocks = (h("19 Financiering en algemene dekkingsmiddelen", 1), table(MOVEMENTS))
    result = read_page("zwolle.begroting-2016.nl/p2976/financien-p19", (), blocks, form)
    assert not [finding for finding in result.findings if finding.severity == "error"]
    assert {check.status for check in result.tables["checks"]} == {"exact"}
    assert {a.component for a in result.tables["baten_lasten"]} == {"lasten", "baten", "saldo", "resultaat"}
    moved = {cell.text: cell.column_no for cell in result.tables["table_cells"] if cell.row_no in (5, 6, 7)}
    assert (moved["-9.000"], moved["580"], moved["-2.600"], moved["900"]) == (2, 3, 4, 4)


RESULT_ROWS = (
    ("Vastgestelde begroting", "5.250.000", "125.000", ""), ("+ mutaties projecten", "0", "0", ""),
    ("+ begrotingswijzigingen", "-250.000", "0", ""), ("Begroting t/m december", "5.000.000", "125.000", ""),
    ("- Jaarrekening", "5.100.500", "140.250", ""), ("Resultaat doel Veilig wonen", "-100.500", "15.250", ""),
    ("Saldo", "", "", "-85.250"),
)  # fmt: skip


def beside_its_goal(goal: str) -> list[tuple[Printed, ...]]:
    """The rows of a result with the goal in one cell beside all of them."""
    (first, *values), *others = RESULT_ROWS
    return [((goal, 1, len(RESULT_ROWS)), first, *values), *others]


@pytest.mark.parametrize("form", ["semantic", "cms", "html4"])
def test_results_of_two_goals_in_one_table_with_the_goal_beside_its_rows(form: str) -> None:
    rows = [
        ("Doel", "", "Lasten", "Baten", "Saldo"),
        *beside_its_goal("Doel 7.2.1 Veilig wonen"), *beside_its_goal("Doel 7.2.2 Fysieke veiligheid"),
    ]  # fmt: skip
    blocks = (h("Programma 7. Vitale wijken", 1), h("Financieel overzicht"), table(rows, "Baten en lasten (in euro's)"))
    result = read_page("zwolle.jaarverslag-2023.nl/p41203/programma-7-vitale-wijken", FYSIEK, blocks, form)
    expected = {
        f"{code}|{title}|2023|{stage}|1|caption": values
        for code, title in (("7.2.1", "Veilig wonen"), ("7.2.2", "Fysieke veiligheid"))
        for stage, values in {
            "begroting_primitief": "L5250000 B125000", "mutaties": "L0 B0", "begrotingswijzigingen": "L-250000 B0",
            "begroting_na_wijziging": "L5000000 B125000", "rekening": "L5100500 B140250",
            "verschil": "L-100500 B15250 R-85250",
        }.items()
    }  # fmt: skip
    assert amounts(result) == expected
    assert {check.status for check in result.tables["checks"]} == {"exact"}


@pytest.mark.parametrize("form", ["semantic", "text"])
def test_a_heading_names_the_goal_of_a_result_on_the_page_of_its_programme(form: str) -> None:
    rows = [("", "Lasten", "Baten", "Saldo"), *RESULT_ROWS]
    blocks = (h("Programma 7. Vitale wijken", 1), h("Doel 7.2.1 Veilig wonen", 3), table(rows, "Baten en lasten"))
    result = read_page("zwolle.jaarverslag-2023.nl/p41203/financien", FYSIEK, blocks, form)
    assert {(a.scope, a.scope_code, a.goal_id) for a in result.tables["baten_lasten"]} == {
        ("goal", "7.2.1", "zwolle-jaarstukken-2023/7.2.1")
    }


@pytest.mark.parametrize("form", FORMS)
def test_taakvelden_with_a_code_are_no_goals(form: str) -> None:
    rows = """Taakveld|Lasten|Baten|Saldo
0.10 Mutaties reserves|12.500|15.250|2.750
0.1 Bestuur|6.500|250|-6.250
Totaal taakvelden|19.000|15.500|-3.500"""
    blocks = (h("Overzicht taakvelden", 1), table(rows, "(bedragen x € 1.000)"))
    result = read_page("zwolle.begroting-2024.nl/p43950/overzicht-taakvelden", ("Financiën",), blocks, form)
    assert amounts(result) == {
        "municipality|0.10 Mutaties reserves|2024|begroting_primitief|1000|caption": "L12500000 B15250000 S2750000",
        "municipality|0.1 Bestuur|2024|begroting_primitief|1000|caption": "L6500000 B250000 S-6250000",
        "municipality|Totaal taakvelden|2024|begroting_primitief|1000|caption": "L19000000 B15500000 S-3500000",
    }
