"""The great menu is only a shorter way: with and without it a page reads the same."""

from __future__ import annotations

import pytest

from pipeline.model import Ignored
from pipeline.readers.html import marks, read_markup
from pipeline.readers.html.site.menu import find_menu
from pipeline.readers.html.tree import parse

LINKS = "".join(f"<li><a href='/p{n}'>1.2.{n} Een doel van het programma {n}</a></li>" for n in range(40))
REPORT = "<h1>Doel 1.2.3</h1><p style='font-weight:bold'>Criteria</p><p>Tekst.</p><table><tr><td>a<td>1</table>"
MENUS = {
    "nav": f"<nav><ul>{LINKS}</ul></nav>",
    "wrapped": f"<div><header><div id=menu><ul>{LINKS}</ul></div></header></div>",
    "nested": f"<div><ul><li><a href=/>Home</a><ul>{LINKS}</ul></li></ul></div>",
    "titled": f"<h3>In dit hoofdstuk</h3><ul>{LINKS}</ul>",
    "titled inside": f"<div><b>Zie ook</b><ul>{LINKS}</ul></div>",
    "named like a part": f"<nav><ul><li>Contact<a href=/c>Adres</a></li>{LINKS}</ul></nav>",
    "shared": f"<ul><li><a href=/f>Facebook</a></li>{LINKS}</ul><div><a href=/x>Delen</a></div>",
    "hidden": f"<div hidden><nav><ul>{LINKS}</ul></nav></div>",
    "hidden inside": f"<nav><ul>{LINKS}<li style='display:none'>Weg</li></ul></nav>",
    "role": f"<div role=navigation><ul>{LINKS}</ul></div>",
    "tabs": f"<ul role=tablist>{LINKS}</ul>",
    "within the page": f"<ul>{LINKS.replace('/p', '#p')}</ul>",
    "cell": f"<table><tr><td><ul>{LINKS}</ul></td><td><p>a</p><p>b</p><p>c</p></td></tr></table>",
    "aside": f"<aside><ul>{LINKS}</ul></aside>",
    "tail": f"<div><ul>{LINKS}</ul> los</div>",
    "footer": f"<footer><ul>{LINKS}</ul></footer>",
    "cookies": f"<div>Wij gebruiken cookies<ul>{LINKS}</ul></div>",
}


@pytest.mark.parametrize("page", [*MENUS.values(), "".join(MENUS.values())], ids=[*MENUS, "all"])
@pytest.mark.parametrize("order", ["{menu}{report}", "{report}{menu}", "<main>{report}<div>{menu}</div></main>"])
def test_reads_the_same_as_without_the_shorter_way(page: str, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    markup = f"<html><body>{order.format(menu=page, report=REPORT)}</body></html>"
    quick = read_markup(markup)
    monkeypatch.setattr(marks, "find_menu", lambda _root, _run: None)
    assert quick == read_markup(markup)


@pytest.mark.parametrize("name", ["nav", "wrapped", "titled", "role", "tail"])
def test_is_found_and_left_out_by_name(name: str) -> None:
    root = parse(f"<html><body>{MENUS[name]}{REPORT}</body></html>").root
    assert root is not None
    menu = find_menu(root)
    assert menu is not None
    assert menu.text.startswith("1.2.0 Een doel van het programma 0")
    ignored = [block for block in read_markup(f"<body>{MENUS[name]}{REPORT}").blocks if isinstance(block, Ignored)]
    assert Ignored(menu.text, "navigation") in ignored


@pytest.mark.parametrize("markup", ["<p>geen</p>", f"<ul>{LINKS[:600]}</ul>", f"<h1>{LINKS}</h1>", MENUS["cell"]])
def test_is_not_found_in_the_report(markup: str) -> None:
    root = parse(f"<html><body>{markup}</body></html>").root
    assert root is not None
    assert find_menu(root) is None
