from __future__ import annotations

from dataclasses import replace

import pytest
from narrative_pages import grid, page

from pipeline.model import Heading, Ignored, Item, Paragraph
from pipeline.tables import policy_documents


def rows(*blocks):
    return policy_documents.read(page(("policy_documents", "Kaderstellende nota('s)", list(blocks)))).rows


def test_grid_of_names_and_descriptions():
    read = rows(
        grid(
            ("Beleidsdocument", "Vastgesteld"),
            ("Regiovisie beschermd wonen 2023-2032", ""),
            ("Deze regiovisie beschrijft hoe de gemeenten samenwerken.",),
            ("Beoordelingskader", "Raad 12 mei 2023"),
            ("Dit betreft het kader.",),
            ("Woonvisie", "2017"),
        )
    )
    assert [(r.title, r.established, r.year, r.description) for r in read] == [
        (
            "Regiovisie beschermd wonen 2023-2032",
            None,
            None,
            "Deze regiovisie beschrijft hoe de gemeenten samenwerken.",
        ),
        ("Beoordelingskader", "Raad 12 mei 2023", 2023, "Dit betreft het kader."),
        ("Woonvisie", "2017", 2017, None),
    ]
    assert [r.seq for r in read] == [1, 2, 3]


def test_description_beside_an_empty_cell():
    read = rows(grid(("Beleidsdocument", "Vastgesteld"), ("Woonvisie", ""), ("De visie geeft richting.", "")))
    assert [(r.title, r.description) for r in read] == [("Woonvisie", "De visie geeft richting.")]


def test_lines_and_links():
    read = rows("Groene Agenda (2015)\nWoonvisie", Item("Omgevingsvisie (raad, 2021): https://zwolle.nl/visie", 1))
    assert [(r.title, r.year, r.url) for r in read] == [
        ("Groene Agenda (2015)", 2015, None),
        ("Woonvisie", None, None),
        ("Omgevingsvisie (raad, 2021)", 2021, "https://zwolle.nl/visie"),
    ]


def test_several_names_on_one_line():
    read = rows("De Woonvisie (2018), Nota grond (2020) en de Nota parkeren (2021)\nGroenvisie; Nota bodem")
    names = ["De Woonvisie (2018)", "Nota grond (2020)", "Nota parkeren (2021)", "Groenvisie", "Nota bodem"]
    assert [row.title for row in read] == names
    one = "Nota wonen en de Stad (2020)"
    assert [row.title for row in rows(one)] == [one]
    said = rows(Heading("Woonvisie", 4), "De visie geeft de richting aan; De raad stelde haar vast.")
    assert len(said) == 1


def test_documents_of_a_programme():
    """jaarverslag-2014 p1561: a page of a programme that names no goal; text below its list is none of them."""
    blocks = [Item("Structuurplan Zwolle 2020", 1), Item("Woonagenda (2013)", 1), "In 2014 is hard gewerkt."]
    read = policy_documents.read(page(("policy_documents", "Kaderstellende nota's", blocks), goal_id=None)).rows
    assert [(row.policy_document_id.rpartition("/")[2], row.goal_id, row.title, row.year) for row in read] == [
        ("n01", None, "Structuurplan Zwolle 2020", None), ("n02", None, "Woonagenda (2013)", 2013),
    ]  # fmt: skip


def test_a_theme_of_a_finance_page_names_no_documents():
    named = page(("policy_documents", "Beleidskaders", ["14. Suïcidepreventie", "30.000"]), goal_id=None)
    assert policy_documents.read(replace(named, page_kind="finance")).rows == ()


def test_empty_gives_none():
    assert rows() == rows("Niet van toepassing") == rows(grid(("Beleidsdocument", "Vastgesteld"), ("", ""))) == ()


def test_what_a_link_says_of_its_file_is_no_title():
    read = rows("Woonvisie (2020) (PDF, 2,3 MB)\nNota pdf\nGids voor pdf-bestanden")
    assert [(r.title, r.year) for r in read] == [
        ("Woonvisie (2020)", 2020),
        ("Nota", None),
        ("Gids voor pdf-bestanden", None),
    ]
    read = rows("Woonvisie (2020)(opent in nieuw venster)\nNota (pdf, 2 MB, opent in een nieuw tabblad)")
    assert [(r.title, r.year) for r in read] == [("Woonvisie (2020)", 2020), ("Nota", None)]
    assert [r.title for r in rows("Woonvisie (opent in nieuw venster) (2020)")] == ["Woonvisie (2020)"]


def test_a_cell_may_hold_name_and_description():
    table = grid(("Beleidsdocument", "Vastgesteld"), ("Vastgoednota\nHoe wij met vastgoed omgaan.", "2022"))
    assert short(table) == [("Vastgoednota", "2022", 2022, "Hoe wij met vastgoed omgaan.")]


