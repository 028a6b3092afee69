"""Rows 1-17 of the bad-input catalogue (INTEGRITY section 3): kinds of files and encodings. One test per row."""

from __future__ import annotations

import gzip

import pytest

from pipeline.assemble import assemble
from report_pages import (
    BEGROTING,
    JAARSTUKKEN,
    STREEFDOEL,
    begroting,
    cell_of,
    codes,
    jaarstukken,
    read,
    refused,
    streefdoel,
    told,
    whole_page,
)

GOOD = jaarstukken()
NO_META = GOOD.replace("<meta charset=utf-8>", "")
OTHER_SITE = "raalte.jaarverslag-2024.nl/p7/doel-1-2-3-veilig-samen-wonen.html"


def test_the_good_pages_are_good() -> None:
    for page in (read(GOOD), read(begroting(), BEGROTING), read(streefdoel(), STREEFDOEL)):
        assert (page.page.status, codes(page)) == ("ok", set())
    assert whole_page(read(GOOD))


def test_row_01_empty_file() -> None:
    refused(read(b""), "EMPTY_PAGE", at="page", shows="0 bytes")


@pytest.mark.parametrize("content", [" \n\t ", "<!-- later -->", "\ufeff", "<!-- never closed", "<html></html>"])
def test_row_02_nothing_but_white_space_or_comments(content: str) -> None:
    assert refused(read(content), "EMPTY_PAGE", at="page").found


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%x", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "png"),
        (b"PK\x03\x04\x14\0", "zip"),
        (gzip.compress(GOOD.encode(), mtime=0), "gzip"),
    ],
)
def test_row_03_another_kind_of_file_under_the_name_of_a_page(content: bytes, kind: str) -> None:
    assert refused(read(content), "NOT_HTML", at="page").found == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"doel": "1.2.3"}', "json"),
        ('<?xml version="1.0"?><doelen><doel/></doelen>', "xml"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + GOOD, "mhtml"),
        ("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "warc"),
        (".doel { color: #333 }\n" * 40, "css"),
        ("(function () { var a = '<p>Doel 1.2.3</p>'; })();", "javascript"),
        ("<!-- site --><rss><channel><title>Doel 1.2.3</title></channel></rss>", "xml"),
    ],
)
def test_row_04_other_text_formats(content: str, kind: str) -> None:
    assert refused(read(content), "NOT_HTML").found == kind


def test_row_04_a_text_export_is_an_input() -> None:
    text = "Doel 1.2.3 Veilig samen wonen\n\nBuren helpen elkaar.\n\nCriteria\n\n  • De straat is veilig.\n"
    page = read(text, JAARSTUKKEN.replace(".html", ".txt"), "text")
    assert page.page.status == "ok"
    assert len(page.tables["criteria"]) == 1


def test_row_05_another_municipality_or_template() -> None:
    page = read(GOOD, OTHER_SITE)
    assert told(page, "UNKNOWN_TEMPLATE") == ("warning", "page", "raalte")
    assert page.common[0] == "raalte-jaarstukken-2024"
    strange = "<html><body><h1>Zwemmen</h1><h2>Baden</h2><table><tr><td>Bad</td><td>2,5</td></tr></table></body></html>"
    page = read(strange, "zwolle.jaarverslag-2024.nl/p8/zwemmen.html")
    assert told(page, "UNKNOWN_TEMPLATE")[0] == "warning"
    assert {name for name, rows in page.tables.items() if rows} == {"sections", "table_cells"}


@pytest.mark.parametrize(
    ("body", "shows"),
    [
        ("<h1>Pagina niet gevonden</h1><p>Ga terug.</p>", "Pagina niet gevonden"),
        ("<h1>Onderhoud</h1><p>De website is in onderhoud.</p>", "Onderhoud"),
        ("<h1>Inloggen</h1><form><input type=password></form>", "Inloggen"),
        ('<div class="wall"><p>Accepteer alle cookies om verder te gaan</p><button>Ja</button></div>', "Accepteer"),
    ],
)
def test_row_06_no_report_page(body: str, shows: str) -> None:
    refused(read(f"<html><body>{body}</body></html>"), "NOT_A_REPORT_PAGE", at="page", shows=shows)


@pytest.mark.parametrize(
    ("words", "code"), [("", "EMPTY_PAGE"), ("Laden...", "EMPTY_PAGE"), ("Loading", "NOT_A_REPORT_PAGE")]
)
def test_row_06_a_page_that_only_a_script_fills_in(words: str, code: str) -> None:
    shell = (
        f"<html><head><title>Doel 1.2.3</title></head><body><div id=app>{words}</div><script>a()</script></body></html>"
    )
    refused(read(shell), code, at="page")


