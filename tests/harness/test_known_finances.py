"""Finance pages that are drawn as amounts first and then written in markups and text exports by chance.

From a markup every amount comes back. In a text export empty cells are gone: what comes back is right, what does not is
told with its number, and not less than a share comes back. Found this way: the number of a programme that became a
balance in pipe rows, titles and units over the heads that lost whole overviews, a balance taken for a specification.
"""

from __future__ import annotations

import random

import pytest
from known_finances import FAMILIES as FINANCES
from known_finances import FinanceAuthor, FinancePage, Key
from known_levels import FAMILIES as LEVELS
from known_levels import LevelAuthor
from known_overviews import FAMILIES as OVERVIEWS
from known_overviews import OverviewAuthor
from round_trips import FORMS, complaints, read, write

from pipeline.outcome import PageResult

SEED = 20261128
LEAST = {"proposals by years": 0.75, "proposals with covers": 0.7, "incidental": 0.6}
"""The share of the amounts that comes back from a text export: rows of four years of which some are blank do not."""


def draw(number: int, family: str) -> tuple[FinancePage, random.Random]:
    chance = random.Random(f"{SEED} {family} {number}")
    author = FinanceAuthor if family in FINANCES else LevelAuthor if family in LEVELS else OverviewAuthor
    return author(chance).page(family), chance


def found(page: FinancePage, result: PageResult) -> dict[Key, int]:
    rows = [row for row in result.tables[page.dataset] if row.amount_eur is not None]
    match page.dataset:
        case "reserves":
            return {(row.reserve_no, row.reserve, row.fiscal_year, row.component): row.amount_eur for row in rows}
        case "spending_proposals":
            natures = {"structureel": "S", "incidenteel": "I"} if page.family == "proposals by goal" else {}
            return {
                (
                    row.proposal_no,
                    row.title,
                    row.fiscal_year,
                    row.proposal_no and natures.get(row.nature),
                ): row.amount_eur
                for row in rows
            }
        case "incidental":
            return {
                (row.programme_code, row.title, row.fiscal_year,
                 row.component if row.row_kind == "item" else row.row_kind): row.amount_eur
                for row in rows
            }  # fmt: skip
    return {(row.row_label.rstrip(":"), row.fiscal_year, row.stage, row.component): row.amount_eur for row in rows}


def problems(page: FinancePage, result: PageResult, form: str) -> list[str]:
    rows = found(page, result)
    wrong = [f"wrong {key}: {rows[key]} for {page.rows.get(key)}" for key in rows if rows[key] != page.rows.get(key)]
    missing = [key for key in page.rows if key not in rows]
    if form == "html":
        return [*wrong, *(f"missing {key}" for key in missing), *complaints(result, "UNIT_OVERRULED")]
    told = {text for finding in result.findings for text in finding.found.replace(",", " ").split()}
    return [*wrong, *(f"not told {key}: {page.texts[key]}" for key in missing if page.texts[key] not in told)]


@pytest.mark.parametrize("family", [*FINANCES, *LEVELS, *OVERVIEWS])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [40, pytest.param(2_000, marks=pytest.mark.soak)])
def test_the_amounts_come_back(family: str, form: str, count: int) -> None:
    known = came = 0
    for number in range(count):
        page, chance = draw(number, family)
        content, forms = write(page, chance, form)
        result = read(page, content, form)
        assert not problems(page, result, form), (number, forms)
        known, came = known + len(page.rows), came + len(found(page, result))
    assert came >= known * LEAST.get(family, 0.95)
