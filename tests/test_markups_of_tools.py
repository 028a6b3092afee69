"""The rows of a page do not depend on the tool that wrote it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from markups import render
from markups_of_tools import TOOLS
from pipeline import readers
from pipeline.model import Source
from pipeline.parse import parse
from raw_pages import RAW, SHARED, source
from test_unseen_markup import TABLES, rows

PAGES = (
    "zwolle.jaarverslag-2024.nl/p49571",
    "zwolle.jaarverslag-2021.nl/doel-2-1-1",
    "zwolle.begroting-2026.nl/p50287",
    "zwolle.begroting-2017.nl/p6984",
    "zwolle.begroting-2021.nl/p30638",
    "zwolle.jaarverslag-2014.nl/p1710",
    "zwolle2020.2ebeleidsrapportage.nl/p31223",
    "zwolle2022.2ebeleidsrapportage.nl/p41251",
)
FOLDER = SHARED / "html-a" if SHARED.is_dir() else RAW
FOUND = [page for page in sorted(FOLDER.rglob("*.html")) if page.relative_to(FOLDER).as_posix().startswith(PAGES)]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("page", FOUND, ids=lambda page: "/".join(page.parts[-3:]))
def test_rows_do_not_depend_on_the_tool(page: Path, tool: str) -> None:
    original = source(FOLDER, page)
    content = render(readers.read(original), TOOLS[tool])
    written = parse(Source(original.path, content, hashlib.sha256(content).hexdigest(), "html"))
    printed = parse(original)
    assert written.page.status == printed.page.status, [f for f in written.findings if f.severity != "info"]
    for table in TABLES:
        assert rows(written, table) == rows(printed, table), table
