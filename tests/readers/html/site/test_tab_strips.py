"""Tabs name their panels, however they are linked to them."""

from __future__ import annotations

import pytest

from pipeline.model import Heading, Ignored, Item, Paragraph
from pipeline.readers.html import read_markup

NAMES = ("Beschrijving", "Criteria", "Portefeuillehouder(s)")
BODIES = ("<p>Fietsen is gezond.</p>", "<ul><li>het is veilig</li></ul>", "<p>Gerdien Rots</p>")
WANTED = (
    Heading("Doel 6.3.2 Fietsstad", 1),
    Heading("Beschrijving", 2),
    Paragraph("Fietsen is gezond."),
    Heading("Criteria", 2),
    Item("het is veilig", 1),
    Heading("Portefeuillehouder(s)", 2),
    Paragraph("Gerdien Rots"),
)


def tabs(form: str) -> str:
    return "".join(form.format(name=name, n=n) for n, name in enumerate(NAMES))


def panels(form: str) -> str:
    return "".join(form.format(body=body, n=n) for n, body in enumerate(BODIES))


def read(markup: str) -> tuple[object, ...]:
    blocks = read_markup(f"<body><h1>Doel 6.3.2 Fietsstad</h1>{markup}</body>").blocks
    return tuple(block for block in blocks if not isinstance(block, Ignored))


@pytest.mark.parametrize(
    ("strip", "panel"),
    [
        ("<div class=tabs>{}</div>", "<div>{body}</div>"),
        ("<div class=tabs>{}</div>", "<div id=t{n} style='display:none'>{body}</div>"),
        ("<nav class=tabs>{}</nav>", "<section id=t{n} hidden>{body}</section>"),
        ("<div role=tablist>{}</div>", "<div role=tabpanel>{body}</div>"),
    ],
)
@pytest.mark.parametrize(
    "tab",
    [
        "<span>{name}</span>",
        "<button>{name}</button>",
        "<a href='#t{n}'>{name}</a>",
        "<div role=tab onclick=\"show('t{n}')\">{name}</div>",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "<div>{}</div>"])
def test_tabs_above_their_panels(strip: str, panel: str, tab: str, frame: str) -> None:
    assert read(strip.format(tabs(tab)) + frame.format(panels(panel))) == WANTED


def test_tabs_of_radio_buttons() -> None:
    labels = tabs("<input type=radio id=t{n}><label for=t{n}>{name}</label>")
    assert read(f"<div class=tabset>{labels}{panels('<div>{body}</div>')}</div>") == WANTED


def test_ids_go_before_the_order() -> None:
    turned = "".join(f"<div id=t{n}>{body}</div>" for n, body in reversed(list(enumerate(BODIES))))
    found = read(f"<ul class=tabs>{tabs('<li><a href=#t{n}>{name}</a></li>')}</ul>{turned}")
    assert found[1:3] == (Heading("Portefeuillehouder(s)", 2), Paragraph("Gerdien Rots"))


@pytest.mark.parametrize("key", ["data-tab=t{n}", "data-pane={n}"])
def test_a_value_that_tab_and_panel_share_goes_before_the_order(key: str) -> None:
    turned = "".join(f"<div {key.format(n=n)}>{body}</div>" for n, body in reversed(list(enumerate(BODIES))))
    strip = "".join(f"<li data-toggle=tab data-for={n} data-tab=t{n}>{name}</li>" for n, name in enumerate(NAMES))
    found = read(f"<ul>{strip}</ul>{turned}")
    assert found[1:3] == (Heading("Portefeuillehouder(s)", 2), Paragraph("Gerdien Rots"))


LIST = "<dl>{}{}</dl>"


