"""Words of the site in markup that does not say so: links to share a page, a menu on one line, a note about a table."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Ignored
from pipeline.readers.html import read_markup

MENU = " | ".join(
    f'<a href="/p{n}">{name}</a>'
    for n, name in enumerate(("Home", "Paragrafen", "Bijlagen", "Begrippen", "Meer over ons"))
)
TITLE = "<h1>Doel 3.1.2 Ruimte</h1>"


def shown(body: str) -> list[str]:
    return [b.text for b in read_markup(f"<html><body>{body}</body></html>").blocks if not isinstance(b, Ignored)]


@pytest.mark.parametrize(
    "furniture",
    [
        f"<div><p>{MENU}</p></div>",
        f"<div>{MENU.replace('|', '·')}</div>",
        "<div><button type=button>Afdrukken</button><a href='mailto:?subject=x'>E-mail</a></div>",
        "<div><a href='/x'>Print</a> <a href='/y'>Mail deze pagina</a></div>",
        "<p><small>Schuif de tabel opzij om alle kolommen te zien</small></p>",
        "<p>Draai uw scherm om de hele tabel te zien.</p>",
        "<p>Swipe om meer kolommen te zien</p>",
        "<div><ul><li><a href=/t>Toegankelijkheid</a></li><li><a href=/p>Privacy</a></li></ul></div>",
        "<div><button onclick='print()'>Pagina afdrukken</button><button>Lettergrootte +</button></div>",
    ],
)
def test_it_is_left_out(furniture: str) -> None:
    for body in (f"{furniture}{TITLE}<p>Tekst.</p>", f"{TITLE}<p>Tekst.</p>{furniture}"):
        assert shown(body) == ["Doel 3.1.2 Ruimte", "Tekst."]


DIALOG = "<div role=dialog><p>{}</p><table><tr><th>Naam<th>Doel<tr><td>_ga<td>Meten</table><button>Ok</button></div>"


def test_a_dialog_above_the_title_that_speaks_of_cookies() -> None:
    """The table of its cookies stood above the title, which was then none."""
    assert shown(f"{DIALOG.format('Deze site gebruikt cookies.')}{TITLE}<p>Tekst.</p>") == [TITLE[4:-5], "Tekst."]
    other = read_markup(f"<html><body>{DIALOG.format('Bedragen')}{TITLE}</body></html>").blocks
    assert any(isinstance(block, Grid) for block in other)


def test_one_link_or_a_list_of_themes_stays() -> None:
    for items in (["<a href=/t>Toegankelijkheid</a>"], ["Toegankelijkheid", "Privacy"]):
        listed = "".join(f"<li>{item}</li>" for item in items)
        assert len(shown(f"{TITLE}<p>Wij werken aan:</p><ul>{listed}</ul>")[2:]) == len(items)


@pytest.mark.parametrize(
    "text",
    [
        "E-mail is het meest gebruikte kanaal.",
        "Schuif aan bij de gesprekken in de wijk",
        "Draai mee in de wijk",
        f"{MENU} zijn vijf onderdelen van dit verslag, elk met een eigen pagina",
    ],
)
def test_a_sentence_of_the_report_stays(text: str) -> None:
    assert len(shown(f"{TITLE}<p>{text}</p><p>Tekst.</p>")) == 3


def test_where_and_when_a_page_was_printed() -> None:
    printed = "<p>Bron: https://zwolle.begroting-2024.nl/p1/x</p><p>Afgedrukt op 12-11-2025 10:11</p>"
    assert shown(f"{printed}{TITLE}<p>Tekst.</p>") == ["Doel 3.1.2 Ruimte", "Tekst."]
    source = "Bron: https://zwolle.buurtmonitor.nl"
    assert shown(f"{TITLE}<p>{source}</p>")[1:] == [source]  # of an indicator