def test_a_source_is_no_document():
    assert [r.title for r in rows("Woonvisie", "Bron: gemeente Zwolle")] == ["Woonvisie"]


def short(*blocks):
    return [(r.title, r.established, r.year, r.description) for r in rows(*blocks)]


SPORT = ("Sportnota 2024-2028", "12 februari 2024", 2024)


def test_terms_with_their_dates():
    terms = ["Beleidsdocument", "Vastgesteld", *SPORT[:2], "Accommodatiebeleid", "2022", "Koers", "-"]
    assert short(*terms) == [(*SPORT, None), ("Accommodatiebeleid", "2022", 2022, None), ("Koers", None, None, None)]


def test_a_line_that_says_who_established_it():
    lines = ["Sportnota 2024-2028", "Vastgesteld door de raad op 12 februari 2024", "Visie op sport."]
    assert short(*lines) == [(*SPORT, "Visie op sport.")]


def test_a_name_with_a_year_is_no_date():
    assert [r[0] for r in short("Woonvisie 2017", "Groenvisie 2024", "Raadsvoorstel 12 mei 2023")] == [
        "Woonvisie 2017",
        "Groenvisie 2024",
        "Raadsvoorstel 12 mei 2023",
    ]


def test_cards():
    cards = [
        "Sportnota 2024-2028Vastgesteld: 12 februari 2024",
        "Visie op sport.",
        "Koers\nVastgesteld: 2022",
        "Nota X",
    ]
    assert short(*cards) == [
        (*SPORT, "Visie op sport."),
        ("Koers", "2022", 2022, None),
        ("Nota X", None, None, None),
    ]


def test_columns_are_what_their_heads_say():
    table = grid(
        ("Beleidsdocument", "Omschrijving", "Vastgesteld", "Link"),
        ("Sportnota 2024-2028", "Visie op sport", "12 februari 2024", "Open document"),
        ("Koers", "", "-", "Open document"),
    )
    assert short(table) == [(*SPORT, "Visie op sport"), ("Koers", None, None, None)]


@pytest.mark.parametrize(
    "heads",
    [
        ("Titel", "Datum vaststelling"),
        ("Titel nota", "Jaar van vaststelling"),
        ("Naam", "Vaststellingsdatum"),
        ("Nota", "Raadsbesluit"),
    ],
)
def test_heads_in_other_words(heads):
    table = grid(heads, ("Koers", "2024"), ("Sportnota", "2022"))
    assert short(table) == [("Koers", "2024", 2024, None), ("Sportnota", "2022", 2022, None)]
    turned = grid(heads[::-1], ("2024", "Koers"), ("2022", "Sportnota"))
    assert short(turned) == short(table)


def test_a_row_that_is_marked_as_heads_is_no_document():
    table = replace(grid(("Beleid", "Wanneer"), ("Koers", "2024")), header_rows=1)
    assert short(table) == [("Koers", "2024", 2024, None)]


def test_the_cells_of_a_document_are_claimed():
    table = grid(("Document", "Vastgesteld"), ("Koers", "2024"), ("De koers.",))
    read = policy_documents.read(page(("policy_documents", "Kaderstellende nota('s)", [table])))
    assert read.cells == ((1, 2, 1), (1, 2, 2), (1, 3, 1))


SAID = "Deze visie geeft richting aan het wonen in de stad."
CARDS = [
    [Heading("Woonvisie", 4), "Vastgesteld: 12-02-2024", SAID],
    [Paragraph("Woonvisie", "Woonvisie"), "12-02-2024", SAID],
    [Paragraph(f"Woonvisie\nVastgesteld: 12-02-2024\n{SAID}", "Woonvisie")],
    [Item(f"Woonvisie\nVastgesteld: 12-02-2024\n{SAID}", 1)],
    ["Beleidsdocument: Woonvisie", "Vastgesteld: 12-02-2024", f"Toelichting: {SAID}"],
    [Paragraph("Document", "Document"), "Woonvisie", Paragraph("Vastgesteld", "Vastgesteld"), "12-02-2024",
     Paragraph("Toelichting", "Toelichting"), SAID],
]  # fmt: skip


@pytest.mark.parametrize("card", CARDS)
def test_a_document_on_a_card(card):
    expected = [("Woonvisie", "12-02-2024", SAID)]
    assert [(r.title, r.established, r.description) for r in rows(*card)] == expected
    table = grid(("Beleidsdocument", "Vastgesteld", "Toelichting"), ("Woonvisie", "12-02-2024", SAID))
    for blocks in ([table, *card], [*card, table]):
        read = policy_documents.read(page(("policy_documents", "Kaders", blocks)))
        assert [(r.title, r.established, r.description) for r in read.rows] == expected
        assert [finding.code for finding in read.findings] == ["TABLE_COPY"]


