from __future__ import annotations

import pytest
from goal_samples import goal, profiles

from pipeline.derive.goal_evidence import LINK, Evidence, compare, score
from pipeline.derive.likeness import Likeness
from pipeline.derive.numbering import CodeRelation

WIDE = "We houden de wijken groen en ruim"
NEAR = "We houden de wijken schoon"
FAR = "Het havengebied krijgt kranen"


def evidence(one: dict, other: dict, relation: CodeRelation = "unknown") -> Evidence:
    """Both ways to the score: with what spoke for it, and by itself."""
    earlier, later = profiles(one, other)
    likeness = Likeness([earlier, later])
    found = compare(earlier, later, relation, likeness)
    assert score(earlier, later, relation, likeness) == found.score
    return found


def earlier(statement: str | None = WIDE, **more: object) -> dict:
    return goal("begroting-2022", "7.1.1", statement, **more)


def later(statement: str | None = WIDE, year: int = 2023, **more: object) -> dict:
    return goal(f"jaarstukken-{year}", "7.1.1", statement, **more)


@pytest.mark.parametrize(
    ("statement", "relation", "linked"),
    [
        (WIDE, "other", True),
        (WIDE, "unknown", True),
        (NEAR, "unknown", True),
        (NEAR, "other", False),
        (FAR, "unknown", False),
        (FAR, "same", False),  # the same code, another goal
        (NEAR, "same", True),
    ],
)
def test_what_codes_add_and_take_away(statement: str, relation: CodeRelation, linked: bool) -> None:
    assert (evidence(earlier(), later(statement), relation).score >= LINK) == linked


def test_within_one_year_an_equal_code_is_enough() -> None:
    found = evidence(earlier(None), later(None, 2022), "same")
    assert (found.score, found.spoke) == (0.6, ("code",))
    assert evidence(earlier(None), later(None, 2023), "same").score < LINK


def test_titles_hold_where_the_sentence_was_rewritten() -> None:
    found = evidence(earlier(title="Vitale wijken"), later(FAR, title="Vitale wijken"))
    assert (found.score, found.title, found.spoke) == (0.5, 1.0, ("title",))
    assert evidence(earlier(title="Vitale wijken"), later(FAR, title="Sterke wijken")).score < LINK


def test_the_short_name_is_found_in_the_address_and_in_the_money_table() -> None:
    address = evidence(earlier(slug="doel-7-1-1-wijken-groen"), later(None))
    assert address.score < LINK
    address = evidence(earlier(FAR, slug="doel-7-1-1-groene-gordel"), later(NEAR, title="Groene gordel"))
    assert (address.title, address.spoke) == (1.0, ("title",))
    other_goal = evidence(earlier(FAR, slug="doel-7-1-2-groene-gordel"), later(NEAR, title="Groene gordel"))
    assert other_goal.title is None
    amounts = {(2023, "rekening", "lasten"): 1_000}
    table = evidence(earlier(None, title="Groene gordel"), later(None, amounts=amounts, result_name="Groene gordel"))
    assert (table.score, table.title) == (1.0, 1.0)


def test_a_name_in_the_sentence_of_the_other_counts_where_nothing_else_is_known() -> None:
    found = evidence(earlier(), later(None, slug="doel-7-1-1-groene-wijken"), "same")
    assert found.spoke == ("short_name", "code")
    assert found.score == pytest.approx(1 - 0.3 * 0.65)
    assert evidence(earlier(), later(None, slug="doel-7-1-1-wijken")).score < LINK  # one word is no name


def test_the_sentence_before_the_criteria_stands_in_for_the_statement() -> None:
    found = evidence(earlier(), later(None, lead_in="We houden de wijken groen en ruim, zodanig dat:"))
    assert (found.score, found.statement) == (1.0, 1.0)


def test_descriptions_are_the_last_resort() -> None:
    text = "Bedrijven zorgen voor banen; de gemeente schept voorwaarden. Topwerklocaties en onderwijs zijn opgaven."
    longer = f"Werk is de basis van een gezonde economie. {text} Samen met de regio helpen we verder."
    found = evidence(earlier(None, description=text), later(None, description=longer), "same")
    assert found.spoke == ("description", "code")
    assert found.score == pytest.approx(1 - 0.3 * 0.65)
    short = evidence(earlier(None, description="Werk is van belang."), later(None, description=longer), "same")
    assert short.score < LINK  # a few words are found in any text
    unlike = evidence(earlier(description=text), later(FAR, description=text))
    assert unlike.score < LINK


@pytest.mark.parametrize(
    ("theirs", "compared", "equal", "linked"),
    [
        ({"lasten": 1_204_000, "baten": 310_000}, 2, 2, True),
        ({"lasten": 1_204_400, "baten": 309_600}, 2, 2, True),  # rounding
        ({"lasten": 1_204_000, "baten": 410_000}, 2, 1, False),
        ({"lasten": 1_204_000}, 1, 1, False),  # one amount is half the evidence
        ({}, 0, 0, False),
    ],
)
def test_comparative_figures(theirs: dict[str, int], compared: int, equal: int, linked: bool) -> None:
    stage = (2023, "begroting_primitief")
    ours = {(*stage, "lasten"): 1_204_000, (*stage, "baten"): 310_000, (*stage, "toevoeging_reserves"): 0}
    found = evidence(
        earlier(amounts=ours), later(FAR, amounts={(*stage, name): euros for name, euros in theirs.items()}), "other"
    )
    assert (found.amounts_compared, found.amounts_equal) == (compared, equal)
    assert (found.score >= LINK) == linked
    assert ("amounts" in found.spoke) == (compared == equal > 0)


def test_the_same_indicators() -> None:
    names = ["Netto minimaal 400 woningen per jaar", "Aantal wachtenden op een woning"]
    same = evidence(earlier(FAR, indicators=names), later(NEAR, indicators=["Per jaar netto minimaal 400 woningen"]))
    assert "indicators" in same.spoke
    assert same.score == 0.5
    other = evidence(earlier(FAR, indicators=names), later(NEAR, indicators=["Bezoekers van musea per jaar"]))
    assert other.spoke == ()


def test_what_is_known_of_neither_says_nothing() -> None:
    found = evidence(earlier(None), later(None))
    assert (found.score, found.statement, found.title, found.spoke) == (0.0, None, None, ())
