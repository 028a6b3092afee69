"""The text reader: breadcrumb, items, stamp, and that no word is lost on any shared page."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Document, Grid, Ignored, Item, Paragraph
from pipeline.readers.text import read_text
from raw_pages import SHARED

TEXTS = sorted(SHARED.glob("text*/**/*.txt"))
MARKS = re.compile(r"[-–−]|:?-{3,}:?|\(?\d{1,2}[.)]|[a-z][.)]")  # bullets, list numbers, rule lines


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\s|•]+", text))


def document_words(document: Document) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Grid):
            found += words(block.caption or "")
            for number, row in enumerate(block.rows, start=1):
                for column, cell in enumerate(row, start=1):
                    if (cell.row, cell.column) == (number, column):
                        found += words(cell.text)
        else:
            found += words(block.text)
    return found


@pytest.mark.skipif(not TEXTS, reason="../shared/pages is not here")
def test_every_word_of_every_shared_page_is_in_one_block() -> None:
    for path in TEXTS:
        raw = path.read_text(encoding="utf-8")
        read = document_words(read_text(raw))
        lost = {word: n for word, n in (words(raw) - read).items() if not MARKS.fullmatch(word)}
        assert not lost, path
        assert not read - words(raw), path


LEADS = [
    ("Domeinen\n\nSociaal domein\n\nDoel 1.2.3 X\n\nTekst.", ("Domeinen", "Sociaal domein"), "Doel 1.2.3 X"),
    ("Begroting 2021\nportal\n\nDomeinen\n\nFysiek Domein\n\nBeschrijving doel 7.1.3 Y\n\nT.",
     ("Begroting 2021", "Domeinen", "Fysiek Domein"), "Beschrijving doel 7.1.3 Y"),
    ("Financiën\n\nReserves\n\nReserves\n\nTekst.", ("Financiën", "Reserves"), "Reserves"),
    ("Programma's\n\n1. Samen sterk\n\nDoel 1.3.1 Z\n\nT.", ("Programma's", "1. Samen sterk"), "Doel 1.3.1 Z"),
    ("12 Inwonersondersteuning\n\nDoelen\n\nWerk\n\nT.", (), "12 Inwonersondersteuning"),
    ("9 Cultuur\n\nCultuur draagt bij.", ("9 Cultuur",), "Cultuur draagt bij."),
    ("Berap 2018-2\n\nInwoners merken het.", ("Berap 2018-2",), "Inwoners merken het."),
    ("Programma 4 Inkomen\n\nTekst.", (), "Programma 4 Inkomen"),
    ("Bereikbaarheid / mobiliteit\n\nFinanciële afwijkingen\n\nTekst.", ("Bereikbaarheid / mobiliteit",),
     "Financiële afwijkingen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "breadcrumb", "first"), LEADS)
def test_breadcrumb_ends_where_the_page_begins(text: str, breadcrumb: tuple[str, ...], first: str) -> None:
    document = read_text(text)
    assert document.breadcrumb == breadcrumb
    rest = [block for block in document.blocks if not isinstance(block, Ignored)]
    assert rest[0] == Paragraph(first)


def test_a_programme_above_doelen_is_a_breadcrumb_unless_it_is_numbered() -> None:
    """jaarverslag-2014 p1702 and begroting-2016, programme 12."""
    assert read_text("Gezondheid en zorg\n\nDoelen\n\nGezonde inwoners").breadcrumb == ("Gezondheid en zorg",)
    finances = "Bijstandverlening en armoedebestrijding\n\nVastgestelde begroting 2014\n\nBegroting t/m raad 15-12-2014"
    assert read_text(finances).breadcrumb == ("Bijstandverlening en armoedebestrijding",)
    assert read_text("12 Inwonersondersteuning\n\nDoelen\n\nMeer eigen regie").breadcrumb == ()


@pytest.mark.parametrize(
    ("below", "crumb"),
    [
        ("Doelstellingen/maatschappelijke effecten", True),
        ("Beleidsverantwoording", True),
        ("Financiële afwijkingen", True),
        ("Inkoop\n\nWe kopen in.\n\nDoelstellingen/maatschappelijke effecten", True),
        ("De bedrijfsvoering is op orde.\n\nDoelstellingen\n\nFormatie", False),
        ("Formatie", False),
    ],
)
def test_a_paragraaf_is_a_programme_only_above_a_label_of_2014(below: str, crumb: bool) -> None:
    """jaarverslag-2014 p1713 and p1694, berap 2016-1 p4355; Bedrijfsvoering is a paragraaf of every year."""
    found = read_text(f"Bedrijfsvoering\n\n{below}\n\nEr werken 1.200 mensen.").breadcrumb
    assert found == (("Bedrijfsvoering",) if crumb else ())


def test_items_keep_level_order_and_continuation() -> None:
    text = "Intro:\n\n  • een\n    • twee\n  • drie\n\n  1. vier\n    vervolg\n  2. vijf"
    assert read_text(text).blocks == (
        Paragraph("Intro:"),
        Item("een", 1), Item("twee", 2), Item("drie", 1),
        Item("vier\nvervolg", 1, ordered=True), Item("vijf", 1, ordered=True),
    )  # fmt: skip


def test_stamp_glued_to_the_last_item_and_navigation_are_ignored_by_name() -> None:
    stamp = "Deze pagina is gebouwd op 07/25/2022 17:45:09 met de export van 07/25/2022 17:24:53"
    document = read_text(f"Tekst.\n\n  • laatste\n{stamp}\n\nga terug")
    assert document.blocks[1:] == (Item("laatste", 1), Ignored(stamp, "stamp"), Ignored("ga terug", "navigation"))


def test_trailing_pipe_of_a_layout_table_is_no_text() -> None:
    assert read_text("Criteria\n\nGroen eerst, zodanig dat: |\n|\n|\n\nEd Anker |").blocks == (
        Paragraph("Criteria"), Paragraph("Groen eerst, zodanig dat:"), Paragraph("Ed Anker"),
    )  # fmt: skip


FRAGMENTS = st.sampled_from(
    ["", "|", "---|---|", "a | b |", "Lasten", "Baten", "Saldo", "2019", "2020", "12", "-297", "  • x", " • y",
     "Streefdoel/indicator", "Nulsituatie", "Norm van 2016", "Activiteiten", "Tekst van een zin.", "² ٣", "1. Naam"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(FRAGMENTS, max_size=30), st.sampled_from(["\n", "\n\n"]))
def test_any_text_is_read_without_loss(lines: list[str], between: str) -> None:
    text = between.join(lines)
    lost = {w: n for w, n in (words(text) - document_words(read_text(text))).items() if not MARKS.fullmatch(w)}
    assert not lost


def test_a_name_with_its_year_is_the_next_document_and_no_date_of_the_one_before() -> None:
    text = "Beleidsdocument\n\nVastgesteld\n\nWoonvisie\n\n1 januari 2020\n\nSportnota (2022)\n\nCultuurnota (2020)"
    text += "\n\nGrondnota\n\nRaad (2019)"
    (grid,) = (block for block in read_text(text).blocks if isinstance(block, Grid))
    assert [tuple(cell.text for cell in row) for row in grid.rows][1:] == [
        ("Woonvisie", "1 januari 2020"),
        ("Sportnota (2022)", ""),
        ("Cultuurnota (2020)", ""),
        ("Grondnota", "Raad (2019)"),
    ]


@pytest.mark.parametrize("label", ["Afwijkingen op activiteiten Berap 2022-2", "Doelstellingen", "Criteria"])
def test_lines_without_blank_lines_between_labels_are_blocks(label: str) -> None:
    """A page of form B without a table, a list or a pipe (formats/2020-2026.md 1): line ends join its blocks."""
    lines = ("We zorgen voor groen.", label, "Meer bomen", "De bomen kosten meer.")
    assert [block.text for block in read_text("\n".join(lines)).blocks] == list(lines)
    assert len(read_text("\n\n".join(["\n".join(lines), "Nog een alinea."])).blocks) == 2
    assert len(read_text("De criteria zijn duidelijk.\nAlles is groen.\nCriteria volgen later.").blocks) == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["Lasten   41.502   42.321   42.543", "Baten   11.632   -   11.301", "Saldo   1   2   3"], True),
        (["│Lasten│41.502│42.321│5│", "│Baten│11.632│-│11│", "│Saldo│-1│2│3│"], True),
        (["+-----+-----+", "| a   | b   |", "+-----+-----+", "| c   | d   |", "+-----+-----+"], True),
        (["Lasten 41.502 42.321", "In 2022, 2023 en 2024", "De jaren 2022 2023 2024"], False),
    ],
)
def test_rows_that_are_set_out_in_text_are_told(rows: list[str], told: bool) -> None:
    document = read_text("Doel 1.2.3 Zorg\n\nFinancieel overzicht doel\n\n" + "\n".join(rows))
    assert [finding.code for finding in document.findings] == ["TABLE_LOST"] * told


def test_bullets_of_text_browsers() -> None:
    blocks = read_text(
        "Criteria\n\n     * een\n       gaat door\n         + twee\n     * drie\n\n*dit is een noot"
    ).blocks
    assert blocks[1:] == (Item("een\ngaat door", 1), Item("twee", 2), Item("drie", 1), Paragraph("*dit is een noot"))
