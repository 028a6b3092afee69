"""Rows 1-27 of the bad-input catalogue (INTEGRITY section 3): bytes, encodings, markup. One test per row."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from pipeline.assemble import assemble
from pipeline.outcome import PageResult
from pipeline.parse import unread
from pipeline.sources.folder import Unread, sources
from report_pages import (
    BEGROTING,
    CAPTION,
    HEADS,
    JAARSTUKKEN,
    RESULT,
    STREEFDOEL,
    amounts,
    begroting,
    codes,
    found,
    jaarstukken,
    read,
    refused,
    store,
    streefdoel,
    table,
    told,
)

GOOD = jaarstukken()
NO_META = GOOD.replace("<meta charset=utf-8>", "")
FINANCE = "<h2>Financieel overzicht doel</h2>"
OTHER_SITE = "raalte.jaarverslag-2024.nl/p7/doel-1-2-3-veilig-samen-wonen.html"


def before_the_table(markup: str) -> str:
    return GOOD.replace(FINANCE, markup + FINANCE)


def whole_page(result: PageResult) -> bool:
    """Whether the good page came out as if nothing were wrong with it."""
    return (
        len(result.tables["baten_lasten"]) == 25
        and amounts(result)["verschil", "resultaat"] == 1_205_000
        and {c.status for c in result.tables["checks"]} == {"exact"}
        and {a.reliability for a in result.tables["baten_lasten"]} == {"proven"}
    )


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


def test_row_07_an_index_page_has_no_data_and_is_no_error() -> None:
    links = "".join(f'<li><a href="/p{n}/doel-1-{n}">Doel 1.{n} wonen</a></li>' for n in range(1, 20))
    index = f"<html><body><h1>Programma's</h1><ul>{links}</ul></body></html>"
    page = read(index, "zwolle.jaarverslag-2024.nl/p2/programmas.html")
    assert (page.page.status, codes(page)) == ("no_data", set())
    _, (publication,) = assemble([page, read(GOOD)])
    assert (publication.pages, publication.pages_no_data, publication.pages_quarantined) == (2, 1, 0)


def test_row_08_cut_in_the_table() -> None:
    cut = GOOD[: GOOD.index("Begroting t/m december") + 9]
    finding = refused(read(cut), "TRUNCATED", at="page", shows="Begroting")
    assert "</html>" in finding.expected


def test_row_09_cut_inside_a_character() -> None:
    content = GOOD.encode()
    cut = content[: content.index("ë".encode()) + 1]
    finding = refused(read(cut), "TRUNCATED", at=f"byte {len(cut)}", shows="Financi")
    assert "inside a character" in finding.message


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


def test_row_18_characters_no_page_can_print() -> None:
    page = read(GOOD.replace("vijf wijken", "vijf\x00 wij\x01ken &#55296; &#x110000;"))
    assert {(f.severity, f.found) for f in page.findings if f.code == "BAD_CHAR"} == {("warning", "2")}
    assert whole_page(page)
    in_amount = read(GOOD.replace("40.300", "40.3\x0100"))
    assert ("rekening", "lasten") not in amounts(in_amount)
    assert "row 6" in found(in_amount, "AMOUNT_UNPARSED", "error").location


def test_row_19_blanks_of_every_kind() -> None:
    odd = GOOD.replace("Begroting t/m december", "Begroting\u00a0t/m\u200b dec\u00adember")
    odd = odd.replace("41.500<", "41.500\u00a0<").replace("<th>Lasten", "<th>\u2009Las\u00adten")
    page = read(odd)
    assert (page.page.status, whole_page(page)) == ("ok", True)
    (amount,) = (a for a in page.tables["baten_lasten"] if (a.row_no, a.column_no) == (5, 2))
    assert "december" in amount.row_label.replace("\u00ad", "")


def test_row_20_three_hundred_unclosed_tags() -> None:
    page = read(before_the_table("<b>" * 300))
    assert (page.page.reader, page.page.status) == ("beautifulsoup4", "ok")
    assert whole_page(page)


def test_row_21_a_hundred_thousand_nested_tags() -> None:
    start = time.monotonic()
    refused(read(before_the_table("<div>" * 100_000)), "TOO_DEEP", at="page", shows="2000 levels")
    assert time.monotonic() - start < 5


def test_row_22_too_large(tmp_path: Path) -> None:
    file = store(tmp_path / "raw", JAARSTUKKEN, b"<html>")
    with file.open("ab") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    start = time.monotonic()
    (unread_file,) = sources(tmp_path / "raw")
    assert time.monotonic() - start < 1
    assert isinstance(unread_file, Unread)
    refused(unread(unread_file.path, unread_file.finding), "TOO_LARGE", at="file", shows="209715200 bytes")
    refused(read(b"<html>" + b" " * (20 * 1024 * 1024)), "TOO_LARGE", at="page", shows="bytes")


def test_row_22_a_large_attribute_is_no_reason() -> None:
    assert whole_page(read(before_the_table(f'<img src="data:image/png;base64,{"A" * 11_000_000}">')))


def test_row_23_tables_no_page_can_show() -> None:
    cells = "<table>" + ("<tr>" + "<td>1" * 1000) * 1000 + "</table>"
    refused(read(before_the_table(cells)), "TOO_LARGE", at="page", shows="1000048")
    wide = f"<table><tr>{'<td>1' * 50_001}</table>"
    refused(read(before_the_table(wide)), "TOO_LARGE", at="page", shows="50001 columns")
    page = read(GOOD.replace("<th>Saldo", '<th colspan="1000000000">Saldo'))
    refused(page, "COLUMN_DUPLICATE", at="table 1", kept=True)
    assert max(cell.column_span for cell in page.tables["table_cells"]) == 1_000


def test_row_24_entities_are_never_expanded() -> None:
    subset = '[<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]'
    page = read(GOOD.replace("<!doctype html>", f"<!DOCTYPE html {subset}>").replace("vijf wijken", "&b; en &x;"))
    text = "\n".join(s.text for s in page.tables["sections"])
    assert "&b; en &x;" in text
    assert not any(word in text for word in ("lol", "root:", "ENTITY"))
    assert (page.page.status, whole_page(page)) == ("ok", True)


@pytest.mark.parametrize(
    "markup",
    ["<![CDATA[ x ]]>", "<!", "<svg><text>€ 5</text></svg>", "<template><p>€ 7</p></template>",
     "<frameset><frame src=x></frameset>", "<p", "</", "<a b='", "<math><mi>x</mi></math>"],
)  # fmt: skip
def test_row_25_odd_markup_never_fails(markup: str) -> None:
    page = read(before_the_table(markup))
    assert page.page.status != "quarantined"
    assert "INTERNAL" not in codes(page)
    assert {t.amount_eur for t in page.tables["text_amounts"]}.isdisjoint({5, 7})


def test_row_25_plaintext_hides_the_rest_of_the_page() -> None:
    page = read(before_the_table("<plaintext>"))
    severity, where, shown = told(page, "MARKUP_IN_TEXT")
    assert (severity, page.page.status) == ("warning", "ok_with_findings")
    assert where.startswith("block ")
    assert FINANCE in shown


def test_row_26_amounts_in_scripts_and_styles() -> None:
    hidden = '<script>a="€ 5.000"</script><style>p{content:"€ 6.000"}</style><noscript>€ 7.000</noscript>'
    page = read(before_the_table(hidden))
    printed = [t.amount_eur for t in page.tables["text_amounts"]]
    assert printed == [t.amount_eur for t in read(GOOD).tables["text_amounts"]]
    assert whole_page(page)


@pytest.mark.parametrize("attribute", ['style="display: none"', 'aria-hidden="true"', "hidden"])
def test_row_27_a_hidden_table_is_recorded_and_not_used(attribute: str) -> None:
    second = f"<div {attribute}>{table(HEADS, RESULT, CAPTION)}</div>"
    page = read(GOOD.replace("</table>", f"</table>{second}", 1))
    assert told(page, "HIDDEN_TABLE") == ("warning", "table 2", "Lasten")
    assert {a.table_no for a in page.tables["baten_lasten"]} == {1}
    assert {c.table_no for c in page.tables["table_cells"]} == {1, 2}
    assert whole_page(page)
