"""Counts of items on the names of parts: badges on headings, tabs and toggles."""

from __future__ import annotations

import pytest

from pipeline.model import Heading, Ignored, Paragraph
from pipeline.page.labels import find_label
from pipeline.readers.html import read_markup

LIST = "<ul><li>een</li><li>twee</li></ul>"


def headings(markup: str) -> list[str]:
    blocks = read_markup(f"<body><h1>Doel 1.2.3 Sport</h1>{markup}</body>").blocks
    return [block.text for block in blocks if isinstance(block, Heading)][1:]


@pytest.mark.parametrize(
    ("markup", "left_out"),
    [
        ("<h2>Criteria<span>3</span></h2>", ["3"]),
        ("<h2>Criteria <span class='badge'>(3)</span></h2>", ["(3)"]),
        ("<h2><button aria-expanded=false>Criteria<s-n>3</s-n><span class=sr-only>, </span><i><b>Toon</b></i></button>",
         ["Toon", ",", "3"]),
        ("<details><summary>Criteria <small>3 items</small></summary></details>", ["3 items"]),
        ("<div role=button aria-expanded=true><b>Criteria</b><x-note>3 onderdelen</x-note></div>", ["3 onderdelen"]),
    ],
)  # fmt: skip
def test_a_count_on_the_label_of_a_part(markup: str, left_out: list[str]) -> None:
    assert headings(markup + LIST) == ["Criteria"]
    blocks = read_markup(f"<body><h1>Doel 1.2.3 Sport</h1>{markup}{LIST}").blocks
    assert [block.text for block in blocks if isinstance(block, Ignored)] == left_out


def test_a_count_on_another_name_in_the_same_form() -> None:
    """A theme or a goal of 2014-2016 has no label: the counts beside the labels of the page show what they are."""
    theme = f"<h3>Wonen<em>2</em></h3>{LIST}"
    assert headings(f"<h2>Activiteiten<em>4</em></h2>{theme}") == ["Activiteiten", "Wonen"]
    assert headings(f"<h2>Activiteiten</h2>{theme}") == ["Activiteiten", "Wonen2"]
    assert headings(f"<h2>Activiteiten</h2><h3>Wonen <span class=count>2</span></h3>{LIST}") == [
        "Activiteiten",
        "Wonen",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Programma <span>3</span>",
        "CO<sub>2</sub>",
        "Gebouw <b>A12</b>",
        "Wijk<span> 3 en 4</span>",
        "<span>2024</span>",
    ],
)
def test_numbers_that_are_part_of_a_name(heading: str) -> None:
    printed = heading.replace("<", "\n<").replace(">", ">\n")
    text = "".join(line for line in printed.split("\n") if not line.startswith("<"))
    assert headings(f"<h2>Activiteiten</h2><h3>{heading}</h3>{LIST}") == ["Activiteiten", text]


def test_counts_on_tabs() -> None:
    tabs = "".join(
        f"<button role=tab aria-controls={n}>{n}<span>2</span></button>" for n in ("Criteria", "Activiteiten")
    )
    panels = "".join(f"<div role=tabpanel id={name}>{LIST}</div>" for name in ("Criteria", "Activiteiten"))
    assert headings(f"<div role=tablist>{tabs}</div>{panels}") == ["Criteria", "Activiteiten"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Criteria3", "criteria"),
        ("Criteria (3 items)", "criteria"),
        ("Activiteiten [12]", "activities"),
        ("Indicatoren (4)", "indicators"),
        ("Doelstelling 1", None),
        ("Criteria 3", None),
        ("Toelichting2", None),
    ],
)
def test_labels_with_a_count(text: str, kind: str | None) -> None:
    label = find_label(text)
    assert (label.kind if label else None) == kind


def test_a_badge_behind_a_bold_label() -> None:
    blocks = read_markup("<h1>Doel 1.2.3 Sport</h1><p><b>Criteria</b> <span class=badge>3</span></p><p>een").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Criteria", "een"]
    blocks = read_markup("<h1>Doel 1.2.3 Sport</h1><p>Er zijn <span class=badge>3</span></p><p>een").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Er zijn 3", "een"]
