from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narrative_pages import GOAL, grid, page

from pipeline.model import Heading, Item, Paragraph
from pipeline.tables import deviations
from pipeline.tables.deviations import tables as deviation_tables
from pipeline.tables.deviations.labels import EFFECTS, KIND_OF, whole_line
from pipeline.tables.deviations.units import is_remark
from schemas.deviations import KINDS


def read(*blocks, heading="Afwijkingen op activiteiten"):
    return deviations.read(page(("deviations", heading, list(blocks))))


def short(records):
    return [(r.title, r.kind, r.amount_eur, r.explanation) for r in records.rows]


T, E = "Veiligheidsregio; bijdrage 2021", "De jaarrekening laat een voordeel van € 12.000 zien."


@pytest.mark.parametrize(
    "blocks",
    [
        [f"{T}\nAanvullende inkomsten\n712832", E],
        [T, "Aanvullende inkomsten", "712832", E],
        [T, "Aanvullende inkomsten€ 712.832", E],
        [T, "Aanvullende inkomsten€ 712.832 1)", E],
        [Heading(T, 2), Heading("Aanvullende inkomst€ 712.832", 2), E],
        [Paragraph(f"{T}\nAanvullende inkomsten\n712832", T), E],
        [f"{T}\nAanvullende inkomst\n€ 712.832", "\u00a0", E],
        [Heading(T, 3), "Aanvullende inkomsten: € 712.832,-", E],
        [T, "€ 712.832", "Aanvullende inkomsten", E],
        [f"{T} (aanvullende inkomst € 712.832)", E],
        [Heading(T, 3), "Soort", "Aanvullende inkomst", "Bedrag", "€ 712.832", "Toelichting", E],
        [f"Onderwerp: {T}", "Soort: Aanvullende inkomst", "Bedrag: € 712.832", f"Toelichting: {E}"],
        [f"{T} Aanvullende inkomst € 712.832", E],
        [grid((T, "Aanvullende inkomst", "€ 712.832"), (E,))],
        [grid(("Onderwerp", "Soort", "Bedrag", "Toelichting"), (T, "Hogere inkomsten", "712.832", E))],
        [grid((T,), ("Aanvullende inkomsten", "712832"), (E,))],
        [grid((T, "€ 712.832", "Aanvullende inkomsten"), (E,))],
    ],
)
def test_one_item_in_every_arrangement(blocks):
    assert short(read(*blocks)) == [(T, "aanvullende_inkomst", 712832, E)]


@pytest.mark.parametrize(
    ("printed", "kind", "euros"),
    [
        ("(tegenvaller € 35.000)", "tegenvaller", -35000),
        ("(meevaller € 74.000)", "meevaller", 74000),
        ("(budgetneutraal)", "budgetneutraal", None),
        ("(budgetneutraal Sociaal Domein)", "budgetneutraal", None),
        ("(Nadeel € 10.000 incidenteel)", "tegenvaller", -10000),
        ("(€ 10.000 voordeel)", "meevaller", 10000),
        ("Tegenvaller € 3.200.000", "tegenvaller", -3200000),
        ("€ 335.000 V", "meevaller", 335000),
        (": € 335.000 voordelig", "meevaller", 335000),
        ("- € 335.000 hogere lasten", "aanvullende_uitgave", -335000),
        ("(tegenvaller p.m.)", "tegenvaller", None),
    ],
)
def test_kind_and_amount_behind_the_title(printed, kind, euros):
    (row,) = read(f"Capaciteit (boven)regionale taken {printed}", E).rows
    assert (row.title, row.kind, row.amount_eur) == ("Capaciteit (boven)regionale taken", kind, euros)
    assert row.printed_text == printed.strip("():- ")


@pytest.mark.parametrize(
    ("label", "kind", "euros"),
    [
        ("Budgettair neutraal€ 0", "budgetneutraal", 0),
        ("Budget neutraal", "budgetneutraal", None),
        ("Lagere uitgaven€ 18.500", "lagere_uitgave", 18500),
        ("Hogere uitgaven€ 18.500", "aanvullende_uitgave", -18500),
        ("Aanvullende uitgave € 25.000", "aanvullende_uitgave", -25000),
        ("Lagere inkomsten -5000", "lagere_inkomst", -5000),
        ("Aanvullende uitgaven / lagere inkomsten 400", "aanvullende_uitgave", -400),
        ("Voordeel € 1,5 miljoen", "meevaller", 1500000),
        ("Voordeel € 3 ton", "meevaller", 300000),
        ("Lagere uitgaven € 25k", "lagere_uitgave", 25000),
        ("Aanvullende uitgaven: − € 1.250.000 (N)", "aanvullende_uitgave", -1250000),
        ("Lagere inkomsten -/- € 30.000", "lagere_inkomst", -30000),
        ("Aanvullende inkomsten: € 500.000 V", "aanvullende_inkomst", 500000),
        ("Lagere uitgaven € 90.000 (incidenteel, V)", "lagere_uitgave", 90000),
    ],
)
def test_labels_on_their_own_line(label, kind, euros):
    (row,) = read("Een onderwerp", label, E).rows
    assert (row.title, row.kind, row.amount_eur, row.printed_text) == ("Een onderwerp", kind, euros, label)


