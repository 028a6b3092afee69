"""Pages that a converter printed line by line: the same blocks as from the page itself, or a finding."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from pipeline.model import Document, Ignored, Item, Paragraph
from pipeline.readers.html import read_markup
from pipeline.readers.text import read_text
from pipeline.readers.wrapped import together

PAGE = """\
Doel 2.1.1 Ondersteuning in de wijk

Inwoners worden laagdrempelig en in hun eigen buurt ondersteund om samen tot oplossingen te komen

Beschrijving

Inwoners kunnen bij het wijkteam terecht met vragen op alle leefgebieden. Het wijkteam is laagdrempelig en zet in
op normaliseren, eigen regie en zelfstandig leven, met oog voor doelmatigheid en voor rechtmatigheid van hulp.

Activiteiten

Uitvoering

In 2021 zal het wijkteam verder uitvoering geven aan de beweging van normalisering, preventie en samenwerking
met aanbieders van voorzieningen in de stad, waarbij de vraag van de inwoner het begin van het gesprek is.

• Versterken van de samenwerking tussen wijkteam en werkbedrijf vanuit het perspectief van de inwoner zelf,
met als doel het wegnemen van belemmeringen

• Start van de relatiedesk"""
PRINTED = [paragraph.replace("\n", " ") for paragraph in PAGE.split("\n\n")]
Written = Callable[[list[list[str]]], Document]


def _paragraphs(lines: list[list[str]]) -> Document:
    return read_text("\n\n".join("\n".join(block) for block in lines))


def _solid(lines: list[list[str]]) -> Document:
    return read_text("\n".join(line for block in lines for line in block))


def _spaced(lines: list[list[str]]) -> Document:
    return read_text("\n\n".join(line for block in lines for line in block))


def _divs(lines: list[list[str]]) -> Document:
    body = "".join(f"<div class='t m0 x1 h2 y3 ff1'>{line}</div>" for block in lines for line in block)
    return read_markup(f"<html><body><div id=page-container>{body}</div></body></html>")


def _breaks(lines: list[list[str]]) -> Document:
    return read_markup("<html><body>" + "".join(f"{line}<br/>" for block in lines for line in block) + "</body></html>")


def _in_paragraphs(lines: list[list[str]]) -> Document:
    return read_markup("<html><body>" + "".join(f"<p>{'<br>'.join(block)}</p>" for block in lines) + "</body></html>")


def texts(document: Document) -> list[str]:
    return [
        ("• " if isinstance(block, Item) else "") + block.text
        for block in document.blocks
        if isinstance(block, (Paragraph, Item)) and not isinstance(block, Ignored)
    ]


@pytest.mark.parametrize("written", [_paragraphs, _solid, _spaced, _divs, _breaks, _in_paragraphs])
def test_lines_of_paper_become_paragraphs(written: Written) -> None:
    lines = [textwrap.wrap(text, 85, subsequent_indent="  " if text[0] == "•" else "") for text in PRINTED]
    assert max(map(len, lines)) > 1
    document = written(lines)
    assert texts(document) == PRINTED
    assert [f.code for f in document.findings] == ["LINE_ENDS"]


def test_what_is_bold_stays_so_when_its_lines_are_joined() -> None:
    """A bold theme of two lines, and a bold word that opens a paragraph of two."""
    lines = [textwrap.wrap(text, 85) for text in PRINTED]
    theme = ["<b>Ondersteuning van inwoners die meer dan een vraag hebben aan het wijkteam", "en aan de stad</b>"]
    opened = ["<b>Kosten</b> van de hulp die een inwoner via het wijkteam krijgt, zijn gelijk gebleven", "aan 2020."]
    document = _in_paragraphs([*lines, theme, opened])
    found = [block for block in document.blocks if isinstance(block, Paragraph)][-2:]
    assert [block.lead for block in found] == [found[0].text, "Kosten"]
    assert found[0].text.endswith("het wijkteam en aan de stad")


def test_page_numbers_and_dashes_between_the_lines_of_a_list() -> None:
    """The second line of an item ended the list behind a dash, and a page number the item."""
    lines = [textwrap.wrap(text.replace("• ", "- "), 85) for text in PRINTED]
    lines[3].insert(1, "Pagina 3 van 9")
    lines[-2].insert(1, "Pagina 4 van 9")
    document = _divs(lines)
    assert texts(document) == PRINTED
    assert [b.text for b in document.blocks if isinstance(b, Ignored)] == ["Pagina 3 van 9", "Pagina 4 van 9"]


def test_a_sentence_that_fills_its_line_is_told() -> None:
    """Where nothing parts paragraphs, the next line may be the next activity."""
    lines = [textwrap.wrap(text, 85) for text in PRINTED[:-2]]
    lines[-1][0] = "In 2021 zal het wijkteam verder uitvoering geven aan de beweging van normalisering."
    lines[-1][1] = "Preventie komt daarbij en de samenwerking met aanbieders van voorzieningen in de stad,"
    assert [(f.code, f.severity) for f in _divs(lines).findings] == [("LINE_ENDS", "warning")]
    assert [(f.code, f.severity) for f in _paragraphs(lines).findings] == [("LINE_ENDS", "info")]


def test_a_name_below_a_full_line_is_no_end_of_it() -> None:
    lines = [textwrap.wrap(text, 85) for text in PRINTED[:-2]]
    lines.insert(5, ["In dit jaar is de samenwerking met alle aanbieders in de hele stad versterkt en af."])
    assert "Uitvoering" in texts(_divs(lines))


LOST_BULLETS = [
    f"{word} van nieuwe contracten voor dagbesteding en thuisondersteuning in de wijk"
    for word in ("invoering", "uitwerking", "afronding", "voortzetting", "evaluatie")
]
ORDINARY = [
    "Een zin van een gewone pagina die geen einde heeft en waarop een",
    "lijn in kleine letters volgt.",
    "De volgende alinea van deze pagina is langer dan een regel van papier kan zijn en past daar dus ook niet op. " * 2,
    "korte regel",
]


@pytest.mark.parametrize("blocks", [LOST_BULLETS, [block.strip() for block in ORDINARY]])
def test_other_pages_stay_as_they_are(blocks: list[str]) -> None:
    body = "".join(f"<p>{block}</p>" for block in blocks)
    document = read_markup(f"<html><body><h1>Activiteiten</h1>{body}</body></html>")
    assert texts(document) == blocks
    assert document.findings == ()


def test_a_title_goes_on_in_lower_case_on_any_page() -> None:
    title = "Beschrijving doel 5.3.2 We zorgen dat het culturele klimaat dynamisch is"
    document = read_markup(f"<html><body><p>{title}</p><p>en blijvend vernieuwt</p><p>Beschrijving</p></body></html>")
    assert texts(document) == [f"{title} en blijvend vernieuwt", "Beschrijving"]


def test_a_line_that_ends_in_a_code_goes_on() -> None:
    """Begroting-2018 p10692 names the goals of an ambition in one paragraph."""
    text = "Doel 3.3.1 We bieden onderdak en begeleiding voor personen die dakloos zijn Doel 3.3.2\nWe bieden opvang"
    assert texts(read_text(f"{text}\n\nBeschrijving")) == [text.replace("\n", " "), "Beschrijving"]


@pytest.mark.parametrize(
    ("above", "line", "whole"),
    [
        ("de ondersteu-", "ning van inwoners", "de ondersteuning van inwoners"),
        ("de onder\u00ad", "steuning", "de ondersteuning"),
        ("sport-", "en cultuurbeleid", "sport- en cultuurbeleid"),
        ("de WMO-", "voorzieningen", "de WMO-voorzieningen"),
        ("2-", "daagse training", "2-daagse training"),
        ("Noord-", "Veluwe", "Noord-Veluwe"),
        ("en/", "of", "en/of"),
        ("een jaar -", "of langer", "een jaar - of langer"),
        ("woord", "voor woord", "woord voor woord"),
    ],
)
def test_hyphens(above: str, line: str, whole: str) -> None:
    assert together(above, line) == whole


def test_tables_of_a_text_without_blank_lines() -> None:
    """A line is a cell: these were one paragraph, and the amounts of the goal were lost in silence."""
    heads = ["Lasten", "Baten", "Toevoeging aan reserves", "Onttrekking aan reserves", "Saldo"]
    rows = [("Vastgestelde begroting", 31), ("- Jaarrekening", 29), ("Resultaat doel Wonen", 2)]
    lines = ["Baten en lasten (bedragen x €1.000)", *heads]
    for name, amount in rows:
        lines += [name, str(amount), "2", "0", "0"]
    found = read_text("\n".join(["Financieel overzicht doel", *lines, "Saldo", "2"]))
    apart = read_text("\n\n".join(["Financieel overzicht doel", *lines, "Saldo", "2"]))
    assert found.blocks == apart.blocks
    assert found.findings == apart.findings == ()


def test_cells_of_several_lines_without_blank_lines_are_told() -> None:
    """Begroting-2016 p3026: where nothing parts the cells, the second line of a norm is an activity."""
    text = (
        "Doelstellingen/maatschappelijke effecten\nEr is aanbod.\nStreefdoel/indicator\nMeer woningen\nNulsituatie\n"
        "Norm van 2016\nActiviteiten\n400 woningen\n180 in Stadshagen\n220 in Zwolle\nBouwen"
    )
    assert "LINE_ENDS" in [f.code for f in read_text(text).findings]
    assert "LINE_ENDS" not in [f.code for f in read_text(text.replace("\n", "\n\n")).findings]


def test_a_caption_in_brackets_is_a_line_of_its_own() -> None:
    text = "Doel 7.2.2 Fysieke veiligheid in alle wijken van de stad\n(bedragen x € 1.000)\n\nTekst van dit deel."
    assert texts(read_text(text))[0] == text.split("\n\n")[0]
