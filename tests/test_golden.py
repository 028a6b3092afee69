"""Golden pages: a page of every layout beside what must come out of it.

`tests/golden/<layout>/<case>/` holds `path.txt` (where the page lies below a raw folder), the page itself, and
`expected.json` with its rows per dataset. A missing `expected.json` is written and fails the run, so that a person
reads it before it counts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Source
from pipeline.parse import parse

GOLDEN = Path(__file__).with_name("golden")
CASES = sorted(p.parent for p in GOLDEN.rglob("path.txt"))
TABLES = (
    "goals", "criteria", "activities", "indicators", "baten_lasten", "policy_documents", "deviations", "text_amounts",
    "sections", "checks", "reserves", "spending_proposals", "incidental",
)  # fmt: skip


def rows_of(case: Path) -> dict[str, Any]:
    path = (case / "path.txt").read_text("utf-8").strip()
    content = next(p for p in case.iterdir() if p.name.startswith("page.")).read_bytes()
    media = "text" if path.endswith(".txt") else "html"
    result = parse(Source(path, content, hashlib.sha256(content).hexdigest(), media))
    page = {name: value for name, value in asdict(result.page).items() if value not in (None, (), "")}
    found = {"page_id": result.page_id, "page": page}
    found |= {name: [_compact(row) for row in result.tables[name]] for name in TABLES if result.tables[name]}
    found["findings"] = [f"{f.severity} {f.code} {f.location}: {f.found}" for f in result.findings]
    return json.loads(json.dumps(found, default=_plain))


def _compact(row: Any) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if value not in (None, (), "")}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


@pytest.mark.parametrize("case", CASES, ids=lambda c: "/".join(c.parts[-2:]))
def test_golden(case: Path) -> None:
    expected = case / "expected.json"
    found = rows_of(case)
    if not expected.exists():
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
        pytest.fail(f"wrote {expected}; compare it with the page and run again")
    assert found == json.loads(expected.read_text("utf-8"))


def test_every_layout_has_a_case() -> None:
    assert {c.parent.name for c in CASES} >= {
        "A-2014-2016", "B-2017-2018", "C-2018-2020", "F1-2021", "F2-2022-2023", "F3-2023-2024", "F4-2026", "finance",
        "berap", "text-export",
    }  # fmt: skip
