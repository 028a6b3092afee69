"""Beraps, ambitions and programmes that are drawn as rows first and then written in markups and text exports by chance:
the same rows come back."""

from __future__ import annotations

import random
from typing import Any

import pytest
from known_beraps import BERAPS, PLACES, Report, Reporter
from renderings import Markup, flat_text, pipe_rows
from test_known_pages import HARMLESS, plain, read

from pipeline.outcome import PageResult

SEED = 20261130


def draw(number: int, family: str) -> tuple[Report, random.Random]:
    chance = random.Random(f"{SEED} {family} {number}")
    return Reporter(chance).page(family), chance


def write(page: Report, chance: random.Random, form: str) -> tuple[bytes, str, object]:
    if form == "html":
        markup = Markup(chance)
        return markup.page(page), "html", markup.forms
    return flat_text(page, chance) if form == "flat" else pipe_rows(page), "text", form


def expected(page: Report) -> dict[str, Any]:
    return {
        "codes": page.codes,
        "programme": page.programme,
        "goals": [(code, plain(statement)) for code, statement in page.goals],
        "deviations": [(*one[:3], plain(one.explanation)) for one in page.deviations],
        "text": [plain(text) for text in page.text],
        "findings": [],
    }


def found(result: PageResult, page: Report) -> dict[str, Any]:
    tables = result.tables
    shown = plain(" ".join(section.text for section in tables["sections"]))
    told = [f"{one.code} {one.found}" for one in result.findings if one.severity != "info" and one.code not in HARMLESS]
    return {
        "codes": (result.page.programme_code, result.page.ambition_code, result.page.goal_code),
        "programme": result.page.programme if page.programme else None,
        "goals": [(goal.goal_code, plain(goal.statement)) for goal in tables["goals"]],
        "deviations": [
            (plain(row.title), row.kind, row.amount_eur, plain(row.explanation)) for row in tables["deviations"]
        ],
        "text": [plain(text) for text in page.text if plain(text) in shown],
        "findings": told,
    }


@pytest.mark.parametrize("family", [*BERAPS, *PLACES])
@pytest.mark.parametrize("form", ["html", "flat", "pipes"])
@pytest.mark.parametrize("count", [30, pytest.param(1_500, marks=pytest.mark.soak)])
def test_the_rows_come_back(family: str, form: str, count: int) -> None:
    for number in range(count):
        page, chance = draw(number, family)
        content, media, forms = write(page, chance, form)
        assert found(read(page, content, media), page) == expected(page), (number, forms)