def test_contradicting_sign_is_told():
    records = read("Veiligheidsregio\nAanvullende inkomsten\n-290000", E)
    assert [r.amount_eur for r in records.rows] == [290000]
    (finding,) = records.findings
    assert (finding.code, finding.severity, finding.found) == (
        "DEVIATION_SIGN",
        "info",
        "Aanvullende inkomsten -290000",
    )
    assert not read("Onderhoud", "Aanvullende uitgaven", "-290000").findings


@pytest.mark.parametrize("strong", [False, True])
def test_parts_of_an_item_are_explanation(strong):
    def line(text):
        return Heading(text, 2) if strong else text

    part = "Westerveldse Aa, nadeel € 15.000 incidenteel."
    records = read(
        line("Blauw beheer en baggeren (meevaller € 74.000)"),
        line(part),
        "Meerwerk € 150.000.",
        line("Blauw en grijs beheer (meevaller € 118.000)"),
        "Voorstel: meevallers (€ 74.000) en (€ 118.000) inzetten.",
    )
    assert short(records) == [
        ("Blauw beheer en baggeren", "meevaller", 74000, f"{part}\nMeerwerk € 150.000."),
        ("Blauw en grijs beheer", "meevaller", 118000, "Voorstel: meevallers (€ 74.000) en (€ 118.000) inzetten."),
    ]


def test_sub_headings_of_an_explanation_are_no_items():
    records = read(
        "Overheveling",
        "Budgettair neutraal€ 0",
        Heading("Correctie Activeringen", 2),
        "Tekst.",
        "Meeropbrengst deelnemingen",
        "Aanvullende inkomst€ 460.000",
    )
    assert [r.title for r in records.rows] == ["Overheveling", "Meeropbrengst deelnemingen"]
    assert records.rows[0].explanation == "Correctie Activeringen\nTekst."


def test_item_without_financial_effect():
    records = read("Erfgoedhotspot (tegenvaller € 20.000)", E, "Monitoring van de wijken", "Later gereed.")
    assert short(records)[1] == ("Monitoring van de wijken", None, None, "Later gereed.")


def test_a_title_between_an_amount_and_its_explanation_is_a_part():
    records = read("Gemeentefonds (tegenvaller € 785.000)", "Algemene uitkering", "De meicirculaire valt tegen.")
    (row,) = records.rows
    assert row.explanation == "Algemene uitkering\nDe meicirculaire valt tegen."
    titles = ["Treasury (meevaller € 150.000)", "Inkoop", "Bezwaar (tegenvaller € 1.000)", "Archief"]
    assert len(read(*titles).rows) == 4


def test_parts_that_add_up_to_nothing():
    """berap 2016-1 p4355: the net of nothing is the deviation, its parts are deviations as well."""
    records = read("Parkeren Netto afwijking € 0\nVerrekend met de reserve.", "Boetes: tegenvaller € -55.000", E)
    assert short(records) == [
        ("Parkeren", "budgetneutraal", 0, "Verrekend met de reserve."), ("Boetes", "tegenvaller", -55000, E),
    ]  # fmt: skip
    assert short(read("Parkeren Netto afwijking € 40.000", "Boetes: tegenvaller € -55.000", E))[0][0] != "Parkeren"


def test_prose_is_no_item():
    assert not read("Dat is in totaal € 20.000 voordeel").rows
    assert not read("Begroot was dat 45% van de inkoop regionaal is; verwacht wordt nu 41%.").rows
    assert not read("Geen afwijkingen").rows


def test_ids_and_goal():
    (row,) = read("Onderwerp (meevaller € 1.000)").rows
    assert (row.deviation_id, row.goal_id, row.seq) == (f"{GOAL}/d01", GOAL, 1)


OVERVIEW = grid(
    ("Afwijking x € 1.000, voordeel = +, nadeel = -",),
    ("Programma en doel", "Onderwerp", "Financiële afwijkingen", "Financieel effect"),
    ("1. Samenleving",),
    ("Doel 1.2.3", "Buurtwerk", "- 29.584 uitg.\n+ 14.722 ink.", "-14.862"),
    ("", "Sport", "Budgetverschuiving:", "Budget neutraal"),
    ("Totale afwijking programma 1.", "", "", "-14.862"),
)


def test_overview_of_2018():
    rows = deviations.read(page(("other", None, [OVERVIEW]), goal_id=None)).rows
    assert [(r.goal_id, r.title, r.kind, r.amount_eur) for r in rows] == [
        (GOAL, "Buurtwerk", None, -14862),
        (GOAL, "Sport", "budgetneutraal", None),
    ]
    assert rows[0].explanation == "- 29.584 uitg.\n+ 14.722 ink."


@pytest.mark.parametrize(("printed", "euros"), [("-120", -120_000), ("-14.862", -14_862), ("€ -1,2 mln", -1_200_000)])
def test_the_unit_of_an_overview_counts_where_it_can_be(printed, euros):
    table = grid(("Programma en doel", "Onderwerp", "Financieel effect"), ("Doel 1.2.3", "Buurtwerk", printed))
    for blocks in (["Bedragen x € 1.000", table], [table, "Bedragen x € 1.000"]):
        found = deviations.read(page(("other", None, blocks), goal_id=None))
        assert [row.amount_eur for row in found.rows] == [euros]
        assert [f.code for f in found.findings] == ["UNIT_OVERRULED"] * (euros == -14_862)


