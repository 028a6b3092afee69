"""What is a page of the report and what a notice: never a real page refused, never a notice let in, and of one mind
with the readers, who see the page again after it was accepted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.model import PageRefused
from pipeline.readers.decode import decode
from pipeline.readers.html import read_markup
from pipeline.readers.screening import screen_bytes, screen_document, screen_markup
from pipeline.sources.site.answer import Answer
from pipeline.sources.site.markup import links, locations, missing_end, title_and_headings, words_beside_links
from pipeline.sources.site.page_rules import require_page, require_whole
from pipeline.sources.site.trouble import NoPage
from raw_pages import RAW, SHARED
from site_server.notices import NOTICES

URL = "https://zwolle.begroting-2026.nl/p50287/doel-1-3-1"
HTML = {"content-type": "text/html"}


def answer(body: bytes, framed: bool = True) -> Answer:
    return Answer(URL, 200, HTML, body, framed)


def refused_by_readers(body: bytes) -> str | None:
    try:
        screen_bytes(body)
        text = decode(body).text
        screen_markup(text)
        screen_document(read_markup(text), text)
    except PageRefused as refused:
        return refused.finding.code
    return None


@pytest.mark.parametrize("file", sorted(RAW.rglob("*.html")), ids=lambda file: file.relative_to(RAW).as_posix())
def test_every_page_of_the_sample_corpus_is_a_page(file: Path) -> None:
    page = answer(file.read_bytes(), framed=False)
    require_whole(page)
    assert {finding.code for finding in require_page(page, URL)} <= {"CHARSET_CONFLICT"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not here")
def test_every_shared_page_is_a_page() -> None:
    refused = []
    files = [file for form in ("html-a", "html-b") for file in sorted((SHARED / form).rglob("*.html"))]
    assert len(files) > 100
    for file in files:
        page = answer(file.read_bytes())
        try:
            require_whole(page)
            require_page(page, URL)
        except NoPage as why:
            refused.append((file.relative_to(SHARED).as_posix(), str(why)))
    assert refused == []


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_a_notice_is_no_page_for_fetcher_and_readers(notice: bytes) -> None:
    with pytest.raises(NoPage) as refused:
        require_page(answer(notice), URL)
    assert refused.value.finding.code == "NOT_A_REPORT_PAGE"
    if "<p>" in notice.decode() or "<h1>" in notice.decode():  # a page of scripts alone is `no_data` to the readers
        assert refused_by_readers(notice) == "NOT_A_REPORT_PAGE"


@pytest.mark.parametrize("notice", [NOTICES[name] for name in ("soft 404", "maintenance", "server error")])
def test_a_notice_inside_the_menu_of_the_site_is_no_page(notice: bytes) -> None:
    menu = "".join(f'<li><a href="/p{n}/doel-{n}">Doel {n}.1 Een lange naam</a></li>' for n in range(200)).encode()
    with pytest.raises(NoPage):
        require_page(answer(notice.replace(b"<body>", b"<body><nav><ul>" + menu + b"</ul></nav>")), URL)


GOOD = {
    "a page of links only": '<h1>Programma</h1><a href="/p1/x">x</a><a href="/p2/y">y</a><a href="/p3/z">z</a>',
    "a cookie bar on a page of links": '<div>Deze site gebruikt cookies. <button>Cookies accepteren</button></div>'
    '<a href="/p1/x">x</a><a href="/p2/y">y</a><a href="/p3/z">z</a>',
    "a log in button on a short page": '<button>Inloggen</button><h1>Bijlagen</h1><a href="/p1/x">x</a>'
    '<a href="/p2/y">y</a><a href="/p3/z">z</a>',
    "a goal about maintenance": "<title>Doel 6.4.1 Onderhoud</title><h1>Doel 6.4.1 Onderhoud</h1><p>Kort.</p>",
    "a programme called maintenance": "<h1>Onderhoud</h1><p>Wij onderhouden de wegen en het groen van de stad.</p>",
    "a project called 403 jobs": "<title>403 Banen</title><h1>403 Banen</h1><p>In de binnenstad komen banen bij.</p>",
    "a built page about the site": "<h1>Wegen</h1><p>Er wordt gewerkt aan de website.</p><p>Deze pagina is gebouwd op "
    "06/13/2025 13:22:06</p>",
    "a table about 404 homes": "<h1>404 woningen</h1><table><tr><td>404</td></tr></table>",
    "a short page about works": "<h1>Wegen</h1><p>De brug is tijdelijk gesloten wegens werkzaamheden aan de kade; het "
    "zwembad was niet beschikbaar. Het onderhoud van de wegen is gestart en de gemeente heeft grond te koop.</p>",
    "a long page about logging in": "<h1>Inloggen</h1>" + "<p>Inwoners loggen veilig in op de website.</p>" * 30,
    "a refresh for those without scripts": '<h1>Doel 1.1.1</h1><noscript><meta http-equiv="refresh" content="0;url=/x">'
    "</noscript><p>Tekst.</p>",
}  # fmt: skip


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_these_are_pages(body: str) -> None:
    assert require_page(answer(f"<html><body>{body}</body></html>".encode()), URL) == []


@pytest.mark.parametrize(
    ("markup", "framed", "whole"),
    [
        ("<html><body>x</body></html>", False, True),
        ("<html><body>x</body></html>\n<!-- served in 3 ms -->", False, True),
        ("<p>x</p>Deze pagina is gebouwd op 10/10/2025", False, True),
        ("<p>fragment</p>", True, True),
        ("<p>fragment</p>", False, False),
        ("<html><body><p>x</p>", True, False),
        ("<html><body>Deze pagina is gebouwd op 10/10/2025", True, False),
        ("<html><script>'</body>'</script>" + "<p>x</p>" * 500, False, False),
        ("<p>fragment</p><tabl", True, False),
        ("<table><tr><td>1", True, False),
    ],
)
def test_what_shows_that_a_page_is_whole(markup: str, framed: bool, whole: bool) -> None:
    assert (missing_end(markup, framed) is None) is whole


def test_links_in_every_notation() -> None:
    markup = """<a href="/p1/a">1</a><A class=x HREF='/p2/b'>2</A><a href=/p3/c>3</a><area href="p4/d">
        <a name="x">no</a><a href="/p5/e&amp;f">5</a><!-- <a href="/p6/g">6</a> --><a
        href = "/p7/h" >7</a><script>x = {"url": "\\/p8\\/i", 'b': '/p9.html', "c": "/plan"}</script>"""
    assert list(links(markup)) == ["/p1/a", "/p2/b", "/p3/c", "p4/d", "/p5/e&f", "/p7/h", "/p8/i", "/p9.html"]


def test_locations_of_a_sitemap() -> None:
    sitemap = """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset xmlns:s="x"><url>
        <loc> https://h/p1/a?b&amp;c
        </loc></url><s:url><s:loc><![CDATA[https://h/p2]]></s:loc></s:url><!-- <loc>no</loc> --><loc>&e;</loc>"""
    assert list(locations(sitemap)) == ["https://h/p1/a?b&c", "https://h/p2", "&e;"]


HOSTILE = """<a @|<!--|<script|<a href='|<title>|<h1>|<body @|<|<noscript>|<loc>|'/p1|<meta @|<a>|<a href=x|<base @|@
<a href=@|<h1|<table|</html|<loc>x|<style>|<a b=@|<![CDATA[|"https://a|<loc>]""".replace("@", " ").split("|")


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize(
    "read",
    [lambda text: list(links(text)), lambda text: list(locations(text)), words_beside_links, title_and_headings,
     lambda text: missing_end(text, False)],
    ids=["links", "locations", "words", "titles", "end"],
)  # fmt: skip
def test_patterns_are_linear(read: Callable[[str], object], piece: str) -> None:
    """A page of nothing but openings takes a time that grows with its size, not with the square of it."""
    text = piece * (300_000 // len(piece))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 1.0
