"""Pages that are drawn as rows first and then written in markups and text exports by chance: the same rows come back.

No form, and no two of them together, may cost a row. Found this way: three links above the title that became the goal's
description, a table of links that hid the title, bold labels above themes as headings that lost all activities.
"""

from __future__ import annotations

import hashlib
import random
from typing import Any

import pytest
from known_pages import FAMILIES, Author, Known
from printed_parts import Printed
from renderings import Markup, flat_text, pipe_rows

from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse

SEED = 20261127
HARMLESS = {"UNKNOWN_TEMPLATE", "UNIT_INFERRED", "STAMP_INVALID", "CODE_PROGRAMME", "RESERVES_SUSPECT", "TEXT_MISMATCH"}
"""What chance gives: a programme of another number, reserves above the lasten, a text amount that fits another cell."""


def draw(number: int) -> tuple[Known, random.Random]:
    chance = random.Random(SEED + number)
    return Author(chance).page(sorted(FAMILIES)[number % len(FAMILIES)]), chance


def read(known: Printed, content: bytes, media: str) -> PageResult:
    path = f"{known.path}.{'html' if media == 'html' else 'txt'}"
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), media))  # type: ignore[arg-type]


def plain(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(":")


def expected(known: Known, levels: bool) -> dict[str, Any]:
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
    told = [f"{one.code} {one.found}" for one in result.findings if one.severity != "info" and one.code not in HARMLESS]
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
        "findings": told,
    }


@pytest.mark.parametrize("count", [540, pytest.param(20_000, marks=pytest.mark.soak)])
def test_the_rows_come_back_from_any_markup(count: int) -> None:
    for number in range(count):
        known, chance = draw(number)
        markup = Markup(chance, worded=True)
        levels = markup.forms["items"].startswith(("ul", "ol"))
        result = read(known, markup.page(known), "html")
        assert found(result, levels) == expected(known, levels), (number, known.family, markup.forms)


@pytest.mark.parametrize("form", ["flat", "pipes"])
@pytest.mark.parametrize("count", [270, pytest.param(5_000, marks=pytest.mark.soak)])
def test_the_rows_come_back_from_a_text_export(form: str, count: int) -> None:
    for number in range(count):
        known, chance = draw(number)
        content = flat_text(known, chance) if form == "flat" else pipe_rows(known)
        levels = form == "flat"
        assert found(read(known, content, "text"), levels) == expected(known, levels), (number, known.family)