def test_an_overview_without_signs_tells_no_voordeel():
    table = grid(
        ("Programma / Doel", "Omschrijving", "Financiële afwijkingen"),
        ("Doel 6.3.1", "Krediet fietspad", "1.250.000"),
        ("Doel 6.3.1", "Verkeer", "Lagere lasten € 5.000"),
    )
    records = deviations.read(page(("other", None, [table]), goal_id=None))
    assert [(r.title, r.amount_eur) for r in records.rows] == [("Krediet fietspad", None), ("Verkeer", 5000)]
    assert [(f.code, f.location, f.found) for f in records.findings] == [
        ("DEVIATION_TABLE", "table 1 row 2", "1.250.000")
    ]


def test_every_kind_of_the_table_is_a_kind_of_the_schema():
    assert set(EFFECTS) == set(KINDS)
    assert whole_line("Aanvullende inkomsten zijn er niet") is None


@given(
    st.sampled_from(sorted(KIND_OF.items())),
    st.integers(1, 10**9),
    st.sampled_from(["{}", "{}.", "€ {}", "-{}", "-/- {}"]),
    st.integers(0, 4),
)
def test_every_kind_in_every_arrangement(spelling, euros, form, arrangement):
    label, kind = spelling
    amount = form.format(f"{euros:,}".replace(",", ".")).rstrip(".")
    blocks = [
        [f"Onderhoud\n{label.capitalize()}\n{amount}"],
        ["Onderhoud", label, amount],
        ["Onderhoud", f"{label.capitalize()} {amount}"],
        [f"Onderhoud ({label} {amount})"],
        [grid(("Onderhoud", label, amount))],
    ][arrangement]
    (row,) = read(*blocks).rows
    sign = {"favourable": 1, "unfavourable": -1, "neutral": 0}[EFFECTS[kind]]
    assert (row.title, row.kind, row.amount_eur, row.explanation) == ("Onderhoud", kind, sign * euros, None)


@pytest.mark.parametrize(
    "heading", ["Afwijking op projecten en kredieten", "Afwijking op activiteiten uit Berap 2019-2"]
)
def test_a_section_heading_is_no_text_of_the_deviation_before_it(heading):
    records = deviations.read(
        page(
            ("deviations", "Afwijkingen op activiteiten", ["Vergunningen (meevaller € 74.000)", "Meer aanvragen."]),
            ("deviations", heading, ["Spoorzone (budgetneutraal)"]),
        )
    )
    assert [(r.title, r.explanation) for r in records.rows] == [
        ("Vergunningen", "Meer aanvragen."),
        ("Spoorzone", None),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("Onderwerp", "Bedrag", "V/N", "I/S", "Toelichting"), ("Feest", "€ 45.000", "N", "I", "Hogere kosten.")],
            [("Feest", "tegenvaller", -45000, "Hogere kosten.")],
        ),
        (
            [
                ("Omschrijving", "Voordeel", "Nadeel"),
                ("Jeugd", "", "1.250"),
                ("Rijk", "500", "-"),
                ("Totaal", "9", "9"),
            ],
            [("Jeugd", "tegenvaller", -1250, None), ("Rijk", "meevaller", 500, None)],
        ),
        (
            [("Afwijking", "Lasten", "Baten", "V/N"), ("Jeugd", "1.250", "", "N"), ("Rijk", "", "500", "V")],
            [("Jeugd", "aanvullende_uitgave", -1250, None), ("Rijk", "aanvullende_inkomst", 500, None)],
        ),
        (
            [("Onderwerp", "Afwijking", "Toelichting"), ("Leges", "-12.000", "Minder."), ("Sport", "p.m.", "Later.")],
            [("Leges", None, -12000, "Minder."), ("Sport", None, None, "Later.")],
        ),
        (
            [
                ("Onderwerp", "Soort", "Bedrag"),
                ("Jeugd", "Lagere lasten", "7.000"),
                ("Meer.",),
                ("Totaal", "", "7.000"),
            ],
            [("Jeugd", "lagere_uitgave", 7000, "Meer.")],
        ),
    ],
)
def test_a_table_is_read_by_its_heads(rows, expected):
    records = read(grid(*rows))
    assert short(records) == expected
    assert not records.findings
    assert {(table, row) for table, row, _ in records.cells} >= {(1, 2)}


def test_a_kind_in_the_title_of_a_row_counts_where_the_row_has_no_other():
    rows = ("Jeugd (aanvullende uitgaven)", "€ 100"), ("Rijk (voordeel)", "50"), ("Sport (oud)", "-7")
    assert short(read(grid(("Afwijking", "Bedrag"), *rows))) == [
        ("Jeugd", "aanvullende_uitgave", -100, None),
        ("Rijk", "meevaller", 50, None),
        ("Sport (oud)", None, -7, None),
    ]
    (row,) = read(grid(("Onderwerp", "Soort", "Bedrag"), ("Jeugd (nadeel)", "Lagere lasten", "7"))).rows
    assert (row.title, row.kind) == ("Jeugd (nadeel)", "lagere_uitgave")


