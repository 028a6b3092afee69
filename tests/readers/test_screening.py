"""INTEGRITY section 3, rows 1-9 and 20-25: what is refused, and what must not be."""

from __future__ import annotations

import time

import pytest

from pipeline.model import Grid, Heading, PageRefused, Paragraph, Source
from pipeline.readers import read

REPORT = "<html><head><title>Doel 1.2.3 - Gemeente Zwolle</title></head><body>{}</body></html>"
TABLE = "<table><tr><td>Lasten</td><td>81.964</td></tr></table>"
STAMP = "Deze pagina is gebouwd op 06/13/2025 13:22:06 met de export van 06/13/2025 13:13:22"


def source(content: bytes | str) -> Source:
    data = content.encode() if isinstance(content, str) else content
    return Source("host/p1/page.html", data, "", "html")


def code(content: bytes | str) -> str:
    with pytest.raises(PageRefused) as refused:
        read(source(content))
    assert refused.value.finding.severity == "error"
    assert refused.value.finding.found or refused.value.finding.code == "EMPTY_PAGE"
    return refused.value.finding.code


REFUSED = [
    (b"", "EMPTY_PAGE"),
    (b" \n\t ", "EMPTY_PAGE"),
    (b"\xef\xbb\xbf", "EMPTY_PAGE"),
    ("<!-- niets -->", "EMPTY_PAGE"),
    ("<!-- niets", "EMPTY_PAGE"),
    ("<html><body></body></html>", "EMPTY_PAGE"),
    ("<html><frameset><frame src='a.html'></frameset></html>", "EMPTY_PAGE"),
    (b"%PDF-1.7 ...", "NOT_HTML"),
    (b"\x89PNG\r\n\x1a\n", "NOT_HTML"),
    (b"\xff\xd8\xff\xe0", "NOT_HTML"),
    (b"PK\x03\x04rest", "NOT_HTML"),
    (b"\x1f\x8b\x08", "NOT_HTML"),
    ('{"doel": "1.2.3"}', "NOT_HTML"),
    ('[{"doel": 1}]', "NOT_HTML"),
    ('<?xml version="1.0"?><rss><channel/></rss>', "NOT_HTML"),
    ('<?xml version="1.0"?>\n<!-- c --><doelen><doel/></doelen>', "NOT_HTML"),
    ("From: <Saved by Blink>\nMIME-Version: 1.0\n\n<html></html>", "NOT_HTML"),
    (b"<p>" + b"x" * (20 * 1024 * 1024), "TOO_LARGE"),
    ("<table><tr>" + "<td colspan=1000>x" * 51 + "</table>", "TOO_LARGE"),
    ("<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 1001 + "</table>", "TOO_LARGE"),
    ("<table>" + "<tr>" + "<td>" * 1_000_000, "TOO_LARGE"),
    ("<div>" * 100_000 + TABLE, "TOO_DEEP"),
    (REPORT.format(TABLE)[:-30], "TRUNCATED"),
    ("<html><body><h1>Doel 1.2.3</h1><p>Het langdurig", "TRUNCATED"),
    ("<html><main><h1>Doel 1.2.3</h1><p>Het langdurig<p>ondersteunen", "TRUNCATED"),
    ("<html><main><h1>Doel 1.2.3</h1><p>Het langdurig</p></main>", "TRUNCATED"),
    ("<html><main><h1>Doel 1.2.3</h1><p>Het langdurig</main><p>", "TRUNCATED"),
    ("<html><main><h1>Doel 1.2.3</h1><p>Het langdurig</main>onder", "TRUNCATED"),
    ("<p>Doel</p><table><tr><td>Lasten</td><td>81", "TRUNCATED"),
    ("<p>Doel 1.2.3</p><a hre", "TRUNCATED"),
    ("<html><head><title>Pagina niet gevonden</title></head><body><h1>Helaas</h1></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><head><title>404</title></head><body><p>Terug naar home</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><head><title>404 error</title></head><body><p>Terug naar home</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>429 - Rustig aan</h1></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>Onderhoud</h1><p>We zijn zo terug.</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>Onderhoud</h1></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>Gepland onderhoud</h1><p>Excuses voor het ongemak.</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>403 Forbidden</h1><p>nginx, een server van de provincie</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>429 Rustig aan</h1><p>Probeer het over een minuut nog eens.</p></body></html>",
     "NOT_A_REPORT_PAGE"),
    ("<html><body><p>De website is in onderhoud.</p></body></html>", "NOT_A_REPORT_PAGE"),
    (f"<html><body><h1>Pagina niet gevonden</h1><p>{STAMP}</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><p>Er wordt hard gewerkt aan deze site.</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><p>U moet eerst inloggen.</p></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>Inloggen</h1><form><input name=u></form></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><p>Welkom</p><input type='password'></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><h1>Toegang geweigerd</h1></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><div>U moet cookies accepteren om verder te gaan <button>Akkoord</button></div></body></html>",
     "NOT_A_REPORT_PAGE"),
    ("<html><head><title>Just a moment...</title></head><body>Are you human?</body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><body><noscript>Please enable JavaScript</noscript></body></html>", "NOT_A_REPORT_PAGE"),
    ("<html><head><meta http-equiv='refresh' content='0;url=/x'></head><body>Een moment</body></html>",
     "NOT_A_REPORT_PAGE"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), REFUSED, ids=range(len(REFUSED)))
def test_refused(content: bytes | str, expected: str) -> None:
    assert code(content) == expected


ACCEPTED = [
    TABLE,  # a fragment whose table is closed
    "<h2>Doel 1.2.3</h2><p>zonder html-tag",
    f"<html><body>{TABLE}<p>{STAMP}",  # the stamp is the end of the page
    "<!doctype html><html lang=nl><meta charset=utf-8><main><h1>Doel 1.2.3</h1><ul><li>een<br></ul><p>twee</main>",
    "<HTML><BODY><UL><LI>een<LI>twee</UL><TABLE><TR><TD>a<TD>1</TABLE></BODY></HTML>",
    REPORT.format("<h1>Onderhoud openbare ruimte</h1>" + TABLE),
    REPORT.format("<h1>Doel 7.1.2 Onderhoud</h1><p>Wij onderhouden 404 km weg.</p>"),
    *(
        REPORT.format(f"<h1>Dienstverlening</h1><p>{said}</p>")
        for said in (
            "Inwoners kunnen inloggen met DigiD op de website van de gemeente.",
            "Het zwembad was tijdelijk niet beschikbaar.",
            "Twee bruggen zijn in onderhoud; sporthal De Stilo is gesloten wegens onderhoud.",
            "In 2021 is gewerkt aan de website van de gemeente.",
            "Supporters is de toegang geweigerd.",
            "Er ging iets mis bij de facturatie van de zorg.",
            "Inwoners kunnen inloggen om hun aanvraag te volgen.",
            "Iedereen moet veilig kunnen inloggen bij de overheid.",
            "Deze sporthal is tijdelijk niet beschikbaar voor verenigingen.",
            "Meld je aan om mee te denken: dat vroegen wij de wijken.",
        )
    ),
    REPORT.format(f"<h1>Onderhoud</h1><p>Wij onderhouden wegen en groen.</p><p>{STAMP}</p>"),
    *(
        REPORT.format(f"<h1>{title}</h1><p>Er komen 403 banen bij in de binnenstad.</p>")
        for title in ("Onderhoud", "Gepland onderhoud", "403 Banen", "500 Woningen", "Veilig inloggen", "Maintenance")
    ),
    REPORT.format("<h1>Wonen</h1><p>450 woningen zijn gebouwd.</p>"),
    REPORT.format("<h1>Wonen</h1><p>500 woningen zijn gebouwd.</p><p>425.000 euro is besteed.</p>"),
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><body><p>xhtml</p></body></html>',
    REPORT.format("<p>Doel 1.1.1</p><![CDATA[x]]><!><svg><text>5</text></svg><template><p>t</p></template>"),
    REPORT.format(f'<p data-x="{"a" * 11_000_000}">Doel 1.2.3</p>' + TABLE),
]


@pytest.mark.parametrize("content", ACCEPTED, ids=range(len(ACCEPTED)))
def test_accepted(content: str) -> None:
    blocks = read(source(content)).blocks
    assert any(isinstance(block, Grid | Paragraph | Heading) for block in blocks)


@pytest.mark.parametrize("unclosed", ["<b>" * 300, "<div>" * 300, "<i></b>" * 150 + "<div>" * 400, "<div>" * 1_990])
def test_nothing_below_depth_256_is_lost(unclosed: str) -> None:
    document = read(source(f"<html><body>{unclosed}<h2>Baten en lasten</h2>{TABLE}</body></html>"))
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert grid.rows[0][1].text == "81.964"
    assert document.reader == "beautifulsoup4"


def test_100_000_levels_are_refused_fast() -> None:
    started = time.perf_counter()
    assert code("<div>" * 100_000) == "TOO_DEEP"
    assert time.perf_counter() - started < 5


def test_entities_of_a_doctype_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE html [<!ENTITY l0 "lol">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = read(source(f"{doctype}<html><body><p>Doel &l9; en &x; einde</p></body></html>"))
    printed = " ".join(block.text for block in document.blocks if not isinstance(block, Grid))
    assert "lollol" not in printed
    assert "root:" not in printed
    assert "einde" in printed


def test_spans_count_for_at_most_a_thousand() -> None:
    document = read(source('<table><tr><td colspan="1000000000">a</td></tr><tr><td>b</td><td>c</td></tr></table>'))
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert len(grid.rows[0]) == 1_000
    assert grid.rows[1][1].text == "c"


def test_text_page_named_html_and_html_named_txt_are_read_for_what_they_are() -> None:
    as_text = read(Source("a.html", b"Beschrijving\n\nWe doen veel.\n", "", "html"))
    assert as_text.reader in ("text", "pipes")
    as_html = read(Source("a.txt", REPORT.format("<h1>Doel 1.2.3</h1>").encode(), "", "text"))
    assert as_html.reader == "lxml"
