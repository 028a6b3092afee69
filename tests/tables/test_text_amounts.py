from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narrative_pages import page

from pipeline.model import Heading
from pipeline.tables import text_amounts
from pipeline.tables.sentences import sentence_spans


def found(*blocks, kind="financial_explanation"):
    return text_amounts.find_text_amounts(page((kind, "Financiële toelichting", list(blocks))))


GOOD, BAD = "favourable", "unfavourable"
CASES = [
    (
        (
            "De activiteiten hebben per saldo € 3.368.000 minder gekost dan begroot. Dat komt door een positief"
            " resultaat van € 3.887.000 op de lasten en een positief resultaat van € 285.000 op de baten. Daar"
            " tegenover staat een hogere toevoeging aan de reserve van € 104.000 en een lagere onttrekking van"
            " € 700.000."
        ),
        [
            (3368000, GOOD, "resultaat"),
            (3887000, GOOD, "lasten"),
            (285000, GOOD, "baten"),
            (104000, BAD, "toevoeging_reserves"),
            (700000, BAD, "onttrekking_reserves"),
        ],
    ),
    (
        (
            "De lasten laten een voordelig saldo zien van € 171.100 Omdat er € 161.875 meer is toegevoegd aan de"
            " reserves en € 26.560 minder is onttrokken aan de reserves ontstaat een nadelig resultaat van € 17.335."
        ),
        [
            (171100, GOOD, "lasten"),
            (161875, BAD, "toevoeging_reserves"),
            (26560, BAD, "onttrekking_reserves"),
            (17335, BAD, "resultaat"),
        ],
    ),
    (
        (
            "Per saldo kostte doel 5.3.2 € 44.000 minder: lasten € 31.000 hoger, baten € 109.000 hoger, onttrekking"
            " € 35.000 lager."
        ),
        [
            (44000, GOOD, "resultaat"),
            (31000, BAD, "lasten"),
            (109000, GOOD, "baten"),
            (35000, BAD, "onttrekking_reserves"),
        ],
    ),
    ("Er is een bedrag van € 47.000 in de reserve gestort.", [(47000, None, "toevoeging_reserves")]),
    ("Er is € 641.000 extra toegevoegd aan de uitkering Sociaal Domein.", [(641000, None, None)]),
    ("Er is € 5.000 toegevoegd aan de reserve budgetten.", [(5000, None, "toevoeging_reserves")]),
    ("Lagere lasten ad. € 50.539 waarvan € 43.421 is toegekend.", [(50539, GOOD, "lasten"), (43421, None, None)]),
    (
        "Op het totaalbudget jeugdhulp (ruim € 57.000.000) is sprake van een nadeel van € 1.435.000.",
        [(57000000, None, None), (1435000, BAD, None)],
    ),
    (
        "Een tekort van € 92.279 door € 45.687 minder baten en € 46.592 meer lasten.",
        [(92279, BAD, "resultaat"), (45687, BAD, "baten"), (46592, BAD, "lasten")],
    ),
    ("Aanvullende inkomst€ 460.000", [(460000, GOOD, "baten")]),
    ("Aanvullende uitgaven € 25.000", [(25000, BAD, "lasten")]),
    ("De regio vraagt een aanvullende bijdrage van € 30.000.", [(30000, None, "baten")]),
    # what the municipality gives was income, and more of it favourable (begroting-2026 of Zwartewaterland, p16866)
    ("We betalen een hogere bijdrage aan de GGD van € 50.000.", [(50000, None, None)]),
    ("De gemeentelijke bijdrage is € 1.806.000.", [(1806000, None, None)]),
    ("Projecten die bijdragen aan dit doel vragen € 40.000.", [(40000, None, None)]),
    ("De bijdrage van het Rijk aan de opvang is € 100.000 hoger.", [(100000, "favourable", "baten")]),
    ("Een krediet van € 90.000 is beschikbaar.", [(90000, None, None)]),
    ("Per saldo resteert eind 2018 € 153 miljoen aan restantkredieten.", [(153000000, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_effect_and_component(text, expected):
    assert [(a.amount_eur, a.effect, a.component) for a in found(text)] == expected


def test_topic_sentence_and_block():
    read = found(
        "Leerlingenvervoer\n€ 249.000 lagere lasten.", "• Een lagere last van ca. € 2.000 m.b.t. Wmo. Meer niet."
    )
    assert [(a.topic, a.sentence, a.approximate, a.block_no) for a in read] == [
        ("Leerlingenvervoer", "€ 249.000 lagere lasten.", False, 2),
        ("Leerlingenvervoer", "Een lagere last van ca. € 2.000 m.b.t. Wmo.", True, 3),
    ]


def test_amounts_in_headings_count_as_text():
    (amount,) = found(Heading("Westerveldse Aa, nadeel € 15.000 incidenteel.", 2), kind="deviations")
    assert (amount.amount_eur, amount.effect, amount.topic) == (15000, BAD, None)


def test_records_are_the_same_amounts_with_a_key():
    records = text_amounts.read(page(("description", None, ["Het kost € 5."])))
    assert [(r.text_amount_id, r.amount_eur, r.section) for r in records.rows] == [
        ("zwolle-jaarstukken-2024/p1/x001", 5, "description")
    ]


def test_out_of_range_is_a_finding():
    records = text_amounts.read(page(("description", None, ["Het kost € 20 miljard."])))
    assert [f.code for f in records.findings] == ["AMOUNT_RANGE"]
    assert records.rows == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een zin. Nog een zin! En?", ["Een zin.", "Nog een zin!", "En?"]),
        ("Dit is m.b.t. Zwolle en o.a. Deventer. Klaar.", ["Dit is m.b.t. Zwolle en o.a. Deventer.", "Klaar."]),
        ("Het kost ca. € 1.000.000 t.o.v. € 3.", ["Het kost ca. € 1.000.000 t.o.v. € 3."]),
        (
            "1. Formatie MO\nBijstelling van € 5 mln. Daarna niet.",
            ["1. Formatie MO", "Bijstelling van € 5 mln.", "Daarna niet."],
        ),
        ("Zie G. Rots en nr. 5. Ook bijv. Zwolle.", ["Zie G. Rots en nr. 5.", "Ook bijv. Zwolle."]),
        ("Dat is “zo.” Einde", ["Dat is “zo.”", "Einde"]),
    ],
)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentence_spans(text)] == expected


@given(st.text(alphabet="aB. \n€1!…”m", max_size=60))
def test_sentences_lose_only_blanks(text):
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert spans == sorted(spans)


def test_the_title_of_a_deviation_is_no_topic_of_the_next():
    lines = [
        "Landelijke fietskalender (budgetneutraal)", "Er wordt € 15.000 ontvangen.",
        "Mobiliteitsbeeld 2030 (tegenvaller € 30.000)", "De kosten zijn € 50.000.",
        "Stadsontwikkelfonds (budgetneutraal)", "Er is € 850.000 onttrokken.",
    ]  # fmt: skip
    read = [(amount.topic, amount.amount_eur) for amount in found(*lines, kind="deviations")]
    assert read == [
        ("Landelijke fietskalender (budgetneutraal)", 15000), (None, 30000), (None, 50000),
        ("Stadsontwikkelfonds (budgetneutraal)", 850000),
    ]  # fmt: skip


def test_numbered_titles_inside_one_paragraph_are_topics():
    """begroting-2025 p48863: the text export keeps the paragraphs of several proposals as lines of one."""
    lines = (
        "23. Capaciteit public affairs (doel 8.1.2)\nWe stellen € 79.165 beschikbaar.\n"
        "24. Kabinetszaken (doel 8.1.2)\nDat kost € 70.000.\n30. Heel veel\nEn nog € 5.000.\n2. Ook niet\nDus € 6.000."
    )
    topics = [amount.topic for amount in found(lines)]
    assert topics == ["23. Capaciteit public affairs (doel 8.1.2)", *["24. Kabinetszaken (doel 8.1.2)"] * 3]


def test_a_label_of_five_words_says_what_its_amount_is():
    (amount,) = found("Minder onttrokken aan de reserve: € 13.750.")
    assert (amount.amount_eur, amount.effect, amount.component) == (13750, BAD, "onttrekking_reserves")


@pytest.mark.parametrize(
    ("word", "effect"),
    [("onderbesteding", "favourable"), ("vrijval", "favourable"), ("overbesteding", "unfavourable")],
)
def test_spending_below_or_above_the_budget(word, effect):
    (row,) = text_amounts.read(page(("deviations", "Afwijkingen", [f"Er is een {word} van € 80.000."]))).rows
    assert (row.amount_eur, row.effect) == (80_000, effect)
