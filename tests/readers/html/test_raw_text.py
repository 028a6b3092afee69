"""Long style sheets and scripts go before a page is parsed; what may be read stays."""

from __future__ import annotations

import pytest

from pipeline.readers.html import read_markup
from pipeline.readers.html.raw_text import shortened

RULES = "a{b:c}\n" * 1_000
CODE = "if(i<m.length){f(i)}\n" * 400
TEXT = "<h1>Doel 1.1.1 Wonen</h1><p>Tekst van het doel.</p>"


def page(head: str) -> str:
    return f"<html><head>{head}</head><body>{TEXT}</body></html>"


@pytest.mark.parametrize(
    "head", [f"<style>{RULES}</style>", f"<script src='a.js'>{CODE}</script>", f"<STYLE>\n{RULES}</Style >"]
)
def test_the_end_of_a_long_one_goes_and_the_page_reads_the_same(head: str) -> None:
    markup = page(head).encode()
    short = shortened(markup)
    assert len(short) < len(markup) - 4_000
    assert short.endswith(f"</head><body>{TEXT}</body></html>".encode())
    assert read_markup(page(head)).blocks == read_markup(page("")).blocks


@pytest.mark.parametrize(
    "head",
    [
        f"<style>{'a{b:c}' * 300}</style>",
        f'<script type="application/json">{CODE}</script>',
        f'<script type="text/x-template">{CODE}</script>',
        f"<script>{CODE}document.write('<p>a</p>'){CODE}</script>",
        f"<script><!--\n{CODE}--></script>",
        f"<!-- <style> --><p>{'Tekst. ' * 800}</p><style>a</style>",
        f'<script>{CODE}$RC("B:0","S:0")</script>',
        f"<style>{RULES}<script>{CODE}</style>",
        f"<style>{RULES}",
    ],
)
def test_what_may_be_read_or_is_not_what_it_seems_stays(head: str) -> None:
    assert shortened(page(head).encode()) == page(head).encode()


def test_no_character_is_cut() -> None:
    for blanks in range(3):
        shortened(page(f"<style>{'a' * blanks}{'€' * 4_000}</style>").encode()).decode()
