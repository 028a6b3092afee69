"""Goals through invented publications: what becomes of each."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from goal_samples import edition, full_edition, goal, linked, material, sentence, series_of

from pipeline.derive.goal_links import goal_links

GREEN = "We houden de wijken groen en ruim"
HOMES = "We bouwen betaalbare huizen met de corporaties"
SPORT = "Zwollenaren sporten en bewegen in goede sportvoorzieningen"
CARE = "Het langdurig en/of intensief ondersteunen van inwoners om weer zelfredzaam te worden"


def test_the_cycle_goes_from_begroting_over_beraps_and_jaarstukken_to_the_next_begroting() -> None:
    cycle = ("begroting-2022", "berap-2022-1", "berap-2022-2", "jaarstukken-2022", "begroting-2023")
    links = linked([goal(publication, "7.1.1", GREEN) for publication in reversed(cycle)])
    assert list(links) == [f"{a}/7.1.1 > {b}/7.1.1" for a, b in pairwise(cycle)]
    assert set(links.values()) == {"same"}


def test_a_publication_that_lacks_the_goal_is_passed_over() -> None:
    goals = [goal("begroting-2022", "7.1.1", GREEN), *edition("berap-2022-1", c5_1_1=HOMES)]
    assert linked([*goals, goal("jaarstukken-2023", "7.1.1", GREEN)]) == {
        "begroting-2022/7.1.1 > jaarstukken-2023/7.1.1": "same"
    }


# issue 6, must show 1
def test_sport_of_2023_is_not_long_term_care_of_2024() -> None:
    goals = [
        goal("begroting-2023", "1.2.3", SPORT, "Sportvoorzieningen"),
        goal("begroting-2024", "1.2.3", CARE, "Langdurige en/of intensieve ondersteuning"),
    ]
    assert linked(goals) == {}
    moved = goal("begroting-2024", "1.4.1", SPORT, "Sportvoorzieningen")
    assert linked([*goals, moved]) == {"begroting-2023/1.2.3 > begroting-2024/1.4.1": "renumbered"}


@pytest.mark.parametrize("year", [2022, 2023])
def test_another_goal_under_the_same_code_is_not_the_same_in_any_year(year: int) -> None:
    assert linked([goal("begroting-2021", "1.2.3", SPORT), goal(f"begroting-{year}", "1.2.3", CARE)]) == {}


def test_within_one_year_the_code_tells() -> None:
    goals = [goal("begroting-2018", "7.1.2"), goal("berap-2018-1", "7.1.2"), goal("berap-2018-1", "7.1.3")]
    assert linked(goals) == {"begroting-2018/7.1.2 > berap-2018-1/7.1.2": "same"}


def test_a_page_with_the_text_of_its_neighbour_keeps_its_code() -> None:
    """As on berap 2022-1: 6.4.2 prints the text of 6.4.1."""
    before = edition("begroting-2022", c6_4_1=GREEN, c6_4_2=HOMES)
    assert linked([*before, *edition("berap-2022-1", c6_4_1=GREEN, c6_4_2=GREEN)]) == {
        "begroting-2022/6.4.1 > berap-2022-1/6.4.1": "same",
        "begroting-2022/6.4.2 > berap-2022-1/6.4.2": "renamed",
    }


def test_what_a_page_does_not_print_is_known_from_the_line() -> None:
    goals = [goal("begroting-2018", "6.4.2", GREEN), goal("berap-2018-2", "6.4.2")]
    links = linked([*goals, goal("begroting-2026", "3.1.1", GREEN), goal("begroting-2021", "6.4.2", GREEN)])
    assert "berap-2018-2/6.4.2 > begroting-2021/6.4.2" in links


def test_two_good_pairs_go_before_one_very_good_and_one_poor() -> None:
    """One after the other, 7.1.1 would take 3.1.1 (0.94) and leave 0.53; together they agree best crosswise."""
    parks, roads = "parken tuinen bossen velden", "daken markten lucht bodem"
    old = edition(
        "begroting-2025", c7_1_1=f"{parks} {roads}", c7_1_2="bossen velden daken markten lucht bodem tram toren"
    )
    new = edition("begroting-2026", c3_1_1=f"{parks} {roads} tram", c3_1_2=f"{parks} daken markten singel")
    assert linked([*old, *new]) == {
        "begroting-2025/7.1.2 > begroting-2026/3.1.1": "renumbered",
        "begroting-2025/7.1.1 > begroting-2026/3.1.2": "renumbered",
    }


def test_a_renumbering_nobody_wrote_down_shows_in_the_sentences() -> None:
    """Programme 7 becomes programme 3 in 2020; the old 3.1.1 ends, and its code means something else."""
    old = edition("begroting-2019", c3_1_1="Wij zorgen voor musea en theaters", c7_1_1=GREEN, c7_1_2=HOMES)
    near = "Wij zorgen voor sporthallen"
    new = edition("begroting-2020", c3_1_1=near, c3_1_2=GREEN, c3_1_3=HOMES)
    links = linked([*old, *new])
    assert links == {
        "begroting-2019/7.1.1 > begroting-2020/3.1.2": "renumbered",
        "begroting-2019/7.1.2 > begroting-2020/3.1.3": "renumbered",
    }
    kept = edition("begroting-2020", c3_1_1=near, c7_1_1=GREEN, c7_1_2=HOMES)
    assert linked([*old, *kept])["begroting-2019/3.1.1 > begroting-2020/3.1.1"] == "renamed"


def test_renamed_by_title_and_by_statement() -> None:
    def pair(**titles: str) -> str:
        old = goal("begroting-2022", "7.1.1", GREEN, titles.get("old"))
        (kind,) = linked([old, goal("begroting-2023", "7.1.1", titles.get("text", GREEN), titles.get("new"))]).values()
        return kind

    assert pair() == pair(old="Groen") == pair(old="Groene wijken", new="Groene wijken") == "same"
    assert pair(old="Klimaatadaptie", new="Klimaatadaptatie") == "same"
    assert pair(old="Groene wijken", new="Leefomgeving") == "renamed"
    assert pair(text="We houden de wijken schoon") == "renamed"
    assert pair(old="Groene wijken", new="Groene wijken", text="We houden de wijken schoon") == "same"


def test_moved_is_a_goal_that_leaves_its_siblings() -> None:
    old = [goal("begroting-2025", f"5.1.{n}", sentence(n)) for n in range(1, 5)]
    new = [goal("begroting-2026", f"3.2.{n}", sentence(n)) for n in range(1, 4)]
    links = linked([*old, *new, goal("begroting-2026", "4.1.1", sentence(4))])
    assert links.pop("begroting-2025/5.1.4 > begroting-2026/4.1.1") == "moved"
    assert set(links.values()) == {"renumbered"}


def test_moved_without_codes_is_another_programme_while_the_old_one_goes_on() -> None:
    old = goal("jaarstukken-2014", "groen", GREEN, programme="Milieu")
    other = goal("jaarstukken-2015", "lucht", HOMES, programme="Milieu")
    new = goal("jaarstukken-2015", "wijk-groen", GREEN, programme="Leefomgeving")
    before = goal("jaarstukken-2014", "oude-lucht", HOMES, programme="Milieu")
    assert linked([old, before, other, new])["jaarstukken-2014/groen > jaarstukken-2015/wijk-groen"] == "moved"
    assert linked([old, new]) == {"jaarstukken-2014/groen > jaarstukken-2015/wijk-groen": "same"}


def test_split() -> None:
    whole = goal("begroting-2023", "3.3.1", "We bieden opvang aan daklozen en beschermd wonen bij psychische problemen")
    parts = edition(
        "begroting-2024",
        c1_3_1="We bieden opvang aan daklozen",
        c1_3_2="We bieden beschermd wonen bij psychische problemen",
    )
    goals = [whole, *parts]
    assert linked(goals) == {
        "begroting-2023/3.3.1 > begroting-2024/1.3.2": "split",
        "begroting-2023/3.3.1 > begroting-2024/1.3.1": "split",
    }
    assert series_of(goals) == {
        "begroting-2023/3.3.1": "begroting-2023/3.3.1",
        "begroting-2024/1.3.2": "begroting-2023/3.3.1",
        "begroting-2024/1.3.1": "begroting-2024/1.3.1",
    }


def test_merged() -> None:
    goals = [
        *edition(
            "begroting-2023",
            c3_3_1="We bieden opvang aan daklozen",
            c3_3_2="We bieden beschermd wonen bij psychische problemen",
        ),
        goal("begroting-2024", "1.3.1", "We bieden opvang aan daklozen en beschermd wonen bij psychische problemen"),
    ]
    assert set(linked(goals).values()) == {"merged"}
    assert len(linked(goals)) == 2
    series = series_of([*goals, goal("begroting-2025", "1.3.1", goals[-1]["statement"])])
    assert series["begroting-2025/1.3.1"] == "begroting-2023/3.3.2"
    assert series["begroting-2023/3.3.1"] == "begroting-2023/3.3.1"


def test_a_goal_that_became_a_criterion_is_merged_and_the_reverse_is_split() -> None:
    events = "We behouden het veiligheidsniveau bij evenementen"
    safety = "We versterken de sociale veiligheid in de wijken"
    criteria = ["We overlast en inbraken tegengaan.", "We het veiligheidsniveau bij evenementen behouden."]
    old = [goal("begroting-2023", "3.1.1", safety), goal("begroting-2023", "3.1.2", events)]
    new = goal("begroting-2024", "1.1.1", safety, criteria=criteria, lead_in=safety)
    assert linked([*old, new])["begroting-2023/3.1.2 > begroting-2024/1.1.1"] == "merged"
    old = goal("begroting-2023", "3.1.1", safety, criteria=criteria, lead_in=safety)
    parts = [goal("begroting-2024", "1.1.1", safety), goal("begroting-2024", "1.1.2", events)]
    assert linked([old, *parts])["begroting-2023/3.1.1 > begroting-2024/1.1.2"] == "split"


def test_within_one_year_nothing_splits_or_merges() -> None:
    goals = [goal("begroting-2023", "3.3.1", GREEN), *edition("jaarstukken-2023", c3_3_1=GREEN, c3_3_2=GREEN)]
    assert linked(goals) == {"begroting-2023/3.3.1 > jaarstukken-2023/3.3.1": "same"}


def test_new_and_ended_where_the_other_publication_is_there() -> None:
    old, new = full_edition("begroting-2022", without=("4.2.2",)), full_edition("begroting-2023", without=("2.2.2",))
    links = {pair: kind for pair, kind in linked([*old, *new]).items() if kind != "same"}
    assert links == {
        "begroting-2022/2.2.2 > begroting-2023": "ended",
        "begroting-2022 > begroting-2023/4.2.2": "new",
    }


@pytest.mark.parametrize("later", ["berap-2022-2", "perspectiefnota-2023"])
def test_a_publication_that_need_not_name_every_goal_ends_none(later: str) -> None:
    assert "ended" not in linked([*full_edition("begroting-2022"), *full_edition(later, without=("2.2.2",))]).values()


def test_three_pages_of_a_publication_end_nothing_and_make_nothing_new() -> None:
    """The whole begroting beside them can say that its goals are new, or that theirs ended."""
    few = edition("jaarstukken-2024", c1_2_3=CARE, c2_1_3=sentence(21), c5_3_2=sentence(22))
    assert set(linked([*full_edition("begroting-2023"), *few]).values()) == {"new"}
    assert set(linked([*few, *full_edition("begroting-2025")]).values()) == {"ended"}
    assert linked([*few, *edition("begroting-2025", c1_2_3=HOMES, c5_1_1=GREEN)]) == {}


def test_a_whole_programme_is_enough_for_its_own_goals() -> None:
    old = edition(
        "begroting-2022", c5_1_1=sentence(1), c5_1_2=sentence(2), c5_2_1=sentence(3), c5_2_2=sentence(4), c1_1_1=CARE
    )
    new = edition("begroting-2023", c5_1_1=sentence(1), c5_1_2=sentence(2), c5_2_1=sentence(3), c8_1_2=GREEN)
    links = linked([*old, *new])
    assert links["begroting-2022/5.2.2 > begroting-2023"] == "ended"
    assert "begroting-2022/1.1.1 > begroting-2023" not in links
    (ended,) = (r for r in goal_links(material([*old, *new])).records if r.kind == "ended")
    assert ended.score < 0.75  # the rest of the publication may hold it


def test_an_ended_goal_is_not_taken_up_again() -> None:
    goals = [
        *full_edition("begroting-2021"),
        *full_edition("begroting-2022", without=("2.2.2",)),
        *full_edition("begroting-2023"),
    ]
    links = linked(goals)
    assert links["begroting-2021/2.2.2 > begroting-2022"] == "ended"
    assert links["begroting-2022 > begroting-2023/2.2.2"] == "new"


def test_a_goal_is_waited_for_no_longer_than_a_council_term() -> None:
    assert linked([goal("begroting-2018", "5.1.1", GREEN), goal("begroting-2022", "5.1.1", GREEN)])
    assert not linked([goal("begroting-2018", "5.1.1", GREEN), goal("begroting-2023", "5.1.1", GREEN)])


def test_municipalities_are_kept_apart() -> None:
    other = goal("begroting-2023", "5.1.1", GREEN) | {"municipality": "deventer"}
    assert linked([goal("begroting-2022", "5.1.1", GREEN), other]) == {}


def test_no_goals_give_no_rows() -> None:
    assert linked([]) == {}


# -- stability


YEARS = [
    goal
    for year in (2021, 2022, 2023, 2024)
    for goal in full_edition(f"begroting-{year}", without=(f"1.1.{year % 2 + 1}",))
]


@pytest.mark.parametrize("seed", range(3))
def test_the_rows_do_not_depend_on_the_order_of_the_goals(seed: int) -> None:
    mixed = YEARS.copy()
    random.Random(seed).shuffle(mixed)
    assert goal_links(material(mixed)) == goal_links(material(YEARS))


def test_a_newer_year_changes_no_row_and_no_series() -> None:
    older = [g for g in YEARS if g["report_year"] < 2024]
    assert linked(older).items() <= linked(YEARS).items()
    assert series_of(older).items() <= series_of(YEARS).items()


def test_an_older_year_gives_its_series_their_names_and_changes_no_link() -> None:
    newer = [g for g in YEARS if g["report_year"] > 2021]
    before, after = series_of(newer), series_of(YEARS)
    assert linked(newer).items() <= linked(YEARS).items()
    assert {after[goal] for goal in after if after[goal].startswith("begroting-2021/")} == {
        f"begroting-2021/{code}" for code in (g["goal_code"] for g in YEARS if g["report_year"] == 2021)
    }
    partition = lambda of: {frozenset(g for g in before if of[g] == s) for s in {of[g] for g in before}}  # noqa: E731
    assert partition(after) == partition(before)
