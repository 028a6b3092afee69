"""Pages with reserves, bestedingsvoorstellen or incidentele baten en lasten: real ones, and invented ones
after formats/2014-2020.md 3.5, 3.6 and formats/2020-2026.md 7."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from finance_forms import Blocks, read_page
from pipeline.model import Source
from pipeline.outcome import PageResult
from pipeline.parse import parse
from raw_pages import SHARED

FORMS = ("html-a", "html-b", "text", "text-pipes")


def shared_page(form: str, folder: str) -> PageResult:
    """One page of ../shared/pages; skips where it is missing."""
    found = sorted((SHARED / form / folder).glob("*.*"))
    if not found:
        pytest.skip(f"{SHARED / form / folder} is missing")
    content = found[0].read_bytes()
    media = "text" if found[0].suffix == ".txt" else "html"
    path = found[0].relative_to(SHARED / form).as_posix()
    return parse(Source(path, content, hashlib.sha256(content).hexdigest(), media))


def finance_page(*blocks: Blocks, host: str = "zwolle.begroting-2026.nl", form: str = "semantic") -> PageResult:
    """An invented finance page in one of the forms of finance_forms."""
    return read_page(f"{host}/p50117/overzicht", ("Financiën",), blocks, form)


def rows_of(result: PageResult, dataset: str, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, column) for column in columns) for row in result.tables[dataset]]


def codes(result: PageResult) -> list[str]:
    """Findings but for those on build stamp and identity."""
    return [
        f.code for f in result.findings if f.code not in ("NO_BUILD_STAMP", "STAMP_AMBIGUOUS", "IDENTITY_FROM_PAGE")
    ]


def statuses(result: PageResult, identity: str) -> list[str]:
    return [check.status for check in result.tables["checks"] if check.identity == identity]