@pytest.mark.parametrize(("term", "order"), [("<dt>{name}</dt>", 1), ("<dt data-for=t{n}>{name}</dt>", -1)])
def test_terms_that_stand_before_all_texts(term: str, order: int) -> None:
    texts = [f"<dd id=t{n}>{body}</dd>" for n, body in enumerate(BODIES)][::order]
    found = read(LIST.format(tabs(term), "".join(texts)))
    assert [block.text for block in found] == [block.text for block in WANTED]


def test_terms_that_are_not_as_many_as_their_texts_stay_as_they_are() -> None:
    found = read(LIST.format(tabs("<dt>{name}</dt>"), panels("<dd>{body}</dd>") + "<dd>Slot</dd>"))
    assert [block.text for block in found][1:4] == list(NAMES)


def test_terms_alone_are_a_strip() -> None:
    found = read(f"<i class=tab></i><dl>{tabs('<dt>{name}</dt>')}</dl>{PANELS}")
    assert found == WANTED


def test_a_list_of_contents_is_no_strip() -> None:
    parts = "".join(f"<section id=t{n}><h2>{name}</h2>{BODIES[n]}</section>" for n, name in enumerate(NAMES))
    assert read(f"<ul class=tabs>{tabs('<li><a href=#t{n}>{name}</a></li>')}</ul>{parts}") == WANTED


def test_links_to_other_pages_are_no_tabs() -> None:
    pages = "<a href=/p1/beschrijving>Beschrijving</a><a href=/p2/activiteiten>Activiteiten</a>"
    found = read(f"<div class=tabs>{pages}</div><div><p>Groen.</p></div><div><p>Bomen.</p></div>")
    assert found == (Heading("Doel 6.3.2 Fietsstad", 1), Paragraph("Groen."), Paragraph("Bomen."))


@pytest.mark.parametrize(
    "items",
    [
        "<li><a href=#i1>meer mensen meedoen</a></li><li><a href=#i2>buurten sterker worden</a></li>",
        "<li>We werken met wie dat wil aan een stad voor iedereen:<ul>"
        + "".join(f"<li><a href=/a{n}>wonen {n};</a></li>" for n in range(5))
        + "</ul></li>",
        "".join(
            f"<li><a href=/a{n}>We openen in {n} een huis voor al wie daar naar vraagt.</a></li>" for n in range(6)
        ),
    ],
)
def test_linked_items_are_text_of_the_report(items: str) -> None:
    found = read(f"<p>We helpen.</p><ul>{items}</ul>")
    assert sum(isinstance(block, Item) for block in found) == items.count("<li>")


def test_heads_above_rows_are_no_strip() -> None:
    row = "<div>" + "<span>x</span>" * 3 + "</div>"
    found = read(f"<div class=tab><div>{tabs('<span>{name}</span>')}</div>{row * 3}</div>")
    assert not any(isinstance(block, Heading) and block.text in NAMES for block in found)


STRIP = f"<ul>{tabs('<li>{name}</li>')}</ul>"
PANELS = panels("<div>{body}</div>")


@pytest.mark.parametrize(
    "markup",
    [
        f"{STRIP}<div>{PANELS}</div>",
        f"<div>{tabs('<a href=#>{name}</a>')}</div><div>{PANELS}</div>",
        f"<div>{tabs('<span>{name}</span> | ')}</div>{PANELS}",
        f"{STRIP}<hr><br><div>{PANELS}</div>",
        f"{STRIP}<div><div>{PANELS}</div></div>",
        f"<div>{STRIP}<button>Print</button></div><div>{PANELS}</div>",
        f"{STRIP}<ul>{panels('<li><h4>Doel</h4>{body}</li>')}</ul>".replace("<h4>Doel</h4>", "<div></div>"),
        f"<ul>{tabs('<li>{name} <span>({n})</span></li>')}</ul><div>{PANELS}</div>",
        f"<ul>{tabs('<li>{name}</li>')}</ul>".replace("</li>", " <i>(actief)</i></li>", 1) + f"<div>{PANELS}</div>",
        f"<table><tr>{tabs('<td>{name}</td>')}</tr></table><div>{PANELS}</div>",
        f"<ul>{tabs('<li><a href=?deel={n}>{name}</a></li>')}</ul><div>{PANELS}</div>",
        f"<ul>{tabs('<li><a href=/p1/doel-6-3-2#t{n}>{name}</a></li>')}</ul>" + panels("<div id=t{n}>{body}</div>"),
    ],
)
@pytest.mark.parametrize("word", ["", "<i class=tab></i>"])
def test_tabs_in_other_guises(markup: str, word: str) -> None:
    assert read(word + markup) == WANTED


