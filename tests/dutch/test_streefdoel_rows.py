"""Goals inside one table of 2014-2016."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch.streefdoel import StreefdoelGoal, goal_ids_of_rows, row_kind, split_streefdoel_rows

EFFECTS = ["Doelstellingen/maatschappelijke effecten", "", ""]
STREEFDOEL = ["Streefdoel/indicator", "", ""]
HEAD = ["Nulsituatie", "Norm voor 2014", "Wat is in 2014 gerealiseerd"]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (EFFECTS, "effects"),
        (["Doelstellingen & maatschappelijke effecten"] * 3, "effects"),
        (["\xa0", "Streefdoel / indicator:", ""], "streefdoel"),
        (HEAD, "head"),
        (["Relaties met andere programma’s\nProgramma 6."], "aside"),
        (["bron:\npolitie Oost-NL (2015)"], "aside"),
        (["Nulsituatie wordt eind 2015\nvastgesteld."], "text"),
        (["", ""], "text"),
        ([], "text"),
    ],
)
def test_row_kind(texts: list[str], kind: str) -> None:
    assert row_kind(texts) == kind


def test_two_goals_in_one_table() -> None:
    """jaarverslag-2014 p1696: the title of the second goal is a row above its label."""
    rows = [
        ["Zwolle blijft bouwen: nieuwbouwprogramma", "", ""],
        EFFECTS,
        ["Kopers en huurders hebben keuze.", "", ""],
        STREEFDOEL,
        ["Netto minimaal 400 woningen.", "", ""],
        HEAD,
        ["In 2013 500 woningen.", "De norm is 400:", "619 gereed."],
        ["", "180 in Stadshagen.", ""],
        ["Zwolle blijft bouwen: keuzevrijheid"] * 3,
        EFFECTS,
        ["• Particulier opdrachtgeverschap\n• wordt gestimuleerd.", "", ""],
        STREEFDOEL,
    ]
    assert split_streefdoel_rows(rows) == [
        StreefdoelGoal(1, 8, rows[0][0], ("Kopers en huurders hebben keuze.",), True),
        StreefdoelGoal(9, 12, rows[8][0], ("• Particulier opdrachtgeverschap", "• wordt gestimuleerd."), True),
    ]


def test_a_table_of_labels_and_values() -> None:
    rows = [["Doelstellingen/maatschappelijke effecten", "De stad is groen."], ["Nulsituatie", "62 %"]]
    assert [part.statement_lines for part in split_streefdoel_rows(rows)] == [("De stad is groen.",)]


def test_the_last_row_of_a_goal_is_not_the_title_of_the_next() -> None:
    rows = [
        STREEFDOEL,
        ["Minimaal 11%.", "", ""],
        HEAD,
        ["In het programma is 8% opgenomen", "", ""],
        EFFECTS,
        ["Zin."],
    ]
    parts = split_streefdoel_rows(rows)
    assert [(part.first_row, part.last_row, part.title, part.begins) for part in parts] == [
        (1, 4, None, False),
        (5, 6, None, True),
    ]


@pytest.mark.parametrize(
    ("aside", "title"),
    [
        (["bron: politie Oost-NL (2015)"] * 3, "Veilige wijken"),
        (["Bronnen: politie\nGemeente Zwolle", "", ""], "Veilige wijken"),
        (["bron:"] * 3, None),
        (["Relaties met andere programma's"] * 3, None),
    ],
)
def test_a_title_below_a_source_is_one(aside: list[str], title: str | None) -> None:
    """Below a label without its text the row is that text, not the title of the next goal."""
    rows = [STREEFDOEL, ["x."], HEAD, ["1", "2", "3"], aside, ["Veilige wijken"] * 3, EFFECTS, ["Zin."]]
    assert split_streefdoel_rows(rows)[-1].title == title


def test_doubled_title_without_a_label() -> None:
    """begroting-2016, programme 12: `Jeugdhulp` / `Jeugdhulp`, a sentence, Streefdoel."""
    rows = [STREEFDOEL, ["x."], HEAD, ["-", "-", "Doen."], ["Jeugdhulp"], ["Jeugdhulp"], ["Tijdige hulp."], STREEFDOEL]
    last = split_streefdoel_rows(rows)[-1]
    assert last == StreefdoelGoal(5, 8, "Jeugdhulp", ("Tijdige hulp.",), True)


def test_goal_ids_of_rows() -> None:
    going_on = StreefdoelGoal(1, 4, None, (), False)
    begins = StreefdoelGoal(5, 9, "Titel", (), True)
    assert goal_ids_of_rows([going_on, begins], ["a/new"], "a/open") == ("a/open", "a/new")
    assert goal_ids_of_rows([going_on, begins], ["a/open", "a/new"], "a/open") == ("a/open", "a/new")
    assert goal_ids_of_rows([going_on], ["a/first"], None) == ("a/first",)
    assert goal_ids_of_rows([begins], [], None) == (None,)


ROWS = st.lists(st.sampled_from([EFFECTS, STREEFDOEL, HEAD, ["Titel", "", ""], ["Zin.", "", ""], ["a", "b", "c"], []]))


@given(ROWS)
def test_parts_cover_every_row_once(rows: list[list[str]]) -> None:
    parts = split_streefdoel_rows(rows)
    covered = [row for part in parts for row in range(part.first_row, part.last_row + 1)]
    assert covered == list(range(1, len(rows) + 1))
    assert sum(row_kind(row) == "effects" for row in rows) <= sum(part.begins for part in parts)
