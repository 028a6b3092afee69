from __future__ import annotations

from narrative_pages import grid, page

from pipeline.model import Item
from pipeline.tables import policy_documents


def rows(*blocks):
    return policy_documents.read(page(("policy_documents", "Kaderstellende nota('s)", list(blocks)))).rows


def test_grid_of_names_and_descriptions():
    read = rows(
        grid(
            ("Beleidsdocument", "Vastgesteld"),
            ("Regiovisie beschermd wonen 2023-2032", ""),
            ("Deze regiovisie beschrijft hoe de gemeenten samenwerken.",),
            ("Beoordelingskader", "Raad 12 mei 2023"),
            ("Dit betreft het kader.",),
            ("Woonvisie", "2017"),
        )
    )
    assert [(r.title, r.established, r.year, r.description) for r in read] == [
        (
            "Regiovisie beschermd wonen 2023-2032",
            None,
            None,
            "Deze regiovisie beschrijft hoe de gemeenten samenwerken.",
        ),
        ("Beoordelingskader", "Raad 12 mei 2023", 2023, "Dit betreft het kader."),
        ("Woonvisie", "2017", 2017, None),
    ]
    assert [r.seq for r in read] == [1, 2, 3]


def test_description_beside_an_empty_cell():
    read = rows(grid(("Beleidsdocument", "Vastgesteld"), ("Woonvisie", ""), ("De visie geeft richting.", "")))
    assert [(r.title, r.description) for r in read] == [("Woonvisie", "De visie geeft richting.")]


def test_lines_and_links():
    read = rows("Groene Agenda (2015)\nWoonvisie", Item("Omgevingsvisie (raad, 2021): https://zwolle.nl/visie", 1))
    assert [(r.title, r.year, r.url) for r in read] == [
        ("Groene Agenda (2015)", 2015, None),
        ("Woonvisie", None, None),
        ("Omgevingsvisie (raad, 2021)", 2021, "https://zwolle.nl/visie"),
    ]


def test_empty_gives_none():
    assert rows() == rows("Niet van toepassing") == rows(grid(("Beleidsdocument", "Vastgesteld"), ("", ""))) == ()