def test_the_units_of_a_section_are_read_once(monkeypatch):
    asked = []
    claims = deviation_tables.claims
    monkeypatch.setattr(deviation_tables, "claims", lambda section: asked.append(section.seq) or claims(section))
    table = grid(("Onderwerp", "Bedrag"), ("Leges", "-7"))
    assert len(read("Bedragen x € 1.000", *[table] * 5).rows) == 5
    assert asked == [1]


def test_an_amount_of_another_year_is_not_taken():
    records = read(grid(("Onderwerp", "Bedrag 2025", "Bedrag 2026"), ("Jeugd", "-1.250", "-750")))
    assert [row.amount_eur for row in records.rows] == [-1250]
    assert records.cells == ((1, 2, 1), (1, 2, 2))


@pytest.mark.parametrize(
    "table",
    [
        grid(("Onderwerp", "Bedrag"), ("Leges", "1.250"), ("Sport", "-7")),
        grid(("Onderwerp", "Bedrag"), ("Leges", "+ 1.250")),
        grid(("Onderwerp", "Bedrag (voordeel = +)"), ("Leges", "1.250")),
        grid(("Onderwerp", "Bedrag"), ("Leges", "1.250"), caption="voordeel = +, nadeel = -"),
    ],
)
def test_an_amount_without_a_kind_is_as_printed_where_signs_are_printed(table):
    assert read(table).rows[0].amount_eur == 1250


@pytest.mark.parametrize(
    "told", ["+ = voordeel, - = nadeel", "(nadeel = -)", "Een plus is een voordeel.", "nadelig: -"]
)
@pytest.mark.parametrize("heads", [("Onderwerp", "Bedrag"), ("Programma en doel", "Onderwerp", "Financieel effect")])
def test_a_line_beside_the_table_tells_the_signs(told, heads):
    table = grid(heads, (*["Doel 1.2.3"] * (len(heads) - 2), "Leges", "1.250"))
    assert read(Paragraph(told), table).rows[-1].amount_eur == 1250
    assert read(Paragraph("Een voordeel - zie hieronder."), table).rows[-1].amount_eur is None


@pytest.mark.parametrize(
    ("told", "euros"),
    [
        ("+ = nadeel, - = voordeel", -1250),
        ("(nadeel = +)", -1250),
        ("Een min is een voordeel.", -1250),
        ("Negatieve bedragen zijn voordelen.", -1250),
        ("-/+ = voordeel/nadeel", -1250),
        ("+/- = voordeel/nadeel", 1250),
        ("-/- = nadeel", 1250),
        ("Nadeel - voordeel", None),
        ("Lasten: + = nadeel; baten: + = voordeel", None),
        ("Wij zien - voordelen genoeg.", None),
    ],
)
@pytest.mark.parametrize("heads", [("Onderwerp", "Bedrag"), ("Programma en doel", "Onderwerp", "Financieel effect")])
def test_the_sign_of_a_nadeel_is_what_the_section_says(told, euros, heads):
    table = grid(heads, (*["Doel 1.2.3"] * (len(heads) - 2), "Leges", "1.250"))
    for blocks in ([told, table], [table, "Bedragen in euro's", told]):
        (row,) = [row for row in read(*blocks).rows if row.title == "Leges"]
        assert (row.amount_eur, row.printed_text) == (euros, "1.250")


@pytest.mark.parametrize(
    ("heads", "euros"),
    [
        (("Onderwerp", "I/S", "2024", "2025"), -1250),
        (("Onderwerp", "I/S", "2025", "2026"), None),
        (("Onderwerp", "I/S", "1e berap 2024", "Toelichting"), -1250),
        (("Onderwerp", "I/S", "Voorjaarsnota", "Toelichting"), -1250),
        (("Onderwerp", "Saldo", "2024", "2025"), -7000),
    ],
)
def test_a_year_or_a_report_may_stand_over_the_amounts(heads, euros):
    found = read(grid(heads, ("Jeugd", "-7.000" if "Saldo" in heads else "S", "-1.250", "-750")))
    assert [row.amount_eur for row in found.rows] == [euros]
    assert [f.code for f in found.findings] == [] if euros else ["DEVIATION_TABLE"]


def test_two_reports_side_by_side_are_told():
    found = read(grid(("Onderwerp", "1e berap", "2e berap"), ("Jeugd", "-1.250", "-750")))
    assert ([f.code for f in found.findings], found.rows) == (["DEVIATION_TABLE"], ())


@pytest.mark.parametrize(("unit", "euros"), [("x € 1.000", -1_250_500), ("in euro's", -1251)])
def test_decimals_of_thousands_are_exact(unit, euros):
    rows = read(grid(("Onderwerp", f"Bedrag ({unit})"), ("Jeugd", "-1.250,5"))).rows
    assert [row.amount_eur for row in rows] == [euros]


def test_decimals_of_millions_are_exact():
    rows = read(grid(("Onderwerp", "Bedrag", "V/N"), ("Jeugd", "1,25", "N"), ("Sport", "2", "V")), "x € 1 mln").rows
    assert [(row.amount_eur, row.printed_text) for row in rows] == [(-1_250_000, "1,25 N"), (2_000_000, "2 V")]


