"""Breadcrumbs in markup that says little or nothing about them."""

from __future__ import annotations

import pytest

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
