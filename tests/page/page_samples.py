"""Hand-built documents for the tests of pipeline/page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block, Cell, Document, Finding, Grid, Heading, Media, Page, Paragraph, Source

GOAL_PATH = "zwolle.jaarverslag-2024.nl/p49571/doel-1-2-3-langdurige-ondersteuning.html"


def source(path: str = GOAL_PATH, url: str | None = None, media: Media = "html") -> Source:
    return Source(path, b"", "0" * 64, media, url)


def grid(rows: Sequence[Sequence[str]], caption: str | None = None, layout: bool = False) -> Grid:
    cells = [[Cell(text, r, c) for c, text in enumerate(row, 1)] for r, row in enumerate(rows, 1)]
    return Grid(tuple(map(tuple, cells)), caption, layout=layout)


def document(*blocks: Block | str, **known: object) -> Document:
    """Texts that begin with `# `, `## ` ... become headings, other texts paragraphs."""
    built: list[Block] = []
    for block in blocks:
        if not isinstance(block, str):
            built.append(block)
        elif block.startswith("#"):
            signs, _, text = block.partition(" ")
            built.append(Heading(text, len(signs)))
        else:
            built.append(Paragraph(block))
    return Document(tuple(built), **known)  # type: ignore[arg-type]


def codes(page: Page) -> list[tuple[str, str]]:
    """Severity and code of the findings, the missing stamp left out."""
    return [(found.severity, found.code) for found in page.findings if found.code != "NO_BUILD_STAMP"]


def finding(page: Page, code: str) -> Finding:
    return next(found for found in page.findings if found.code == code)


def outline(page: Page) -> list[tuple[str, str | None, int]]:
    return [(section.kind, section.heading, len(section.blocks)) for section in page.sections]
