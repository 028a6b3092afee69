"""Pages that hold their report as a string of markup."""

from __future__ import annotations

import json
from html import escape

import pytest

from pipeline.model import Grid, Ignored
from pipeline.readers.html import read_markup

REPORT = (
    "<h1>Doel 1.2.3 Sport</h1><p>We sporten meer, in de stad en op het land, met jong en oud.</p><h2>Criteria</h2>"
    "<ul><li>Zwollenaren sporten meer dan eens in de week.</li><li>Sport is er voor wie een beperking heeft.</li></ul>"
)
DATA = json.dumps({"props": [{"x": 1}, {"html": REPORT}]})


def printed(body: str) -> tuple[list[str], list[str]]:
    document = read_markup(f"<html><head><title>Doel 1.2.3</title></head><body>{body}</body></html>")
    texts = [b.text for b in document.blocks if not isinstance(b, (Grid, Ignored))]
    assert document.title == "Doel 1.2.3"
    return texts, [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=app></div><textarea hidden>{escape(REPORT)}</textarea>",
        f"<p>Even geduld.</p><iframe srcdoc='{escape(REPORT)}'></iframe>",
        f"<frameset><frame src=a.html><noframes><body>{REPORT}</body></noframes></frameset>",
        f"<div id=app></div><script type=text/x-template>{REPORT}</script>",
        f"<div id=app></div><script type=text/html>{REPORT}</script>",
        f"<div id=app></div><script type=application/json>{DATA}</script>",
        f"<div id=app></div><script type=application/json>{DATA.replace('</', '<' + chr(92) + '/')}</script>",
    ],
)
def test_the_report_is_read_from_a_string(body: str) -> None:
    texts, codes = printed(body)
    assert texts == read_texts(REPORT)
    assert codes == ["PAGE_HELD"]


def test_a_frame_below_a_heading_is_read_where_it_stands() -> None:
    body = f"<h1>Doel 1.2.4 Jeugd</h1><iframe srcdoc='{escape('<p>We groeien op.</p>')}'></iframe><p>Slot.</p>"
    assert printed(body) == (["Doel 1.2.4 Jeugd", "We groeien op.", "Slot."], [])


def read_texts(markup: str) -> list[str]:
    return [b.text for b in read_markup(f"<body>{markup}").blocks if not isinstance(b, (Grid, Ignored))]


@pytest.mark.parametrize(
    "beside",
    [
        f"<textarea>{escape(REPORT)}</textarea>",
        f"<script type=text/html>{REPORT}</script>",
        f"<script type=application/json>{DATA}</script>",
    ],
)
def test_a_page_that_prints_its_report_is_read_as_it_stands(beside: str) -> None:
    assert printed(f"<h1>Doel 1.2.4 Jeugd</h1><p>We groeien op.</p>{beside}") == (
        ["Doel 1.2.4 Jeugd", "We groeien op."],
        [],
    )


@pytest.mark.parametrize(
    "body",
    [
        "<textarea>Uw reactie</textarea>",
        "<script type=application/json>{broken</h1></h1></h1></h1></h1></h1></script>",
        f"<script>var page = {json.dumps(REPORT)}</script>",
    ],
)
def test_strings_that_are_no_report(body: str) -> None:
    assert printed(f"<p>Even geduld.</p>{body}") == (["Even geduld."], [])


@pytest.mark.parametrize(
    "asked",
    ["Zet JavaScript aan.", "Deze site werkt alleen met JavaScript.", "Please enable JavaScript to view this page."],
)
def test_a_report_for_readers_without_scripts(asked: str) -> None:
    more = "<p>" + "De stad telt veel clubs en velden. " * 12 + "</p>"
    texts, _ = printed(f"<div id=app></div><noscript><p>{asked}</p>{REPORT}{more}</noscript>")
    assert texts[0] == "Doel 1.2.3 Sport"
    assert asked not in texts
    assert printed(f"<h1>Doel 1.2.4 Jeugd</h1><noscript><p>{asked}</p></noscript>")[0] == ["Doel 1.2.4 Jeugd"]
