"""What is never closed and swallows the rest of a page makes it TRUNCATED; what only looks so does not."""

from __future__ import annotations

import pytest

from pipeline.readers.html.site.menu_run import take_out
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


OWN = [
    "<dialog><h2>Cookies</h2><p>Wij gebruiken cookies.</p>",
    "<video><p>Uw browser toont geen video.</p>",
    "<object data=x><p>Geen plug-in.</p>",
    "<canvas><p>Grafiek van de indicatoren.</p>",
]


@pytest.mark.parametrize("markup", OWN)
def test_what_hides_its_own_words_alone_leaves_the_page_to_be_read(markup: str) -> None:
    page = read(f"{GOOD[:TOP]}<div>{markup}</div>{GOOD[TOP:]}")
    assert page.page.status == "ok_with_findings"
    assert "Cookies" in (told := found(page, "UNCLOSED_MARKUP", "warning").found) or told.split()[0] in markup
    assert len(page.tables["baten_lasten"]) == len(read(GOOD).tables["baten_lasten"])


@pytest.mark.parametrize(
    "held",
    [
        "<h1>Doel 1.2.3</h1><p>Tekst.</p>",
        "<ul><li>We bouwen.</li></ul>",
        "<h3>Criteria</h3><p>Kort.</p>",
        "<p>" + "Lang verhaal. " * 20 + "</p>",
        "<table><tr><td>1</td></tr></table>",
    ],
)
def test_what_may_be_of_the_report_is_swallowed_although_the_page_goes_on(held: str) -> None:
    told = swallowed(f"<body><div><dialog>{held}</div><h2>Activiteiten</h2><p>Tekst.</p></body></html>")
    assert told is not None
    assert told.code == "TRUNCATED"


def test_the_whole_page_in_one_is_swallowed_however_little_it_says() -> None:
    told = swallowed("<body><div><dialog><h2>Doel</h2><p>Kort.</p></div></body></html>")
    assert told is not None
    assert told.code == "TRUNCATED"


@pytest.mark.parametrize(
    "attribute", ['class="kop>', "class='kop>", 'data-x = "1', '@click="open>', 'id=a class="kop" title="x>']
)
@pytest.mark.parametrize("behind", ["", "<p class=\"a\">Tekst</p><p class='b'>Tekst</p>"])
def test_an_attribute_that_is_never_closed_swallows_what_follows(attribute: str, behind: str) -> None:
    page = read(GOOD.replace("<h1>", f"<h1 {attribute}", 1).replace("</table>", f"</table>{behind}", 1))
    assert page.page.status == "quarantined"
    assert "attribute" in found(page, "TRUNCATED", "error").message


def test_an_attribute_that_swallows_a_few_words_is_told() -> None:
    page = read(GOOD.replace("</table>", '</table><p>Zie <a href="/a>deze</a> of <a href="/b">die</a> nota.</p>', 1))
    assert page.page.status == "ok_with_findings"
    assert found(page, "UNCLOSED_MARKUP", "warning").found == "deze of"


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="intro"">Tekst.</p>',
        '<p title="Home > Begroting"">Tekst.</p>',
        '<p title="De "beste" stad">Tekst.</p>',
        '<p data-content="<p>Tekst.</p>">Tekst.</p>',
        "<p>Tekst van foto's: x = \"y</p>",
        "<script>var a='b=';</script>",
        '<img alt="">',
    ],
)
def test_other_marks_in_attributes_and_text_swallow_nothing(markup: str) -> None:
    page = read(GOOD.replace("</table>", f"</table>{markup}", 1))
    assert not {told.code for told in page.findings} & {"UNCLOSED_MARKUP", "TRUNCATED"}


LINKS = '<li><a href="/p1">Doel 1.2.3</a></li>' * 90


@pytest.mark.parametrize("tag", [*UNCLOSED, "<svg></svg>", "<!-- <script>x --></script>", "<p title='<svg>'>"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_a_menu_leaves_open_is_told_without_a_look_at_its_links(tag: str, place: int) -> None:
    parts = ["<html><body>", f"<nav><ul>{LINKS}</ul></nav>", GOOD[TOP:]]
    parts.insert(place + 1, f"{tag}<p>Tekst.</p>")
    page = "".join(parts)
    taken = take_out(page.encode())
    assert taken is not None
    assert swallowed(page, taken.markup.decode()) == swallowed(page)


def test_where_all_is_closed_the_links_of_a_menu_are_not_looked_at() -> None:
    assert swallowed("<svg><h1>Doel</h1>") is not None
    assert swallowed("<svg><h1>Doel</h1>", "<h1>Doel</h1>") is None