@pytest.mark.parametrize(
    "total", ["Per saldo nadelig", "Resultaat", "Saldo van de afwijkingen", "Netto resultaat doel 1"]
)
def test_what_deviations_come_to_is_none(total):
    rows = read(grid(("Onderwerp", "Bedrag"), ("Resultaat grondexploitatie", "-7"), (total, "-7"))).rows
    assert [row.title for row in rows] == ["Resultaat grondexploitatie"]


def test_the_saldo_of_lasten_and_baten_beside_v_or_n():
    rows = ("Jeugd", "-50", "-20", "30", "V"), ("Sport", "50", "-20", "60", "N")
    found = read(grid(("Onderwerp", "Lasten", "Baten", "Saldo", "V/N"), *rows))
    assert [row.amount_eur for row in found.rows] == [30, None]


def test_the_goal_of_a_row_is_the_one_it_names():
    heads = ("Doel", "Onderwerp", "Bedrag")
    rows = ("1.2.3", "Jeugd", "-1"), ("Doel 6.3.3 Wegen", "Leges", "2"), ("", "Asfalt", "-3"), ("6", "Bomen", "4")
    found = [row.goal_id for row in read(grid(heads, *rows)).rows]
    other = GOAL.replace("1.2.3", "6.3.3")
    assert found == [GOAL, other, other, GOAL]


def test_what_a_table_says_of_its_signs_counts_before_its_section():
    table = grid(("Onderwerp", "Bedrag (+ = voordeel)"), ("Leges", "1.250"))
    assert read(table, "+ = nadeel").rows[0].amount_eur == 1250


def test_keys_of_which_the_kind_is_none():
    lines = "Jeugdhulp\nSoort: nieuw beleid\nToelichting: er is meer nodig\nBedrag: € 60.000 nadeel"
    explained = "Soort: nieuw beleid\ner is meer nodig"
    assert short(read(Paragraph(lines, "Jeugdhulp"))) == [("Jeugdhulp", "tegenvaller", -60000, explained)]


def test_keys_above_each_other():
    keys = grid(
        ("Soort afwijking", "Lagere uitgaven"), ("Bedrag", "€ 60.000"), ("I/S", "I"), ("Toelichting", "Minder geld.")
    )  # fmt: skip
    lines = "Soort: Lagere uitgaven\nBedrag: € 60.000\nToelichting: Minder geld."
    for printed in (keys, lines):
        assert short(read(Heading("Museum", 3), printed)) == [("Museum", "lagere_uitgave", 60000, "Minder geld.")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("Wat", "Mutatie 2025", "Dekking"), ("Jeugd tegenvaller", "1.250", "Reserve jeugd")], "1.250"),
        ([("Afwijking", "Lasten", "Baten"), ("Jeugd", "1.250", "300")], "1.250"),
        ([("Onderwerp", "Lasten", "Baten", "V/N"), ("Jeugd", "1.250", "300", "N")], "1.250 300 N"),
        ([("Onderwerp", "Bedrag"), ("Jeugd", "12,5%")], "12,5%"),
        ([("Onderwerp", "Bedrag"), ("Krediet fietspad", "€ 1.250.000")], "€ 1.250.000"),
        ([("Onderwerp", "Soort", "Bedrag"), ("Jeugd", "Lasten", "-1.250")], "Lasten -1.250"),
    ],
)
def test_an_amount_that_is_not_understood_is_told(rows, found):
    records = read(grid(*rows))
    assert [(f.code, f.found) for f in records.findings] == [("DEVIATION_TABLE", found)]
    assert not [row for row in records.rows if row.amount_eur is not None]


def test_a_table_that_explains_a_deviation_is_text():
    parts = grid(("Pleegzorg", "€ 1.000.000"), ("Verblijf", "€ 250.000"))
    records = read("Jeugd", "Hogere lasten € 1.250.000", "Waarvan:", parts)
    assert records.rows[0].explanation == "Waarvan:\nPleegzorg\n€ 1.000.000\nVerblijf\n€ 250.000"
    assert not records.findings
    assert not records.cells


@pytest.mark.parametrize(
    "table",
    [
        grid(("Omschrijving", "Bedrag"), ("Verblijf", "€ 750"), ("Ambulant", "€ 500"), ("Totaal", "€ 1.250")),
        grid(("Omschrijving", "Bedrag"), ("Verblijf", "-750"), ("Ambulant", "-500")),
        grid(("Project", "Saldo", "Toelichting"), ("Verblijf", "- 700", "Meer."), ("Ambulant", "-500", "Duurder.")),
        grid(("Activiteit", "Voordeel", "Nadeel"), ("Verblijf", "", "€ 750"), ("Ambulant", "", "€ 500")),
    ],
)
def test_a_table_with_heads_that_explains_a_deviation_is_text(table):
    label = ["Aanvullende uitgaven € 1.250", "Meer jeugdigen."]
    records = read(Heading("Jeugd", 3), *label, table, "Tot slot.", Heading("Rijk", 3), "Aanvullende inkomsten € 500")
    cells = "\n".join(cell.text for row in table.rows[1:] for cell in row if cell.text)
    assert short(records) == [
        ("Jeugd", "aanvullende_uitgave", -1250, f"Meer jeugdigen.\n{cells}\nTot slot."),
        ("Rijk", "aanvullende_inkomst", 500, None),
    ]
    assert not records.findings
    assert not records.cells


