"""Hand-built tables and pages for the tests of the indicator rooms."""

from __future__ import annotations

from pipeline.model import (
    Block,
    Cell,
    Document,
    DocumentKind,
    GoalRef,
    Grid,
    Page,
    Publication,
    Section,
    SectionKind,
    Source,
)  # fmt: skip

GOAL = "zwolle-begroting-2026/1.3.1"


def grid(*rows: tuple[str, ...], uncertain: frozenset[int] = frozenset(), hidden: bool = False) -> Grid:
    """A rectangle of cells; a row of one text spans the whole width, shorter rows are filled with blanks."""
    width = max(map(len, rows))
    placed = []
    for number, texts in enumerate(rows, 1):
        if len(texts) == 1 < width:
            placed.append((Cell(texts[0], number, 1, 1, width),) * width)
        else:
            filled = texts + ("",) * (width - len(texts))
            placed.append(tuple(Cell(text, number, column) for column, text in enumerate(filled, 1)))
    return Grid(tuple(placed), uncertain=uncertain, hidden=hidden)


def page(
    *blocks: Block, kind: SectionKind = "indicators", document_kind: DocumentKind = "begroting", year: int = 2026
) -> Page:
    """A page with one goal whose blocks all stand in one section of `kind`."""
    section = Section(1, kind, "Indicatoren", (), tuple(enumerate(blocks, 1)), None, GOAL)
    return Page(
        "zwolle-begroting-2026/p1",
        Publication("zwolle-begroting-2026", "zwolle", document_kind, year),
        Source("zwolle.begroting-2026.nl/p1/doel.html", b"", "0" * 64, "html"),
        Document(blocks),
        "goal",
        goals=(GoalRef(GOAL, "1.3.1", None, None, 0),),
        sections=(section,),
    )
