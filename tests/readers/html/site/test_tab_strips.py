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


def test_a_list_of_contents_is_no_strip() -> None:
    parts = "".join(f"<section id=t{n}><h2>{name}</h2>{BODIES[n]}</section>" for n, name in enumerate(NAMES))
    assert read(f"<ul class=tabs>{tabs('<li><a href=#t{n}>{name}</a></li>')}</ul>{parts}") == WANTED


def test_links_to_other_pages_are_no_tabs() -> None:
    pages = "<a href=/p1/beschrijving>Beschrijving</a><a href=/p2/activiteiten>Activiteiten</a>"
    found = read(f"<div class=tabs>{pages}</div><div><p>Groen.</p></div><div><p>Bomen.</p></div>")
    assert found == (Heading("Doel 6.3.2 Fietsstad", 1), Paragraph("Groen."), Paragraph("Bomen."))


def test_heads_above_rows_are_no_strip() -> None:
    row = "<div>" + "<span>x</span>" * 3 + "</div>"
    found = read(f"<div class=tab><div>{tabs('<span>{name}</span>')}</div>{row * 3}</div>")
    assert not any(isinstance(block, Heading) and block.text in NAMES for block in found)


def test_a_caption_that_opens_with_the_name_of_its_tab_is_not_that_name() -> None:
    strip = "<ul role=tablist><li><a role=tab href='#a'>Criteria</a><li><a role=tab href='#b'>Baten en lasten</a></ul>"
    table = "<table><caption>Baten en lasten (x €1.000)</caption><tr><td>Lasten<td>1</table>"
    for body, headings in ((table, 2), (f"<b>Baten en lasten</b>{table}", 1), (f"Baten en lasten<br>{table}", 1)):
        blocks = read(f"{strip}<div id=a><p>Tekst.</p></div><div id=b>{body}</div>")
        assert sum(isinstance(block, Heading) for block in blocks) == 1 + headings
