"""Breadcrumbs in markup that says little or nothing about them."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Ignored
from pipeline.readers.html import read_markup

DOMAIN = ("Domeinen", "Fysiek domein")


@pytest.mark.parametrize(
    ("crumbs", "names"),
    [
        ("<ul class=bc><li>Domeinen</li><li>Fysiek domein</li></ul>", DOMAIN),
        (
            "<div class=crumbs><span>Domeinen</span><span aria-hidden=true>/</span><span>Fysiek domein</span></div>",
            DOMAIN,
        ),
        ("<div class=crumbs><a>Domeinen</a><svg></svg><span>Fysiek domein</span></div>", DOMAIN),
        ("<p class=crumb>Domeinen</p><p class=crumb>Fysiek domein</p>", DOMAIN),
        ("<div>Berap 2020-2\nportal</div><div>Domeinen</div><div>Fysiek domein</div>", ("Berap 2020-2", *DOMAIN)),
        ("<p>Domeinen</p><h3>Fysiek domein</h3>", DOMAIN),
        ("<div>Domeinen<br>Fysiek domein</div>", DOMAIN),
        ("<ul><li>Wonen</li><li>Werken</li></ul>", ()),
    ],
)
def test_names_above_the_title(crumbs: str, names: tuple[str, ...]) -> None:
    document = read_markup(f"<body>{crumbs}<h1>Doel 7.3.1 Wijkbeheer</h1><p>Onderhoud van de stad.</p>")
    assert document.breadcrumb == names


JSON = '{"@type":"BreadcrumbList","itemListElement":[%s]}'
ITEMS = '{"position":2,"item":{"name":"Fysiek domein"}},{"position":1,"name":"Domeinen"}'


@pytest.mark.parametrize(
    "crumbs",
    [
        "<div><span>Domeinen</span><span>Fysiek domein</span></div>",
        "<nav><span>Domeinen</span><span>Fysiek domein</span></nav>",
        "<nav><ol><li>Domeinen</li><li>Fysiek domein</li></ol></nav>",
        "<header><div><p><b>Domeinen</b></p><p>Fysiek domein</p></div></header>",
        "<x-crumbs><span>Domeinen</span><span>›</span><span>Fysiek domein</span></x-crumbs>",
        "<div>U bent hier: <a href=/d>Domeinen</a> <a href=/f>Fysiek domein</a></div>",
        "<div><i>U bent hier:</i><span>Domeinen</span><svg></svg><span>Fysiek domein</span></div>",
        "<nav aria-label=Kruimelpad><h2>Kruimelpad</h2><ul><li>Domeinen<li>Fysiek domein</ul></nav>",
        "<div itemtype='https://schema.org/BreadcrumbList'><b>Domeinen</b><b>Fysiek domein</b></div>",
        "<div>Domeinen | Fysiek domein</div>",
        f"<script type=application/ld+json>{JSON % ITEMS}</script>",
        f'<script type=application/ld+json>{{"@graph":[{{"@type":"WebPage"}},{JSON % ITEMS}]}}</script>',
    ],
)
def test_names_that_only_a_style_parts_or_a_script_tells(crumbs: str) -> None:
    document = read_markup(f"<body>{crumbs}<h1>Doel 7.3.1 Wijkbeheer</h1><p>Onderhoud van de stad.</p>")
    assert document.breadcrumb == DOMAIN
    assert [block.text for block in document.blocks if not isinstance(block, (Grid, Ignored))] == [
        "Doel 7.3.1 Wijkbeheer",
        "Onderhoud van de stad.",
    ]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav><span>Domeinen</span><span>Programma's</span><span>Paragrafen</span></nav>",
        "<nav><a href=/d>Domeinen</a><a href=/s>Sociaal domein</a><a href=/f>Fysiek domein</a></nav>",
        "<div><span>Domeinen</span><span>Financiën</span></div>",
        "<div>Domeinen | Financiën | Paragrafen</div>",
        "<div><span>Wonen</span><span>Werken</span></div>",
        "<script type=application/ld+json>{broken BreadcrumbList</script>",
        '<script type=application/ld+json>{"@type":"BreadcrumbList","itemListElement":"x"}</script>',
    ],
)
def test_menus_are_no_trail(menu: str) -> None:
    assert read_markup(f"<body>{menu}<h1>Doel 7.3.1 Wijkbeheer</h1><p>Onderhoud.</p>").breadcrumb == ()


def test_a_visible_trail_goes_before_one_that_is_told() -> None:
    told = JSON % '{"name":"Home"},{"name":"Sociaal domein"}'
    page = (
        f"<body><p>Domeinen &gt; Fysiek domein</p><script type=application/ld+json>{told}</script><h1>Doel 7.3.1 A</h1>"
    )
    assert read_markup(page).breadcrumb == DOMAIN


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<p><a href=/>Domeinen</a> » <a href=/d>Fysiek domein</a></p>", DOMAIN),
        ("<p><a href=/a>De nota wonen</a> / <a href=/b>De nota verkeer</a></p>", ()),
        ("<p>Wonen.</p><p><a href=/>Domeinen</a> » <a href=/d>Fysiek domein</a></p>", ()),
    ],
)
def test_links_right_below_the_title_may_be_its_trail(below: str, names: tuple[str, ...]) -> None:
    document = read_markup(f"<h1>Doel 7.3.1 Wijkbeheer</h1>{below}<p>Onderhoud van de stad.</p>")
    assert document.breadcrumb == names


def test_what_says_that_a_trail_follows_is_no_name_on_it() -> None:
    crumbs = "<div><span>U bevindt zich hier:</span><a href=/>9 Cultuur</a></div>"
    assert read_markup(f"{crumbs}<h1>Doelen</h1><p>Onderhoud.</p>").breadcrumb == ("9 Cultuur",)
