"""Parts of a page whose name is no heading but an attribute."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Ignored
from pipeline.readers.html import read_markup

LIST = "<ul><li>een</li><li>twee</li></ul>"


def printed(markup: str) -> list[str]:
    """The texts of the page below its title, headings with a `#` for each level."""
    blocks = read_markup(f"<body><h1>Doel 1.2.3 Sport</h1>{markup}</body>").blocks[1:]
    return [
        f"{'#' * block.level} {block.text}" if isinstance(block, Heading) else block.text
        for block in blocks
        if not isinstance(block, (Grid, Ignored))
    ]


HEADED = ["## Criteria", "een", "twee"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<section aria-label='Criteria'>{LIST}</section>",
        f"<div role=region aria-label=' Criteria '>{LIST}</div>",
        f"<ul aria-label='Criteria'>{LIST[4:]}",
        f"<nav><ul><li><a id=a href='#c'>Criteria</a></ul></nav><section id=c aria-labelledby=a>{LIST}</section>",
        f"<h2 id=a hidden>Criteria</h2><section aria-labelledby=a>{LIST}</section>",
        f"<x-part><x-panel heading='Criteria'>{LIST}</x-panel></x-part>",
        f"<section data-title=Criteria>{LIST}</section>",
    ],
)
def test_a_name_that_no_heading_prints_is_one(markup: str) -> None:
    assert printed(markup) == HEADED


@pytest.mark.parametrize(
    "markup",
    [
        f"<section aria-label=Criteria><h2>Criteria</h2>{LIST}</section>",
        f"<section aria-label=Criteria><div><span>1</span> <h2>Criteria</h2></div>{LIST}</section>",
        f"<h2>Criteria</h2><div role=region aria-label=Criteria>{LIST}</div>",
        f"<div><h2 id=a>Criteria</h2></div><div role=region aria-labelledby=a>{LIST}</div>",
        f"<section aria-labelledby=a><h2 id=a>Criteria</h2>{LIST}</section>",
        f"<h2 id=a role=tab>Criteria</h2><div role=tabpanel aria-labelledby=a style='display:none'>{LIST}</div>",
    ],
)
def test_a_name_that_is_printed_stands_once(markup: str) -> None:
    found = printed(markup)
    assert found[-2:] == ["een", "twee"]
    assert sum("Criteria" in text for text in found) == 1


def test_sections_beside_and_inside_one_that_is_named_for_a_part() -> None:
    """A goal of 2014-2016 or a theme: names that no table of labels holds."""
    theme = f"<section aria-label='Wonen in de wijk'>{LIST}</section>"
    assert printed(f"<section aria-label=Activiteiten>{theme}</section>") == [
        "## Activiteiten",
        "### Wonen in de wijk",
        "een",
        "twee",
    ]
    beside = "<section aria-label=Jeugdhulp><p>Kinderen groeien veilig op.</p></section>"
    assert printed(f"{beside}<section aria-label=Criteria>{LIST}</section>")[:2] == [
        "## Jeugdhulp",
        "Kinderen groeien veilig op.",
    ]
    with_table = beside.replace("</section>", "<table><tr><td><p>5<td>6</table></section>")  # text beside a table
    assert printed(f"{with_table}<section aria-label=Criteria>{LIST}</section>")[0] == "## Jeugdhulp"


@pytest.mark.parametrize(
    "markup",
    [
        f"<section aria-label=Hoofdinhoud><h2>Criteria</h2>{LIST}</section>",
        f"<h2>Criteria</h2><div role=region aria-label='Lijst, schuifbaar'>{LIST}</div>",
        f"<h2>Criteria</h2><ul aria-label='Lijst met criteria'>{LIST[4:]}",
        f"<h2>Criteria</h2><section aria-label=Criteria-lijst title='Zie hieronder'>{LIST}</section>",
    ],
)
def test_names_of_frames_are_no_headings(markup: str) -> None:
    assert printed(markup) == HEADED


def test_a_frame_around_the_page_is_not_its_first_part() -> None:
    page = read_markup(f"<body><div aria-label=Beschrijving><h1>Doel 1.2.3 Sport</h1>{LIST}</div>")
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == ["Doel 1.2.3 Sport"]


def test_a_table_that_scrolls_in_a_named_frame() -> None:
    table = "<table><tr><th>Lasten<th>Baten<tr><td>5<td>6</table>"
    page = f"<h2>Criteria</h2>{LIST}<div role=region aria-label='Tabel met cijfers' tabindex=0>{table}</div>"
    assert printed(page) == HEADED