def test_a_heading_above_the_tabs_stays() -> None:
    found = read(f"<div><h2>Onderdelen</h2>{STRIP}</div><div>{PANELS}</div>")
    assert found == (WANTED[0], Heading("Onderdelen", 2), *WANTED[1:])


def test_what_stands_behind_panels_that_are_marked_alike_is_none() -> None:
    found = read(STRIP + panels("<div class=p>{body}</div>") + "<div class=noot><p>Afgerond.</p></div>")
    assert found == (*WANTED, Paragraph("Afgerond."))


@pytest.mark.parametrize("panel", ["<div>{body}</div>", "<div class=p>{body}</div>"])
def test_one_block_too_many_is_not_shared_out(panel: str) -> None:
    found = read(STRIP + panels(panel) + panel.format(body="<p>Afgerond.</p>"))
    assert not any(isinstance(block, Heading) for block in found[1:])


def test_names_that_are_headings_below_share_nothing_out() -> None:
    texts = "<div><p>Fietsen is gezond.</p></div><div><p>Dat blijft zo.</p></div>"
    parts = "<h2>Criteria</h2><ul><li>het is veilig</li></ul><h2>Activiteiten</h2><ul><li>We bouwen.</li></ul>"
    assert read(f"<div class=tabs><span>Criteria</span><span>Activiteiten</span></div>{texts}{parts}") == (
        WANTED[0],
        Paragraph("Fietsen is gezond."),
        Paragraph("Dat blijft zo."),
        *WANTED[3:5],
        Heading("Activiteiten", 2),
        Item("We bouwen.", 1),
    )


def test_a_list_of_contents_without_links_is_left_out() -> None:
    parts = "".join(f"<h2>{name}</h2>{BODIES[n]}" for n, name in enumerate(NAMES))
    assert read(STRIP + parts) == WANTED


def test_heads_above_rows_of_cells_with_markup_are_no_strip() -> None:
    row = "<div>" + "<div><span>x</span></div>" * 3 + "</div>"
    found = read(f"<div class=tab><div>{tabs('<div>{name}</div>')}</div>{row * 3}</div>")
    assert not any(isinstance(block, Heading) and block.text in NAMES for block in found)


def test_a_list_that_a_sentence_announces_is_no_strip() -> None:
    texts = panels("<div><p>Alinea {n}.</p></div>")
    found = read(f"<p>Van elk doel leest u de:</p>{STRIP}{texts}")
    assert found[1:5] == (Paragraph("Van elk doel leest u de:"), *(Item(name, 1) for name in NAMES))
    assert found[5:] == tuple(Paragraph(f"Alinea {n}.") for n in range(3))


def test_a_caption_that_opens_with_the_name_of_its_tab_is_not_that_name() -> None:
    strip = "<ul role=tablist><li><a role=tab href='#a'>Criteria</a><li><a role=tab href='#b'>Baten en lasten</a></ul>"
    table = "<table><caption>Baten en lasten (x €1.000)</caption><tr><td>Lasten<td>1</table>"
    for body, headings in ((table, 2), (f"<b>Baten en lasten</b>{table}", 1), (f"Baten en lasten<br>{table}", 1)):
        blocks = read(f"{strip}<div id=a><p>Tekst.</p></div><div id=b>{body}</div>")
        assert sum(isinstance(block, Heading) for block in blocks) == 1 + headings