def test_row_06_a_goal_of_which_only_the_heading_is_there_has_no_data() -> None:
    shell = "<html><body><h1>Doel 1.2.3 Wonen</h1><div id=app></div><script>a()</script></body></html>"
    assert read(shell).page.status == "no_data"


def test_row_07_an_index_page_has_no_data_and_is_no_error() -> None:
    links = "".join(f'<li><a href="/p{n}/doel-1-{n}">Doel 1.{n} wonen</a></li>' for n in range(1, 20))
    index = f"<html><body><h1>Programma's</h1><ul>{links}</ul></body></html>"
    page = read(index, "zwolle.jaarverslag-2024.nl/p2/programmas.html")
    assert (page.page.status, codes(page)) == ("no_data", set())
    _, (publication,) = assemble([page, read(GOOD)])
    assert (publication.pages, publication.pages_no_data, publication.pages_quarantined) == (2, 1, 0)


def test_row_08_cut_in_the_table() -> None:
    cut = GOOD[: GOOD.index("Begroting t/m december") + 9]
    page = read(cut)
    finding = refused(page, "TRUNCATED", at="page", shows="Begroting", kept=True)
    assert "</html>" in finding.expected
    assert (page.page.goal_code, cell_of(page, 2, 2)) == ("1.2.3", (41_200, None))


def test_row_09_cut_inside_a_character() -> None:
    content = GOOD.encode()
    cut = content[: content.index("ë".encode()) + 1]
    page = read(cut)
    finding = refused(page, "TRUNCATED", at=f"byte {len(cut)}", shows="Financi", kept=True)
    assert "inside a character" in finding.message
    assert "In vijf wijken" in " ".join(section.text for section in page.tables["sections"])


def test_row_10_a_page_without_footer() -> None:
    page = read(streefdoel(), STREEFDOEL)
    assert (page.page.status, page.page.built_at) == ("ok", None)
    assert told(page, "NO_BUILD_STAMP") == ("info", "page", "no stamp")


def test_row_11_utf8_without_meta() -> None:
    page = read(NO_META)
    assert (page.page.encoding, page.findings) == ("utf-8", ())
    assert whole_page(page)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_row_12_byte_order_marks(mark: bytes, encoding: str) -> None:
    page = read(mark + NO_META.encode(encoding))
    assert (page.page.encoding, page.findings) == (encoding, ())
    assert whole_page(page)


def test_row_13_cp1252_without_meta() -> None:
    page = read(NO_META.encode("cp1252"))
    assert told(page, "CHARSET_FALLBACK") == ("warning", "page", "no charset")
    assert page.page.encoding == "cp1252"
    assert whole_page(page)


def test_row_14_cp1252_that_says_utf8() -> None:
    page = read(GOOD.encode("cp1252"))
    assert told(page, "CHARSET_CONFLICT") == ("warning", "page", "utf-8")
    assert page.page.encoding == "cp1252"
    assert whole_page(page)


def test_row_15_utf8_that_says_latin1() -> None:
    page = read(GOOD.replace("charset=utf-8", "charset=iso-8859-1"))
    assert told(page, "CHARSET_CONFLICT") == ("warning", "page", "cp1252")
    assert page.page.encoding == "utf-8"
    assert whole_page(page)


def test_row_16_double_encoded_text_is_told_and_left_alone() -> None:
    twice = GOOD.replace("€", "€".encode().decode("cp1252")).replace("ë", "ë".encode().decode("cp1252"))
    page = read(twice)
    severity, _, shown = told(page, "MOJIBAKE")
    assert (severity, set(shown.split())) == ("warning", {"â‚¬", "Ã«"})
    assert any(s.heading.startswith("FinanciÃ«le") for s in page.tables["sections"])


@pytest.mark.parametrize(("encoding", "more"), [("utf-8", set()), ("cp1252", {"CHARSET_FALLBACK"})])
def test_row_17_unknown_charset(encoding: str, more: set[str]) -> None:
    page = read(GOOD.replace("charset=utf-8", "charset=bogus").encode(encoding))
    assert told(page, "CHARSET_UNKNOWN") == ("warning", "page", "bogus")
    assert codes(page) == {"CHARSET_UNKNOWN", *more}
    assert whole_page(page)
