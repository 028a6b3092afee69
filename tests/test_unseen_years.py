"""Invented pages of years and forms that no sample shows, each in two markups: what must come out of both was typed
from the page.

The pages are in unseen_pages/ beside rows.json: by page the names of both markups, what `pages` says of it, all
warnings and errors, and by dataset the names of columns and the rows.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.outcome import PageResult
from pipeline.parse import parse
from raw_pages import source

PAGES = Path(__file__).parent / "unseen_pages"
FILES = {file.parent.name if file.parent.name[0] == "p" else file.stem: file for file in PAGES.rglob("*.html")}
EXPECTED: list[dict[str, Any]] = json.loads((PAGES / "rows.json").read_text("utf-8"))
NO_DATASET = ("pages", "page", "findings")
NAMED = [pytest.param(name, expected, id=name) for expected in EXPECTED for name in expected["pages"]]


@cache
def page(name: str) -> PageResult:
    return parse(source(PAGES, FILES[name]))


@pytest.mark.parametrize(("name", "expected"), NAMED)
def test_rows(name: str, expected: dict[str, Any]) -> None:
    for dataset in expected.keys() - set(NO_DATASET):
        columns, rows = expected[dataset]
        found = [[getattr(row, column) for column in columns] for row in page(name).tables[dataset]]
        assert [[list(v) if isinstance(v, tuple) else v for v in row] for row in found] == rows, dataset


@pytest.mark.parametrize(("name", "expected"), NAMED)
def test_page(name: str, expected: dict[str, Any]) -> None:
    result = page(name)
    for column, value in expected.get("page", {}).items():
        assert getattr(result.page, column) == value
    assert sorted({f.code for f in result.findings if f.severity != "info"}) == expected["findings"]
    assert result.page.characters_unclaimed == 0
    assert result.page_id.endswith(f"/{name}")


@pytest.mark.parametrize("expected", [e for e in EXPECTED if len(e["pages"]) > 1], ids=lambda e: e["pages"][0])
def test_both_markups_give_the_same_sections(expected: dict[str, Any]) -> None:
    one, other = ({s.kind for s in page(name).tables["sections"] if s.heading} for name in expected["pages"])
    assert one == other
