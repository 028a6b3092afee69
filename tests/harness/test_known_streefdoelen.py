"""Pages of goals without codes that are drawn as rows first and then written in markups and text exports by chance.

From a text export, where empty cells are gone, what comes back without a finding is right, and nearly all of it does.
Found this way: values without a word that changed their column, the last value of a table that became a title.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import groupby
from typing import Any

import pytest
from known_streefdoelen import FAMILIES, StreefdoelAuthor, StreefdoelPage
from round_trips import FORMS, complaints, plain, read, write

from pipeline.outcome import PageResult

SEED = 20261129
UNCERTAIN = re.compile(r"table (\d+) row (\d+)")


def draw(number: int, family: str) -> tuple[StreefdoelPage, random.Random]:
    chance = random.Random(f"{SEED} {family} {number}")
    return StreefdoelAuthor(chance).page(family), chance


def expected(page: StreefdoelPage) -> dict[str, list[Any]]:
    return {
        "goals": [(plain(title), plain(statement)) for title, statement in page.goals],
        "indicators": [(no, *one) for no, goal in enumerate(page.observations) for one in goal],
        "activities": [(no, text) for no, goal in enumerate(page.activities) for text in goal],
    }


def found(result: PageResult, certain: bool = False) -> dict[str, list[Any]]:
    """The rows of each kind with the number of their goal; of `certain` ones only those of which nothing is told."""
    told = {tuple(map(int, place)) for one in result.findings for place in UNCERTAIN.findall(one.location)}
    goals = {goal.goal_id: no for no, goal in enumerate(result.tables["goals"])}
    indicators, activities = (
        [row for row in result.tables[name] if not (certain and (row.table_no, row.row_no) in told)]
        for name in ("indicators", "activities")
    )
    if certain:  # a dash holds no value, and of dashes alone nobody can tell where a row ends
        indicators = [row for row in indicators if row.value_text != "-"]
    return {
        "goals": [(plain(goal.title), plain(goal.statement)) for goal in result.tables["goals"]],
        "indicators": [(goals[row.goal_id], row.role, row.year, row.value_text) for row in indicators],
        "activities": [(goals[row.goal_id], row.text) for row in activities],
    }


def _joined(rows: list[Any]) -> list[Any]:
    """The activities of each goal as one text: the lines of a cell are one line in a row of pipes."""
    return [(no, " ".join(text for _, text in texts)) for no, texts in groupby(rows, lambda row: row[0])]


def problems(page: StreefdoelPage, result: PageResult, form: str) -> list[str]:
    truth, rows = expected(page), found(result, certain=form != "html")
    if form == "pipes":
        truth["activities"], rows["activities"] = _joined(truth["activities"]), _joined(rows["activities"])
    wrong = [f"{kind} wrong {one}" for kind in truth for one in (Counter(rows[kind]) - Counter(truth[kind]))]
    if form != "html":
        return [*wrong, *(f"goals missing {one}" for one in truth["goals"] if one not in rows["goals"])]
    missing = [f"{kind} missing {one}" for kind in truth for one in (Counter(truth[kind]) - Counter(rows[kind]))]
    return [*wrong, *missing, *complaints(result)]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [100, pytest.param(4_000, marks=pytest.mark.soak)])
def test_the_rows_of_goals_without_codes_come_back(family: str, form: str, count: int) -> None:
    known = came = 0
    for number in range(count):
        page, chance = draw(number, family)
        content, forms = write(page, chance, form)
        result = read(page, content, form)
        assert not problems(page, result, form), (number, forms)
        known += sum(map(len, expected(page).values()))
        came += sum(map(len, found(result, certain=True).values()))
    assert came >= known * 0.85
