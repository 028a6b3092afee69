"""html-a and html-b are two markups of the same pages: their blocks are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Document, Grid, Heading, Ignored, Item, Paragraph, Source
from pipeline.readers import read
from raw_pages import SHARED

pytestmark = pytest.mark.skipif(not (SHARED / "html-a").is_dir(), reason="../shared/pages is missing")


def document_of(path: Path) -> Document:
    return read(Source(path.name, path.read_bytes(), "", "html"))


def printed(document: Document) -> list[tuple[object, ...]]:
    """Blocks as what they print; the title of a table counts as the same in its caption and in its empty corner."""
    found: list[tuple[object, ...]] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            rows = [[cell.text for cell in row] for row in block.rows]
            rows[0][0] = rows[0][0] or block.caption or ""
            found.append(("grid", rows, block.layout))
        elif isinstance(block, Heading):
            found.append(("heading", block.text, block.level))
        elif isinstance(block, Item):
            found.append(("item", block.text, block.level))
        elif isinstance(block, Paragraph):
            found.append(("paragraph", block.text, block.lead))
        elif isinstance(block, Ignored) and block.reason == "stamp":
            found.append(("stamp", block.text))
    return found


def pairs() -> list[tuple[Path, Path]]:
    return [
        (path, SHARED / "html-b" / path.relative_to(SHARED / "html-a")) for path in (SHARED / "html-a").rglob("*.html")
    ]


def test_both_markups_of_every_page_give_the_same_blocks() -> None:
    different = []
    for one, other in pairs():
        left, right = document_of(one), document_of(other)
        if printed(left) != printed(right) or left.breadcrumb != right.breadcrumb or left.title != right.title:
            different.append(one.relative_to(SHARED).as_posix())
    assert len(pairs()) > 50
    assert different == []


def test_every_page_is_clean_and_gives_its_address() -> None:
    for pair in pairs():
        for path in pair:
            document = document_of(path)
            assert document.findings == ()
            assert (document.reader, document.encoding) == ("lxml", "utf-8")
            assert document.canonical is not None
            assert {block.reason for block in document.blocks if isinstance(block, Ignored)} <= {
                "navigation", "breadcrumb", "cookie", "stamp", "script"
            }  # fmt: skip


def test_figures_of_goal_1_2_3() -> None:
    (path,) = (SHARED / "html-b").glob("zwolle.jaarverslag-2024.nl/p49571/*.html")
    document = document_of(path)
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    assert document.breadcrumb == ("Domeinen", "Sociaal domein")
    assert (len(grid.rows), len(grid.rows[0]), grid.header_rows) == (8, 6, 1)
    assert [cell.text for cell in grid.rows[5]] == ["- Jaarrekening", "77.780", "1.489", "104", "978", ""]
    assert grid.rows[7][5].text == "3.368"
    assert "Zorg en veiligheid" in {block.lead for block in document.blocks if isinstance(block, Paragraph)}
