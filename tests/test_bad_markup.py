"""Rows 18-27 of the bad-input catalogue (INTEGRITY section 3): characters, sizes, markup. One test per row."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.parse import unread
from pipeline.sources.folder import Unread, sources
from report_pages import (
    CAPTION,
    HEADS,
    JAARSTUKKEN,
    RESULT,
    amounts,
    codes,
    found,
    jaarstukken,
    read,
    refused,
    store,
    table,
    told,
    whole_page,
)

GOOD = jaarstukken()
FINANCE = "<h2>Financieel overzicht doel</h2>"


def before_the_table(markup: str) -> str:
    return GOOD.replace(FINANCE, markup + FINANCE)


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
     "<frameset><frame src=x></frameset>", "<p", "</", "<math><mi>x</mi></math>"],
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
