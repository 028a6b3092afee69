"""Beraps, ambitions and programmes that are drawn as rows first and then written in markups and text exports by chance:
the same rows come back."""

from __future__ import annotations

import random
from typing import Any

import pytest
from known_beraps import BERAPS, PLACES, ReportAuthor, ReportPage
from round_trips import FORMS, complaints, plain, read, write

from pipeline.outcome import PageResult

SEED = 20261130


def draw(number: int, family: str) -> tuple[ReportPage, random.Random]:
    chance = random.Random(f"{SEED} {family} {number}")
    return ReportAuthor(chance).page(family), chance


def expected(page: ReportPage) -> dict[str, Any]:
    return {
        "codes": page.codes,
        "programme": page.programme,
        "goals": [(code, plain(statement)) for code, statement in page.goals],
        "deviations": [(*one[:3], plain(one.explanation)) for one in page.deviations],
        "text": [plain(text) for text in page.text],
        "findings": page.findings,
    }


def found(result: PageResult, page: ReportPage) -> dict[str, Any]:
    tables = result.tables
    shown = plain(" ".join(section.text for section in tables["sections"]))
    return {
        "codes": (result.page.programme_code, result.page.ambition_code, result.page.goal_code),
        "programme": result.page.programme if page.programme else None,
        "goals": [(goal.goal_code, plain(goal.statement)) for goal in tables["goals"]],
        "deviations": [
            (plain(row.title), row.kind, row.amount_eur, plain(row.explanation)) for row in tables["deviations"]
        ],
        "text": [plain(text) for text in page.text if plain(text) in shown],
        "findings": complaints(result),
    }


@pytest.mark.parametrize("family", [*BERAPS, *PLACES])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [30, pytest.param(1_500, marks=pytest.mark.soak)])
def test_the_rows_come_back(family: str, form: str, count: int) -> None:
    for number in range(count):
        page, chance = draw(number, family)
        content, forms = write(page, chance, form)
        assert found(read(page, content, form), page) == expected(page), (number, forms)
