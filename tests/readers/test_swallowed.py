"""What is never closed and swallows the rest of a page makes it TRUNCATED; what only looks so does not."""

from __future__ import annotations

import pytest

from pipeline.readers.swallowed import swallowed
from report_pages import found, jaarstukken, read

GOOD = jaarstukken()
TOP = GOOD.index("<h1")
UNCLOSED = ["<select>", "<object>", "<textarea>", "<noscript>", "<title>", "<style>", "<script>", "<iframe>", "<svg>",
            "<video controls>", "<dialog>", "<!-- menu"]  # fmt: skip


@pytest.mark.parametrize("tag", UNCLOSED)
def test_what_swallows_a_page_is_told(tag: str) -> None:
    page = read(GOOD[:TOP] + tag + GOOD[TOP:])
    assert page.page.status == "quarantined"
    assert "never closed" in found(page, "TRUNCATED", "error").message


@pytest.mark.parametrize("tag", ["<textarea>", "<style>", "<select>", "<!-- a ", "<script>"])
def test_one_that_is_closed_behind_it_does_not_hide_it(tag: str) -> None:
    whole = tag + (" -->" if tag[1] == "!" else f"</{tag[1:]}")
    assert swallowed(f"<html><body>{tag}<h1>Doel 1.2.3</h1><p>Tekst.</p>{whole}</body></html>")


@pytest.mark.parametrize(
    "markup",
    [
        GOOD,
        "<li><svg><path></li><li>Lasten</li><h2>Doel</h2>",  # the item ends it
        "<svg class='x'/><h1>Doel</h1>",
        "<select><option>2024</select><h1>Doel</h1>",
        "<script>document.write('<script src=x><h1>a</h1><!--')</script><h1>Doel</h1>",
        "<template><h1>Doel</h1></template><dialog><table></table></dialog><p>Tekst.</p>",
        "<!-- <h1>oud</h1> --><p>Tekst.</p><!--[if lt IE 9]><!--><p>Tekst.</p><!--<![endif]-->",
        "<textarea>&lt;iframe&gt;</textarea><p>Tekst.</p></html><!-- served",
        "<h1>Doel</h1><p>Tekst.</p><canvas>",
        """<script type="application/ld+json">{"a": "<h1>Doel</h1> <script>"}</script><h1>Doel</h1>""",
        "<style>p {} /* <h1>Doel</h1> */</style><h1>Doel</h1>",
        "<!-- <h1>oud</h1> <!-- menu --> <p>oud</p> --><h1>Doel</h1><!-- voet -->",
        '<div data-content="<select> <!-- <script>"><h1>Doel</h1></div><p>Tekst.</p>',
    ],
)
def test_what_is_closed_or_swallows_nothing_is_left_alone(markup: str) -> None:
    assert swallowed(markup) is None
