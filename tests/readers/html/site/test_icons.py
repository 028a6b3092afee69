from __future__ import annotations

import pytest

from pipeline.model import Ignored
from pipeline.readers.html import read_markup

CRUMBS = "<nav><a href='/'>Domeinen</a>{0}<a href='/d'>Fysiek domein</a>{0}</nav>"
ICONS = [
    "<mat-icon>chevron_right</mat-icon>",
    "<i class='material-icons'>chevron_right</i>",
    "<span class='material-symbols-outlined'> home </span>",
]


@pytest.mark.parametrize("icon", ICONS)
def test_the_word_that_a_font_draws_is_not_printed(icon: str) -> None:
    page = f"<html><body>{CRUMBS.format(icon)}<h1>{icon}Doel 1.2.3 Zorg{icon}</h1><p>{icon} Tekst</p></body></html>"
    document = read_markup(page)
    assert document.breadcrumb == ("Domeinen", "Fysiek domein")
    assert [b.text for b in document.blocks if not isinstance(b, Ignored)] == ["Doel 1.2.3 Zorg", "Tekst"]


def test_words_beside_it_stay() -> None:
    page = "<html><body><p><i class=material-icons>Groei in 2026</i> <i>home</i> <mat-icon>ok</mat-icon></p></body>"
    assert [b.text for b in read_markup(page).blocks] == ["Groei in 2026 home"]