def test_the_shift_of_a_neutral_deviation_is_text():
    shift = grid(("Post", "Bedrag"), ("Van doel 1.2.3", "-100"), ("Naar doel 1.2.4", "100"))
    assert short(read(Heading("Jeugd", 3), "Budgettair neutraal", shift)) == [
        ("Jeugd", "budgetneutraal", None, "Van doel 1.2.3\n-100\nNaar doel 1.2.4\n100")
    ]


@pytest.mark.parametrize(
    ("between", "table"),
    [
        (Heading("Overige afwijkingen", 3), grid(("Onderwerp", "Bedrag"), ("Leges", "-7"))),
        ("Tekst.", grid(("Onderwerp", "Soort", "Bedrag"), ("Leges", "Hogere lasten", "7"))),
        ("Tekst.", grid(("Onderwerp", "Bedrag", "V/N"), ("Leges", "7", "N"))),
        ("Tekst.", grid(("Onderwerp", "Voordeel", "Nadeel"), ("Leges", "", "7"))),
    ],
)
def test_another_table_below_a_deviation_has_its_own(between, table):
    rows = read(Heading("Jeugd", 3), "Aanvullende uitgaven € 1.250", between, table).rows
    assert [(row.title, row.amount_eur) for row in rows] == [("Jeugd", -1250), ("Leges", -7)]


def test_lasten_baten_and_saldo_are_no_deviations():
    records = read(grid(("Omschrijving", "Lasten", "Baten", "Saldo"), ("Jeugd", "1.000", "0", "-1.000")))
    assert not records.rows
    assert [f.code for f in records.findings] == ["DEVIATION_TABLE"]


def test_the_title_of_a_table_is_no_deviation():
    for table in (OVERVIEW, grid(("Onderwerp", "Bedrag"), ("Buurtwerk", "-14.862"), ("Sport", "0"))):
        rows = read(Heading("A. Besluiten college t.a.v. budgetten", 3), "Bedragen x € 1", table).rows
        assert [row.title for row in rows] == ["Buurtwerk", "Sport"]


def test_an_overview_is_read_once():
    assert len(read(OVERVIEW).rows) == 2


HEAD, ROW = ("Onderwerp", "Soort", "Bedrag"), ("Jeugd", "Hogere lasten", "1.250")


@pytest.mark.parametrize(
    "blocks",
    [
        [grid((*HEAD[:2], "Bedrag (x € 1.000)"), ROW)],
        [grid(HEAD, ROW, caption="Bedragen x € 1.000")],
        ["Bedragen x € 1.000", grid(HEAD, ROW)],
        ["Bedragen in duizenden euro's (voordeel = +)", "Jeugd", "Hogere lasten 1.250"],
        [Heading("Jeugd", 3), grid(("Soort", "Hogere lasten"), ("Bedrag x € 1.000", "1.250"))],
        [Heading("Financiële gevolgen (x € 1.000)", 3), grid(HEAD, ROW)],
        ["Overzicht (bedragen x € 1.000)", grid(HEAD, ROW)],
        [grid(HEAD, ("", "", "x € 1.000"), ROW)],
        [grid(HEAD, ROW, ("Bedragen x € 1.000", "", ""))],
        [grid((*HEAD[:2], "Bedrag * € 1.000"), ROW)],
    ],
)
def test_the_claimed_unit_counts(blocks):
    records = read(*blocks)
    assert short(records) == [("Jeugd", "aanvullende_uitgave", -1_250_000, None)]
    assert not records.findings


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("(bedragen in duizenden euro's)", True),
        ("Alle bedragen x € 1.000.", True),
        ("Afwijking x € 1.000, voordeel is +, nadeel is -", True),
        ("Bedragen in de begroting staan x € 1.000 weergegeven.", False),
        ("De bedragen in euro zijn afgerond.", False),
        ("Bedragen x € 1.000. Wijk Zuid volgt later", False),
    ],
)
def test_a_sentence_about_units_is_no_note_of_the_unit(text, remark):
    assert is_remark(text) is remark
    explanation = None if remark else text
    assert short(read("Jeugd", "Nadeel € 100", text))[0][3] == explanation


def test_a_note_below_a_table_is_its_unit():
    table, note = grid(("Onderwerp", "Bedrag"), ("Leges", "-7")), "Bedragen x € 1.000"
    told = "+ = voordeel, - = nadeel"
    assert [row.amount_eur for row in read(table, told, note, table).rows] == [-7000, -7000]
    assert [row.amount_eur for row in read(table, "De leges vallen tegen.", note, table).rows] == [-7, -7000]
    assert [row.amount_eur for row in read("Bedragen in euro's", table, note).rows] == [-7]


