from __future__ import annotations

import pytest
from goal_samples import full_edition, goal, profiles

from pipeline.derive.coverage import completeness, covered


def named(*codes: str) -> list:
    return profiles(*(goal("begroting-2023", code) for code in codes))


@pytest.mark.parametrize(
    ("codes", "share"),
    [
        (("1.1.1", "1.1.2", "1.2.1", "2.1.1"), 1.0),
        (("1.1.1", "1.1.3"), 2 / 3),
        (("1.2.3", "2.1.3", "5.3.2"), 3 / 13),  # three pages of the jaarstukken 2024: 2 + 1 + 2 + 2 + 2 + 1 are missing
        (("1.1.1", "2.1", "2.2"), 1.0),  # two-level codes of 2026
        (("1.1.1", "1.1.2", "3.1.1"), 3 / 4),
    ],
)
def test_gaps_in_the_codes_tell_what_is_missing(codes: tuple[str, ...], share: float) -> None:
    assert completeness(named(*codes)) == pytest.approx(share)


def test_goals_without_codes_tell_by_the_numbers_of_their_programmes() -> None:
    two_of_three = [goal("begroting-2016", f"doel-{n}", programme_code=str(n)) for n in (1, 3)]
    assert completeness(profiles(*two_of_three)) == pytest.approx(2 / 3)
    assert completeness(profiles(goal("jaarstukken-2014", "doel-1"))) is None


def test_a_publication_is_covered_where_hardly_anything_is_missing() -> None:
    assert covered(profiles(*full_edition("begroting-2023")), "9") == 1.0
    most = profiles(*full_edition("begroting-2023", without=("2.1.1",)))
    assert covered(most, "2") == pytest.approx(15 / 16)
    assert covered(named("1.1.1", "1.1.2"), "1") is None  # two goals prove nothing
    assert covered(profiles(*(goal("jaarstukken-2014", f"doel-{n}") for n in range(9))), None) is None


def test_a_programme_is_covered_where_nothing_of_it_is_missing() -> None:
    goals = named("1.2.3", "5.1.1", "5.1.2", "5.2.1")
    whole = completeness(goals)
    assert whole is not None
    assert whole < 0.9
    assert covered(goals, "5") == pytest.approx((1 + whole) / 2)
    assert covered(goals, "1") is None
    assert covered(goals, None) is None
    assert covered(named("1.2.3", "5.1.1", "5.1.3", "5.2.1"), "5") is None
