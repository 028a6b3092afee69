"""Pages that are drawn as rows first and then written in markups and text exports by chance: the same rows come back.

No form, and no two of them together, may cost a row. Found this way: three links above the title that became the goal's
description, a table of links that hid the title, bold labels above themes as headings that lost all activities.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from known_pages import FAMILIES, GoalAuthor, GoalPage
from round_trips import complaints, plain, read, write

from pipeline.outcome import PageResult

SEED = 20261127


def draw(number: int) -> tuple[GoalPage, random.Random]:
    chance = random.Random(SEED + number)
    return GoalAuthor(chance).page(sorted(FAMILIES)[number % len(FAMILIES)]), chance


def expected(known: GoalPage, levels: bool) -> dict[str, Any]:
    return {
        "goal": (known.code, plain(known.statement), " ".join(known.description), " ".join(known.realisation)),
        "criteria": [(level if levels else 1, plain(text)) for level, text in known.criteria],
        "activities": known.activities,
        "portfolio_holders": known.holders,
        "policy_documents": known.documents,
        "indicators": known.observations,
        "baten_lasten": known.amounts,
        "text_amounts": known.text_amounts,
        "deviations": known.deviations,
        "findings": [],
    }


def found(result: PageResult, levels: bool) -> dict[str, Any]:
    tables = result.tables
    goal = tables["goals"][0]
    return {
        "goal": (goal.goal_code, plain(goal.statement), plain(goal.description), plain(goal.realisation)),
        "criteria": [(row.level if levels else 1, plain(row.text)) for row in tables["criteria"]],
        "activities": [(row.status, plain(row.theme), plain(row.text)) for row in tables["activities"]],
        "portfolio_holders": list(goal.portfolio_holders or ()),
        "policy_documents": [row.title for row in tables["policy_documents"]],
        "indicators": [(row.indicator, row.unit, row.year, row.value_text) for row in tables["indicators"]],
        "baten_lasten": {(row.stage, row.component): row.amount_eur for row in tables["baten_lasten"]},
        "text_amounts": [row.amount_eur for row in tables["text_amounts"]],
        "deviations": [(plain(row.title), row.amount_eur) for row in tables["deviations"]],
        "findings": complaints(result),
    }


@pytest.mark.parametrize("count", [540, pytest.param(20_000, marks=pytest.mark.soak)])
def test_the_rows_come_back_from_any_markup(count: int) -> None:
    for number in range(count):
        known, chance = draw(number)
        content, forms = write(known, chance, "html", worded=True)
        levels = forms["items"].startswith(("ul", "ol"))
        result = read(known, content, "html")
        assert found(result, levels) == expected(known, levels), (number, known.family, forms)


@pytest.mark.parametrize("form", ["flat", "pipes"])
@pytest.mark.parametrize("count", [270, pytest.param(5_000, marks=pytest.mark.soak)])
def test_the_rows_come_back_from_a_text_export(form: str, count: int) -> None:
    for number in range(count):
        known, chance = draw(number)
        content, _ = write(known, chance, form)
        levels = form == "flat"
        assert found(read(known, content, form), levels) == expected(known, levels), (number, known.family)