def test_a_title_of_another_year_is_another_document():
    assert [r.title for r in rows("Woonvisie (2015)", "Woonvisie (2020)")] == ["Woonvisie (2015)", "Woonvisie (2020)"]


def test_names_below_a_bold_theme_are_documents():
    assert [r.title for r in rows(Paragraph("Wonen", "Wonen"), "Woonvisie 2020", "Woonagenda")][1:] == [
        "Woonvisie 2020",
        "Woonagenda",
    ]


@pytest.mark.parametrize(
    "titles",
    [
        ("Woonvisie (Zwolle)", "Woonvisie (regio)"),
        ("Verordening (2019)", "Verordening (2019, wijziging)"),
    ],
)
def test_brackets_that_hold_more_than_a_year_tell_documents_apart(titles):
    assert [r.title for r in rows(*titles)] == list(titles)


@pytest.mark.parametrize("behind", ["(2024)", "(vastgesteld 12 mei 2024)", "(pdf, 2 MB)"])
def test_brackets_with_a_date_or_a_file_do_not(behind):
    assert len(rows("Woonvisie", f"Woonvisie {behind}")) == 1


def test_rows_of_one_table_are_no_copies():
    table = grid(("Beleidsdocument", "Vastgesteld", "Toelichting"), ("Visie", "2015", "Oud."), ("Visie", "", "Nieuw."))
    assert [(r.established, r.description) for r in rows(table)] == [("2015", "Oud."), (None, "Nieuw.")]


def test_the_same_title_with_another_link_or_description_is_another_document():
    links = [Ignored(f"https://zwolle.nl/{name}.pdf", "link") for name in ("jeugd", "wmo")]
    assert len(rows(links[0], "Verordening", links[1], "Verordening")) == 2
    said = ["Deze verordening gaat over jeugdhulp.", "Deze verordening gaat over begeleiding."]
    titled = [block for text in said for block in (Heading("Verordening", 4), text)]
    assert [r.description for r in rows(*titled)] == said


@pytest.mark.parametrize(
    "headings",
    [
        (Heading("Landelijk", 4), Heading("Regionaal", 4)),
        ("Landelijk:", "Regionaal:"),
        (Paragraph("Landelijk", "Landelijk"), Paragraph("Regionaal", "Regionaal")),
    ],
)
def test_the_same_title_below_another_heading_is_another_document(headings):
    first, second = headings
    table = grid(("Beleidsdocument", "Vastgesteld"), ("Woonvisie", "2020"))
    for document in (Item("Woonvisie", 1), table):
        read = policy_documents.read(page(("policy_documents", "Kaders", [first, document, second, document])))
        assert [row.title for row in read.rows].count("Woonvisie") == 2
        assert read.findings == ()
    below_one = policy_documents.read(page(("policy_documents", "Kaders", [first, table, Item("Woonvisie", 1)])))
    assert [row.title for row in below_one.rows].count("Woonvisie") == 1
    for one, other in ((table, Item("Woonvisie", 1)), (Item("Woonvisie", 1), "Woonvisie")):
        cards = policy_documents.read(page(("policy_documents", "Kaders", [first, one, second, other])))
        assert [row.title for row in cards.rows].count("Woonvisie") == 1
        assert [found.code for found in cards.findings] == ["TABLE_COPY"]


def test_the_titles_stand_below_their_head_wherever_that_is():
    numbered = grid(("Nr", "Beleidsdocument", "Vastgesteld door", "Datum"), ("1", "Woonvisie", "Raad", "12-05-2019"))
    dated = grid(("Jaar", "Nota"), ("2019", "Woonvisie"))
    valid = grid(("Beleidsdocument", "Vastgesteld", "Geldig tot"), ("Woonvisie", "2019", "2027"))
    for table, established in ((numbered, "12-05-2019"), (dated, "2019"), (valid, "2019")):
        assert [(r.title, r.established, r.year) for r in rows(table)] == [("Woonvisie", established, 2019)]
    assert [r.title for r in rows(grid(("Nota", "12 mei 2019"), ("Visie", "2020")))] == ["Nota", "Visie"]


@pytest.mark.parametrize("title", [Heading("Landelijk", 4), Paragraph("Landelijk", "Landelijk"), "Landelijke kaders:"])
def test_titles_that_sort_lists_name_no_document(title):
    listed = [title, Item("Wmo 2015", 1), Heading("Regionaal beleid", 4), Item("Regiovisie (2021)", 1)]
    assert [r.title for r in rows(*listed)] == ["Wmo 2015", "Regiovisie (2021)"]
    named = [Heading("Woonvisie", 4), Item("Nota Grondbeleid", 1)]
    assert [r.title for r in rows(*named)] == ["Woonvisie", "Nota Grondbeleid"]