def test_amounts_that_may_be_thousands_are_told():
    found = read(grid(("Onderwerp", "Bedrag", "Voor-/nadeel"), ("Jeugd", "120", "Nadeel"), ("Sport", "80", "Voordeel")))
    assert [row.amount_eur for row in found.rows] == [-120, 80]
    assert [(f.code, f.found) for f in found.findings] == [("UNIT_SUSPECT", "at most 120")]
    assert not read(grid(("Onderwerp", "Bedrag"), ("Jeugd", "- € 120"))).findings
    assert not read(grid(("Onderwerp", "Bedrag"), ("Jeugd", "-120")), "Bedragen in euro's").findings


def test_an_amount_in_a_heading_is_no_unit():
    (row,) = read("Tegenvaller € 2.000", heading="Sportveld (€ 1.000)").rows
    assert (row.title, row.amount_eur) == ("Sportveld (€ 1.000)", -2000)
    (row,) = read("Sport", "Nadeel 2", heading="Afwijkingen op activiteiten (x € 1.000)").rows
    assert row.amount_eur == -2000


def test_a_unit_that_cannot_be_is_told():
    records = read("Bedragen x € 1.000", grid(HEAD, ROW, ("Rijk", "Hogere baten", "€ 1.500.000")))
    assert [row.amount_eur for row in records.rows] == [-1250, 1_500_000]
    assert [(f.code, f.location) for f in records.findings] == [("UNIT_OVERRULED", "block 2")]


def test_an_amount_in_an_unknown_unit_is_left_out():
    records = read("Bedragen x € 1.000 gulden per 500", grid((*HEAD[:2], "Bedragen x 500 euro"), ROW))
    assert [row.amount_eur for row in records.rows] == [None]
    assert [f.code for f in records.findings] == ["DEVIATION_TABLE"]


def test_an_amount_that_names_its_own_unit():
    (row,) = read("Bedragen x € 1.000", "Jeugd (tegenvaller € 12 ton)").rows
    assert row.amount_eur == -1_200_000


@pytest.mark.parametrize("amount", ["€ 90.000 (incidenteel)", "90.000 structureel", "- € 90.000 (N)", "€ 90.000 N/S"])
def test_something_behind_the_amount(amount):
    assert short(read("Werving", "Lagere inkomsten", amount, E)) == [("Werving", "lagere_inkomst", -90000, E)]


@pytest.mark.parametrize("label", ["Hogere lasten € 1.250.000.", "Hogere lasten: € 1.250.000 (I);"])
def test_an_explanation_behind_the_amount(label):
    records = read("Jeugdhulp met verblijf", f"{label} Meer jeugdigen.", "Ook in 2026.")
    assert short(records) == [
        ("Jeugdhulp met verblijf", "aanvullende_uitgave", -1250000, "Meer jeugdigen.\nOok in 2026.")
    ]
    assert records.rows[0].printed_text == label.rstrip(".;")


def test_a_sum_in_an_explanation_is_no_deviation():
    lines = ["Jeugdhulp", "Hogere lasten € 5.000", "De verdeling", "Lagere lasten € 3.000, hogere lasten € 8.000."]
    assert [row.title for row in read(*lines).rows] == ["Jeugdhulp"]


def test_a_deviation_of_one_sentence():
    records = read("• Jeugd: hogere lasten van € 1.250.000 door de groei.", "• Rijk: hogere baten € 500.000.")
    assert short(records) == [
        ("Jeugd", "aanvullende_uitgave", -1250000, "door de groei."),
        ("Rijk", "aanvullende_inkomst", 500000, None),
    ]
    assert records.rows[1].printed_text == "hogere baten € 500.000"


def test_sentences_below_a_title_are_parts_of_it():
    parts = "Er komt meer: hogere lasten van € 20 door inhuur.", "• Effect: lagere lasten van € 5.", "Samen € 15."
    records = deviations.read(
        page(
            ("deviations", "Afwijkingen op activiteiten", [Heading("Jeugdhulp", 3), *parts]),
            ("deviations", "Afwijking op projecten en kredieten", ["• Fietspad: hogere lasten van € 7."]),
        )
    )
    assert short(records) == [
        ("Jeugdhulp", None, None, "\n".join(part.lstrip("• ") for part in parts)),
        ("Fietspad", "aanvullende_uitgave", -7, None),
    ]


def test_a_sentence_is_no_title():
    assert not read("De stand is als volgt: hogere lasten van € 20.000 door inhuur.").rows


def test_an_article_of_the_by_law_is_no_deviation():
    """Berap 2022-1 p39134."""
    assert read("Artikel 4. Uitvoering begroting", "3. Het college mag budgetten wijzigen.").rows == ()


def test_what_stands_below_the_next_label_explains_no_deviation_above_it():
    projects = ("deviations", "Afwijkingen op projecten en kredieten", ["Het krediet wordt overschreden."])
    records = deviations.read(
        page(("deviations", "Afwijkingen op activiteiten", [T, "Lagere lasten", "75000", E]), projects)
    )
    assert short(records)[0] == (T, "lagere_uitgave", 75_000, E)


