"""The run of links that is not parsed: a page reads the same with it and without it, whatever stands around it."""

from __future__ import annotations

import re
import time
from random import Random

import pytest

from pipeline.readers.html import read_markup, tree
from pipeline.readers.html.site import menu_run
from pipeline.readers.html.site.menu_run import find_run, take_out
from pipeline.readers.html.tree import parse

LINKS = "".join(f'<li><a href="/p{n}">1.2.{n} Een doel van het programma {n}</a></li>' for n in range(90))
SPACED = (
    LINKS.replace("<li>", '\n <li class="item">').replace("</a>", " </a>\n").replace("programma", "programma&#39;s")
)
PLACES = LINKS.replace('">', '/#1">')
REPORT = "<h1>Doel 1.2.3</h1><p>Criteria</p><p>Tekst.</p><table><tr><td>a<td>1</table><p>Zie ook</p>"
MENU = f"<nav><ul>{LINKS}</ul></nav>"
TAKEN = {
    "nav": MENU,
    "spaced": f"<nav><ul>{SPACED}</ul></nav>",
    "header": f"<header><div id=menu><ul>{LINKS}</ul></div></header>",
    "nested": f"<div><ul><li><a href=/>Home</a><ul>{LINKS}</ul></li></ul></div>",
    "in a role": f"<div role=navigation><ul>{LINKS}</ul></div>",
    "hidden": f"<div hidden><nav><ul>{LINKS}</ul></nav></div>",
    "places of other pages": f"<nav><ul>{PLACES}</ul></nav>",
    "capitals around": f"<NAV><ul class=x>{LINKS}</UL></NAV>",
}
PARSED_AS_IT_IS = {
    "too few": f"<nav><ul>{LINKS[:4000]}</ul></nav>",
    "within the page": f"<nav><ul>{LINKS.replace('/p', '#p')}</ul></nav>",
    "to two places": f"<nav><ul>{LINKS.replace('/p', '/x #p')}</ul></nav>",
    "references": f"<nav><ul>{LINKS.replace('/p', '&#35;p')}</ul></nav>",
    "roles": f"<nav><ul>{LINKS.replace('<a', '<a role=button')}</ul></nav>",
    "toggles": f"<nav><ul>{LINKS.replace('<a', '<a aria-expanded=true')}</ul></nav>",
    "unclosed items": f"<nav><ul>{LINKS.replace('</li>', '')}</ul></nav>",
    "marked links": f"<nav><ul>{LINKS.replace('Een', '<b>Een</b>')}</ul></nav>",
    "no quotes": f"<nav><ul>{LINKS.replace('<li>', '<li class=a id=c>')}</ul></nav>",
    "unfinished references": f"<nav><ul>{LINKS.replace('Een', '&amp')}</ul></nav>",
    "in a comment": f"<!-- {MENU} -->",
    "in an attribute": "<b title='" + MENU + "'>x</b>",
    "in a text area": f"<textarea>{MENU}</textarea>",
    "in a script": f"<script>{MENU}</script>",
    "in a cell": f"<table><tr><td>{MENU}</td></tr></table>",
    "in a heading": f"<div role=heading>{MENU}</div>",
    "in a button": f"<div role=button>{MENU}</div>",
    "tabs": f"<ul role=tablist>{LINKS}</ul>",
    "aside": f"<aside>{MENU}</aside>",
    "footer": f"<footer>{MENU}</footer>",
    "titled": f"<b>Zie ook</b><ul>{LINKS}</ul>",
    "styled": f"<ul style='margin:0'>{LINKS}</ul>",
    "ordered": f"<ol>{LINKS}</ol>",
}
ORDERS = ("{menu}{report}", "{report}{menu}", "<main>{report}<div>{menu}</div></main>", "<div>{menu}<p>{report}</div>")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", [*TAKEN, *PARSED_AS_IT_IS])
def test_a_page_reads_the_same(name: str, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    menu = {**TAKEN, **PARSED_AS_IT_IS}[name]
    page = f"<html><body>{order.format(menu=menu, report=REPORT)}</body></html>"
    quick = read_markup(page)
    monkeypatch.setattr(tree, "take_out", lambda _markup: None)
    assert quick == read_markup(page)


def test_broken_pages_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(1)
    broken = [
        "</ul>",
        "<li>",
        "</a>",
        "<a>",
        "<p>",
        "<!--",
        "-->",
        "<b",
        "title='",
        '"',
        ">",
        "&",
        "&amp",
        "<h2>",
        "<table>",
        "<td>",
        "<div>",
        "</div>",
        "<nav",
        "hidden>",
    ]
    pages = []
    for _ in range(300):
        page = REPORT + random.choice([*TAKEN.values(), *PARSED_AS_IT_IS.values()]) + REPORT
        for _ in range(random.randint(1, 4)):
            place = random.randrange(len(page))
            page = page[:place] + random.choice(broken) + page[place:]
        pages.append(page)
    quick = [read_markup(page) for page in pages]
    monkeypatch.setattr(tree, "take_out", lambda _markup: None)
    assert quick == [read_markup(page) for page in pages]


@pytest.mark.parametrize(
    "page",
    [
        f"{REPORT}<nav><ul>{LINKS}</ul></nav>",
        f"<ul>{LINKS}<li><a href='/p'>Nog een doel</a></li></ul>",
        f"<ul>{LINKS} </ul>",
        f"<ol></ol><ul class=a>{LINKS}</ul><ul>{LINKS}</ul>",
        f"<ul>{LINKS.replace('1.2.89 Een', '1.2.89 Nog een')}</ul>",
        f"<ul>{LINKS[:-5]}</ul>",
    ],
    ids=["elsewhere", "one more", "a blank more", "another before it", "other words", "unclosed"],
)
def test_a_list_that_a_page_before_had_is_found_as_one_that_none_had(page: str) -> None:
    menu_run._kept.clear()
    alone = take_out.__wrapped__(page.encode())  # type: ignore[attr-defined]  # the last answer is kept
    assert take_out(f"<ul>{LINKS}</ul>".encode()) is not None
    assert take_out(page.encode()) == alone


def test_a_list_that_a_page_before_had_is_not_looked_at_link_by_link(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (f"{word}<nav><ul>{LINKS}</ul></nav>".encode() for word in ("een", "twee"))
    known = take_out(first)
    assert known is not None
    monkeypatch.setattr(menu_run, "_RUN", re.compile(rb"(?!)"))
    assert take_out(second) == known._replace(markup=known.markup.replace(b"een", b"twee", 1))


@pytest.mark.parametrize("name", TAKEN)
def test_the_run_is_taken_out(name: str) -> None:
    tree = parse(f"<html><body>{TAKEN[name]}{REPORT}</body></html>", whole=False)
    assert tree.run is not None
    assert tree.run.links == 70
    assert tree.root is not None
    assert len(list(tree.root.iter("a"))) < 25


@pytest.mark.parametrize("name", ["within the page", "to two places", "references"])
def test_places_of_the_page_itself_are_no_plain_links(name: str) -> None:
    assert take_out(PARSED_AS_IT_IS[name].encode()) is None


@pytest.mark.parametrize(
    "around", ["<!-- {} -->", "<textarea>{}</textarea>", "<script>{}</script>", "<b id='{}'>x</b>"]
)
def test_what_is_no_list_of_links_to_the_parser_is_none(around: str) -> None:
    taken = take_out(f"<body>{around.format(MENU)}{REPORT}</body>".encode())
    assert taken is not None
    root = parse(taken.markup.decode()).root
    assert root is not None
    assert find_run(root, taken) is None


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li><a>" * 90_000,
        "<ul>" + '<li><a href="/p">x</a></li>' * 35_000 + "<li>",
        ("<ul>" + '<li><a href="/p">x</a></li>' * 59) * 600,
        "<ul>" + "<li><a href='/p" * 60_000,
        "<ul><li><a>" + " &amp" * 190_000,
        "<ul " * 250_000,
    ],
    ids=["never closed", "one run", "short runs", "quotes", "references", "unfinished tags"],
)
def test_hostile_markup_costs_linear_time(markup: str) -> None:
    def seconds(content: bytes) -> float:
        begun = time.process_time()
        take_out(content)
        return time.process_time() - begun

    assert seconds(markup[:990_000].encode()) < 1.0