def test_a_decision_of_the_council_says_when():
    (document,) = rows("Parkeervisie 2020 (raadsbesluit 9 november 2020)")
    assert (document.established, document.year) == ("9 november 2020", 2020)


def test_the_date_of_a_document_has_more_than_one_head():
    (document,) = rows(grid(("Titel", "Vaststellingsdatum", "Link"), ("Sportnota", "12-03-2020", "pdf")))
    assert (document.title, document.established, document.year) == ("Sportnota", "12-03-2020", 2020)


@pytest.mark.parametrize(
    "head", ["Geldig tot", "Looptijd", "Status", "Evaluatiemoment", "Volgende herziening", "Periode"]
)
def test_until_when_a_document_holds_is_no_date_of_it(head):
    read = rows(grid(("Beleidsdocument", head), ("Woonvisie", "2027"), ("Groene Agenda (2015)", "2030")))
    assert [(r.title, r.established, r.year) for r in read] == [
        ("Woonvisie", None, None), ("Groene Agenda (2015)", None, 2015),
    ]  # fmt: skip
    assert [r.established for r in rows(grid(("Nota", "Wanneer"), ("Woonvisie", "2017")))][-1] == "2017"


def said(*blocks):
    return [(row.title, row.established, row.description) for row in rows(*blocks)]


def test_what_a_link_says_of_itself_is_no_document():
    assert said(Heading("Woonvisie", 3), "2020", "Download (PDF, 2 MB)", "Zorgvisie (2019) Bekijk document") == [
        ("Woonvisie", "2020", None),
        ("Zorgvisie (2019)", None, None),
    ]


def test_until_when_a_document_counts_is_none():
    assert said(Paragraph("Woonvisie", "Woonvisie"), "Vastgesteld: 2020", "Geldig tot: 2025", "Zorgvisie") == [
        ("Woonvisie", "2020", "Geldig tot: 2025"),
        ("Zorgvisie", None, None),
    ]


def test_years_above_documents():
    """`2020` above its documents was the year of the one before it, the first one a document."""
    assert said("2019", "Zorgvisie", "2020", "Woonvisie") == [("Zorgvisie", "2019", None), ("Woonvisie", "2020", None)]
    heads = [Heading(year, 3) for year in ("2019", "2020")]
    assert said(heads[0], "• Zorgvisie", heads[1], "• Woonvisie", "• Nota stad") == [
        ("Zorgvisie", "2019", None),
        ("Woonvisie", "2020", None),
        ("Nota stad", "2020", None),
    ]
    assert said(Heading("Woonvisie", 3), heads[1], "Zorgvisie") == [
        ("Woonvisie", "2020", None),
        ("Zorgvisie", None, None),
    ]


def test_a_line_with_a_link_for_each_of_its_documents():
    links = [Ignored(f"https://zwolle.nl/{name}.pdf", "link") for name in ("wonen", "zorg")]
    found = rows(*links, "Woonvisie, Zorgvisie")
    assert [(row.title, row.url) for row in found] == [
        ("Woonvisie", "https://zwolle.nl/wonen.pdf"),
        ("Zorgvisie", "https://zwolle.nl/zorg.pdf"),
    ]
    assert [row.title for row in rows(links[0], "Visie op wonen, werken en zorg")] == ["Visie op wonen, werken en zorg"]


@pytest.mark.parametrize("heads", [(), (("", "Beleidsdocument", "Vastgesteld"),)])
def test_numbers_of_rows_are_no_titles(heads):
    assert said(grid(*heads, ("1", "Woonvisie 2023-2032", "2022"), ("2", "Zorgvisie", "2021"))) == [
        ("Woonvisie 2023-2032", "2022", None),
        ("Zorgvisie", "2021", None),
    ]


def test_a_short_sentence_below_the_name_of_an_item_is_no_document():
    assert said(Item("Woonvisie\nDe visie geeft richting.", 1), Item("Nota zorg\nZorgwet.", 1))[0] == (
        "Woonvisie",
        None,
        "De visie geeft richting.",
    )


def test_heads_of_two_columns_on_one_line_are_no_document():
    assert said("Beleidsdocument Vastgesteld", "Woonvisie Zwolle") == [("Woonvisie Zwolle", None, None)]


def test_when_the_council_established_a_document():
    table = grid(("Titel document", "Datum vaststelling raad"), ("Woonvisie", "12-05-2022"))
    assert [(row.title, row.established, row.year) for row in rows(table)] == [("Woonvisie", "12-05-2022", 2022)]