@pytest.mark.parametrize("label", ["3. Afwijking op activiteiten uit Berap 2018 -2", "Afwijkingen op activiteiten 1)"])
def test_a_label_with_a_number_or_a_mark_is_no_title(label):
    section = page(("deviations", label, [f"{T}\nAanvullende inkomsten\n712832", E]))
    numbered = replace(section, sections=tuple(replace(one, heading_block_no=1) for one in section.sections))
    assert short(deviations.read(numbered)) == [(T, "aanvullende_inkomst", 712_832, E)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("• Veiligheidsregio (voordeel € 290.000 incidenteel): de regio hield geld over.", True),
        ("• Handhaving, nadeel van € 50.000 incidenteel.", True),
        ("• Het nadeel is groot; er is € 50.000 nodig.", False),
        ("Er is een tekort van 1,2 miljoen euro op de jeugdzorg.", True),
        ("We verwachten een nadeel van 3 ton.", True),
        ("De hogere kosten bedragen 25000 euro.", True),
        ("Een overschot van 1,2 mln. wordt verwacht.", True),
        ("De lagere lasten voor de uitvoering bedragen € 300.000.", True),
        ("Jeugdzorg: - 300.000", True),
        ("Het tekort aan woningen is 3 procent, zo’n 2.500 woningen.", False),
        ("Extra kosten door 3 tonnen afval.", False),
        ("In de periode 2020 - 2023 zijn het er 2.500", False),
    ],
)
def test_deviations_in_sentences_are_told(line, told):
    found = read(line)
    assert found.rows == ()
    assert [f.code for f in found.findings] == ["DEVIATION_TEXT"] * told


def test_numbered_headings() -> None:
    blocks = [Heading(f"1. {T}", 2), Heading("1.1. Aanvullende inkomst€ 712.832", 3), E]
    assert short(read(*blocks)) == [(f"1. {T}", "aanvullende_inkomst", 712832, E)]
    keys = [
        Heading(f"1. {T}", 2),
        Heading("1.1 Soort", 3),
        "Aanvullende inkomst",
        Heading("1.2 Bedrag", 3),
        "712832",
        E,
    ]
    assert short(read(*keys)) == [(f"1. {T}", "aanvullende_inkomst", 712832, E)]


def test_a_deviation_between_strokes_and_a_neutral_item():
    strokes = read(Heading("Jeugd | Aanvullende uitgaven | € 300.000", 4), E)
    assert short(strokes) == [("Jeugd", "aanvullende_uitgave", -300_000, E)]
    items = [Item("Jeugd: nadeel € 300.000", 1), Item("Beschermd wonen: budgetneutraal", 1)]
    assert short(read(*items)) == [
        ("Jeugd", "tegenvaller", -300_000, None),
        ("Beschermd wonen", "budgetneutraal", None, None),
    ]
    said = Item("De wijziging is daarom: budgetneutraal", 1)
    assert [row[0] for row in short(read(items[0], said))] == ["Jeugd"]


def test_a_tekort_is_a_kind_in_brackets_and_no_kind_behind_a_title():
    assert short(read(Heading("Wmo (tekort € 30.000)", 4), E)) == [("Wmo", "tegenvaller", -30_000, E)]
    assert short(read(Heading("Wmo (overschot € 1,2 mln.)", 4), E)) == [("Wmo", "meevaller", 1_200_000, E)]
    assert read(Heading("Aanzuivering tekort € 30.000", 4), E).rows == ()


SIDES = [
    ("Onderwerp", "Lasten", "Baten", "Saldo", "I/S"),
    ("Verkoop pand", "0", "350", "350", "I"),
    ("Onderhoud daken", "-125", "0", "-125", "I"),
    ("Energie", "80", "-20", "60", "S"),
    ("Totaal", "-45", "330", "285", ""),
]


@pytest.mark.parametrize("nil", ["0", "", "-"])
def test_the_saldo_of_lasten_and_baten_is_the_amount_where_the_table_tells_its_signs(nil):
    rows = [tuple(nil if text == "0" else text for text in row) for row in SIDES]
    found = read(grid(*rows, caption="Bedragen x € 1.000, voordeel = +, nadeel = -"))
    assert [(r.title, r.amount_eur) for r in found.rows] == [
        ("Verkoop pand", 350_000),
        ("Onderhoud daken", -125_000),
        ("Energie", 60_000),
    ]
    assert not found.findings


def test_the_rule_of_the_signs_may_stand_below_the_table():
    sums = [(r.title, r.amount_eur) for r in read(grid(*SIDES), "Bedragen x € 1.000", "- = nadeel").rows]
    assert sums == [("Verkoop pand", 350_000), ("Onderhoud daken", -125_000), ("Energie", 60_000)]
    assert [r.amount_eur for r in read(grid(*SIDES), "+ = nadeel").rows] == [-350, 125, -60]


def test_a_saldo_that_is_not_their_sum_is_told():
    wrong = [*SIDES[:1], ("Energie", "80", "20", "-60", "S")]
    found = read(grid(*wrong, caption="Bedragen x € 1.000, voordeel = +, nadeel = -"))
    assert [r.amount_eur for r in found.rows] == [None]
    assert [f.code for f in found.findings] == ["DEVIATION_TABLE"]
    assert [f.code for f in read(grid(*SIDES, caption="Bedragen x € 1.000")).findings] == ["DEVIATION_TABLE"]
